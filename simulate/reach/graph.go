package reach

import (
	"cmp"
	"slices"

	"rehearse/journey"
	"rehearse/journey/circle"
	"rehearse/simulate/program"
)

// way is how one thing that happens to a person leads to another: a link, a pull, a response, a trigger. Span is the time
// between the two, from entering the one to entering the other.
type way struct {
	from, to int32
	span     span
	kind     wayKind
	// place is the port it leaves by, link its number among the links; event is the event of a trigger. None for none.
	place, link, event int32
}

type wayKind uint8

const (
	wayLink    wayKind = iota
	wayPull            // of a link into the main flow
	wayRespond         // to a step of the main flow
	wayTrigger         // to the start of a scenario
	wayArrive          // of people at an entry
)

// graph is everything that can happen to a person. Its nodes are the steps, then the starts of the scenarios, then the
// arrival of the person, its root.
type graph struct {
	p     *program.Program
	time  *timing
	ways  []way
	out   [][]int32 // by node: numbers of ways
	in    [][]int32
	root  int32
	nodes int32
	// order is the nodes so that a way leads on in it, but for circles; circle tells which nodes are in one.
	order  []int32
	circle []bool
	// around tells by step that it is in a circle of links of its own flow; forked by scenario (the main flow last) that tokens
	// part there.
	around []bool
	forked []bool
	// before is by node the nearest other node without which nobody comes there (its immediate dominator).
	before []int32
	// visits is by node how often it can happen to one person: at most, many for no bound.
	visits []int64
	found  map[int32]distances
	behind map[int32][]int64
	heap   nearest // reused
	lands  []landing
}

// many is more often than can be counted.
const many = 1 << 40

func (g *graph) start(scenario int32) int32 { return int32(len(g.p.Steps)) + scenario }

func newGraph(f *flow, time *timing) *graph {
	p := f.p
	g := &graph{p: p, time: time, root: int32(len(p.Steps) + len(p.Scenarios)), found: map[int32]distances{}, behind: map[int32][]int64{}}
	g.nodes = g.root + 1
	g.forked = make([]bool, len(p.Scenarios)+1)
	for i := range p.Entries {
		if p.Entries[i].Volume > 0 {
			g.add(way{from: g.root, to: p.Entries[i].Step, kind: wayArrive})
		}
	}
	for i := range p.Steps {
		if len(f.at[i].boxes) > 0 {
			g.step(f, int32(i))
		}
	}
	for i := range p.Scenarios {
		if len(f.begins[i].boxes) == 0 {
			continue
		}
		g.add(way{from: g.start(int32(i)), to: p.Scenarios[i].Start, kind: wayTrigger, link: program.None, event: program.None})
		if p.Scenarios[i].Trigger.Kind != journey.TriggerEvent {
			g.add(way{from: g.root, to: g.start(int32(i)), kind: wayTrigger, span: span{0, never}, link: program.None, event: program.None})
		}
	}
	g.triggers(f)
	g.out, g.in = make([][]int32, g.nodes), make([][]int32, g.nodes)
	for i := range g.ways {
		g.out[g.ways[i].from] = append(g.out[g.ways[i].from], int32(i))
		g.in[g.ways[i].to] = append(g.in[g.ways[i].to], int32(i))
	}
	g.circle, g.order = g.circles(func(*way) bool { return true })
	g.around, _ = g.circles(func(w *way) bool { return w.kind == wayLink })
	g.dominators()
	g.count(f)
	return g
}

func (g *graph) add(w way) { g.ways = append(g.ways, w) }

