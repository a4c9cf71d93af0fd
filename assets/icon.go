package assets

import _ "embed"

//go:embed icon.png
var icon []byte

// Icon is the program's icon as a PNG; it must not be changed.
func Icon() []byte { return icon }
