package engine

import (
	"math"

	"rehearse/journey"
)

// leanSend is a message that went out.
type leanSend struct {
	at, opened, clicked int64 // never for not
	mail                *leanMail
	delivered           bool
	// happened tells that the click is over, also at its own tick.
	happened bool
}

// leanBucket is when the last sends happened that a cap counts together.
type leanBucket struct {
	times [mostLeanCap]int64
	n     uint32
}

// leanSent is what is counted of a message, until fold.
type leanSent struct {
	entered, wanted, held, sent, people, delivered, opened, clicked int64
	byPersona                                                       []int64 // those of the tally
}

// leanMine is what is known of a message the person got that meets others in one way only: when it was got last, and which others it met
// since they were got.
type leanMine struct {
	at  int64
	met uint64
}

// unsubscribing is a withdrawal that is due, or past.
type unsubscribing struct {
	at, made int64
	row      int32
}

// leanMessages is what a lean life knows of messages.
type leanMessages struct {
	grown     int32 // how many counters of visits are in use
	lastTouch int64
	sends     []leanSend
	buckets   []leanBucket
	sent      []leanSent // by message
	// marketed counts marketing messages that were delivered, old those of them among the sends before recent, which are more than
	// a week old.
	marketed, old, recent int
	since                 int64 // when the message with the number recent was sent, if there is one
	got                   uint64
	mine                  [mostLeanMessages]leanMine // by message
	goalTimes             []goalTime
	burst                 burst
	// unsubs are the withdrawals by slot: each the first of its slot; withdrawn tells of which slots there are any, due when
	// the first comes that has not happened.
	unsubs    []unsubscribing
	withdrawn uint64
	due       int64
	bounced   bool
	last      int64 // when the last is due of what follows from messages
	clocks    leanClocks
	quiets    *changes // quiet hours of the person
	// meetings are by message, by message before and by how they meet the epoch of the last person to whom they did.
	meetings          []uint32
	visited, sendCost int64
}

func (b *leanMessages) init(x *life) {
	b.buckets, b.unsubs = make([]leanBucket, x.tables.bucketCount), make([]unsubscribing, x.tables.slotCount)
	b.clocks.init(x.p)
	b.since = math.MaxInt64
	b.sent, b.meetings = make([]leanSent, len(x.tables.mail)), make([]uint32, len(x.tables.mail)*len(x.tables.mail)*int(hows))
	for i := range b.sent {
		b.sent[i].byPersona = x.tally.Sends[x.p.Messages[i].FirstRow].ByPersona
	}
}

// reset forgets the messages of the person before.
func (b *leanMessages) reset(x *life) {
	b.lastTouch, b.due, b.last, b.burst = math.MinInt64, math.MaxInt64, never, burst{at: never}
	b.visited, b.sendCost = 0, 0
	if len(b.sends) > 0 {
		b.sends, b.marketed, b.old, b.recent, b.since = b.sends[:0], 0, 0, 0, math.MaxInt64
		for i := range b.buckets {
			b.buckets[i].n = 0
		}
		b.got = 0
		x.pairsNear, x.soldLate = x.pairsNear[:0], x.soldLate[:0]
	}
	x.touches, x.wants = x.touches[:0], x.wants[:0]
	b.goalTimes = b.goalTimes[:0]
	if b.withdrawn != 0 {
		b.withdrawn = 0
		for i := range x.subscribed {
			x.subscribed[i] = true
		}
		for i := range x.topics {
			x.topics[i] = true
		}
	}
	if b.bounced {
		b.bounced = false
		clear(x.dead)
	}
}

// settle lets people have unsubscribed who were to by now. It is false when something that happens at this very tick might
// come before or after: a token of the main flow, or one woken by a click, which has no rank that says so.
func (b *leanLife) settle(t *leanToken) bool {
	x := b.x
	if x.now < b.due {
		return true
	}
	b.due = math.MaxInt64
	sure := true
	for mask := b.withdrawn; mask != 0; mask &= mask - 1 {
		slot := firstOf(mask)
		switch u := &b.unsubs[slot]; {
		case u.at > x.now:
			b.due = min(b.due, u.at)
		case u.at == x.now && (t == nil || t.rank == 0 || t.clicked || u.made == x.now):
			sure = false
		case x.p.Policy.Unsubscribe == journey.UnsubscribeAll:
			clear(x.subscribed)
		case slot >= len(x.p.Channels):
			x.topics[slot-len(x.p.Channels)] = false
		default:
			x.subscribed[slot] = false
		}
	}
	return sure
}

// message takes a token through the gate of a message, now; it comes to the message, or was held.
func (b *leanLife) message(t *leanToken, m *leanMail) *leanPort {
	x, sent := b.x, &b.sent[m.number]
	if t.phase == phaseEnters {
		sent.entered += b.one
		b.batch[m.column+BatchEntered] += b.one
		t.wanted, t.held, t.deadline, t.release = false, false, math.MaxInt64, never
		b.become()
	}
	for {
		if x.now >= b.due && !b.settle(t) {
			return leanUnknown
		}
		if b.withdrawn != 0 || b.bounced || !m.open[b.persona] {
			if port := b.refuses(t, m); port != nil {
				return port
			}
		}
		if !t.wanted {
			t.wanted = true
			sent.wanted += b.one
			x.wants = append(x.wants, x.now)
			if !m.quiet || m.waits && b.rests(t, m, sent) {
				break
			}
		}
		c := b.quiets
		n := c.find(x.now)
		if c.all[n].is == 0 {
			break
		}
		if port := b.disturbs(t, m, c.all[n+1].at); port != nil {
			return port
		}
	}
	for i := range m.caps {
		if c := &m.caps[i]; b.full(c) {
			x.tally.Sends[m.row].Refused[RefusedCap+Reason(c.number)] += b.one
			if c.Hit == journey.CapLeave {
				b.withdraw(t, EndCap)
				return leanEnded
			}
			return m.ports[portNotSent]
		}
	}
	return b.send(t, m, sent)
}

