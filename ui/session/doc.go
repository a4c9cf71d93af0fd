// Package session keeps one open map: its file, its editor with the history, and the rehearsals of it.
//
// One goroutine owns all three. Whoever shows the map sends edits and commands, which are done in order,
// and reads Snapshots, which are immutable and replaced as a whole; so a slow disk or a long run never
// holds up a window, and a window never sees half an edit. An edit is shown at once and saved right after;
// the snapshot says "saved" only when the file has it. After an edit the newest map is rehearsed anew: with
// a few people before the edit is shown, as a first estimate, then quietly with more; while there is no estimate the last
// numbers stay and are marked as stale. Findings come when they are there and keep nothing waiting.
//
// The package knows no window and no language. Opening files, running and checking maps are given to it
// as functions.
package session
