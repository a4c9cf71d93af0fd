package session

import (
	"maps"
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/simulate"
)

// check looks at the newest map, and at the last result when it belongs to it. What that result showed of an older map is
// kept until there is a newer one.
func (s *Session) check() {
	if s.options.Check == nil || s.doc == nil {
		return
	}
	m, result := s.doc.Editor().Map(), s.now.Run.Result
	if s.now.Run.Revision != m.Revision {
		result = nil
	}
	s.now.Findings = s.options.Check(m, result, s.signed)
	s.now.Older = nil
	switch {
	case s.options.Measured == nil:
	case result != nil:
		s.measured = slices.DeleteFunc(slices.Clone(s.now.Findings), func(f finding.Finding) bool { return !s.options.Measured(f.Rule) })
	case s.now.Run.Result != nil:
		s.now.Older = stillThere(m, s.measured)
	}
	s.name()
}

// stillThere are the findings whose targets all exist, silenced as the map has it now. Their fixes were for another map.
func stillThere(m *journey.Map, list []finding.Finding) (kept []finding.Finding) {
	for _, f := range list {
		if slices.ContainsFunc(f.Targets, func(r journey.Ref) bool { return m.Lookup(r) == nil }) {
			continue
		}
		f.Silenced, f.Fixes = "", nil
		for _, quiet := range m.Silences {
			if f.SilencedBy(quiet) {
				f.Silenced = quiet.Reason
			}
		}
		kept = append(kept, f)
	}
	return kept
}

// name finds out what witnesses are called whose names are not known yet.
func (s *Session) name() {
	if s.options.Names == nil || s.now.Run.Map == nil || s.now.Run.Result == nil {
		return
	}
	var unknown []simulate.PersonRef
	for _, f := range s.now.Findings {
		if person, ok := f.Witness.(simulate.PersonRef); ok && s.now.Names[person] == "" && !slices.Contains(unknown, person) {
			unknown = append(unknown, person)
		}
	}
	if len(unknown) == 0 {
		return
	}
	names, err := s.options.Names(s.now.Run.Map, s.now.Run.Result.Spec, unknown)
	if err != nil {
		return // the map of a run can be run; people stay without names
	}
	all := maps.Clone(s.now.Names)
	if all == nil {
		all = map[simulate.PersonRef]string{}
	}
	for i, person := range unknown {
		all[person] = names[i]
	}
	s.now.Names = all
}
