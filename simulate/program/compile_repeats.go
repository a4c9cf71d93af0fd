package program

import (
	"slices"

	"rehearse/journey"
)

// repeats sorts messages that are alike into causes: what a person can be told twice by different scenarios hangs
// together when it shares a message, or its two scenarios. So a newsletter that tells everything once more is one cause,
// and so are two scenarios that repeat each other in seven messages.
func (c *compiler) repeats() {
	messages, senders := len(c.p.Messages), len(c.p.Scenarios)+1
	joined := make([]int32, messages+senders*senders) // messages, then pairs of senders
	for i := range joined {
		joined[i] = int32(i)
	}
	first := func(n int32) int32 {
		for joined[n] != n {
			joined[n] = joined[joined[n]]
			n = joined[n]
		}
		return n
	}
	join := func(a, b int32) {
		a, b = first(a), first(b)
		joined[max(a, b)] = min(a, b)
	}
	for i := range c.p.Messages {
		for j := range i {
			one, other := c.p.Steps[c.p.Messages[j].Step].Scenario, c.p.Steps[c.p.Messages[i].Step].Scenario
			if one != other && c.p.CanRepeat(&c.p.Messages[j], &c.p.Messages[i]) {
				join(int32(j), int32(i))
				join(int32(j), int32(messages+(int(min(one, other))+1)*senders+int(max(one, other))+1))
			}
		}
	}
	number := map[int32]int32{}
	for i := range c.p.Messages {
		c.p.Messages[i].Alike = None
	}
	for i := range c.p.Messages {
		at := first(int32(i))
		alone := !slices.ContainsFunc(c.p.Messages, func(m Message) bool {
			other := c.p.Steps[m.Step].Index
			return other != int32(i) && first(other) == at
		})
		if alone {
			continue
		}
		if _, known := number[at]; !known {
			number[at] = int32(len(number))
		}
		c.p.Messages[i].Alike = number[at]
	}
	c.p.Alike = int32(len(number))
}

// sells finds out for every message of marketing which goal it sells: its own, else that of its scenario, else the one goal
// to which its response leads, at once or from the touchpoint it brings people to. An event that only one goal step makes
// happen is that step. A goal that counts every time can be sold again to who has reached it, and is none here.
func (c *compiler) sells() {
	for i := range c.p.Messages {
		msg := &c.p.Messages[i]
		if msg.Sells = None; !msg.Marketing {
			continue
		}
		step, event := msg.GoalStep, msg.GoalEvent
		var scenario *Scenario
		if n := c.p.Steps[msg.Step].Scenario; n != None {
			scenario = &c.p.Scenarios[n]
			if step == None && event == None {
				step, event = scenario.GoalStep, scenario.GoalEvent
			}
		}
		if r := msg.Response; r != nil && step == None && event == None {
			event = r.Event
			if r.Step != None {
				step = c.goalBehind(r.Step)
			}
		}
		if step == None {
			step = c.goalOf(event)
		}
		if step == None || c.p.Steps[step].Kind != KindGoal || c.p.Goals[c.p.Steps[step].Index].EveryTime {
			continue
		}
		msg.Sells = step
		if scenario != nil {
			msg.NotToOwners = !c.startsAt(scenario, step)
			if role := c.m.Step(c.p.Steps[msg.Step].ID).Message.Role; scenario.Trigger.Kind == journey.TriggerDate {
				msg.NotToOwners = role == journey.RoleOffer || role == journey.RoleReminder // a newsletter goes to customers too
			}
		}
	}
}

// startsAt reports that reaching a goal starts the scenario: it is for those who have, whatever its own goal is.
func (c *compiler) startsAt(s *Scenario, goal int32) bool {
	g := &c.p.Goals[c.p.Steps[goal].Index]
	return s.Trigger.Kind == journey.TriggerEvent && (s.Trigger.Event == g.Event || s.Trigger.Event == g.Also)
}

// goalBehind is a step that is a goal, or the only goal a touchpoint leads to; else None.
func (c *compiler) goalBehind(step int32) int32 {
	switch c.p.Steps[step].Kind {
	case KindGoal:
		return step
	case KindTouchpoint:
		found := None
		for i := range c.p.Links {
			if l := &c.p.Links[i]; l.From == step && c.p.Steps[l.To].Kind == KindGoal && l.To != found {
				if found != None {
					return None
				}
				found = l.To
			}
		}
		return found
	}
	return None
}

// goalOf is the only step that makes an event happen, if it is a goal; else None.
func (c *compiler) goalOf(event int32) int32 {
	if event == None || c.p.Events[event].ID == "" {
		return None
	}
	id, found := c.p.Events[event].ID, None
	for _, step := range c.m.Steps {
		switch {
		case step.Touchpoint != nil && step.Touchpoint.Event == id,
			step.Message != nil && step.Message.Response != nil && step.Message.Response.Event == id,
			step.Goal != nil && step.Goal.Event == id && found != None:
			return None
		case step.Goal != nil && step.Goal.Event == id:
			found = c.stepOf[step.ID]
		}
	}
	if e, ok := c.m.Lookup(journey.Ref{Kind: journey.KindEvent, ID: id}).(*journey.Event); ok && e.Source == journey.EventOutside {
		return None
	}
	return found
}
