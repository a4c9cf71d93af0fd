package check

import (
	"context"
	"math"
	"testing"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// measureRule runs a map and returns what one rule says.
func measureRule(t *testing.T, m *journey.Map, spec simulate.Spec, rule string) []finding.Finding {
	t.Helper()
	result, err := simulate.Run(context.Background(), m, spec, nil)
	if err != nil {
		t.Fatal(err)
	}
	return of(rule, Find(m, Seen{Result: result}))
}

// crowd is a desk to which so many people come at once, each of them served in a minute by its one agent.
func crowd(people int64, edit func(s *journey.Support)) *journey.Map {
	b := trial.New(1)
	support := &journey.Support{Agents: 1, Handling: journey.Fixed(journey.Minute)}
	edit(support)
	b.Step("desk", "", support)
	b.Cohort("in", people)
	b.Chain("in", "desk")
	return b.Done()
}

func judgedBy(m *journey.Map, rule string, value float64) *journey.Map {
	m.Policy.Thresholds = []journey.Threshold{{Rule: rule, Value: value}}
	return m
}

// 190 people who need a minute each keep one agent busy for 190 of the 200 minutes it is there: 95 %, exactly.
func TestAgentsAreAsBusyAsOnPaper(t *testing.T) {
	t.Parallel()
	m := crowd(190, func(s *journey.Support) {
		s.Opening = []journey.Hours{{Day: "mon", From: 0, Until: 200 * 60}}
	})
	found := measureRule(t, judgedBy(m, "J401", 0.95), simulate.Spec{Seed: 1}, "J401")
	if len(found) != 1 || found[0].Numbers[0].Value != 0.95 || found[0].Message != "finding.J401.message" {
		t.Errorf("%+v", found)
	}
	if found := measureRule(t, judgedBy(m, "J401", 0.96), simulate.Spec{Seed: 1}, "J401"); len(found) > 0 {
		t.Errorf("busy for 95 %%, judged by 96 %%: %+v", found)
	}
}

// The kth of a hundred waits k − 1 minutes. Within 30 minutes the first 31 are answered: 31 %. Whoever would wait for more
// than 30 minutes gives up after 30, if that is all the patience there is: 69 %.
func TestAnswersInTimeAreThoseOnPaper(t *testing.T) {
	t.Parallel()
	m := crowd(100, func(s *journey.Support) { s.AnswerWithin = 30 * journey.Minute })
	found := measureRule(t, m, simulate.Spec{Seed: 1}, "J402")
	if len(found) != 1 || math.Abs(found[0].Numbers[0].Value-0.69) > 1e-9 || found[0].Severity != finding.Warning {
		t.Errorf("in time: %+v", found)
	}
	if found := measureRule(t, judgedBy(m, "J402", 0.2), simulate.Spec{Seed: 1}, "J402"); len(found) > 0 {
		t.Errorf("31 %% in time, judged by 20 %%: %+v", found)
	}
	m = crowd(100, func(s *journey.Support) { s.Patience = journey.Fixed(30 * journey.Minute) })
	found = measureRule(t, m, simulate.Spec{Seed: 1}, "J401")
	if len(found) != 1 || found[0].Numbers[0].Value != 0.69 || found[0].Message != "finding.J401.message_peak" {
		t.Errorf("gave up: %+v", found)
	}
}

// Erlang's formula in closed form: with one place and a load of a the probability of waiting is a, with two it is a²/(2 + a);
// the rest of the wait is exponential.
func TestWaitsForAgentsAreErlangs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		perHour float64
		agents  int
		hours   float64
		want    float64
	}{
		{perHour: 6, agents: 1, hours: 0, want: 1 - 0.6},
		{perHour: 6, agents: 1, hours: 0.25, want: 1 - 0.6*math.Exp(-0.4*0.25/0.1)},
		{perHour: 10, agents: 2, hours: 0, want: 1 - 1.0/3},
		{perHour: 10, agents: 2, hours: 0.1, want: 1 - math.Exp(-1)/3},
		{perHour: 20, agents: 2, hours: 5, want: 0}, // as much comes as can be done: the line grows for ever
	} {
		l := load{perHour: c.perHour, handling: 0.1, places: 1}
		if got := l.inTime(c.agents, c.hours); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

// Of a queue with a load of 9.5 and ten agents each agent is busy 95 % of the time, in the long run. Its replications say
// how sure that is, and the rule asks the lower end.
func TestAgentsAreJudgedByTheLowerEndOfReplications(t *testing.T) {
	t.Parallel()
	m := readSample(t, "testdata/J401/fires_ninety_five_per_cent.json")
	m.Settings.HorizonDays = 4
	result, err := simulate.Run(context.Background(), m, simulate.Spec{Seed: 1, Batches: 20}, nil)
	if err != nil {
		t.Fatal(err)
	}
	i := result.Support[0].UtilisationInterval
	if i == nil || i.Low > 0.95 || i.High < 0.93 {
		t.Fatalf("busy %+v", i) // it begins with nobody, so four days are a little less than the long run
	}
	for limit, speaks := range map[float64]bool{i.Low - 0.001: true, i.Low + 0.001: false} {
		if found := of("J401", Find(judgedBy(m, "J401", limit), Seen{Result: result})); (len(found) > 0) != speaks {
			t.Errorf("lower end %v, judged by %v: %v", i.Low, limit, found)
		}
	}
}

// A thousand people cost 1.20 each to bring and each buys for 1: 1.2 times its value, however many of them are run.
func TestCostPerValueIsThatOnPaper(t *testing.T) {
	t.Parallel()
	shop := func(visit, once journey.Money) *journey.Map {
		b := trial.New(30)
		b.Cohort("in", 1000).CostPerVisit = visit
		b.Step("buy", "", &journey.Goal{Value: journey.GoalValue{Amount: journey.Unit}})
		b.Chain("in", "buy")
		m := b.Done()
		if once > 0 {
			m.Costs = []*journey.Cost{{ID: "setup", Name: "Set-up", Amount: once, Rhythm: journey.CostOnce}}
		}
		return m
	}
	for _, people := range []int{0, 100, 5000} {
		found := measureRule(t, shop(1_200_000, 0), simulate.Spec{Seed: 1, People: people}, "J403")
		if len(found) != 1 || found[0].Severity != finding.Warning || math.Abs(found[0].Numbers[0].Value-1.2) > 1e-6 {
			t.Errorf("%d people: %+v", people, found)
		}
		// 500 are left of the 1,000 each month: 600 of set-up take 36 days.
		found = measureRule(t, shop(500_000, 600*journey.Unit), simulate.Spec{Seed: 1, People: people}, "J403")
		if len(found) != 1 || found[0].Severity != finding.Information || found[0].Args["Count"] != 36 {
			t.Errorf("%d people, set-up: %+v", people, found)
		}
		if found := measureRule(t, shop(500_000, 400*journey.Unit), simulate.Spec{Seed: 1, People: people}, "J403"); len(found) > 0 {
			t.Errorf("%d people, earned back: %+v", people, found)
		}
	}
}

// Newcombe's own example (1998, table II, contrast a, method 10): 56 of 70 against 48 of 80.
func TestDifferencesOfSharesAreNewcombes(t *testing.T) {
	t.Parallel()
	low, high := difference(simulate.NewShare(56, 70, ""), simulate.NewShare(48, 80, ""))
	if math.Abs(low-0.0524) > 5e-5 || math.Abs(high-0.3339) > 5e-5 {
		t.Errorf("%.4f to %.4f", low, high)
	}
	if !differ(simulate.NewShare(56, 70, ""), simulate.NewShare(48, 80, "")) || differ(simulate.NewShare(5, 10, ""), simulate.NewShare(4, 10, "")) {
		t.Error("what luck explains")
	}
	if differ(simulate.NewShare(1, 100, ""), simulate.Share{Num: 50, Den: 100, Share: 0.5, Low: 0, High: 1}) {
		t.Error("a run that says nothing about luck cannot disagree")
	}
}

// A guess of 30 to 70 % of which everybody behind it depends moves the goal from 9 to 21 %: 0.3 × 0.3 and 0.7 × 0.3. Where the
// map remembers (a letter brings people back) the same people live with both ends, and the swing must be sure.
func TestGuessesAreFoundByPairedRunsToo(t *testing.T) {
	t.Parallel()
	m := readSample(t, "testdata/J501/fires_share_of_visitors.json")
	exact, err := simulate.MeasureSensitivityExactly(context.Background(), m, simulate.Spec{Seed: 1, People: 1000}, "", 10)
	if err != nil || exact == nil || exact.Rows[0].AtLow != 0.09 || exact.Rows[0].AtHigh != 0.21 {
		t.Fatalf("%+v %v", exact, err)
	}
	m.Steps[1].Touchpoint.Changes = []journey.Change{{Kind: journey.ChangeMark, Value: "visited"}}
	m.Steps = append(m.Steps, &journey.Step{ID: "known", Kind: journey.StepBranch, Name: "Known", Branch: &journey.Branch{Rules: []journey.BranchRule{{ID: "visited", Name: "Visited", Rule: `mark("visited")`}}}})
	m.Link("l1").To = "known"
	m.Links = append(m.Links,
		&journey.Link{ID: "b1", From: "known", Port: "visited", To: "cart"}, &journey.Link{ID: "b2", From: "known", Port: journey.PortOtherwise, To: "cart"})
	normalize(m)
	if exact, err := simulate.MeasureSensitivityExactly(context.Background(), m, simulate.Spec{Seed: 1, People: 1000}, "", 10); err != nil || exact != nil {
		t.Fatalf("an exact answer where the map remembers: %+v %v", exact, err)
	}
	measured, err := simulate.MeasureSensitivity(context.Background(), m, simulate.Spec{Seed: 1, People: 4000, Workers: 1}, "", 10, nil)
	if err != nil {
		t.Fatal(err)
	}
	found := of("J501", Find(m, Seen{Sensitivity: measured}))
	if len(found) != 1 || found[0].Targets[0].ID != "l1" {
		t.Errorf("%+v", found)
	}
}

// The same guess before a desk people wait at: whole populations find it.
func TestGuessesBeforeSharedAgentsAreFoundByWholePopulations(t *testing.T) {
	t.Parallel()
	m := readSample(t, "testdata/J501/fires_share_of_visitors.json")
	m.Steps = append(m.Steps, &journey.Step{ID: "desk", Kind: journey.StepSupport, Name: "Desk", Support: &journey.Support{Agents: 1, Handling: journey.Fixed(journey.Minute)}})
	m.Links = append(m.Links, &journey.Link{ID: "a", From: "desk", Port: journey.PortAnswered, To: m.Link("l1").To})
	m.Link("l1").To = "desk"
	normalize(m)
	measured, err := simulate.MeasureSensitivity(context.Background(), m, simulate.Spec{Seed: 1, People: 400, Workers: 1}, "", 10, nil)
	if err != nil {
		t.Fatal(err)
	}
	found := of("J501", Find(m, Seen{Sensitivity: measured}))
	if measured.Method != simulate.MethodPopulations || len(found) != 1 || found[0].Targets[0].ID != "l1" {
		t.Errorf("%s: %+v", measured.Method, found)
	}
}
