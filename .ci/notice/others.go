package main

import "os"

// otherComponents is what we hand on that is not a Go module. goLicence is the text of Go's own licence.
func otherComponents(goLicence text) ([]component, error) {
	fonts, err := os.ReadFile("assets/fonts/OFL.txt")
	if err != nil {
		return nil, err
	}
	return []component{
		{name: "Go (standard library and runtime)", licence: "BSD-3-Clause",
			texts: []text{{body: goLicence.body}}},
		{name: "Noto Sans (fonts)", licence: "OFL-1.1",
			texts: []text{{body: tidy(string(fonts))}}},
		{name: "Time zone database (simulate/calendar/zoneinfo.zip)", licence: "public-domain",
			texts: []text{{body: "The time zone database is in the public domain: https://www.iana.org/time-zones"}}},
		{name: "SQLite (in modernc.org/sqlite)", licence: "public-domain",
			texts: []text{{body: "SQLite is in the public domain: https://www.sqlite.org/copyright.html"}}},
		{name: "Graphviz 12.1.2 (graphviz.wasm in github.com/goccy/go-graphviz)", licence: "EPL",
			texts: []text{{body: `Graphviz is licensed under the Eclipse Public License: https://graphviz.org/license/
It is part of the program with a window only, unchanged, compiled to WebAssembly by the project go-graphviz.
Its source code is available from its authors: https://gitlab.com/graphviz/graphviz (tag 12.1.2).
As that licence asks: its contributors give no warranty and take no liability for this program; any terms in
which this program's licence differs from theirs are offered by the authors of Rehearse alone.`}}},
	}, nil
}
