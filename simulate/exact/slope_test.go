package exact_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"rehearse/journey"
	"rehearse/simulate/exact"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

func slopes(t *testing.T, p *program.Program, goal journey.ID) *exact.Slopes {
	t.Helper()
	s, problems := exact.Gradient(p, goal)
	if len(problems) > 0 {
		t.Fatalf("refused: %v", problems)
	}
	return s
}

func TestSlopesOfARowAreTheProductOfTheOtherRates(t *testing.T) {
	t.Parallel()
	b := newBoard()
	b.touch("a", "b", "c")
	b.goal("buy", 30*journey.Unit, false)
	b.link("in", "a", -1)
	b.link("a", "b", 0.5)
	b.link("b", "c", 0.4)
	b.link("c", "buy", 0.3)
	s := slopes(t, b.compile(t), "buy")
	for link, want := range map[int]float64{1: 0.4 * 0.3, 2: 0.5 * 0.3, 3: 0.5 * 0.4} {
		got := s.Links[link][0]
		near(t, "people", got.People, want)
		near(t, "count", got.Count, want)
		near(t, "value", got.Value, want*30e6)
	}
}

// Going round again with p, out with the rest: 1/(1−p) visits; "each" counts p/(1−p) and is reached by p; "once" is
// reached by (1−p)/(1−p) = rest/(1−p), taken as a function of both shares.
func TestSlopesOfAGeometricLoop(t *testing.T) {
	t.Parallel()
	const p = 0.6
	b := newBoard()
	b.touch("again")
	b.goal("each", journey.Unit, true)
	b.goal("once", journey.Unit, false)
	b.link("in", "again", -1)
	b.link("again", "each", p)
	b.link("each", "again", -1)
	b.link("again", "once", -1)
	compiled := b.compile(t)
	each, once := slopes(t, compiled, "each"), slopes(t, compiled, "once")
	near(t, "people at each by p", each.Links[1][0].People, 1)
	near(t, "count of each by p", each.Links[1][0].Count, 1/((1-p)*(1-p)))
	near(t, "people at each by the rest", each.Links[3][0].People, 0)
	near(t, "people at once by p", once.Links[1][0].People, 1/(1-p))
	near(t, "people at once by the rest", once.Links[3][0].People, 1/(1-p))
}

func TestSlopesOfAnArmAreTheDifferenceItMakes(t *testing.T) {
	t.Parallel()
	b := newBoard()
	b.step("coin", journey.Step{Kind: journey.StepSplit, Split: &journey.Split{Arms: []journey.SplitArm{
		{ID: "x", Name: "x", Weight: journey.Guess(0.25)}, {ID: "y", Name: "y", Weight: journey.Guess(0.75)},
	}}})
	b.touch("a", "b")
	b.goal("buy", journey.Unit, false)
	b.link("in", "coin", -1)
	b.link("coin", "a", -1).Port = "x"
	b.link("coin", "b", -1).Port = "y"
	b.link("a", "buy", 0.9)
	b.link("b", "buy", 0.2)
	s := slopes(t, b.compile(t), "buy")
	near(t, "arm x", s.Arms[0][0].People, 0.9)
	near(t, "arm y", s.Arms[0][1].People, 0.2)
}

// shifted widens one link of a port by so many of the 2^32 draws, for people of one profile.
func shifted(p *program.Program, link int, profile int32, by int64) *program.Program {
	q := *p
	q.Ports = append([]program.Port(nil), p.Ports...)
	port := &q.Ports[p.Links[link].Port]
	cuts := make([][]random.Threshold, p.Profiles())
	variant := make([]int32, p.Profiles())
	for i := range cuts {
		cuts[i], variant[i] = append([]random.Threshold(nil), port.CutsFor(int32(i))...), int32(i)
	}
	from := false
	for i, n := range port.Links {
		if from = from || int(n) == link; from {
			cuts[profile][i] = random.Threshold(int64(cuts[profile][i]) + by)
		}
	}
	port.Cuts, port.Variant = cuts, variant
	return &q
}

func TestSlopesAreThoseOfFiniteDifferencesOnRandomMaps(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(20261122, 5))
	const step = 1 << 20 // of 2^32 draws
	const h = float64(step) / (1 << 32)
	checked, moving := 0, 0
	for maps := 0; maps < 6; {
		b := randomBoard(r)
		p := b.compile(t)
		if _, problems := exact.Solve(p); len(problems) > 0 || len(p.Goals) == 0 {
			continue
		}
		maps++
		for g := range p.Goals {
			goal := p.Steps[p.Goals[g].Step].ID
			s := slopes(t, p, goal)
			for link := range p.Links {
				if s.Links[link] == nil {
					continue
				}
				for profile := range s.Links[link] {
					at := func(by int64) exact.GoalAnswer {
						answer, problems := exact.Solve(shifted(p, link, int32(profile), by))
						if len(problems) > 0 {
							return exact.GoalAnswer{People: math.NaN()}
						}
						return *answer.Goal(goal)
					}
					// Richardson's extrapolation takes the error of third derivatives away.
					near, far := [2]exact.GoalAnswer{at(step), at(-step)}, [2]exact.GoalAnswer{at(2 * step), at(-2 * step)}
					if math.IsNaN(near[0].People + near[1].People + far[0].People + far[1].People) {
						continue // a weight pushed out of its range
					}
					slope := func(read func(exact.GoalAnswer) float64) float64 {
						d1 := (read(near[0]) - read(near[1])) / (2 * h)
						d2 := (read(far[0]) - read(far[1])) / (4 * h)
						return (4*d1 - d2) / 3
					}
					got := s.Links[link][profile]
					for _, c := range []struct {
						what      string
						got, want float64
					}{
						{"people", got.People, slope(func(a exact.GoalAnswer) float64 { return a.People })},
						{"count", got.Count, slope(func(a exact.GoalAnswer) float64 { return a.Count })},
						{"value", got.Value / 1e6, slope(func(a exact.GoalAnswer) float64 { return a.Value / 1e6 })},
					} {
						checked++
						if c.got != 0 {
							moving++
						}
						if math.Abs(c.got-c.want) > 1e-6*(1+math.Abs(c.want)) {
							t.Errorf("map %d, goal %s by link %s of profile %d: %s %.9g, by differences %.9g", maps, goal, p.Links[link].ID, profile, c.what, c.got, c.want)
						}
					}
				}
			}
		}
	}
	t.Logf("%d slopes, %d of them not 0", checked, moving)
	if moving < 200 {
		t.Errorf("only %d slopes say something", moving)
	}
}

func TestNoSlopesWhereThereIsNoAnswerOrNoGoal(t *testing.T) {
	t.Parallel()
	b := shop(0.7)
	if _, problems := exact.Gradient(b.compile(t), "cart"); !has(problems, "exact.no_goal") {
		t.Errorf("a step that is no goal: %v", problems)
	}
	b.step("wait", journey.Step{Kind: journey.StepWait, Wait: &journey.Wait{For: journey.Fixed(90 * journey.Day)}})
	b.Links[0].To = "wait"
	b.link("wait", "visit", -1)
	if _, problems := exact.Gradient(b.compile(t), "order"); !has(problems, "exact.horizon") {
		t.Errorf("an end after the horizon: %v", problems)
	}
}
