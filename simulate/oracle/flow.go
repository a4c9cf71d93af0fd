package oracle

import (
	"fmt"
	"strconv"

	"rehearse/journey"
)

// token is a place in the graph.
type token struct {
	in    *instance
	step  *journey.Step // nil on the way along a link
	alive bool
	side  bool
	// gen changes whenever the token moves, so that what was scheduled for an earlier stay is void.
	gen      int
	waitsFor string
	skip     bool // the next message is too late
	started  int64
	visit    *visit
	on       *journey.Link             // while it is on its way
	asked    *request                  // it is at a desk
	line     *request                  // it waits to be called
	due      *scheduled                // the message it will come to, as far as that is known
	held     map[journey.ID]*scheduled // sends held here
}

func (x *person) newToken(in *instance) *token {
	t := &token{in: in, alive: true}
	in.tokens = append(in.tokens, t)
	return t
}

// lose ends a token; what says how, for the step it is in.
func (t *token) lose(what string) {
	if t.step != nil {
		t.in.x.count("step/"+string(t.step.ID)+"/"+what, 1)
	}
	t.alive, t.step, t.waitsFor, t.due, t.held, t.on, t.asked = false, nil, "", nil, nil, nil, nil
	t.gen++
	if t == t.in.x.main {
		t.in.x.main = nil
	}
}

// end ends a token for good, and its instance with the last one.
func (t *token) end(what, reason string) {
	t.lose(what)
	t.in.rest(reason)
}

// enter lets a token enter a step.
func (x *person) enter(t *token, s *journey.Step) {
	name := "step/" + string(s.ID)
	t.gen++
	t.step, t.waitsFor, t.due, t.held, t.on, t.asked = s, "", nil, nil, nil, nil
	x.count(name+"/visits", 1)
	x.once(name + "/people")
	if t.side && t.in.been[s.ID] > 0 {
		t.end("withdrawn", "")
		return
	}
	if t.in.been[s.ID]++; t.in.been[s.ID] > 10_000 {
		panic(fmt.Sprintf("oracle: a loop without end at %s", s.ID))
	}
	x.order++
	x.entered[s.ID] = x.order
	t.started = x.now
	switch s.Kind {
	case journey.StepEntry:
		cost := s.Entry.CostPerVisit
		if c := x.w.m.Channel(s.Entry.Channel); c != nil {
			cost += c.CostPerVisit
		}
		if s.Entry.Mode != journey.EntryBase { // they were paid for before
			x.count("money/visits", float64(cost))
		}
		x.leave(t, journey.PortOut)
	case journey.StepTouchpoint:
		if x.silent(t) {
			x.leave(t, journey.PortOut)
			return
		}
		x.touched = x.now
		x.change(s.Touchpoint.Changes)
		gen := t.gen
		x.emit(string(s.Touchpoint.Event))
		if t.alive && t.gen == gen {
			x.leave(t, journey.PortOut)
		}
	case journey.StepUpdate:
		if !x.silent(t) {
			x.change(s.Update.Changes)
		}
		x.leave(t, journey.PortOut)
	case journey.StepBranch:
		for _, r := range s.Branch.Rules {
			if x.holds(r.Rule) {
				x.leave(t, journey.Port(r.ID))
				return
			}
		}
		x.leave(t, journey.PortOtherwise)
	case journey.StepSplit:
		arm, drawn := x.arms[s.ID]
		if !drawn {
			shares := make([]float64, len(s.Split.Arms))
			for i, a := range s.Split.Arms {
				shares[i] = x.w.m.Value(a.Weight).Value
			}
			arm = min(pick(x.r, shares), len(shares)-1)
			x.arms[s.ID] = arm
		}
		x.leave(t, journey.Port(s.Split.Arms[arm].ID))
	case journey.StepWait:
		x.wait(t, s.Wait)
	case journey.StepMessage:
		x.message(t)
	case journey.StepCall:
		x.call(t, s.Call, 1)
	case journey.StepSupport:
		x.ask(t)
	case journey.StepGoal:
		gen := t.gen
		if !x.silent(t) {
			x.goal(s)
		}
		if t.alive && t.gen == gen {
			x.leave(t, journey.PortOut)
		}
	case journey.StepExit:
		if s.Exit.Map && !x.silent(t) || t.in.scenario == nil {
			t.lose("exited")
			x.endAll()
			return
		}
		t.lose("exited")
		t.in.withdraw("exit")
	}
}

