package engine

import "rehearse/simulate/stats"

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

// batchColumns is how many columns a program's table has.
func batchColumns(goals int) int { return BatchGoals(goals) }

// rows is how many batches a run has.
func (o Options) rows() int {
	if o.Batches > 0 {
		return o.Batches
	}
	return stats.DefaultBatches
}

// batchOf is the row of a person's batch: people go round the batches by their number.
func (x *life) batchOf(number int64) []int64 {
	return x.tally.Batches.Row(int(number % int64(x.tally.Batches.Len())))
}

// Replicated adds the tally of a whole replication, of one batch, as the row-th batch of this one.
func (t *Tally) Replicated(run *Tally, row int) {
	one := run.Batches
	run.Batches = stats.NewBatches(t.Batches.Len(), one.Columns())
	copy(run.Batches.Row(row), one.Row(0))
	t.Merge(run)
	run.Batches = one
}
