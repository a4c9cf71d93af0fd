//go:build !headless

package main

import "rehearse/ui/desktop"

// openWindow opens the window on a file, "" for the last one, and returns the exit code.
var openWindow = func(path, language string) int {
	return desktop.Main(desktop.Options{Path: path, Lang: language})
}
