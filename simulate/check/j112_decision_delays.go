package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
)

// decisionDelays points out a wait that begins later than it looks: behind a message of which an outcome
// is linked, whoever does not click goes on only when the message is decided, three days after an e-mail,
// so "24 h" behind it means four days. A wait from the start of the scenario does not have this.
var decisionDelays = criterion{
	RuleInfo: finding.RuleInfo{ID: "J112", Name: "decision_delays", Class: "structure", Severity: finding.Information},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, step := range s.m.Steps {
			if step.Message == nil || !s.outcomeLinked(step.ID) {
				continue
			}
			for _, l := range s.out[step.ID] {
				next := s.m.Step(l.To)
				if l.Port == journey.PortClicked || l.Port == journey.PortNotSent || next == nil || next.Wait == nil || next.Wait.Kind != journey.WaitDuration {
					continue
				}
				list = append(list, finding.Finding{
					Targets: []journey.Ref{stepRef(next.ID), stepRef(step.ID)},
					Args:    journey.Args{"Wait": s.name(next.ID), "Message": s.name(step.ID), "After": s.decidedAfter(step.Message)},
				})
				break
			}
		}
		return list
	},
}

func (s *study) outcomeLinked(message journey.ID) bool {
	for _, l := range s.out[message] {
		switch l.Port {
		case journey.PortClicked, journey.PortOpened, journey.PortNotOpened:
			return true
		}
	}
	return false
}

// decidedAfter is how long a message is open: its own time, else three days for e-mail, one for others.
func (s *study) decidedAfter(m *journey.Message) journey.Duration {
	if m.DecideAfter > 0 {
		return m.DecideAfter
	}
	for _, id := range m.Channels {
		if c := s.m.Channel(id); c != nil && c.Medium == journey.MediumEmail {
			return 3 * journey.Day
		}
	}
	return journey.Day
}
