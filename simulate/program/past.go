package program

import "rehearse/simulate/random"

// Base is the past of the people of an entry who are there at the start.
type Base struct {
	// Age is how long ago they came, AgeKey its draw.
	Age    random.Law
	AgeKey random.Key
	Events []PastEvent
	Scores []PastScore
	// Messages chooses how many marketing messages a person had in the last 30 days; nil for none. They count
	// as sent by Channel (None: no channel's cap counts them).
	Messages    []random.Threshold
	MessagesKey random.Key
	Channel     int32
	// Unsubscribed by number of the channel.
	Unsubscribed []PastShare
}

// PastEvent is an event that may have happened to people of a base: Count chooses how often, Last how long before
// the start the last time was.
type PastEvent struct {
	Event int32
	Count []random.Threshold
	Last  random.Law
	Key   random.Key
}

// PastScore is a score people of a base start with, Low to High.
type PastScore struct {
	Score     int32
	Low, High int64
	Key       random.Key
}

// PastShare is the share of people of a base who withdrew a channel.
type PastShare struct {
	Channel int32
	Share   random.Threshold
	Key     random.Key
}
