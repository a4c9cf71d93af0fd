package oracle_test

import (
	"fmt"
	"math/rand/v2"

	"rehearse/journey"
)

// maker builds a map by chance that uses as much of the language of maps as it can.
type maker struct {
	r *rand.Rand
	m *journey.Map
	// rich adds forks, races, calls, and steps of the main flow's kinds inside scenarios.
	rich bool
	// full adds what came last: caps that choose another channel and priority with look-ahead.
	full bool
	// desks adds support steps and calls with few agents.
	desks bool
}

func (k *maker) step(scenario, id journey.ID, s journey.Step) *journey.Step {
	s.ID, s.Name, s.Scenario = id, string(id), scenario
	journey.Normalize(&s)
	k.m.Steps = append(k.m.Steps, &s)
	return &s
}

// link joins two steps; weight below 0 takes the rest.
func (k *maker) link(from journey.ID, port journey.Port, to journey.ID, weight float64) *journey.Link {
	l := &journey.Link{ID: journey.ID(fmt.Sprintf("l%d", len(k.m.Links))), From: from, Port: port, To: to}
	if weight >= 0 {
		w := journey.Guess(weight)
		l.Weight = &w
	}
	journey.Normalize(l)
	k.m.Links = append(k.m.Links, l)
	return l
}

func (k *maker) chance(p float64) bool { return k.r.Float64() < p }

// oneOf chooses.
func oneOf[T any](k *maker, list ...T) T { return list[k.r.IntN(len(list))] }

func rate(value float64, per journey.Base) *journey.Assumption {
	return &journey.Assumption{Value: value, Per: per, Evidence: journey.EvidenceGuess}
}

// law is a random length of time around a scale.
func (k *maker) law(scale journey.Duration) journey.Law {
	return oneOf(k,
		journey.Fixed(scale),
		journey.Law{Kind: journey.LawUniform, Low: scale / 2, High: 2 * scale},
		journey.Law{Kind: journey.LawExponential, Mean: scale},
		journey.Law{Kind: journey.LawLogNormal, Median: scale, Sigma: 1.2},
		journey.Law{Kind: journey.LawTriangular, Low: 0, Mode: scale, High: 3 * scale},
		journey.Law{Kind: journey.LawNormal, Mean: scale, Deviation: scale},
	)
}

// randomMap builds a map: one main flow with a loop, and two or three scenarios made by chance.
func randomMap(seed uint64, rich, full bool) *journey.Map {
	return randomMapWith(seed, rich, full, false)
}

func randomMapWith(seed uint64, rich, full, desks bool) *journey.Map {
	k := &maker{desks: desks, r: rand.New(rand.NewPCG(seed, 7)), m: journey.New("random", "2026-03-02"), rich: rich, full: full}
	m := k.m
	m.Settings.HorizonDays = 40
	m.Settings.Zone = oneOf(k, "UTC", "Europe/Berlin", "America/New_York")
	m.Settings.StartAt = journey.TimeOfDay(k.r.IntN(24) * 3600)
	m.Settings.Languages = []string{"en", "ru"}
	if k.chance(0.5) {
		m.Settings.FallbackLanguage = "en"
	}
	k.people()
	k.channels()
	k.policy()
	if k.rich {
		k.telephone()
	}
	k.mainFlow()
	if k.full {
		k.base()
	}
	for n := range 2 + k.r.IntN(2) {
		k.scenario(n)
	}
	for _, list := range [][]journey.Record{m.Records(journey.KindPersona), m.Records(journey.KindChannel), m.Records(journey.KindEvent), m.Records(journey.KindProperty), m.Records(journey.KindScenario), m.Records(journey.KindPolicy), m.Records(journey.KindNamedDate), m.Records(journey.KindOffer), m.Records(journey.KindScore)} {
		for _, r := range list {
			journey.Normalize(r)
		}
	}
	if k.desks {
		k.hotline()
	}
	return m
}

