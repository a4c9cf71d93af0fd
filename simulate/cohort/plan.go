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
	// poisson: the numbers of streams are by chance.
	poisson bool
	sources []random.Source
	cells   []cell
	people  int64
	// cuts divide each day of an entry over its hours; nil for an entry all of whose people come at once.
	cuts [][]random.Threshold
	// guides lead into the cuts, see guide.
	guides [][]uint8
}

// cell is one entry on one day.
type cell struct {
	first      int64 // number of its first person
	entry, day int32
	count      int64
}

// NewPlan plans the arrivals of a run: exactly so many people, or the map's own volumes when people is 0. Streams bring their
// mean each day; where people share agents they come by chance, as in NewPoissonPlan.
func NewPlan(p *program.Program, seed uint64, people int) *Plan {
	return newPlan(p, seed, people, p.Shared())
}

// NewPoissonPlan plans arrivals of which those of streams are Poisson processes: as many people as chance brings, or with a given
// number of people, each on the day that chance picks.
func NewPoissonPlan(p *program.Program, seed uint64, people int) *Plan {
	return newPlan(p, seed, people, true)
}

func newPlan(p *program.Program, seed uint64, people int, poisson bool) *Plan {
	plan := &Plan{program: p, poisson: poisson}
	for i := range p.Entries {
		plan.sources = append(plan.sources, random.NewSource(seed, p.Entries[i].Hash))
	}
	counts := plan.ownVolumes()
	if people > 0 {
		volumes := make([]int64, len(p.Entries))
		for i, e := range p.Entries {
			volumes[i] = int64(math.RoundToEven(e.Volume * 1e6))
		}
		for i, n := range random.Apportion(people, volumes) {
			counts[i] = plan.divide(i, int64(n))
		}
	}
	for i := range p.Entries {
		e := &p.Entries[i]
		plan.cuts = append(plan.cuts, hourCuts(e))
		plan.guides = append(plan.guides, guide(plan.cuts[i]))
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

// ownVolumes are the map's own volumes: numbers by entry and day.
func (p *Plan) ownVolumes() [][]int64 {
	counts := make([][]int64, len(p.program.Entries))
	for i := range p.program.Entries {
		e := &p.program.Entries[i]
		if e.Weights == nil || e.Exact {
			counts[i] = p.divide(i, int64(math.RoundToEven(e.Volume)))
			continue
		}
		if p.poisson {
			counts[i], _ = newChance(e, p.sources[i]).poisson(1)
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
func (p *Plan) divide(entry int, n int64) []int64 {
	e := &p.program.Entries[entry]
	if p.poisson && e.Weights != nil && !e.Exact && n > 0 {
		return newChance(e, p.sources[entry]).exactly(n)
	}
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

// hourCuts turns the weights of each day's hours into cumulative thresholds, 24 a day, of which the last is reached by no draw.
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
		cuts[len(cuts)-1] = random.Always
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
	var some [64]Arrival
	for from < until {
		n := p.Fill(some[:min(int64(len(some)), until-from)], from)
		for i := range some[:n] {
			if !visit(some[i]) {
				return
			}
		}
		from += int64(n)
	}
}

// Fill writes the people from a number on to the list, and tells how many there were.
func (p *Plan) Fill(to []Arrival, from int64) (filled int) {
	i := sort.Search(len(p.cells), func(i int) bool { return p.cells[i].first > from }) - 1
	for ; i < len(p.cells) && filled < len(to); i++ {
		c := &p.cells[i]
		at := p.arrivals(c.entry, c.day)
		ordinal := from - c.first
		n := min(c.count-ordinal, int64(len(to)-filled))
		at.fill(to[filled:filled+int(n)], ordinal, from)
		filled += int(n)
		from += n
	}
	return filled
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

func (p *Plan) arrival(entry, day int32, ordinal, number int64) (a Arrival) {
	at := p.arrivals(entry, day)
	at.arrival(&a, ordinal, number)
	return a
}

// arrivals is how people arrive at one entry on one day.
type arrivals struct {
	entry, day int32
	source     random.Source
	key        random.Key
	at         int64
	cuts       []random.Threshold // nil: all at once
	guide      []uint8
}

func (p *Plan) arrivals(entry, d int32) arrivals {
	a := arrivals{entry: entry, day: d, source: p.sources[entry], key: p.program.Keys.Arrival, at: p.program.Entries[entry].At}
	if cuts := p.cuts[entry]; cuts != nil {
		a.cuts, a.guide = cuts[d*24:d*24+24], p.guides[entry][d<<guideBits:(d+1)<<guideBits]
	}
	return a
}

// arrival writes who comes as the ordinal-th.
func (x *arrivals) arrival(a *Arrival, ordinal, number int64) {
	a.Number, a.Entry, a.Day, a.Ordinal, a.Key = number, x.entry, x.day, ordinal, x.source.Person(x.day, uint32(ordinal))
	a.At = x.comes(a.Key)
}

// fill writes who comes as the ordinal-th and those behind.
func (x *arrivals) fill(to []Arrival, ordinal, number int64) {
	if x.cuts == nil {
		for i := range to {
			x.arrival(&to[i], ordinal+int64(i), number+int64(i))
		}
		return
	}
	source, key, midnight, entry, today := x.source, x.key, int64(x.day)*day, x.entry, x.day
	cuts, guide := (*[24]random.Threshold)(x.cuts), (*[1 << guideBits]uint8)(x.guide)
	for i := range to {
		a := &to[i]
		a.Number, a.Entry, a.Day, a.Ordinal = number+int64(i), entry, today, ordinal+int64(i)
		who := source.Person(today, uint32(ordinal+int64(i)))
		a.Key, a.At = who, midnight+timeOfDay(cuts, guide, who.Draw(key))
	}
}

// comes is when somebody comes.
func (x *arrivals) comes(who random.Person) int64 {
	if x.cuts == nil {
		return x.at
	}
	return int64(x.day)*day + timeOfDay((*[24]random.Threshold)(x.cuts), (*[1 << guideBits]uint8)(x.guide), who.Draw(x.key))
}

// timeOfDay is when in a day somebody comes, by a draw.
func timeOfDay(cuts *[24]random.Threshold, guide *[1 << guideBits]uint8, r uint64) int64 {
	high := r >> 32
	h := uint64(guide[high>>(32-guideBits)])
	// An hour more where the draw has reached the cut: without a branch, for nobody can guess that. It is more than one only
	// where an hour is shorter than what the guide tells apart. No draw reaches the last cut.
	h += 1 - (high-uint64(cuts[h]))>>63
	for uint64(cuts[h]) <= high {
		h++
	}
	return int64(h)*hour + int64(uint64(uint32(r))*hour>>32)
}

// guideBits of a draw tell at which hour to begin to look for that of an arrival.
const guideBits = 6

// guide is the first hour to look at, by day and the highest bits of a draw.
func guide(cuts []random.Threshold) []uint8 {
	if cuts == nil {
		return nil
	}
	list := make([]uint8, len(cuts)/24<<guideBits)
	for i := range list {
		day := i >> guideBits
		list[i] = uint8(min(23, random.Choose(cuts[day*24:day*24+24], uint64(i&(1<<guideBits-1))<<(64-guideBits))))
	}
	return list
}
