package engine

import (
	"math"
	"math/bits"

	"rehearse/simulate/program"
)

// mail is what a token at a message carries.
type mail struct {
	pending  uint32 // places of channels not decided yet
	tried    uint32 // places counted as attempts
	wanted   uint32 // places counted as wanted
	held     uint32 // places counted as held
	noted    uint32 // places remembered for caps
	refused  uint32 // places of "first reachable" that were refused after being held: they are not tried again
	sent     int32  // how many went out
	opened   bool
	clicked  bool
	skip     bool // refused because a wait came too late
	first    int64
	deadline int64 // end of holding
	deciding bool
	counted  bool  // among the wanted touches
	other    bool  // a full cap chose another channel: no further one of "first reachable" is tried
	yields   bool  // held for a more important send that is due
	release  int64 // end of the quiet hours that hold it
}

// message begins a visit of a message step.
func (x *life) message(t int32, msg *program.Message) bool {
	tok := &x.tokens[t]
	tok.mail = mail{pending: uint32(uint64(1)<<msg.Own - 1), skip: tok.skip, deadline: math.MaxInt64, release: never}
	tok.skip = false
	for i := range msg.Own {
		x.tally.Sends[msg.FirstRow+i].Entered++
		x.batchSend(msg.FirstRow+i, BatchEntered)
	}
	return x.trySend(t, msg)
}

// messageAgain goes on when a hold ends or when opening is decided.
func (x *life) messageAgain(t int32, msg *program.Message) bool {
	tok := &x.tokens[t]
	if !tok.mail.deciding {
		return x.trySend(t, msg)
	}
	if tok.mail.opened || tok.mail.clicked {
		return x.outcome(t, portOpened)
	}
	return x.outcome(t, portNotOpened)
}

// trySend passes the gate for every channel that is not decided. It is true when the token goes on.
func (x *life) trySend(t int32, msg *program.Message) bool {
	tok := &x.tokens[t]
	gen := tok.gen
	reason := x.gateCommon(tok, msg)
	if reason != Sent {
		x.refusePending(t, msg, reason)
		if reason == RefusedSegment {
			x.withdraw(tok.inst, EndSegment)
			return false
		}
		return x.decided(t, msg)
	}
	if !msg.All && !x.choose(t, msg) {
		return x.decided(t, msg)
	}
	wake := int64(math.MaxInt64)
	for rest := tok.mail.pending; rest != 0; rest &= rest - 1 {
		place := int32(bits.TrailingZeros32(rest))
		until, gone := x.tryChannel(t, msg, place)
		if gone || x.over || x.tokens[t].gen != gen {
			return false
		}
		wake = min(wake, until)
	}
	if x.tokens[t].mail.pending != 0 {
		x.schedule(t, wake)
		return false
	}
	return x.decided(t, msg)
}

// choose picks the first channel by which the person can be reached; without one it refuses. A channel that is
// held back stays the one as long as the person can be reached by it.
func (x *life) choose(t int32, msg *program.Message) bool {
	tok := &x.tokens[t]
	before := tok.mail.pending & tok.mail.tried
	if before != 0 {
		held := int32(bits.TrailingZeros32(before))
		reason := x.gateReach(msg, held)
		if reason == Sent {
			return true
		}
		x.refuse(t, msg, held, reason)
		tok.mail.refused |= before
		if tok.mail.other {
			tok.mail.pending = 0
			return false
		}
	}
	tok.mail.pending = 0
	place, reason := x.firstReachable(msg, tok.mail.refused)
	switch {
	case reason == Sent:
		tok.mail.pending = 1 << place
	case before == 0:
		x.refuse(t, msg, 0, reason)
	}
	return reason == Sent
}

