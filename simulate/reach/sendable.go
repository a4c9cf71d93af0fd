package reach

import (
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// message is who goes on from a message; the others' scenario has ended.
func (f *flow) message(number, index int32, who set) set {
	msg := &f.p.Messages[index]
	step := &f.p.Steps[number]
	if step.Scenario != program.None {
		if s := &f.p.Scenarios[step.Scenario]; s.Recheck && s.Segment != nil {
			holds, _ := f.conditions.of(s.Segment)
			who = who.and(holds)
		}
	}
	sent := f.reachable(msg, who)
	for _, b := range sent.boxes {
		f.sends[index].keep(b)
	}
	f.sends[index].wide = f.sends[index].wide || sent.wide
	if len(sent.boxes) > 0 {
		after := set{wide: sent.wide}
		for _, b := range sent.boxes {
			after.add(f.later(b, program.None))
		}
		if msg.Response != nil && responds(msg) {
			f.emit(number, msg.Response.Event, after, true)
			if to := msg.Response.Step; to != program.None {
				for _, b := range after.boxes {
					f.come(to, b, after.wide)
				}
			}
		}
		if unsubscribes(msg) {
			f.emit(number, f.p.Policy.Unsubscribed, after, true)
		}
	}
	result := set{wide: who.wide}
	for _, b := range who.boxes {
		result.add(f.later(b, step.Scenario))
	}
	return result
}

// reachable is who of a set a message can be sent to: they speak a language it is written in, and have an address and
// consent for one of its channels.
func (f *flow) reachable(msg *program.Message, who set) set {
	s := f.space
	languages := uint64(0)
	for i, written := range msg.Language {
		if written {
			languages |= 1 << (i % maxAtoms)
		}
	}
	result := set{wide: who.wide}
	for _, b := range who.boxes {
		for _, c := range msg.Channels[:msg.Own] {
			part := s.copied(b)
			s.restrict(part, subject{aspect: aspectLanguage}, languages)
			s.restrict(part, subject{aspect: aspectKnown, of: c}, yes)
			if !msg.Transactional {
				s.restrict(part, subject{aspect: aspectAllowed, of: c}, yes)
				s.restrict(part, subject{aspect: aspectSubscribed, of: c}, yes)
				if msg.Topic != program.None {
					s.restrict(part, subject{aspect: aspectTopic, of: msg.Topic}, yes)
				}
			}
			if !part.empty() && f.exists(part) {
				result.add(part)
			}
		}
	}
	return result
}

// responds tells that somebody may do what a message's response says.
func responds(msg *program.Message) bool {
	return anyRate(msg, func(r *program.Rates) random.Threshold { return r.Response })
}

// unsubscribes tells that somebody may unsubscribe by a message.
func unsubscribes(msg *program.Message) bool {
	return anyRate(msg, func(r *program.Rates) random.Threshold { return r.Unsubscribe })
}

func anyRate(msg *program.Message, of func(*program.Rates) random.Threshold) bool {
	for _, row := range msg.Rates {
		for i := range row {
			if of(&row[i]) > random.Never {
				return true
			}
		}
	}
	return false
}
