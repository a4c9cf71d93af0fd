package simulate

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"sync"
	"sync/atomic"

	"rehearse/journey"
	"rehearse/simulate/cohort"
	"rehearse/simulate/engine"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
	"rehearse/simulate/stats"
)

// Bounds of Spec.Bands, and what the command line asks for.
const (
	FewestDraws  = 50
	MostDraws    = 10_000
	DefaultDraws = 200
)

// bandHalf is how many people live in one half of a draw. Where people share agents it is the whole population.
const bandHalf = 2500

// mostRedraws is how often the numbers of a draw are drawn again before their ranges are said to contradict each other.
const mostRedraws = 100

// drawn is an assumption with a range, and where it lies in each draw: shares of its law, one in each of as many equal
// strata as there are draws (Latin hypercube sampling: McKay, Beckman and Conover, Technometrics 1979), so that few draws
// fill the whole range.
type drawn struct {
	place journey.AssumptionPlace
	law   stats.PERT
	at    []float64
}

// bander finds the bands of a run.
type bander struct {
	*rehearsal
	bands   *Bands
	ranged  []drawn
	numbers []bandNumber
	// fixed is what the result costs however many people come.
	fixed   journey.Money
	redrawn atomic.Int64
}

// half is what the people of a half of a draw did differently, by number, and where it is not defined.
type half []float64

// addBands adds the bands to the result of what was found.
func (r *rehearsal) addBands(ctx context.Context, f *found, result *Result, progress func(Progress)) error {
	b := &bander{rehearsal: r, bands: &Bands{Draws: r.spec.Bands, Numbers: []Band{}}, numbers: bandNumbers(r.program)}
	result.Bands = b.bands
	b.look()
	whole := r.view(f)
	b.fixed = whole.fixed + whole.agents
	differences := make([][2]half, r.spec.Bands)
	if len(b.ranged) > 0 {
		if err := b.draws(ctx, differences, sum(f.tally.People), progress); err != nil {
			return err
		}
	}
	b.bands.Redrawn = int(b.redrawn.Load())
	for i := range b.numbers {
		n := &b.numbers[i]
		value := n.read(whole, 1)
		if math.IsNaN(value) {
			continue
		}
		low, high, ok := value, value, true
		if len(b.ranged) > 0 {
			low, high, ok = spread(value, differences, i)
		}
		if n.share {
			low, high = max(0, low), min(1, high)
		}
		if ok {
			b.bands.Numbers = append(b.bands.Numbers, Band{
				Record: n.record, Channel: n.channel, Number: n.name, Value: rounded(value), Low: rounded(low), High: rounded(high),
			})
		}
	}
	return nil
}

// look finds the assumptions with a range.
func (b *bander) look() {
	for _, a := range journey.ListAssumptions(b.program.Map) {
		f := a.Fact
		if f.Low == nil || f.High == nil || !(*f.Low < *f.High) {
			b.bands.Unranged++
			if f.Evidence == journey.EvidenceGuess || f.Evidence == "" {
				b.bands.Guesses++
			}
			continue
		}
		b.ranged = append(b.ranged, drawn{
			place: a.AssumptionPlace, law: stats.PERT{Low: *f.Low, Mode: f.Value, High: *f.High}, at: b.strata(a.AssumptionPlace),
		})
	}
	b.bands.Ranged = len(b.ranged)
	if len(b.ranged) > 0 {
		b.bands.People = 2 * b.half(b.program)
	}
}

// strata places an assumption in every draw: the draws are put in the order of their random bits, each has one stratum.
func (b *bander) strata(place journey.AssumptionPlace) []float64 {
	bits := make([]uint64, b.spec.Bands)
	order := make([]int, len(bits))
	for i := range bits {
		bits[i], order[i] = b.bits(place, 0, i), i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Or(cmp.Compare(bits[i], bits[j]), cmp.Compare(i, j)) })
	at := make([]float64, len(bits))
	for stratum, i := range order {
		at[i] = (float64(stratum) + inUnit(bits[i])) / float64(len(bits))
	}
	return at
}

func (b *bander) bits(place journey.AssumptionPlace, attempt, draw int) uint64 {
	return random.AssumptionDraw(b.spec.Seed, string(place.Record.Kind)+":"+string(place.Record.ID), place.Field, uint32(attempt), uint32(draw))
}

// inUnit makes a number from 0 to 1 of the low half of random bits, 1 excluded.
func inUnit(bits uint64) float64 { return float64(uint32(bits)) / (1 << 32) }

// half is how many people live in half a draw.
func (b *bander) half(p *program.Program) int64 {
	if p.Shared() {
		if b.spec.People == 0 {
			return int64(math.RoundToEven(volume(p)))
		}
		return int64(b.spec.People)
	}
	return bandHalf
}

