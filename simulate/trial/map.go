package trial

import (
	"fmt"
	"slices"

	"rehearse/journey"
)

// maker makes a map out of choices.
type maker struct {
	*Builder
	pick     func(n int) int
	topics   int
	features []Feature
}

// Feature is something only maps that ask for it have: what came to the engine later than the maps, so that the maps
// without it stay the same.
type Feature string

// CapSwitches gives caps every switch: several calendar periods, weeks from any day, other channels, priority with and
// without looking ahead.
const CapSwitches Feature = "cap_switches"

// Map makes a valid map of what the engine runs: several personas, channels, scenarios with every trigger,
// every kind of step, loops that take time, forks, races, pulls, caps, quiet hours and fatigue. Pick
// returns a whole number from 0 to n-1.
func Map(pick func(n int) int, features ...Feature) *journey.Map {
	k := &maker{Builder: New(3 + pick(12)), pick: pick, features: features}
	k.Settings.Zone = []string{"UTC", "Europe/Berlin", "America/New_York"}[pick(3)]
	k.Settings.Start = []journey.Date{"2026-01-05", "2026-03-27", "2026-10-24"}[pick(3)]
	k.Settings.Attribution = []journey.Attribution{journey.AttributionLast, journey.AttributionAny, journey.AttributionFirst}[k.pick(3)]
	k.people()
	k.patience()
	k.records()
	k.flow("", 3+pick(6))
	for i := range pick(4) {
		k.scenario(journey.ID(fmt.Sprintf("s%d", i)))
	}
	k.policy()
	k.warmUp()
	return k.Done()
}

// chance holds in n of 100 cases.
func (k *maker) chance(n int) bool { return k.pick(100) < n }

func (k *maker) people() {
	if k.chance(50) {
		k.Personas[0].Share = journey.Guess(0.25)
		k.Persona("q", 0.75)
	}
	for _, id := range []journey.ID{"email", "sms"}[:1+k.pick(2)] {
		c := k.Channel(id)
		c.Rates.Opened = Rate(0.5, journey.PerDelivered)
		c.Rates.Clicked = Rate(0.2, journey.PerDelivered)
		c.Rates.SoftBounce = Rate(0.05, journey.PerSent)
		c.Rates.HardBounce = Rate(0.02, journey.PerSent)
		c.Rates.Unsubscribed = Rate(0.05, journey.PerNotClicked)
		c.Rates.OpenDelay = k.law()
		c.Rates.ClickDelay = k.law()
		c.OpensUnmeasured = id == "sms"
		c.CapsExempt = k.chance(10)
		if k.chance(20) {
			c.DeliveryDelay = k.law()
		}
	}
	for _, p := range k.Personas {
		for i := range p.Channels {
			p.Channels[i].Known = journey.Guess(0.8)
		}
		if k.chance(40) {
			p.Zones = []journey.Weighted{{Value: "Asia/Tokyo", Share: journey.Guess(0.5)}, {Value: "Europe/London", Share: journey.Guess(0.5)}}
		}
	}
}

func (k *maker) records() {
	k.Event("ea", "eb", "ec", "unsubscribed")
	k.topics = 1 + k.pick(2)
	for i := range k.topics {
		k.Topics = append(k.Topics, &journey.Topic{ID: journey.ID(fmt.Sprintf("topic%d", i)), Name: fmt.Sprintf("topic%d", i)})
	}
	k.Scores = append(k.Scores, &journey.Score{
		ID: "points", Name: "points", Points: []journey.EventPoints{{Event: "ea", Points: 5}, {Event: "eb", Points: 3}},
		DecayAfter: journey.Day, DecayEvery: journey.Hour, DecayPoints: 1, Interest: []int{4, 8, 12},
	})
	k.NamedDates = append(k.NamedDates, &journey.NamedDate{ID: "day", Name: "day", Date: k.Settings.Start, At: 18 * 3600, EveryDays: 2})
	k.Properties = append(k.Properties, &journey.Property{ID: "due", Name: "due", Type: journey.PropertyDate, Default: string(k.Settings.Start)})
	for i := range 3 {
		k.Segment(journey.ID(fmt.Sprintf("seg%d", i)), k.rule())
	}
	k.outside()
}

