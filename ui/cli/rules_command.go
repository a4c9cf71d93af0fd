package cli

import (
	"fmt"
	"strconv"
	"strings"

	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
	"rehearse/simulate/check"
)

type rulesCommand struct {
	File string `arg:"" optional:"" name:"file"`
	// Set gives rules another threshold on the map, Unset the usual one.
	Set   []string `name:"set" sep:"none" placeholder:"RULE=NUMBER"`
	Unset []string `name:"unset" sep:"none" placeholder:"RULE"`
	JSON  bool     `name:"json"`
}

// ruleRow is a row of `rules --json`: the rule, and the threshold of the map where it has its own.
type ruleRow struct {
	finding.RuleInfo
	Own *float64 `json:"map_threshold,omitempty"`
}

// Run lists the rules a map is checked by with the numbers they judge by; of a file with those of its map. --set and
// --unset change these.
func (c *rulesCommand) Run(s *session) error {
	if c.File == "" && len(c.Set)+len(c.Unset) > 0 {
		return useError("cli.missing_argument", journey.Args{"A": "<file>"})
	}
	m := &journey.Map{Policy: &journey.Policy{}}
	if c.File != "" {
		var err error
		if m, err = readMap(c.File); err != nil {
			return err
		}
	}
	if len(c.Set)+len(c.Unset) > 0 {
		var err error
		if m, err = c.change(s, m); err != nil {
			return err
		}
	}
	var rows []ruleRow
	for _, rule := range check.Rules() {
		row := ruleRow{RuleInfo: rule}
		if t := thresholdOf(m.Policy, rule); t != nil {
			row.Own = &t.Value
		}
		rows = append(rows, row)
	}
	if c.JSON {
		return s.printJSON(rows)
	}
	head := []string{"cli.rules.rule", "cli.rules.severity", "cli.rules.threshold"}
	if c.File != "" {
		head = append(head, "cli.rules.own")
	}
	t := table{head: s.words(append(head, "cli.rules.title")...), words: []int{1, len(head)}}
	for _, row := range rows {
		cells := []string{row.ID, s.text.T("cli.severity."+string(row.Severity), nil), ""}
		if row.Threshold != nil {
			cells[2] = s.threshold(row.Threshold.Usual, row.Threshold.Unit)
		}
		if c.File != "" {
			own := ""
			if row.Own != nil {
				own = s.threshold(*row.Own, row.Threshold.Unit)
			}
			cells = append(cells, own)
		}
		t.add(append(cells, s.ruleTitle(row.RuleInfo))...)
	}
	t.print(s.Out, 0)
	return nil
}

// threshold writes a threshold with its unit, which a percentage shows by itself.
func (s *session) threshold(value float64, unit finding.Unit) string {
	if unit == finding.UnitShare {
		return s.text.Quantity(value, unit)
	}
	return s.text.T("cli.rules.with_unit", journey.Args{"Value": s.text.Quantity(value, unit), "Unit": s.text.T("finding.unit."+string(unit), nil)})
}

// thresholdOf is the policy's threshold a rule judges by; nil where it judges by the usual one.
func thresholdOf(p *journey.Policy, rule finding.RuleInfo) *journey.Threshold {
	if p == nil || rule.Threshold == nil {
		return nil
	}
	for i := range p.Thresholds {
		if t := &p.Thresholds[i]; t.Rule == rule.ID && rule.Threshold.Holds(t.Value) {
			return t
		}
	}
	return nil
}

// change writes thresholds into the policy of the map's file.
func (c *rulesCommand) change(s *session, m *journey.Map) (*journey.Map, error) {
	var edits []fix.SetThreshold
	for _, asked := range c.Set {
		name, number, _ := strings.Cut(asked, "=")
		rule, err := s.judging(name)
		if err != nil {
			return nil, err
		}
		value, ok := parseThreshold(number, rule.Threshold.Unit)
		if !ok || !rule.Threshold.Holds(value) {
			return nil, useError("cli.rules.range", journey.Args{
				"Rule": rule.ID, "Value": number, "Low": s.text.Quantity(rule.Threshold.Min, rule.Threshold.Unit), "High": s.text.Quantity(rule.Threshold.Max, rule.Threshold.Unit),
			})
		}
		edits = append(edits, fix.SetThreshold{Rule: rule.ID, Value: &value})
	}
	for _, name := range c.Unset {
		rule, err := s.judging(name)
		if err != nil {
			return nil, err
		}
		edits = append(edits, fix.SetThreshold{Rule: rule.ID})
	}
	_, after, err := s.editFile(c.File, func(tx *edit.Tx) error {
		tx.Name("fix.set_threshold", journey.Args{"Rule": edits[0].Rule})
		for _, e := range edits {
			if err := e.Apply(tx); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	fmt.Fprintln(s.Err, s.text.T("cli.exported", journey.Args{"Path": c.File}))
	return after, nil
}

// judging finds a rule that judges by a number.
func (s *session) judging(name string) (finding.RuleInfo, error) {
	rule, err := s.ruleNamed(strings.TrimSpace(name))
	if err == nil && rule.Threshold == nil {
		err = useError("cli.rules.no_threshold", journey.Args{"Rule": rule.ID})
	}
	return rule, err
}

// parseThreshold reads "5%", "0.05" or, where that is the decimal sign, "0,05".
func parseThreshold(text string, unit finding.Unit) (float64, bool) {
	text = strings.ReplaceAll(strings.TrimSpace(text), ",", ".")
	bare, percent := strings.CutSuffix(text, "%")
	value, err := strconv.ParseFloat(strings.TrimSpace(bare), 64)
	if err != nil || percent && unit != finding.UnitShare {
		return 0, false
	}
	if percent {
		value /= 100
	}
	return value, true
}
