package check

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
	"rehearse/journey/rule"
)

// ruleNeverHolds finds rules of segments and branches that nobody can meet, or that hold for everybody, and rules of a
// branch that are never asked because an earlier one takes everybody who meets them. What is so only because the map has no
// second persona, language or entry yet is information. Who writes "true" means everybody.
var ruleNeverHolds = criterion{
	RuleInfo: finding.RuleInfo{ID: "J107", Name: "rule_never_or_always", Class: "structure", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, segment := range s.m.Segments {
			list = append(list, s.judge(ruleText{
				text: segment.Rule, of: journey.Ref{Kind: journey.KindSegment, ID: segment.ID}, field: "rule", name: s.name(segment.ID),
				set: fix.SetRule{Segment: segment.ID, Was: segment.Rule},
			})...)
		}
		for _, step := range s.m.Steps {
			if step.Branch == nil {
				continue
			}
			before := len(list)
			for i, r := range step.Branch.Rules {
				list = append(list, s.judge(ruleText{
					text: r.Rule, of: stepRef(step.ID), field: "branch.rules[" + strconv.Itoa(i) + "].rule", name: ruleName(r),
					set: fix.SetRule{Step: step.ID, Rule: r.ID, Was: r.Rule},
				})...)
			}
			if len(list) == before {
				list = append(list, s.shadowed(step)...)
			}
		}
		return list
	},
}

// ruleText is a rule where it stands.
type ruleText struct {
	text, field, name string
	of                journey.Ref
	set               fix.SetRule // but for the text
}

// unread tells of the rule of a segment that nothing uses and that cannot be read; one that is used keeps the map from being run,
// which is told there. One that is still to be written is no mistake.
func (s *study) unread(w ruleText) []finding.Finding {
	if w.of.Kind != journey.KindSegment || strings.TrimSpace(w.text) == "" || slices.ContainsFunc(s.problems, func(p journey.Problem) bool { return p.Record == w.of }) {
		return nil
	}
	_, faults := rule.Read(w.text, s.vocabulary)
	if len(faults) == 0 {
		return nil
	}
	return []finding.Finding{{
		Targets: []journey.Ref{w.of}, Field: w.field, Message: "finding.J107.message_unread", Args: journey.Args{"Name": w.name, "Rule": w.text},
	}}
}

func (s *study) judge(w ruleText) []finding.Finding {
	x := s.read(w.text)
	if x == nil {
		return s.unread(w)
	}
	if said, ok := x.(*rule.Const); ok && said.Value {
		return nil
	}
	f := finding.Finding{Targets: []journey.Ref{w.of}, Field: w.field, Args: journey.Args{"Name": w.name}}
	if answer, _ := rule.Satisfiable(x, s.vocabulary); answer == rule.No {
		if answer, _ = rule.Satisfiable(x, s.wider()); answer != rule.No {
			f.Severity, f.Message = finding.Information, "finding.J107.message_nobody_yet"
			return []finding.Finding{f}
		}
		if core := s.core(w.text); len(core) > 1 {
			f.Message = "finding.J107.message_against"
			f.Args["Conditions"] = quoted(core, w.text)
			f.Fixes = s.without(w, core)
		}
		return []finding.Finding{f}
	}
	if answer, _ := rule.Satisfiable(&rule.Not{X: x}, s.vocabulary); answer == rule.No {
		f.Message = "finding.J107.message_always"
		if answer, _ = rule.Satisfiable(&rule.Not{X: x}, s.wider()); answer != rule.No {
			f.Severity, f.Message = finding.Information, "finding.J107.message_everybody_yet"
		}
		return []finding.Finding{f}
	}
	return nil
}

