package engine

import (
	"context"

	"rehearse/simulate/cohort"
	"rehearse/simulate/program"
)

// RunTwins lets everybody who arrives in either of two runs live in those they arrive in: both lives of a person are lived by
// one worker, one after the other, so that memory does not grow with the people. It returns the ordinary tallies
// of the two runs and what was counted of the pairs. Progress as in Run.
func RunTwins(ctx context.Context, sides [2]Side, match *Match, people *cohort.Joint, workers int, progress func(done, of int64)) ([2]*Tally, *TwinTally, error) {
	var layouts [2]*layout
	var totals [2]*Tally
	var rowOf [2][]int32
	for side, s := range sides {
		layouts[side], totals[side] = newLayout(s.Program, s.Options), NewTally(s.Program, s.Options.rows())
		rowOf[side] = make([]int32, s.Program.SendRows)
		for i, row := range match.Rows {
			if row[side] != program.None {
				rowOf[side][row[side]] = int32(i)
			}
		}
	}
	all := people.People()
	workers = int(max(1, min(int64(workers), (all+blockSize-1)/blockSize)))
	twins := make([]*twin, workers)
	for i := range twins {
		w := &twin{match: match, tally: NewTwinTally(match), rowOf: rowOf}
		for side, l := range layouts {
			w.lives[side], w.outcomes[side] = newLife(l, NewTally(l.p, l.opt.rows())), newOutcome(match)
		}
		twins[i] = w
	}
	inBlocks(all, workers, progress, func() bool { return ctx.Err() == nil }, func(worker int, from, until int64) {
		n := 0
		people.Walk(from, until, func(arrivals *[2]cohort.Arrival, in [2]bool) bool {
			twins[worker].live(arrivals, in)
			n++
			return n%64 != 0 || ctx.Err() == nil
		})
	})
	if err := ctx.Err(); err != nil {
		return totals, nil, err
	}
	pairs := NewTwinTally(match)
	for _, w := range twins {
		pairs.Merge(w.tally)
		for side, total := range totals {
			w.lives[side].tally.fold(sides[side].Program)
			total.Merge(w.lives[side].tally)
		}
	}
	for side, total := range totals {
		if err := total.check(sides[side].Program); err != nil {
			return totals, nil, err
		}
	}
	return totals, pairs, nil
}