// rule is a condition that changes with events, marks, scores and time.
func (k *maker) rule() string {
	rules := []string{
		`last("ea") < 1d`, `count("eb", 2d) >= 2`, `never("ec")`, `score > 4`, `interest >= 2`, `mark("m")`, `known("email")`,
		`subscribed("email")`, `until("day") <= 6h`, `not last("eb") < 3h`, `pay_grade <= "C"`, `persona = "p"`, `true`,
	}
	rule := rules[k.pick(len(rules))]
	switch k.pick(4) {
	case 0:
		return rule + " and " + rules[k.pick(len(rules))]
	case 1:
		return "(" + rule + " or " + rules[k.pick(len(rules))] + ")"
	}
	return rule
}

func (k *maker) law() journey.Law {
	switch k.pick(6) {
	case 0:
		return journey.Fixed(journey.Duration(k.pick(3)) * journey.Hour)
	case 1:
		return journey.Law{Kind: journey.LawUniform, Low: journey.Minute, High: journey.Day}
	case 2:
		return journey.Law{Kind: journey.LawNormal, Mean: 6 * journey.Hour, Deviation: 3 * journey.Hour}
	case 3:
		return journey.Law{Kind: journey.LawLogNormal, Median: 4 * journey.Hour, Sigma: 1}
	case 4:
		return journey.Law{Kind: journey.LawExponential, Mean: 8 * journey.Hour}
	default:
		return journey.Law{Kind: journey.LawTriangular, Low: 0, Mode: journey.Hour, High: 10 * journey.Hour}
	}
}

// flow adds steps and links of a scenario or of the main flow.
func (k *maker) flow(scenario journey.ID, steps int) {
	name := func(i int) journey.ID {
		if scenario == "" {
			return journey.ID(fmt.Sprintf("main%d", i))
		}
		return journey.ID(fmt.Sprintf("%s-%d", scenario, i))
	}
	for i := range steps {
		k.step(name(i), scenario)
	}
	if scenario == "" {
		k.entries(name(0))
	}
	for i := range steps {
		step := k.Map.Step(name(i))
		for _, port := range journey.PortsOf(step) {
			k.ports(step, port, scenario, name, i, steps)
		}
	}
}

func (k *maker) entries(first journey.ID) {
	k.Cohort("start", int64(20+k.pick(50)))
	k.Step("marked", "", &journey.Update{Changes: []journey.Change{{Kind: journey.ChangeMark, Value: "m", Share: Rate(0.5, "")}}})
	k.Chain("start", "marked", first)
	if k.chance(60) {
		k.Step("stream", "", &journey.Entry{
			PerDay: journey.Guess(5.5), Profile: []journey.ProfileHour{{Day: "mon", Hour: 9, Weight: 2}, {Day: "tue", Hour: 23, Weight: 1}, {Day: "sat", Hour: 2, Weight: 1}},
		})
		k.Chain("stream", first)
	}
	k.base(first)
}

// ports links a port to nothing, to one step or to several. Links back take time, so that no loop goes round
// in an instant.
func (k *maker) ports(step *journey.Step, port journey.Port, scenario journey.ID, name func(int) journey.ID, at, steps int) {
	if k.chance(25) {
		return
	}
	n := 1
	if k.chance(30) {
		n = 2
	}
	fork := n == 2 && k.chance(30)
	race := n == 2 && !fork && k.chance(20)
	if fork || race {
		step.Ports = append(step.Ports, journey.PortOption{Port: port, Fork: fork, Race: race})
	}
	for j := range n {
		to := k.pick(steps)
		l := k.Link(step.ID, port, name(to))
		if to <= at || k.chance(20) {
			l.Delay = journey.Law{Kind: journey.LawUniform, Low: 2 * journey.Hour, High: journey.Day}
		}
		if n == 2 && !fork && !race {
			a := journey.Guess([]float64{0.375, 0.625}[j])
			if step.Kind == journey.StepTouchpoint {
				a.Value /= 1.25
			}
			l.Weight = &a
		}
	}
	pulls := 0
	if scenario != "" && k.chance(15) {
		pulls = 1 + k.pick(2)
	}
	for range pulls {
		l := k.Link(step.ID, port, journey.ID(fmt.Sprintf("main%d", k.pick(3))))
		// A scenario that starts any time takes time too: what it pulls people to may start it again.
		if k.Scenarios[len(k.Scenarios)-1].Reentry == journey.ReentryAnyTime {
			l.Delay = journey.Law{Kind: journey.LawUniform, Low: 2 * journey.Hour, High: journey.Day}
		} else if k.chance(50) {
			l.Delay = k.law()
		}
		if k.chance(30) {
			l.Weight = Rate(0.4, "")
		}
	}
}

