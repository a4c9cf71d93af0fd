package reach

import (
	"rehearse/journey"
	"rehearse/simulate/program"
)

// Worst is the most contacts one person can get: messages, each once whatever its channels, and attempts to call. What a base
// brings along from before the run is not in it.
type Worst struct {
	// Day is in one calendar day of the person's zone, Week in 7 × 24 hours.
	Day, Week Load
}

// Load is a bound: no run ever has more. It can be more than anybody ever gets.
type Load struct {
	// Wanted are contacts before quiet hours and caps, Sent those the caps let through. Unbounded where nothing bounds them.
	Wanted, Sent int64
	// By are the scenarios whose wanted contacts make it up, in map order; one without an ID is the main flow. Where Sent is
	// less than Wanted, Cap is the cap that makes it so.
	By  []Share
	Cap journey.ID
	// Wide tells that there were too many combinations of scenarios to tell which exclude each other.
	Wide bool
}

// Share is a scenario's part of a load.
type Share struct {
	Scenario journey.ID
	// Instances of it, at most, contribute up to Contacts together. Steps are the messages and calls of one of them, in order.
	Instances, Contacts int64
	Steps               []journey.ID
}

// Worst is the most that anybody can get.
func (r *Reach) Worst() Worst { return r.worst([]box{r.space.full}) }

// WorstOf is the most that somebody can get who is in a segment at some time; false when there is no such segment, or nobody can
// be in it.
func (r *Reach) WorstOf(segment journey.ID) (Worst, bool) {
	people, ok := r.segmentSet(segment)
	if !ok || !r.livesIn(people) {
		return Worst{}, false
	}
	return r.worst(people.boxes), true
}

func (r *Reach) worst(people []box) Worst {
	r.prepareLoads()
	return Worst{Day: r.load(0, people), Week: r.load(1, people)}
}

// prepareLoads works out, once, what every flow can contribute to a day and to a week.
func (r *Reach) prepareLoads() {
	if r.loads[0] != nil {
		return
	}
	for i, window := range []int64{r.longestDay(), week} {
		r.loads[i] = make([]flowLoad, len(r.p.Scenarios)+1)
		for flow := range r.loads[i] {
			r.loads[i][flow] = r.flowLoad(int32(flow), window)
		}
	}
}

// longestDay is the longest calendar day of the run in any zone of the map.
func (r *Reach) longestDay() int64 {
	longest := int64(day)
	for _, zone := range r.p.Zones {
		for at := zone.DayStart(0); at < r.p.Horizon; {
			next := zone.NextDay(at)
			longest = max(longest, next-at)
			at = next
		}
	}
	return longest
}

// load puts the flows together that one of some people can be in.
func (r *Reach) load(window int, people []box) Load {
	flows := r.loads[window]
	values := func(of func(*flowLoad) int64) []int64 {
		list := make([]int64, len(flows))
		for i := range flows {
			list[i] = of(&flows[i])
		}
		return list
	}
	wanted, chosen, wide := r.together(values(func(l *flowLoad) int64 { return l.wanted }), people)
	sent, _, _ := r.together(values(func(l *flowLoad) int64 { return l.sent }), people)
	result := Load{Wanted: wanted, Sent: min(wanted, sent), Wide: wide}
	for i := range r.p.Policy.Caps {
		most, ok := r.capMost(&r.p.Policy.Caps[i], window)
		if !ok {
			continue
		}
		free, _, _ := r.together(values(func(l *flowLoad) int64 { return l.free[i] }), people)
		if bound := min(free+most, many); bound < result.Sent {
			result.Sent, result.Cap = bound, r.p.Policy.Caps[i].ID
		}
	}
	for _, i := range chosen {
		l := &flows[i]
		share := Share{Instances: l.instances, Contacts: l.wanted}
		if int(i) < len(r.p.Scenarios) {
			share.Scenario = r.p.Scenarios[i].ID
		}
		for _, step := range l.chain {
			share.Steps = append(share.Steps, r.p.Steps[step].ID)
		}
		result.By = append(result.By, share)
	}
	for _, n := range []*int64{&result.Wanted, &result.Sent} {
		*n = boundless(*n)
	}
	for i := range result.By {
		result.By[i].Instances, result.By[i].Contacts = boundless(result.By[i].Instances), boundless(result.By[i].Contacts)
	}
	return result
}

func boundless(n int64) int64 {
	if n >= many {
		return Unbounded
	}
	return n
}

