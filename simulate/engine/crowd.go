package engine

import (
	"math"
	"math/bits"

	"rehearse/simulate/calendar"
	"rehearse/simulate/cohort"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// Most people of most maps look around and leave: from their arrival to their end they take strides only, and nothing
// else is ever due for them. A crowd carries such people side by side, a step each in turn, so that the processor works on
// several at once; whoever comes to something else lives on as a life of their own from there. It is the same life: TestStridesChangeNoByte holds them together.

// crowdSize is how many walk side by side.
const crowdSize = 32

// walker is somebody who has taken strides only.
type walker struct {
	cohort.Arrival
	profile    int32
	step, link int32
	moments    int32
	now        int64
	lastTouch  int64
	spent      int64
	context    *Context
	batch      []int64
}

// crowd is what walkers have by step and link: visits and last by place × steps of the main flow, seen by place × words of
// links.
type crowd struct {
	size    int
	words   int
	walkers [crowdSize]walker
	visits  []uint32
	last    []int64
	seen    []uint64
	active  []int32
	rest    []int32
	// cases are what walkers asked desks, nil where there is none; asks are those who stand still at a desk whose answer
	// is not known.
	cases []walkerCase
	asks  []int32
}

// walkerCase is what a walker asked: asked of the answers have been used.
type walkerCase struct {
	answers []answer
	asked   int
	still   bool
	done    bool // asked nothing to the end
	request request
}

func newCrowd(p *program.Program) *crowd {
	words := (len(p.Links) + 63) / 64
	k := &crowd{
		words: words, visits: make([]uint32, crowdSize*int(p.MainSteps)), last: make([]int64, crowdSize*int(p.MainSteps)),
		seen: make([]uint64, crowdSize*words), active: make([]int32, 0, crowdSize), rest: make([]int32, 0, crowdSize),
	}
	if p.Shared() {
		k.cases, k.asks = make([]walkerCase, crowdSize), make([]int32, 0, crowdSize)
	}
	return k
}

// makeCrowds tells from when on people of this program may begin as walkers: when nothing listens to them but what they meet
// themselves, and no date of a scenario is to come, which finds people wherever they are.
func (l *layout) makeCrowds() {
	l.crowds, l.crowdsFrom = !l.opt.stepByStep && !l.watching && len(l.p.Outside) == 0, 0
	for _, scenario := range l.dated {
		t := &l.p.Scenarios[scenario].Trigger
		l.crowds = l.crowds && t.Property == program.None
		if n := len(t.Instants); n > 0 {
			l.crowdsFrom = max(l.crowdsFrom, t.Instants[n-1]+1)
		}
	}
	for i := range l.strides {
		s := &l.strides[i]
		if s.kind == strideNone && l.finalGoal(int32(i)) {
			s.kind, s.goal = strideGoal, l.p.Steps[i].Index
		}
		if s.kind == strideNone && l.plainDesk(int32(i)) {
			s.kind = strideDesk
		}
		s.marks = len(s.changes) > 0 || s.event != program.None && !l.plainEvent(s.event)
		s.walks = s.kind != strideNone && !s.marks
		for _, r := range s.rules {
			s.walks = s.walks && r.Innate()
		}
	}
}

// plainEvent tells that an event is only counted: it earns no points, and no rule asks for it in a window.
func (l *layout) plainEvent(e int32) bool {
	return len(l.p.Events[e].Points) == 0 && !l.p.Events[e].Timed
}

// finalGoal tells that a step is a goal of the main flow at which the way ends, worth the same to everybody or drawn, and
// nobody listens.
func (l *layout) finalGoal(number int32) bool {
	p := l.p
	s := &p.Steps[number]
	if s.Kind != program.KindGoal || s.Scenario != program.None || p.Ports[s.FirstPort].Linked() || l.muted(s.Scenario, number) {
		return false
	}
	g := &p.Goals[s.Index]
	return g.Deadline == nil && g.Property == program.None && !p.Events[g.Event].Waited && (g.Also == program.None || !p.Events[g.Also].Waited)
}

// plainDesk tells that a step is a support step of the main flow that people leave by one link or not at all.
func (l *layout) plainDesk(number int32) bool {
	s := &l.p.Steps[number]
	if s.Kind != program.KindSupport || s.Scenario != program.None || l.muted(s.Scenario, number) {
		return false
	}
	for n := s.FirstPort; n < s.FirstPort+s.PortCount; n++ {
		if !l.ways[n].plain {
			return false
		}
	}
	return true
}

// mayJoin tells that somebody may begin in the crowd.
func (x *life) mayJoin(a *cohort.Arrival) bool {
	return x.crowds && a.At >= x.crowdsFrom && x.p.Entries[a.Entry].Base == nil
}

// join adds somebody of a batch who arrives, with the answers of desks that are known; there is room for crowdSize.
func (x *life) join(a *cohort.Arrival, batch []int64, answers []answer) {
	k := x.crowd
	if k.cases != nil {
		k.cases[k.size] = walkerCase{answers: answers}
	}
	w := &k.walkers[k.size]
	k.active = append(k.active, int32(k.size))
	k.size++
	profile := x.p.Profile(cohort.PersonaOf(x.p, a), a.Entry)
	w.Arrival, w.profile, w.step, w.link = *a, profile, x.p.Entries[a.Entry].Step, program.None
	w.moments, w.now, w.lastTouch, w.spent = 0, a.At, math.MinInt64, 0
	w.context, w.batch = x.tally.context(x.p, profile, 0), batch
}

// walk lets everybody of the crowd go as far as strides take them; then those who are not done live.
func (x *life) walk() {
	k := x.crowd
	x.paces()
	for _, i := range k.rest {
		if x.takeOver(&k.walkers[i], int(i)); x.still {
			x.tally.Fault = unanswered
		}
	}
	if len(k.asks) > 0 {
		x.tally.Fault = unanswered
	}
	k.leave()
}

// unanswered is the fault of a count in which somebody asks a desk something that was not answered before.
const unanswered = "a life asked more than was answered"

// paces lets everybody of the crowd go as far as strides take them.
func (x *life) paces() {
	k := x.crowd
	clear(k.visits[:k.size*int(x.p.MainSteps)])
	clear(k.seen[:k.size*k.words])
	for len(k.active) > 0 {
		x.pace()
	}
}

// leave makes room for the next crowd.
func (k *crowd) leave() {
	k.rest, k.active, k.asks, k.size = k.rest[:0], k.active[:0], k.asks[:0], 0
}

// pace lets everybody who walks take one step.
func (x *life) pace() {
	k := x.crowd
	strides, links, horizon, main := x.strides, x.strideLinks, x.p.Horizon, int(x.p.MainSteps)
	going := k.active[:0]
	for _, i := range k.active {
		w := &k.walkers[i]
		step := w.step
		s := &strides[step]
		mine := int(i)*main + int(s.local)
		visit := k.visits[mine]
		if !s.walks || visit >= maxVisits || w.moments >= maxMoments {
			k.rest = append(k.rest, i)
			continue
		}
		c := w.context
		k.visits[mine], k.last[mine] = visit+1, w.now
		w.moments++
		if w.link != program.None {
			c.hops[w.link].came++
		} else {
			c.Steps[step].Entered++
		}
		if visit == 0 {
			c.Steps[step].People++
		}
		if s.cost > 0 {
			x.tally.move(s.cost)
			x.tally.Visits += s.cost
			w.spent += s.cost
		}
		key := s.key.At(0, visit, 0)
		way := &s.first.all[w.profile*s.first.each]
		switch s.kind {
		case stridePass:
		case strideTouch:
			w.lastTouch = w.now
		default:
			if way = x.dwell(i, s, key); way == nil {
				if k.cases != nil && k.cases[i].still {
					k.asks = append(k.asks, i)
				} else {
					x.walkedOff(w)
				}
				continue
			}
		}
		r := w.Key.Draw(key.For(random.Route))
		link := way.choose(r)
		if link == program.None {
			c.Steps[step].Dropped++ // also at an unlinked port: the main flow is nothing to complete
			x.walkedOff(w)
			continue
		}
		hop := &c.hops[link]
		hop.left++
		if seen, bit := &k.seen[int(i)*k.words+int(link>>6)], uint64(1)<<(link&63); *seen&bit == 0 {
			*seen |= bit
			hop.people++
		}
		l := &links[link]
		at := w.now + l.delay.Draw(uint32(r))
		if at >= horizon {
			c.Links[link].Delayed++
			x.walkedOff(w)
			continue
		}
		w.link, w.step = link, l.to
		if at > w.now {
			w.now, w.moments = at, 0
		}
		going = append(going, i)
	}
	k.active = going
}

// dwell is what is more than passing a step. It returns the way on, nil when the walker has come to an end or stands still
// at a desk.
func (x *life) dwell(i int32, s *stride, key random.Key) *way {
	w := &x.crowd.walkers[i]
	place := 0
	switch s.kind {
	case strideDesk:
		if place = x.standInLine(i, key); place < 0 {
			return nil
		}
	case strideGoal:
		x.convert(w, s.goal, key)
		w.context.Steps[w.step].AtGoal++
		return nil
	case strideWait:
		if at := w.now + s.wait.Draw(uint32(w.Key.Draw(key.For(random.Duration)))); at > w.now {
			if at >= x.p.Horizon {
				w.context.Steps[w.step].InProgress++
				return nil
			}
			w.now, w.moments = at, 0
		}
	case strideBranch:
		x.who.Become(w.Arrival)
		for place < len(s.rules) && !x.holds(s.rules[place]) {
			place++
		}
	case strideSplit:
		place = min(random.Choose(s.arms, w.Key.Draw(s.key.For(random.Split))), len(s.arms)-1)
	}
	return s.ports[place].of(w.profile)
}

// standInLine takes a walker through a desk and returns the place of the port behind it; below 0 the walker has come to the
// end, or stands still because the answer is not known.
func (x *life) standInLine(i int32, key random.Key) int {
	w, c := &x.crowd.walkers[i], &x.crowd.cases[i]
	step := &x.p.Steps[w.step]
	x.now = w.now
	s := &x.p.Supports[step.Index]
	hours := x.comesToDesk(s)
	switch {
	case !hours.open:
		return portClosed
	case c.asked == len(c.answers):
		c.still, c.request = true, x.supportRequest(s, hours, w.Key, w.profile/int32(len(x.p.Entries)), key)
		c.request.at, c.request.quiet = w.now, calendar.Never // nothing else happens to somebody who walks
		return -1
	}
	a := &c.answers[c.asked]
	c.asked++
	since, at, place := w.now, a.until, portAnswered
	if a.until == gaveUp {
		at, place = a.from, portGaveUp
	}
	w.spent += x.countCase(step, a, since, min(at, x.p.Horizon))
	if at >= x.p.Horizon {
		w.context.Steps[w.step].InProgress++
		return -1
	}
	if at > w.now {
		w.now, w.moments = at, 0
	}
	return place
}

// walkedOff counts the end of somebody who took strides only.
func (x *life) walkedOff(w *walker) {
	x.tally.People[w.profile]++
	x.untouched(w.At, w.Key, w.Number, w.now)
	w.batch[BatchPeople]++
	w.batch[BatchSpent] += w.spent
}

// convert counts the goal at which a walker's way ends. Nobody has sent them anything: there is nothing to credit.
func (x *life) convert(w *walker, number int32, key random.Key) {
	g, count := &x.p.Goals[number], &x.tally.Goals[number]
	value := int64(g.Amount)
	if g.Range {
		value = g.Triangle.Draw(uint32(w.Key.Draw(key.For(random.Value)))) * 1000
	}
	count.Count++
	count.Value += value
	count.People[w.profile]++
	count.Time.Add(w.now - w.At)
	x.tally.move(value)
	x.tally.Value += value
	w.batch[BatchReached]++
	w.batch[BatchValue] += value
	w.batch[BatchGoals(int(number))]++
	w.batch[BatchGoals(int(number))+1] += value
}

// takeOver goes on with a walker as a life: everything they would have kept themselves is put in place first.
func (x *life) takeOver(w *walker, n int) {
	k, p := x.crowd, x.p
	x.begin(w.Arrival)
	if k.cases != nil {
		x.answers, x.asked = k.cases[n].answers, k.cases[n].asked
	}
	main := int(p.MainSteps)
	copy(x.visits, k.visits[n*main:(n+1)*main])
	for local, i := range x.mainSteps {
		if x.visits[local] == 0 {
			continue
		}
		x.seenStep[i], x.entered[i] = x.epoch, x.next()
		if e := x.strides[i].event; e != program.None {
			m := &x.memory
			if at := k.last[n*main+local]; m.count[e] == 0 || at > m.last[e] {
				m.last[e] = at
			}
			m.count[e] += int32(x.visits[local])
			m.order[e] = x.next()
		}
	}
	for word := range k.words {
		for rest := k.seen[n*k.words+word]; rest != 0; rest &= rest - 1 {
			x.seenLink[word*64+bits.TrailingZeros64(rest)] = x.epoch
		}
	}
	x.now, x.moments, x.lastTouch, x.net = w.now, w.moments, w.lastTouch, -w.spent
	x.main = x.newToken(0, w.step, 0)
	x.tokens[x.main].link = w.link
	x.advance(x.main)
	x.goOn()
}
