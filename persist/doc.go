// Package persist keeps a map in its file while it is edited.
//
// A Document is a file that is open, with the editor of its map. Every Change is saved at once, in a
// transaction of its own; there is no "Save", only SaveAs, which goes on in another file with the whole
// history, and ExportCopy, which writes what may be handed to others: the map without its history. When
// a write fails the edit stays in memory, and Unsaved says so until a later write succeeds.
//
// One program writes a file at a time. The writer holds a lock of the operating system on a small file
// beside it, so the lock ends with the program however it ends; everybody else gets the file read-only.
// The lock is not on the file itself: SQLite has its own locks there, and on some systems the two kinds
// would release each other.
//
// Everything a user can help is a journey.Problem with a code of area "persist". The package knows no
// window and no wall clock; tables and SQL are persist/sqlite's.
package persist