// tryChannel decides one channel, or says until when it waits. Gone tells that the instance has ended.
func (x *life) tryChannel(t int32, msg *program.Message, place int32) (until int64, gone bool) {
	tok := &x.tokens[t]
	row := &x.tally.Sends[msg.FirstRow+place]
	bit := uint32(1) << place
	if msg.All {
		if reason := x.gateReach(msg, place); reason != Sent {
			x.refuse(t, msg, place, reason)
			tok.mail.pending &^= bit
			return math.MaxInt64, false
		}
	}
	x.attempt(tok, msg, place)
	if tok.mail.wanted&bit == 0 {
		tok.mail.wanted |= bit
		row.Wanted++
		if x.story != nil {
			x.noteGate("want", tok, msg, place, Sent, 0)
		}
		if !tok.mail.counted {
			tok.mail.counted = true
			x.wants = append(x.wants, x.now)
		}
	}
	hold := x.gateHold(tok, msg, place)
	switch {
	case hold.reason == Sent:
		tok.mail.pending &^= bit
		x.send(t, msg, place)
		return math.MaxInt64, false
	case hold.leave:
		x.refuse(t, msg, place, hold.reason)
		x.gaveWay(tok, hold, place)
		tok.mail.pending &^= bit
		end := EndCap
		if hold.reason == RefusedQuiet {
			end = EndQuiet
		}
		x.withdraw(tok.inst, end)
		return 0, true
	case hold.until == 0:
		x.refuse(t, msg, place, hold.reason)
		x.gaveWay(tok, hold, place)
		tok.mail.pending &^= bit
		return x.tryOther(t, msg, hold)
	}
	if tok.mail.deadline == math.MaxInt64 {
		tok.mail.deadline = x.now + msg.LongestHold
	}
	if x.now >= tok.mail.deadline {
		x.refuse(t, msg, place, RefusedHeld)
		tok.mail.pending &^= bit
		return math.MaxInt64, false
	}
	if tok.mail.held&bit == 0 {
		tok.mail.held |= bit
		row.Held++
	}
	if hold.reason == RefusedQuiet {
		tok.mail.release = hold.until
	}
	if hold.yields {
		tok.mail.yields, x.yielding = true, true
	}
	until = min(hold.until, tok.mail.deadline)
	if x.story != nil {
		x.noteGate("hold", tok, msg, place, hold.reason, until)
	}
	return until, false
}

// attempt counts a pass of the gate once per channel and visit.
func (x *life) attempt(tok *token, msg *program.Message, place int32) {
	if bit := uint32(1) << place; tok.mail.tried&bit == 0 {
		tok.mail.tried |= bit
		x.tally.Sends[msg.FirstRow+place].Attempts++
	}
}

// refuse writes a refusal to the ledger.
func (x *life) refuse(t int32, msg *program.Message, place int32, reason Reason) {
	tok := &x.tokens[t]
	x.attempt(tok, msg, place)
	if tok.mail.noted&(1<<place) != 0 {
		x.tries[x.tried(tok.stay, place)].at = x.now
	}
	x.tally.Sends[msg.FirstRow+place].Refused[reason]++
	if x.story != nil {
		x.noteGate("refuse", tok, msg, place, reason, 0)
	}
}

// held visits the places of channels a token holds back, when it is at a message.
func (x *life) held(tok *token, visit func(msg *program.Message, place int32)) {
	step := &x.p.Steps[tok.step]
	if step.Kind != program.KindMessage {
		return
	}
	for rest := tok.mail.pending & tok.mail.tried; rest != 0; rest &= rest - 1 {
		visit(&x.p.Messages[step.Index], int32(bits.TrailingZeros32(rest)))
	}
}

// cancelHeld refuses what a token holds back, because it leaves the message or ends, and takes it from its desk.
func (x *life) cancelHeld(t int32) {
	if tok := &x.tokens[t]; tok.line != 0 {
		x.standDown(tok)
	}
	x.held(&x.tokens[t], func(msg *program.Message, place int32) { x.refuse(t, msg, place, RefusedEnded) })
	x.tokens[t].mail.pending = 0
}

// refusePending refuses all that is not decided: one row for "first reachable", one each for "all".
func (x *life) refusePending(t int32, msg *program.Message, reason Reason) {
	tok := &x.tokens[t]
	if !msg.All {
		place := int32(0)
		if before := tok.mail.pending & tok.mail.tried; before != 0 {
			place = int32(bits.TrailingZeros32(before))
		}
		x.refuse(t, msg, place, reason)
	} else {
		for rest := tok.mail.pending; rest != 0; rest &= rest - 1 {
			x.refuse(t, msg, int32(bits.TrailingZeros32(rest)), reason)
		}
	}
	tok.mail.pending = 0
}

// decided goes on when every channel is decided.
func (x *life) decided(t int32, msg *program.Message) bool {
	tok := &x.tokens[t]
	if tok.mail.sent == 0 {
		return x.outcome(t, portNotSent)
	}
	if msg.Decide == 0 {
		return x.leave(t, portMessage)
	}
	tok.mail.deciding = true
	until := max(x.now, tok.mail.first+msg.Decide)
	x.schedule(t, until)
	if x.story != nil {
		x.noteWait(t, "answer", until)
	}
	return false
}

// outcome leaves by the outcome's port or, when that is not linked, by "out".
func (x *life) outcome(t int32, place int32) bool {
	step := &x.p.Steps[x.tokens[t].step]
	if !x.p.Ports[step.FirstPort+place].Linked() {
		place = portMessage
	}
	return x.leave(t, place)
}
