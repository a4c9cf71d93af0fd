package rule

import (
	"math"
	"slices"
)

// interval is a range of numbers; an open end does not belong to it.
type interval struct {
	low, high         float64
	lowOpen, highOpen bool
}

func (i interval) empty() bool {
	return i.low > i.high || i.low == i.high && (i.lowOpen || i.highOpen)
}

func (i interval) intersect(other interval) interval {
	if other.low > i.low || other.low == i.low && other.lowOpen {
		i.low, i.lowOpen = other.low, other.lowOpen
	}
	if other.high < i.high || other.high == i.high && other.highOpen {
		i.high, i.highOpen = other.high, other.highOpen
	}
	return i
}

func (i interval) contains(x float64) bool {
	return (x > i.low || x == i.low && !i.lowOpen) && (x < i.high || x == i.high && !i.highOpen)
}

// pick is a number of the interval, a round one where there is one.
func (i interval) pick() float64 {
	if i.contains(0) {
		return 0
	}
	for _, x := range []float64{i.low, math.Floor(i.low) + 1, i.high, math.Ceil(i.high) - 1} {
		if !math.IsInf(x, 0) && i.contains(x) {
			return x
		}
	}
	return i.low + (i.high-i.low)/2
}

// numbers is a set of numbers, and whether "no value" belongs to it.
type numbers struct {
	parts []interval
	unset bool
}

func everyNumber() numbers {
	return numbers{parts: []interval{{low: math.Inf(-1), high: math.Inf(1), lowOpen: true, highOpen: true}}, unset: true}
}

// satisfying is the set of numbers x with x op n.
func satisfying(op Op, n float64) numbers {
	below := interval{low: math.Inf(-1), lowOpen: true, high: n}
	above := interval{low: n, high: math.Inf(1), highOpen: true}
	switch op {
	case Equal:
		return numbers{parts: []interval{{low: n, high: n}}}
	case NotEqual:
		below.highOpen, above.lowOpen = true, true
		return numbers{parts: []interval{below, above}}
	case Less:
		below.highOpen = true
		return numbers{parts: []interval{below}}
	case LessOrEqual:
		return numbers{parts: []interval{below}}
	case Greater:
		above.lowOpen = true
		return numbers{parts: []interval{above}}
	default:
		return numbers{parts: []interval{above}}
	}
}

// within keeps the numbers of an interval; what is unset stays.
func (n numbers) within(i interval) numbers {
	return numbers{parts: n.intersect(numbers{parts: []interval{i}}).parts, unset: n.unset}
}

func (n numbers) intersect(other numbers) numbers {
	result := numbers{unset: n.unset && other.unset}
	for _, a := range n.parts {
		for _, b := range other.parts {
			if c := a.intersect(b); !c.empty() {
				result.parts = append(result.parts, c)
			}
		}
	}
	return result
}

// union joins two sets; overlapping parts are harmless.
func (n numbers) union(other numbers) numbers {
	return numbers{parts: append(slices.Clone(n.parts), other.parts...), unset: n.unset || other.unset}
}

func (n numbers) empty() bool { return len(n.parts) == 0 && !n.unset }
