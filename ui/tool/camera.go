package tool

import (
	"math"

	"rehearse/journey/draw"
)

// The limits of Camera.Zoom.
const (
	MinZoom = 0.05
	MaxZoom = 4
)

// Camera says which part of the world is on the screen. The zero Camera is not usable; see NewCamera.
type Camera struct {
	// Origin is the world point at the top left corner of the viewport.
	Origin draw.Point
	// Zoom is pixels per world unit, MinZoom..MaxZoom; 1 is 100 %.
	Zoom float64
	// Width and Height are the viewport in pixels.
	Width, Height float64
}

// NewCamera looks at the world's origin at 100 %.
func NewCamera() Camera { return Camera{Zoom: 1} }

// World is the world point under a screen point.
func (c Camera) World(p draw.Point) draw.Point {
	return draw.Point{X: c.Origin.X + p.X/c.Zoom, Y: c.Origin.Y + p.Y/c.Zoom}
}

// Screen is the screen point of a world point.
func (c Camera) Screen(p draw.Point) draw.Point {
	return draw.Point{X: (p.X - c.Origin.X) * c.Zoom, Y: (p.Y - c.Origin.Y) * c.Zoom}
}

// Viewport is the visible part of the world.
func (c Camera) Viewport() draw.Rect {
	return draw.Rect{X: c.Origin.X, Y: c.Origin.Y, W: c.Width / c.Zoom, H: c.Height / c.Zoom}
}

// Pan moves the picture by screen pixels.
func (c Camera) Pan(dx, dy float64) Camera {
	c.Origin.X -= dx / c.Zoom
	c.Origin.Y -= dy / c.Zoom
	return c
}

// ZoomAt changes the zoom so that the world point under at stays there. The zoom is kept in its limits.
func (c Camera) ZoomAt(at draw.Point, zoom float64) Camera {
	fixed := c.World(at)
	c.Zoom = math.Min(MaxZoom, math.Max(MinZoom, zoom))
	c.Origin = draw.Point{X: fixed.X - at.X/c.Zoom, Y: fixed.Y - at.Y/c.Zoom}
	return c
}

// ZoomCenter changes the zoom around the middle of the viewport.
func (c Camera) ZoomCenter(zoom float64) Camera {
	return c.ZoomAt(draw.Point{X: c.Width / 2, Y: c.Height / 2}, zoom)
}

// Fit shows the whole area with a margin in pixels, enlarged to most at the utmost.
func (c Camera) Fit(area draw.Rect, margin, most float64) Camera {
	if area.W <= 0 || area.H <= 0 || c.Width <= 2*margin || c.Height <= 2*margin {
		return c
	}
	zoom := math.Min((c.Width-2*margin)/area.W, (c.Height-2*margin)/area.H)
	c.Zoom = math.Min(most, math.Min(MaxZoom, math.Max(MinZoom, zoom)))
	return c.CenterOn(draw.Point{X: area.X + area.W/2, Y: area.Y + area.H/2})
}

// CenterOn brings a world point to the middle of the viewport.
func (c Camera) CenterOn(p draw.Point) Camera {
	c.Origin = draw.Point{X: p.X - c.Width/c.Zoom/2, Y: p.Y - c.Height/c.Zoom/2}
	return c
}

// Reveal moves the picture as little as needed to show the area with a margin in pixels; an area that is
// wholly visible moves nothing, one that is larger than the viewport is centred.
func (c Camera) Reveal(area draw.Rect, margin float64) Camera {
	view, m := c.Viewport(), margin/c.Zoom
	c.Origin.X += along(area.X-m, area.X+area.W+m, view.X, view.X+view.W)
	c.Origin.Y += along(area.Y-m, area.Y+area.H+m, view.Y, view.Y+view.H)
	return c
}

// along is how far a window from..to must move along one axis to show low..high.
func along(low, high, from, to float64) float64 {
	switch {
	case high-low > to-from:
		return (low+high)/2 - (from+to)/2
	case low < from:
		return low - from
	case high > to:
		return high - to
	}
	return 0
}
