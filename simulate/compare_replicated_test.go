package simulate_test

import (
	"context"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// counter is a desk of so many agents who need an hour; people wait 30 minutes for one. Who is answered is served.
func counter(agents int) *trial.Builder {
	b := trial.New(1)
	b.Step("desk", "", &journey.Support{Agents: agents, Handling: journey.Fixed(journey.Hour), Patience: journey.Fixed(30 * journey.Minute)})
	b.Step("served", "", &journey.Goal{Value: journey.GoalValue{Amount: 5 * journey.Unit}})
	b.Link("desk", journey.PortAnswered, "served")
	return b
}

// Three people come at 0, 10 and 20 minutes. One agent serves the first only; two serve the first two, and the third gives
// up at 50. In every one of ten populations one more is served, so the interval has no width.
func TestSharedAgentsAreComparedByWholePopulations(t *testing.T) {
	t.Parallel()
	desk := func(agents int) *journey.Map {
		b := counter(agents)
		comeAt(b, "desk", 0, 10, 20)
		return b.Done()
	}
	c := compare(t, desk(1), desk(2), simulate.Spec{}, simulate.Spec{})
	g := goalDifference(t, c, "served")
	if c.Replications != 10 || c.Pairs.People != 30 || g.People.A != 10 || g.People.B != 20 || g.Count.Difference != 10 || g.Value.Difference != 50*journey.Unit {
		t.Errorf("%d replications of %d people: %+v, %+v", c.Replications, c.Pairs.People, g.People, g.Value)
	}
	if p := g.People; p.Difference != 0.333333 || p.Low != 0.333333 || p.High != 0.333333 || p.Gained != 0 {
		t.Errorf("%+v", p)
	}
	if *g.Count.Interval != (simulate.Interval{Low: 10, High: 10}) || c.Same() {
		t.Errorf("%+v", g.Count)
	}
	l := lift(t, withNote(desk(1)), simulate.Spec{})
	if goal := l.Rows[0].Goals[0]; goal.Incremental != 0 || goal.With != 10 || goal.CostPer != nil {
		t.Errorf("the lift of a letter that leads nowhere: %+v", goal)
	}
}

// withNote adds a scenario that sends a letter to who is served.
func withNote(m *journey.Map) *journey.Map {
	b := trial.Builder{Map: m}
	b.Channel("email")
	b.Scenario("thanks", "served")
	b.Step("letter", "thanks", &journey.Message{Channels: []journey.ID{"email"}})
	return b.Done()
}

func TestReplicatedComparisonsAreThoseOfTheReplicatedRuns(t *testing.T) {
	t.Parallel()
	stream := func(agents int) *journey.Map {
		b := counter(agents)
		b.Cohort("in", 40)
		b.Steps[len(b.Steps)-1].Entry.Until = b.Settings.Start // over the day
		b.Link("in", journey.PortOut, "desk")
		return b.Done()
	}
	one, two := stream(1), stream(2)
	spec := simulate.Spec{Seed: 5, Batches: 12}
	c := compare(t, one, two, spec, spec)
	g := goalDifference(t, c, "served")
	a, b := run(t, one, spec), run(t, two, spec)
	if g.People.A != a.Goals[0].People || g.People.B != b.Goals[0].People || g.Value.Difference != b.Goals[0].Value-a.Goals[0].Value || c.Net.A != a.Money.Net || c.Net.B != b.Money.Net {
		t.Errorf("%+v of runs %d and %d", g, a.Goals[0].People, b.Goals[0].People)
	}
	if p := g.People; p.Low <= 0 || p.Low >= p.Difference || p.High <= p.Difference || p.TimesPeople <= 0 {
		t.Errorf("%+v", p)
	}
	allZero(t, 0, compare(t, one, one, spec, spec))
	for _, batches := range []int{9, 13} {
		other := spec
		other.Batches = batches
		_, err := simulate.Compare(context.Background(), one, two, other, spec, nil)
		if problems, ok := err.(journey.Problems); !ok || problems[0].Code != "program.compare_replications" {
			t.Errorf("%d against 12 populations: %v", batches, err)
		}
	}
}

// A stream of 50 a day and a desk, compared with the same map without it: where people share agents chance says how many come
// on a day, so in the other run the same people come as well, not 50 every day. Without the desk everybody is served; with it,
// an hour each, at most 48 in a population of two days.
func TestTheSamePeopleComeToAMapWithoutTheDesk(t *testing.T) {
	t.Parallel()
	come := func(desk bool) *journey.Map {
		b := trial.New(2)
		b.Step("in", "", &journey.Entry{PerDay: journey.Guess(50)})
		b.Step("served", "", &journey.Goal{})
		if !desk {
			b.Chain("in", "served")
			return b.Done()
		}
		b.Step("desk", "", &journey.Support{Agents: 1, Handling: journey.Fixed(journey.Hour)})
		b.Chain("in", "desk")
		b.Link("desk", journey.PortAnswered, "served")
		return b.Done()
	}
	spec := simulate.Spec{Batches: 12}
	for _, first := range []bool{false, true} {
		c := compare(t, come(first), come(!first), spec, spec)
		served := goalDifference(t, c, "served").People
		without, with := served.A, served.B
		if first {
			without, with = with, without
		}
		for _, s := range c.Steps {
			if p := s.People; s.Step == "in" && (p.A != p.B || p.A == 12*100 || p.Low != 0 || p.High != 0 || c.Pairs.People != p.A || without != p.A) {
				t.Errorf("%+v of %d, %d served without the desk", p, c.Pairs.People, without)
			}
		}
		if with > 12*48 || with < 12*40 {
			t.Errorf("%d served with the desk", with)
		}
	}
}
