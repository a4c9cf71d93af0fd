package simulate

import (
	"slices"

	"rehearse/journey"
)

// Comparison is what the same people do in two runs, A and B. A difference is always B minus A; its interval is of the
// pairs: every person lives in both runs with the same luck, so only what the change moves differs. Lists are in the
// order of A, then what only B has. Floats are rounded to six significant digits.
type Comparison struct {
	Engine   string     `json:"engine"`
	A        Compared   `json:"a"`
	B        Compared   `json:"b"`
	Currency string     `json:"currency"`
	Pairs    PairedWith `json:"pairs"`
	// Replications is how often whole populations were run in A and in B, because people wait for the same agents; 0
	// where people are the pairs. Numbers are then of all populations, intervals by their differences; who gained and lost
	// is not said, and clickers of messages are not counted.
	Replications int `json:"replications,omitempty"`

	Steps     []StepDifference     `json:"steps"`
	Links     []LinkDifference     `json:"links"`
	Scenarios []ScenarioDifference `json:"scenarios"`
	Goals     []GoalDifference     `json:"goals"`
	Messages  []MessageDifference  `json:"messages"`
	// Touches are contacts, several channels of one message being one. Net contains fixed costs, which no chance moves.
	Touches SumDifference   `json:"touches"`
	Net     MoneyDifference `json:"net"`
}

// Compared is one of the two runs.
type Compared struct {
	Map         string `json:"map"`
	Fingerprint string `json:"fingerprint"`
	Spec        Spec   `json:"spec"`
	// Result is the whole run, as Run would have found it.
	Result *Result `json:"-"`
}

// PairedWith says who could be paired. People are those who arrive after the warm-up in both runs, Changed those of them for
// whom anything in the comparison differs. OnlyA and OnlyB are people of one run only, because its volume, its days
// or its entries differ: they are in the totals A and B of every number and in no difference.
type PairedWith struct {
	People  int64 `json:"people"`
	Changed int64 `json:"changed"`
	OnlyA   int64 `json:"only_a"`
	OnlyB   int64 `json:"only_b"`
}

// Presence says which of the two maps a record is in.
type Presence string

// The presences.
const (
	InBoth  Presence = "both"
	InAOnly Presence = "a"
	InBOnly Presence = "b"
)

// PeopleDifference is of how many people did something at least once. A and B count everybody; of the pairs, Gained did
// it in B only and Lost in A only; OnlyA and OnlyB are those of A and B who are no pair. Difference is (Gained − Lost)
// as a share of the pairs, Low to High its 95 % interval. TimesPeople is how many times as many people two separate
// runs would need for an interval as narrow; 0 where nobody gained or lost.
type PeopleDifference struct {
	A           int64   `json:"a"`
	B           int64   `json:"b"`
	Gained      int64   `json:"gained"`
	Lost        int64   `json:"lost"`
	OnlyA       int64   `json:"only_a,omitempty"`
	OnlyB       int64   `json:"only_b,omitempty"`
	Difference  float64 `json:"difference"`
	Low         float64 `json:"low"`
	High        float64 `json:"high"`
	TimesPeople float64 `json:"times_people"`
}

// SumDifference is of how often something happened: A and B in all, Difference over the pairs with its 95 % interval, by
// batches of pairs.
type SumDifference struct {
	A           int64   `json:"a"`
	B           int64   `json:"b"`
	OnlyA       int64   `json:"only_a,omitempty"`
	OnlyB       int64   `json:"only_b,omitempty"`
	Difference  int64   `json:"difference"`
	TimesPeople float64 `json:"times_people"`
	// Interval is nil where there are too few pairs.
	Interval *Interval `json:"interval,omitempty"`
}

// MoneyDifference is the same of an amount.
type MoneyDifference struct {
	A           journey.Money `json:"a"`
	B           journey.Money `json:"b"`
	OnlyA       journey.Money `json:"only_a,omitempty"`
	OnlyB       journey.Money `json:"only_b,omitempty"`
	Difference  journey.Money `json:"difference"`
	TimesPeople float64       `json:"times_people"`
	// Interval is nil where there are too few pairs.
	Interval *MoneyInterval `json:"interval,omitempty"`
}

// StepDifference is of the people who visited a step.
type StepDifference struct {
	Step   journey.ID       `json:"step"`
	In     Presence         `json:"in"`
	People PeopleDifference `json:"people"`
}

// LinkDifference is of the people who took a link.
type LinkDifference struct {
	Link   journey.ID       `json:"link"`
	In     Presence         `json:"in"`
	People PeopleDifference `json:"people"`
}

// ScenarioDifference is of the people who started a scenario.
type ScenarioDifference struct {
	Scenario journey.ID       `json:"scenario"`
	In       Presence         `json:"in"`
	People   PeopleDifference `json:"people"`
}

// GoalDifference is of the people who reached a goal, of conversions and of their value.
type GoalDifference struct {
	Step   journey.ID       `json:"step"`
	In     Presence         `json:"in"`
	People PeopleDifference `json:"people"`
	Count  SumDifference    `json:"count"`
	Value  MoneyDifference  `json:"value"`
	// GainedBy and LostBy are a few of the people who reached it in one run only, as they are numbered in A: Replay tells
	// their story in either.
	GainedBy []PersonRef `json:"gained_by,omitempty"`
	LostBy   []PersonRef `json:"lost_by,omitempty"`
}

// MessageDifference is of a message on one channel: the people who were sent it and who clicked, and how often.
type MessageDifference struct {
	Step      journey.ID       `json:"step"`
	Channel   journey.ID       `json:"channel"`
	In        Presence         `json:"in"`
	People    PeopleDifference `json:"people"`
	Clickers  PeopleDifference `json:"clickers"`
	Sent      SumDifference    `json:"sent"`
	Delivered SumDifference    `json:"delivered"`
	Opened    SumDifference    `json:"opened"`
	Clicked   SumDifference    `json:"clicked"`
}

// Same reports that nothing differs: nobody did anything else, and nobody is in one run only.
func (c *Comparison) Same() bool {
	if c.Pairs.Changed > 0 || c.Pairs.OnlyA > 0 || c.Pairs.OnlyB > 0 || c.Net.A != c.Net.B || c.Touches.Difference != 0 {
		return false
	}
	return !slices.ContainsFunc(c.Steps, func(s StepDifference) bool { return s.People.A != s.People.B }) &&
		!slices.ContainsFunc(c.Goals, func(g GoalDifference) bool { return g.Count.A != g.Count.B })
}
