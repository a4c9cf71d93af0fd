package board

import (
	"hash/maphash"
	"image"
	"math"
	"runtime"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"rehearse/journey/draw"
	"rehearse/persist/export/pixel"
)

// tileSide is how many pixels of the screen a tile is wide and high.
const tileSide = 256

// place is where a tile stands: how many of them from the world's origin.
type place struct{ column, row int }

// tile is a square of a mosaic.
type tile struct {
	raster  *canvas.Raster // nil for one without anything on it where the ground can be seen through
	img     *image.RGBA    // nil for nothing but ground
	print   uint64         // tells what it shows
	version int            // of the mosaic's contents it was compared with last
}

// mosaic is what a scene looks like at one zoom, painted in tiles: those that are looked at, and each only anew when
// something on it has changed. What it shows lies in the world, so looking elsewhere paints nothing twice.
type mosaic struct {
	zoom  float64 // pixels of the screen per world unit, the screen's own scale left out
	fine  float64 // pixels of the screen per unit of the window
	dense float64 // both

	ground   draw.RGBA // which may be transparent
	contents []content
	version  int
	tiles    map[place]*tile
	painters []*pixel.Painter
	idle     []idle // to be used again: each has a texture of its own
	spare    *spare
	stretch  float64 // how much larger than painted the tiles are shown
	// known reports whether the window can be told that a raster shows something else, see windowKnows.
	known func(*canvas.Raster) bool
}

// content is an item of a mosaic with the area it covers, in pixels from the world's origin.
type content struct {
	item                     *draw.Item
	left, top, right, bottom float64
	print                    uint64
}

// idle is a raster that nobody sees.
type idle struct {
	raster *canvas.Raster
	since  time.Time
}

// idleMost is how long a raster may be idle and be used again: later the window may have forgotten that it has a texture.
const idleMost = 20 * time.Second

func newMosaic(s *spare) *mosaic {
	return &mosaic{tiles: map[place]*tile{}, spare: s, stretch: 1, known: windowKnows}
}

// windowKnows reports whether the window can be told that a raster shows something else. One that came while the window was
// being laid out is painted in the same frame, but the window learns whose it is only before the next one: until then its
// texture cannot be taken back, and whatever else the raster is given, the first picture stays.
func windowKnows(r *canvas.Raster) bool { return fyne.CurrentApp().Driver().CanvasForObject(r) != nil }

// seed makes the prints of this process.
var seed = maphash.MakeSeed()

// set gives the mosaic other contents: the items that belong on it, as detailed as at a zoom that may be another one.
func (s *mosaic) set(scene *draw.Scene, zoom, fine, detail float64, ground draw.RGBA, belongs func(*draw.Item) bool) {
	s.ground = ground
	if zoom != s.zoom || fine != s.fine {
		s.clear()
		s.zoom, s.fine, s.dense, s.stretch = zoom, fine, zoom*fine, 1
	}
	s.stretchTo(zoom)
	s.version++
	s.contents = s.contents[:0]
	for i := range scene.Items {
		it := &scene.Items[i]
		if !it.ShownAt(detail) || !belongs(it) {
			continue
		}
		area := it.Area()
		const room = 2 // for edges that are rounded
		s.contents = append(s.contents, content{
			item: it, left: area.X*s.dense - room, top: area.Y*s.dense - room,
			right: (area.X+area.W)*s.dense + room, bottom: (area.Y+area.H)*s.dense + room,
		})
	}
}

// clear takes all tiles away.
func (s *mosaic) clear() {
	for at := range s.tiles {
		s.drop(at)
	}
}

func (s *mosaic) drop(at place) {
	t := s.tiles[at]
	delete(s.tiles, at)
	if t.raster != nil {
		s.idle = append(s.idle, idle{t.raster, time.Now()})
	}
	if t.img != nil {
		s.spare.put(t.img)
		t.img = nil // an idle raster keeps none
	}
}

// job is a tile to be painted with some contents.
type job struct {
	at    place
	items []int32
	print uint64
}

