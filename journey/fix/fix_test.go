package fix

import (
	"errors"
	"testing"

	"rehearse/journey"
	"rehearse/journey/finding"
)

func small() *journey.Map {
	m := journey.New("Small", "2026-03-02")
	m.Events = []*journey.Event{{ID: "ordered", Name: "ordered"}}
	m.Steps = []*journey.Step{
		{ID: "a", Kind: journey.StepTouchpoint, Touchpoint: &journey.Touchpoint{}},
		{ID: "b", Kind: journey.StepTouchpoint, Touchpoint: &journey.Touchpoint{}, X: 400},
	}
	m.Links = []*journey.Link{{ID: "l", From: "a", Port: journey.PortOut, To: "b"}}
	m.Scenarios = []*journey.Scenario{{ID: "s", Name: "S", Start: "", Trigger: journey.Trigger{Kind: journey.TriggerEvent, Event: "ordered"}}}
	for _, kind := range journey.Kinds() {
		for _, r := range m.Records(kind) {
			journey.Normalize(r)
		}
	}
	return m
}

// What a fix was offered for may be gone when somebody takes it up.
func TestAFixForWhatIsNoLongerThereIsRefusedByName(t *testing.T) {
	t.Parallel()
	for _, e := range []finding.Edit{
		AddExit{Scenario: "gone", Event: "ordered"}, AddWait{Link: "gone", For: journey.Day},
		Delete{Records: []journey.Ref{{Kind: journey.KindStep, ID: "gone"}}},
	} {
		var p journey.Problem
		if _, err := Try(small(), finding.Fix{Message: "fix.test", Edit: e}); !errors.As(err, &p) || p.Code != "fix.map_changed" || p.Args["ID"] != "gone" {
			t.Errorf("%s: %v", e.Action(), err)
		}
	}
}

func TestAFixThatChangesNothingIsRefused(t *testing.T) {
	t.Parallel()
	m := small()
	m.Scenarios[0].Exits = []journey.ExitCriterion{{Event: "ordered", When: journey.ExitAtOnce}}
	var p journey.Problem
	if _, err := Try(m, finding.Fix{Message: "fix.test", Edit: AddExit{Scenario: "s", Event: "ordered"}}); !errors.As(err, &p) || p.Code != "fix.nothing_left" {
		t.Error(err)
	}
}

func TestAWaitIsPutIntoTheLinkItIsMeantFor(t *testing.T) {
	t.Parallel()
	preview, err := Try(small(), finding.Fix{Message: "fix.test", Edit: AddWait{Link: "l", For: 2 * journey.Hour}})
	if err != nil {
		t.Fatal(err)
	}
	m := preview.Map
	wait := m.Step(m.Link("l").To)
	if wait == nil || wait.Wait == nil || wait.X != 200 || len(m.Links) != 2 || m.Links[1].From != wait.ID || m.Links[1].To != "b" {
		t.Errorf("%+v", m.Links)
	}
}
