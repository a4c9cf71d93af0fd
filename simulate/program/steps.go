package program

import (
	"time"

	"rehearse/journey"
	"rehearse/simulate/calendar"
	"rehearse/simulate/random"
)

// Touchpoint is something the person does: first the changes, then the event, then the way on.
type Touchpoint struct {
	Event   int32 // None
	Changes []Change
}

// Update sets what is known of a person.
type Update struct{ Changes []Change }

// Change is one thing set. Target is a property, score, mark, channel or topic by Kind.
type Change struct {
	Kind   journey.ChangeKind
	Target int32
	// Value as properties hold it; points of a score; Day tells that a date is still a calendar day.
	Value int64
	Day   bool
	No    bool
	Share random.Threshold
	Key   random.Key
	// Channel tells that a subscription is of a channel, not of a topic.
	Channel bool
}

// Message is something we send.
type Message struct {
	Step     int32
	Channels []int32
	// Own is how many of the channels are the message's own; those behind are where caps send it when they are full.
	Own int32
	// Other is by cap the place of the channel it sends by when it is full, None for none.
	Other []int32
	// FirstRow is the row of the first channel in tables by message × channel.
	FirstRow      int32
	All           bool
	Transactional bool
	Marketing     bool
	Topic, Offer  int32 // None
	// Recalls tells that it reminds people of an offer they have had.
	Recalls bool
	// GoalStep, GoalEvent: what it is credited for, None for any goal.
	GoalStep, GoalEvent int32
	Attribution         int64
	// Language tells by language whether there is something to send; Content is the content's number, by
	// language (0: none). The same content of any two messages has the same number, as package journey/alike judges.
	Language []bool
	Content  []int32
	RepeatOK bool
	// Alike is the cause by which messages of other scenarios can repeat it, None: nothing of theirs is like it.
	Alike int32
	// Sells is the goal step it is to bring people to, which they reach once; None. NotToOwners tells that it is a mistake
	// when the goal was reached shortly before its scenario began, too.
	Sells       int32
	NotToOwners bool
	// Decide is when "opened" and "not opened" are decided; 0: the token leaves at the decision to send.
	Decide      int64
	LongestHold int64
	// Rates by persona, then by place of the channel.
	Rates    [][]Rates
	Response *Response
	// Received, Opened, Clicked are the events some rule asks for, None else; Any… those of any message.
	Received, Opened, Clicked int32
	// Keys by place of the channel.
	Keys []random.Key
}

// SameMatter tells that two messages are about one thing: they have one topic, or promise one offer of which neither only
// reminds.
func (m *Message) SameMatter(other *Message) bool {
	return m.Topic != None && m.Topic == other.Topic || m.SameOffer(other)
}

// SameOffer tells that two messages promise one offer, of which neither only reminds.
func (m *Message) SameOffer(other *Message) bool {
	return m.Offer != None && m.Offer == other.Offer && !m.Recalls && !other.Recalls
}

// SenderOf is whose message this is: 0 the main flow's, else its scenario's number plus 1.
func (p *Program) SenderOf(message int32) int32 {
	return p.Steps[p.Messages[message].Step].Scenario + 1
}

// Rates are what happens to a sent message.
type Rates struct {
	// Delivered per sent, Hard per not delivered, Open per delivered, Click per opened (per delivered where
	// opens are not measured), Unsubscribe per delivered and not clicked.
	Delivered, Hard, Open, Click, Unsubscribe random.Threshold
	OpenDelay, ClickDelay                     random.Law
	// Response per Response.Per; per delivered instead of per opened where opens are not measured.
	Response random.Threshold
}

// Response is what a message makes people do directly.
type Response struct {
	Step, Event int32 // one of them
	Per         journey.Base
	Delay       random.Law
	// Gross responses contain those who would have come anyway: somebody who has entered the step since the
	// instance began is not moved again. Incremental ones always move.
	Gross bool
}

