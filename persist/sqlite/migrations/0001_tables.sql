CREATE TABLE meta (
	key   TEXT NOT NULL PRIMARY KEY,
	value ANY NOT NULL
) STRICT, WITHOUT ROWID;

-- ord is the place among the records of a kind: it rises, with gaps.
CREATE TABLE record (
	kind TEXT NOT NULL,
	id   TEXT NOT NULL,
	ord  INTEGER NOT NULL,
	json TEXT NOT NULL,
	PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- seq counts from 1 without gaps; entries behind meta.cursor are undone and can be redone.
CREATE TABLE change (
	seq   INTEGER NOT NULL PRIMARY KEY,
	at    TEXT NOT NULL,
	label TEXT NOT NULL,
	diffs TEXT NOT NULL
) STRICT;

CREATE TABLE baseline (
	id          TEXT NOT NULL PRIMARY KEY,
	name        TEXT NOT NULL,
	signed      TEXT NOT NULL,
	date        TEXT NOT NULL,
	fingerprint TEXT NOT NULL,
	engine      TEXT NOT NULL,
	seed        TEXT NOT NULL, -- 64 bits without a sign
	people      INTEGER NOT NULL,
	map         BLOB NOT NULL,
	result      BLOB NOT NULL
) STRICT;

CREATE TABLE asset (
	sha256 TEXT NOT NULL PRIMARY KEY,
	bytes  BLOB NOT NULL
) STRICT;
