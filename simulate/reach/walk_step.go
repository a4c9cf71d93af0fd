package reach

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/rule"
	"rehearse/simulate/calendar"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// come makes a visit: what the step does is done, and the person goes on by the ways of the routes.
func (w *walk) come(d due, p pace) {
	v := &w.visits[d.visit]
	v.inst = d.inst
	prog := w.r.p
	if int(v.node) >= len(prog.Steps) { // a scenario that a date or an event from outside starts
		if way := &w.r.graph.ways[v.way]; way.event != program.None {
			w.emit(nil, way.event)
		}
		if !w.failed {
			w.begin(d.visit)
		}
		return
	}
	step := &prog.Steps[v.node]
	w.instances[d.inst].open++ // it is here until it has gone on
	defer func() { w.instances[d.inst].open-- }()
	switch step.Kind {
	case program.KindTouchpoint:
		w.change(prog.Touchpoints[step.Index].Changes)
		w.emit(v, prog.Touchpoints[step.Index].Event)
	case program.KindUpdate:
		w.change(prog.Updates[step.Index].Changes)
	case program.KindGoal:
		w.emit(v, prog.Goals[step.Index].Event)
		w.emit(v, prog.Goals[step.Index].Also)
	case program.KindMessage:
		w.message(d, step, p)
		return
	}
	if w.failed {
		return
	}
	place, any := w.place(v, step)
	if w.failed {
		return
	}
	if !any {
		w.drift(d, step, p)
		return
	}
	after, ok := w.leaving(v, step, place, p)
	if !ok {
		w.failed = true
		return
	}
	w.goOn(v, d.inst, w.k.now+after, p)
}

// place is the port by which both routes leave a visit; false when neither leaves it by one. Routes that leave by two fail.
func (w *walk) place(v *visit, step *program.Step) (place int32, any bool) {
	for _, next := range v.next {
		way := &w.r.graph.ways[w.visits[next].way]
		if way.kind != wayLink && way.kind != wayPull {
			continue
		}
		if any && way.place != place {
			w.failed = true
		}
		place, any = way.place, true
	}
	if any && step.Kind == program.KindBranch {
		branch := w.branch(step)
		goes := int32(len(branch))
		for i, r := range branch {
			if rule.Eval(w.r.texts.read(r.Rule), w.k) {
				goes = int32(i)
				break
			}
		}
		if goes != place {
			w.failed = true
		}
	}
	return place, any && !w.failed
}

func (w *walk) branch(step *program.Step) []journey.BranchRule {
	return w.r.records[step.ID].Branch.Rules
}

// goOn sends the person on by the ways behind a visit.
func (w *walk) goOn(v *visit, inst int, at int64, p pace) {
	for _, next := range v.next {
		way := &w.r.graph.ways[w.visits[next].way]
		if way.kind != wayLink && way.kind != wayPull {
			continue
		}
		delay := quantile(w.r.p.Links[way.link].Delay, p.long[w.visits[next].route])
		to := inst
		if way.kind == wayPull {
			to = 0
		}
		w.plan(next, to, at+delay)
	}
}

// leaving is how long somebody stays at a step; false when they do not leave it by the port, as far as is known.
func (w *walk) leaving(v *visit, step *program.Step, place int32, p pace) (int64, bool) {
	prog := w.r.p
	long := p.long[v.route]
	name := prog.Ports[step.FirstPort+place].Name
	switch step.Kind {
	case program.KindWait:
		return w.leavingWait(v, &prog.Waits[step.Index], name, long)
	case program.KindCall:
		call := &prog.Calls[step.Index]
		if !call.Hours.Empty() || call.Desk != program.None || name != journey.PortReached {
			return 0, false
		}
		return quantile(call.Talk, long), call.Answered > random.Never
	case program.KindSupport:
		return 0, false
	}
	return 0, true
}

func (w *walk) leavingWait(v *visit, wait *program.Wait, name journey.Port, long uint32) (int64, bool) {
	zone := w.zone(wait.Clock)
	until := int64(0)
	switch wait.Kind {
	case journey.WaitDuration:
		return quantile(wait.For, long), true
	case journey.WaitUntil:
		until = zone.NextTimeOfDay(w.k.now, wait.Days, wait.At)
	case journey.WaitEvent:
		// Nothing on the routes is known to happen meanwhile; who waits in vain goes on at the end.
		return wait.TimeOut, name == journey.PortTimedOut
	case journey.WaitAnchor:
		switch wait.Anchor.Kind {
		case journey.AnchorScenarioStart:
			until = w.instances[v.inst].start.at + wait.Anchor.Offset
		case journey.AnchorEvent:
			list := w.k.events[wait.Anchor.Of]
			if len(list) == 0 {
				return 0, false
			}
			until = list[len(list)-1].at + wait.Anchor.Offset
		case journey.AnchorProperty:
			if w.k.properties[wait.Anchor.Of] == program.NotSet {
				return 0, false
			}
			until = w.k.properties[wait.Anchor.Of] + wait.Anchor.Offset
		default:
			instants := w.r.p.Dates[wait.Anchor.Of].Instants
			n := 0
			if len(instants) > 1 {
				n, _ = slices.BinarySearch(instants, w.k.now-max(wait.Anchor.Offset, 0))
			}
			if n == len(instants) {
				return 0, false
			}
			until = instants[n] + wait.Anchor.Offset
		}
		if name == journey.PortTooLate || until < w.k.now { // being late is another way
			return 0, false
		}
	}
	return until - w.k.now, true
}

