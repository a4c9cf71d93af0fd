package oracle

import (
	"slices"

	"rehearse/journey"
)

// visit is one stay of a token at a message step.
type visit struct {
	skip    bool
	pending int // channels still held
	sends   []*send
	wanted  map[journey.ID]bool
	held    journey.ID          // the channel of "first reachable" that is held back
	release int64               // the end of the quiet hours that held it last, 0 for none
	refused map[journey.ID]bool // channels of "first reachable" refused after being held
	noted   map[journey.ID]bool // channels that came as far as the caps
	tried   map[journey.ID]bool // channels the gate was asked for
	again   map[journey.ID]int  // by the first channel tried together, how often it was held: it is asked again once each time
}

// send is one message that went out on one channel.
type send struct {
	x                                *person
	step                             *journey.Step
	channel                          journey.ID
	in                               *instance
	at                               int64
	fatigue                          float64 // factor on opening at the delivery
	deliveredAt, openedAt, clickedAt int64   // below 0: not
	stay                             *visit
	early                            bool // sent in the warm-up: what becomes of it is not counted
}

func (s *send) scenario() journey.ID {
	if s.in.scenario == nil {
		return ""
	}
	return s.in.scenario.ID
}

func (s *send) count(what string) {
	if s.early {
		return
	}
	s.x.count("send/"+string(s.step.ID)+"/"+string(s.channel)+"/"+what, 1)
}

// message lets a token try to send.
func (x *person) message(t *token) {
	m := t.step.Message
	t.visit = &visit{skip: t.skip, wanted: map[journey.ID]bool{}, noted: map[journey.ID]bool{}, tried: map[journey.ID]bool{}, again: map[journey.ID]int{}, refused: map[journey.ID]bool{}}
	t.skip = false
	if m.Choice == journey.ChannelsAll {
		if result, ok := x.standing(t, m); !ok { // a row for each channel
			for _, id := range m.Channels[1:] {
				name := "send/" + string(t.step.ID) + "/" + string(id)
				x.count(name+"/attempts", 1)
				x.count(name+"/refused/"+result.reason, 1)
			}
			t.visit.pending = 1
			x.try(t, t.visit, m.Channels[:1], true)
			return
		}
		t.visit.pending = len(m.Channels)
		for _, id := range m.Channels {
			if t.alive {
				x.try(t, t.visit, []journey.ID{id}, true)
			}
		}
		return
	}
	t.visit.pending = 1
	x.try(t, t.visit, m.Channels, true)
}

// try passes the gate for the first reachable of some channels.
func (x *person) try(t *token, stay *visit, channels []journey.ID, first bool) {
	m, step, gen := t.step.Message, t.step, t.gen
	name := "send/" + string(step.ID) + "/"
	var result verdict
	chosen := x.w.m.Channel(channels[0])
	if stay.held != "" && len(channels) > 1 { // it stays the one as long as the person can be reached by it
		chosen = x.w.m.Channel(stay.held)
	}
	if verdict, ok := x.standing(t, m); !ok {
		result = verdict
	} else {
		reason := x.reachable(m, chosen)
		if reason != "" && len(channels) > 1 {
			if stay.held != "" {
				x.count(name+string(chosen.ID)+"/refused/"+reason, 1)
				stay.refused[chosen.ID] = true
			}
			for i, id := range channels {
				if stay.refused[id] {
					continue
				}
				c := x.w.m.Channel(id)
				why := x.reachable(m, c)
				if why == "" {
					chosen, reason = c, ""
					break
				}
				if i == 0 && stay.held == "" {
					reason = why
				}
			}
			if reason != "" && stay.held != "" {
				x.settled(t, stay)
				return
			}
			first = first || stay.held != ""
		}
		if reason != "" {
			result = refused(reason)
		} else {
			if len(stay.wanted) == 0 { // once, whatever the channels
				x.wants = append(x.wants, x.now)
			}
			if !stay.wanted[chosen.ID] {
				stay.wanted[chosen.ID] = true
				x.count(name+string(chosen.ID)+"/wanted", 1)
			}
			result = x.pressure(t, m, chosen)
		}
	}
	if first {
		x.count(name+string(chosen.ID)+"/attempts", 1)
	}
	stay.tried[chosen.ID] = true
	decided := func() {
		if stay.noted[chosen.ID] {
			scenario := journey.ID("")
			if t.in.scenario != nil {
				scenario = t.in.scenario.ID
			}
			x.tried = append(x.tried, attempted{x.now, chosen.ID, m.Topic, scenario})
		}
	}
	if result.until > 0 {
		stay.held = chosen.ID
		longest := int64(m.LongestHold) * 1000
		if longest == 0 {
			longest = 7 * day
		}
		if first {
			x.count(name+string(chosen.ID)+"/held", 1)
		}
		deadline := t.started + longest
		if x.now >= deadline {
			x.count(name+string(chosen.ID)+"/refused/held_too_long", 1)
			decided()
			x.settled(t, stay)
			return
		}
		if result.quiet {
			stay.release = result.until
		}
		stay.again[channels[0]]++
		turn, due := stay.again[channels[0]], min(result.until, deadline)
		again := func(at int64) {
			x.at(at, t.in.rank(), func() {
				if t.alive && t.gen == gen && stay.again[channels[0]] == turn && !x.leaving(t) {
					stay.again[channels[0]]++
					delete(t.held, channels[0])
					x.try(t, stay, channels, false)
				}
			})
		}
		again(due)
		if t.held == nil {
			t.held = map[journey.ID]*scheduled{}
		}
		t.held[channels[0]] = &scheduled{at: due, step: step, channel: chosen.ID, wanted: stay.wanted[chosen.ID]}
		if result.yields {
			x.yielding = append(x.yielding, func() { again(x.now) })
		}
		return
	}
	decided()
	if !result.sent {
		x.count(name+string(chosen.ID)+"/refused/"+result.reason, 1)
		if result.leave != "" {
			t.in.withdraw(result.leave)
			return
		}
		if other := result.other; other != "" && !stay.tried[other] && !(m.Choice == journey.ChannelsAll && slices.Contains(m.Channels, other)) {
			x.try(t, stay, []journey.ID{other}, true)
			return
		}
		x.settled(t, stay)
		return
	}
	x.send(t, stay, step, chosen)
	if t.alive && t.gen == gen {
		x.settled(t, stay)
	}
}

