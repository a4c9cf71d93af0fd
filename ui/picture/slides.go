package picture

import (
	"io"
	"time"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/layout"
	"rehearse/persist/export/fonts"
	"rehearse/persist/export/pdf"
	"rehearse/ui/overlay"
	"rehearse/ui/phrase"
	"rehearse/ui/slides"
	"rehearse/ui/text"
)

// WriteSlides writes what the window presents as PDF, one page a slide: the whole map, then each scenario. Options.Format and
// Scale do not matter.
func WriteSlides(w io.Writer, m *journey.Map, o Options, p *text.Printer) error {
	theme, measure := draw.Light(), fonts.Embedded()
	if o.Dark {
		theme = draw.Dark()
	}
	build := draw.Options{Theme: theme, Labels: phrase.Labels(p, m), Measurer: measure}
	if o.Result != nil {
		build.Overlay = overlay.Of(m, o.Result, o.Findings, o.Stale, p)
	}
	place := layout.In(o.Links, m, measure)
	deck := slides.Of(slides.Source{Map: m, Result: o.Result, Stale: o.Stale, Findings: o.Findings}, p)
	pages := make([]*draw.Scene, len(deck))
	for i := range deck {
		pages[i] = deck[i].Page(m, place, build, slides.Counter(i, len(deck)))
	}
	set := m.Settings
	return pdf.WritePages(w, pages, pdf.Options{Title: set.Name, Author: set.Author, Subject: set.Client, Language: p.Code(), Created: o.Date.UTC().Truncate(24 * time.Hour)})
}
