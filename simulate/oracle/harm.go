package oracle

import (
	"slices"
	"strings"

	"rehearse/journey"
	"rehearse/journey/alike"
)

// contact is a message, whatever its channels, or an attempt of a call.
type contact struct {
	at   int64
	step *journey.Step // nil: before the run
	in   *instance
}

// sender is the scenario a contact came from, "" for the main flow and for what was before the run.
func (c contact) sender() string {
	if c.step == nil {
		return ""
	}
	return string(c.step.Scenario)
}

// harm is what was too much for somebody, heard twice or too late.
type harm struct {
	reachedAt map[journey.ID]int64 // by goal step, last
	released  map[int64]int        // messages by the end of quiet hours at which they went
	met       map[string]bool      // what is counted of the person at the end, by name
}

func newHarm() harm {
	return harm{reachedAt: map[journey.ID]int64{}, released: map[int64]int{}, met: map[string]bool{}}
}

// meet looks at what a message repeats, and whether it sells what the person has already.
func (x *person) meet(t *token, step *journey.Step) {
	x.harm.met["got/"+string(step.ID)] = true
	x.sells(t, step)
	for _, c := range x.touches {
		if c.step == nil || c.step.Message == nil || x.now-c.at >= int64(x.w.m.Policy.RepeatsWithin())*1000 {
			continue
		}
		one, two := c.step.Message, step.Message
		if one.RepeatOK || two.RepeatOK {
			continue
		}
		how := "between"
		switch {
		case c.in == t.in:
			how = "within"
		case c.step.Scenario == step.Scenario:
			how = "again"
		}
		a, b := c.step, step
		if slices.Index(x.w.m.Steps, a) > slices.Index(x.w.m.Steps, b) {
			a, b = b, a
		}
		alikeIn := func(code string) {
			x.harm.met["pair/"+code+"/"+how+"/"+string(a.ID)+"/"+string(b.ID)] = true
			x.harm.met["together/repeats/"+x.both(c.sender(), string(step.Scenario))] = true
		}
		offered := two.Offer != "" && one.Offer == two.Offer && one.Role != journey.RoleReminder && two.Role != journey.RoleReminder
		if how != "within" && (two.Topic != "" && one.Topic == two.Topic || offered) {
			alikeIn("same_topic")
		}
		first, second := x.reads(one), x.reads(two)
		if first.Empty() || second.Empty() {
			continue
		}
		if first.Key() == second.Key() {
			alikeIn("same_content")
			continue
		}
		if subjects, bodies := alike.Contents(first, second); how != "within" && (subjects.Degree != alike.Different || bodies.Degree != alike.Different) {
			alikeIn("near_content")
		}
	}
}

// both names two senders, the one that comes first in the map first.
func (x *person) both(a, b string) string {
	place := func(id string) int {
		return slices.IndexFunc(x.w.m.Scenarios, func(s *journey.Scenario) bool { return string(s.ID) == id })
	}
	if place(a) > place(b) {
		a, b = b, a
	}
	return a + "/" + b
}

// reads is what the person reads of a message.
func (x *person) reads(m *journey.Message) alike.Content {
	for _, tag := range []string{x.language, strings.Split(x.language, "-")[0], x.w.m.Settings.FallbackLanguage} {
		for _, c := range m.Contents {
			if tag != "" && strings.EqualFold(c.Language, tag) {
				return alike.ReadContent(c.Subject, c.Body)
			}
		}
	}
	return alike.ReadContent("", "")
}

// sells notes a message of marketing for a goal, one that counts once, to somebody who has reached it: since the instance
// began, or, where the scenario is not for those who have, less than the duplicate window ago.
func (x *person) sells(t *token, step *journey.Step) {
	goal := Sold(x.w.m, step)
	if goal == nil || goal.Goal.EveryTime {
		return
	}
	name := string(step.Scenario)
	x.harm.met["sold/"+name+"/got"] = true
	order := 0
	if t.in.scenario != nil {
		order = t.in.order
	}
	late := x.goalSince(journey.Ref{Kind: journey.KindStep, ID: goal.ID}, order)
	if s := t.in.scenario; s != nil && len(x.reached[goal.ID]) > 0 {
		forOwners := s.Trigger.Kind == journey.TriggerEvent && (s.Trigger.Event == goal.ID || s.Trigger.Event == goal.Goal.Event)
		if s.Trigger.Kind == journey.TriggerDate {
			forOwners = step.Message.Role != journey.RoleOffer && step.Message.Role != journey.RoleReminder
		}
		late = late || !forOwners && x.now-x.harm.reachedAt[goal.ID] < int64(x.w.m.Policy.RepeatsWithin())*1000
	}
	if late {
		x.harm.met["sold/"+name+"/late"] = true
		x.harm.met["sold/"+name+"/late/"+string(step.ID)] = true
	}
}