// step adds the ways that leave a step.
func (g *graph) step(f *flow, number int32) {
	p := g.p
	step := &p.Steps[number]
	for place := range step.PortCount {
		when, ok := g.time.leaving(step, place, false)
		if !ok {
			continue
		}
		port := &p.Ports[step.FirstPort+place]
		for _, link := range port.Pulls {
			if f.passed[link] {
				g.add(way{from: number, to: p.Links[link].To, kind: wayPull, span: when.plus(lawSpan(p.Links[link].Delay)), place: place, link: link})
			}
		}
		links, out := f.onward(step, port)
		if out {
			continue
		}
		passed := 0
		for _, link := range links {
			if f.passed[link] {
				passed++
			}
		}
		if port.Fork && passed > 1 {
			g.forked[flowOf(p, step.Scenario)] = true
		}
		for i, link := range links {
			delay, wins := lawSpan(p.Links[link].Delay), true
			if port.Race {
				delay, wins = winning(p, links, i)
			}
			if f.passed[link] && wins {
				g.add(way{from: number, to: p.Links[link].To, kind: wayLink, span: when.plus(delay), place: place, link: link})
			}
		}
	}
	if step.Kind == program.KindMessage {
		msg := &p.Messages[step.Index]
		if len(f.sends[step.Index].boxes) > 0 && msg.Response != nil && msg.Response.Step != program.None && responds(msg) {
			g.add(way{from: number, to: msg.Response.Step, kind: wayRespond, span: span{lawSpan(msg.Response.Delay).least, never}, link: program.None})
		}
	}
}

// winning is how long a link of a race takes when it wins; false when it never does. The first of equals wins.
func winning(p *program.Program, links []int32, i int) (span, bool) {
	delay := lawSpan(p.Links[links[i]].Delay)
	least := delay.least
	for j, other := range links {
		most := lawSpan(p.Links[other].Delay).most
		if j != i && (most < least || j < i && most == least) {
			return delay, false
		}
		delay.most = min(delay.most, most)
	}
	return delay, true
}

// flowOf is the number of a scenario's flow; the main flow is the last.
func flowOf(p *program.Program, scenario int32) int32 {
	if scenario == program.None {
		return int32(len(p.Scenarios))
	}
	return scenario
}

// triggers adds the ways from what lets an event happen to what it starts.
func (g *graph) triggers(f *flow) {
	for _, fire := range f.firings() {
		for i := range g.p.Scenarios {
			t := &g.p.Scenarios[i].Trigger
			if t.Kind != journey.TriggerEvent || t.Event != fire.event || len(f.begins[i].boxes) == 0 {
				continue
			}
			w := way{from: fire.step, to: g.start(int32(i)), kind: wayTrigger, link: program.None, event: fire.event}
			if fire.step == program.None {
				w.from = g.root
			}
			if fire.byChance || fire.step == program.None {
				w.span.most = never
			}
			g.add(w)
		}
	}
}

// firings lists what lets events happen, in the order of the steps.
func (f *flow) firings() []firing {
	list := make([]firing, 0, len(f.fires))
	for fire := range f.fires {
		list = append(list, fire)
	}
	slices.SortFunc(list, func(a, b firing) int {
		return cmp.Or(cmp.Compare(a.step, b.step), cmp.Compare(a.event, b.event))
	})
	return list
}

// circles finds the nodes that lie in a circle of some ways and an order of all nodes in which these ways lead
// on but for circles.
func (g *graph) circles(of func(*way) bool) (in []bool, order []int32) {
	in = make([]bool, g.nodes)
	order = make([]int32, 0, g.nodes)
	next := func(node int32, visit func(int32)) {
		for _, i := range g.out[node] {
			if w := &g.ways[i]; of(w) {
				visit(w.to)
			}
		}
	}
	circle.Parts(g.nodes, next, func(nodes []int32, leadsBack bool) {
		for _, node := range slices.Backward(nodes) {
			in[node] = leadsBack
			order = append(order, node)
		}
	})
	slices.Reverse(order)
	return in, order
}

