package stats

import "math"

// PERT is the law of a number of which somebody says: at least low, most likely mode, at most high. It is the beta law
// on low … high with the shapes 1 + 4·(mode − low)/(high − low) and 1 + 4·(high − mode)/(high − low), so its mean is
// (low + 4·mode + high)/6 (Clark, "The PERT model for the distribution of an activity time", Operations Research 1962).
type PERT struct{ Low, Mode, High float64 }

// Mean returns the mean of the law.
func (p PERT) Mean() float64 { return (p.Low + float64(4*p.Mode) + p.High) / 6 }

// Quantile returns the number below which a share u of the law lies, rounded to six significant digits, which are the
// same on every processor; Low for 0 and High for 1. Low ≤ Mode ≤ High must hold.
func (p PERT) Quantile(u float64) float64 {
	width := p.High - p.Low
	if width <= 0 || u <= 0 {
		return p.Low
	}
	if u >= 1 {
		return p.High
	}
	a, b := 1+4*(p.Mode-p.Low)/width, 1+4*(p.High-p.Mode)/width
	x := solve(func(x float64) bool { return betaShare(x, a, b) < u })
	return min(p.High, max(p.Low, Round6(p.Low+float64(width*x))))
}

// betaShare is the share of the beta law of shapes a and b below x: the regularized incomplete beta function, by its
// continued fraction (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.5.8), from the side where it
// converges fast.
func betaShare(x, a, b float64) float64 {
	switch {
	case x <= 0:
		return 0
	case x >= 1:
		return 1
	case x > (a+1)/(a+b+2):
		return 1 - betaShare(1-x, b, a)
	}
	lgA, _ := math.Lgamma(a)
	lgB, _ := math.Lgamma(b)
	lgAB, _ := math.Lgamma(a + b)
	front := math.Exp(lgAB-lgA-lgB+float64(a*math.Log(x))+float64(b*math.Log1p(-x))) / a
	// Lentz's method.
	const tiny = 1e-300
	away := func(v float64) float64 {
		if math.Abs(v) < tiny {
			return tiny
		}
		return v
	}
	c, d := 1.0, 1/away(1-(a+b)*x/(a+1))
	sum := d
	for m := 1.0; m <= 200; m++ {
		term := float64(m*(b-m)*x) / ((a + 2*m - 1) * (a + 2*m))
		d, c = 1/away(1+float64(term*d)), away(1+term/c)
		sum *= d * c
		term = -float64((a+m)*(a+b+m)*x) / ((a + 2*m) * (a + 2*m + 1))
		d, c = 1/away(1+float64(term*d)), away(1+term/c)
		step := d * c
		sum *= step
		if math.Abs(step-1) < 1e-15 {
			break
		}
	}
	return front * sum
}
