package reach

import (
	"rehearse/journey"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// act lets all who can come to a step do what is done there, and go on.
func (f *flow) act(number int32) {
	step := &f.p.Steps[number]
	who := set{wide: f.at[number].wide}
	for _, b := range f.at[number].boxes {
		who.add(f.later(b, step.Scenario))
	}
	active, silent := f.silent(step.Scenario, who)
	who = active
	switch step.Kind {
	case program.KindTouchpoint:
		touch := &f.p.Touchpoints[step.Index]
		who = f.changed(who, touch.Changes)
		f.emit(number, touch.Event, who, false)
		who = f.after(who, touch.Event, step.Scenario)
	case program.KindUpdate:
		who = f.changed(who, f.p.Updates[step.Index].Changes)
	case program.KindGoal:
		goal := &f.p.Goals[step.Index]
		f.emit(number, goal.Event, who, false)
		who = f.after(who, goal.Event, step.Scenario)
		f.emit(number, goal.Also, who, false)
		who = f.after(who, goal.Also, step.Scenario)
	case program.KindMessage:
		who = f.message(number, step.Index, who)
	case program.KindExit:
		return
	}
	who.all(silent) // they go the same ways
	for i := range step.PortCount {
		if port := step.FirstPort + i; step.Kind != program.KindMessage || len(outcomes(f.p, step, i)) > 0 {
			f.leave(step, port, f.through(step, i, who))
		}
	}
}

// silent divides people at a step into those it does something to and those who are held out of its scenario.
func (f *flow) silent(scenario int32, who set) (active, silent set) {
	if scenario == program.None || f.p.Scenarios[scenario].Holdout == random.Never {
		return who, set{}
	}
	dimension, ok := f.space.index[subject{aspect: aspectHeld, of: scenario}]
	active, silent = set{wide: who.wide}, set{wide: who.wide}
	for _, b := range who.boxes {
		if !ok {
			active.add(b)
			silent.add(b)
			continue
		}
		if b := f.space.narrowed(b, dimension, no); b != nil && f.p.Scenarios[scenario].Holdout < random.Always {
			active.add(b)
		}
		if b := f.space.narrowed(b, dimension, yes); b != nil {
			silent.add(b)
		}
	}
	return active, silent
}

// changed is how people are after changes.
func (f *flow) changed(who set, changes []program.Change) set {
	result := set{wide: who.wide}
	for _, b := range who.boxes {
		b = f.space.copied(b)
		for i := range changes {
			f.change(b, &changes[i])
		}
		result.add(b)
	}
	return result
}

func (f *flow) change(b box, c *program.Change) {
	s := f.space
	value := yes
	if c.No {
		value = no
	}
	put := func(a aspect) {
		if i, ok := s.index[subject{aspect: a, of: c.Target}]; ok {
			d := &s.dimensions[i]
			switch a {
			case aspectValue:
				value = s.valueMask(d, c.Value)
			case aspectPoints:
				value = d.after(b[i])
			}
			if c.Share < random.Always {
				value |= b[i]
			}
			if c.Share > random.Never {
				b[i] = value
			}
		}
	}
	switch c.Kind {
	case journey.ChangeMark:
		put(aspectMark)
	case journey.ChangeKnown:
		put(aspectKnown)
	case journey.ChangeAllowed:
		put(aspectAllowed)
		if !c.No {
			put(aspectSubscribed)
		}
	case journey.ChangeSubscription:
		if !c.Channel {
			put(aspectTopic)
		}
	case journey.ChangeScore:
		put(aspectPoints)
	default:
		put(aspectValue)
	}
}

// through is who leaves a step by a port at a place: by a rule, an arm, or whatever happens to them there.
func (f *flow) through(step *program.Step, place int32, who set) set {
	switch step.Kind {
	case program.KindBranch:
		rules := f.p.Branches[step.Index].Rules
		for i, r := range rules {
			holds, fails := f.conditions.of(r)
			if int32(i) == place {
				return who.and(holds)
			}
			who = who.and(fails)
		}
	case program.KindSplit:
		cuts := f.p.Splits[step.Index].Cuts
		// What rounding leaves beyond the last cut goes by the last arm.
		if width(cuts, int(place)) == 0 && (int(place) < len(cuts)-1 || cuts[place] >= random.Always) {
			return set{}
		}
		if dimension, ok := f.space.index[subject{aspect: aspectArm, of: step.Index}]; ok {
			result := set{wide: who.wide}
			for _, b := range who.boxes {
				if b = f.space.narrowed(b, dimension, 1<<place); b != nil {
					result.add(b)
				}
			}
			return result
		}
	case program.KindWait:
		w := &f.p.Waits[step.Index]
		switch name := f.p.Ports[step.FirstPort+place].Name; {
		case w.Kind == journey.WaitEvent && name == journey.PortHappened:
			if !f.space.happens[w.Event] {
				return set{}
			}
			result := set{wide: who.wide}
			for _, b := range who.boxes {
				result.add(f.space.happened(b, w.Event))
			}
			return result
		case name == journey.PortTimedOut && w.TimeOut == 0:
			return set{}
		}
	}
	return who
}

// leave lets people go by a port.
func (f *flow) leave(step *program.Step, number int32, who set) {
	port := &f.p.Ports[number]
	if len(who.boxes) == 0 {
		return
	}
	active, _ := f.silent(step.Scenario, who)
	for _, link := range port.Pulls {
		f.take(link, active)
	}
	links, out := f.onward(step, port)
	if out {
		return // all who would go by it go by "out", which has them anyway
	}
	for _, link := range links {
		f.take(link, who)
	}
}

// onward are the links that carry a token on from a port; out tells that they are those of the port "out", because this one
// has pulls only.
func (f *flow) onward(step *program.Step, port *program.Port) (links []int32, out bool) {
	last := &f.p.Ports[step.FirstPort+step.PortCount-1]
	if len(port.Pulls) > 0 && len(port.Links) == 0 && port.Name != journey.PortOut && last.Name == journey.PortOut {
		return last.Links, true
	}
	return port.Links, false
}

// take lets people take a link, those who can.
func (f *flow) take(link int32, who set) {
	l := &f.p.Links[link]
	for _, b := range who.boxes {
		for _, way := range f.ways[link] {
			part := f.space.copied(b)
			f.space.restrict(part, subject{aspect: aspectPersona}, way[0])
			f.space.restrict(part, subject{aspect: aspectEntry}, way[1])
			f.pass(link, l.To, part, who.wide)
		}
		if f.ways[link] == nil {
			f.pass(link, l.To, b, who.wide)
		}
	}
}

func (f *flow) pass(link, to int32, b box, wide bool) {
	if !b.empty() && f.exists(b) {
		f.passed[link] = true
		f.come(to, b, wide)
	}
}
