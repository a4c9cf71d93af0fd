package reach

import (
	"math/bits"

	"rehearse/journey"
	"rehearse/simulate/program"
)

// eventsThatHappen finds the events something lets happen.
func (s *space) eventsThatHappen() {
	p := s.p
	s.happens = make([]bool, len(p.Events))
	happens := func(e int32) {
		if e != program.None {
			s.happens[e] = true
		}
	}
	for i := range p.Touchpoints {
		happens(p.Touchpoints[i].Event)
	}
	for i := range p.Goals {
		happens(p.Goals[i].Event)
		happens(p.Goals[i].Also)
	}
	for i := range p.Outside {
		happens(p.Outside[i].Event)
	}
	for i := range p.Messages {
		msg := &p.Messages[i]
		happens(msg.Received)
		happens(msg.Opened)
		happens(msg.Clicked)
		if msg.Response != nil {
			happens(msg.Response.Event)
		}
	}
	if len(p.Messages) > 0 {
		happens(p.Policy.Received)
		happens(p.Policy.Opened)
		happens(p.Policy.Clicked)
		happens(p.Policy.Unsubscribed)
	}
}

// changes works out how a dimension can change in the course of a life.
func (s *space) changes(d *dimension) {
	up, down := false, false
	set := uint64(0) // what can be set whatever was before
	for _, c := range s.allChanges() {
		switch {
		case c.Kind == journey.ChangeKnown && d.aspect == aspectKnown && c.Target == d.of,
			c.Kind == journey.ChangeAllowed && d.aspect == aspectAllowed && c.Target == d.of,
			c.Kind == journey.ChangeSubscription && d.aspect == aspectTopic && c.Target == d.of,
			c.Kind == journey.ChangeMark && d.aspect == aspectMark && c.Target == d.of:
			up, down = up || !c.No, down || c.No
		case c.Kind == journey.ChangeAllowed && d.aspect == aspectSubscribed && c.Target == d.of:
			up = up || !c.No
		case c.Kind == journey.ChangeProperty && d.aspect == aspectValue && c.Target == d.of:
			set |= s.valueMask(d, c.Value)
		case c.Kind == journey.ChangeScore && d.aspect == aspectPoints && c.Target == d.of:
			up, down = up || (c.Value > 0) != c.No, down || (c.Value < 0) != c.No
		}
	}
	switch d.aspect {
	case aspectSubscribed, aspectTopic:
		down = down || len(s.p.Messages) > 0
	case aspectPoints:
		for e := range s.p.Events {
			for _, points := range s.p.Events[e].Points {
				if points.Score == d.of && s.happens[e] {
					up, down = up || points.Points > 0, down || points.Points < 0
				}
			}
		}
		down = down || s.p.Scores[d.of].DecayPoints > 0
	case aspectCount:
		up, down = s.happens[d.of], d.window > 0
	case aspectDate:
		up, down = true, true
	}
	d.later = make([]uint64, d.atoms)
	d.fixed = true
	for i := range d.later {
		mask := uint64(1)<<i | set
		if up {
			mask |= d.all &^ (1<<i - 1)
		}
		if down {
			mask |= 1<<i - 1
		}
		if d.aspect == aspectEvent {
			switch {
			case s.happens[d.of] && i == 0:
				mask = d.all
			case s.happens[d.of]:
				mask = d.all &^ 1
			case i > 0: // only in the past of a base: it grows older
				mask = d.all &^ (1<<i - 1)
			}
		}
		d.later[i] = mask
		d.fixed = d.fixed && mask == 1<<i
	}
}

// allChanges lists every change of the map.
func (s *space) allChanges() []*program.Change {
	var list []*program.Change
	for i := range s.p.Touchpoints {
		for j := range s.p.Touchpoints[i].Changes {
			list = append(list, &s.p.Touchpoints[i].Changes[j])
		}
	}
	for i := range s.p.Updates {
		for j := range s.p.Updates[i].Changes {
			list = append(list, &s.p.Updates[i].Changes[j])
		}
	}
	return list
}

// after is what can be later when something of mask is now.
func (d *dimension) after(mask uint64) uint64 {
	result := mask
	for rest := mask; rest != 0 && result != d.all; rest &= rest - 1 {
		result |= d.later[bits.TrailingZeros64(rest)]
	}
	return result
}
