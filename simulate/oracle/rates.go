package oracle

import "rehearse/journey"

// rates are the chances of a message on a channel for a persona.
type rates struct{ hard, soft, open, click, unsubscribe float64 }

func (x *person) rates(m *journey.Message, c *journey.Channel) rates {
	get := func(own, channel *journey.Assumption) (float64, journey.Base) {
		if own == nil {
			own = channel
		}
		if own == nil {
			return 0, ""
		}
		v := x.w.m.Value(*own)
		return v.Value, v.Per
	}
	var r rates
	r.hard, _ = get(m.Rates.HardBounce, c.Rates.HardBounce)
	r.soft, _ = get(m.Rates.SoftBounce, c.Rates.SoftBounce)
	delivered := 1 - r.hard - r.soft
	ofDelivered := func(v float64, per journey.Base) float64 {
		if per == journey.PerSent || per == journey.PerAttempt {
			return v / delivered
		}
		return v
	}
	open, per := get(m.Rates.Opened, c.Rates.Opened)
	open = ofDelivered(open, per)
	click, per := get(m.Rates.Clicked, c.Rates.Clicked)
	perDelivered := ofDelivered(click, per)
	if per == journey.PerOpened {
		perDelivered = click * open
	}
	if r.unsubscribe, per = get(m.Rates.Unsubscribed, c.Rates.Unsubscribed); per != journey.PerNotClicked {
		r.unsubscribe = ofDelivered(r.unsubscribe, per) / (1 - perDelivered)
	}
	reach := x.reach(c)
	r.open = odds(open, reach.OpenOdds)
	r.click = perDelivered
	if !c.OpensUnmeasured && open > 0 {
		r.click = perDelivered / open
	}
	r.click = odds(r.click, reach.ClickOdds)
	r.unsubscribe = odds(r.unsubscribe, reach.UnsubscribeOdds)
	return r
}

// odds is a chance whose odds are so many times those of p; 0 times means once.
func odds(p, times float64) float64 {
	if times == 0 || p >= 1 {
		return p
	}
	o := p / (1 - p) * times
	return o / (1 + o)
}

func (x *person) reach(c *journey.Channel) journey.Reach {
	for _, reach := range x.persona.Channels {
		if reach.Channel == c.ID {
			return reach
		}
	}
	return journey.Reach{}
}

// fatigue is the factor on opening and on unsubscribing after so many messages in seven days.
func (x *person) fatigue(c *journey.Channel) (open, unsubscribe float64) {
	n := 0
	for _, at := range x.before {
		if x.now-at < 7*day && (!x.w.m.Policy.FatigueSameChannel || c.ID == x.w.pastChannel()) {
			n++
		}
	}
	for _, s := range x.sent {
		marketing := s.step.Message.Class == journey.ClassMarketing
		same := !x.w.m.Policy.FatigueSameChannel || s.channel == c.ID
		if marketing && same && s.deliveredAt >= 0 && s.deliveredAt <= x.now && x.now-s.deliveredAt < 7*day {
			n++
		}
	}
	open, unsubscribe = 1, 1
	last := 0
	for _, p := range x.w.m.Policy.Fatigue {
		o, u := x.w.m.Value(p.Open).Value, x.w.m.Value(p.Unsubscribe).Value
		if n >= p.Messages {
			open, unsubscribe, last = o, u, p.Messages
			continue
		}
		part := float64(n-last) / float64(p.Messages-last)
		return open + (o-open)*part, unsubscribe + (u-unsubscribe)*part
	}
	return open, unsubscribe
}
