package journey

// Persona is a kind of person the map is about.
type Persona struct {
	ID       ID       `json:"id"`
	Name     string   `json:"name"`
	Color    Color    `json:"color"`
	Portrait ID       `json:"portrait"` // an Asset, "" for none
	Story    string   `json:"story"`
	Goals    []string `json:"goals"`
	Pains    []string `json:"pains"`
	// LikedChannels are channels this persona prefers; a finding warns about the others.
	LikedChannels []ID `json:"liked_channels"`
	// Share is this persona's part of the audience, the default mix of every entry.
	Share Assumption `json:"share"`
	// Languages (BCP 47), Zones (IANA) and PayGrades (A–E) are mixes; empty means the map's first
	// language, the map's zone, grade C.
	Languages []Weighted `json:"languages"`
	Zones     []Weighted `json:"zones"`
	PayGrades []Weighted `json:"pay_grades"`
	// Patience is how long a person waits for an answer at a support step that has no own patience;
	// the zero Law waits for ever.
	Patience Law `json:"patience"`
	// Properties are distributions of the map's properties; a missing one has the property's default.
	Properties []PropertyMix `json:"properties"`
	// Channels say how this persona can be reached; a channel not listed is unknown to it.
	Channels []Reach `json:"channels"`
}

// Reach says how a persona can be reached by a channel.
type Reach struct {
	Channel ID `json:"channel"`
	// Known is the share whose address exists, Allowed the share of the known that gave consent.
	Known   Assumption `json:"known"`
	Allowed Assumption `json:"allowed"`
	// OpenOdds and ClickOdds multiply the odds p/(1-p) of opening and of clicking; 0 means 1. ResponseOdds
	// likewise for `response` of messages, UnsubscribeOdds for unsubscribing when not clicked.
	OpenOdds        float64 `json:"open_odds"`
	ClickOdds       float64 `json:"click_odds"`
	ResponseOdds    float64 `json:"response_odds"`
	UnsubscribeOdds float64 `json:"unsubscribe_odds"`
}

