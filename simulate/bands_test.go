package simulate_test

import (
	"encoding/json"
	"math"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/stats"
	"rehearse/simulate/trial"
)

// ranged is an assumption with a range.
func ranged(low, value, high float64) *journey.Assumption {
	a := journey.Guess(value)
	a.Low, a.High = &low, &high
	return &a
}

// band finds a band of a step.
func band(t *testing.T, r *simulate.Result, step journey.ID, number string) simulate.Band {
	t.Helper()
	b, ok := r.Bands.Of(journey.Ref{Kind: journey.KindStep, ID: step}, "", number)
	if !ok {
		t.Fatalf("no band of %s of %s", number, step)
	}
	return b
}

// door lets people through to the goal "yes" by a weight, and independently of it half of all to the goal "other".
func door(weight *journey.Assumption) *trial.Builder {
	b := trial.New(1)
	b.Cohort("in", 40_000)
	b.Step("half", "", &journey.Split{Arms: []journey.SplitArm{{ID: "a", Weight: journey.Guess(0.5)}, {ID: "b", Weight: journey.Guess(0.5)}}})
	b.Step("other", "", &journey.Goal{Value: journey.GoalValue{Amount: journey.Unit}})
	b.Touch("door", "")
	b.Step("yes", "", &journey.Goal{Value: journey.GoalValue{Amount: 10 * journey.Unit}})
	b.Chain("in", "half")
	b.Link("half", "a", "other")
	b.Link("half", "b", "door")
	b.Link("other", journey.PortOut, "door")
	b.Link("door", journey.PortOut, "yes").Weight = weight
	return b
}

// The goal is one weight, so its band must be the weight's own law: the quantiles of PERT(0.1, 0.2, 0.4), here 0.1257 and
// 0.3305. Allowed is 0.008: with 200 strata a quantile is off by 0.001, the spread that the luck of 5,000 people a draw
// leaves is estimated to some 2 % of it, and the centre moves with the luck of the 40,000 people of the run (0.002). The
// headline itself is of the middle value, not of the law's mean 0.2167.
func TestTheBandOfAGoalIsTheRangeOfItsWeight(t *testing.T) {
	t.Parallel()
	law := stats.PERT{Low: 0.1, Mode: 0.2, High: 0.4}
	r := run(t, door(ranged(0.1, 0.2, 0.4)).Done(), simulate.Spec{Bands: 200, Seed: 4})
	got := band(t, r, "yes", "rate")
	if math.Abs(got.Low-law.Quantile(0.025)) > 0.008 || math.Abs(got.High-law.Quantile(0.975)) > 0.008 {
		t.Errorf("%+v, want %v – %v", got, law.Quantile(0.025), law.Quantile(0.975))
	}
	if math.Abs(got.Value-0.2) > 0.006 || got.Value != r.Goals[1].Rate.Share {
		t.Errorf("the headline is %v, the result's %v", got.Value, r.Goals[1].Rate.Share)
	}
	if value := band(t, r, "yes", "value"); math.Abs(value.High-got.High*40_000*10e6) > 1e6*400 {
		t.Errorf("value up to %v, rate up to %v", value.High, got.High)
	}
	if other := band(t, r, "other", "rate"); other.Low != other.Value || other.High != other.Value {
		t.Errorf("no range touches the other goal: %+v", other)
	}
	if r.Bands.Ranged != 1 || r.Bands.Unranged != 3 || r.Bands.Guesses != 3 || r.Bands.Draws != 200 || r.Bands.Redrawn != 0 {
		t.Errorf("%+v", r.Bands)
	}
}

// A narrow range is far below the luck of a draw's people: ±0.004 at 0.2, where 5,000 people alone scatter by ±0.011. It is
// recovered to a quarter of its width.
func TestTheLuckOfADrawsPeopleIsTakenOut(t *testing.T) {
	t.Parallel()
	law := stats.PERT{Low: 0.194, Mode: 0.2, High: 0.206}
	r := run(t, door(ranged(0.194, 0.2, 0.206)).Done(), simulate.Spec{Bands: 400, Seed: 2})
	got, want := band(t, r, "yes", "rate"), law.Quantile(0.975)-law.Quantile(0.025)
	if width := got.High - got.Low; width < 0.75*want || width > 1.25*want {
		t.Errorf("%v wide, want %v", width, want)
	}
}

