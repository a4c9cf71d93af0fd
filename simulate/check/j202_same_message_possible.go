package check

import (
	"cmp"
	"slices"
	"time"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/rule"
	"rehearse/simulate"
	"rehearse/simulate/reach"
)

// sameMessagePossible finds, without a run, messages that are alike and that one person can get within the duplicate window:
// shown by a person and the shortest pair of ways, or not said at all. Pairs with one cause are one finding. After a run,
// what it showed to enough people is told by the measured rule alone, and the rest is no more than information.
var sameMessagePossible = criterion{
	RuleInfo: finding.RuleInfo{ID: "J202", Name: "same_message_possible", Class: "flooding", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		ways := s.ways()
		if ways == nil {
			return nil
		}
		var pairs []reach.Pair
		for _, p := range ways.Pairs() {
			if p.Answer == rule.Yes && !p.RepeatOK && s.repeatsByMistake(p) {
				pairs = append(pairs, p)
			}
		}
		var list []finding.Finding
		for _, group := range s.causes(pairs) {
			if s.measuredAnyway(group) {
				continue
			}
			list = append(list, s.possible(group))
		}
		return list
	},
}

// repeatsByMistake tells that getting both messages of a pair is not how their scenario is meant: a series about one topic, or with
// subjects that refer to each other, is. What entering again repeats is another rule's.
func (s *study) repeatsByMistake(p reach.Pair) bool {
	if s.scenarioOf(p.A) != s.scenarioOf(p.B) {
		return true
	}
	if scenario := s.m.Scenario(s.scenarioOf(p.A)); scenario != nil && (scenario.Reentry != journey.ReentryNever || p.A == p.B && scenario.Trigger.Kind == journey.TriggerDate) {
		return false
	}
	return slices.ContainsFunc(p.Alike, func(a reach.Alike) bool {
		return a.Kind == reach.Itself && s.hasText(p.A) || a.Kind == reach.Text && !a.Near
	})
}

// hasText tells that something is written in a message; one without text is still a plan.
func (s *study) hasText(message journey.ID) bool {
	return slices.ContainsFunc(s.step(message).Message.Contents, func(c journey.Content) bool { return c.Subject != "" || c.Body != "" })
}

// causes gathers pairs that share a message, or their two scenarios, each group with its nearest example first.
func (s *study) causes(pairs []reach.Pair) [][]reach.Pair {
	type senders [2]journey.ID
	joined := map[any]any{}
	var first func(x any) any
	first = func(x any) any {
		if up, ok := joined[x]; ok && up != x {
			return first(up)
		}
		return x
	}
	for _, p := range pairs {
		a, b := s.scenarioOf(p.A), s.scenarioOf(p.B)
		keys := []any{p.A, p.B}
		if a != b {
			keys = append(keys, senders{min(a, b), max(a, b)})
		}
		for _, key := range keys[1:] {
			joined[first(key)] = first(keys[0])
		}
	}
	var order []any
	groups := map[any][]reach.Pair{}
	for _, p := range pairs {
		root := first(p.A)
		if groups[root] == nil {
			order = append(order, root)
		}
		groups[root] = append(groups[root], p)
	}
	var list [][]reach.Pair
	for _, root := range order {
		group := groups[root]
		slices.SortStableFunc(group, func(a, b reach.Pair) int { return cmp.Compare(length(a), length(b)) })
		list = append(list, group)
	}
	return list
}

// length is how many steps both ways of a pair have.
func length(p reach.Pair) int { return len(p.Paths[0].Steps) + len(p.Paths[1].Steps) }

// messagesOf are the messages of a group, in map order.
func (s *study) messagesOf(group []reach.Pair) []journey.ID {
	var list []journey.ID
	for _, step := range s.m.Steps {
		if slices.ContainsFunc(group, func(p reach.Pair) bool { return p.A == step.ID || p.B == step.ID }) {
			list = append(list, step.ID)
		}
	}
	return list
}

// measuredAnyway tells that a run has shown some of a group to so many people that the measured rule speaks of it.
func (s *study) measuredAnyway(group []reach.Pair) bool {
	if s.seen.Result == nil {
		return false
	}
	one := *s
	one.limit = s.threshold(sameMessageTwice.RuleInfo)
	messages := s.messagesOf(group)
	return slices.ContainsFunc(one.repeats("between", "within"), func(cause simulate.RepeatResult) bool {
		return slices.ContainsFunc(cause.Messages, func(id journey.ID) bool { return slices.Contains(messages, id) })
	})
}

// possible is the finding of a group of pairs.
func (s *study) possible(group []reach.Pair) finding.Finding {
	p, messages := group[0], s.messagesOf(group)
	f := finding.Finding{
		Targets: s.targetsOf(messages),
		Args: journey.Args{
			"A": s.name(p.A), "B": s.name(p.B), "Count": len(messages), "Messages": s.steps(messages), "Window": s.duplicateWindow(),
			"ScenarioA": s.sender(s.scenarioOf(p.A)), "ScenarioB": s.sender(s.scenarioOf(p.B)), "Alike": journey.Word("finding.alike." + alikeIn(p)),
		},
		Example: s.personOf(p),
		Ways:    []finding.Way{{Steps: p.Paths[0].Steps}},
	}
	if s.seen.Result != nil {
		f.Severity = finding.Information
	}
	switch {
	case p.A == p.B:
		f.Message = "finding.J202.message_self"
	case len(messages) > 2:
		f.Message = "finding.J202.message_several"
	}
	if p.A != p.B {
		f.Ways = append(f.Ways, finding.Way{Steps: p.Paths[1].Steps})
	}
	f.Fixes = append(s.skipAlike(messages), s.merge(messages, s.hadForSure)...)
	if len(group) == 1 {
		f.Fixes = append(f.Fixes, s.moveApart(p)...)
	}
	return f
}

// alikeIn is in what two messages are alike, the weightiest of it.
func alikeIn(p reach.Pair) string {
	for _, kind := range []reach.Kind{reach.Text, reach.Offer, reach.Topic, reach.Subject} {
		for _, a := range p.Alike {
			if a.Kind == kind {
				if a.Near {
					return string(kind) + "_near"
				}
				return string(kind)
			}
		}
	}
	return string(reach.Text)
}

// personOf is the example of a pair, with when they get the messages.
func (s *study) personOf(p reach.Pair) *finding.Example {
	who := p.Example
	example := &finding.Example{Persona: who.Persona, Facts: []finding.Sentence{
		{Message: "finding.fact.persona", Args: journey.Args{"Persona": s.name(who.Persona)}},
	}}
	if len(s.m.Settings.Languages) > 1 {
		example.Facts = append(example.Facts, finding.Sentence{Message: "finding.fact.language", Args: journey.Args{"Language": who.Language}})
	}
	paths := p.Paths[:]
	slices.SortStableFunc(paths, func(a, b reach.Path) int { return cmp.Compare(a.Sent, b.Sent) })
	for _, path := range paths {
		after := journey.Duration(time.Duration(path.Sent) * time.Millisecond / time.Second)
		example.Facts = append(example.Facts, finding.Sentence{Message: "finding.fact.gets", Args: journey.Args{
			"Message": s.name(path.Steps[len(path.Steps)-1]), "After": after,
		}})
	}
	return example
}
