package fix

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/edit"
)

// SetRule gives a segment, or one rule of a branch, another text.
type SetRule struct {
	Segment journey.ID `json:"segment,omitempty"`
	// Step and Rule are a branch and the rule in it.
	Step journey.ID `json:"step,omitempty"`
	Rule journey.ID `json:"rule,omitempty"`
	// Was is the text this is offered for.
	Was  string `json:"was"`
	Text string `json:"text"`
}

// Action is part of finding.Edit.
func (SetRule) Action() string { return "set_rule" }

// Apply is part of finding.Edit.
func (f SetRule) Apply(tx *edit.Tx) error {
	if f.Segment != "" {
		segment := tx.Map().Segment(f.Segment)
		if segment == nil || segment.Rule != f.Was {
			return gone(journey.Ref{Kind: journey.KindSegment, ID: f.Segment})
		}
		changed := journey.Clone(segment)
		changed.Rule = f.Text
		tx.Put(changed)
		return nil
	}
	rules, at, err := branchRule(tx, f.Step, f.Rule)
	if err != nil {
		return err
	}
	if rules[at].Rule != f.Was {
		return gone(journey.Ref{Kind: journey.KindStep, ID: f.Step})
	}
	rules[at].Rule = f.Text
	return edit.SetBranchRules(tx, f.Step, rules)
}

// branchRule is a copy of the rules of a branch, and the place of one of them.
func branchRule(tx *edit.Tx, step, id journey.ID) ([]journey.BranchRule, int, error) {
	s := tx.Map().Step(step)
	if s == nil || s.Branch == nil {
		return nil, 0, gone(journey.Ref{Kind: journey.KindStep, ID: step})
	}
	at := slices.IndexFunc(s.Branch.Rules, func(r journey.BranchRule) bool { return r.ID == id })
	if at < 0 {
		return nil, 0, gone(journey.Ref{Kind: journey.KindStep, ID: step})
	}
	return slices.Clone(s.Branch.Rules), at, nil
}
