package engine

import (
	"math"

	"rehearse/journey"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
	"rehearse/simulate/stats"
)

// What a visit of a message comes to, beside the place of the port the token leaves by now.
const (
	mailParked  = -1 // the token waits
	mailEnded   = -2 // it is to be removed
	mailUnknown = -3 // the life gives up
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
	n     int
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
	marketing []delivery
	recent    int // the first marketing message that is less than a week old
	got, near uint64
	shown     []shownPair
	goalTimes []goalTime
	burst     burst
	// unsubs are the withdrawals by slot: each the first of its slot; withdrawn tells of which slots there are any, due when
	// the first comes that has not happened.
	unsubs            []unsubscribing
	withdrawn         uint64
	due               int64
	bounced           bool
	last              int64 // when the last of all withdrawals was to happen
	clocks            leanClocks
	visited, sendCost int64
}

// shownPair is a pair of messages that met for the first time in a life; number -1: a message after its goal.
type shownPair struct {
	number int32
	step   int32
	at     int64
}

// goalTime is how long after the arrival a goal was first reached.
type goalTime struct {
	goal    int32
	seconds int64
}

func (b *leanMessages) init(x *life) {
	b.buckets, b.unsubs = make([]leanBucket, x.tables.bucketCount), make([]unsubscribing, x.tables.slotCount)
	b.clocks.init(x.p)
}

