package engine

import (
	"slices"

	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// send lets a message go out and decides what becomes of it.
func (b *leanLife) send(t *leanToken, m *leanMail, sent *leanSent) *leanPort {
	one, now := b.one, b.x.now
	batch, column := b.batch, m.column
	sent.sent += one
	batch[column+BatchSent] += one
	sent.byPersona[b.persona] += one
	if m.cost != 0 {
		b.pay(m.cost, &b.sendCost)
	}
	b.meet(t, m, sent)
	if m.quiet {
		b.released(now, equal(t.release, now))
	}
	key := m.key + t.base.At(0, t.visit, 0)
	rates := m.rates[b.persona]
	n := len(b.sends)
	if n == cap(b.sends) {
		b.sends = slices.Grow(b.sends, 1)
	}
	b.sends = b.sends[:n+1]
	s := &b.sends[n]
	t.sent = int32(n)
	b.since = min(b.since, now)
	s.at, s.opened, s.clicked, s.mail, s.happened = now, never, never, m, false
	s.delivered = rates.Delivered == random.Always || rates.Delivered.Passes(b.arrival.Key.Draw(key.For(random.Delivered)))
	for i := range m.caps {
		if c := &m.caps[i]; s.delivered || !c.deliveries {
			bucket := &b.buckets[c.bucket]
			bucket.times[bucket.n%mostLeanCap] = now
			bucket.n++
		}
	}
	if s.delivered {
		sent.delivered += one
		batch[column+BatchDelivered] += one
		b.delivered(m, s, rates, random.Person(uint64(b.arrival.Key)+uint64(key)))
		if s.opened != never {
			b.last = max(b.last, s.opened)
			sent.opened += one
			batch[column+BatchOpened] += one
		}
		if s.clicked != never {
			b.last = max(b.last, s.clicked)
			sent.clicked += one
			batch[column+BatchClicked] += one
		}
	} else {
		b.bounces(m, rates, key)
	}
	if m.Decide == 0 {
		return m.ports[portMessage]
	}
	until := now + m.Decide
	if until < b.horizon {
		b.last = max(b.last, until)
	}
	at, rank, port, clicked := until, uint64(t.rank), m.ports[portNotOpened], false
	if s.opened != never && s.opened <= until { // at one tick opening comes first, it was known before
		port = m.ports[portOpened]
	}
	if s.clicked != never && (s.clicked < until || s.clicked == until && (t.rank > 0 || m.unmeasured)) {
		at, rank, port, clicked = s.clicked, 0, m.ports[portClicked], true
	}
	if key := uint64(at)<<8 | rank; key < b.limit { // nothing comes before
		b.x.now = at
		t.clicked, s.happened = clicked, clicked
		return port
	}
	b.park(t, at, phaseDecided)
	t.key, t.port, t.clicked = uint64(at)<<8|rank, port, clicked
	return leanParked
}

// bounces decides whether an address takes no message any more that took none now.
func (b *leanLife) bounces(m *leanMail, rates *program.Rates, key random.Key) {
	count := &b.x.tally.Sends[m.row]
	b.bounced = true
	if rates.Hard.Passes(b.arrival.Key.Draw(key.For(random.HardBounce))) {
		count.Hard += b.one
		b.x.dead[m.channel] = true
	} else {
		count.Soft += b.one
	}
}

// delivered decides what the person does with a message; chance is that of the person about this send. What would happen at the
// horizon or later does not.
func (b *leanLife) delivered(m *leanMail, s *leanSend, rates *program.Rates, chance random.Person) {
	const send = random.Key(0)
	tired, leaves := int64(1<<16), int64(1<<16)
	if m.tires {
		n := b.marketingOf(m, s.at)
		tired, leaves = tiring(b.p.Policy.FatigueOpen, n), tiring(b.p.Policy.FatigueUnsub, n)
	}
	if m.Marketing {
		b.marketed++
	}
	from, opens, click := s.at, true, rates.Click // from is the moment from which the time to the click counts
	if m.unmeasured {                             // what keeps people from opening keeps them from clicking
		click = fatigued(click, tired)
	} else if opens = fatigued(rates.Open, tired).Passes(chance.Draw(send.For(random.Open))); opens {
		from += rates.OpenDelay.Draw(uint32(chance.Draw(send.For(random.OpenDelay))))
		if from < b.horizon {
			s.opened = from
		}
	}
	if opens && click.Passes(chance.Draw(send.For(random.Click))) {
		if at := from + rates.ClickDelay.Draw(uint32(chance.Draw(send.For(random.ClickDelay)))); at < b.horizon {
			s.clicked = at
		}
	} else if fatigued(rates.Unsubscribe, leaves).Passes(chance.Draw(send.For(random.Unsubscribe))) {
		if !opens || m.unmeasured { // else at the very moment of opening
			from = s.at + rates.OpenDelay.Draw(uint32(chance.Draw(send.For(random.UnsubDelay))))
		}
		b.unsubscribes(m, from, s.at)
	}
}

// marketingOf is how many marketing messages a person tired of this one remembers: those of the last 7 days, without this one, which
// is the last send.
func (b *leanLife) marketingOf(m *leanMail, now int64) (n int) {
	if b.since <= now-week {
		for b.sends[b.recent].at <= now-week {
			if s := &b.sends[b.recent]; s.delivered && s.mail.Marketing {
				b.old++
			}
			b.recent++
		}
		b.since = b.sends[b.recent].at
	}
	if !b.p.Policy.FatigueOwn {
		return b.marketed - b.old
	}
	for _, s := range b.sends[b.recent : len(b.sends)-1] {
		if s.delivered && s.mail.Marketing && s.mail.channel == m.channel {
			n++
		}
	}
	return n
}

// unsubscribes notes that the person will withdraw a channel, a topic or all. Of several withdrawals of one thing the first
// counts.
func (b *leanLife) unsubscribes(m *leanMail, at, now int64) {
	if at < b.horizon {
		b.last = max(b.last, at)
	}
	u := &b.unsubs[m.slot]
	if bit := uint64(1) << m.slot; b.withdrawn&bit == 0 {
		b.withdrawn |= bit
	} else if at >= u.at {
		return
	}
	*u = unsubscribing{at: at, made: now, row: m.row}
	b.due = min(b.due, at)
}

// meet notes a message that goes out, as one the person gets, and what it repeats.
func (b *leanLife) meet(t *leanToken, m *leanMail, sent *leanSent) {
	x, before := b.x, b.got
	content := m.Content[x.who.Language]
	if m.sells {
		x.sold(m.number, m.Message, t.began)
	}
	sent.people += b.one &^ -int64(before>>(m.number&63)&1)
	b.got = before | 1<<(m.number&63)
	mine := &b.mine[m.number&63]
	if m.once {
		met := mine.met & -(before >> (m.number & 63) & 1) // of nobody before
		if rest := before & m.related &^ met; rest != 0 {
			met |= b.repeatsOnce(t, m, content, rest)
		}
		mine.met = met
	} else if before&m.related != 0 {
		b.repeats(t, m, content)
	}
	mine.at = x.now // of every message: who is near to it may be near to nothing that comes again
	n := len(x.touches)
	if n == cap(x.touches) {
		x.touches = slices.Grow(x.touches, 1)
	}
	x.touches = x.touches[:n+1]
	c := &x.touches[n]
	c.at, c.message, c.content, c.scenario, c.inst = x.now, m.number, content, t.scenario, t.inst
}

// repeatsOnce is repeats where nobody comes twice into a scenario of the messages of a set, which have not met this one yet: how they meet
// is the same every time, so when each was last got is enough. It returns those that met it now.
func (b *leanLife) repeatsOnce(t *leanToken, m *leanMail, content int32, earlier uint64) (met uint64) {
	since := b.x.now - b.p.Policy.DuplicateWindow
	for ; earlier != 0; earlier &= earlier - 1 {
		n := firstOf(earlier)
		if b.mine[n].at <= since {
			continue
		}
		met |= 1 << n
		other := &b.mail[n]
		c := touch{at: b.mine[n].at, message: int32(n), content: other.Content[b.x.who.Language], scenario: other.scenario, inst: -1}
		if other.scenario == m.scenario {
			c.inst = t.inst
		}
		b.x.repeated(m.number, content, t.inst, t.scenario, &c)
	}
	return met
}

// repeats finds out what a message repeats. What follows of two messages that meet in some way is counted once.
func (b *leanLife) repeats(t *leanToken, m *leanMail, content int32) {
	x, touches, met := b.x, b.x.touches, b.meetings[m.meetings:]
	since := x.now - x.p.Policy.DuplicateWindow
	for i := len(touches) - 1; i >= 0 && touches[i].at > since; i-- {
		earlier := &touches[i]
		if m.related>>(earlier.message&63)&1 == 0 {
			continue
		}
		how := Between
		switch {
		case earlier.inst == t.inst:
			how = Within
		case earlier.scenario == t.scenario:
			how = Again
		}
		if mark := &met[int(earlier.message)*int(hows)+int(how)]; *mark != b.epoch {
			*mark = b.epoch
			x.repeated(m.number, content, t.inst, t.scenario, earlier)
		}
	}
}

// released counts a message that was held to this end of quiet hours; held has all bits, or none when it was not.
func (b *leanMessages) released(now, held int64) {
	u := &b.burst
	n := u.n&equal(u.at, now) + 1
	u.most = max(u.most, n&held)
	u.n = n&held | u.n&^held
	u.at = now&held | u.at&^held
}

// equal is all bits when two are equal, else none.
func equal(a, b int64) int64 {
	d := a ^ b
	return ^((d | -d) >> 63)
}
