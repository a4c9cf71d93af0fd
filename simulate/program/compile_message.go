package program

import (
	"strings"

	"rehearse/journey"
	"rehearse/simulate/random"
)

// message compiles a message step. Which of its ports are linked is known later, see decisions.
func (c *compiler) message(r *journey.Step, number int32) Message {
	m, of := r.Message, ref(r)
	msg := Message{
		Step: number, FirstRow: c.p.SendRows, All: m.Choice == journey.ChannelsAll,
		Transactional: m.Class == journey.ClassTransactional, Marketing: m.Class == journey.ClassMarketing,
		Topic: c.find(c.topics, m.Topic, of, "message.topic"), Recalls: m.Role == journey.RoleReminder, Offer: c.find(c.offers, m.Offer, of, "message.offer"),
		GoalStep: None, GoalEvent: None, Attribution: int64(m.AttributionWindow) * tick, RepeatOK: m.RepeatOK,
		LongestHold: int64(m.LongestHold) * tick, Decide: int64(m.DecideAfter) * tick,
		Received: None, Opened: None, Clicked: None,
	}
	if msg.Attribution == 0 {
		msg.Attribution = 7 * day
	}
	if msg.LongestHold == 0 {
		msg.LongestHold = 7 * day
	}
	msg.GoalStep, msg.GoalEvent = c.aim(m.Goal, of, "message.goal")
	for _, id := range m.Channels {
		n := c.find(c.channels, id, of, "message.channels")
		if n == None {
			continue
		}
		if c.m.Channels[n].Use == journey.ChannelEntry {
			c.problem("program.channel_not_for_messages", of, "message.channels", journey.Args{"Name": r.Name, "Channel": c.m.Channels[n].Name})
		}
		msg.Channels = append(msg.Channels, n)
		msg.Keys = append(msg.Keys, random.NewKey(random.Hash(string(r.ID)+"/"+string(id))))
	}
	msg.Own = int32(len(msg.Channels))
	c.otherChannels(&msg, r)
	switch {
	case len(m.Channels) == 0:
		c.problem("program.no_channel", of, "message.channels", journey.Args{"Name": r.Name})
	case len(msg.Channels) > 32:
		c.problem("program.many_channels", of, "message.channels", journey.Args{"Name": r.Name, "Max": 32})
	case msg.Decide == 0 && len(msg.Channels) > 0:
		msg.Decide = day
		if c.m.Channels[msg.Channels[0]].Medium == journey.MediumEmail {
			msg.Decide = 3 * day
		}
	}
	c.p.SendRows += int32(len(msg.Channels))
	c.response(&msg, m.Response, of)
	for i := range c.p.Personas {
		row := make([]Rates, len(msg.Channels))
		for j, n := range msg.Channels {
			row[j] = c.rates(m, c.m.Channels[n], c.m.Personas[i], of, i == 0)
		}
		msg.Rates = append(msg.Rates, row)
	}
	c.content(&msg, m)
	return msg
}

// aim splits a reference into goal step and event.
func (c *compiler) aim(goal journey.Ref, of journey.Ref, field string) (step, event int32) {
	switch goal.Kind {
	case journey.KindStep:
		return c.find(c.stepOf, goal.ID, of, field), None
	case journey.KindEvent:
		return None, c.find(c.events, goal.ID, of, field)
	}
	return None, None
}

func (c *compiler) response(msg *Message, r *journey.Response, of journey.Ref) {
	if r == nil {
		return
	}
	response := &Response{
		Step: c.find(c.stepOf, r.Step, of, "message.response.step"), Event: c.find(c.events, r.Event, of, "message.response.event"),
		Per: c.m.Value(r.Rate).Per, Delay: c.law(r.Delay, of, "message.response.delay"), Gross: r.Kind == journey.ResponseGross,
	}
	if r.Step == "" && r.Event == "" {
		c.problem("program.response_to_nothing", of, "message.response", journey.Args{"Name": c.nameOf(of)})
	}
	msg.Response = response
}

// content finds out in which languages there is something to send and which contents are the same.
func (c *compiler) content(msg *Message, m *journey.Message) {
	for _, tag := range c.p.Languages {
		content := contentIn(m, tag)
		if content == nil && len(c.m.Settings.Languages) == 0 && len(m.Contents) > 0 {
			content = &m.Contents[0] // a map that names no languages does not tell people apart by them
		}
		if content == nil && c.m.Settings.FallbackLanguage != "" {
			content = contentIn(m, c.m.Settings.FallbackLanguage)
		}
		// A message without any text is a plan; it is not held up by what is still to be written.
		msg.Language = append(msg.Language, content != nil || len(m.Contents) == 0)
		if content == nil {
			msg.Content = append(msg.Content, 0)
		} else {
			msg.Content = append(msg.Content, c.contentNumber(content.Subject, content.Body))
		}
	}
}

// contentIn is the content in a language: the tag itself, else its first part ("en" for "en-GB").
func contentIn(m *journey.Message, tag string) *journey.Content {
	for _, wanted := range []string{tag, strings.SplitN(tag, "-", 2)[0]} {
		for i := range m.Contents {
			if strings.EqualFold(m.Contents[i].Language, wanted) {
				return &m.Contents[i]
			}
		}
	}
	return nil
}

