// Package png writes a Scene as a PNG picture of any size in bounded memory.
//
// The picture is painted in horizontal bands, a few at a time and on all processors; each band is
// filtered, compressed and forgotten. The bytes depend on scene and options only, not on how many
// processors worked. The package knows scenes, not maps.
package png