// PropertyMix is a persona's distribution of one property.
type PropertyMix struct {
	Property ID `json:"property"`
	// Values are the mix of a choice or a yes/no property ("yes", "no") or of dates (ISO).
	Values []Weighted `json:"values"`
	// Low and High bound a number property, drawn uniformly as a whole number; or, for a date
	// property, days from the person's arrival, drawn uniformly.
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// PropertyType is the type of a property.
type PropertyType string

// The types of a property.
const (
	PropertyChoice PropertyType = "choice"
	PropertyNumber PropertyType = "number"
	PropertyYesNo  PropertyType = "yes_no"
	PropertyDate   PropertyType = "date"
)

// Words lists the types; the first is the default.
func (PropertyType) Words() []string { return []string{"choice", "number", "yes_no", "date"} }

// Property is something known of a person.
type Property struct {
	ID   ID           `json:"id"`
	Name string       `json:"name"`
	Type PropertyType `json:"type" default:"choice"`
	// Choices are the values of a choice property, in display order.
	Choices []string `json:"choices"`
	// Default is the value where a persona says nothing: a choice, a number, "yes"/"no", an ISO date; ""
	// is not set.
	Default string `json:"default"`
}

// EventSource says where an event comes from.
type EventSource string

// The sources of an event.
const (
	EventFromMap EventSource = "map"
	EventOutside EventSource = "outside"
)

// Words lists the sources; the first is the default.
func (EventSource) Words() []string { return []string{"map", "outside"} }

// Event is something that happens to a person: emitted by touchpoints, messages and goals, or coming
// from outside at a rate.
type Event struct {
	ID     ID          `json:"id"`
	Name   string      `json:"name"`
	Source EventSource `json:"source" default:"map"`
	// Outside describes when an outside event happens; nil for an event of the map.
	Outside *OutsideEvent `json:"outside"`
}

// OutsideEvent says when an event that the map does not emit happens.
type OutsideEvent struct {
	// PerDay is the mean number per person and day, 0 or 0.00001..1000 with all multipliers; the times follow the
	// Poisson law. Dates are days at whose beginning, on the map's clock, it happens to everyone who has arrived.
	// One of them is used.
	PerDay *Assumption `json:"per_day"`
	Dates  []Date      `json:"dates"`
	// Segment is whom it happens to, asked at each moment; "" for everybody.
	Segment ID `json:"segment"`
	// From and Until are the first and the last day on which it can happen.
	From  Date `json:"from"`
	Until Date `json:"until"`
	// Multipliers change the rate while a rule holds; several multiply, 0 switches it off.
	Multipliers []RuleFactor `json:"multipliers"`
}

// RuleFactor multiplies a rate for people for whom the rule holds.
type RuleFactor struct {
	Rule   string  `json:"rule"`
	Factor float64 `json:"factor"`
}

// Segment is a rule with a name.
type Segment struct {
	ID    ID     `json:"id"`
	Name  string `json:"name"`
	Rule  string `json:"rule"`
	Notes string `json:"notes"`
}

// Topic is what a message is about; people subscribe to and unsubscribe from topics.
type Topic struct {
	ID   ID     `json:"id"`
	Name string `json:"name"`
}

// Offer is something a message promises.
type Offer struct {
	ID   ID     `json:"id"`
	Name string `json:"name"`
	// Value is taken off a goal's value when the offer led to it.
	Value Money `json:"value"`
	// Expires is when the offer ends; nil for never. Of a repeated date it is the occurrence that was next when the
	// scenario began for the person (in the main flow: when the person arrived).
	Expires *Anchor `json:"expires"`
}

// NamedDate is a date of the map, such as the start of a webinar.
type NamedDate struct {
	ID   ID        `json:"id"`
	Name string    `json:"name"`
	Date Date      `json:"date"`
	At   TimeOfDay `json:"at"`
	// Zone is the IANA zone of the time; "" for the map's.
	Zone string `json:"zone"`
	// EveryDays repeats the date; 0 for once. A wait then means the next one.
	EveryDays int `json:"every_days"`
}

// AnchorKind says what an offset counts from.
type AnchorKind string

// The kinds of anchor.
const (
	AnchorScenarioStart AnchorKind = "scenario_start"
	AnchorEvent         AnchorKind = "event"
	AnchorProperty      AnchorKind = "property"
	AnchorNamedDate     AnchorKind = "named_date"
)

// Words lists the anchors; the first is the default.
func (AnchorKind) Words() []string {
	return []string{"scenario_start", "event", "property", "named_date"}
}

// Anchor is a moment: something ± an offset.
type Anchor struct {
	Kind AnchorKind `json:"kind" default:"scenario_start"`
	// Of is the Event (its last occurrence), Property (of type date) or NamedDate; "" for scenario start.
	Of     ID       `json:"of"`
	Offset Duration `json:"offset"`
}

// Score is a number each person earns by deeds.
type Score struct {
	ID   ID     `json:"id"`
	Name string `json:"name"`
	// Points are added when an event happens.
	Points []EventPoints `json:"points"`
	// DecayAfter is the silence, without an event worth points, after which points begin to fade by DecayPoints every
	// DecayEvery (0: a day), the first time DecayAfter + DecayEvery after the last such event, never below 0 or the floor;
	// 0 for never.
	DecayAfter  Duration `json:"decay_after"`
	DecayEvery  Duration `json:"decay_every"`
	DecayPoints int      `json:"decay_points"`
	// Floor and Ceiling bound the score; nil for no bound.
	Floor   *int `json:"floor"`
	Ceiling *int `json:"ceiling"`
	// Interest are the least scores of interest 2, 3 and 4, rising; below the first interest is 1.
	Interest []int `json:"interest"`
}

// EventPoints is how many points an event is worth.
type EventPoints struct {
	Event  ID  `json:"event"`
	Points int `json:"points"`
}