// reset forgets the messages of the person before.
func (b *leanMessages) reset(x *life, at int64) {
	b.lastTouch, b.due, b.last, b.burst = math.MinInt64, math.MaxInt64, never, burst{at: never}
	b.visited, b.sendCost = 0, 0
	if len(b.sends) > 0 {
		b.sends, b.marketing, b.recent = b.sends[:0], b.marketing[:0], 0
		for i := range b.buckets {
			b.buckets[i].n = 0
		}
		b.got, b.near = 0, 0
	}
	x.touches, x.wants = x.touches[:0], x.wants[:0]
	b.shown, b.goalTimes = b.shown[:0], b.goalTimes[:0]
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
func (b *leanLife) message(t *leanToken, m *leanMail) int {
	x, count := b.x, &b.x.tally.Sends[m.row]
	if t.phase == phaseEnters {
		count.Entered += b.one
		count.Attempts += b.one
		b.batch[m.column+BatchEntered] += b.one
		t.wanted, t.held, t.deadline, t.release = false, false, math.MaxInt64, never
		b.become()
	}
	if !b.settle(t) {
		return mailUnknown
	}
	if m.recheck != nil && !x.holds(m.recheck) {
		count.Refused[RefusedSegment] += b.one
		b.withdraw(t, EndSegment)
		return mailEnded
	}
	if reason := b.reach(t, m); reason != Sent {
		count.Refused[reason] += b.one
		return portNotSent
	}
	if !t.wanted {
		t.wanted = true
		count.Wanted += b.one
		x.wants = append(x.wants, x.now)
	}
	if m.quiet {
		if until, is := b.clocks.quiet(x, x.now); is {
			switch b.p.Policy.QuietAction {
			case journey.QuietHold:
				return b.hold(t, m, until)
			case journey.QuietLeave:
				count.Refused[RefusedQuiet] += b.one
				b.withdraw(t, EndQuiet)
				return mailEnded
			}
			count.Refused[RefusedQuiet] += b.one
			return portNotSent
		}
	}
	for i := range m.caps {
		c := &m.caps[i]
		if !b.full(c) {
			continue
		}
		count.Refused[RefusedCap+Reason(c.number)] += b.one
		if c.Hit == journey.CapLeave {
			b.withdraw(t, EndCap)
			return mailEnded
		}
		return portNotSent
	}
	return b.send(t, m, count)
}

// withdraw counts a token that is taken away with its instance.
func (b *leanLife) withdraw(t *leanToken, end End) {
	b.context.Steps[t.step].Withdrawn += b.one
	if t.scenario != program.None {
		b.x.started[t.scenario].running--
		b.x.tally.Scenarios[t.scenario].Withdrawn[end] += b.one
	}
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
	if m.onSite && (b.lastTouch < b.arrival.At || x.now-b.lastTouch > b.p.Channels[m.channel].OnSiteWindow) {
		return RefusedOffSite
	}
	if !m.Language[x.who.Language] {
		return RefusedLanguage
	}
	return Sent
}

// hold keeps a message back to the end of quiet hours.
func (b *leanLife) hold(t *leanToken, m *leanMail, until int64) int {
	x, count := b.x, &b.x.tally.Sends[m.row]
	if t.deadline == math.MaxInt64 {
		t.deadline = x.now + m.LongestHold
	}
	if x.now >= t.deadline {
		count.Refused[RefusedHeld] += b.one
		return portNotSent
	}
	if !t.held {
		t.held = true
		count.Held += b.one
	}
	t.release = until
	b.park(t, min(until, t.deadline), phaseHeld)
	return mailParked
}

// full tells that a cap has no room.
func (b *leanLife) full(c *leanCapOf) bool {
	if c.Max <= 0 {
		return true
	}
	bucket := &b.buckets[c.bucket]
	if bucket.n < int(c.most) {
		return false
	}
	from := b.x.now - c.Length + 1
	if !c.rolling {
		from = b.x.capFrom(c.Cap, b.x.now)
	}
	return bucket.times[(bucket.n-int(c.most))%mostLeanCap] >= from
}

// send lets a message go out and decides what becomes of it.
func (b *leanLife) send(t *leanToken, m *leanMail, count *SendCount) int {
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
		return portMessage
	}
	until := now + m.Decide
	b.park(t, until, phaseDecided)
	t.place = portNotOpened
	if s.opened != never && s.opened <= until { // at one tick opening comes first, it was known before
		t.place = portOpened
	}
	if s.clicked != never && (s.clicked < until || s.clicked == until && (t.rank > 0 || m.unmeasured)) {
		t.key, t.place, t.clicked = uint64(s.clicked)<<8, portClicked, true
	}
	return mailParked
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
	if m.aims {
		at := max(x.lastReached(m.GoalStep, m.GoalEvent), x.lastReached(m.goalStep, m.goalEvent))
		if at != never && x.now-at < x.p.Policy.DuplicateWindow {
			b.shown = append(b.shown, shownPair{number: -1, step: m.Step, at: x.now})
		}
	}
	content := m.Content[x.who.Language]
	if b.got&m.related != 0 && (m.topic || content != 0) {
		for i := len(x.touches) - 1; i >= 0 && x.now-x.touches[i].at < x.p.Policy.DuplicateWindow; i-- {
			other := &x.touches[i]
			if m.related>>other.message&1 == 0 {
				continue
			}
			same := m.same[other.message]
			if same.topic >= 0 {
				b.met(same.topic)
			}
			if content != 0 && other.content == content {
				b.met(same.content)
			}
		}
	}
	x.touches = append(x.touches, touch{at: x.now, message: m.number, content: content, scenario: t.scenario})
	if t.scenario != program.None {
		x.tally.Scenarios[t.scenario].Sends += b.one
	}
}

