// Package sqlite keeps one map in one SQLite file.
//
// The file has five tables: meta (a few named values), record (the map, one JSON record a row), change
// (the history, with before and after), baseline (signed copies) and asset (pictures by the hash of
// their bytes). application_id says that the file is ours, user_version how it is laid out; migrations
// bring older files up to date, on a copy. JSON is journey/codec's; a new format of it comes with a
// migration, so that user_version alone tells whether a program can read a file.
//
// Settings are in the connection string, because a PRAGMA would reach one pooled connection only:
// journal_mode=DELETE and synchronous=FULL, so that a map is one file that can be copied and mailed and
// a commit that was acknowledged survives the power going off.
//
// What a user can help is returned as a journey.Problem with a code of area "persist". The package is
// the only one that imports a database driver. It knows no locks between programs and no editor at
// work: see package persist.
package sqlite
