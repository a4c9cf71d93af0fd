package cohort

import (
	"slices"

	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// month is how far back the messages of a base's past lie.
const month = 30 * day

// Past is what somebody did before the start. Ticks are 0 or less.
type Past struct {
	// Events that happened at least once.
	Events []Happened
	// Messages are the ticks of the marketing messages of the last 30 days, rising.
	Messages []int64
	// Scores the person starts with and channels that were withdrawn, as listed in program.Base.
	Scores    []int64
	Withdrawn []bool
}

// Happened is an event in somebody's past.
type Happened struct {
	Event, Count int32
	Last         int64
	// Times of all occurrences, rising, where some rule counts them in a window.
	Times []int64
}

// remember draws the past of a person of a base. How often something happened follows the Poisson law; when it happened
// last has its own law, and the times before are spread evenly from when the person came. Nobody did anything before
// that: who has a past older than their age has been there as long.
func (x *Person) remember(base *program.Base) {
	past := &x.Past
	past.Scores, past.Withdrawn = past.Scores[:0], past.Withdrawn[:0]
	x.Since = -base.Age.Draw(uint32(x.Key.Draw(base.AgeKey)))
	for i := range base.Events {
		e := &base.Events[i]
		r := x.Key.Draw(e.Key.At(0, 0, random.History))
		n := random.Choose(e.Count, r)
		if n == 0 {
			continue
		}
		if len(past.Events) < cap(past.Events) { // the times of the person before are used again
			past.Events = past.Events[:len(past.Events)+1]
		} else {
			past.Events = append(past.Events, Happened{})
		}
		h := &past.Events[len(past.Events)-1]
		h.Event, h.Count, h.Last, h.Times = e.Event, int32(n), -e.Last.Draw(uint32(r)), h.Times[:0]
		x.Since = min(x.Since, h.Last)
	}
	for n := random.Choose(base.Messages, x.Key.Draw(base.MessagesKey.At(0, 0, random.History))); n > 0; n-- {
		r := x.Key.Draw(base.MessagesKey.At(0, uint32(n), random.History))
		past.Messages = append(past.Messages, -1-int64(random.Below(r, month)))
	}
	slices.Sort(past.Messages)
	if len(past.Messages) > 0 {
		x.Since = min(x.Since, past.Messages[0])
	}
	for i := range base.Scores {
		s := &base.Scores[i]
		past.Scores = append(past.Scores, s.Low+int64(random.Below(x.Key.Draw(s.Key), uint64(s.High-s.Low)+1)))
	}
	for _, u := range base.Unsubscribed {
		past.Withdrawn = append(past.Withdrawn, u.Share.Passes(x.Key.Draw(u.Key)))
	}
	for i := range past.Events {
		h := &past.Events[i]
		if !x.program.Events[h.Event].Timed {
			continue
		}
		key := eventKey(base, h.Event)
		for k := uint32(1); k < uint32(h.Count); k++ {
			r := x.Key.Draw(key.At(0, k, random.History))
			h.Times = append(h.Times, x.Since+int64(random.Below(r, uint64(h.Last-x.Since)+1)))
		}
		slices.Sort(h.Times)
		h.Times = append(h.Times, h.Last)
	}
}

func eventKey(base *program.Base, event int32) random.Key {
	i := slices.IndexFunc(base.Events, func(e program.PastEvent) bool { return e.Event == event })
	return base.Events[i].Key
}
