package simulate

import (
	"cmp"
	"context"
	"math"
	"slices"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/simulate/exact"
)

// Sensitivity says which assumptions move a goal most: a tornado. The goal is measured per person who arrives: the share of
// people who reach it, or the mean number of conversions where it counts every time.
type Sensitivity struct {
	Engine      string     `json:"engine"`
	Map         string     `json:"map"`
	Fingerprint string     `json:"fingerprint"`
	Spec        Spec       `json:"spec"`
	Goal        journey.ID `json:"goal"`
	EveryTime   bool       `json:"every_time,omitempty"`
	Method      Method     `json:"method"`
	// Base is the goal with the map as it is; BaseInterval its 95 % interval, nil where it is exact or there is none.
	Base         float64   `json:"base"`
	BaseInterval *Interval `json:"base_interval,omitempty"`
	// Rows are the assumptions that move the goal most, the widest swing first.
	Rows []SensitivityRow `json:"rows"`
	// Tried is how many assumptions were moved, Weaker those found to move the goal less than the rows, Idle those of them
	// that move nothing at all. Fixed have no range and the value 0, or a range of no width: there is nothing to move.
	Tried  int `json:"tried"`
	Weaker int `json:"weaker"`
	Idle   int `json:"idle"`
	Fixed  int `json:"fixed"`
	// Screened is how many people every assumption was tried on first (by populations: how many of those), and People on how
	// many the rows were; 0 when exact.
	Screened int `json:"screened,omitempty"`
	People   int `json:"people,omitempty"`
	// Replications is how many whole populations the rows were tried on where people wait for the same agents, People all of theirs.
	Replications int `json:"replications,omitempty"`
	// Refused could not be moved by themselves, each with the first reason.
	Refused []RefusedAssumption `json:"refused,omitempty"`
}

// Method is how a swing was found.
type Method string

// The methods.
const (
	// MethodExact: from the absorbing chain, without chance.
	MethodExact Method = "exact"
	// MethodPaired: the same people live with the low value and with the high one.
	MethodPaired Method = "paired"
	// MethodPopulations: whole populations of the same people do, since they wait for the same agents.
	MethodPopulations Method = "populations"
)

// SensitivityRow is one assumption with what the goal is at its low and its high value. The other assumptions stay, except
// shares of the same whole, see journey.WithAssumptions; all uses of a shared assumption move together.
type SensitivityRow struct {
	journey.ListedAssumption
	Low  float64 `json:"low"`
	High float64 `json:"high"`
	// Assumed tells that the map gives no range: Low and High are 10 % below and above the value, within what is possible.
	Assumed bool    `json:"assumed,omitempty"`
	AtLow   float64 `json:"at_low"`
	AtHigh  float64 `json:"at_high"`
	// Swing is AtHigh − AtLow, Interval its 95 % interval by pairs; nil where it is exact.
	Swing    float64   `json:"swing"`
	Interval *Interval `json:"interval,omitempty"`
	// Slope is the derivative of the goal by the assumption at its value, where it is exact and the assumption is a weight.
	Slope *float64 `json:"slope,omitempty"`
	// MayBeChance tells that the interval holds 0 too: the swing is smaller than what chance makes of it here. Such rows come
	// after the others.
	MayBeChance bool `json:"may_be_chance,omitempty"`
	// Carries marks a guess that carries the result: its swing is sure, and at least half the widest one.
	Carries bool `json:"carries,omitempty"`
}

// RefusedAssumption is one that could not be moved, with the problem its low or high value makes.
type RefusedAssumption struct {
	journey.AssumptionPlace
	Problem journey.Problem `json:"problem"`
}

// Limits of a sensitivity analysis.
const (
	// MostRows is the greatest number of rows one may ask for.
	MostRows = 200
	// mostExact is how many weights are moved exactly after the gradient has ordered them.
	mostExact = 400
	// screening is the part of the people, one in so many, on which every assumption is tried first, and fewest at least.
	screening = 20
	fewest    = 2000
	// relative is how far an assumption without a range is moved.
	relative = 0.1
)

// MeasureSensitivity moves every assumption of a map by itself from its low to its high value and returns the top ones by
// how much the goal moves; the first goal of the map when goal is "". Where the main flow has an exact answer (simulate/
// exact) it is used; elsewhere the same people live with both values: all assumptions on a twentieth of the people, at
// least 2,000, then those that may be among the top, at most twice as many as asked for, on all of them. Where people share
// agents whole populations do, Batches of them, ten when it is 0: all assumptions in three, then the twice as many as asked for that moved
// most in all. Errors are as Run's. Progress may be nil.
func MeasureSensitivity(ctx context.Context, m *journey.Map, spec Spec, goal journey.ID, top int, progress func(Progress)) (*Sensitivity, error) {
	s, err := newSensing(ctx, m, spec, goal, top)
	if err != nil {
		return nil, err
	}
	switch {
	case s.answers():
		err = s.exactly(progress)
	case s.program.Shared():
		err = s.byPopulations(progress)
	default:
		err = s.paired(progress)
	}
	if err != nil {
		return nil, err
	}
	s.rank()
	return s.result, nil
}

