package check

import (
	"math"
	"slices"

	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
)

// lostPart is steps nobody can come to because nobody comes to the first of them.
type lostPart struct {
	head *journey.Step
	// steps are the head and what only it leads to, in map order.
	steps []*journey.Step
	// weightless tells that links lead to the head from where people come, all of them with a weight of 0.
	weightless bool
}

// lostParts are the parts of the map that hang on nothing. What hangs on a scenario nobody starts is not among them: why
// it does not start is another finding, and so is it when nobody arrives at all.
func (s *study) lostParts() []lostPart {
	if len(s.reached) == 0 {
		return nil
	}
	lost := func(step *journey.Step) bool { return step != nil && step.Kind.Simulated() && !s.reached[step.ID] }
	told := map[journey.ID]bool{}
	var tell func(id journey.ID, into *[]journey.ID)
	tell = func(id journey.ID, into *[]journey.ID) {
		if told[id] || !lost(s.step(id)) {
			return
		}
		told[id] = true
		*into = append(*into, id)
		for _, next := range s.ledTo(s.step(id)) {
			tell(next, into)
		}
	}
	var excused []journey.ID
	for _, scenario := range s.m.Scenarios {
		tell(scenario.Start, &excused)
	}
	led, weightless := map[journey.ID]bool{}, map[journey.ID]bool{}
	for _, step := range s.m.Steps {
		for _, next := range s.ledTo(step) {
			if lost(step) && next != step.ID {
				led[next] = true
			}
			weightless[next] = weightless[next] || s.reached[step.ID]
		}
	}
	var parts []lostPart
	// First those no lost step leads to; what is left then are circles, of which the first step is named.
	for _, circles := range []bool{false, true} {
		for _, step := range s.m.Steps {
			if !lost(step) || told[step.ID] || !circles && led[step.ID] {
				continue
			}
			part := lostPart{head: step, weightless: weightless[step.ID]}
			var ids []journey.ID
			tell(step.ID, &ids)
			for _, other := range s.m.Steps {
				if slices.Contains(ids, other.ID) {
					part.steps = append(part.steps, other)
				}
			}
			parts = append(parts, part)
		}
	}
	return parts
}

// ledTo are the steps people come to from a step: by links and by the response to a message.
func (s *study) ledTo(step *journey.Step) []journey.ID {
	var next []journey.ID
	for _, l := range s.out[step.ID] {
		next = append(next, l.To)
	}
	if step.Message != nil && step.Message.Response != nil && step.Message.Response.Step != "" {
		next = append(next, step.Message.Response.Step)
	}
	return next
}

// step finds a step; nil when there is none.
func (s *study) step(id journey.ID) *journey.Step {
	step, _ := s.index.Get(id).(*journey.Step)
	return step
}

// openBefore is the step people come to from which a link to this one was most likely forgotten: of the same scenario, with a
// main way out that leads nowhere, the nearest on the board, with those to the left before those to the right.
func (s *study) openBefore(to *journey.Step) *journey.Step {
	var best *journey.Step
	least := math.Inf(1)
	for _, step := range s.m.Steps {
		if step.Scenario != to.Scenario || !s.reached[step.ID] || !s.open(step) {
			continue
		}
		far := math.Hypot(to.X-step.X, to.Y-step.Y)
		if step.X > to.X {
			far *= 4
		}
		if step.Kind == journey.StepGoal { // whoever has reached it has arrived
			far = far*2 + 1
		}
		if far <= least { // among those at one place, the last drawn
			best, least = step, far
		}
	}
	return best
}

// open tells that the main way out of a step leads nowhere.
func (s *study) open(step *journey.Step) bool {
	port := edit.MainPort(step)
	return port != "" && !slices.ContainsFunc(s.out[step.ID], func(l *journey.Link) bool { return l.Port == port })
}

// connect offers the link that was most likely forgotten.
func (s *study) connect(to *journey.Step) []finding.Fix {
	from := s.openBefore(to)
	if from == nil {
		return nil
	}
	return []finding.Fix{{
		Message: "fix.connect",
		Args:    journey.Args{"From": s.name(from.ID), "To": s.name(to.ID)},
		Edit:    fix.Connect{From: from.ID, Port: edit.MainPort(from), To: to.ID},
	}}
}
