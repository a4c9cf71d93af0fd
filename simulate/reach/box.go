package reach

import "slices"

// box is a set of people: those who are, in every dimension, in one of the atoms of its mask. A box with an empty mask holds
// nobody.
type box []uint64

// maxBoxes is how many boxes a set may have; of more their hull is taken, which holds too many rather than too few.
const maxBoxes = 16

// set is a union of boxes.
type set struct {
	boxes []box
	// wide tells that a hull was taken somewhere on the way: it may hold people it should not.
	wide bool
}

func (b box) empty() bool {
	for _, mask := range b {
		if mask == 0 {
			return true
		}
	}
	return false
}

// within tells that all people of a box are in another.
func (b box) within(other box) bool {
	for i, mask := range b {
		if mask&^other[i] != 0 {
			return false
		}
	}
	return true
}

// and is who is in both; nil when nobody is. It may be one of the two.
func (b box) and(other box) box {
	within, holds := true, true
	for i, mask := range b {
		switch mask & other[i] {
		case 0:
			return nil
		case mask:
			holds = holds && mask == other[i]
		case other[i]:
			within = false
		default:
			within, holds = false, false
		}
	}
	switch {
	case within:
		return b
	case holds:
		return other
	}
	both := make(box, len(b))
	for i, mask := range b {
		both[i] = mask & other[i]
	}
	return both
}

// add adds a box to a set and reports whether the set grew.
func (s *set) add(b box) bool {
	for _, other := range s.boxes {
		if b.within(other) {
			return false
		}
	}
	s.boxes = slices.DeleteFunc(s.boxes, func(other box) bool { return other.within(b) })
	// Two boxes that differ in one dimension are one.
	for i := 0; i < len(s.boxes); i++ {
		if joined := join(s.boxes[i], b); joined != nil {
			s.boxes = slices.Delete(s.boxes, i, i+1)
			s.add(joined)
			return true
		}
	}
	s.boxes = append(s.boxes, b)
	if len(s.boxes) > maxBoxes {
		hull := slices.Clone(s.boxes[0])
		for _, other := range s.boxes[1:] {
			for i, mask := range other {
				hull[i] |= mask
			}
		}
		s.boxes, s.wide = []box{hull}, true
	}
	return true
}

// join is the union of two boxes where that is a box: they differ in one dimension; nil otherwise.
func join(a, b box) box {
	differs := -1
	for i, mask := range a {
		if mask != b[i] {
			if differs >= 0 {
				return nil
			}
			differs = i
		}
	}
	if differs < 0 {
		return a
	}
	joined := slices.Clone(a)
	joined[differs] |= b[differs]
	return joined
}

// and is who is in both sets.
func (s set) and(other set) set {
	result := set{wide: s.wide || other.wide}
	for _, a := range s.boxes {
		for _, b := range other.boxes {
			if both := a.and(b); both != nil {
				result.add(both)
			}
		}
	}
	return result
}

// all adds all boxes of another set.
func (s *set) all(other set) {
	for _, b := range other.boxes {
		s.add(b)
	}
	s.wide = s.wide || other.wide
}
