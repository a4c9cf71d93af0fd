package layout

import (
	"math"

	"rehearse/journey"
)

// Sizes of stage columns, world units.
const (
	ColumnHeader  = 44.0
	HeaderSize    = 15.0  // font size of a stage's name
	columnWidth   = 320.0 // of a stage without steps, where there is room
	columnHeight  = 560.0 // of the columns of an empty board, below their headers
	columnPadding = 32.0
	columnMargin  = 160.0 // most room beside the steps of a stage next to one without steps
	headerGap     = 24.0  // between the header and the content
)

// Column is the band of a stage, from the header to the lowest step. Columns touch each other, in the order
// of stages, and a step lies wholly in the column of its stage unless it stands among steps of another.
type Column struct {
	Stage  *journey.Stage
	Order  int
	Rect   Rect
	Header Rect
	Title  string
}

// columns derives the stages' bands from where their steps stand; steps are never moved for them.
func columns(m *journey.Map, cards []Card, content Rect, measure Measurer) ([]Column, columnFit) {
	if len(m.Stages) == 0 {
		return nil, columnFit{}
	}
	borders, fit := stageBorders(stagedSteps(m, cards), wishes(m), content)
	// What fits into the columns of the empty board leaves them where they are; else they embrace it.
	top, bottom := content.Y-headerGap-ColumnHeader, content.Bottom()+columnPadding
	if content.Y >= 0 && bottom <= columnHeight {
		top, bottom = -headerGap-ColumnHeader, columnHeight
	}
	out := make([]Column, len(m.Stages))
	for i, s := range m.Stages {
		r := Rect{borders[i], top, borders[i+1] - borders[i], bottom - top}
		out[i] = Column{Stage: s, Order: i, Rect: r, Header: Rect{r.X, r.Y, r.W, ColumnHeader}}
		out[i].Title = Fit(s.Name, r.W-24, HeaderSize, true, measure)
	}
	return out, fit
}

// StageAt is the stage whose column is at an x, at whatever height; left of the first column it is the first
// stage, right of the last the last. "" on a map without stages.
func (l *Layout) StageAt(x float64) journey.ID {
	if i := columnAt(l.Columns, x); i >= 0 {
		return l.Columns[i].Stage.ID
	}
	return ""
}

// columnAt is the index of the column at an x, the nearest where there is none; −1 without columns.
func columnAt(columns []Column, x float64) int {
	at := -1
	for i, c := range columns {
		if i == 0 || x >= c.Rect.X {
			at = i
		}
	}
	return at
}

// staged is a step that belongs to a stage, with the room its card takes from left to right.
type staged struct {
	stage       int // index of the stage
	left, right float64
}

func stagedSteps(m *journey.Map, cards []Card) []staged {
	order := make(map[journey.ID]int, len(m.Stages))
	for i, s := range m.Stages {
		order[s.ID] = i
	}
	var out []staged
	for i := range cards {
		s := cards[i].Step
		if k, ok := order[s.Stage]; ok && s.Stage != "" && hasStage(s) {
			out = append(out, staged{k, cards[i].Rect.X, cards[i].Rect.Right()})
		}
	}
	return out
}

// hasStage tells whether a step lies in a stage; a frame may hold several and a note lies where it explains.
func hasStage(s *journey.Step) bool { return s.Kind.Simulated() }

// ease is how much room columns leave: the least width of one and the least gap between a border and a card.
type ease struct{ width, gap float64 }

// eases are tried from the most generous to the last, in which room for the shortest header remains.
var eases = [...]ease{{280, 24}, {240, 16}, {208, 8}, {150, 4}, {leastColumn, 0}}

const leastColumn = 96.0

// columnFit is how well columns hold their steps: the index of the ease they have, and how many steps stand in
// the column of another stage.
type columnFit struct{ ease, astray int }

// worse reports whether this fit is worse than another.
func (f columnFit) worse(than columnFit) bool {
	return f.astray > than.astray || f.astray == than.astray && f.ease > than.ease
}

