package journey

// StepKind is what a step does.
type StepKind string

// The kinds of step. Notes and frames are drawn and never simulated.
const (
	StepEntry      StepKind = "entry"
	StepTouchpoint StepKind = "touchpoint"
	StepMessage    StepKind = "message"
	StepWait       StepKind = "wait"
	StepBranch     StepKind = "branch"
	StepSplit      StepKind = "split"
	StepSupport    StepKind = "support"
	StepCall       StepKind = "call"
	StepUpdate     StepKind = "update"
	StepGoal       StepKind = "goal"
	StepExit       StepKind = "exit"
	StepNote       StepKind = "note"
	StepFrame      StepKind = "frame"
)

// Words lists the kinds in palette order.
func (StepKind) Words() []string {
	return []string{"entry", "touchpoint", "message", "wait", "branch", "split", "support", "call", "update", "goal", "exit", "note", "frame"}
}

// Simulated reports whether tokens can be in steps of this kind.
func (k StepKind) Simulated() bool { return k != StepNote && k != StepFrame }

// Step is a node of the map. Exactly the part named by Kind is set; the others are nil.
type Step struct {
	ID   ID       `json:"id"`
	Kind StepKind `json:"kind"`
	Name string   `json:"name"`
	// Scenario it belongs to; "" for the main flow.
	Scenario ID `json:"scenario"`
	// Stage is the funnel column it belongs to; "" for none.
	Stage ID `json:"stage"`
	// X and Y are the place of the top left corner in world units (1 unit = 1 px at 100 %).
	X float64 `json:"x"`
	Y float64 `json:"y"`
	// Locked keeps the step where it is: it is not moved, and not deleted by itself.
	Locked bool `json:"locked"`
	// Ports hold what a port does beyond its links.
	Ports []PortOption `json:"ports"`
	Notes string       `json:"notes"`

	Entry      *Entry      `json:"entry"`
	Touchpoint *Touchpoint `json:"touchpoint"`
	Message    *Message    `json:"message"`
	Wait       *Wait       `json:"wait"`
	Branch     *Branch     `json:"branch"`
	Split      *Split      `json:"split"`
	Support    *Support    `json:"support"`
	Call       *Call       `json:"call"`
	Update     *Update     `json:"update"`
	Goal       *Goal       `json:"goal"`
	Exit       *Exit       `json:"exit"`
	Note       *Note       `json:"note"`
	Frame      *Frame      `json:"frame"`
}

// Port names a way out of a step: a fixed word, or the ID of a branch rule or a split arm.
type Port string

// The ports with fixed names.
const (
	PortOut        Port = "out"
	PortClicked    Port = "clicked"
	PortOpened     Port = "opened"
	PortNotOpened  Port = "not_opened"
	PortNotSent    Port = "not_sent"
	PortHappened   Port = "happened"
	PortTimedOut   Port = "timed_out"
	PortTooLate    Port = "too_late"
	PortOtherwise  Port = "otherwise"
	PortAnswered   Port = "answered"
	PortGaveUp     Port = "gave_up"
	PortClosed     Port = "closed"
	PortReached    Port = "reached"
	PortRefused    Port = "refused"
	PortNotReached Port = "not_reached"
)

// PortOption changes what happens at a port with several links.
type PortOption struct {
	Port Port `json:"port"`
	// Fork: all links at once; the first carries the token on, the others are side tokens. Links that take the same time are
	// gone by in their order.
	Fork bool `json:"fork"`
	// Race: each link draws its delay and the earliest wins.
	Race bool `json:"race"`
}

// PortsOf lists the ports of a step in drawing order.
func PortsOf(s *Step) []Port {
	switch s.Kind {
	case StepEntry, StepTouchpoint, StepUpdate, StepGoal:
		return []Port{PortOut}
	case StepMessage:
		return []Port{PortClicked, PortOpened, PortNotOpened, PortNotSent, PortOut}
	case StepWait:
		ports := []Port{PortOut}
		if s.Wait != nil && s.Wait.Kind == WaitEvent {
			ports = []Port{PortHappened, PortTimedOut}
		}
		if s.Wait != nil && s.Wait.Kind == WaitAnchor {
			ports = append(ports, PortTooLate)
		}
		return ports
	case StepBranch:
		var ports []Port
		if s.Branch != nil {
			for _, r := range s.Branch.Rules {
				ports = append(ports, Port(r.ID))
			}
		}
		return append(ports, PortOtherwise)
	case StepSplit:
		var ports []Port
		if s.Split != nil {
			for _, a := range s.Split.Arms {
				ports = append(ports, Port(a.ID))
			}
		}
		return ports
	case StepSupport:
		return []Port{PortAnswered, PortGaveUp, PortClosed}
	case StepCall:
		return []Port{PortReached, PortRefused, PortNotReached}
	default:
		return nil
	}
}

// Link is an arrow from a port to a step.
type Link struct {
	ID   ID   `json:"id"`
	From ID   `json:"from"`
	Port Port `json:"port" default:"out"`
	To   ID   `json:"to"`
	// Weight is the probability of this link among those who leave by the port (touchpoints: among
	// those who enter); nil takes what the others leave, shared equally.
	Weight *Assumption `json:"weight"`
	// Weights replace Weight for some people; the most specific holds: persona and entry, persona, entry.
	Weights []WeightFor `json:"weights"`
	// Delay passes between leaving one step and entering the other.
	Delay Law    `json:"delay"`
	Label string `json:"label"`
}

// WeightFor is a weight for some people only.
type WeightFor struct {
	Persona ID         `json:"persona"` // "" for any
	Entry   ID         `json:"entry"`   // an entry step; "" for any
	Weight  Assumption `json:"weight"`
}
