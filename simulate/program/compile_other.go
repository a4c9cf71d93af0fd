package program

import (
	"cmp"
	"slices"

	"rehearse/journey"
	"rehearse/simulate/random"
)

// otherChannels adds to a message the channels by which caps send it when they are full. Such a channel may have caps
// of its own that send by yet another.
func (c *compiler) otherChannels(msg *Message, r *journey.Step) {
	if msg.Transactional || !slices.ContainsFunc(c.m.Policy.Caps, func(cap journey.Cap) bool { return cap.Hit == journey.CapChannel }) {
		return
	}
	msg.Other = make([]int32, len(c.m.Policy.Caps))
	for i := range msg.Other {
		msg.Other[i] = None
	}
	for added := true; added; {
		added = false
		for i, cap := range c.m.Policy.Caps {
			if cap.Hit != journey.CapChannel || msg.Other[i] != None || !c.capMayHit(&cap, msg, r) {
				continue
			}
			n, known := c.channels[cap.Fallback]
			if !known || c.m.Channels[n].Use == journey.ChannelEntry {
				continue // said once, of the cap
			}
			place := slices.Index(msg.Channels, n)
			if place < 0 {
				place = len(msg.Channels)
				msg.Channels = append(msg.Channels, n)
				msg.Keys = append(msg.Keys, random.NewKey(random.Hash(string(r.ID)+"/"+string(cap.Fallback))))
			}
			msg.Other[i], added = int32(place), true
		}
	}
}

// capMayHit tells that a cap is about a message on one of its channels.
func (c *compiler) capMayHit(cap *journey.Cap, msg *Message, r *journey.Step) bool {
	concerns := func(id journey.ID) bool { return id != "" && (len(cap.Of) == 0 || slices.Contains(cap.Of, id)) }
	switch cap.Scope {
	case journey.ScopeTopic:
		return concerns(r.Message.Topic)
	case journey.ScopeScenario:
		return concerns(r.Scenario)
	case journey.ScopeChannels:
		return slices.ContainsFunc(msg.Channels, func(n int32) bool { return concerns(c.m.Channels[n].ID) })
	}
	return true
}

// fallback says when a cap sends by another channel and names none, or one that sends nothing.
func (c *compiler) fallback(r *journey.Cap, of journey.Ref, field string) {
	if r.Hit != journey.CapChannel {
		return
	}
	n := c.find(c.channels, r.Fallback, of, field+".fallback")
	if n == None || c.m.Channels[n].Use == journey.ChannelEntry {
		c.problem("program.cap_fallback", of, field+".fallback", journey.Args{"Name": cmp.Or(r.Name, string(r.ID))})
	}
}