func (k *maker) people() {
	m := k.m
	share := 0.3 + 0.4*k.r.Float64()
	m.Personas = []*journey.Persona{
		{
			ID: "anna", Name: "anna", Share: journey.Guess(share),
			Languages: []journey.Weighted{{Value: "en", Share: journey.Guess(0.6)}, {Value: "ru", Share: journey.Guess(0.4)}},
			Zones:     []journey.Weighted{{Value: "Europe/Berlin", Share: journey.Guess(0.5)}, {Value: "Asia/Kolkata", Share: journey.Guess(0.5)}},
			PayGrades: []journey.Weighted{{Value: "A", Share: journey.Guess(0.3)}, {Value: "D", Share: journey.Guess(0.7)}},
			Channels: []journey.Reach{
				{Channel: "email", Known: journey.Guess(0.8), Allowed: journey.Guess(0.9), OpenOdds: 1.5, ClickOdds: 0.7, ResponseOdds: 1.4, UnsubscribeOdds: 1.8},
				{Channel: "sms", Known: journey.Guess(0.5), Allowed: journey.Guess(0.8)},
				{Channel: "popup", Known: journey.Guess(1), Allowed: journey.Guess(1)},
			},
			Properties: []journey.PropertyMix{{Property: "vip", Values: []journey.Weighted{{Value: "yes", Share: journey.Guess(0.4)}, {Value: "no", Share: journey.Guess(0.6)}}}, {Property: "birthday", Low: 1, High: 30}},
		},
		{
			ID: "boris", Name: "boris", Share: journey.Guess(1 - share),
			Channels: []journey.Reach{
				{Channel: "email", Known: journey.Guess(0.95), Allowed: journey.Guess(0.95)},
				{Channel: "sms", Known: journey.Guess(0.9), Allowed: journey.Guess(0.6), ClickOdds: 2},
				{Channel: "popup", Known: journey.Guess(1), Allowed: journey.Guess(1)},
			},
			Properties: []journey.PropertyMix{{Property: "staff", Low: 1, High: 20}, {Property: "birthday", Low: 5, High: 12}},
		},
	}
	m.Properties = []*journey.Property{
		{ID: "vip", Name: "vip", Type: journey.PropertyYesNo, Default: "no"},
		{ID: "staff", Name: "staff", Type: journey.PropertyNumber},
		{ID: "birthday", Name: "birthday", Type: journey.PropertyDate},
	}
	for _, id := range []journey.ID{"visited", "viewed", "carted", "ordered", "came_back", "unsubscribed"} {
		m.Events = append(m.Events, &journey.Event{ID: id, Name: string(id)})
	}
	m.Scores = []*journey.Score{{
		ID: "heat", Name: "heat", Points: []journey.EventPoints{{Event: "visited", Points: 5}, {Event: "viewed", Points: 8}, {Event: "carted", Points: 20}},
		DecayAfter: oneOf(k, 0, 2*journey.Day), DecayEvery: journey.Day, DecayPoints: 3, Interest: []int{8, 20, 40},
	}}
	if k.chance(0.5) {
		ceiling := 45
		m.Scores[0].Ceiling = &ceiling
	}
	m.NamedDates = []*journey.NamedDate{{ID: "fair", Name: "fair", Date: "2026-03-20", At: 18 * 3600}}
	m.Topics = []*journey.Topic{{ID: "news", Name: "news"}, {ID: "help", Name: "help"}}
	m.Offers = []*journey.Offer{{ID: "ten", Name: "ten", Value: 10 * journey.Unit, Expires: &journey.Anchor{Offset: 4 * journey.Day}}}
	m.Segments = []*journey.Segment{
		{ID: "warm", Name: "warm", Rule: oneOf(k, `score >= 20`, `count("viewed", 5d) >= 2`, `last("visited") < 2d and count("viewed") > 0`, `interest >= 3`)},
		{ID: "not_buyer", Name: "not_buyer", Rule: oneOf(k, `never("ordered")`, `count("ordered", 10d) = 0`, `not mark("bought")`)},
		{ID: "quiet_one", Name: "quiet_one", Rule: oneOf(k, `last("visited") > 3d`, `last("viewed") > 2d and never("ordered")`)},
	}
}

