package check

import (
	"strings"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
)

// noOwner finds scenarios that send something and that nobody answers for. It is one finding however many there are.
var noOwner = criterion{
	RuleInfo: finding.RuleInfo{ID: "J604", Name: "no_owner", Class: "plan", Severity: finding.Information},
	find: func(s *study) []finding.Finding {
		var ids []journey.ID
		f := finding.Finding{}
		var names finding.Names
		owners := map[string]bool{}
		for _, scenario := range s.m.Scenarios {
			if owner := strings.TrimSpace(scenario.Owner); owner != "" {
				owners[owner] = true
				continue
			}
			if !s.sends(scenario.ID) {
				continue
			}
			ids = append(ids, scenario.ID)
			names = append(names, finding.Name{Name: s.name(scenario.ID)})
			f.Targets = append(f.Targets, scenarioRef(scenario.ID))
		}
		if len(ids) == 0 {
			return nil
		}
		f.Field = "owner"
		f.Args = journey.Args{"Count": len(ids), "Scenarios": names}
		// Who answers for the others may well answer for these; where several do, or nobody does, people must say.
		if len(owners) == 1 {
			for owner := range owners {
				f.Fixes = []finding.Fix{{
					Message: "fix.set_owner", Args: journey.Args{"Owner": owner, "Scenarios": names.Plain()},
					Edit: fix.SetOwner{Scenarios: ids, Owner: owner},
				}}
			}
		}
		return []finding.Finding{f}
	},
}