// met notes a pair that met, once.
func (b *leanLife) met(number int32) {
	if b.near>>number&1 == 0 {
		b.near |= 1 << number
		b.shown = append(b.shown, shownPair{number: number, at: b.x.now})
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

// goal is a conversion. It is false when the life gives up.
func (b *leanLife) goal(t *leanToken, step *leanStep, visit uint32) bool {
	x := b.x
	g, state, count := &b.p.Goals[step.goal], &x.goals[step.goal], &x.tally.Goals[step.goal]
	b.used = true
	first := state.count == 0
	state.order, state.at = x.next(), x.now
	if first || g.EveryTime {
		b.converted = true
		state.count++
		state.last = state.order
		count.Count += b.one
		if first {
			state.first = state.order
			b.goalTimes = append(b.goalTimes, goalTime{step.goal, (x.now - b.arrival.At) / 1000})
		}
		value, ok := b.worth(t, step, g, visit)
		if !ok {
			return false
		}
		b.moved = capped(b.moved, max(value, -value))
		state.value += value
		x.tally.Value += b.one * value
		count.Value += b.one * value
	}
	return (g.Event == program.None || b.emit(g.Event)) && (g.Also == program.None || b.emit(g.Also))
}

// worth is what a conversion earns, credited to messages, as in life.worth. It is false when it is not known whether a
// message was opened or clicked before.
func (b *leanLife) worth(t *leanToken, step *leanStep, g *program.Goal, visit uint32) (int64, bool) {
	value := int64(g.Amount)
	switch {
	case g.Property != program.None:
		b.become()
		if value = b.x.who.Property(g.Property); value == program.NotSet {
			value = 0
		}
	case g.Range:
		value = g.Triangle.Draw(uint32(b.arrival.Key.Draw(t.base.At(0, visit, random.Value)+step.key))) * 1000
	}
	now := b.x.now
	best, bestAt, clicked := -1, never, false
	for n := range b.sends {
		s := &b.sends[n]
		if !b.mayCredit(s, step.goal, g) {
			continue
		}
		if (s.opened == now || s.clicked == now) && !s.happened {
			return 0, false
		}
		switch {
		case s.clicked != never && s.clicked <= now:
			if !clicked || s.clicked >= bestAt {
				best, bestAt, clicked = n, s.clicked, true
			}
		case !clicked && s.opened != never && s.opened <= now && s.opened >= bestAt:
			best, bestAt = n, s.opened
		}
	}
	if best >= 0 {
		if offer := b.sends[best].mail.Offer; offer != program.None {
			value = max(0, value-int64(b.p.Offers[offer].Value))
		}
	}
	attribution := b.p.Policy.Attribution
	for n := range b.sends {
		mine := n == best
		if attribution == journey.AttributionAny || attribution == journey.AttributionFirst {
			mine = b.mayCredit(&b.sends[n], step.goal, g)
		}
		if mine {
			b.credit(b.sends[n].mail.row, step.goal, value)
			if attribution != journey.AttributionAny {
				break
			}
		}
	}
	return value, true
}

// mayCredit tells that a send was delivered, is measured against a goal and is not too old.
func (b *leanLife) mayCredit(s *leanSend, number int32, g *program.Goal) bool {
	m := s.mail
	if !s.delivered || b.x.now-s.at >= m.Attribution {
		return false
	}
	if m.GoalStep != program.None {
		return b.p.Steps[m.GoalStep].Index == number
	}
	return m.GoalEvent == program.None || m.GoalEvent == g.Event || m.GoalEvent == g.Also
}

// credit credits a send with a conversion.
func (b *leanLife) credit(row, number int32, value int64) {
	t := b.x.tally
	b.moved = capped(b.moved, max(value, -value))
	t.Sends[row].Attributed += b.one
	t.Sends[row].Value += b.one * value
	t.AttributedTo[number*b.p.SendRows+row] += b.one
	t.AttributedValue[number*b.p.SendRows+row] += b.one * value
}

// show counts the pairs of messages that met in a life.
func (b *leanLife) show() {
	for _, s := range b.shown {
		key := WitnessKey{Code: "after_goal", A: s.step, B: program.None}
		if s.number >= 0 {
			pair := b.pairs[s.number]
			b.x.tally.pair(pair).Near++
			key = WitnessKey{Code: "same_topic", A: b.p.Messages[pair.A].Step, B: b.p.Messages[pair.B].Step}
			if pair.Content {
				key.Code = "same_content"
			}
		}
		b.x.tally.offer(key, stats.Witness{Hash: uint64(b.arrival.Key), Person: b.arrival.Number, At: s.at})
	}
}
