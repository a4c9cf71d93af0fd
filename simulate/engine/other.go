package engine

import (
	"math"

	"rehearse/simulate/program"
)

// tryOther sends by the channel a full cap names, when there is one that this visit has not tried yet and the person can
// be reached by it: the whole gate is asked for it, as for any channel. Where the message goes out by that channel anyway
// there is nothing to add.
func (x *life) tryOther(t int32, msg *program.Message, h hold) (until int64, gone bool) {
	tok := &x.tokens[t]
	place := h.other - 1
	bit := uint32(1) << max(place, 0)
	if place < 0 || tok.mail.tried&bit != 0 || (msg.All && place < msg.Own) {
		return math.MaxInt64, false
	}
	if place >= msg.Own {
		x.tally.Sends[msg.FirstRow+place].Entered++
		x.batchSend(msg.FirstRow+place, BatchEntered)
	}
	if x.story != nil {
		x.noteGate("other_channel", tok, msg, place, Sent, 0)
	}
	if reason := x.gateReach(msg, place); reason != Sent {
		x.refuse(t, msg, place, reason)
		return math.MaxInt64, false
	}
	tok.mail.pending |= bit
	tok.mail.other = true
	return x.tryChannel(t, msg, place)
}

// gaveWay forgets, for caps that count attempts, one that was refused for the sake of a more important send: it would take
// the very room it left.
func (x *life) gaveWay(tok *token, h hold, place int32) {
	if h.yields {
		x.tries[x.tried(tok.stay, place)].at = never
	}
}
