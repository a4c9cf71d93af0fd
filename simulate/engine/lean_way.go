package engine

import (
	"math"

	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// leanFew is how many links of a port a lean life chooses among without a search.
const leanFew = 3

// leanWay is how people of one profile leave by a port. It fits into one line of the processor's nearest memory.
type leanWay struct {
	// to is where the only link leads, taken by everybody in no time: it needs no chance. Nil where there is none.
	to     *leanStep
	number int32 // of that link
	// cuts, less one each, choose among outs; behind them nil is the end of the way. Many links are in many.
	cuts [leanFew]uint32
	outs [leanFew + 1]*leanLink
	many *way
}

// linked tells that something leaves by the way.
func (w *leanWay) linked() bool { return w.outs[0] != nil || w.many != nil }

// leanPort are the ways by a port: one for everybody, or one a profile.
type leanPort struct {
	ways []leanWay
	mask int32 // -1 where each profile has its own, else 0
}

// of is the way for a profile.
func (p *leanPort) of(profile int32) *leanWay { return &p.ways[profile&p.mask] }

// leanLink is what a lean life needs of a link.
type leanLink struct {
	number  int32
	instant bool
	to      *leanStep
	delay   leanTime
}

// leanTime is a length of time.
type leanTime struct {
	mean int64 // of an exponential one, 0 for none; below 0 the law is another
	law  random.Law
}

func newLeanTime(law random.Law) leanTime {
	mean, ok := law.Mean()
	if !ok {
		mean = -1
	}
	return leanTime{mean: mean, law: law}
}

// draw is the length for a draw.
func (l *leanTime) draw(r uint64) int64 {
	if l.mean < 0 {
		return l.law.Draw(uint32(r))
	}
	return random.PlaceOf(uint32(r)).Times(l.mean)
}

func (lean *leanProgram) way(w *way) leanWay {
	var row leanWay
	for i := range row.cuts {
		row.cuts[i] = math.MaxUint32
	}
	if w.count > leanFew || w.count > 0 && w.cuts[0] == 0 {
		row.many = w
		return row
	}
	for i, link := range w.links[:w.count] {
		row.cuts[i], row.outs[i] = uint32(w.cuts[i]-1), &lean.links[link]
	}
	if w.count == 1 && w.cuts[0] == random.Always && row.outs[0].instant {
		row.to, row.number = row.outs[0].to, row.outs[0].number
	}
	return row
}

// links are those of a way; there may be nil among them.
func (w *leanWay) links(lean *leanProgram) []*leanLink {
	if w.many == nil {
		return w.outs[:]
	}
	numbers := w.many.links[:min(w.many.count, few)]
	if w.many.count > few {
		numbers = w.many.allLinks
	}
	links := make([]*leanLink, len(numbers))
	for i, number := range numbers {
		links[i] = &lean.links[number]
	}
	return links
}

// choose is the link a draw chooses, nil for the end of the way.
func (b *leanLife) choose(w *leanWay, r uint64) *leanLink {
	if w.many != nil {
		return b.search(w.many, r)
	}
	high := r >> 32
	// 1 for each cut at or below the draw.
	n := (uint64(w.cuts[0])-high)>>63 + (uint64(w.cuts[1])-high)>>63 + (uint64(w.cuts[2])-high)>>63
	return w.outs[n&leanFew]
}

// search is choose among many links.
func (b *leanLife) search(w *way, r uint64) *leanLink {
	if link := w.choose(r); link != program.None {
		return &b.links[link]
	}
	return nil
}
