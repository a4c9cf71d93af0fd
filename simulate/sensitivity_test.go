package simulate_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/exact"
	"rehearse/simulate/program"
	"rehearse/simulate/trial"
)

func sensitivity(t testing.TB, m *journey.Map, spec simulate.Spec, goal journey.ID, top int) *simulate.Sensitivity {
	t.Helper()
	s, err := simulate.MeasureSensitivity(context.Background(), m, spec, goal, top, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func between(a *journey.Assumption, low, high float64) { a.Low, a.High = &low, &high }

// fraction compares numbers that are rounded to six digits and to multiples of 2^-32.
func fraction(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 2e-6 {
		t.Errorf("%s is %.9g, want %.9g", what, got, want)
	}
}

// A half (0.4 to 0.6) go from the page to the cart, 0.3 of them buy (10 % either way): 0.15 in all.
//
//	page → cart   0.4 × 0.3 = 0.12   0.6 × 0.3 = 0.18    slope 0.3
//	cart → buy    0.5 × 0.27 = 0.135 0.5 × 0.33 = 0.165  slope 0.5
func TestSwingsOfARowOfRatesAreThoseOfPaper(t *testing.T) {
	t.Parallel()
	b := trial.New(5)
	b.Cohort("in", 100)
	b.Touch("page", "")
	b.Touch("cart", "")
	b.Step("buy", "", &journey.Goal{})
	b.Chain("in", "page")
	between(b.Weighted("page", "cart", 0.5).Weight, 0.4, 0.6)
	last := b.Weighted("cart", "buy", 0.3)
	last.Weight.Evidence = journey.EvidenceMeasured
	s := sensitivity(t, b.Done(), simulate.Spec{}, "", 20)
	if s.Method != simulate.MethodExact || s.Goal != "buy" || s.Tried != 3 || s.Idle != 1 || len(s.Rows) != 2 {
		t.Fatalf("%+v", s)
	}
	fraction(t, "the goal", s.Base, 0.15)
	for i, want := range []struct {
		link               journey.ID
		low, high, slope   float64
		assumed, itCarries bool
	}{{"l2", 0.12, 0.18, 0.3, false, true}, {"l3", 0.135, 0.165, 0.5, true, false}} {
		row := s.Rows[i]
		if row.Record.ID != want.link || row.Assumed != want.assumed || row.Carries != want.itCarries || row.Interval != nil {
			t.Errorf("row %d: %+v", i, row)
		}
		fraction(t, "at low", row.AtLow, want.low)
		fraction(t, "at high", row.AtHigh, want.high)
		fraction(t, "the swing", row.Swing, want.high-want.low)
		fraction(t, "the slope", *row.Slope, want.slope)
	}
}

// Both links use one shared rate of 0.5 (0.4 to 0.6): they move together, 0.16 to 0.36, with the slope of its square.
func TestUsesOfASharedAssumptionMoveTogether(t *testing.T) {
	t.Parallel()
	b := trial.New(5)
	b.Cohort("in", 100)
	b.Touch("page", "")
	b.Touch("cart", "")
	b.Step("buy", "", &journey.Goal{})
	b.Chain("in", "page")
	b.Weighted("page", "cart", 0).Weight.Use = "rate"
	b.Weighted("cart", "buy", 0).Weight.Use = "rate"
	b.Assumptions = []*journey.AssumptionRecord{{ID: "rate", Name: "rate", Fact: journey.Guess(0.5)}}
	between(&b.Assumptions[0].Fact, 0.4, 0.6)
	s := sensitivity(t, b.Done(), simulate.Spec{}, "", 20)
	if len(s.Rows) != 1 || len(s.Rows[0].Uses) != 2 {
		t.Fatalf("%+v", s.Rows)
	}
	fraction(t, "at low", s.Rows[0].AtLow, 0.16)
	fraction(t, "at high", s.Rows[0].AtHigh, 0.36)
	fraction(t, "the slope", *s.Rows[0].Slope, 1)
}

// Anna (0.6 of all, 0.5 to 0.7) buys by 0.5, Boris by 0.1: 0.34. When Anna's share moves Boris takes the rest.
func TestAShareOfTheAudienceTakesFromTheOthers(t *testing.T) {
	t.Parallel()
	b := trial.New(5)
	b.Personas[0].ID, b.Personas[0].Share = "anna", journey.Guess(0.6)
	between(&b.Personas[0].Share, 0.5, 0.7)
	b.Persona("boris", 0.4)
	b.Cohort("in", 100)
	b.Touch("page", "")
	b.Step("buy", "", &journey.Goal{Value: journey.GoalValue{Amount: journey.Unit}})
	b.Chain("in", "page")
	b.Weighted("page", "buy", 0.5).Weights = []journey.WeightFor{{Persona: "boris", Weight: journey.Guess(0.1)}}
	s := sensitivity(t, b.Done(), simulate.Spec{}, "buy", 20)
	fraction(t, "the goal", s.Base, 0.34)
	for _, row := range s.Rows {
		if row.Record.ID == "anna" {
			fraction(t, "at low", row.AtLow, 0.5*0.5+0.5*0.1)
			fraction(t, "at high", row.AtHigh, 0.7*0.5+0.3*0.1)
			return
		}
	}
	t.Errorf("Anna's share is not among %+v", s.Rows)
}

// Where some letters are sent there is no exact answer: 0.8 open and 0.5 of them click and buy; clicks of 0.4 to 0.6
// move the goal from 0.32 to 0.48. Everything else of the letter counts too.
func TestWithMessagesTheSamePeopleLiveWithBothValues(t *testing.T) {
	t.Parallel()
	m := clicksBuy(20_000, 0)
	between(m.Step("letter").Message.Rates.Clicked, 0.4, 0.6)
	s := sensitivity(t, m, simulate.Spec{Seed: 9}, "buy", 20)
	if s.Method != simulate.MethodPaired || s.People != 20_000 || s.Screened != 0 || s.BaseInterval == nil {
		t.Fatalf("%+v", s)
	}
	row := s.Rows[0]
	if row.Field != "message.rates.clicked" || !row.Carries || row.Slope != nil {
		t.Fatalf("%+v", row)
	}
	if row.Interval == nil || row.Interval.Low > 0.16 || row.Interval.High < 0.16 || math.Abs(row.AtLow-0.32) > 0.02 || math.Abs(row.AtHigh-0.48) > 0.02 {
		t.Errorf("%+v %+v", row, row.Interval)
	}
	c := compare(t, journey.WithAssumptions(m, map[journey.AssumptionPlace]float64{row.AssumptionPlace: 0.4}),
		journey.WithAssumptions(m, map[journey.AssumptionPlace]float64{row.AssumptionPlace: 0.6}), simulate.Spec{Seed: 9}, simulate.Spec{Seed: 9})
	if g := goalDifference(t, c, "buy"); g.People.Difference != row.Swing || g.People.Lost != 0 {
		t.Errorf("swing %v, compared %+v", row.Swing, g.People)
	}
}

// many is a map with ten ways to buy, each taken by one in ten people, with weights that matter ever less; a letter takes
// the exact answer away.
func many() *journey.Map {
	b := trial.New(10)
	b.Event("came")
	b.Channel("email")
	b.Cohort("in", 20_000)
	b.Touch("page", "came")
	b.Step("buy", "", &journey.Goal{})
	b.Chain("in", "page")
	for i := range 10 {
		id := journey.ID(fmt.Sprintf("way%02d", i))
		b.Touch(id, "")
		b.Weighted("page", id, 0.1)
		between(b.Weighted(id, "buy", 0.5).Weight, 0.5-0.04*float64(10-i), 0.5+0.04*float64(10-i))
	}
	b.Scenario("nudge", "came")
	b.Step("letter", "nudge", &journey.Message{Channels: []journey.ID{"email"}})
	b.Link("letter", journey.PortClicked, "buy")
	return b.Done()
}

func TestATrialOnFewPeopleFindsTheSameTopRows(t *testing.T) {
	t.Parallel()
	m := many()
	all := sensitivity(t, m, simulate.Spec{Seed: 1}, "", 100)
	top := sensitivity(t, m, simulate.Spec{Seed: 1}, "", 4)
	if all.Screened != 0 || top.Screened != 2000 || len(top.Rows) != 4 || top.People != 20_000 {
		t.Fatalf("tried on %d and %d, %d rows", all.Screened, top.Screened, len(top.Rows))
	}
	for i, row := range top.Rows {
		if row.AssumptionPlace != all.Rows[i].AssumptionPlace || row.Swing != all.Rows[i].Swing {
			t.Errorf("row %d is %v with %v, of all it is %v with %v", i, row.AssumptionPlace, row.Swing, all.Rows[i].AssumptionPlace, all.Rows[i].Swing)
		}
	}
	if top.Tried != len(top.Rows)+top.Weaker+top.Idle {
		t.Errorf("%d tried, %d shown, %d weaker, %d idle", top.Tried, len(top.Rows), top.Weaker, top.Idle)
	}
}

func TestSensitivityIsTheSameWithAnyNumberOfWorkers(t *testing.T) {
	t.Parallel()
	m := many()
	var first []byte
	for _, workers := range []int{1, 3} {
		data, err := json.Marshal(sensitivity(t, m, simulate.Spec{Seed: 3, People: 5_000, Workers: workers}, "", 3))
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = data
		} else if string(first) != string(data) {
			t.Errorf("%d workers give other bytes than one", workers)
		}
	}
}

// web is a memoryless main flow in which weights depend on each other in every way: a rest, a mix without one, arms of a
// split, weights for some people, a loop.
func web(everyTime bool) *journey.Map {
	b := trial.New(5)
	b.Personas[0].Share = journey.Guess(0.7)
	b.Persona("q", 0.3)
	b.Cohort("in", 100)
	b.Touch("page", "")
	b.Touch("cart", "")
	b.Touch("look", "")
	b.Step("coin", "", &journey.Split{Arms: []journey.SplitArm{{ID: "x", Name: "x", Weight: journey.Guess(0.3)}, {ID: "y", Name: "y", Weight: journey.Guess(0.7)}}})
	b.Step("buy", "", &journey.Goal{EveryTime: everyTime})
	b.Weighted("in", "page", 0.6)
	b.Weighted("in", "coin", 0.4)
	b.Link("coin", "x", "cart")
	b.Link("coin", "y", "look")
	b.Weighted("page", "cart", 0.5).Weights = []journey.WeightFor{{Persona: "q", Weight: journey.Guess(0.2)}}
	b.Weighted("page", "look", 0.3)
	b.Weighted("look", "page", 0.4)
	b.Link("look", journey.PortOut, "cart") // the rest
	b.Weighted("cart", "buy", 0.35)
	b.Weighted("buy", "look", 0.2)
	b.Step("end", "", &journey.Exit{})
	b.Link("buy", journey.PortOut, "end")
	return b.Done()
}

func TestSlopesOfAssumptionsAreThoseOfFiniteDifferences(t *testing.T) {
	t.Parallel()
	for _, everyTime := range []bool{false, true} {
		m := web(everyTime)
		s := sensitivity(t, m, simulate.Spec{}, "buy", 100)
		slopes := 0
		for _, row := range s.Rows {
			if row.Slope == nil {
				continue
			}
			slopes++
			at := func(value float64) float64 {
				p, problems := program.Compile(journey.WithAssumptions(m, map[journey.AssumptionPlace]float64{row.AssumptionPlace: value}))
				if len(problems) > 0 {
					t.Fatal(problems)
				}
				answer, problems := exact.Solve(p)
				if len(problems) > 0 {
					t.Fatal(problems)
				}
				if everyTime {
					return answer.Goals[0].Count
				}
				return answer.Goals[0].People
			}
			const h = 1e-3
			v := row.Fact.Value
			want := (4*(at(v+h)-at(v-h))/(2*h) - (at(v+2*h)-at(v-2*h))/(4*h)) / 3
			if math.Abs(*row.Slope-want) > 5e-6*(1+math.Abs(want)) {
				t.Errorf("every time %v, %s %s: slope %.8g, by differences %.8g", everyTime, row.Record.ID, row.Field, *row.Slope, want)
			}
		}
		if slopes < 9 {
			t.Errorf("only %d rows have a slope", slopes)
		}
	}
}

// For Anna the way to c is closed, and a and b sum to 1 by a weight of her own and a general one. When a general weight
// moves, the other general ones make room for people in general, and nothing does for Anna: it cannot be moved by itself.
func TestWhatCannotBeMovedByItselfIsSaid(t *testing.T) {
	t.Parallel()
	b := trial.New(5)
	b.Personas[0].ID = "anna"
	b.Cohort("in", 100)
	for _, id := range []journey.ID{"a", "b", "c"} {
		b.Touch(id, "")
	}
	b.Step("buy", "", &journey.Goal{})
	b.Weighted("in", "a", 0.5).Weights = []journey.WeightFor{{Persona: "anna", Weight: journey.Guess(0.6)}}
	b.Weighted("in", "b", 0.4)
	b.Weighted("in", "c", 0.1).Weights = []journey.WeightFor{{Persona: "anna", Weight: journey.Guess(0)}}
	b.Weighted("a", "buy", 0.5)
	s := sensitivity(t, b.Done(), simulate.Spec{}, "", 20)
	if len(s.Refused) != 3 || s.Refused[1].Record.ID != "l2" || s.Refused[1].Field != "weight" || s.Refused[1].Problem.Code != "program.weights_not_one" || s.Fixed != 1 {
		t.Errorf("%+v, %d fixed", s.Refused, s.Fixed)
	}
}

func TestSensitivityOfNoGoalIsRefused(t *testing.T) {
	t.Parallel()
	b := trial.New(5)
	b.Cohort("in", 100)
	for m, want := range map[*journey.Map]string{b.Done(): "program.sensitivity_no_goal", clicksBuy(10, 0): "program.sensitivity_goal"} {
		goal := journey.ID("")
		if len(m.Scenarios) > 0 {
			goal = "page"
		}
		_, err := simulate.MeasureSensitivity(context.Background(), m, simulate.Spec{}, goal, 5, nil)
		if problems, ok := err.(journey.Problems); !ok || problems[0].Code != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
