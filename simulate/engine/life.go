package engine

import (
	"math"
	"slices"

	"rehearse/simulate/cohort"
	"rehearse/simulate/program"
	"rehearse/simulate/stats"
)

// Limits of one person; beyond them the person is stopped and counted.
const (
	maxTokens  = 256
	maxVisits  = 65_535
	maxMoments = 10_000
)

// life is the state of the person being simulated. It is reused from person to person, so that nothing is
// allocated for one.
type life struct {
	*layout
	tally *Tally
	batch []int64   // the person's row of Tally.Batches
	rows  int64     // how many there are
	crowd *crowd    // nil where everybody lives alone
	lean  *leanLife // nil where nobody's life is lean
	story *Story    // nil unless somebody listens

	who   *cohort.Person
	now   int64
	queue queue
	// order counts creations: of queued events, tokens, entries. It is the person's own clock of what came
	// before what.
	order   uint32
	moments int32
	over    bool // nothing more happens to the person
	// marked tells that something beyond strides has happened to the person, so that there is more to forget and to count
	// at the end than places passed. Everything that is not a stride sets it.
	marked bool

	tokens    []token
	live      int
	main      int32 // the main token, None when it has ended
	instances []instance
	running   []int32  // instances of scenarios that have not ended
	visits    []uint32 // by instance.visits + local number of the step

	epoch      uint32
	seenStep   []uint32 // epoch in which the person entered the step
	entered    []uint32 // order of the last entry, valid when seen
	seenLink   []uint32
	contexts   []*Context // by pull, of the person's profile
	lastTouch  int64      // last touchpoint, for on-site channels
	memory     memory
	started    []starts0 // by scenario
	ownDates   []ownDate // by scenario
	watchTruth []bool    // by place in watched
	dirty      bool
	nextCheck  int64
	sends      []send
	tries      []try
	touches    []touch
	wants      []int64
	// listed tells that the person is counted, warm that not yet: tally is dry then, home the one that counts.
	listed    bool
	warm      bool
	dry, home *Tally
	// countedOrder is the creation from which the person is counted, sendsBefore how many of the sends lie before,
	// beenBefore the epoch in which the person entered the step before.
	countedOrder uint32
	sendsBefore  int
	beenBefore   []uint32
	// counted is the tick from which the person is counted: the arrival, or the end of the warm-up.
	counted int64
	// before is how many of the touches, wantedBefore of the wants, lie before the time that is counted.
	before, wantedBefore int
	subscribed           []bool // channels
	topics               []bool // subscribed topics
	dead                 []bool // channels whose address bounced hard
	goals                []goalState
	net                  int64
	pairsNear            []metPair
	soldLate             []soldLate // messages got after the goal they sell, each once
	causes               numbers    // of repetition: of messages the person got, and of those that repeated themselves
	senders              []int32
	metTogether          []*int64 // counts of two senders in which the person is already
	got                  []int32  // messages received, each once
	gotEpoch             []uint32
	rowEpoch             []uint32
	marketing            []delivery
	mostDay              int64
	most7                int64
	burst                burst
	mostBurst            int64
	scratch              []int64
	planned              []int64 // sends of more important scenarios, see givesWay
	yielding             bool    // some token is held for one of them
	standing
}

func newLife(l *layout, tally *Tally) *life {
	p := l.p
	x := &life{
		layout: l, tally: tally, rows: int64(tally.Batches.Len()), who: cohort.NewPerson(p),
		seenStep: make([]uint32, len(p.Steps)), entered: make([]uint32, len(p.Steps)), seenLink: make([]uint32, len(p.Links)),
		mostBurst: 2, mostDay: 2, most7: 2,
		contexts: make([]*Context, len(p.Scenarios)+1), started: make([]starts0, len(p.Scenarios)), ownDates: make([]ownDate, len(p.Scenarios)),
		watchTruth: make([]bool, len(l.watched)), subscribed: make([]bool, len(p.Channels)), topics: make([]bool, len(p.Topics)),
		dead: make([]bool, len(p.Channels)), goals: make([]goalState, len(p.Goals)),
		causes: make(numbers, 2*words(RepeatCauses(p))), gotEpoch: make([]uint32, len(p.Messages)), rowEpoch: make([]uint32, p.SendRows),
		memory: memory{
			count: make([]int32, len(p.Events)), last: make([]int64, len(p.Events)), order: make([]uint32, len(p.Events)),
			times: make([][]int64, len(p.Events)), points: make([]int64, len(p.Scores)), deed: make([]int64, len(p.Scores)),
			marks: make([]bool, len(p.Marks)),
		},
	}
	x.forget()
	return x
}

