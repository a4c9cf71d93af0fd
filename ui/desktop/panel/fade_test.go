package panel

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// A long name had a scroll bar under it that looked like a second frame: now its end fades, and the beginning where the field
// shows the end.
func TestALongNameFadesAtTheEdgeOfItsField(t *testing.T) {
	test.NewApp()
	e := newEntry(false, func() {}, func() {})
	e.cover = &cover{}
	win := test.NewWindow(e)
	defer win.Close()
	win.Resize(fyne.NewSize(200, 60))
	f := test.WidgetRenderer(e).(*fading)
	look := func() (foot, left, right bool) { return f.foot.Visible(), f.left.Visible(), f.right.Visible() }
	e.SetText("Short")
	if foot, left, right := look(); foot || left || right {
		t.Errorf("a name with room has foot %v, left %v, right %v", foot, left, right)
	}
	e.SetText("A service of personalisation and the plan that grew")
	f.Layout(e.Size())
	if foot, left, right := look(); !foot || left || !right {
		t.Errorf("a name without room has foot %v, left %v, right %v", foot, left, right)
	}
	if top, bottom := f.foot.Position().Y, f.foot.Position().Y+f.foot.Size().Height; top > e.Size().Height-4 || bottom < e.Size().Height-2 {
		t.Errorf("the scroll bar at the foot is not covered: %v to %v of %v", top, bottom, e.Size().Height)
	}
	f.scroll.ScrollToOffset(fyne.NewPos(1e4, 0))
	if _, left, right := look(); !left || right {
		t.Errorf("the end of a long name has left %v, right %v", left, right)
	}
}
