package exact_test

import (
	"math"
	"slices"
	"testing"

	"rehearse/journey"
	"rehearse/simulate/exact"
)

// grain is how far weights may be from their rounding to multiples of 2^-32.
const grain = 1e-8

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > grain*(1+math.Abs(want)) {
		t.Errorf("%s is %.12g, want %.12g", what, got, want)
	}
}

func solved(t *testing.T, b *board) *exact.Answer {
	t.Helper()
	answer, problems := exact.Solve(b.compile(t))
	if len(problems) > 0 {
		t.Fatalf("refused: %v", problems)
	}
	return answer
}

func TestARowOfStepsMultipliesItsRates(t *testing.T) {
	t.Parallel()
	b := newBoard()
	b.touch("a", "b", "c")
	b.goal("buy", 30*journey.Unit, false)
	b.link("in", "a", -1)
	b.link("a", "b", 0.5).Delay = journey.Fixed(journey.Hour)
	b.link("b", "c", 0.4)
	last := b.link("c", "buy", 0.3)
	a := solved(t, b)
	near(t, "reaching c", a.Step("c").People, 0.2)
	near(t, "reaching the goal", a.Goal("buy").People, 0.06)
	near(t, "earning", a.Goal("buy").Value, 0.06*30e6)
	near(t, "dropping at b", a.Step("b").Dropped, 0.5*0.6)
	near(t, "deviation at c", a.Step("c").Deviation, math.Sqrt(0.2*0.8))
	for _, link := range a.Links {
		if link.Link == last.ID {
			near(t, "taking the last link", link.People, 0.06)
		}
	}
	if want := int64(3_600_000); a.Longest != want {
		t.Errorf("the longest way takes %d ms, want %d", a.Longest, want)
	}
}

func TestAGeometricLoopIsVisitedOneOverOneMinusP(t *testing.T) {
	t.Parallel()
	for _, p := range []float64{0.1, 0.5, 0.9, 0.98} {
		b := newBoard()
		b.touch("again")
		b.goal("each", journey.Unit, true)
		b.goal("once", journey.Unit, false)
		b.link("in", "again", -1)
		round := b.link("again", "each", p)
		b.link("each", "again", -1)
		b.link("again", "once", -1)
		a := solved(t, b)
		near(t, "visits", a.Step("again").Visits, 1/(1-p))
		near(t, "deviation", a.Step("again").Deviation, math.Sqrt(p)/(1-p))
		near(t, "people going round", a.Step("each").People, p)
		near(t, "goals counted every time", a.Goal("each").Count, p/(1-p))
		near(t, "goals counted once", a.Goal("once").Count, 1)
		for _, link := range a.Links {
			if link.Link == round.ID {
				near(t, "tokens going round", link.Tokens, p/(1-p))
				near(t, "people taking the way round", link.People, p)
			}
		}
	}
}

// The gambler starts with i of n coins and wins each game with probability p. Feller, An Introduction to
// Probability Theory, volume 1, chapter XIV: ruin is (r^i − r^n) / (1 − r^n) with r = (1−p)/p, and the game lasts
// i/(q−p) − n/(q−p) · (1−r^i)/(1−r^n).
func TestTheGamblerIsRuinedAsOftenAsFellerSays(t *testing.T) {
	t.Parallel()
	const n, start, p = 9, 4, 0.47
	coins := func(i int) journey.ID { return journey.ID("coins-" + string(rune('0'+i))) }
	b := newBoard()
	for i := 1; i < n; i++ {
		b.touch(coins(i))
	}
	b.goal("ruin", 0, false)
	b.goal("rich", 0, false)
	b.link("in", coins(start), -1)
	for i := 1; i < n; i++ {
		up, down := coins(i+1), coins(i-1)
		if i == n-1 {
			up = "rich"
		}
		if i == 1 {
			down = "ruin"
		}
		b.link(coins(i), up, p)
		b.link(coins(i), down, -1)
	}
	a := solved(t, b)
	r := (1 - p) / p
	ruin := (math.Pow(r, start) - math.Pow(r, n)) / (1 - math.Pow(r, n))
	near(t, "ruin", a.Goal("ruin").People, ruin)
	near(t, "riches", a.Goal("rich").People, 1-ruin)
	games := 0.0
	for i := 1; i < n; i++ {
		games += a.Step(coins(i)).Visits
	}
	q := 1.0 - p
	near(t, "games", games, start/(q-p)-n/(q-p)*(1-math.Pow(r, start))/(1-math.Pow(r, n)))
	// Ever having 8 coins: absorb there instead.
	near(t, "ever having eight", a.Step(coins(8)).People, (1-math.Pow(r, start))/(1-math.Pow(r, 8)))
}