// Sold is the goal a message of a map sells: its own, else its scenario's, else the one its response leads to; nil for none.
func Sold(of *journey.Map, step *journey.Step) *journey.Step {
	m := step.Message
	if m.Class != journey.ClassMarketing {
		return nil
	}
	goal := m.Goal
	if s := of.Scenario(step.Scenario); s != nil && goal.ID == "" {
		goal = s.Goal
	}
	if goal.ID == "" && m.Response != nil {
		switch behind := of.Step(m.Response.Step); {
		case behind == nil:
			goal = journey.Ref{Kind: journey.KindEvent, ID: m.Response.Event}
		case behind.Goal != nil:
			return behind
		default:
			return onlyGoalBehind(of, behind)
		}
	}
	switch goal.Kind {
	case journey.KindStep:
		return of.Step(goal.ID)
	case journey.KindEvent:
		return onlyGoalOf(of, goal.ID)
	}
	return nil
}

// onlyGoalBehind is the one goal to which links of a touchpoint lead.
func onlyGoalBehind(m *journey.Map, s *journey.Step) (found *journey.Step) {
	if s.Touchpoint == nil {
		return nil
	}
	for _, l := range m.Links {
		if to := m.Step(l.To); l.From == s.ID && to.Goal != nil && to != found {
			if found != nil {
				return nil
			}
			found = to
		}
	}
	return found
}

// onlyGoalOf is the goal step that makes an event happen, if nothing else does.
func onlyGoalOf(m *journey.Map, event journey.ID) (found *journey.Step) {
	if e := m.Event(event); e == nil || e.Source == journey.EventOutside {
		return nil
	}
	for _, s := range m.Steps {
		makes := s.Touchpoint != nil && s.Touchpoint.Event == event || s.Goal != nil && s.Goal.Event == event ||
			s.Message != nil && s.Message.Response != nil && s.Message.Response.Event == event
		switch {
		case !makes:
		case s.Goal == nil || found != nil:
			return nil
		default:
			found = s
		}
	}
	return found
}

// finishHarm counts what only a whole life tells of contacts.
func (x *person) finishHarm() {
	p := x.w.m.Policy
	counted := len(x.touches) - x.warm.touches
	contacts := make([]contact, 0, len(x.before)+len(x.touches))
	for _, at := range x.before {
		contacts = append(contacts, contact{at: at})
	}
	contacts = append(contacts, x.touches...)
	// The first fullest window of those that end in the counted time; what was before counts in it.
	fullest := func(inside func(first, last contact) bool) (best []contact) {
		for last := len(contacts) - counted; last < len(contacts); last++ {
			first := last
			for first > 0 && inside(contacts[first-1], contacts[last]) {
				first--
			}
			if last+1-first > len(best) {
				best = contacts[first : last+1]
			}
		}
		return best
	}
	on := func(c contact) string { return x.w.wall(c.at, x.zone).Format("2006-01-02") }
	today := fullest(func(first, last contact) bool { return on(first) == on(last) })
	week := fullest(func(first, last contact) bool { return last.at-first.at < 7*day })
	x.count("touches/day", float64(len(today)))
	x.count("touches/week", float64(len(week)))
	wants := append(slices.Clone(x.before), x.wants...)
	wanted := 0
	for last := len(x.before) + x.warm.wants; last < len(wants); last++ {
		n := 0
		for _, at := range wants[:last+1] {
			if wants[last]-at < 7*day {
				n++
			}
		}
		wanted = max(wanted, n)
	}
	x.count("touches/wanted", float64(wanted))
	most := 0
	for _, n := range x.harm.released {
		most = max(most, n)
	}
	x.count("touches/burst", float64(most))
	unasked := func(window []contact) bool {
		return slices.ContainsFunc(window, func(c contact) bool {
			return c.step == nil || c.step.Message == nil || c.step.Message.Class == journey.ClassMarketing
		})
	}
	fill := func(what string, window []contact) {
		for i := range window {
			for _, earlier := range window[:i] {
				x.once("harm/together/" + what + "/" + x.both(earlier.sender(), window[i].sender()))
			}
		}
	}
	if len(today) > p.MostADay() && unasked(today) {
		x.once("harm/over_day")
		fill("days", today)
	}
	switch {
	case len(week) > p.MostAWeek():
		if unasked(week) {
			x.once("harm/over_week")
			fill("weeks", week)
		}
	case wanted > p.MostAWeek():
		x.once("harm/pressed")
	}
	if most >= max(2, p.MostADay()) {
		x.once("harm/at_once")
	}
	if p.LeastTouches > 0 && p.LeastTouchesDays == 0 && counted < p.LeastTouches {
		x.once("harm/under")
	}
	for name := range x.harm.met {
		if !strings.HasPrefix(name, "got/") {
			x.once("harm/" + name)
		}
	}
}
