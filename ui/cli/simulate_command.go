package cli

import (
	"context"
	"encoding/json"
	"errors"
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
	sessions "rehearse/ui/session"
)

// mostPeople is the greatest run one may ask for.
const mostPeople = 100_000_000

type simulateCommand struct {
	File string `arg:"" name:"file"`
	runFlags
	sureFlags
	// Detail adds the cross of persona, entry and scenario at every step.
	Detail bool   `name:"detail"`
	JSON   bool   `name:"json"`
	CSV    string `name:"csv" placeholder:"TABLE"`
	Log    string `name:"log" placeholder:"FILE"`
}

// rehearsal is what `simulate --json` prints.
type rehearsal struct {
	Result   *simulate.Result `json:"result"`
	Findings []found          `json:"findings"`
}

// Run sends synthetic people through a map and prints what became of them.
func (c *simulateCommand) Run(s *session) error {
	table := exchange.Table(c.CSV)
	if c.CSV != "" && !slices.Contains(exchange.Tables(), table) {
		return useError("cli.unknown_table", journey.Args{"Table": c.CSV, "Tables": tableNames()})
	}
	if c.Log == "-" && (c.JSON || c.CSV != "") {
		return useError("cli.log_clash", nil)
	}
	c.Bands = c.Bands || table == exchange.TableBands // an empty table is what nobody asks for
	m, signed, err := readSigned(c.File)
	if err != nil {
		return err
	}
	spec, err := c.runFlags.spec(m)
	if err != nil {
		return err
	}
	spec.Detail = c.Detail || table == exchange.TableCross
	if err := c.sureFlags.add(m, &spec); err != nil {
		return err
	}
	var result *simulate.Result
	if c.Log != "-" || c.Until != "" {
		if result, err = s.rehearse(m, spec); err != nil {
			return err
		}
		if n := result.Spec.People; n > 0 {
			c.People = n // what --until came to
		}
	}
	if c.Log != "" {
		if err := s.writeLog(c.Log, m, c.runFlags); err != nil || c.Log == "-" {
			return err
		}
	}
	if c.CSV != "" {
		return exchange.WriteTable(s.Out, m, result, table)
	}
	findings := s.findings(m, check.Seen{Result: result, Signed: signed})
	replay := replayOf(c.File, c.runFlags)
	if c.JSON {
		return s.printJSON(rehearsal{result, s.found(m, findings, replay)})
	}
	s.report(m, result)
	s.printFindings(m, findings, listing{file: c.File, replay: replay})
	return nil
}

func tableNames() string {
	var names []string
	for _, t := range exchange.Tables() {
		names = append(names, string(t))
	}
	return strings.Join(names, ", ")
}

// findings are what the rules say of a map and of what was seen of it, worst first.
func (s *session) findings(m *journey.Map, seen check.Seen) []finding.Finding {
	seen.Today = journey.Date(s.Now().Format(time.DateOnly))
	return check.Find(m, seen)
}

// simulate runs a map as the flags ask.
func (s *session) simulate(m *journey.Map, flags runFlags) (*simulate.Result, error) {
	spec, err := flags.spec(m)
	if err != nil {
		return nil, err
	}
	return s.rehearse(m, spec)
}

// rehearse runs a map with a progress bar where there is a terminal.
func (s *session) rehearse(m *journey.Map, spec simulate.Spec) (*simulate.Result, error) {
	progress, done := s.progress(max(1, spec.People))
	result, err := simulate.Run(s.ctx, m, spec, progress)
	done()
	if err != nil {
		return nil, runError(err)
	}
	return result, nil
}

// runError is what a run that failed, or was stopped, ends the program with.
func runError(err error) error {
	if errors.Is(err, context.Canceled) {
		return exit{ExitFinding, journey.Problem{Code: "cli.canceled"}}
	}
	return exit{ExitFinding, err}
}

// spec is what the flags ask for, on this map.
func (f runFlags) spec(m *journey.Map) (simulate.Spec, error) {
	if f.People < 1 || f.People > mostPeople {
		return simulate.Spec{}, useError("cli.people_range", journey.Args{"People": f.People, "Most": mostPeople})
	}
	if f.Workers < 0 || f.Workers > 256 {
		return simulate.Spec{}, useError("cli.workers_range", journey.Args{"Workers": f.Workers, "Most": 256})
	}
	spec := simulate.Spec{People: f.People, Seed: f.Seed, Workers: f.Workers, Phases: f.Phase}
	spec = sessions.Loaded(m, spec)
	if f.Policy != "" {
		if _, err := presetNamed(f.Policy); err != nil {
			return spec, err
		}
		spec.Policy = f.Policy
	}
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
