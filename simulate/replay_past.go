package simulate

import (
	"rehearse/journey"
	"rehearse/simulate/cohort"
)

// Past is what somebody of a base did before the start. Times are on the person's clock.
type Past struct {
	Since  string      `json:"since"` // when they came
	Events []PastEvent `json:"events,omitempty"`
	Scores []PastScore `json:"scores,omitempty"` // at the start
	// Messages are the times of the marketing messages of the last 30 days.
	Messages []string `json:"messages,omitempty"`
	// Unsubscribed are the channels they had withdrawn.
	Unsubscribed []journey.ID `json:"unsubscribed,omitempty"`
}

// PastEvent is how often an event happened before the start, and when the last time was.
type PastEvent struct {
	Event journey.ID `json:"event"`
	Count int64      `json:"count"`
	Last  string     `json:"last"`
}

// PastScore is what somebody starts with.
type PastScore struct {
	Score  journey.ID `json:"score"`
	Points int64      `json:"points"`
}

// past tells what somebody brings along; nil for people who arrive.
func (r *rehearsal) past(who *cohort.Person) *Past {
	base := r.program.Entries[who.Entry].Base
	if base == nil {
		return nil
	}
	zone := r.program.Zones[who.Zone]
	past := &Past{Since: local(zone, who.Since)}
	for _, h := range who.Past.Events {
		past.Events = append(past.Events, PastEvent{Event: r.program.Events[h.Event].ID, Count: int64(h.Count), Last: local(zone, h.Last)})
	}
	for i, points := range who.Past.Scores {
		s := &r.program.Scores[base.Scores[i].Score]
		past.Scores = append(past.Scores, PastScore{Score: s.ID, Points: min(max(points, s.Floor), s.Ceiling)})
	}
	for _, at := range who.Past.Messages {
		past.Messages = append(past.Messages, local(zone, at))
	}
	for i, withdrawn := range who.Past.Withdrawn {
		if withdrawn {
			past.Unsubscribed = append(past.Unsubscribed, r.program.Channels[base.Unsubscribed[i].Channel].ID)
		}
	}
	return past
}
