package exact_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"rehearse/assets"
	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/simulate"
	"rehearse/simulate/exact"
)

// falseAlarm is the family-wise rate at which all comparisons of this file together would fail by chance if
// the seeds were not fixed: each of them gets an equal part of it (Bonferroni).
const falseAlarm = 1e-3

// comparisons bounds how many comparisons this file makes; agreement counts them and complains beyond.
const comparisons = 8000

// limit is the two-sided normal quantile of one comparison.
func limit() float64 { return math.Sqrt2 * math.Erfinv(1-falseAlarm/comparisons) }

// deviation is one comparison: how many standard deviations the run is from the exact answer.
type deviation struct {
	what string
	z    float64
}

// compare runs a map and lists how far each count of people, visits, links and goals is from the exact
// answer. Counts whose variance is too small for the normal law are checked to be near zero or near n by the
// Chernoff bound instead (z is then 0 or infinite).
func compare(t *testing.T, m *journey.Map, answer *exact.Answer, people int, seed uint64) []deviation {
	t.Helper()
	result, err := simulate.Run(context.Background(), m, simulate.Spec{People: people, Seed: seed}, nil)
	if err != nil {
		t.Fatalf("run: %v", err)
	}
	if result.Stopped > 0 {
		t.Fatalf("%d people were stopped", result.Stopped)
	}
	var list []deviation
	test := func(what string, count, n int64, p float64) {
		mean, variance := float64(n)*p, float64(n)*p*(1-p)
		if variance > 50 {
			list = append(list, deviation{what, (float64(count) - mean) / math.Sqrt(variance)})
			return
		}
		// P(|count − mean| ≥ d) ≤ 2 exp(−d²/(2·variance + d)), Bernstein.
		d := math.Abs(float64(count) - mean)
		z := 0.0
		if d > 1e-6 && 2*math.Exp(-d*d/(2*variance+d)) < falseAlarm/comparisons {
			z = math.Inf(1)
		}
		list = append(list, deviation{what, z})
	}
	groups := map[journey.ID]int64{}
	for _, g := range result.Entries {
		groups[g.ID] = g.People
	}
	for _, s := range result.Steps {
		want := answer.Step(s.Step)
		if want == nil {
			continue
		}
		test(string(s.Step)+" people", s.People, result.People, want.People)
		test(string(s.Step)+" dropped", s.Tokens.Dropped, result.People, want.Dropped) // at most once per person
		for i, g := range s.ByEntry {
			test(fmt.Sprintf("%s people of %s", s.Step, g.ID), g.People, groups[g.ID], want.ByEntry[i].People)
		}
		if want.Deviation > 1e-9 && want.People*float64(result.People) > 100 {
			list = append(list, deviation{string(s.Step) + " visits", (float64(s.Visits) - want.Visits*float64(result.People)) / (want.Deviation * math.Sqrt(float64(result.People)))})
		}
	}
	links := map[journey.ID]exact.LinkAnswer{}
	for _, l := range answer.Links {
		links[l.Link] = l
	}
	for _, l := range result.Links {
		if want, ok := links[l.Link]; ok {
			test(string(l.Link)+" people", l.People, result.People, want.People)
		}
	}
	for _, g := range result.Goals {
		if want := answer.Goal(g.Step); want != nil {
			test(string(g.Step)+" people", g.People, result.People, want.People)
		}
	}
	return list
}

// agrees fails the test where the run is outside the interval.
func agrees(t *testing.T, what string, list []deviation) {
	t.Helper()
	if made := len(list); made > comparisons/8 {
		t.Fatalf("%s makes %d comparisons, more than its part", what, made)
	}
	for _, d := range list {
		if !(math.Abs(d.z) <= limit()) {
			t.Errorf("%s: %s is %.1f standard deviations from the exact answer, the limit is %.1f", what, d.what, d.z, limit())
		}
	}
}

