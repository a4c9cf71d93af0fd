package overlay

import (
	"testing"

	"rehearse/journey"
)

// Two entries: all of the first are Anna, all of the second Boris; the scenario is for Boris.
func filtered() *journey.Map {
	whole := func(p journey.ID) []journey.Weighted {
		return []journey.Weighted{{Value: string(p), Share: journey.Guess(1)}}
	}
	none := journey.Guess(0)
	return &journey.Map{
		Personas:  []*journey.Persona{{ID: "anna"}, {ID: "boris"}},
		Channels:  []*journey.Channel{{ID: "mail"}, {ID: "ads"}},
		Scenarios: []*journey.Scenario{{ID: "win", Start: "letter", Status: journey.StatusLive, Personas: []journey.ID{"boris"}}},
		Steps: []*journey.Step{
			{ID: "in1", Kind: journey.StepEntry, Entry: &journey.Entry{Channel: "ads", Mix: whole("anna")}},
			{ID: "in2", Kind: journey.StepEntry, Entry: &journey.Entry{Mix: whole("boris")}},
			{ID: "page", Kind: journey.StepTouchpoint}, {ID: "shop", Kind: journey.StepTouchpoint}, {ID: "club", Kind: journey.StepTouchpoint},
			{ID: "letter", Kind: journey.StepMessage, Scenario: "win", Message: &journey.Message{Channels: []journey.ID{"mail"}}},
			{ID: "note", Kind: journey.StepNote},
		},
		Links: []*journey.Link{
			{ID: "a", From: "in1", To: "page"}, {ID: "b", From: "in2", To: "shop"}, {ID: "c", From: "page", To: "shop"},
			{ID: "d", From: "page", To: "club", Weight: &none},
		},
	}
}

func TestAFilterFadesWhatItDoesNotLetThrough(t *testing.T) {
	t.Parallel()
	m := filtered()
	for name, c := range map[string]struct {
		filter Filter
		seen   []journey.ID // steps and links that are not faded; notes never are
	}{
		"persona":   {Filter{Persona: "anna"}, []journey.ID{"in1", "page", "shop", "a", "c"}},
		"another":   {Filter{Persona: "boris"}, []journey.ID{"in2", "shop", "letter", "b"}},
		"channel":   {Filter{Channel: "ads"}, []journey.ID{"in1"}},
		"scenario":  {Filter{Scenario: "win"}, []journey.ID{"letter"}},
		"main flow": {Filter{MainFlow: true}, []journey.ID{"in1", "in2", "page", "shop", "club", "a", "b", "c", "d"}},
		"status":    {Filter{Status: journey.StatusLive}, []journey.ID{"letter"}},
		"both":      {Filter{Status: journey.StatusLive, Channel: "ads"}, nil},
	} {
		faded := c.filter.Faded(m)
		if want := 6 + 4 - len(c.seen); len(faded) != want || faded["note"] {
			t.Errorf("%s: %d faded, want %d: %v", name, len(faded), want, faded)
		}
		for _, id := range c.seen {
			if faded[id] {
				t.Errorf("%s: %s is faded", name, id)
			}
		}
	}
	if (Filter{}).Faded(m) != nil {
		t.Error("no filter fades something")
	}
}
