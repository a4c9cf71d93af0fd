// Package edit is the only door through which a map changes.
//
// Editor.Apply runs an intent on a transaction, checks the integrity of the outcome in one place and
// returns a new immutable map, one revision later, with one Change: the records before and after. Undo
// and redo apply Changes backwards and forwards, without limit. Selection, camera and open panels are
// not history. One file per intent: add, connect, move, delete, paste, split.
//
// The package knows no file, no window, no clock and no chance: IDs come from an injected source.
package edit
