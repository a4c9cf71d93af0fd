package desktop

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"rehearse/ui/desktop/board"
)

// spotlight is a soft ring around the pointer, which everybody in a room can follow, and a wave where a button was pressed.
// Both are one circle each that is moved: nothing is painted while the hand rests.
type spotlight struct {
	w      *Window
	object *fyne.Container
	ring   *canvas.Circle
	wave   *canvas.Circle
	radius float32
	center fyne.Position
	began  time.Time
	stop   func() // of the next frame of the wave; nil while there is none
}

const (
	// ringRadius is at the size of a desk.
	ringRadius = 20
	// waveTime is how long a wave lasts, waveGrows how many times the ring it becomes.
	waveTime  = 320 * time.Millisecond
	waveGrows = 1.9
)

// amber is what stands out on white and on black.
var amber = color.NRGBA{R: 0xF0, G: 0x8C, B: 0x00, A: 255}

func newSpotlight(w *Window) *spotlight {
	soft := amber
	soft.A = 30
	edge := amber
	edge.A = 210
	s := &spotlight{w: w, radius: ringRadius * float32(w.unit())}
	s.ring = &canvas.Circle{FillColor: soft, StrokeColor: edge, StrokeWidth: 2 * float32(w.unit())}
	s.wave = &canvas.Circle{FillColor: color.Transparent, StrokeColor: amber, StrokeWidth: 3 * float32(w.unit())}
	s.ring.Resize(fyne.NewSize(2*s.radius, 2*s.radius))
	s.ring.Hide()
	s.wave.Hide()
	s.object = container.NewWithoutLayout(s.wave, s.ring)
	w.board.Watch(s.follow)
	return s
}

// follow goes where the pointer goes.
func (s *spotlight) follow(p board.Pointing) {
	if p.Gone {
		s.hide()
		return
	}
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(s.w.board).Add(p.At).Subtract(driver.AbsolutePositionForObject(s.object))
	s.ring.Move(at.SubtractXY(s.radius, s.radius))
	if !s.ring.Visible() {
		s.ring.Show()
		canvas.Refresh(s.object) // what was hidden does not know its window
	}
	if p.Pressed {
		s.press(at)
	}
}

// press begins a wave.
func (s *spotlight) press(at fyne.Position) {
	if s.stop != nil {
		s.stop()
	}
	s.center, s.began = at, time.Now()
	s.grow(0)
	s.wave.Show()
	canvas.Refresh(s.object)
	s.stop = s.w.workshop.after(frame, s.tick)
}

// tick is one frame of the wave.
func (s *spotlight) tick() {
	share := float32(time.Since(s.began)) / float32(waveTime)
	if share >= 1 {
		s.stop = nil
		s.wave.Hide()
		return
	}
	s.grow(share)
	s.stop = s.w.workshop.after(frame, s.tick)
}

func (s *spotlight) grow(share float32) {
	r := s.radius * (1 + (waveGrows-1)*share)
	faded := amber
	faded.A = uint8(255 * (1 - share))
	s.wave.StrokeColor = faded
	s.wave.Resize(fyne.NewSize(2*r, 2*r))
	s.wave.Move(s.center.SubtractXY(r, r))
	canvas.Refresh(s.wave)
}

// hide puts out both.
func (s *spotlight) hide() {
	if s.stop != nil {
		s.stop()
		s.stop = nil
	}
	s.ring.Hide()
	s.wave.Hide()
}
