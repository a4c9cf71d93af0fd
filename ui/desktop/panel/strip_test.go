package panel

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"rehearse/journey"
	"rehearse/persist/export/fonts"
	"rehearse/ui/overlay"
	"rehearse/ui/text"
)

// With many goals the last figure was beyond the edge of the strip; now figures stand in rows, and where those are too high the
// lines under the numbers give way.
func TestEveryFigureOfAStripIsSeen(t *testing.T) {
	p := text.New("ru")
	app := test.NewApp()
	defer app.Quit()
	s := NewStrip(p, func(journey.Ref) {}, NewFindings(p, fonts.Embedded(), FindingsEvents{}), func() {})
	win := test.NewWindow(s)
	var figures []overlay.Figure
	for range 7 {
		figures = append(figures, overlay.Figure{Title: "Профиль опубликован", Value: "7,18 %", Under: "1436 чел.\n95 %: 6,83 % – 7,55 %"})
	}
	for _, c := range []struct {
		size   fyne.Size
		rows   int
		unders bool
	}{{fyne.NewSize(3000, 160), 1, true}, {fyne.NewSize(1280, 260), 2, true}, {fyne.NewSize(1280, 160), 2, false}} {
		win.Resize(c.size)
		s.Resize(c.size)
		s.ShowFigures(figures, "20 000 чел.", false, false)
		room := s.room.Size()
		rows := map[float32]bool{}
		for _, o := range s.figures.Objects {
			rows[o.Position().Y] = true
			if right, low := o.Position().X+o.Size().Width, o.Position().Y+o.Size().Height; right > room.Width+1 || low > room.Height+1 {
				t.Errorf("%v: a figure ends at %v, %v of %v", c.size, right, low, room)
			}
		}
		if len(rows) != c.rows {
			t.Errorf("%v: %d rows, not %d", c.size, len(rows), c.rows)
		}
		for _, u := range s.room.Layout.(*figureRoom).unders {
			if u.Visible() != c.unders {
				t.Errorf("%v: the lines under the numbers are shown: %v", c.size, u.Visible())
			}
		}
	}
}

// Numbers in one line stand at one height, whether a click on them leads somewhere or not.
func TestNumbersOfAFoldedStripStandInOneLine(t *testing.T) {
	p := text.New("en")
	app := test.NewApp()
	defer app.Quit()
	s := NewStrip(p, func(journey.Ref) {}, NewFindings(p, fonts.Embedded(), FindingsEvents{}), func() {})
	win := test.NewWindow(s)
	win.Resize(fyne.NewSize(900, 200))
	s.Resize(fyne.NewSize(900, LineHeight))
	s.ShowFigures([]overlay.Figure{
		{Title: "People", Value: "20,000", Under: "in 30 days"},
		{Title: "Order", Value: "12%", Of: journey.Ref{Kind: journey.KindStep, ID: "order"}},
	}, "", false, false)
	s.brief.Refresh()
	var middles []float32
	var walk func(o fyne.CanvasObject, top float32)
	walk = func(o fyne.CanvasObject, top float32) {
		top += o.Position().Y
		switch o := o.(type) {
		case *canvas.Text:
			middles = append(middles, top+o.Size().Height/2)
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child, top)
			}
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				walk(child, top)
			}
		}
	}
	for _, o := range s.brief.Objects {
		walk(o, 0)
	}
	if len(middles) != 4 {
		t.Fatalf("%d texts in the line", len(middles))
	}
	for _, m := range middles {
		if m < middles[0]-1 || m > middles[0]+1 {
			t.Errorf("the middles of the texts are at %v", middles)
		}
	}
}
