package cli

import (
	"fmt"
	"slices"
	"strings"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/simulate"
	"rehearse/simulate/check"
)

type checkCommand struct {
	File   string `arg:"" name:"file"`
	Run_   bool   `name:"run"`
	FailOn string `name:"fail-on" placeholder:"error|warning|information|never" default:"error"`
	// Only and Severity choose what is looked at; what they leave out does not count for FailOn either.
	Only     []string `name:"only" placeholder:"J2,J301"`
	Severity []string `name:"severity" placeholder:"error|warning|information"`
	Silenced bool     `name:"silenced"`
	// Sensitivity works out how far each assumption moves the main goal, for the rule about guesses.
	Sensitivity bool `name:"sensitivity"`
	JSON        bool `name:"json"`
	SARIF       bool `name:"sarif"`
	runFlags
}

// Run prints what is wrong with a map; with --run, also what a rehearsal shows. It ends with ExitFinding where a finding
// that is not silenced is as bad as --fail-on or worse.
func (c *checkCommand) Run(s *session) error {
	wanted, err := c.wanted(s)
	if err != nil {
		return err
	}
	m, signed, err := readSigned(c.File)
	if err != nil {
		return err
	}
	seen := check.Seen{Signed: signed}
	// A map that cannot run still has its findings, which say why.
	_, problems := simulate.Compile(m)
	runs := len(problems) == 0
	if !runs && (c.Run_ || c.Sensitivity) {
		fmt.Fprintln(s.Err, s.text.T("check.not_run", nil))
	}
	if c.Run_ && runs {
		if seen.Result, err = s.simulate(m, c.runFlags); err != nil {
			return err
		}
	}
	if (c.Sensitivity || c.Run_) && runs {
		if seen.Sensitivity, err = s.sensitivity(m, c.runFlags, c.Sensitivity); err != nil {
			return err
		}
	}
	findings := slices.DeleteFunc(s.findings(m, seen), func(f finding.Finding) bool { return !wanted(f) })
	replay := replayOf(c.File, c.runFlags)
	switch {
	case c.SARIF:
		err = s.printSARIF(m, c.File, findings, replay)
	case c.JSON:
		err = s.printJSON(checked{c.File, m.Settings.Name, count(findings), s.found(m, findings, replay)})
	default:
		s.printFindings(m, findings, listing{file: c.File, replay: replay, silenced: c.Silenced})
	}
	if err != nil {
		return err
	}
	if slices.ContainsFunc(findings, func(f finding.Finding) bool { return f.Silenced == "" && atLeast(f.Severity, c.FailOn) }) {
		return exit{code: ExitFinding}
	}
	return nil
}

// sensitivity works out what assumptions do to the main goal, for the rules that ask: exactly where the map has no memory,
// which is done at once; elsewhere only when it is asked for, because it takes many runs. It is nil where it was not.
func (s *session) sensitivity(m *journey.Map, flags runFlags, asked bool) (*simulate.Sensitivity, error) {
	spec, err := flags.spec(m)
	if err != nil {
		return nil, err
	}
	if !asked {
		if !slices.ContainsFunc(m.Steps, func(step *journey.Step) bool { return step.Goal != nil }) {
			return nil, nil
		}
		exact, err := simulate.MeasureSensitivityExactly(s.ctx, m, spec, "", simulate.MostRows)
		if err != nil {
			return nil, runError(err)
		}
		return exact, nil
	}
	progress, done := s.progress(flags.People)
	measured, err := simulate.MeasureSensitivity(s.ctx, m, spec, "", simulate.MostRows, progress)
	done()
	if err != nil {
		return nil, runError(err)
	}
	return measured, nil
}

// never is the word of --fail-on with which no finding is a failure.
const never = "never"

// severities are the severities, worst first.
func severities() []finding.Severity {
	return []finding.Severity{finding.Error, finding.Warning, finding.Information}
}

// atLeast reports whether a severity is as bad as the one that fails, or worse.
func atLeast(severity finding.Severity, fails string) bool {
	return fails != never && slices.Index(severities(), severity) <= slices.Index(severities(), finding.Severity(fails))
}

// wanted turns the flags that choose findings into a question. Words that are none are refused, and so is a rule that is
// not there: a pipeline that asks for a misspelt rule must not be told that all is well.
func (c *checkCommand) wanted(s *session) (func(finding.Finding) bool, error) {
	words := make([]string, 0, 4)
	for _, severity := range severities() {
		words = append(words, string(severity))
	}
	for _, word := range c.Severity {
		if !slices.Contains(words, word) {
			return nil, useError("check.unknown_severity", journey.Args{"Option": "--severity", "Severity": word, "Severities": strings.Join(words, ", ")})
		}
	}
	if words = append(words, never); !slices.Contains(words, c.FailOn) {
		return nil, useError("check.unknown_severity", journey.Args{"Option": "--fail-on", "Severity": c.FailOn, "Severities": strings.Join(words, ", ")})
	}
	for _, rule := range c.Only {
		if !slices.ContainsFunc(check.Rules(), func(r finding.RuleInfo) bool { return belongs(r.ID, rule) }) {
			return nil, useError("check.unknown_rule", journey.Args{"Rule": rule, "Near": strings.Join(s.nearRules(rule), ", ")})
		}
	}
	return func(f finding.Finding) bool {
		return (len(c.Only) == 0 || slices.ContainsFunc(c.Only, func(rule string) bool { return belongs(f.Rule, rule) })) &&
			(len(c.Severity) == 0 || slices.Contains(c.Severity, string(f.Severity)))
	}, nil
}

// belongs reports whether a rule is the one asked for, or of the class asked for: J2 are all from J201 on.
func belongs(rule, asked string) bool {
	return strings.EqualFold(rule, asked) || len(asked) == 2 && len(rule) > 2 && strings.EqualFold(rule[:2], asked)
}
