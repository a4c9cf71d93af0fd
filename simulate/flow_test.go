package simulate_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// tokens finds the tallies of a step.
func tokens(t testing.TB, r *simulate.Result, id journey.ID) simulate.Tokens {
	t.Helper()
	for _, s := range r.Steps {
		if s.Step == id {
			return s.Tokens
		}
	}
	t.Fatalf("no step %s in the result", id)
	return simulate.Tokens{}
}

// expect compares the tallies of a step.
func expect(t testing.TB, r *simulate.Result, id journey.ID, want simulate.Tokens) {
	t.Helper()
	if got := tokens(t, r, id); got != want {
		t.Errorf("%s: %+v, want %+v", id, got, want)
	}
}

// hoursOf lists the moments of one kind in the story of person 1, as hours since the start.
func hoursOf(t testing.TB, m *journey.Map, what string, step journey.ID) []float64 {
	t.Helper()
	return hoursOfPerson(t, m, 1, what, step)
}

// hoursOfPerson does it for the person with a number.
func hoursOfPerson(t testing.TB, m *journey.Map, number int64, what string, step journey.ID) []float64 {
	t.Helper()
	story, err := simulate.Replay(context.Background(), m, simulate.Spec{}, simulate.PersonRef{Number: number})
	if err != nil {
		t.Fatal(err)
	}
	var hours []float64
	for _, moment := range story.Moments {
		if moment.What == what && (step == "" || moment.Step == step) {
			hours = append(hours, float64(moment.At)/3_600_000)
		}
	}
	return hours
}

