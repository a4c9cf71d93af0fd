package hint

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// shown are the words of the hint in the topmost layer, "" for none.
func shown(c fyne.Canvas) string {
	over := layerOf(c)
	if over == nil || len(over.Objects) == 0 {
		return ""
	}
	var lines []string
	for _, o := range over.Objects[0].(*fyne.Container).Objects {
		if t, ok := o.(*canvas.Text); ok {
			lines = append(lines, t.Text)
		}
	}
	return strings.Join(lines, "|")
}

func TestAHintComesWithTheMouseAndTheKeyboardAndGoesWithThem(t *testing.T) {
	test.NewApp()
	pressed := 0
	why := "Undo (Ctrl + Z)"
	b := NewButton(theme.ContentUndoIcon(), func() string { return why }, func() { pressed++ })
	w := test.NewWindow(container.NewStack(container.NewHBox(b)))
	w.Resize(fyne.NewSize(500, 200))
	b.MouseIn(nil)
	b.appear()
	if got := shown(w.Canvas()); got != "Undo (Ctrl + Z)" {
		t.Errorf("the mouse shows %q", got)
	}
	b.MouseOut()
	if got := shown(w.Canvas()); got != "" {
		t.Errorf("%q stays when the mouse has gone", got)
	}
	b.Disable()
	why = "Undo\nThere is nothing to undo."
	b.MouseIn(nil)
	b.appear()
	if got := shown(w.Canvas()); got != "Undo|There is nothing to undo." {
		t.Errorf("a disabled button says %q", got)
	}
	b.MouseOut()
	b.Enable()
	w.Canvas().Focus(b)
	b.appear()
	if shown(w.Canvas()) == "" {
		t.Error("the keyboard shows nothing")
	}
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if pressed != 1 || shown(w.Canvas()) != "" {
		t.Errorf("Enter pressed %d times, and the hint says %q", pressed, shown(w.Canvas()))
	}
	b.appear()
	if shown(w.Canvas()) != "" {
		t.Error("a hint appears after the button was pressed")
	}
}

func TestAHintOfADialogIsPaintedOverIt(t *testing.T) {
	test.NewApp()
	b := NewButton(theme.DeleteIcon(), Words("Delete"), func() {})
	w := test.NewWindow(container.NewStack())
	w.Resize(fyne.NewSize(600, 400))
	d := dialog.NewCustom("Personas", "Done", container.NewHBox(b), w)
	d.Show()
	b.MouseIn(nil)
	b.appear()
	if got := shown(w.Canvas()); got != "Delete" {
		t.Errorf("over the dialog stands %q", got)
	}
	b.MouseOut()
	d.Hide()
}

func TestAHintNeverLeavesTheWindow(t *testing.T) {
	t.Parallel()
	window, whole := fyne.NewSize(400, 300), fyne.NewSize(200, 40)
	for _, c := range []struct {
		name     string
		at, want fyne.Position
		beside   bool
	}{
		{"below and in the middle", fyne.NewPos(180, 100), fyne.NewPos(95, 135), false},
		{"at the left edge", fyne.NewPos(0, 0), fyne.NewPos(4, 35), false},
		{"at the right edge", fyne.NewPos(380, 0), fyne.NewPos(196, 35), false},
		{"above where there is no room below", fyne.NewPos(180, 260), fyne.NewPos(95, 215), false},
		{"beside one of several icons", fyne.NewPos(10, 100), fyne.NewPos(45, 95), true},
		{"beside, at the lower edge", fyne.NewPos(10, 280), fyne.NewPos(45, 256), true},
	} {
		if got := place(c.at, fyne.NewSize(30, 30), whole, window, c.beside); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestLongReasonsAreBrokenIntoLines(t *testing.T) {
	test.NewApp()
	lines := broken("Paste\n"+strings.Repeat("several words ", 12), 12)
	if len(lines) < 3 || lines[0] != "Paste" {
		t.Errorf("%q", lines)
	}
	for _, line := range lines {
		if width := fyne.MeasureText(line, 12, fyne.TextStyle{Bold: true}).Width; width > widest {
			t.Errorf("%q is %v wide", line, width)
		}
	}
}
