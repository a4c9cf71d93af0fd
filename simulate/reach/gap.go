package reach

import (
	"rehearse/journey"
	"rehearse/simulate/program"
)

// gaps knows how near two messages to one person can come.
type gaps struct {
	p     *program.Program
	flow  *flow
	graph *graph
	time  *timing
	// since is by step of a scenario when it can be entered, counted from the start of its instance; of the main flow from
	// the arrival.
	since []span
	// after is by message how soon after it was sent the steps of its flow can be entered by the same token.
	after map[int32][]int64
	// meets remembers which sets of people, and in which order, one person can be in.
	meets map[[2]*set]bool
}

func newGaps(f *flow, g *graph, t *timing) *gaps {
	return &gaps{p: f.p, flow: f, graph: g, time: t, since: sinceStarts(g), after: map[int32][]int64{}, meets: map[[2]*set]bool{}}
}

// sinceStarts bounds when the steps are entered, counted from the start of their instance; of the main flow from the
// arrival, which pulls make unbounded.
func sinceStarts(g *graph) []span {
	p := g.p
	list := make([]span, len(p.Steps))
	for i := range list {
		list[i] = span{never, -1}
	}
	var heap nearest
	begin := func(step int32, when span) {
		list[step].most = max(list[step].most, when.most)
		if when.least < list[step].least {
			list[step].least = when.least
			heap.push(step, when.least)
		}
	}
	for i := range g.ways {
		switch w := &g.ways[i]; {
		case w.kind == wayArrive, w.kind == wayTrigger && w.from == g.start(0)+flowOf(p, scenarioOf(p, w.to)) && int(w.to) < len(p.Steps):
			begin(w.to, span{})
		case w.kind == wayPull, w.kind == wayRespond:
			begin(w.to, span{0, never})
		}
	}
	for len(heap) > 0 {
		at, since := heap.pop()
		if since > list[at].least {
			continue
		}
		for _, i := range g.out[at] {
			if w := &g.ways[i]; w.kind == wayLink {
				if after := leavingAt(g, w, since, true); after < list[w.to].least {
					list[w.to].least = after
					heap.push(w.to, after)
				}
			}
		}
	}
	for i := range p.Steps {
		if g.around[i] && list[i].least < never {
			list[i].most = never
		}
	}
	_, order := g.circles(func(w *way) bool { return w.kind == wayLink })
	for _, at := range order {
		if int(at) >= len(list) || list[at].most < 0 {
			continue
		}
		for _, i := range g.out[at] {
			if w := &g.ways[i]; w.kind == wayLink {
				list[w.to].most = max(list[w.to].most, leavingAt(g, w, list[at].most, false))
			}
		}
	}
	return list
}

func scenarioOf(p *program.Program, node int32) int32 {
	if int(node) >= len(p.Steps) {
		return program.None
	}
	return p.Steps[node].Scenario
}

// leavingAt is when the end of a link is entered by somebody who entered its beginning at a time since the start of the
// instance: the soonest, or the latest. A wait for a time since the start ends then, whenever it began.
func leavingAt(g *graph, w *way, since int64, soonest bool) int64 {
	step := &g.p.Steps[w.from]
	if step.Kind == program.KindWait && step.Scenario != program.None {
		wait := &g.p.Waits[step.Index]
		if wait.Kind == journey.WaitAnchor && wait.Anchor.Kind == journey.AnchorScenarioStart && g.p.Ports[step.FirstPort+w.place].Name == journey.PortOut {
			delay := lawSpan(g.p.Links[w.link].Delay)
			if soonest {
				return min(max(since, wait.Anchor.Offset)+delay.least, never)
			}
			return min(max(since, wait.Anchor.Offset)+delay.most, never)
		}
	}
	if soonest {
		return min(since+w.span.least, never)
	}
	return min(since+w.span.most, never)
}

// between bounds how near message a and message b (numbers of messages) can be sent to one person; never when they cannot
// both. A is b: the same message twice.
func (x *gaps) between(a, b int32) int64 {
	one, two := x.p.Messages[a].Step, x.p.Messages[b].Step
	sentOne, sentTwo := &x.flow.sends[a], &x.flow.sends[b]
	if !x.meet(sentOne, sentTwo) && !x.meet(sentTwo, sentOne) {
		return never
	}
	least := max(x.byDominators(one, two, a, b), x.byCaps(a, b))
	if s := x.p.Steps[one].Scenario; s == x.p.Steps[two].Scenario {
		if s == program.None {
			return max(least, x.inMainFlow(a, b))
		}
		return max(least, min(x.inOneInstance(a, b), x.inOtherInstances(s, a, b)))
	}
	return max(least, x.inTwoScenarios(a, b), x.onDates(a, b))
}

