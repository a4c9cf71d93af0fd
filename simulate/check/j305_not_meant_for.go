package check

import (
	"slices"
	"strings"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
	"rehearse/journey/rule"
	"rehearse/simulate"
)

// notMeantFor finds scenarios that let personas in they are not meant for: the personas of a scenario are an intention, the
// segment is what filters. After a run it says of how many of those who started it this is so.
var notMeantFor = criterion{
	RuleInfo: finding.RuleInfo{ID: "J305", Name: "not_meant_for", Class: "audience", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, scenario := range s.m.Scenarios {
			if len(scenario.Personas) == 0 {
				continue
			}
			stay, ok := s.stay(scenario.Start)
			if !ok || !stay.Possible {
				continue
			}
			came, of := s.cameOthers(scenario)
			var others []journey.ID
			var example *finding.Example
			for _, id := range stay.Personas {
				if slices.Contains(scenario.Personas, id) {
					continue
				}
				who := s.example(id, s.segment(scenario.Segment), s.triggerRule(scenario))
				if who == nil && !slices.Contains(came, id) {
					continue // neither shown nor seen
				}
				if others = append(others, id); example == nil {
					example = who
				}
			}
			if len(others) == 0 {
				continue
			}
			f := finding.Finding{
				Targets: []journey.Ref{scenarioRef(scenario.ID)},
				Args:    journey.Args{"Scenario": s.name(scenario.ID), "Personas": s.list(scenario.Personas, 4), "Others": s.list(others, 4)},
				Example: example,
				Fixes:   []finding.Fix{s.restrict(scenario), s.meanAlso(scenario, others)},
			}
			if of.Num > 0 {
				f.Message = "finding.J305.message_measured"
				f.Args["Share"] = finding.Percent(of.Share)
				f.Numbers = []finding.Number{number("finding.number.started", of, 0)}
			}
			list = append(list, f)
		}
		return list
	},
}

// triggerRule is the rule of the segment whose entering starts a scenario; nil for other triggers.
func (s *study) triggerRule(scenario *journey.Scenario) rule.Expr {
	if scenario.Trigger.Kind != journey.TriggerSegment {
		return nil
	}
	return s.segment(scenario.Trigger.Segment)
}

// cameOthers are the personas a scenario is not meant for who started it in the run, and their share of all who did.
func (s *study) cameOthers(scenario *journey.Scenario) ([]journey.ID, simulate.Share) {
	if s.seen.Result == nil {
		return nil, simulate.Share{}
	}
	for _, r := range s.seen.Result.Scenarios {
		if r.Scenario != scenario.ID {
			continue
		}
		var who []journey.ID
		var people, others int64
		for _, group := range r.ByPersona {
			people += group.People
			if group.People > 0 && !slices.Contains(scenario.Personas, group.ID) {
				who = append(who, group.ID)
				others += group.People
			}
		}
		if people > 0 {
			return who, simulate.NewShare(others, people, "entered")
		}
	}
	return nil, simulate.Share{}
}

// keywords is the language a new rule is written in: that of the map's other rules, where it has none that of its people.
func (s *study) keywords() rule.Lang {
	for _, source := range rule.Sources(s.m) {
		return languageOf(source.Text)
	}
	if languages := s.m.Settings.Languages; len(languages) > 0 && strings.HasPrefix(languages[0], string(rule.Russian)) {
		return rule.Russian
	}
	return rule.English
}

// restrict offers to let only the personas in a scenario is meant for: by its segment where that is its own, else by a new one.
func (s *study) restrict(scenario *journey.Scenario) finding.Fix {
	only := &rule.OneOf{Quality: rule.Persona}
	var names []string
	for _, id := range scenario.Personas {
		only.Values = append(only.Values, rule.Ref{Kind: rule.PersonaName, ID: string(id), Name: s.ruleName(id)})
		names = append(names, s.name(id))
	}
	offer := finding.Fix{
		Message: "fix.restrict", Args: journey.Args{"Scenario": s.name(scenario.ID), "Personas": strings.Join(names, ", ")},
	}
	segment := s.m.Segment(scenario.Segment)
	parsed := s.segment(scenario.Segment)
	switch {
	case segment == nil:
		offer.Edit = fix.NewSegment{Scenario: scenario.ID, Name: strings.Join(names, ", "), Rule: rule.Format(only, s.keywords())}
	case s.usesOf(segment.ID) == 1:
		offer.Edit = fix.SetRule{Segment: segment.ID, Was: segment.Rule, Text: rule.Format(rule.All(parsed, only), languageOf(segment.Rule))}
	default:
		inside := &rule.Is{Fact: rule.InSegment, Of: rule.Ref{Kind: rule.SegmentName, ID: string(segment.ID), Name: s.ruleName(segment.ID)}}
		offer.Edit = fix.NewSegment{
			Scenario: scenario.ID, Name: s.name(segment.ID) + ": " + strings.Join(names, ", "),
			Rule: rule.Format(rule.All(inside, only), languageOf(segment.Rule)),
		}
	}
	return offer
}

// ruleName is what a rule calls a record: its name, or its ID where the name would not be understood.
func (s *study) ruleName(id journey.ID) string {
	name := s.name(id)
	r := s.index.Get(id)
	for _, other := range s.m.Records(r.RecordKind()) {
		if other.RecordID() != id && journey.NameOf(other) == name {
			return string(id)
		}
	}
	return name
}

// usesOf counts what a segment is used for: scenarios, events from outside, rules.
func (s *study) usesOf(segment journey.ID) int {
	n := 0
	for _, scenario := range s.m.Scenarios {
		if scenario.Segment == segment {
			n++
		}
		if scenario.Trigger.Kind == journey.TriggerSegment && scenario.Trigger.Segment == segment {
			n++
		}
	}
	for _, e := range s.m.Events {
		if e.Outside != nil && e.Outside.Segment == segment {
			n++
		}
	}
	if s.asks().segments[segment] {
		n++
	}
	return n
}

// meanAlso offers to say that a scenario is meant for those who come as well.
func (s *study) meanAlso(scenario *journey.Scenario, others []journey.ID) finding.Fix {
	return finding.Fix{
		Message: "fix.mean_also", Args: journey.Args{"Scenario": s.name(scenario.ID), "Others": s.list(others, 4)},
		Edit: fix.MeanFor{Scenario: scenario.ID, Personas: append(slices.Clone(scenario.Personas), others...)},
	}
}
