package oracle

import (
	"math"
	"math/rand/v2"

	"rehearse/journey"
)

// draw is a length of time in milliseconds.
func draw(r *rand.Rand, l journey.Law) int64 {
	seconds := 0.0
	switch l.Kind {
	case journey.LawUniform:
		seconds = float64(l.Low) + r.Float64()*float64(l.High-l.Low)
	case journey.LawNormal:
		for {
			seconds = float64(l.Mean) + r.NormFloat64()*float64(l.Deviation)
			if seconds >= 0 {
				break
			}
		}
	case journey.LawLogNormal:
		seconds = float64(l.Median) * math.Exp(l.Sigma*r.NormFloat64())
	case journey.LawExponential:
		seconds = float64(l.Mean) * r.ExpFloat64()
	case journey.LawTriangular:
		seconds = triangle(r, float64(l.Low), float64(l.Mode), float64(l.High))
	default:
		seconds = float64(l.Value)
	}
	return int64(math.Round(min(seconds, 1e12) * 1000))
}

func triangle(r *rand.Rand, low, mode, high float64) float64 {
	if high <= low {
		return low
	}
	u := r.Float64()
	if u < (mode-low)/(high-low) {
		return low + math.Sqrt(u*(high-low)*(mode-low))
	}
	return high - math.Sqrt((1-u)*(high-low)*(high-mode))
}

// pick chooses an index by shares; what is left over is len(shares).
func pick(r *rand.Rand, shares []float64) int {
	u := r.Float64()
	for i, share := range shares {
		if u -= share; u < 0 {
			return i
		}
	}
	return len(shares)
}

// value chooses one of a mix; an empty mix gives the standard value.
func (w *world) value(r *rand.Rand, mix []journey.Weighted, standard string) string {
	if len(mix) == 0 {
		return standard
	}
	shares := make([]float64, len(mix))
	for i, v := range mix {
		shares[i] = w.m.Value(v.Share).Value
	}
	return mix[min(pick(r, shares), len(mix)-1)].Value
}
