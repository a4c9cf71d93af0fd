package slides

import (
	"strings"

	"rehearse/journey/draw"
	"rehearse/journey/finding"
	"rehearse/journey/layout"
	"rehearse/ui/overlay"
)

// Paper is a page and what it is written with.
type Paper struct {
	// Width and Height are those of the page, in pixels or points; everything on it grows with them.
	Width, Height float64
	Theme         *draw.Theme
	Measurer      draw.Measurer
	// Counter is "3 / 7"; Hint says how one goes on, "" for nothing.
	Counter, Hint string
}

// Sizes on a page of 1280 × 720, a small projector.
const (
	usualWidth, usualHeight = 1280.0, 720.0
	edge                    = 28.0
	titleSize               = 31.0
	mapTitleSize            = 34.0
	factSize                = 18.0
	valueSize               = 34.0
	smallSize               = 15.0
	gap                     = 30.0
	// leastBoard is the part of the page that the map has at least.
	leastBoard = 0.48
	// columnWidth is that of words at the right of a tall map, border the least room around a map.
	columnWidth = 400.0
	border      = 18.0
	lineHeight  = 1.36
)

// writer places items of a page.
type writer struct {
	p           Paper
	k           float64 // how much larger than on a small projector
	left, right float64
	items       []draw.Item
}

// Compose lays a slide out: its words in a band along the lower edge of the page, or in a column at its right where a tall
// map is seen larger then, and the area where the map is shown. area is what of the map is to be seen.
func (s *Slide) Compose(p Paper, area draw.Rect) (items []draw.Item, board draw.Rect) {
	k := Scale(p.Width, p.Height)
	band := &writer{p: p, k: k, left: edge * k, right: p.Width - edge*k}
	// The words are placed from 0 downwards and moved to the lower edge when it is known how high they are.
	top := p.Height - band.band(s)
	board = draw.Rect{W: p.Width, H: top}
	across := columnWidth * k
	beside := draw.Rect{W: p.Width - across, H: p.Height}
	if Zoom(beside, area, k) > 1.2*Zoom(board, area, k) {
		for lines := 9; lines > 1; lines-- { // of the finding, which may be long
			column := &writer{p: p, k: k, left: beside.W + edge*k, right: p.Width - edge*k}
			if !column.column(s, lines) {
				continue
			}
			return append([]draw.Item{
				box(draw.Rect{X: beside.W, W: across, H: p.Height}, p.Theme.Card),
				box(draw.Rect{X: beside.W, W: 4 * k, H: p.Height}, s.Color(p.Theme)),
			}, column.items...), beside
		}
	}
	for i := range band.items {
		band.items[i] = band.items[i].Placed(1, 0, top)
	}
	return append([]draw.Item{
		box(draw.Rect{Y: top, W: p.Width, H: p.Height - top}, p.Theme.Card), box(draw.Rect{Y: top, W: p.Width, H: 4 * k}, s.Color(p.Theme)),
	}, band.items...), board
}

func box(area draw.Rect, fill draw.RGBA) draw.Item {
	return draw.Item{Part: draw.PartLegend, Box: &draw.Box{Rect: area, Fill: fill}}
}

// Scale is how much larger everything on a page is than on a small projector.
func Scale(width, height float64) float64 { return min(width/usualWidth, height/usualHeight) }

// Zoom is how large an area of a map is shown on a board, on a page of some Scale.
func Zoom(board, area draw.Rect, k float64) float64 {
	if area.W <= 0 || area.H <= 0 {
		return MostZoom * k
	}
	return min(MostZoom*k, (board.W-2*border*k)/area.W, (board.H-2*border*k)/area.H)
}

