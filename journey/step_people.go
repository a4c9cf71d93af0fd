package journey

// EntryMode is how people arrive at an entry.
type EntryMode string

// The modes of an entry.
const (
	EntryStream EntryMode = "stream" // so many a day
	EntryCohort EntryMode = "cohort" // N people, all at the start or over a profile
	EntryBase   EntryMode = "base"   // people who are there at the start
)

// Words lists the modes; the first is the default.
func (EntryMode) Words() []string { return []string{"stream", "cohort", "base"} }

// Entry is where people arrive.
type Entry struct {
	Mode EntryMode `json:"mode" default:"stream"`
	// Channel is the entry channel; "" for none.
	Channel ID `json:"channel"`
	// PerDay is the mean number of arrivals a day of a stream.
	PerDay Assumption `json:"per_day"`
	// People is the number of a cohort or a base.
	People int64 `json:"people"`
	// Profile shapes arrivals over the week; empty is even. A cohort with neither Profile nor From arrives
	// at the start.
	Profile []ProfileHour `json:"profile"`
	From    Date          `json:"from"`
	Until   Date          `json:"until"`
	// Before, with Curve, shapes arrivals as a share per day before a named date.
	Before ID         `json:"before"`
	Curve  []DayShare `json:"curve"`
	// Mix replaces the personas' own shares; Weighted.Value is a persona ID.
	Mix []Weighted `json:"mix"`
	// CostPerVisit is what one arrival costs, the channel's own on top. People of a base cost nothing: that was paid
	// before the run.
	CostPerVisit Money `json:"cost_per_visit"`
	// Awareness is how ready to buy people come, 1 (unaware) to 5 (most aware); 0 when not said.
	Awareness int `json:"awareness"`
	// Base describes the people of a base entry.
	Base *BasePeople `json:"base"`
}

// ProfileHour is the relative weight of one hour of one weekday in the map's zone.
type ProfileHour struct {
	Day    Weekday `json:"day"`
	Hour   int     `json:"hour"` // 0..23
	Weight float64 `json:"weight"`
}

// DayShare is the share of arrivals so many days before a named date.
type DayShare struct {
	DaysBefore int     `json:"days_before"`
	Share      float64 `json:"share"`
}

// BasePeople describes the past of people who are there at the start. What happened in it triggers nothing and is
// not counted; rules, anchors, caps and fatigue know of it.
type BasePeople struct {
	// Age is how long ago they came; the zero Law means a year. Nobody did anything before: who has an older past has
	// been there as long.
	Age Law `json:"age"`
	// Events are mean numbers of past events per person with the age of the last. They earn no points: Score is what
	// people start with.
	Events []PastEvent `json:"events"`
	Score  []PastScore `json:"score"`
	// Messages is the mean number of marketing messages each had in the last 30 days, 0..1000; the numbers follow the
	// Poisson law, the times are spread evenly. They count for caps as sent by the first channel for messages.
	Messages float64 `json:"messages"`
	// Unsubscribed are the shares of people who withdrew a channel, each channel for itself.
	Unsubscribed []Weighted `json:"unsubscribed"`
}

// PastEvent is an event in the past of a base.
type PastEvent struct {
	Event ID `json:"event"`
	// Mean is how often it happened to each, 0..1000; the numbers follow the Poisson law, so a share of e^-Mean never
	// did it.
	Mean float64 `json:"mean"`
	// Last is how long before the start it happened last; earlier times are spread evenly from when the person came.
	Last Law `json:"last"`
}

// PastScore is the score people of a base start with, drawn uniformly.
type PastScore struct {
	Score ID  `json:"score"`
	Low   int `json:"low"`
	High  int `json:"high"`
}

// Touchpoint is something the person does.
type Touchpoint struct {
	// Event is emitted on entering; "" for none.
	Event   ID       `json:"event"`
	Changes []Change `json:"changes"`
}

// ChangeKind is what a change sets.
type ChangeKind string

// The kinds of change.
const (
	ChangeProperty     ChangeKind = "property"     // Target = Value
	ChangeScore        ChangeKind = "score"        // Target += Value
	ChangeMark         ChangeKind = "mark"         // Value is the mark's word; No removes it
	ChangeKnown        ChangeKind = "known"        // the address of channel Target becomes known
	ChangeAllowed      ChangeKind = "allowed"      // consent for channel Target
	ChangeSubscription ChangeKind = "subscription" // of topic Target
)

// Words lists the kinds; the first is the default.
func (ChangeKind) Words() []string {
	return []string{"property", "score", "mark", "known", "allowed", "subscription"}
}

// Change is one thing a touchpoint or an update step sets.
type Change struct {
	Kind ChangeKind `json:"kind" default:"property"`
	// Target is the property, score, channel (of known and allowed) or topic (of a subscription) that is changed; "" for a mark.
	Target ID `json:"target"`
	// Value is what the property becomes, the points added to the score, or the name of the mark.
	Value string `json:"value"`
	// No takes away: the points, the mark, known, allowed, the subscription.
	No bool `json:"no"`
	// Share of people it happens to, keyed per visit; nil for all.
	Share *Assumption `json:"share"`
}

// Update sets what is known of a person.
type Update struct {
	Changes []Change `json:"changes"`
}

// Goal is a conversion; its name is also an event.
type Goal struct {
	// Event is emitted besides the goal's own; "" for none.
	Event ID `json:"event"`
	// Value is what one conversion earns: an amount, a range, or a number property times one unit.
	Value GoalValue `json:"value"`
	// EveryTime counts each visit; otherwise once per person.
	EveryTime bool `json:"every_time"`
	// Deadline after which reaching it is "late"; nil for none. A repeated date means what it means for an offer.
	Deadline *Anchor `json:"deadline"`
}

// GoalValue is what one conversion earns.
type GoalValue struct {
	// Amount is the value, or the middle of the triangle Low–Amount–High.
	Amount   Money      `json:"amount"`
	Low      Money      `json:"low"`
	High     Money      `json:"high"`
	Property ID         `json:"property"`
	Evidence Assumption `json:"evidence"` // source of the amount; its Value is not used
}

// Exit ends the token's scenario instance, or everything.
type Exit struct {
	// Map ends all tokens of the person.
	Map bool `json:"map"`
}

// Note is a text on the board.
type Note struct {
	Text   string  `json:"text"`
	Color  Color   `json:"color"`
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
}

// Frame is a titled rectangle behind steps.
type Frame struct {
	Color  Color   `json:"color"`
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
}