func TestKindsOfPeopleAreNotAveragedBeforeTheyAreMultiplied(t *testing.T) {
	t.Parallel()
	b := newBoard()
	b.persona("boris", 0)
	b.Personas[0].Share = journey.Guess(0.25)
	b.Personas[1].Share = journey.Guess(0.75)
	b.Personas[0].Languages = []journey.Weighted{{Value: "en", Share: journey.Guess(0.6)}, {Value: "ru", Share: journey.Guess(0.4)}}
	b.Settings.Languages = []string{"en", "ru"}
	b.Properties = append(b.Properties, &journey.Property{ID: "staff", Name: "staff", Type: journey.PropertyNumber})
	b.Personas[1].Properties = []journey.PropertyMix{{Property: "staff", Low: 1, High: 10}}
	branch := func(id, rule string) {
		b.step(journey.ID(id), journey.Step{Kind: journey.StepBranch, Branch: &journey.Branch{Rules: []journey.BranchRule{{ID: journey.ID(id + "-yes"), Name: "yes", Rule: rule}}}})
	}
	branch("one", `language = "ru" or property("staff") >= 8`)
	branch("two", `language = "en" and (persona = "anna" or property("staff") > 2.5)`)
	b.touch("yes", "both")
	b.link("in", "one", -1)
	b.link("one", "yes", -1).Port = "one-yes"
	b.link("yes", "two", 1)
	b.link("two", "both", -1).Port = "two-yes"
	a := solved(t, b)
	near(t, "yes", a.Step("yes").People, 0.25*0.4+0.75*0.3)
	near(t, "both", a.Step("both").People, 0.75*0.3) // nobody of anna's: Russian speakers are not English ones
	near(t, "anna's yes", a.Step("yes").ByPersona[0].People, 0.4)
	if len(a.Personas) != 2 || math.Abs(a.Personas[1].Share-0.75) > grain {
		t.Errorf("personas are mixed as %v", a.Personas)
	}
}

func TestEntriesMixByVolumeAndWeightsByPersonaAndEntryHold(t *testing.T) {
	t.Parallel()
	b := newBoard()                                                                                                               // 1000 people
	b.step("late", journey.Step{Kind: journey.StepEntry, Entry: &journey.Entry{PerDay: journey.Guess(100), Until: "2026-01-09"}}) // five days
	b.touch("shop", "cart")
	b.link("in", "shop", -1)
	b.link("late", "shop", -1)
	l := b.link("shop", "cart", 0.2)
	l.Weights = []journey.WeightFor{{Entry: "late", Weight: journey.Guess(0.5)}, {Persona: "anna", Entry: "in", Weight: journey.Guess(0.3)}}
	a := solved(t, b)
	near(t, "share of the late entry", a.Entries[1].Share, 1.0/3)
	near(t, "cart", a.Step("cart").People, 2.0/3*0.3+1.0/3*0.5)
	near(t, "cart of the late", a.Step("cart").ByEntry[1].People, 0.5)
}

