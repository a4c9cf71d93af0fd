package review

import (
	"slices"
	"strings"
	"testing"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/edit"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
	"rehearse/ui/text"
)

func step(id journey.ID) journey.Ref { return journey.Ref{Kind: journey.KindStep, ID: id} }

// small is a map with the main flow a → b and the scenario s with the step c.
func small() *journey.Map {
	m := journey.New("Small", "2026-01-05")
	m.Events = []*journey.Event{{ID: "ordered", Name: "ordered"}}
	m.Scenarios = []*journey.Scenario{{ID: "s", Name: "Plan", Start: "c", Trigger: journey.Trigger{Kind: journey.TriggerEvent, Event: "ordered"}}}
	m.Steps = []*journey.Step{
		{ID: "a", Name: "A", Kind: journey.StepTouchpoint, Touchpoint: &journey.Touchpoint{}},
		{ID: "b", Name: "B", Kind: journey.StepTouchpoint, Touchpoint: &journey.Touchpoint{}, X: 400},
		{ID: "c", Name: "C", Kind: journey.StepTouchpoint, Touchpoint: &journey.Touchpoint{}, Scenario: "s", Y: 400},
	}
	m.Links = []*journey.Link{{ID: "l", From: "a", Port: journey.PortOut, To: "b"}}
	for _, kind := range journey.Kinds() {
		for _, r := range m.Records(kind) {
			journey.Normalize(r)
		}
	}
	return m
}

