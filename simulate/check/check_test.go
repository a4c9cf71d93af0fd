package check

import (
	"slices"
	"strings"
	"testing"

	"rehearse/journey"
	"rehearse/journey/fix"
	"rehearse/simulate"
)

// clean is a small map with nothing to find: people visit, some order, who leaves a cart gets a letter.
func clean() *journey.Map {
	m := journey.New("Clean", "2026-03-02")
	m.Settings.Name, m.Settings.Languages = "Clean", []string{"en"}
	m.Channels = []*journey.Channel{{ID: "email", Name: "E-mail"}}
	m.Events = []*journey.Event{{ID: "left_cart", Name: "left cart"}, {ID: "ordered", Name: "ordered"}}
	m.Personas = []*journey.Persona{{
		ID: "anna", Name: "Anna", Share: journey.Guess(1),
		Channels: []journey.Reach{{Channel: "email", Known: journey.Guess(1), Allowed: journey.Guess(1)}},
	}}
	m.Segments = []*journey.Segment{{ID: "mailable", Name: "Mailable", Rule: `known("E-mail")`}}
	m.Steps = []*journey.Step{
		{ID: "arrive", Kind: journey.StepEntry, Name: "Arrive", Entry: &journey.Entry{PerDay: journey.Guess(100)}},
		{ID: "cart", Kind: journey.StepTouchpoint, Name: "Cart", Touchpoint: &journey.Touchpoint{Event: "left_cart"}},
		{ID: "order", Kind: journey.StepGoal, Name: "Order", Goal: &journey.Goal{Event: "ordered"}},
		{ID: "hour", Kind: journey.StepWait, Name: "1 hour", Scenario: "rescue", Wait: &journey.Wait{For: journey.Fixed(journey.Hour)}},
		{ID: "letter", Kind: journey.StepMessage, Name: "Letter", Scenario: "rescue", Message: &journey.Message{Channels: []journey.ID{"email"}}},
	}
	m.Links = []*journey.Link{
		{ID: "l1", From: "arrive", Port: journey.PortOut, To: "cart"},
		{ID: "l2", From: "cart", Port: journey.PortOut, To: "order", Weight: weight(0.3)},
		{ID: "l3", From: "hour", Port: journey.PortOut, To: "letter"},
	}
	m.Scenarios = []*journey.Scenario{{
		ID: "rescue", Name: "Rescue", Owner: "CRM team", Phase: 1, Start: "hour", Segment: "mailable",
		Trigger: journey.Trigger{Kind: journey.TriggerEvent, Event: "left_cart"},
		Exits:   []journey.ExitCriterion{{Event: "ordered"}},
		Goal:    journey.Ref{Kind: journey.KindStep, ID: "order"},
	}}
	normalize(m)
	return m
}

func normalize(m *journey.Map) {
	for _, kind := range journey.Kinds() {
		for _, r := range m.Records(kind) {
			journey.Normalize(r)
		}
	}
}

func weight(p float64) *journey.Assumption {
	a := journey.Guess(p)
	return &a
}

func TestCleanMapGivesNoFinding(t *testing.T) {
	t.Parallel()
	if problems := clean().Validate(); len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, f := range Find(clean(), Seen{}) {
		t.Errorf("%s %s %v", f.Rule, f.Message, f.Args)
	}
}

// A wait drawn quickly has no name: the finding knows it by its ID, so that whoever prints it calls it as everywhere.
func TestAStepWithoutANameIsKnownByItsID(t *testing.T) {
	t.Parallel()
	m := clean()
	m.Steps = append(m.Steps, &journey.Step{ID: "w", Kind: journey.StepWait, Wait: &journey.Wait{For: journey.Fixed(14 * journey.Day)}})
	m.Links = append(m.Links, link("l4", "cart", "w", 0.2))
	normalize(m)
	for _, f := range Find(m, Seen{}) {
		if f.Rule == "J102" {
			if f.Args["Step"] != "w" {
				t.Errorf("the wait is called %v", f.Args["Step"])
			}
			return
		}
	}
	t.Error("no dead end is found")
}

func link(id, from, to journey.ID, p float64) *journey.Link {
	return &journey.Link{ID: id, From: from, Port: journey.PortOut, To: to, Weight: weight(p)}
}

