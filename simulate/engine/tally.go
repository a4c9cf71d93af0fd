package engine

import (
	"rehearse/simulate/program"
	"rehearse/simulate/stats"
)

// StepCount counts the tokens of a step. Entered is the sum of all that follow but People and Spawned.
type StepCount struct {
	Entered, WentOn, Dropped, Completed, AtGoal, Exited, Withdrawn, Stopped, InProgress int64
	Spawned, People                                                                     int64
}

func (s *StepCount) add(o *StepCount) {
	s.Entered += o.Entered
	s.WentOn += o.WentOn
	s.Dropped += o.Dropped
	s.Completed += o.Completed
	s.AtGoal += o.AtGoal
	s.Exited += o.Exited
	s.Withdrawn += o.Withdrawn
	s.Stopped += o.Stopped
	s.InProgress += o.InProgress
	s.Spawned += o.Spawned
	s.People += o.People
}

// LinkCount counts the tokens that took a link: arrived, still under way (Delayed), or ended there (Lost).
type LinkCount struct{ Tokens, People, Ignored, Delayed, Lost, Arrived int64 }

func (l *LinkCount) add(o *LinkCount) {
	l.Tokens += o.Tokens
	l.People += o.People
	l.Ignored += o.Ignored
	l.Delayed += o.Delayed
	l.Lost += o.Lost
	l.Arrived += o.Arrived
}

// Context is what happened to the people of one profile, brought where they are by one scenario's pull
// (or by none).
type Context struct {
	Steps []StepCount
	Links []LinkCount
	// hops count, by link, what strides carried, until fold.
	hops []hop
	// lean count, by link, what lean lives took, again, by step, how often they came where they had been.
	lean  []taken
	late  []int64 // of those that took a link, who are still on it
	again []int64
}

// hop counts tokens that left by a link, people among them, and tokens that came by it.
type hop struct{ left, people, came int64 }

// taken counts tokens that took a link, and those of people who had taken it before.
type taken struct{ took, again int64 }

// SendCount counts the sends of one message on one channel. Attempts = Sent + all Refused + Waiting, which are
// those still held at the horizon.
type SendCount struct {
	Entered, Attempts, Wanted, Sent, Delivered, Hard, Soft, Opened, Clicked, Unsubscribed, Responded, Attributed, Held, People, Waiting int64
	Refused                                                                                                                             []int64 // by Reason
	ByPersona                                                                                                                           []int64
	Value                                                                                                                               int64 // credited, in millionths
}

// ScenarioCount counts the instances of a scenario.
type ScenarioCount struct {
	Started, People, Holdout, Completed, Running, GoalAfter int64
	Refused                                                 [Starts]int64
	Withdrawn                                               [Ends]int64
	ByPersona                                               []int64
	Sends                                                   int64
}

// GoalCount counts the conversions of a goal.
type GoalCount struct {
	Count, Late int64
	Value       int64
	Time        stats.Histogram // ticks from arrival to the first
	People      []int64         // by profile
	ByScenario  []int64
}

// DeskCount counts the requests of one desk. Cases are all that follow but InService, who are among the Answered, and
// Within.
type DeskCount struct {
	Cases, Answered, GaveUp, Closed, Withdrawn, Waiting int64
	InService, Within                                   int64
	// Wait until service began, and until the person gave up, in ticks.
	Wait, GaveUpWait stats.Histogram
	// Busy is how many ticks places were taken in the hours of the desk and the counted time, Overtime outside these
	// hours, whoever took them.
	Busy, Overtime int64
}

func (d *DeskCount) add(o *DeskCount) {
	d.Cases += o.Cases
	d.Answered += o.Answered
	d.GaveUp += o.GaveUp
	d.Closed += o.Closed
	d.Withdrawn += o.Withdrawn
	d.Waiting += o.Waiting
	d.InService += o.InService
	d.Within += o.Within
	d.Wait.Merge(&o.Wait)
	d.GaveUpWait.Merge(&o.GaveUpWait)
	d.Busy += o.Busy
	d.Overtime += o.Overtime
}

