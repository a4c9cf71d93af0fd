package draw

import (
	"strings"

	"rehearse/journey"
	"rehearse/journey/layout"
)

// mostHeadLines is in how many lines the name of a stage is written from far.
const mostHeadLines = 2

// farHeads writes the names of stages for a board seen small, in heads that grow upwards as much as the names need: all of
// them as high as the highest. The usual heads stay where they are, as what can be pressed.
func (b *builder) farHeads(grounds, inks []RGBA) {
	for _, f := range fars {
		words, most := make([][]string, len(b.l.Columns)), 0
		for i, c := range b.l.Columns {
			if c.Stage.Name == "" {
				continue
			}
			words[i] = b.headWords(c.Stage.Name, c.Header.W-24, f.size)
			most = max(most, len(words[i]))
		}
		step := f.size * farLine
		height := max(layout.ColumnHeader-8, step*float64(most)+f.size*0.5)
		for i, c := range b.l.Columns {
			of := journey.Ref{Kind: journey.KindStage, ID: c.Stage.ID}
			head := Rect{X: c.Header.X + 4, W: c.Header.W - 8, H: height}
			head.Y = c.Header.Bottom() - 4 - height
			b.add(Item{Of: of, Part: PartTitle, Detail: f.from, Until: f.until, Box: &Box{Rect: head, Radius: 8, Fill: grounds[i]}})
			y := head.Y + (height-step*float64(len(words[i])-1))/2 + f.size*capHalf
			for _, line := range words[i] {
				b.farText(of, PartTitle, f, Text{At: Point{X: head.X + head.W/2, Y: y}, Text: line, Size: f.size, Bold: true, Color: inks[i], Align: AlignCenter})
				y += step
			}
		}
	}
}

// headWords breaks the name of a stage into lines, long words between syllables.
func (b *builder) headWords(name string, room, size float64) []string {
	all := strings.Fields(name)
	for _, broken := range [...]bool{false, true} {
		if out, rest := b.fill(all, room, size, mostHeadLines, broken); len(rest) == 0 {
			return out
		}
	}
	return layout.Wrap(name, room, size, true, mostHeadLines, b.o.Measurer)
}
