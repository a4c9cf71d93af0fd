package engine

import (
	"cmp"
	"context"
	"slices"

	"rehearse/simulate/calendar"
	"rehearse/simulate/cohort"
	"rehearse/simulate/program"
)

// How people who share agents are run together. A person's life follows from who the person is and from what desks
// answered. So a life is run alone until it asks a desk something whose answer is not known (run.go has nothing like
// it: without desks nobody asks). The requests of all are answered in one order, whoever ran the lives. Then a life is
// run again from its arrival, with one answer more: no state of a person is kept, only the answers. When everything
// a person asks is answered, the life is run once more, whole, and counted.
//
// Most answers are known at the request, see desk. They are not when somebody in the line might still leave it without
// being served, or when the person who asks might: such answers are open. Parties with open answers, or requests to
// come, are kept in an agenda; the line moves in the order of time. Lean lives (lean_desk.go) ask one desk at most, once: what they
// will ask is kept in a calendar, and they are not run again. Who of the workers does what, and when, is told in shared_batch.go.

// party is a person who is known to ask something later, or waits for an open answer.
type party struct {
	number  int64
	answers []answer
	open    []openAnswer
	// What the last run found: the life comes to its end; asks; or the token of answer left was taken away.
	next    nextKind
	at      int64
	request request
	left    int32
	version uint32
}

// openAnswer is an answer that may still change: the person gives up unless a place becomes free before. Spot is the
// number in the desk's line.
type openAnswer struct {
	request request
	answer  int32
	spot    int64
}

type nextKind uint8

const (
	nextEnd nextKind = iota
	nextRequest
	nextLeft
)

// finished is a person all of whose requests are answered: count answers from the one at first.
type finished struct {
	number, first int64
	count         int32
}

// ready are the finished ones, to be counted.
type ready struct {
	people  []finished
	answers []answer
}

func (r *ready) of(f finished) []answer { return r.answers[f.first : f.first+int64(f.count)] }

// find returns the answers of the person with a number; people are in order. Nil is for who asked nothing.
func (r *ready) find(number int64) []answer {
	n, ok := slices.BinarySearchFunc(r.people, number, func(f finished, number int64) int { return cmp.Compare(f.number, number) })
	if !ok {
		return nil
	}
	return r.of(r.people[n])
}

// coupling answers requests.
type coupling struct {
	l       *layout
	plan    *cohort.Plan
	sharing *sharing
	x       *life // runs people on; what it counts is not looked at
	desks   []desk
	parties []party
	idle    []int32
	agenda  agenda
	ready   ready
	order   pleaOrder
	late    latePleas
	until   int64 // what is asked earlier is answered
	// wanted is the number of the one person whose answers are asked for, -1: everybody's. Found are they.
	wanted int64
	found  *[]answer
	// keeps: the answers of all are kept in ready.
	keeps bool
	// careful leaves every answer open that is not given at once; the result is the same.
	careful bool
}

func newCoupling(l *layout, plan *cohort.Plan) *coupling {
	c := &coupling{
		l: l, plan: plan, sharing: newSharing(l), x: newLife(l, NewTally(l.p, l.opt.rows())), desks: make([]desk, len(l.p.Desks)), wanted: -1,
		careful: l.opt.careful,
	}
	c.late.day = max(1, l.p.Horizon*blockSize/max(1, plan.People()))
	for i := range c.desks {
		c.desks[i].Desk, c.desks[i].always = &l.p.Desks[i], l.p.Desks[i].Hours.Empty()
	}
	return c
}

// answer answers what is asked before a batch ends.
func (c *coupling) answer(ctx context.Context, b *batch) {
	from := c.until
	c.until = b.before.at
	if c.late.waiting+len(c.agenda.heap) == 0 && !b.last && b.inOrder() {
		for i := range b.pleas {
			c.reply(&b.pleas[i])
		}
		return
	}
	for i := range b.pleas {
		if f := &b.pleas[i]; !f.moment().before(b.before) {
			c.later(f)
		}
	}
	b.pleas = c.late.pop(b.pleas, b.before)
	order, lean := c.order.sort(b.pleas, from, b.before)
	if lean && len(c.agenda.heap) == 0 {
		for _, of := range order {
			c.reply(&b.pleas[of])
		}
		order = nil
	}
	for n := 0; n%1024 != 0 || ctx.Err() == nil; n++ {
		due := len(c.agenda.heap) > 0 && !c.agenda.heap[0].after(b.before)
		if len(order) > 0 {
			f := &b.pleas[order[0]]
			if !due || c.agenda.heap[0].after(f.moment()) {
				c.first(f)
				order = order[1:]
				continue
			}
		}
		if !due {
			break
		}
		a := c.agenda.pop()
		switch {
		case a.class == classService:
			c.serve(a.who, a.at)
		case c.parties[a.who].version != a.version: // void
		case a.class == classGiveUp:
			c.giveUp(a.who, a.at)
		default:
			c.goOn(a.who)
		}
	}
	if b.last {
		c.close()
	}
	if !c.keeps {
		b.ready, c.ready = c.ready, b.ready
	}
}