// Wait holds the token.
type Wait struct {
	Kind  journey.WaitKind
	For   random.Law
	Days  calendar.Weekdays
	At    int32
	Clock journey.Clock
	Event int32
	// TimeOut is 0 for "to the horizon".
	TimeOut int64
	Anchor  Anchor
	Late    journey.Late
}

// Branch sends people by rules: the port of the first that holds, else the last port.
type Branch struct{ Rules []*Rule }

// Split divides people by chance, sticky per person.
type Split struct{ Cuts []random.Threshold }

// Call is an outbound call. A person whose address on Channel is unknown is not reached, without an
// attempt.
type Call struct {
	Channel           int32
	Answered, Refused random.Threshold
	Attempts          int32
	RetryAfter        random.Law
	Hours             calendar.Hours // empty: always
	Talk              random.Law
	Cost              journey.Money
	// Desk are its agents, None when there is no limit.
	Desk int32
}

// Support is where people ask for an agent.
type Support struct {
	Desk     int32
	Handling random.Law
	// Patience is how long somebody waits; without OwnPatience it is the persona's.
	Patience    random.Law
	OwnPatience bool
	// Within is the answer target, 0 for none.
	Within int64
	// CostPerCase that is answered.
	CostPerCase journey.Money
}

// Desk is a group of agents: a support step's, or a call step's. They are equally fast and serve first come, first served.
type Desk struct {
	Step int32
	// Agents have Places together: agents × cases at once.
	Agents, Places int64
	// Hours on the map's clock in which cases begin (empty: always), or people are called.
	Hours calendar.Hours
	// CostPerHour of an agent in these hours.
	CostPerHour journey.Money
}

// Goal is a conversion.
type Goal struct {
	Step int32
	// Event is the goal's own, Also the one it emits besides; None.
	Event, Also int32
	Amount      journey.Money
	// Range: the value is drawn from the triangle; Property: it is a number property times one unit.
	Range     bool
	Triangle  random.Law
	Property  int32
	EveryTime bool
	Deadline  *Anchor
}

// Exit ends the scenario's instance, or everything; in the main flow, where there is no scenario to leave, it
// is always everything.
type Exit struct{ Map bool }

// Policy are the rules of sending.
type Policy struct {
	Caps            []Cap
	Quiet           calendar.Hours
	QuietClock      journey.Clock
	QuietAction     journey.QuietAction
	HasQuiet        bool
	FatigueOpen     []int64 // factors in units of 2^-16, by number of messages; empty: none
	FatigueUnsub    []int64
	FatigueOwn      bool // same channel only
	DuplicateWindow int64
	// StartDays is how long after an arrival, or the start of a scenario, touches are counted.
	StartDays int64
	// MostPerDay and MostPerWeek are how many touches are too many when there are more; AtOnce how many are too many
	// together at one end of quiet hours. Least is how many touches a person should get at least, within StartDays of the
	// arrival or, with LeastInAll, in the whole run; 0: no least is named.
	MostPerDay, MostPerWeek, AtOnce, Least int64
	LeastInAll                             bool

	Unsubscribe journey.UnsubscribeScope
	Attribution journey.Attribution
	// Unsubscribed, Opened, Clicked, Received are events of any message (None): Unsubscribed is the map's event with
	// the id "unsubscribed".
	Unsubscribed, Received, Opened, Clicked int32
}

// Cap is one frequency cap.
type Cap struct {
	ID      journey.ID
	Max     int32
	Window  journey.CapWindow
	Length  int64
	Periods int32
	Clock   journey.Clock
	Counts  journey.CapCount
	Scope   journey.CapScope
	// Of: by number, whether a channel, topic or scenario (by Scope) is counted; nil counts those like the
	// message's own.
	Of  []bool
	Hit journey.CapAction
	// WeekStarts is the first day of a calendar week.
	WeekStarts time.Weekday
	// LookAhead is how far the cap looks ahead for more important sends; 0: whoever comes first.
	LookAhead int64
}
