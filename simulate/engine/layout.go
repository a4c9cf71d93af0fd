package engine

import (
	"rehearse/journey"
	"rehearse/simulate/program"
)

// Ports by place, as journey.PortsOf lists them.
const (
	portOut = 0 // of steps with one way out

	portClicked   = 0
	portOpened    = 1
	portNotOpened = 2
	portNotSent   = 3
	portMessage   = 4 // "out" of a message

	portHappened = 0
	portTimedOut = 1
	portTooLate  = 1 // of a wait for an anchor

	portReached    = 0
	portRefused    = 1
	portNotReached = 2

	portAnswered = 0
	portGaveUp   = 1
	portClosed   = 2
)

// Options choose what of a program runs.
type Options struct {
	// Active tells by scenario whether it runs; nil: all.
	Active []bool
	// MutedScenarios and MutedSteps send nothing.
	MutedScenarios, MutedSteps []bool
	// stepByStep does without strides, whole without lean lives: the same bytes, slower.
	stepByStep, whole bool
	// Batches is how many batches of people intervals come from, 0 for stats.DefaultBatches.
	Batches int
	// careful leaves every answer of a desk open that is not given at once: the same bytes, slower.
	careful bool
}

// layout is what all workers of a run share: who listens to what.
type layout struct {
	p   *program.Program
	opt Options
	// byEvent are the scenarios an event triggers.
	byEvent [][]int32
	// watched are the scenarios that start on entering a segment, dated those that start at dates.
	watched, dated []int32
	// ruleExits tells by scenario whether some exit is a rule.
	ruleExits []bool
	// watching tells that rules must be asked after changes at all.
	watching bool
	// strides by step, strideLinks by link.
	strides     []stride
	strideLinks []strideLink
	ways        []ways  // by port
	mainSteps   []int32 // the steps of the main flow, by their number in it
	// crowds tells that people may begin in a crowd who arrive at crowdsFrom or later.
	crowds     bool
	crowdsFrom int64
	// tables are those of lean lives, nil where they are not for the program.
	tables *leanProgram
	// alikes are by message × message those that could repeat each other, alikeWords words a message.
	alikes     numbers
	alikeWords int
	// reasons are the codes of the send gate.
	reasons []string
}

func newLayout(p *program.Program, opt Options) *layout {
	l := &layout{p: p, opt: opt, byEvent: make([][]int32, len(p.Events)), ruleExits: make([]bool, len(p.Scenarios))}
	for r := range Reasons(p) {
		l.reasons = append(l.reasons, Reason(r).Code(p))
	}
	for i := range p.Scenarios {
		s := &p.Scenarios[i]
		if !l.active(int32(i)) {
			continue
		}
		switch s.Trigger.Kind {
		case journey.TriggerEvent:
			l.byEvent[s.Trigger.Event] = append(l.byEvent[s.Trigger.Event], int32(i))
		case journey.TriggerSegment:
			l.watched = append(l.watched, int32(i))
		case journey.TriggerDate:
			l.dated = append(l.dated, int32(i))
		}
		for _, exit := range s.Exits {
			l.ruleExits[i] = l.ruleExits[i] || exit.Rule != nil
		}
		l.watching = l.watching || l.ruleExits[i]
	}
	l.watching = l.watching || len(l.watched) > 0
	l.makeAlike()
	l.makeStrides()
	l.makeCrowds()
	l.makeLean()
	return l
}

func (l *layout) active(scenario int32) bool {
	return l.opt.Active == nil || l.opt.Active[scenario]
}

// silent tells that a step does nothing to the person: of an instance that is held out, or muted. Its token goes its way
// as it would, so that the time it takes is the same, but causes no event, change, conversion or pull: else the
// comparison with those who get the messages would be moved by the scenario itself.
func (x *life) silent(inst, step int32) bool {
	return x.instances[inst].heldOut || x.muted(x.p.Steps[step].Scenario, step)
}

// muted tells that a message of a scenario sends nothing in this run.
func (l *layout) muted(scenario, step int32) bool {
	return (l.opt.MutedSteps != nil && l.opt.MutedSteps[step]) ||
		(l.opt.MutedScenarios != nil && scenario >= 0 && l.opt.MutedScenarios[scenario])
}
