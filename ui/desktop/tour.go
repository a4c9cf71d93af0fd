package desktop

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/ui/settings"
)

// tour leads through the window in five steps: each says one thing in a bubble beside what it is about, and takes no click
// but its own, so that the thing can be tried at once.
type tour struct {
	w      *Window
	object *fyne.Container // the layer over everything; empty while there is no tour
	at     int             // the step, -1 for none
	ring   *canvas.Rectangle
	arrow  *canvas.ArbitraryPolygon
	bubble *fyne.Container
	next   *widget.Button
}

// prefToured remembers that the tour was shown once.
const prefToured = "toured"

// tourSteps are the messages "window.tour.<name>.title" and ".text", and what they are about.
var tourSteps = []struct {
	name string
	of   func(w *Window) fyne.CanvasObject
}{
	{"draw", func(w *Window) fyne.CanvasObject { return w.kinds }},
	{"link", func(w *Window) fyne.CanvasObject { return w.board }},
	{"numbers", func(w *Window) fyne.CanvasObject { return w.right }},
	{"run", func(w *Window) fyne.CanvasObject { return w.top.run }},
	{"findings", func(w *Window) fyne.CanvasObject { return w.strip }},
}

func newTour(w *Window, before *tour) *tour {
	t := &tour{w: w, at: -1}
	t.object = container.New(tourLayout{t})
	if before != nil && before.at >= 0 { // another language or theme
		t.show(before.at)
	}
	return t
}

// firstTour shows the tour when nobody has seen it yet.
func (w *Window) firstTour() {
	if !settings.Get(w.settings, prefToured, false) {
		w.showTour()
	}
}

// showTour begins the tour.
func (w *Window) showTour() {
	w.leaveWorkshop()
	remember(w, prefToured, true)
	w.tour.show(0)
}

// end takes the tour away.
func (t *tour) end() {
	t.at = -1
	t.object.Objects = nil
	t.object.Refresh()
	t.w.focusBoard()
}

// show shows a step.
func (t *tour) show(at int) {
	if at < 0 || at >= len(tourSteps) {
		t.end()
		return
	}
	w := t.w
	t.at = at
	title := widget.NewLabel(w.t("window.tour."+tourSteps[at].name+".title", nil))
	title.TextStyle.Bold, title.SizeName = true, theme.SizeNameSubHeadingText
	text := widget.NewLabel(w.t("window.tour."+tourSteps[at].name+".text", nil))
	text.Wrapping = fyne.TextWrapWord
	count := widget.NewLabel(w.t("window.tour.count", journey.Args{"N": at + 1, "Of": len(tourSteps)}))
	count.SizeName, count.Importance = theme.SizeNameCaptionText, widget.LowImportance
	skip := widget.NewButton(w.t("window.tour.skip", nil), t.end)
	skip.Importance = widget.LowImportance
	back := widget.NewButton(w.t("window.tour.back", nil), func() { t.show(at - 1) })
	back.Importance = widget.LowImportance
	words := "window.tour.next"
	if at == len(tourSteps)-1 {
		words = "window.tour.done"
		skip.Hide()
	}
	if at == 0 {
		back.Hide()
	}
	t.next = widget.NewButton(w.t(words, nil), func() { t.show(at + 1) })
	t.next.Importance = widget.HighImportance
	ground := canvas.NewRectangle(theme.Color(theme.ColorNameOverlayBackground))
	ground.CornerRadius, ground.StrokeWidth, ground.StrokeColor = 10, 2, theme.Color(theme.ColorNamePrimary)
	ground.Shadow = canvas.Shadow{Color: theme.Color(theme.ColorNameShadow), BlurRadius: 12, Offset: fyne.NewPos(0, 3)}
	t.bubble = container.NewStack(ground, container.New(layout.NewCustomPaddedLayout(6, 8, 10, 10),
		container.NewVBox(title, text, container.NewBorder(nil, nil, count, container.NewHBox(skip, back, t.next)))))
	t.ring = canvas.NewRectangle(nil)
	t.ring.CornerRadius, t.ring.StrokeWidth, t.ring.StrokeColor = 8, 3, theme.Color(theme.ColorNamePrimary)
	t.arrow = canvas.NewArbitraryPolygon(nil, theme.Color(theme.ColorNamePrimary))
	t.object.Objects = []fyne.CanvasObject{t.ring, t.arrow, t.bubble}
	t.object.Refresh()
}

