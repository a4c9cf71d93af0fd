package engine

import "slices"

// Most of what happens on a way follows from what happened before it: who comes to a step that everybody leaves by one link at
// once takes that link, and where only one link leads who comes has taken it. Neither is counted while people live: it is worked
// out at the end of a run, once a profile in place of once a step of everybody.

// leanImplied is a link that everybody takes who comes to its step, and does not stay there: how many took it, and how many of
// them had taken it before, are those who came by the links in.
type leanImplied struct {
	link, from int32
	in         []int32
}

// makeImplied finds what need not be counted.
func (l *layout) makeImplied(lean *leanProgram) {
	p := l.p
	in, begins := make([][]int32, len(p.Steps)), make([]bool, len(p.Steps))
	for i := range p.Links {
		in[p.Links[i].To] = append(in[p.Links[i].To], int32(i))
	}
	for i := range p.Entries {
		begins[p.Entries[i].Step] = true
	}
	for i := range p.Scenarios {
		begins[p.Scenarios[i].Start] = true
	}
	for i := range lean.steps { // who goes through the pool is counted there at every step
		if s := &lean.steps[i]; s.main && s.kind != leanNone && lean.pool != nil && lean.pool.steps[s.local].pass {
			begins[i] = true
		}
	}
	known := make([]bool, len(p.Links))
	for i := range known {
		known[i] = true
	}
	var open []int32
	for i := range lean.steps {
		if s := &lean.steps[i]; !begins[i] {
			s.told = len(in[i]) == 1 && lean.links[in[i][0]].instant
			if link := s.onlyWay(); link != nil {
				known[link.number] = false
				open = append(open, link.number)
			}
		}
	}
	// What is known of all links to a step makes known what is implied behind it. In a circle something must be counted.
	for len(open) > 0 {
		before := len(open)
		open = slices.DeleteFunc(open, func(link int32) bool {
			from := p.Links[link].From
			if slices.ContainsFunc(in[from], func(link int32) bool { return !known[link] }) {
				return false
			}
			known[link] = true
			lean.implied = append(lean.implied, leanImplied{link: link, from: from, in: in[from]})
			lean.steps[from].next = &lean.steps[p.Links[link].To]
			return true
		})
		if len(open) == before {
			known[open[0]] = true
			open = open[1:]
		}
	}
	for i := range lean.steps {
		if s := &lean.steps[i]; s.told {
			s.came = in[i][0]
		}
	}
	for i := range lean.steps {
		lean.steps[i].count(lean)
	}
	for i := range lean.steps {
		s := &lean.steps[i]
		s.ranked = s.next != nil && s.next.kind == leanRanks && s.next.counts == countsNothing
	}
}

// onlyWay is the link by which everybody leaves at once whose wait, if it is one, is over; nil where there is none.
func (s *leanStep) onlyWay() *leanLink {
	switch s.kind {
	case leanPass, leanTouch, leanPoints:
	case leanWait:
		if s.again {
			return nil
		}
	default:
		return nil
	}
	if len(s.ports) != 1 || len(s.port.ways) != 1 {
		return nil
	}
	if w := &s.port.ways[0]; w.to != nil {
		return w.outs[0]
	}
	return nil
}

// count tells whether visits of the step are counted, and for how many steps one visit may stand.
func (s *leanStep) count(lean *leanProgram) {
	draws := s.kind == leanWait || s.kind == leanDo || s.kind == leanMessage || s.kind == leanGoal || s.kind == leanDesk
	for i := range s.ports {
		for j := range s.ports[i].ways {
			draws = draws || s.ports[i].ways[j].to == nil && s.ports[i].ways[j].linked()
		}
	}
	switch {
	case !s.told || s.cost > 0:
		s.counts = countsMore
	case draws:
		s.counts = countsVisits
	}
	if !s.told {
		s.weight = int(s.longest(lean))
	}
}

// longest is how many steps follow at most that are told by this one, and this one.
func (s *leanStep) longest(lean *leanProgram) (n int32) {
	for i := range s.ports {
		for j := range s.ports[i].ways {
			w := &s.ports[i].ways[j]
			for _, link := range w.links(lean) {
				if link != nil && link.to.told {
					n = max(n, link.to.longest(lean))
				}
			}
		}
	}
	return n + 1
}

// foldImplied adds what was implied to the counts, once, before these are added to others.
func (b *leanLife) foldImplied() {
	for _, c := range b.contexts {
		if c == nil {
			continue
		}
		for i := range b.implied {
			k := &b.implied[i]
			hop := &c.lean[k.link]
			for _, in := range k.in {
				hop.took += c.lean[in].took - c.late[in]
			}
			if s := &b.steps[k.from]; s.told {
				hop.again += c.lean[s.came].again
			} else {
				hop.again += c.again[k.from]
			}
		}
		for i := range b.steps {
			if s := &b.steps[i]; s.told {
				c.again[i] = c.lean[s.came].again
			}
		}
	}
}
