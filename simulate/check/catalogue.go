package check

import (
	"cmp"
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/simulate"
)

// criterion is one entry of the catalogue; find or measure is set, according to Info.Measured.
type criterion struct {
	finding.RuleInfo
	find    func(*study) []finding.Finding
	measure func(*study, *simulate.Result) []finding.Finding
}

// catalogue lists the rules in the order of their ids, which are never reused.
func catalogue() []criterion {
	return []criterion{
		cannotRun, unreachableStep, deadEnd, loopWithoutTime, goalOutOfReach, forgottenPersona, ruleNeverHolds,
		eventNeverHappens, exitBeforeFirstMessage, peopleStopped, noGoal, decisionDelays,
		sameMessageTwice, flooded, twinScenarios, leftAlone,
		missingLanguage, unreachableByChannel,
		tooManyAtOnce, tooManyScenarios, scenarioWithoutGoal,
		uselessSilence,
	}
}

// Rules documents every rule.
func Rules() []finding.RuleInfo {
	var list []finding.RuleInfo
	for _, r := range catalogue() {
		list = append(list, r.RuleInfo)
	}
	return list
}

// Map applies the static rules, worst findings first. Silenced findings stay in the list, marked.
func Map(m *journey.Map) []finding.Finding {
	s := newStudy(m)
	var all []finding.Finding
	for _, r := range catalogue() {
		if r.find != nil {
			all = append(all, filled(r, r.find(s))...)
		}
	}
	return settled(m, all)
}

// Result applies the measured rules to what a run of this map showed.
func Result(m *journey.Map, result *simulate.Result) []finding.Finding {
	s := newStudy(m)
	var all []finding.Finding
	for _, r := range catalogue() {
		if r.measure != nil {
			all = append(all, filled(r, r.measure(s, result))...)
		}
	}
	return settled(m, all)
}

// filled gives findings what their rule knows.
func filled(r criterion, list []finding.Finding) []finding.Finding {
	for i := range list {
		list[i].Rule = r.ID
		if list[i].Severity == "" {
			list[i].Severity = r.Severity
		}
		if list[i].Message == "" {
			list[i].Message = "finding." + r.ID + ".message"
		}
	}
	return list
}

// settled marks what the map silences and puts the worst first; within a severity rules keep their order.
func settled(m *journey.Map, list []finding.Finding) []finding.Finding {
	for i := range list {
		for _, silence := range m.Silences {
			if silences(silence, list[i]) {
				list[i].Silenced = silence.Reason
			}
		}
	}
	slices.SortStableFunc(list, func(a, b finding.Finding) int {
		return cmp.Compare(rank(a.Severity), rank(b.Severity))
	})
	return list
}

func silences(s *journey.Silence, f finding.Finding) bool {
	if s.Rule != f.Rule {
		return false
	}
	return s.Target.IsZero() || slices.Contains(f.Targets, s.Target)
}

func rank(s finding.Severity) int {
	switch s {
	case finding.Error:
		return 0
	case finding.Warning:
		return 1
	default:
		return 2
	}
}
