package oracle

import (
	"container/heap"
	"math"
	"math/rand/v2"
	"strconv"
	"time"

	"rehearse/journey"
	"rehearse/journey/rule"
)

// person is somebody with everything they remember.
type person struct {
	w     *world
	r     *rand.Rand
	tally map[string]float64

	persona  *journey.Persona
	entry    *journey.Step
	language string
	zone     *time.Location
	grade    int
	text     map[journey.ID]string // properties but dates
	dates    map[journey.ID]int64  // date properties as ticks
	known    map[journey.ID]bool
	allowed  map[journey.ID]bool
	dead     map[journey.ID]bool
	off      map[journey.ID]bool // unsubscribed channels and topics
	marks    map[string]bool
	happened map[string][]int64 // times of events, goals and what messages do, oldest first
	scores   map[journey.ID]*score
	arms     map[journey.ID]int
	heldOut  map[journey.ID]bool

	now      int64
	arrived  int64 // in the run
	came     int64 // when the person came, before 0 for people of a base
	queue    queue
	order    int
	over     bool
	number   int // among all people, where they share something
	arrives  int64
	here     bool // has arrived
	dirty    bool
	entered  map[journey.ID]int // order of the last entry into a main-flow step
	main     *token
	flow     *instance
	all      []*instance
	inside   map[journey.ID]bool // whether the segment of a trigger held when last asked
	sent     []*send
	tried    []attempted
	yielding []func() // asks again what was put off for something more important
	calls    []attempted
	before   []int64 // when a base was sent something before the start
	touched  int64   // last touchpoint
	touches  []contact
	wants    []int64 // when a message, whatever its channels, or a call was wanted
	harm     harm
	warm     warm
	counted  map[journey.ID]int     // goals counted
	reached  map[journey.ID][]int   // orders at which goals were reached
	orders   map[string]int         // order of the last happening
	starts   map[journey.ID][]int64 // by scenario, when dates start it
	planned  map[journey.ID]int     // by scenario, how often the date of its property was set
	dated    map[journey.ID]int64   // by scenario, when that date came last
}

type score struct {
	points float64
	deed   int64
}

// item is something due; ties go by rank, then by creation.
type item struct {
	at          int64
	rank, order int
	do          func()
}

type queue []item

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	a, b := q[i], q[j]
	if a.at != b.at {
		return a.at < b.at
	}
	if a.rank != b.rank {
		return a.rank < b.rank
	}
	return a.order < b.order
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(v any)   { *q = append(*q, v.(item)) }
func (q *queue) Pop() any {
	old := *q
	v := old[len(old)-1]
	*q = old[:len(old)-1]
	return v
}

func newPerson(w *world, r *rand.Rand, entry *journey.Step) *person {
	x := &person{
		w: w, r: r, tally: map[string]float64{}, entry: entry, text: map[journey.ID]string{}, dates: map[journey.ID]int64{},
		known: map[journey.ID]bool{}, allowed: map[journey.ID]bool{}, dead: map[journey.ID]bool{}, off: map[journey.ID]bool{},
		marks: map[string]bool{}, happened: map[string][]int64{}, scores: map[journey.ID]*score{}, arms: map[journey.ID]int{},
		heldOut: map[journey.ID]bool{}, entered: map[journey.ID]int{}, inside: map[journey.ID]bool{}, counted: map[journey.ID]int{},
		reached: map[journey.ID][]int{}, orders: map[string]int{}, starts: map[journey.ID][]int64{}, planned: map[journey.ID]int{}, dated: map[journey.ID]int64{}, touched: math.MinInt64 / 2,
	}
	mix := entry.Entry.Mix
	if len(mix) == 0 {
		for _, p := range w.m.Personas {
			mix = append(mix, journey.Weighted{Value: string(p.ID), Share: p.Share})
		}
	}
	x.persona = w.m.Persona(journey.ID(w.value(r, mix, "")))
	languages := w.m.Settings.Languages
	if len(languages) == 0 {
		languages = []string{""}
	}
	x.language = w.value(r, x.persona.Languages, languages[0])
	x.zone = location(w.value(r, x.persona.Zones, w.m.Settings.Zone))
	x.grade = int(w.value(r, x.persona.PayGrades, "C")[0]-'A') + 1
	for _, c := range x.persona.Channels {
		x.known[c.Channel] = r.Float64() < w.m.Value(c.Known).Value
		x.allowed[c.Channel] = r.Float64() < w.m.Value(c.Allowed).Value
	}
	for _, s := range w.m.Scores {
		mine := &score{}
		if s.Floor != nil {
			mine.points = max(0, float64(*s.Floor))
		}
		if s.Ceiling != nil {
			mine.points = min(mine.points, float64(*s.Ceiling))
		}
		x.scores[s.ID] = mine
	}
	return x
}