func (k *maker) step(id, scenario journey.ID) {
	if k.desk(id, scenario) {
		return
	}
	switch k.pick(13) {
	case 0, 1:
		k.Step(id, scenario, &journey.Touchpoint{Event: k.event(), Changes: k.changes()})
	case 2, 3, 4:
		k.message(id, scenario)
	case 5, 6:
		k.Step(id, scenario, &journey.Wait{For: k.law()})
	case 7:
		k.otherWait(id, scenario)
	case 8:
		k.Step(id, scenario, &journey.Branch{Rules: []journey.BranchRule{{ID: id + "-a", Rule: k.rule()}, {ID: id + "-b", Rule: k.rule()}}})
	case 9:
		k.Step(id, scenario, &journey.Split{Arms: []journey.SplitArm{{ID: id + "-a", Weight: journey.Guess(0.5)}, {ID: id + "-b", Weight: journey.Guess(0.5)}}})
	case 10:
		k.Step(id, scenario, &journey.Call{Channel: k.Channels[0].ID, Answered: journey.Guess(0.5), Refused: journey.Guess(0.3), Attempts: 3, RetryAfter: k.law(), Talk: journey.Fixed(600)})
	case 11:
		k.Step(id, scenario, &journey.Goal{Event: "eb", Value: journey.GoalValue{Amount: 10 * journey.Unit}, EveryTime: k.chance(50)})
	default:
		if scenario != "" && k.chance(40) {
			k.Step(id, scenario, &journey.Exit{Map: k.chance(20)})
			return
		}
		k.Step(id, scenario, &journey.Update{Changes: k.changes()})
	}
}

func (k *maker) changes() []journey.Change {
	all := []journey.Change{
		{Kind: journey.ChangeMark, Value: "m"}, {Kind: journey.ChangeMark, Value: "m", No: true},
		{Kind: journey.ChangeScore, Target: "points", Value: "2"}, {Kind: journey.ChangeKnown, Target: "email"},
		{Kind: journey.ChangeAllowed, Target: "email"}, {Kind: journey.ChangeSubscription, Target: "topic0", No: true},
		{Kind: journey.ChangeProperty, Target: "due", Value: string(k.Settings.Start)[:8] + "28"}, {Kind: journey.ChangeKnown, Target: "email", No: true},
	}
	n := k.pick(4)
	return append([]journey.Change(nil), all[n*2:n*2+k.pick(3)]...)
}

func (k *maker) message(id, scenario journey.ID) {
	m := &journey.Message{
		Class: []journey.MessageClass{journey.ClassMarketing, journey.ClassMarketing, journey.ClassService, journey.ClassTransactional}[k.pick(4)],
		Topic: journey.ID(fmt.Sprintf("topic%d", k.pick(k.topics))),
	}
	for _, c := range k.Channels {
		m.Channels = append(m.Channels, c.ID)
	}
	if k.chance(50) {
		m.Choice = journey.ChannelsAll
	}
	if scenario != "" && k.chance(30) {
		m.Response = &journey.Response{
			Step: "main1", Rate: *Rate(0.1, []journey.Base{journey.PerSent, journey.PerDelivered, journey.PerOpened, journey.PerClicked}[k.pick(4)]), Delay: k.law(),
			Kind: []journey.ResponseBase{journey.ResponseGross, journey.ResponseIncremental}[k.pick(2)],
		}
	}
	k.Step(id, scenario, m)
}

func (k *maker) otherWait(id, scenario journey.ID) {
	switch k.pick(4) {
	case 0:
		k.Step(id, scenario, &journey.Wait{Kind: journey.WaitUntil, At: 9 * 3600, Days: []journey.Weekday{"mon", "thu", "sun"}})
	case 1:
		k.Step(id, scenario, &journey.Wait{Kind: journey.WaitEvent, Event: k.event(), TimeOut: journey.Duration(k.pick(3)) * journey.Day})
	case 2:
		k.Step(id, scenario, &journey.Wait{Kind: journey.WaitAnchor, Anchor: &journey.Anchor{Offset: 2 * journey.Day}, Late: journey.LateLeave})
	default:
		k.Step(id, scenario, &journey.Wait{Kind: journey.WaitAnchor, Anchor: &journey.Anchor{Kind: journey.AnchorNamedDate, Of: "day", Offset: -journey.Day}})
	}
}

