package random

// MaxPoisson is the largest mean of a Poisson law that Poisson tabulates.
const MaxPoisson = 1000

// Poisson returns cumulative thresholds for Choose: outcome k is chosen with the Poisson probability
// mean^k/k! · e^-mean. A mean of 0 or less gives no cuts, so that the outcome is always 0. The table ends where
// less than 1e-9 is left.
//
// The probabilities are made from the most likely number outwards, each from its neighbour (p(k+1) =
// p(k)·mean/(k+1)), and divided by their sum: products and quotients round the same on every processor, the
// library's exponential does not.
func Poisson(mean float64) []Threshold {
	if !(mean > 0) {
		return nil
	}
	mean = min(mean, MaxPoisson)
	const least = 1e-15 // of the greatest
	mode := int(mean)
	first := mode
	down := []float64{1}
	for w := 1.0; first > 0 && w > least; first-- {
		w = float64(w*float64(first)) / mean
		down = append(down, w)
	}
	shares := make([]float64, first, mode+len(down))
	sum := 0.0
	for i := len(down) - 1; i >= 0; i-- {
		shares = append(shares, down[i])
		sum += down[i]
	}
	for w, k := 1.0, mode+1; w > least; k++ {
		w = float64(w*mean) / float64(k)
		shares = append(shares, w)
		sum += w
	}
	for i := range shares {
		shares[i] /= sum
	}
	cuts := Cumulative(shares)
	for i, cut := range cuts {
		if cut == Always {
			return cuts[:i+1]
		}
	}
	return cuts
}