// properties are drawn on arrival, when days from the arrival mean something.
func (x *person) properties() {
	for _, p := range x.w.m.Properties {
		value := p.Default
		for _, mix := range x.persona.Properties {
			switch {
			case mix.Property != p.ID:
			case len(mix.Values) > 0:
				value = x.w.value(x.r, mix.Values, "")
			case p.Type == journey.PropertyNumber:
				low, high := math.Ceil(mix.Low), math.Floor(mix.High)
				value = strconv.Itoa(int(low) + x.r.IntN(int(high-low)+1))
			case p.Type == journey.PropertyDate:
				on := x.w.wall(x.came, x.zone).AddDate(0, 0, int(mix.Low)+x.r.IntN(int(mix.High-mix.Low)+1))
				value = on.Format("2006-01-02")
			}
		}
		x.set(p, value)
	}
}

func (x *person) set(p *journey.Property, value string) {
	delete(x.dates, p.ID)
	delete(x.text, p.ID)
	switch {
	case value == "":
	case p.Type == journey.PropertyDate:
		x.dates[p.ID] = x.w.tick(date(journey.Date(value)), 0, x.zone)
	default:
		x.text[p.ID] = value
	}
}

// count adds to the person's tallies.
func (x *person) count(name string, by float64) { x.tally[name] += by }

// once counts a person once.
func (x *person) once(name string) { x.tally[name] = 1 }

// at schedules something.
func (x *person) at(ms int64, rank int, do func()) {
	x.order++
	heap.Push(&x.queue, item{max(ms, x.now), rank, x.order, do})
}

// begin lets the person arrive.
func (x *person) begin(arrives int64) {
	x.now, x.arrived = arrives, arrives
	x.count("people", 1)
	x.warmUp()
	x.came = x.now
	if x.entry.Entry.Mode == journey.EntryBase {
		x.past(x.entry.Entry.Base)
	}
	x.properties()
	x.flow = &instance{x: x, start: arrives, been: map[journey.ID]int{}, alive: true}
	for _, s := range x.w.m.Scenarios {
		if s.Trigger.Kind == journey.TriggerSegment {
			x.inside[s.ID] = x.inSegment(s.Trigger.Segment)
		}
		if s.Trigger.Kind == journey.TriggerDate {
			x.planDates(s)
		}
	}
	for _, d := range x.w.m.NamedDates {
		for _, at := range x.w.occurrences(d) {
			x.look(at, true)
		}
	}
	for _, p := range x.w.m.Properties {
		if at, ok := x.dates[p.ID]; ok {
			x.look(at, true)
		}
	}
	for _, times := range x.happened {
		for _, at := range times {
			x.look(at, false)
		}
	}
	x.outside()
	x.main = x.newToken(x.flow)
	x.enter(x.main, x.entry)
	x.settle()
}

// next is when something is due for the person; false when nothing is any more.
func (x *person) next() (int64, bool) {
	if x.over || len(x.queue) == 0 || x.queue[0].at >= x.w.horizon {
		return 0, false
	}
	return x.queue[0].at, true
}

// step does what is due.
func (x *person) step() {
	next := heap.Pop(&x.queue).(item)
	x.now = next.at
	next.do()
	x.settle()
}