// byCaps is how far apart caps keep them: one that lets a single message go in its length, whatever happens then, and counts
// both together by whatever channel they go. What counts when it is delivered keeps nothing apart: it may never arrive.
func (x *gaps) byCaps(a, b int32) (least int64) {
	one, two := &x.p.Messages[a], &x.p.Messages[b]
	if one.Transactional || two.Transactional {
		return 0
	}
	for i := range x.p.Policy.Caps {
		cap := &x.p.Policy.Caps[i]
		if cap.Counts == journey.CountDelivery || !x.together(cap, one, two) {
			continue
		}
		switch {
		case cap.Max <= 0:
			return never
		case cap.Window == journey.CapSinceLast, cap.Window == journey.CapRolling && cap.Max == 1:
			least = max(least, cap.Length)
		}
	}
	return least
}

// together tells that a cap counts two messages as one total, by whatever channel they go.
func (x *gaps) together(cap *program.Cap, one, two *program.Message) bool {
	for _, msg := range []*program.Message{one, two} {
		for _, c := range msg.Channels {
			if x.p.Channels[c].CapsExempt || !concerns(x.p, cap, msg, c) {
				return false
			}
		}
	}
	if cap.Scope == journey.ScopeAll || cap.Of != nil {
		return true
	}
	switch cap.Scope {
	case journey.ScopeTopic:
		return one.Topic == two.Topic
	case journey.ScopeScenario:
		return x.p.Steps[one.Step].Scenario == x.p.Steps[two.Step].Scenario
	}
	return len(one.Channels) == 1 && len(two.Channels) == 1 && one.Channels[0] == two.Channels[0]
}

// apart is the least distance of two moments of which only the bounds are known.
func apart(a, b span) int64 { return max(0, b.least-a.most, a.least-b.most) }

// byDominators compares the times since what happens to everybody before either message, once at most.
func (x *gaps) byDominators(one, two, a, b int32) (least int64) {
	g := x.graph
	for node := one; ; node = g.before[node] {
		if node == program.None {
			return never // nobody comes there
		}
		if g.visits[node] <= 1 && (node != one || one != two) && x.dominates(node, two) {
			d := g.from(node)
			first, second := span{d.least[one], d.most[one]}, span{d.least[two], d.most[two]}
			if node != one {
				first = first.plus(x.time.sending(a))
			} else {
				first = x.time.sending(a)
			}
			if node != two {
				second = second.plus(x.time.sending(b))
			} else {
				second = x.time.sending(b)
			}
			least = max(least, apart(first, second))
		}
		if node == g.root {
			break
		}
	}
	if one == two && g.visits[one] <= 1 {
		return never
	}
	return least
}

// dominates tells that everybody who comes to a node has passed another.
func (x *gaps) dominates(first, node int32) bool {
	for node != program.None {
		if node == first {
			return true
		}
		if node == x.graph.root {
			return false
		}
		node = x.graph.before[node]
	}
	return false
}

// next is how soon after a message was sent the steps of its flow can be entered by its token.
func (x *gaps) next(a int32) []int64 {
	if known, ok := x.after[a]; ok {
		return known
	}
	step := &x.p.Steps[x.p.Messages[a].Step]
	links := func(w *way) bool { return w.kind == wayLink }
	least := x.graph.soonest(x.p.Messages[a].Step, links, func(w *way) (int64, bool) {
		if w.kind != wayLink {
			return 0, false
		}
		when, ok := x.time.leaving(step, w.place, true)
		return when.least + lawSpan(x.p.Links[w.link].Delay).least, ok
	})
	x.after[a] = least
	return least
}

// inOneInstance is how near they come in one instance of their scenario: one behind the other on a way, or by tokens that
// parted.
func (x *gaps) inOneInstance(a, b int32) int64 {
	one, two := x.p.Messages[a].Step, x.p.Messages[b].Step
	window := apart(x.since[one].plus(x.time.sending(a)), x.since[two].plus(x.time.sending(b)))
	if x.graph.forked[flowOf(x.p, x.p.Steps[one].Scenario)] {
		return window
	}
	return max(window, x.way(a, b))
}

// way is how soon one token can be sent one message after the other.
func (x *gaps) way(a, b int32) int64 {
	least := int64(never)
	if x.meet(&x.flow.sends[a], &x.flow.sends[b]) {
		least = x.next(a)[x.p.Messages[b].Step]
	}
	if x.meet(&x.flow.sends[b], &x.flow.sends[a]) {
		least = min(least, x.next(b)[x.p.Messages[a].Step])
	}
	return least
}

