package check

import (
	"cmp"
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
	"rehearse/simulate/reach"
)

// floodingPossible says, without a run, how many messages one person can get at the worst in a day and in seven days over all
// scenarios that do not exclude each other, where that is more than the policy wants. One scenario alone is a series that was
// meant so, unless nothing bounds how often it is entered. It is a bound, which chance may make
// very rare, so it is information; a run tells how many people it hits, and then this rule keeps silent.
var floodingPossible = criterion{
	RuleInfo: finding.RuleInfo{ID: "J204", Name: "flooding_possible", Class: "flooding", Severity: finding.Information},
	find: func(s *study) []finding.Finding {
		ways := s.ways()
		if ways == nil || s.seen.Result != nil {
			return nil
		}
		worst := ways.Worst()
		mostDay, mostWeek := s.m.Policy.MostADay(), s.m.Policy.MostAWeek()
		day, week := s.tooMuch(worst.Day, mostDay), s.tooMuch(worst.Week, mostWeek)
		if unbounded := worst.Week.Sent == reach.Unbounded; !unbounded {
			day, week = day && len(worst.Day.By) > 1, week && len(worst.Week.By) > 1
		}
		if !day && !week {
			return nil
		}
		load := worst.Week
		if !week {
			load = worst.Day
		}
		by := slices.Clone(load.By)
		slices.SortStableFunc(by, func(a, b reach.Share) int { return cmp.Compare(b.Contacts, a.Contacts) })
		var senders []journey.ID
		f := finding.Finding{Args: journey.Args{
			"Day": worst.Day.Sent, "Week": worst.Week.Sent, "Most": mostDay, "MostWeek": mostWeek,
		}}
		for _, share := range by {
			senders = append(senders, share.Scenario)
			f.Ways = append(f.Ways, finding.Way{Steps: share.Steps})
		}
		f.Ways = f.Ways[:min(3, len(f.Ways))]
		f.Targets, f.Args["Scenarios"] = s.scenarioRefs(senders), s.senders(senders)
		dayAtMost, weekAtMost := dayCap(mostDay), weekCap(mostWeek)
		switch {
		case worst.Week.Sent == reach.Unbounded:
			f.Message = "finding.J204.message_unbounded"
			f.Fixes = []finding.Fix{{Message: "fix.add_caps", Args: journey.Args{"Day": mostDay, "Week": mostWeek}, Edit: fix.AddCaps{Caps: []fix.AddCap{dayAtMost, weekAtMost}}}}
		case day && week:
			f.Fixes = []finding.Fix{{Message: "fix.add_caps", Args: journey.Args{"Day": mostDay, "Week": mostWeek}, Edit: fix.AddCaps{Caps: []fix.AddCap{dayAtMost, weekAtMost}}}}
		case day:
			f.Message = "finding.J204.message_day"
			f.Fixes = []finding.Fix{{Message: "fix.add_cap_day", Args: journey.Args{"Count": mostDay}, Edit: dayAtMost}}
		default:
			f.Message = "finding.J204.message_week"
			f.Fixes = []finding.Fix{{Message: "fix.add_cap_week", Args: journey.Args{"Count": mostWeek}, Edit: weekAtMost}}
		}
		if len(f.Args["Scenarios"].(finding.Names)) == 0 {
			return nil // the main flow alone is what people do with no message at all
		}
		f.Fixes = append(f.Fixes, s.moveOutOfTheCrowd()...)
		return []finding.Finding{f}
	},
}

// tooMuch tells that a load is more than is wanted, and not all of it asked for: messages of service and transactions.
func (s *study) tooMuch(load reach.Load, most int) bool {
	return load.Sent > int64(most) && slices.ContainsFunc(load.By, func(share reach.Share) bool {
		return slices.ContainsFunc(share.Steps, func(id journey.ID) bool {
			step := s.step(id)
			return step != nil && (step.Call != nil || step.Message != nil && step.Message.Class == journey.ClassMarketing)
		})
	})
}
