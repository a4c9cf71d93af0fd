package engine

import "rehearse/simulate/stats"

// What messages people got decides of each alike what of it belongs together, and pairs of messages that meet are few and meet
// often: both are looked for in small tables, whose rows are replaced when others need their places.

// Sizes of the tables, powers of 2.
const (
	leanMasks = 256
	leanPairs = 64
)

// leanTogether counts what belongs together.
type leanTogether struct {
	masks [leanMasks]leanMask
	pairs []leanPair
}

// leanMask is how many people got exactly the messages of a mask.
type leanMask struct {
	mask   uint64
	people int64
}

// leanPair is where a pair that met is counted; the zero row is that of no pair.
type leanPair struct {
	key       PairKey
	count     *PairCount
	witnesses *stats.Witnesses
	cause     int
	together  *Together
}

// got counts somebody who got the messages of a mask.
func (g *leanTogether) got(mask uint64, x *life) {
	row := &g.masks[mask*0x9E3779B97F4A7C15>>56]
	if row.mask != mask {
		row.fold(x)
		row.mask = mask
	}
	row.people++
}

// fold adds everything to the tally.
func (g *leanTogether) fold(x *life) {
	for i := range g.masks {
		g.masks[i].fold(x)
	}
}

// fold adds the people to the tally.
func (m *leanMask) fold(x *life) {
	if m.people == 0 {
		return
	}
	x.got = x.got[:0]
	for rest := m.mask; rest != 0; rest &= rest - 1 {
		x.got = append(x.got, int32(firstOf(rest)))
	}
	x.countGot(m.people)
	x.got = x.got[:0]
	m.people = 0
}

// met counts the person for the pairs that met, as life.finishMet.
func (g *leanTogether) met(x *life) {
	met := x.causes[len(x.causes)/2:]
	for i := range x.pairsNear {
		pair := &x.pairsNear[i]
		row := g.pair(pair.PairKey, x)
		if row.count.Near++; pair.aFirst {
			row.count.AFirst++
		}
		row.witnesses.Offer(stats.Witness{Hash: uint64(x.who.Key), Person: x.who.Number, At: pair.at})
		met.add(row.cause)
		x.togetherIn(&row.together.Repeats)
	}
	if len(x.pairsNear) > 0 {
		met.take(func(cause int) { x.tally.Repeats[cause].Hit++ })
	}
}

// pair is the row of a pair.
func (g *leanTogether) pair(key PairKey, x *life) *leanPair {
	row := &g.pairs[(uint64(key.A)<<16^uint64(key.B)<<8^uint64(key.How)<<4^uint64(key.In))*0x9E3779B97F4A7C15>>58]
	if row.count == nil || row.key != key {
		*row = leanPair{
			key: key, count: x.tally.pair(key), witnesses: x.tally.witnessesOf(x.witnessOf(key)), cause: CauseOf(x.p, key),
			together: x.tally.togetherOf(x.p.SenderOf(key.A), x.p.SenderOf(key.B)),
		}
	}
	return row
}
