package simulate

import "rehearse/journey"

// Result is what a run found. Integers are counted; floats are derived from them and rounded to six
// significant digits. Slices are in map order; a record that nobody met is there with zeros.
type Result struct {
	Engine      string `json:"engine"`
	Fingerprint string `json:"fingerprint"` // of the map, see exchange
	Map         string `json:"map"`         // its name
	Currency    string `json:"currency"`
	Spec        Spec   `json:"spec"`
	HorizonDays int    `json:"horizon_days"`
	WarmUpDays  int    `json:"warm_up_days"`
	// People is how many arrived or were there at the start; Counted those who arrived after the warm-up, or were there when it ended; Stopped those who were
	// stopped by a limit (an error of the map).
	People  int64 `json:"people"`
	Counted int64 `json:"counted"`
	Stopped int64 `json:"stopped"`
	// Intervals says where the 95 % intervals come from.
	Intervals Sampling `json:"intervals"`
	// Until says how sure the run became, with Spec.Until.
	Until *UntilResult `json:"until,omitempty"`

	Personas  []Group          `json:"personas"` // people who arrived
	Entries   []Group          `json:"entries"`  // by entry step
	Steps     []StepResult     `json:"steps"`
	Links     []LinkResult     `json:"links"`
	Scenarios []ScenarioResult `json:"scenarios"`
	Goals     []GoalResult     `json:"goals"`
	Messages  []MessageResult  `json:"messages"`
	Support   []SupportResult  `json:"support,omitempty"`
	Touches   Touches          `json:"touches"`
	Money     MoneyResult      `json:"money"`
	// Bands are what the ranges of assumptions do to these numbers, with Spec.Bands.
	Bands *Bands `json:"bands,omitempty"`
	// Cross is the sparse cross of persona × entry × scenario per step, with Spec.Detail.
	Cross []CrossCell `json:"cross,omitempty"`
	// Repeats are the causes by which people heard the same twice, with Pairs as their members.
	Repeats []RepeatResult `json:"repeats,omitempty"`
	// AfterGoal are those whose messages went to people who had reached the goal already.
	AfterGoal []AfterGoalResult `json:"after_goal,omitempty"`
	// Witnesses are people to look at, by code ("stopped", "most_in_day", "most_in_7_days", "over_day", "over_week", "pressed", "burst", "left_alone";
	// of two messages "same_topic", "same_content", "near_content", "entered_again"; of one "after_goal"), least hash first.
	Witnesses []Witness `json:"witnesses,omitempty"`
	// Pairs are counted meetings of two messages, see PairResult.
	Pairs []PairResult `json:"pairs,omitempty"`
}

// Sampling says how the luck of the people of a run was measured.
type Sampling struct {
	// Batches is how many batches of people the intervals of means and amounts come from; shares of people are Wilson's.
	// 0 when the run was replicated.
	Batches int `json:"batches,omitempty"`
	// Replications is how often the whole population was run, each time with other people: counts and amounts are
	// totals of all of them, and every interval comes from their differences. 0 when it was run once.
	Replications int `json:"replications,omitempty"`
	// None says why there are no intervals: "few_batches" or "few_replications" (fewer than ten), "shared_agents" (people
	// wait for the same agents, so one population is one observation). Shares then have the interval 0..1.
	None string `json:"none,omitempty"`
}

// Interval is a 95 % interval.
type Interval struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// MoneyInterval is a 95 % interval of an amount.
type MoneyInterval struct {
	Low  journey.Money `json:"low"`
	High journey.Money `json:"high"`
}

// Group is a count of one group of people.
type Group struct {
	ID     journey.ID `json:"id"`
	People int64      `json:"people"`
}

