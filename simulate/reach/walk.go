package reach

import (
	"container/heap"
	"slices"

	"rehearse/journey"
	"rehearse/journey/rule"
	"rehearse/simulate/calendar"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// A walk lets somebody go two routes, moment by moment, with every rule on them asked as it is written, and every time of day
// and every date as the calendar has it. Laws give a middle, short or long time as told. It is a way that can be gone or it is
// nothing: what it does not know how to do, it refuses.
type walk struct {
	r *Reach
	k *known
	// visits are the places of both routes, those they share once.
	visits []visit
	// goals are the visits of the two messages, sent when they were sent, -1 before.
	goals     [2]int
	sent      [2]int64
	queue     visitQueue
	instances []walked
	entering  []watch
	failed    bool
}

// visit is a place on a route with those behind it.
type visit struct {
	stop
	next  []int
	route int // 0 shared or the first, 1 the second
	inst  int // number of the instance, set when the person comes there
}

// walked is an instance of a scenario; the main flow is the first.
type walked struct {
	scenario int32
	start    happening
	held     []bool // whether the rules among its exits held when asked last
	open     int    // visits under way
}

// watch waits for somebody to enter a segment.
type watch struct {
	visit  int
	rule   rule.Expr
	before bool
	atoms  []rule.TimeAtom
}

// due is a visit that is about to be made; a negative number asks the segments only.
type due struct {
	at    int64
	order int
	visit int
	inst  int
}

type visitQueue []due

func (q visitQueue) Len() int { return len(q) }
func (q visitQueue) Less(i, j int) bool {
	return q[i].at < q[j].at || q[i].at == q[j].at && q[i].order < q[j].order
}
func (q visitQueue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }

// Push implements heap.Interface, as does Pop.
func (q *visitQueue) Push(x any) { *q = append(*q, x.(due)) }

// Pop takes the last.
func (q *visitQueue) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}

// mostMoments is how many moments a walk may have.
const mostMoments = 400

// pace is how long laws take on the two routes, as quantiles in units of 2^-32, and on which of its dates, counted from the
// arrival, a scenario starts that starts a route.
type pace struct {
	long [2]uint32
	date [2]int
}

// newWalk makes ready to go two routes. There is one walk at a time: the next takes the place of this one.
func newWalk(r *Reach, who *someone, route []stop, parts int, rest []stop) *walk {
	w := r.spare
	if w == nil {
		w = &walk{r: r, k: newKnown(r, who)}
		r.spare = w
	}
	w.k.become(who)
	*w = walk{r: r, k: w.k, sent: [2]int64{-1, -1}, visits: w.visits[:0], queue: w.queue[:0], instances: w.instances[:0], entering: w.entering[:0]}
	for i := range route {
		w.visits = append(w.visits, visit{stop: route[i]})
		if i > 0 {
			w.visits[i-1].next = append(w.visits[i-1].next, i)
		}
	}
	w.goals = [2]int{len(route) - 1, parts}
	for i := range rest {
		n := len(w.visits)
		before := parts
		if i > 0 {
			before = n - 1
		}
		w.visits = append(w.visits, visit{stop: rest[i], route: 1})
		w.visits[before].next = append(w.visits[before].next, n)
		w.goals[1] = n
	}
	return w
}

// walks lets the person go; false when that cannot be.
func (w *walk) walks(p pace) bool {
	w.instances = append(w.instances, walked{scenario: program.None, start: happening{w.k.who.at, 0}})
	w.leaveRoot(p)
	for n := 0; len(w.queue) > 0 && !w.failed && n < mostMoments; n++ {
		d := heap.Pop(&w.queue).(due)
		if d.at >= w.r.p.Horizon {
			return false
		}
		w.k.now = d.at
		if d.visit >= 0 {
			w.instances[d.inst].open--
			w.come(d, p)
		}
		w.ask()
		if w.sent[0] >= 0 && w.sent[1] >= 0 {
			return !w.failed
		}
	}
	return false
}

// plan queues a visit.
func (w *walk) plan(visit, inst int, at int64) {
	w.k.order++
	if visit >= 0 {
		w.instances[inst].open++
	}
	heap.Push(&w.queue, due{at, w.k.order, visit, inst})
}

// leaveRoot begins with the arrival, and with what dates, segments and events from outside start.
func (w *walk) leaveRoot(p pace) {
	arrives := func(next int) bool { return w.r.graph.ways[w.visits[next].way].kind == wayArrive }
	if !slices.ContainsFunc(w.visits[0].next, arrives) {
		entry := w.r.p.Entries[w.k.who.entry].Step
		w.visits = append(w.visits, visit{stop: stop{node: entry, way: program.None, before: program.None}, route: 1})
		w.plan(len(w.visits)-1, 0, w.k.now)
	}
	for _, next := range w.visits[0].next {
		way := &w.r.graph.ways[w.visits[next].way]
		if way.kind == wayArrive {
			w.plan(next, 0, w.k.now)
			continue
		}
		scenario := way.to - int32(len(w.r.p.Steps))
		t := &w.r.p.Scenarios[scenario].Trigger
		switch {
		case way.event != program.None:
			w.plan(next, 0, w.outside(way.event, p.date[w.visits[next].route]))
		case t.Kind == journey.TriggerSegment:
			x := w.r.texts.segment(w.r.p.Map, w.r.p.Map.Scenarios[scenario].Trigger.Segment)
			w.entering = append(w.entering, watch{visit: next, rule: x, before: rule.Eval(x, w.k), atoms: rule.TimeAtoms(x)})
			w.planDates(x)
		default:
			w.plan(next, 0, w.date(t, p.date[w.visits[next].route]))
		}
	}
}

