package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Gaps between figures, and between rows of them.
const (
	figuresApart = 24
	rowsApart    = 6
)

// figureRoom gives the figures of a strip their places: side by side where there is room, else in rows; where the rows are too
// high the lines under the numbers give way, and only what is still too high is scrolled.
type figureRoom struct {
	flow   *figureFlow
	unders []*fyne.Container // the lines under the numbers
}

func newFigures() (figures, room *fyne.Container) {
	flow := &figureFlow{}
	figures = container.New(flow)
	return figures, container.New(&figureRoom{flow: flow}, container.NewVScroll(figures))
}

func (r *figureRoom) add(under *fyne.Container) { r.unders = append(r.unders, under) }

// Layout is part of fyne.Layout.
func (r *figureRoom) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	scroll := objects[0].(*container.Scroll)
	figures := scroll.Content.(*fyne.Container).Objects
	for _, u := range r.unders {
		u.Show()
	}
	if r.flow.fit(figures, size.Width); r.flow.high > size.Height {
		for _, u := range r.unders {
			u.Hide()
		}
		r.flow.fit(figures, size.Width)
	}
	scroll.Resize(size)
	scroll.Refresh()
}

// MinSize is part of fyne.Layout.
func (r *figureRoom) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(60, 40) }

// figureFlow puts figures into rows of a width.
type figureFlow struct {
	at   []fyne.Position
	high float32
}

// fit finds the places for a width.
func (f *figureFlow) fit(figures []fyne.CanvasObject, width float32) {
	f.at, f.high = nil, 0
	x, y := float32(0), float32(0)
	for _, o := range figures {
		least := o.MinSize()
		if x > 0 && x+least.Width > width {
			x, y = 0, f.high+rowsApart
		}
		f.at = append(f.at, fyne.NewPos(x, y))
		f.high = max(f.high, y+least.Height)
		x += least.Width + figuresApart
	}
}

// Layout is part of fyne.Layout.
func (f *figureFlow) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	for i, o := range objects {
		if i < len(f.at) {
			o.Move(f.at[i])
			o.Resize(o.MinSize())
		}
	}
}

// MinSize is part of fyne.Layout.
func (f *figureFlow) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(60, f.high) }