// silent tells that a step does nothing to the person: its instance is held out, or it is muted.
func (x *person) silent(t *token) bool {
	return t.in.scenario != nil && x.heldOut[t.in.scenario.ID] || x.w.muted(t.step)
}

// muted tells that a step, or its scenario, is to do nothing in this run.
func (w *world) muted(s *journey.Step) bool {
	return w.mute[s.ID] || s.Scenario != "" && w.mute[s.Scenario]
}

// endAll ends everything for the person.
func (x *person) endAll() {
	x.flow.withdraw("")
	for _, in := range x.all {
		if in.alive {
			in.withdraw("exit_map")
		}
	}
	x.over = true
}

// leave lets a token go by a port: pulls happen, then an ordinary link carries it on.
func (x *person) leave(t *token, port journey.Port) {
	s := t.step
	var links, pulls []*journey.Link
	for _, l := range x.w.out[s.ID] {
		if l.Port != port {
			continue
		}
		if to := x.w.m.Step(l.To); t.in.scenario != nil && to.Scenario == "" {
			pulls = append(pulls, l)
		} else {
			links = append(links, l)
		}
	}
	gen := t.gen
	if n := pick(x.r, x.weights(pulls)); len(pulls) > 0 && n < len(pulls) && !x.silent(t) { // one of them, or none
		l := pulls[n]
		x.count("link/"+string(l.ID)+"/tokens", 1)
		x.once("link/" + string(l.ID) + "/people")
		in := t.in
		x.warm.pulling[l]++
		x.after(draw(x.r, l.Delay), func() {
			x.warm.pulling[l]--
			x.pull(l, in)
		})
	}
	if !t.alive || t.gen != gen || x.over {
		return
	}
	if len(links) == 0 {
		switch {
		case len(pulls) > 0 && port != journey.PortOut:
			x.leave(t, journey.PortOut)
		case s.Kind == journey.StepGoal:
			t.end("at_goal", "")
		case t.in.scenario == nil:
			t.end("dropped", "")
		default:
			t.end("completed", "")
		}
		return
	}
	option := journey.PortOption{}
	for _, o := range s.Ports {
		if o.Port == port {
			option = o
		}
	}
	switch {
	case option.Fork:
		x.take(t, links[0], draw(x.r, links[0].Delay))
		for _, l := range links[1:] {
			side := x.newToken(t.in)
			side.side = true
			x.count("step/"+string(s.ID)+"/spawned", 1)
			x.take(side, l, draw(x.r, l.Delay))
		}
	case option.Race:
		best, least := links[0], draw(x.r, links[0].Delay)
		for _, l := range links[1:] {
			if d := draw(x.r, l.Delay); d < least {
				best, least = l, d
			}
		}
		x.take(t, best, least)
	default:
		n := pick(x.r, x.weights(links))
		if n == len(links) && s.Kind != journey.StepTouchpoint {
			n-- // what rounding leaves
		}
		if n == len(links) {
			t.end("dropped", "dropped")
			return
		}
		x.take(t, links[n], draw(x.r, links[n].Delay))
	}
}

