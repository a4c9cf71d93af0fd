package cohort

import (
	"math"
	"sort"

	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

const (
	hour = 3_600_000
	day  = 24 * hour
)

// BaseDay is the day of arrival, for the key, of everybody who is there at the start: the day before it, however long
// ago they really came.
const BaseDay = -1

// Plan is who arrives when: people numbered from 0, entry by entry, day by day.
type Plan struct {
	program *program.Program
	sources []random.Source
	cells   []cell
	people  int64
	// cuts divide each day of an entry over its hours; nil for an entry all of whose people come at once.
	cuts [][]random.Threshold
}

// cell is one entry on one day.
type cell struct {
	first      int64 // number of its first person
	entry, day int32
	count      int64
}

// NewPlan plans the arrivals of a run: exactly so many people, or the map's own volumes when people is 0.
func NewPlan(p *program.Program, seed uint64, people int) *Plan {
	plan := &Plan{program: p}
	counts := ownVolumes(p)
	if people > 0 {
		volumes := make([]int64, len(p.Entries))
		for i, e := range p.Entries {
			volumes[i] = int64(math.RoundToEven(e.Volume * 1e6))
		}
		for i, n := range random.Apportion(people, volumes) {
			counts[i] = divide(&p.Entries[i], int64(n))
		}
	}
	for i := range p.Entries {
		e := &p.Entries[i]
		plan.sources = append(plan.sources, random.NewSource(seed, e.Hash))
		plan.cuts = append(plan.cuts, hourCuts(e))
		for d, n := range counts[i] {
			if e.Base != nil {
				d = BaseDay
			}
			if n > 0 {
				plan.cells = append(plan.cells, cell{first: plan.people, entry: int32(i), day: int32(d), count: n})
				plan.people += n
			}
		}
	}
	return plan
}

// People is how many arrive in the run.
func (p *Plan) People() int64 { return p.people }

// PeopleFrom is how many arrive on a day of the run, 0 the first, or later, or were there before it.
func (p *Plan) PeopleFrom(day int32) (people int64) {
	for _, c := range p.cells {
		if c.day >= day || c.day == BaseDay {
			people += c.count
		}
	}
	return people
}

// ownVolumes apportions the map's own volumes: numbers by entry and day.
func ownVolumes(p *program.Program) [][]int64 {
	counts := make([][]int64, len(p.Entries))
	for i := range p.Entries {
		e := &p.Entries[i]
		if e.Weights == nil || e.Exact {
			counts[i] = divide(e, int64(math.RoundToEven(e.Volume)))
			continue
		}
		sum, done := 0.0, int64(0)
		for _, w := range dayWeights(e) {
			sum += w
			// The slack keeps sums of hours such as 24 × (100/24) on the right side of a half.
			upTo := int64(math.Floor(sum + 0.5 + 1e-6))
			counts[i] = append(counts[i], upTo-done)
			done = upTo
		}
	}
	return counts
}

// divide splits n people of an entry over its days.
func divide(e *program.Entry, n int64) []int64 {
	if e.Weights == nil {
		counts := make([]int64, e.At/day+1)
		counts[e.At/day] = n
		return counts
	}
	days := dayWeights(e)
	sum := 0.0
	for _, w := range days {
		sum += w
	}
	scaled := make([]int64, len(days))
	for i, w := range days {
		scaled[i] = int64(math.RoundToEven(w / sum * 1e12))
	}
	counts := make([]int64, len(days))
	for i, part := range random.Apportion(int(n), scaled) {
		counts[i] = int64(part)
	}
	return counts
}

func dayWeights(e *program.Entry) []float64 {
	days := make([]float64, (len(e.Weights)+23)/24)
	for h, w := range e.Weights {
		days[h/24] += w
	}
	return days
}

// hourCuts turns the weights of each day's hours into cumulative thresholds, 24 a day.
func hourCuts(e *program.Entry) []random.Threshold {
	if e.Weights == nil {
		return nil
	}
	days := dayWeights(e)
	cuts := make([]random.Threshold, 0, len(days)*24)
	shares := make([]float64, 24)
	for d, sum := range days {
		for h := range shares {
			shares[h] = 0
			if at := d*24 + h; at < len(e.Weights) && sum > 0 {
				shares[h] = e.Weights[at] / sum
			}
		}
		cuts = append(cuts, random.Cumulative(shares)...)
	}
	return cuts
}

// Arrival names a person and the moment of arrival.
type Arrival struct {
	Number     int64 // from 0
	Entry, Day int32
	Ordinal    int64
	Key        random.Person
	At         int64
}

// Arrival returns the person with a number from 0 to People()-1.
func (p *Plan) Arrival(number int64) Arrival {
	i := sort.Search(len(p.cells), func(i int) bool { return p.cells[i].first > number }) - 1
	c := p.cells[i]
	return p.arrival(c.entry, c.day, number-c.first, number)
}

// Walk visits the people with the numbers from … until-1 in order, as long as visit says yes.
func (p *Plan) Walk(from, until int64, visit func(Arrival) bool) {
	i := sort.Search(len(p.cells), func(i int) bool { return p.cells[i].first > from }) - 1
	for n := from; n < until; n++ {
		for n >= p.cells[i].first+p.cells[i].count {
			i++
		}
		c := &p.cells[i]
		if !visit(p.arrival(c.entry, c.day, n-c.first, n)) {
			return
		}
	}
}

// Find returns the person who is the ordinal-th of an entry on a day; false when nobody is. The number is
// the one in this plan.
func (p *Plan) Find(entry, day int32, ordinal int64) (Arrival, bool) {
	for _, c := range p.cells {
		if c.entry == entry && c.day == day && ordinal >= 0 && ordinal < c.count {
			return p.arrival(entry, day, ordinal, c.first+ordinal), true
		}
	}
	return Arrival{}, false
}

func (p *Plan) arrival(entry, d int32, ordinal, number int64) Arrival {
	a := Arrival{
		Number: number, Entry: entry, Day: d, Ordinal: ordinal,
		Key: p.sources[entry].Person(d, uint32(ordinal)), At: p.program.Entries[entry].At,
	}
	if cuts := p.cuts[entry]; cuts != nil {
		r := a.Key.Draw(p.program.Keys.Arrival)
		h := min(random.Choose(cuts[d*24:d*24+24], r), 23)
		a.At = int64(d)*day + int64(h)*hour + int64(uint64(uint32(r))*hour>>32)
	}
	return a
}