// draws lets people live in every draw. Draws are divided among the workers; each is the same whoever takes it.
func (b *bander) draws(ctx context.Context, differences [][2]half, people int64, progress func(Progress)) error {
	workers := min(b.workers(), len(differences))
	errs := make([]error, workers)
	done := make(chan struct{}, len(differences))
	var next atomic.Int64
	var wait sync.WaitGroup
	for w := range workers {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for {
				n := int(next.Add(1) - 1)
				if n >= len(differences) || errs[w] != nil {
					return
				}
				differences[n], errs[w] = b.draw(ctx, n, people)
				done <- struct{}{}
			}
		}()
	}
	go func() {
		wait.Wait()
		close(done)
	}()
	told := int64(0)
	for range done {
		if told++; progress != nil {
			progress(Progress{Done: told * b.bands.People, Of: int64(len(differences)) * b.bands.People})
		}
	}
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// draw lets the people of both halves of a draw live twice: with the numbers of the map and with those drawn.
func (b *bander) draw(ctx context.Context, n int, people int64) (pair [2]half, err error) {
	p, err := b.compile(n)
	if err != nil {
		return pair, err
	}
	for side := range pair {
		seed := random.BandPeople(b.spec.Seed, 2*n+side)
		own, central, err := b.liveHalf(ctx, b.program, seed)
		if err != nil {
			return pair, err
		}
		other, changed, err := b.liveHalf(ctx, p, seed)
		if err != nil {
			return pair, err
		}
		// A total is that of as many people as the result has, or of as many more as the draw brings.
		more := 1.0
		switch {
		case p.Shared():
			more = per(changed, central)
		case b.spec.People == 0:
			more = volume(p) / volume(b.program)
		}
		pair[side] = make(half, len(b.numbers))
		for i := range b.numbers {
			after := b.numbers[i].read(other, more*per(people, changed))
			pair[side][i] = after - b.numbers[i].read(own, per(people, central))
		}
	}
	return pair, nil
}

func volume(p *program.Program) (sum float64) {
	for i := range p.Entries {
		sum += p.Entries[i].Volume
	}
	return sum
}

// liveHalf lets half a draw's people live, in one goroutine, and returns how many were counted.
func (b *bander) liveHalf(ctx context.Context, p *program.Program, seed uint64) (*view, int64, error) {
	people := bandHalf
	if p.Shared() {
		people = b.spec.People
	}
	options := b.options
	options.Batches = 1
	t, err := engine.Run(ctx, p, cohort.NewPlan(p, seed, people), options, 1, nil)
	if err != nil {
		return nil, 0, fmt.Errorf("simulate: band: %w", err)
	}
	return &view{p: p, t: t, fixed: b.fixed}, sum(t.People), enough(t)
}

// compile compiles the map with the numbers of a draw. Numbers that cannot go together, such as more clicks than opens,
// are drawn again.
func (b *bander) compile(n int) (*program.Program, error) {
	values := make(map[journey.AssumptionPlace]float64, len(b.ranged))
	for attempt := range mostRedraws {
		for i := range b.ranged {
			a := &b.ranged[i]
			at := a.at[n]
			if attempt > 0 {
				at = inUnit(b.bits(a.place, attempt, n))
			}
			values[a.place] = a.law.Quantile(at)
		}
		if p, problems := program.Compile(journey.WithAssumptions(b.program.Map, values)); len(problems) == 0 {
			return p, nil
		}
		b.redrawn.Add(1)
	}
	return nil, journey.Problems{{Code: "program.ranges_contradict", Args: journey.Args{"Times": mostRedraws}}}
}

// spread is the 95 % range of a number over the draws: its value and how far the drawn numbers move it. What the luck of
// the people of a draw adds to the spread is taken out: the two halves of a draw share their numbers and nothing else, so
// the covariance of their differences is the variance that the numbers cause; the differences are drawn together around
// their mean until they have it. False when the number was undefined in half of the draws.
func spread(value float64, differences [][2]half, number int) (low, high float64, ok bool) {
	var d [2][]float64
	for _, pair := range differences {
		if one, other := pair[0][number], pair[1][number]; !math.IsNaN(one) && !math.IsNaN(other) {
			d[0], d[1] = append(d[0], one), append(d[1], other)
		}
	}
	n := len(d[0])
	if 2*n < len(differences) {
		return 0, 0, false
	}
	var mean [2]float64
	for side := range d {
		for _, x := range d[side] {
			mean[side] += x / float64(n)
		}
	}
	middle := (mean[0] + mean[1]) / 2
	covariance, variance := 0.0, 0.0
	both := make([]float64, n)
	for i := range both {
		one, other := d[0][i]-mean[0], d[1][i]-mean[1]
		both[i] = (d[0][i] + d[1][i]) / 2
		covariance += float64(one * other)
		variance += float64((both[i] - middle) * (both[i] - middle))
	}
	keep := 0.0
	if variance > 0 {
		keep = math.Sqrt(max(0, min(1, covariance/variance)))
	}
	for i := range both {
		both[i] = middle + float64(keep*(both[i]-middle))
	}
	slices.Sort(both)
	return value + quantile(both, 0.025), value + quantile(both, 0.975), true
}

// quantile interpolates between sorted numbers, each of which stands for the middle of its part.
func quantile(sorted []float64, q float64) float64 {
	at := max(0, min(float64(len(sorted)-1), float64(q*float64(len(sorted)))-0.5))
	below := int(at)
	above := min(below+1, len(sorted)-1)
	return sorted[below] + float64((at-float64(below))*(sorted[above]-sorted[below]))
}
