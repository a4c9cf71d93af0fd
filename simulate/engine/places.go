package engine

import "rehearse/simulate/calendar"

// places are the moments at which places of a desk become free, as a tournament in which the earlier one wins: under each match lie two
// others, or two places. When the moment of a place changes, the matches up from it are played again. Which they are follows from
// the place alone and not from who wins, so the processor need not guess anything; a heap does, and takes twice as long.
type places struct {
	// matches are those from 1 on, the last of all first, the n-th above those of 2n and 2n+1; the second half are the places
	// themselves. Places that nobody has taken yet are never free.
	matches []match
}

// match is the place that won, and when it becomes free.
type match struct{ at, place int64 }

// next is when the first place becomes free, of those that were taken.
func (p *places) next() int64 { return p.matches[1].at }

// earliest is the place that becomes free first.
func (p *places) earliest() int { return int(p.matches[1].place) }

// set sets when a place becomes free.
func (p *places) set(place int, at int64) {
	for 2*place >= len(p.matches) {
		p.grow()
	}
	matches, who := p.matches, int64(place)
	n := uint(len(matches))/2 + uint(place)
	for n > 1 {
		mine, other := &matches[n], &matches[n^1]
		mine.at, mine.place = at, who
		earlier := (other.at - at) >> 63 // all ones when it is
		at += (other.at - at) & earlier
		who ^= (other.place ^ who) & earlier
		n /= 2
	}
	matches[1] = match{at, who}
}

// grow makes room for twice as many places.
func (p *places) grow() {
	before := p.matches[len(p.matches)/2:]
	p.matches = make([]match, max(4, 2*len(p.matches)))
	first := len(p.matches) / 2
	for i := range p.matches {
		p.matches[i] = match{calendar.Never, int64(max(0, i-first))}
	}
	for i := range before {
		p.set(i, before[i].at)
	}
}