// kept is how many tiles beyond those looked at are kept, on each side.
const kept = 3

// cover paints the tiles of a part of the world that are missing or show something else by now, on all processors. It
// reports whether there are other objects than before.
func (s *mosaic) cover(view draw.Rect) (changed bool) {
	from := place{tileOf(view.X * s.dense), tileOf(view.Y * s.dense)}
	to := place{tileOf((view.X + view.W) * s.dense), tileOf((view.Y + view.H) * s.dense)}
	var jobs []job
	index := map[place]int{}
	begin := maphash.Comparable(seed, s.ground)
	for row := from.row; row <= to.row; row++ {
		for column := from.column; column <= to.column; column++ {
			at := place{column, row}
			if t := s.tiles[at]; t == nil || t.version != s.version {
				index[at] = len(jobs)
				jobs = append(jobs, job{at: at, print: begin})
			}
		}
	}
	if len(jobs) == 0 {
		return false
	}
	s.fill(jobs, index, from, to)
	var todo []*job
	for i := range jobs {
		j := &jobs[i]
		if t := s.tiles[j.at]; t != nil && t.print == j.print {
			t.version = s.version
			continue
		}
		todo = append(todo, j)
	}
	s.paint(todo)
	for at := range s.tiles {
		if at.column < from.column-kept || at.column > to.column+kept || at.row < from.row-kept || at.row > to.row+kept {
			s.drop(at)
		}
	}
	return len(todo) > 0
}

func tileOf(pixels float64) int { return int(math.Floor(pixels / tileSide)) }

// fill tells each job what is on its tile.
func (s *mosaic) fill(jobs []job, index map[place]int, from, to place) {
	for n := range s.contents {
		c := &s.contents[n]
		left, right := max(from.column, tileOf(c.left)), min(to.column, tileOf(c.right))
		top, bottom := max(from.row, tileOf(c.top)), min(to.row, tileOf(c.bottom))
		for row := top; row <= bottom; row++ {
			for column := left; column <= right; column++ {
				i, ok := index[place{column, row}]
				if !ok {
					continue
				}
				if c.print == 0 {
					c.print = printOf(c.item)
				}
				jobs[i].items = append(jobs[i].items, int32(n))
				jobs[i].print = (jobs[i].print ^ c.print) * 0x9e3779b97f4a7c15
			}
		}
	}
}

// printOf tells items apart that look different.
func printOf(it *draw.Item) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	switch {
	case it.Box != nil:
		return maphash.Comparable(seed, *it.Box)
	case it.Text != nil:
		return maphash.Comparable(seed, *it.Text)
	case it.Polyline != nil:
		maphash.WriteComparable(&h, [...]any{it.Polyline.Stroke, it.Polyline.Width, it.Polyline.Dashed})
		for _, p := range it.Polyline.Points {
			maphash.WriteComparable(&h, p)
		}
	case it.Polygon != nil:
		maphash.WriteComparable(&h, [...]any{it.Polygon.Fill, it.Polygon.Stroke, it.Polygon.Width})
		for _, p := range it.Polygon.Points {
			maphash.WriteComparable(&h, p)
		}
	case it.Picture != nil:
		maphash.WriteComparable(&h, it.Picture.Rect)
		h.Write(it.Picture.Data)
	}
	return h.Sum64()
}

// paint paints tiles, so many at once as there are processors.
func (s *mosaic) paint(todo []*job) {
	if len(todo) == 0 {
		return
	}
	workers := min(len(todo), runtime.GOMAXPROCS(0), 4)
	for len(s.painters) < workers {
		s.painters = append(s.painters, pixel.New())
	}
	images := make([]*image.RGBA, len(todo))
	for i, j := range todo {
		if len(j.items) > 0 {
			images[i] = s.spare.take()
		}
	}
	var wg sync.WaitGroup
	for n := range workers {
		work := func() {
			p := s.painters[n]
			p.Screen = s.fine
			for i := n; i < len(todo); i += workers {
				if img := images[i]; img != nil {
					p.Begin(img, float64(todo[i].at.column*tileSide), float64(todo[i].at.row*tileSide), s.dense)
					p.Clear(s.ground)
					for _, item := range todo[i].items {
						p.Item(s.contents[item].item)
					}
				}
			}
		}
		if workers == 1 {
			work()
		} else {
			wg.Go(work)
		}
	}
	wg.Wait()
	for i, j := range todo {
		s.show(j, images[i])
	}
}

