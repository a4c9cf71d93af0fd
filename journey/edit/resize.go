package edit

import "rehearse/journey"

// Resize gives a note or a frame another place and size.
func Resize(tx *Tx, step journey.ID, x, y, width, height float64) error {
	s := tx.next.Step(step)
	if s == nil {
		return missing(journey.Ref{Kind: journey.KindStep, ID: step})
	}
	if s.Locked {
		return locked(s)
	}
	changed := journey.Clone(s)
	switch {
	case changed.Note != nil:
		changed.Note.Width, changed.Note.Height = width, height
	case changed.Frame != nil:
		changed.Frame.Width, changed.Frame.Height = width, height
	default:
		return journey.Problem{Code: "edit.fixed_size", Record: ref(s), Args: journey.Args{"Name": nameOf(s)}}
	}
	changed.X, changed.Y = x, y
	tx.Name("edit.resize", journey.Args{"Kind": stepWord(s.Kind), "Name": s.Name})
	tx.Put(changed)
	return nil
}

// AddFrame draws a frame around an area and returns it.
func AddFrame(tx *Tx, name string, x, y, width, height float64) (journey.ID, error) {
	s := &journey.Step{
		ID: tx.NewID(), Kind: journey.StepFrame, Name: name, X: x, Y: y,
		Frame: &journey.Frame{Width: width, Height: height},
	}
	tx.Name("edit.add_step", journey.Args{"Kind": stepWord(s.Kind), "Name": name})
	tx.Put(s)
	return s.ID, nil
}

// Paint gives notes, frames, stages and scenarios a colour; "" is the theme's own. What has no colour is refused.
func Paint(tx *Tx, records []journey.Ref, color journey.Color) error {
	painted := 0
	for _, r := range records {
		now, _ := collectionOf(r.Kind).find(tx.next, r.ID)
		if now == nil {
			return missing(r)
		}
		changed := journey.Clone(now)
		if field := colorField(changed); field != nil {
			*field = color
			tx.Put(changed)
			painted++
		}
	}
	if painted == 0 {
		return journey.Problem{Code: "edit.no_color"}
	}
	tx.Name("edit.paint", journey.Args{"Count": painted})
	return nil
}

// colorField is the field that holds a record's colour; nil where it has none.
func colorField(r journey.Record) *journey.Color {
	switch r := r.(type) {
	case *journey.Stage:
		return &r.Color
	case *journey.Scenario:
		return &r.Color
	case *journey.Persona:
		return &r.Color
	case *journey.Step:
		switch {
		case r.Note != nil:
			return &r.Note.Color
		case r.Frame != nil:
			return &r.Frame.Color
		}
	}
	return nil
}
