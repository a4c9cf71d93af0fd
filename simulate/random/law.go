package random

import (
	"errors"
	"fmt"
	"math"
	"math/bits"
)

// Limits of laws, in milliseconds.
const (
	// MaxParameter is the largest length a law may be made of, 2^45 ms, about 1,115 years.
	MaxParameter = 1 << 45
	// MaxDraw is the greatest length a law can give, 2^50 ms, about 35,700 years: the far tail of a
	// log-normal law is cut there. Every horizon ends long before.
	MaxDraw = 1 << 50
	// MaxSigma is the largest sigma of a log-normal law.
	MaxSigma = 10
)

// ErrLaw is wrapped by the error of a law whose numbers make no sense. The map's checks come before,
// so it tells of a programming mistake.
var ErrLaw = errors.New("random: impossible law")

type lawKind uint8

const (
	fixed lawKind = iota
	uniform
	normal
	logNormal
	exponential
	triangular
)

// Law is a random length of time in milliseconds, never negative. It is a small value, drawn from
// without allocation and with integer arithmetic only. The zero Law is "no time at all".
type Law struct {
	kind lawKind
	// cut is the mode's place of a triangular law as a share of its range, or the draw at which a normal
	// law reaches 0; in units of 2^-32.
	cut uint64
	// a and b are: the value · low and width · mean and deviation · median and sigma·log2(e) in units of
	// 2^-32 · the mean · low and width.
	a, b int64
}

// Fixed always gives ms.
func Fixed(ms int64) (Law, error) {
	return Law{kind: fixed, a: ms}, inRange("fixed", ms)
}

// Uniform gives every whole number from low to high with the same chance.
func Uniform(low, high int64) (Law, error) {
	return Law{kind: uniform, a: low, b: high - low}, inRange("uniform", low, high, high-low)
}

// Normal is the normal law with the given mean and standard deviation, cut at 0: what would be negative
// is not drawn and the rest is scaled up (the truncated law, so there is no heap of zeros). Its own mean
// is therefore a little above the given one when the deviation is large.
func Normal(mean, deviation int64) (Law, error) {
	if err := inRange("normal", mean, deviation); err != nil {
		return Law{}, err
	}
	law := Law{kind: normal, a: mean, b: deviation}
	// The least draw that gives no less than 0, found in the same table that is drawn from.
	low, high := uint64(0), uint64(1)<<31
	for low < high {
		middle := (low + high) / 2
		if mean+scaleZ(deviation, normalQuantile(uint32(middle))) < 0 {
			low = middle + 1
		} else {
			high = middle
		}
	}
	law.cut = low
	return law, nil
}

// LogNormal is the law whose natural logarithm is normal with standard deviation sigma (0..10); half of
// the draws are below the median.
func LogNormal(median int64, sigma float64) (Law, error) {
	if !(sigma >= 0 && sigma <= MaxSigma) {
		return Law{}, fmt.Errorf("%w: log-normal sigma %v is not in 0..%d", ErrLaw, sigma, MaxSigma)
	}
	perBit := float64(sigma * math.Log2E)
	return Law{kind: logNormal, a: median, b: int64(math.RoundToEven(perBit * one))}, inRange("log-normal", median)
}

// Exponential is the exponential law with the given mean: no memory of the time already waited.
func Exponential(mean int64) (Law, error) {
	return Law{kind: exponential, a: mean}, inRange("exponential", mean)
}

// Triangular rises from low to the mode and falls to high.
func Triangular(low, mode, high int64) (Law, error) {
	if err := inRange("triangular", low, mode, high, mode-low, high-mode); err != nil {
		return Law{}, err
	}
	law := Law{kind: triangular, a: low, b: high - low}
	if high > low {
		up, down := bits.Mul64(uint64(mode-low), one)
		law.cut, _ = bits.Div64(up, down, uint64(high-low)) // mode-low ≤ high-low ≤ 2^45: the quotient fits
	}
	return law, nil
}

func inRange(law string, lengths ...int64) error {
	for _, ms := range lengths {
		if ms < 0 || ms > MaxParameter {
			return fmt.Errorf("%w: %s law of length %d ms, not in 0..%d", ErrLaw, law, ms, int64(MaxParameter))
		}
	}
	return nil
}

