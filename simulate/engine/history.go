package engine

import "rehearse/simulate/program"

// remember gives somebody of a base the past they were drawn with. Nothing of it happens: it triggers nothing, earns
// nothing and is not counted; rules, anchors, caps and fatigue know of it.
func (x *life) remember() {
	x.marked = true
	p, m, past := x.p, &x.memory, &x.who.Past
	base := p.Entries[x.who.Entry].Base
	for i := range m.deed {
		m.deed[i] = x.who.Since
	}
	for i := range past.Events {
		h := &past.Events[i]
		m.count[h.Event], m.last[h.Event], m.order[h.Event] = h.Count, h.Last, 0
		m.times[h.Event] = append(m.times[h.Event], h.Times...)
		for _, points := range p.Events[h.Event].Points {
			m.deed[points.Score] = max(m.deed[points.Score], h.Last)
		}
	}
	for i, points := range past.Scores {
		score := base.Scores[i].Score
		m.points[score] = clampScore(&p.Scores[score], points)
	}
	for i := range m.deed { // the points are those at the start: what fades later keeps the rhythm of the last deed
		m.deed[i] = max(m.deed[i], x.fadedUpTo(int32(i)))
	}
	for i, withdrawn := range past.Withdrawn {
		if withdrawn {
			x.subscribed[base.Unsubscribed[i].Channel] = false
		}
	}
	for _, at := range past.Messages {
		x.had(at, base.Channel)
	}
	x.before, x.wantedBefore = len(x.touches), len(x.wants)
}

// had remembers a marketing message of the last 30 days before the start: it was wanted, sent and delivered at that
// moment, and counts for caps, fatigue, rules that ask for any message, and windows of touches.
func (x *life) had(at int64, channel int32) {
	x.marketing = append(x.marketing, delivery{at: at, channel: channel})
	x.touches = append(x.touches, touch{at: at, message: program.None, scenario: program.None})
	x.wants = append(x.wants, at)
	if channel != program.None {
		x.tries = append(x.tries, try{at: at, sent: at, delivered: at, channel: channel, topic: program.None, scenario: program.None})
	}
	if e := x.p.Policy.Received; e != program.None {
		m := &x.memory
		m.count[e]++
		m.last[e], m.order[e] = at, 0
		if x.p.Events[e].Timed {
			m.times[e] = append(m.times[e], at)
		}
	}
}
