package layout

import (
	"math"

	"rehearse/journey"
)

// Sizes of stage columns, world units.
const (
	ColumnHeader  = 44.0
	HeaderSize    = 15.0 // font size of a stage's name
	columnPadding = 32.0
	columnLeast   = 96.0
	columnEmpty   = 264.0 // a stage without steps behind the last one
	headerGap     = 24.0  // between the header and the content
)

// Column is the band of a stage, from the header to the lowest step.
type Column struct {
	Stage  *journey.Stage
	Order  int
	Rect   Rect
	Header Rect
	Title  string
}

// columns derives the stages' bands from where their steps stand: the border between two stages is
// half-way between the last step of the one and the first of the other, and the order of stages is
// kept whatever the steps do.
func columns(m *journey.Map, cards []Card, content Rect, measure Measurer) []Column {
	n := len(m.Stages)
	if n == 0 {
		return nil
	}
	order := make(map[journey.ID]int, n)
	for i, s := range m.Stages {
		order[s.ID] = i
	}
	low, high := make([]float64, n), make([]float64, n)
	for i := range low {
		low[i], high[i] = math.Inf(1), math.Inf(-1)
	}
	for i := range cards {
		s := cards[i].Step
		if k, ok := order[s.Stage]; ok && s.Stage != "" && s.Kind != journey.StepFrame {
			low[k] = min(low[k], cards[i].Rect.X)
			high[k] = max(high[k], cards[i].Rect.Right())
		}
	}
	borders := borders(low, high, content)
	top := content.Y - headerGap - ColumnHeader
	out := make([]Column, n)
	for i, s := range m.Stages {
		r := Rect{borders[i], top, borders[i+1] - borders[i], content.Bottom() + columnPadding - top}
		out[i] = Column{Stage: s, Order: i, Rect: r, Header: Rect{r.X, r.Y, r.W, ColumnHeader}}
		out[i].Title = Fit(s.Name, r.W-24, HeaderSize, true, measure)
	}
	return out
}

// borders finds the n+1 borders of n columns; a stage without steps has low > high.
func borders(low, high []float64, content Rect) []float64 {
	n := len(low)
	b := make([]float64, n+1)
	b[0] = content.X - columnPadding
	if low[0] <= high[0] {
		b[0] = min(low[0], content.X) - columnPadding
	}
	for i := 1; i < n; i++ {
		last, next := math.Inf(-1), math.Inf(1)
		for k := range i {
			last = max(last, high[k])
		}
		empty := 0 // stages without steps between the two whose steps are known
		for k := i; k < n && math.IsInf(next, 1); k++ {
			if low[k] <= high[k] {
				next = low[k]
			} else {
				empty++
			}
		}
		switch {
		case math.IsInf(next, 1) && math.IsInf(last, -1): // nobody has a stage yet
			b[i] = b[i-1] + columnEmpty
		case math.IsInf(next, 1) && high[i-1] < low[i-1]: // behind the last stage with steps
			b[i] = b[i-1] + columnEmpty
		case math.IsInf(next, 1):
			b[i] = last + columnPadding
		case math.IsInf(last, -1):
			b[i] = max(b[i-1]+columnLeast, next-columnPadding-columnEmpty*float64(empty))
		default:
			b[i] = last + (next-last)/2
			if empty > 0 || high[i-1] < low[i-1] {
				b[i] = max(b[i-1], last) + (next-max(b[i-1], last))/float64(empty+2)
			}
		}
		b[i] = max(b[i], b[i-1]+columnLeast)
	}
	b[n] = max(b[n-1]+columnLeast, content.Right()+columnPadding)
	if high[n-1] < low[n-1] {
		b[n] = max(b[n], b[n-1]+columnEmpty)
	}
	return b
}

// StageAt is the stage whose column holds the x of a place; "" where there is none.
func (l *Layout) StageAt(x float64) journey.ID {
	for _, c := range l.Columns {
		if x >= c.Rect.X && x < c.Rect.Right() {
			return c.Stage.ID
		}
	}
	return ""
}