// Tally is what one worker counted, or all of them.
type Tally struct {
	// Contexts by profile × (scenario that pulled + 1); nil where nobody was.
	Contexts []*Context
	// People by profile; Stopped of them by a limit.
	People  []int64
	Stopped int64
	Sends   []SendCount // by send row
	// Received is how many people got a message on any channel.
	Received []int64
	// AttributedTo by goal × send row: conversions and their value.
	AttributedTo    []int64
	AttributedValue []int64
	Scenarios       []ScenarioCount
	Goals           []GoalCount
	// Touches per person, each person's fullest day and 7 days, and of wanted sends.
	Touches, WorstDay, Worst7, Wanted7 stats.Histogram
	// Bursts are each person's most messages at one end of quiet hours that held them.
	Bursts   stats.Histogram
	Pressure Pressure
	// Batches is the same by batch of people, or by replication.
	Batches                        *stats.Batches
	Value, Visits, SendCost, Calls int64
	// Support is what cases cost; agents' hours are not in it.
	Support int64
	Desks   []DeskCount
	// Moved is the sum of all amounts whatever their sign, MostMoved at most: below it no sum of money can have
	// overflowed.
	Moved int64
	Pairs map[PairKey]*PairCount
	// Repeats are people by cause of repetition, see CauseOf. Together counts them by two who send, Pressed those to whom only caps and quiet
	// hours did not send too much in seven days.
	Repeats  []HitCount
	Together map[Senders]*Together
	Pressed  int64
	// OverDay and OverWeek are people with too many touches in a day, and in seven days, marketing or calls among them.
	OverDay, OverWeek int64
	// SoldLate counts people by message who got it after the goal it sells, Sold by sender those who got a message that
	// sells something, and got it late.
	SoldLate  []int64
	Sold      []HitCount
	Witnesses map[WitnessKey]*stats.Witnesses
	pulls     int
	// untouched counts those nobody contacted, until fold.
	untouched int64
	// Fault is what the engine found wrong with itself; "" is nothing.
	Fault string
}

// MostMoved is how much money a run can count, in millionths: about 4.6 million million units.
const MostMoved int64 = 1 << 62

// move counts an amount, once for every sum it is added to.
func (t *Tally) move(amount int64) { t.Moved = capped(t.Moved, max(amount, -amount)) }

// capped adds two amounts from 0 to MostMoved.
func capped(a, b int64) int64 {
	if b < 0 || b > MostMoved-a {
		return MostMoved
	}
	return a + b
}

// WitnessKey names what a witness shows. Value orders "most" before hash: only those of the greatest are
// kept by the reader.
type WitnessKey struct {
	Code  string
	A, B  int32
	Value int64
}

// NewTally makes room for a program's counts in so many batches.
func NewTally(p *program.Program, batches int) *Tally {
	t := &Tally{
		Contexts: make([]*Context, p.Profiles()*(len(p.Scenarios)+1)), People: make([]int64, p.Profiles()),
		Sends: make([]SendCount, p.SendRows), Received: make([]int64, len(p.Messages)), AttributedTo: make([]int64, len(p.Goals)*int(p.SendRows)),
		AttributedValue: make([]int64, len(p.Goals)*int(p.SendRows)),
		Scenarios:       make([]ScenarioCount, len(p.Scenarios)), Goals: make([]GoalCount, len(p.Goals)),
		Batches: stats.NewBatches(batches, batchColumns(p)), Pairs: map[PairKey]*PairCount{}, Witnesses: map[WitnessKey]*stats.Witnesses{},
		pulls: len(p.Scenarios) + 1, Pressure: newPressure(len(p.Scenarios)),
		Desks: make([]DeskCount, len(p.Desks)), Repeats: make([]HitCount, RepeatCauses(p)), Together: map[Senders]*Together{},
		SoldLate: make([]int64, len(p.Messages)), Sold: make([]HitCount, len(p.Scenarios)+1),
	}
	for i := range t.Sends {
		t.Sends[i].Refused = make([]int64, Reasons(p))
		t.Sends[i].ByPersona = make([]int64, len(p.Personas))
	}
	for i := range t.Scenarios {
		t.Scenarios[i].ByPersona = make([]int64, len(p.Personas))
	}
	for i := range t.Goals {
		t.Goals[i] = GoalCount{
			People: make([]int64, p.Profiles()), ByScenario: make([]int64, len(p.Scenarios)),
		}
	}
	return t
}

// context returns the counts of a profile and a pull, making them at the first use.
func (t *Tally) context(p *program.Program, profile, by int32) *Context {
	c := &t.Contexts[int(profile)*t.pulls+int(by)]
	if *c == nil {
		*c = &Context{
			Steps: make([]StepCount, len(p.Steps)), Links: make([]LinkCount, len(p.Links)), hops: make([]hop, len(p.Links)),
			lean: make([]taken, len(p.Links)), late: make([]int64, len(p.Links)), again: make([]int64, len(p.Steps)),
		}
	}
	return *c
}

// Pulls is how many contexts a profile has: one for no pull and one for each scenario.
func (t *Tally) Pulls() int { return t.pulls }

// offer shows a witness.
func (t *Tally) offer(key WitnessKey, w stats.Witness) { t.witnessesOf(key).Offer(w) }

// witnessesOf are those who show something.
func (t *Tally) witnessesOf(key WitnessKey) *stats.Witnesses {
	set := t.Witnesses[key]
	if set == nil {
		set = stats.NewWitnesses(4)
		t.Witnesses[key] = set
	}
	return set
}