// weights are the shares of the links of a port for this person.
func (x *person) weights(links []*journey.Link) []float64 {
	shares := make([]float64, len(links))
	sum, open := 0.0, 0
	for i, l := range links {
		shares[i] = -1
		if l.Weight != nil {
			shares[i] = x.w.m.Value(*l.Weight).Value
		}
		best := 0
		for _, w := range l.Weights {
			if w.Persona != "" && w.Persona != x.persona.ID || w.Entry != "" && w.Entry != x.entry.ID {
				continue
			}
			rank := 1
			if w.Persona != "" {
				rank += 1
				if w.Entry != "" {
					rank++
				}
			}
			if rank > best {
				best, shares[i] = rank, x.w.m.Value(w.Weight).Value
			}
		}
		if shares[i] < 0 {
			open++
		} else {
			sum += shares[i]
		}
	}
	for i := range shares {
		if shares[i] < 0 {
			shares[i] = max(0, 1-sum) / float64(open)
		}
	}
	return shares
}

// after does something now or later, as part of what the person does.
func (x *person) after(delay int64, do func()) {
	if delay == 0 {
		do()
		return
	}
	x.at(x.now+delay, 0, do)
}

// take carries a token along a link.
func (x *person) take(t *token, l *journey.Link, delay int64) {
	if t.step != nil {
		x.count("step/"+string(t.step.ID)+"/went_on", 1)
	}
	x.count("link/"+string(l.ID)+"/tokens", 1)
	x.once("link/" + string(l.ID) + "/people")
	t.gen++
	t.step, t.waitsFor, t.on, t.asked = nil, "", l, nil
	to := x.w.m.Step(l.To)
	t.due, t.held = &scheduled{at: x.now + delay, step: to}, nil
	gen := t.gen
	x.at(x.now+delay, t.in.rank(), func() {
		if t.alive && t.gen == gen && !x.leaving(t) {
			x.enter(t, to)
		}
	})
}

// pull moves the main token to a step, unless the person entered it since the instance began.
func (x *person) pull(l *journey.Link, in *instance) {
	if x.over {
		return
	}
	if x.entered[l.To] > in.order {
		x.count("link/"+string(l.ID)+"/ignored", 1)
		return
	}
	x.moveMain(x.w.m.Step(l.To))
}

// moveMain moves the main token to a step. It enters after what is happening now, before anything a scenario
// does at the same instant.
func (x *person) moveMain(to *journey.Step) {
	if x.main != nil {
		x.main.lose("withdrawn")
	}
	t := x.newToken(x.flow)
	x.main = t
	gen := t.gen
	x.at(x.now, 0, func() {
		if t.alive && t.gen == gen {
			x.enter(t, to)
		}
	})
}

// change applies changes.
func (x *person) change(changes []journey.Change) {
	for _, c := range changes {
		if c.Share != nil && x.r.Float64() >= x.w.m.Value(*c.Share).Value {
			continue
		}
		x.dirty = true
		switch c.Kind {
		case journey.ChangeMark:
			x.marks[c.Value] = !c.No
		case journey.ChangeScore:
			points, _ := strconv.ParseFloat(c.Value, 64)
			if c.No {
				points = -points
			}
			for _, s := range x.w.m.Scores {
				if s.ID == c.Target {
					x.addPoints(s, points, false)
				}
			}
			x.look(x.now, false)
		case journey.ChangeKnown:
			x.known[c.Target] = !c.No
			if !c.No {
				x.dead[c.Target] = false
			}
		case journey.ChangeAllowed:
			x.allowed[c.Target] = !c.No
			if !c.No {
				x.off[c.Target] = false
			}
		case journey.ChangeSubscription:
			x.off[c.Target] = c.No
		default:
			for _, p := range x.w.m.Properties {
				if p.ID != c.Target {
					continue
				}
				value := c.Value
				if c.No {
					value = ""
				}
				x.set(p, value)
				if at, ok := x.dates[p.ID]; ok {
					x.look(at, true)
				}
				for _, s := range x.w.m.Scenarios {
					if s.Trigger.Kind == journey.TriggerDate && s.Trigger.Property == p.ID {
						x.planOwnDate(s)
					}
				}
			}
		}
	}
}
