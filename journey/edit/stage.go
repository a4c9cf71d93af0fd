package edit

import "rehearse/journey"

// ResizeStage gives a stage's column a width, and the steps behind it the places that go with that.
func ResizeStage(tx *Tx, stage journey.ID, width float64, places []Place) error {
	s := tx.next.Stage(stage)
	if s == nil {
		return missing(journey.Ref{Kind: journey.KindStage, ID: stage})
	}
	tx.Name("edit.resize_stage", journey.Args{"Name": nameOf(s)})
	changed := journey.Clone(s)
	changed.Width = width
	tx.Put(changed)
	return shiftColumns(tx, places)
}

// MoveStage brings a stage to another place among the stages, and the steps of the columns that change places along.
func MoveStage(tx *Tx, stage journey.ID, at int, places []Place) error {
	if err := Reorder(tx, journey.Ref{Kind: journey.KindStage, ID: stage}, at); err != nil {
		return err
	}
	return shiftColumns(tx, places)
}

// shiftColumns moves steps together with their columns, locked ones too: they stay where they are in their column.
func shiftColumns(tx *Tx, places []Place) error {
	for _, p := range places {
		s := tx.next.Step(p.Step)
		if s == nil {
			return missing(journey.Ref{Kind: journey.KindStep, ID: p.Step})
		}
		moved := journey.Clone(s)
		moved.X, moved.Y, moved.Stage = p.X, p.Y, p.Stage
		tx.Put(moved)
	}
	return nil
}
