package edit

import (
	"slices"

	"rehearse/journey"
)

// SetBranchRules replaces the rules of a branch. A rule keeps its links by its ID; one with an empty ID
// is new and gets one. Links of rules that are gone go too.
func SetBranchRules(tx *Tx, step journey.ID, rules []journey.BranchRule) error {
	s, err := stepOf(tx, step, journey.StepBranch)
	if err != nil {
		return err
	}
	s.Branch.Rules = slices.Clone(rules)
	for i := range s.Branch.Rules {
		if r := &s.Branch.Rules[i]; r.ID == "" {
			r.ID = tx.NewID()
		}
	}
	tx.Name("edit.set_rules", journey.Args{"Name": nameOf(s)})
	tx.Put(s)
	return nil
}

// SetSplitArms replaces the arms of a split, as SetBranchRules does for rules.
func SetSplitArms(tx *Tx, step journey.ID, arms []journey.SplitArm) error {
	s, err := stepOf(tx, step, journey.StepSplit)
	if err != nil {
		return err
	}
	s.Split.Arms = slices.Clone(arms)
	for i := range s.Split.Arms {
		if a := &s.Split.Arms[i]; a.ID == "" {
			a.ID = tx.NewID()
		}
	}
	tx.Name("edit.set_arms", journey.Args{"Name": nameOf(s)})
	tx.Put(s)
	return nil
}

// RemovePort removes a branch's rule or a split's arm together with its links. Other ports belong to
// the kind of the step and stay.
func RemovePort(tx *Tx, step journey.ID, port journey.Port) error {
	s := tx.next.Step(step)
	switch {
	case s == nil:
		return missing(journey.Ref{Kind: journey.KindStep, ID: step})
	case s.Branch != nil && slices.ContainsFunc(s.Branch.Rules, func(r journey.BranchRule) bool { return journey.Port(r.ID) == port }):
		return SetBranchRules(tx, step, slices.DeleteFunc(slices.Clone(s.Branch.Rules), func(r journey.BranchRule) bool {
			return journey.Port(r.ID) == port
		}))
	case s.Split != nil && slices.ContainsFunc(s.Split.Arms, func(a journey.SplitArm) bool { return journey.Port(a.ID) == port }):
		return SetSplitArms(tx, step, slices.DeleteFunc(slices.Clone(s.Split.Arms), func(a journey.SplitArm) bool {
			return journey.Port(a.ID) == port
		}))
	default:
		return journey.Problem{Code: "edit.fixed_port", Record: ref(s), Args: journey.Args{"Name": nameOf(s), "Port": string(port)}}
	}
}

// stepOf is a copy of a step of a kind, to be changed.
func stepOf(tx *Tx, id journey.ID, kind journey.StepKind) (*journey.Step, error) {
	s := tx.next.Step(id)
	switch {
	case s == nil:
		return nil, missing(journey.Ref{Kind: journey.KindStep, ID: id})
	case s.Kind != kind:
		return nil, journey.Problem{
			Code: "edit.other_step_kind", Record: ref(s), Args: journey.Args{"Name": nameOf(s), "Kind": stepWord(kind)},
		}
	}
	return journey.Clone(s), nil
}
