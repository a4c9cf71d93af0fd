package engine

import (
	"rehearse/journey"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// instance is one run of a scenario for the person; instance 0 is the main flow.
type instance struct {
	scenario int32 // None: the main flow
	number   int64 // from 1 within the scenario; 0 for the main flow
	start    int64
	order    uint32
	visits   int32 // where its counters of visits begin
	tokens   int32
	alive    bool
	leaving  bool // ends when its wait ends
	heldOut  bool
	truth    uint64 // of the rules among its exits, by place
	asked    uint64 // rules that came to hold and are asked again when a wait ends, by place
}

// keyOf is what an instance adds to the keys of its steps.
func keyOf(inst *instance) random.Key { return random.Key(0).At(uint32(inst.number), 0, 0) }

// start starts a scenario for the person if it may.
func (x *life) start(scenario int32) {
	s := &x.p.Scenarios[scenario]
	mine := &x.started[scenario]
	count := &x.tally.Scenarios[scenario]
	if s.Segment != nil && !x.holds(s.Segment) {
		if s.Trigger.Kind != journey.TriggerDate { // a date takes those who are inside; the others are not asked
			count.Refused[StartNotInSegment]++
			if x.story != nil {
				x.note(Moment{What: "not_started", Scenario: scenario + 1, Reason: StartNotInSegment.Code()})
			}
		}
		return
	}
	if !x.mayStart(s, mine, x.now) {
		count.Refused[StartReentry]++
		if x.story != nil {
			x.noteReentry(scenario, s, mine)
		}
		return
	}
	if x.live >= maxTokens {
		x.stop()
		return
	}
	if mine.instances == 0 {
		mine.order, mine.first = x.order+1, x.now
		mine.heldOut = x.isHeldOut(s, mine)
	}
	x.countStart(scenario)
	mine.instances++
	mine.running++
	mine.last = x.now
	count.Started++
	number := int32(len(x.instances))
	x.instances = append(x.instances, instance{
		scenario: scenario, number: int64(mine.instances), start: x.now, order: x.next(), visits: int32(len(x.visits)),
		alive: true, heldOut: mine.heldOut,
	})
	x.visits = grow(x.visits, int(s.Steps))
	x.marked = true
	x.running = append(x.running, number)
	if x.story != nil {
		x.noteStart(scenario, mine)
	}
	if x.ruleExits[scenario] {
		inst := &x.instances[number]
		for i := range s.Exits {
			if s.Exits[i].Rule != nil && x.holds(s.Exits[i].Rule) {
				inst.truth |= 1 << i
			}
		}
		x.dirty = true
	}
	x.schedule(x.newToken(number, s.Start, 0), x.now)
}

// isHeldOut tells whether the person belongs to those held out of a scenario.
func (x *life) isHeldOut(s *program.Scenario, mine *starts0) bool {
	if mine.instances > 0 {
		return mine.heldOut
	}
	return s.Holdout.Passes(x.who.Key.Draw(s.Key.For(random.Holdout)))
}

// mayStart is the re-entry rule at a moment.
func (x *life) mayStart(s *program.Scenario, mine *starts0, at int64) bool {
	if mine.instances == 0 {
		return true
	}
	switch s.Reentry {
	case journey.ReentryAfter:
		return mine.running == 0
	case journey.ReentryAnyTime:
		return true
	case journey.ReentryPause:
		return at >= mine.last+s.Pause
	default:
		return false
	}
}

// withdraw ends an instance before its time; in the main flow it ends the main flow's tokens.
func (x *life) withdraw(inst int32, end End) {
	for i := range x.tokens {
		tok := &x.tokens[i]
		if tok.state == tokenDead || tok.inst != inst {
			continue
		}
		if tok.state == tokenAtStep {
			x.cancelHeld(int32(i))
			x.context(tok.by).Steps[tok.step].Withdrawn++
			if x.story != nil {
				x.noteToken("withdraw", tok, end.Code())
			}
		} else {
			x.lose(tok)
		}
		tok.state = tokenDead
		tok.gen++
		x.live--
		x.instances[inst].tokens--
		if int32(i) == x.main {
			x.main = program.None
		}
	}
	if x.instances[inst].scenario != program.None && x.instances[inst].alive {
		x.endInstance(inst, int32(end))
	}
}

// leaves tells that an instance is to end when its token stops waiting: for good, or because a rule that came to hold
// meanwhile holds now.
func (x *life) leaves(number int32) bool {
	inst := &x.instances[number]
	if inst.leaving || inst.asked == 0 {
		return inst.leaving
	}
	exits := x.p.Scenarios[inst.scenario].Exits
	for i := range exits {
		if inst.asked&(1<<i) != 0 && x.holds(exits[i].Rule) {
			return true
		}
	}
	return false
}

// endInstance counts the end of an instance that has no token left; end is None when it was completed.
func (x *life) endInstance(number, end int32) {
	inst := &x.instances[number]
	inst.alive = false
	for i, n := range x.running {
		if n == number {
			x.running = append(x.running[:i], x.running[i+1:]...)
			break
		}
	}
	x.started[inst.scenario].running--
	count := &x.tally.Scenarios[inst.scenario]
	code := "completed"
	if end == program.None {
		count.Completed++
	} else {
		count.Withdrawn[end]++
		code = End(end).Code()
	}
	if x.story != nil {
		x.note(Moment{What: "end", Scenario: inst.scenario + 1, Instance: inst.number, Reason: code})
	}
	if x.yielding {
		x.askAgain()
	}
}

// countStart counts the person among those who started a scenario, once.
func (x *life) countStart(scenario int32) {
	mine, count := &x.started[scenario], &x.tally.Scenarios[scenario]
	if mine.counted {
		return
	}
	mine.counted = true
	count.People++
	if mine.heldOut {
		count.Holdout++
	}
	count.ByPersona[x.who.Persona]++
}

// finishScenarios counts who reached a scenario's goal, and goals after a scenario, at the end of a life.
func (x *life) finishScenarios() {
	for i := range x.started {
		mine := &x.started[i]
		if !mine.counted {
			continue
		}
		s := &x.p.Scenarios[i]
		if (s.GoalStep != program.None || s.GoalEvent != program.None) && x.reachedSince(s.GoalStep, s.GoalEvent, max(mine.order, x.countedOrder)) {
			x.tally.Scenarios[i].GoalAfter++
		}
		for g := range x.goals {
			if x.goals[g].count > 0 && x.goals[g].last > mine.order {
				x.tally.Goals[g].ByScenario[i]++
			}
		}
	}
}

// reachedSince tells that a goal step was reached, or an event happened, after a moment of the person's own
// order.
func (x *life) reachedSince(step, goalEvent int32, order uint32) bool {
	if step != program.None {
		return x.goals[x.p.Steps[step].Index].order > order
	}
	return goalEvent != program.None && x.memory.count[goalEvent] > 0 && x.memory.order[goalEvent] > order
}
