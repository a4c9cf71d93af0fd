package engine

import (
	"rehearse/journey"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// A lean life is the life of a person in a second, compact form: a few tokens in an array whose soonest is looked for, no
// queue of events, what becomes of a message decided when it is delivered, all that can be known from the map alone looked
// up in tables. It is for maps that need no more than that, see makeLean, and it is the same life: TestLeanLivesChangeNoByte
// holds the two together. Where two things that are not ordered by the tables happen at one tick, or a limit is near, the
// lean life gives up: what it counted is taken back, and the person lives in full.

// Limits of the tables.
const (
	mostLeanTokens   = 8
	mostLeanMoments  = 8_000 // steps of a life, far fewer than those that stop a person
	mostLeanMessages = 64
	mostLeanCap      = 16
	mostLeanVisits   = 1 << 13 // counters of visits, of the steps of all instances of a person
	leanStretch      = 16      // of them are forgotten at once
)

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
	events      []leanEvent
	aims        bool          // a scenario has a goal
	pool        *poolTables   // nil where there is none
	implied     []leanImplied // in the order in which they can be worked out
}

// makeLean makes the tables of lean lives, if the program allows them.
func (l *layout) makeLean() {
	if l.opt.whole || l.opt.stepByStep || l.watching || len(l.dated) > 0 || len(l.p.Outside) > 0 || l.p.Shared() && !l.leanDesks() ||
		l.opt.MutedScenarios != nil || l.opt.MutedSteps != nil || !l.leanScenarios() || !l.leanPolicy() || len(l.p.Messages) > mostLeanMessages ||
		l.p.MainSteps > mostLeanVisits {
		return
	}
	p := l.p
	lean := &leanProgram{slotCount: len(p.Channels) + len(p.Topics)}
	for i := range p.Events {
		if p.Events[i].Timed {
			lean.timed = append(lean.timed, int32(i))
		}
		lean.events = append(lean.events, l.leanEvent(int32(i)))
	}
	lean.steps, lean.links = make([]leanStep, len(p.Steps)), make([]leanLink, len(p.Links))
	for i := range p.Links {
		k := &p.Links[i]
		lean.links[i] = leanLink{number: int32(i), instant: k.Delay == random.Law{}, to: &lean.steps[k.To], delay: newLeanTime(k.Delay)}
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
		lean.aims = lean.aims || p.Scenarios[i].GoalStep != program.None || p.Scenarios[i].GoalEvent != program.None
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
	l.makeImplied(lean)
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
