package finding

import "rehearse/journey"

// Severity is how bad a finding is.
type Severity string

// The severities, worst first. An error keeps `check` from passing.
const (
	Error       Severity = "error"
	Warning     Severity = "warning"
	Information Severity = "information"
)

// Finding is something a rule says about a map.
type Finding struct {
	// Rule is the rule's id, "J101".
	Rule     string        `json:"rule"`
	Severity Severity      `json:"severity"`
	Targets  []journey.Ref `json:"targets"`
	// Field is the JSON path in the first target, when one field is to blame.
	Field string `json:"field,omitempty"`
	// Message is the id of the sentence ("finding.J101.message"), Args what it is filled with.
	Message string       `json:"message"`
	Args    journey.Args `json:"args,omitempty"`
	Numbers []Number     `json:"numbers,omitempty"`
	// Witness is a JSON-ready value that the one who simulates can replay; nil for static findings.
	Witness any   `json:"witness,omitempty"`
	Fixes   []Fix `json:"fixes,omitempty"`
	// Silenced tells that the map has a Silence for it, with this reason.
	Silenced string `json:"silenced,omitempty"`
}

// Number is a measured number with its interval and the threshold it is judged by.
type Number struct {
	Name      string  `json:"name"` // a message id
	Value     float64 `json:"value"`
	Low       float64 `json:"low"`
	High      float64 `json:"high"`
	Threshold float64 `json:"threshold"`
	Per       string  `json:"per,omitempty"`
}

// Fix is an edit that would help: an id of a known intent with its arguments.
type Fix struct {
	Message string       `json:"message"`
	Action  string       `json:"action"`
	Args    journey.Args `json:"args,omitempty"`
}

// RuleInfo documents a rule; pages, editor and command line print from it.
type RuleInfo struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"` // slug, "unreachable_step"
	Class    string   `json:"class"`
	Severity Severity `json:"severity"`
	// Measured rules need a result; the others look only at the map.
	Measured bool `json:"measured"`
}

// Percent is an argument that is a share 0..1; whoever prints it writes it as a percentage.
type Percent float64