// later keeps a request for the batch it is answered with.
func (c *coupling) later(f *plea) {
	if f.lean {
		c.late.push(f)
		return
	}
	who := c.newParty(f.number)
	q := &c.parties[who]
	q.next, q.at, q.request = nextRequest, f.at, f.request
	c.plans(who)
}

// reply answers a plea of a lean life: where there are any, every answer is known at the request.
func (c *coupling) reply(f *plea) {
	p, d := c.l.p, &c.desks[f.desk]
	begin, full := f.at, int64(d.taken) >= d.Places
	if full {
		begin = max(begin, d.next())
	}
	if !f.accepts(begin) {
		f.give(f.until, gaveUp)
		return
	}
	end := begin
	if begin < p.Horizon { // see begin
		end += f.handling
	}
	if full {
		d.set(d.earliest(), end)
	} else {
		d.take(begin, end)
	}
	if d.always {
		d.busy += max(0, min(end, p.Horizon)-max(begin, p.WarmUp))
	} else {
		d.work(p, begin, end)
	}
	f.give(begin, end)
}

// first answers the first request of a person.
func (c *coupling) first(f *plea) {
	if f.lean {
		c.reply(f)
		return
	}
	a, known := c.replyNow(&f.request, true)
	if known && c.sharing.last[f.desk] {
		c.done(f.number, []answer{a})
		return
	}
	who := c.newParty(f.number)
	if known {
		c.parties[who].answers = append(c.parties[who].answers, a)
	} else {
		c.stand(who, &f.request)
	}
	c.runOn(who)
}

// replyNow answers a request for good, if that can be done now. Alone tells that the person has no open answer.
func (c *coupling) replyNow(r *request, alone bool) (answer, bool) {
	d := &c.desks[r.desk]
	if d.waiting > 0 {
		return answer{}, false
	}
	begin := d.begins(r.at)
	served := r.accepts(begin)
	known := begin
	if !served {
		known = r.until
	}
	if known > r.at && (c.careful || !c.sharing.steady[r.desk] && !(alone && r.quiet >= known)) {
		return answer{}, false
	}
	if !served {
		return answer{from: r.until, until: gaveUp}, true
	}
	return c.begin(d, r, begin), true
}

// begin lets a service begin.
func (c *coupling) begin(d *desk, r *request, at int64) answer {
	end := at
	if at < c.l.p.Horizon { // later nobody looks, and sums of lengths could overflow
		end += r.handling
	}
	d.take(at, end)
	d.work(c.l.p, at, end)
	return answer{from: at, until: end}
}

// stand puts a party in the line.
func (c *coupling) stand(who int32, r *request) {
	q, d := &c.parties[who], &c.desks[r.desk]
	number := int32(len(q.answers))
	q.answers = append(q.answers, answer{from: r.until, until: gaveUp, open: true})
	q.open = append(q.open, openAnswer{request: *r, answer: number, spot: d.join(spot{who, number})})
	c.arm(r.desk)
}

// arm notes when the next place becomes free, for those who wait.
func (c *coupling) arm(number int32) {
	if d := &c.desks[number]; !d.armed && d.waiting > 0 {
		d.armed = true
		c.agenda.push(appointment{at: d.next(), class: classService, number: int64(number), who: number})
	}
}

