package desktop

import (
	"rehearse/journey"
	"rehearse/journey/layout"
	"rehearse/ui/text"
)

// ground is what edits read of the window: where things stand and the language new records are named in. An edit is done on
// the session's goroutine, perhaps when the window has gone on to another map or language already; so it gets what was there
// when it was asked for, and never looks at the window itself. A layout and a printer do not change.
type ground struct {
	layout *layout.Layout
	text   *text.Printer
}

// ground is what there is now.
func (w *Window) ground() ground { return ground{w.layout, w.text} }

// t is a sentence of the window's area.
func (g ground) t(id string, args journey.Args) string { return g.text.T(id, args) }
