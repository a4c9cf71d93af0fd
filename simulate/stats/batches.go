package stats

import "math"

// DefaultBatches is how many batches of people a run is cut into for Student's interval; 40 to 64 are
// enough for the t law to be near the normal one and leave each batch large.
const DefaultBatches = 50

// FewestBatches is the least number of batches an interval is stated for: with fewer Student's interval is mostly a
// statement about how few they are.
const FewestBatches = 10

// Batches is a table of whole numbers: a row for each batch of people, or for each replication of a whole run, a column
// for each quantity. Column 0 is the number of people. Between rows people must be independent; inside a row they need
// not be. Cells must stay below 2^63.
type Batches struct {
	columns int
	cells   []int64
}

// NewBatches returns n empty rows of some columns, both ≥ 1.
func NewBatches(n, columns int) *Batches {
	return &Batches{columns: columns, cells: make([]int64, n*columns)}
}

// Len returns the number of rows.
func (b *Batches) Len() int { return len(b.cells) / b.columns }

// Columns returns the number of columns.
func (b *Batches) Columns() int { return b.columns }

// Row returns the cells of a row from 0 to Len−1, to be added to.
func (b *Batches) Row(row int) []int64 { return b.cells[row*b.columns : (row+1)*b.columns] }

// Merge adds the cells of a table of the same form.
func (b *Batches) Merge(other *Batches) {
	for i, n := range other.cells {
		b.cells[i] += n
	}
}

// Sum returns the sum of a column.
func (b *Batches) Sum(column int) (sum int64) {
	for i := column; i < len(b.cells); i += b.columns {
		sum += b.cells[i]
	}
	return sum
}

// Ratio returns the 95 % interval of the sum of one quantity divided by the sum of another, by Student's t over the rows
// with people; rows of unequal size count by their size (the ratio estimator, Cochran: Sampling Techniques, 6.4). It is
// false when fewer than FewestBatches rows have people, and when the divisor sums to nothing.
func (b *Batches) Ratio(over, under func(row []int64) float64) (Interval, bool) {
	return ratio(b.deviations(over, under, false))
}

// RatioOfAll is Ratio over all rows, those without people too: rows of which each is a whole, such as runs of a population to
// which chance may bring nobody.
func (b *Batches) RatioOfAll(over, under func(row []int64) float64) (Interval, bool) {
	return ratio(b.deviations(over, under, true))
}

func ratio(used int, sum, size, squares float64) (Interval, bool) {
	if used < FewestBatches || size == 0 {
		return Interval{}, false
	}
	middle, n := sum/size, float64(used)
	half := float64(studentT95(used-1) * math.Sqrt(n/(n-1)*squares) / math.Abs(size))
	return Interval{middle - half, middle + half}, true
}

// deviations returns how many rows have people (or are there at all), the sums of two quantities over them, and the sum of the
// squares by which the rows miss the ratio of the two, which is taken as 0 when the second sums to nothing.
func (b *Batches) deviations(over, under func(row []int64) float64, all bool) (used int, sum, size, squares float64) {
	for i := range b.Len() {
		if row := b.Row(i); all || row[0] > 0 {
			used++
			sum += over(row)
			size += under(row)
		}
	}
	ratio := 0.0
	if size != 0 {
		ratio = sum / size
	}
	for i := range b.Len() {
		if row := b.Row(i); all || row[0] > 0 {
			expected := float64(ratio * under(row)) // conversions forbid fusing products with sums
			d := over(row) - expected
			squares += float64(d * d)
		}
	}
	return used, sum, size, squares
}

// Mean returns the 95 % interval of a column's mean per person; false as in Ratio.
func (b *Batches) Mean(column int) (Interval, bool) {
	return b.Ratio(Column(column), Column(0))
}

// Column reads a cell.
func Column(column int) func(row []int64) float64 {
	return func(row []int64) float64 { return float64(row[column]) }
}

// studentT95 returns the two-sided 95 % point of Student's t law with the given degrees of freedom, ≥ 1.
func studentT95(freedom int) float64 {
	if freedom > 2000 { // the first term of Fisher's expansion; the next is below 1e-6
		return z95 + (float64(z95*z95*z95)+z95)/float64(4*freedom)
	}
	share := solve(func(x float64) bool { return studentCentre(x*math.Pi/2, freedom) < 0.95 })
	return math.Sqrt(float64(freedom)) * math.Tan(share*math.Pi/2)
}

// studentCentre returns the probability that |t| ≤ √ν·tan(angle): the finite sums for whole degrees of
// freedom (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4).
func studentCentre(angle float64, freedom int) float64 {
	sin, cos := math.Sincos(angle)
	if freedom%2 == 0 {
		sum, term := 1.0, 1.0
		for k := 2; k < freedom; k += 2 {
			term *= cos * cos * float64(k-1) / float64(k)
			sum += term
		}
		return sin * sum
	}
	if freedom == 1 {
		return 2 * angle / math.Pi
	}
	sum, term := cos, cos
	for k := 3; k < freedom; k += 2 {
		term *= cos * cos * float64(k-1) / float64(k)
		sum += term
	}
	return (angle + float64(sin*sum)) * 2 / math.Pi
}
