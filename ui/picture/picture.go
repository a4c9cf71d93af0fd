// Package picture hands a map over: the whole of it as PNG, SVG or PDF, with title, client, date and
// legend, with or without the numbers of a run. The command line and the window's export both come here,
// so that they give the same file. It knows no window.
package picture

import (
	"io"
	"path/filepath"
	"strings"
	"time"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/draw/cards"
	"rehearse/journey/finding"
	"rehearse/journey/layout"
	"rehearse/persist/export/fonts"
	"rehearse/persist/export/pdf"
	"rehearse/persist/export/png"
	"rehearse/persist/export/svg"
	"rehearse/simulate"
	"rehearse/ui/overlay"
	"rehearse/ui/phrase"
	"rehearse/ui/text"
)

// Format is a kind of picture.
type Format string

// The formats.
const (
	PNG Format = "png"
	SVG Format = "svg"
	PDF Format = "pdf"
)

// FormatOf takes the format from a file's ending; "" when it is none of ours.
func FormatOf(path string) Format {
	switch f := Format(strings.TrimPrefix(strings.ToLower(filepath.Ext(path)), ".")); f {
	case PNG, SVG, PDF:
		return f
	default:
		return ""
	}
}

// Options say what goes into a picture.
type Options struct {
	Format Format
	// Scale of a PNG, 1 to 4.
	Scale float64
	Dark  bool
	// Links is how links are drawn.
	Links layout.Style
	// Result, nil for a picture without numbers, and Findings, whose badges are drawn with it.
	Result   *simulate.Result
	Findings []finding.Finding
	// Stale tells that Result belongs to an older revision of the map.
	Stale bool
	// Overlay, when not nil, is drawn in place of the numbers, such as one person's way.
	Overlay *draw.Overlay
	// Date is printed in the title block; its day, not its hour, goes into the file, so that two exports of
	// one day are equal.
	Date time.Time
}

// Write draws a map and writes it.
func Write(w io.Writer, m *journey.Map, o Options, p *text.Printer) error {
	theme := draw.Light()
	if o.Dark {
		theme = draw.Dark()
	}
	measure := fonts.Embedded()
	date := p.Date(o.Date)
	build := draw.Options{
		Theme: theme, Labels: phrase.Labels(p, m), Measurer: measure,
		Sheet: &draw.Sheet{Date: date},
	}
	if o.Result != nil {
		build.Overlay = overlay.Of(m, o.Result, o.Findings, o.Stale, p)
	}
	if o.Overlay != nil {
		build.Overlay = o.Overlay
	}
	return write(w, draw.Build(m, layout.In(o.Links, m, measure), build), m.Settings, date, o, p)
}

// WritePeople draws the cards of the map's personas and writes them; with a result they say what it showed of each. only
// names the personas, none means all.
func WritePeople(w io.Writer, m *journey.Map, only []journey.ID, o Options, p *text.Printer) error {
	theme := draw.Light()
	if o.Dark {
		theme = draw.Dark()
	}
	date := p.Date(o.Date)
	scene := cards.Sheet(m, only, cards.Options{
		Theme: theme, Text: p, Measurer: fonts.Embedded(), Date: date, Rehearsed: overlay.Rehearsed(m, o.Result, p),
	})
	return write(w, scene, m.Settings, date, o, p)
}

// write puts a scene into a file of the format.
func write(w io.Writer, scene *draw.Scene, set *journey.Settings, date string, o Options, p *text.Printer) error {
	switch o.Format {
	case SVG:
		return svg.Write(w, scene, svg.Options{Title: set.Name, Author: set.Author, Date: date})
	case PDF:
		return pdf.Write(w, scene, pdf.Options{Title: set.Name, Author: set.Author, Subject: set.Client, Language: p.Code(), Created: o.Date.UTC().Truncate(24 * time.Hour)})
	default:
		return png.Write(w, scene, png.Options{Scale: o.Scale, Title: set.Name, Author: set.Author, Date: date})
	}
}
