package check

import (
	"strings"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
	"rehearse/journey/rule"
)

// neverSet finds properties, values and marks that a rule or a trigger asks for and that nobody ever has. Properties nobody
// asks for are information, all of them together.
var neverSet = criterion{
	RuleInfo: finding.RuleInfo{ID: "J113", Name: "never_set", Class: "structure", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		var list, idle []finding.Finding
		for _, p := range s.m.Properties {
			ref := journey.Ref{Kind: journey.KindProperty, ID: p.ID}
			by, asked := s.asksForProperty(p)
			switch {
			case !asked:
				idle = append(idle, finding.Finding{Targets: []journey.Ref{ref}, Args: journey.Args{"Property": s.name(p.ID)}})
			case by.Record.IsZero(): // named in a text, or worth something: no rule hangs on it
			case !s.everSet(p):
				f := finding.Finding{
					Targets: []journey.Ref{ref, by.Record},
					Args:    journey.Args{"Property": s.name(p.ID), "By": s.name(by.Record.ID)},
					Fixes:   s.leaveOut(by, func(r rule.Ref) bool { return r.Kind == rule.PropertyName && r.ID == string(p.ID) }),
				}
				if by.Text == "" {
					f.Message = "finding.J113.message_date"
				}
				list = append(list, f)
			default:
				list = append(list, s.valuesNeverSet(p)...)
			}
		}
		for _, mark := range s.vocabulary.Marks {
			by, asked := s.asks().marks[mark]
			if !asked || s.markSet(mark) {
				continue
			}
			list = append(list, finding.Finding{
				Targets: []journey.Ref{by.Record}, Message: "finding.J113.message_mark", Field: by.Field,
				Args:  journey.Args{"Mark": mark, "By": s.name(by.Record.ID)},
				Fixes: s.leaveOut(by, func(r rule.Ref) bool { return r.Kind == rule.MarkName && r.ID == mark }),
			})
		}
		return append(list, together(idle)...)
	},
}

// together makes one finding of properties nobody asks for.
func together(idle []finding.Finding) []finding.Finding {
	if len(idle) == 0 {
		return nil
	}
	f := finding.Finding{Severity: finding.Information, Message: "finding.J113.message_idle"}
	var names []string
	for _, one := range idle {
		f.Targets = append(f.Targets, one.Targets...)
		names = append(names, one.Args["Property"].(string))
	}
	f.Args = journey.Args{"Properties": names}
	f.Fixes = []finding.Fix{{
		Message: "fix.delete_properties", Args: journey.Args{"Properties": strings.Join(names, ", ")}, Edit: fix.Delete{Records: f.Targets},
	}}
	return []finding.Finding{f}
}

// asksForProperty is the first rule or trigger that asks for a property; its Record is zero where only a text, a goal's value
// or a wait uses it.
func (s *study) asksForProperty(p *journey.Property) (rule.Source, bool) {
	if source, asked := s.asks().records[p.ID]; asked {
		return source, true
	}
	for _, scenario := range s.m.Scenarios {
		if scenario.Trigger.Kind == journey.TriggerDate && scenario.Trigger.Property == p.ID {
			return rule.Source{Record: scenarioRef(scenario.ID)}, true
		}
	}
	uses := func(a *journey.Anchor) bool { return a != nil && a.Kind == journey.AnchorProperty && a.Of == p.ID }
	for _, offer := range s.m.Offers {
		if uses(offer.Expires) {
			return rule.Source{}, true
		}
	}
	for _, step := range s.m.Steps {
		if step.Goal != nil && (step.Goal.Value.Property == p.ID || uses(step.Goal.Deadline)) || step.Wait != nil && uses(step.Wait.Anchor) {
			return rule.Source{}, true
		}
		if step.Message != nil && named(step.Message, p) {
			return rule.Source{}, true
		}
	}
	return rule.Source{}, false
}

// named tells that a text of a message names a property, as personalised ones do.
func named(m *journey.Message, p *journey.Property) bool {
	for _, c := range m.Contents {
		for _, text := range append([]string{c.Subject, c.Preheader, c.Body, c.Link}, c.Calls...) {
			if strings.Contains(text, string(p.ID)) || p.Name != "" && strings.Contains(text, p.Name) {
				return true
			}
		}
	}
	return false
}

