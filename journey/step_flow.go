package journey

// MessageClass decides which gates a message passes.
type MessageClass string

// The classes of message. Transactional ones skip caps, quiet hours and fatigue and need no consent.
const (
	ClassMarketing     MessageClass = "marketing"
	ClassService       MessageClass = "service"
	ClassTransactional MessageClass = "transactional"
)

// Words lists the classes; the first is the default.
func (MessageClass) Words() []string { return []string{"marketing", "service", "transactional"} }

// MessageRole is what a message is for; content findings use it.
type MessageRole string

// The roles of a message.
const (
	RoleOther     MessageRole = "other"
	RoleWelcome   MessageRole = "welcome"
	RoleReminder  MessageRole = "reminder"
	RoleOffer     MessageRole = "offer"
	RoleContent   MessageRole = "content"
	RoleReceipt   MessageRole = "receipt"
	RoleFeedback  MessageRole = "feedback"
	RoleReconnect MessageRole = "reconnect"
)

// Words lists the roles; the first is the default.
func (MessageRole) Words() []string {
	return []string{"other", "welcome", "reminder", "offer", "content", "receipt", "feedback", "reconnect"}
}

// ChannelChoice says what a message with several channels does.
type ChannelChoice string

// The choices.
const (
	ChannelsFirst ChannelChoice = "first_reachable"
	ChannelsAll   ChannelChoice = "all"
)

// Words lists the choices; the first is the default.
func (ChannelChoice) Words() []string { return []string{"first_reachable", "all"} }

// Message is something we send. It is one step and one token whatever the number of channels.
type Message struct {
	Channels []ID          `json:"channels"`
	Choice   ChannelChoice `json:"choice" default:"first_reachable"`
	Class    MessageClass  `json:"class" default:"marketing"`
	Role     MessageRole   `json:"role" default:"other"`
	Topic    ID            `json:"topic"`
	Offer    ID            `json:"offer"`
	// Goal is what the message is measured against, and AttributionWindow how long after it the goal is
	// credited; 0 means 7 days.
	Goal              Ref       `json:"goal"`
	AttributionWindow Duration  `json:"attribution_window"`
	Contents          []Content `json:"contents"`
	// Rates replace the channel's for this message.
	Rates Rates `json:"rates"`
	// DecideAfter is when "opened" and "not opened" are decided; 0 means 3 days for e-mail, 1 day else.
	DecideAfter Duration `json:"decide_after"`
	// Response pulls people to the main flow or makes an event happen, by rate; nil for none.
	Response *Response `json:"response"`
	// RepeatOK: sending the same content again is intended; findings keep silent.
	RepeatOK bool `json:"repeat_ok"`
	// LongestHold ends holding by quiet hours or deferring caps; 0 means 7 days.
	LongestHold Duration `json:"longest_hold"`
}

// Content is a message in one language.
type Content struct {
	Language string `json:"language"`
	// Subject is the title of a push or a pop-up.
	Subject string `json:"subject"`
	// Preheader is what an inbox shows behind the subject of an e-mail; empty, it shows how the text begins.
	Preheader string   `json:"preheader"`
	Body      string   `json:"body"`
	Calls     []string `json:"calls"` // calls to action
	// Link is where the calls to action lead.
	Link string `json:"link"`
}

// ResponseBase says what a response rate contains.
type ResponseBase string

// The bases of a response.
const (
	ResponseGross       ResponseBase = "gross" // contains those who would have come anyway
	ResponseIncremental ResponseBase = "incremental"
)

// Words lists the bases; the first is the default.
func (ResponseBase) Words() []string { return []string{"gross", "incremental"} }

// Response is what a message makes people do directly, by a known rate.
type Response struct {
	// Step of the main flow to which the person is pulled, or Event that happens; one of them.
	Step  ID `json:"step"`
	Event ID `json:"event"`
	// Rate is per sent, delivered, opened or clicked. Per opened needs an open rate where opens are not measured.
	Rate  Assumption   `json:"rate"`
	Delay Law          `json:"delay"`
	Kind  ResponseBase `json:"kind" default:"gross"`
}

// WaitKind is what a wait waits for.
type WaitKind string