func (k *maker) channels() {
	k.m.Channels = []*journey.Channel{
		{ID: "ads", Name: "ads", Medium: journey.MediumAd, Use: journey.ChannelEntry, CostPerVisit: journey.Unit / 2},
		{ID: "email", Name: "email", CostPerSend: 1000, Rates: journey.Rates{
			HardBounce: rate(0.03, journey.PerSent), SoftBounce: rate(0.05, journey.PerSent), Opened: rate(0.45, journey.PerDelivered),
			Clicked: rate(oneOf(k, 0.2, 0.4), oneOf(k, journey.PerDelivered, journey.PerOpened)), Unsubscribed: rate(0.06, oneOf(k, journey.PerDelivered, journey.PerNotClicked)),
			OpenDelay: k.law(5 * journey.Hour), ClickDelay: k.law(10 * 60),
		}},
		{ID: "sms", Name: "sms", Medium: journey.MediumSMS, CostPerSend: 50_000, OpensUnmeasured: true, CapsExempt: k.chance(0.3), QuietHoursExempt: k.chance(0.3), Rates: journey.Rates{
			Opened:     rate(0.6, journey.PerDelivered),
			SoftBounce: rate(0.1, journey.PerSent), Clicked: rate(0.15, journey.PerSent), Unsubscribed: rate(0.03, journey.PerDelivered), ClickDelay: k.law(20 * 60),
		}, DeliveryDelay: oneOf(k, journey.Law{}, journey.Fixed(60))},
		{ID: "popup", Name: "popup", Medium: journey.MediumPopUp, OnSite: true, Rates: journey.Rates{Opened: rate(0.6, journey.PerDelivered), Clicked: rate(0.3, journey.PerOpened), OpenDelay: journey.Fixed(5), ClickDelay: journey.Fixed(20)}},
	}
}

// telephone adds a channel to call on.
func (k *maker) telephone() {
	k.m.Channels = append(k.m.Channels, &journey.Channel{ID: "phone", Name: "phone", Medium: journey.MediumCall, CapsExempt: k.chance(0.5)})
	for _, p := range k.m.Personas {
		p.Channels = append(p.Channels, journey.Reach{Channel: "phone", Known: journey.Guess(0.9), Allowed: journey.Guess(0.8)})
	}
}

func (k *maker) policy() {
	p := k.m.Policy
	caps := k.r.IntN(3)
	if k.full {
		caps = 1 + k.r.IntN(2)
	}
	for n := range caps {
		limit := journey.Cap{
			ID: journey.ID(fmt.Sprintf("cap%d", n)), Name: "cap", Max: 1 + k.r.IntN(3),
			Window: oneOf(k, journey.CapRolling, journey.CapRolling, journey.CapDay, journey.CapWeek, journey.CapSinceLast), Length: oneOf(k, journey.Day, 3*journey.Day, 7*journey.Day),
			Clock: oneOf(k, journey.ClockPerson, journey.ClockMap, journey.ClockUTC), Counts: oneOf(k, journey.CountSend, journey.CountSend, journey.CountDelivery),
			Scope: oneOf(k, journey.ScopeAll, journey.ScopeAll, journey.ScopeChannels, journey.ScopeTopic, journey.ScopeScenario),
			Hit:   oneOf(k, journey.CapSkip, journey.CapSkip, journey.CapLeave, journey.CapDefer),
		}
		if limit.Scope == journey.ScopeChannels && k.chance(0.5) {
			limit.Of = []journey.ID{"email", "sms"}
		}
		if k.rich {
			limit.Counts = oneOf(k, journey.CountSend, journey.CountAttempt, journey.CountDelivery)
			limit.Periods = k.r.IntN(3)
			limit.Window = oneOf(k, limit.Window, journey.CapMonth, journey.CapDay, journey.CapWeek)
			limit.Max = k.r.IntN(4)
		}
		if k.full {
			limit.Max = 1 + k.r.IntN(2)
			limit.WeekStarts = oneOf[journey.Weekday](k, "mon", "sun", "thu")
			limit.Fallback = oneOf[journey.ID](k, "sms", "email", "popup")
			limit.Hit = oneOf(k, limit.Hit, journey.CapChannel, journey.CapDefer)
			if k.chance(0.7) {
				limit.Winner, limit.LookAhead = journey.WinPriority, oneOf(k, journey.Day, 3*journey.Day)
			}
		}
		limit.DropIdle()
		p.Caps = append(p.Caps, limit)
	}
	if k.chance(0.6) {
		q := &journey.QuietHours{Clock: oneOf(k, journey.ClockPerson, journey.ClockMap), Action: oneOf(k, journey.QuietHold, journey.QuietHold, journey.QuietSkip, journey.QuietLeave)}
		for _, d := range (journey.Weekday("")).Words() {
			q.Hours = append(q.Hours, journey.Hours{Day: journey.Weekday(d), From: 21 * 3600, Until: 8 * 3600})
		}
		q.Hours = append(q.Hours, journey.Hours{Day: "sun", From: 8 * 3600, Until: 12 * 3600})
		p.QuietHours = q
	}
	if k.chance(0.6) {
		p.Fatigue = []journey.FatiguePoint{{Messages: 1, Open: journey.Guess(0.8), Unsubscribe: journey.Guess(1.3)}, {Messages: 4, Open: journey.Guess(0.4), Unsubscribe: journey.Guess(2.5)}}
		p.FatigueSameChannel = k.chance(0.3)
	}
	p.UnsubscribeScope = oneOf(k, journey.UnsubscribeChannel, journey.UnsubscribeTopic, journey.UnsubscribeAll)
}

