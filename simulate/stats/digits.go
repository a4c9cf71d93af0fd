package stats

import "strconv"

// Round6 returns x to six significant decimal digits, the form in which derived numbers leave a run: the
// last bits of a logarithm may differ between processors, these digits do not.
func Round6(x float64) float64 {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'e', 5, 64), 64) // reads what it wrote
	return rounded + 0                                                       // no negative zero
}
