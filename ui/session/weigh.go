package session

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/simulate"
)

// weighed is what the assumptions of a map do to a goal, and what was found from that.
type weighed struct {
	m     *journey.Map
	by    *simulate.Sensitivity
	found []finding.Finding
}

// Weighed takes note of what the assumptions of a map do to its goal: the findings that ask for it are about it from now on. It
// holds as long as the map gives the same numbers; after that what was found from it is shown as older.
func (s *Session) Weighed(m *journey.Map, by *simulate.Sensitivity) {
	s.post(func() {
		if s.doc == nil {
			return
		}
		s.weighed = weighed{m: m, by: by}
		s.check(checkPatience)
		s.publish()
	})
}

// weighs is what the assumptions of the newest map do under the rules chosen; nil when that is not known.
func (s *Session) weighs() *simulate.Sensitivity {
	w, now := s.weighed, s.doc.Editor().Map()
	if w.by == nil || w.by.Spec.Policy != s.policy {
		return nil
	}
	if w.m != now && (s.options.Fingerprint == nil || s.options.Fingerprint(w.m) != s.options.Fingerprint(now)) {
		return nil
	}
	return w.by
}

// keepWeighed remembers what was found from it, and keeps it as older once the map has gone on.
func (s *Session) keepWeighed(m *journey.Map, list []finding.Finding) {
	if s.weighed.by == nil || s.options.Weighing == nil {
		return
	}
	if s.weighs() != nil {
		s.weighed.found = slices.DeleteFunc(slices.Clone(list), func(f finding.Finding) bool { return !s.options.Weighing(f.Rule) })
		return
	}
	for _, f := range stillThere(m, s.weighed.found) {
		if !slices.ContainsFunc(s.now.Older, func(o finding.Finding) bool { return o.Rule == f.Rule }) {
			s.now.Older = append(s.now.Older, f)
		}
	}
}
