package desktop

import (
	"math"
	"time"

	"rehearse/journey/draw"
	"rehearse/ui/tool"
)

// flight moves the view smoothly to somewhere else.
type flight struct {
	from, to tool.Camera
	began    time.Time
	stop     func() // of the next frame; nil while nothing flies
}

const (
	// flightTime is how long a flight takes; slowFrame is the time to paint a frame from which on the rest is skipped.
	flightTime = 420 * time.Millisecond
	slowFrame  = 120 * time.Millisecond
)

// end stays where the view is.
func (f *flight) end() {
	if f.stop != nil {
		f.stop()
		f.stop = nil
	}
}

// fly moves the view to another camera in some frames; on a machine that paints slowly it is there at once.
func (w *Window) fly(to tool.Camera) {
	f := &w.presentation.flight
	f.end()
	if to == w.machine.Camera {
		return
	}
	f.from, f.to, f.began = w.machine.Camera, to, time.Now()
	f.stop = w.workshop.after(frame, w.flightFrame)
}

func (w *Window) flightFrame() {
	f := &w.presentation.flight
	if f.stop == nil {
		return
	}
	f.stop = nil
	begun := time.Now()
	share := float64(begun.Sub(f.began)) / float64(flightTime)
	if share < 1 {
		w.machine.Camera = between(f.from, f.to, share*share*(3-2*share))
		w.board.Looked()
		if time.Since(begun) < slowFrame {
			f.stop = w.workshop.after(frame, w.flightFrame)
			return
		}
	}
	f.to.Width, f.to.Height = w.machine.Camera.Width, w.machine.Camera.Height
	w.machine.Camera = f.to
	w.board.Looked()
	w.top.showZoom()
}

// between is a camera a share of the way from one to another: the zoom grows evenly by factors, and the middle goes straight
// on the screen.
func between(a, b tool.Camera, share float64) tool.Camera {
	middle := func(c tool.Camera) draw.Point { return c.World(draw.Point{X: c.Width / 2, Y: c.Height / 2}) }
	c, from, to := a, middle(a), middle(b)
	c.Zoom = a.Zoom * math.Pow(b.Zoom/a.Zoom, share)
	along := share
	if ratio := b.Zoom / a.Zoom; math.Abs(ratio-1) > 1e-6 {
		along = (1 - math.Pow(ratio, -share)) / (1 - 1/ratio)
	}
	return c.CenterOn(draw.Point{X: from.X + (to.X-from.X)*along, Y: from.Y + (to.Y-from.Y)*along})
}
