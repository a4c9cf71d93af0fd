package layout

import (
	"math"

	"rehearse/journey"
)

// DropGrid is what steps snap to that are kept inside a column, world units.
const DropGrid = 10.0

// Placed is a step that somebody wants to stand at a place, or that shall stand there.
type Placed struct {
	// Step is one of the map's, or a new one.
	Step *journey.Step
	X, Y float64
	// Stage is the column it comes to lie in. Notes and frames keep theirs.
	Stage journey.ID
}

// Drop decides where steps come to stand that are let go: each belongs to the stage whose column holds the
// middle of its card, and the card lies wholly in that column. Where the neighbours leave room the column
// grows; else the card is brought inside. Steps that are moved together and are all those of several stages
// take their stages along.
func (l *Layout) Drop(steps []Placed) []Placed {
	out := make([]Placed, len(steps))
	for i, p := range steps {
		p.X, p.Y = within(p.X, -farthest, farthest), within(p.Y, -farthest, farthest)
		p.Stage = p.Step.Stage
		out[i] = p
	}
	if len(l.Columns) == 0 || l.holdsWholeStages(out) && l.fits(out) {
		return out
	}
	for i := range out {
		if p := &out[i]; hasStage(p.Step) {
			p.Stage = l.StageAt(p.X + dropWidth(p.Step)/2)
		}
	}
	if l.fits(out) {
		return out
	}
	for i := range out {
		if hasStage(out[i].Step) {
			out[i].X = l.inside(out[i].X, dropWidth(out[i].Step))
		}
	}
	return out
}

// dropWidth is the widest a step's card can become when it gets links.
func dropWidth(s *journey.Step) float64 {
	w, _ := size(s, 0)
	if s.Kind == journey.StepWait {
		return CardWidth
	}
	return w
}

// inside is the x nearest to the wanted one at which a card lies wholly in the column that holds its middle.
// The first column is open to the left and the last to the right.
func (l *Layout) inside(x, width float64) float64 {
	i := columnAt(l.Columns, x+width/2)
	column, gap := l.Columns[i].Rect, eases[l.fit.ease].gap
	least, most := math.Inf(-1), math.Inf(1)
	if i > 0 {
		least = column.X + gap
	}
	if i < len(l.Columns)-1 {
		most = column.Right() - gap - width
	}
	switch {
	case least > most:
		return column.Middle().X - width/2 // a column of an imported map may be narrower than the card
	case x < least:
		return min(most, math.Ceil(least/DropGrid)*DropGrid)
	case x > most:
		return max(least, math.Floor(most/DropGrid)*DropGrid)
	default:
		return x
	}
}

// fits reports whether every dropped step would lie in the column of its stage, and the columns would hold the
// other steps as well as now.
func (l *Layout) fits(steps []Placed) bool {
	cards := l.with(steps)
	staged := stagedSteps(l.m, cards)
	borders, fit := stageBorders(staged, wishes(l.m), l.Content)
	if fit.worse(l.fit) {
		return false
	}
	order := make(map[journey.ID]int, len(l.m.Stages))
	for i, s := range l.m.Stages {
		order[s.ID] = i
	}
	for _, p := range steps {
		if i, ok := order[p.Stage]; ok && hasStage(p.Step) && (p.X < borders[i] || p.X+dropWidth(p.Step) > borders[i+1]) {
			return false
		}
	}
	return true
}

// with is the cards as they would stand, of which only step, stage and room from left to right are right.
func (l *Layout) with(steps []Placed) []Card {
	cards := append([]Card(nil), l.Cards...)
	for _, p := range steps {
		s := *p.Step
		s.Stage = p.Stage
		card := Card{Step: &s, Rect: Rect{X: p.X, W: dropWidth(&s)}}
		if i, ok := l.cards[s.ID]; ok {
			cards[i] = card
		} else {
			cards = append(cards, card)
		}
	}
	return cards
}

// holdsWholeStages reports whether the steps are all those of two or more stages and none of another.
func (l *Layout) holdsWholeStages(steps []Placed) bool {
	moved, stages := map[journey.ID]bool{}, map[journey.ID]bool{}
	for _, p := range steps {
		if _, known := l.cards[p.Step.ID]; !known {
			return false
		}
		moved[p.Step.ID] = true
		if hasStage(p.Step) {
			stages[p.Step.Stage] = true
		}
	}
	for i := range l.Cards {
		if s := l.Cards[i].Step; hasStage(s) && stages[s.Stage] && !moved[s.ID] {
			return false
		}
	}
	delete(stages, "")
	return len(stages) > 1
}
