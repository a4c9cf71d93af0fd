package engine

import (
	"math/bits"
	"slices"
	"sort"

	"rehearse/journey"
	"rehearse/simulate/program"
)

// What is here runs only when somebody listens; it reads the person's state and changes nothing.

// at is a moment of a token at its step.
func (x *life) at(what string, tok *token, reason string) Moment {
	inst := &x.instances[tok.inst]
	m := Moment{What: what, Step: tok.step, Scenario: inst.scenario + 1, Instance: inst.number, Visit: tok.visit + 1, Reason: reason}
	if what == "enter" {
		m.Link = tok.link + 1
	}
	return m
}

// noteToken tells something of a token at its step.
func (x *life) noteToken(what string, tok *token, reason string) { x.note(x.at(what, tok, reason)) }

// noteTake tells by which port a token leaves.
func (x *life) noteTake(tok *token, port *program.Port) {
	m := x.at("take", tok, "")
	m.Port = string(port.Name)
	x.note(m)
}

// noteEndAt tells that a token ended at a port nothing is linked to.
func (x *life) noteEndAt(tok *token, step *program.Step) {
	switch {
	case step.Kind == program.KindGoal:
		x.noteToken("at_goal", tok, "")
	case step.Scenario == program.None:
		x.noteToken("drop", tok, "no_way")
	default:
		x.noteToken("complete", tok, "")
	}
}

// noteGo tells that a link was taken, and when it ends.
func (x *life) noteGo(what string, inst, link int32, delay int64) {
	m := Moment{What: what, Step: x.p.Links[link].From, Link: link + 1, Scenario: x.instances[inst].scenario + 1, Instance: x.instances[inst].number}
	if delay > 0 {
		m.Until = x.now + delay
	}
	x.note(m)
}

// noteWait tells that a token waits at its step for a moment.
func (x *life) noteWait(t int32, reason string, until int64) {
	m := x.at("wait", &x.tokens[t], reason)
	m.Until = until
	x.note(m)
}

// noteLine tells that a token waits in line until its turn comes or it gives up (0: until it is taken away, or to the end), and
// keeps for then that it is served, or gives up.
func (x *life) noteLine(t int32, a *answer) {
	switch {
	case a.gone || a.from >= x.p.Horizon:
		x.noteWait(t, "line", 0)
		return
	case a.from > x.now:
		x.noteWait(t, "line", a.from)
	}
	m := x.at("serve", &x.tokens[t], "")
	m.At, m.Waited = a.from, a.from-x.now
	support := x.p.Steps[m.Step].Kind == program.KindSupport
	switch {
	case a.until == gaveUp && support:
		m.What, m.Port = "give_up", string(journey.PortGaveUp)
	case a.until == gaveUp:
		m.What, m.Reason = "give_up", "calling_hours"
	case support:
		m.Until = a.until
	}
	turns := &x.story.turns
	place := sort.Search(len(*turns), func(i int) bool { return (*turns)[i].At > m.At })
	*turns = slices.Insert(*turns, place, m)
}

// noteWaitFor tells that a token waits for an event.
func (x *life) noteWaitFor(t int32, w *program.Wait) {
	m := x.at("wait", &x.tokens[t], "")
	m.Event = w.Event + 1
	if w.TimeOut > 0 {
		m.Until = x.now + w.TimeOut
	}
	x.note(m)
}

// noteStart tells that an instance started.
func (x *life) noteStart(scenario int32, mine *starts0) {
	m := Moment{What: "start", Scenario: scenario + 1, Instance: int64(mine.instances)}
	if mine.heldOut {
		m.Reason = RefusedHoldout.code(x.layout)
	}
	x.note(m)
}

// noteReentry tells that a scenario did not start again, when it started last, and from when on it may.
func (x *life) noteReentry(scenario int32, s *program.Scenario, mine *starts0) {
	m := Moment{What: "not_started", Scenario: scenario + 1, Reason: StartReentry.Code(), Instance: int64(mine.instances)}
	if s.Pause > 0 {
		m.Until = mine.last + s.Pause
	}
	m.Earlier = x.point(Earlier{At: mine.last})
	x.note(m)
}

// point adds what an explanation points back to.
func (x *life) point(list ...Earlier) [2]int32 {
	from := int32(len(x.story.Earlier))
	x.story.Earlier = append(x.story.Earlier, list...)
	return [2]int32{from, int32(len(x.story.Earlier))}
}

// noteGoal tells of a conversion.
func (x *life) noteGoal(tok *token, value int64, late bool) {
	m := x.at("goal", tok, "")
	m.Value = value
	if late {
		m.Reason = "late"
	}
	x.note(m)
}

// noteSend tells what becomes of a send.
func (x *life) noteSend(what string, n int32, value int64) {
	s := &x.sends[n]
	msg := &x.p.Messages[s.message]
	x.note(Moment{
		What: what, Step: msg.Step, Scenario: x.instances[s.inst].scenario + 1, Instance: x.instances[s.inst].number, Visit: s.visit + 1,
		Channel: msg.Channels[s.place] + 1, Value: value,
	})
}

// noteGate tells what the gate says of a channel, and for a cap which sends have filled it.
func (x *life) noteGate(what string, tok *token, msg *program.Message, place int32, reason Reason, until int64) {
	m := x.at(what, tok, "")
	m.Channel, m.Until = msg.Channels[place]+1, until
	if reason != Sent {
		m.Reason = reason.code(x.layout)
	}
	if reason >= RefusedCap {
		c := &x.p.Policy.Caps[reason-RefusedCap]
		m.Earlier = x.filled(c, &try{
			channel: msg.Channels[place], topic: msg.Topic, scenario: x.p.Steps[msg.Step].Scenario, stay: tok.stay, place: place,
		})
		m.Yields = c.Max > 0 && int(m.Earlier[1]-m.Earlier[0]) < most(c)
	}
	x.note(m)
}

// filled lists what a cap counts against a try now.
func (x *life) filled(c *program.Cap, this *try) [2]int32 {
	from := int32(len(x.story.Earlier))
	first := x.capFrom(c, x.now)
	for i := range x.tries {
		earlier := &x.tries[i]
		at := earlier.when(c)
		if at == never || at > x.now || at < first || (earlier.stay == this.stay && earlier.place == this.place) || !capCounts(c, earlier, this) {
			continue
		}
		x.story.Earlier = append(x.story.Earlier, Earlier{At: at, Step: x.stepOf(earlier), Channel: earlier.channel + 1})
	}
	return [2]int32{from, int32(len(x.story.Earlier))}
}

// stepOf is the message step of a try plus 1, 0 where it is not known (calls, and attempts that were not sent).
func (x *life) stepOf(y *try) int32 {
	for i := range x.sends {
		if s := &x.sends[i]; s.stay == y.stay && s.place == y.place && y.sent != never {
			return x.p.Messages[s.message].Step + 1
		}
	}
	return 0
}

// noteWaiting tells where a token is when the run ends, and what it holds back.
func (x *life) noteWaiting(tok *token) {
	x.noteAtEnd(x.at("in_progress", tok, ""))
	step := &x.p.Steps[tok.step]
	if step.Kind != program.KindMessage {
		return
	}
	for rest := tok.mail.pending & tok.mail.tried; rest != 0; rest &= rest - 1 {
		m := x.at("still_held", tok, "")
		m.Channel = x.p.Messages[step.Index].Channels[bits.TrailingZeros32(rest)] + 1
		x.noteAtEnd(m)
	}
}