func (k *maker) mainFlow() {
	k.step("", "from_ads", journey.Step{Kind: journey.StepEntry, Entry: &journey.Entry{Channel: "ads", PerDay: journey.Guess(30), Until: "2026-03-25", Profile: []journey.ProfileHour{{Day: "mon", Hour: 9, Weight: 3}, {Day: "wed", Hour: 20, Weight: 5}, {Day: "sat", Hour: 12, Weight: 1}}}})
	k.step("", "from_list", journey.Step{Kind: journey.StepEntry, Entry: &journey.Entry{Mode: journey.EntryCohort, People: 500, CostPerVisit: 1000}})
	touch := func(id journey.ID, event journey.ID, changes ...journey.Change) {
		k.step("", id, journey.Step{Kind: journey.StepTouchpoint, Touchpoint: &journey.Touchpoint{Event: event, Changes: changes}})
	}
	touch("visit", "visited")
	touch("product", "viewed", journey.Change{Kind: journey.ChangeKnown, Target: "email", Share: rate(0.3, "")}, journey.Change{Kind: journey.ChangeMark, Value: "looked"})
	touch("cart", "carted")
	touch("back", "came_back", journey.Change{Kind: journey.ChangeAllowed, Target: "email", Share: rate(0.5, "")})
	k.step("", "pause", journey.Step{Kind: journey.StepWait, Wait: &journey.Wait{For: k.law(2 * journey.Day)}})
	k.step("", "order", journey.Step{Kind: journey.StepGoal, Goal: &journey.Goal{Event: "ordered", EveryTime: k.chance(0.5), Value: oneOf(k, journey.GoalValue{Amount: 40 * journey.Unit}, journey.GoalValue{Low: 10 * journey.Unit, Amount: 20 * journey.Unit, High: 90 * journey.Unit}, journey.GoalValue{Property: "staff"})}})
	k.step("", "bought", journey.Step{Kind: journey.StepUpdate, Update: &journey.Update{Changes: []journey.Change{{Kind: journey.ChangeMark, Value: "bought"}, {Kind: journey.ChangeProperty, Target: "vip", Value: "yes"}, {Kind: journey.ChangeScore, Target: "heat", Value: "7"}}}})
	k.link("from_ads", "out", "visit", -1)
	k.link("from_list", "out", "visit", -1).Delay = k.law(journey.Day)
	k.link("visit", "out", "product", 0.6).Delay = k.law(5 * 60)
	k.link("visit", "out", "pause", 0.2)
	l := k.link("product", "out", "cart", 0.35)
	l.Weights = []journey.WeightFor{{Persona: "boris", Weight: journey.Guess(0.5)}, {Persona: "anna", Entry: "from_ads", Weight: journey.Guess(0.25)}, {Entry: "from_list", Weight: journey.Guess(0.3)}}
	k.link("product", "out", "pause", 0.4)
	k.link("cart", "out", "order", 0.4).Delay = k.law(30 * 60)
	k.link("cart", "out", "pause", 0.3)
	k.link("pause", "out", "visit", -1)
	k.link("order", "out", "bought", -1)
	k.link("bought", "out", "pause", -1)
	k.link("back", "out", "cart", 0.5)
	if k.chance(0.3) {
		k.step("", "gone", journey.Step{Kind: journey.StepExit, Exit: &journey.Exit{Map: true}})
		k.link("visit", "out", "gone", 0.03)
	}
}