func (k *maker) scenario(id journey.ID) {
	s := k.Scenario(id, k.event())
	switch k.pick(5) {
	case 2:
		s.Trigger = journey.Trigger{Kind: journey.TriggerDate, Property: "due", OffsetDays: k.pick(5), At: 12 * 3600}
	case 0:
		s.Trigger = journey.Trigger{Kind: journey.TriggerSegment, Segment: "seg0"}
	case 1:
		s.Trigger = journey.Trigger{Kind: journey.TriggerDate, Date: k.Settings.Start, At: 10 * 3600, Repeat: journey.RepeatWeekly}
	}
	if k.chance(50) {
		s.Segment = "seg1"
		s.KeepOutsideSegment = k.chance(50)
	}
	s.Priority = 1 + k.pick(3)
	s.Reentry = []journey.Reentry{journey.ReentryNever, journey.ReentryAfter, journey.ReentryAnyTime, journey.ReentryPause}[k.pick(4)]
	if s.Reentry == journey.ReentryPause {
		s.ReentryDays = 2
	}
	if k.chance(30) {
		s.Holdout = 0.2
	}
	if k.chance(60) {
		s.Exits = append(s.Exits, journey.ExitCriterion{Event: k.event(), When: []journey.ExitMoment{journey.ExitAtOnce, journey.ExitAfterTheWait}[k.pick(2)]})
	}
	if k.chance(40) {
		s.Exits = append(s.Exits, journey.ExitCriterion{Rule: k.rule()})
	}
	if k.chance(50) {
		s.Goal = journey.Ref{Kind: journey.KindEvent, ID: k.event()}
	}
	if s.Reentry == journey.ReentryAnyTime { // it may start itself again: not without end in an instant
		k.Wait(id+"-rest", id, journey.Hour)
		k.Chain(id+"-rest", id+"-0")
	}
	k.flow(id, 1+k.pick(6))
}

func (k *maker) switches(cap *journey.Cap) {
	cap.Periods = k.pick(4)
	cap.WeekStarts = journey.Weekday(journey.Weekday("").Words()[k.pick(7)])
	if k.chance(30) {
		cap.Hit, cap.Fallback = journey.CapChannel, k.Channels[k.pick(len(k.Channels))].ID
	}
	if k.chance(60) {
		cap.Winner, cap.LookAhead = journey.WinPriority, journey.Duration(k.pick(4))*journey.Day
	}
}

func (k *maker) policy() {
	for i := range k.pick(4) {
		cap := journey.Cap{
			ID: journey.ID(fmt.Sprintf("cap%d", i)), Max: k.pick(4), Length: journey.Duration(1+k.pick(3)) * journey.Day,
			Window: []journey.CapWindow{journey.CapRolling, journey.CapRolling, journey.CapSinceLast, journey.CapDay, journey.CapWeek, journey.CapMonth}[k.pick(6)],
			Clock:  []journey.Clock{journey.ClockPerson, journey.ClockMap, journey.ClockUTC}[k.pick(3)],
			Counts: []journey.CapCount{journey.CountSend, journey.CountSend, journey.CountAttempt, journey.CountDelivery}[k.pick(4)],
			Scope:  []journey.CapScope{journey.ScopeAll, journey.ScopeChannels, journey.ScopeTopic, journey.ScopeScenario}[k.pick(4)],
			Hit:    []journey.CapAction{journey.CapSkip, journey.CapLeave, journey.CapDefer}[k.pick(3)],
		}
		if cap.Scope == journey.ScopeChannels && k.chance(50) {
			for _, c := range k.Channels {
				cap.Of = append(cap.Of, c.ID)
			}
		}
		if slices.Contains(k.features, CapSwitches) {
			k.switches(&cap)
		}
		cap.DropIdle()
		k.Policy.Caps = append(k.Policy.Caps, cap)
	}
	if k.chance(60) {
		quiet := &journey.QuietHours{Action: []journey.QuietAction{journey.QuietHold, journey.QuietHold, journey.QuietSkip, journey.QuietLeave}[k.pick(4)]}
		for _, d := range journey.Weekday("").Words() {
			quiet.Hours = append(quiet.Hours, journey.Hours{Day: journey.Weekday(d), From: 22 * 3600, Until: 8 * 3600})
		}
		k.Policy.QuietHours = quiet
	}
	if k.chance(40) {
		k.Policy.Fatigue = []journey.FatiguePoint{{Messages: 1, Open: journey.Guess(1), Unsubscribe: journey.Guess(1)}, {Messages: 5, Open: journey.Guess(0.5), Unsubscribe: journey.Guess(2)}}
	}
	k.Policy.UnsubscribeScope = []journey.UnsubscribeScope{journey.UnsubscribeChannel, journey.UnsubscribeTopic, journey.UnsubscribeAll}[k.pick(3)]
}
