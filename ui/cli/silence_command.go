package cli

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/journey/finding"
	"rehearse/simulate/check"
)

type silenceCommand struct {
	File   string `arg:"" name:"file"`
	Rule   string `arg:"" name:"rule"`
	Target string `name:"target" placeholder:"ID"`
	Reason string `name:"reason" placeholder:"TEXT"`
	Who    string `name:"who" placeholder:"NAME"`
	Off    bool   `name:"off"`
}

// Run keeps a rule quiet about one record of a map, with a reason, or lets it speak again.
func (c *silenceCommand) Run(s *session) error {
	rule, err := s.ruleNamed(c.Rule)
	if err != nil {
		return err
	}
	m, err := readMap(c.File)
	if err != nil {
		return err
	}
	if c.Off {
		return c.speak(s, m, rule)
	}
	if strings.TrimSpace(c.Reason) == "" {
		return useError("check.silence_reason", journey.Args{"Rule": rule.ID})
	}
	target, err := c.target(s, m, rule)
	if err != nil {
		return err
	}
	for _, quiet := range m.Silences {
		if quiet.Rule == rule.ID && quiet.Target == target {
			return exit{ExitFinding, journey.Problem{Code: "check.silence_there", Args: journey.Args{"Rule": rule.ID, "Target": s.targetName(m, target), "Reason": quiet.Reason}}}
		}
	}
	who := c.Who
	if who == "" {
		who = m.Settings.Author
	}
	today := journey.Date(s.Now().Format(time.DateOnly))
	if _, _, err := s.editFile(c.File, func(tx *edit.Tx) error {
		_, err := edit.AddSilence(tx, rule.ID, target, strings.TrimSpace(c.Reason), who, today)
		return err
	}); err != nil {
		return err
	}
	quiet := &journey.Silence{Reason: strings.TrimSpace(c.Reason), Who: who, When: today}
	fmt.Fprintln(s.Out, s.text.T("check.silence_done", journey.Args{"Rule": rule.ID, "Target": s.targetName(m, target), "Words": s.silencedWords(quiet)}))
	return nil
}

// target is the record that is meant, by its ID or its name. Without one the rule is kept quiet on the only record it has
// something to say about; where there are several, people must choose.
func (c *silenceCommand) target(s *session, m *journey.Map, rule finding.RuleInfo) (journey.Ref, error) {
	nothing := exit{ExitFinding, journey.Problem{Code: "check.silence_nothing", Args: journey.Args{"Rule": rule.ID}}}
	list := slices.DeleteFunc(s.findings(m, check.Seen{}), func(f finding.Finding) bool { return f.Rule != rule.ID })
	if c.Target != "" {
		target, err := recordCalled(m, c.Target)
		if err == nil && !rule.Measured && !slices.ContainsFunc(list, func(f finding.Finding) bool { return slices.Contains(f.Targets, target) }) {
			err = nothing
		}
		return target, err
	}
	list = slices.DeleteFunc(list, func(f finding.Finding) bool { return f.Silenced != "" })
	var lines []string
	index := journey.NewIndex(m)
	for _, f := range list {
		if len(f.Targets) > 0 {
			lines = append(lines, "  --target "+string(f.Targets[0].ID)+"  ("+nameOf(index, f.Targets[0].ID)+")")
		}
	}
	switch {
	case len(list) == 1 && len(list[0].Targets) == 0:
		return journey.Ref{}, nil // about the map itself
	case len(list) == 1:
		return list[0].Targets[0], nil
	case rule.Measured:
		return journey.Ref{}, useError("check.silence_target", journey.Args{"Rule": rule.ID})
	case len(list) == 0:
		return journey.Ref{}, nothing
	}
	return journey.Ref{}, useError("check.silence_several", journey.Args{"Rule": rule.ID, "Targets": "\n" + strings.Join(slices.Compact(lines), "\n")})
}

// speak takes the silences of a rule away: that of the target, or the only one.
func (c *silenceCommand) speak(s *session, m *journey.Map, rule finding.RuleInfo) error {
	var gone []journey.Ref
	var lines []string
	for _, quiet := range m.Silences {
		if quiet.Rule != rule.ID || c.Target != "" && string(quiet.Target.ID) != c.Target && s.targetName(m, quiet.Target) != c.Target {
			continue
		}
		gone = append(gone, journey.Ref{Kind: journey.KindSilence, ID: quiet.ID})
		lines = append(lines, "  --target "+string(quiet.Target.ID)+"  ("+quiet.Reason+")")
	}
	switch {
	case len(gone) == 0:
		return exit{ExitFinding, journey.Problem{Code: "check.silence_none", Args: journey.Args{"Rule": rule.ID}}}
	case len(gone) > 1 && c.Target == "":
		return useError("check.silence_several", journey.Args{"Rule": rule.ID, "Targets": "\n" + strings.Join(lines, "\n")})
	}
	if _, _, err := s.editFile(c.File, func(tx *edit.Tx) error { return edit.DeleteRecords(tx, gone) }); err != nil {
		return err
	}
	fmt.Fprintln(s.Out, s.text.T("check.silence_off", journey.Args{"Rule": rule.ID}))
	return nil
}

// recordCalled finds the record with an ID, or the only one with a name.
func recordCalled(m *journey.Map, wanted string) (journey.Ref, error) {
	var named []journey.Ref
	for _, kind := range journey.Kinds() {
		for _, r := range m.Records(kind) {
			ref := journey.Ref{Kind: kind, ID: r.RecordID()}
			if string(ref.ID) == wanted {
				return ref, nil
			}
			if kind != journey.KindSettings && journey.NameOf(r) == wanted {
				named = append(named, ref)
			}
		}
	}
	if len(named) != 1 {
		return journey.Ref{}, useError("check.silence_no_record", journey.Args{"Target": wanted, "Count": len(named)})
	}
	return named[0], nil
}

// targetName is what a silence is on, in words.
func (s *session) targetName(m *journey.Map, target journey.Ref) string {
	if target.IsZero() {
		return s.text.T("check.whole_map", nil)
	}
	return nameOf(journey.NewIndex(m), target.ID)
}

// silenceOf is the silence that keeps a finding quiet; nil for none.
func silenceOf(m *journey.Map, f finding.Finding) *journey.Silence {
	for _, quiet := range m.Silences {
		if f.SilencedBy(quiet) && quiet.Reason == f.Silenced {
			return quiet
		}
	}
	return nil
}

// silencedWords say why something is quiet, who said so and when, as far as it is known.
func (s *session) silencedWords(quiet *journey.Silence) string {
	if quiet == nil {
		return ""
	}
	args := journey.Args{"Reason": quiet.Reason, "Who": quiet.Who, "When": quiet.When}
	switch {
	case quiet.Who != "" && quiet.When != "":
		return s.text.T("check.silenced_by", args)
	case quiet.When != "":
		return s.text.T("check.silenced_on", args)
	}
	return s.text.T("check.silenced", args)
}
