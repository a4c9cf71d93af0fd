package simulate

import (
	"context"
	"slices"

	"rehearse/journey"
	"rehearse/simulate/stats"
)

// Bounds of a run that goes on until it is sure enough.
const (
	// UntilFewest is the least number of people it stops at. Stopping when an interval is narrow is safe from there on:
	// the width hardly depends on luck any more. It never stops because a difference looks significant.
	UntilFewest = 5000
	// UntilMost is the greatest number of people when none is given.
	UntilMost = 10_000_000
	// untilReplications is the least number of whole populations where people share agents.
	untilReplications = stats.FewestBatches
)

// Until asks for as many people as make the interval of a goal's rate narrow enough.
type Until struct {
	// Goal is a goal step, "" for the first of the map.
	Goal journey.ID `json:"goal,omitempty"`
	// Half is half the length of the 95 % interval to reach, 0..0.5; Relative that it is a share of the rate, 0..1.
	Half     float64 `json:"half"`
	Relative bool    `json:"relative,omitempty"`
	// Most is the greatest number of people, 0 for UntilMost; replications count all their people. At least UntilFewest.
	Most int64 `json:"most,omitempty"`
}

// UntilResult says how sure a run became.
type UntilResult struct {
	Goal journey.ID `json:"goal"`
	// Half is half the length of the interval that was reached, Wanted what it had to be: in points of the rate as 0..1.
	Half   float64 `json:"half"`
	Wanted float64 `json:"wanted"`
	// Reached tells that it is narrow enough; else the greatest number of people was.
	Reached bool `json:"reached"`
	// Rounds is how many numbers of people were tried, each twice the one before.
	Rounds int `json:"rounds"`
}

// checkUntil checks what is asked for and finds the goal.
func (r *rehearsal) checkUntil() error {
	u := *r.spec.Until
	greatest := 0.5
	if u.Relative {
		greatest = 1
	}
	if !(u.Half > 0 && u.Half <= greatest) {
		return journey.Problems{{Code: "program.until_half", Args: journey.Args{"Half": u.Half, "Max": greatest}}}
	}
	if u.Most == 0 {
		u.Most = UntilMost
	}
	if u.Most < UntilFewest || u.Most > MaxPeople {
		return journey.Problems{{Code: "program.until_most", Args: journey.Args{"Most": u.Most, "Min": UntilFewest, "Max": MaxPeople}}}
	}
	goals := make([]journey.ID, len(r.program.Goals))
	for i, g := range r.program.Goals {
		goals[i] = r.program.Steps[g.Step].ID
	}
	switch {
	case len(goals) == 0:
		return journey.Problems{{Code: "program.until_no_goal"}}
	case u.Goal == "":
		u.Goal = goals[0]
	case !slices.Contains(goals, u.Goal):
		return journey.Problems{{Code: "program.until_goal", Args: journey.Args{"ID": string(u.Goal)}}}
	}
	r.spec.Until = &u
	return nil
}

// until lets more and more people live, twice as many each time, until the interval is narrow enough or there may be no
// more. The schedule knows nothing of what was found but the width, and people keep who they are: the k-th of an entry and
// a day is the same in every round.
func (r *rehearsal) until(ctx context.Context, progress func(Progress)) (*found, *UntilResult, error) {
	u := r.spec.Until
	said := &UntilResult{Goal: u.Goal, Wanted: rounded(u.Half)}
	var f *found
	for {
		said.Rounds++
		var err error
		if f, err = r.round(ctx, f, progress); err != nil {
			return nil, nil, err
		}
		rate := r.view(f).goal(r.goalNumber(u.Goal)).Rate
		half := (rate.High - rate.Low) / 2
		said.Half, said.Wanted = rounded(half), rounded(u.Half)
		if u.Relative {
			said.Wanted = rounded(float64(u.Half * rate.Share))
		}
		said.Reached = half <= said.Wanted
		if said.Reached || !r.grow() {
			return f, said, nil
		}
	}
}

// round lets the people of the specification live, adding to earlier replications.
func (r *rehearsal) round(ctx context.Context, f *found, progress func(Progress)) (*found, error) {
	if r.program.Shared() {
		return r.replicate(ctx, f, r.spec.Batches, progress)
	}
	return r.once(ctx, progress)
}

// begin sets the first number of people, or of replications.
func (r *rehearsal) begin() error {
	if r.program.Shared() {
		r.spec.Batches = max(r.spec.Batches, untilReplications)
		if people := r.plan.People() * int64(r.spec.Batches); people > r.spec.Until.Most {
			return journey.Problems{{Code: "program.until_too_few", Args: journey.Args{"People": people, "Most": r.spec.Until.Most, "Replications": r.spec.Batches}}}
		}
		return nil
	}
	r.people(int64(min(max(r.spec.People, UntilFewest), int(r.spec.Until.Most))))
	return nil
}

// grow doubles the people, or the replications; false when there may be no more.
func (r *rehearsal) grow() bool {
	most := r.spec.Until.Most
	if r.program.Shared() {
		times := min(2*int64(r.spec.Batches), most/r.plan.People(), MaxBatches)
		more := times > int64(r.spec.Batches)
		if more {
			r.spec.Batches = int(times)
		}
		return more
	}
	people := min(2*int64(r.spec.People), most)
	more := people > int64(r.spec.People)
	if more {
		r.people(people)
	}
	return more
}

// people sets how many people live.
func (r *rehearsal) people(n int64) {
	r.spec.People = int(n)
	r.plan = r.newPlan(r.spec.Seed)
}

func (r *rehearsal) goalNumber(id journey.ID) int {
	for i, g := range r.program.Goals {
		if r.program.Steps[g.Step].ID == id {
			return i
		}
	}
	return 0
}
