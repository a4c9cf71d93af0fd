package program

import (
	"cmp"
	"math"
	"slices"

	"rehearse/journey/rule"
)

// Decision is one condition of a rule as people are asked it: what Op asks for lies between Low and High, or is among
// the bits of Mask or the numbers of Set; the answer leads to the next decision, or is that of the rule.
type Decision struct {
	Op Op
	Of int32
	// Yes and No are numbers of decisions, or Holds and Fails.
	Yes, No   int32
	Low, High int64
	Window    int64
	Mask      uint64
	Set       []int32 // when a number does not fit into Mask
}

// The ends of a rule.
const (
	Holds int32 = -1
	Fails int32 = -2
)

// decide makes the decisions of a rule of its code. Constants, negations and jumps are walked through here, once: what is left
// asks only of the person.
func (r *Rule) decide() {
	place := make([]int32, len(r.Code)) // of an atom among the decisions
	n := int32(0)
	for i := range r.Code {
		place[i] = n
		if r.Code[i].Op < OpNot && r.Code[i].Op != OpConst {
			n++
		}
	}
	after := func(i int, answer bool) int32 {
		for ; i < len(r.Code); i++ {
			in := &r.Code[i]
			switch {
			case in.Op == OpConst:
				answer = in.Number != 0
			case in.Op == OpNot:
				answer = !answer
			case in.Op == OpJumpFalse && !answer, in.Op == OpJumpTrue && answer:
				i = int(in.Jump) - 1
			case in.Op < OpNot:
				return place[i]
			}
		}
		if answer {
			return Holds
		}
		return Fails
	}
	r.First = after(0, false)
	for i := range r.Code {
		in := &r.Code[i]
		if in.Op >= OpNot || in.Op == OpConst {
			continue
		}
		d := Decision{Op: in.Op, Of: in.Of, Window: in.Window, Yes: after(i+1, true), No: after(i+1, false)}
		d.between(in)
		d.among(in.Set)
		r.Decisions = append(r.Decisions, d)
	}
}

// between says in which values a comparison holds. "Not equal" is equal with the ways exchanged, so that who has no value
// is not equal.
func (d *Decision) between(in *Instruction) {
	holds := func(v int64) bool { return ordered(in.Cmp, cmp.Compare(v, int64(in.Number))) }
	switch in.Op {
	case OpLast, OpSinceProperty, OpUntilProperty, OpSinceDate, OpUntilDate:
		holds = func(v int64) bool { return ordered(in.Cmp, cmp.Compare(v, in.Window)) }
	case OpCount, OpInterest, OpPayGrade:
	case OpPoints:
		holds = func(v int64) bool { return ordered(in.Cmp, cmp.Compare(float64(v), in.Number)) }
	case OpNumber:
		holds = func(v int64) bool { return ordered(in.Cmp, cmp.Compare(float64(v)/Millionths, in.Number)) }
	default:
		return
	}
	if in.Cmp == rule.NotEqual {
		d.Yes, d.No = d.No, d.Yes
		equal := holds
		holds = func(v int64) bool { return !equal(v) }
	}
	d.Low, d.High = interval(in.Cmp, holds, in)
}

// interval finds the first and the last whole number for which a comparison with one number holds, by halving: so the limit
// is where the comparison itself says, whatever the rounding. Low > High: there is none.
func interval(op rule.Op, holds func(v int64) bool, in *Instruction) (low, high int64) {
	const least, most = math.MinInt64 + 1, math.MaxInt64
	// first is the least number for which something holds that holds for all greater ones too; false when there is none.
	first := func(holds func(v int64) bool) (int64, bool) {
		if !holds(most) {
			return 0, false
		}
		from, to := int64(least), int64(most)
		for from < to {
			middle := from/2 + to/2 + (from%2+to%2)/2
			if middle == to { // halves of negative numbers round up
				middle--
			}
			if holds(middle) {
				to = middle
			} else {
				from = middle + 1
			}
		}
		return from, true
	}
	switch op {
	case rule.Greater, rule.GreaterOrEqual:
		if n, ok := first(holds); ok {
			return n, most
		}
		return 1, 0
	case rule.Less, rule.LessOrEqual:
		n, ok := first(func(v int64) bool { return !holds(v) })
		if !ok {
			return least, most
		}
		return least, n - 1
	}
	return equalTo(holds, in)
}

// equalTo is the interval of the numbers equal to one.
func equalTo(holds func(v int64) bool, in *Instruction) (low, high int64) {
	n := in.Number
	if in.Op == OpNumber {
		n = math.Round(n * Millionths)
	}
	if math.Abs(n) >= 1<<53 || n != math.Trunc(n) {
		return 1, 0
	}
	if v := int64(n); holds(v) {
		return v, v
	}
	return 1, 0
}

// ordered tells that a comparison holds for two numbers of which the first compares to the second like this.
func ordered(op rule.Op, compared int) bool {
	switch op {
	case rule.Equal:
		return compared == 0
	case rule.NotEqual:
		return compared != 0
	case rule.Less:
		return compared < 0
	case rule.LessOrEqual:
		return compared <= 0
	case rule.Greater:
		return compared > 0
	default:
		return compared >= 0
	}
}

// among keeps a choice as a mask of bits where its numbers allow it. What is -1 is nothing anybody has.
func (d *Decision) among(set []int32) {
	for _, n := range set {
		switch {
		case n < 0:
		case n < 64:
			d.Mask |= 1 << n
		default:
			d.Set = append(d.Set, n)
		}
	}
}

// cost orders what is joined by and or or: what is remembered is asked before what must be drawn or counted. No condition
// changes anything, so the order changes no answer.
func cost(x rule.Expr) int {
	switch x := x.(type) {
	case *rule.Not:
		return cost(x.X)
	case *rule.And:
		return costOf(x.Terms)
	case *rule.Or:
		return costOf(x.Terms)
	case *rule.Is:
		switch x.Fact {
		case rule.Mark, rule.Never:
			return 1
		case rule.Subscribed:
			return 2
		}
		return 5 // drawn when first asked
	case *rule.Compare:
		switch x.Quantity {
		case rule.Last:
			return 1
		case rule.Count, rule.PayGrade:
			return 2
		case rule.Points:
			return 3
		case rule.Interest:
			return 4
		}
		return 5
	case *rule.OneOf:
		if x.Quality == rule.ChoiceProperty {
			return 5
		}
		return 1
	}
	return 0
}

// costOf is that of all terms, as all may be asked.
func costOf(terms []rule.Expr) int {
	sum := 0
	for _, term := range terms {
		sum += cost(term)
	}
	return sum
}

// cheapFirst is the terms in the order in which they are asked.
func cheapFirst(terms []rule.Expr) []rule.Expr {
	return slices.SortedStableFunc(slices.Values(terms), func(a, b rule.Expr) int { return cmp.Compare(cost(a), cost(b)) })
}