func same(a, b []float64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func TestDeterministicMapGivesExactCounts(t *testing.T) {
	t.Parallel()
	b := trial.New(10)
	b.Event("bought")
	b.Cohort("in", 100)
	b.Wait("w", "", journey.Day)
	b.Touch("visit", "bought")
	b.Step("buy", "", &journey.Goal{Value: journey.GoalValue{Amount: 3 * journey.Unit}})
	b.Chain("in", "w", "visit", "buy")
	r := run(t, b.Done(), simulate.Spec{})
	expect(t, r, "in", simulate.Tokens{Entered: 100, WentOn: 100})
	expect(t, r, "w", simulate.Tokens{Entered: 100, WentOn: 100})
	expect(t, r, "buy", simulate.Tokens{Entered: 100, AtGoal: 100})
	g := r.Goals[0]
	if g.Count != 100 || g.Value != 300*journey.Unit || *g.ValueInterval != (simulate.MoneyInterval{Low: g.Value, High: g.Value}) || g.Time.Median != 86400 {
		t.Errorf("goal: %+v", g)
	}
}

func TestWhatIsDueExactlyAtTheHorizonDoesNotHappen(t *testing.T) {
	t.Parallel()
	b := trial.New(2)
	b.Cohort("in", 10)
	b.Wait("two_days", "", 2*journey.Day)
	b.Touch("after", "")
	b.Chain("in", "two_days", "after")
	r := run(t, b.Done(), simulate.Spec{})
	expect(t, r, "two_days", simulate.Tokens{Entered: 10, InProgress: 10})
	expect(t, r, "after", simulate.Tokens{})
}

func TestStreamBringsItsMeanEachDayAndNamedPeopleAreSplitByVolume(t *testing.T) {
	t.Parallel()
	b := trial.New(7)
	b.Step("a", "", &journey.Entry{PerDay: journey.Guess(100)})
	b.Step("b", "", &journey.Entry{PerDay: journey.Guess(50), From: "2026-01-06", Until: "2026-01-07"})
	m := b.Done()
	r := run(t, m, simulate.Spec{})
	expect(t, r, "a", simulate.Tokens{Entered: 700, Dropped: 700})
	expect(t, r, "b", simulate.Tokens{Entered: 100, Dropped: 100})
	r = run(t, m, simulate.Spec{People: 801})
	if a, b := tokens(t, r, "a").Entered, tokens(t, r, "b").Entered; a != 701 || b != 100 {
		t.Errorf("801 people over 700 and 100: %d and %d", a, b)
	}
}

// Each of the tests below allows five standard deviations: a false alarm in 1.7 million runs, and the seed
// is fixed.
const sigmas = 5.0

func TestGeometricLoopIsVisitedOneOverTheChanceToLeave(t *testing.T) {
	t.Parallel()
	const n, back = 40_000, 0.75
	b := trial.New(300)
	b.Cohort("in", n)
	b.Touch("loop", "")
	b.Touch("out", "")
	b.Chain("in", "loop")
	b.Weighted("loop", "loop", back).Delay = journey.Fixed(journey.Hour)
	b.Weighted("loop", "out", 1-back)
	r := run(t, b.Done(), simulate.Spec{Seed: 5})
	visits := float64(tokens(t, r, "loop").Entered)
	mean, deviation := 1/(1-back), math.Sqrt(back)/(1-back)
	if off := math.Abs(visits/n-mean) / (deviation / math.Sqrt(n)); off > sigmas {
		t.Errorf("mean visits %.4f, want %.4f (%.1f standard errors off)", visits/n, mean, off)
	}
	if got := tokens(t, r, "out").Entered; got != n {
		t.Errorf("%d of %d left the loop", got, n)
	}
}

func TestChainReachesTheProductOfItsWeights(t *testing.T) {
	t.Parallel()
	const n = 100_000
	b := trial.New(5)
	b.Cohort("in", n)
	for _, id := range []journey.ID{"a", "b", "c", "d"} {
		b.Touch(id, "")
	}
	b.Chain("in", "a")
	b.Weighted("a", "b", 0.7)
	b.Weighted("b", "c", 0.3)
	b.Weighted("c", "d", 0.5)
	r := run(t, b.Done(), simulate.Spec{Seed: 9})
	p := 0.7 * 0.3 * 0.5
	got := float64(tokens(t, r, "d").Entered) / n
	if off := math.Abs(got-p) / math.Sqrt(p*(1-p)/n); off > sigmas {
		t.Errorf("%.5f reach the end, want %.5f (%.1f standard errors off)", got, p, off)
	}
	for _, s := range r.Steps {
		if s.Step == "d" && (s.FromEntry.Low > p || s.FromEntry.High < p) {
			t.Errorf("the interval %v–%v misses %v", s.FromEntry.Low, s.FromEntry.High, p)
		}
	}
}

func TestWaitsHaveTheMeanOfTheirLaw(t *testing.T) {
	t.Parallel()
	const n = 50_000
	for name, c := range map[string]struct {
		law             journey.Law
		mean, deviation float64 // seconds
	}{
		"exponential": {journey.Law{Kind: journey.LawExponential, Mean: 3600}, 3600, 3600},
		"seconds":     {journey.Law{Kind: journey.LawExponential, Mean: 2}, 2, 2}, // whole seconds, cut off, would have a mean of 1.54
		"uniform":     {journey.Law{Kind: journey.LawUniform, Low: 600, High: 7800}, 4200, 7200 / math.Sqrt(12)},
		"triangular":  {journey.Law{Kind: journey.LawTriangular, Low: 0, Mode: 3600, High: 7200}, 3600, 3600 / math.Sqrt(6)},
		"log-normal":  {journey.Law{Kind: journey.LawLogNormal, Median: 3600, Sigma: 0.5}, 3600 * math.Exp(0.125), 3600 * math.Exp(0.125) * math.Sqrt(math.Expm1(0.25))},
		"normal":      {journey.Law{Kind: journey.LawNormal, Mean: 36000, Deviation: 3600}, 36000, 3600},
		"fixed":       {journey.Fixed(5400), 5400, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := trial.New(60)
			b.Cohort("in", n)
			b.Step("w", "", &journey.Wait{For: c.law})
			b.Step("end", "", &journey.Goal{})
			b.Chain("in", "w", "end")
			r := run(t, b.Done(), simulate.Spec{Seed: 11})
			if off := math.Abs(r.Goals[0].Time.Mean - c.mean); off > sigmas*c.deviation/math.Sqrt(n)+0.001 {
				t.Errorf("mean %v, want %v", r.Goals[0].Time.Mean, c.mean)
			}
		})
	}
}