// outside is when an event from outside happens: on the n-th of its dates from now on, or so many hours later.
func (w *walk) outside(event int32, n int) int64 {
	for i := range w.r.p.Outside {
		o := &w.r.p.Outside[i]
		if o.Event != event {
			continue
		}
		if len(o.Layers) > 0 {
			return max(w.k.now+int64(n+1)*6*hour, o.From)
		}
		if at, ok := nth(o.Instants, w.k.now, n); ok {
			return at
		}
	}
	return never
}

// nth is the n-th of rising times from now on.
func nth(times []int64, now int64, n int) (int64, bool) {
	from, _ := slices.BinarySearch(times, now)
	if from+n >= len(times) {
		return never, false
	}
	return times[from+n], true
}

// date is the n-th date of a trigger from now on.
func (w *walk) date(t *program.Trigger, n int) int64 {
	if t.Property == program.None {
		at, _ := nth(t.Instants, w.k.now, n)
		return at
	}
	value := w.k.properties[t.Property]
	if value == program.NotSet || n > 0 {
		return never
	}
	zone := w.r.p.Zones[w.k.who.zone]
	on := zone.Wall(value).Day + calendar.Day(t.OffsetDays)
	if t.Zone != program.None {
		zone = w.r.p.Zones[t.Zone]
	}
	if at := zone.At(on, t.At); at >= w.k.now {
		return at
	}
	return never
}

// planDates asks the segments again when a date a rule speaks of makes a difference.
func (w *walk) planDates(x rule.Expr) {
	for _, atom := range rule.TimeAtoms(x) {
		if atom.Atom.Quantity != rule.Since && atom.Atom.Quantity != rule.Until {
			continue
		}
		for n, at := range w.k.dates(atom.Atom.Of) {
			for _, offset := range atom.Offsets {
				if at+offset > w.k.now && n < 8 {
					w.plan(-1, 0, at+offset)
				}
			}
		}
	}
}

// ask looks who enters a segment now, and whether a rule ends an instance.
func (w *walk) ask() {
	for i := range w.instances {
		inst := &w.instances[i]
		if inst.scenario == program.None || inst.open == 0 {
			continue
		}
		for j, exit := range w.r.p.Map.Scenarios[inst.scenario].Exits {
			if exit.Rule == "" {
				continue
			}
			now := rule.Eval(w.r.texts.read(exit.Rule), w.k)
			if now && !inst.held[j] {
				w.failed = true
			}
			inst.held[j] = now
		}
	}
	for i := range w.entering {
		e := &w.entering[i]
		now := rule.Eval(e.rule, w.k)
		if now && !e.before && e.visit >= 0 {
			visit := e.visit
			e.visit = -1
			w.begin(visit)
		}
		e.before = now
	}
}

// begin starts a scenario.
func (w *walk) begin(visit int) {
	scenario := w.visits[visit].node - int32(len(w.r.p.Steps))
	record := w.r.p.Map.Scenarios[scenario]
	if record.Segment != "" && !rule.Eval(w.r.texts.segment(w.r.p.Map, record.Segment), w.k) {
		w.failed = true
		return
	}
	for i := range w.instances {
		if before := &w.instances[i]; before.scenario == scenario {
			switch record.Reentry {
			case journey.ReentryAnyTime:
			case journey.ReentryPause:
				w.failed = w.failed || w.k.now < before.start.at+int64(record.ReentryDays)*day
			case journey.ReentryAfter:
				w.failed = w.failed || before.open > 0 || !w.over(i)
			default:
				w.failed = true
			}
		}
	}
	w.k.order++
	inst := walked{scenario: scenario, start: happening{w.k.now, w.k.order}, held: make([]bool, len(record.Exits))}
	for j, exit := range record.Exits {
		inst.held[j] = exit.Rule != "" && rule.Eval(w.r.texts.read(exit.Rule), w.k)
	}
	w.instances = append(w.instances, inst)
	for _, next := range w.visits[visit].next {
		w.plan(next, len(w.instances)-1, w.k.now)
	}
}

// over tells that an instance with no visit under way has ended: its last step leads nowhere.
func (w *walk) over(inst int) bool {
	for i := range w.visits {
		v := &w.visits[i]
		if v.inst == inst && inst > 0 && len(v.next) == 0 && int(v.node) < len(w.r.p.Steps) {
			for _, n := range w.r.graph.out[v.node] {
				if w.r.graph.ways[n].kind == wayLink {
					return false
				}
			}
		}
	}
	return true
}

// emit lets an event happen: it may end instances and start scenarios.
func (w *walk) emit(v *visit, event int32) {
	if event == program.None {
		return
	}
	h := w.k.happen(event)
	for i := range w.instances {
		inst := &w.instances[i]
		if inst.scenario == program.None || inst.open == 0 && (v == nil || v.inst != i) {
			continue
		}
		for _, exit := range w.r.p.Scenarios[inst.scenario].Exits {
			if exit.Rule == nil && exit.Event == event {
				w.failed = true
			}
		}
	}
	for _, e := range w.entering {
		for _, atom := range e.atoms {
			for _, offset := range atom.Offsets {
				if q := atom.Atom.Quantity; (q == rule.Last || q == rule.Count) && offset > 0 {
					w.plan(-1, 0, h.at+offset)
				}
			}
		}
	}
	if v == nil {
		return
	}
	for _, next := range v.next {
		if way := &w.r.graph.ways[w.visits[next].way]; way.kind == wayTrigger && way.event == event {
			w.begin(next)
		}
	}
}

// quantile is a time of a law.
func quantile(law random.Law, long uint32) int64 { return law.Draw(long) }
