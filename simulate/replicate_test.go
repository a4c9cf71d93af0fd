package simulate

import (
	"encoding/json"
	"math"
	"testing"

	"rehearse/journey"
	"rehearse/simulate/random"
	"rehearse/simulate/stats"
	"rehearse/simulate/trial"
)

// stall is a map whose people buy with probability 0.3, for 10 each; a visit costs 1 and the stall 50.
func stall(people int64) *journey.Map {
	b := trial.New(1)
	b.Cohort("in", people).CostPerVisit = journey.Unit
	b.Step("look", "", &journey.Touchpoint{})
	b.Step("buy", "", &journey.Goal{Value: journey.GoalValue{Amount: 10 * journey.Unit}})
	b.Chain("in", "look")
	b.Weighted("look", "buy", 0.3)
	b.Costs = append(b.Costs, &journey.Cost{ID: "stall", Amount: 50 * journey.Unit})
	return b.Done()
}

func replicated(t *testing.T, m *journey.Map, spec Spec, times int) *Result {
	t.Helper()
	r, err := prepare(m, spec)
	if err != nil {
		t.Fatal(err)
	}
	f, err := r.replicate(t.Context(), nil, times, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r.result(f)
}

// Ten replications are ten runs with seeds of their own, the first the plain one; what is shown are the totals, and the
// interval of the rate is Student's over the ten rates: their mean ± t(9)·deviation/√10.
func TestReplicationsAreTheTotalsOfWholeRuns(t *testing.T) {
	t.Parallel()
	m := stall(400)
	got := replicated(t, m, Spec{Seed: 7}, 10)
	var reached int64
	var rates []float64
	mean := 0.0
	for n := range 10 {
		one, err := Run(t.Context(), m, Spec{Seed: random.Replication(7, n)}, nil)
		if err != nil {
			t.Fatal(err)
		}
		reached += one.Goals[0].People
		rates = append(rates, one.Goals[0].Rate.Share)
		mean += rates[n] / 10
	}
	if random.Replication(7, 0) != 7 {
		t.Error("the first replication has another seed")
	}
	squares := 0.0
	for _, rate := range rates {
		squares += (rate - mean) * (rate - mean)
	}
	half := 2.262157 * math.Sqrt(squares/9) / math.Sqrt(10)
	g := got.Goals[0]
	if got.People != 4000 || got.Counted != 4000 || g.People != reached || got.Intervals.Replications != 10 {
		t.Errorf("%d people, %d reached it, want %d; %+v", got.People, g.People, reached, got.Intervals)
	}
	if math.Abs(g.Rate.Low-(mean-half)) > 1e-5 || math.Abs(g.Rate.High-(mean+half)) > 1e-5 {
		t.Errorf("rate %v–%v, want %v ± %v", g.Rate.Low, g.Rate.High, mean, half)
	}
	if got.Money.Fixed != 500*journey.Unit || got.Money.Net != journey.Money(10*reached-4000-500)*journey.Unit {
		t.Errorf("fixed costs fall due in every replication: %+v", got.Money)
	}
	// What is earned is 10 for each conversion, so the interval of the amount is that of the rate × 40,000.
	if low := float64(g.ValueInterval.Low) / float64(journey.Unit); math.Abs(low-40_000*(mean-half)) > 0.5 {
		t.Errorf("value from %v, want %v", low, 40_000*(mean-half))
	}
}

func TestFewerThanTenReplicationsStateNoInterval(t *testing.T) {
	t.Parallel()
	got := replicated(t, stall(50), Spec{}, 9)
	if got.Intervals.None != NoneFewReplications || !got.Goals[0].Rate.Unsure() || got.Goals[0].ValueInterval != nil || got.Money.NetInterval != nil {
		t.Errorf("%+v %+v", got.Intervals, got.Goals[0])
	}
}

// Ten whole runs in which nobody did it do not show that nobody does: of 500 people at most 0.736 % (Clopper–Pearson).
func TestReplicationsThatAllFoundNothingStayUnsure(t *testing.T) {
	t.Parallel()
	m := stall(50)
	for _, l := range m.Links {
		if l.Weight != nil {
			l.Weight.Value = 0
		}
	}
	rate := replicated(t, m, Spec{}, 10).Goals[0].Rate
	if rate.Num != 0 || rate.Low != 0 || math.Abs(rate.High-(1-math.Pow(0.025, 1.0/500))) > 1e-6 {
		t.Errorf("%+v", rate)
	}
}

func TestBatchesOfPeopleAreAsManyAsAsked(t *testing.T) {
	t.Parallel()
	for batches, want := range map[int]Sampling{
		0: {Batches: stats.DefaultBatches}, 20: {Batches: 20}, 9: {Batches: 9, None: NoneFewBatches},
	} {
		r, err := Run(t.Context(), stall(500), Spec{Batches: batches}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if r.Intervals != want || (r.Money.NetInterval == nil) != (want.None != "") || r.Goals[0].Rate.Unsure() {
			t.Errorf("--batches %d: %+v, net %v", batches, r.Intervals, r.Money.NetInterval)
		}
	}
	if _, err := Run(t.Context(), stall(5), Spec{Batches: MaxBatches + 1}, nil); err == nil {
		t.Error("too many batches run")
	}
}

// line is a map whose people wait for one agent who needs 10 minutes each; who waits over 15 minutes gives up. Some 80 come
// within a day.
func line() *journey.Map {
	b := trial.New(2)
	b.Step("in", "", &journey.Entry{Mode: journey.EntryStream, PerDay: journey.Guess(80)})
	b.Step("desk", "", &journey.Support{
		Agents: 1, Handling: journey.Law{Kind: journey.LawExponential, Mean: 10 * journey.Minute}, Patience: journey.Fixed(15 * journey.Minute), CostPerCase: journey.Unit,
	})
	b.Step("helped", "", &journey.Goal{Value: journey.GoalValue{Amount: 4 * journey.Unit}})
	b.Chain("in", "desk")
	b.Link("desk", journey.PortAnswered, "helped")
	return b.Done()
}

func TestPeopleWhoShareAgentsAreOneObservation(t *testing.T) {
	t.Parallel()
	m := line()
	one, err := Run(t.Context(), m, Spec{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if one.Intervals != (Sampling{None: NoneSharedAgents}) || !one.Goals[0].Rate.Unsure() || !one.Steps[1].FromEntry.Unsure() || one.Money.NetInterval != nil {
		t.Errorf("%+v %+v", one.Intervals, one.Goals[0].Rate)
	}
	var bytes [2]string
	for i, workers := range []int{1, 3} {
		many, err := Run(t.Context(), m, Spec{Batches: 12, Workers: workers}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if many.Intervals != (Sampling{Replications: 12}) || many.People < 11*160 || many.People > 13*160 || many.People%one.People == 0 || many.Goals[0].Rate.Unsure() || many.Money.NetInterval == nil {
			t.Errorf("%d people of %d, %+v", many.People, one.People, many.Intervals)
		}
		rate := many.Goals[0].Rate
		wilson := NewShare(rate.Num, rate.Den, "")
		if rate.Low >= rate.Share || rate.High <= rate.Share || rate.Low == wilson.Low {
			t.Errorf("%+v, of independent people %+v", rate, wilson)
		}
		text, err := json.Marshal(many)
		if err != nil {
			t.Fatal(err)
		}
		bytes[i] = string(text)
	}
	if bytes[0] != bytes[1] {
		t.Error("other bytes for other workers")
	}
}

// 1,000 times ten replications: the interval of the share that is helped holds the long-run share 930 to 970 times. The
// long-run share is that of all 10,000 replications, whose own luck is a hundredth of an interval's.
func TestIntervalsOfReplicationsHoldTheLongRunShare(t *testing.T) {
	t.Parallel()
	const runs = 1000
	m := line()
	var shares []Share
	var nets []MoneyInterval
	var helped, came, net int64
	for seed := range uint64(runs) {
		r, err := Run(t.Context(), m, Spec{Seed: seed, Batches: 10, Workers: 1}, nil)
		if err != nil {
			t.Fatal(err)
		}
		shares, nets = append(shares, r.Goals[0].Rate), append(nets, *r.Money.NetInterval)
		helped += r.Goals[0].People
		came += r.Counted
		net += int64(r.Money.Net)
	}
	truth, amount := float64(helped)/float64(came), net/runs
	held, paid := 0, 0
	for i, s := range shares {
		if s.Low <= truth && truth <= s.High {
			held++
		}
		if int64(nets[i].Low) <= amount && amount <= int64(nets[i].High) {
			paid++
		}
	}
	t.Logf("%d and %d of %d hold %.4f and %d", held, paid, runs, truth, amount)
	if held < 930 || held > 970 || paid < 930 || paid > 970 {
		t.Errorf("%d of %d intervals hold the share %.4f, %d the amount", held, runs, truth, paid)
	}
}

func TestUntilAddsWholeReplicationsWherePeopleShareAgents(t *testing.T) {
	t.Parallel()
	m := line()
	r, err := Run(t.Context(), m, Spec{Until: &Until{Half: 0.01, Most: 100_000}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	times := r.Intervals.Replications
	if !r.Until.Reached || times < 20 || times != r.Spec.Batches || math.Abs(float64(r.People)-float64(times)*160) > 5*math.Sqrt(float64(times)*160) || r.Until.Half > 0.01 {
		t.Errorf("%d people, %+v, %+v", r.People, r.Until, r.Intervals)
	}
	if times != 10<<(r.Until.Rounds-1) {
		t.Errorf("%d replications in %d rounds", times, r.Until.Rounds)
	}
	if _, err := Run(t.Context(), m, Spec{People: 1000, Until: &Until{Half: 0.01, Most: 9000}}, nil); err == nil {
		t.Error("ten populations of 1,000 are more than 9,000 people")
	}
}

// How many come is not known: 60 to 100 a day, 80 most likely. Each draw runs the whole population, so more people mean a
// longer line and a smaller share who are helped, and the totals follow the number who come: 120 to 200 in the two days
// (the run has as many as chance brings, so that the ends lie around that number).
func TestBandsWherePeopleShareAgentsRunWholePopulations(t *testing.T) {
	t.Parallel()
	m := line()
	low, high := 60.0, 100.0
	for _, s := range m.Steps {
		if s.Entry != nil {
			s.Entry.PerDay.Low, s.Entry.PerDay.High = &low, &high
		}
	}
	r, err := Run(t.Context(), m, Spec{Bands: 200}, nil)
	if err != nil {
		t.Fatal(err)
	}
	came, _ := r.Bands.Of(journey.Ref{Kind: journey.KindStep, ID: "desk"}, "", "people")
	law, more := stats.PERT{Low: 120, Mode: 160, High: 200}, came.Value-160
	if math.Abs(came.Low-more-law.Quantile(0.025)) > 4 || math.Abs(came.High-more-law.Quantile(0.975)) > 4 {
		t.Errorf("%+v, want %v – %v", came, more+law.Quantile(0.025), more+law.Quantile(0.975))
	}
	if r.Bands.People != 320 {
		t.Errorf("%d people a draw, want both halves of 160", r.Bands.People)
	}
	helped, _ := r.Bands.Of(journey.Ref{Kind: journey.KindStep, ID: "helped"}, "", "rate")
	if helped.High-helped.Low < 0.05 || helped.High-helped.Low > 0.3 {
		t.Errorf("%+v", helped)
	}
}

// One visitor in two populations: many populations have nobody at all, and a population of nobody is one like the others, in which
// nothing was earned. The interval of a total lies around it.
func TestPopulationsOfNobodyAreCountedToo(t *testing.T) {
	t.Parallel()
	m := line()
	for _, s := range m.Steps {
		if s.Entry != nil {
			s.Entry.PerDay = journey.Guess(0.25)
		}
	}
	for seed := uint64(0); ; seed++ {
		r, err := Run(t.Context(), m, Spec{Seed: seed, Batches: 40}, func(Progress) {})
		if err != nil { // nobody comes with this seed itself
			continue
		}
		n := r.Money.NetInterval
		if n == nil {
			t.Fatal("no interval")
		}
		if off := n.Low + n.High - 2*r.Money.Net; r.People < 5 || r.People > 40 || n.Low >= r.Money.Net || off > 1000 || off < -1000 { // ends have six digits
			t.Errorf("%d people, %+v around %v", r.People, n, r.Money.Net)
		}
		return
	}
}