// serve lets those begin who are first in line when places are free.
func (c *coupling) serve(number int32, now int64) {
	d := &c.desks[number]
	d.armed = false
	for i := d.first; i < len(d.line) && d.begins(now) == now; i = max(i+1, d.first) {
		s := d.line[i]
		if s.party == program.None {
			continue
		}
		q := &c.parties[s.party]
		n := slices.IndexFunc(q.open, func(o openAnswer) bool { return o.answer == s.answer })
		o := q.open[n]
		if !o.request.accepts(now) { // their hours end now
			continue
		}
		q.answers[o.answer] = c.begin(d, &o.request, now)
		d.leave(o.spot)
		q.open = slices.Delete(q.open, n, n+1)
		c.runOn(s.party)
	}
	if d.waiting > 0 && d.begins(now) > now {
		c.arm(number)
	}
}

// giveUp lets a party give up whatever it gives up now. Its last run has known.
func (c *coupling) giveUp(who int32, now int64) {
	q := &c.parties[who]
	q.open = slices.DeleteFunc(q.open, func(o openAnswer) bool {
		a := &q.answers[o.answer]
		if a.from != now {
			return false
		}
		a.open = false
		c.desks[o.request.desk].leave(o.spot)
		return true
	})
	c.plans(who)
}

// goOn lets a party do what its last run found.
func (c *coupling) goOn(who int32) {
	q := &c.parties[who]
	if q.next == nextLeft {
		n := slices.IndexFunc(q.open, func(o openAnswer) bool { return o.answer == q.left })
		o := q.open[n]
		q.answers[o.answer].open, q.answers[o.answer].gone = false, true
		c.desks[o.request.desk].leave(o.spot)
		q.open = slices.Delete(q.open, n, n+1)
		c.runOn(who)
		return
	}
	r := q.request
	a, known := c.replyNow(&r, len(q.open) == 0)
	if !known {
		c.stand(who, &r)
	} else if q.answers = append(q.answers, a); len(q.open) == 0 && c.sharing.last[r.desk] {
		c.finish(who)
		return
	}
	c.runOn(who)
}

// runOn runs a party's life with the answers there are, to see what comes next.
func (c *coupling) runOn(who int32) {
	q, x := &c.parties[who], c.x
	x.answers = q.answers
	x.run(c.plan.Arrival(q.number))
	switch {
	case !x.still:
		q.next, q.at = nextEnd, calendar.Never
	case x.left != program.None:
		q.next, q.at, q.left = nextLeft, x.leftAt, x.left
	default:
		q.next, q.at, q.request = nextRequest, x.request.at, x.request
	}
	c.plans(who)
}

// plans puts what comes next for a party into the agenda.
func (c *coupling) plans(who int32) {
	q := &c.parties[who]
	q.version++
	if q.next == nextEnd && len(q.open) == 0 {
		c.finish(who)
		return
	}
	a := appointment{at: q.at, class: classRequest, number: q.number, who: who, version: q.version}
	for i := range q.open {
		if from := q.answers[q.open[i].answer].from; from <= a.at {
			a.at, a.class = from, classGiveUp
		}
	}
	if a.at < c.l.p.Horizon {
		c.agenda.push(a)
	}
}

func (c *coupling) newParty(number int64) int32 {
	if n := len(c.idle); n > 0 {
		who := c.idle[n-1]
		c.idle = c.idle[:n-1]
		c.parties[who].number = number
		return who
	}
	c.parties = append(c.parties, party{number: number})
	return int32(len(c.parties) - 1)
}

// finish hands a party over and forgets it.
func (c *coupling) finish(who int32) {
	c.done(c.parties[who].number, c.parties[who].answers)
	c.forget(who)
}

// forget makes room for another party.
func (c *coupling) forget(who int32) {
	q := &c.parties[who]
	q.answers, q.open, q.number = q.answers[:0], q.open[:0], -1
	q.version++
	c.idle = append(c.idle, who)
}

// done notes a person all of whose requests are answered.
func (c *coupling) done(number int64, answers []answer) {
	if c.wanted >= 0 {
		if number == c.wanted {
			found := slices.Clone(answers)
			c.found = &found
		}
		return
	}
	c.ready.people = append(c.ready.people, finished{number: number, first: int64(len(c.ready.answers)), count: int32(len(answers))})
	c.ready.answers = append(c.ready.answers, answers...)
}

// close finishes everybody who still waits when the run ends.
func (c *coupling) close() {
	for who := range c.parties {
		if q := &c.parties[who]; q.number >= 0 {
			for i := range q.answers {
				q.answers[i].open = false
			}
			c.finish(int32(who))
		}
	}
}
