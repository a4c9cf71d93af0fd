package cohort

import (
	"slices"

	"rehearse/simulate/program"
)

// Joint is who arrives in two runs: the same person, by seed, entry, day and number that day, may come in both or in one
// only. Both plans must have the same seed.
type Joint struct {
	plans  [2]*Plan
	cells  []jointCell
	people int64
}

// jointCell is one entry on one day: how many come in either plan, and the number of the first there. The first
// min(count) of them come in both.
type jointCell struct {
	first int64
	day   int32
	entry [2]int32
	count [2]int64
	start [2]int64
}

// NewJoint matches the people of two plans by the ids of their entries.
func NewJoint(a, b *Plan) *Joint {
	j := &Joint{plans: [2]*Plan{a, b}}
	type key struct {
		entry int32 // in b
		day   int32
	}
	later := map[key]*cell{}
	for i := range b.cells {
		later[key{b.cells[i].entry, b.cells[i].day}] = &b.cells[i]
	}
	for i := range a.cells {
		c := &a.cells[i]
		one := jointCell{day: c.day, entry: [2]int32{c.entry, program.None}, count: [2]int64{c.count, 0}, start: [2]int64{c.first, 0}}
		id := a.program.Entries[c.entry].ID
		if entry := slices.IndexFunc(b.program.Entries, func(e program.Entry) bool { return e.ID == id }); entry >= 0 {
			k := key{int32(entry), c.day}
			if d := later[k]; d != nil {
				one.entry[1], one.count[1], one.start[1] = d.entry, d.count, d.first
				delete(later, k)
			}
		}
		j.add(one)
	}
	for i := range b.cells {
		if c := &b.cells[i]; later[key{c.entry, c.day}] != nil {
			j.add(jointCell{day: c.day, entry: [2]int32{program.None, c.entry}, count: [2]int64{0, c.count}, start: [2]int64{0, c.first}})
		}
	}
	return j
}

func (j *Joint) add(c jointCell) {
	c.first = j.people
	j.people += max(c.count[0], c.count[1])
	j.cells = append(j.cells, c)
}

// People is how many different people arrive in the two runs.
func (j *Joint) People() int64 { return j.people }

// Both is how many arrive in both runs.
func (j *Joint) Both() (people int64) {
	for i := range j.cells {
		people += min(j.cells[i].count[0], j.cells[i].count[1])
	}
	return people
}

// Walk visits the people with the numbers from … until-1 of both runs together. In which of them one arrives, in tells;
// the arrival in the other is not to be read.
func (j *Joint) Walk(from, until int64, visit func(arrivals *[2]Arrival, in [2]bool) bool) {
	i, _ := slices.BinarySearchFunc(j.cells, from, func(c jointCell, n int64) int {
		if c.first > n {
			return 1
		}
		return -1
	})
	i-- // the last cell that begins at from or before
	var arrivals [2]Arrival
	for n := from; n < until; n++ {
		for n >= j.cells[i].first+max(j.cells[i].count[0], j.cells[i].count[1]) {
			i++
		}
		c := &j.cells[i]
		ordinal := n - c.first
		var in [2]bool
		for side := range in {
			if in[side] = ordinal < c.count[side]; in[side] {
				arrivals[side] = j.plans[side].arrival(c.entry[side], c.day, ordinal, c.start[side]+ordinal)
			}
		}
		if !visit(&arrivals, in) {
			return
		}
	}
}
