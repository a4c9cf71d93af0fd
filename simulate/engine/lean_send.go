package engine

import (
	"rehearse/journey"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// send lets a message go out and decides what becomes of it.
func (b *leanLife) send(t *leanToken, m *leanMail, count *SendCount) *leanPort {
	x, one, now, who := b.x, b.one, b.x.now, b.arrival.Key
	batch := b.batch[m.column : m.column+batchSends]
	count.Sent += one
	batch[BatchSent] += one
	count.ByPersona[b.persona] += one
	if b.got>>m.number&1 == 0 {
		count.People += one
	}
	if m.cost != 0 {
		b.pay(m.cost, &b.sendCost)
	}
	b.meet(t, m)
	if t.release == now {
		b.released(now)
	}
	key := m.Keys[0] + t.base.At(0, t.visit, 0)
	rates := &m.Rates[b.persona][0]
	t.sent = int32(len(b.sends))
	b.sends = append(b.sends, leanSend{at: now, opened: never, clicked: never, mail: m})
	s := &b.sends[t.sent]
	s.delivered = rates.Delivered == random.Always || rates.Delivered.Passes(who.Draw(key.For(random.Delivered)))
	for i := range m.caps {
		if c := &m.caps[i]; s.delivered || c.Counts != journey.CountDelivery {
			bucket := &b.buckets[c.bucket]
			bucket.times[bucket.n%mostLeanCap] = now
			bucket.n++
		}
	}
	if s.delivered {
		count.Delivered += one
		batch[BatchDelivered] += one
		b.delivered(t, m, s, rates, key)
		if s.opened != never {
			count.Opened += one
			batch[BatchOpened] += one
		}
		if s.clicked != never {
			count.Clicked += one
			batch[BatchClicked] += one
		}
	} else {
		b.bounced = true
		if rates.Hard.Passes(who.Draw(key.For(random.HardBounce))) {
			count.Hard += one
			x.dead[m.channel] = true
		} else {
			count.Soft += one
		}
	}
	if m.Decide == 0 {
		return m.ports[portMessage]
	}
	until := now + m.Decide
	b.park(t, until, phaseDecided)
	t.port = m.ports[portNotOpened]
	if s.opened != never && s.opened <= until { // at one tick opening comes first, it was known before
		t.port = m.ports[portOpened]
	}
	if s.clicked != never && (s.clicked < until || s.clicked == until && (t.rank > 0 || m.unmeasured)) {
		t.key, t.port, t.clicked = uint64(s.clicked)<<8, m.ports[portClicked], true
	}
	return leanParked
}

// delivered decides what the person does with a message. What would happen at the horizon or later does not.
func (b *leanLife) delivered(t *leanToken, m *leanMail, s *leanSend, rates *program.Rates, key random.Key) {
	x, now, who := b.x, b.x.now, b.arrival.Key
	open, click, unsubscribe := rates.Open, rates.Click, rates.Unsubscribe
	if m.tires {
		n := b.marketingOf(m, now)
		open, click = x.fatigued(open, tiring(b.p.Policy.FatigueOpen, n)), x.fatigued(click, tiring(b.p.Policy.FatigueOpen, n))
		unsubscribe = x.fatigued(unsubscribe, tiring(b.p.Policy.FatigueUnsub, n))
	}
	if m.Marketing {
		b.marketing = append(b.marketing, delivery{at: now, channel: m.channel})
	}
	opens, clicks := false, false
	switch {
	case m.unmeasured: // what keeps people from opening keeps them from clicking
		if clicks = click.Passes(who.Draw(key.For(random.Click))); clicks {
			s.clicked = now + rates.ClickDelay.Draw(uint32(who.Draw(key.For(random.ClickDelay))))
		}
	case open.Passes(who.Draw(key.For(random.Open))):
		opens = true
		s.opened = now + rates.OpenDelay.Draw(uint32(who.Draw(key.For(random.OpenDelay))))
		if clicks = rates.Click.Passes(who.Draw(key.For(random.Click))); clicks {
			s.clicked = s.opened + rates.ClickDelay.Draw(uint32(who.Draw(key.For(random.ClickDelay))))
		}
	}
	if !clicks && unsubscribe.Passes(who.Draw(key.For(random.Unsubscribe))) {
		at := s.opened // at the very moment of opening
		if !opens {
			at = now + rates.OpenDelay.Draw(uint32(who.Draw(key.For(random.UnsubDelay))))
		}
		b.unsubscribes(m, at, now)
	}
	if s.opened >= b.horizon {
		s.opened = never
	}
	if s.clicked >= b.horizon {
		s.clicked = never
	}
}

// marketingOf is how many marketing messages a person tired of this one remembers: those of the last 7 days.
func (b *leanLife) marketingOf(m *leanMail, now int64) int {
	for b.recent < len(b.marketing) && b.marketing[b.recent].at <= now-week {
		b.recent++
	}
	if !b.p.Policy.FatigueOwn {
		return len(b.marketing) - b.recent
	}
	n := 0
	for _, d := range b.marketing[b.recent:] {
		if d.channel == m.channel {
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
func (b *leanLife) meet(t *leanToken, m *leanMail) {
	x := b.x
	if b.got>>m.number&1 == 0 {
		b.got |= 1 << m.number
		x.tally.Received[m.number] += b.one
	}
	x.sold(m.number, m.Message, t.began)
	content := m.Content[x.who.Language]
	if b.got&m.related != 0 {
		for i := len(x.touches) - 1; i >= 0 && x.now-x.touches[i].at < x.p.Policy.DuplicateWindow; i-- {
			if m.related>>x.touches[i].message&1 != 0 {
				x.repeated(m.number, content, t.inst, t.scenario, &x.touches[i])
			}
		}
	}
	x.touches = append(x.touches, touch{at: x.now, message: m.number, content: content, scenario: t.scenario, inst: t.inst})
	if t.scenario != program.None {
		x.tally.Scenarios[t.scenario].Sends += b.one
	}
}

// released counts a message that was held to this end of quiet hours.
func (b *leanMessages) released(now int64) {
	if b.burst.at != now {
		b.burst.at, b.burst.n = now, 0
	}
	b.burst.n++
	b.burst.most = max(b.burst.most, b.burst.n)
}
