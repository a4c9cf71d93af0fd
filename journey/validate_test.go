package journey

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// plan is a small map that uses every kind of step and holds no mistake.
func plan() *Map {
	m := New("Plan", "2026-01-05")
	m.Settings.Languages = []string{"en", "pt-BR"}
	m.Stages = []*Stage{{ID: "first", Color: "#00ff7f"}}
	m.Properties = []*Property{
		{ID: "size", Type: PropertyNumber}, {ID: "birthday", Type: PropertyDate}, {ID: "vip", Type: PropertyYesNo, Default: "no"},
	}
	m.Personas = []*Persona{{
		ID: "anna", Share: Guess(1), LikedChannels: []ID{"email"}, PayGrades: []Weighted{{Value: "A", Share: Guess(1)}},
		Properties: []PropertyMix{{Property: "size", Low: 1, High: 3}}, Channels: []Reach{{Channel: "email", Known: Guess(0.5)}},
	}}
	m.Events = []*Event{{ID: "bought"}, {ID: "rain", Source: EventOutside, Outside: &OutsideEvent{Dates: []Date{"2026-02-01"}}}}
	opened := Assumption{Value: 0.4, Per: PerDelivered}
	m.Channels = []*Channel{{ID: "email", Rates: Rates{Opened: &opened}}}
	m.Assumptions = []*AssumptionRecord{{ID: "shared", Fact: Assumption{Value: 0.2, Per: PerOpened}}}
	m.Segments = []*Segment{{ID: "people"}}
	m.Topics = []*Topic{{ID: "news"}}
	m.Offers = []*Offer{{ID: "ten", Expires: &Anchor{Kind: AnchorNamedDate, Of: "party"}}}
	m.NamedDates = []*NamedDate{{ID: "party", Date: "2026-03-01", Zone: "Europe/Berlin"}}
	m.Scores = []*Score{{ID: "points", Points: []EventPoints{{Event: "bought", Points: -3}}}}
	m.Scenarios = []*Scenario{{
		ID: "care", Start: "letter", Trigger: Trigger{Event: "bought"}, Goal: Ref{KindStep, "sale"}, Personas: []ID{"anna"},
		Exits: []ExitCriterion{{Event: "sale"}},
	}, {ID: "other", Start: "bye"}}
	step := func(id ID, scenario ID, s Step) *Step {
		s.ID, s.Scenario = id, scenario
		return &s
	}
	m.Steps = []*Step{
		step("in", "", Step{Kind: StepEntry, Entry: &Entry{PerDay: Guess(3), Mix: []Weighted{{Value: "anna", Share: Guess(1)}}}}),
		step("page", "", Step{Kind: StepTouchpoint, Touchpoint: &Touchpoint{Changes: []Change{{Kind: ChangeKnown, Target: "email"}}}}),
		step("sale", "", Step{Kind: StepGoal, Goal: &Goal{Event: "bought", Value: GoalValue{Property: "size"}}}),
		step("help", "", Step{Kind: StepSupport, Support: &Support{Agents: 1}}),
		step("ring", "", Step{Kind: StepCall, Call: &Call{Answered: Guess(0.5)}}),
		step("note", "", Step{Kind: StepNote, Note: &Note{Text: "!"}}),
		step("frame", "", Step{Kind: StepFrame, Frame: &Frame{}}),
		step("letter", "care", Step{Kind: StepMessage, Message: &Message{
			Channels: []ID{"email"}, Topic: "news", Offer: "ten", Goal: Ref{KindEvent, "bought"},
			Contents: []Content{{Language: "en"}}, Rates: Rates{Clicked: &Assumption{Use: "shared"}},
			Response: &Response{Step: "page", Rate: Assumption{Value: 0.1, Per: PerSent}},
		}}),
		step("pause", "care", Step{Kind: StepWait, Wait: &Wait{Kind: WaitAnchor, Anchor: &Anchor{Kind: AnchorProperty, Of: "birthday", Offset: -Day}}}),
		step("which", "care", Step{Kind: StepBranch, Branch: &Branch{Rules: []BranchRule{{ID: "rich"}}}}),
		step("coin", "care", Step{Kind: StepSplit, Split: &Split{Arms: []SplitArm{{ID: "heads", Weight: Guess(0.5)}, {ID: "tails"}}}}),
		step("set", "care", Step{Kind: StepUpdate, Update: &Update{Changes: []Change{{Kind: ChangeMark, Value: "called"}}}}),
		step("bye", "other", Step{Kind: StepExit, Exit: &Exit{}}),
	}
	weight := Guess(0.3)
	m.Links = []*Link{
		{ID: "a", From: "in", To: "page"}, {ID: "b", From: "page", To: "sale", Weight: &weight},
		{ID: "c", From: "letter", To: "which"}, {ID: "d", From: "which", Port: "rich", To: "page"},
		{ID: "e", From: "pause", Port: PortTooLate, To: "letter"}, {ID: "f", From: "page", To: "page"},
	}
	m.Policy.Caps = []Cap{{ID: "daily", Max: 1, Length: Day}}
	m.Policy.Fatigue = []FatiguePoint{{Messages: 1, Open: Guess(0.8)}, {Messages: 4, Open: Guess(0.5)}}
	m.Costs = []*Cost{{ID: "fee", On: Ref{KindScenario, "care"}}}
	m.Observed = []*Observed{{ID: "seen", Target: Ref{KindLink, "b"}, N: 10, Count: 3}}
	m.Comments = []*Comment{{ID: "hm", On: Ref{KindStep, "page"}}}
	m.Assets = []*Asset{{ID: "face", MediaType: "image/png", SHA256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}}
	for _, kind := range Kinds() {
		for _, r := range m.Records(kind) {
			Normalize(r)
		}
	}
	return m
}