// settled lets the token go on, or wait for what people do, once all channels are decided.
func (x *person) settled(t *token, stay *visit) {
	if stay.pending--; stay.pending > 0 {
		return
	}
	step := t.step
	if len(stay.sends) == 0 {
		x.outcome(t, journey.PortNotSent)
		return
	}
	if !x.waitsForPeople(step) {
		x.leave(t, journey.PortOut)
		return
	}
	decide := int64(step.Message.DecideAfter) * 1000
	if decide == 0 {
		decide = day
		if x.w.m.Channel(step.Message.Channels[0]).Medium == journey.MediumEmail {
			decide = 3 * day
		}
	}
	gen := t.gen
	x.at(stay.sends[0].at+decide, t.in.rank(), func() {
		if !t.alive || t.gen != gen || x.leaving(t) {
			return
		}
		port := journey.PortNotOpened
		for _, s := range stay.sends {
			if s.openedAt >= 0 || s.clickedAt >= 0 {
				port = journey.PortOpened
			}
		}
		x.outcome(t, port)
	})
}

// waitsForPeople tells that a token stays at a message for what people do, because more than out is linked.
func (x *person) waitsForPeople(step *journey.Step) bool {
	for _, port := range []journey.Port{journey.PortClicked, journey.PortOpened, journey.PortNotOpened, journey.PortNotSent} {
		if x.linked(step, port) {
			return true
		}
	}
	return false
}

// leaving ends an instance that was only waiting for its token to stop waiting: at a wait step, on a link, for a
// held send or for the outcome of a message. A token that is not waiting at all ends before its next step.
func (x *person) leaving(t *token) bool {
	ends := t.in.toEnd()
	if ends {
		t.in.withdraw("exit_criterion")
	}
	return ends
}

// toEnd tells that an instance ends with the wait it is in: an exit event came, or a rule that came to hold still does.
func (in *instance) toEnd() bool {
	ends := in.leaving
	for i, pending := range in.pending {
		ends = ends || pending && in.x.holds(in.scenario.Exits[i].Rule)
	}
	return ends
}

// outcome lets a token leave a message; what is not linked goes by out.
func (x *person) outcome(t *token, port journey.Port) {
	if !x.linked(t.step, port) {
		port = journey.PortOut
	}
	x.leave(t, port)
}

// send sends and plans what follows.
func (x *person) send(t *token, stay *visit, step *journey.Step, c *journey.Channel) {
	m := step.Message
	s := &send{x: x, step: step, channel: c.ID, in: t.in, at: x.now, stay: stay, deliveredAt: -1, openedAt: -1, clickedAt: -1}
	touched := len(stay.sends) > 0 // several channels of one step are one touch
	x.sent = append(x.sent, s)
	stay.sends = append(stay.sends, s)
	s.count("sent")
	x.once("send/" + string(step.ID) + "/" + string(c.ID) + "/people")
	x.count("money/sends", float64(c.CostPerSend))
	if !touched {
		x.meet(t, step)
		x.touches = append(x.touches, contact{at: x.now, step: step, in: t.in})
		if stay.release == x.now && x.now > 0 {
			x.harm.released[x.now]++
		}
	}
	x.respond(s, t, journey.PerSent)
	r := x.rates(m, c)
	delay := draw(x.r, c.DeliveryDelay)
	u := x.r.Float64()
	switch {
	case u < r.hard:
		s.count("hard_bounced")
		x.dead[c.ID] = true
	case u < r.hard+r.soft:
		s.count("soft_bounced")
	default:
		x.after(delay, func() { x.delivered(s, t, r) })
	}
}

