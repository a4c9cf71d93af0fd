// Command rehearse draws customer journey maps and rehearses them before launch.
//
// Without a sub-command it opens the window; with one it is the command line (package ui/cli). The
// headless build (-tags headless) has the command line alone.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"time"

	"golang.org/x/term"

	"rehearse/ui/cli"
)

// version is that of FyneApp.toml; a test holds them equal.
const version = "0.1.0"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	columns := 0
	if width, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil {
		columns = width
	}
	code := cli.Main(ctx, os.Args[1:], cli.Environment{
		Out:        os.Stdout,
		Err:        os.Stderr,
		In:         os.Stdin,
		Getenv:     os.Getenv,
		Now:        time.Now,
		Terminal:   term.IsTerminal(int(os.Stderr.Fd())),
		Columns:    columns,
		Version:    version,
		OpenWindow: openWindow,
		// Windows and macOS always have a display.
		NeedsDisplay: runtime.GOOS != "windows" && runtime.GOOS != "darwin",
	})
	stop()
	os.Exit(code)
}