// rests lets a token wait in place for the end of quiet hours, if it is quiet; false, and nothing is done, when something may come
// before. Without a branch: whether it is quiet nobody can foresee.
func (b *leanLife) rests(t *leanToken, m *leanMail, sent *leanSent) bool {
	now, c := b.x.now, b.quiets
	n := c.find(now)
	quiet := -int64(c.all[n].is) // all bits when it is
	at := now + (c.all[n+1].at-now)&quiet
	if at-now > m.LongestHold || at >= b.due || uint64(at)<<8|uint64(t.rank) >= b.limit {
		return false
	}
	sent.held += b.one & quiet
	t.release = at&quiet | never&^quiet
	b.x.now = at
	return true
}

// refuses asks what comes before quiet hours and caps: the port by which a token leaves to which a message is refused, nil when it
// may go on.
func (b *leanLife) refuses(t *leanToken, m *leanMail) *leanPort {
	count := &b.x.tally.Sends[m.row]
	if m.recheck != nil && !(m.steady && b.withdrawn == 0) && !b.x.holds(&m.recheck[b.profile]) {
		count.Refused[RefusedSegment] += b.one
		b.withdraw(t, EndSegment)
		return leanEnded
	}
	if reason := b.reach(t, m); reason != Sent {
		count.Refused[reason] += b.one
		return m.ports[portNotSent]
	}
	return nil
}

// disturbs is what becomes of a message in quiet hours, which end at a tick: nil when it was held until now and nothing came before.
func (b *leanLife) disturbs(t *leanToken, m *leanMail, until int64) *leanPort {
	count := &b.x.tally.Sends[m.row]
	switch b.p.Policy.QuietAction {
	case journey.QuietHold:
		return b.hold(t, m, until)
	case journey.QuietLeave:
		count.Refused[RefusedQuiet] += b.one
		b.withdraw(t, EndQuiet)
		return leanEnded
	}
	count.Refused[RefusedQuiet] += b.one
	return m.ports[portNotSent]
}

// withdraw counts a token that is taken away with its instance.
func (b *leanLife) withdraw(t *leanToken, end End) {
	b.context.Steps[t.step.number].Withdrawn += b.one
	b.count(t, end)
}

// reach asks what comes before quiet hours and caps.
func (b *leanLife) reach(t *leanToken, m *leanMail) Reason {
	x := b.x
	if m.aims && (x.reachedSince(m.GoalStep, m.GoalEvent, t.began) || x.reachedSince(m.goalStep, m.goalEvent, t.began)) {
		return RefusedGoal
	}
	free := m.free[b.persona]
	switch {
	case !free && !x.who.Knows(m.channel):
		return RefusedUnknown
	case x.dead[m.channel]:
		return RefusedDead
	case m.Transactional:
	case !free && !x.who.Allows(m.channel):
		return RefusedConsent
	case !x.subscribed[m.channel] || m.topic && !x.topics[m.Topic]:
		return RefusedUnsubscribed
	}
	if m.onSite && (b.lastTouch < b.arrival.At || x.now-b.lastTouch >= b.p.Channels[m.channel].OnSiteWindow) {
		return RefusedOffSite
	}
	if !m.Language[x.who.Language] {
		return RefusedLanguage
	}
	return Sent
}

// hold keeps a message back to the end of quiet hours; nil when that is now.
func (b *leanLife) hold(t *leanToken, m *leanMail, until int64) *leanPort {
	x := b.x
	if t.deadline == math.MaxInt64 {
		t.deadline = x.now + m.LongestHold
	}
	if x.now >= t.deadline {
		x.tally.Sends[m.row].Refused[RefusedHeld] += b.one
		return m.ports[portNotSent]
	}
	if !t.held {
		t.held = true
		b.sent[m.number].held += b.one
	}
	t.release = until
	at := min(until, t.deadline)
	if uint64(at)<<8|uint64(t.rank) < b.limit { // nothing comes before
		x.now = at
		t.phase, t.clicked = phaseHeld, false
		return nil
	}
	b.park(t, at, phaseHeld)
	return leanParked
}

// full tells that a cap has no room.
func (b *leanLife) full(c *leanCapOf) bool {
	bucket := &b.buckets[c.bucket]
	if c.plain {
		// Without a branch: whether so many went out, and when, nobody can foresee. Times of somebody before are behind n.
		fewer, before := int64(bucket.n)-int64(c.most), bucket.times[(bucket.n-c.most)%mostLeanCap]-(b.x.now-c.length+1)
		return fewer|before >= 0
	}
	if bucket.n < c.most {
		return false
	}
	return c.most == 0 || bucket.times[(bucket.n-c.most)%mostLeanCap] >= b.x.capFrom(c.Cap, b.x.now)
}
