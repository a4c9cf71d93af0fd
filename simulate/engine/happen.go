package engine

import (
	"math"

	"rehearse/journey"
	"rehearse/simulate/calendar"
	"rehearse/simulate/cohort"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// emit lets an event happen to the person.
func (x *life) emit(e int32) {
	if e == program.None || x.over {
		return
	}
	ev := &x.p.Events[e]
	x.recordEvent(e, ev)
	x.dirty = true
	if x.story != nil && ev.ID != "" {
		x.note(Moment{What: "event", Event: e + 1})
	}
	if !ev.Waited {
		return
	}
	x.exitOn(e)
	for i := range x.tokens {
		tok := &x.tokens[i]
		if tok.state == tokenAtStep && tok.waiting == e {
			tok.waiting, tok.happened = program.None, true
			x.schedule(int32(i), x.now)
		}
	}
	for _, scenario := range x.byEvent[e] {
		if x.over {
			return
		}
		x.start(scenario)
	}
}

// recordEvent remembers that an event happened to the person now, and gives the points it is worth.
func (x *life) recordEvent(e int32, ev *program.Event) {
	m := &x.memory
	m.count[e]++
	m.last[e], m.order[e] = x.now, x.next()
	if ev.Timed {
		m.times[e] = append(m.times[e], x.now)
	}
	for _, p := range ev.Points {
		x.score(p.Score, p.Points)
		m.deed[p.Score] = x.now
	}
}

// exitOn ends the instances that exit on an event.
func (x *life) exitOn(e int32) {
	for i := 0; i < len(x.running); i++ {
		number := x.running[i]
		exits := x.p.Scenarios[x.instances[number].scenario].Exits
		for j := range exits {
			exit := &exits[j]
			if exit.Event != e || exit.Rule != nil {
				continue
			}
			if exit.AfterWait {
				x.instances[number].leaving = true
				if x.outOfLine(number) {
					i--
					break
				}
				continue
			}
			x.withdraw(number, EndCriterion)
			i--
			break
		}
	}
}

// score adds points after bringing the score up to date.
func (x *life) score(s int32, points int64) {
	x.memory.points[s] = clampScore(&x.p.Scores[s], x.points(s)+points)
	// What has faded by now is in the points; the rest of the current period counts anew from the last
	// deed, which emit sets.
	x.memory.deed[s] = max(x.memory.deed[s], x.fadedUpTo(s))
}

func clampScore(s *program.Score, points int64) int64 {
	return min(max(points, s.Floor), s.Ceiling)
}

// points is the score now, faded.
func (x *life) points(s int32) int64 {
	score := &x.p.Scores[s]
	points := x.memory.points[s]
	if score.DecayPoints == 0 || points <= max(0, score.Floor) {
		return points
	}
	silent := x.now - x.memory.deed[s] - score.DecayAfter
	if silent < score.DecayEvery {
		return points
	}
	return max(points-silent/score.DecayEvery*score.DecayPoints, max(0, score.Floor))
}

// fadedUpTo is the last deed moved on by the fading already taken, so that points set without a deed keep
// the rhythm.
func (x *life) fadedUpTo(s int32) int64 {
	score := &x.p.Scores[s]
	if score.DecayPoints == 0 {
		return x.memory.deed[s]
	}
	silent := x.now - x.memory.deed[s] - score.DecayAfter
	if silent < score.DecayEvery {
		return x.memory.deed[s]
	}
	return x.memory.deed[s] + silent/score.DecayEvery*score.DecayEvery
}

// change applies changes at a visit of a step; instance is keyOf the instance.
func (x *life) change(changes []program.Change, instance random.Key, visit uint32) {
	for i := range changes {
		c := &changes[i]
		if c.Share != random.Always && !c.Share.Passes(x.who.Key.Draw(instance.At(0, visit, random.Attribute)+c.Key)) {
			continue
		}
		x.dirty = true
		switch c.Kind {
		case journey.ChangeMark:
			x.memory.marks[c.Target] = !c.No
		case journey.ChangeScore:
			points := c.Value
			if c.No {
				points = -points
			}
			x.score(c.Target, points)
		case journey.ChangeKnown:
			x.who.SetKnown(c.Target, !c.No)
			if !c.No {
				x.dead[c.Target] = false
			}
		case journey.ChangeAllowed:
			x.who.SetAllowed(c.Target, !c.No)
			if !c.No { // a new consent takes an earlier unsubscribe back
				x.subscribed[c.Target] = true
			}
		case journey.ChangeSubscription:
			x.topics[c.Target] = !c.No
		default:
			value := c.Value
			if c.Day && value != program.NotSet {
				value = cohort.Midnight(x.p, x.who.Zone, value)
			}
			x.who.SetProperty(c.Target, value)
			x.datesOf(c.Target)
		}
	}
}

// touchpoint is something the person does.
func (x *life) touchpoint(t int32, touch *program.Touchpoint) bool {
	tok := &x.tokens[t]
	gen := tok.gen
	if x.silent(tok.inst, tok.step) {
		return x.leave(t, portOut)
	}
	x.lastTouch = x.now
	x.change(touch.Changes, keyOf(&x.instances[tok.inst]), tok.visit)
	x.emit(touch.Event)
	if x.over || x.tokens[t].gen != gen {
		return false
	}
	return x.leave(t, portOut)
}

// branch goes by the first rule that holds.
func (x *life) branch(t int32, b *program.Branch) bool {
	for i, rule := range b.Rules {
		if x.holds(rule) {
			return x.leave(t, int32(i))
		}
	}
	return x.leave(t, int32(len(b.Rules)))
}

// baseline remembers which watched segments the person is in on arrival: being inside is not entering.
func (x *life) baseline() {
	for i, scenario := range x.watched {
		x.watchTruth[i] = x.holds(x.p.Scenarios[scenario].Trigger.Segment)
	}
	x.dirty = true
}

// settle asks the rules that watch the person, when something has changed, until nothing changes any more.
func (x *life) settle() {
	for x.dirty && !x.over {
		x.dirty = false
		if !x.watching {
			return
		}
		for i := 0; i < len(x.running); i++ {
			if number := x.running[i]; x.ruleExits[x.instances[number].scenario] && x.exitByRule(number) {
				i--
			}
		}
		for i, scenario := range x.watched {
			now := x.holds(x.p.Scenarios[scenario].Trigger.Segment)
			entered := now && !x.watchTruth[i]
			x.watchTruth[i] = now
			if entered && !x.over {
				if x.story != nil {
					x.note(Moment{What: "segment", Scenario: scenario + 1})
				}
				x.start(scenario)
			}
		}
		x.planCheck()
	}
}

// exitByRule ends an instance one of whose exit rules came to hold.
func (x *life) exitByRule(number int32) bool {
	inst := &x.instances[number]
	exits := x.p.Scenarios[inst.scenario].Exits
	for i := range exits {
		if exits[i].Rule == nil {
			continue
		}
		bit := uint64(1) << i
		now := x.holds(exits[i].Rule)
		came := now && inst.truth&bit == 0
		inst.truth &^= bit
		if now {
			inst.truth |= bit
		}
		if came && exits[i].AfterWait {
			inst.asked |= bit
			if x.outOfLine(number) {
				return true
			}
		} else if came {
			x.withdraw(number, EndCriterion)
			return true
		}
	}
	return false
}

// planCheck queues the next moment at which time alone can change a watched rule.
func (x *life) planCheck() {
	next := int64(math.MaxInt64)
	for _, scenario := range x.watched {
		if r := x.p.Scenarios[scenario].Trigger.Segment; r.Timed {
			next = min(next, x.nextChange(r))
		}
	}
	for _, number := range x.running {
		exits := x.p.Scenarios[x.instances[number].scenario].Exits
		for i := range exits {
			if r := exits[i].Rule; r != nil && r.Timed {
				next = min(next, x.nextChange(r))
			}
		}
	}
	if next < x.nextCheck || (x.nextCheck <= x.now && next < math.MaxInt64) {
		x.nextCheck = next
		if next < x.p.Horizon {
			x.push(event{at: next, cause: causeCheck})
		}
	}
}

// dates queues the first date of each scenario that starts at dates.
func (x *life) dates() {
	for _, scenario := range x.dated {
		trigger := &x.p.Scenarios[scenario].Trigger
		if trigger.Property != program.None {
			x.planOwnDate(scenario)
			continue
		}
		low, high := 0, len(trigger.Instants)
		for low < high {
			if middle := (low + high) / 2; trigger.Instants[middle] < x.now {
				low = middle + 1
			} else {
				high = middle
			}
		}
		x.queueDate(scenario, int32(low))
	}
}

func (x *life) queueDate(scenario, n int32) {
	s := &x.p.Scenarios[scenario]
	if int(n) < len(s.Trigger.Instants) {
		x.push(event{at: s.Trigger.Instants[n], rank: s.Rank, cause: causeDate, a: scenario, b: n})
	}
}

// planOwnDate queues the date of a person's own property, if it is still to come. What was queued before is void, and
// a date that has come does not come again at the same instant.
func (x *life) planOwnDate(scenario int32) {
	s := &x.p.Scenarios[scenario]
	mine := &x.ownDates[scenario]
	mine.set++
	x.marked = true
	value := x.who.Property(s.Trigger.Property)
	if value == program.NotSet {
		return
	}
	zone := x.p.Zones[x.who.Zone]
	on := zone.Wall(value).Day + calendar.Day(s.Trigger.OffsetDays)
	if s.Trigger.Zone != program.None {
		zone = x.p.Zones[s.Trigger.Zone]
	}
	if at := zone.At(on, s.Trigger.At); at >= x.now && at < x.p.Horizon && at != mine.came {
		x.push(event{at: at, rank: s.Rank, cause: causeDate, a: scenario, b: program.None, gen: mine.set})
	}
}

// datesOf queues the dates that hang on a property that was set.
func (x *life) datesOf(property int32) {
	for _, scenario := range x.dated {
		if x.p.Scenarios[scenario].Trigger.Property == property {
			x.planOwnDate(scenario)
		}
	}
}

// dateCame starts a scenario at its date and queues the next. A date of a property that was set since is void.
func (x *life) dateCame(scenario, n int32, gen uint32) {
	if n != program.None {
		x.start(scenario)
		x.queueDate(scenario, n+1)
		return
	}
	if mine := &x.ownDates[scenario]; mine.set == gen {
		mine.came = x.now
		x.start(scenario)
	}
}
