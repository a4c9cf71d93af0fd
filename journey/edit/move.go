package edit

import "rehearse/journey"

// Place is where a step shall stand.
type Place struct {
	Step journey.ID
	X, Y float64
	// Stage is the column there, as the layout knows it; "" for none.
	Stage journey.ID
}

// MoveSteps brings steps to new places.
func MoveSteps(tx *Tx, places []Place) error {
	if len(places) == 1 {
		if s := tx.next.Step(places[0].Step); s != nil {
			tx.Name("edit.move_step", journey.Args{"Name": nameOf(s)})
		}
	}
	tx.Name("edit.move_steps", journey.Args{"Count": len(places)})
	return putPlaces(tx, places)
}

// Arrange brings steps to the places that a command, named by a message, has found for them.
func Arrange(tx *Tx, command journey.Word, places []Place) error {
	tx.Name("edit.arrange", journey.Args{"How": command, "Count": len(places)})
	return putPlaces(tx, places)
}

// Tidy brings many steps to the places an arrangement found for them.
func Tidy(tx *Tx, places []Place) error {
	tx.Name("edit.tidy", journey.Args{"Count": len(places)})
	return putPlaces(tx, places)
}

// putPlaces moves the steps that are not locked; when all are, it is refused.
func putPlaces(tx *Tx, places []Place) error {
	steps := make(map[journey.ID]*journey.Step, len(tx.next.Steps))
	for _, s := range tx.next.Steps {
		steps[s.ID] = s
	}
	kept := 0
	for _, p := range places {
		s := steps[p.Step]
		if s == nil {
			return missing(journey.Ref{Kind: journey.KindStep, ID: p.Step})
		}
		if s.Locked {
			if kept++; kept == len(places) {
				return locked(s)
			}
			continue
		}
		moved := journey.Clone(s)
		moved.X, moved.Y, moved.Stage = p.X, p.Y, p.Stage
		tx.Put(moved)
	}
	return nil
}

// Reorder brings a record to another place among those of its kind, such as a stage to another column.
func Reorder(tx *Tx, r journey.Ref, at int) error {
	record, _ := collectionOf(r.Kind).find(tx.next, r.ID)
	if record == nil {
		return missing(r)
	}
	tx.Name("edit.reorder", journey.Args{"Kind": kindWord(r.Kind), "Name": nameOf(record)})
	tx.Move(r, at)
	return nil
}