// scenario is a row of steps made by chance.
func (k *maker) scenario(n int) {
	id := journey.ID(fmt.Sprintf("sc%d", n))
	name := func(i int) journey.ID { return journey.ID(fmt.Sprintf("sc%d-s%d", n, i)) }
	s := &journey.Scenario{
		ID: id, Name: string(id), Priority: 10 + 10*n, Start: name(0), KeepOutsideSegment: k.chance(0.3),
		Reentry: oneOf(k, journey.ReentryNever, journey.ReentryAfter, journey.ReentryPause, journey.ReentryPause, journey.ReentryAnyTime), ReentryDays: 3,
		Trigger: oneOf(k,
			journey.Trigger{Event: "carted"}, journey.Trigger{Event: "viewed"}, journey.Trigger{Event: "visited"},
			journey.Trigger{Kind: journey.TriggerSegment, Segment: "warm"}, journey.Trigger{Kind: journey.TriggerSegment, Segment: "quiet_one"},
			journey.Trigger{Kind: journey.TriggerDate, Date: "2026-03-05", At: 10 * 3600, Repeat: journey.RepeatWeekly},
			journey.Trigger{Kind: journey.TriggerDate, Property: "birthday", OffsetDays: -1, At: 9 * 3600},
		),
		Goal: oneOf(k, journey.Ref{}, journey.Ref{Kind: journey.KindStep, ID: "order"}, journey.Ref{Kind: journey.KindEvent, ID: "ordered"}),
	}
	if s.Reentry != journey.ReentryPause {
		s.ReentryDays = 0
	}
	if k.full && k.chance(0.4) {
		s.Trigger = oneOf(k, journey.Trigger{Event: "rain"}, journey.Trigger{Event: "payday"})
	}
	if k.chance(0.6) {
		s.Segment = oneOf[journey.ID](k, "warm", "not_buyer", "not_buyer")
	}
	if k.chance(0.3) {
		s.Holdout = 0.2
	}
	when := oneOf(k, journey.ExitAtOnce, journey.ExitAfterTheWait)
	switch k.r.IntN(4) {
	case 0:
		s.Exits = []journey.ExitCriterion{{Event: "ordered", When: when}}
	case 1:
		s.Exits = []journey.ExitCriterion{{Rule: `score >= 30`, When: when}}
	case 2:
		s.Exits = []journey.ExitCriterion{{Event: "came_back", When: when}, {Rule: `last(opened) > 2d`, When: journey.ExitAtOnce}}
	}
	k.m.Scenarios = append(k.m.Scenarios, s)
	steps := 4 + k.r.IntN(4)
	for i := range steps {
		k.scenarioStep(id, name(i))
	}
	k.step(id, name(steps), journey.Step{Kind: journey.StepExit, Exit: &journey.Exit{}})
	for i := range steps {
		k.scenarioLinks(n, i, name, steps)
	}
}

