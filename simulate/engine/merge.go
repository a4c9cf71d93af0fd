package engine

import "rehearse/simulate/stats"

// Merge adds another tally of the same program. The order of merging changes nothing.
func (t *Tally) Merge(o *Tally) {
	for i, c := range o.Contexts {
		if c == nil {
			continue
		}
		if t.Contexts[i] == nil {
			t.Contexts[i] = &Context{Steps: make([]StepCount, len(c.Steps)), Links: make([]LinkCount, len(c.Links))}
		}
		for j := range c.Steps {
			t.Contexts[i].Steps[j].add(&c.Steps[j])
		}
		for j := range c.Links {
			t.Contexts[i].Links[j].add(&c.Links[j])
		}
	}
	addAll(t.People, o.People)
	t.Stopped += o.Stopped
	addAll(t.Received, o.Received)
	for i := range t.Sends {
		t.Sends[i].add(&o.Sends[i])
	}
	addAll(t.AttributedTo, o.AttributedTo)
	addAll(t.AttributedValue, o.AttributedValue)
	for i := range t.Scenarios {
		t.Scenarios[i].add(&o.Scenarios[i])
	}
	for i := range t.Goals {
		g, h := &t.Goals[i], &o.Goals[i]
		g.Count += h.Count
		g.Late += h.Late
		g.Value += h.Value
		g.Time.Merge(&h.Time)
		addAll(g.People, h.People)
		addAll(g.ByScenario, h.ByScenario)
	}
	t.Touches.Merge(&o.Touches)
	t.WorstDay.Merge(&o.WorstDay)
	t.Worst7.Merge(&o.Worst7)
	t.Wanted7.Merge(&o.Wanted7)
	t.Bursts.Merge(&o.Bursts)
	t.Pressure.merge(&o.Pressure)
	t.Batches.Merge(o.Batches)
	t.Moved = capped(t.Moved, o.Moved)
	t.Value += o.Value
	t.Visits += o.Visits
	t.SendCost += o.SendCost
	t.Calls += o.Calls
	t.Support += o.Support
	for i := range t.Desks {
		t.Desks[i].add(&o.Desks[i])
	}
	if t.Fault == "" {
		t.Fault = o.Fault
	}
	for key, pair := range o.Pairs {
		mine := t.pair(key)
		mine.Near += pair.Near
		mine.AFirst += pair.AFirst
		mine.Both += pair.Both
	}
	for i := range t.Repeats {
		t.Repeats[i].add(o.Repeats[i])
	}
	for key, n := range o.Together {
		if t.Together[key] == nil {
			t.Together[key] = &Together{}
		}
		t.Together[key].add(n)
	}
	t.Pressed += o.Pressed
	t.OverDay += o.OverDay
	t.OverWeek += o.OverWeek
	addAll(t.SoldLate, o.SoldLate)
	for i := range t.Sold {
		t.Sold[i].add(o.Sold[i])
	}
	for key, set := range o.Witnesses {
		if t.Witnesses[key] == nil {
			t.Witnesses[key] = stats.NewWitnesses(4)
		}
		t.Witnesses[key].Merge(set)
	}
	t.prune()
}

// pair returns the count of a pair.
func (t *Tally) pair(key PairKey) *PairCount {
	p := t.Pairs[key]
	if p == nil {
		p = &PairCount{}
		t.Pairs[key] = p
	}
	return p
}

// prune forgets witnesses of "most" that are no longer the most.
func (t *Tally) prune() {
	best := map[string]int64{}
	for key := range t.Witnesses {
		if key.Value > best[key.Code] {
			best[key.Code] = key.Value
		}
	}
	for key := range t.Witnesses {
		if key.Value < best[key.Code] {
			delete(t.Witnesses, key)
		}
	}
}

func addAll(to, from []int64) {
	for i, n := range from {
		to[i] += n
	}
}

func (s *SendCount) add(o *SendCount) {
	s.Entered += o.Entered
	s.Attempts += o.Attempts
	s.Wanted += o.Wanted
	s.Sent += o.Sent
	s.Delivered += o.Delivered
	s.Hard += o.Hard
	s.Soft += o.Soft
	s.Opened += o.Opened
	s.Clicked += o.Clicked
	s.Unsubscribed += o.Unsubscribed
	s.Responded += o.Responded
	s.Attributed += o.Attributed
	s.Held += o.Held
	s.Waiting += o.Waiting
	s.People += o.People
	s.Value += o.Value
	addAll(s.Refused, o.Refused)
	addAll(s.ByPersona, o.ByPersona)
}

func (s *ScenarioCount) add(o *ScenarioCount) {
	s.Started += o.Started
	s.People += o.People
	s.Holdout += o.Holdout
	s.Completed += o.Completed
	s.Running += o.Running
	s.GoalAfter += o.GoalAfter
	s.Sends += o.Sends
	for i, n := range o.Refused {
		s.Refused[i] += n
	}
	for i, n := range o.Withdrawn {
		s.Withdrawn[i] += n
	}
	addAll(s.ByPersona, o.ByPersona)
}