// randomBoard makes a memoryless map by chance: touchpoints in a row of layers with weights of every
// grade, splits (some in loops), branches on fixed traits, waits, goals, and instant loops back.
func randomBoard(r *rand.Rand) *board {
	b := newBoard()
	b.Settings.HorizonDays = 200
	b.Settings.Languages = []string{"en", "ru"}
	b.persona("boris", 0)
	share := 0.2 + 0.6*r.Float64()
	b.Personas[0].Share, b.Personas[1].Share = journey.Guess(share), journey.Guess(1-share)
	b.Personas[1].Languages = []journey.Weighted{{Value: "en", Share: journey.Guess(0.7)}, {Value: "ru", Share: journey.Guess(0.3)}}
	b.Personas[0].PayGrades = []journey.Weighted{{Value: "A", Share: journey.Guess(0.5)}, {Value: "D", Share: journey.Guess(0.5)}}
	b.step("ads", journey.Step{Kind: journey.StepEntry, Entry: &journey.Entry{PerDay: journey.Guess(50), Until: "2026-01-24"}})
	b.Properties = []*journey.Property{{ID: "vip", Name: "vip", Type: journey.PropertyYesNo, Default: "no"}}
	b.Personas[1].Properties = []journey.PropertyMix{{Property: "vip", Values: []journey.Weighted{{Value: "yes", Share: journey.Guess(0.35)}, {Value: "no", Share: journey.Guess(0.65)}}}}
	rules := []string{`language = "ru"`, `persona = "boris" or pay_grade = "A"`, `property("vip")`, `not property("vip") and entry = "ads"`}
	n := 8 + r.IntN(10)
	id := func(i int) journey.ID { return journey.ID(fmt.Sprintf("s%02d", i)) }
	timed := make([]bool, n+1)
	for i := range n {
		switch kind := r.IntN(8); {
		case kind == 0 && i < n-2:
			b.step(id(i), journey.Step{Kind: journey.StepSplit, Split: &journey.Split{Arms: []journey.SplitArm{
				{ID: id(i) + "-a", Name: "a", Weight: journey.Guess(0.3)}, {ID: id(i) + "-b", Name: "b", Weight: journey.Guess(0.7)},
			}}})
		case kind == 1 && i < n-2:
			b.step(id(i), journey.Step{Kind: journey.StepBranch, Branch: &journey.Branch{Rules: []journey.BranchRule{{ID: id(i) + "-yes", Name: "yes", Rule: rules[r.IntN(len(rules))]}}}})
		case kind == 2:
			b.step(id(i), journey.Step{Kind: journey.StepWait, Wait: &journey.Wait{For: journey.Law{Kind: journey.LawUniform, Low: journey.Hour, High: journey.Day}}})
			timed[i] = true
		case kind == 3:
			b.goal(id(i), journey.Money(r.IntN(100))*journey.Unit, r.IntN(2) == 0)
		default:
			b.touch(id(i))
		}
	}
	b.touch(id(n))
	b.link("in", id(0), -1)
	b.link("ads", id(r.IntN(2)), -1)
	later := func(i int) journey.ID { return id(i + 1 + r.IntN(min(3, n-i))) }
	for i := range n {
		switch s := b.Map.Step(id(i)); s.Kind {
		case journey.StepSplit:
			for _, arm := range s.Split.Arms {
				b.link(id(i), later(i), -1).Port = journey.Port(arm.ID)
			}
		case journey.StepBranch:
			b.link(id(i), later(i), -1).Port = journey.Port(s.Branch.Rules[0].ID)
			b.link(id(i), later(i), -1).Port = journey.PortOtherwise
		case journey.StepTouchpoint:
			first := r.Float64()
			l := b.link(id(i), later(i), first)
			if r.IntN(2) == 0 {
				l.Weights = []journey.WeightFor{{Persona: "boris", Weight: journey.Guess(first * 0.6)}, {Entry: "ads", Weight: journey.Guess(first * 0.8)}}
			}
			second := (1 - first) * r.Float64()
			back := i - 1 - r.IntN(3)
			if back >= 0 && !anyTrue(timed[back:i+1]) {
				b.link(id(i), id(back), second)
			} else {
				b.link(id(i), later(i), second)
				b.Links[len(b.Links)-1].Delay = journey.Law{Kind: journey.LawTriangular, Low: journey.Hour, Mode: journey.Hour, High: 2 * journey.Day}
			}
		default:
			b.link(id(i), later(i), -1)
		}
	}
	return b
}

