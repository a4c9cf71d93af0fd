package check

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/simulate"
)

// peopleStopped tells of people who ran into a limit of the engine: an endless loop of the map.
var peopleStopped = criterion{
	RuleInfo: finding.RuleInfo{ID: "J110", Name: "people_stopped", Class: "structure", Severity: finding.Error, Measured: true},
	find: func(s *study) []finding.Finding {
		r := s.seen.Result
		if r.Stopped == 0 {
			return nil
		}
		f := finding.Finding{Args: journey.Args{"Count": r.Stopped}, Witness: witness(r, "stopped")}
		for _, step := range r.Steps {
			if step.Tokens.Stopped > 0 {
				f.Targets = append(f.Targets, stepRef(step.Step))
			}
		}
		share := simulate.NewShare(r.Stopped, r.Counted, "entry")
		f.Numbers = []finding.Number{number("finding.number.people", share, 0)}
		for _, loop := range s.timelessLoops() {
			if slices.ContainsFunc(f.Targets, func(at journey.Ref) bool { return slices.Contains(loop, at.ID) }) {
				f.Fixes = append(f.Fixes, s.waitInLoop(loop)...)
			}
		}
		return []finding.Finding{f}
	},
}

// witness finds the first person in whom something can be seen; nil when there is none.
func witness(r *simulate.Result, code string, of ...journey.ID) any {
	for _, w := range r.Witnesses {
		if w.Code != code || len(of) > 0 && !equal(w.Of, of) {
			continue
		}
		return w.Person
	}
	return nil
}

func equal(a, b []journey.ID) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
