package stats

import (
	"cmp"
	"slices"
)

// Witness is a person something happened to.
type Witness struct {
	// Hash orders the witnesses; it must be a fixed function of the person.
	Hash uint64
	// Person is the person's number, and At the tick at which it first happened to them.
	Person, At int64
}

func (w Witness) compare(other Witness) int {
	return cmp.Or(cmp.Compare(w.Hash, other.Hash), cmp.Compare(w.Person, other.Person))
}

// Witnesses keeps the few people of least hash among all that are offered: a fair sample in bounded
// memory that does not depend on the order of offers and merges (a "bottom-k" sketch). A person offered
// several times is kept once, with the earliest tick.
type Witnesses struct {
	most int
	list []Witness // in order
}

// NewWitnesses returns an empty set that keeps at most as many people, 1 or more.
func NewWitnesses(most int) *Witnesses {
	return &Witnesses{most: most, list: make([]Witness, 0, most)}
}

// Offer shows a person to the set. It does not allocate.
func (s *Witnesses) Offer(w Witness) {
	full := len(s.list) == s.most
	if full && w.Hash > s.list[s.most-1].Hash {
		return
	}
	i, found := slices.BinarySearchFunc(s.list, w, Witness.compare)
	switch {
	case found:
		s.list[i].At = min(s.list[i].At, w.At)
	case i < s.most:
		if full {
			s.list = s.list[:s.most-1]
		}
		s.list = slices.Insert(s.list, i, w)
	}
}

// Merge offers everybody of another set.
func (s *Witnesses) Merge(other *Witnesses) {
	for _, w := range other.list {
		s.Offer(w)
	}
}

// List returns the people kept, least hash first. The caller must not change it.
func (s *Witnesses) List() []Witness { return s.list }