// stageBorders finds the n+1 borders of the columns of n stages. It leaves the steps aside that stand astray,
// as few as possible, and gives the columns as much ease as the others allow.
//
// wish holds the width somebody gave each stage, 0 for none: it is kept as far as no step is cut off.
func stageBorders(steps []staged, wish []float64, content Rect) ([]float64, columnFit) {
	n := len(wish)
	low, high := extents(steps, n)
	fit := columnFit{}
	for ; fit.ease < len(eases); fit.ease++ {
		if least, most, ok := limits(low, high, eases[fit.ease]); ok {
			return choose(low, high, least, most, eases[fit.ease].width, wish, content), fit
		}
	}
	kept := withoutAstray(steps, n)
	fit = columnFit{ease: len(eases) - 1, astray: len(steps) - len(kept)}
	low, high = extents(kept, n)
	least, most, _ := limits(low, high, eases[fit.ease])
	return choose(low, high, least, most, eases[fit.ease].width, wish, content), fit
}

// wishes are the widths that were given to stages.
func wishes(m *journey.Map) []float64 {
	list := make([]float64, len(m.Stages))
	for i, s := range m.Stages {
		if s.Width != 0 {
			list[i] = within(s.Width, leastColumn, greatestSide)
		}
	}
	return list
}

// extents is the room of each stage's steps; a stage without steps has low > high.
func extents(steps []staged, n int) (low, high []float64) {
	low, high = make([]float64, n), make([]float64, n)
	for i := range low {
		low[i], high[i] = math.Inf(1), math.Inf(-1)
	}
	for _, s := range steps {
		low[s.stage], high[s.stage] = min(low[s.stage], s.left), max(high[s.stage], s.right)
	}
	return low, high
}

// limits is how far left and right each of the n+1 borders can be; false when no borders keep the steps of
// every stage in its column.
func limits(low, high []float64, e ease) (least, most []float64, ok bool) {
	n := len(low)
	least, most = make([]float64, n+1), make([]float64, n+1)
	least[0], most[n] = math.Inf(-1), math.Inf(1)
	for i := 1; i <= n; i++ {
		least[i] = max(least[i-1]+e.width, high[i-1]+e.gap)
	}
	for i := n - 1; i >= 0; i-- {
		most[i] = min(most[i+1]-e.width, low[i]-e.gap)
	}
	for i := range least {
		if least[i] > most[i]+1e-6 {
			return nil, nil, false
		}
	}
	return least, most, true
}

// choose puts each border at the best place within its limits: half-way between two stages with steps, and so
// that a stage without steps is as wide as on the empty board.
func choose(low, high, least, most []float64, width float64, wish []float64, content Rect) []float64 {
	n := len(low)
	has := func(i int) bool { return i >= 0 && i < n && low[i] <= high[i] }
	b := make([]float64, n+1)
	first := 0
	for first < n && !has(first) {
		first++
	}
	switch {
	case first == 0:
		b[0] = min(low[0], content.X) - columnPadding
	case first < n:
		at := columnWidth * float64(first) // where it is on the empty board
		b[0] = within(at, low[first]-columnMargin, low[first]-eases[0].gap) - at
		if content.W > 0 {
			b[0] = min(b[0], content.X-columnPadding)
		}
	}
	b[0] = min(b[0], most[0])
	for i := 1; i <= n; i++ {
		next := b[i-1] + columnWidth
		least := max(least[i], b[i-1]+width)
		switch left, right := has(i-1), has(i); {
		case wish[i-1] > 0:
			next = b[i-1] + wish[i-1]
			least = max(high[i-1]+eases[len(eases)-1].gap, b[i-1]+leastColumn)
		case left && right:
			next = (high[i-1] + low[i]) / 2
		case left && i < n:
			next = within(next, high[i-1]+eases[0].gap, high[i-1]+columnMargin)
		case left:
			next = max(content.Right(), high[i-1]) + columnPadding
		case right:
			next = within(next, low[i]-columnMargin, low[i]-eases[0].gap)
		case i == n:
			next = max(next, content.Right()+columnPadding)
		}
		b[i] = min(most[i], max(next, least))
	}
	return b
}
