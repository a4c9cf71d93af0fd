package edit

import "rehearse/journey"

// NewStep says what step to add and where. Entries always belong to the main flow.
type NewStep struct {
	Kind     journey.StepKind
	Name     string
	Scenario journey.ID
	// Stage is the column at X, as the layout knows it; "" for none.
	Stage journey.ID
	X, Y  float64
}

// AddStep adds a step with the part its kind needs, filled with usual values. The first step of a
// scenario becomes its start.
func AddStep(tx *Tx, n NewStep) (journey.ID, error) {
	s := &journey.Step{ID: tx.NewID(), Kind: n.Kind, Name: n.Name, Scenario: n.Scenario, Stage: n.Stage, X: n.X, Y: n.Y}
	if n.Kind == journey.StepEntry {
		s.Scenario = ""
	}
	if !usualPart(tx, s) {
		return "", journey.Problem{Code: "edit.no_such_step_kind", Args: journey.Args{"Kind": string(n.Kind)}}
	}
	tx.Name("edit.add_step", journey.Args{"Kind": stepWord(n.Kind), "Name": n.Name})
	tx.Put(s)
	if scenario := tx.next.Scenario(s.Scenario); scenario != nil && scenario.Start == "" && s.Kind.Simulated() {
		changed := journey.Clone(scenario)
		changed.Start = s.ID
		tx.Put(changed)
	}
	return s.ID, nil
}

// usualPart sets the part of the step's kind; false when there is no such kind.
func usualPart(tx *Tx, s *journey.Step) bool {
	switch s.Kind {
	case journey.StepEntry:
		s.Entry = &journey.Entry{PerDay: journey.Guess(100)}
	case journey.StepTouchpoint:
		s.Touchpoint = &journey.Touchpoint{}
	case journey.StepMessage:
		s.Message = &journey.Message{Channels: firstMessageChannel(tx.next)}
	case journey.StepWait:
		s.Wait = &journey.Wait{For: journey.Fixed(journey.Day)}
	case journey.StepBranch:
		s.Branch = &journey.Branch{Rules: []journey.BranchRule{{ID: tx.NewID()}}}
	case journey.StepSplit:
		s.Split = &journey.Split{Arms: []journey.SplitArm{
			{ID: tx.NewID(), Name: "A", Weight: journey.Guess(0.5)},
			{ID: tx.NewID(), Name: "B", Weight: journey.Guess(0.5)},
		}}
	case journey.StepSupport:
		s.Support = &journey.Support{Agents: 1, Handling: journey.Fixed(10 * journey.Minute)}
	case journey.StepCall:
		s.Call = &journey.Call{Channel: telephone(tx.next), Answered: journey.Guess(0.5), Talk: journey.Fixed(5 * journey.Minute)}
	case journey.StepUpdate:
		s.Update = &journey.Update{}
	case journey.StepGoal:
		s.Goal = &journey.Goal{}
	case journey.StepExit:
		s.Exit = &journey.Exit{}
	case journey.StepNote:
		s.Note = &journey.Note{Width: 200, Height: 120}
	case journey.StepFrame:
		s.Frame = &journey.Frame{Width: 480, Height: 320}
	default:
		return false
	}
	return true
}

// telephone is the channel a new call goes by, "" where the map has none.
func telephone(m *journey.Map) journey.ID {
	for _, c := range m.Channels {
		if c.Medium == journey.MediumCall && c.Use != journey.ChannelEntry {
			return c.ID
		}
	}
	return ""
}

// firstMessageChannel is the channel a new message goes by, where the map has one.
func firstMessageChannel(m *journey.Map) []journey.ID {
	for _, c := range m.Channels {
		if c.Use != journey.ChannelEntry {
			return []journey.ID{c.ID}
		}
	}
	return nil
}
