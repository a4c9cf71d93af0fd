package engine

import (
	"fmt"

	"rehearse/simulate/program"
	"rehearse/simulate/stats"
)

// Columns of Tally.Batches: what a batch of people, or a whole replication, did. Amounts are in millionths.
const (
	// BatchPeople counts people.
	BatchPeople = iota
	// BatchValue is what their goals were worth, BatchSpent what they cost (visits, sends, calls), BatchReached how many
	// conversions they made.
	BatchValue
	BatchSpent
	BatchReached
	// BatchTouches sums their touches, BatchDay, BatchWeek and BatchWanted each person's fullest day, fullest 7 × 24 h,
	// and the same of wanted sends.
	BatchTouches
	BatchDay
	BatchWeek
	BatchWanted

	batchFixed // how many there are before those of the goals
)

// BatchGoals is the column of the number of conversions of a goal, the next one is their value.
func BatchGoals(goal int) int { return batchFixed + 2*goal }

// Columns of a send row, from BatchSends on.
const (
	BatchEntered = iota
	BatchSent
	BatchDelivered
	BatchOpened
	BatchClicked

	batchSends // how many there are
)

// BatchSends is the first column of a send row.
func (t *Tally) BatchSends(row int) int { return BatchGoals(len(t.Goals)) + batchSends*row }

// batchColumns is how many columns a program's table has.
func batchColumns(p *program.Program) int {
	return BatchGoals(len(p.Goals)) + batchSends*int(p.SendRows)
}

// batchSend adds one to a column of a send row.
func (x *life) batchSend(row int32, column int) {
	x.batch[x.tally.BatchSends(int(row))+column]++
}

// checkBatches makes sure that batches add up to the whole.
func (t *Tally) checkBatches() error {
	people := int64(0)
	for _, n := range t.People {
		people += n
	}
	type sum struct {
		column int
		want   int64
	}
	sums := []sum{{BatchPeople, people}, {BatchValue, t.Value}, {BatchSpent, t.Visits + t.SendCost + t.Calls + t.Support}}
	for i := range t.Goals {
		sums = append(sums, sum{BatchGoals(i), t.Goals[i].Count}, sum{BatchGoals(i) + 1, t.Goals[i].Value})
	}
	for row := range t.Sends {
		s, first := &t.Sends[row], t.BatchSends(row)
		sums = append(sums, sum{first + BatchEntered, s.Entered}, sum{first + BatchSent, s.Sent}, sum{first + BatchDelivered, s.Delivered},
			sum{first + BatchOpened, s.Opened}, sum{first + BatchClicked, s.Clicked})
	}
	for _, s := range sums {
		if got := t.Batches.Sum(s.column); got != s.want {
			return fmt.Errorf("engine: column %d of the batches sums to %d, not to %d", s.column, got, s.want)
		}
	}
	return nil
}

// rows is how many batches a run has.
func (o Options) rows() int {
	if o.Batches > 0 {
		return o.Batches
	}
	return stats.DefaultBatches
}

// batchOf is the row of a person's batch: people go round the batches by their number.
func (x *life) batchOf(number int64) []int64 {
	return x.tally.Batches.Row(int(number % x.rows))
}

// Replicated adds the tally of a whole replication, of one batch, as the row-th batch of this one.
func (t *Tally) Replicated(run *Tally, row int) {
	one := run.Batches
	run.Batches = stats.NewBatches(t.Batches.Len(), one.Columns())
	copy(run.Batches.Row(row), one.Row(0))
	t.Merge(run)
	run.Batches = one
}
