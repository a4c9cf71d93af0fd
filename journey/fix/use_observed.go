package fix

import (
	"rehearse/journey"
	"rehearse/journey/edit"
)

// UseObserved makes a measured share the weight of a link, with where and when it was measured.
type UseObserved struct {
	Observed journey.ID `json:"observed"`
	Link     journey.ID `json:"link"`
	Share    float64    `json:"share"`
}

// Action is part of finding.Edit.
func (UseObserved) Action() string { return "use_observed" }

// Apply is part of finding.Edit.
func (f UseObserved) Apply(tx *edit.Tx) error {
	ref := journey.Ref{Kind: journey.KindObserved, ID: f.Observed}
	observed, _ := tx.Map().Lookup(ref).(*journey.Observed)
	if observed == nil {
		return gone(ref)
	}
	l := tx.Map().Link(f.Link)
	if l == nil {
		return gone(journey.Ref{Kind: journey.KindLink, ID: f.Link})
	}
	source := observed.Source
	if source == "" {
		source = observed.Name
	}
	changed := journey.Clone(l)
	changed.Weight = &journey.Assumption{Value: f.Share, Source: source, Date: observed.Until, Evidence: journey.EvidenceMeasured}
	tx.Put(changed)
	return nil
}
