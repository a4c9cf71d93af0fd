package session

import (
	"maps"
	"slices"
	"time"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/simulate"
)

// checkPatience is how long what is to be shown waits for the findings about it.
const checkPatience = 10 * time.Millisecond

// check looks at the newest map, and at the last result when it belongs to it. It waits so long for
// the findings; later ones are shown when they are there. One check is under way at a time, the newest map has the last word.
func (s *Session) check(patience time.Duration) {
	if s.options.Check == nil || s.doc == nil {
		return
	}
	s.now.Checking = true
	if s.checking {
		s.recheck = true
		return
	}
	s.checking, s.recheck = true, false
	doc, m, result, signed, weighed := s.doc, s.doc.Editor().Map(), s.now.Run.Result, s.signed, s.weighs()
	if s.now.Run.Revision != m.Revision {
		result = nil
	}
	found := make(chan []finding.Finding, 1)
	go func() { found <- s.options.Check(m, result, signed, weighed) }()
	select {
	case list := <-found:
		s.checking = false
		s.found(m, result, list)
		return
	case <-time.After(patience):
	}
	go func() {
		list := <-found
		s.post(func() {
			s.checking = false
			if doc == s.doc && !s.recheck {
				s.found(m, result, list)
				s.publish()
			}
			if s.recheck {
				s.check(checkPatience)
				s.publish()
			}
		})
	}()
}

// found takes the findings about the newest map. What the last result showed of an older map is kept until there is a newer
// one.
func (s *Session) found(m *journey.Map, result *simulate.Result, list []finding.Finding) {
	s.now.Findings, s.now.Older, s.now.Checking = list, nil, false
	switch {
	case s.options.Measured == nil:
	case result != nil:
		s.measured = slices.DeleteFunc(slices.Clone(list), func(f finding.Finding) bool { return !s.options.Measured(f.Rule) })
	case s.now.Run.Result != nil:
		s.now.Older = stillThere(m, s.measured)
	}
	s.keepWeighed(m, list)
	s.name()
}

// outdate keeps of the findings what can still be said of the newest map, until it has been checked.
func (s *Session) outdate(sameNumbers bool) {
	m := s.doc.Editor().Map()
	kept, older := stillThere(m, s.now.Findings), stillThere(m, s.now.Older)
	if measured := s.options.Measured; measured != nil && !sameNumbers {
		for _, f := range kept {
			if measured(f.Rule) {
				older = append(older, f)
			}
		}
		kept = slices.DeleteFunc(kept, func(f finding.Finding) bool { return measured(f.Rule) })
	}
	s.now.Findings, s.now.Older = kept, older
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