func (k *maker) scenarioStep(scenario, id journey.ID) {
	if k.rich && k.chance(0.35) {
		k.richStep(scenario, id)
		return
	}
	switch k.r.IntN(10) {
	case 0:
		k.step(scenario, id, journey.Step{Kind: journey.StepWait, Wait: &journey.Wait{For: k.law(12 * journey.Hour)}})
	case 1:
		k.step(scenario, id, journey.Step{Kind: journey.StepWait, Wait: &journey.Wait{Kind: journey.WaitUntil, At: 9*3600 + 1800, Days: oneOf(k, nil, []journey.Weekday{"tue", "fri"}), Clock: oneOf(k, journey.ClockPerson, journey.ClockMap)}})
	case 2:
		k.step(scenario, id, journey.Step{Kind: journey.StepWait, Wait: &journey.Wait{Kind: journey.WaitEvent, Event: oneOf[journey.ID](k, "visited", "ordered", "carted"), TimeOut: oneOf(k, 0, journey.Day, 3*journey.Day)}})
	case 3:
		k.step(scenario, id, journey.Step{Kind: journey.StepWait, Wait: &journey.Wait{Kind: journey.WaitAnchor, Late: oneOf(k, journey.LateSkip, journey.LatePass, journey.LateLeave), Anchor: oneOf(k,
			&journey.Anchor{Offset: 2 * journey.Day}, &journey.Anchor{Kind: journey.AnchorEvent, Of: "carted", Offset: journey.Day},
			&journey.Anchor{Kind: journey.AnchorNamedDate, Of: "fair", Offset: -2 * journey.Day}, &journey.Anchor{Kind: journey.AnchorProperty, Of: "birthday"},
		)}})
	case 4:
		k.step(scenario, id, journey.Step{Kind: journey.StepBranch, Branch: &journey.Branch{Rules: []journey.BranchRule{
			{ID: id + "-a", Name: "a", Rule: oneOf(k, `property("vip")`, `mark("looked") and persona = "anna"`, `pay_grade <= "B"`, `count(received, 3d) >= 1`)},
			{ID: id + "-b", Name: "b", Rule: oneOf(k, `language = "ru"`, `score > 15`, `property("staff") >= 8`, `subscribed("email") and allowed("email")`)},
		}}})
	case 5:
		k.step(scenario, id, journey.Step{Kind: journey.StepSplit, Split: &journey.Split{Arms: []journey.SplitArm{{ID: id + "-a", Name: "a", Weight: journey.Guess(0.4)}, {ID: id + "-b", Name: "b", Weight: journey.Guess(0.6)}}}})
	default:
		m := &journey.Message{
			Channels: oneOf(k, []journey.ID{"email"}, []journey.ID{"email"}, []journey.ID{"sms"}, []journey.ID{"email", "sms"}, []journey.ID{"popup"}, []journey.ID{"sms", "email"}),
			Choice:   oneOf(k, journey.ChannelsFirst, journey.ChannelsAll), Class: oneOf(k, journey.ClassMarketing, journey.ClassMarketing, journey.ClassService, journey.ClassTransactional),
			Topic: oneOf[journey.ID](k, "", "news", "help"), Goal: oneOf(k, journey.Ref{}, journey.Ref{Kind: journey.KindStep, ID: "order"}),
			DecideAfter: oneOf(k, 0, 12*journey.Hour), LongestHold: oneOf(k, 0, 10*journey.Hour),
		}
		if k.chance(0.3) {
			m.Offer = "ten"
		}
		if k.chance(0.5) {
			m.Contents = []journey.Content{{Language: "en", Subject: "Hello " + string(id)}}
		}
		if k.chance(0.4) {
			m.Response = &journey.Response{Rate: *rate(0.2, oneOf(k, journey.PerSent, journey.PerDelivered, journey.PerOpened, journey.PerClicked)), Delay: k.law(3 * journey.Hour), Kind: oneOf(k, journey.ResponseGross, journey.ResponseIncremental)}
			if k.chance(0.5) {
				m.Response.Step = "back"
			} else {
				m.Response.Event = "came_back"
			}
		}
		if k.chance(0.3) {
			m.Rates.Opened = rate(0.7, journey.PerSent)
		}
		k.step(scenario, id, journey.Step{Kind: journey.StepMessage, Message: m})
	}
}

