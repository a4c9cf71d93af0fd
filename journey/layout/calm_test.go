package layout_test

import (
	"testing"

	"rehearse/journey"
	"rehearse/journey/layout"
)

// stacked is a journey drawn as beginners do: one step under the other.
func stacked(gap float64) *journey.Map {
	m := staged(0)
	for i, s := range []*journey.Step{
		{ID: "entry", Kind: journey.StepEntry, Entry: &journey.Entry{}},
		{ID: "wait", Kind: journey.StepWait, Wait: &journey.Wait{}},
		{ID: "call", Kind: journey.StepCall, Call: &journey.Call{}},
		{ID: "mail", Kind: journey.StepMessage, Message: &journey.Message{Channels: []journey.ID{"c"}}},
		{ID: "wait2", Kind: journey.StepWait, Wait: &journey.Wait{}},
		{ID: "mail2", Kind: journey.StepMessage, Message: &journey.Message{Channels: []journey.ID{"c"}}},
		{ID: "goal", Kind: journey.StepGoal, Goal: &journey.Goal{}},
	} {
		s.Y = gap * float64(i)
		m.Steps = append(m.Steps, s)
		if i > 0 {
			from := m.Steps[i-1]
			m.Links = append(m.Links, &journey.Link{ID: "k" + s.ID, From: from.ID, Port: journey.PortsOf(from)[0], To: s.ID})
		}
	}
	return m
}

// A line through the numbers under a step makes both unreadable.
func TestLinksOfAStackLeaveTheNumbersFree(t *testing.T) {
	t.Parallel()
	for _, gap := range []float64{120, 140, 160, 200} {
		l := layout.Of(stacked(gap), eight{})
		for _, r := range l.Routes {
			from := l.Card(r.Link.From)
			below := from.Below()
			if below.Bottom()+14 > l.Card(r.Link.To).Rect.Y {
				continue // no room between the cards
			}
			if over(r.Points, below) {
				t.Errorf("%g apart: the link of %s runs over its numbers", gap, r.Link.From)
			}
		}
	}
}