// everSet tells that somebody can have a property: by its default, a persona's distribution or a change on the map.
func (s *study) everSet(p *journey.Property) bool {
	if p.Default != "" {
		return true
	}
	for _, persona := range s.m.Personas {
		for _, mix := range persona.Properties {
			if mix.Property == p.ID {
				return true
			}
		}
	}
	return s.changes(func(c journey.Change) bool { return c.Kind == journey.ChangeProperty && c.Target == p.ID })
}

// changes tells that some change of the map is as asked.
func (s *study) changes(is func(journey.Change) bool) bool {
	for _, step := range s.m.Steps {
		var list []journey.Change
		if step.Touchpoint != nil {
			list = step.Touchpoint.Changes
		}
		if step.Update != nil {
			list = step.Update.Changes
		}
		for _, c := range list {
			if is(c) {
				return true
			}
		}
	}
	return false
}

func (s *study) markSet(mark string) bool {
	return s.changes(func(c journey.Change) bool { return c.Kind == journey.ChangeMark && c.Value == mark && !c.No })
}

// valuesNeverSet finds choices that a rule asks for and that nobody has, though the property is set.
func (s *study) valuesNeverSet(p *journey.Property) []finding.Finding {
	if p.Type != journey.PropertyChoice {
		return nil
	}
	has := map[string]bool{p.Default: true}
	for _, persona := range s.m.Personas {
		for _, mix := range persona.Properties {
			for _, w := range mix.Values {
				if mix.Property == p.ID && s.m.Value(w.Share).Value > 0 {
					has[w.Value] = true
				}
			}
		}
	}
	s.changes(func(c journey.Change) bool {
		if c.Kind == journey.ChangeProperty && c.Target == p.ID {
			has[c.Value] = true
		}
		return false
	})
	var list []finding.Finding
	told := map[string]bool{}
	for _, source := range rule.Sources(s.m) {
		x := s.parse(source.Text)
		if x == nil {
			continue
		}
		rule.Walk(x, func(x rule.Expr) {
			one, ok := x.(*rule.OneOf)
			if !ok || one.Quality != rule.ChoiceProperty || one.Of.ID != string(p.ID) {
				return
			}
			for _, value := range one.Values {
				if has[value.ID] || told[value.ID] {
					continue
				}
				told[value.ID] = true
				list = append(list, finding.Finding{
					Targets: []journey.Ref{{Kind: journey.KindProperty, ID: p.ID}, source.Record}, Message: "finding.J113.message_value",
					Args: journey.Args{"Property": s.name(p.ID), "Value": value.ID, "By": s.name(source.Record.ID)},
				})
			}
		})
	}
	return list
}

// leaveOut offers to leave a condition out of a segment's or a branch's rule, where it is one of several joined by "and"
// and asks for nothing else.
func (s *study) leaveOut(source rule.Source, about func(rule.Ref) bool) []finding.Fix {
	and, ok := s.parse(source.Text).(*rule.And)
	if !ok {
		return nil
	}
	w := ruleText{text: source.Text, of: source.Record, name: s.name(source.Record.ID)}
	switch {
	case source.Record.Kind == journey.KindSegment:
		w.set = fix.SetRule{Segment: source.Record.ID, Was: source.Text}
	case source.Record.Kind == journey.KindStep:
		for _, r := range s.step(source.Record.ID).Branch.Rules {
			if r.Rule == source.Text {
				w.set = fix.SetRule{Step: source.Record.ID, Rule: r.ID, Was: r.Rule}
				w.name = ruleName(r)
			}
		}
	default:
		return nil
	}
	for _, x := range and.Terms {
		refs := rule.References(x)
		if len(refs) > 0 && about(refs[0]) && (len(refs) == 1 || isOneOf(x)) {
			return s.without(w, []rule.Expr{x})
		}
	}
	return nil
}

func isOneOf(x rule.Expr) bool {
	if not, ok := x.(*rule.Not); ok {
		x = not.X
	}
	_, ok := x.(*rule.OneOf)
	return ok
}
