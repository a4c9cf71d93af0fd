// Package cli is the command line of Rehearse: the same commands in the full program and in the
// headless build.
//
// A command reads a map (a .journey file or its JSON), calls the package that does the work and prints
// text for people or JSON for programs. Sentences come from the language files. The package decides
// nothing about maps, and it knows no window: the command that opens one gets it as a function.
//
// Exit codes: 0 fine; 1 check found an error, or simulate cannot run the map; 2 wrong use; 3 a file that
// cannot be read or written.
package cli
