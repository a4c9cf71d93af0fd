package exact

import (
	"rehearse/journey"
	"rehearse/simulate/program"
)

// examiner looks for everything that gives the main flow a memory.
type examiner struct {
	p        *program.Program
	g        *graph
	problems journey.Problems
	// sends tells that messages may go out besides the main flow.
	sends bool
	// What some step of the map changes, by kind of change and target.
	changed map[target]bool
}

type target struct {
	kind journey.ChangeKind
	of   int32
}

// memory lists the reasons for which the main flow has no exact answer, with its scenarios or without them.
func memory(p *program.Program, g *graph, scenarios bool) journey.Problems {
	x := &examiner{p: p, g: g, changed: map[target]bool{}, sends: scenarios && len(p.Messages) > 0}
	for s := range p.Steps {
		step := &p.Steps[s]
		if !scenarios && step.Scenario != program.None {
			continue
		}
		switch step.Kind {
		case program.KindTouchpoint:
			x.changes(p.Touchpoints[step.Index].Changes)
		case program.KindUpdate:
			x.changes(p.Updates[step.Index].Changes)
		}
	}
	for s := range p.Steps {
		if g.reached[s] {
			x.step(int32(s))
		}
	}
	if scenarios {
		x.scenarios()
	}
	return x.problems
}

func (x *examiner) changes(changes []program.Change) {
	for _, c := range changes {
		x.changed[target{c.Kind, c.Target}] = true
	}
}

// add records a reason once per step and code.
func (x *examiner) add(code string, s int32) {
	ref := journey.Ref{Kind: journey.KindStep, ID: x.p.Steps[s].ID}
	for _, known := range x.problems {
		if known.Code == code && known.Record == ref {
			return
		}
	}
	x.problems = append(x.problems, journey.Problem{Code: code, Record: ref, Args: journey.Args{"Name": stepName(x.p, s)}})
}

// stepName is what a problem calls a step: its name, else its id.
func stepName(p *program.Program, s int32) string {
	id := p.Steps[s].ID
	if step := p.Map.Step(id); step != nil && step.Name != "" {
		return step.Name
	}
	return string(id)
}

func (x *examiner) step(s int32) {
	step := &x.p.Steps[s]
	switch step.Kind {
	case program.KindMessage:
		x.add("exact.message", s)
	case program.KindCall:
		x.add("exact.call", s)
	case program.KindSupport:
		x.add("exact.support", s)
	case program.KindWait:
		switch x.p.Waits[step.Index].Kind {
		case journey.WaitEvent:
			x.add("exact.waits_for_event", s)
		case journey.WaitAnchor:
			x.add("exact.waits_for_date", s)
		}
	case program.KindBranch:
		for _, rule := range x.p.Branches[step.Index].Rules {
			x.rule(rule, s)
		}
	case program.KindGoal:
		x.goal(&x.p.Goals[step.Index], s)
	}
	for _, port := range ports(x.p, s) {
		if port.Race && len(port.Links) > 1 {
			x.add("exact.race", s)
		}
		if port.Fork && len(port.Links) > 1 && !x.apart(port, s) {
			x.add("exact.fork", s)
		}
	}
}

func (x *examiner) goal(goal *program.Goal, s int32) {
	if goal.Deadline != nil {
		x.add("exact.deadline", s)
	}
	if goal.Property != program.None && x.changed[target{journey.ChangeProperty, goal.Property}] {
		x.add("exact.value_changes", s)
	}
	for i := range x.p.Messages {
		if !x.sends {
			break
		}
		if offer := x.p.Messages[i].Offer; offer != program.None && x.p.Offers[offer].Value != 0 {
			x.add("exact.offer", s)
		}
	}
}

// rule finds what a branch asks that can be different at another time.
func (x *examiner) rule(rule *program.Rule, s int32) {
	for i := range rule.Code {
		in := &rule.Code[i]
		switch in.Op {
		case program.OpMark, program.OpNever, program.OpLast, program.OpCount, program.OpPoints, program.OpInterest:
			x.add("exact.rule_history", s)
		case program.OpSinceProperty, program.OpUntilProperty, program.OpSinceDate, program.OpUntilDate:
			x.add("exact.rule_time", s)
		case program.OpKnown:
			x.asks(target{journey.ChangeKnown, in.Of}, s)
		case program.OpAllowed:
			x.asks(target{journey.ChangeAllowed, in.Of}, s)
		case program.OpYes, program.OpNumber, program.OpChoice:
			x.asks(target{journey.ChangeProperty, in.Of}, s)
		case program.OpSubChannel, program.OpSubTopic:
			// Everybody is subscribed as long as nothing is sent and nothing changes it.
			x.asks(target{journey.ChangeSubscription, in.Of}, s)
			if x.sends {
				x.add("exact.rule_changes", s)
			}
			if x.withdrawn(in) {
				x.add("exact.rule_past", s)
			}
		}
	}
}

func (x *examiner) asks(what target, s int32) {
	if x.changed[what] {
		x.add("exact.rule_changes", s)
	}
}

// withdrawn tells that people of a base may have unsubscribed from a channel before the start.
func (x *examiner) withdrawn(in *program.Instruction) bool {
	for i := range x.p.Entries {
		if base := x.p.Entries[i].Base; base != nil && in.Op == program.OpSubChannel {
			for _, u := range base.Unsubscribed {
				if u.Channel == in.Of {
					return true
				}
			}
		}
	}
	return false
}

// apart tells whether the tokens of a fork can never meet: no step is reached by two of them nor has been
// passed on the way to the fork, and none ends the others.
func (x *examiner) apart(port *program.Port, s int32) bool {
	if x.g.inLoop(s) {
		return false
	}
	taken := make([]bool, len(x.p.Steps))
	for i := range taken {
		taken[i] = x.g.reached[i] && x.after(int32(i))[s] // on the way to the fork, and the fork itself
	}
	for _, n := range port.Links {
		for i, there := range x.after(x.p.Links[n].To) {
			if there && (taken[i] || x.p.Steps[i].Kind == program.KindExit) {
				return false
			}
			taken[i] = taken[i] || there
		}
	}
	return true
}

// after marks the steps that can be reached from a step, itself included.
func (x *examiner) after(s int32) []bool {
	marks := make([]bool, len(x.p.Steps))
	marks[s] = true
	todo := []int32{s}
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, n := range x.g.out[s] {
			if to := x.p.Links[n].To; !marks[to] {
				marks[to] = true
				todo = append(todo, to)
			}
		}
	}
	return marks
}

// scenarios finds what reaches from a scenario into the main flow.
func (x *examiner) scenarios() {
	for i := range x.p.Links {
		if link := &x.p.Links[i]; link.Pull && !link.Idle {
			x.add("exact.pulled", link.From)
		}
	}
	for i := range x.p.Messages {
		if m := &x.p.Messages[i]; m.Response != nil && m.Response.Step != program.None {
			x.add("exact.pulled", m.Step)
		}
	}
	for s := range x.p.Steps {
		step := &x.p.Steps[s]
		if step.Scenario != program.None && step.Kind == program.KindExit && x.p.Exits[step.Index].Map {
			x.add("exact.scenario_exit", int32(s))
		}
	}
}
