package rule

import (
	"reflect"
	"testing"

	"rehearse/journey"
)

// ruled is a map with a rule in every place that can hold one.
func ruled() *journey.Map {
	return &journey.Map{
		Settings: &journey.Settings{},
		Segments: []*journey.Segment{
			{ID: "s1", Name: "First", Rule: `never("Order") and in_segment("Second")`},
			{ID: "s2", Name: "Second", Rule: `true`},
		},
		Events: []*journey.Event{
			{ID: "order", Name: "Order"},
			{ID: "visit", Name: "Visit", Outside: &journey.OutsideEvent{Multipliers: []journey.RuleFactor{{Rule: `last("Visit") < 1d`, Factor: 2}}}},
		},
		Scenarios: []*journey.Scenario{{ID: "sc", Exits: []journey.ExitCriterion{{Event: "order"}, {Rule: `count("Order") > 1`}}}},
		Steps: []*journey.Step{
			{ID: "b", Kind: journey.StepBranch, Branch: &journey.Branch{Rules: []journey.BranchRule{{ID: "r1", Rule: `in_segment("First")`}}}},
		},
	}
}

func TestEveryRuleOfAMapIsReadAndItsFaultsPlaced(t *testing.T) {
	t.Parallel()
	m := ruled()
	if problems := Problems(m); len(problems) > 0 {
		t.Fatal(problems)
	}
	m.Events[0].Name = "Purchase"
	m.Segments[1].Rule = `in_segment("First")`
	var got []string
	for _, p := range Problems(m) {
		got = append(got, string(p.Record.ID)+" "+p.Field+" "+p.Code)
	}
	want := []string{
		"s1 rule rule.unknown_event",
		"sc exits[1].rule rule.unknown_event",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	m.Segments[0].Rule = `in_segment("Second")`
	got = nil
	for _, p := range Problems(m) {
		if p.Code == "rule.segment_cycle" {
			got = append(got, string(p.Record.ID)+" "+p.Field)
		}
	}
	if !reflect.DeepEqual(got, []string{"s1 rule", "s2 rule", "b branch.rules[0].rule"}) {
		t.Errorf("the circle is told at %q", got)
	}
}

// A renamed record takes every rule along, in copies: readers of the older revision see the older text.
func TestRulesFollowARenamedRecord(t *testing.T) {
	t.Parallel()
	before, after := ruled(), ruled()
	if Followed(before, after) != nil {
		t.Error("nothing was renamed, but rules change")
	}
	after.Events = []*journey.Event{{ID: "order", Name: "Purchase"}, after.Events[1]}
	records := Followed(before, after)
	if len(records) != 2 {
		t.Fatalf("%d records change, want the segment and the scenario", len(records))
	}
	if got := records[0].(*journey.Segment).Rule; got != `never("Purchase") and in_segment("Second")` {
		t.Errorf("segment: %s", got)
	}
	if got := records[1].(*journey.Scenario).Exits[1].Rule; got != `count("Purchase") > 1` {
		t.Errorf("exit: %s", got)
	}
	if after.Segments[0].Rule != ruled().Segments[0].Rule || after.Scenarios[0].Exits[1].Rule != `count("Order") > 1` {
		t.Error("the records of the map themselves were changed")
	}
}
