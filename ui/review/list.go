package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"rehearse/journey"
	"rehearse/journey/finding"
)

// Item is one finding of the list.
type Item struct {
	finding.Finding
	// Stale tells that it was measured on an older map.
	Stale bool
	// Scenario is the one it belongs to; "" for the map, Several for more than one.
	Scenario journey.ID
}

// Key tells findings apart and finds the same one again after the next check.
func (i *Item) Key() string { return Key(i.Finding) }

// Class is the part of the catalogue a finding is from, "J1" to "J6".
func (i *Item) Class() string { return Class(i.Rule) }

// Key tells findings apart: the rule, the sentence and the targets, not the numbers.
func Key(f finding.Finding) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s", f.Rule, f.Message, f.Field)
	for _, t := range f.Targets {
		fmt.Fprintf(&b, " %s/%s", t.Kind, t.ID)
	}
	return b.String()
}

// Class is the part of the catalogue a rule is in, "J1" to "J6".
func Class(rule string) string { return rule[:min(2, len(rule))] }

// Items lists findings about the newest map, and those that were measured on an older one.
func Items(m *journey.Map, now, old []finding.Finding) []Item {
	items := make([]Item, 0, len(now)+len(old))
	for _, f := range now {
		items = append(items, Item{Finding: f, Scenario: groupOf(m, f)})
	}
	for _, f := range old {
		items = append(items, Item{Finding: f, Stale: true, Scenario: groupOf(m, f)})
	}
	return items
}

// Several stands for what belongs to more than one scenario. No scenario has such an ID.
const Several journey.ID = "*"

func groupOf(m *journey.Map, f finding.Finding) journey.ID {
	scenario, several := ScenarioOf(m, f)
	if several {
		return Several
	}
	return scenario
}

// ScenarioOf is the scenario a finding belongs to: the only one its targets are in; "" for what belongs to the main flow, to
// the whole map or to several scenarios, which several tells.
func ScenarioOf(m *journey.Map, f finding.Finding) (scenario journey.ID, several bool) {
	for _, t := range f.Targets {
		of := scenarioOfRecord(m, t)
		switch {
		case of != "" && scenario != "" && of != scenario:
			return "", true
		case scenario == "":
			scenario = of
		}
	}
	return scenario, false
}

// scenarioOfRecord is the scenario a record is, or is in; "" for none.
func scenarioOfRecord(m *journey.Map, r journey.Ref) journey.ID {
	switch r.Kind {
	case journey.KindScenario:
		return r.ID
	case journey.KindStep:
		if step := m.Step(r.ID); step != nil {
			return step.Scenario
		}
	case journey.KindLink:
		if link := m.Link(r.ID); link != nil {
			return scenarioOfRecord(m, journey.Ref{Kind: journey.KindStep, ID: link.From})
		}
	}
	return ""
}

// Filter says what of the list is shown; the zero Filter shows everything that is not silenced.
type Filter struct {
	// Hidden are severities that are left out.
	Hidden map[finding.Severity]bool
	// Class shows one part of the catalogue, "" all.
	Class string
	// Scenario shows what belongs to one, nil all; "" is the map.
	Scenario *journey.ID
	// Silenced shows the silenced ones too.
	Silenced bool
}

// Narrow reports whether the filter leaves out anything but silenced findings.
func (f *Filter) Narrow() bool {
	for _, off := range f.Hidden {
		if off {
			return true
		}
	}
	return f.Class != "" || f.Scenario != nil
}

func (f *Filter) shows(i *Item) bool {
	return !f.Hidden[i.Severity] && (f.Class == "" || f.Class == i.Class()) && (f.Scenario == nil || *f.Scenario == i.Scenario) &&
		(f.Silenced || i.Silenced == "")
}

// Row is one row of the list: the head of a group, or a finding.
type Row struct {
	// Item is nil in a head.
	Item *Item
	// Severity and Scenario name the group, Count is how many are in it.
	Severity finding.Severity
	Scenario journey.ID
	Count    int
}

// Severities lists the severities, worst first.
func Severities() []finding.Severity {
	return []finding.Severity{finding.Error, finding.Warning, finding.Information}
}

// Rows groups what a filter shows: by severity, worst first, then by scenario in the order of the map, the map itself
// first and what belongs to several last.
func Rows(m *journey.Map, items []Item, filter *Filter) []Row {
	place := map[journey.ID]int{Several: len(m.Scenarios) + 1}
	for i, s := range m.Scenarios {
		place[s.ID] = i + 1
	}
	var shown []*Item
	for i := range items {
		if filter.shows(&items[i]) {
			shown = append(shown, &items[i])
		}
	}
	slices.SortStableFunc(shown, func(a, b *Item) int {
		return cmp.Or(cmp.Compare(rank(a.Severity), rank(b.Severity)), cmp.Compare(place[a.Scenario], place[b.Scenario]), cmp.Compare(a.Rule, b.Rule))
	})
	var rows []Row
	head := -1
	for _, i := range shown {
		if head < 0 || rows[head].Severity != i.Severity || rows[head].Scenario != i.Scenario {
			head = len(rows)
			rows = append(rows, Row{Severity: i.Severity, Scenario: i.Scenario})
		}
		rows[head].Count++
		rows = append(rows, Row{Item: i, Severity: i.Severity, Scenario: i.Scenario})
	}
	return rows
}

func rank(s finding.Severity) int { return slices.Index(Severities(), s) }

// Count is how many findings there are that nobody silenced, by severity, and how many are silenced.
type Count struct {
	By       map[finding.Severity]int
	Silenced int
}

// Total is how many nobody silenced.
func (c Count) Total() (n int) {
	for _, of := range c.By {
		n += of
	}
	return n
}

// CountOf counts a list, whatever a filter shows of it.
func CountOf(items []Item) Count {
	c := Count{By: map[finding.Severity]int{}}
	for i := range items {
		if items[i].Silenced != "" {
			c.Silenced++
			continue
		}
		c.By[items[i].Severity]++
	}
	return c
}

// Choices lists the parts of the catalogue and the scenarios that findings of a list are about, for a filter.
func Choices(m *journey.Map, items []Item) (classes []string, scenarios []journey.ID) {
	for i := range items {
		if c := items[i].Class(); !slices.Contains(classes, c) {
			classes = append(classes, c)
		}
	}
	slices.Sort(classes)
	about := func(id journey.ID) bool {
		return slices.ContainsFunc(items, func(i Item) bool { return i.Scenario == id })
	}
	if about("") {
		scenarios = append(scenarios, "")
	}
	for _, s := range m.Scenarios {
		if about(s.ID) {
			scenarios = append(scenarios, s.ID)
		}
	}
	if about(Several) {
		scenarios = append(scenarios, Several)
	}
	return classes, scenarios
}
