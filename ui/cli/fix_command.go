package cli

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/google/uuid"

	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
	"rehearse/persist"
	"rehearse/persist/exchange"
	"rehearse/simulate/check"
	"rehearse/ui/review"
)

type fixCommand struct {
	File   string `arg:"" name:"file"`
	Rule   string `arg:"" name:"rule"`
	Target string `name:"target" placeholder:"ID"`
	Fix    int    `name:"fix" placeholder:"N" default:"1"`
	DryRun bool   `name:"dry-run"`
	runFlags
}

// randomIDs names new records so that two people can make them apart and never collide, as the window does.
type randomIDs struct{}

// NewID is part of edit.IDSource.
func (randomIDs) NewID() journey.ID { return journey.ID(uuid.NewString()) }

// Run shows what a fix of a finding does to the map, record by record, and does it. In a .journey file the edit becomes
// part of the history, so that the window can take it back; JSON is written anew.
func (c *fixCommand) Run(s *session) error {
	rule, err := s.ruleNamed(c.Rule)
	if err != nil {
		return err
	}
	m, signed, err := readSigned(c.File)
	if err != nil {
		return err
	}
	seen := check.Seen{Signed: signed}
	switch {
	case rule.ID == check.GuessCarries:
		seen.Sensitivity, err = s.sensitivity(m, c.runFlags, true)
	case rule.Measured:
		seen.Result, err = s.simulate(m, c.runFlags)
	}
	if err != nil {
		return err
	}
	f, err := c.chosen(s, m, slices.DeleteFunc(s.findings(m, seen), func(f finding.Finding) bool { return f.Rule != rule.ID }), rule)
	if err != nil {
		return err
	}
	if len(f.Fixes) == 0 {
		return exit{ExitFinding, journey.Problem{Code: "check.no_fix", Args: journey.Args{"Rule": rule.ID}}}
	}
	if c.Fix < 1 || c.Fix > len(f.Fixes) {
		return useError("check.fix_range", journey.Args{"Fix": c.Fix, "Count": len(f.Fixes), "Fixes": s.fixList(m, f)})
	}
	offer := f.Fixes[c.Fix-1]
	fmt.Fprintf(s.Out, "%s · %s\n", rule.ID, s.ruleTitle(rule))
	s.printWrapped("  ", "  ", review.Said(s.text, m, f.Message, f.Args))
	fmt.Fprintf(s.Out, "\n%s\n", s.text.T("check.fix_of", journey.Args{"N": c.Fix, "Of": len(f.Fixes), "Fix": review.Said(s.text, m, offer.Message, offer.Args)}))
	if c.DryRun {
		preview, err := fix.Try(m, offer)
		if err != nil {
			return exit{ExitFinding, err}
		}
		s.printChanges(m, preview.Map, preview.Diffs)
		fmt.Fprintln(s.Out, "\n"+s.text.T("check.dry_run", nil))
		return nil
	}
	change, after, err := c.apply(s, offer)
	if err != nil {
		return err
	}
	s.printChanges(m, after, change.Diffs)
	done := "check.fixed"
	if isJSON(c.File) {
		done = "check.fixed_json"
	}
	fmt.Fprintln(s.Out, "\n"+s.text.T(done, journey.Args{"Path": c.File}))
	return nil
}

// chosen is the finding that is meant: the only one of its rule, or the one about the target.
func (c *fixCommand) chosen(s *session, m *journey.Map, list []finding.Finding, rule finding.RuleInfo) (finding.Finding, error) {
	if c.Target != "" {
		list = slices.DeleteFunc(list, func(f finding.Finding) bool {
			return !slices.ContainsFunc(f.Targets, func(t journey.Ref) bool { return string(t.ID) == c.Target })
		})
	}
	switch {
	case len(list) == 0 && c.Target != "":
		return finding.Finding{}, exit{ExitFinding, journey.Problem{Code: "check.none_of_rule_at", Args: journey.Args{"Rule": rule.ID, "Target": c.Target}}}
	case len(list) == 0:
		return finding.Finding{}, exit{ExitFinding, journey.Problem{Code: "check.none_of_rule", Args: journey.Args{"Rule": rule.ID}}}
	case len(list) > 1:
		index := journey.NewIndex(m)
		var lines []string
		for _, f := range list {
			if len(f.Targets) > 0 {
				lines = append(lines, "  --target "+string(f.Targets[0].ID)+"  ("+nameOf(index, f.Targets[0].ID)+")")
			}
		}
		lines = slices.Compact(lines)
		return finding.Finding{}, useError("check.several_of_rule", journey.Args{"Rule": rule.ID, "Count": len(list), "Targets": "\n" + strings.Join(lines, "\n")})
	}
	return list[0], nil
}

// fixList are the fixes a finding offers, a numbered line each.
func (s *session) fixList(m *journey.Map, f finding.Finding) string {
	var b strings.Builder
	for i, offer := range f.Fixes {
		fmt.Fprintf(&b, "\n  %d. %s", i+1, review.Said(s.text, m, offer.Message, offer.Args))
	}
	return b.String()
}

// printChanges tells what became of records, field by field, in the words of the inspector.
func (s *session) printChanges(before, after *journey.Map, diffs []edit.Diff) {
	for _, change := range review.Changes(s.text, before, after, diffs) {
		fmt.Fprintln(s.Out, "  "+change.Title)
		for _, line := range change.Lines {
			s.printWrapped("      ", "        ", line)
		}
	}
}

// apply makes the edit of a fix in the file and returns the map after it.
func (c *fixCommand) apply(s *session, offer finding.Fix) (*edit.Change, *journey.Map, error) {
	return s.editFile(c.File, func(tx *edit.Tx) error { return fix.Apply(tx, offer) })
}

// editFile makes an edit in a file and returns the map after it. In a .journey file the edit becomes part of the history;
// JSON is written anew.
func (s *session) editFile(path string, do func(tx *edit.Tx) error) (*edit.Change, *journey.Map, error) {
	if isJSON(path) {
		m, err := readMap(path)
		if err != nil {
			return nil, nil, err
		}
		e := edit.New(m, randomIDs{})
		change, err := made(e.Apply(edit.Label{}, do))
		if err != nil {
			return nil, nil, err
		}
		return change, e.Map(), writeFile(path, func(out *os.File) error { return exchange.Write(out, e.Map()) })
	}
	d, err := persist.Open(path, persist.Options{IDs: randomIDs{}, Now: s.Now})
	if err != nil {
		return nil, nil, fileError(err)
	}
	change, err := made(d.Apply(edit.Label{}, do))
	if err != nil {
		return nil, nil, errors.Join(err, d.Discard())
	}
	if err := d.Close(); err != nil {
		return nil, nil, fileError(err)
	}
	return change, d.Map(), nil
}

// made turns what the editor says of a fix into an exit: refused, nothing left to do, not saved.
func made(change *edit.Change, err error) (*edit.Change, error) {
	switch {
	case change == nil && err != nil:
		return nil, exit{ExitFinding, err}
	case err != nil:
		return nil, fileError(err)
	case change == nil:
		return nil, exit{ExitFinding, journey.Problem{Code: "fix.nothing_left"}}
	}
	return change, nil
}
