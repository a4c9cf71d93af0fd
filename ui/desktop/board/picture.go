package board

import (
	"math"
	"slices"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"rehearse/journey"
	"rehearse/journey/draw"
)

// picture is what the board shows of the scene: tiles painted by ourselves, as the window's own objects are slow where there are
// thousands of them and no graphics card.
//
// Looking elsewhere moves the tiles. A drag lifts what is dragged from the mosaic onto one of its own, so that only that moves; links
// with one end in the drag are objects. While the zoom changes quickly the tiles are stretched, and what lies around them is
// shown coarsely; sharp ones come as soon as the zoom rests.
type picture struct {
	mosaic, lifted, coarse *mosaic
	spare                  *spare // which all three share

	// What the mosaic was made of.
	scene      *draw.Scene
	zoom, fine float64
	detail     float64
	ground     draw.RGBA
	steps      []journey.ID // that are lifted
	bending    []*draw.Item // of links that are bent
	rerouted   []journey.ID // links that are drawn anew by the drag
	copies     bool
	behind     *draw.Scene // that the coarse mosaic shows

	cost     time.Duration // of painting the view at another zoom, the last time
	zoomedAt time.Time
	sharpen  func() // gives up that sharp tiles come; nil before the first

	painting sync.Mutex // the driver of tests without a window calls back on any goroutine
}

// begin makes the picture one on which nothing is painted.
func (p *picture) begin() {
	p.spare = &spare{}
	p.mosaic, p.lifted, p.coarse = newMosaic(p.spare), newMosaic(p.spare), newMosaic(p.spare)
	p.scene, p.behind, p.bending = nil, nil, nil
}

// Forget lets go of all that is painted, as there is another board now: Fyne remembers widgets for some time that are not
// shown any more, and the tiles of a large screen are a hundred megabytes.
func (b *Board) Forget() {
	b.still()
	p := &b.picture
	p.painting.Lock()
	defer p.painting.Unlock()
	if p.sharpen != nil {
		p.sharpen()
	}
	p.begin()
	b.layer.Objects, b.lifted.Objects, b.links.Objects = nil, nil, nil
}

// fineness is how many pixels of the screen a unit of the window has.
func (b *Board) fineness() float64 {
	c := fyne.CurrentApp().Driver().CanvasForObject(b)
	if c == nil {
		return 1
	}
	const far = 100_000
	x, _ := c.PixelCoordinateForPosition(fyne.NewPos(far, 0))
	if x <= 0 {
		return 1
	}
	return float64(x) / far
}

// paintScene shows the scene sharply.
func (b *Board) paintScene() {
	cam := b.machine.Camera
	if cam.Width <= 0 || cam.Height <= 0 {
		return
	}
	p, began := &b.picture, time.Now()
	p.painting.Lock()
	defer p.painting.Unlock()
	move := newMoving(b.machine, b.reroute)
	zooms := b.fill(move)
	view := cam.Viewport()
	p.mosaic.cover(view)
	if move != nil {
		p.lifted.cover(draw.Rect{X: view.X - move.by.X, Y: view.Y - move.by.Y, W: view.W, H: view.H})
		b.bend(move)
	} else if len(b.links.Objects) > 0 {
		b.links.Objects = nil
		canvas.Refresh(b.links)
	}
	p.spare.keep(len(p.mosaic.tiles)) // as many as another zoom paints
	b.layer.Objects = p.mosaic.objects(b.layer.Objects[:0], view)
	b.ground.Hidden = true // under tiles
	b.put(move)
	if zooms {
		p.cost = time.Since(began)
	}
}

// fill brings the mosaics up to the scene, the zoom and the drag; it reports whether the zoom is another one.
func (b *Board) fill(move *moving) (zooms bool) {
	p := &b.picture
	scene, zoom, fine, detail := b.machine.World().Scene(), b.machine.Camera.Zoom, b.fineness(), b.detail()
	var steps, rerouted []journey.ID
	copies := false
	if move != nil {
		steps, rerouted, copies = b.machine.Preview().Steps, move.rerouted, move.copies
	}
	if scene == p.scene && zoom == p.zoom && fine == p.fine && detail == p.detail && b.colors.Background == p.ground && slices.Equal(steps, p.steps) &&
		slices.Equal(rerouted, p.rerouted) && copies == p.copies {
		return false
	}
	zooms = zoom != p.zoom
	p.scene, p.zoom, p.fine, p.detail, p.ground = scene, zoom, fine, detail, b.colors.Background
	p.steps, p.bending = append(p.steps[:0], steps...), p.bending[:0]
	p.rerouted, p.copies = append(p.rerouted[:0], rerouted...), copies
	p.mosaic.set(scene, zoom, fine, detail, p.ground, func(it *draw.Item) bool {
		part := move.part(it)
		if copies { // the originals stay
			return true
		}
		if part == bent {
			p.bending = append(p.bending, it)
		}
		return part == stays
	})
	if move == nil {
		p.lifted.clear()
	} else {
		p.lifted.set(scene, zoom, fine, detail, draw.RGBA{}, func(it *draw.Item) bool { return move.part(it) == lifted })
	}
	return zooms
}

