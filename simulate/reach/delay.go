package reach

import (
	"rehearse/journey"
	"rehearse/simulate/calendar"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

const (
	hour = 3_600_000
	day  = 24 * hour
	week = 7 * day
	// never is later than any horizon: a length of time without a greatest.
	never = 1 << 50
)

// span is a length of time, or a moment, of which only the bounds are known, in milliseconds. Most is never when there is no
// greatest.
type span struct{ least, most int64 }

func (a span) plus(b span) span {
	return span{min(a.least+b.least, never), min(a.most+b.most, never)}
}

func lawSpan(law random.Law) span {
	least, most := law.Bounds()
	return span{min(least, never), min(most, never)}
}

// timing knows how long things take on a map.
type timing struct {
	p *program.Program
	// holds is by message how long a send can be held back.
	holds []int64
}

func newTiming(p *program.Program) *timing {
	t := &timing{p: p, holds: make([]int64, len(p.Messages))}
	quiet := t.longestQuiet()
	for i := range p.Messages {
		msg := &p.Messages[i]
		if msg.Transactional {
			continue
		}
		longest := int64(0)
		for _, c := range msg.Channels {
			channel := &p.Channels[c]
			if !channel.QuietHoursExempt {
				longest = max(longest, quiet)
			}
			if !channel.CapsExempt {
				for j := range p.Policy.Caps {
					if cap := &p.Policy.Caps[j]; cap.Hit == journey.CapDefer && concerns(p, cap, msg, c) {
						longest = never
					}
				}
			}
		}
		t.holds[i] = min(longest, msg.LongestHold)
	}
	return t
}

// concerns tells that a cap holds for a message on a channel.
func concerns(p *program.Program, cap *program.Cap, msg *program.Message, channel int32) bool {
	if cap.Scope == journey.ScopeAll {
		return true
	}
	n := channel
	switch cap.Scope {
	case journey.ScopeTopic:
		n = msg.Topic
	case journey.ScopeScenario:
		n = p.Steps[msg.Step].Scenario
	}
	return n != program.None && (cap.Of == nil || cap.Of[n])
}

// longestQuiet is the longest time for which quiet hours hold a message back: the longest stretch of them, and what clocks
// that go back add to it.
func (t *timing) longestQuiet() (longest int64) {
	policy := &t.p.Policy
	if !policy.HasQuiet || policy.QuietAction != journey.QuietHold || policy.Quiet.Empty() {
		return 0
	}
	const slack = 3 * hour
	zone := t.p.Zones[1] // UTC, where no clock is put back
	quiet := t.p.Map.Policy.QuietHours
	for i := range calendar.Day(7) {
		for _, h := range quiet.Hours {
			at := zone.At(calendar.Day(20_000)+i, int32(h.From))
			if policy.Quiet.Covers(zone, at) {
				longest = max(longest, policy.Quiet.NextOutside(zone, at)-at)
			}
		}
	}
	return min(longest+slack, never)
}

// outcome is a way for a token to leave a message by a port: when, counted from the entry; and whether the message may have
// been sent then.
type outcome struct {
	sent bool
	// decided tells that the message's time to be opened has to pass first.
	decided, clicked bool
}

// outcomes are the outcomes of a message that lead to the port at a place; one that is not linked goes by "out".
func outcomes(p *program.Program, step *program.Step, place int32) (list []outcome) {
	msg := &p.Messages[step.Index]
	out := step.PortCount - 1
	if msg.Decide == 0 {
		if place == out {
			return []outcome{{sent: true}, {}}
		}
		return nil
	}
	for i := range out {
		port := &p.Ports[step.FirstPort+i]
		to := i
		if !port.Linked() || len(port.Links) == 0 {
			to = out
		}
		// A port with pulls only passes the token to "out"; its pulls happen at it.
		if place != to && (place != i || !port.Linked()) {
			continue
		}
		switch port.Name {
		case journey.PortClicked:
			if anyRate(msg, func(r *program.Rates) random.Threshold { return r.Click }) {
				list = append(list, outcome{sent: true, clicked: true})
			}
		case journey.PortOpened, journey.PortNotOpened:
			list = append(list, outcome{sent: true, decided: true})
		case journey.PortNotSent:
			list = append(list, outcome{})
		}
	}
	return list
}

// leaving is when a token leaves a step by the port at a place, counted from its entry; false when it never does. Sent asks
// only for those to whom the message was sent there, counted from the send.
func (t *timing) leaving(step *program.Step, place int32, sent bool) (span, bool) {
	p := t.p
	switch step.Kind {
	case program.KindMessage:
		return t.leavingMessage(step, place, sent)
	case program.KindWait:
		return t.leavingWait(&p.Waits[step.Index], p.Ports[step.FirstPort+place].Name)
	case program.KindSupport:
		support := &p.Supports[step.Index]
		switch p.Ports[step.FirstPort+place].Name {
		case journey.PortAnswered:
			return span{lawSpan(support.Handling).least, never}, true
		case journey.PortClosed:
			return span{}, true
		}
		return span{0, never}, true
	case program.KindCall:
		call := &p.Calls[step.Index]
		total := span{}
		if !call.Hours.Empty() || call.Desk != program.None {
			total.most = never
		}
		gap := lawSpan(call.RetryAfter)
		for range call.Attempts - 1 {
			total.most = min(total.most+gap.most, never)
		}
		if p.Ports[step.FirstPort+place].Name == journey.PortReached {
			total = total.plus(lawSpan(call.Talk))
		}
		return total, true
	case program.KindExit:
		return span{}, false
	}
	return span{}, true
}

func (t *timing) leavingMessage(step *program.Step, place int32, sent bool) (when span, ok bool) {
	msg := &t.p.Messages[step.Index]
	when = span{never, 0}
	for _, o := range outcomes(t.p, step, place) {
		if sent && !o.sent {
			continue
		}
		least, most := int64(0), t.holds[step.Index]
		if o.decided {
			least, most = msg.Decide, most+msg.Decide
		}
		if o.clicked {
			most += msg.Decide
		}
		when = span{min(when.least, least), max(when.most, most)}
		ok = true
	}
	return when, ok
}

func (t *timing) leavingWait(w *program.Wait, port journey.Port) (span, bool) {
	switch w.Kind {
	case journey.WaitUntil:
		gap := int64(1) // days to the next of the weekdays, at most
		if w.Days != calendar.EveryDay {
			gap = 7
		}
		return span{0, gap*day + 3*hour}, true
	case journey.WaitEvent:
		switch {
		case port == journey.PortTimedOut:
			return span{w.TimeOut, w.TimeOut}, w.TimeOut > 0
		case w.TimeOut > 0:
			return span{0, w.TimeOut}, true
		}
		return span{0, never}, true
	case journey.WaitAnchor:
		if port == journey.PortTooLate {
			return span{}, true
		}
		switch w.Anchor.Kind {
		case journey.AnchorScenarioStart, journey.AnchorEvent:
			return span{0, max(0, w.Anchor.Offset)}, true
		}
		return span{0, never}, true
	}
	return lawSpan(w.For), true
}

// sending is when a message is sent, counted from the token's entry.
func (t *timing) sending(message int32) span { return span{0, t.holds[message]} }