// reset forgets the person before.
func (x *life) reset() {
	x.queue.clear()
	x.order, x.moments, x.over = 1, 0, false
	x.tokens, x.live, x.main = x.tokens[:0], 0, program.None
	x.instances, x.visits = x.instances[:0], x.visits[:0]
	x.epoch++
	if x.epoch == 0 { // after 2^32 people the marks of the first would come back
		clear(x.seenStep)
		clear(x.seenLink)
		clear(x.gotEpoch)
		clear(x.rowEpoch)
		clear(x.beenBefore)
		x.epoch = 1
	}
	clear(x.contexts)
	clear(x.memory.count)
	x.lastTouch = math.MinInt64
	x.dirty, x.nextCheck = false, math.MaxInt64
	x.net, x.yielding = 0, false
	x.burst = burst{at: never}
	x.standing.reset()
	if x.marked {
		x.forget()
	}
}

// forget resets what only somebody marked has.
func (x *life) forget() {
	x.marked = false
	x.running = x.running[:0]
	for i := range x.memory.points {
		x.memory.points[i] = clampScore(&x.p.Scores[i], 0)
	}
	clear(x.memory.marks)
	for i := range x.memory.times {
		x.memory.times[i] = x.memory.times[i][:0]
	}
	clear(x.started)
	for i := range x.ownDates {
		x.ownDates[i] = ownDate{came: never}
	}
	x.sends, x.tries, x.touches, x.wants = x.sends[:0], x.tries[:0], x.touches[:0], x.wants[:0]
	x.before, x.wantedBefore, x.sendsBefore, x.countedOrder = 0, 0, 0, 0
	for i := range x.subscribed {
		x.subscribed[i], x.dead[i] = true, false
	}
	for i := range x.topics {
		x.topics[i] = true
	}
	clear(x.goals)
	x.pairsNear, x.soldLate, x.got, x.marketing = x.pairsNear[:0], x.soldLate[:0], x.got[:0], x.marketing[:0]
}

// next counts a creation.
func (x *life) next() uint32 {
	x.order++
	return x.order
}

// push queues an event.
func (x *life) push(e event) {
	e.order = x.next()
	x.queue.push(e)
}

// run runs one person's life, as far as the answers of desks are known.
func (x *life) run(a cohort.Arrival) {
	x.begin(a)
	x.main = x.newToken(0, x.p.Entries[a.Entry].Step, 0)
	x.advance(x.main)
	x.goOn()
}

// begin makes ready for somebody who arrives.
func (x *life) begin(a cohort.Arrival) {
	p := x.p
	x.reset()
	x.who.Become(a)
	x.now, x.counted = a.At, a.At
	for i := range x.memory.deed {
		x.memory.deed[i] = a.At
	}
	if a.At < p.WarmUp && a.Day == cohort.BaseDay {
		x.warmUp()
	} else {
		x.enlist()
	}
	if x.story != nil {
		x.note(Moment{What: "arrive", Step: p.Entries[a.Entry].Step})
	}
	x.instances = append(x.instances, instance{scenario: program.None, start: a.At, order: x.next(), alive: true})
	x.visits = grow(x.visits, int(p.MainSteps))
	if p.Entries[a.Entry].Base != nil {
		x.remember()
	}
	x.baseline()
	x.dates()
	x.outside()
}

// goOn lets happen what is due, to the end.
func (x *life) goOn() {
	for !x.over && !x.still {
		x.settle()
		if x.over || x.still || x.queue.empty() {
			break
		}
		e := x.queue.pop()
		if e.at >= x.p.Horizon {
			x.queue.push(e)
			break
		}
		if e.at > x.now {
			x.now, x.moments = e.at, 0
		}
		x.handle(&e)
	}
	if x.warm { // who left before the counted time is nowhere
		x.tally, x.warm, x.listed = x.home, false, false
		return
	}
	if !x.still {
		x.finish()
	}
}