func anyTrue(list []bool) bool {
	for _, v := range list {
		if v {
			return true
		}
	}
	return false
}

func TestARunAgreesWithTheExactAnswerOnRandomMaps(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(20261122, 1))
	answered := 0
	var all []deviation
	for answered < 12 {
		b := randomBoard(r)
		answer, problems := exact.Solve(b.compile(t))
		if len(problems) > 0 {
			if !has(problems, "exact.endless_loop") && !has(problems, "exact.loop_with_time") {
				t.Fatalf("a memoryless map is refused: %v", problems)
			}
			continue
		}
		answered++
		list := compare(t, b.Map, answer, 60_000, uint64(answered))
		agrees(t, fmt.Sprintf("map %d", answered), list)
		all = append(all, list...)
	}
	// Taken together the deviations must look normal too: hidden correlation or a wrong denominator would show
	// in their mean square, which is 1 for independent comparisons and spreads little over hundreds.
	square, n := 0.0, 0
	for _, d := range all {
		if d.z != 0 {
			square += d.z * d.z
			n++
		}
	}
	if mean := square / float64(n); mean < 0.5 || mean > 1.6 {
		t.Errorf("the mean square of %d deviations is %.2f, not near 1", n, mean)
	}
}

// shop is the main flow of a small shop, with the weight of one link given.
func shop(order float64) *board {
	b := newBoard()
	b.touch("visit", "product", "cart", "checkout")
	b.goal("order", 50*journey.Unit, false)
	b.link("in", "visit", -1)
	b.link("visit", "product", 0.8)
	b.link("product", "visit", 0.3)
	b.link("product", "cart", 0.5)
	b.link("cart", "checkout", 0.6).Delay = journey.Law{Kind: journey.LawLogNormal, Median: journey.Hour, Sigma: 1}
	b.link("checkout", "order", order)
	return b
}

func TestOnePerCentMoreInOneWeightIsNoticed(t *testing.T) {
	t.Parallel()
	const people = 4_000_000
	right, problems := exact.Solve(shop(0.7).compile(t))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	agrees(t, "the same weight", compare(t, shop(0.7).Map, right, people, 7))
	worst := 0.0
	for _, d := range compare(t, shop(0.7*1.01).Map, right, people, 7) {
		worst = max(worst, math.Abs(d.z))
	}
	if worst <= limit() {
		t.Errorf("a weight shifted by 1 %% is %.1f standard deviations away at most and passes for equal (limit %.1f)", worst, limit())
	}
}

func TestTheMainFlowAloneIsARunWithEveryScenarioMuted(t *testing.T) {
	t.Parallel()
	data, err := assets.Sample("abandoned_cart")
	if err != nil {
		t.Fatal(err)
	}
	m, problems := codec.DecodeMap(data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	p, problems := simulate.Compile(m)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if _, problems := exact.Settled(p); !has(problems, "exact.pulled") {
		t.Errorf("with its e-mails the sample has an exact answer: %v", problems)
	}
	answer, problems := exact.Alone(p)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	const people = 1_000_000
	result, err := simulate.Run(context.Background(), m, simulate.Spec{People: people, Seed: 3, Mute: []journey.ID{"recovery"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	// People decide within minutes; the few who arrive in the last hour of sixty days and are still on the way are
	// less than a thousandth of those who order.
	want := answer.Goal("order").People
	if z := (float64(result.Goals[0].People) - people*want) / math.Sqrt(people*want*(1-want)); math.Abs(z) > 5 {
		t.Errorf("%d of %d order without e-mails, the exact share is %.6f: %.1f standard deviations", result.Goals[0].People, people, want, z)
	}
}
