package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/simulate/check"
)

type explainCommand struct {
	Rule string `arg:"" name:"rule"`
	JSON bool   `name:"json"`
}

// explanation is what `explain --json` prints: the rule with its sentences.
type explanation struct {
	finding.RuleInfo
	Title   string `json:"title"`
	What    string `json:"what,omitempty"`
	Why     string `json:"why,omitempty"`
	Example string `json:"example,omitempty"`
	Remedy  string `json:"remedy,omitempty"`
	From    string `json:"threshold_from,omitempty"`
}

// Run explains one rule: what it finds, why that hurts, an example, how to put it right, the number it judges by, and
// how to silence it.
func (c *explainCommand) Run(s *session) error {
	rule, err := s.ruleNamed(c.Rule)
	if err != nil {
		return err
	}
	if c.JSON {
		return s.printJSON(explanation{
			RuleInfo: rule, Title: s.ruleTitle(rule), What: s.ruleText(rule, "what"), Why: s.ruleText(rule, "why"),
			Example: s.ruleText(rule, "example"), Remedy: s.ruleText(rule, "remedy"), From: s.ruleText(rule, "threshold"),
		})
	}
	fmt.Fprintf(s.Out, "%s · %s\n%s\n", rule.ID, s.ruleTitle(rule), s.ruleKind(rule))
	for _, part := range s.ruleParts(rule) {
		fmt.Fprintf(s.Out, "\n%s\n", part.head)
		for _, paragraph := range part.body {
			if strings.HasPrefix(paragraph, "`") { // to be copied, so it stays on its line
				fmt.Fprintln(s.Out, "  "+uncoded(paragraph))
				continue
			}
			s.printWrapped("  ", "  ", uncoded(paragraph))
		}
	}
	return nil
}

// ruleNamed finds a rule by its id or its name in the catalogue, in capitals or not.
func (s *session) ruleNamed(wanted string) (finding.RuleInfo, error) {
	for _, rule := range check.Rules() {
		if strings.EqualFold(rule.ID, wanted) || strings.EqualFold(rule.Name, wanted) {
			return rule, nil
		}
	}
	return finding.RuleInfo{}, useError("check.unknown_rule", journey.Args{"Rule": wanted, "Near": strings.Join(s.nearRules(wanted), ", ")})
}

// nearRules are up to three rules that were probably meant: ids with fewest letters changed, or rules with the word in
// their name or title.
func (s *session) nearRules(wanted string) []string {
	const most = 3
	wanted = strings.ToLower(strings.TrimSpace(wanted))
	type near struct {
		text string
		far  int
	}
	var list []near
	for _, rule := range check.Rules() {
		title := s.ruleTitle(rule)
		far := 1 + distance(wanted, strings.ToLower(rule.ID))
		if len([]rune(wanted)) > 3 && (strings.Contains(rule.Name, wanted) || strings.Contains(strings.ToLower(title), wanted)) {
			far = 0
		}
		list = append(list, near{rule.ID + " (" + title + ")", far})
	}
	slices.SortStableFunc(list, func(a, b near) int { return cmp.Compare(a.far, b.far) })
	names := make([]string, 0, most)
	for _, n := range list[:min(most, len(list))] {
		names = append(names, n.text)
	}
	return names
}

// distance is the number of letters to insert, remove or replace (Levenshtein 1965).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, letter := range x {
		corner := row[0]
		row[0] = i + 1
		for j := range y {
			above := row[j+1]
			if letter != y[j] {
				corner++
			}
			row[j+1], corner = min(corner, above+1, row[j]+1), above
		}
	}
	return row[len(y)]
}

// part is a heading of the explanation of a rule with its paragraphs. `Code` in them is in backquotes.
type part struct {
	head string
	body []string
}

// ruleParts are what is said of a rule besides its title; the command and the pages print the same.
func (s *session) ruleParts(rule finding.RuleInfo) []part {
	var parts []part
	for _, name := range []string{"what", "why", "example", "remedy"} {
		if sentence := s.ruleText(rule, name); sentence != "" {
			parts = append(parts, part{s.text.T("check.head."+name, nil), []string{sentence}})
		}
	}
	if rule.Threshold != nil {
		args := journey.Args{
			"Usual": s.text.Quantity(rule.Threshold.Usual, rule.Threshold.Unit), "Min": s.text.Quantity(rule.Threshold.Min, rule.Threshold.Unit),
			"Max": s.text.Quantity(rule.Threshold.Max, rule.Threshold.Unit), "Unit": s.text.T("finding.unit."+string(rule.Threshold.Unit), nil),
			"Rule": rule.ID, "Value": fmt.Sprint(rule.Threshold.Usual),
		}
		body := []string{s.text.T("check.threshold_usual", args)}
		if from := s.ruleText(rule, "threshold"); from != "" {
			body = append(body, from)
		}
		parts = append(parts, part{s.text.T("check.head.threshold", nil), append(body, s.text.T("check.threshold_change", args), s.text.T("check.threshold_json", args))})
	}
	return append(parts, part{s.text.T("check.head.silence", nil), []string{
		s.text.T("check.silence", journey.Args{"Rule": rule.ID}), s.text.T("check.silence_json", journey.Args{"Rule": rule.ID}), s.text.T("check.silence_stays", nil),
	}})
}

func (s *session) ruleTitle(rule finding.RuleInfo) string { return s.ruleText(rule, "title") }

// ruleText is one of a rule's sentences, "" where the language has none.
func (s *session) ruleText(rule finding.RuleInfo, name string) string {
	if id := "finding." + rule.ID + "." + name; s.text.Has(id) {
		return s.text.T(id, nil)
	}
	return ""
}

// ruleKind says how bad what a rule finds is, what it looks at and what it belongs to.
func (s *session) ruleKind(rule finding.RuleInfo) string {
	looks := "check.looks.map"
	if rule.Measured {
		looks = "check.looks.run"
	}
	return strings.Join([]string{
		s.text.T("check.severity."+string(rule.Severity), nil), s.text.T("check.class."+rule.ID[:2], nil), s.text.T(looks, nil),
	}, " · ")
}

// uncoded takes the backquotes of code away, which a terminal does not show.
func uncoded(sentence string) string { return strings.ReplaceAll(sentence, "`", "") }

// printWrapped prints text in lines no wider than the terminal, or than a page of 100 columns. The first line begins
// with first, the others with rest. A word that is longer than a line stays whole: it may be a command to be copied.
func (s *session) printWrapped(first, rest, text string) {
	width := 100
	if s.Columns > 0 {
		width = min(max(s.Columns, 40), width)
	}
	line, empty := first, true
	for word := range strings.FieldsSeq(text) {
		if !empty && runewidth.StringWidth(line)+1+runewidth.StringWidth(word) > width {
			fmt.Fprintln(s.Out, line)
			line, empty = rest, true
		}
		if !empty {
			line += " "
		}
		line, empty = line+word, false
	}
	fmt.Fprintln(s.Out, line)
}
