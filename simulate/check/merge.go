package check

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
	"rehearse/simulate"
)

// merge offers to make one message of several that say the same, where one of them comes to everybody who gets the others:
// the earlier one in the more important scenario, else the next that does. Had tells whether whoever gets the second has
// had, or will have, the first.
func (s *study) merge(messages []journey.ID, had func(keep, other *journey.Step) bool) []finding.Fix {
	if s.trial {
		return nil
	}
	var steps []*journey.Step
	for _, id := range messages {
		step := s.step(id)
		if len(steps) > 0 && step.Message.Class != steps[0].Message.Class {
			return nil // a receipt is no advertisement
		}
		steps = append(steps, step)
	}
	rest := s.seriesAmong(steps)
	slices.SortStableFunc(steps, func(a, b *journey.Step) int {
		if c := cmp.Compare(s.priority(a), s.priority(b)); c != 0 {
			return c
		}
		return cmp.Compare(s.soonest(a), s.soonest(b))
	})
	for _, keep := range steps {
		if slices.Contains(rest, keep) {
			continue
		}
		others := slices.DeleteFunc(slices.Clone(steps), func(other *journey.Step) bool { return other == keep || slices.Contains(rest, other) })
		if len(others) == 0 || slices.ContainsFunc(others, func(other *journey.Step) bool { return !had(keep, other) }) {
			continue
		}
		if len(rest) > 0 && s.series(others, steps) {
			continue // a series without its beginning would still say the same as the kept message
		}
		f := s.mergeInto(keep, others)
		if _, err := fix.Try(s.m, f); err == nil {
			return []finding.Fix{f}
		}
	}
	return nil
}

// seriesAmong are, of alike messages of several scenarios, those that follow another one of their own scenario: a series is meant to
// remind, and only its first message is merged with those of others.
func (s *study) seriesAmong(steps []*journey.Step) []*journey.Step {
	first := map[journey.ID]*journey.Step{}
	for _, step := range steps {
		if had := first[step.Scenario]; had == nil || s.soonest(step) < s.soonest(had) {
			first[step.Scenario] = step
		}
	}
	if len(first) < 2 {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(steps), func(step *journey.Step) bool { return first[step.Scenario] == step })
}

// series tells that one of some messages has others of its scenario among alike ones.
func (s *study) series(some, alike []*journey.Step) bool {
	return slices.ContainsFunc(some, func(one *journey.Step) bool {
		return slices.ContainsFunc(alike, func(other *journey.Step) bool { return other != one && other.Scenario == one.Scenario })
	})
}

// mergeInto is the fix that merges messages into one, and says which texts go with them.
func (s *study) mergeInto(keep *journey.Step, others []*journey.Step) finding.Fix {
	edit := fix.MergeMessages{Keep: keep.ID}
	has := map[string]bool{}
	for _, c := range keep.Message.Contents {
		has[c.Language] = true
	}
	var texts []string
	for _, other := range others {
		edit.Merge = append(edit.Merge, other.ID)
		taken := map[string]bool{}
		for _, c := range other.Message.Contents {
			if line := firstLine(c); has[c.Language] && line != "" && !slices.Contains(texts, line) {
				texts = append(texts, line)
			}
			taken[c.Language] = true
		}
		for language := range taken {
			has[language] = true
		}
	}
	var gone []journey.ID
	for _, other := range others {
		if id := other.Scenario; id != "" && id != keep.Scenario && !slices.Contains(gone, id) && fix.SendsOnly(s.m, id, edit.Merge) {
			gone = append(gone, id)
		}
	}
	edit.Scenarios = gone
	if len(texts) > 3 {
		texts = append(texts[:3], "…")
	}
	return finding.Fix{
		Message: "fix.merge_messages",
		Args: journey.Args{
			"Keep": s.name(keep.ID), "Messages": s.list(edit.Merge, 4), "Count": len(others), "Texts": strings.Join(texts, " · "),
			"Scenarios": s.list(gone, 4),
		},
		Edit: edit,
	}
}

// firstLine is by what people know a text: its subject, else how it begins.
func firstLine(c journey.Content) string {
	if c.Subject != "" {
		return c.Subject
	}
	line, _, _ := strings.Cut(strings.TrimSpace(c.Body), "\n")
	if utf8.RuneCountInString(line) > 60 {
		line = strings.TrimSpace(string([]rune(line)[:57])) + "…"
	}
	return line
}

// priority is that of the scenario of a step, 1 the highest; the main flow goes before all.
func (s *study) priority(step *journey.Step) int {
	if scenario := s.m.Scenario(step.Scenario); scenario != nil {
		return scenario.Rank()
	}
	return 0
}

