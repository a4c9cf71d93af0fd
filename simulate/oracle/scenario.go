package oracle

import (
	"rehearse/journey"
)

// instance is one run of a scenario; the main flow is one without a scenario.
type instance struct {
	x        *person
	scenario *journey.Scenario
	start    int64
	order    int
	been     map[journey.ID]int
	tokens   []*token
	alive    bool
	leaving  bool
	truth    []bool // of exit rules when last asked
	pending  []bool // exit rules that came to hold and are asked once more when the wait ends
}

func (in *instance) rank() int {
	if in.scenario == nil {
		return 0
	}
	return in.scenario.Rank()
}

// start starts a scenario where it may start.
func (x *person) start(s *journey.Scenario) {
	name := "scenario/" + string(s.ID)
	if !x.inSegment(s.Segment) {
		if s.Trigger.Kind != journey.TriggerDate {
			x.count(name+"/refused/not_in_segment", 1)
		}
		return
	}
	last := x.lastOf(s)
	if !x.mayStart(s, x.now) {
		x.count(name+"/refused/reentry", 1)
		return
	}
	if last == nil {
		x.heldOut[s.ID] = x.r.Float64() < s.Holdout
	}
	x.countStart(s)
	x.order++
	in := &instance{x: x, scenario: s, start: x.now, order: x.order, been: map[journey.ID]int{}, alive: true}
	for _, exit := range s.Exits {
		in.truth = append(in.truth, exit.Event == "" && x.holds(exit.Rule))
		in.pending = append(in.pending, false)
	}
	x.all = append(x.all, in)
	t := x.newToken(in)
	x.at(x.now, in.rank(), func() {
		if t.alive && !x.leaving(t) {
			x.enter(t, x.w.m.Step(s.Start))
		}
	})
}

// countStart counts an instance as started.
func (x *person) countStart(s *journey.Scenario) {
	name := "scenario/" + string(s.ID)
	x.count(name+"/started", 1)
	x.once(name + "/people")
	if x.heldOut[s.ID] {
		x.once(name + "/holdout")
	}
}

// withdraw ends an instance before its time.
func (in *instance) withdraw(reason string) {
	for _, t := range in.tokens {
		if t.alive {
			t.lose("withdrawn")
		}
	}
	if in.scenario != nil && in.alive {
		in.alive = false
		in.x.instanceEnded()
		in.x.count("scenario/"+string(in.scenario.ID)+"/withdrawn/"+reason, 1)
	}
}

// rest ends an instance that has no token left.
func (in *instance) rest(reason string) {
	for _, t := range in.tokens {
		if t.alive {
			return
		}
	}
	if in.scenario == nil || !in.alive {
		return
	}
	in.alive = false
	in.x.instanceEnded()
	name := "scenario/" + string(in.scenario.ID)
	if reason == "" {
		in.x.count(name+"/completed", 1)
	} else {
		in.x.count(name+"/withdrawn/"+reason, 1)
	}
}

// emit lets an event happen: it is remembered and scored, instances exit on it, waits end, scenarios start.
func (x *person) emit(name string) {
	if name == "" || x.over {
		return
	}
	x.happened[name] = append(x.happened[name], x.now)
	x.order++
	x.orders[name] = x.order
	x.dirty = true
	for _, s := range x.w.m.Scores {
		for _, p := range s.Points {
			if string(p.Event) == name {
				x.addPoints(s, float64(p.Points), true)
			}
		}
	}
	for _, in := range x.all {
		for _, exit := range x.exits(in) {
			if in.alive && exit.Event != "" && string(exit.Event) == name {
				if exit.When == journey.ExitAfterTheWait {
					in.endWhenTheWaitEnds()
				} else {
					in.withdraw("exit_criterion")
				}
			}
		}
	}
	for _, in := range append([]*instance{x.flow}, x.all...) {
		for _, t := range in.tokens {
			if t.alive && t.waitsFor == name {
				t.waitsFor = ""
				gen := t.gen
				x.at(x.now, in.rank(), func() {
					if t.alive && t.gen == gen {
						x.waitEnded(t, journey.PortHappened)
					}
				})
			}
		}
	}
	for _, s := range x.w.m.Scenarios {
		if s.Trigger.Kind == journey.TriggerEvent && string(s.Trigger.Event) == name && !x.over {
			x.start(s)
		}
	}
	x.look(x.now, false)
}

