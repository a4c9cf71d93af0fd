package assets

import _ "embed"

// notices is made by `make notice` from what the program links; a test holds it true.
//
//go:embed NOTICE.txt
var notices string

// Notices lists whose work is part of the program, with every licence text. It is English, as the licences are.
func Notices() string { return notices }
