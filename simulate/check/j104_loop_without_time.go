package check

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/circle"
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

// timelessLoops are the circles of steps and links that take no time, in map order; each begins with its first step in map
// order.
func (s *study) timelessLoops() [][]journey.ID {
	place := map[journey.ID]int32{}
	for i, step := range s.m.Steps {
		place[step.ID] = int32(i)
	}
	next := func(node int32, visit func(int32)) {
		for _, l := range s.out[s.m.Steps[node].ID] {
			if to, ok := place[l.To]; ok && !s.takesTime(l) && s.canTake(l, "") {
				visit(to)
			}
		}
	}
	var loops [][]int32
	circle.Parts(int32(len(s.m.Steps)), next, func(nodes []int32, leadsBack bool) {
		if leadsBack {
			loops = append(loops, slices.Sorted(slices.Values(nodes)))
		}
	})
	slices.SortFunc(loops, slices.Compare)
	list := make([][]journey.ID, len(loops))
	for i, nodes := range loops {
		for _, node := range nodes {
			list[i] = append(list[i], s.m.Steps[node].ID)
		}
	}
	return list
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
