package cli

import (
	"fmt"
	"strconv"
	"strings"

	"rehearse/journey"
	"rehearse/persist/exchange"
	"rehearse/simulate"
	"rehearse/ui/phrase"
)

type showCommand struct {
	File string `arg:"" name:"file"`
	JSON bool   `name:"json"`
}

// Run prints a map as a list, or as JSON.
func (c *showCommand) Run(s *session) error {
	m, err := readMap(c.File)
	if err != nil {
		return err
	}
	if c.JSON {
		return exchange.Write(s.Out, m)
	}
	set := m.Settings
	title := "cli.show.title"
	if set.Client == "" {
		title = "cli.show.title_plain"
	}
	fmt.Fprintln(s.Out, s.text.T(title, journey.Args{"Map": set.Name, "Client": set.Client, "Start": string(set.Start), "Count": set.HorizonDays, "Zone": set.Zone}))
	for _, kind := range []journey.Kind{journey.KindPersona, journey.KindChannel, journey.KindSegment} {
		if list := m.Records(kind); len(list) > 0 {
			names := make([]string, len(list))
			for i, r := range list {
				names[i] = recordName(r)
			}
			fmt.Fprintf(s.Out, "  %s: %s\n", s.text.T("cli.show."+string(kind)+"s", nil), strings.Join(names, ", "))
		}
	}
	s.showFlow(m, "", s.text.T("cli.show.main_flow", nil))
	for _, scenario := range m.Scenarios {
		s.showFlow(m, scenario.ID, s.text.T("cli.show.scenario", journey.Args{"Name": scenario.Name}))
	}
	return nil
}

// showFlow prints the steps of one scenario, or of the main flow, with where they lead.
func (s *session) showFlow(m *journey.Map, scenario journey.ID, title string) {
	fmt.Fprintf(s.Out, "\n%s\n", title)
	t := table{head: s.words("cli.report.step", "cli.show.kind", "cli.show.leads_to"), words: []int{1, 2}}
	for _, step := range m.Steps {
		if step.Scenario != scenario || !step.Kind.Simulated() {
			continue
		}
		var leads []string
		for _, link := range m.Links {
			if link.From != step.ID {
				continue
			}
			to := string(link.To)
			if target := m.Step(link.To); target != nil {
				to = s.stepName(m, target)
			}
			if link.Weight != nil {
				to += " " + s.text.Percent(m.Value(*link.Weight).Value)
			}
			if link.Port != journey.PortOut {
				to = phrase.Way(s.text, m, step, link.Port) + " → " + to
			}
			leads = append(leads, to)
		}
		t.add(s.stepName(m, step), s.word("step.kind."+string(step.Kind), string(step.Kind)), strings.Join(leads, "; "))
	}
	t.print(s.Out, 0)
}

// nameOf is the display name of a record, or its ID.
func nameOf(index *journey.Index, id journey.ID) string {
	if r := index.Get(id); r != nil {
		return recordName(r)
	}
	return string(id)
}

func recordName(r journey.Record) string {
	if name := journey.NameOf(r); name != "" {
		return name
	}
	return string(r.RecordID())
}

type versionCommand struct{}

// Run prints the versions of the program and of its engine.
func (c *versionCommand) Run(s *session) error {
	fmt.Fprintln(s.Out, "rehearse "+s.Version)
	fmt.Fprintln(s.Out, s.text.T("cli.version.engine", journey.Args{"Engine": simulate.EngineVersion, "Format": strconv.Itoa(1)}))
	return nil
}
