package check

import (
	"cmp"
	"slices"
	"strings"

	"rehearse/journey"
	"rehearse/journey/finding"
)

// pressure tells of people to whom more is meant to be sent in seven days than the policy wants, whom only caps and quiet hours keep
// from it: nobody is flooded, but what falls away is for the caps to choose.
var pressure = criterion{
	RuleInfo: finding.RuleInfo{
		ID: "J212", Name: "pressure", Class: "flooding", Severity: finding.Information, Measured: true,
		Threshold: &finding.Threshold{Usual: 0.1, Min: 0, Max: 1, Unit: finding.UnitShare},
	},
	find: func(s *study) []finding.Finding {
		t := &s.seen.Result.Touches
		if !s.over(t.Pressed) {
			return nil
		}
		held := s.heldBack()
		f := finding.Finding{
			Targets: s.scenarioRefs(held),
			Args: journey.Args{
				"Share": finding.Percent(t.Pressed.Share.Share), "Most": t.Pressed.Limit, "Wanted": t.Wanted7Days.Mean, "Sent": t.Worst7Days.Mean, "Worst": t.Wanted7Days.Worst,
				"Scenarios": s.senders(held),
			},
			Numbers: append([]finding.Number{number("finding.number.pressed", t.Pressed.Share, s.limit)}, spread("", t.Wanted7Days)...),
			Witness: witness(s.seen.Result, "pressed"),
		}
		if len(f.Targets) == 0 {
			f.Targets, f.Message = []journey.Ref{{Kind: journey.KindPolicy, ID: journey.PolicyID}}, "finding.J212.message_flow"
		}
		return []finding.Finding{f}
	},
}

// heldBack are the scenarios of which caps and quiet hours hold most back, or refuse it, the worst three.
func (s *study) heldBack() []journey.ID {
	of := map[journey.ID]int64{}
	for _, m := range s.seen.Result.Messages {
		of[s.scenarioOf(m.Step)] += m.Held
		for _, r := range m.Refused {
			if r.Reason == "quiet_hours" || strings.HasPrefix(r.Reason, "cap:") {
				of[s.scenarioOf(m.Step)] += r.Count
			}
		}
	}
	var list []journey.ID
	for _, scenario := range s.m.Scenarios {
		if of[scenario.ID] > 0 {
			list = append(list, scenario.ID)
		}
	}
	slices.SortStableFunc(list, func(a, b journey.ID) int { return cmp.Compare(of[b], of[a]) })
	return list[:min(3, len(list))]
}