func TestAMapWithoutRangesHasNoBand(t *testing.T) {
	t.Parallel()
	weight := journey.Guess(0.2)
	r := run(t, door(&weight).Done(), simulate.Spec{Bands: 50, People: 1000})
	if r.Bands.Ranged != 0 || r.Bands.People != 0 || len(r.Bands.Numbers) == 0 {
		t.Errorf("%+v", r.Bands)
	}
	for _, n := range r.Bands.Numbers {
		if n.Low != n.Value || n.High != n.Value {
			t.Errorf("%+v", n)
		}
	}
	if r := run(t, door(&weight).Done(), simulate.Spec{People: 10}); r.Bands != nil {
		t.Error("bands nobody asked for")
	}
}

// Two doors one after the other. When both use one shared number the share who pass is its square: between 0.1257² and
// 0.3305² in 95 % of draws. Two numbers of their own seldom err together: their product spreads less.
func TestASharedAssumptionIsOneDraw(t *testing.T) {
	t.Parallel()
	two := func(shared bool) simulate.Band {
		b := trial.New(1)
		b.Cohort("in", 40_000)
		b.Touch("one", "")
		b.Touch("two", "")
		b.Step("yes", "", &journey.Goal{})
		b.Chain("in", "one")
		first, second := b.Link("one", journey.PortOut, "two"), b.Link("two", journey.PortOut, "yes")
		first.Weight, second.Weight = ranged(0.1, 0.2, 0.4), ranged(0.1, 0.2, 0.4)
		if shared {
			b.Assumptions = append(b.Assumptions, &journey.AssumptionRecord{ID: "pass", Name: "pass", Fact: *ranged(0.1, 0.2, 0.4)})
			first.Weight, second.Weight = &journey.Assumption{Use: "pass"}, &journey.Assumption{Use: "pass"}
		}
		return band(t, run(t, b.Done(), simulate.Spec{Bands: 200, Seed: 4}), "yes", "rate")
	}
	law, shared, own := stats.PERT{Low: 0.1, Mode: 0.2, High: 0.4}, two(true), two(false)
	low, high := law.Quantile(0.025), law.Quantile(0.975)
	if math.Abs(shared.Low-low*low) > 0.006 || math.Abs(shared.High-high*high) > 0.006 {
		t.Errorf("shared: %+v, want %v – %v", shared, low*low, high*high)
	}
	if own.High-own.Low > 0.85*(shared.High-shared.Low) {
		t.Errorf("two numbers of their own: %+v, one shared: %+v", own, shared)
	}
}

// Of three arms one has a range; the others share what it leaves in the proportion they had, 3 to 1, so the arm "b" is
// 0.75·(1 − x): its band is that of x, mirrored and three quarters as wide.
func TestSharesOfOneWholeStayOneWhole(t *testing.T) {
	t.Parallel()
	b := trial.New(1)
	b.Cohort("in", 40_000)
	b.Step("split", "", &journey.Split{Arms: []journey.SplitArm{
		{ID: "a", Weight: *ranged(0.1, 0.2, 0.4)}, {ID: "b", Weight: journey.Guess(0.6)}, {ID: "c", Weight: journey.Guess(0.2)},
	}})
	b.Chain("in", "split")
	for _, arm := range []journey.ID{"a", "b", "c"} {
		b.Step("to_"+arm, "", &journey.Goal{})
		b.Link("split", journey.Port(arm), "to_"+arm)
	}
	r := run(t, b.Done(), simulate.Spec{Bands: 200, Seed: 9})
	law, got := stats.PERT{Low: 0.1, Mode: 0.2, High: 0.4}, band(t, r, "to_b", "rate")
	if low, high := 0.75*(1-law.Quantile(0.975)), 0.75*(1-law.Quantile(0.025)); math.Abs(got.Low-low) > 0.008 || math.Abs(got.High-high) > 0.008 {
		t.Errorf("%+v, want %v – %v", got, low, high)
	}
}

// Another step with a range of its own, and people who come by another door, change no band of the first: byte for byte.
func TestAnEditElsewhereMovesNoBand(t *testing.T) {
	t.Parallel()
	spec := simulate.Spec{Bands: 60}
	one := run(t, door(ranged(0.1, 0.2, 0.4)).Done(), spec)
	b := door(ranged(0.1, 0.2, 0.4))
	b.Touch("more", "")
	b.Step("last", "", &journey.Goal{})
	b.Chain("yes", "more")
	b.Link("more", journey.PortOut, "last").Weight = ranged(0, 0.5, 1)
	two := run(t, b.Done(), spec)
	if x, y := band(t, one, "yes", "rate"), band(t, two, "yes", "rate"); x != y {
		t.Errorf("%+v and %+v", x, y)
	}
	if last := band(t, two, "last", "rate"); last.Low == last.High {
		t.Errorf("the new step has no band: %+v", last)
	}
}