func TestAWholeMapHasNoProblems(t *testing.T) {
	t.Parallel()
	m := plan()
	if problems := m.Validate(); len(problems) > 0 {
		t.Error(problems)
	}
	kinds := map[StepKind]bool{}
	for _, s := range m.Steps {
		kinds[s.Kind] = true
	}
	for _, word := range StepKind("").Words() {
		if !kinds[StepKind(word)] && word != string(StepWait) {
			t.Errorf("the plan lacks a step of the kind %s", word)
		}
	}
}

func TestEveryBreachOfIntegrityIsNamedWithItsPlace(t *testing.T) {
	t.Parallel()
	half := 0.5
	for _, c := range []struct {
		want   string
		change func(m *Map)
	}{
		{"journey.no_settings", func(m *Map) { m.Settings = nil }},
		{"journey.too_many_steps", func(m *Map) {
			for range MaxSteps {
				m.Steps = append(m.Steps, m.Steps[0])
			}
		}},
		{"journey.id_form Bad.id", func(m *Map) { m.Topics = append(m.Topics, &Topic{ID: "Bad"}) }},
		{"journey.id_form map.id", func(m *Map) { m.Topics = append(m.Topics, &Topic{ID: "map"}) }},
		{"journey.id_form which.branch.rules.0.id", func(m *Map) { m.Step("which").Branch.Rules[0].ID = "otherwise" }},
		{"journey.id_twice news.id", func(m *Map) { m.Topics = append(m.Topics, &Topic{ID: "news"}) }},
		{"journey.id_twice first.id", func(m *Map) { m.Topics = append(m.Topics, &Topic{ID: "first"}) }},
		{"journey.id_twice heads.id", func(m *Map) { m.Topics = append(m.Topics, &Topic{ID: "heads"}) }},
		{"journey.id_twice coin.split.arms.1.id", func(m *Map) { m.Step("coin").Split.Arms[1].ID = "heads" }},
		{"journey.id_twice coin.split.arms.1.id", func(m *Map) { m.Step("coin").Split.Arms[1].ID = "page" }},
		{"journey.id_twice policy.caps.0.id", func(m *Map) { m.Policy.Caps[0].ID = "heads" }},
		{"journey.missing anna.portrait", func(m *Map) { m.Personas[0].Portrait = "email" }},
		{"journey.missing page.stage", func(m *Map) { m.Step("page").Stage = "second" }},
		{"journey.missing letter.message.rates.clicked.use", func(m *Map) { m.Step("letter").Message.Rates.Clicked.Use = "b" }},
		{"journey.missing in.entry.mix.0.value", func(m *Map) { m.Step("in").Entry.Mix[0].Value = "bob" }},
		{"journey.missing hm.on.id", func(m *Map) { m.Comments[0].On.ID = "x" }},
		{"journey.word fee.on.kind", func(m *Map) { m.Costs[0].On = Ref{KindStep, "page"} }},
		{"journey.not_chosen a.to", func(m *Map) { m.Links[0].To = "" }},
		{"journey.not_a_goal care.goal.id", func(m *Map) { m.Scenarios[0].Goal.ID = "page" }},
		{"journey.not_a_goal care.exits.0.event", func(m *Map) { m.Scenarios[0].Exits[0].Event = "page" }},
		{"journey.part_missing page.touchpoint", func(m *Map) { m.Step("page").Touchpoint = nil }},
		{"journey.part_extra page.exit", func(m *Map) { m.Step("page").Exit = &Exit{} }},
		{"journey.part_missing rain.outside", func(m *Map) { m.Events[1].Outside = nil }},
		{"journey.one_of_two rain.outside.dates", func(m *Map) { m.Events[1].Outside.PerDay = &Assumption{Evidence: EvidenceGuess} }},
		{"journey.word page.kind", func(m *Map) {
			m.Steps = append(m.Steps[:1:1], m.Steps[2:]...)
			m.Steps = append(m.Steps, &Step{ID: "page", Kind: "walk"})
			m.Step("letter").Message.Response = nil
		}},
		{"journey.word email.medium", func(m *Map) { m.Channels[0].Medium = "pigeon" }},
		{"journey.share_percent b.weight", func(m *Map) { m.Links[1].Weight.Value = 22.71 }},
		{"journey.share_range b.weight", func(m *Map) { m.Links[1].Weight.Value = -0.1 }},
		{"journey.share_percent letter.message.rates.clicked.use", func(m *Map) { m.Assumptions[0].Fact.Value = 20 }},
		{"journey.share_range care.holdout", func(m *Map) { m.Scenarios[0].Holdout = 101 }},
		{"journey.negative in.entry.per_day", func(m *Map) { m.Step("in").Entry.PerDay.Value = -1 }},
		{"journey.no_number page.x", func(m *Map) { m.Step("page").X = math.Inf(1) }},
		{"journey.range_half b.weight", func(m *Map) { m.Links[1].Weight.Low = &half }},
		{"journey.range_order b.weight", func(m *Map) { m.Links[1].Weight.Low, m.Links[1].Weight.High = &half, &half }},
		{"journey.no_base email.rates.opened.per", func(m *Map) { m.Channels[0].Rates.Opened.Per = "" }},
		{"journey.wrong_base email.rates.opened.per", func(m *Map) { m.Channels[0].Rates.Opened.Per = PerClicked }},
		{"journey.wrong_base b.weight.per", func(m *Map) { m.Links[1].Weight.Per = PerSent }},
		{"journey.shared_uses_shared shared.fact.use", func(m *Map) { m.Assumptions[0].Fact.Use = "shared" }},
		{"journey.negative_time a.delay.value", func(m *Map) { m.Links[0].Delay.Value = -1 }},
		{"journey.long_time pause.wait.anchor.offset", func(m *Map) { m.Step("pause").Wait.Anchor.Offset = -2 * MaxDuration }},
		{"journey.law_bounds a.delay", func(m *Map) { m.Links[0].Delay = Law{Kind: LawUniform, Low: 2, High: 1} }},
		{"journey.law_mode a.delay", func(m *Map) { m.Links[0].Delay = Law{Kind: LawTriangular, Low: 2, Mode: 1, High: 3} }},
		{"journey.law_sigma a.delay.sigma", func(m *Map) { m.Links[0].Delay = Law{Kind: LawLogNormal, Median: 1, Sigma: 11} }},
		{"journey.date_form map.start", func(m *Map) { m.Settings.Start = "2026-02-29" }},
		{"journey.needed map.start", func(m *Map) { m.Settings.Start = "" }},
		{"journey.out_of_range map.horizon_days", func(m *Map) { m.Settings.HorizonDays = 0 }},
		{"journey.out_of_range map.warm_up_days", func(m *Map) { m.Settings.WarmUpDays = 30 }},
		{"journey.currency_form map.currency", func(m *Map) { m.Settings.Currency = "€" }},
		{"journey.zone_form map.zone", func(m *Map) { m.Settings.Zone = "UTC+3 Moscow" }},
		{"journey.language_form map.languages.1", func(m *Map) { m.Settings.Languages[1] = "Русский" }},
		{"journey.time_of_day map.start_at", func(m *Map) { m.Settings.StartAt = 86401 }},
		{"journey.color_form first.color", func(m *Map) { m.Stages[0].Color = "red" }},
		{"journey.money_range fee.amount", func(m *Map) { m.Costs[0].Amount = -1 }},
		{"journey.amount_order sale.goal.value", func(m *Map) { m.Step("sale").Goal.Value.High = 2; m.Step("sale").Goal.Value.Amount = 3 }},
		{"journey.not_a_number_property sale.goal.value.property", func(m *Map) { m.Step("sale").Goal.Value.Property = "vip" }},
		{"journey.not_a_date_property pause.wait.anchor.of", func(m *Map) { m.Step("pause").Wait.Anchor.Of = "vip" }},
		{"journey.word vip.default", func(m *Map) { m.Properties[2].Default = "maybe" }},
		{"journey.listed_twice anna.channels.1.channel", func(m *Map) {
			m.Personas[0].Channels = append(m.Personas[0].Channels, Reach{Channel: "email", Known: Guess(1), Allowed: Guess(1)})
		}},
		{"journey.text_form page.name", func(m *Map) { m.Step("page").Name = "\xff" }},
		{"journey.long_rule people.rule", func(m *Map) { m.Segments[0].Rule = strings.Repeat("x", MaxRuleBytes+1) }},
		{"journey.port c.port", func(m *Map) { m.Links[2].Port = "heads" }},
		{"journey.port page.ports.0.port", func(m *Map) { m.Step("page").Ports = []PortOption{{Port: PortClicked, Fork: true}} }},
		{"journey.no_ports a.port", func(m *Map) { m.Links[0].From = "note" }},
		{"journey.no_ports a.port", func(m *Map) { m.Links[0].From, m.Links[0].To = "bye", "bye" }},
		{"journey.link_to_picture a.to", func(m *Map) { m.Links[0].To = "frame" }},
		{"journey.link_to_entry b.to", func(m *Map) { m.Links[1].To = "in" }},
		{"journey.link_into_scenario b.to", func(m *Map) { m.Links[1].To = "letter" }},
		{"journey.link_between_scenarios c.to", func(m *Map) { m.Links[2].To = "bye" }},
		{"journey.entry_in_scenario in.scenario", func(m *Map) { m.Step("in").Scenario = "care"; m.Links = m.Links[1:] }},
		{"journey.start_elsewhere care.start", func(m *Map) { m.Scenarios[0].Start = "bye" }},
		{"journey.response_target letter.message.response.step", func(m *Map) { m.Step("letter").Message.Response.Step = "set" }},
		{"journey.weight_for_nobody a.weights.0", func(m *Map) { m.Links[0].Weights = []WeightFor{{Weight: Guess(1)}} }},
		{"journey.not_an_entry a.weights.0.entry", func(m *Map) { m.Links[0].Weights = []WeightFor{{Entry: "page", Weight: Guess(1)}} }},
		{"journey.cap_length policy.caps.0.length", func(m *Map) { m.Policy.Caps[0].Length = 0 }},
		{"journey.cap_length_idle policy.caps.0.length", func(m *Map) { m.Policy.Caps[0].Window = CapDay }},
		{"journey.cap_periods_idle policy.caps.0.periods", func(m *Map) { m.Policy.Caps[0].Periods = 2 }},
		{"journey.cap_fallback_idle policy.caps.0.fallback", func(m *Map) { m.Policy.Caps[0].Fallback = "email" }},
		{"journey.cap_look_ahead_idle policy.caps.0.look_ahead", func(m *Map) { m.Policy.Caps[0].LookAhead = Day }},
		{"journey.reentry_days care.reentry_days", func(m *Map) { m.Scenarios[0].Reentry = ReentryPause }},
		{"journey.reentry_days_idle care.reentry_days", func(m *Map) { m.Scenarios[0].ReentryDays = 30 }},
		{"journey.part_extra pause.wait.at", func(m *Map) { m.Step("pause").Wait.At = 9 * 3600 }},
		{"journey.part_extra pause.wait.for", func(m *Map) { m.Step("pause").Wait.For = Fixed(2 * Day) }},
		{"journey.part_extra care.trigger.repeat", func(m *Map) { m.Scenarios[0].Trigger = Trigger{Kind: TriggerEvent, Repeat: RepeatWeekly} }},
		{"journey.cap_scope policy.caps.0.of", func(m *Map) { m.Policy.Caps[0].Of = []ID{"email"} }},
		{"journey.fatigue_order policy.fatigue.1.messages", func(m *Map) { m.Policy.Fatigue[1].Messages = 1 }},
		{"journey.observed_count seen.count", func(m *Map) { m.Observed[0].Count = 11 }},
		{"journey.asset_hash face.sha256", func(m *Map) { m.Assets[0].Data = []byte("x") }},
		{"journey.interest points.interest", func(m *Map) { m.Scores[0].Interest = []int{5, 3} }},
		{"journey.period in.entry.until", func(m *Map) { m.Step("in").Entry.From, m.Step("in").Entry.Until = "2026-02-01", "2026-01-01" }},
	} {
		m := plan()
		c.change(m)
		var got []string
		for _, p := range m.Validate() {
			place := strings.TrimSuffix(string(p.Record.ID)+"."+p.Field, ".")
			got = append(got, strings.TrimSuffix(p.Code+" "+place, " "))
		}
		if !slices.Contains(got, c.want) {
			t.Errorf("want %s\ngot  %s", c.want, strings.Join(got, "\n     "))
		}
		if c.want != "journey.too_many_steps" && len(got) > 3 {
			t.Errorf("%s: one mistake, many problems:\n%s", c.want, strings.Join(got, "\n"))
		}
	}
}

