package journey

// Policy holds the rules under which everything is sent and judged.
type Policy struct {
	Caps       []Cap       `json:"caps"`
	QuietHours *QuietHours `json:"quiet_hours"`
	// Fatigue multiplies opens and unsubscribes by messages had in the last 7 × 24 h.
	Fatigue []FatiguePoint `json:"fatigue"`
	// FatigueSameChannel counts only messages of the same channel.
	FatigueSameChannel bool `json:"fatigue_same_channel"`
	// DuplicateWindow is how near two messages of the same topic or content count as duplicates; 0 means
	// 7 days.
	DuplicateWindow Duration `json:"duplicate_window"`
	// LeastTouches within LeastTouchesDays of an entry is what a person should get at least; 0 for none.
	LeastTouches     int `json:"least_touches"`
	LeastTouchesDays int `json:"least_touches_days"`
	// MostPerDay and MostPerWeek are when findings speak of flooding; 0 means 2 a day, 5 a week.
	MostPerDay  int `json:"most_per_day"`
	MostPerWeek int `json:"most_per_week"`
	// Thresholds replace those of single findings.
	Thresholds []Threshold `json:"thresholds"`
	// UnsubscribeScope is what an unsubscribe withdraws.
	UnsubscribeScope UnsubscribeScope `json:"unsubscribe_scope" default:"channel"`
}

// MostADay is how many messages a day are not too many.
func (p *Policy) MostADay() int {
	if p == nil || p.MostPerDay == 0 {
		return 2
	}
	return p.MostPerDay
}

// MostAWeek is how many messages in 7 × 24 h are not too many.
func (p *Policy) MostAWeek() int {
	if p == nil || p.MostPerWeek == 0 {
		return 5
	}
	return p.MostPerWeek
}

// RepeatsWithin is how near two messages of the same topic or content count as duplicates.
func (p *Policy) RepeatsWithin() Duration {
	if p == nil || p.DuplicateWindow == 0 {
		return 7 * Day
	}
	return p.DuplicateWindow
}

// Threshold is a number of one finding.
type Threshold struct {
	Rule  string  `json:"rule"`
	Value float64 `json:"value"`
}

// UnsubscribeScope is what an unsubscribe withdraws.
type UnsubscribeScope string

// The scopes.
const (
	UnsubscribeChannel UnsubscribeScope = "channel"
	UnsubscribeTopic   UnsubscribeScope = "topic"
	UnsubscribeAll     UnsubscribeScope = "all"
)

// Words lists the scopes; the first is the default.
func (UnsubscribeScope) Words() []string { return []string{"channel", "topic", "all"} }

// CapWindow is over what a cap counts.
type CapWindow string

// The windows of a cap.
const (
	CapDay       CapWindow = "calendar_day"
	CapWeek      CapWindow = "calendar_week"
	CapMonth     CapWindow = "calendar_month"
	CapRolling   CapWindow = "rolling"    // half open: exactly Length old no longer counts
	CapSinceLast CapWindow = "since_last" // Length since the last message
)

// Words lists the windows; the first is the default.
func (CapWindow) Words() []string {
	return []string{"rolling", "calendar_day", "calendar_week", "calendar_month", "since_last"}
}

// CapCount is what a cap counts.
type CapCount string

// What a cap counts.
const (
	CountSend     CapCount = "send"
	CountAttempt  CapCount = "attempt"
	CountDelivery CapCount = "delivery"
)

// Words lists what can be counted; the first is the default.
func (CapCount) Words() []string { return []string{"send", "attempt", "delivery"} }

// CapScope is which messages a cap counts together.
type CapScope string

// The scopes of a cap.
const (
	ScopeAll      CapScope = "all"
	ScopeChannels CapScope = "channels" // Channels as one total
	ScopeTopic    CapScope = "topic"
	ScopeScenario CapScope = "scenario"
)

// Words lists the scopes; the first is the default.
func (CapScope) Words() []string { return []string{"all", "channels", "topic", "scenario"} }

// CapAction is what happens to a message over the cap.
type CapAction string

// The actions of a cap.
const (
	CapSkip    CapAction = "skip" // and go on
	CapLeave   CapAction = "leave"
	CapDefer   CapAction = "defer" // to the first free moment
	CapChannel CapAction = "other_channel"
)

// Words lists the actions; the first is the default.
func (CapAction) Words() []string { return []string{"skip", "leave", "defer", "other_channel"} }

// CapWinner is who gets a free place.
type CapWinner string

// The winners.
const (
	WinFirst    CapWinner = "first_come"
	WinPriority CapWinner = "priority"
)

// Words lists the winners; the first is the default.
func (CapWinner) Words() []string { return []string{"first_come", "priority"} }

// Cap is one frequency cap; caps join by AND.
type Cap struct {
	ID     ID        `json:"id"`
	Name   string    `json:"name"`
	Max    int       `json:"max"` // 0: nothing is sent
	Window CapWindow `json:"window" default:"rolling"`
	// Length of a rolling or since-last window; Periods of a calendar window (0 means 1, at most 366).
	Length  Duration `json:"length"`
	Periods int      `json:"periods"`
	// WeekStarts is the first day of a calendar week.
	WeekStarts Weekday   `json:"week_starts" default:"mon"`
	Clock      Clock     `json:"clock" default:"person"`
	Counts     CapCount  `json:"counts" default:"send"`
	Scope      CapScope  `json:"scope" default:"all"`
	Of         []ID      `json:"of"` // channels, topics or scenarios of the scope
	Hit        CapAction `json:"hit" default:"skip"`
	// Fallback is the channel of other_channel.
	Fallback ID        `json:"fallback"`
	Winner   CapWinner `json:"winner" default:"first_come"`
	// LookAhead is how far priority looks ahead over this person's already scheduled sends; 0 for none.
	LookAhead Duration `json:"look_ahead"`
}

// QuietAction is what happens to a message in quiet hours.
type QuietAction string

// The actions of quiet hours.
const (
	QuietHold  QuietAction = "hold"
	QuietSkip  QuietAction = "skip"
	QuietLeave QuietAction = "leave"
)

// Words lists the actions; the first is the default.
func (QuietAction) Words() []string { return []string{"hold", "skip", "leave"} }

// QuietHours are hours in which nothing is sent.
type QuietHours struct {
	Hours  []Hours     `json:"hours"`
	Clock  Clock       `json:"clock" default:"person"`
	Action QuietAction `json:"action" default:"hold"`
}

// FatiguePoint is the factor at a number of messages; between points it is linear, beyond the last it
// stays. At 0 messages the factor is 1.
type FatiguePoint struct {
	Messages    int        `json:"messages"`
	Open        Assumption `json:"open"`
	Unsubscribe Assumption `json:"unsubscribe"`
}

// Silence keeps a finding quiet, with a reason.
type Silence struct {
	ID     ID     `json:"id"`
	Rule   string `json:"rule"`
	Target Ref    `json:"target"`
	Reason string `json:"reason"`
	Who    string `json:"who"`
	When   Date   `json:"when"`
}
