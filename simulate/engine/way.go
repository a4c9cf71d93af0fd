package engine

import (
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// few is how many links of a port are chosen among without a search.
const few = 4

// way is how people leave by a port. Unused cuts are never reached.
type way struct {
	cuts  [few]random.Threshold
	links [few]int32
	// count is the number of links; more than few are in allLinks.
	count    int32
	allCuts  []random.Threshold
	allLinks []int32
}

// ways are those of a port: one for everybody, or one for each profile. Plain tells that a token leaves by one link or
// drops off, and nothing else happens: no fork, no race, no pull.
type ways struct {
	plain bool
	all   []way
	// each is 1 where every profile has its own.
	each int32
}

// of is the way for a profile.
func (w *ways) of(profile int32) *way { return &w.all[profile*w.each] }

func newWays(port *program.Port, profiles int) ways {
	if port.Fork || port.Race || len(port.Pulls) > 0 {
		return ways{}
	}
	if len(port.Links) == 0 {
		return ways{plain: true, all: []way{{}}}
	}
	if port.Variant == nil {
		return ways{plain: true, all: []way{newWay(port.Cuts[0], port.Links)}}
	}
	w := ways{plain: true, each: 1}
	for profile := range profiles {
		w.all = append(w.all, newWay(port.CutsFor(int32(profile)), port.Links))
	}
	return w
}

func newWay(cuts []random.Threshold, links []int32) (w way) {
	w.count = int32(len(links))
	if w.count > few {
		w.allCuts, w.allLinks = cuts, links
		return w
	}
	for i := range w.cuts {
		w.cuts[i] = random.Always
	}
	copy(w.cuts[:], cuts)
	copy(w.links[:], links)
	return w
}

// choose is the link a draw chooses; None beyond the last cut: the person drops off.
func (w *way) choose(r uint64) int32 {
	if w.count > few {
		return w.search(r)
	}
	high := r >> 32
	// 1 for each cut at or below the draw, as random.Choose counts them.
	n := few - (high-uint64(w.cuts[0]))>>63 - (high-uint64(w.cuts[1]))>>63 - (high-uint64(w.cuts[2]))>>63 - (high-uint64(w.cuts[3]))>>63
	if n >= uint64(w.count) {
		return program.None
	}
	return w.links[n&(few-1)]
}

func (w *way) search(r uint64) int32 {
	if n := random.Choose(w.allCuts, r); n < len(w.allLinks) {
		return w.allLinks[n]
	}
	return program.None
}