// The inspector checks a changed copy before it is in the map.
func TestAChangedCopyIsCheckedInPlaceOfItsOriginal(t *testing.T) {
	t.Parallel()
	m := plan()
	ix := NewIndex(m)
	for _, kind := range Kinds() {
		for _, r := range m.Records(kind) {
			if problems := ValidateRecord(ix, m, Clone(r)); len(problems) > 0 {
				t.Errorf("an unchanged copy: %v", problems)
			}
		}
	}
	step := Clone(m.Step("coin"))
	step.Split.Arms = append(step.Split.Arms, SplitArm{ID: "rich", Weight: Guess(0.2)})
	problems := ValidateRecord(ix, m, step)
	if len(problems) != 1 || problems[0].Code != "journey.id_twice" || problems[0].Field != "split.arms.2.id" {
		t.Errorf("an arm with the ID of another step's rule: %v", problems)
	}
	if len(m.Step("coin").Split.Arms) != 2 {
		t.Error("the copy shares its arms with the original")
	}
}

func TestASharedAssumptionGivesNumberRangeAndBase(t *testing.T) {
	t.Parallel()
	m := plan()
	low, high := 0.1, 0.3
	m.Assumptions[0].Fact = Assumption{Value: 0.2, Low: &low, High: &high, Per: PerOpened, Source: "s", Date: "2020-01-01", Evidence: EvidenceBenchmark}
	got := m.Value(Assumption{Value: 9, Use: "shared"})
	if got.Value != 0.2 || got.Low != &low || got.Per != PerOpened || got.Evidence != EvidenceBenchmark || got.Use != "shared" {
		t.Errorf("%+v", got)
	}
	if got := m.Value(Assumption{Use: "shared", Per: PerSent}); got.Per != PerSent {
		t.Errorf("the field's own base is lost: %+v", got)
	}
	if got := m.Value(Guess(0.7)); got != Guess(0.7) {
		t.Errorf("%+v", got)
	}
}

