package engine

import (
	"rehearse/journey"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// send is a message that went out on one channel.
type send struct {
	at, delivered, opened, clicked int64
	message, place, row            int32
	inst                           int32
	key                            random.Key // of its draws
	token                          int32
	// try is the number of the attempt among those caps may count, None where no cap was asked.
	try         int32
	stay, visit uint32
}

// delivery is a marketing message that was delivered.
type delivery struct {
	at      int64
	channel int32
}

const week = 7 * 24 * 3_600_000

// send lets a message go out.
func (x *life) send(t int32, msg *program.Message, place int32) {
	tok := &x.tokens[t]
	inst := &x.instances[tok.inst]
	row := msg.FirstRow + place
	count := &x.tally.Sends[row]
	channel := msg.Channels[place]
	count.Sent++
	x.batchSend(row, BatchSent)
	count.ByPersona[x.who.Persona]++
	if x.rowEpoch[row] != x.epoch {
		x.rowEpoch[row] = x.epoch
		count.People++
	}
	if cost := int64(x.p.Channels[channel].CostPerSend); cost != 0 {
		x.tally.move(cost)
		x.tally.SendCost += cost
		x.net -= cost
	}
	tok.mail.sent++
	if tok.mail.sent == 1 {
		tok.mail.first = x.now
		x.met(tok.inst, msg)
		x.touch(tok.inst, msg.Step)
		if tok.mail.release == x.now {
			x.released()
		}
	}
	try := program.None
	if tok.mail.noted&(1<<place) != 0 {
		try = x.tried(tok.stay, place)
		x.tries[try].at, x.tries[try].sent = x.now, x.now
	}
	n := int32(len(x.sends))
	x.sends = append(x.sends, send{
		at: x.now, delivered: never, opened: never, clicked: never, message: x.p.Steps[msg.Step].Index, place: place, row: row, inst: tok.inst,
		key: msg.Keys[place].At(uint32(inst.number), tok.visit, 0), token: t, try: try, stay: tok.stay, visit: tok.visit,
	})
	if x.story != nil {
		x.noteSend("send", n, 0)
	}
	x.respondPer(n, journey.PerSent)
	rates := x.rates(n)
	if rates.Delivered != random.Always && !rates.Delivered.Passes(x.sendDraw(n, random.Delivered)) {
		if rates.Hard.Passes(x.sendDraw(n, random.HardBounce)) {
			count.Hard++
			x.dead[channel] = true
			if x.story != nil {
				x.noteSend("hard_bounce", n, 0)
			}
		} else {
			count.Soft++
			if x.story != nil {
				x.noteSend("soft_bounce", n, 0)
			}
		}
		return
	}
	if law := &x.p.Channels[channel].Delivery; *law != (random.Law{}) {
		if delay := law.Draw(uint32(x.sendDraw(n, random.Delivery))); delay > 0 {
			x.push(event{at: x.now + delay, cause: causeDelivered, a: n})
			return
		}
	}
	x.delivered(n)
}

// tried finds the number of the try of a visit and channel; there is one.
func (x *life) tried(stay uint32, place int32) int32 {
	i := int32(len(x.tries) - 1)
	for x.tries[i].stay != stay || x.tries[i].place != place {
		i--
	}
	return i
}

// sendDraw is the person's chance for what becomes of a send.
func (x *life) sendDraw(n int32, purpose random.Purpose) uint64 {
	return x.who.Key.Draw(x.sends[n].key.For(purpose))
}

func (x *life) rates(n int32) *program.Rates {
	s := &x.sends[n]
	return &x.p.Messages[s.message].Rates[x.who.Persona][s.place]
}

// delivered lets a message arrive and decides what the person will do with it.
func (x *life) delivered(n int32) {
	s := &x.sends[n]
	msg := &x.p.Messages[s.message]
	channel := msg.Channels[s.place]
	s.delivered = x.now
	x.ledger(n).Delivered++
	x.batchOutcome(n, BatchDelivered)
	if s.try != program.None {
		x.tries[s.try].delivered = x.now
	}
	if x.story != nil {
		x.noteSend("deliver", n, 0)
	}
	rates := x.rates(n)
	open, click, unsubscribe := rates.Open, rates.Click, rates.Unsubscribe
	if tires := x.tires(msg); tires != nil {
		n := x.recent(channel, 0)
		open, click = fatigued(open, tiring(tires, n)), fatigued(click, tiring(tires, n))
		unsubscribe = fatigued(unsubscribe, tiring(x.p.Policy.FatigueUnsub, n))
	}
	if msg.Marketing {
		x.marketing = append(x.marketing, delivery{at: x.now, channel: channel})
	}
	x.respondPer(n, journey.PerDelivered)
	clicks, opens := false, false
	if x.p.Channels[channel].Unmeasured {
		// Opens are not seen; what keeps people from opening keeps them from clicking.
		clicks = click.Passes(x.sendDraw(n, random.Click))
	} else {
		opens = open.Passes(x.sendDraw(n, random.Open))
	}
	switch {
	case opens:
		x.push(event{at: x.now + rates.OpenDelay.Draw(uint32(x.sendDraw(n, random.OpenDelay))), cause: causeOpened, a: n})
	case clicks:
		x.push(event{at: x.now + rates.ClickDelay.Draw(uint32(x.sendDraw(n, random.ClickDelay))), cause: causeClicked, a: n})
	}
	willClick := clicks || (opens && rates.Click.Passes(x.sendDraw(n, random.Click)))
	if !willClick && unsubscribe.Passes(x.sendDraw(n, random.Unsubscribe)) {
		purpose := random.UnsubDelay
		if opens {
			purpose = random.OpenDelay // at the very moment of opening
		}
		x.push(event{at: x.now + rates.OpenDelay.Draw(uint32(x.sendDraw(n, purpose))), cause: causeUnsubscribe, a: n})
	}
	if msg.Received != program.None {
		x.emit(msg.Received)
	}
	if x.p.Policy.Received != program.None {
		x.emit(x.p.Policy.Received)
	}
}

// recent is how many marketing messages on any channel, or on this one, were delivered in the last 7 days, without the
// last own of them.
func (x *life) recent(channel int32, own int) int {
	n := -own
	for i := len(x.marketing) - 1; i >= 0 && x.marketing[i].at > x.now-week; i-- {
		if !x.p.Policy.FatigueOwn || x.marketing[i].channel == channel {
			n++
		}
	}
	return n
}

// tires is the fatigue curve for opening a message; nil when nobody tires of it.
func (x *life) tires(msg *program.Message) []int64 {
	if msg.Transactional {
		return nil
	}
	return x.p.Policy.FatigueOpen
}

// tiring is the factor of a fatigue curve after so many messages, in units of 2^-16.
func tiring(curve []int64, recent int) int64 { return curve[min(recent, len(curve)-1)] }

// fatigued is a threshold times a factor in units of 2^-16, which is at most 1,000 and so fits.
func fatigued(t random.Threshold, factor int64) random.Threshold {
	return min(random.Always, t*random.Threshold(factor)>>16)
}

// openedSend is the moment of opening.
func (x *life) openedSend(n int32) {
	s := &x.sends[n]
	msg := &x.p.Messages[s.message]
	s.opened = x.now
	x.ledger(n).Opened++
	x.batchOutcome(n, BatchOpened)
	if x.story != nil {
		x.noteSend("open", n, 0)
	}
	if tok := x.stillAt(n); tok != nil {
		tok.mail.opened = true
	}
	rates := x.rates(n)
	if rates.Click.Passes(x.sendDraw(n, random.Click)) {
		x.push(event{at: x.now + rates.ClickDelay.Draw(uint32(x.sendDraw(n, random.ClickDelay))), cause: causeClicked, a: n})
	}
	x.respondPer(n, journey.PerOpened)
	x.emit(msg.Opened)
	x.emit(x.p.Policy.Opened)
}

// clickedSend is the moment of clicking; a token that waits for it leaves.
func (x *life) clickedSend(n int32) {
	s := &x.sends[n]
	msg := &x.p.Messages[s.message]
	s.clicked = x.now
	x.ledger(n).Clicked++
	x.batchOutcome(n, BatchClicked)
	if x.story != nil {
		x.noteSend("click", n, 0)
	}
	if tok := x.stillAt(n); tok != nil {
		tok.mail.clicked = true
	}
	x.respondPer(n, journey.PerClicked)
	x.emit(msg.Clicked)
	x.emit(x.p.Policy.Clicked)
	if x.over {
		return
	}
	tok := x.stillAt(n)
	if tok == nil || msg.Decide == 0 {
		return
	}
	t := x.sends[n].token
	if x.leaves(tok.inst) {
		x.withdraw(tok.inst, EndCriterion)
		return
	}
	x.cancelHeld(t)
	if x.outcome(t, portClicked) && x.mayGoOn(t) {
		x.advance(t)
	}
}

// stillAt is the token that sent, if it is still on the same visit of the message.
func (x *life) stillAt(n int32) *token {
	s := &x.sends[n]
	tok := &x.tokens[s.token]
	if tok.state == tokenAtStep && tok.stay == s.stay {
		return tok
	}
	return nil
}

// unsubscribe withdraws what the policy says. Who has withdrawn it already does not do so again.
func (x *life) unsubscribe(n int32) {
	s := &x.sends[n]
	msg := &x.p.Messages[s.message]
	channel := msg.Channels[s.place]
	ofTopic := x.p.Policy.Unsubscribe == journey.UnsubscribeTopic && msg.Topic != program.None
	if (ofTopic && !x.topics[msg.Topic]) || (!ofTopic && !x.subscribed[channel]) {
		return
	}
	x.ledger(n).Unsubscribed++
	if x.story != nil {
		x.noteSend("unsubscribe", n, 0)
	}
	switch {
	case x.p.Policy.Unsubscribe == journey.UnsubscribeAll:
		clear(x.subscribed)
	case ofTopic:
		x.topics[msg.Topic] = false
	default:
		x.subscribed[channel] = false
	}
	x.dirty = true
	x.emit(x.p.Policy.Unsubscribed)
}

// respondPer draws the response of a message at the moment its rate is measured by. Where opens are not measured, a
// response per opened is drawn at the delivery; its rate contains that of opening, which fatigue lowers.
func (x *life) respondPer(n int32, per journey.Base) {
	msg := &x.p.Messages[x.sends[n].message]
	if msg.Response == nil {
		return
	}
	at, rate := msg.Response.Per, x.rates(n).Response
	if channel := msg.Channels[x.sends[n].place]; at == journey.PerOpened && x.p.Channels[channel].Unmeasured {
		at = journey.PerDelivered
		if per == at {
			if tires := x.tires(msg); tires != nil {
				own := 0
				if msg.Marketing {
					own = 1
				}
				rate = fatigued(rate, tiring(tires, x.recent(channel, own)))
			}
		}
	}
	if at != per || !rate.Passes(x.sendDraw(n, random.Response)) {
		return
	}
	delay := msg.Response.Delay.Draw(uint32(x.sendDraw(n, random.ResponseDelay)))
	x.push(event{at: x.now + delay, cause: causeRespond, a: n})
}

// respond is what the person does because of a message.
func (x *life) respond(n int32) {
	s := &x.sends[n]
	response := x.p.Messages[s.message].Response
	x.ledger(n).Responded++
	if x.story != nil {
		x.noteSend("respond", n, 0)
	}
	if response.Event != program.None {
		x.emit(response.Event)
		return
	}
	if !response.Gross || !x.beenSince(response.Step, s.inst) {
		x.pull(response.Step, s.inst)
	}
}
