package draw

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/layout"
)

// mostHeadLines is in how many lines the name of a stage is written from far, mostWideLines where no name of a step can be read.
const (
	mostHeadLines = 2
	mostWideLines = 4
)

// smallerHeads is how much smaller the names of stages are written from far if that saves all of their words.
var smallerHeads = [...]float64{1, 0.9, 0.8}

// farHeads writes the names of stages for a board seen small, in heads that grow upwards as much as the names need: all of
// them as high as the highest. The usual heads stay where they are, as what can be pressed.
func (b *builder) farHeads(grounds, inks []RGBA) {
	for _, f := range fars {
		size, words, whole := b.wholeHeads(f, mostHeadLines)
		if !whole {
			size = f.size
			words, _ = b.headLines(size, mostHeadLines)
		}
		b.heads(f, size, words, grounds, inks)
	}
	for _, f := range wides {
		size, words, whole := f.size, [][]string(nil), false
		for lines := 1; lines <= mostWideLines && !whole; lines++ {
			size, words, whole = b.wholeHeads(f, lines)
		}
		if !whole {
			size = f.size
			words, _ = b.headLines(size, 1)
		}
		b.heads(f, size, words, grounds, inks)
	}
}

// wholeHeads breaks the names of all stages into so many lines at most, smaller if that saves all of their words; whole reports
// whether none is cut.
func (b *builder) wholeHeads(f far, lines int) (size float64, words [][]string, whole bool) {
	for _, by := range smallerHeads {
		size = f.size * by
		if words, whole = b.headLines(size, lines); whole {
			break
		}
	}
	return size, words, whole
}

// headLines breaks the names of all stages into lines, long words between syllables; whole reports whether none is cut.
func (b *builder) headLines(size float64, most int) (words [][]string, whole bool) {
	words, whole = make([][]string, len(b.l.Columns)), true
	for i, c := range b.l.Columns {
		name, room := wordsOf(c.Stage.Name), c.Header.W-24
		if len(name) == 0 {
			continue
		}
		var rest []string
		for _, broken := range [...]bool{false, true} {
			if words[i], rest = b.fill(name, room, size, most, broken); len(rest) == 0 {
				break
			}
		}
		if len(rest) > 0 {
			whole = false
			words[i] = layout.Wrap(c.Stage.Name, room, size, true, most, b.o.Measurer)
		}
	}
	return words, whole
}

// heads draws the heads of all stages for one range of zoom.
func (b *builder) heads(f far, size float64, words [][]string, grounds, inks []RGBA) {
	most := 0
	for _, lines := range words {
		most = max(most, len(lines))
	}
	step := size * farLine
	height := max(layout.ColumnHeader-8, step*float64(most)+size*0.5)
	for i, c := range b.l.Columns {
		of := journey.Ref{Kind: journey.KindStage, ID: c.Stage.ID}
		head := Rect{X: c.Header.X + 4, W: c.Header.W - 8, H: height}
		head.Y = c.Header.Bottom() - 4 - height
		b.add(Item{Of: of, Part: PartTitle, Detail: f.from, Until: f.until, Box: &Box{Rect: head, Radius: 8, Fill: grounds[i]}})
		y := head.Y + (height-step*float64(len(words[i])-1))/2 + size*capHalf
		for _, line := range words[i] {
			if letters([]string{line}) < leastLetters && line != c.Stage.Name {
				continue
			}
			b.farText(of, PartTitle, f, Text{At: Point{X: head.X + head.W/2, Y: y}, Text: line, Size: size, Bold: true, Color: inks[i], Align: AlignCenter})
			y += step
		}
	}
}

// leastLetters are fewer letters of a cut name than say anything.
const leastLetters = 4

// wideLanes writes the names of scenarios over their steps, see wideLane.
func (b *builder) wideLanes() {
	for i := range b.l.Lanes {
		if lane := &b.l.Lanes[i]; lane.Rect.W > 0 && lane.Scenario.Name != "" {
			b.wideLane(lane, journey.Ref{Kind: journey.KindScenario, ID: lane.Scenario.ID}, b.t.Scenario(lane.Scenario, lane.Order))
		}
	}
}

