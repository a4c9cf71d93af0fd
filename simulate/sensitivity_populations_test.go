package simulate_test

import (
	"context"
	"encoding/json"
	"math"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// Two people may go to the desk, at 0 and at 10 minutes, if the share that does (0.5) moves from 0 to 1 nobody or both; one more
// comes at 5 whatever the share. The agent needs an hour, people wait 30 minutes. At 0 the third is served: a third of all. At 1
// the first is, the third gives up at 35 and the second at 40: a third as well. Who is served is another one, so the assumption
// moves something, but not the goal: as far as thirty pairs of whom nobody differs can tell,
// ±1.96·√1/(30+2). In between it is one of the three as well. Whether who was served gives thanks (0.5) moves nobody who is
// served, and "thanked" from 0 to 1/3.
func TestSwingsWithSharedAgentsAreThoseOfPaper(t *testing.T) {
	t.Parallel()
	b := counter(1)
	b.Touch("door", "")
	comeAt(b, "door", 0, 10)
	comeAt(b, "desk", 5)
	between(b.Weighted("door", "desk", 0.5).Weight, 0, 1)
	b.Step("thanked", "", &journey.Goal{})
	b.Touch("glad", "")
	b.Chain("served", "glad")
	between(b.Weighted("glad", "thanked", 0.5).Weight, 0, 1)
	m := b.Done()
	s := sensitivity(t, m, simulate.Spec{}, "served", 20)
	if s.Method != simulate.MethodPopulations || s.Replications != 10 || s.People != 30 || s.Screened != 0 {
		t.Fatalf("%+v", s)
	}
	for i, from := range []journey.ID{"door", "glad"} {
		row := s.Rows[i]
		if m.Link(row.Record.ID).From != from || row.AtLow != 0.333333 || row.AtHigh != 0.333333 || row.Swing != 0 || *row.Interval != (simulate.Interval{Low: -0.0612489, High: 0.0612489}) || !row.MayBeChance || row.Carries {
			t.Errorf("row %d: %+v %+v", i, row, row.Interval)
		}
	}
	s = sensitivity(t, m, simulate.Spec{}, "thanked", 20)
	if row := s.Rows[0]; m.Link(row.Record.ID).From != "glad" || row.AtLow != 0 || row.AtHigh != 0.333333 || row.Swing != 0.333333 ||
		*row.Interval != (simulate.Interval{Low: 0.333333, High: 0.333333}) || !row.Carries || row.MayBeChance {
		t.Errorf("%+v %+v", row, row.Interval)
	}
}

// busy is a desk that has more to do than it can: fifty come a day, four in ten of them ask, a case takes an hour and people wait one.
// Whether they ask matters much. An e-mail that nearly nobody clicks, and then asks too, is lost in the luck of the line.
func busy() *journey.Map {
	b := trial.New(3)
	b.Channel("email")
	b.Event("came")
	b.Step("in", "", &journey.Entry{PerDay: journey.Guess(50)})
	b.Touch("page", "came")
	b.Chain("in", "page")
	b.Step("desk", "", &journey.Support{Agents: 1, Handling: journey.Fixed(journey.Hour), Patience: journey.Fixed(journey.Hour)})
	b.Step("served", "", &journey.Goal{EveryTime: true})
	between(b.Weighted("page", "desk", 0.4).Weight, 0.1, 0.7)
	b.Link("desk", journey.PortAnswered, "served")
	b.Scenario("nudge", "came")
	b.Step("letter", "nudge", &journey.Message{
		Channels: []journey.ID{"email"}, Rates: journey.Rates{Opened: trial.Rate(0.9, journey.PerDelivered), Clicked: trial.Rate(0.01, journey.PerOpened)},
	})
	b.Link("letter", journey.PortClicked, "desk")
	return b.Done()
}

// Each swing is what a comparison of whole populations says; what is lost in the luck of the line is said to be, and comes after what
// is sure.
func TestWhatIsLostInTheLuckOfALineIsSaidToBe(t *testing.T) {
	t.Parallel()
	m, spec := busy(), simulate.Spec{Seed: 3, Batches: 15}
	s := sensitivity(t, m, spec, "", 50)
	if s.Replications != 15 || s.BaseInterval == nil || s.Tried != len(s.Rows)+s.Weaker+s.Idle+len(s.Refused) {
		t.Fatalf("%+v", s)
	}
	sure, lost, after := 0, 0, false
	for _, row := range s.Rows {
		in := row.Interval
		if in == nil || in.Low > row.Swing || in.High < row.Swing || row.MayBeChance != (in.Low <= 0 && in.High >= 0 && in.Low < in.High) {
			t.Errorf("%s %s: %+v within %+v", row.Record.ID, row.Field, row, in)
		}
		if after && !row.MayBeChance {
			t.Errorf("%s %s is sure and comes after what is not", row.Record.ID, row.Field)
		}
		after = row.MayBeChance
		if row.MayBeChance {
			lost++
			if row.Carries {
				t.Errorf("%s %s carries the result by chance", row.Record.ID, row.Field)
			}
		} else {
			sure++
		}
	}
	if row := s.Rows[0]; m.Link(row.Record.ID) == nil || !row.Carries || sure == 0 || lost == 0 {
		t.Errorf("the widest is %+v; %d sure, %d lost in chance", row, sure, lost)
	}
	for _, row := range s.Rows[:2] {
		at := func(value float64) *journey.Map {
			return journey.WithAssumptions(m, map[journey.AssumptionPlace]float64{row.AssumptionPlace: value})
		}
		g := goalDifference(t, compare(t, at(row.Low), at(row.High), spec, spec), "served")
		r := run(t, at(row.Low), spec)
		people := float64(r.Counted)
		if got := float64(g.Count.A) / people; math.Abs(got-row.AtLow) > 1e-6 {
			t.Errorf("%s %s: at low %v, in a run %v", row.Record.ID, row.Field, row.AtLow, got)
		}
		if h := run(t, at(row.High), spec); h.Counted == r.Counted { // a changed volume brings other people
			if got := float64(g.Count.Difference) / people; math.Abs(got-row.Swing) > 2e-6 {
				t.Errorf("%s %s: swing %v, compared %v", row.Record.ID, row.Field, row.Swing, got)
			}
		}
	}
}

// What is tried on three populations first is measured on all afterwards: the rows are those of a trial without that.
func TestATrialOnFewPopulationsFindsTheSameTopRows(t *testing.T) {
	t.Parallel()
	all := sensitivity(t, busy(), simulate.Spec{Seed: 3}, "", 50)
	top := sensitivity(t, busy(), simulate.Spec{Seed: 3}, "", 1)
	if all.Screened != 0 || top.Screened != 3 || len(top.Rows) != 1 || top.Rows[0].AssumptionPlace != all.Rows[0].AssumptionPlace || top.Rows[0].Swing != all.Rows[0].Swing {
		t.Errorf("%+v of %+v", top, all.Rows[0])
	}
	if top.Tried != len(top.Rows)+top.Weaker+top.Idle+len(top.Refused) {
		t.Errorf("%d tried, %d shown, %d weaker, %d idle", top.Tried, len(top.Rows), top.Weaker, top.Idle)
	}
}

func TestSensitivityOfSharedAgentsIsTheSameWithAnyNumberOfWorkers(t *testing.T) {
	t.Parallel()
	var first []byte
	for _, workers := range []int{1, 3} {
		data, err := json.Marshal(sensitivity(t, busy(), simulate.Spec{Seed: 3, Workers: workers}, "", 3))
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = data
		} else if string(first) != string(data) {
			t.Errorf("%d workers give other bytes than one", workers)
		}
	}
	if _, err := simulate.MeasureSensitivity(context.Background(), busy(), simulate.Spec{Batches: 9}, "", 3, nil); err == nil || err.(journey.Problems)[0].Code != "program.compare_replications" {
		t.Errorf("nine populations: %v", err)
	}
}
