package engine

import (
	"slices"

	"rehearse/journey"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// clock is a zone by whose clock it is.
func (x *life) clock(c journey.Clock) int32 {
	switch c {
	case journey.ClockUTC:
		return 1
	case journey.ClockMap:
		return 0
	default:
		return x.who.Zone
	}
}

// wait holds the token; what takes no time passes at once.
func (x *life) wait(t int32, w *program.Wait) bool {
	tok := &x.tokens[t]
	key := x.p.Steps[tok.step].Key
	switch w.Kind {
	case journey.WaitUntil:
		return x.waitUntil(t, x.p.Zones[x.clock(w.Clock)].NextTimeOfDay(x.now, w.Days, w.At))
	case journey.WaitEvent:
		tok.waiting, tok.happened = w.Event, false
		if w.TimeOut > 0 {
			x.schedule(t, x.now+w.TimeOut)
		}
		if x.story != nil {
			x.noteWaitFor(t, w)
		}
		return false
	case journey.WaitAnchor:
		at, ok := x.moment(&w.Anchor, tok.inst, x.now)
		if !ok || at < x.now {
			return x.late(t, w)
		}
		return x.waitUntil(t, at)
	default:
		return x.waitUntil(t, x.now+w.For.Draw(uint32(x.draw(key, tok, random.Duration))))
	}
}

// waitUntil holds the token to a tick; exactly now passes.
func (x *life) waitUntil(t int32, at int64) bool {
	if at <= x.now {
		return x.leave(t, portOut)
	}
	x.schedule(t, at)
	if x.story != nil {
		x.noteWait(t, "", at)
	}
	return false
}

// waitOver ends a wait.
func (x *life) waitOver(t int32, w *program.Wait) bool {
	if w.Kind == journey.WaitEvent && !x.tokens[t].happened {
		return x.leave(t, portTimedOut)
	}
	return x.leave(t, portOut)
}

// late goes on from a wait whose moment has passed or does not exist.
func (x *life) late(t int32, w *program.Wait) bool {
	tok := &x.tokens[t]
	step := &x.p.Steps[tok.step]
	if x.story != nil {
		x.noteToken("late", tok, "")
	}
	if x.p.Ports[step.FirstPort+portTooLate].Linked() {
		return x.leave(t, portTooLate)
	}
	switch w.Late {
	case journey.LateLeave:
		x.withdraw(tok.inst, EndLate)
		return false
	case journey.LateSkip:
		tok.skip = true
	}
	return x.leave(t, portOut)
}

// moment is when an anchor is; false when there is no such moment. Of a repeated date it is the first
// occurrence that, with the offset if that is positive, was not over at the tick from: now for those who wait for it,
// the instance's start for what ends at it.
func (x *life) moment(a *program.Anchor, inst int32, from int64) (int64, bool) {
	switch a.Kind {
	case journey.AnchorEvent:
		if x.memory.count[a.Of] == 0 {
			return 0, false
		}
		return x.memory.last[a.Of] + a.Offset, true
	case journey.AnchorProperty:
		value := x.who.Property(a.Of)
		return value + a.Offset, value != program.NotSet
	case journey.AnchorNamedDate:
		instants := x.p.Dates[a.Of].Instants
		if len(instants) == 1 {
			return instants[0] + a.Offset, true
		}
		n, _ := slices.BinarySearch(instants, from-max(a.Offset, 0))
		if n == len(instants) {
			return 0, false
		}
		return instants[n] + a.Offset, true
	default:
		return x.instances[inst].start + a.Offset, true
	}
}