func (x *person) exits(in *instance) []journey.ExitCriterion { return in.scenario.Exits }

// look asks the watched rules again around a moment: when a length of time they compare with has passed since,
// and, of a date, so long before it.
func (x *person) look(moment int64, ahead bool) {
	if !x.w.watching {
		return
	}
	ask := func(at int64) {
		if at > x.now && at < x.w.horizon {
			x.at(at, -1, func() { x.dirty = true })
		}
	}
	for _, span := range append([]int64{0}, x.w.spans...) {
		ask(moment + span)
		ask(moment + span + 1)
		if ahead {
			ask(moment - span)
			ask(moment - span + 1)
		}
	}
}

// settle asks the watched rules until nothing changes any more.
func (x *person) settle() {
	for x.dirty && !x.over {
		x.dirty = false
		for _, in := range x.all {
			for i, exit := range x.exits(in) {
				if !in.alive || exit.Event != "" {
					continue
				}
				now := x.holds(exit.Rule)
				came := now && !in.truth[i]
				in.truth[i] = now
				if came && exit.When == journey.ExitAfterTheWait {
					in.pending[i] = true
					in.leaveTheLine()
				} else if came {
					in.withdraw("exit_criterion")
				}
			}
		}
		for _, s := range x.w.m.Scenarios {
			if s.Trigger.Kind != journey.TriggerSegment {
				continue
			}
			now := x.inSegment(s.Trigger.Segment)
			came := now && !x.inside[s.ID]
			x.inside[s.ID] = now
			if came {
				x.start(s)
			}
		}
	}
}

// planDates schedules the instants of a date trigger.
func (x *person) planDates(s *journey.Scenario) {
	loc := x.w.zone
	if s.Trigger.Zone != "" {
		loc = location(s.Trigger.Zone)
	}
	if s.Trigger.Property != "" {
		x.planOwnDate(s)
		return
	}
	first := date(s.Trigger.Date)
	for n := 0; ; n++ {
		on := first
		switch s.Trigger.Repeat {
		case journey.RepeatWeekly:
			on = first.AddDate(0, 0, 7*n)
		case journey.RepeatMonthly:
			on = first.AddDate(0, n, 0)
		}
		at := x.w.tick(on, s.Trigger.At, loc)
		if at >= x.w.horizon {
			return
		}
		if at >= x.now {
			x.starts[s.ID] = append(x.starts[s.ID], at)
			x.at(at, s.Rank(), func() { x.start(s) })
		}
		if s.Trigger.Repeat == journey.RepeatOnce {
			return
		}
	}
}

// planOwnDate schedules the date of a person's own property; what was scheduled before is void, and a date that has come
// does not come again at that instant.
func (x *person) planOwnDate(s *journey.Scenario) {
	x.planned[s.ID]++
	set := x.planned[s.ID]
	x.starts[s.ID] = nil
	value, ok := x.dates[s.Trigger.Property]
	if !ok {
		return
	}
	loc := x.zone
	if s.Trigger.Zone != "" {
		loc = location(s.Trigger.Zone)
	}
	on := x.w.wall(value, x.zone).AddDate(0, 0, s.Trigger.OffsetDays)
	came, has := x.dated[s.ID]
	if at := x.w.tick(on, s.Trigger.At, loc); at >= x.now && !(has && at == came) {
		x.starts[s.ID] = []int64{at}
		x.at(at, s.Rank(), func() {
			if x.planned[s.ID] == set {
				x.dated[s.ID] = x.now
				x.start(s)
			}
		})
	}
}

// goalSince tells whether a goal step counted, or an event happened, after a moment of the person's own order.
func (x *person) goalSince(goal journey.Ref, order int) bool {
	switch goal.Kind {
	case journey.KindStep:
		for _, o := range x.reached[goal.ID] {
			if o > order {
				return true
			}
		}
	case journey.KindEvent:
		return len(x.happened[string(goal.ID)]) > 0 && x.orders[string(goal.ID)] > order
	}
	return false
}
