package panel

import (
	"testing"

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