// Share is a share of people with its 95 % interval (Wilson; Clopper–Pearson for counts under five; by replications
// where the run was replicated; 0..1 when nothing can be said, see Sampling.None). Per is the code of the denominator:
// "entry" (people who arrived), "entered" (people who entered the step), "settled" (those without the
// ones in progress), "previous", "wanted", "sent", "delivered", "opened", "offered" (cases answered
// or given up).
type Share struct {
	Num   int64   `json:"num"`
	Den   int64   `json:"den"`
	Per   string  `json:"per"`
	Share float64 `json:"share"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// Tokens are the tallies of a step. Entered = WentOn + Dropped + Completed + AtGoal + Exited + Withdrawn
// + Stopped + InProgress, always. Spawned are the extra tokens of forks, which enter elsewhere.
type Tokens struct {
	Entered    int64 `json:"entered"`
	WentOn     int64 `json:"went_on"`
	Dropped    int64 `json:"dropped"`
	Completed  int64 `json:"completed"`   // the scenario ended at an unlinked port
	AtGoal     int64 `json:"at_goal"`     // ended at a goal with nothing behind it
	Exited     int64 `json:"exited"`      // an exit step
	Withdrawn  int64 `json:"withdrawn"`   // exit criterion, segment no longer holds, pulled away, joined itself
	Stopped    int64 `json:"stopped"`     // by a limit
	InProgress int64 `json:"in_progress"` // at the horizon
	Spawned    int64 `json:"spawned"`
}

// Tally is what is known of a step for a group of people.
type Tally struct {
	Tokens Tokens `json:"tokens"`
	// People are first visits; Visits all.
	People int64 `json:"people"`
	Visits int64 `json:"visits"`
	// FromEntry is the share of people who arrived; WentOn and Dropped are shares of Visits; Settled
	// is the share of the settled who went on.
	FromEntry Share `json:"from_entry"`
	// FromPrevious is the share of the visits of the steps before this one that came on to it by a link; of nothing
	// where no link leads here.
	FromPrevious Share `json:"from_previous"`
	WentOn       Share `json:"went_on"`
	Dropped      Share `json:"dropped"`
	Settled      Share `json:"settled"`
}

// GroupTally is a Tally of one persona, entry or scenario.
type GroupTally struct {
	ID journey.ID `json:"id"`
	Tally
}

// StepResult is one step.
type StepResult struct {
	Step journey.ID `json:"step"`
	Tally
	ByPersona  []GroupTally `json:"by_persona"`
	ByEntry    []GroupTally `json:"by_entry"`
	ByScenario []GroupTally `json:"by_scenario,omitempty"` // main flow steps: whose pull brought people here
}

// LinkResult is one link: tokens that took it.
type LinkResult struct {
	Link      journey.ID `json:"link"`
	Tokens    int64      `json:"tokens"`
	People    int64      `json:"people"`
	Share     Share      `json:"share"` // of those who entered the step it leaves
	ByPersona []Group    `json:"by_persona"`
	ByEntry   []Group    `json:"by_entry"`
	// Ignored are pulls that found the person had been there already; Delayed tokens still under way.
	Ignored int64 `json:"ignored,omitempty"`
	Delayed int64 `json:"delayed,omitempty"`
}

// Reason is a count of one reason, by its code.
type Reason struct {
	Reason string `json:"reason"`
	Count  int64  `json:"count"`
}

// ScenarioResult is one scenario.
type ScenarioResult struct {
	Scenario  journey.ID `json:"scenario"`
	Started   int64      `json:"started"` // instances
	People    int64      `json:"people"`
	Holdout   int64      `json:"holdout"` // people held out
	Refused   []Reason   `json:"refused"` // starts refused: "not_in_segment", "reentry"
	Completed int64      `json:"completed"`
	Withdrawn []Reason   `json:"withdrawn"` // "exit_criterion", "segment", "exit_map" …
	Running   int64      `json:"running"`   // at the horizon
	GoalAfter Share      `json:"goal_after"`
	ByPersona []Group    `json:"by_persona"`
}

// GoalResult is one goal step.
type GoalResult struct {
	Step   journey.ID `json:"step"`
	People int64      `json:"people"`
	Count  int64      `json:"count"`
	Late   int64      `json:"late,omitempty"`
	Rate   Share      `json:"rate"` // of people who arrived
	// CountInterval and ValueInterval are 95 % intervals by batches; nil when there are too few.
	CountInterval *Interval      `json:"count_interval,omitempty"`
	Value         journey.Money  `json:"value"`
	ValueInterval *MoneyInterval `json:"value_interval,omitempty"`
	// Time is from a person's arrival to the first reaching.
	Time       Quantiles    `json:"time"`
	ByPersona  []Group      `json:"by_persona"`
	ByEntry    []Group      `json:"by_entry"`
	ByScenario []Group      `json:"by_scenario,omitempty"` // people who reached it after it started
	Attributed []Attributed `json:"attributed,omitempty"`
}

// Attributed is a goal's credit to one message.
type Attributed struct {
	Message journey.ID    `json:"message"`
	Count   int64         `json:"count"`
	Value   journey.Money `json:"value"`
}

// Quantiles of lengths of time in seconds.
type Quantiles struct {
	N      int64   `json:"n"`
	Mean   float64 `json:"mean"`
	Q25    int64   `json:"q25"`
	Median int64   `json:"median"`
	Q75    int64   `json:"q75"`
	Q90    int64   `json:"q90"`
}

// MessageResult is one message step on one channel, the whole funnel.
type MessageResult struct {
	Step    journey.ID `json:"step"`
	Channel journey.ID `json:"channel"`
	// Entered are tokens at the step; Wanted sends reachable before quiet hours and caps; Attempts all
	// passes of the gate, each counted once.
	Entered      int64    `json:"entered"`
	Attempts     int64    `json:"attempts"`
	Wanted       int64    `json:"wanted"`
	Sent         int64    `json:"sent"`
	Delivered    int64    `json:"delivered"`
	HardBounced  int64    `json:"hard_bounced"`
	SoftBounced  int64    `json:"soft_bounced"`
	Opened       int64    `json:"opened"`
	Clicked      int64    `json:"clicked"`
	Unsubscribed int64    `json:"unsubscribed"`
	Responded    int64    `json:"responded"`
	Attributed   int64    `json:"attributed"`
	Held         int64    `json:"held"`
	People       int64    `json:"people"` // to whom at least one was sent
	Refused      []Reason `json:"refused"`
	OpenRate     Share    `json:"open_rate"`  // opened per delivered
	ClickRate    Share    `json:"click_rate"` // clicked per delivered
	// SentPerStart is the share of tokens to which it was sent.
	SentRate  Share         `json:"sent_rate"`
	Cost      journey.Money `json:"cost"`
	ByPersona []Group       `json:"by_persona"` // sends
}

// SupportResult is one step with limited agents: a support step, or a call step whose agents are limited (then a case is
// a request for an agent, and giving up is the end of the calling hours). Cases = Answered + GaveUp + Closed +
// Withdrawn + Waiting.
type SupportResult struct {
	Step     journey.ID `json:"step"`
	Cases    int64      `json:"cases"`
	Answered int64      `json:"answered"`
	GaveUp   int64      `json:"gave_up"` // the patience ended, or the opening hours, before an agent was free
	Closed   int64      `json:"closed"`  // came outside the opening hours
	// Withdrawn were taken away while they waited; Waiting still waited at the horizon; InService are those of the
	// answered who were being served then.
	Withdrawn int64 `json:"withdrawn"`
	Waiting   int64 `json:"waiting"`
	InService int64 `json:"in_service"`
	// Within is the share answered within the target (without a target Den is 0), Abandoned the share who gave up: both
	// of those who were answered or gave up.
	Within    Share `json:"within"`
	Abandoned Share `json:"abandoned"`
	// Wait is how long the answered waited, GaveUpAfter how long those who gave up did.
	Wait        Quantiles `json:"wait"`
	GaveUpAfter Quantiles `json:"gave_up_after"`
	// Utilisation is the part of the agents' places in the opening hours of the counted time in which they were busy,
	// with whomever. AgentHours are these hours × agents; OvertimeHours what was worked after closing.
	Utilisation float64 `json:"utilisation"`
	// The 95 % intervals of the mean wait and of the utilisation, from replications; nil without them.
	WaitInterval        *Interval `json:"wait_interval,omitempty"`
	UtilisationInterval *Interval `json:"utilisation_interval,omitempty"`
	AgentHours          float64   `json:"agent_hours"`
	OvertimeHours       float64   `json:"overtime_hours,omitempty"`
}

// Touches is how many messages people get. Sends count (several channels of one step are one touch).
type Touches struct {
	PerPerson   Distribution `json:"per_person"`    // in the whole run
	WorstDay    Distribution `json:"worst_day"`     // each person's fullest calendar day, own zone
	Worst7Days  Distribution `json:"worst_7_days"`  // each person's fullest 7 × 24 h
	Wanted7Days Distribution `json:"wanted_7_days"` // the same of wanted sends
	ByScenario  []Group      `json:"by_scenario"`   // sends
	// Bursts are each person's most messages sent at one and the same end of quiet hours that had held them. What a
	// cap refuses at that end is not in it.
	Bursts Distribution `json:"bursts"`
	// DayBy and WeekBy say whose touches fill people's fullest days and 7 × 24 h, scenarios in map order; steps of
	// no scenario, and what was before the run, come first with the ID "".
	DayBy  []Cause `json:"day_by"`
	WeekBy []Cause `json:"week_by"`
	// OverDay and OverWeek are the people with more touches in their fullest day, and 7 × 24 h, than the policy calls too
	// many, where not all of these are service or transactional messages;
	// Pressed those who only for caps and quiet hours did not get too many in 7 × 24 h; AtOnce those who got as many at
	// one end of quiet hours as the policy wants in a day at most, two or more. All are shares of the people with a touch.
	// Under are those with fewer touches than the policy's least, of all whose days end in the run; nil where it has none.
	OverDay  Limit  `json:"over_day"`
	OverWeek Limit  `json:"over_week"`
	Pressed  Limit  `json:"pressed"`
	AtOnce   Limit  `json:"at_once"`
	Under    *Limit `json:"under,omitempty"`
	// Together is the scenario × scenario matrix of who does it, without the pairs that do nothing.
	Together []Together `json:"together,omitempty"`
	// WithinDays is N of the two below: the policy's least_touches_days, 7 where it names none.
	WithinDays int `json:"within_days"`
	// AfterArrival are touches within N days of a person's arrival (of a base: of the start), AfterStart those within N
	// days of the first start of a scenario, by whomever; without people held out. Only those whose N days end within
	// the horizon are counted.
	AfterArrival Distribution   `json:"after_arrival"`
	AfterStart   []StartTouches `json:"after_start"`
}

// Limit is a share of people on the wrong side of a number of the policy.
type Limit struct {
	Limit int64 `json:"limit"`
	Share
}

// Together is what two who send do to people together, A before B in map order, "" the main flow; A = B is one alone. Days
// and Weeks are people whose fullest day, or 7 × 24 h, hold more touches than the policy calls too many, and some of both
// (of one alone: two or more); Repeats people who heard the same from both within the duplicate window.
type Together struct {
	A       journey.ID `json:"a"`
	B       journey.ID `json:"b"`
	Days    int64      `json:"days"`
	Weeks   int64      `json:"weeks"`
	Repeats int64      `json:"repeats"`
}

// Cause is a scenario's part of the touches in people's fullest windows. Top are those of the five per cent of people
// with the fullest: those with as many as 95 % have at most, or more.
type Cause struct {
	Scenario journey.ID `json:"scenario"`
	Touches  int64      `json:"touches"`
	Share    float64    `json:"share"`
	Top      int64      `json:"top"`
	TopShare float64    `json:"top_share"`
}

// StartTouches are the touches of people within some days of the start of a scenario.
type StartTouches struct {
	Scenario journey.ID `json:"scenario"`
	Distribution
}

// Distribution is how many people had how many.
type Distribution struct {
	Counts []int64 `json:"counts"` // Counts[k] people had k; the last is "so many or more"
	People int64   `json:"people"`
	Mean   float64 `json:"mean"`
	// MeanInterval is its 95 % interval by batches; nil when there are too few.
	MeanInterval *Interval `json:"mean_interval,omitempty"`
	Q50          int64     `json:"q50"`
	Q95          int64     `json:"q95"`
	Q99          int64     `json:"q99"`
	Worst        int64     `json:"worst"`
}

// MoneyResult is what the map earns and costs in the run.
type MoneyResult struct {
	Value    journey.Money `json:"value"`
	Visits   journey.Money `json:"visits"`
	Sends    journey.Money `json:"sends"`
	Calls    journey.Money `json:"calls"`
	Support  journey.Money `json:"support"` // cases and agents' hours
	Fixed    journey.Money `json:"fixed"`
	Net      journey.Money `json:"net"`
	Return   float64       `json:"return"`   // net per cost; 0 when there is no cost
	PerGoal  journey.Money `json:"per_goal"` // cost per conversion; 0 when there is none
	Currency string        `json:"currency"`
	// The 95 % intervals, by batches; nil when there are too few, or nothing to divide by.
	ValueInterval   *MoneyInterval `json:"value_interval,omitempty"`
	CostInterval    *MoneyInterval `json:"cost_interval,omitempty"` // of everything spent
	NetInterval     *MoneyInterval `json:"net_interval,omitempty"`
	ReturnInterval  *Interval      `json:"return_interval,omitempty"`
	PerGoalInterval *MoneyInterval `json:"per_goal_interval,omitempty"`
}

// CrossCell is one cell of the cross.
type CrossCell struct {
	Step     journey.ID `json:"step"`
	Persona  journey.ID `json:"persona"`
	Entry    journey.ID `json:"entry"`
	Scenario journey.ID `json:"scenario,omitempty"`
	People   int64      `json:"people"` // first visits
	Tokens   Tokens     `json:"tokens"`
}

// Witness is a person in whom something can be seen; Replay tells the story.
type Witness struct {
	Code string `json:"code"`
	// Of are the records it is about, such as the two messages.
	Of     []journey.ID `json:"of,omitempty"`
	Person PersonRef    `json:"person"`
	Value  int64        `json:"value,omitempty"`
}

// PairResult counts people who got messages A and B nearer than the duplicate window (A = B: the same
// one twice). Code is "same_topic" (or the same offer), "same_content" or "near_content" (nearly the same, see journey/alike); A before B in map
// order. How is "between" scenarios (the main flow is one), "again" (two instances of one scenario) or "within" one instance,
// where only the same content counts.
type PairResult struct {
	Code   string     `json:"code"`
	How    string     `json:"how"`
	A      journey.ID `json:"a"`
	B      journey.ID `json:"b"`
	People int64      `json:"people"`
	AFirst int64      `json:"a_first"` // those of them who got A first
	Of     int64      `json:"of"`      // people who got at least one of them
}

// RepeatResult is one cause by which people heard the same twice within the duplicate window: scenarios that repeat each
// other ("between"), one that people enter again ("again"), or one that sends the same text again ("within"). Scenarios
// ("" the main flow) and messages are those of the pairs that met, in map order.
type RepeatResult struct {
	How       string       `json:"how"`
	Scenarios []journey.ID `json:"scenarios"`
	Messages  []journey.ID `json:"messages"`
	// People are those who heard something twice, of those who got a message that could be part of it.
	People Share `json:"people"`
	// Pairs are places in Result.Pairs, the one that most people met first.
	Pairs []int `json:"pairs"`
}

// AfterGoalResult is a sender whose messages of marketing went to people who had reached the goal they sell, one that
// counts once: since the scenario began for them, or less than the duplicate window ago.
type AfterGoalResult struct {
	Scenario journey.ID `json:"scenario"` // "" the main flow
	// People are those who got one too late, of those who got messages of this sender that sell something.
	People Share `json:"people"`
	// Messages that did, with how many people; the one with most first.
	Messages []Group `json:"messages"`
}