func TestBandsAreTheSameForAnyNumberOfWorkers(t *testing.T) {
	t.Parallel()
	m := door(ranged(0.1, 0.2, 0.4)).Done()
	var want string
	for _, workers := range []int{1, 2, 7} {
		bytes, err := json.Marshal(run(t, m, simulate.Spec{Bands: 50, People: 3000, Workers: workers}))
		if err != nil {
			t.Fatal(err)
		}
		if want == "" {
			want = string(bytes)
		}
		if string(bytes) != want {
			t.Errorf("%d workers give other bytes", workers)
		}
	}
}

// More people a day is no matter of shares: the people who come twice as often at most double, the rate stays.
func TestARangeOfPeoplePerDayMovesTotalsOnly(t *testing.T) {
	t.Parallel()
	b := trial.New(10)
	b.Step("in", "", &journey.Entry{Mode: journey.EntryStream, PerDay: *ranged(50, 100, 200)})
	b.Step("yes", "", &journey.Goal{})
	b.Chain("in", "yes")
	r := run(t, b.Done(), simulate.Spec{Bands: 200})
	law := stats.PERT{Low: 500, Mode: 1000, High: 2000}
	got, rate := band(t, r, "yes", "people"), band(t, r, "yes", "rate")
	if rate.Low != 1 || rate.High != 1 || math.Abs(got.Low-law.Quantile(0.025)) > 10 || math.Abs(got.High-law.Quantile(0.975)) > 10 {
		t.Errorf("people %+v, rate %+v, want %v – %v", got, rate, law.Quantile(0.025), law.Quantile(0.975))
	}
	if r := run(t, b.Done(), simulate.Spec{Bands: 50, People: 1000}); band(t, r, "yes", "people").High != 1000 {
		t.Error("as many people as asked for are no matter of assumptions")
	}
}

// Clicks per delivered of 0.1 to 0.5 with opens of 0.2 to 0.4: draws with more clicks than opens are no map's and are
// drawn again. When nothing goes together the run says so.
func TestDrawsThatContradictThemselvesAreDrawnAgain(t *testing.T) {
	t.Parallel()
	letter := func(click *journey.Assumption) *journey.Map {
		open := ranged(0.2, 0.3, 0.4)
		open.Per, click.Per = journey.PerDelivered, journey.PerDelivered
		return funnel(2000, journey.Rates{Opened: open, Clicked: click}).Done()
	}
	r := run(t, letter(ranged(0.1, 0.2, 0.5)), simulate.Spec{Bands: 100})
	if r.Bands.Redrawn == 0 {
		t.Error("no draw was impossible")
	}
	channel := r.Messages[0].Channel
	opens, _ := r.Bands.Of(journey.Ref{Kind: journey.KindStep, ID: r.Messages[0].Step}, channel, "open_rate")
	clicks, ok := r.Bands.Of(journey.Ref{Kind: journey.KindStep, ID: r.Messages[0].Step}, channel, "click_rate")
	if !ok || clicks.High > opens.High || clicks.High-clicks.Low < 0.1 {
		t.Errorf("opens %+v, clicks %+v", opens, clicks)
	}
	// At least 0.2 clicks of 0.2 opens: the middle value just goes, no draw does.
	tight := letter(ranged(0.2, 0.2, 1))
	for _, s := range tight.Steps {
		if s.Message != nil && s.Message.Rates.Opened != nil {
			s.Message.Rates.Opened.Value, s.Message.Rates.Opened.Low, s.Message.Rates.Opened.High = 0.2, nil, nil
		}
	}
	for _, c := range tight.Channels {
		if c.Rates.Opened != nil {
			c.Rates.Opened.Value, c.Rates.Opened.Low, c.Rates.Opened.High = 0.2, nil, nil
		}
	}
	if code := refusedFor(t, tight, simulate.Spec{Bands: 50}); code != "program.ranges_contradict" {
		t.Errorf("refused for %q", code)
	}
	for _, draws := range []int{simulate.FewestDraws - 1, simulate.MostDraws + 1, -1} {
		if code := refusedFor(t, letter(ranged(0.1, 0.2, 0.5)), simulate.Spec{Bands: draws}); code != "program.bands" {
			t.Errorf("%d draws: %s", draws, code)
		}
	}
}
