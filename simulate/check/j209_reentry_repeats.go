package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
	"rehearse/simulate"
)

// reentryRepeats tells of scenarios that people enter again so soon that they hear the same within the duplicate window.
var reentryRepeats = criterion{
	RuleInfo: finding.RuleInfo{
		ID: "J209", Name: "reentry_repeats", Class: "flooding", Severity: finding.Warning, Measured: true,
		Threshold: &finding.Threshold{Usual: 0.01, Min: 0, Max: 1, Unit: finding.UnitShare},
	},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, cause := range s.repeats("again") {
			scenario := s.m.Scenario(cause.Scenarios[0])
			if scenario == nil || scenario.Trigger.Kind == journey.TriggerDate && scenario.Trigger.Repeat != journey.RepeatOnce {
				continue // every issue of a newsletter is another one
			}
			worst := s.seen.Result.Pairs[cause.Pairs[0]]
			f := finding.Finding{
				Targets: append([]journey.Ref{scenarioRef(scenario.ID)}, s.targetsOf(cause.Messages)...), Field: "reentry",
				Args: journey.Args{
					"Share": finding.Percent(cause.People.Share), "Scenario": s.name(scenario.ID), "Messages": s.steps(cause.Messages),
					"Count": len(cause.Messages), "Window": s.duplicateWindow(), "A": s.name(worst.A),
				},
				Numbers: []finding.Number{number("finding.number.got", cause.People, s.limit)},
				Witness: s.witnessOf(worst),
				Fixes:   s.seldom(scenario, cause),
			}
			list = append(list, f)
		}
		return list
	},
}

// seldom offers a pause between two entries that keeps everything of the one clear of the other, where the scenario ends some
// time; to let nobody in twice; and to pass by what was sent a short while ago.
func (s *study) seldom(scenario *journey.Scenario, cause simulate.RepeatResult) []finding.Fix {
	var list []finding.Fix
	if length, ends := s.length(scenario.ID); ends {
		days := int((length + s.duplicateWindow() + journey.Day - 1) / journey.Day)
		list = append(list, finding.Fix{
			Message: "fix.reentry_pause", Args: journey.Args{"Scenario": s.name(scenario.ID), "Count": days},
			Edit: fix.SetReentry{Scenario: scenario.ID, Reentry: journey.ReentryPause, Days: days},
		})
	}
	list = append(list, finding.Fix{
		Message: "fix.reentry_never", Args: journey.Args{"Scenario": s.name(scenario.ID)},
		Edit: fix.SetReentry{Scenario: scenario.ID, Reentry: journey.ReentryNever},
	})
	if len(cause.Messages) == 1 {
		list = append(list, s.skipRepeats(cause)...)
	}
	return list
}

// length is the longest time a scenario can take by waits of fixed length, with the time in which messages are decided;
// false when it may take any time.
func (s *study) length(scenario journey.ID) (sum journey.Duration, ends bool) {
	for _, step := range s.m.Steps {
		if step.Scenario != scenario {
			continue
		}
		switch {
		case step.Wait != nil && step.Wait.Kind == journey.WaitDuration && step.Wait.For.Kind == journey.LawFixed:
			sum += step.Wait.For.Value
		case step.Wait != nil, step.Call != nil, step.Support != nil:
			return 0, false
		case step.Message != nil && s.outcomeLinked(step.ID):
			sum += s.decidedAfter(step.Message)
		}
	}
	for _, l := range s.m.Links {
		if s.scenarioOf(l.From) != scenario || l.Delay.IsZero() {
			continue
		}
		if l.Delay.Kind != journey.LawFixed {
			return 0, false
		}
		sum += l.Delay.Value
	}
	policy := s.m.Policy
	return sum, policy == nil || policy.QuietHours == nil && len(policy.Caps) == 0
}