// scenarioLinks joins the i-th step of a scenario to later ones.
func (k *maker) scenarioLinks(n, i int, name func(int) journey.ID, steps int) {
	s := k.m.Step(name(i))
	later := func() journey.ID { return name(min(steps, i+1+k.r.IntN(2))) }
	for _, port := range journey.PortsOf(s) {
		switch {
		case s.Kind == journey.StepMessage && port != journey.PortOut:
			if port == journey.PortClicked && k.chance(0.5) {
				k.link(s.ID, port, oneOf[journey.ID](k, "back", "cart", "order"), -1).Delay = oneOf(k, journey.Law{}, journey.Law{}, k.law(60))
			} else if k.chance(0.35) {
				k.link(s.ID, port, later(), -1)
			}
		case port == journey.PortTooLate && k.chance(0.5):
		case len(s.Ports) > 0: // a fork or a race
			for range 2 + k.r.IntN(2) {
				k.link(s.ID, port, name(min(steps, i+1+k.r.IntN(3))), -1).Delay = oneOf(k, journey.Law{}, k.law(journey.Hour), k.law(10*journey.Hour))
			}
		case k.rich && s.Kind == journey.StepTouchpoint:
			k.link(s.ID, port, later(), 0.5)
			if k.chance(0.5) {
				k.link(s.ID, port, later(), 0.2).Delay = k.law(journey.Hour)
			}
		case k.chance(0.92):
			k.link(s.ID, port, later(), -1).Delay = oneOf(k, journey.Law{}, journey.Law{}, k.law(journey.Hour))
		}
	}
}

// richStep is a step of a kind that scenarios seldom have.
func (k *maker) richStep(scenario, id journey.ID) {
	switch k.r.IntN(5) {
	case 0:
		var hours []journey.Hours
		for _, d := range []journey.Weekday{"mon", "tue", "thu", "fri"} {
			hours = append(hours, journey.Hours{Day: d, From: 9 * 3600, Until: 12 * 3600}, journey.Hours{Day: d, From: 13 * 3600, Until: 17 * 3600})
		}
		k.step(scenario, id, journey.Step{Kind: journey.StepCall, Call: &journey.Call{
			Channel: oneOf[journey.ID](k, "phone", "sms", ""), Answered: journey.Guess(0.4), Refused: journey.Guess(0.3), Attempts: k.r.IntN(4), RetryAfter: k.law(5 * journey.Hour),
			Hours: oneOf(k, nil, hours), Talk: k.law(10 * 60), CostPerCall: journey.Unit,
		}})
		if c := k.m.Steps[len(k.m.Steps)-1].Call; k.desks {
			c.Agents, c.Talk = 1+k.r.IntN(2), k.law(2*journey.Hour)
		}
	case 1:
		k.step(scenario, id, journey.Step{Kind: journey.StepTouchpoint, Touchpoint: &journey.Touchpoint{Event: oneOf[journey.ID](k, "", "came_back", "viewed"), Changes: []journey.Change{{Kind: journey.ChangeScore, Target: "heat", Value: "10"}}}})
	case 2:
		k.step(scenario, id, journey.Step{Kind: journey.StepUpdate, Update: &journey.Update{Changes: []journey.Change{
			{Kind: journey.ChangeSubscription, Target: "news", No: k.chance(0.5), Share: rate(0.5, "")}, {Kind: journey.ChangeAllowed, Target: "sms", No: k.chance(0.5)},
			{Kind: journey.ChangeMark, Value: "looked", No: true}, {Kind: journey.ChangeProperty, Target: "birthday", Value: "2026-03-22", Share: rate(0.5, "")},
		}}})
	case 3:
		k.step(scenario, id, journey.Step{Kind: journey.StepGoal, Goal: &journey.Goal{EveryTime: k.chance(0.5), Value: journey.GoalValue{Amount: 5 * journey.Unit}, Deadline: &journey.Anchor{Offset: journey.Day}}})
	default:
		s := k.step(scenario, id, journey.Step{Kind: journey.StepWait, Wait: &journey.Wait{For: k.law(2 * journey.Hour)}})
		s.Ports = []journey.PortOption{oneOf(k, journey.PortOption{Port: journey.PortOut, Fork: true}, journey.PortOption{Port: journey.PortOut, Race: true})}
	}
}