// rates turns rates on their various bases into conditional probabilities. What a persona multiplies are
// odds: of opening given delivered, of clicking given opened (given delivered where opens are not
// measured), of responding, of unsubscribing given delivered and not clicked.
func (c *compiler) rates(m *journey.Message, channel *journey.Channel, persona *journey.Persona, of journey.Ref, report bool) Rates {
	own, fallback := m.Rates, channel.Rates
	pick := func(a, b *journey.Assumption) (journey.Assumption, bool) {
		if a == nil {
			a = b
		}
		if a == nil {
			return journey.Assumption{}, false
		}
		return c.m.Value(*a), true
	}
	fail := func(code string) {
		if report {
			c.problem(code, of, "message.rates", journey.Args{"Name": c.nameOf(of), "Channel": channel.Name})
		}
	}
	var odds journey.Reach
	for _, reach := range persona.Channels {
		if reach.Channel == channel.ID {
			odds = reach
		}
	}
	hard, _ := pick(own.HardBounce, fallback.HardBounce)
	soft, _ := pick(own.SoftBounce, fallback.SoftBounce)
	opened, hasOpen := pick(own.Opened, fallback.Opened)
	clicked, _ := pick(own.Clicked, fallback.Clicked)
	unsubscribed, _ := pick(own.Unsubscribed, fallback.Unsubscribed)

	lost := hard.Value + soft.Value
	if lost > 1+sumSlack {
		fail("program.bounces_over_one")
	}
	delivered := max(0, 1-lost)
	perDelivered := func(a journey.Assumption) float64 {
		if a.Per == journey.PerSent || a.Per == journey.PerAttempt {
			return ratio(a.Value, delivered)
		}
		return a.Value
	}
	open := perDelivered(opened)
	click := clicked.Value
	switch {
	case channel.OpensUnmeasured && clicked.Per == journey.PerOpened:
		if !hasOpen {
			fail("program.click_per_unmeasured_open")
		}
		click = float64(click * open) // conversions forbid fusing products with sums
	case channel.OpensUnmeasured:
		click = perDelivered(clicked)
	case clicked.Per != journey.PerOpened:
		click = ratio(perDelivered(clicked), open)
	}
	if open > 1+sumSlack {
		fail("program.opens_over_delivered")
	}
	if click > 1+sumSlack {
		fail("program.clicks_over_opens")
	}
	clickGivenDelivered := min(click, 1)
	if !channel.OpensUnmeasured {
		clickGivenDelivered = float64(clickGivenDelivered * min(open, 1))
	}
	unsubscribe := unsubscribed.Value
	if unsubscribed.Per != journey.PerNotClicked {
		unsubscribe = ratio(perDelivered(unsubscribed), 1-clickGivenDelivered)
	}
	if unsubscribe > 1+sumSlack {
		fail("program.unsubscribes_over_rest")
	}
	r := Rates{
		Delivered: random.NewThreshold(delivered), Hard: random.NewThreshold(ratio(hard.Value, lost)),
		Open:        random.NewThreshold(random.Odds(min(open, 1), orOne(odds.OpenOdds))),
		Click:       random.NewThreshold(random.Odds(min(click, 1), orOne(odds.ClickOdds))),
		Unsubscribe: random.NewThreshold(random.Odds(min(unsubscribe, 1), orOne(odds.UnsubscribeOdds))),
		OpenDelay:   c.law(pickLaw(own.OpenDelay, fallback.OpenDelay), of, "message.rates.open_delay"),
		ClickDelay:  c.law(pickLaw(own.ClickDelay, fallback.ClickDelay), of, "message.rates.click_delay"),
	}
	if m.Response != nil {
		response := random.Odds(c.value(m.Response.Rate), orOne(odds.ResponseOdds))
		if channel.OpensUnmeasured && c.m.Value(m.Response.Rate).Per == journey.PerOpened {
			if !hasOpen {
				fail("program.response_per_unmeasured_open")
			}
			response *= random.Odds(min(open, 1), orOne(odds.OpenOdds))
		}
		r.Response = random.NewThreshold(response)
	}
	return r
}

// ratio is a/b; of nothing it is nothing, except that a share of what cannot be is impossible.
func ratio(a, b float64) float64 {
	switch {
	case a == 0:
		return 0
	case b <= 0:
		return 2
	}
	return a / b
}

func orOne(odds float64) float64 {
	if odds == 0 {
		return 1
	}
	return odds
}

func pickLaw(own, fallback journey.Law) journey.Law {
	if own.IsZero() {
		return fallback
	}
	return own
}

// decisions makes messages of which only "out" is linked pass their token on at the decision to send.
func (c *compiler) decisions() {
	for i := range c.p.Messages {
		msg := &c.p.Messages[i]
		step := &c.p.Steps[msg.Step]
		waits := false
		for n := step.FirstPort; n < step.FirstPort+step.PortCount; n++ {
			port := &c.p.Ports[n]
			waits = waits || (port.Name != journey.PortOut && port.Linked())
		}
		if !waits {
			msg.Decide = 0
		}
	}
}
