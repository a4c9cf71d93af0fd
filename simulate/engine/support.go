package engine

import (
	"fmt"

	"rehearse/simulate/calendar"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// request is what a person asks of a desk: a place for so long, from now on or later. The desk answers from what others
// asked before; see coupled.go for how people's lives and desks are run together.
type request struct {
	at, handling int64
	// until is when the person gives up. Who can begin at it is still answered, unless it is closing time.
	until int64
	// quiet: nothing happens to the person before this tick, at which something may.
	quiet   int64
	desk    int32
	closing bool
}

// accepts tells that service may begin at a tick.
func (r *request) accepts(begin int64) bool {
	return begin < r.until || (begin == r.until && !r.closing)
}

// gaveUp is the end of a service that never began.
const gaveUp int64 = -1

// answer is what a desk answered to a request: service begins at from and lasts until until; or the person gives up at from.
type answer struct {
	from, until int64
	// open: it may still change, because others may leave the line, or this person.
	open bool
	// gone: the token was taken away before from, and the desk knows.
	gone bool
}

// standing is how a life asks desks. Answers are those to its first requests, in the order it asks; at the next request
// the life stands still and is run again when the answer is known. It also stands still when a token is taken away that
// waits for an open answer, so that the desk hears of it in time.
type standing struct {
	answers []answer
	asked   int
	// still: the life comes to a halt, at request (the last that was made), or because the token of answer number left was taken away at leftAt. What
	// still happens at that moment happens.
	still   bool
	request request
	left    int32
	leftAt  int64
	stopped bool // by a limit
	// hours are by desk the last stretch of hours that was looked up.
	hours []stretch
}

// stretch is a time in which a desk is open, or closed.
type stretch struct {
	from, until int64
	open        bool
}

func (s *standing) reset() {
	s.asked, s.still, s.left, s.stopped = 0, false, program.None, false
}

// support asks for an agent, unless the desk is closed.
func (x *life) support(t int32, s *program.Support) bool {
	tok := &x.tokens[t]
	step := &x.p.Steps[tok.step]
	if x.silent(tok.inst, tok.step) {
		return x.leave(t, portClosed)
	}
	hours := x.comesToDesk(s)
	if !hours.open {
		return x.leave(t, portClosed)
	}
	a := x.ask(t, x.supportRequest(s, hours, x.who.Key, x.who.Persona, step.Key.At(uint32(x.instances[tok.inst].number), tok.visit, 0)))
	if a == nil {
		return false
	}
	if x.story != nil {
		x.noteLine(t, a)
	}
	if a.until == gaveUp {
		x.schedule(t, a.from)
	} else {
		x.schedule(t, a.until)
	}
	return false
}

// comesToDesk counts somebody who comes to a support step now, and returns the hours it is in.
func (x *life) comesToDesk(s *program.Support) *stretch {
	count := &x.tally.Desks[s.Desk]
	count.Cases++
	hours := x.deskHours(s.Desk)
	if !hours.open {
		count.Closed++
	}
	return hours
}

// supportRequest is what somebody asks who comes to a support step now, with the key of the visit.
func (x *life) supportRequest(s *program.Support, hours *stretch, who random.Person, persona int32, key random.Key) (r request) {
	x.requests(&r, s, hours, who, persona, key)
	return r
}

// requests writes a supportRequest.
func (x *life) requests(r *request, s *program.Support, hours *stretch, who random.Person, persona int32, key random.Key) {
	r.desk, r.until, r.closing, r.handling = s.Desk, hours.until, true, drawn(&s.Handling, who.Draw(key.For(random.Handling)))
	law, patient := &s.Patience, false
	if !s.OwnPatience {
		law, patient = &x.p.Personas[persona].Patience, x.p.Personas[persona].Patient
	}
	if !patient {
		if end := x.now + drawn(law, who.Draw(key.For(random.Patience))); end < r.until {
			r.until, r.closing = end, false
		}
	}
}

// drawn is the length a law gives for a draw; the most frequent law goes without a call.
func drawn(law *random.Law, r uint64) int64 {
	if mean, ok := law.Mean(); ok {
		return random.PlaceOf(uint32(r)).Times(mean)
	}
	return law.Draw(uint32(r))
}

// supportOver goes on after service, or after giving up.
func (x *life) supportOver(t int32) bool {
	if x.caseOver(&x.tokens[t], x.now) == gaveUp {
		return x.leave(t, portGaveUp)
	}
	return x.leave(t, portAnswered)
}

// deskHours is the stretch of a support step's opening hours, or of the time between them, in which the person is.
func (x *life) deskHours(number int32) *stretch {
	if x.hours == nil {
		x.hours = make([]stretch, len(x.p.Desks))
	}
	s := &x.hours[number]
	if x.now >= s.from && x.now < s.until {
		return s
	}
	h, zone := &x.p.Desks[number].Hours, x.p.Zones[0]
	switch {
	case h.Empty():
		*s = stretch{from: x.now, until: calendar.Never, open: true}
	case h.Covers(zone, x.now):
		*s = stretch{from: x.now, until: h.NextOutside(zone, x.now), open: true}
	default:
		*s = stretch{from: x.now, until: h.NextInside(zone, x.now)}
	}
	return s
}

// ask takes the token's request to the desk. It is nil when the answer is not known yet: then the life stands still.
func (x *life) ask(t int32, r request) *answer {
	if x.asked == len(x.answers) {
		if x.still { // a token was taken away at this moment: the desk hears of that first
			return nil
		}
		x.still, x.request = true, r
		x.request.at, x.request.quiet = x.now, calendar.Never
		if x.dirty {
			x.request.quiet = x.now
		} else if !x.queue.empty() {
			x.request.quiet = x.queue.due[len(x.queue.due)-1].at
		}
		return nil
	}
	x.request = r
	a := &x.answers[x.asked]
	x.asked++
	x.tokens[t].line, x.tokens[t].since = int32(x.asked), x.now
	return a
}

// callAgent asks for an agent who makes the next attempt of a call, within the calling hours.
func (x *life) callAgent(t int32, c *program.Call) {
	tok := &x.tokens[t]
	r := request{desk: c.Desk, until: calendar.Never, closing: true}
	if !c.Hours.Empty() {
		r.until = c.Hours.NextOutside(x.p.Zones[x.who.Zone], x.now)
	}
	_, r.handling = x.callOutcome(tok, c, tok.attempts+1)
	if a := x.ask(t, r); a != nil {
		x.tally.Desks[c.Desk].Cases++
		if x.story != nil {
			x.noteLine(t, a)
		}
		x.schedule(t, a.from)
	}
}

// caseOver counts what became of the request of a token at a desk, as of a tick, and takes the token from the desk. It
// returns gaveUp when the person gave up.
func (x *life) caseOver(tok *token, now int64) int64 {
	a := &x.answers[tok.line-1]
	tok.line = 0
	x.net -= x.countCase(&x.p.Steps[tok.step], a, tok.since, now)
	return a.until
}

// countCase counts what became of a request made at a tick, as of now, and returns what it cost.
func (x *life) countCase(step *program.Step, a *answer, since, now int64) (spent int64) {
	within, cost := int64(0), int64(0)
	if step.Kind == program.KindSupport {
		s := &x.p.Supports[step.Index]
		within, cost = s.Within, int64(s.CostPerCase)
	}
	count := &x.tally.Desks[x.deskOf(step)]
	switch {
	case now == x.p.Horizon && a.from >= now: // what is due exactly at the horizon does not happen
		count.Waiting++
	case now < a.from:
		count.Withdrawn++
	case a.until == gaveUp:
		count.GaveUp++
		count.GaveUpWait.Add(a.from - since)
	default:
		count.Answered++
		count.Wait.Add(a.from - since)
		if within > 0 && a.from-since <= within {
			count.Within++
		}
		if now < a.until && now == x.p.Horizon {
			count.InService++
		}
		if cost != 0 {
			x.tally.move(cost)
			x.tally.Support += cost
			spent = cost
		}
	}
	return spent
}

// deskOf is the desk of a step that has one.
func (x *life) deskOf(step *program.Step) int32 {
	if step.Kind == program.KindSupport {
		return x.p.Supports[step.Index].Desk
	}
	return x.p.Calls[step.Index].Desk
}

// standDown takes a token away from its desk. While it waits for an answer that is open, the life stands still.
func (x *life) standDown(tok *token) {
	n := tok.line - 1
	a := &x.answers[n]
	if x.now < a.from && !a.gone && !x.stopped {
		if a.open {
			if !x.still {
				x.still, x.left, x.leftAt = true, n, x.now
			}
		} else {
			x.tally.Fault = fmt.Sprintf("step %s: a token left a line it cannot leave", x.p.Steps[tok.step].ID)
		}
	}
	x.caseOver(tok, x.now)
}

// outOfLine ends an instance that is to end when its wait ends, if it waits in line for a call: nobody expects it. It is
// true when the instance has ended.
func (x *life) outOfLine(number int32) bool {
	for i := range x.tokens {
		tok := &x.tokens[i]
		if tok.state == tokenAtStep && tok.inst == number && tok.line != 0 && x.p.Steps[tok.step].Kind == program.KindCall &&
			x.now < x.answers[tok.line-1].from {
			x.withdraw(number, EndCriterion)
			return true
		}
	}
	return false
}