// enlist counts the person.
func (x *life) enlist() {
	x.listed = true
	x.tally.People[x.who.Profile]++
	x.batch = x.batchOf(x.who.Number)
	x.batch[BatchPeople]++
}

// handle lets one queued event happen.
func (x *life) handle(e *event) {
	x.marked = x.marked || e.cause != causeToken
	switch e.cause {
	case causeToken:
		tok := &x.tokens[e.a]
		if tok.state == tokenDead || tok.gen != e.gen {
			return
		}
		x.wake(e.a)
	case causeDelivered:
		x.delivered(e.a)
	case causeOpened:
		x.openedSend(e.a)
	case causeClicked:
		x.clickedSend(e.a)
	case causeUnsubscribe:
		x.unsubscribe(e.a)
	case causeRespond:
		x.respond(e.a)
	case causePull:
		x.pullLink(e.a, e.b)
	case causeCheck:
		if e.at == x.nextCheck {
			x.nextCheck = math.MaxInt64
			x.dirty = true
		}
	case causeCounted:
		x.beginCounting()
	case causeOutside:
		x.outsideCame(e.a, e.b, e.gen)
	case causeDate:
		x.dateCame(e.a, e.b, e.gen)
	}
}

// finish counts what is still on the way at the horizon and what can only be known then.
func (x *life) finish() {
	for i := range x.tokens {
		tok := &x.tokens[i]
		switch tok.state {
		case tokenAtStep:
			x.context(tok.by).Steps[tok.step].InProgress++
			if tok.line != 0 {
				x.caseOver(tok, x.p.Horizon)
			}
			x.held(tok, func(msg *program.Message, place int32) { x.tally.Sends[msg.FirstRow+place].Waiting++ })
			if x.story != nil {
				x.noteWaiting(tok)
			}
		case tokenOnLink:
			if tok.link != program.None {
				x.context(tok.by).Links[tok.link].Delayed++
				if x.story != nil {
					x.noteAtEnd(Moment{What: "under_way", Link: tok.link + 1})
				}
			}
		}
	}
	for i := range x.queue.due {
		if e := &x.queue.due[i]; e.cause == causePull { // at the horizon on the way, or its person left the map before
			if x.over {
				x.context(0).Links[e.a].Lost++
			} else {
				x.context(0).Links[e.a].Delayed++
				if x.story != nil {
					x.noteAtEnd(Moment{What: "under_way", Link: e.a + 1})
				}
			}
		}
	}
	for _, i := range x.running {
		x.tally.Scenarios[x.instances[i].scenario].Running++
	}
	if x.story != nil && !x.over {
		x.noteAtEnd(Moment{What: "horizon"})
	}
	x.batch[BatchSpent] -= x.net // what is left is what was earned less what was spent
	if !x.marked {
		x.untouched(x.counted, x.who.Key, x.who.Number, x.now)
		return
	}
	x.finishScenarios()
	x.finishTouches()
	for i := range x.goals {
		if g := &x.goals[i]; g.count > 0 {
			x.tally.Goals[i].People[x.who.Profile]++
			x.batch[BatchReached] += int64(g.count)
			x.batch[BatchValue] += g.value
			x.batch[BatchSpent] += g.value
			x.batch[BatchGoals(i)] += int64(g.count)
			x.batch[BatchGoals(i)+1] += g.value
		}
	}
}

// context is the counts for the person's profile and a pull.
func (x *life) context(by int32) *Context {
	if x.contexts[by] == nil {
		x.contexts[by] = x.tally.context(x.p, x.who.Profile, by)
	}
	return x.contexts[by]
}

// witness offers the person as one who shows something now.
func (x *life) witness(key WitnessKey) { x.witnessAt(key, x.now) }

// witnessAt offers the person as one who showed something at a tick.
func (x *life) witnessAt(key WitnessKey, at int64) {
	x.tally.offer(key, stats.Witness{Hash: uint64(x.who.Key), Person: x.who.Number, At: at})
}

// grow appends n zeros.
func grow(list []uint32, n int) []uint32 {
	from := len(list)
	list = slices.Grow(list, n)[:from+n]
	clear(list[from:])
	return list
}
