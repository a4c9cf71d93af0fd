package board

import (
	"fyne.io/fyne/v2/canvas"

	"rehearse/journey/draw"
)

// Actors are what moves over the scene while nothing else is painted anew.
type Actors struct {
	// Paint gives the items of the moment in world units, as seen at a zoom.
	Paint func(zoom float64) []draw.Item
	// Pick is a press with the left button at a place in the world, for a hand within so many units; it reports whether
	// somebody was there. The press is spent then.
	Pick func(at draw.Point, within float64) bool
}

// pickWithin is how far from an actor a press may be, in pixels.
const pickWithin = 10

// Play lets actors come upon the board; nil sends them away.
func (b *Board) Play(a *Actors) {
	b.cast, b.spent = a, false
	b.PaintActors()
}

// PaintActors paints the actors where they are now.
func (b *Board) PaintActors() {
	if b.cast == nil {
		if len(b.stage.Objects) > 0 {
			b.stage.Objects = nil
			canvas.Refresh(b.stage)
		}
		return
	}
	p := b.actors
	p.begin(b.machine.Camera)
	items := b.cast.Paint(p.camera.Zoom)
	for i := range items {
		p.item(&items[i], draw.Point{}, nil)
	}
	b.stage.Objects = p.objects
	canvas.Refresh(b.stage)
}

// picks reports whether a press is an actor's.
func (b *Board) picks() bool {
	b.spent = b.cast != nil && b.cast.Pick(b.machine.Camera.World(b.pointer), pickWithin/b.machine.Camera.Zoom)
	return b.spent
}
