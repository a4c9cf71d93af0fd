package check

import (
	"cmp"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
	"rehearse/simulate"
)

// flooded tells of people who get more messages in a day or in seven days than the policy wants (2 a day
// and 5 a week where it says nothing), not counting those full of nothing but service and transactional messages, and which scenarios fill their days and weeks. It speaks when at least one person in
// a hundred is hit, or the map's own threshold. Too full days and too full weeks are one finding.
var flooded = criterion{
	RuleInfo: finding.RuleInfo{
		ID: "J203", Name: "flooded", Class: "flooding", Severity: finding.Warning, Measured: true,
		Threshold: &finding.Threshold{Usual: 0.01, Min: 0, Max: 1, Unit: finding.UnitShare},
	},
	find: func(s *study) []finding.Finding {
		r := s.seen.Result
		t := &r.Touches
		day, week := s.over(t.OverDay), s.over(t.OverWeek)
		f := finding.Finding{Args: journey.Args{
			"Share": finding.Percent(t.OverDay.Share.Share), "Most": t.OverDay.Limit, "Worst": worst(r, "over_day"),
			"ShareWeek": finding.Percent(t.OverWeek.Share.Share), "MostWeek": t.OverWeek.Limit, "WorstWeek": worst(r, "over_week"),
		}}
		dayAtMost, weekAtMost := dayCap(int(t.OverDay.Limit)), weekCap(int(t.OverWeek.Limit))
		what, hit, code := func(n simulate.Together) int64 { return n.Days }, t.OverDay.Num, "over_day"
		switch {
		case day && week:
			f.Message = "finding.J203.message_both"
			f.Fixes = []finding.Fix{{
				Message: "fix.add_caps", Args: journey.Args{"Day": t.OverDay.Limit, "Week": t.OverWeek.Limit},
				Edit: fix.AddCaps{Caps: []fix.AddCap{dayAtMost, weekAtMost}},
			}}
		case day:
			f.Fixes = []finding.Fix{{Message: "fix.add_cap_day", Args: journey.Args{"Count": t.OverDay.Limit}, Edit: dayAtMost}}
		case week:
			f.Message = "finding.J203.message_week"
			f.Fixes = []finding.Fix{{Message: "fix.add_cap_week", Args: journey.Args{"Count": t.OverWeek.Limit}, Edit: weekAtMost}}
			what, hit, code = func(n simulate.Together) int64 { return n.Weeks }, t.OverWeek.Num, "over_week"
		default:
			return nil
		}
		if day {
			f.Numbers = append(f.Numbers, number("finding.number.over_day", t.OverDay.Share, s.limit))
			f.Numbers = append(f.Numbers, spread("day_", t.WorstDay)...)
		}
		if week {
			f.Numbers = append(f.Numbers, number("finding.number.over_week", t.OverWeek.Share, s.limit))
			f.Numbers = append(f.Numbers, spread("week_", t.Worst7Days)...)
		}
		list := culprits(r, what)
		if len(list) == 0 { // a result of another map
			return nil
		}
		by := both(list)
		f.Targets, f.Witness = s.scenarioRefs(by), witness(r, code)
		if len(f.Targets) == 0 {
			f.Targets = []journey.Ref{{Kind: journey.KindPolicy, ID: journey.PolicyID}}
		}
		f.Args["A"], f.Args["B"] = s.sender(list[0].A), s.sender(list[0].B)
		f.Args["Part"] = finding.Percent(float64(what(list[0])) / float64(max(1, hit)))
		if list[0].A == list[0].B {
			f.Message = cmp.Or(f.Message, "finding.J203.message") + "_alone"
		}
		f.Fixes = append(f.Fixes, s.moveOutOfTheCrowd()...)
		return []finding.Finding{f}
	},
}

// over reports whether a limit is passed by enough people to speak of.
func (s *study) over(l simulate.Limit) bool { return l.Num > 0 && l.Share.Share >= s.limit }
