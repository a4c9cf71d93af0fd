package engine

import (
	"math/bits"

	"rehearse/simulate/cohort"
	"rehearse/simulate/program"
)

// People of a base live through the warm-up: what happens to them in it happens, and is counted in a tally that nobody
// reads. When the warm-up ends, the tally is changed, and what is going on then is counted as begun at that moment, so that
// every sum of the counted time is whole: a token at a step as entered there, one on a link as gone on from the step it
// left, a running instance as started, a held send as attempted, somebody at a desk as a case. It is the same list that finish goes through at the
// horizon. What became of a send of the warm-up is not counted; a goal of the counted time is credited to it all the same.

// counts tells that the person is counted: who comes in the counted time, and who was there before.
func (x *life) counts(a *cohort.Arrival) bool {
	return (a.At >= x.p.WarmUp || a.Day == cohort.BaseDay) && a.At < x.p.Horizon
}

// warmUp begins a life that is not counted yet.
func (x *life) warmUp() {
	if x.dry == nil {
		x.dry, x.home = NewTally(x.p, 1), x.tally
		x.beenBefore = make([]uint32, len(x.p.Steps))
	}
	x.tally, x.warm = x.dry, true
	x.batch = x.batchOf(0)
	x.push(event{at: x.p.WarmUp, rank: -1, cause: causeCounted})
}

// beginCounting counts the person from now on.
func (x *life) beginCounting() {
	x.tally, x.warm, x.marked, x.counted = x.home, false, true, x.now
	x.countedOrder = x.next()
	clear(x.contexts)
	for i := range x.seenStep {
		if x.seenStep[i] == x.epoch {
			x.seenStep[i], x.beenBefore[i] = 0, x.epoch
		}
	}
	clear(x.seenLink)
	clear(x.gotEpoch)
	clear(x.rowEpoch)
	x.pairsNear, x.soldLate, x.got = x.pairsNear[:0], x.soldLate[:0], x.got[:0]
	x.sendsBefore, x.before, x.wantedBefore = len(x.sends), len(x.touches), len(x.wants)
	x.net, x.burst = 0, burst{at: never}
	for i := range x.goals {
		g := &x.goals[i]
		g.had, g.count, g.value = g.had || g.count > 0, 0, 0
	}
	for i := range x.started {
		x.started[i].counted = false
	}
	x.enlist()
	for _, i := range x.running {
		inst := &x.instances[i]
		x.countStart(inst.scenario)
		x.tally.Scenarios[inst.scenario].Started++
	}
	for i := range x.tokens {
		x.beginToken(&x.tokens[i])
	}
	for i := range x.queue.due {
		if e := &x.queue.due[i]; e.cause == causePull {
			x.countLink(0, e.a)
		}
	}
}

// beginToken counts where a token is.
func (x *life) beginToken(tok *token) {
	switch {
	case tok.state == tokenAtStep:
		x.beginStep(tok.by, tok.step)
		step := &x.p.Steps[tok.step]
		if tok.line != 0 {
			x.tally.Desks[x.deskOf(step)].Cases++
		}
		if step.Kind != program.KindMessage {
			return
		}
		for rest := tok.mail.pending & tok.mail.tried; rest != 0; rest &= rest - 1 {
			place := int32(bits.TrailingZeros32(rest))
			row := &x.tally.Sends[x.p.Messages[step.Index].FirstRow+place]
			row.Entered++
			x.batchSend(x.p.Messages[step.Index].FirstRow+place, BatchEntered)
			row.Attempts++
			if tok.mail.wanted&(1<<place) != 0 {
				row.Wanted++
			}
			if tok.mail.held&(1<<place) != 0 {
				row.Held++
			}
		}
	case tok.state == tokenOnLink && tok.link != program.None:
		from := x.p.Links[tok.link].From
		x.beginStep(tok.by, from)
		x.context(tok.by).Steps[from].WentOn++
		x.countLink(tok.by, tok.link)
	}
}

// beginStep counts a token as having entered a step.
func (x *life) beginStep(by, step int32) {
	c := &x.context(by).Steps[step]
	c.Entered++
	if x.seenStep[step] != x.epoch {
		x.seenStep[step] = x.epoch
		c.People++
	}
}

// ledger is the row of a send: of one in the warm-up a row that nobody reads.
func (x *life) ledger(n int32) *SendCount {
	if int(n) < x.sendsBefore {
		return &x.dry.Sends[x.sends[n].row]
	}
	return &x.tally.Sends[x.sends[n].row]
}

// batchOutcome counts what became of a send in the person's batch; of one in the warm-up nothing is counted.
func (x *life) batchOutcome(n int32, column int) {
	if int(n) >= x.sendsBefore {
		x.batchSend(x.sends[n].row, column)
	}
}
