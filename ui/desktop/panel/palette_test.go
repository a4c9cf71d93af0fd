package panel

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rehearse/journey/draw"
	"rehearse/ui/text"
)

func TestAnIconAloneSaysItsNameAndOneWithANameNothing(t *testing.T) {
	test.NewTempApp(t)
	p := NewPalette(text.New("en"), draw.Light(), PaletteEvents{})
	item := p.items[0]
	if words := item.Hint(); words != "" {
		t.Errorf("the name beside the icon is said again: %q", words)
	}
	wide := p.MinSize().Width
	p.Narrow(true)
	if words := item.Hint(); words != "Entry" {
		t.Errorf("the icon alone says %q", words)
	}
	if narrow := p.MinSize().Width; narrow >= wide/2 {
		t.Errorf("%v wide with icons alone, %v with names", narrow, wide)
	}
}

// In a window of 1280 × 720 the last kind of step was cut where the list of people begins.
func TestAllKindsOfStepAreSeenInALowWindow(t *testing.T) {
	test.NewTempApp(t)
	p := NewPalette(text.New("en"), draw.Light(), PaletteEvents{})
	p.Narrow(true)
	win := test.NewWindow(p)
	defer win.Close()
	win.SetPadded(false)
	for _, height := range []float32{400, 440, 800} {
		win.Resize(fyne.NewSize(paletteNarrow, height))
		last := p.items[len(p.items)-1]
		if foot := last.Position().Y + last.Size().Height; foot > height {
			t.Errorf("the last kind ends at %v of %v", foot, height)
		}
	}
}