// wider is the vocabulary of a map that has grown: with one more persona, language, entry and channel.
func (s *study) wider() *rule.Vocabulary {
	if s.known.wider == nil {
		more := func(list []rule.Name) []rule.Name {
			return append(slices.Clone(list), rule.Name{ID: "\x00another", Name: "\x00another"})
		}
		v := *s.vocabulary
		v.Personas, v.Entries, v.Channels = more(v.Personas), more(v.Entries), more(v.Channels)
		v.Languages = append(slices.Clone(v.Languages), "\x00another")
		s.known.wider = &v
	}
	return s.known.wider
}

// core are the fewest of the conditions joined by "and" that exclude each other; nil for a rule of one condition.
func (s *study) core(text string) []rule.Expr {
	and, ok := s.parse(text).(*rule.And)
	if !ok {
		return nil
	}
	impossible := func(terms []rule.Expr) bool {
		whole := s.inline(rule.All(terms...))
		if whole == nil {
			return false
		}
		answer, _ := rule.Satisfiable(whole, s.vocabulary)
		return answer == rule.No
	}
	core := slices.Clone(and.Terms)
	for i := 0; i < len(core); {
		if fewer := slices.Delete(slices.Clone(core), i, i+1); len(fewer) > 0 && impossible(fewer) {
			core = fewer
		} else {
			i++
		}
	}
	return core
}

// quoted are conditions as they were written.
func quoted(conditions []rule.Expr, text string) string {
	var parts []string
	for _, x := range conditions {
		parts = append(parts, rule.Format(x, languageOf(text)))
	}
	return strings.Join(parts, " · ")
}

// without offers to leave one of the conditions out.
func (s *study) without(w ruleText, conditions []rule.Expr) []finding.Fix {
	and, ok := s.parse(w.text).(*rule.And)
	if !ok {
		return nil
	}
	var fixes []finding.Fix
	for _, x := range conditions {
		rest := slices.DeleteFunc(slices.Clone(and.Terms), func(y rule.Expr) bool { return x == y })
		set := w.set
		set.Text = rule.Format(rule.All(rest...), languageOf(w.text))
		fixes = append(fixes, finding.Fix{
			Message: "fix.leave_out", Args: journey.Args{"Condition": rule.Format(x, languageOf(w.text)), "Name": w.name}, Edit: set,
		})
	}
	return fixes
}

// languageOf is the language a rule was written in: Russian where a letter outside names is.
func languageOf(text string) rule.Lang {
	quote := rune(0)
	for _, r := range text {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case r == '«':
			quote = '»'
		case r == '“':
			quote = '”'
		case unicode.Is(unicode.Cyrillic, r):
			return rule.Russian
		}
	}
	return rule.English
}

// shadowed finds rules of a branch whose people an earlier rule takes.
func (s *study) shadowed(step *journey.Step) []finding.Finding {
	var list []finding.Finding
	rules := step.Branch.Rules
	read := make([]rule.Expr, len(rules))
	for i, r := range rules {
		read[i] = s.read(r.Rule)
		for j := 0; j < i && read[i] != nil; j++ {
			if read[j] == nil {
				continue
			}
			if answer, _ := rule.Satisfiable(rule.All(read[i], &rule.Not{X: read[j]}), s.vocabulary); answer != rule.No {
				continue
			}
			f := finding.Finding{
				Targets: []journey.Ref{stepRef(step.ID)}, Field: "branch.rules[" + strconv.Itoa(i) + "].rule",
				Message: "finding.J107.message_shadowed",
				Args:    journey.Args{"Name": ruleName(r), "Before": ruleName(rules[j]), "Step": s.name(step.ID)},
			}
			if answer, _ := rule.Satisfiable(rule.All(read[j], &rule.Not{X: read[i]}), s.vocabulary); answer != rule.No {
				f.Fixes = []finding.Fix{{
					Message: "fix.ask_before", Args: journey.Args{"Name": f.Args["Name"], "Before": f.Args["Before"]},
					Edit: fix.AskBefore{Step: step.ID, Rule: r.ID, Before: rules[j].ID},
				}}
			}
			list = append(list, f)
			break
		}
	}
	return list
}