func TestASplitInALoopIsSticky(t *testing.T) {
	t.Parallel()
	b := newBoard()
	b.step("ab", journey.Step{Kind: journey.StepSplit, Split: &journey.Split{Arms: []journey.SplitArm{
		{ID: "arm-a", Name: "a", Weight: journey.Guess(0.5)}, {ID: "arm-b", Name: "b", Weight: journey.Guess(0.5)},
	}}})
	b.touch("a", "b")
	b.link("in", "ab", -1)
	b.link("ab", "a", -1).Port = "arm-a"
	b.link("ab", "b", -1).Port = "arm-b"
	b.link("a", "ab", 0.5)
	a := solved(t, b)
	near(t, "visits of a", a.Step("a").Visits, 0.5*2) // who is in arm a stays in it
	near(t, "people in b", a.Step("b").People, 0.5)
}

func TestTokensOfAForkAddUpWhenTheyCannotMeet(t *testing.T) {
	t.Parallel()
	b := newBoard()
	b.touch("a", "b", "c")
	b.Steps[0].Ports = []journey.PortOption{{Port: journey.PortOut, Fork: true}}
	b.link("in", "a", -1)
	b.link("in", "b", -1)
	b.link("b", "c", 0.5)
	a := solved(t, b)
	near(t, "a", a.Step("a").People, 1)
	near(t, "c", a.Step("c").People, 0.5)
	b.link("a", "c", 0.1)
	if _, problems := exact.Solve(b.compile(t)); !has(problems, "exact.fork") {
		t.Errorf("tokens that meet are answered: %v", problems)
	}
}

func has(problems journey.Problems, code string) bool {
	return slices.ContainsFunc(problems, func(p journey.Problem) bool { return p.Code == code })
}

func TestTheHorizonIsNotCrossedUnnoticed(t *testing.T) {
	t.Parallel()
	build := func(delay journey.Law, until journey.Date) *board {
		b := newBoard()
		b.Steps[0].Entry = &journey.Entry{Mode: journey.EntryStream, PerDay: journey.Guess(10), Until: until}
		b.touch("a", "b")
		b.link("in", "a", -1)
		b.link("a", "b", 0.5).Delay = delay
		return b
	}
	for _, c := range []struct {
		name  string
		b     *board
		wrong string
	}{
		{"fixed, just in time", build(journey.Fixed(29*journey.Day-1), "2026-01-05"), ""},
		{"fixed, at the horizon in the worst case", build(journey.Fixed(29*journey.Day), "2026-01-05"), ""},
		{"fixed, a second too long", build(journey.Fixed(29*journey.Day+1), "2026-01-05"), "exact.horizon"},
		{"arrivals to the end", build(journey.Fixed(1), ""), "exact.arrivals"},
		{"exponential, whose tail ends in time", build(journey.Law{Kind: journey.LawExponential, Mean: journey.Day}, "2026-01-05"), ""},
		{"exponential, whose tail does not", build(journey.Law{Kind: journey.LawExponential, Mean: 2 * journey.Day}, "2026-01-05"), "exact.horizon"},
	} {
		p := c.b.compile(t)
		_, problems := exact.Solve(p)
		if (len(problems) > 0) != (c.wrong != "") || c.wrong != "" && !has(problems, c.wrong) {
			t.Errorf("%s: got %v, want %q", c.name, problems, c.wrong)
		}
		settled, problems := exact.Settled(p)
		if len(problems) > 0 {
			t.Errorf("%s: no settled answer: %v", c.name, problems)
			continue
		}
		near(t, c.name, settled.Step("b").People, 0.5)
	}
}

func TestLoopsAreAnsweredOnlyWhereTheyEnd(t *testing.T) {
	t.Parallel()
	build := func(stay float64, delay journey.Law) *board {
		b := newBoard()
		b.touch("a", "b")
		b.link("in", "a", -1)
		b.link("a", "b", stay).Delay = delay
		b.link("b", "a", 1)
		return b
	}
	timed := build(0.5, journey.Fixed(1)).compile(t)
	if _, problems := exact.Solve(timed); !has(problems, "exact.loop_with_time") {
		t.Errorf("a loop with time is answered: %v", problems)
	}
	if answer, problems := exact.Settled(timed); len(problems) > 0 || answer.Longest != -1 {
		t.Errorf("a loop with time does not settle: %v", problems)
	}
	for _, stay := range []float64{1, 0.9999} {
		if _, problems := exact.Solve(build(stay, journey.Law{}).compile(t)); !has(problems, "exact.endless_loop") {
			t.Errorf("somebody stays with %v and is stopped by a limit, unnoticed: %v", stay, problems)
		}
	}
}

