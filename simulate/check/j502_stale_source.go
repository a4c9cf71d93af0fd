package check

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"rehearse/journey"
	"rehearse/journey/finding"
)

// published is how many times as long as a number of one's own a published one holds: it is the mean of many senders, and
// whoever uses it sees that it is somebody else's.
const published = 5

// staleSource finds numbers whose source is older than the threshold: what was true then may not be now. However many there
// are, it is one finding; the oldest come first.
var staleSource = criterion{
	RuleInfo: finding.RuleInfo{ID: "J502", Name: "stale_source", Class: "assumptions", Severity: finding.Information, Threshold: &finding.Threshold{Usual: 730, Min: 1, Max: 7300, Unit: finding.UnitDays}},
	needs:    func(seen Seen) bool { return seen.Today != "" },
	find: func(s *study) []finding.Finding {
		today, err := time.Parse(time.DateOnly, string(s.seen.Today))
		if err != nil {
			return nil
		}
		daysAgo := func(days float64) journey.Date {
			return journey.Date(today.AddDate(0, 0, -int(days)).Format(time.DateOnly))
		}
		before := map[journey.Evidence]journey.Date{journey.EvidenceMeasured: daysAgo(s.limit), journey.EvidenceBenchmark: daysAgo(published * s.limit)}
		var old []journey.ListedAssumption
		for _, a := range s.assumptions() {
			// ISO dates order as texts do; a guess has no age.
			if strings.TrimSpace(a.Fact.Source) != "" && a.Fact.Date != "" && a.Fact.Date < before[a.Fact.Evidence] {
				old = append(old, a)
			}
		}
		if len(old) == 0 {
			return nil
		}
		slices.SortStableFunc(old, func(a, b journey.ListedAssumption) int { return cmp.Compare(a.Fact.Date, b.Fact.Date) })
		f := finding.Finding{Field: old[0].Field}
		var names finding.Names
		for _, a := range old {
			if n := s.place(a.AssumptionPlace); !slices.Contains(names, n) {
				names = append(names, n)
			}
			if !slices.Contains(f.Targets, a.Record) {
				f.Targets = append(f.Targets, a.Record)
			}
		}
		f.Args = journey.Args{"Count": len(old), "Names": names, "Oldest": old[0].Fact.Date, "Source": old[0].Fact.Source}
		return []finding.Finding{f}
	},
}