// tourLayout puts the bubble beside what it is about.
type tourLayout struct{ t *tour }

// tourWidth is how wide a bubble is, tourGap its distance to what it is about.
const (
	tourWidth = 380
	tourGap   = 18
)

// MinSize is part of fyne.Layout.
func (tourLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout is part of fyne.Layout.
func (l tourLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	t := l.t
	if len(objects) == 0 || size.IsZero() {
		return
	}
	driver := fyne.CurrentApp().Driver()
	of := tourSteps[t.at].of(t.w)
	at, room := driver.AbsolutePositionForObject(of).Subtract(driver.AbsolutePositionForObject(t.object)), of.Size()
	width := min(tourWidth, size.Width-16)
	t.bubble.Resize(fyne.NewSize(width, t.bubble.MinSize().Height)) // breaks its words
	whole := fyne.NewSize(width, t.bubble.MinSize().Height)
	t.bubble.Resize(whole)
	corner, tip, base := besideOf(at, room, whole, size)
	t.bubble.Move(corner)
	t.ring.Move(at.AddXY(2, 2))
	t.ring.Resize(room.SubtractWidthHeight(4, 4))
	t.arrow.Resize(size)
	t.arrow.Points = []fyne.Position{tip, base[0], base[1]}
	t.arrow.Refresh()
}

// besideOf is where a bubble stands: right of a thing, else left of it, above it or below it, wherever it has room; else in
// the thing's upper half. tip is where it points to, base are the feet of the pointer at the bubble.
func besideOf(at fyne.Position, thing, bubble, window fyne.Size) (corner, tip fyne.Position, base [2]fyne.Position) {
	const foot, edge = 9, 8
	clampX := func(x float32) float32 { return max(edge, min(x, window.Width-bubble.Width-edge)) }
	clampY := func(y float32) float32 { return max(edge, min(y, window.Height-bubble.Height-edge)) }
	middle := fyne.NewPos(at.X+thing.Width/2, at.Y+min(thing.Height/2, 120))
	switch {
	case at.X+thing.Width+tourGap+bubble.Width+edge <= window.Width:
		corner = fyne.NewPos(at.X+thing.Width+tourGap, clampY(middle.Y-bubble.Height/2))
		tip = fyne.NewPos(at.X+thing.Width, middle.Y)
		base = [2]fyne.Position{fyne.NewPos(corner.X+1, middle.Y-foot), fyne.NewPos(corner.X+1, middle.Y+foot)}
	case at.X-tourGap-bubble.Width >= edge:
		corner = fyne.NewPos(at.X-tourGap-bubble.Width, clampY(middle.Y-bubble.Height/2))
		tip = fyne.NewPos(at.X, middle.Y)
		base = [2]fyne.Position{fyne.NewPos(at.X-tourGap-1, middle.Y+foot), fyne.NewPos(at.X-tourGap-1, middle.Y-foot)}
	case at.Y-tourGap-bubble.Height >= edge:
		corner = fyne.NewPos(clampX(middle.X-bubble.Width/2), at.Y-tourGap-bubble.Height)
		tip = fyne.NewPos(middle.X, at.Y)
		base = [2]fyne.Position{fyne.NewPos(middle.X-foot, at.Y-tourGap-1), fyne.NewPos(middle.X+foot, at.Y-tourGap-1)}
	case at.Y+thing.Height+tourGap+bubble.Height+edge <= window.Height:
		corner = fyne.NewPos(clampX(middle.X-bubble.Width/2), at.Y+thing.Height+tourGap)
		tip = fyne.NewPos(middle.X, at.Y+thing.Height)
		base = [2]fyne.Position{fyne.NewPos(middle.X+foot, corner.Y+1), fyne.NewPos(middle.X-foot, corner.Y+1)}
	default:
		corner = fyne.NewPos(clampX(middle.X-bubble.Width/2), clampY(at.Y+24))
		tip = fyne.NewPos(middle.X, corner.Y+bubble.Height+tourGap)
		base = [2]fyne.Position{fyne.NewPos(middle.X-foot, corner.Y+bubble.Height-1), fyne.NewPos(middle.X+foot, corner.Y+bubble.Height-1)}
	}
	return corner, tip, base
}
