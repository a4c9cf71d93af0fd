package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
)

// burstAfterQuietHours tells of people who get as many messages in one minute, when quiet hours end, as the policy wants in a whole
// day at most (two where it says nothing, never fewer). Now and then that happens in every plan; it speaks when it is the lot of
// one person in twenty, or of the map's own share.
var burstAfterQuietHours = criterion{
	RuleInfo: finding.RuleInfo{
		ID: "J207", Name: "burst_after_quiet_hours", Class: "flooding", Severity: finding.Warning, Measured: true,
		Threshold: &finding.Threshold{Usual: 0.05, Min: 0, Max: 1, Unit: finding.UnitShare},
	},
	find: func(s *study) []finding.Finding {
		t := &s.seen.Result.Touches
		if !s.over(t.AtOnce) {
			return nil
		}
		return []finding.Finding{{
			Targets: []journey.Ref{{Kind: journey.KindPolicy, ID: journey.PolicyID}}, Field: "quiet_hours",
			Args: journey.Args{
				"Share": finding.Percent(t.AtOnce.Share.Share), "Count": t.AtOnce.Limit, "Worst": t.Bursts.Worst,
			},
			Numbers: append([]finding.Number{number("finding.number.touched", t.AtOnce.Share, s.limit)}, spread("", t.Bursts)...),
			Witness: witness(s.seen.Result, "burst"),
			Fixes: []finding.Fix{{
				Message: "fix.add_gap", Args: journey.Args{"Gap": gapAfterQuiet},
				Edit: fix.AddCap{Max: 1, Window: journey.CapSinceLast, Length: gapAfterQuiet, Hit: journey.CapDefer},
			}},
		}}
	},
}

// gapAfterQuiet between two messages: vendors advise two hours at least.
const gapAfterQuiet = 2 * journey.Hour
