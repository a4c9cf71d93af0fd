package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/persist/exchange"
	"rehearse/simulate"
	"rehearse/simulate/check"
)

// mostPeople is the greatest run one may ask for.
const mostPeople = 100_000_000

type simulateCommand struct {
	File string `arg:"" name:"file"`
	runFlags
	JSON bool   `name:"json"`
	CSV  string `name:"csv" placeholder:"TABLE"`
}

// rehearsal is what `simulate --json` prints.
type rehearsal struct {
	Result   *simulate.Result  `json:"result"`
	Findings []finding.Finding `json:"findings"`
}

// Run sends synthetic people through a map and prints what became of them.
func (c *simulateCommand) Run(s *session) error {
	table := exchange.Table(c.CSV)
	if c.CSV != "" && !slices.Contains(exchange.Tables(), table) {
		return useError("cli.unknown_table", journey.Args{"Table": c.CSV, "Tables": tableNames()})
	}
	m, err := readMap(c.File)
	if err != nil {
		return err
	}
	result, err := s.simulate(m, c.runFlags)
	if err != nil {
		return err
	}
	if c.CSV != "" {
		return exchange.WriteTable(s.Out, m, result, table)
	}
	findings := allFindings(m, result)
	if c.JSON {
		return s.printJSON(rehearsal{result, findings})
	}
	s.report(m, result)
	s.printFindings(findings)
	return nil
}

func tableNames() string {
	var names []string
	for _, t := range exchange.Tables() {
		names = append(names, string(t))
	}
	return strings.Join(names, ", ")
}

// allFindings are the static findings, then the measured ones.
func allFindings(m *journey.Map, r *simulate.Result) []finding.Finding {
	return slices.Concat(check.Map(m), check.Result(m, r))
}

// simulate runs a map with a progress bar where there is a terminal.
func (s *session) simulate(m *journey.Map, flags runFlags) (*simulate.Result, error) {
	if flags.People < 1 || flags.People > mostPeople {
		return nil, useError("cli.people_range", journey.Args{"People": flags.People, "Most": mostPeople})
	}
	if flags.Workers < 0 || flags.Workers > 256 {
		return nil, useError("cli.workers_range", journey.Args{"Workers": flags.Workers, "Most": 256})
	}
	spec, err := flags.spec(m)
	if err != nil {
		return nil, err
	}
	progress, done := s.progress(flags.People)
	result, err := simulate.Run(s.ctx, m, spec, progress)
	done()
	switch {
	case errors.Is(err, context.Canceled):
		return nil, exit{ExitFinding, journey.Problem{Code: "cli.canceled"}}
	case err != nil:
		return nil, exit{ExitFinding, err}
	}
	return result, nil
}

// spec is what the flags ask for, on this map.
func (f runFlags) spec(m *journey.Map) (simulate.Spec, error) {
	spec := simulate.Spec{People: f.People, Seed: f.Seed, Workers: f.Workers, Phases: f.Phase}
	for _, word := range f.Status {
		if !slices.Contains(journey.ScenarioStatus("").Words(), word) {
			return spec, useError("cli.unknown_status", journey.Args{"Status": word, "Statuses": strings.Join(journey.ScenarioStatus("").Words(), ", ")})
		}
		spec.Statuses = append(spec.Statuses, journey.ScenarioStatus(word))
	}
	for _, name := range f.Mute {
		id, found := mutable(m, name)
		if !found {
			return spec, useError("cli.unknown_mute", journey.Args{"Name": name})
		}
		spec.Mute = append(spec.Mute, id)
	}
	return spec, nil
}

// mutable finds a scenario or a message step by ID, else the only one of this name.
func mutable(m *journey.Map, name string) (journey.ID, bool) {
	var named []journey.ID
	for _, s := range m.Scenarios {
		if s.ID == journey.ID(name) {
			return s.ID, true
		}
		if s.Name == name {
			named = append(named, s.ID)
		}
	}
	for _, s := range m.Steps {
		if s.Kind != journey.StepMessage {
			continue
		}
		if s.ID == journey.ID(name) {
			return s.ID, true
		}
		if s.Name == name {
			named = append(named, s.ID)
		}
	}
	if len(named) != 1 {
		return "", false
	}
	return named[0], true
}

// progress shows a bar on a terminal and nothing anywhere else. The bar is throttled, so that a run
// spends no time on it.
func (s *session) progress(people int) (func(simulate.Progress), func()) {
	if !s.Terminal {
		return nil, func() {}
	}
	bar := progressbar.NewOptions64(int64(people),
		progressbar.OptionSetWriter(s.Err),
		progressbar.OptionSetDescription(s.text.T("cli.progress", nil)),
		progressbar.OptionThrottle(60*time.Millisecond),
		progressbar.OptionSetWidth(30),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSetPredictTime(false),
	)
	return func(p simulate.Progress) {
			if int64(bar.GetMax64()) != p.Of && p.Of > 0 {
				bar.ChangeMax64(p.Of)
			}
			// A bar that cannot be drawn must not stop the run.
			_ = bar.Set64(p.Done)
		}, func() {
			_ = bar.Finish()
		}
}

// printJSON prints a value as indented JSON.
func (s *session) printJSON(value any) error { return writeJSON(s.Out, value) }

func writeJSON(out io.Writer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}

type storyCommand struct {
	File    string `arg:"" name:"file"`
	Person  int64  `arg:"" name:"person"`
	People  int    `name:"people" short:"n" default:"100000"`
	Seed    uint64 `name:"seed" default:"1"`
	JSON    bool   `name:"json"`
	Entry   string `name:"entry" hidden:""`
	Day     int64  `name:"day" hidden:"" default:"-1"`
	Ordinal int64  `name:"ordinal" hidden:""`
}

// Run tells what happened to one person of a run.
func (c *storyCommand) Run(s *session) error {
	m, err := readMap(c.File)
	if err != nil {
		return err
	}
	ref := simulate.PersonRef{Seed: c.Seed, Entry: journey.ID(c.Entry), Day: c.Day, Ordinal: c.Ordinal, Number: c.Person}
	story, err := simulate.Replay(s.ctx, m, simulate.Spec{People: c.People, Seed: c.Seed}, ref)
	if err != nil {
		return exit{ExitFinding, err}
	}
	if c.JSON {
		return s.printJSON(story)
	}
	s.tell(m, story)
	return nil
}

// tell prints a story, a moment a line.
func (s *session) tell(m *journey.Map, story *simulate.Story) {
	persona := string(story.Persona)
	if p := m.Persona(story.Persona); p != nil {
		persona = p.Name
	}
	fmt.Fprintln(s.Out, s.text.T("cli.story.title", journey.Args{
		"Number": s.text.Int(story.Person.Number), "Name": story.Name, "Persona": persona, "Language": story.Language, "Zone": story.Zone,
	}))
	index := journey.NewIndex(m)
	for _, moment := range story.Moments {
		line := s.word("cli.story."+moment.What, moment.What)
		for _, id := range []journey.ID{moment.Scenario, moment.Step, moment.Of} {
			if id != "" {
				line += " · " + nameOf(index, id)
			}
		}
		if moment.Port != "" {
			line += " · " + s.word("step.port."+moment.Port, moment.Port)
		}
		if moment.Reason != "" {
			line += " · " + s.reason(moment.Reason)
		}
		fmt.Fprintf(s.Out, "  %s  %s\n", moment.Local, line)
	}
}
