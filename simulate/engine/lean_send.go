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
	if t.release == now {
		b.released(now)
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
	if n == 0 {
		b.since = now
	}
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
		b.delivered(m, s, rates, key)
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

// delivered decides what the person does with a message. What would happen at the horizon or later does not.
func (b *leanLife) delivered(m *leanMail, s *leanSend, rates *program.Rates, key random.Key) {
	x, now, who := b.x, s.at, b.arrival.Key
	open, click, unsubscribe := rates.Open, rates.Click, rates.Unsubscribe
	if m.tires {
		n := b.marketingOf(m, now)
		tired := tiring(b.p.Policy.FatigueOpen, n)
		if m.unmeasured { // what keeps people from opening keeps them from clicking
			click = x.fatigued(click, tired)
		} else {
			open = x.fatigued(open, tired)
		}
		unsubscribe = x.fatigued(unsubscribe, tiring(b.p.Policy.FatigueUnsub, n))
	}
	if m.Marketing {
		b.marketed++
	}
	from := now // of the time to the click
	opens := m.unmeasured
	if !opens {
		if opens = open.Passes(who.Draw(key.For(random.Open))); opens {
			from = now + rates.OpenDelay.Draw(uint32(who.Draw(key.For(random.OpenDelay))))
			if from < b.horizon {
				s.opened = from
			}
		}
	}
	if opens && click.Passes(who.Draw(key.For(random.Click))) {
		if at := from + rates.ClickDelay.Draw(uint32(who.Draw(key.For(random.ClickDelay)))); at < b.horizon {
			s.clicked = at
		}
	} else if unsubscribe.Passes(who.Draw(key.For(random.Unsubscribe))) {
		if !opens || m.unmeasured { // else at the very moment of opening
			from = now + rates.OpenDelay.Draw(uint32(who.Draw(key.For(random.UnsubDelay))))
		}
		b.unsubscribes(m, from, now)
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
	x, touches := b.x, b.x.touches
	content := m.Content[x.who.Language]
	if m.sells {
		x.sold(m.number, m.Message, t.began)
	}
	sent.people += b.one &^ -int64(b.got>>(m.number&63)&1)
	b.got |= 1 << (m.number & 63)
	if b.got&m.related != 0 {
		since, before := x.now-x.p.Policy.DuplicateWindow, b.meetings[m.meetings:]
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
			// What follows of two messages that meet in some way is counted once.
			if met := &before[int(earlier.message)*int(hows)+int(how)]; *met != b.epoch {
				*met = b.epoch
				x.repeated(m.number, content, t.inst, t.scenario, earlier)
			}
		}
	}
	if len(touches) == cap(touches) {
		touches = slices.Grow(touches, 1)
	}
	touches = touches[:len(touches)+1]
	x.touches = touches
	c := &touches[len(touches)-1]
	c.at, c.message, c.content, c.scenario, c.inst = x.now, m.number, content, t.scenario, t.inst
}

// released counts a message that was held to this end of quiet hours.
func (b *leanMessages) released(now int64) {
	if b.burst.at != now {
		b.burst.at, b.burst.n = now, 0
	}
	b.burst.n++
	b.burst.most = max(b.burst.most, b.burst.n)
}
