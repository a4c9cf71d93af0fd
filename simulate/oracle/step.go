package oracle

import (
	"math"
	"strconv"

	"rehearse/journey"
)

// wait holds a token.
func (x *person) wait(t *token, w *journey.Wait) {
	gen := t.gen
	until := func(at int64, port journey.Port) {
		if next := x.onlyWay(t.step); next != nil && w.Kind != journey.WaitEvent {
			t.due = &scheduled{at: at, step: next}
		}
		x.at(at, t.in.rank(), func() {
			if t.alive && t.gen == gen {
				x.waitEnded(t, port)
			}
		})
	}
	switch w.Kind {
	case journey.WaitDuration:
		until(x.now+draw(x.r, w.For), journey.PortOut)
	case journey.WaitUntil:
		until(x.w.next(x.now, w.Days, w.At, x.clockOf(w.Clock)), journey.PortOut)
	case journey.WaitEvent:
		t.waitsFor = string(w.Event)
		if w.TimeOut > 0 {
			until(x.now+int64(w.TimeOut)*1000, journey.PortTimedOut)
		}
	case journey.WaitAnchor:
		at, ok := x.anchor(w.Anchor, t.in, x.now)
		if ok && at >= x.now {
			until(at, journey.PortOut)
			return
		}
		switch {
		case x.linked(t.step, journey.PortTooLate):
			x.leave(t, journey.PortTooLate)
		case w.Late == journey.LateSkip:
			t.skip = true
			x.leave(t, journey.PortOut)
		case w.Late == journey.LateLeave:
			t.in.withdraw("too_late")
		default:
			x.leave(t, journey.PortOut)
		}
	}
}

// waitEnded lets a token go on, or its instance end where an exit waited for this.
func (x *person) waitEnded(t *token, port journey.Port) {
	if !x.leaving(t) {
		x.leave(t, port)
	}
}

func (x *person) linked(s *journey.Step, port journey.Port) bool {
	for _, l := range x.w.out[s.ID] {
		if l.Port == port {
			return true
		}
	}
	return false
}

// anchor is the moment an anchor means; of a repeated date the first that is not over at a tick, with an offset after it.
func (x *person) anchor(a *journey.Anchor, in *instance, from int64) (int64, bool) {
	offset := int64(a.Offset) * 1000
	switch a.Kind {
	case journey.AnchorEvent:
		times := x.happened[string(a.Of)]
		if len(times) == 0 {
			return 0, false
		}
		return times[len(times)-1] + offset, true
	case journey.AnchorProperty:
		at, ok := x.dates[a.Of]
		return at + offset, ok
	case journey.AnchorNamedDate:
		for _, d := range x.w.m.NamedDates {
			if d.ID != a.Of {
				continue
			}
			list := x.w.occurrences(d)
			for _, at := range list {
				if at+max(0, offset) >= from {
					return at + offset, true
				}
			}
			return list[len(list)-1] + offset, true
		}
		return 0, false
	default:
		return in.start + offset, true
	}
}

// goal counts a conversion.
func (x *person) goal(s *journey.Step) {
	name := "goal/" + string(s.ID)
	x.order++
	x.reached[s.ID] = append(x.reached[s.ID], x.order) // also where it counts once only
	x.harm.reachedAt[s.ID] = x.now
	if s.Goal.EveryTime || x.counted[s.ID] == 0 && !x.warm.had[s.ID] {
		x.counted[s.ID]++
		x.count(name+"/count", 1)
		value := x.worth(s.Goal.Value)
		if credited := x.credit(s); credited != nil {
			if x.w.m.Settings.Attribution == journey.AttributionLast && !credited.early {
				x.count("message/"+string(credited.step.ID)+"/attributed", 1)
			}
			for _, o := range x.w.m.Offers {
				over := false
				if o.Expires != nil {
					at, ok := x.anchor(o.Expires, credited.in, credited.in.start)
					over = ok && x.now >= at
				}
				if o.ID == credited.step.Message.Offer && !over {
					value = max(0, value-float64(o.Value))
				}
			}
		}
		x.count(name+"/value", value)
		x.count("money/value", value)
	}
	x.emit(string(s.ID))
	if s.Goal.Event != s.ID {
		x.emit(string(s.Goal.Event))
	}
}