// capMost is the most that a cap lets through in a day or a week; false when it bounds nothing that can be proved. What counts
// when it is delivered bounds nothing: it may be sent and never arrive.
func (r *Reach) capMost(cap *program.Cap, window int) (int64, bool) {
	if cap.Counts == journey.CountDelivery {
		return 0, false
	}
	groups := int64(1)
	if cap.Of == nil {
		switch cap.Scope {
		case journey.ScopeChannels:
			groups = int64(len(r.p.Channels))
		case journey.ScopeTopic:
			groups = int64(len(r.p.Topics))
		case journey.ScopeScenario:
			groups = int64(len(r.p.Scenarios))
		}
	}
	most, periods := int64(max(0, cap.Max)), int64(max(1, cap.Periods))
	length := []int64{r.longestDay(), week}[window]
	switch cap.Window {
	case journey.CapSinceLast:
		most = min(most, 1) * parts(length, cap.Length)
	case journey.CapRolling:
		most *= parts(length, cap.Length)
	case journey.CapDay:
		// Seven times 24 hours touch eight days, or nine where one of them is short; a day is one, or two on another clock.
		days := int64(9)
		if window == 0 {
			days = 2
			if cap.Clock == journey.ClockPerson {
				days = 1
			}
		}
		most *= parts(days, periods)
	default: // weeks and months: at most two of them touch a week, or a day on another clock
		if window == 1 || cap.Clock != journey.ClockPerson {
			most *= 2
		}
	}
	return times(most, groups), true
}

// parts is how many pieces of a size cover a length.
func parts(length, size int64) int64 {
	if size <= 0 {
		return many
	}
	return (length + size - 1) / size
}

// together is the greatest sum of values of flows that one person can be in, and which flows these are.
func (r *Reach) together(values []int64, people []box) (sum int64, chosen []int32, wide bool) {
	t := &together{r: r, values: values, left: 20_000}
	for i := range values {
		if values[i] > 0 && len(r.flowPeople(int32(i)).boxes) > 0 {
			t.flows = append(t.flows, int32(i))
			t.rest = min(t.rest+values[i], many)
		}
	}
	for _, b := range people {
		for _, universe := range r.space.universe {
			if both := b.and(universe); both != nil {
				t.search(r.constant(both), 0, 0, t.rest)
			}
		}
	}
	if t.left <= 0 {
		return t.rest, t.flows, true
	}
	return t.best, t.chosen, false
}

// constant is a box of which only what cannot change is asked.
func (r *Reach) constant(b box) box {
	result := make(box, len(b))
	copy(result, b)
	for _, i := range r.space.varying {
		result[i] = r.space.dimensions[i].all
	}
	return result
}

// flowPeople is who can be contacted in a flow, as far as it cannot change.
func (r *Reach) flowPeople(flow int32) *set {
	if r.people == nil {
		r.people = make([]*set, len(r.p.Scenarios)+1)
	}
	if r.people[flow] == nil {
		found := &set{}
		for i := range r.p.Steps {
			step := &r.p.Steps[i]
			if flowOf(r.p, step.Scenario) != flow {
				continue
			}
			from := set{}
			switch step.Kind {
			case program.KindMessage:
				from = r.flow.sends[step.Index]
			case program.KindCall:
				from = r.flow.at[i]
			}
			for _, b := range from.boxes {
				found.add(r.constant(b))
			}
		}
		r.people[flow] = found
	}
	return r.people[flow]
}

// together searches the flows one person can be in.
type together struct {
	r      *Reach
	values []int64
	flows  []int32
	rest   int64
	left   int
	best   int64
	chosen []int32
	path   []int32
}

// search goes on from a flow with the people left, what they have so far and what is still to come.
func (t *together) search(people box, from int, sum, rest int64) {
	if t.left--; t.left <= 0 || t.best >= many {
		return
	}
	if sum > t.best {
		t.best, t.chosen = sum, append([]int32(nil), t.path...)
	}
	if from == len(t.flows) || min(sum+rest, many) <= t.best {
		return
	}
	flow := t.flows[from]
	value := t.values[flow]
	if rest >= many { // the rest of what has no bound has none
		rest = 0
		for _, f := range t.flows[from+1:] {
			rest = min(rest+t.values[f], many)
		}
	} else {
		rest -= value
	}
	tried := 0
	for _, b := range t.r.flowPeople(flow).boxes {
		if both := people.and(b); both != nil {
			tried++
			t.path = append(t.path, flow)
			t.search(both, from+1, min(sum+value, many), rest)
			t.path = t.path[:len(t.path)-1]
			if people.within(b) {
				return // all of them can be in it: nothing is won without it
			}
		}
	}
	t.search(people, from+1, sum, rest)
}