// band writes the words of a slide below each other over the whole width and returns how high they are.
func (w *writer) band(s *Slide) float64 {
	k := w.k
	room := w.right - w.left
	figures, figureWidth, figureHeight := w.fitting(s.Figures, room*0.56)
	column := room
	if len(figures) > 0 {
		column -= figureWidth + gap*k
	}
	y := w.title(s, 20*k, column)
	if s.Scenario == "" {
		y = w.row(s.Facts, y+factSize*k*lineHeight, column)
	} else {
		y = w.list(s.Facts, y, column)
	}
	if len(figures) > 0 {
		w.figures(figures, w.right-figureWidth, 22*k)
		y = max(y, 22*k+figureHeight)
	}
	y = w.finding(s, y+12*k, 3)
	y = w.notes(s, y, min(s.noteLines(), int(((1-leastBoard)*w.p.Height-y-3*smallSize*k)/(smallSize*k*lineHeight))))
	y += smallSize * k * 1.6
	counter := w.width(w.p.Counter, smallSize*k, true)
	w.text(w.right-counter, y, w.p.Counter, smallSize*k, true, w.p.Theme.Text)
	foot := s.Made
	if w.p.Hint != "" {
		foot = strings.Trim(foot+"   ·   "+w.p.Hint, " ·")
	}
	w.text(w.left, y, layout.Fit(foot, room-counter-gap*k, smallSize*k, false, w.p.Measurer), smallSize*k, false, w.p.Theme.Muted)
	return y + 14*k
}

// column writes the words of a slide below each other in a column with so many lines for the finding at most, and reports
// whether there is room for them.
func (w *writer) column(s *Slide, lines int) bool {
	k, room, bottom := w.k, w.right-w.left, w.p.Height-18*w.k
	y := w.list(s.Facts, w.title(s, 24*k, room), room) + 20*k
	for rest := s.Figures; len(rest) > 0; {
		line, _, height := w.fitting(rest, room)
		if len(line) == 0 {
			break
		}
		w.figures(line, w.left, y)
		y, rest = y+height+14*k, rest[len(line):]
	}
	y = w.finding(s, y, lines)
	// From the lower edge upwards: the counter, how the numbers were made, how one goes on.
	w.text(w.left, bottom, w.p.Counter, smallSize*k, true, w.p.Theme.Text)
	foot := bottom
	for _, words := range []string{w.p.Hint, s.Made} {
		lines := w.wrap(words, room, smallSize*k, false, 3)
		for i := len(lines) - 1; i >= 0; i-- {
			foot -= smallSize * k * lineHeight
			w.text(w.left, foot, lines[i], smallSize*k, false, w.p.Theme.Muted)
		}
	}
	foot -= smallSize * k * 1.6
	w.notes(s, y, int((foot-y-8*k)/(smallSize*k*lineHeight)))
	return y <= foot
}

// title writes the name of a slide and returns where the facts begin.
func (w *writer) title(s *Slide, y, room float64) float64 {
	size := titleSize * w.k
	if s.Scenario == "" {
		size = mapTitleSize * w.k
	}
	for _, line := range w.wrap(s.Title, room, size, true, 3) {
		y += size * 1.1
		w.text(w.left, y, line, size, true, w.p.Theme.Text)
	}
	return y + 10*w.k
}

// finding writes the worst finding behind a mark of its severity.
func (w *writer) finding(s *Slide, y float64, lines int) float64 {
	if s.Finding == "" {
		return y
	}
	k, t, mark := w.k, w.p.Theme, 11*w.k
	color := t.Error
	switch s.Severity {
	case finding.Warning:
		color = t.Warning
	case finding.Information:
		color = t.Selection
	}
	size, room := factSize*k, w.right-w.left-2.2*mark
	list := w.wrap(s.Finding, room, size, false, lines)
	if whole := w.wrap(s.Finding, room, smallSize*k, false, lines+1); len(list) == lines && len(w.wrap(s.Finding, room, size, false, lines+1)) > lines {
		size, list = smallSize*k, whole // rather smaller than cut
	}
	for i, line := range list {
		y += size * lineHeight
		if i == 0 {
			w.items = append(w.items, draw.Item{Part: draw.PartLegend, Box: &draw.Box{
				Rect: draw.Rect{X: w.left, Y: y - size*0.36 - mark/2, W: mark, H: mark}, Radius: mark / 2, Fill: color,
			}})
		}
		w.text(w.left+2.2*mark, y, line, size, false, t.Text)
	}
	return y + 6*k
}

