package simulate

import (
	"context"
	"errors"
	"slices"

	"rehearse/journey"
	"rehearse/journey/codec"
)

// Lift is what scenarios or messages bring: the same people with them and without them. What is attributed to them
// stands beside it and is another question: who clicked before buying may have bought anyway.
type Lift struct {
	Engine      string              `json:"engine"`
	Map         string              `json:"map"`
	Fingerprint string              `json:"fingerprint"`
	Currency    string              `json:"currency"`
	Spec        Spec                `json:"spec"`
	Attribution journey.Attribution `json:"attribution"`
	People      int64               `json:"people"`
	Rows        []LiftRow           `json:"rows"`
}

// LiftRow is the lift of one scenario or message, or of all that were asked for together, which is not the sum of the
// others: they compete for caps and patience, and two can lead the same person to a goal.
type LiftRow struct {
	// Of is left out in the run without; of several it is all of them together.
	Of    []journey.ID `json:"of"`
	Goals []GoalLift   `json:"goals"`
	// Touches, Net and Cost are with − without. Cost is of visits, sends, calls and fixed costs: those of a scenario fall
	// away with it.
	Touches SumDifference   `json:"touches"`
	Net     MoneyDifference `json:"net"`
	Cost    journey.Money   `json:"cost"`
}

// GoalLift is the lift of one goal, in conversions: of a goal that counts once per person they are people.
type GoalLift struct {
	Step    journey.ID `json:"step"`
	Without int64      `json:"without"`
	With    int64      `json:"with"`
	// Incremental is With − Without; Interval its 95 % interval, by pairs, nil where there are too few.
	Incremental int64           `json:"incremental"`
	Interval    *Interval       `json:"interval,omitempty"`
	Value       MoneyDifference `json:"value"`
	// Attributed are the conversions of the run with that are credited to the messages, by the map's rule; 0 of calls.
	Attributed      int64         `json:"attributed"`
	AttributedValue journey.Money `json:"attributed_value"`
	// CostPer is Cost per incremental conversion; nil unless the interval says that there is an increment.
	CostPer *journey.Money `json:"cost_per,omitempty"`
	// TimesPeople as in PeopleDifference.
	TimesPeople float64 `json:"times_people"`
}

// MeasureLift measures the lift of scenarios and messages, each by itself and, of several, all together. Without any named
// it takes every scenario that runs. What the specification mutes is muted in both runs. Errors are as Compare's;
// progress is over all comparisons.
func MeasureLift(ctx context.Context, m *journey.Map, spec Spec, of []journey.ID, progress func(Progress)) (*Lift, error) {
	if err := paired(spec); err != nil {
		return nil, err
	}
	r, err := prepare(m, spec)
	if err != nil {
		return nil, err
	}
	if len(of) == 0 {
		for i, s := range r.program.Scenarios {
			if (r.options.Active == nil || r.options.Active[i]) && !slices.Contains(spec.Mute, s.ID) {
				of = append(of, s.ID)
			}
		}
	}
	if len(of) == 0 {
		return nil, journey.Problems{{Code: "program.lift_of_nothing"}}
	}
	var sets [][]journey.ID
	for _, id := range of {
		sets = append(sets, []journey.ID{id})
	}
	if len(of) > 1 {
		sets = append(sets, of)
	}
	lift := &Lift{
		Engine: EngineVersion, Map: m.Settings.Name, Fingerprint: codec.Fingerprint(m), Currency: m.Settings.Currency, Spec: spec,
		Attribution: r.program.Policy.Attribution,
	}
	for i, set := range sets {
		without := spec
		without.Mute = slices.Concat(spec.Mute, set)
		var tell func(Progress)
		if progress != nil {
			tell = func(p Progress) {
				progress(Progress{Done: int64(i)*p.Of + p.Done, Of: int64(len(sets)) * p.Of})
			}
		}
		c, err := Compare(ctx, m, m, without, spec, tell)
		if err != nil {
			var side SideError
			if errors.As(err, &side) {
				err = side.Err
			}
			return nil, err
		}
		lift.People = c.Pairs.People
		lift.Rows = append(lift.Rows, r.liftRow(c, set))
	}
	return lift, nil
}

// liftRow reads a comparison of the run without (A) with the run with (B).
func (r *rehearsal) liftRow(c *Comparison, of []journey.ID) LiftRow {
	row := LiftRow{Of: of, Touches: c.Touches, Net: c.Net, Goals: []GoalLift{}}
	spent := func(m MoneyResult) journey.Money { return m.Value - m.Net }
	row.Cost = spent(c.B.Result.Money) - spent(c.A.Result.Money)
	everyTime := map[journey.ID]bool{}
	for i := range r.program.Goals {
		everyTime[r.program.Steps[r.program.Goals[i].Step].ID] = r.program.Goals[i].EveryTime
	}
	for i, g := range c.Goals {
		lift := GoalLift{Step: g.Step, Without: g.People.A, With: g.People.B, Incremental: g.People.B - g.People.A, Value: g.Value}
		people := float64(c.Pairs.People)
		lift.Interval, lift.TimesPeople = &Interval{rounded(g.People.Low * people), rounded(g.People.High * people)}, g.People.TimesPeople
		if everyTime[g.Step] {
			lift.Without, lift.With, lift.Incremental = g.Count.A, g.Count.B, g.Count.Difference
			lift.Interval, lift.TimesPeople = g.Count.Interval, g.Count.TimesPeople
		}
		for _, credit := range c.B.Result.Goals[i].Attributed {
			if slices.Contains(of, credit.Message) || slices.Contains(of, r.scenarioOf(credit.Message)) {
				lift.Attributed += credit.Count
				lift.AttributedValue += credit.Value
			}
		}
		if lift.Interval != nil && lift.Interval.Low > 0 {
			per := journey.Money(float64(row.Cost) / float64(lift.Incremental))
			lift.CostPer = &per
		}
		row.Goals = append(row.Goals, lift)
	}
	return row
}

// scenarioOf is the scenario of a step, "" of the main flow.
func (r *rehearsal) scenarioOf(step journey.ID) journey.ID {
	if s := r.m.Step(step); s != nil {
		return s.Scenario
	}
	return ""
}
