package engine

import "rehearse/simulate/program"

// What can be told of people who share agents from the map alone.

// sharing says what of a program has to do with desks.
type sharing struct {
	// asks tells by entry whether people who come by it may ask a desk at all.
	asks []bool
	// last tells by desk that who has asked it asks no desk any more.
	last []bool
	// steady tells by desk that nothing takes a token away that stands there (but a limit).
	steady []bool
}

// newSharing looks at the graph: which steps lead to a desk, what can happen to a person besides.
func newSharing(l *layout) *sharing {
	p := l.p
	s := &sharing{asks: make([]bool, len(p.Entries)), last: make([]bool, len(p.Desks)), steady: make([]bool, len(p.Desks))}
	behind := l.behindDesks()
	from := func(step int32) bool { // a token that enters the step may come to a desk
		return l.deskAt(step) || behind[step]
	}
	forks := false
	for i := range p.Ports {
		forks = forks || p.Ports[i].Fork
	}
	main := false
	for i := range p.Entries {
		main = main || from(p.Entries[i].Step)
	}
	asking, active := []int32{}, false
	for i := range p.Scenarios {
		if !l.active(int32(i)) {
			continue
		}
		active = true
		if from(p.Scenarios[i].Start) {
			asking = append(asking, int32(i))
		}
	}
	for i := range p.Entries {
		s.asks[i] = len(asking) > 0 || from(p.Entries[i].Step)
	}
	for i := range p.Desks {
		step := p.Desks[i].Step
		scenario := p.Steps[step].Scenario
		s.steady[i] = !forks && (!active || l.undisturbed(step))
		s.last[i] = !forks && !behind[step]
		switch {
		case l.asksAgain(step):
			s.last[i] = false
		case scenario == program.None:
			s.last[i] = s.last[i] && len(asking) == 0
		case main || len(asking) > 1 || p.Scenarios[scenario].Reentry != "" && p.Scenarios[scenario].Reentry != "never":
			s.last[i] = false
		}
	}
	return s
}

// deskAt tells that a step has agents people share.
func (l *layout) deskAt(step int32) bool {
	s := &l.p.Steps[step]
	return s.Kind == program.KindSupport || (s.Kind == program.KindCall && l.p.Calls[s.Index].Desk != program.None)
}

// asksAgain tells that a token may ask more than once at one visit of a step: attempts of a call, and when the calling
// hours are over.
func (l *layout) asksAgain(step int32) bool {
	s := &l.p.Steps[step]
	if s.Kind != program.KindCall {
		return false
	}
	c := &l.p.Calls[s.Index]
	return c.Attempts > 1 || !c.Hours.Empty()
}

// behindDesks tells by step whether a token that leaves it may come to a desk, pulls and responses included.
func (l *layout) behindDesks() []bool {
	p := l.p
	back := make([][]int32, len(p.Steps))
	for i := range p.Links {
		k := &p.Links[i]
		back[k.To] = append(back[k.To], k.From)
	}
	for i := range p.Messages {
		if r := p.Messages[i].Response; r != nil && r.Step != program.None {
			back[r.Step] = append(back[r.Step], p.Messages[i].Step)
		}
	}
	behind := make([]bool, len(p.Steps))
	var open []int32
	for i := range p.Desks {
		open = append(open, p.Desks[i].Step)
	}
	for len(open) > 0 {
		step := open[len(open)-1]
		open = open[:len(open)-1]
		for _, before := range back[step] {
			if !behind[before] {
				behind[before] = true
				open = append(open, before)
			}
		}
	}
	return behind
}

// undisturbed tells that nothing besides the token itself can take it away from a step: no exit criterion, no pull and
// no exit of the map elsewhere.
func (l *layout) undisturbed(step int32) bool {
	p := l.p
	scenario := p.Steps[step].Scenario
	for i := range p.Steps {
		s := &p.Steps[i]
		if s.Kind == program.KindExit && p.Exits[s.Index].Map && (scenario != program.None || s.Scenario != program.None) {
			return false
		}
	}
	if scenario != program.None {
		return len(p.Scenarios[scenario].Exits) == 0
	}
	for i := range p.Links {
		if p.Links[i].Pull {
			return false
		}
	}
	for i := range p.Messages {
		if r := p.Messages[i].Response; r != nil && r.Step != program.None {
			return false
		}
	}
	return true
}
