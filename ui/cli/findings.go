package cli

import (
	"fmt"
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/simulate"
	"rehearse/simulate/check"
	"rehearse/ui/review"
)

// listing is how findings are printed for people.
type listing struct {
	// file is the map's, for the commands that are printed.
	file string
	// replay is the command that tells the story of a witness, to which only the person is added.
	replay string
	// silenced shows silenced findings with their reasons; otherwise only their number is told.
	silenced bool
}

// printFindings prints findings for people: by severity, then by scenario, with all that was seen.
func (s *session) printFindings(m *journey.Map, all []finding.Finding, how listing) {
	s.section("cli.report.findings")
	number := count(all)
	list := all
	if !how.silenced {
		list = nil
		for _, f := range all {
			if f.Silenced == "" {
				list = append(list, f)
			}
		}
	}
	for _, severity := range severities() {
		some := ofSeverity(list, severity)
		if len(some) > 0 {
			fmt.Fprintf(s.Out, "\n  %s\n", s.text.T("check.group."+string(severity), journey.Args{"Count": len(some)}))
		}
		for _, group := range s.groups(m, some) {
			if len(m.Scenarios) > 0 {
				fmt.Fprintf(s.Out, "\n    %s\n", group.title)
			}
			for _, f := range group.findings {
				s.printFinding(m, f, how)
			}
		}
	}
	if len(list) == 0 {
		fmt.Fprintln(s.Out, "  "+s.text.T("cli.report.clean", nil))
	} else {
		fmt.Fprintln(s.Out, "\n  "+s.text.T("check.more_explain", journey.Args{"Rule": list[0].Rule}))
		if i := slices.IndexFunc(list, func(f finding.Finding) bool { return len(f.Fixes) > 0 }); i >= 0 {
			fmt.Fprintln(s.Out, "  "+s.text.T("check.more_fix", journey.Args{"File": quoted(how.file), "Rule": list[i].Rule}))
		}
	}
	if number.Silenced > 0 && !how.silenced {
		fmt.Fprintln(s.Out, "  "+s.text.T("cli.report.silenced", journey.Args{"Count": number.Silenced}))
	}
}

func ofSeverity(list []finding.Finding, severity finding.Severity) []finding.Finding {
	var some []finding.Finding
	for _, f := range list {
		if f.Severity == severity {
			some = append(some, f)
		}
	}
	return some
}

// group is the findings of one place, under its title.
type group struct {
	title    string
	findings []finding.Finding
}

// groups puts findings under what they belong to: the map and its main flow, each scenario in map order, several scenarios.
func (s *session) groups(m *journey.Map, list []finding.Finding) []group {
	all := []group{{title: s.text.T("check.whole_map", nil)}}
	place := map[journey.ID]int{"": 0}
	for i, scenario := range m.Scenarios {
		place[scenario.ID] = i + 1
		all = append(all, group{title: s.text.T("cli.show.scenario", journey.Args{"Name": recordName(scenario)})})
	}
	all = append(all, group{title: s.text.T("check.several", nil)})
	for _, f := range list {
		scenario, several := review.ScenarioOf(m, f)
		at := place[scenario]
		if several {
			at = len(all) - 1
		}
		all[at].findings = append(all[at].findings, f)
	}
	return slices.DeleteFunc(all, func(g group) bool { return len(g.findings) == 0 })
}

// printFinding prints one finding: what, in which numbers, for whom, by which way, and what would help.
func (s *session) printFinding(m *journey.Map, f finding.Finding, how listing) {
	rule, _ := check.Rule(f.Rule)
	const indent = "            "
	s.printWrapped("      "+f.Rule+"  ", indent, s.ruleTitle(rule))
	s.printWrapped(indent, indent, review.Said(s.text, m, f.Message, f.Args))
	tell := func(id string, args journey.Args) { s.printWrapped(indent+"· ", indent+"  ", s.text.T(id, args)) }
	for _, number := range review.Numbers(s.text, f) {
		s.printWrapped(indent+"· ", indent+"  ", number)
	}
	if example := review.Example(s.text, m, f); example != "" {
		tell("check.example", journey.Args{"Facts": example})
	}
	for _, way := range f.Ways {
		tell("check.way", journey.Args{"Steps": review.WayWords(s.text, m, way)})
	}
	if person, ok := f.Witness.(simulate.PersonRef); ok {
		// On one line however long, since it is to be copied.
		fmt.Fprintln(s.Out, indent+"· "+s.text.T("story.witness", journey.Args{"Number": person.Number, "Command": how.replay + person.String()}))
	}
	for i, offer := range f.Fixes {
		s.printWrapped(fmt.Sprintf("%s%d. ", indent, i+1), indent+"   ", review.Said(s.text, m, offer.Message, offer.Args))
	}
	if f.Silenced != "" {
		s.printWrapped(indent+"· ", indent+"  ", s.silencedWords(silenceOf(m, f)))
	}
}