func TestWeightsOfThePersonaAndEntryAreTheMostSpecific(t *testing.T) {
	t.Parallel()
	b := trial.New(3)
	b.Personas[0].Share = journey.Guess(0.5)
	b.Persona("q", 0.5)
	b.Cohort("one", 1000)
	b.Cohort("two", 1000)
	b.Touch("a", "")
	b.Touch("b", "")
	b.Chain("one", "a")
	b.Chain("two", "a")
	l := b.Weighted("a", "b", 0)
	l.Weights = []journey.WeightFor{
		{Entry: "two", Weight: journey.Guess(1)}, {Persona: "q", Weight: journey.Guess(0)}, {Persona: "q", Entry: "two", Weight: journey.Guess(1)}, {Persona: "p", Entry: "two", Weight: journey.Guess(0)},
	}
	r := run(t, b.Done(), simulate.Spec{Seed: 2})
	for _, s := range r.Steps {
		if s.Step != "b" {
			continue
		}
		for _, g := range s.ByEntry {
			if g.ID == "one" && g.People != 0 {
				t.Errorf("%d people of entry one took a link of weight 0", g.People)
			}
		}
		if q := s.ByPersona[1].People; q == 0 || q != s.People {
			t.Errorf("only persona q of entry two may go on: %d of %d", q, s.People)
		}
	}
}

func TestForkSpawnsSideTokensThatEndWhereTheInstanceHasBeen(t *testing.T) {
	t.Parallel()
	b := trial.New(5)
	b.Cohort("in", 10)
	s := b.Step("fork", "", &journey.Update{})
	s.Ports = []journey.PortOption{{Port: journey.PortOut, Fork: true}}
	b.Wait("short", "", journey.Hour)
	b.Wait("long", "", 2*journey.Hour)
	b.Touch("meet", "")
	b.Touch("end", "")
	b.Chain("in", "fork", "short", "meet")
	b.Chain("fork", "long", "meet")
	b.Chain("meet", "end")
	r := run(t, b.Done(), simulate.Spec{})
	expect(t, r, "fork", simulate.Tokens{Entered: 10, WentOn: 10, Spawned: 10})
	expect(t, r, "meet", simulate.Tokens{Entered: 20, WentOn: 10, Withdrawn: 10})
	expect(t, r, "end", simulate.Tokens{Entered: 10, Dropped: 10})
}

// Two messages at once and room for one: the first link's message goes, by whichever channel; and where both ways meet at the same
// moment, the token of the first link is the one that goes on, not a side token.
func TestAForkGoesByItsLinksInTheirOrder(t *testing.T) {
	t.Parallel()
	forked := func(first, second journey.ID) *journey.Map {
		b := trial.New(5)
		b.Channel("email")
		b.Channel("sms").Medium = journey.MediumSMS
		b.Cohort("in", 10)
		b.Step("fork", "", &journey.Update{}).Ports = []journey.PortOption{{Port: journey.PortOut, Fork: true}}
		b.Step("letter", "", &journey.Message{Channels: []journey.ID{"email"}})
		b.Step("text", "", &journey.Message{Channels: []journey.ID{"sms"}})
		b.Touch("meet", "")
		b.Chain("in", "fork", first, "meet")
		b.Chain("fork", second, "meet")
		b.Policy.Caps = []journey.Cap{{ID: "one", Max: 1, Length: journey.Day}}
		return b.Done()
	}
	if got := ledger(t, forked("letter", "text"), simulate.Spec{}); !slices.Equal(got, []string{"letter 0", "text 0 cap:one"}) {
		t.Errorf("%q", got)
	}
	m := forked("text", "letter")
	if got := ledger(t, m, simulate.Spec{}); !slices.Equal(got, []string{"text 0 sms", "letter 0 cap:one"}) {
		t.Errorf("%q", got)
	}
	r := run(t, m, simulate.Spec{})
	expect(t, r, "text", simulate.Tokens{Entered: 10, WentOn: 10})
	expect(t, r, "letter", simulate.Tokens{Entered: 10, WentOn: 10})
	expect(t, r, "meet", simulate.Tokens{Entered: 20, Dropped: 10, Withdrawn: 10})
}

