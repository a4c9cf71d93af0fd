package check

import (
	"slices"
	"strings"

	"rehearse/journey"
	"rehearse/journey/finding"
)

// noText finds messages that nobody has written yet, in scenarios that are agreed or run already: of a draft that is the rule and
// no fault. It is one finding however many there are.
var noText = criterion{
	RuleInfo: finding.RuleInfo{ID: "J612", Name: "no_text", Class: "plan", Severity: finding.Information},
	find: func(s *study) []finding.Finding {
		f := finding.Finding{Field: "message.contents"}
		var names finding.Names
		for _, step := range s.m.Steps {
			scenario := s.m.Scenario(step.Scenario)
			if step.Message == nil || scenario == nil || scenario.Status == "" || scenario.Status == journey.StatusDraft || says(step.Message) {
				continue
			}
			names = append(names, finding.Name{Name: s.name(step.ID)})
			f.Targets = append(f.Targets, stepRef(step.ID))
		}
		if len(names) == 0 {
			return nil
		}
		f.Args = journey.Args{"Count": len(names), "Messages": names}
		return []finding.Finding{f}
	},
}

// says tells that a message has a subject or a text in some language.
func says(m *journey.Message) bool {
	return slices.ContainsFunc(m.Contents, func(c journey.Content) bool { return strings.TrimSpace(c.Subject+c.Body) != "" })
}