// show puts a painted tile on the mosaic, nil for one with nothing on it.
func (s *mosaic) show(j *job, img *image.RGBA) {
	t := s.tiles[j.at]
	if t == nil {
		t = &tile{}
		s.tiles[j.at] = t
	}
	t.print, t.version = j.print, s.version
	if t.img != nil {
		s.spare.put(t.img)
	}
	t.img = img
	if img == nil && s.ground.A < 255 {
		if t.raster != nil {
			s.idle = append(s.idle, idle{t.raster, time.Now()})
			t.raster = nil
		}
		return
	}
	if t.raster != nil && !s.known(t.raster) {
		t.raster = nil
	}
	if t.raster == nil {
		t.raster = s.taken()
	}
	t.raster.ScaleMode = canvas.ImageScalePixels // pixel for pixel, which is quick too
	t.raster.Generator = func(int, int) image.Image {
		if t.img == nil {
			return image.NewUniform(nrgba(s.ground))
		}
		return t.img
	}
	s.arrange(j.at, t)
	t.raster.Refresh()
}

// taken is a raster for a tile.
func (s *mosaic) taken() *canvas.Raster {
	for n := len(s.idle); n > 0 && time.Since(s.idle[n-1].since) <= idleMost; n-- {
		r := s.idle[n-1].raster
		s.idle = s.idle[:n-1]
		if s.known(r) {
			return r
		}
	}
	s.idle = nil
	return &canvas.Raster{}
}

// arrange gives a tile its place among the others.
func (s *mosaic) arrange(at place, t *tile) {
	side := tileSide / s.fine * s.stretch
	x, y := float32(float64(at.column)*side), float32(float64(at.row)*side)
	t.raster.Move(fyne.NewPos(x, y))
	t.raster.Resize(fyne.NewSize(float32(float64(at.column+1)*side)-x, float32(float64(at.row+1)*side)-y))
}

// stretchTo shows the tiles as they are at another zoom, until there are sharp ones.
func (s *mosaic) stretchTo(zoom float64) {
	if zoom == s.zoom*s.stretch {
		return
	}
	s.stretch = zoom / s.zoom
	for at, t := range s.tiles {
		if t.raster != nil {
			t.raster.ScaleMode = canvas.ImageScaleSmooth
			if s.stretch == 1 {
				t.raster.ScaleMode = canvas.ImageScalePixels
			}
			s.arrange(at, t)
		}
	}
}

// objects are the tiles that touch a part of the world.
func (s *mosaic) objects(list []fyne.CanvasObject, view draw.Rect) []fyne.CanvasObject {
	for at, t := range s.tiles {
		if t.raster == nil {
			continue
		}
		area := draw.Rect{X: float64(at.column) * tileSide / s.dense, Y: float64(at.row) * tileSide / s.dense, W: tileSide / s.dense, H: tileSide / s.dense}
		if view.Overlaps(area) {
			list = append(list, t.raster)
		}
	}
	return list
}

// covers reports whether all of an area is on tiles.
func (s *mosaic) covers(area draw.Rect) bool {
	if s.dense == 0 {
		return false
	}
	for row := tileOf(area.Y * s.dense); row <= tileOf((area.Y+area.H)*s.dense); row++ {
		for column := tileOf(area.X * s.dense); column <= tileOf((area.X+area.W)*s.dense); column++ {
			if s.tiles[place{column, row}] == nil {
				return false
			}
		}
	}
	return true
}
