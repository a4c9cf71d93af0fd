package fix

import (
	"fmt"

	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/journey/finding"
)

// Apply makes the edit of a fix, with the fix's phrase as its entry in the history.
func Apply(tx *edit.Tx, f finding.Fix) error {
	tx.Name(f.Message, f.Args)
	return f.Edit.Apply(tx)
}

// Preview is what a map would be with a fix.
type Preview struct {
	Map *journey.Map
	// Diffs are the records that change, before and after, in map order.
	Diffs []edit.Diff
}

// Try makes a fix on a copy of the map. The error is the editor's where the fix cannot be made any more, or where it
// would change nothing.
func Try(m *journey.Map, f finding.Fix) (*Preview, error) {
	e := edit.New(m, &numbered{})
	change, err := e.Apply(edit.Label{}, func(tx *edit.Tx) error { return Apply(tx, f) })
	if err != nil {
		return nil, err
	}
	if change == nil {
		return nil, journey.Problem{Code: "fix.nothing_left"}
	}
	return &Preview{Map: e.Map(), Diffs: change.Diffs}, nil
}

// numbered gives IDs that are the same for every preview of a map; those in use are skipped by the editor.
type numbered struct{ last int }

// NewID is part of edit.IDSource.
func (n *numbered) NewID() journey.ID {
	n.last++
	return journey.ID(fmt.Sprintf("fix%d", n.last))
}

// gone is the refusal of a fix whose record has been changed or deleted since.
func gone(r journey.Ref) error {
	return journey.Problem{Code: "fix.map_changed", Record: r, Args: journey.Args{"ID": string(r.ID)}}
}
