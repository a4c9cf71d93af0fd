package finding

import (
	"slices"

	"rehearse/journey"
)

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
	// Example is a person to whom it can happen, found by thought and verified by evaluation; static findings only.
	Example *Example `json:"example,omitempty"`
	// Ways are the ways through the map on which it happens, the shortest ones.
	Ways []Way `json:"ways,omitempty"`
	// Witness is a JSON-ready value that the one who simulates can replay; nil for static findings.
	Witness any   `json:"witness,omitempty"`
	Fixes   []Fix `json:"fixes,omitempty"`
	// Silenced tells that the map has a Silence for it, with this reason.
	Silenced string `json:"silenced,omitempty"`
}

// SilencedBy reports whether a silence is about the finding: of its rule, and on one of its targets or on the whole map.
func (f *Finding) SilencedBy(s *journey.Silence) bool {
	return s.Rule == f.Rule && (s.Target.IsZero() || slices.Contains(f.Targets, s.Target))
}

// Number is a measured number with its interval and the threshold it is judged by.
type Number struct {
	Name  string  `json:"name"` // a message id
	Value float64 `json:"value"`
	Unit  Unit    `json:"unit"` // of Value, Interval and Threshold
	// Interval is where the number may well be instead; nil where nothing is known of that.
	Interval *Interval `json:"interval,omitempty"`
	// Threshold is from where on the rule speaks; 0 where another number decides.
	Threshold float64 `json:"threshold,omitempty"`
	Per       string  `json:"per,omitempty"`
}

// Interval is around a Number.
type Interval struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
	Of   Doubt   `json:"of"`
}

// Doubt is what moves a number within an interval.
type Doubt string

// The doubts: the luck of the people of a run, 95 % of the time; the low and high of an assumption.
const (
	Luck  Doubt = "luck"
	Range Doubt = "range"
)

// Sentence is a message id with what it is filled with.
type Sentence struct {
	Message string       `json:"message"`
	Args    journey.Args `json:"args,omitempty"`
}

// Example is a person as a static rule imagines one: only what matters for the finding.
type Example struct {
	Persona journey.ID `json:"persona,omitempty"`
	// Facts are what has to be so, one sentence each ("has ordered", "language: ru").
	Facts []Sentence `json:"facts,omitempty"`
}

// Way is a way through the map: the steps in the order in which they are come to.
type Way struct {
	Steps []journey.ID `json:"steps"`
}

// RuleInfo documents a rule; pages, editor and command line print from it. Its sentences are finding.<ID>.title, .what
// (it finds), .why (it hurts), .example, .remedy and, where it has one, .threshold (where that comes from).
type RuleInfo struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"` // slug, "unreachable_step"
	Class    string   `json:"class"`
	Severity Severity `json:"severity"`
	// Measured rules need a result; the others look only at the map.
	Measured bool `json:"measured"`
	// Threshold is the number from which the rule speaks; nil for rules without one.
	Threshold *Threshold `json:"threshold,omitempty"`
}

// Threshold is a number a rule judges by. The map's policy may replace it (journey.Policy.Thresholds).
type Threshold struct {
	Usual float64 `json:"usual"` // where the policy says nothing
	Min   float64 `json:"min"`
	Max   float64 `json:"max"`
	Unit  Unit    `json:"unit"`
}

// Unit is what a threshold counts.
type Unit string

// The units.
const (
	UnitShare Unit = "share" // 0..1, shown as a percentage
	UnitCount Unit = "count"
	UnitDays  Unit = "days"
	UnitRatio Unit = "ratio" // 1 is as much as
	UnitTime  Unit = "time"  // seconds, shown as a length of time
)

// Units lists the units; a test asks that each has its word in every language.
func Units() []Unit { return []Unit{UnitShare, UnitCount, UnitDays, UnitRatio, UnitTime} }

// Holds reports whether a rule may judge by a number.
func (t *Threshold) Holds(value float64) bool { return value >= t.Min && value <= t.Max }

// Percent is an argument that is a share 0..1; whoever prints it writes it as a percentage.
type Percent float64
