package alike

import (
	"slices"
	"strings"
)

// The thresholds, of what two texts have in common over what either has. See the package.
const (
	NearSubject  = 0.6
	NearShingles = 0.5
	NearStems    = 0.8
	// ShortBody is the number of stems from which bodies are compared by shingles.
	ShortBody = 8
)

// Degree is how like two texts are.
type Degree uint8

// The degrees.
const (
	Different Degree = iota
	Near
	Same
)

// Likeness is what a comparison found. Share is what the texts have in common, 0..1; 1 when they are the same. Of
// different texts it may be 0: how different they are is not always worked out.
type Likeness struct {
	Degree Degree
	Share  float64
}

// Text is a text made ready to be compared. The zero Text is empty, and like no other.
type Text struct {
	stems    []string // in the order of the text
	set      []uint64 // hashes of the stems, rising, each once
	shingles []uint64 // hashes of runs of three stems, rising, each once
	counts   []uint64 // hashes of the stems that tell which one of a series it is, in order
	// What the set and the shingles look like from afar.
	setSketch, shinglesSketch sketch
}

// read makes a text ready.
func read(text string) Text {
	t := Text{stems: stems(text)}
	if len(t.stems) == 0 {
		t.stems = strings.Fields(text)
	}
	if len(t.stems) == 0 {
		return t
	}
	hashes := make([]uint64, len(t.stems))
	for i, word := range t.stems {
		hashes[i] = hash(word)
		if counts(word) {
			t.counts = append(t.counts, hashes[i])
		}
	}
	t.shingles = make([]uint64, 0, max(0, len(hashes)-2))
	for i := 2; i < len(hashes); i++ {
		t.shingles = append(t.shingles, mix(mix(hashes[i-2]+1)+hashes[i-1])+hashes[i])
	}
	t.set = hashes
	slices.Sort(t.set)
	t.set = slices.Compact(t.set)
	slices.Sort(t.shingles)
	t.shingles = slices.Compact(t.shingles)
	t.setSketch, t.shinglesSketch = sketchOf(t.set), sketchOf(t.shingles)
	return t
}

// Empty tells that there is nothing to compare.
func (t *Text) Empty() bool { return len(t.stems) == 0 }

// Subjects compares two subjects.
func Subjects(a, b *Text) Likeness {
	if same(a, b) {
		return Likeness{Same, 1}
	}
	if mostInBoth(a.set, b.set, &a.setSketch, &b.setSketch) < max(2, inBothFor(NearSubject, a.set, b.set)) {
		return Likeness{Different, 0}
	}
	both, share := common(a.set, b.set)
	if share >= NearSubject && both >= 2 {
		return Likeness{Near, share}
	}
	return Likeness{Different, share}
}

// Bodies compares two bodies.
func Bodies(a, b *Text) Likeness {
	if same(a, b) {
		return Likeness{Same, 1}
	}
	if len(a.stems) < ShortBody || len(b.stems) < ShortBody {
		both, share := common(a.set, b.set)
		if share >= NearStems && both >= 3 {
			return Likeness{Near, share}
		}
		return Likeness{Different, share}
	}
	if least, most := min(len(a.shingles), len(b.shingles)), max(len(a.shingles), len(b.shingles)); float64(least) < NearShingles*float64(most) {
		return Likeness{Different, 0} // even if all of the shorter were in the longer
	}
	if mostInBoth(a.shingles, b.shingles, &a.shinglesSketch, &b.shinglesSketch) < inBothFor(NearShingles, a.shingles, b.shingles) {
		return Likeness{Different, 0}
	}
	share := shareFrom(a.shingles, b.shingles, NearShingles)
	if share >= NearShingles {
		return Likeness{Near, share}
	}
	return Likeness{Different, share}
}

func same(a, b *Text) bool { return !a.Empty() && slices.Equal(a.stems, b.stems) }

// common counts what is in both of two rising lists, and its share of what is in either.
func common(a, b []uint64) (both int, share float64) {
	both = inBoth(a, b, 0)
	if either := len(a) + len(b) - both; either > 0 {
		share = float64(both) / float64(either)
	}
	return both, share
}

// shareFrom is the share of common where that is so great at least, else less than that: it gives up as soon as too many
// differ, which with texts that have nothing in common is soon.
func shareFrom(a, b []uint64, least float64) float64 {
	need := inBothFor(least, a, b)
	both := inBoth(a, b, need)
	if both < need {
		return 0
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

// inBoth counts what is in both of two rising lists. It may stop short of the count as soon as it cannot come to need.
func inBoth(a, b []uint64, need int) int {
	both := 0
	for i, j := 0, 0; i < len(a) && j < len(b) && both+min(len(a)-i, len(b)-j) >= need; {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			both++
			i++
			j++
		}
	}
	return both
}

// hash is FNV-1a, mixed, so that close words are far apart.
func hash(word string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(word) {
		h = (h ^ uint64(word[i])) * 1099511628211
	}
	return mix(h)
}

// mix is the finaliser of SplitMix64.
func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}
