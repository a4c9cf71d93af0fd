package draw_test

import (
	"testing"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/draw/specimen"
	"rehearse/journey/layout"
	"rehearse/persist/export/fonts"
)

// Links, edges of ports and badges carry no words, but the map cannot be followed without them: 3 is what WCAG 2 asks of such
// graphics.
func TestLinesAndSignsStandOutFromTheBoard(t *testing.T) {
	t.Parallel()
	for name, theme := range map[string]*draw.Theme{"light": draw.Light(), "dark": draw.Dark(), "light room": draw.Light().Contrasty(), "dark room": draw.Dark().Contrasty()} {
		for what, c := range map[string]draw.RGBA{
			"a link": theme.Line, "the link most people take": theme.Flow, "a port with links": theme.Port, "the frame of a selection": theme.Selection, "an error": theme.Error,
		} {
			for _, ground := range []draw.RGBA{theme.Board, theme.Column, theme.ColumnAlt} {
				if got := draw.Contrast(c, ground); got < 3 {
					t.Errorf("%s: %s has a contrast of %.2f", name, what, got)
				}
			}
		}
	}
}

// What a filter fades gives way to the rest, and its names can still be made out.
func TestFadedNamesCanBeMadeOut(t *testing.T) {
	t.Parallel()
	m, set := specimen.Cart(), fonts.Embedded()
	faded := map[journey.ID]bool{}
	for _, s := range m.Steps {
		if s.Kind != journey.StepFrame { // its name is in its own colour
			faded[s.ID] = true
		}
	}
	for name, theme := range map[string]*draw.Theme{"light": draw.Light(), "dark": draw.Dark()} {
		s := draw.Build(m, layout.Of(m, set), draw.Options{Theme: theme, Labels: draw.LabelsOf(printer(t, "ru")), Measurer: set, Faded: faded})
		for i, it := range s.Items {
			if it.Text == nil || it.Of.Kind != journey.KindStep || it.Part != draw.PartTitle || !faded[it.Of.ID] {
				continue
			}
			a := it.Text.Area()
			at := draw.Point{X: a.X + a.W/2, Y: it.Text.At.Y - it.Text.Size*0.3}
			if got := draw.Contrast(it.Text.Color, ground(s, i, at)); got < 3 {
				t.Errorf("%s: the faded %q has a contrast of %.2f", name, it.Text.Text, got)
			}
		}
	}
}
