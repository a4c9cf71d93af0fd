package journey

// ScenarioStatus is how far a scenario is agreed.
type ScenarioStatus string

// The statuses of a scenario.
const (
	StatusDraft  ScenarioStatus = "draft"
	StatusAgreed ScenarioStatus = "agreed"
	StatusLive   ScenarioStatus = "live"
)

// Words lists the statuses; the first is the default.
func (ScenarioStatus) Words() []string { return []string{"draft", "agreed", "live"} }

// Reentry says whether a person may start a scenario again.
type Reentry string

// The re-entry rules.
const (
	ReentryNever   Reentry = "never"
	ReentryAfter   Reentry = "after_leaving"
	ReentryAnyTime Reentry = "any_time" // parallel instances
	ReentryPause   Reentry = "after_days"
)

// Words lists the rules; the first is the default.
func (Reentry) Words() []string { return []string{"never", "after_leaving", "any_time", "after_days"} }

// ExitMoment says when an exit criterion takes effect.
type ExitMoment string

// The moments of an exit.
const (
	ExitAtOnce       ExitMoment = "at_once"
	ExitAfterTheWait ExitMoment = "after_wait" // when the wait the token is in ends
)

// Words lists the moments; the first is the default.
func (ExitMoment) Words() []string { return []string{"at_once", "after_wait"} }

// ExitCriterion ends an instance of a scenario when the event happens or the rule comes to hold.
type ExitCriterion struct {
	Event ID         `json:"event"`
	Rule  string     `json:"rule"`
	When  ExitMoment `json:"when" default:"at_once"`
}

// TriggerKind is what starts a scenario for a person.
type TriggerKind string

// The kinds of trigger.
const (
	TriggerEvent   TriggerKind = "event"
	TriggerSegment TriggerKind = "segment" // entering it
	TriggerDate    TriggerKind = "date"    // everyone in the scenario's segment at that instant
)

// Words lists the kinds; the first is the default.
func (TriggerKind) Words() []string { return []string{"event", "segment", "date"} }

// Repeat is how often a date trigger comes back.
type Repeat string

// The repeats of a date trigger.
const (
	RepeatOnce    Repeat = "once"
	RepeatWeekly  Repeat = "weekly"
	RepeatMonthly Repeat = "monthly"
)

// Words lists the repeats; the first is the default.
func (Repeat) Words() []string { return []string{"once", "weekly", "monthly"} }

// Trigger starts a scenario.
type Trigger struct {
	Kind    TriggerKind `json:"kind" default:"event"`
	Event   ID          `json:"event"`
	Segment ID          `json:"segment"` // the segment entered
	// Date, At and Repeat say when a date trigger fires, on the clock of Zone ("" the map's).
	Date   Date      `json:"date"`
	At     TimeOfDay `json:"at"`
	Zone   string    `json:"zone"`
	Repeat Repeat    `json:"repeat" default:"once"`
	// Property and OffsetDays make it a date of each person: the date property ± days, at At; Date and Repeat are
	// left out then.
	Property   ID  `json:"property"`
	OffsetDays int `json:"offset_days"`
}

// Scenario is one automated sequence.
type Scenario struct {
	ID    ID     `json:"id"`
	Name  string `json:"name"`
	Color Color  `json:"color"`
	Owner string `json:"owner"`
	// Phase is the stage of the project it belongs to, 1 for the first; 0 when not planned.
	Phase int `json:"phase"`
	// Priority is 1 (highest) to 99; 0 means 50.
	Priority int            `json:"priority"`
	Status   ScenarioStatus `json:"status" default:"draft"`
	Trigger  Trigger        `json:"trigger"`
	// Start is the first step.
	Start ID `json:"start"`
	// Segment is who may be in it; "" for everybody. It is checked at the start and, unless
	// KeepOutsideSegment is set, before every send: where it holds no more, nothing is sent and the scenario ends.
	Segment            ID      `json:"segment"`
	KeepOutsideSegment bool    `json:"keep_outside_segment"`
	Reentry            Reentry `json:"reentry" default:"never"`
	// ReentryDays is N of "after N days", counted from the start of the previous instance.
	ReentryDays int             `json:"reentry_days"`
	Exits       []ExitCriterion `json:"exits"`
	// Goal is the event or the goal step at which the scenario has reached its aim.
	Goal Ref `json:"goal"`
	// Holdout is the share of people who get nothing of this scenario, sticky per person, 0..1.
	Holdout float64 `json:"holdout"`
	// Personas it is meant for; a finding compares, the segment filters.
	Personas []ID   `json:"personas"`
	Notes    string `json:"notes"`
}

// Rank is the priority with its default applied, 1 (highest) to 99.
func (s *Scenario) Rank() int {
	if s.Priority == 0 {
		return 50
	}
	return s.Priority
}