func TestMeasuredRulesSpeakOnlyAboveTheirThreshold(t *testing.T) {
	t.Parallel()
	m := clean()
	result := func(edit func(*simulate.Result)) []string {
		r := &simulate.Result{HorizonDays: 30}
		r.Touches.Together = []simulate.Together{{A: "rescue", B: "rescue", Days: 1, Weeks: 1}}
		edit(r)
		var rules []string
		for _, f := range Find(m, Seen{Result: r}) {
			rules = append(rules, f.Rule)
		}
		return rules
	}
	for name, c := range map[string]struct {
		edit func(*simulate.Result)
		want []string
	}{
		"quiet":              {func(*simulate.Result) {}, nil},
		"stopped people":     {func(r *simulate.Result) { r.Stopped = 1 }, []string{"J110"}},
		"three in a day":     {func(r *simulate.Result) { r.Touches.OverDay = limit(2, 5, 100) }, []string{"J203"}},
		"one in a thousand":  {func(r *simulate.Result) { r.Touches.OverDay = limit(2, 1, 1000) }, nil},
		"six in a week":      {func(r *simulate.Result) { r.Touches.OverWeek = limit(5, 5, 100) }, []string{"J203"}},
		"day and week":       {func(r *simulate.Result) { r.Touches.OverDay, r.Touches.OverWeek = limit(2, 5, 100), limit(5, 5, 100) }, []string{"J203"}},
		"two at eight":       {func(r *simulate.Result) { r.Touches.AtOnce = limit(2, 4, 100) }, nil},
		"many at eight":      {func(r *simulate.Result) { r.Touches.AtOnce = limit(2, 5, 100) }, []string{"J207"}},
		"pressed":            {func(r *simulate.Result) { r.Touches.Pressed = limit(5, 10, 100) }, []string{"J212"}},
		"hardly pressed":     {func(r *simulate.Result) { r.Touches.Pressed = limit(5, 9, 100) }, nil},
		"same letter twice":  {func(r *simulate.Result) { repeated(r, 20, 100) }, []string{"J201"}},
		"same letter rarely": {func(r *simulate.Result) { repeated(r, 1, 1000) }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := result(c.edit); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func limit(limit, num, den int64) simulate.Limit {
	return simulate.Limit{Limit: limit, Share: simulate.NewShare(num, den, "touched")}
}

// repeated lets the letter be sent twice by one run of its scenario.
func repeated(r *simulate.Result, num, den int64) {
	r.Pairs = []simulate.PairResult{{Code: "same_content", How: "within", A: "letter", B: "letter", People: num, Of: den}}
	r.Repeats = []simulate.RepeatResult{{
		How: "within", Scenarios: []journey.ID{"rescue"}, Messages: []journey.ID{"letter"}, People: simulate.NewShare(num, den, "got"), Pairs: []int{0},
	}}
}

func TestMessageThatMayBeRepeatedIsNotCalledTwice(t *testing.T) {
	t.Parallel()
	m := clean()
	m.Steps[4].Message.RepeatOK = true
	r := &simulate.Result{}
	repeated(r, 50, 100)
	if found := Find(m, Seen{Result: r}); len(found) > 0 {
		t.Error(found)
	}
}

func TestSilenceMarksItsFindingAndNoOther(t *testing.T) {
	t.Parallel()
	m := clean()
	m.Steps = append(m.Steps, &journey.Step{ID: "a", Kind: journey.StepExit, Exit: &journey.Exit{}}, &journey.Step{ID: "b", Kind: journey.StepExit, Exit: &journey.Exit{}})
	m.Silences = []*journey.Silence{{ID: "s", Rule: "J101", Target: stepRef("a"), Reason: "second phase"}}
	for _, f := range Find(m, Seen{}) {
		want := ""
		if f.Targets[0].ID == "a" {
			want = "second phase"
		}
		if f.Silenced != want {
			t.Errorf("%v is silenced with %q", f.Targets, f.Silenced)
		}
	}
}

func TestRulesHaveUniqueIDsInOrder(t *testing.T) {
	t.Parallel()
	var ids []string
	for _, r := range Rules() {
		ids = append(ids, r.ID)
	}
	if !slices.IsSorted(ids) || len(slices.Compact(slices.Clone(ids))) != len(ids) {
		t.Error(ids)
	}
}

func TestOfAChainNobodyReachesOnlyTheFirstStepIsNamed(t *testing.T) {
	t.Parallel()
	m := clean()
	for _, id := range []journey.ID{"a", "b", "c", "x", "y"} {
		m.Steps = append(m.Steps, &journey.Step{ID: id, Kind: journey.StepTouchpoint, Touchpoint: &journey.Touchpoint{Event: "left_cart"}})
	}
	m.Links = append(m.Links, link("k1", "a", "b", 1), link("k2", "b", "c", 1), link("k3", "x", "y", 0.5), link("k4", "y", "x", 0.5))
	normalize(m)
	var named []journey.ID
	for _, f := range Find(m, Seen{}) {
		if f.Rule == "J101" {
			named = append(named, f.Targets[0].ID)
		}
	}
	if !slices.Equal(named, []journey.ID{"a", "x"}) {
		t.Errorf("named %v, want the head of the chain and the first of the circle", named)
	}
}

func TestAWaitBehindAMessageWithoutLinkedOutcomesIsWhatItLooks(t *testing.T) {
	t.Parallel()
	m := clean()
	m.Steps = append(m.Steps, &journey.Step{ID: "day", Kind: journey.StepWait, Scenario: "rescue", Wait: &journey.Wait{For: journey.Fixed(journey.Day)}})
	m.Links = append(m.Links, &journey.Link{ID: "k2", From: "letter", Port: journey.PortOut, To: "day"})
	normalize(m)
	if found := Find(m, Seen{}); len(found) > 0 {
		t.Error(found)
	}
}

// A segment that is made anew has the keywords of the map's rules, and in a map without rules those of its people.
func TestANewSegmentIsWrittenInTheLanguageOfTheMap(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		language, rule, want string
	}{{"en", "", `persona = "Boris"`}, {"ru", "", `персона = "Boris"`}, {"ru", `score > 20`, `persona = "Boris"`}, {"en", `баллы > 20`, `персона = "Boris"`}} {
		m := readSample(t, "testdata/J305/fires_without_a_segment.json")
		m.Settings.Languages = []string{c.language}
		for _, scenario := range m.Scenarios {
			scenario.Exits = nil
		}
		m.Segments = nil
		if c.rule != "" {
			m.Segments = []*journey.Segment{{ID: "other", Name: "Other", Rule: c.rule}}
		}
		normalize(m)
		var got []string
		for _, f := range of("J305", Find(m, Seen{})) {
			for _, offer := range f.Fixes {
				if made, ok := offer.Edit.(fix.NewSegment); ok {
					got = append(got, made.Rule)
				}
			}
		}
		if len(got) != 1 || !strings.HasPrefix(got[0], c.want) {
			t.Errorf("%s with %q: %q, want %q …", c.language, c.rule, got, c.want)
		}
	}
}