// MeasureSensitivityExactly is MeasureSensitivity where the main flow has an exact answer, which takes no people and little
// time; elsewhere both results are nil.
func MeasureSensitivityExactly(ctx context.Context, m *journey.Map, spec Spec, goal journey.ID, top int) (*Sensitivity, error) {
	s, err := newSensing(ctx, m, spec, goal, top)
	if err != nil || !s.answers() {
		return nil, err
	}
	if err := s.exactly(nil); err != nil {
		return nil, err
	}
	s.rank()
	return s.result, nil
}

// newSensing prepares an analysis: what there is to move, and which goal is looked at.
func newSensing(ctx context.Context, m *journey.Map, spec Spec, goal journey.ID, top int) (*sensing, error) {
	if err := paired(spec); err != nil {
		return nil, err
	}
	r, err := prepare(m, spec)
	if err != nil {
		return nil, err
	}
	number := -1
	for i := range r.program.Goals {
		if id := r.program.Steps[r.program.Goals[i].Step].ID; number < 0 && (goal == "" || goal == id) {
			number, goal = i, id
		}
	}
	switch {
	case number < 0 && goal == "":
		return nil, journey.Problems{{Code: "program.sensitivity_no_goal"}}
	case number < 0:
		return nil, journey.Problems{{Code: "program.sensitivity_goal", Args: journey.Args{"ID": string(goal)}}}
	}
	s := &sensing{
		rehearsal: r, ctx: ctx, goal: goal, top: max(1, min(top, MostRows)),
		result: &Sensitivity{
			Engine: EngineVersion, Map: m.Settings.Name, Fingerprint: codec.Fingerprint(m), Spec: spec, Goal: goal,
			EveryTime: r.program.Goals[number].EveryTime, Rows: []SensitivityRow{},
		},
	}
	s.list()
	return s, nil
}

// answers reports whether there is an exact answer.
func (s *sensing) answers() bool {
	answer, problems := exact.Solve(s.program)
	return len(problems) == 0 && answer.Goal(s.goal) != nil
}

// sensing is an analysis under way.
type sensing struct {
	*rehearsal
	ctx    context.Context
	goal   journey.ID
	top    int
	result *Sensitivity
	rows   []SensitivityRow // still to be tried
}

// list finds what can be moved and how far.
func (s *sensing) list() {
	for _, a := range journey.ListAssumptions(s.m) {
		row := SensitivityRow{ListedAssumption: a}
		switch fact := a.Fact; {
		case fact.Low != nil && fact.High != nil:
			row.Low, row.High = *fact.Low, min(*fact.High, a.Most)
		default:
			row.Low, row.High, row.Assumed = rounded(fact.Value*(1-relative)), min(rounded(fact.Value*(1+relative)), a.Most), true
		}
		if row.Low >= row.High {
			s.result.Fixed++
			continue
		}
		s.rows = append(s.rows, row)
	}
	s.result.Tried = len(s.rows)
}

// with is the map with a row's assumption at a value.
func (s *sensing) with(row *SensitivityRow, value float64) *journey.Map {
	return journey.WithAssumptions(s.m, map[journey.AssumptionPlace]float64{row.AssumptionPlace: value})
}

// refuse notes a row that cannot be moved.
func (s *sensing) refuse(row *SensitivityRow, problems journey.Problems) {
	s.result.Refused = append(s.result.Refused, RefusedAssumption{row.AssumptionPlace, problems[0]})
}

// rank sorts the rows and keeps the top ones: those whose swing is sure first.
func (s *sensing) rank() {
	rows := s.result.Rows
	for i := range rows {
		if in := rows[i].Interval; in != nil && in.Low*in.High <= 0 && in.Low < in.High {
			rows[i].MayBeChance = true
		}
	}
	slices.SortStableFunc(rows, func(a, b SensitivityRow) int {
		switch {
		case a.MayBeChance == b.MayBeChance:
			return cmp.Compare(math.Abs(b.Swing), math.Abs(a.Swing))
		case a.MayBeChance:
			return 1
		}
		return -1
	})
	if len(rows) > s.top {
		s.result.Weaker += len(rows) - s.top
		rows = rows[:s.top]
	}
	for i := range rows {
		sure := rows[i].Swing != 0 && (rows[i].Interval == nil && s.result.Method == MethodExact || rows[i].Interval != nil && rows[i].Interval.Low*rows[i].Interval.High > 0)
		guess := rows[i].Fact.Evidence == journey.EvidenceGuess || rows[i].Fact.Evidence == ""
		rows[i].Carries = sure && guess && math.Abs(rows[i].Swing) >= math.Abs(rows[0].Swing)/2
	}
	s.result.Rows = rows
}
