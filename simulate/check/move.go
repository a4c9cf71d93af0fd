package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
	"rehearse/journey/rule"
	"rehearse/simulate/reach"
)

// mostLater is by how much a message is moved at most: what is sent more than a week later is another message.
const mostLater = 7

// trialSteps bounds how many steps the maps have together that fixes are tried on in one look, so that a large map is looked at
// as quickly as it is drawn: of 300 steps, three maps.
const trialSteps = 900

// moveApart offers to send the later one of two alike messages so much later that nobody can get both within the duplicate
// window: by the fewest whole days with which the distance is proved.
func (s *study) moveApart(p reach.Pair) []finding.Fix {
	if s.trial || p.Answer != rule.Yes || p.A == p.B {
		return nil
	}
	later := p.B
	if p.Paths[0].Sent > p.Paths[1].Sent {
		later = p.A
	}
	const day = int64(journey.Day) * 1000
	days := (int64(s.duplicateWindow())*1000 - p.Apart + day - 1) / day
	if days > mostLater || !s.movable(later) || !s.mayTry(1) {
		return nil
	}
	f := s.moved(later, days)
	t := s.tried(f)
	if t == nil {
		return nil
	}
	if now, ok := t.ways().Pair(p.A, p.B); !ok || now.Answer != rule.No || t.worseThan(s) {
		return nil
	}
	return []finding.Fix{f}
}

// moveOutOfTheCrowd offers to send the last message that one scenario puts into the worst day or week later, and with it those that
// follow: that of the least important scenario with several, by the fewest whole days with which neither is too full any more. When
// scenarios meet is not known without a run, so that moving one of them as a whole would prove nothing.
func (s *study) moveOutOfTheCrowd() []finding.Fix {
	ways := s.ways()
	if ways == nil || s.trial {
		return nil
	}
	over := func(w reach.Worst) bool {
		return w.Day.Sent > int64(s.m.Policy.MostADay()) || w.Week.Sent > int64(s.m.Policy.MostAWeek())
	}
	worst := ways.Worst()
	if !over(worst) || worst.Week.Sent == reach.Unbounded {
		return nil
	}
	load := worst.Day
	if worst.Week.Sent > int64(s.m.Policy.MostAWeek()) {
		load = worst.Week
	}
	message := s.lastOfTheLeastImportant(load)
	if message == "" || !s.mayTry(mostLater) {
		return nil
	}
	helps := func(days int64) bool {
		t := s.tried(s.moved(message, days))
		return t != nil && !over(t.ways().Worst()) && !t.worseThan(s)
	}
	if !helps(mostLater) {
		return nil // then no number of days does
	}
	days := int64(1)
	for days < mostLater && !helps(days) {
		days++
	}
	return []finding.Fix{s.moved(message, days)}
}

// lastOfTheLeastImportant is the last message of the scenario with the lowest priority among those with several in a load, of equal
// ones the last; "" where none can be moved, or one scenario alone is too much.
func (s *study) lastOfTheLeastImportant(load reach.Load) journey.ID {
	if len(load.By) < 2 {
		return ""
	}
	var message journey.ID
	rank := 0
	for _, share := range load.By {
		scenario := s.m.Scenario(share.Scenario)
		if scenario == nil || share.Instances > 1 || len(share.Steps) < 2 || scenario.Rank() < rank {
			continue
		}
		last := s.step(share.Steps[len(share.Steps)-1])
		if last != nil && last.Message != nil && last.Message.Class == journey.ClassMarketing && s.movable(last.ID) {
			rank, message = scenario.Rank(), last.ID
		}
	}
	return message
}

// movable tells that a message still makes sense on another day: it belongs to a scenario that is bound to no date, waits for
// no weekday, and is neither a welcome nor a receipt.
func (s *study) movable(id journey.ID) bool {
	step := s.step(id)
	scenario := s.m.Scenario(step.Scenario)
	if scenario == nil || scenario.Trigger.Kind == journey.TriggerDate || step.Message.Class == journey.ClassTransactional ||
		step.Message.Role == journey.RoleWelcome || step.Message.Role == journey.RoleReceipt {
		return false
	}
	for _, other := range s.m.Steps {
		if other.Scenario == scenario.ID && other.Wait != nil && (other.Wait.Kind == journey.WaitAnchor || other.Wait.Kind == journey.WaitUntil && len(other.Wait.Days) > 0) {
			return false
		}
	}
	return true
}

// moved is the fix that sends a message some days later.
func (s *study) moved(message journey.ID, days int64) finding.Fix {
	return finding.Fix{
		Message: "fix.move_message", Args: journey.Args{"Message": s.name(message), "Count": int(days), "Followed": len(s.out[message])},
		Edit: fix.MoveMessage{Message: message, Later: journey.Duration(days) * journey.Day},
	}
}

// mayTry tells that as many fixes may still be tried.
func (s *study) mayTry(fixes int) bool { return (s.known.trials+fixes)*len(s.m.Steps) <= trialSteps }

// tried is the study of the map with a fix made, which offers none itself; nil where it cannot be made or the map cannot be run
// after it.
func (s *study) tried(f finding.Fix) *study {
	s.known.trials++
	preview, err := fix.Try(s.m, f)
	if err != nil {
		return nil
	}
	t := s.again(preview.Map)
	t.trial = true
	if t.ways() == nil {
		return nil
	}
	return t
}

// worseThan tells that a look without a run sees, in a map that was tried, something the map before it did not have: an offer
// that ends before its message, alike messages, too many at once.
func (s *study) worseThan(before *study) bool {
	plain := *before
	plain.trial, plain.seen = true, Seen{Today: before.seen.Today}
	for _, id := range []string{"J202", "J204", "J306"} {
		if s.times(s, id) > s.times(&plain, id) {
			return true
		}
	}
	return false
}
