package check

import (
	"math"
	"slices"
	"time"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
)

// offerExpires finds messages with an offer that has always ended when they are reached: the gate refuses them, so the last
// reminder of the offer is never sent.
var offerExpires = criterion{
	RuleInfo: finding.RuleInfo{ID: "J306", Name: "offer_expires", Class: "audience", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, offer := range s.m.Offers {
			if offer.Expires == nil {
				continue
			}
			for _, scenario := range s.flows() {
				earliest := s.earliest(scenario, offer.Expires)
				var late []journey.ID
				latest := journey.Duration(math.MinInt64)
				for _, step := range s.m.Steps {
					if at, ok := earliest[step.ID]; ok && step.Message != nil && step.Message.Offer == offer.ID && s.reached[step.ID] && at >= offer.Expires.Offset {
						late = append(late, step.ID)
						latest = max(latest, at)
					}
				}
				if len(late) == 0 {
					continue
				}
				f := finding.Finding{
					Args: journey.Args{
						"Step": s.name(late[0]), "Steps": s.list(late, 4), "Count": len(late), "Offer": s.name(offer.ID),
						"Late": max(earliest[late[0]]-offer.Expires.Offset, 0),
					},
					Fixes: append([]finding.Fix{s.moveOffer(offer, latest)}, s.hurry(late, earliest, offer)...),
				}
				if len(late) > 1 {
					f.Message = "finding.J306.message_several"
				}
				for _, id := range late {
					f.Targets = append(f.Targets, stepRef(id))
				}
				f.Targets = append(f.Targets, journey.Ref{Kind: journey.KindOffer, ID: offer.ID})
				list = append(list, f)
			}
		}
		return list
	},
}

// flows are the scenarios, and nil for the main flow.
func (s *study) flows() []*journey.Scenario {
	return append([]*journey.Scenario{nil}, s.m.Scenarios...)
}

// earliest is by step of a flow when people can be there at the earliest, counted from what an anchor counts from. Steps
// of which nothing is known are not in it: where the anchor is an event that may come again, a date that repeats, somebody's
// own date that has nothing to do with the start.
func (s *study) earliest(scenario *journey.Scenario, anchor *journey.Anchor) map[journey.ID]journey.Duration {
	from, known := s.startAfter(scenario, anchor)
	if !known {
		return nil
	}
	at := map[journey.ID]journey.Duration{}
	var queue []journey.ID
	come := func(id journey.ID, when journey.Duration) {
		if before, been := at[id]; !been || when < before {
			at[id] = when
			queue = append(queue, id)
		}
	}
	if scenario != nil {
		come(scenario.Start, from)
	} else {
		for _, step := range s.m.Steps {
			if step.Kind == journey.StepEntry {
				come(step.ID, from)
			}
		}
	}
	for len(queue) > 0 {
		step := s.step(queue[0])
		queue = queue[1:]
		if step == nil {
			continue
		}
		for _, l := range s.out[step.ID] {
			if next := s.step(l.To); next != nil && next.Scenario == step.Scenario && s.canTake(l, "") {
				come(l.To, s.leaves(step, l.Port, at[step.ID], from, anchor)+least(l.Delay))
			}
		}
	}
	return at
}

// startAfter is when a flow begins at the earliest, counted from what the anchor counts from.
func (s *study) startAfter(scenario *journey.Scenario, anchor *journey.Anchor) (journey.Duration, bool) {
	switch anchor.Kind {
	case journey.AnchorScenarioStart:
		return 0, true
	case journey.AnchorEvent:
		// The last occurrence counts, so only an event that comes once says anything.
		return 0, scenario != nil && scenario.Trigger.Kind == journey.TriggerEvent && scenario.Trigger.Event == anchor.Of && s.comesOnce(anchor.Of)
	case journey.AnchorProperty:
		// A date that a step sets again may become a later one.
		set := s.changes(func(c journey.Change) bool { return c.Kind == journey.ChangeProperty && c.Target == anchor.Of })
		if set || scenario == nil || scenario.Trigger.Kind != journey.TriggerDate || scenario.Trigger.Property != anchor.Of {
			return 0, false
		}
		// The date is a midnight of the person's, the trigger a time of day after it; clocks may be changed in between.
		return journey.Duration(scenario.Trigger.OffsetDays)*journey.Day - journey.Day, true
	}
	for _, date := range s.m.NamedDates {
		if date.ID != anchor.Of || date.EveryDays > 0 {
			continue
		}
		begin := s.m.Settings.Start
		if scenario != nil && scenario.Trigger.Kind == journey.TriggerDate && scenario.Trigger.Property == "" && scenario.Trigger.Date > begin {
			begin = scenario.Trigger.Date
		}
		one, err := time.Parse(time.DateOnly, string(begin))
		two, err2 := time.Parse(time.DateOnly, string(date.Date))
		if err != nil || err2 != nil {
			return 0, false
		}
		// Zones lie up to 26 hours apart, so a day and two hours are taken off.
		return journey.Duration(one.Sub(two)/time.Second) - journey.Duration(date.At) - 26*journey.Hour, true
	}
	return 0, false
}

