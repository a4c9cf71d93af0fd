package desktop

import (
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"rehearse/ui/action"
)

func TestMenusShowTheirKeysAtOneEdge(t *testing.T) {
	if systemMenu {
		t.Skip("the system paints the menu")
	}
	for _, language := range []string{"en", "ru"} {
		w := openedWindow(t, language)
		for i, m := range action.Menus() {
			var right float64
			for j, id := range m.Items {
				a := action.Find(id)
				if a == nil || a.Key.Name == "" {
					continue
				}
				item := w.win.MainMenu().Items[i].Items[j]
				if !strings.HasPrefix(item.Label, w.actionLabel(id)+" ") || !strings.HasSuffix(item.Label, keyName(a.Key)) {
					t.Errorf("%s: %q", id, item.Label)
				}
				if _, painted := item.Shortcut.(fyne.KeyboardShortcut); painted {
					t.Errorf("%s: the key is shown twice", id)
				}
				if s := shortcutOf(a.Key); s != nil && item.Shortcut.ShortcutName() != s.ShortcutName() {
					t.Errorf("%s: %s is not heard", id, s.ShortcutName())
				}
				width := float64(fyne.MeasureText(item.Label, theme.TextSize(), fyne.TextStyle{}).Width)
				if right != 0 && math.Abs(width-right) > 4 {
					t.Errorf("%s: %q ends at %v, not %v", id, item.Label, width, right)
				}
				right = width
			}
		}
	}
}
