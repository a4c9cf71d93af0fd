package reach

import (
	"rehearse/journey"
	"rehearse/simulate/program"
)

// rounds after which what still grows is taken to grow without end.
const rounds = 24

// count bounds how often each node happens to one person. The bounds depend on each other: events start scenarios, scenarios
// pull people to steps that let events happen. They grow from nothing until they fit; what does not stop growing has none.
func (g *graph) count(f *flow) {
	p := g.p
	g.visits = make([]int64, g.nodes)
	g.visits[g.root] = 1
	once := make([]int64, len(p.Steps)) // visits of a step by one token and its side tokens
	sides := g.sideSteps()
	for i := range p.Steps {
		once[i] = 1
		if sides[i] {
			once[i] = 2 // a side token that comes first, and the token itself
		}
		if g.around[i] {
			once[i] = many
		}
	}
	landings := g.landings()
	firings := f.firings()
	for round := 0; ; round++ {
		next := make([]int64, g.nodes)
		next[g.root] = 1
		for i := range p.Scenarios {
			if len(f.begins[i].boxes) > 0 {
				next[g.start(int32(i))] = g.starts(int32(i), firings)
			}
		}
		for i := range p.Steps {
			if len(f.at[i].boxes) == 0 {
				continue
			}
			tokens := int64(1)
			if s := p.Steps[i].Scenario; s != program.None {
				tokens = g.visits[g.start(s)]
			} else {
				for _, l := range landings {
					if l.leads[i] {
						tokens = min(tokens+times(g.visits[l.from], l.each), many)
					}
				}
			}
			next[i] = times(tokens, once[i])
		}
		same := true
		for i := range next {
			if next[i] != g.visits[i] {
				same = false
				if round >= rounds {
					next[i] = many
				}
			}
		}
		g.visits = next
		if same {
			return
		}
	}
}

// times multiplies, up to many.
func times(a, b int64) int64 {
	if a == 0 || b == 0 {
		return 0
	}
	if a >= many/b {
		return many
	}
	return a * b
}

// starts bounds how often a scenario starts.
func (g *graph) starts(scenario int32, firings []firing) int64 {
	s := &g.p.Scenarios[scenario]
	if s.Reentry == journey.ReentryNever || s.Reentry == "" {
		return 1
	}
	most := int64(0)
	switch s.Trigger.Kind {
	case journey.TriggerEvent:
		for _, fire := range firings {
			if fire.event == s.Trigger.Event {
				most = min(most+g.firesOften(fire), many)
			}
		}
	case journey.TriggerDate:
		most = int64(len(s.Trigger.Instants))
		if s.Trigger.Property != program.None {
			most = 1
			if i := g.changesOf(s.Trigger.Property); i {
				most = many
			}
		}
	default:
		most = many
	}
	if s.Reentry == journey.ReentryPause && s.Pause > 0 {
		most = min(most, 1+g.p.Horizon/s.Pause)
	}
	return most
}

// firesOften bounds how often a step lets an event happen.
func (g *graph) firesOften(fire firing) int64 {
	if fire.step == program.None {
		most := int64(0)
		for i := range g.p.Outside {
			if o := &g.p.Outside[i]; o.Event == fire.event {
				if len(o.Layers) > 0 {
					return many
				}
				most += int64(len(o.Instants))
			}
		}
		return most
	}
	each := int64(1)
	if step := &g.p.Steps[fire.step]; step.Kind == program.KindMessage {
		each = int64(len(g.p.Messages[step.Index].Channels))
	}
	return times(g.visits[fire.step], each)
}

// changesOf tells that some step sets a property.
func (g *graph) changesOf(property int32) bool {
	sets := func(changes []program.Change) bool {
		for i := range changes {
			if changes[i].Kind == journey.ChangeProperty && changes[i].Target == property {
				return true
			}
		}
		return false
	}
	for i := range g.p.Touchpoints {
		if sets(g.p.Touchpoints[i].Changes) {
			return true
		}
	}
	for i := range g.p.Updates {
		if sets(g.p.Updates[i].Changes) {
			return true
		}
	}
	return false
}

// landing is a step of the main flow to which the main token can be pulled from a step, at most so often at each visit.
type landing struct {
	from, to int32
	each     int64
	leads    []bool // by step: the steps it leads on to, itself among them
}

func (g *graph) landings() []landing {
	if g.lands != nil {
		return g.lands
	}
	list := []landing{}
	leads := map[int32][]bool{}
	for i := range g.ways {
		w := &g.ways[i]
		if w.kind != wayPull && w.kind != wayRespond {
			continue
		}
		l := landing{from: w.from, to: w.to, each: 1}
		if w.kind == wayRespond {
			l.each = int64(len(g.p.Messages[g.p.Steps[w.from].Index].Channels))
		}
		if leads[w.to] == nil {
			leads[w.to] = g.leads(w.to)
		}
		l.leads = leads[w.to]
		list = append(list, l)
	}
	g.lands = list
	return list
}

// leads are the steps to which links lead from a step, itself among them.
func (g *graph) leads(step int32) []bool {
	seen := make([]bool, g.nodes)
	seen[step] = true
	for list := []int32{step}; len(list) > 0; {
		at := list[len(list)-1]
		list = list[:len(list)-1]
		for _, i := range g.out[at] {
			if w := &g.ways[i]; w.kind == wayLink && !seen[w.to] {
				seen[w.to] = true
				list = append(list, w.to)
			}
		}
	}
	return seen
}

// sideSteps are the steps to which side tokens of a fork can come.
func (g *graph) sideSteps() []bool {
	result := make([]bool, len(g.p.Steps))
	for i := range g.ways {
		w := &g.ways[i]
		if w.kind != wayLink {
			continue
		}
		port := &g.p.Ports[g.p.Links[w.link].Port]
		if !port.Fork || port.Links[0] == w.link {
			continue
		}
		for step, leads := range g.leads(w.to)[:len(result)] {
			result[step] = result[step] || leads
		}
	}
	return result
}
