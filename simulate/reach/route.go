package reach

import (
	"slices"

	"rehearse/journey"
	"rehearse/simulate/program"
)

// stop is a place on a route: a node, and how somebody is when coming there.
type stop struct {
	node int32
	// who is the number of the box among those of the routes.
	who int32
	// way leads there from the stop before; both are None at the arrival.
	way, before int32
}

// routes finds the shortest ways of one person.
type routes struct {
	f   *flow
	g   *graph
	who *someone
	// tree is the shortest way to every node from the arrival, place by node its number in it, None for none.
	tree  []stop
	place []int32
	// boxes are how the person is somewhere, each once; number finds them by their hash, hops remembers to which one a way
	// leads from which.
	boxes  []box
	number map[uint64]int32
	hops   map[[2]int32]int32
	// besides are by node the shortest ways beside the route to it.
	besides map[int32]*routes
	// sent tells by node whether the message there is sent to who goes the shortest route to it.
	sent map[int32]bool
	// known are the shortest routes by node, put together once.
	known map[int32][]stop
}

func newRoutes(f *flow, g *graph, who *someone) *routes {
	r := &routes{
		f: f, g: g, who: who, place: make([]int32, g.nodes), number: map[uint64]int32{}, hops: map[[2]int32]int32{}, besides: map[int32]*routes{},
		sent: map[int32]bool{}, known: map[int32][]stop{},
	}
	for i := range r.place {
		r.place[i] = program.None
	}
	r.tree = append(r.tree, stop{node: g.root, who: r.intern(who.begin), way: program.None, before: program.None})
	r.place[g.root] = 0
	for i := 0; i < len(r.tree); i++ {
		r.spread(int32(i), nil)
	}
	return r
}

// spread goes on from a stop of the tree to nodes that are not in it.
func (r *routes) spread(at int32, allowed func(*way, int32) bool) {
	for _, i := range r.g.out[r.tree[at].node] {
		w := &r.g.ways[i]
		if r.place[w.to] != program.None || allowed != nil && !allowed(w, i) {
			continue
		}
		if who := r.hopped(i, w, r.tree[at].who); who != program.None {
			r.place[w.to] = int32(len(r.tree))
			r.tree = append(r.tree, stop{node: w.to, who: who, way: i, before: at})
		}
	}
}

// to is the shortest way to a node, from the arrival on; nil when there is none.
func (r *routes) to(node int32) (route []stop) {
	if known, ok := r.known[node]; ok {
		return known
	}
	for at := r.place[node]; at != program.None; at = r.tree[at].before {
		route = append(route, r.tree[at])
	}
	slices.Reverse(route)
	r.known[node] = route
	return route
}

// beside is the shortest way to a node for somebody who also goes a given route: from one of its stops on, by ways that do not
// take the token off it. It returns the number of the stop at which it parts and the stops behind it.
func (r *routes) beside(route []stop, node int32) (parts int, rest []stop) {
	next := r.besides[route[len(route)-1].node]
	if next == nil {
		next = r.spreadBeside(route)
	}
	at := next.place[node]
	if at == program.None {
		return 0, nil
	}
	for ; next.tree[at].way != program.None; at = next.tree[at].before {
		rest = append(rest, next.tree[at])
	}
	slices.Reverse(rest)
	return int(at), rest
}

// spreadBeside finds the shortest ways beside a route to every node.
func (r *routes) spreadBeside(route []stop) *routes {
	next := &routes{f: r.f, g: r.g, who: r.who, place: make([]int32, r.g.nodes), boxes: r.boxes, number: r.number, hops: r.hops}
	for i := range next.place {
		next.place[i] = program.None
	}
	for i := range route {
		next.tree = append(next.tree, stop{node: route[i].node, who: route[i].who, way: program.None, before: program.None})
	}
	for i := range route {
		next.spread(int32(i), func(w *way, number int32) bool { return r.mayPart(route, i, w, number) })
	}
	for i := len(route); i < len(next.tree); i++ {
		next.spread(int32(i), nil)
	}
	r.boxes = next.boxes
	r.besides[route[len(route)-1].node] = next
	return next
}

// intern is the number of a box.
func (r *routes) intern(b box) int32 {
	if b == nil {
		return program.None
	}
	h := uint64(len(b))
	for _, mask := range b {
		h = (h ^ mask) * 0x9e3779b97f4a7c15
		h ^= h >> 29
	}
	for ; ; h++ {
		n, ok := r.number[h]
		if !ok {
			break
		}
		if slices.Equal(r.boxes[n], b) {
			return n
		}
	}
	r.number[h] = int32(len(r.boxes))
	r.boxes = append(r.boxes, slices.Clone(b))
	return r.number[h]
}