// dominators finds for every node the last other node that everybody has passed who comes there (Cooper, Harvey and Kennedy,
// "A simple, fast dominance algorithm", 2001).
func (g *graph) dominators() {
	g.before = make([]int32, g.nodes)
	place := make([]int32, g.nodes)
	for i := range g.before {
		g.before[i], place[i] = program.None, -1
	}
	// A node before those it leads to, as a search in depth leaves them.
	var order []int32
	seen := make([]bool, g.nodes)
	var visit func(int32)
	visit = func(node int32) {
		seen[node] = true
		for _, i := range g.out[node] {
			if to := g.ways[i].to; !seen[to] {
				visit(to)
			}
		}
		order = append(order, node)
	}
	visit(g.root)
	slices.Reverse(order)
	for i, node := range order {
		place[node] = int32(i)
	}
	g.before[g.root] = g.root
	for changed := true; changed; {
		changed = false
		for _, node := range order[1:] {
			best := program.None
			for _, i := range g.in[node] {
				from := g.ways[i].from
				if g.before[from] == program.None {
					continue
				}
				if best == program.None {
					best = from
					continue
				}
				for a := from; a != best; {
					if place[a] > place[best] {
						a = g.before[a]
					} else {
						best = g.before[best]
					}
				}
			}
			if g.before[node] != best {
				g.before[node], changed = best, true
			}
		}
	}
}

// distances are the bounds of the time from one node to others, by node; least is never for those it does not lead to.
type distances struct{ least, most []int64 }

// from is how long after a node others can happen.
func (g *graph) from(node int32) distances {
	if known, ok := g.found[node]; ok {
		return known
	}
	d := distances{least: g.soonest(node, func(*way) bool { return true }, nil), most: make([]int64, g.nodes)}
	for i := range d.most {
		d.most[i] = -1
		if g.circle[i] && d.least[i] < never {
			d.most[i] = never // it may go round
		}
	}
	d.most[node] = 0
	for _, at := range g.order {
		if d.most[at] < 0 {
			continue
		}
		for _, i := range g.out[at] {
			w := &g.ways[i]
			if w.to != node {
				d.most[w.to] = max(d.most[w.to], min(d.most[at]+w.span.most, never))
			}
		}
	}
	g.found[node] = d
	return d
}

// soonest is the least time from a node to the others by some of the ways (Dijkstra 1959); never for those they do not lead
// to. First, when not nil, replaces the time of the ways that leave the node, and tells which do. With first the node itself
// is reached only by coming back to it.
func (g *graph) soonest(node int32, of func(*way) bool, first func(*way) (int64, bool)) []int64 {
	least := make([]int64, g.nodes)
	for i := range least {
		least[i] = never
	}
	heap := g.heap[:0]
	if first == nil {
		least[node] = 0
		heap.push(node, 0)
	} else {
		for _, i := range g.out[node] {
			w := &g.ways[i]
			if after, ok := first(w); of(w) && ok && after < least[w.to] {
				least[w.to] = after
				heap.push(w.to, after)
			}
		}
	}
	for len(heap) > 0 {
		at, since := heap.pop()
		if since > least[at] {
			continue
		}
		for _, i := range g.out[at] {
			w := &g.ways[i]
			if after := since + w.span.least; of(w) && after < least[w.to] {
				least[w.to] = after
				heap.push(w.to, after)
			}
		}
	}
	g.heap = heap
	return least
}

// linked is how soon after a node was entered others can be by links alone; itself by coming back to it.
func (g *graph) linked(node int32) []int64 {
	if known, ok := g.behind[node]; ok {
		return known
	}
	links := func(w *way) bool { return w.kind == wayLink }
	g.behind[node] = g.soonest(node, links, func(w *way) (int64, bool) { return w.span.least, w.kind == wayLink })
	return g.behind[node]
}

// nearest is a heap of nodes, the nearest first.
type nearest []struct {
	node  int32
	since int64
}

func (h *nearest) push(node int32, since int64) {
	*h = append(*h, struct {
		node  int32
		since int64
	}{node, since})
	list := *h
	for i := len(list) - 1; i > 0; {
		up := (i - 1) / 2
		if list[up].since <= list[i].since {
			return
		}
		list[up], list[i] = list[i], list[up]
		i = up
	}
}

func (h *nearest) pop() (node int32, since int64) {
	list := *h
	first := list[0]
	last := len(list) - 1
	list[0] = list[last]
	list = list[:last]
	for i := 0; ; {
		down := 2*i + 1
		if down >= last {
			break
		}
		if down+1 < last && list[down+1].since < list[down].since {
			down++
		}
		if list[i].since <= list[down].since {
			break
		}
		list[i], list[down] = list[down], list[i]
		i = down
	}
	*h = list
	return first.node, first.since
}