// delivered is the moment of the delivery; what follows is decided here.
func (x *person) delivered(s *send, t *token, r rates) {
	m, c := s.step.Message, x.w.m.Channel(s.channel)
	open, unsubscribe := 1.0, 1.0
	if m.Class != journey.ClassTransactional {
		open, unsubscribe = x.fatigue(c)
	}
	s.deliveredAt, s.fatigue = x.now, open
	s.count("delivered")
	x.emit("received:" + string(s.step.ID))
	x.emit("received:")
	x.respond(s, t, journey.PerDelivered)
	openDelay, clickDelay := m.Rates.OpenDelay, m.Rates.ClickDelay
	if openDelay.IsZero() {
		openDelay = c.Rates.OpenDelay
	}
	if clickDelay.IsZero() {
		clickDelay = c.Rates.ClickDelay
	}
	gen := t.gen
	leaves := x.r.Float64() < min(1, r.unsubscribe*unsubscribe)
	if c.OpensUnmeasured {
		if x.r.Float64() < min(1, r.click*open) { // what keeps people from opening keeps them from clicking
			x.at(x.now+draw(x.r, clickDelay), 0, func() { x.clicked(s, t, gen) })
		} else if leaves {
			x.at(x.now+draw(x.r, openDelay), 0, func() { x.unsubscribe(s) })
		}
		return
	}
	opens := x.r.Float64() < min(1, r.open*open)
	clicks := opens && x.r.Float64() < r.click
	wait := draw(x.r, openDelay)
	if !opens {
		if leaves {
			x.at(x.now+wait, 0, func() { x.unsubscribe(s) })
		}
		return
	}
	x.at(x.now+wait, 0, func() {
		s.openedAt = x.now
		s.count("opened")
		x.emit("opened:" + string(s.step.ID))
		x.emit("opened:")
		x.respond(s, t, journey.PerOpened)
		if clicks {
			x.at(x.now+draw(x.r, clickDelay), 0, func() { x.clicked(s, t, gen) })
		} else if leaves {
			x.unsubscribe(s)
		}
	})
}

func (x *person) clicked(s *send, t *token, gen int) {
	if x.over {
		return
	}
	s.clickedAt = x.now
	s.count("clicked")
	x.emit("clicked:" + string(s.step.ID))
	x.emit("clicked:")
	x.respond(s, t, journey.PerClicked)
	if t.alive && t.gen == gen && t.step == s.step && x.waitsForPeople(s.step) {
		if !x.leaving(t) {
			x.outcome(t, journey.PortClicked)
		}
	}
}

func (x *person) unsubscribe(s *send) {
	topic := s.step.Message.Topic
	ofTopic := x.w.m.Policy.UnsubscribeScope == journey.UnsubscribeTopic && topic != ""
	if x.over || ofTopic && x.off[topic] || !ofTopic && x.off[s.channel] { // withdrawn already
		return
	}
	s.count("unsubscribed")
	switch x.w.m.Policy.UnsubscribeScope {
	case journey.UnsubscribeAll:
		for _, c := range x.w.m.Channels {
			x.off[c.ID] = true
		}
	case journey.UnsubscribeTopic:
		if topic := s.step.Message.Topic; topic != "" {
			x.off[topic] = true
			break
		}
		x.off[s.channel] = true
	default:
		x.off[s.channel] = true
	}
	x.dirty = true
	if x.w.m.Event("unsubscribed") != nil {
		x.emit("unsubscribed")
	}
}

// respond lets a message make somebody do something directly, by its rate.
func (x *person) respond(s *send, t *token, base journey.Base) {
	response := s.step.Message.Response
	if response == nil {
		return
	}
	rate, c := x.w.m.Value(response.Rate), x.w.m.Channel(s.channel)
	p := odds(rate.Value, x.reach(c).ResponseOdds)
	if rate.Per == journey.PerOpened && c.OpensUnmeasured { // at the delivery, with the chance of opening
		rate.Per = journey.PerDelivered
		p *= x.rates(s.step.Message, c).open * s.fatigue
	}
	if rate.Per != base {
		return
	}
	if x.r.Float64() >= p {
		return
	}
	x.at(x.now+draw(x.r, response.Delay), 0, func() {
		if x.over {
			return
		}
		s.count("responded") // a gross rate contains those who had come anyway
		if response.Event != "" {
			x.emit(string(response.Event))
			return
		}
		if response.Kind == journey.ResponseGross && x.entered[response.Step] > s.in.order {
			return
		}
		x.moveMain(x.w.m.Step(response.Step))
	})
}