// base adds people who are there at the start and what happens to everybody from outside.
func (k *maker) base() {
	k.step("", "from_before", journey.Step{Kind: journey.StepEntry, Entry: &journey.Entry{Mode: journey.EntryBase, People: 600, CostPerVisit: 1000, Base: &journey.BasePeople{
		Age: oneOf(k, journey.Law{}, journey.Law{Kind: journey.LawUniform, Low: 10 * journey.Day, High: 300 * journey.Day}),
		Events: []journey.PastEvent{
			{Event: "visited", Mean: 2.5, Last: k.law(3 * journey.Day)}, {Event: "viewed", Mean: 1.5, Last: k.law(2 * journey.Day)},
			{Event: "ordered", Mean: 0.3, Last: k.law(6 * journey.Day)}, {Event: "payday", Mean: 1, Last: journey.Fixed(5 * journey.Day)},
		},
		Score: []journey.PastScore{{Score: "heat", Low: 5, High: 28}}, Messages: oneOf(k, 0.0, 3, 12), Unsubscribed: []journey.Weighted{{Value: "email", Share: journey.Guess(0.2)}},
	}}})
	k.link("from_before", "out", oneOf[journey.ID](k, "pause", "visit"), -1)
	rain, pay := &journey.Event{ID: "rain", Name: "rain"}, &journey.Event{ID: "payday", Name: "payday"}
	k.m.Events = append(k.m.Events, rain, pay)
	perDay := *rate(oneOf(k, 0.05, 0.4), "")
	rain.Source, pay.Source = journey.EventOutside, journey.EventOutside
	rain.Outside = &journey.OutsideEvent{PerDay: &perDay, From: oneOf[journey.Date](k, "", "2026-03-06"), Until: oneOf[journey.Date](k, "", "2026-03-30"),
		Segment: oneOf[journey.ID](k, "", "not_buyer"), Multipliers: []journey.RuleFactor{{Rule: `persona = "anna"`, Factor: 2.5}, {Rule: `last("rain") < 1d`, Factor: oneOf(k, 0, 0.5)}}}
	journey.Normalize(rain)
	pay.Outside = &journey.OutsideEvent{Dates: []journey.Date{"2026-03-10", "2026-03-25", "2026-02-25"}, Segment: oneOf[journey.ID](k, "", "warm")}
	journey.Normalize(pay)
}

// hotline adds support in the main flow, between the product and what follows, and to the first scenario.
func (k *maker) hotline() {
	var hours []journey.Hours
	for _, d := range []journey.Weekday{"mon", "tue", "wed", "thu", "sat"} {
		hours = append(hours, journey.Hours{Day: d, From: 8 * 3600, Until: 12 * 3600}, journey.Hours{Day: d, From: 13 * 3600, Until: 22 * 3600})
	}
	k.step("", "help_line", journey.Step{Kind: journey.StepSupport, Support: &journey.Support{
		Agents: 1 + k.r.IntN(2), CasesAtOnce: k.r.IntN(3), Handling: k.law(3 * journey.Hour), Patience: oneOf(k, journey.Law{}, k.law(2*journey.Hour)),
		Opening: oneOf(k, nil, hours), AnswerWithin: journey.Hour, CostPerCase: journey.Unit, CostPerHour: oneOf[journey.Money](k, 0, 10*journey.Unit),
	}})
	k.m.Personas[0].Patience = k.law(4 * journey.Hour)
	k.link("product", "out", "help_line", 0.09)
	k.link("help_line", journey.PortAnswered, "cart", -1)
	k.link("help_line", journey.PortGaveUp, "pause", -1)
	if k.chance(0.5) {
		k.link("help_line", journey.PortClosed, "pause", -1)
	}
	s := k.m.Scenarios[0]
	k.step(s.ID, "hot", journey.Step{Kind: journey.StepSupport, Support: &journey.Support{Agents: 1, Handling: k.law(2 * journey.Hour), Patience: k.law(journey.Day)}})
	k.link("hot", oneOf(k, journey.PortAnswered, journey.PortGaveUp), s.Start, -1)
	s.Start = "hot"
}
