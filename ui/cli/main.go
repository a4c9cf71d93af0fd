package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"rehearse/journey"
	"rehearse/ui/text"
)

// The exit codes.
const (
	ExitFine    = 0
	ExitFinding = 1
	ExitUse     = 2
	ExitFile    = 3
)

// Environment is what the command line takes from the machine.
type Environment struct {
	Out, Err io.Writer
	In       io.Reader
	// Getenv reads an environment variable.
	Getenv func(string) string
	// Now is the clock, for the date of a new map.
	Now func() time.Time
	// Terminal tells that Err is a terminal: progress is shown only there. Columns is the width of Out.
	Terminal bool
	Columns  int
	// Version is the program's version.
	Version string
	// OpenWindow opens the window on a file ("" for the last one) and returns the exit code; nil where
	// the program has no window.
	OpenWindow func(path, language string) int
	// NeedsDisplay tells that the window is one of X11: without $DISPLAY there is none.
	NeedsDisplay bool
}

// session is what every command works with.
type session struct {
	Environment
	ctx  context.Context
	text *text.Printer
	// chosen is the language of --lang; "" leaves the window to the one chosen there last.
	chosen string
}

// exit carries an exit code through the flag library.
type exit struct {
	code int
	err  error // nil when everything has been said already
}

func (e exit) Error() string {
	if e.err == nil {
		return fmt.Sprint("exit ", e.code)
	}
	return e.err.Error()
}

func (e exit) Unwrap() error { return e.err }

// fileError marks what went wrong with a file.
func fileError(err error) error { return exit{ExitFile, err} }

// useError is wrong use, told by a message id.
func useError(code string, args journey.Args) error {
	return exit{ExitUse, journey.Problem{Code: code, Args: args}}
}

// helpAsked stops the flag library once help has been printed.
type helpAsked struct{}

// Main runs one command and returns the exit code. The context ends long work.
func Main(ctx context.Context, args []string, env Environment) int {
	s := &session{Environment: env, ctx: ctx, text: text.New(wishedLanguage(args, env))}
	code, err := s.run(args)
	if err != nil {
		fmt.Fprintln(env.Err, s.text.Error(err))
	}
	return code
}

func (s *session) run(args []string) (code int, err error) {
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(helpAsked); !ok {
				panic(r)
			}
			code, err = ExitFine, nil
		}
	}()
	var line commands
	parser, err := kong.New(&line,
		kong.Name("rehearse"),
		kong.Writers(s.Out, s.Err),
		kong.Exit(func(int) { panic(helpAsked{}) }),
		kong.Help(s.printHelp),
		kong.Bind(s),
	)
	if err != nil {
		return ExitUse, err
	}
	switch {
	case !commanded(args) && s.OpenWindow != nil:
		args = append([]string{"open"}, args...)
	case len(args) == 0:
		args = []string{"--help"}
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		return ExitUse, s.useProblem(err)
	}
	if s.chosen = line.Lang; s.chosen != "" && !text.Speaks(s.chosen) {
		return codeOf(useError("cli.unknown_language", journey.Args{"Language": s.chosen, "Languages": "en, ru"}))
	}
	return codeOf(parsed.Run(s))
}

// commanded reports whether anything but a language is asked for.
func commanded(args []string) bool {
	for i := 0; i < len(args); i++ {
		switch {
		case args[i] == "--lang":
			i++
		case !strings.HasPrefix(args[i], "--lang="):
			return true
		}
	}
	return false
}

// codeOf takes the exit code out of an error; a bare error is about a file.
func codeOf(err error) (int, error) {
	if err == nil {
		return ExitFine, nil
	}
	var e exit
	if errors.As(err, &e) {
		return e.code, e.err
	}
	return ExitFile, err
}

// wishedLanguage is that of --lang, else of REHEARSE_LANG, LC_ALL, LC_MESSAGES and LANG.
func wishedLanguage(args []string, env Environment) string {
	for i, a := range args {
		if a == "--lang" && i+1 < len(args) {
			return args[i+1]
		}
		if wish, ok := strings.CutPrefix(a, "--lang="); ok {
			return wish
		}
	}
	if env.Getenv != nil {
		for _, name := range []string{"REHEARSE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"} {
			if wish := env.Getenv(name); wish != "" {
				return wish
			}
		}
	}
	return ""
}
