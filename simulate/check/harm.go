package check

import (
	"cmp"
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
	"rehearse/simulate"
)

// What rules about flooding and duplicates share.

// sender is what people call who sends: a scenario by its name, or the main flow.
func (s *study) sender(id journey.ID) any {
	if id == "" {
		return journey.Word("finding.main_flow")
	}
	return finding.Names{{Name: s.name(id)}}
}

// senders lists who sends.
func (s *study) senders(ids []journey.ID) finding.Names {
	var list finding.Names
	for _, id := range ids {
		if id != "" {
			list = append(list, finding.Name{Name: s.name(id)})
		}
	}
	return list
}

// steps lists steps by name.
func (s *study) steps(ids []journey.ID) finding.Names {
	var list finding.Names
	for _, id := range ids {
		list = append(list, finding.Name{Name: s.name(id)})
	}
	return list
}

// scenarioRefs are the scenarios among those who send.
func (s *study) scenarioRefs(ids []journey.ID) []journey.Ref {
	var list []journey.Ref
	for _, id := range ids {
		if ref := scenarioRef(id); id != "" && s.m.Scenario(id) != nil && !slices.Contains(list, ref) {
			list = append(list, ref)
		}
	}
	return list
}

// culprits are the pairs of the matrix in which something happens, the worst first: of two equal ones that of two scenarios.
func culprits(r *simulate.Result, what func(simulate.Together) int64) []simulate.Together {
	list := slices.DeleteFunc(slices.Clone(r.Touches.Together), func(n simulate.Together) bool { return what(n) == 0 })
	slices.SortStableFunc(list, func(a, b simulate.Together) int {
		if c := cmp.Compare(what(b), what(a)); c != 0 {
			return c
		}
		return cmp.Compare(one(a), one(b))
	})
	return list
}

func one(n simulate.Together) int {
	if n.A == n.B {
		return 1
	}
	return 0
}

// both are the scenarios of the first pairs, each once.
func both(list []simulate.Together) []journey.ID {
	var ids []journey.ID
	for _, n := range list[:min(3, len(list))] {
		for _, id := range []journey.ID{n.A, n.B} {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// dayCap and weekCap hold what is too many back until there is room.
func dayCap(most int) fix.AddCap {
	return fix.AddCap{Max: most, Window: journey.CapDay, Hit: journey.CapDefer}
}

func weekCap(most int) fix.AddCap {
	return fix.AddCap{Max: most, Window: journey.CapRolling, Length: 7 * journey.Day, Hit: journey.CapDefer}
}

// mean is the mean of a distribution of touches.
func mean(name string, d simulate.Distribution) finding.Number {
	n := finding.Number{Name: name, Value: d.Mean, Unit: finding.UnitCount}
	if d.MeanInterval != nil {
		n.Interval = &finding.Interval{Low: d.MeanInterval.Low, High: d.MeanInterval.High, Of: finding.Luck}
	}
	return n
}

// plain is a number of messages, without an interval.
func plain(name string, value int64) finding.Number {
	return finding.Number{Name: name, Value: float64(value), Unit: finding.UnitCount}
}

// spread is a distribution in numbers: mean, 95 %, 99 %, worst. Of is what it is of, "" or "day_", "week_".
func spread(of string, d simulate.Distribution) []finding.Number {
	name := "finding.number." + of
	return []finding.Number{mean(name+"mean", d), plain(name+"q95", d.Q95), plain(name+"q99", d.Q99), plain(name+"worst", d.Worst)}
}

// worst is the greatest value of what witnesses show.
func worst(r *simulate.Result, code string) int64 {
	for _, w := range r.Witnesses {
		if w.Code == code {
			return w.Value
		}
	}
	return 0
}
