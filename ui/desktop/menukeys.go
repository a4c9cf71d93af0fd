package desktop

import (
	"math"
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"rehearse/ui/action"
)

// Fyne paints the keys of menu items at a fifth of the ink, which cannot be read, and leaves out those
// without a modifier. Where it paints the menu itself the keys are therefore part of the labels, set to the
// right edge with spaces.
const systemMenu = runtime.GOOS == "darwin"

// unshown is a shortcut that works and that Fyne does not paint.
type unshown struct{ name string }

// ShortcutName is part of fyne.Shortcut.
func (u unshown) ShortcutName() string { return u.name }

// menuShortcut is the shortcut of a menu's item; nil for none.
func menuShortcut(k action.Key) fyne.Shortcut {
	s := shortcutOf(k)
	if s == nil || systemMenu {
		return s
	}
	return unshown{s.ShortcutName()}
}

// keyGap is the least space between a name and its key.
const keyGap = 28

// menuLabels are the names of the items of a menu, with their keys.
func (w *Window) menuLabels(ids []string) []string {
	width := func(s string) float32 { return fyne.MeasureText(s, theme.TextSize(), fyne.TextStyle{}).Width }
	names, keys := make([]string, len(ids)), make([]string, len(ids))
	var right float32
	for i, id := range ids {
		a := action.Find(id)
		if a == nil {
			continue
		}
		names[i] = w.actionLabel(id)
		if keys[i] = firstKey(a); keys[i] != "" && !systemMenu {
			right = max(right, width(names[i])+keyGap+width(keys[i]))
		}
	}
	if systemMenu {
		return names
	}
	space := width("  ") - width(" ")
	for i, key := range keys {
		if key != "" && space > 0 {
			free := right - width(names[i]) - width(key)
			names[i] += strings.Repeat(" ", int(math.Round(float64(free/space)))) + key
		}
	}
	return names
}
