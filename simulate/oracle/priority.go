package oracle

import (
	"maps"
	"slices"
	"sort"

	"rehearse/journey"
)

// scheduled is a message a token will come to.
type scheduled struct {
	at      int64
	step    *journey.Step
	channel journey.ID // of a held send; "" when the gate will choose
	wanted  bool       // of a held send
}

// onlyWay is the step behind a step that has one link without delay and no other.
func (x *person) onlyWay(s *journey.Step) *journey.Step {
	links := x.w.out[s.ID]
	if len(links) != 1 || !links[0].Delay.IsZero() {
		return nil
	}
	return x.w.m.Step(links[0].To)
}

// instanceEnded asks again what was put off: what it was put off for may not come any more.
func (x *person) instanceEnded() {
	list := x.yielding
	x.yielding = nil
	for _, again := range list {
		again()
	}
}

// yields tells that a send for which a cap has room leaves it to a more important one that is due soon, and when that is.
func (x *person) yields(limit *journey.Cap, times []int64, t *token, m *journey.Message, c *journey.Channel) (int64, bool) {
	if limit.Winner != journey.WinPriority || limit.LookAhead == 0 || t.in.scenario == nil {
		return 0, false
	}
	group := limit.Of
	if len(group) == 0 {
		group = []journey.ID{map[journey.CapScope]journey.ID{
			journey.ScopeChannels: c.ID, journey.ScopeTopic: m.Topic, journey.ScopeScenario: t.in.scenario.ID,
		}[limit.Scope]}
	}
	var due []int64
	for _, s := range x.ahead(t.in.rank()) {
		if s.at > x.now && s.at <= x.now+int64(limit.LookAhead)*1000 && s.at < x.w.horizon &&
			together(limit, group, s.channel, s.step.Message.Topic, s.step.Scenario) {
			due = append(due, s.at)
		}
	}
	slices.Sort(due)
	without, with := slices.Clone(times), append(slices.Clone(times), x.now)
	for _, at := range due {
		if _, full := x.free(limit, without, at); full {
			continue
		}
		if _, full := x.free(limit, with, at); full {
			return at, true
		}
		without, with = append(without, at), append(with, at)
	}
	return 0, false
}

// ahead lists what more important scenarios will send that counts for caps, one entry for each channel.
func (x *person) ahead(rank int) []scheduled {
	var list []scheduled
	add := func(in *instance, s *journey.Scenario, due *scheduled) {
		m := due.step.Message
		if due.step.Kind != journey.StepMessage || s.Rank() >= rank || m.Class == journey.ClassTransactional {
			return
		}
		stand := &token{in: in, step: due.step, visit: &visit{}}
		if _, ok := x.standing(stand, m); !ok {
			return
		}
		channels := m.Channels
		if due.channel != "" {
			channels = []journey.ID{due.channel}
		}
		for _, id := range channels {
			c := x.w.m.Channel(id)
			if x.reachable(m, c) != "" {
				continue
			}
			if !c.CapsExempt {
				list = append(list, scheduled{at: due.at, step: due.step, channel: id})
			}
			if m.Choice != journey.ChannelsAll {
				break
			}
		}
	}
	for _, in := range x.all {
		for _, t := range in.tokens {
			if !in.alive || !t.alive || in.toEnd() {
				continue
			}
			if t.due != nil {
				add(in, in.scenario, t.due)
			}
			for _, id := range slices.Sorted(maps.Keys(t.held)) {
				add(in, in.scenario, t.held[id])
			}
		}
	}
	for _, s := range x.w.m.Scenarios {
		first := x.w.m.Step(s.Start)
		if s.Trigger.Kind != journey.TriggerDate || first == nil || !x.inSegment(s.Segment) || x.heldOut[s.ID] {
			continue
		}
		if at, ok := x.nextDate(s); ok && x.mayStart(s, at) {
			add(&instance{x: x, scenario: s, start: at, order: x.order, alive: true}, s, &scheduled{at: at, step: first})
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].at < list[j].at })
	return list
}

// nextDate is when a date starts a scenario next, after now.
func (x *person) nextDate(s *journey.Scenario) (int64, bool) {
	best, ok := int64(0), false
	for _, at := range x.starts[s.ID] {
		if at > x.now && (!ok || at < best) {
			best, ok = at, true
		}
	}
	return best, ok
}

// mayStart tells that re-entry lets a scenario start at a moment, as things are now.
func (x *person) mayStart(s *journey.Scenario, at int64) bool {
	last, running := x.lastOf(s), false
	for _, in := range x.all {
		running = running || in.scenario == s && in.alive
	}
	switch {
	case last == nil:
		return true
	case s.Reentry == journey.ReentryAfter:
		return !running
	case s.Reentry == journey.ReentryAnyTime:
		return true
	case s.Reentry == journey.ReentryPause:
		return at-last.start >= int64(s.ReentryDays)*day
	}
	return false
}

// lastOf is the latest instance of a scenario.
func (x *person) lastOf(s *journey.Scenario) (last *instance) {
	for _, in := range x.all {
		if in.scenario == s {
			last = in
		}
	}
	return last
}
