package check

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
)

// receivesEverything points out personas whom the messages of every scenario can reach, on maps that know two personas or more
// and have five scenarios that send, or the map's own number: nobody has said yet who is told what.
var receivesEverything = criterion{
	RuleInfo: finding.RuleInfo{
		ID: "J211", Name: "receives_everything", Class: "flooding", Severity: finding.Information,
		Threshold: &finding.Threshold{Usual: 5, Min: 2, Max: 50, Unit: finding.UnitCount},
	},
	find: func(s *study) []finding.Finding {
		if len(s.m.Personas) < 2 || s.ways() == nil {
			return nil
		}
		reached := map[journey.ID][]journey.ID{} // scenarios by persona
		var sending []journey.ID
		messages := 0
		for _, scenario := range s.m.Scenarios {
			var people []journey.ID
			for _, step := range s.m.Steps {
				if step.Scenario != scenario.ID || step.Message == nil || step.Message.Class != journey.ClassMarketing {
					continue
				}
				stay, ok := s.stay(step.ID)
				if !ok || !stay.Possible || stay.Wide {
					continue
				}
				messages++
				people = append(people, stay.Personas...)
			}
			if len(people) == 0 {
				continue
			}
			sending = append(sending, scenario.ID)
			for _, persona := range s.m.Personas {
				if slices.Contains(people, persona.ID) {
					reached[persona.ID] = append(reached[persona.ID], scenario.ID)
				}
			}
		}
		if float64(len(sending)) < s.limit {
			return nil
		}
		var everybody []journey.ID
		var targets []journey.Ref
		for _, persona := range s.m.Personas {
			if len(reached[persona.ID]) == len(sending) {
				everybody = append(everybody, persona.ID)
				targets = append(targets, journey.Ref{Kind: journey.KindPersona, ID: persona.ID})
			}
		}
		if len(everybody) == 0 {
			return nil
		}
		f := finding.Finding{
			Targets: targets,
			Args:    journey.Args{"Personas": s.steps(everybody), "Count": len(sending), "Messages": messages, "All": len(s.m.Personas)},
			Example: s.example(everybody[0]),
		}
		if len(everybody) == len(s.m.Personas) {
			f.Message = "finding.J211.message_all"
		}
		return []finding.Finding{f}
	},
}