// change applies changes; those that happen to some only are left to chance, and here do not happen.
func (w *walk) change(changes []program.Change) {
	for i := range changes {
		c := &changes[i]
		if c.Share < random.Always {
			continue
		}
		switch c.Kind {
		case journey.ChangeMark:
			w.k.marks[c.Target] = !c.No
		case journey.ChangeScore:
			points := c.Value
			if c.No {
				points = -points
			}
			w.k.add(c.Target, points)
		case journey.ChangeKnown:
			w.k.knows[c.Target] = !c.No
		case journey.ChangeAllowed:
			w.k.allows[c.Target] = !c.No
			if !c.No {
				w.k.subscribed[c.Target] = true
			}
		case journey.ChangeSubscription:
			w.k.topics[c.Target] = !c.No
		default:
			w.k.properties[c.Target] = c.Value
		}
	}
}

// message sends a message if it can be sent, and goes on.
func (w *walk) message(d due, step *program.Step, p pace) {
	v := &w.visits[d.visit]
	msg := &w.r.p.Messages[step.Index]
	inst := &w.instances[d.inst]
	if inst.scenario != program.None {
		record := w.r.p.Map.Scenarios[inst.scenario]
		if record.Segment != "" && !record.KeepOutsideSegment && !rule.Eval(w.r.texts.segment(w.r.p.Map, record.Segment), w.k) {
			w.failed = true
			return
		}
	}
	isGoal := d.visit == w.goals[0] || d.visit == w.goals[1]
	sends := w.sends(msg, inst)
	if isGoal && !sends {
		w.failed = true
		return
	}
	if sends {
		if until, ok := w.quiet(msg); !ok || until > w.k.now {
			// Quiet hours hold it: everything waits at the message until they end.
			if !ok {
				w.failed = true
				return
			}
			w.plan(d.visit, d.inst, until)
			return
		}
		w.k.happenTo(rule.ReceivedMessage, step.ID)
		for i, goal := range w.goals {
			if goal == d.visit {
				w.sent[i] = w.k.now
			}
		}
	}
	w.leaveMessage(v, d.inst, step, sends, p)
}

// sends tells that a message passes the gate, up to quiet hours and caps.
func (w *walk) sends(msg *program.Message, inst *walked) bool {
	since := inst.start.order
	if w.reached(msg.GoalStep, msg.GoalEvent, since) || !msg.Language[w.k.who.language] || msg.Offer != program.None && w.r.p.Offers[msg.Offer].Expires != nil {
		return false
	}
	if inst.scenario != program.None {
		s := &w.r.p.Scenarios[inst.scenario]
		if w.reached(s.GoalStep, s.GoalEvent, since) || s.Holdout >= random.Always {
			return false
		}
	}
	for _, c := range msg.Channels[:msg.Own] {
		if w.k.knows[c] && (msg.Transactional || w.k.allows[c] && w.k.subscribed[c] && (msg.Topic == program.None || w.k.topics[msg.Topic])) && !w.r.p.Channels[c].OnSite {
			return true
		}
	}
	return false
}

// reached tells that a goal was reached since a moment of the person's own order.
func (w *walk) reached(step, event int32, since int) bool {
	if step != program.None {
		event = w.r.p.Goals[w.r.p.Steps[step].Index].Event
	}
	if event == program.None {
		return false
	}
	list := w.k.events[event]
	return len(list) > 0 && list[len(list)-1].order > since
}

// quiet is until when quiet hours hold a message back now; false when they refuse it.
func (w *walk) quiet(msg *program.Message) (until int64, ok bool) {
	policy := &w.r.p.Policy
	if msg.Transactional || !policy.HasQuiet || policy.Quiet.Empty() {
		return 0, true
	}
	zone := w.zone(policy.QuietClock)
	if !policy.Quiet.Covers(zone, w.k.now) {
		return 0, true
	}
	return policy.Quiet.NextOutside(zone, w.k.now), policy.QuietAction == journey.QuietHold && !policy.Quiet.Full()
}

// leaveMessage goes on from a message by an outcome that leads to where the routes go.
func (w *walk) leaveMessage(v *visit, inst int, step *program.Step, sent bool, p pace) {
	msg := &w.r.p.Messages[step.Index]
	for _, next := range v.next {
		way := &w.r.graph.ways[w.visits[next].way]
		if way.kind != wayTrigger && way.kind != wayRespond {
			continue
		}
		if !sent || way.event == w.r.p.Policy.Unsubscribed && way.kind == wayTrigger || msg.Response == nil {
			w.failed = true // who has unsubscribed is another person
			return
		}
		w.plan(next, 0, w.k.now+quantile(msg.Response.Delay, p.long[w.visits[next].route]))
	}
	place, any := w.place(v, step)
	if w.failed {
		return
	}
	if !any {
		w.driftFromMessage(inst, step, sent, p)
		return
	}
	for _, o := range outcomes(w.r.p, step, place) {
		if o.sent != sent {
			continue
		}
		at := w.k.now
		switch {
		case o.decided:
			at += msg.Decide
		case o.clicked:
			rates := &msg.Rates[w.k.who.persona][0]
			at += min(quantile(rates.OpenDelay, p.long[v.route])+quantile(rates.ClickDelay, p.long[v.route]), msg.Decide-1)
			w.k.happenTo(rule.OpenedMessage, step.ID)
			w.k.happenTo(rule.ClickedMessage, step.ID)
		}
		w.goOn(v, inst, at, p)
		return
	}
	w.failed = true
}

// zone is the zone a clock shows the person.
func (w *walk) zone(clock journey.Clock) *calendar.Zone {
	switch clock {
	case journey.ClockMap:
		return w.r.p.Zones[0]
	case journey.ClockUTC:
		return w.r.p.Zones[1]
	}
	return w.r.p.Zones[w.k.who.zone]
}
