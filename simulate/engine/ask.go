package engine

import (
	"math"
	"slices"

	"rehearse/journey/rule"
	"rehearse/simulate/program"
)

// holds answers a rule about the person now. A nil rule holds for everybody.
func (x *life) holds(r *program.Rule) bool {
	if r == nil {
		return true
	}
	answer := false
	for i := 0; i < len(r.Code); i++ {
		in := &r.Code[i]
		switch in.Op {
		case program.OpNot:
			answer = !answer
		case program.OpJumpFalse:
			if !answer {
				i = int(in.Jump) - 1
			}
		case program.OpJumpTrue:
			if answer {
				i = int(in.Jump) - 1
			}
		default:
			answer = x.atom(in)
		}
	}
	return answer
}

// atom answers one condition.
func (x *life) atom(in *program.Instruction) bool {
	m := &x.memory
	switch in.Op {
	case program.OpConst:
		return in.Number != 0
	case program.OpKnown:
		return x.who.Knows(in.Of)
	case program.OpAllowed:
		return x.who.Allows(in.Of)
	case program.OpSubChannel:
		return x.subscribed[in.Of]
	case program.OpSubTopic:
		return x.topics[in.Of]
	case program.OpMark:
		return m.marks[in.Of]
	case program.OpNever:
		return m.count[in.Of] == 0
	case program.OpYes:
		return x.who.Property(in.Of) == 1
	case program.OpLast:
		return m.count[in.Of] > 0 && compare(in.Cmp, x.now-m.last[in.Of], in.Window)
	case program.OpSinceProperty:
		at := x.who.Property(in.Of)
		return at != program.NotSet && at <= x.now && compare(in.Cmp, x.now-at, in.Window)
	case program.OpUntilProperty:
		at := x.who.Property(in.Of)
		return at != program.NotSet && at >= x.now && compare(in.Cmp, at-x.now, in.Window)
	case program.OpSinceDate:
		at, ok := dateBefore(x.p.Dates[in.Of].Instants, x.now)
		return ok && compare(in.Cmp, x.now-at, in.Window)
	case program.OpUntilDate:
		at, ok := dateFrom(x.p.Dates[in.Of].Instants, x.now)
		return ok && compare(in.Cmp, at-x.now, in.Window)
	case program.OpCount:
		return compare(in.Cmp, x.count(in.Of, in.Window), int64(in.Number))
	case program.OpPoints:
		return compare(in.Cmp, float64(x.points(in.Of)), in.Number)
	case program.OpInterest:
		return compare(in.Cmp, x.interest(in.Of), int64(in.Number))
	case program.OpPayGrade:
		return compare(in.Cmp, int64(x.who.PayGrade), int64(in.Number))
	case program.OpNumber:
		value := x.who.Property(in.Of)
		if value == program.NotSet {
			return in.Cmp == rule.NotEqual
		}
		return compare(in.Cmp, float64(value)/program.Millionths, in.Number)
	case program.OpPersona:
		return slices.Contains(in.Set, x.who.Persona)
	case program.OpLanguage:
		return slices.Contains(in.Set, x.who.Language)
	case program.OpEntry:
		return slices.Contains(in.Set, x.who.Entry)
	case program.OpEntryChannel:
		channel := x.p.Entries[x.who.Entry].Channel
		return channel != program.None && slices.Contains(in.Set, channel)
	case program.OpPayGradeIn:
		return slices.Contains(in.Set, x.who.PayGrade)
	default: // OpChoice
		value := x.who.Property(in.Of)
		return value != program.NotSet && slices.Contains(in.Set, int32(value))
	}
}

func compare[N int64 | float64](op rule.Op, a, b N) bool {
	switch op {
	case rule.Equal:
		return a == b
	case rule.NotEqual:
		return a != b
	case rule.Less:
		return a < b
	case rule.LessOrEqual:
		return a <= b
	case rule.Greater:
		return a > b
	default:
		return a >= b
	}
}

// count is how often an event happened in a window that ends now; what is exactly as old as the window is
// no longer in it. A window of 0 is "ever".
func (x *life) count(e int32, window int64) int64 {
	if window == 0 {
		return int64(x.memory.count[e])
	}
	times := x.memory.times[e]
	n := int64(0)
	for i := len(times) - 1; i >= 0 && times[i] > x.now-window; i-- {
		n++
	}
	return n
}

// interest is 1 to 4, by the score's thresholds.
func (x *life) interest(s int32) int64 {
	points := x.points(s)
	level := int64(1)
	for _, least := range x.p.Scores[s].Interest {
		if points >= least {
			level++
		}
	}
	return level
}

// dateBefore is the last instant not after now, dateFrom the first not before it.
func dateBefore(instants []int64, now int64) (int64, bool) {
	n, found := slices.BinarySearch(instants, now)
	if found {
		return now, true
	}
	if n == 0 {
		return 0, false
	}
	return instants[n-1], true
}

func dateFrom(instants []int64, now int64) (int64, bool) {
	n, _ := slices.BinarySearch(instants, now)
	if n == len(instants) {
		return 0, false
	}
	return instants[n], true
}

// nextChange is the first tick after now at which time alone may change the rule.
func (x *life) nextChange(r *program.Rule) int64 {
	next := int64(math.MaxInt64)
	after := func(at int64) {
		if at > x.now && at < next {
			next = at
		}
	}
	m := &x.memory
	for i := range r.Code {
		in := &r.Code[i]
		switch in.Op {
		case program.OpLast:
			if m.count[in.Of] > 0 {
				after(m.last[in.Of] + in.Window)
				after(m.last[in.Of] + in.Window + 1)
			}
		case program.OpCount:
			if in.Window == 0 {
				continue
			}
			for _, at := range m.times[in.Of] {
				after(at + in.Window)
			}
		case program.OpSinceProperty, program.OpUntilProperty:
			if at := x.who.Property(in.Of); at != program.NotSet {
				dateChanges(after, in, at)
			}
		case program.OpSinceDate, program.OpUntilDate:
			instants := x.p.Dates[in.Of].Instants
			n, _ := slices.BinarySearch(instants, x.now-in.Window-1)
			for ; n < len(instants) && instants[n] <= x.now+in.Window+1; n++ {
				dateChanges(after, in, instants[n])
			}
			if n < len(instants) {
				dateChanges(after, in, instants[n])
			}
		case program.OpPoints, program.OpInterest:
			score := &x.p.Scores[in.Of]
			if score.DecayPoints > 0 && x.points(in.Of) > max(0, score.Floor) {
				from := m.deed[in.Of] + score.DecayAfter
				periods := max(0, (x.now-from)/score.DecayEvery)
				after(from + (periods+1)*score.DecayEvery)
			}
		}
	}
	return next
}

// dateChanges names the ticks at which "since" or "until" a date may change.
func dateChanges(after func(int64), in *program.Instruction, at int64) {
	after(at)
	after(at + 1)
	if in.Op == program.OpSinceProperty || in.Op == program.OpSinceDate {
		after(at + in.Window)
		after(at + in.Window + 1)
		return
	}
	after(at - in.Window)
	after(at - in.Window + 1)
}