func TestFindingsAreGroupedBySeverityAndThenByScenarioTheMapFirst(t *testing.T) {
	t.Parallel()
	m := small()
	m.Scenarios = append(m.Scenarios, &journey.Scenario{ID: "z", Name: "Second"})
	now := []finding.Finding{
		{Rule: "J206", Severity: finding.Warning, Targets: []journey.Ref{{Kind: journey.KindScenario, ID: "z"}, {Kind: journey.KindScenario, ID: "s"}}},
		{Rule: "J203", Severity: finding.Warning, Targets: []journey.Ref{{Kind: journey.KindScenario, ID: "s"}}},
		{Rule: "J102", Severity: finding.Warning, Targets: []journey.Ref{step("a")}},
		{Rule: "J101", Severity: finding.Warning, Targets: []journey.Ref{step("c")}},
		{Rule: "J100", Severity: finding.Error},
		{Rule: "J601", Severity: finding.Information, Targets: []journey.Ref{{Kind: journey.KindLink, ID: "l"}}, Silenced: "fine"},
	}
	old := []finding.Finding{{Rule: "J201", Severity: finding.Warning, Targets: []journey.Ref{step("b"), step("c")}}}
	items := Items(m, now, old)
	p := text.New("en")
	words := func(f Filter) (list []string) {
		for _, r := range Rows(m, items, &f) {
			if r.Item == nil {
				list = append(list, Group(p, m, r))
			} else {
				list = append(list, r.Item.Rule)
			}
		}
		return list
	}
	for name, c := range map[string]struct {
		f    Filter
		want []string
	}{
		// J201 is about a step of the main flow and one of the plan: the plan is what it belongs to. J206 is about two plans.
		"all":          {Filter{}, []string{"Errors · The map · 1", "J100", "Warnings · The map · 1", "J102", "Warnings · Plan · 3", "J101", "J201", "J203", "Warnings · Several scenarios · 1", "J206"}},
		"silenced too": {Filter{Silenced: true, Hidden: map[finding.Severity]bool{finding.Warning: true}}, []string{"Errors · The map · 1", "J100", "Notes · The map · 1", "J601"}},
		"a class":      {Filter{Class: "J2"}, []string{"Warnings · Plan · 2", "J201", "J203", "Warnings · Several scenarios · 1", "J206"}},
		"a scenario":   {Filter{Scenario: new(journey.ID)}, []string{"Errors · The map · 1", "J100", "Warnings · The map · 1", "J102"}},
	} {
		if got := words(c.f); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	if c := CountOf(items); c.By[finding.Error] != 1 || c.By[finding.Warning] != 5 || c.By[finding.Information] != 0 || c.Silenced != 1 || c.Total() != 6 {
		t.Errorf("%+v", c)
	}
	if stale := slices.IndexFunc(items, func(i Item) bool { return i.Stale }); items[stale].Rule != "J201" {
		t.Errorf("%s is the stale one", items[stale].Rule)
	}
}

// try makes a fix on a copy of the map.
func try(t *testing.T, m *journey.Map, e finding.Edit) *fix.Preview {
	t.Helper()
	preview, err := fix.Try(m, finding.Fix{Message: "fix.test", Edit: e})
	if err != nil {
		t.Fatal(err)
	}
	return preview
}

func TestAFixIsToldRecordByRecordWithBeforeAndAfter(t *testing.T) {
	t.Parallel()
	m := small()
	for _, c := range []struct {
		language string
		e        finding.Edit
		want     []string
	}{
		{"en", fix.AddWait{Link: "l", For: 2 * journey.Hour}, []string{"New step: ", "For: 2 h", "Changed link: from “A” to “"}},
		{"en", fix.AddCap{Max: 2, Window: journey.CapDay, Hit: journey.CapSkip}, []string{"Changed policy", "At most: 2; Window: calendar day"}},
		{"en", fix.AddExit{Scenario: "s", Event: "ordered"}, []string{"Changed scenario: Plan", "Event: ordered"}},
		{"ru", fix.Delete{Records: []journey.Ref{step("b")}}, []string{"Удаляется: шаг B", "Удаляется: связь от «A» к «B»"}},
	} {
		p := text.New(c.language)
		preview := try(t, m, c.e)
		var all strings.Builder
		for _, change := range Changes(p, m, preview.Map, preview.Diffs) {
			all.WriteString(change.Title + "\n" + strings.Join(change.Lines, "\n") + "\n")
		}
		for _, part := range c.want {
			if !strings.Contains(all.String(), part) {
				t.Errorf("%s: %q is not in\n%s", c.e.Action(), part, all.String())
			}
		}
		for _, bad := range []string{"step.field", "review.", "<no value>", "{{"} {
			if strings.Contains(all.String(), bad) {
				t.Errorf("%s: %q in\n%s", c.e.Action(), bad, all.String())
			}
		}
	}
}

func TestAFixLightsUpWhatItAddsAndMarksWhatWouldGo(t *testing.T) {
	t.Parallel()
	m, p := small(), text.New("en")
	preview := try(t, m, fix.AddWait{Link: "l", For: journey.Hour})
	shown, over := Proposal(p, m, preview.Map, preview.Diffs)
	if shown != preview.Map || len(over.Way.Steps) != 1 || !over.Way.Links["l"] || over.Way.Present.ID == "" {
		t.Errorf("a wait: %+v", over)
	}
	preview = try(t, m, fix.Delete{Records: []journey.Ref{step("b")}})
	shown, over = Proposal(p, m, preview.Map, preview.Diffs)
	if shown != m || over.Way.Steps["b"] != draw.WayRefused || over.Steps["b"].Drop != "would go" || !over.Way.Links["l"] {
		t.Errorf("a deletion: %+v", over)
	}
	preview = try(t, m, fix.AddExit{Scenario: "s", Event: "ordered"})
	if _, over = Proposal(p, m, preview.Map, preview.Diffs); len(over.Way.Steps) != 1 {
		t.Errorf("an exit of a scenario lights up %+v", over.Way)
	}
	preview = try(t, m, fix.AddCap{Max: 2, Window: journey.CapDay, Hit: journey.CapSkip})
	if _, over = Proposal(p, m, preview.Map, preview.Diffs); over != nil {
		t.Errorf("a cap lights up %+v", over.Way)
	}
}

func TestMovingAStepIsNoChangeToTellOf(t *testing.T) {
	t.Parallel()
	m := small()
	e := edit.New(m, nil)
	change, err := e.Apply(edit.Label{}, func(tx *edit.Tx) error { return edit.MoveSteps(tx, []edit.Place{{Step: "a", X: 90, Y: 90}}) })
	if err != nil {
		t.Fatal(err)
	}
	if list := Changes(text.New("en"), m, e.Map(), change.Diffs); len(list) != 0 {
		t.Errorf("%+v", list)
	}
}

func TestAWayOfAFindingLightsUpItsStepsAndTheLinksBetween(t *testing.T) {
	t.Parallel()
	m := small()
	w := finding.Way{Steps: []journey.ID{"a", "b"}}
	if over := WayOverlay(m, w); len(over.Way.Steps) != 2 || !over.Way.Links["l"] || over.Way.Present != step("b") {
		t.Errorf("%+v", over.Way)
	}
	if words := WayWords(text.New("en"), m, w); words != "A → B" {
		t.Errorf("%q", words)
	}
}