// inOtherInstances is how near they come in two instances of their scenario.
func (x *gaps) inOtherInstances(scenario, a, b int32) int64 {
	g := x.graph
	if g.visits[g.start(scenario)] <= 1 {
		return never
	}
	s := &x.p.Scenarios[scenario]
	one := x.since[x.p.Messages[a].Step].plus(x.time.sending(a))
	two := x.since[x.p.Messages[b].Step].plus(x.time.sending(b))
	pause := int64(0) // between two starts
	if s.Reentry == journey.ReentryPause {
		pause = s.Pause
	}
	if s.Trigger.Kind == journey.TriggerDate && s.Trigger.Property == program.None {
		pause = max(pause, nearestOf(s.Trigger.Instants))
	}
	// The second start is the pause after the first at least, be the first message in the first or in the second.
	least := min(max(0, pause+two.least-one.most), max(0, pause+one.least-two.most))
	if s.Reentry == journey.ReentryAfter {
		// The first instance has ended, so its message was sent before the second began.
		least = max(least, min(one.least, two.least))
	}
	return least
}

// nearestOf is the least distance of rising times.
func nearestOf(times []int64) int64 {
	least := int64(never)
	for i := 1; i < len(times); i++ {
		least = min(least, times[i]-times[i-1])
	}
	return least
}

// inMainFlow is how near they come in the main flow, where pulls may move the person at any time.
func (x *gaps) inMainFlow(a, b int32) int64 {
	one, two := x.p.Messages[a].Step, x.p.Messages[b].Step
	least := x.way(a, b)
	if x.graph.forked[flowOf(x.p, program.None)] {
		return 0
	}
	for _, l := range x.graph.landings() {
		if l.leads[one] || l.leads[two] {
			least = 0
		}
	}
	return least
}

// inTwoScenarios asks in which order things can have happened: one of the messages before the other's scenario began, or both
// after.
func (x *gaps) inTwoScenarios(a, b int32) int64 {
	one, two := x.p.Steps[x.p.Messages[a].Step].Scenario, x.p.Steps[x.p.Messages[b].Step].Scenario
	sentOne, sentTwo := &x.flow.sends[a], &x.flow.sends[b]
	least := int64(never)
	aAfter, bAfter := true, true // the start of the other's scenario: the arrival of the person comes before all
	if two != program.None {
		begin := &x.flow.begins[two]
		aAfter = x.meet(begin, sentOne)
		if x.meet(sentOne, begin) {
			least = min(least, x.since[x.p.Messages[b].Step].least)
		}
	}
	if one != program.None {
		begin := &x.flow.begins[one]
		bAfter = x.meet(begin, sentTwo)
		if x.meet(sentTwo, begin) {
			least = min(least, x.since[x.p.Messages[a].Step].least)
		}
	}
	if aAfter && bAfter {
		least = 0
	}
	return least
}

// meet tells that one person can be in a set and, later, in another.
func (x *gaps) meet(first, second *set) bool {
	key := [2]*set{first, second}
	if known, ok := x.meets[key]; ok {
		return known
	}
	x.meets[key] = false
search:
	for _, a := range first.boxes {
		a = x.flow.later(a, program.None)
		for _, b := range second.boxes {
			for _, people := range x.flow.space.universe {
				if x.flow.space.evolves(a, b, people) {
					x.meets[key] = true
					break search
				}
			}
		}
	}
	return x.meets[key]
}

// evolves tells that somebody of a persona who was in a box, made later, can be in another.
func (s *space) evolves(later, b, people box) bool {
	for i, mask := range later {
		if mask&b[i]&people[i] == 0 {
			return false
		}
	}
	return true
}

// onDates compares scenarios that start on dates of the calendar.
func (x *gaps) onDates(a, b int32) int64 {
	times := func(m int32) ([]int64, span) {
		step := x.p.Messages[m].Step
		s := x.p.Steps[step].Scenario
		if s == program.None || x.p.Scenarios[s].Trigger.Kind != journey.TriggerDate || x.p.Scenarios[s].Trigger.Property != program.None {
			return nil, span{}
		}
		return x.p.Scenarios[s].Trigger.Instants, x.since[step].plus(x.time.sending(m))
	}
	first, one := times(a)
	second, two := times(b)
	if len(first) == 0 || len(second) == 0 || one.most >= never || two.most >= never {
		return 0
	}
	least := int64(never)
	j := 0
	for _, at := range first {
		for j > 0 && second[j]+two.most > at+one.least {
			j--
		}
		for ; j < len(second); j++ {
			least = min(least, apart(span{at + one.least, at + one.most}, span{second[j] + two.least, second[j] + two.most}))
			if second[j]+two.least > at+one.most {
				break
			}
		}
		j = min(j, len(second)-1)
	}
	return least
}