func (w *writer) notes(s *Slide, y float64, lines int) float64 {
	list := w.wrap(strings.Join(strings.Fields(s.Notes), " "), w.right-w.left, smallSize*w.k, false, lines)
	for _, line := range list {
		y += smallSize * w.k * lineHeight
		w.text(w.left, y, line, smallSize*w.k, false, w.p.Theme.Muted)
	}
	if len(list) > 0 {
		y += 4 * w.k
	}
	return y
}

// noteLines is how many lines of notes a band has at most: the whole map needs the room itself.
func (s *Slide) noteLines() int {
	if s.Scenario == "" {
		return 1
	}
	return 2
}

// list writes facts below each other and returns the last base line.
func (w *writer) list(facts []Fact, y, room float64) float64 {
	size := factSize * w.k
	for _, f := range facts {
		name := f.Name + "  "
		indent := w.width(name, size, false)
		for i, line := range w.wrap(f.Value, room-indent, size, true, 3) {
			y += size * lineHeight
			if i == 0 {
				w.text(w.left, y, name, size, false, w.p.Theme.Muted)
			}
			w.text(w.left+indent, y, line, size, true, w.p.Theme.Text)
		}
	}
	return y
}

// row writes facts beside each other as far as there is room, in two lines at most, and returns the last base line.
func (w *writer) row(facts []Fact, y, room float64) float64 {
	left := w.left
	size, x, lines := factSize*w.k, left, 1
	for _, f := range facts {
		name := f.Name + "  "
		indent := w.width(name, size, false)
		value := layout.Fit(f.Value, room-indent, size, true, w.p.Measurer)
		whole := indent + w.width(value, size, true)
		if x > left && x+whole > left+room {
			if lines == 2 {
				break
			}
			lines++
			x, y = left, y+size*lineHeight
		}
		w.text(x, y, name, size, false, w.p.Theme.Muted)
		w.text(x+indent, y, value, size, true, w.p.Theme.Text)
		x += whole + gap*w.k
	}
	return y
}

// fitting are the figures that have room side by side, and how much of it they take.
func (w *writer) fitting(all []overlay.Figure, room float64) (list []overlay.Figure, width, height float64) {
	for _, f := range all {
		one := w.figureWidth(f)
		if width > 0 {
			one += gap * w.k
		}
		if width+one > room {
			break
		}
		width += one
		list = append(list, f)
		height = max(height, w.k*(smallSize*1.3+valueSize*1.16+smallSize*1.3*float64(1+strings.Count(f.Under, "\n"))))
	}
	return list, width, height
}

func (w *writer) figureWidth(f overlay.Figure) float64 {
	width := max(w.width(f.Title, smallSize*w.k, false), w.width(f.Value, valueSize*w.k, true))
	for _, line := range strings.Split(f.Under, "\n") {
		width = max(width, w.width(line, smallSize*w.k, false))
	}
	return width
}

func (w *writer) figures(list []overlay.Figure, x, top float64) {
	k, t := w.k, w.p.Theme
	for _, f := range list {
		y := top + smallSize*k
		w.text(x, y, f.Title, smallSize*k, false, t.Muted)
		y += valueSize * k * 1.1
		w.text(x, y, f.Value, valueSize*k, true, t.Text)
		y += 4 * k
		for _, line := range strings.Split(f.Under, "\n") {
			y += smallSize * k * 1.3
			w.text(x, y, line, smallSize*k, false, t.Muted)
		}
		x += w.figureWidth(f) + gap*k
	}
}

func (w *writer) width(words string, size float64, bold bool) float64 {
	return w.p.Measurer.Width(words, size, bold)
}

// wrap breaks words into some lines at most; none without room for one.
func (w *writer) wrap(words string, room, size float64, bold bool, most int) []string {
	if words == "" || most < 1 {
		return nil
	}
	return layout.Wrap(words, room, size, bold, most, w.p.Measurer)
}

func (w *writer) text(x, y float64, words string, size float64, bold bool, color draw.RGBA) {
	if words = strings.TrimSpace(words); words != "" {
		w.items = append(w.items, draw.Item{Part: draw.PartLegend, Text: &draw.Text{
			At: draw.Point{X: x, Y: y}, Text: words, Size: size, Bold: bold, Color: color, Width: w.width(words, size, bold),
		}})
	}
}