func (x *person) worth(v journey.GoalValue) float64 {
	switch {
	case v.Property != "":
		n, _ := strconv.ParseFloat(x.text[v.Property], 64)
		return n * 1e6
	case v.Low != 0 || v.High != 0:
		return triangle(x.r, float64(v.Low), float64(v.Amount), float64(v.High))
	default:
		return float64(v.Amount)
	}
}

// credit is the send a goal is credited to: the last clicked inside its window, else the last opened.
func (x *person) credit(goal *journey.Step) *send {
	var clicked, opened *send
	for _, s := range x.sent {
		m := s.step.Message
		if m == nil {
			continue
		}
		window := int64(m.AttributionWindow) * 1000
		if window == 0 {
			window = 7 * day
		}
		if x.now-s.at >= window {
			continue
		}
		switch m.Goal.Kind {
		case journey.KindStep:
			if m.Goal.ID != goal.ID {
				continue
			}
		case journey.KindEvent:
			if m.Goal.ID != goal.Goal.Event && m.Goal.ID != goal.ID {
				continue
			}
		}
		if s.clickedAt >= 0 && (clicked == nil || s.clickedAt >= clicked.clickedAt) {
			clicked = s
		}
		if s.openedAt >= 0 && (opened == nil || s.openedAt >= opened.openedAt) {
			opened = s
		}
	}
	if clicked != nil {
		return clicked
	}
	return opened
}

// call makes an attempt to reach somebody by telephone. Nobody is called who is held out, cannot be or does not
// want to be. Calls count for caps and are stopped by none.
func (x *person) call(t *token, c *journey.Call, attempt int) {
	unwanted := c.Channel != "" && (!x.known[c.Channel] || x.dead[c.Channel] || !x.allowed[c.Channel] || x.off[c.Channel])
	if attempt == 1 && (x.silent(t) || unwanted) {
		x.leave(t, journey.PortNotReached)
		return
	}
	gen := t.gen
	later := func(at int64, do func()) {
		x.at(at, t.in.rank(), func() {
			if t.alive && t.gen == gen && !x.leaving(t) {
				do()
			}
		})
	}
	if len(c.Hours) > 0 {
		if _, open := x.w.windowEnd(c.Hours, x.now, x.zone); !open {
			first := int64(math.MaxInt64)
			for _, h := range c.Hours {
				first = min(first, x.w.next(x.now, []journey.Weekday{h.Day}, h.From, x.zone))
			}
			later(first, func() { x.call(t, c, attempt) })
			return
		}
	}
	if c.Agents > 0 {
		x.attempt(t, c, attempt)
		return
	}
	x.dial(t, c, attempt)
}

// dial is one attempt; it tells how long it takes.
func (x *person) dial(t *token, c *journey.Call, attempt int) (talk int64) {
	gen := t.gen
	later := func(at int64, do func()) {
		x.at(at, t.in.rank(), func() {
			if t.alive && t.gen == gen && !x.leaving(t) {
				do()
			}
		})
	}
	scenario := journey.ID("")
	if t.in.scenario != nil {
		scenario = t.in.scenario.ID
	}
	x.count("money/calls", float64(c.CostPerCall))
	x.touches = append(x.touches, contact{at: x.now, step: t.step, in: t.in})
	x.wants = append(x.wants, x.now)
	if channel := x.w.m.Channel(c.Channel); channel != nil && !channel.CapsExempt {
		x.calls = append(x.calls, attempted{x.now, c.Channel, "", scenario})
	}
	if x.r.Float64() < x.w.m.Value(c.Answered).Value {
		if x.r.Float64() < x.w.m.Value(c.Refused).Value {
			x.leave(t, journey.PortRefused)
			return 0
		}
		talk = draw(x.r, c.Talk)
		if talk == 0 {
			x.leave(t, journey.PortReached)
			return 0
		}
		later(x.now+talk, func() { x.leave(t, journey.PortReached) })
		return talk
	}
	if attempt >= c.Attempts {
		x.leave(t, journey.PortNotReached)
		return 0
	}
	later(x.now+draw(x.r, c.RetryAfter), func() { x.call(t, c, attempt+1) })
	return 0
}