// Draw returns the length in milliseconds at the quantile (u+½)/2^32. It never falls as u rises, so
// people with more patience under one law have more under any other. Use the low half of a draw:
// law.Draw(uint32(r)).
//
// Against the exact law the error is at most ½ ms of rounding plus: nothing for fixed and uniform;
// 1.2e-7 of the mean for exponential; 3e-7 of the deviation for normal, whose cut may also shift u by
// 1; sigma·3e-7 + 3e-8 of the length for log-normal; 2^-16 of the width at the very ends of triangular,
// less inside.
func (l Law) Draw(u uint32) int64 {
	if l.kind == exponential { // the most frequent one goes without a call
		return PlaceOf(u).Times(l.a)
	}
	switch l.kind {
	case uniform:
		return l.a + int64(Below(uint64(u)<<32, uint64(l.b)+1))
	case normal:
		if l.cut > 0 {
			u = ^uint32(halfProduct(2*uint64(^u)+1, one-l.cut) >> 32) // from the top, where the tail is finest
		}
		return max(0, l.a+scaleZ(l.b, normalQuantile(u)))
	case logNormal:
		return powerOfTwo(l.a, scaleZ(l.b, normalQuantile(u)))
	case triangular:
		return l.a + l.triangle(u)
	default:
		return l.a
	}
}

// Mean returns the mean of an exponential law, 0 for no time at all; false for any other law. Who draws many of these lengths
// in a loop does it with PlaceOf, without a call.
func (l Law) Mean() (ms int64, ok bool) {
	return l.a, l.kind == exponential || l == Law{}
}

// Place is a quantile of the exponential law with mean 1 in units of 2^-32, see PlaceOf; rounding may bring it below 0.
type Place int64

// PlaceOf returns the quantile (u+½)/2^32.
func PlaceOf(u uint32) Place { return Place(exponentialQuantile(u)) }

// Times returns the length at the place in the exponential law with a mean, as Law.Draw does.
func (p Place) Times(mean int64) int64 {
	high, low := bits.Mul64(uint64(mean), uint64(max(0, p)))
	low, carry := bits.Add64(low, 1<<31, 0)
	return int64((high+carry)<<32 | low>>32)
}

// ShortMean is up to which mean Short gives what Times gives, about 18 hours.
const ShortMean = 1 << 26

// Short is Times for means up to ShortMean. What rounding leaves below 0 is less than half a millisecond then.
func (p Place) Short(mean int64) int64 {
	return (mean*int64(p) + 1<<31) >> 32
}

// Bounds returns the least and the greatest length the law can give.
func (l Law) Bounds() (least, greatest int64) {
	return l.Draw(0), l.Draw(math.MaxUint32)
}

// triangle inverts the triangular distribution function on 0..width: below the mode the square root of
// u·cut, above it of (1−u)·(1−cut) from the other end.
func (l Law) triangle(u uint32) int64 {
	twice := 2*uint64(u) + 1 // the quantile in units of 2^-33
	if twice < 2*l.cut {
		return scaled(l.b, squareRoot(halfProduct(twice, l.cut)), 32)
	}
	if l.cut == one { // the mode is the upper end
		return l.b
	}
	return l.b - scaled(l.b, squareRoot(halfProduct(2*one-twice, one-l.cut)), 32)
}

// halfProduct returns x·y/2, rounded down; it must fit.
func halfProduct(x, y uint64) uint64 {
	high, low := bits.Mul64(x, y)
	return high<<63 | low>>1
}

// scaled returns v·factor/2^shift to the nearest whole number; the result must fit.
func scaled(v int64, factor uint64, shift uint) int64 {
	high, low := bits.Mul64(uint64(v), factor)
	low, carry := bits.Add64(low, 1<<(shift-1), 0)
	return int64((high+carry)<<(64-shift) | low>>shift)
}

// scaleZ returns v·z for z in units of 2^-28.
func scaleZ(v, z int64) int64 {
	if z < 0 {
		return -scaled(v, uint64(-z), 28)
	}
	return scaled(v, uint64(z), 28)
}

// squareRoot returns the whole part of the root of x. The floating-point root is exactly rounded on every
// processor and at most one off after the conversion of x.
func squareRoot(x uint64) uint64 {
	root := min(uint64(math.Sqrt(float64(x))), math.MaxUint32)
	for root*root > x {
		root--
	}
	for root < math.MaxUint32 && (root+1)*(root+1) <= x {
		root++
	}
	return root
}
