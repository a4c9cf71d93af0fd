// Package curve is the picture of a random length of time as numbers: its density and the share of people it has let pass,
// with the moments half and nine tenths of them are through.
//
// It follows the formulas of the laws; the engine draws from the same ones with integers, and a test holds the two together.
package curve

import (
	"math"

	"rehearse/journey"
)

// Curve is the law of a random length of time. Lengths are seconds.
type Curve struct {
	// End is where a picture that begins at 0 may end: all of a law with an end, else a little beyond nine tenths.
	End float64
	// Median and Most are the lengths half and nine tenths of the people stay under.
	Median, Most float64
	share        func(x float64) float64
	density      func(x float64) float64
}

// Of gives the curve of a law; false for one that always gives the same length, and for one whose numbers make no sense.
func Of(l journey.Law) (Curve, bool) {
	var c Curve
	last := math.Inf(1)
	low, high, mode := float64(l.Low), float64(l.High), float64(l.Mode)
	switch l.Kind {
	case journey.LawUniform:
		if !(0 <= low && low < high) {
			return Curve{}, false
		}
		last = high
		c.share = func(x float64) float64 { return math.Min(1, math.Max(0, (x-low)/(high-low))) }
		c.density = func(x float64) float64 {
			if x < low || x > high {
				return 0
			}
			return 1 / (high - low)
		}
	case journey.LawTriangular:
		if !(0 <= low && low <= mode && mode <= high && low < high) {
			return Curve{}, false
		}
		last = high
		c.share, c.density = triangular(low, mode, high)
	case journey.LawNormal:
		mean, deviation := float64(l.Mean), float64(l.Deviation)
		if !(mean >= 0 && deviation > 0) {
			return Curve{}, false
		}
		cut := below(-mean / deviation) // what would be negative is not drawn
		c.share = func(x float64) float64 {
			return math.Max(0, (below((x-mean)/deviation)-cut)/(1-cut))
		}
		c.density = func(x float64) float64 { return bell((x-mean)/deviation) / deviation / (1 - cut) }
	case journey.LawLogNormal:
		median, sigma := float64(l.Median), l.Sigma
		if !(median > 0 && sigma > 0 && sigma <= 10) {
			return Curve{}, false
		}
		c.share = func(x float64) float64 {
			if x <= 0 {
				return 0
			}
			return below(math.Log(x/median) / sigma)
		}
		c.density = func(x float64) float64 {
			if x <= 0 {
				return 0
			}
			return bell(math.Log(x/median)/sigma) / (x * sigma)
		}
	case journey.LawExponential:
		mean := float64(l.Mean)
		if !(mean > 0) {
			return Curve{}, false
		}
		c.share = func(x float64) float64 { return 1 - math.Exp(-math.Max(0, x)/mean) }
		c.density = func(x float64) float64 { return math.Exp(-x/mean) / mean }
	default:
		return Curve{}, false
	}
	c.Median, c.Most = c.within(0.5), c.within(0.9)
	c.End = 1.35 * c.Most
	if !math.IsInf(last, 1) {
		c.End = last * 1.05
	}
	return c, true
}

func triangular(low, mode, high float64) (share, density func(float64) float64) {
	width := high - low
	share = func(x float64) float64 {
		switch {
		case x <= low:
			return 0
		case x >= high:
			return 1
		case x < mode:
			return (x - low) * (x - low) / (width * (mode - low))
		default:
			return 1 - (high-x)*(high-x)/(width*(high-mode))
		}
	}
	density = func(x float64) float64 {
		switch {
		case x < low || x > high:
			return 0
		case x < mode:
			return 2 * (x - low) / (width * (mode - low))
		case mode < high:
			return 2 * (high - x) / (width * (high - mode))
		default:
			return 2 / width
		}
	}
	return share, density
}

// Share is the part of the people that stay at most x seconds, 0..1.
func (c Curve) Share(x float64) float64 { return c.share(x) }

// Density is how many people a second stay just x seconds.
func (c Curve) Density(x float64) float64 { return c.density(x) }

// within is the length that a part of the people stay under, found by halving.
func (c Curve) within(part float64) float64 {
	low, high := 0.0, 1.0
	for c.share(high) < part && high < math.MaxInt64 {
		low, high = high, high*2
	}
	for range 64 {
		middle := (low + high) / 2
		if c.share(middle) < part {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}

// below is the share of the normal law below z, bell its density.
func below(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }

func bell(z float64) float64 { return math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) }
