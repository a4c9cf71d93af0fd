// Package calendar turns the engine's ticks into wall clock and back: which weekday and time of day it
// is for somebody in a time zone, when the next Tuesday 09:00 comes, whether it is a quiet hour, when
// the calendar week of a cap ends.
//
// A tick is one millisecond since the map's start, an int64 that may be negative for the time before.
// A day number counts days since 1970-01-01. A wall-clock time that a change of clocks skips is taken as
// the first moment after; one that comes twice, as the first of the two.
//
// Zones come from a copy of the IANA time zone database inside the program (zoneinfo.zip, version 2025c
// as shipped with Go 1.26; the IANA puts it in the public domain), never from the machine, because two
// machines with different tables would tell different stories. To renew it, copy lib/time/zoneinfo.zip
// of a newer Go over it and write a new engine version.
//
// A Zone computes the changes of clocks around a run once; after that every question is integer
// arithmetic without allocation, and any number of workers may ask at once.
//
// The package knows nothing of maps and policies and imports nothing of ours; it reads no clock.
package calendar
