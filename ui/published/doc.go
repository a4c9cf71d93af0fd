// Package published holds the numbers that others have published and a map can begin with: each with its range, its
// denominator, its source and its date, so that everybody sees at once that it is somebody else's number.
//
// The numbers are data (assets/benchmarks.json); this package reads them, says which of them fit a field and narrows them by
// channel, by branch of trade and by words. Names are message ids: it knows no language and no window.
package published
