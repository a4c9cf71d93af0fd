package oracle_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/oracle"
	"rehearse/simulate/trial"
)

// queueMap has a stream of cases to a support step and nothing else.
func queueMap(days int, perDay float64, support *journey.Support) *journey.Map {
	b := trial.New(days)
	b.Step("in", "", &journey.Entry{PerDay: journey.Guess(perDay)})
	b.Step("desk", "", support)
	b.Touch("served", "")
	b.Touch("lost", "")
	b.Chain("in", "desk")
	b.Link("desk", journey.PortAnswered, "served")
	b.Link("desk", journey.PortGaveUp, "lost")
	b.Link("desk", journey.PortClosed, "lost")
	return b.Done()
}

// Erlang's formulas: B by its recursion, C from B (Erlang 1917), and A by the balance of births and deaths (Palm 1957).
func erlangB(places int, load float64) float64 {
	b := 1.0
	for n := 1; n <= places; n++ {
		b = load * b / (float64(n) + load*b)
	}
	return b
}

func erlangC(places int, load float64) float64 {
	b := erlangB(places, load)
	return b / (1 - load/float64(places)*(1-b))
}

// erlangA is the share who give up, arrivals, services and patience being memoryless with these rates.
func erlangA(places int, arrive, serve, leave float64) float64 {
	weight, sum, lost := 1.0, 1.0, 0.0
	for n := 1; n < 2000; n++ {
		weight *= arrive / (float64(min(n, places))*serve + float64(max(0, n-places))*leave)
		sum += weight
		lost += weight * float64(max(0, n-places)) * leave
	}
	return lost / sum / arrive
}

// The second interpreter's desks follow Erlang within its own error over twelve runs (Student's t with 11 degrees of freedom is
// beyond 5.5 once in five thousand times).
func TestTheDesksOfTheOracleFollowErlang(t *testing.T) {
	t.Parallel()
	const runs, days, perDay, handling = 12, 60, 72.0, 30 * journey.Minute
	load := perDay / 48
	means := func(s *journey.Support, of func(map[string]oracle.Moments) float64) (mean, deviation float64) {
		sum, squares := 0.0, 0.0
		for seed := range uint64(runs) {
			m := queueMap(days, perDay, s)
			v := of(oracle.Run(m, days*int(perDay), seed+1).Of)
			sum, squares = sum+v, squares+v*v
		}
		mean = sum / runs
		return mean, math.Sqrt((squares/runs - mean*mean) / (runs - 1))
	}
	near := func(what string, mean, deviation, want float64) {
		if off := math.Abs(mean-want) / deviation; !(off < 5.5) {
			t.Errorf("%s: %.4f, Erlang says %.4f, %.1f deviations off", what, mean, want, off)
		}
	}
	exponential := journey.Law{Kind: journey.LawExponential, Mean: handling}
	share := func(part, of string) func(map[string]oracle.Moments) float64 {
		return func(c map[string]oracle.Moments) float64 {
			return c["support/desk/"+part].Sum / c["support/desk/"+of].Sum
		}
	}
	mean, deviation := means(&journey.Support{Agents: 2, Handling: exponential}, share("wait", "answered"))
	near("mean wait in minutes, two agents", mean/60_000, deviation/60_000, erlangC(2, load)*30/(2-load))
	mean, deviation = means(&journey.Support{Agents: 1, CasesAtOnce: 2, Handling: exponential, Patience: journey.Law{Kind: journey.LawUniform, Low: 0, High: 1}}, share("gave_up", "cases"))
	near("lost without patience, one agent with two cases", mean, deviation, erlangB(2, load))
	mean, deviation = means(&journey.Support{Agents: 2, Handling: exponential, Patience: journey.Law{Kind: journey.LawExponential, Mean: 20 * journey.Minute}}, share("gave_up", "cases"))
	near("given up with patience", mean, deviation, erlangA(2, perDay/1440, 1.0/30, 1.0/20))
}

// agreeTogether compares maps whose people share agents: they are not independent, so whole populations are the observations,
// the engine's and the oracle's, and each quantity's means over them are compared by Student's t with the oracle's variance.
// (Of 40 populations: a quantile of Student's t is less than the normal one's z·(1 + (z² + 1)/4/39 + …), Cornish and Fisher.)
func agreeTogether(t *testing.T, m *journey.Map, people int, seed uint64, except ...string) {
	t.Helper()
	const runs = 40
	engine, slow := map[string]float64{}, map[string]oracle.Moments{}
	for i := range uint64(runs) {
		result, err := simulate.Run(context.Background(), m, simulate.Spec{People: people, Seed: seed*1000 + i, Workers: 1}, nil)
		if err != nil {
			t.Fatalf("the engine refuses the map: %v", err)
		}
		if result.Stopped > 0 {
			t.Fatalf("%d people were stopped", result.Stopped)
		}
		for name, v := range found(m, result) {
			engine[name] += v
		}
		for name, v := range oracle.Run(m, people, seed*1000+i).Of {
			moments := slow[name]
			moments.Sum += v.Sum
			moments.Squares += v.Sum * v.Sum
			slow[name] = moments
		}
	}
	student := func(comparisons int) float64 {
		z := normalLimit(comparisons)
		return z * (1 + (z*z+1)/4/(runs-1) + (5*z*z*z*z+16*z*z+3)/96/(runs-1)/(runs-1) + (3*z*z*z*z*z*z+19*z*z*z*z+17*z*z-15)/384/(runs-1)/(runs-1)/(runs-1))
	}
	judge(t, engine, runs, slow, runs, student, except...)
}

func TestTheEngineAndTheOracleAgreeOnQueues(t *testing.T) {
	t.Parallel()
	exponential := func(mean journey.Duration) journey.Law { return journey.Law{Kind: journey.LawExponential, Mean: mean} }
	var office []journey.Hours
	for _, d := range []journey.Weekday{"mon", "tue", "wed", "thu", "fri"} {
		office = append(office, journey.Hours{Day: d, From: 9 * 3600, Until: 12 * 3600}, journey.Hours{Day: d, From: 13 * 3600, Until: 17 * 3600})
	}
	for name, s := range map[string]*journey.Support{
		"for ever":     {Agents: 2, Handling: exponential(30 * journey.Minute), AnswerWithin: 10 * journey.Minute, CostPerCase: journey.Unit},
		"impatient":    {Agents: 1, CasesAtOnce: 2, Handling: exponential(30 * journey.Minute), Patience: exponential(15 * journey.Minute), AnswerWithin: 5 * journey.Minute},
		"office hours": {Agents: 2, Handling: journey.Law{Kind: journey.LawLogNormal, Median: 20 * journey.Minute, Sigma: 1}, Patience: exponential(3 * journey.Hour), Opening: office, AnswerWithin: journey.Hour, CostPerHour: 20 * journey.Unit},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			agreeTogether(t, queueMap(14, 72, s), 14*72, 3)
		})
	}
}

func TestTheEngineAndTheOracleAgreeOnRandomMapsWithAgents(t *testing.T) {
	t.Parallel()
	first, last := seeds(t, 7, 8)
	for seed := first; seed <= last; seed++ {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			agreeTogether(t, randomMapWith(seed, true, seed%2 == 0, true), 250, seed, "refused/instance_ended", "money/sends")
		})
	}
}