// The kinds of wait.
const (
	WaitDuration WaitKind = "duration"
	WaitUntil    WaitKind = "until"
	WaitEvent    WaitKind = "event"
	WaitAnchor   WaitKind = "anchor"
)

// Words lists the kinds; the first is the default.
func (WaitKind) Words() []string { return []string{"duration", "until", "event", "anchor"} }

// Late says what a wait does when its moment has passed already.
type Late string

// What to do when too late; with a link at the port "too late" the token goes there in any case.
const (
	LateSkip  Late = "skip_next" // skip the next message
	LatePass  Late = "pass"
	LateLeave Late = "leave"
)

// Words lists the choices; the first is the default.
func (Late) Words() []string { return []string{"skip_next", "pass", "leave"} }

// Clock says whose wall clock is meant.
type Clock string

// The clocks.
const (
	ClockPerson Clock = "person"
	ClockMap    Clock = "map"
	ClockUTC    Clock = "utc"
)

// Words lists the clocks; the first is the default.
func (Clock) Words() []string { return []string{"person", "map", "utc"} }

// Wait holds the token.
type Wait struct {
	Kind WaitKind `json:"kind" default:"duration"`
	// For is the length of a duration wait.
	For Law `json:"for"`
	// Days (empty: every day) and At are what an "until" wait waits for, on Clock; exactly now passes.
	Days  []Weekday `json:"days"`
	At    TimeOfDay `json:"at"`
	Clock Clock     `json:"clock" default:"person"`
	// Event is waited for, at most TimeOut; 0 waits to the horizon.
	Event   ID       `json:"event"`
	TimeOut Duration `json:"time_out"`
	// Anchor is the moment an anchor wait waits for.
	Anchor *Anchor `json:"anchor"`
	Late   Late    `json:"late" default:"skip_next"`
}

// Branch sends people by rules: the first that holds, else "otherwise".
type Branch struct {
	Rules []BranchRule `json:"rules"`
}

// BranchRule is one rule of a branch; its ID is the port.
type BranchRule struct {
	ID   ID     `json:"id"`
	Name string `json:"name"`
	Rule string `json:"rule"`
}

// Split divides people by chance, sticky per person.
type Split struct {
	Arms []SplitArm `json:"arms"`
}

// SplitArm is one arm of a split; its ID is the port. Weights sum to 1 ± 1e-9.
type SplitArm struct {
	ID     ID         `json:"id"`
	Name   string     `json:"name"`
	Weight Assumption `json:"weight"`
}

// Hours is a window of one weekday; Until after From, or up to From for a window over midnight (it then
// belongs to the day on which it starts).
type Hours struct {
	Day   Weekday   `json:"day"`
	From  TimeOfDay `json:"from"`
	Until TimeOfDay `json:"until"`
}

// Support is an inbound service with limited agents: first in, first out, all equally fast.
type Support struct {
	Channel ID  `json:"channel"`
	Agents  int `json:"agents"`
	// CasesAtOnce per agent; 0 means 1.
	CasesAtOnce int `json:"cases_at_once"`
	// Opening in the map's zone; empty is always open.
	Opening  []Hours `json:"opening"`
	Handling Law     `json:"handling"`
	// Patience replaces the persona's; left out, or "0s", it is the persona's. No patience at all (a loss system) is a uniform law from 0 to 0.
	Patience Law `json:"patience"`
	// AnswerWithin is the target; 0 for none.
	AnswerWithin Duration `json:"answer_within"`
	CostPerCase  Money    `json:"cost_per_case"`
	CostPerHour  Money    `json:"cost_per_hour"` // of an agent
}

// Call is an outbound call; it counts as a touch.
type Call struct {
	Channel ID `json:"channel"`
	// Answered is P(answer) per attempt; Refused the share of the answered who refuse.
	Answered Assumption `json:"answered"`
	Refused  Assumption `json:"refused"`
	// Attempts is the greatest number; 0 means 1, at most 100. RetryAfter is the gap between them.
	Attempts   int `json:"attempts"`
	RetryAfter Law `json:"retry_after"`
	// Hours in the person's zone in which we call; empty is always.
	Hours []Hours `json:"hours"`
	// Agents who call; 0 is no limit.
	Agents      int   `json:"agents"`
	Talk        Law   `json:"talk"`
	CostPerCall Money `json:"cost_per_call"` // each attempt
}
