package check

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
)

// changedSinceSignOff tells what is no longer as it was signed. Drafts that came since, or that were drafts already, are
// where work goes on: they are only pointed out.
var changedSinceSignOff = criterion{
	RuleInfo: finding.RuleInfo{ID: "J605", Name: "changed_since_sign_off", Class: "plan", Severity: finding.Warning},
	needs:    func(seen Seen) bool { return seen.Signed != nil },
	find: func(s *study) []finding.Finding {
		signed := s.seen.Signed
		d := since(signed.Map, s.m)
		if len(d.changed)+len(d.added)+len(d.gone) == 0 {
			return nil
		}
		before := &study{m: signed.Map, index: journey.NewIndex(signed.Map)}
		f := finding.Finding{Targets: slices.Concat(d.changed, d.added)}
		var gone []journey.Ref
		for _, r := range d.gone {
			gone = append(gone, journey.Ref{Kind: r.RecordKind(), ID: r.RecordID()})
		}
		f.Args = journey.Args{
			"By": signed.By, "Date": signed.Date, "Changed": s.told(d.changed, nil), "Added": s.told(d.added, d.added), "Gone": before.told(gone, gone),
		}
		if !d.settled {
			f.Severity = finding.Information
		}
		return []finding.Finding{f}
	},
}

// told are the names of records; a link that came or went with a step at its end is told with the step.
func (s *study) told(refs, with []journey.Ref) finding.Names {
	var names finding.Names
	for _, r := range refs {
		if l, ok := s.index.Get(r.ID).(*journey.Link); ok && (slices.Contains(with, stepRef(l.From)) || slices.Contains(with, stepRef(l.To))) {
			continue
		}
		n := s.place(journey.AssumptionPlace{Record: r})
		if r.Kind == journey.KindSettings {
			n = finding.Name{Part: journey.Word("text.kind." + string(r.Kind))}
		}
		if !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	return names
}