// bend shows the links that change their way with a drag: as they will lead, or bent if nobody tells how.
func (b *Board) bend(move *moving) {
	b.bent.begin(b.machine.Camera)
	detail := b.detail()
	for _, lines := range [...]bool{true, false} { // words lie on lines
		for i := range move.items {
			it := &move.items[i]
			if lines != (it.Part == draw.PartLine || it.Part == draw.PartArrow) || it.Detail > detail || it.Until > 0 && detail >= it.Until {
				continue
			}
			if move.part(it) == bent {
				b.bent.item(it, draw.Point{}, nil)
			}
		}
	}
	if move.items == nil && !move.copies {
		for _, it := range b.picture.bending {
			shift, bend, _ := move.of(it)
			b.bent.item(it, shift, bend)
		}
	}
	b.links.Objects = b.bent.objects
	canvas.Refresh(b.links)
}

// put moves the mosaics to where the camera sees them, on whole pixels of the screen.
func (b *Board) put(move *moving) {
	p, cam := &b.picture, b.machine.Camera
	at := func(x, y float64) fyne.Position {
		return fyne.NewPos(float32(math.Round(x*cam.Zoom*p.fine)/p.fine), float32(math.Round(y*cam.Zoom*p.fine)/p.fine))
	}
	b.layer.Move(at(-cam.Origin.X, -cam.Origin.Y))
	b.lifted.Objects = b.lifted.Objects[:0]
	if move != nil {
		view := cam.Viewport()
		b.lifted.Objects = p.lifted.objects(b.lifted.Objects, draw.Rect{X: view.X - move.by.X, Y: view.Y - move.by.Y, W: view.W, H: view.H})
		b.lifted.Move(at(move.by.X-cam.Origin.X, move.by.Y-cam.Origin.Y))
	}
	canvas.Refresh(b.links) // the window paints again; refreshing the tiles would send them to the graphics card anew
}

// When zooming is quick and painting slow, the tiles are stretched, and sharp ones come when it rests.
const (
	zoomRests = 90 * time.Millisecond
	quickZoom = 200 * time.Millisecond
	quickCost = 9 * time.Millisecond
	slowCost  = 40 * time.Millisecond
)

// zoomed follows another zoom.
func (b *Board) zoomed() {
	p := &b.picture
	quick := time.Since(p.zoomedAt) < quickZoom
	p.zoomedAt = time.Now()
	if p.scene == nil || p.scene != b.machine.World().Scene() || p.cost < quickCost || !quick && p.cost < slowCost || shifts(b.machine.Preview().Kind) {
		b.paintScene()
		return
	}
	p.painting.Lock()
	defer p.painting.Unlock()
	cam, view := b.machine.Camera, b.machine.Camera.Viewport()
	b.layer.Objects = b.layer.Objects[:0]
	if !p.mosaic.covers(both(view, p.scene.Bounds)) {
		b.layer.Objects = b.behind(b.layer.Objects, view)
	}
	p.mosaic.stretchTo(cam.Zoom)
	b.layer.Objects = p.mosaic.objects(b.layer.Objects, view)
	b.ground.Hidden = false
	b.put(nil)
	if p.sharpen != nil {
		p.sharpen()
	}
	p.sharpen = b.after(zoomRests, func() {
		if b.picture.zoom != b.machine.Camera.Zoom {
			b.Repaint()
		}
	})
}

// coarseSide is about how many pixels the whole scene has on the coarse mosaic.
const coarseSide = 1400

// behind adds the whole scene, painted coarsely, for what is not on the mosaic while it is stretched.
func (b *Board) behind(list []fyne.CanvasObject, view draw.Rect) []fyne.CanvasObject {
	p := &b.picture
	bounds := p.scene.Bounds
	zoom := coarseSide / max(1, bounds.W, bounds.H) / p.fine
	if p.scene != p.behind || p.coarse.zoom != zoom || p.coarse.fine != p.fine || p.coarse.ground != p.ground {
		p.behind = p.scene
		p.coarse.set(p.scene, zoom, p.fine, zoom, p.ground, func(*draw.Item) bool { return true })
		p.coarse.cover(bounds)
	}
	p.coarse.stretchTo(b.machine.Camera.Zoom)
	return p.coarse.objects(list, view)
}

// both is what two areas have in common.
func both(a, b draw.Rect) draw.Rect {
	x, y := max(a.X, b.X), max(a.Y, b.Y)
	return draw.Rect{X: x, Y: y, W: max(0, min(a.X+a.W, b.X+b.W)-x), H: max(0, min(a.Y+a.H, b.Y+b.H)-y)}
}