// soonest is when people can be at a step at the earliest, counted from their arrival.
func (s *study) soonest(step *journey.Step) int64 {
	stay, known := s.stay(step.ID)
	if !known || !stay.Possible {
		return 1 << 62
	}
	return stay.SinceArrival.Least
}

// hadIn tells, from what a run showed, that whoever got one message got another one as well: nineteen of twenty of them at least.
func (s *study) hadIn(cause simulate.RepeatResult) func(keep, other *journey.Step) bool {
	return func(keep, other *journey.Step) bool {
		var both, got int64
		for _, at := range cause.Pairs {
			if p := s.seen.Result.Pairs[at]; p.A == keep.ID && p.B == other.ID || p.A == other.ID && p.B == keep.ID {
				both = max(both, p.People)
			}
		}
		for _, r := range s.seen.Result.Messages {
			if r.Step == other.ID {
				got += r.People
			}
		}
		return both > 0 && both*20 >= got*19
	}
}

// hadForSure tells, without a run, that whoever gets one message gets another one too: in one scenario, when no way leads to it past
// the other; from two, when whoever is in the one is in the other as well, which brings everybody straight to its message.
func (s *study) hadForSure(keep, other *journey.Step) bool {
	mine, theirs := s.m.Scenario(keep.Scenario), s.m.Scenario(other.Scenario)
	if mine == nil || theirs == nil {
		return false
	}
	if mine == theirs {
		return !s.leadsTo(mine.Start, func(step *journey.Step) bool { return step.ID == other.ID }, func(step *journey.Step) bool { return step.ID == keep.ID })
	}
	return mine.Holdout == 0 && (mine.Segment == "" || mine.Segment == theirs.Segment) && s.straightTo(mine.Start, keep.ID) && s.startsToo(mine, theirs)
}

// startsToo tells that whoever starts the second scenario starts the first: by the same, or because nobody comes to where the
// second starts but past where the first does.
func (s *study) startsToo(first, second *journey.Scenario) bool {
	if first.Trigger == second.Trigger {
		return true
	}
	a, b := first.Trigger, second.Trigger
	if a.Kind != journey.TriggerEvent || b.Kind != journey.TriggerEvent || a.Event == "" || b.Event == "" {
		return false
	}
	makes := func(event journey.ID) func(step *journey.Step) bool {
		return func(step *journey.Step) bool { return slices.Contains(emitted(step), event) }
	}
	starts, ends := makes(a.Event), makes(b.Event)
	for _, step := range s.m.Steps {
		if step.Scenario != "" && ends(step) || step.Message != nil && step.Message.Response != nil || step.Scenario != "" && s.pulls(step) {
			return false // people are brought there by something else as well
		}
		if step.Entry != nil && s.leadsTo(step.ID, ends, starts) {
			return false
		}
	}
	event := s.m.Event(b.Event)
	return event == nil || event.Source != journey.EventOutside
}

// pulls tells that a step of a scenario leads to one of the main flow.
func (s *study) pulls(step *journey.Step) bool {
	return slices.ContainsFunc(s.out[step.ID], func(l *journey.Link) bool {
		to := s.step(l.To)
		return to != nil && to.Scenario != step.Scenario
	})
}

// leadsTo tells that a way leads from a step to one of some others, past none of those that stop it.
func (s *study) leadsTo(from journey.ID, to, stops func(step *journey.Step) bool) bool {
	seen := map[journey.ID]bool{}
	queue := []journey.ID{from}
	for len(queue) > 0 {
		step := s.step(queue[0])
		queue = queue[1:]
		if step == nil || seen[step.ID] || stops(step) {
			continue
		}
		seen[step.ID] = true
		if to(step) {
			return true
		}
		for _, l := range s.out[step.ID] {
			if s.canTake(l, "") {
				queue = append(queue, l.To)
			}
		}
	}
	return false
}

// straightTo tells that everybody goes from one step to another: over waits, updates and messages that lead nowhere else.
func (s *study) straightTo(from, to journey.ID) bool {
	for range len(s.m.Steps) {
		if from == to {
			return true
		}
		step := s.step(from)
		if step == nil || len(s.out[from]) != 1 || s.out[from][0].Port != journey.PortOut || s.out[from][0].Weight != nil {
			return false
		}
		timed := step.Wait != nil && (step.Wait.Kind == journey.WaitDuration || step.Wait.Kind == journey.WaitUntil)
		if !timed && step.Update == nil && step.Message == nil {
			return false
		}
		from = s.out[from][0].To
	}
	return false
}