func TestRaceIsWonByTheEarliestLink(t *testing.T) {
	t.Parallel()
	b := trial.New(5)
	b.Cohort("in", 10)
	s := b.Step("race", "", &journey.Update{})
	s.Ports = []journey.PortOption{{Port: journey.PortOut, Race: true}}
	b.Touch("slow", "")
	b.Touch("fast", "")
	b.Chain("in", "race")
	b.Link("race", journey.PortOut, "slow").Delay = journey.Fixed(2 * journey.Hour)
	b.Link("race", journey.PortOut, "fast").Delay = journey.Fixed(journey.Hour)
	m := b.Done()
	expect(t, run(t, m, simulate.Spec{}), "fast", simulate.Tokens{Entered: 10, Dropped: 10})
	if at := hoursOf(t, m, "enter", "fast"); !same(at, []float64{1}) {
		t.Errorf("the race is won after %v hours, want 1", at)
	}
}

func TestLoopWithoutTimeStopsThePersonAndKeepsAWitness(t *testing.T) {
	t.Parallel()
	b := trial.New(5)
	b.Cohort("in", 5)
	b.Touch("a", "")
	b.Touch("b", "")
	b.Chain("in", "a", "b", "a")
	r := run(t, b.Done(), simulate.Spec{})
	if r.Stopped != 5 || len(r.Witnesses) == 0 || r.Witnesses[0].Code != "stopped" {
		t.Errorf("%d stopped, witnesses %+v", r.Stopped, r.Witnesses)
	}
}

func TestPeopleOfTheWarmUpAreNotCounted(t *testing.T) {
	t.Parallel()
	b := trial.New(10)
	b.Settings.WarmUpDays = 4
	b.Step("in", "", &journey.Entry{PerDay: journey.Guess(10)})
	r := run(t, b.Done(), simulate.Spec{})
	if r.People != 100 || r.Counted != 60 || tokens(t, r, "in").Entered != 60 {
		t.Errorf("%d people, %d counted", r.People, r.Counted)
	}
}

func TestRunCanBeCancelledAndTellsItsProgress(t *testing.T) {
	t.Parallel()
	b := trial.New(5)
	b.Cohort("in", 10_000)
	m := b.Done()
	last := simulate.Progress{}
	if _, err := simulate.Run(context.Background(), m, simulate.Spec{}, func(p simulate.Progress) { last = p }); err != nil {
		t.Fatal(err)
	}
	if last.Done != 10_000 || last.Of != 10_000 {
		t.Errorf("the last progress is %+v", last)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if r, err := simulate.Run(ctx, m, simulate.Spec{}, nil); err == nil || r != nil {
		t.Error("a cancelled run must give an error and no result")
	}
}

func TestNobodyIsCalledWithoutANumberAndConsent(t *testing.T) {
	t.Parallel()
	b := trial.New(2)
	b.Cohort("in", 10_000)
	b.Step("call", "", &journey.Call{Channel: "phone", Answered: journey.Guess(1)})
	b.Step("spoken", "", &journey.Goal{})
	b.Link("in", journey.PortOut, "call")
	b.Link("call", journey.PortReached, "spoken")
	m := b.Done()
	m.Channels = append(m.Channels, &journey.Channel{ID: "phone", Name: "Phone", Medium: journey.MediumCall, Use: journey.ChannelBoth})
	for _, p := range m.Personas {
		p.Channels = append(p.Channels, journey.Reach{Channel: "phone", Known: journey.Guess(0.8), Allowed: journey.Guess(0.5)})
	}
	spoken := tokens(t, run(t, m, simulate.Spec{}), "spoken").Entered
	// 10,000 × 0.8 × 0.5, five standard deviations of √(10,000 × 0.4 × 0.6).
	if spoken < 4000-245 || spoken > 4000+245 {
		t.Errorf("%d of 10,000 are spoken to, 80%% have a number and half of them consent", spoken)
	}
}