// live runs the person's whole life.
func (x *person) live(arrives int64) {
	x.arrives = arrives
	x.begin(arrives)
	for _, due := x.next(); due; _, due = x.next() {
		x.step()
	}
	x.finish()
}

// finish counts what is still under way and what only a whole life tells.
func (x *person) finish() {
	for _, in := range append([]*instance{x.flow}, x.all...) {
		if in.scenario != nil && in.alive && !x.over {
			x.count("scenario/"+string(in.scenario.ID)+"/running", 1)
		}
		for _, t := range in.tokens {
			if t.alive && t.step != nil && !x.over {
				x.count("step/"+string(t.step.ID)+"/in_progress", 1)
			}
		}
	}
	for _, s := range x.w.m.Scenarios {
		if first := x.firstOf(s); first != nil && x.tally["scenario/"+string(s.ID)+"/people"] > 0 && x.goalSince(s.Goal, max(first.order, x.warm.order)) {
			x.once("scenario/" + string(s.ID) + "/goal_after")
		}
	}
	for id, n := range x.counted {
		if n > 0 {
			x.once("goal/" + string(id) + "/people")
		}
	}
	x.count("touches/all", float64(len(x.touches)-x.warm.touches))
	within := int64(x.w.m.Policy.LeastTouchesDays) * day
	if within == 0 {
		within = 7 * day
	}
	after := func(name string, from int64) { // windows that the run covers
		if from+within > x.w.horizon {
			return
		}
		x.once(name + "/people")
		n := 0
		for _, t := range x.touches[x.warm.touches:] {
			if t.at >= from && t.at < from+within {
				x.count(name+"/touches", 1)
				n++
			}
		}
		if p := x.w.m.Policy; name == "touches/arrival" && p.LeastTouchesDays > 0 && n < p.LeastTouches {
			x.once("harm/under")
		}
	}
	after("touches/arrival", max(x.arrived, x.warm.ended))
	for _, s := range x.w.m.Scenarios {
		if first := x.firstOf(s); first != nil && !x.heldOut[s.ID] && first.start >= x.warm.ended {
			after("touches/start/"+string(s.ID), first.start)
		}
	}
	x.finishHarm()
}

func (x *person) firstOf(s *journey.Scenario) *instance {
	for _, in := range x.all {
		if in.scenario == s {
			return in
		}
	}
	return nil
}

func (x *person) holds(text string) bool { return text == "" || rule.Eval(x.w.rule(text), x) }

func (x *person) inSegment(id journey.ID) bool {
	if id == "" {
		return true
	}
	return x.holds(x.w.m.Segment(id).Rule)
}

// points is a score now: after the silence it fades by steps, but not below zero or the floor.
func (x *person) points(s *journey.Score) float64 {
	mine := x.scores[s.ID]
	points := mine.points
	least := 0.0
	if s.Floor != nil {
		least = max(0, float64(*s.Floor))
	}
	for range x.fades(s) {
		if points <= least {
			break
		}
		points = max(least, points-float64(s.DecayPoints))
	}
	return points
}

// fades is how often a score has faded since the last deed.
func (x *person) fades(s *journey.Score) int64 {
	if s.DecayAfter == 0 || s.DecayPoints == 0 {
		return 0
	}
	every := int64(s.DecayEvery) * 1000
	if every == 0 {
		every = day
	}
	return max(0, (x.now-x.scores[s.ID].deed-int64(s.DecayAfter)*1000)/every)
}

func (x *person) addPoints(s *journey.Score, points float64, deed bool) {
	mine := x.scores[s.ID]
	before, faded := x.points(s), x.fades(s)
	mine.points = before + points
	if s.Ceiling != nil {
		mine.points = min(mine.points, float64(*s.Ceiling))
	}
	if s.Floor != nil {
		mine.points = max(mine.points, float64(*s.Floor))
	}
	if deed {
		mine.deed = x.now
	} else if faded > 0 {
		every := int64(s.DecayEvery) * 1000
		if every == 0 {
			every = day
		}
		mine.deed += faded * every
	}
}
