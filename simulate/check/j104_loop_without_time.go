package check

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
)

// loopWithoutTime finds loops in which no time passes: people go round in one instant until chance or
// the limit lets them out.
var loopWithoutTime = criterion{
	RuleInfo: finding.RuleInfo{ID: "J104", Name: "loop_without_time", Class: "structure", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, loop := range s.timelessLoops() {
			var targets []journey.Ref
			for _, id := range loop {
				targets = append(targets, stepRef(id))
			}
			list = append(list, finding.Finding{
				Targets: targets,
				Args:    journey.Args{"Step": s.name(loop[0]), "Count": len(loop)},
				Fixes:   s.waitInLoop(loop),
			})
		}
		return list
	},
}

// waitInLoop offers to put a day's wait into the link that closes the loop: the one that leads back to its first step.
func (s *study) waitInLoop(loop []journey.ID) []finding.Fix {
	for _, l := range s.m.Links {
		if l.To == loop[0] && slices.Contains(loop, l.From) && !s.takesTime(l) && s.canTake(l, "") {
			return []finding.Fix{{
				Message: "fix.add_wait",
				Args:    journey.Args{"For": journey.Day, "From": s.name(l.From), "To": s.name(l.To)},
				Edit:    fix.AddWait{Link: l.ID, For: journey.Day},
			}}
		}
	}
	return nil
}

// timelessLoops are the strongly connected parts of the graph of steps and links that take no time
// (Tarjan 1972), in map order; each begins with its first step in map order.
func (s *study) timelessLoops() [][]journey.ID {
	t := &tarjan{s: s, number: map[journey.ID]int{}, low: map[journey.ID]int{}, on: map[journey.ID]bool{}}
	for _, step := range s.m.Steps {
		if t.number[step.ID] == 0 {
			t.visit(step.ID)
		}
	}
	order := map[journey.ID]int{}
	for i, step := range s.m.Steps {
		order[step.ID] = i
	}
	for _, loop := range t.loops {
		first := 0
		for i := range loop {
			if order[loop[i]] < order[loop[first]] {
				first = i
			}
		}
		loop[0], loop[first] = loop[first], loop[0]
	}
	return t.loops
}

type tarjan struct {
	s           *study
	next        int
	number, low map[journey.ID]int
	on          map[journey.ID]bool
	stack       []journey.ID
	loops       [][]journey.ID
}

func (t *tarjan) visit(id journey.ID) {
	t.next++
	t.number[id], t.low[id] = t.next, t.next
	t.stack, t.on[id] = append(t.stack, id), true
	self := false
	for _, l := range t.s.out[id] {
		if t.s.takesTime(l) || !t.s.canTake(l, "") {
			continue
		}
		self = self || l.To == id
		if t.number[l.To] == 0 {
			t.visit(l.To)
			t.low[id] = min(t.low[id], t.low[l.To])
		} else if t.on[l.To] {
			t.low[id] = min(t.low[id], t.number[l.To])
		}
	}
	if t.low[id] != t.number[id] {
		return
	}
	var part []journey.ID
	for {
		last := t.stack[len(t.stack)-1]
		t.stack, t.on[last] = t.stack[:len(t.stack)-1], false
		part = append(part, last)
		if last == id {
			break
		}
	}
	if len(part) > 1 || self {
		t.loops = append(t.loops, part)
	}
}

// takesTime reports whether time passes before a link arrives: by its own delay, or at the step it
// leaves.
func (s *study) takesTime(l *journey.Link) bool {
	if !l.Delay.IsZero() {
		return true
	}
	step := s.m.Step(l.From)
	if step == nil {
		return true
	}
	switch step.Kind {
	case journey.StepWait:
		w := step.Wait
		return w.Kind != journey.WaitDuration || !w.For.IsZero()
	case journey.StepMessage:
		return l.Port != journey.PortOut && l.Port != journey.PortNotSent
	case journey.StepSupport, journey.StepCall:
		return true
	default:
		return false
	}
}