func TestEachMemoryIsRefusedByName(t *testing.T) {
	t.Parallel()
	for code, change := range map[string]func(*board){
		"exact.rule_history": func(b *board) { branch(b, `never("buy")`) },
		"exact.rule_changes": func(b *board) {
			b.Properties = []*journey.Property{{ID: "vip", Name: "vip", Type: journey.PropertyYesNo}}
			b.Step("a").Touchpoint.Changes = []journey.Change{{Kind: journey.ChangeProperty, Target: "vip", Value: "yes"}}
			branch(b, `property("vip")`)
		},
		"exact.rule_time": func(b *board) {
			b.NamedDates = []*journey.NamedDate{{ID: "fair", Name: "fair", Date: "2026-01-10"}}
			branch(b, `until("fair") > 1d`)
		},
		"exact.race": func(b *board) {
			b.Step("a").Ports = []journey.PortOption{{Port: journey.PortOut, Race: true}}
			b.Links[1].Weight = nil
			b.link("a", "in2", -1)
		},
		"exact.deadline": func(b *board) {
			b.NamedDates = []*journey.NamedDate{{ID: "fair", Name: "fair", Date: "2026-01-10"}}
			b.Step("buy").Goal.Deadline = &journey.Anchor{Kind: journey.AnchorNamedDate, Of: "fair"}
		},
		"exact.waits_for_date": func(b *board) {
			b.NamedDates = []*journey.NamedDate{{ID: "fair", Name: "fair", Date: "2026-01-10"}}
			wait(b, journey.Wait{Kind: journey.WaitAnchor, Anchor: &journey.Anchor{Kind: journey.AnchorNamedDate, Of: "fair"}})
		},
		"exact.waits_for_event": func(b *board) {
			b.Events = []*journey.Event{{ID: "rang", Name: "rang", Source: journey.EventFromMap}}
			wait(b, journey.Wait{Kind: journey.WaitEvent, Event: "rang"})
		},
		"exact.pulled": func(b *board) {
			b.Events = []*journey.Event{{ID: "rang", Name: "rang", Source: journey.EventFromMap}}
			s := &journey.Scenario{ID: "s", Name: "s", Start: "w", Trigger: journey.Trigger{Event: "rang"}}
			journey.Normalize(s)
			b.Scenarios = append(b.Scenarios, s)
			b.step("w", journey.Step{Kind: journey.StepWait, Scenario: "s", Wait: &journey.Wait{For: journey.Fixed(journey.Hour)}})
			b.link("w", "a", -1)
		},
	} {
		b := newBoard()
		b.touch("a", "in2")
		b.goal("buy", journey.Unit, false)
		b.link("in", "a", -1)
		b.link("a", "buy", 0.5)
		change(b)
		answer, problems := exact.Solve(b.compile(t))
		if !has(problems, code) || answer != nil {
			t.Errorf("%s is not refused: %v", code, problems)
		}
	}
}

func branch(b *board, rule string) {
	b.step("asks", journey.Step{Kind: journey.StepBranch, Branch: &journey.Branch{Rules: []journey.BranchRule{{ID: "yes", Name: "yes", Rule: rule}}}})
	b.link("in2", "asks", -1)
	b.Links[1].To = "asks"
	b.Step("asks").Name = "asks"
}

func wait(b *board, w journey.Wait) {
	b.step("waits", journey.Step{Kind: journey.StepWait, Wait: &w})
	b.Links[1].To = "waits"
}
