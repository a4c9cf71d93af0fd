package program

import (
	"rehearse/journey"
	"rehearse/simulate/random"
)

// standardAge is how long ago people of a base came where the map does not say.
const standardAge = 365 * day

// base compiles the past of the people of a base entry; an entry that says nothing of it has people without one.
func (c *compiler) base(r *journey.Step, of journey.Ref) *Base {
	entry := random.NewKey(random.Hash(string(r.ID)))
	result := &Base{AgeKey: entry.For(random.Age), MessagesKey: entry, Channel: c.pastChannel()}
	result.Age, _ = random.Fixed(standardAge)
	past := r.Entry.Base
	if past == nil {
		return result
	}
	if !past.Age.IsZero() {
		result.Age = c.law(past.Age, of, "entry.base.age")
	}
	for i, event := range past.Events {
		field := at("entry.base.events", i)
		if n := c.find(c.events, event.Event, of, field+".event"); n != None {
			result.Events = append(result.Events, PastEvent{
				Event: n, Count: c.poisson(event.Mean, of, field+".mean"), Last: c.law(event.Last, of, field+".last"),
				Key: random.NewKey(random.Hash(string(event.Event))),
			})
		}
	}
	for i, score := range past.Score {
		if n := c.find(c.scores, score.Score, of, at("entry.base.score", i)+".score"); n != None {
			result.Scores = append(result.Scores, PastScore{
				Score: n, Low: int64(score.Low), High: int64(score.High), Key: random.NewKey(random.Hash(string(score.Score))).For(random.History),
			})
		}
	}
	result.Messages = c.poisson(past.Messages, of, "entry.base.messages")
	for i, share := range past.Unsubscribed {
		field := at("entry.base.unsubscribed", i)
		if n := c.find(c.channels, journey.ID(share.Value), of, field+".value"); n != None {
			result.Unsubscribed = append(result.Unsubscribed, PastShare{
				Channel: n, Share: c.probability(c.value(share.Share), of, field+".share"), Key: c.p.Channels[n].Key.For(random.History),
			})
		}
	}
	return result
}

// poisson tabulates how often something happened in the past.
func (c *compiler) poisson(mean float64, of journey.Ref, field string) []random.Threshold {
	if !(mean <= random.MaxPoisson) {
		c.problem("program.past_mean", of, field, journey.Args{"Name": c.nameOf(of), "Value": mean, "Max": random.MaxPoisson})
		return nil
	}
	return random.Poisson(mean)
}

// pastChannel is the channel by which the messages of a past count as sent, as a map does not say it: the first for
// messages whose sends count towards caps.
func (c *compiler) pastChannel() int32 {
	for i, channel := range c.m.Channels {
		if channel.Use != journey.ChannelEntry && !channel.CapsExempt {
			return int32(i)
		}
	}
	return None
}
