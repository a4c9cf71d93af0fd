package board

import (
	"time"

	"fyne.io/fyne/v2"

	"rehearse/journey/draw"
)

// Pointing is what the pointer does on the board.
type Pointing struct {
	// At is where, in pixels of the board.
	At fyne.Position
	// Pressed tells that a button goes down there; Gone that the pointer has left.
	Pressed, Gone bool
}

// Watch is told whatever the pointer does, also during a drag; nil ends that.
func (b *Board) Watch(f func(Pointing)) { b.watched = f }

func (b *Board) tell(p Pointing) {
	if b.watched != nil {
		b.watched(p)
	}
}

// Coarsen shows names so many times larger than at a desk, and with them less of what is small; 1 is as at a desk.
func (b *Board) Coarsen(by float64) { b.coarse = by }

// detail is the zoom by which parts of the scene are chosen.
func (b *Board) detail() float64 { return draw.DetailAt(b.machine.Camera.Zoom, b.coarse) }

// Later gives the board the window's way to do something after a while.
func (b *Board) Later(after func(time.Duration, func()) (cancel func())) { b.after = after }
