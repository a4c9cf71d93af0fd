package engine

import (
	"math"
	"slices"

	"rehearse/journey"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// A lean life is the life of a person in a second, compact form: a few tokens in an array whose soonest is looked for, no
// queue of events, what becomes of a message decided when it is delivered, all that can be known from the map alone looked
// up in tables. It is for maps that need no more than that, see leanFor, and it is the same life: TestLeanLivesChangeNoByte
// holds the two together. Where two things that are not ordered by the tables happen at one tick, or a limit is near, the
// lean life gives up: what it counted is taken back, and the person lives in full.

// Limits of the tables.
const (
	mostLeanTokens   = 8
	mostLeanMoments  = 8_000 // steps of a life, far fewer than those that stop a person
	mostLeanMessages = 64
	mostLeanCap      = 16
)

// leanKind says what happens at a step.
type leanKind uint8

const (
	leanNone leanKind = iota // no token comes here
	leanPass
	leanTouch // a touchpoint nobody listens to and that changes nothing
	leanDo    // a touchpoint or an update
	leanWait
	leanPoints // a touchpoint or an update that adds points, of which nothing follows
	leanRanks  // a branch by points
	leanBranch
	leanSplit
	leanMessage
	leanGoal
	leanExit
	leanDesk
)

// leanStep is a step of a lean life.
type leanStep struct {
	kind    leanKind
	touches bool // it is a touchpoint
	asks    bool // its rules ask for subscriptions
	main    bool
	// again tells that the person may have been at the step in another instance of its scenario.
	again   bool
	number  int32
	local   int32
	port    leanPort   // its first
	ports   []leanPort // all
	event   int32
	goal    int32
	cost    int64
	key     random.Key
	wait    random.Law
	arms    []random.Threshold
	rules   []leanRule
	changes []program.Change
	adds    []leanAdd
	ranks   []leanRank // by profile
	message *leanMail
	support *program.Support
}

// leanFew is how many links of a port a lean life chooses among without a search.
const leanFew = 3

// leanWay is how people of one profile leave by a port. It fits into one line of the processor's nearest memory.
type leanWay struct {
	// sure is the only link, taken by everybody in no time: it needs no chance. Nil where there is none.
	sure *leanLink
	// cuts, less one each, choose among outs; behind them nil is the end of the way. Many links are in many.
	cuts   [leanFew]uint32
	linked bool // something leaves by the port
	outs   [leanFew + 1]*leanLink
	many   *way
}

// leanPort are the ways by a port: one for everybody, or one a profile.
type leanPort struct {
	ways []leanWay
	mask int32
}

// leanLink is what a lean life needs of a link.
type leanLink struct {
	number  int32
	instant bool
	to      *leanStep
	delay   random.Law
}

// leanMail is a message of a lean life: one channel, decided at once.
type leanMail struct {
	*program.Message
	number, row, channel int32
	scenario             int32
	topic                bool  // it has one
	slot                 int32 // of what unsubscribing withdraws
	column               int   // its first column of the batches
	recheck              leanRule
	steady               bool // recheck holds as long as nobody has unsubscribed
	aims                 bool // it has a goal, or its scenario has
	goalStep, goalEvent  int32
	quiet                bool
	caps                 []leanCapOf
	unmeasured, onSite   bool
	tires                bool
	cost                 int64
	related              uint64       // messages of the same topic or content
	ports                [5]*leanPort // of its outcomes
	// free tells by persona that everybody knows and allows the channel, open that nothing else can be refused but to who has
	// unsubscribed or whose address is dead.
	free []bool
	open bool
}

// leanCapOf is a cap that concerns a message: what it counts together is in one bucket.
type leanCapOf struct {
	*program.Cap
	number, bucket int32
	rolling        bool
	most           int32
}

// leanProgram is a program as lean lives see it.
type leanProgram struct {
	steps       []leanStep
	ports       []leanPort // by port
	links       []leanLink
	mail        []leanMail
	segments    []leanRule // by scenario
	bucketCount int
	timed       []int32 // events that keep their times
	slotCount   int
	events      bool        // somebody does something that is remembered
	pool        *poolTables // nil where there is none
}

// makeLean makes the tables of lean lives, if the program allows them.
func (l *layout) makeLean() {
	if l.opt.whole || l.opt.stepByStep || l.watching || len(l.dated) > 0 || len(l.p.Outside) > 0 || l.p.Shared() && !l.leanDesks() ||
		l.opt.MutedScenarios != nil || l.opt.MutedSteps != nil || !l.leanScenarios() || !l.leanPolicy() || len(l.p.Messages) > mostLeanMessages {
		return
	}
	p := l.p
	lean := &leanProgram{slotCount: len(p.Channels) + len(p.Topics), events: len(p.Events)+len(p.Marks)+len(p.Scores) > 0}
	for i := range p.Events {
		if p.Events[i].Timed {
			lean.timed = append(lean.timed, int32(i))
		}
	}
	lean.steps, lean.links = make([]leanStep, len(p.Steps)), make([]leanLink, len(p.Links))
	for i := range p.Links {
		k := &p.Links[i]
		lean.links[i] = leanLink{number: int32(i), instant: k.Delay == random.Law{}, to: &lean.steps[k.To], delay: k.Delay}
	}
	lean.ports = make([]leanPort, len(p.Ports))
	for i := range lean.ports {
		ways := &l.ways[i]
		lean.ports[i].mask = -ways.each
		for j := range ways.all {
			lean.ports[i].ways = append(lean.ports[i].ways, lean.way(&ways.all[j]))
		}
	}
	for i := range p.Scenarios {
		lean.segments = append(lean.segments, lean.rule(p, p.Scenarios[i].Segment, l.fixed()))
	}
	lean.mail = make([]leanMail, len(p.Messages))
	buckets := map[[2]int32]int32{}
	for i := range p.Messages {
		if l.runs(p.Messages[i].Step) && !l.leanMessage(lean, int32(i), buckets) {
			return
		}
	}
	lean.bucketCount = len(buckets)
	for i := range p.Steps {
		if l.runs(int32(i)) && !l.leanStep(lean, int32(i)) {
			return
		}
	}
	lean.pool = l.makePool(lean)
	l.tables = lean
}

// runs tells that tokens come to a step: it is of the main flow or of a scenario that runs.
func (l *layout) runs(step int32) bool {
	scenario := l.p.Steps[step].Scenario
	return scenario == program.None || l.active(scenario)
}

// leanScenarios tells that scenarios start at events and end by themselves.
func (l *layout) leanScenarios() bool {
	for i := range l.p.Scenarios {
		s := &l.p.Scenarios[i]
		if l.active(int32(i)) && (s.Trigger.Kind != journey.TriggerEvent || len(s.Exits) > 0 || s.Holdout != random.Never || s.Rank < 0 || s.Rank > 255) {
			return false
		}
	}
	return true
}

// leanPolicy tells that nobody listens to messages, and that caps refuse or end.
func (l *layout) leanPolicy() bool {
	policy := &l.p.Policy
	for i := range policy.Caps {
		c := &policy.Caps[i]
		if c.LookAhead > 0 || c.Max > mostLeanCap || c.Counts == journey.CountAttempt || c.Hit == journey.CapDefer || c.Hit == journey.CapChannel {
			return false
		}
	}
	return policy.Unsubscribed == program.None && policy.Received == program.None && policy.Opened == program.None && policy.Clicked == program.None &&
		len(l.p.Channels)+len(l.p.Topics) <= 64
}

func (lean *leanProgram) way(w *way) leanWay {
	row := leanWay{linked: w.count > 0}
	for i := range row.cuts {
		row.cuts[i] = math.MaxUint32
	}
	if w.count > leanFew || w.count > 0 && w.cuts[0] == 0 {
		row.many = w
		return row
	}
	for i, link := range w.links[:w.count] {
		row.cuts[i], row.outs[i] = uint32(w.cuts[i]-1), &lean.links[link]
	}
	if w.count == 1 && w.cuts[0] == random.Always && row.outs[0].instant {
		row.sure = row.outs[0]
	}
	return row
}

// choose is the link a draw chooses, nil for the end of the way.
func (b *leanLife) choose(w *leanWay, r uint64) *leanLink {
	if w.many != nil {
		return b.search(w.many, r)
	}
	high := r >> 32
	// 1 for each cut at or below the draw.
	n := (uint64(w.cuts[0])-high)>>63 + (uint64(w.cuts[1])-high)>>63 + (uint64(w.cuts[2])-high)>>63
	return w.outs[n&leanFew]
}

// search is choose among many links.
func (b *leanLife) search(w *way, r uint64) *leanLink {
	if link := w.choose(r); link != program.None {
		return &b.links[link]
	}
	return nil
}

// leanStep makes a step; false when it is more than lean lives know.
func (l *layout) leanStep(lean *leanProgram, number int32) bool {
	p := l.p
	s, mine := &p.Steps[number], &lean.steps[number]
	for n := s.FirstPort; n < s.FirstPort+s.PortCount; n++ {
		if !l.ways[n].plain {
			return false
		}
	}
	*mine = leanStep{
		main: s.Scenario == program.None, number: number, local: s.Local, cost: int64(s.Cost), key: s.Key, event: program.None,
		ports: lean.ports[s.FirstPort : s.FirstPort+s.PortCount],
	}
	if len(mine.ports) > 0 {
		mine.port = mine.ports[0]
	}
	mine.again = !mine.main && p.Scenarios[s.Scenario].Reentry != "" && p.Scenarios[s.Scenario].Reentry != journey.ReentryNever
	switch s.Kind {
	case program.KindEntry:
		mine.kind = leanPass
	case program.KindTouchpoint:
		touch := &p.Touchpoints[s.Index]
		mine.kind, mine.touches, mine.event, mine.changes = leanDo, true, touch.Event, touch.Changes
		if touch.Event == program.None && len(touch.Changes) == 0 {
			mine.kind = leanTouch
		} else {
			l.adding(mine)
		}
	case program.KindUpdate:
		mine.kind, mine.changes = leanDo, p.Updates[s.Index].Changes
		l.adding(mine)
	case program.KindWait:
		w := &p.Waits[s.Index]
		mine.kind, mine.wait = leanWait, w.For
		if w.Kind != journey.WaitDuration {
			return false
		}
	case program.KindBranch:
		mine.kind = leanBranch
		for _, r := range p.Branches[s.Index].Rules {
			mine.rules = append(mine.rules, lean.rule(p, r, l.fixed()))
			mine.asks = mine.asks || asksSubscriptions(r)
		}
		l.ranking(mine)
	case program.KindSplit:
		mine.kind, mine.arms = leanSplit, p.Splits[s.Index].Cuts
	case program.KindMessage:
		mine.kind, mine.message = leanMessage, &lean.mail[s.Index]
	case program.KindGoal:
		mine.kind, mine.goal = leanGoal, s.Index
		return p.Goals[s.Index].Deadline == nil
	case program.KindExit:
		mine.kind = leanExit
		return !p.Exits[s.Index].Map && !mine.main || l.quietMain()
	case program.KindSupport:
		mine.kind, mine.support = leanDesk, &p.Supports[s.Index]
	default:
		return false
	}
	for i := range mine.changes {
		switch mine.changes[i].Kind {
		case journey.ChangeAllowed, journey.ChangeSubscription:
			return false
		}
	}
	return true
}

// fixed tells that nothing changes what is known of a person's addresses.
func (l *layout) fixed() bool {
	known := func(c program.Change) bool { return c.Kind == journey.ChangeKnown || c.Kind == journey.ChangeAllowed }
	return !slices.ContainsFunc(l.p.Touchpoints, func(t program.Touchpoint) bool { return slices.ContainsFunc(t.Changes, known) }) &&
		!slices.ContainsFunc(l.p.Updates, func(u program.Update) bool { return slices.ContainsFunc(u.Changes, known) })
}

// asksSubscriptions tells that a rule asks who has unsubscribed.
func asksSubscriptions(r *program.Rule) bool {
	for i := range r.Decisions {
		if op := r.Decisions[i].Op; op == program.OpSubChannel || op == program.OpSubTopic {
			return true
		}
	}
	return false
}

// leanMessage makes a message; false when it is more than lean lives know.
func (l *layout) leanMessage(lean *leanProgram, number int32, buckets map[[2]int32]int32) bool {
	p, m := l.p, &lean.mail[number]
	msg := &p.Messages[number]
	if len(msg.Channels) != 1 || msg.Response != nil || msg.Received != program.None || msg.Opened != program.None || msg.Clicked != program.None {
		return false
	}
	channel := &p.Channels[msg.Channels[0]]
	if channel.Delivery != (random.Law{}) || msg.Offer != program.None && p.Offers[msg.Offer].Expires != nil {
		return false
	}
	step := &p.Steps[msg.Step]
	*m = leanMail{
		Message: msg, number: number, row: msg.FirstRow, channel: msg.Channels[0], scenario: step.Scenario, topic: msg.Topic != program.None,
		column: BatchGoals(len(p.Goals)) + batchSends*int(msg.FirstRow), goalStep: program.None, goalEvent: program.None,
		unmeasured: channel.Unmeasured, onSite: channel.OnSite, cost: int64(channel.CostPerSend),
		tires: !msg.Transactional && p.Policy.FatigueOpen != nil,
		quiet: !msg.Transactional && p.Policy.HasQuiet && !channel.QuietHoursExempt,
	}
	for other := range p.Messages {
		if l.alike(number, int32(other)) {
			m.related |= 1 << other
		}
	}
	switch {
	case p.Policy.Unsubscribe == journey.UnsubscribeAll:
		m.slot = 0
	case p.Policy.Unsubscribe == journey.UnsubscribeTopic && m.topic:
		m.slot = int32(len(p.Channels)) + msg.Topic
	default:
		m.slot = m.channel
	}
	if step.Scenario != program.None {
		s := &p.Scenarios[step.Scenario]
		if s.Recheck && s.Segment != nil {
			m.recheck, m.steady = lean.rule(p, s.Segment, l.fixed()), l.steadyRule(s.Segment)
		}
		m.goalStep, m.goalEvent = s.GoalStep, s.GoalEvent
	}
	m.aims = msg.GoalStep != program.None || msg.GoalEvent != program.None || m.goalStep != program.None || m.goalEvent != program.None
	for place := range m.ports {
		port := step.FirstPort + int32(place)
		if !p.Ports[port].Linked() {
			port = step.FirstPort + portMessage
		}
		m.ports[place] = &lean.ports[port]
	}
	m.open = !m.aims && !m.onSite && !slices.Contains(msg.Language, false)
	for i := range p.Personas {
		reach := &p.Personas[i].Reach[m.channel]
		m.free = append(m.free, l.fixed() && reach.Known == random.Always && reach.Allowed == random.Always)
	}
	if msg.Transactional || channel.CapsExempt {
		return true
	}
	for i := range p.Policy.Caps {
		c := &p.Policy.Caps[i]
		if !capConcerns(c, m.channel, msg.Topic, m.scenario) {
			continue
		}
		key := [2]int32{int32(i), 0}
		if c.Scope != journey.ScopeAll && c.Of == nil {
			key[1] = scoped(c.Scope, m.channel, msg.Topic, m.scenario)
		}
		if _, ok := buckets[key]; !ok {
			buckets[key] = int32(len(buckets))
		}
		m.caps = append(m.caps, leanCapOf{
			Cap: c, number: int32(i), bucket: buckets[key], rolling: c.Window == journey.CapRolling || c.Window == journey.CapSinceLast, most: int32(most(c)),
		})
	}
	return true
}
