package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
)

// decisionDelays points out a wait that begins later than it looks: behind a message of which an outcome
// is linked, whoever does not click goes on only when the message is decided, three days after an e-mail,
// so "24 h" behind it means four days. A wait from the start of the scenario does not have this, and who has set when the
// message is decided knows of it.
var decisionDelays = criterion{
	RuleInfo: finding.RuleInfo{ID: "J112", Name: "decision_delays", Class: "structure", Severity: finding.Information},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, step := range s.m.Steps {
			if step.Message == nil || step.Message.DecideAfter > 0 || !s.outcomeLinked(step.ID) {
				continue
			}
			for _, l := range s.out[step.ID] {
				next := s.step(l.To)
				if l.Port == journey.PortClicked || l.Port == journey.PortNotSent || next == nil || next.Wait == nil || next.Wait.Kind != journey.WaitDuration {
					continue
				}
				list = append(list, finding.Finding{
					Targets: []journey.Ref{stepRef(next.ID), stepRef(step.ID)},
					Args:    journey.Args{"Wait": s.name(next.ID), "Message": s.name(step.ID), "After": s.decidedAfter(step.Message)},
					Fixes:   s.decideThen(step, next),
				})
				break
			}
		}
		return list
	},
}

// decideThen offers to decide a message when the wait behind it would have ended, counted from the send; only where that
// is all the wait is for: whoever comes to it comes by an undecided outcome of this message.
func (s *study) decideThen(message, wait *journey.Step) []finding.Fix {
	law := wait.Wait.For
	if law != journey.Fixed(law.Value) || law.Value <= 0 || len(s.out[wait.ID]) != 1 || s.out[wait.ID][0].Weight != nil || s.out[wait.ID][0].To == wait.ID {
		return nil
	}
	for _, l := range s.m.Links {
		if l.To == wait.ID && (l.From != message.ID || l.Port == journey.PortClicked || l.Port == journey.PortNotSent) {
			return nil
		}
	}
	return []finding.Fix{{
		Message: "fix.decide_after", Args: journey.Args{"Message": s.name(message.ID), "Wait": s.name(wait.ID), "After": law.Value},
		Edit: fix.DecideAfter{Message: message.ID, Wait: wait.ID, After: law.Value},
	}}
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