// hopped is how the person comes to the end of a way, None when never.
func (r *routes) hopped(number int32, w *way, who int32) int32 {
	key := [2]int32{number, who}
	to, ok := r.hops[key]
	if !ok {
		r.f.space.briefly()
		to = r.intern(r.hop(w, r.boxes[who]))
		r.f.space.briefEnds()
		r.hops[key] = to
	}
	return to
}

// mayPart tells that a way from a stop of a route can be gone too by somebody who goes the route.
func (r *routes) mayPart(route []stop, at int, w *way, number int32) bool {
	if w.kind == wayArrive {
		return false
	}
	if at == len(route)-1 { // the route's message: it is to be sent there
		return w.kind != wayLink || r.sentBy(w)
	}
	taken := route[at+1].way
	if number == taken {
		// Again only what comes again by itself: a date, a segment, an event from outside.
		return w.from == r.g.root
	}
	if w.kind != wayLink {
		return true
	}
	other := &r.g.ways[taken]
	if other.kind != wayLink {
		return true // the token is free to go on
	}
	return w.place == other.place && r.f.p.Ports[r.f.p.Links[w.link].Port].Fork
}

// sentBy tells that a link leaves a message by an outcome of a send.
func (r *routes) sentBy(w *way) bool {
	step := &r.f.p.Steps[w.from]
	return slices.ContainsFunc(outcomes(r.f.p, step, w.place), func(o outcome) bool { return o.sent })
}

// hop is how the person comes to the end of a way, nil when never.
func (r *routes) hop(w *way, who box) box {
	f, p := r.f, r.f.p
	if w.from >= r.g.root || int(w.from) >= len(p.Steps) {
		return r.hopFromNode(w, who)
	}
	step := &p.Steps[w.from]
	now := set{boxes: []box{f.later(who, step.Scenario)}}
	now, _ = f.silent(step.Scenario, now)
	switch step.Kind {
	case program.KindTouchpoint:
		touch := &p.Touchpoints[step.Index]
		now = f.changed(now, touch.Changes)
		if w.kind == wayTrigger {
			return r.begin(w, now)
		}
		now = f.after(now, touch.Event, step.Scenario)
	case program.KindUpdate:
		now = f.changed(now, p.Updates[step.Index].Changes)
	case program.KindGoal:
		if w.kind == wayTrigger {
			return r.begin(w, now)
		}
		now = f.after(f.after(now, p.Goals[step.Index].Event, step.Scenario), p.Goals[step.Index].Also, step.Scenario)
	case program.KindMessage:
		if s := step.Scenario; s != program.None && p.Scenarios[s].Recheck && p.Scenarios[s].Segment != nil {
			holds, _ := f.conditions.of(p.Scenarios[s].Segment)
			now = now.and(holds)
		}
		if w.kind == wayTrigger || w.kind == wayRespond {
			now = f.reachable(&p.Messages[step.Index], now)
			if w.kind == wayTrigger {
				return r.begin(w, now)
			}
			return one(now)
		}
	}
	now = f.through(step, w.place, now)
	for _, b := range now.boxes {
		if f.ways[w.link] == nil {
			return b
		}
		for _, way := range f.ways[w.link] {
			part := f.space.copied(b)
			f.space.restrict(part, subject{aspect: aspectPersona}, way[0])
			f.space.restrict(part, subject{aspect: aspectEntry}, way[1])
			if !part.empty() {
				return part
			}
		}
	}
	return nil
}

func (r *routes) hopFromNode(w *way, who box) box {
	f, p := r.f, r.f.p
	switch {
	case w.kind == wayArrive:
		if p.Steps[w.to].Index == r.who.entry {
			return who
		}
		return nil
	case w.from != r.g.root: // from the start of a scenario to its first step
		return who
	}
	now := set{boxes: []box{f.later(who, program.None)}}
	s := &p.Scenarios[w.to-int32(len(p.Steps))]
	switch {
	case w.event != program.None:
		return r.begin(w, now)
	case s.Trigger.Kind == journey.TriggerSegment:
		holds, _ := f.conditions.of(s.Trigger.Segment)
		now = now.and(holds)
	}
	holds, _ := f.conditions.of(s.Segment)
	return one(now.and(holds))
}

// begin is how the person starts a scenario by the event of a trigger.
func (r *routes) begin(w *way, who set) box {
	s := &r.f.p.Scenarios[w.to-int32(len(r.f.p.Steps))]
	holds, _ := r.f.conditions.of(s.Segment)
	for _, b := range who.boxes {
		if now := (set{boxes: []box{r.f.space.happened(b, w.event)}}).and(holds); len(now.boxes) > 0 {
			return now.boxes[0]
		}
	}
	return nil
}

// one is one box of a set; nil when there is none.
func one(s set) box {
	if len(s.boxes) == 0 {
		return nil
	}
	return s.boxes[0]
}
