// Package codec turns maps and their records into JSON and back. There is one codec for everything that
// stores or moves them: the file, the history, the clipboard and the exchange format, so that there is one
// form to document and one chain of upgrades.
//
// It works by reflection over the types of package journey and needs no code per record. The rules:
//
//   - a field is written under its json tag, in the order of the type; a field that has its default (the
//     `default` tag for words, else the zero value) is left out;
//   - words are words, dates are "2026-11-22", times of day "09:00", lengths of time "90s", "24h", "2d";
//   - a fixed Law is just its length; an Assumption of which nothing but the number is known is just the
//     number; Money is the whole number of millionths; bytes are base64;
//   - a pointer or a list element is written even when everything in it has its default.
//
// Encoding is canonical: equal records give equal bytes, and decode(encode(m)) is m, deeply equal, for every
// normalized map.
//
// Decoding is strict: unknown fields, wrong types, repeated names and anything too deep or too large are
// refused, each with line, column, record and field, and all of them at once. Nothing is ever guessed.
//
// The package knows no files and no readers: bytes in, bytes out.
package codec
