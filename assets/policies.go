package assets

import (
	"embed"
	"io/fs"
)

//go:embed policies
var policies embed.FS

// Policies are the sending rules of other systems: one JSON file each, policies/<name>.json, see simulate/preset.
func Policies() fs.FS { return policies }
