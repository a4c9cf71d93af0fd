package program

import (
	"rehearse/journey"
	"rehearse/simulate/calendar"
	"rehearse/simulate/random"
)

// None is the number of a record that is not there.
const None int32 = -1

// Program is a map as tables.
type Program struct {
	// Map is what was compiled.
	Map *journey.Map
	// Start is the moment of tick 0. A run covers the ticks 0 ≤ t < Horizon; what is due exactly at the
	// horizon does not happen any more. People who arrive before WarmUp are not counted, people of a base from WarmUp on.
	Start           calendar.Start
	Horizon, WarmUp int64
	// Zones are the clocks in use: 0 is the map's own, 1 is UTC.
	Zones     []*calendar.Zone
	Languages []string

	Personas   []Persona
	Properties []Property
	Events     []Event
	Channels   []Channel
	Topics     []journey.ID
	Offers     []Offer
	Dates      []NamedDate
	Scores     []Score
	Marks      []string
	Scenarios  []Scenario

	// Steps are the simulated steps in map order (notes and frames are left out).
	Steps []Step
	// MainSteps is how many of them are in the main flow.
	MainSteps int32
	Ports     []Port
	Links     []Link

	Entries     []Entry
	Outside     []Outside
	Touchpoints []Touchpoint
	Messages    []Message
	Contents    Contents
	// SendRows is how many message × channel rows there are: Message.FirstRow + place of the channel.
	SendRows int32
	// Alike is how many causes there are by which scenarios can repeat each other, see Message.Alike.
	Alike    int32
	Waits    []Wait
	Branches []Branch
	Splits   []Split
	Supports []Support
	Calls    []Call
	Updates  []Update
	Goals    []Goal
	Exits    []Exit

	// Desks are the groups of agents people share.
	Desks []Desk

	Policy Policy
	Keys   Keys
	// Costs are what the map costs in a run besides visits, sends and calls.
	Costs []Cost
}

// Cost is a fixed amount for the whole run; a scenario's (None: the map's) falls due when the scenario runs.
type Cost struct {
	Amount   journey.Money
	Scenario int32
}

// Keys are the keys of what is drawn once per person.
type Keys struct {
	Persona, Language, Zone, PayGrade, Arrival random.Key
}

// Shared reports whether people share agents: a support step, or a call step with limited agents. Without them
// nobody's life touches another's.
func (p *Program) Shared() bool { return len(p.Desks) > 0 }

// Profile is the row of a person in tables by persona and entry.
func (p *Program) Profile(persona, entry int32) int32 {
	return persona*int32(len(p.Entries)) + entry
}

// Profiles is how many rows such tables have.
func (p *Program) Profiles() int { return len(p.Personas) * len(p.Entries) }

// Kind is the kind of a step, as a small number.
type Kind uint8

// The simulated kinds.
const (
	KindEntry Kind = iota
	KindTouchpoint
	KindMessage
	KindWait
	KindBranch
	KindSplit
	KindCall
	KindUpdate
	KindGoal
	KindExit
	KindSupport
)

// Step is a node of the graph.
type Step struct {
	ID   journey.ID
	Kind Kind
	// Index is the row in the table of the kind.
	Index int32
	// Scenario it belongs to, None for the main flow; Local is its number among the steps of its scenario
	// or of the main flow.
	Scenario, Local int32
	// Ports of the step are FirstPort … FirstPort+PortCount-1, in the order of journey.PortsOf.
	FirstPort, PortCount int32
	// Key of everything drawn at the step.
	Key random.Key
	// Cost is what one visit costs (entries: the entry's and its channel's).
	Cost journey.Money
}

// Port is a way out of a step.
type Port struct {
	Name journey.Port
	Step int32
	// Links are the ordinary links, Pulls the links from a scenario to the main flow. Leaving by a port
	// makes one pull happen, chosen by PullCuts (a draw beyond the last cut: none), then an ordinary link carries
	// the token on; a port with pulls only passes the token to the port "out".
	Links, Pulls []int32
	PullCuts     [][]random.Threshold
	PullVariant  []int32
	Fork, Race   bool
	// Cuts choose among Links: Cuts[Variant[profile]], or Cuts[0] without variants. Draws beyond the last
	// cut drop off (touchpoints only).
	Cuts    [][]random.Threshold
	Variant []int32
}

// CutsFor returns the cumulative thresholds for a profile.
func (p *Port) CutsFor(profile int32) []random.Threshold {
	if p.Variant == nil {
		return p.Cuts[0]
	}
	return p.Cuts[p.Variant[profile]]
}

// PullCutsFor returns the cumulative thresholds of the pulls for a profile.
func (p *Port) PullCutsFor(profile int32) []random.Threshold {
	if p.PullVariant == nil {
		return p.PullCuts[0]
	}
	return p.PullCuts[p.PullVariant[profile]]
}

// Linked reports whether anything leaves by the port.
func (p *Port) Linked() bool { return len(p.Links)+len(p.Pulls) > 0 }

// Link is an arrow.
type Link struct {
	ID             journey.ID
	From, To, Port int32
	// Delay passes on the way; Instant tells that it is none at all.
	Delay   random.Law
	Instant bool
	Key     random.Key
	// Pull tells that the link goes from a scenario to the main flow; Idle that its weight lets it never happen.
	Pull, Idle bool
}

// Scenario is one automated sequence.
type Scenario struct {
	ID    journey.ID
	Rank  int32 // 1 the highest
	Start int32 // step
	// Steps is how many steps it has.
	Steps   int32
	Segment *Rule // nil: everybody
	Recheck bool
	Reentry journey.Reentry
	// Pause is the least time between two starts under "after N days".
	Pause   int64
	Exits   []ExitCriterion
	Trigger Trigger
	// GoalStep, GoalEvent: one of them, or None. A goal step is reached at every visit, counted or not.
	GoalStep, GoalEvent int32
	Holdout             random.Threshold
	Key                 random.Key
	Phase               int
	Status              journey.ScenarioStatus
}

// ExitCriterion ends an instance when Event happens or Rule comes to hold (was false, is true).
type ExitCriterion struct {
	Event     int32 // None when by rule
	Rule      *Rule
	AfterWait bool
}

// Trigger starts a scenario.
type Trigger struct {
	Kind    journey.TriggerKind
	Event   int32 // None
	Segment *Rule // of a segment trigger
	// Instants are the ticks of a date trigger, rising, inside the run.
	Instants []int64
	// Property of type date makes the date each person's own: OffsetDays later, at At, on the clock of Zone
	// (None: the person's).
	Property   int32
	OffsetDays int32
	At         int32
	Zone       int32
}
