package reach

import "slices"

// brief is memory for boxes that nobody keeps: those a step makes on the way from who comes to who goes on. Most of them are
// known already where they arrive.
type brief struct {
	words []uint64
	used  int
	open  bool
}

// copied is a copy of a box to be changed. It lasts until something else is done briefly; made outside of that, as long as it is needed.
func (s *space) copied(b box) box {
	if !s.brief.open {
		return slices.Clone(b)
	}
	from := s.brief.used
	s.brief.used += len(b)
	if s.brief.words == nil || s.brief.used > len(s.brief.words) { // what was given stays where it is
		s.brief.words, from, s.brief.used = make([]uint64, max(64*len(b), 2*len(s.brief.words))), 0, len(b)
	}
	copied := box(s.brief.words[from:s.brief.used:s.brief.used])
	copy(copied, b)
	return copied
}

// briefly begins what keeps no box it makes but by keep; briefEnds ends it.
func (s *space) briefly() { s.brief.open, s.brief.used = true, 0 }

func (s *space) briefEnds() { s.brief.open = false }

// keep adds a box that may be brief and reports whether the set grew.
func (s *set) keep(b box) bool {
	for _, other := range s.boxes {
		if b.within(other) {
			return false
		}
	}
	return s.add(slices.Clone(b))
}
