package fix

import (
	"errors"
	"slices"
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
		SetPhase{Scenarios: []journey.ID{"s", "gone"}, Phase: 2}, SetOwner{Scenarios: []journey.ID{"gone"}, Owner: "Nina"}, SetGoal{Scenario: "s", Goal: "gone"},
		SetAgents{Step: "gone", Agents: 2}, SetTarget{Step: "gone", Within: journey.Hour}, SetBase{Record: journey.Ref{Kind: journey.KindStep, ID: "gone"}, Field: "x"},
		UseBase{Record: journey.Ref{Kind: journey.KindStep, ID: "gone"}, Field: "x"}, UseObserved{Observed: "gone", Link: "l"},
		Delete{Records: []journey.Ref{{Kind: journey.KindStep, ID: "gone"}}},
		Exclude{Scenario: "gone", Goal: "a"}, Exclude{Scenario: "s", Goal: "gone"}, Exclude{Scenario: "s", Segment: "gone"},
		Exclude{Scenario: "s", Messages: []journey.ID{"gone"}}, SkipRepeats{Messages: []journey.ID{"gone"}}, MergeMessages{Keep: "gone"}, MoveMessage{Message: "gone", Later: journey.Day},
		Connect{From: "gone", Port: journey.PortOut, To: "b"}, AddStep{After: "gone", Port: journey.PortOut, Kind: journey.StepExit},
		ScaleWeights{Step: "gone", Port: journey.PortOut}, RemoveExit{Scenario: "gone", Event: "ordered"},
		SetRule{Segment: "gone"}, SetRule{Step: "gone"}, AskBefore{Step: "gone"}, EmitEvent{Step: "gone", Event: "ordered"},
		SetReentry{Scenario: "gone", Reentry: journey.ReentryAfter}, OpenLink{Link: "gone"}, LeaveByClick{Link: "gone"}, DecideAfter{Message: "gone", Wait: "b"},
		AddLanguages{Steps: []journey.ID{"gone"}, Languages: []string{"ru"}}, ChangeChannel{Steps: []journey.ID{"a"}, To: "gone"},
		PreferChannel{Steps: []journey.ID{"a"}, Channel: "gone"}, AddConsent{Step: "gone"}, SetSegment{Scenario: "s", Segment: "gone"},
		NewSegment{Scenario: "gone"}, MeanFor{Scenario: "s", Personas: []journey.ID{"gone"}}, MoveOfferEnd{Offer: "gone"}, SetWait{Step: "gone"},
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

// 0.2 + 0.3 + 0.7 is 1.2: a sixth, a fourth and seven twelfths, in steps of 0.0001 with the rest for the largest. Whoever
// comes as "p" has 0.1 on the first link in place of 0.2 and so 1.1 in all.
func TestScaledWeightsAreEverybodyAndKeepTheirRatio(t *testing.T) {
	t.Parallel()
	m := small()
	m.Personas = []*journey.Persona{{ID: "p", Share: journey.Guess(1)}}
	m.Steps = append(m.Steps, &journey.Step{ID: "c", Kind: journey.StepTouchpoint, Touchpoint: &journey.Touchpoint{}})
	m.Links = nil
	for i, w := range []float64{0.2, 0.3, 0.7} {
		weight := journey.Guess(w)
		m.Links = append(m.Links, &journey.Link{ID: journey.ID("w" + string(rune('0'+i))), From: "a", Port: journey.PortOut, To: []journey.ID{"a", "b", "c"}[i], Weight: &weight})
	}
	m.Links[0].Weights = []journey.WeightFor{{Persona: "p", Weight: journey.Guess(0.1)}}
	preview, err := Try(m, finding.Fix{Message: "fix.test", Edit: ScaleWeights{Step: "a", Port: journey.PortOut}})
	if err != nil {
		t.Fatal(err)
	}
	var general, mine []float64
	for _, l := range preview.Map.Links {
		general = append(general, l.Weight.Value)
		w, _ := l.WeightFor("p", "")
		mine = append(mine, w.Value)
	}
	// With the scaled 0.25 and 0.5834 of everybody the 0.1 of "p" fits, so it stays.
	if !slices.Equal(general, []float64{0.1666, 0.25, 0.5834}) || !slices.Equal(mine, []float64{0.1, 0.25, 0.5834}) {
		t.Errorf("%v, %v", general, mine)
	}
}

// The rule names records by their names where these are the only ones, with quotes in them kept apart; else by their IDs.
func TestAnExcludedGroupIsNamedInTheRuleOfANewSegment(t *testing.T) {
	t.Parallel()
	m := small()
	m.Segments = []*journey.Segment{{ID: "team", Name: `The "team"`, Rule: "true"}, {ID: "one", Name: "Twice", Rule: "true"}, {ID: "two", Name: "Twice", Rule: "true"}}
	m.Scenarios[0].Segment = "team"
	for segment, want := range map[journey.ID]string{
		"team": `in_segment("The \"team\"") and not in_segment("The \"team\"")`, "two": `in_segment("The \"team\"") and not in_segment("two")`,
	} {
		preview, err := Try(m, finding.Fix{Message: "fix.test", Edit: Exclude{Scenario: "s", Segment: segment, Name: "S without"}})
		if err != nil {
			t.Fatal(err)
		}
		if made := preview.Map.Segment(preview.Map.Scenario("s").Segment); made == nil || made.Rule != want || made.Name != "S without" {
			t.Errorf("%s: %+v, want %s", segment, made, want)
		}
	}
}
