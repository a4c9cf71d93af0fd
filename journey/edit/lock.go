package edit

import "rehearse/journey"

// Lock keeps steps where they are, or frees them again.
func Lock(tx *Tx, steps []journey.ID, on bool) error {
	id := "edit.unlock"
	if on {
		id = "edit.lock"
	}
	tx.Name(id, journey.Args{"Count": len(steps)})
	for _, step := range steps {
		s := tx.next.Step(step)
		if s == nil {
			return missing(journey.Ref{Kind: journey.KindStep, ID: step})
		}
		changed := journey.Clone(s)
		changed.Locked = on
		tx.Put(changed)
	}
	return nil
}

// locked refuses to move or delete a step that is locked.
func locked(s *journey.Step) journey.Problem {
	return journey.Problem{Code: "edit.locked", Record: ref(s), Args: journey.Args{"Name": nameOf(s)}}
}