// comesOnce tells that an event happens to a person at most once: one step emits it, which people visit once.
func (s *study) comesOnce(event journey.ID) bool {
	if e := s.m.Event(event); e != nil && e.Source == journey.EventOutside {
		return false
	}
	by := 0
	for _, step := range s.m.Steps {
		if !slices.Contains(emitted(step), event) {
			continue
		}
		by++
		if stay, ok := s.stay(step.ID); !ok || stay.Visits > 1 || step.Message != nil {
			return false
		}
	}
	return by == 1
}

// leaves is when a step is left at the earliest by a port.
func (s *study) leaves(step *journey.Step, port journey.Port, at, start journey.Duration, anchor *journey.Anchor) journey.Duration {
	switch step.Kind {
	case journey.StepMessage:
		if port == journey.PortOpened || port == journey.PortNotOpened {
			return at + s.decidedAfter(step.Message)
		}
	case journey.StepWait:
		w := step.Wait
		switch {
		case w.Kind == journey.WaitDuration:
			return at + least(w.For)
		case w.Kind == journey.WaitEvent && port == journey.PortTimedOut:
			return at + w.TimeOut
		case w.Kind == journey.WaitAnchor && w.Anchor != nil && w.Anchor.Kind == journey.AnchorScenarioStart:
			return max(at, start+w.Anchor.Offset)
		case w.Kind == journey.WaitAnchor && w.Anchor != nil && w.Anchor.Kind == anchor.Kind && w.Anchor.Of == anchor.Of && anchor.Kind != journey.AnchorEvent:
			return max(at, w.Anchor.Offset)
		}
	}
	return at
}

// least is the shortest a law can be.
func least(law journey.Law) journey.Duration {
	switch law.Kind {
	case journey.LawFixed, "":
		return law.Value
	case journey.LawUniform, journey.LawTriangular:
		return law.Low
	default:
		return 0
	}
}

// moveOffer offers to let an offer end a day after the last of its messages can be reached, in whole days.
func (s *study) moveOffer(offer *journey.Offer, latest journey.Duration) finding.Fix {
	slack := journey.Duration(0) // of what is counted in calendar days
	if offer.Expires.Kind == journey.AnchorProperty || offer.Expires.Kind == journey.AnchorNamedDate {
		slack = 2 * journey.Day
	}
	until := journey.Duration(math.Floor(float64(latest)/float64(journey.Day))+1)*journey.Day + slack
	return finding.Fix{
		Message: "fix.move_offer_end", Args: journey.Args{"Offer": s.name(offer.ID), "Later": until - offer.Expires.Offset},
		Edit: fix.MoveOfferEnd{Offer: offer.ID, Offset: until},
	}
}

// hurry offers to shorten the wait right before the only message that comes too late, so that it comes while half of what
// is left of the offer's time remains.
func (s *study) hurry(late []journey.ID, earliest map[journey.ID]journey.Duration, offer *journey.Offer) []finding.Fix {
	if len(late) != 1 {
		return nil
	}
	var before []*journey.Step
	for _, l := range s.m.Links {
		if l.To == late[0] {
			before = append(before, s.step(l.From))
		}
	}
	if len(before) != 1 || before[0] == nil || before[0].Wait == nil || before[0].Wait.Kind != journey.WaitDuration {
		return nil
	}
	wait := before[0]
	law := wait.Wait.For
	left := offer.Expires.Offset - (earliest[late[0]] - law.Value) // from the beginning of the wait
	if law != journey.Fixed(law.Value) || left < 2*journey.Hour {
		return nil
	}
	unit := journey.Hour
	if left >= 4*journey.Day {
		unit = journey.Day
	}
	short := left / 2 / unit * unit
	return []finding.Fix{{
		Message: "fix.set_wait", Args: journey.Args{"Wait": s.name(wait.ID), "For": short},
		Edit: fix.SetWait{Step: wait.ID, For: short},
	}}
}