func TestNormalizeFillsEveryWordAndEmptiesLists(t *testing.T) {
	t.Parallel()
	s := &Step{ID: "m", Kind: StepMessage, Ports: []PortOption{}, Message: &Message{Channels: []ID{}, Response: &Response{}}}
	Normalize(s)
	if s.Message.Class != ClassMarketing || s.Message.Response.Kind != ResponseGross || s.Message.Response.Delay.Kind != LawFixed ||
		s.Message.Response.Rate.Evidence != EvidenceGuess || s.Ports != nil || s.Message.Channels != nil {
		t.Errorf("%+v %+v", s.Message, s.Message.Response)
	}
}

func TestTimesAreReadAsTheyAreWritten(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Duration{
		"0s": 0, "90s": 90, "5m": 300, "24h": Day, "2d": 2 * Day, "1w": Week, "1d12h": 36 * Hour, "-24h": -Day, "1w2d3h4m5s": Week + 2*Day + 3*Hour + 4*Minute + 5,
	} {
		got, ok := ParseDuration(text)
		if again, _ := ParseDuration(got.String()); !ok || got != want || again != want {
			t.Errorf("%s: %v %v, again %v", text, got, ok, again)
		}
	}
	for _, text := range []string{"", "-", "5", "h", "1h1d", "1h1h", "1.5h", "+1h", "99999999999999999999d", "9000000000000000000w", "1 h"} {
		if got, ok := ParseDuration(text); ok {
			t.Errorf("%q is read as %v", text, got)
		}
	}
	for text, want := range map[string]TimeOfDay{"00:00": 0, "9:00": 32400, "09:00:30": 32430, "24:00": 86400} {
		got, ok := ParseTimeOfDay(text)
		if again, _ := ParseTimeOfDay(got.String()); !ok || got != want || again != want {
			t.Errorf("%s: %v %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "9", "9:0", "24:01", "12:60", "1:2:3:4", "-1:00", "ab:cd"} {
		if got, ok := ParseTimeOfDay(text); ok {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}
