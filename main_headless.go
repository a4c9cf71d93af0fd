//go:build headless

package main

// openWindow is nil: this build has no window.
var openWindow func(path, language string) int
