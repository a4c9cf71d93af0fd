package roster

import (
	"slices"
	"strings"
	"testing"

	"rehearse/assets"
	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/simulate/check"
	"rehearse/ui/text"
)

func sample(t *testing.T, name string) *journey.Map {
	t.Helper()
	data, err := assets.Sample(name)
	if err != nil {
		t.Fatal(err)
	}
	m, problems := codec.DecodeMap(data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return m
}

func TestScenariosSayWhomTheyAreForAndHowFarTheyAreAgreed(t *testing.T) {
	t.Parallel()
	m, p := sample(t, "startup_platform_after"), text.New("en")
	signed := &check.Signed{By: "Anna", Map: sample(t, "startup_platform_after")}
	// The second scenario is changed after the signature, the third is new.
	second := journey.Clone(m.Scenarios[1])
	second.Owner = "Somebody else"
	m.Scenarios[1] = second
	signed.Map.Scenarios = signed.Map.Scenarios[:2]
	table := Of(m, journey.KindScenario, signed, p)
	if len(table.Rows) != 3 || len(table.Columns) != 9 {
		t.Fatalf("%d rows, %d columns", len(table.Rows), len(table.Columns))
	}
	first := table.Rows[0].Cells
	if first[0] != "Start-ups: to the published profile" || first[1] != "Start-up" || first[2] != "Profile published" || first[6] != "6" {
		t.Errorf("the first scenario says %q", first)
	}
	var states []string
	for _, r := range table.Rows {
		states = append(states, r.Cells[8])
	}
	if !slices.Equal(states, []string{"yes", "changed since", "no"}) {
		t.Errorf("signed off: %q", states)
	}
	if none := Of(m, journey.KindScenario, nil, p); none.Rows[0].Cells[8] != "no" {
		t.Error("what nobody signed is signed")
	}
}

func TestEveryKindOfRecordHasATableInBothLanguages(t *testing.T) {
	t.Parallel()
	for _, info := range assets.Samples() {
		m := sample(t, info.Name)
		for _, language := range []string{"en", "ru"} {
			for _, kind := range journey.Kinds() {
				table := Of(m, kind, nil, text.New(language))
				for _, c := range table.Columns {
					if strings.Contains(c.Title, "roster.") || c.Wide <= 0 {
						t.Errorf("%s: a column of %s is called %q", language, kind, c.Title)
					}
				}
				for _, r := range table.Rows {
					if len(r.Cells) != len(table.Columns) || slices.ContainsFunc(r.Cells, func(s string) bool { return strings.Contains(s, "roster.") || strings.Contains(s, "step.word") }) {
						t.Errorf("%s %s: %q", info.Name, kind, r.Cells)
					}
				}
			}
		}
	}
}

// A segment is used by the scenario that asks for it, and by a branch whose rule names it.
func TestUsersAreWhatRefersToARecordAndWhatNamesItInARule(t *testing.T) {
	t.Parallel()
	m := journey.New("Shop", "2026-01-05")
	m.Segments = []*journey.Segment{{ID: "loyal", Name: "Loyal", Rule: `count("bought", 90d) > 1`}}
	m.Events = []*journey.Event{{ID: "bought", Name: "bought"}}
	m.Scenarios = []*journey.Scenario{{ID: "thanks", Name: "Thanks", Segment: "loyal"}}
	m.Steps = []*journey.Step{
		{ID: "letter", Name: "Letter", Kind: journey.StepTouchpoint, Scenario: "thanks", Touchpoint: &journey.Touchpoint{}},
		{ID: "ask", Name: "Ask", Kind: journey.StepBranch, Branch: &journey.Branch{Rules: []journey.BranchRule{{ID: "yes", Rule: `in_segment("Loyal")`}}}},
	}
	users := Users(m, journey.Ref{Kind: journey.KindSegment, ID: "loyal"})
	want := []journey.Ref{{Kind: journey.KindScenario, ID: "thanks"}, {Kind: journey.KindStep, ID: "ask"}}
	if !slices.Equal(users, want) {
		t.Errorf("used by %v", users)
	}
	if got := StepsOf(m, journey.Ref{Kind: journey.KindSegment, ID: "loyal"}); !slices.Equal(got, []journey.ID{"letter", "ask"}) {
		t.Errorf("on the map: %v", got)
	}
	if got := Users(m, journey.Ref{Kind: journey.KindEvent, ID: "bought"}); !slices.Equal(got, []journey.Ref{{Kind: journey.KindSegment, ID: "loyal"}}) {
		t.Errorf("the event is used by %v", got)
	}
}

func TestATermIsFoundWhereItIsSaidWhateverTheCase(t *testing.T) {
	t.Parallel()
	m := &journey.Map{Steps: []*journey.Step{
		{ID: "a", Name: "ЁЛКА в подарок"}, {ID: "b", Name: "Nothing"},
		{ID: "c", Name: "Letter", Message: &journey.Message{Contents: []journey.Content{{Body: "Наша елка ждёт"}}}},
	}}
	if got := Said(m, "Ёлка"); !slices.Equal(got, []journey.ID{"a", "c"}) {
		t.Errorf("said at %v", got)
	}
	if Said(m, "  ") != nil {
		t.Error("nothing is said everywhere")
	}
}
