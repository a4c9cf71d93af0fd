package engine

import (
	"slices"

	"rehearse/journey"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
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

// leanCounting says what is counted of visits to a step.
type leanCounting uint8

const (
	countsNothing leanCounting = iota
	countsVisits               // how many there are, for draws
	countsMore                 // also who comes back, and what a visit costs
)

// leanStep is a step of a lean life. What is asked at every visit is in two lines of the processor's nearest memory.
type leanStep struct {
	// next is where the link leads that is implied by coming here, see leanImplied; nil where there is none.
	next  *leanStep
	first *leanWay // by the first port, nil where profiles have their own
	key   random.Key
	cost  int64
	kind  leanKind
	// counts tells whether visits are counted. Told tells that who comes, and comes again, follows from the only link to the step,
	// which is came.
	counts leanCounting
	told   bool
	// again tells that the person may have been at the step in another instance of its scenario.
	again bool
	// ranked tells that next is a branch by points at which nothing is counted.
	ranked  bool
	touches bool // it is a touchpoint
	asks    bool // its rules ask for subscriptions
	main    bool
	local   int32
	number  int32
	event   int32
	goal    int32
	adds    []leanAdd
	ranks   []leanRank // by profile
	message *leanMail
	wait    leanTime
	port    leanPort   // its first
	ports   []leanPort // all
	// weight is how many steps a visit stands for at most: those that follow and are told by it are not counted.
	weight  int
	came    int32
	arms    []random.Threshold
	rules   []leanRule
	changes []program.Change
	support *program.Support
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
		if mine.port = mine.ports[0]; mine.port.mask == 0 {
			mine.first = &mine.port.ways[0]
		}
	}
	mine.again = !mine.main && comesAgain(&p.Scenarios[s.Scenario])
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
		mine.kind, mine.wait = leanWait, newLeanTime(w.For)
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

// comesAgain tells that people may come into a scenario more than once.
func comesAgain(s *program.Scenario) bool {
	return s.Reentry != "" && s.Reentry != journey.ReentryNever
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
