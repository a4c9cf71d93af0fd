package panel

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rehearse/ui/text"
)

// Long counts and many personas must not make the window wider: the legend leaves out what has no room, and shows it again.
func TestTheBarOfThePlaybackNeverWidensTheWindow(t *testing.T) {
	test.NewTempApp(t)
	bar := NewPlayBar(text.New("ru"), []string{"1", "2"}, PlayBarEvents{})
	var known []Known
	for range 6 {
		known = append(known, Known{Name: "Руководитель отдела продаж"})
	}
	bar.Begin(known)
	bar.Object.Show()
	bar.Show(0.5, "Пт 20 мар 2026 00:00", strings.Repeat("сообщений и звонков ", 5))
	if least := bar.Object.MinSize().Width; least > 620 {
		t.Errorf("it asks for %v", least)
	}
	shown := func(width float32) (n int) {
		bar.Object.Resize(fyne.NewSize(width, bar.Object.MinSize().Height))
		for _, o := range bar.legend.Objects {
			if o.Visible() {
				n++
				if right := o.Position().X + o.Size().Width; right > bar.legend.Size().Width+1 {
					t.Errorf("at %v a name ends at %v of %v", width, right, bar.legend.Size().Width)
				}
			}
		}
		return n
	}
	narrow, wide := shown(1000), shown(2600)
	if narrow >= 6 || wide != 6 {
		t.Errorf("%d names on a narrow window, %d of 6 on a wide one", narrow, wide)
	}
}
