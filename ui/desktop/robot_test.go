package desktop

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rehearse/journey"
	"rehearse/journey/draw"
)

// robot is a hand on a window without a screen.
type robot struct {
	*Window
	t *testing.T
}

func robotOn(t *testing.T, language string) robot {
	t.Helper()
	return robot{openedWindow(t, language), t}
}

// step is a reference to a step.
func step(id journey.ID) journey.Ref { return journey.Ref{Kind: journey.KindStep, ID: id} }

func (r robot) at(p draw.Point) fyne.Position {
	s := r.machine.Camera.Screen(p)
	return fyne.NewPos(float32(s.X), float32(s.Y))
}

// press holds the left button down at a world point, with modifier keys.
func (r robot) press(p draw.Point, mods fyne.KeyModifier) {
	r.board.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: r.at(p)}, Button: desktop.MouseButtonPrimary, Modifier: mods})
}

// pull moves the pressed mouse to a world point.
func (r robot) pull(p draw.Point) {
	r.board.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: r.at(p)}})
}

// release lets the left button go.
func (r robot) release(p draw.Point, mods fyne.KeyModifier) {
	r.board.MouseUp(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: r.at(p)}, Button: desktop.MouseButtonPrimary, Modifier: mods})
	r.board.DragEnd()
}

func (r robot) click(p draw.Point) {
	r.press(p, 0)
	r.release(p, 0)
}

// key types a key where the keyboard is.
func (r robot) key(name fyne.KeyName) {
	r.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
}

// write types letters where the keyboard is.
func (r robot) write(text string) {
	for _, letter := range text {
		r.win.Canvas().Focused().TypedRune(letter)
	}
}

// until waits until something holds.
func (r robot) until(what string, holds func() bool) {
	r.t.Helper()
	r.waitFor(r.t, what, holds)
}

// named is the step with a name; nil when there is none.
func (r robot) named(name string) *journey.Step {
	for _, s := range r.shown.Map.Steps {
		if s.Name == name {
			return s
		}
	}
	return nil
}

// linked reports whether a link leads from one step to another.
func (r robot) linked(from, to journey.ID) bool {
	for _, l := range r.shown.Map.Links {
		if l.From == from && l.To == to {
			return true
		}
	}
	return false
}
