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