// wideLane writes the name of a scenario across the middle of its lane for a board on which no name of a step can be read;
// beyond its end where nothing else stands.
func (b *builder) wideLane(lane *layout.Lane, of journey.Ref, color RGBA) {
	for _, f := range wides {
		size := min(f.size, lane.Rect.H*0.8)
		if size < f.size*0.7 {
			continue
		}
		step := size * 1.12
		words := []string{lane.Scenario.Name}
		label := Rect{X: lane.Rect.X + 8, W: b.width(words[0], size, true) + size}
		place := func() {
			label.H = min(step*float64(len(words))+size*0.2, lane.Rect.H)
			label.Y = lane.Rect.Y + (lane.Rect.H-label.H)/2
		}
		place()
		if room := lane.Rect.W - 16; label.W > room && !b.free(lane, label) {
			if words = b.laneLines(lane.Scenario.Name, room-size, size, int(lane.Rect.H*0.95/step)); words == nil {
				continue
			}
			label.W = size
			for _, line := range words {
				label.W = max(label.W, b.width(line, size, true)+size)
			}
			place()
		}
		ground := color.Mix(b.t.Board, 0.85)
		b.add(Item{Of: of, Part: PartTitle, Detail: f.from, Until: f.until, Box: &Box{Rect: label, Radius: size * 0.3, Fill: ground}})
		y := label.Y + (label.H-step*float64(len(words)-1))/2 + size*capHalf
		for _, line := range words {
			b.farText(of, PartTitle, f, Text{At: Point{X: label.X + size/2, Y: y}, Text: line, Size: size, Bold: true, Color: color.Mix(b.t.Text, 0.5)})
			y += step
		}
	}
}

// laneRoom is how long the name of a scenario may be in a size: as its lane, and beyond its end where nothing else stands.
func (b *builder) laneRoom(lane *layout.Lane, size float64) float64 {
	room, need := lane.Rect.W-32, b.width(lane.Scenario.Name, size, true)
	beyond := Rect{X: lane.Rect.X, Y: lane.Rect.Y, W: need + 32 + size, H: layout.LaneHead}
	if need > room && b.free(lane, beyond) {
		return need + 1
	}
	return room
}

// beyondLane is the ground of a name that goes beyond the end of its lane, so that the frame does not run through it.
func (b *builder) beyondLane(lane *layout.Lane, of journey.Ref, left, middle float64, color RGBA) {
	if !b.o.Far {
		return
	}
	for _, f := range fars {
		if width := b.width(lane.Scenario.Name, f.size, true); width > lane.Rect.W-32 && b.laneRoom(lane, f.size) >= width {
			ground := Rect{X: left - f.size*0.2, Y: middle - f.size*0.6, W: width + f.size*0.4, H: f.size * 1.2}
			b.add(Item{Of: of, Part: PartHeader, Detail: f.from, Until: f.until, Box: &Box{Rect: ground, Radius: f.size * 0.3, Fill: color.Mix(b.t.Board, 0.93)}})
		}
	}
}

// laneLines breaks the name of a scenario into some lines at most; nil where too little of it would be left.
func (b *builder) laneLines(name string, room, size float64, most int) []string {
	for _, broken := range [...]bool{false, true} {
		if out, rest := b.fill(wordsOf(name), room, size, most, broken); len(rest) == 0 {
			return out
		}
	}
	cut := []string{layout.Fit(name, room, size, true, b.o.Measurer)}
	if letters(cut) < leastLetters {
		return nil
	}
	return cut
}

// free reports whether an area touches no other lane and no step of another one.
func (b *builder) free(own *layout.Lane, area Rect) bool {
	for i := range b.l.Lanes {
		if other := &b.l.Lanes[i]; other.Scenario != own.Scenario && other.Rect.Overlaps(area) {
			return false
		}
	}
	return len(slices.DeleteFunc(b.l.Within(area), func(id journey.ID) bool { return b.m.Step(id).Scenario == own.Scenario.ID })) == 0
}
