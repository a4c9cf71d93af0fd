//go:build peers

package main

import "math/rand/v2"

var personas = []string{"new", "returning", "pro"}

type channel struct {
	name  string
	share float64
	mix   []float64
}

var channels = []channel{{"ads", 0.6, []float64{0.60, 0.30, 0.10}}, {"organic", 0.4, []float64{0.35, 0.40, 0.25}}}

var emailKnown = map[string]float64{"new": 0.40, "returning": 0.80, "pro": 0.90}

// link leads on with a probability by persona.
type link struct {
	to string
	p  [3]float64
}

// message is something that is sent: mean time to the opening, P(open), P(click | open) and, of those who open and do
// not click, P(unsubscribe), by persona.
type message struct {
	mean, decideAfter        int64
	open, click, unsubscribe [3]float64
	clicked, otherwise       string
}

// step is interpreted by its kind.
type step struct {
	kind    string // page, branch, wait, message, goal
	mean    int64  // of a page, of a wait
	fixed   bool
	links   []link // of a page; who takes none leaves
	yes     string
	message message
}

var shop = map[string]*step{
	"landing":   {kind: "page", mean: 72_000, links: []link{{"browse", [3]float64{0.60, 0.75, 0.85}}}},
	"browse":    {kind: "page", mean: 180_000, links: []link{{"browse", [3]float64{0.30, 0.25, 0.20}}, {"product", [3]float64{0.45, 0.55, 0.65}}}},
	"product":   {kind: "page", mean: 180_000, links: []link{{"browse", [3]float64{0.15, 0.12, 0.10}}, {"cart", [3]float64{0.20, 0.30, 0.40}}, {"has_email", [3]float64{0.40, 0.38, 0.35}}}},
	"has_email": {kind: "branch", yes: "wait1"},
	"wait1":     {kind: "wait", mean: 24 * hour, yes: "email"},
	"email": {kind: "message", message: message{
		mean: 3 * hour, decideAfter: day, open: [3]float64{0.25, 0.35, 0.45}, click: [3]float64{0.20, 0.25, 0.30},
		unsubscribe: [3]float64{0.02, 0.01, 0.005}, clicked: "product", otherwise: "wait2",
	}},
	"wait2": {kind: "wait", mean: 27 * hour, fixed: true, yes: "sms"},
	"sms": {kind: "message", message: message{
		mean: hour, decideAfter: day, open: [3]float64{0.9, 0.9, 0.9}, click: [3]float64{0.05, 0.07, 0.09},
		unsubscribe: [3]float64{0.01, 0.008, 0.004}, clicked: "cart",
	}},
	"cart":     {kind: "page", mean: 360_000, links: []link{{"checkout", [3]float64{0.50, 0.60, 0.70}}, {"has_email", [3]float64{0.30, 0.25, 0.20}}}},
	"checkout": {kind: "page", mean: 360_000, links: []link{{"purchase", [3]float64{0.70, 0.80, 0.90}}, {"support", [3]float64{0.15, 0.12, 0.08}}}},
	"support":  {kind: "page", mean: 1_080_000, links: []link{{"checkout", [3]float64{0.60, 0.65, 0.70}}}},
	"purchase": {kind: "goal"},
}

// outcome counts what messages led to.
type outcome struct{ message, what, persona string }

// visitor is one person of reference 1.
type visitor struct {
	persona    int
	channel    string
	emailKnown bool
	arrived    int64
	messages   int
	visits     map[string]int // when compared
}

type shopRun struct {
	simulation
	entered     map[cell]int
	outcomes    map[outcome]int
	conversions map[cell]int
	times       []int64
	messages    map[int]int
	visits      []map[string]int
}

// reference1 is the shop.
func reference1(people int, rng *rand.Rand, check bool) *report {
	s := &shopRun{
		simulation: simulation{rng: rng}, entered: map[cell]int{}, outcomes: map[outcome]int{}, conversions: map[cell]int{},
		messages: map[int]int{},
	}
	mean := 720 * hour / int64(max(1, people))
	var arrive func()
	came := 0
	arrive = func() {
		if came++; came < people {
			s.after(s.exp(mean), 0, arrive)
		}
		c := channels[chosen([]float64{channels[0].share}, rng.Float64())]
		v := &visitor{persona: min(2, chosen(c.mix, rng.Float64())), channel: c.name, arrived: s.now}
		v.emailKnown = rng.Float64() < emailKnown[personas[v.persona]]
		if check {
			v.visits = map[string]int{}
			s.visits = append(s.visits, v.visits)
		}
		s.enter(v, "landing")
	}
	s.after(s.exp(mean), 0, arrive)
	s.run(0)
	r := &report{Entered: byStep(s.entered), Outcomes: byMessage(s.outcomes), Converted: len(s.times), Messages: dense(s.messages)}
	if check {
		r.spread(s.visits)
		r.Times = seconds(s.times)
	}
	return r
}

// enter lets a visitor enter a step; none is the end.
func (s *shopRun) enter(v *visitor, name string) {
	if name == "" {
		s.messages[v.messages]++
		return
	}
	s.entered[cell{name, personas[v.persona], v.channel}]++
	if v.visits != nil {
		v.visits[name]++
	}
	st := shop[name]
	switch st.kind {
	case "page":
		s.after(s.exp(st.mean), 0, func() { s.enter(v, s.route(v, st)) })
	case "branch":
		if v.emailKnown {
			s.enter(v, st.yes)
		} else {
			s.enter(v, "")
		}
	case "wait":
		delay := st.mean
		if !st.fixed {
			delay = s.exp(st.mean)
		}
		s.after(delay, 0, func() { s.enter(v, st.yes) })
	case "message":
		s.send(v, name, &st.message)
	case "goal":
		s.conversions[cell{name, personas[v.persona], v.channel}]++
		s.times = append(s.times, s.now-v.arrived)
		s.enter(v, "")
	}
}

// route draws where a visitor goes from a page.
func (s *shopRun) route(v *visitor, st *step) string {
	r := s.rng.Float64()
	for i := range st.links {
		if r < st.links[i].p[v.persona] {
			return st.links[i].to
		}
		r -= st.links[i].p[v.persona]
	}
	return ""
}

// send sends a message and goes on at the click, or when the time to decide is over.
func (s *shopRun) send(v *visitor, name string, m *message) {
	v.messages++
	persona := personas[v.persona]
	s.outcomes[outcome{name, "sent", persona}]++
	next := m.otherwise
	if s.rng.Float64() < m.open[v.persona] {
		s.outcomes[outcome{name, "opened", persona}]++
		if s.rng.Float64() < m.click[v.persona] {
			s.outcomes[outcome{name, "clicked", persona}]++
			if delay := s.exp(m.mean); delay < m.decideAfter {
				s.after(delay, 0, func() { s.enter(v, m.clicked) })
				return
			}
		} else if s.rng.Float64() < m.unsubscribe[v.persona] {
			s.outcomes[outcome{name, "unsubscribed", persona}]++
			next = ""
		}
	}
	s.after(m.decideAfter, 0, func() { s.enter(v, next) })
}
