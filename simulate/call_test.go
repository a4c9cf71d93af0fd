package simulate_test

import (
	"context"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
)

// An unsubscribe from everything withdraws calls too.
func TestNobodyIsCalledWhoUnsubscribedFromEverything(t *testing.T) {
	t.Parallel()
	m := journey.New("calls", "2026-03-02")
	m.Settings.Languages = []string{"en"}
	one := journey.Guess(1)
	sent := func(v float64, per journey.Base) *journey.Assumption {
		return &journey.Assumption{Value: v, Per: per, Evidence: journey.EvidenceGuess}
	}
	m.Personas = []*journey.Persona{{ID: "p", Name: "p", Share: one, Channels: []journey.Reach{
		{Channel: "email", Known: one, Allowed: one}, {Channel: "phone", Known: one, Allowed: one}}}}
	m.Events = []*journey.Event{{ID: "came", Name: "came"}}
	m.Channels = []*journey.Channel{
		{ID: "email", Name: "email", Rates: journey.Rates{Unsubscribed: sent(1, journey.PerDelivered)}},
		{ID: "phone", Name: "phone", Medium: journey.MediumCall},
	}
	m.Policy.UnsubscribeScope = journey.UnsubscribeAll
	m.Scenarios = []*journey.Scenario{{ID: "s", Name: "s", Start: "mail", Trigger: journey.Trigger{Event: "came"}}}
	m.Steps = []*journey.Step{
		{ID: "in", Kind: journey.StepEntry, Name: "in", Entry: &journey.Entry{Mode: journey.EntryCohort, People: 100}},
		{ID: "comes", Kind: journey.StepTouchpoint, Name: "comes", Touchpoint: &journey.Touchpoint{Event: "came"}},
		{ID: "mail", Kind: journey.StepMessage, Name: "mail", Scenario: "s", Message: &journey.Message{Channels: []journey.ID{"email"}}},
		{ID: "day", Kind: journey.StepWait, Name: "day", Scenario: "s", Wait: &journey.Wait{For: journey.Fixed(journey.Day)}},
		{ID: "call", Kind: journey.StepCall, Name: "call", Scenario: "s", Call: &journey.Call{Channel: "phone", Answered: one, CostPerCall: journey.Unit}},
	}
	m.Links = []*journey.Link{{ID: "a", From: "in", To: "comes"}, {ID: "b", From: "mail", To: "day"}, {ID: "c", From: "day", To: "call"}}
	for _, kind := range journey.Kinds() {
		for _, r := range m.Records(kind) {
			journey.Normalize(r)
		}
	}
	r, err := simulate.Run(context.Background(), m, simulate.Spec{Seed: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if r.Money.Calls != 0 {
		t.Errorf("people who unsubscribed from everything were called for %d", r.Money.Calls)
	}
}
