package engine

import (
	"math"
	"slices"

	"rehearse/simulate/program"
)

// holds answers a rule about the person now. A nil rule holds for everybody.
func (x *life) holds(r *program.Rule) bool {
	if r == nil {
		return true
	}
	m := &x.memory
	at := r.First
	for at >= 0 {
		d := &r.Decisions[at]
		is := false
		switch d.Op { // what is remembered is asked here, what must be looked up or worked out elsewhere
		case program.OpMark:
			is = m.marks[d.Of]
		case program.OpNever:
			is = m.count[d.Of] == 0
		case program.OpLast:
			age := x.now - m.last[d.Of]
			is = age >= d.Low && age <= d.High && m.count[d.Of] > 0
		case program.OpCount:
			if d.Window > 0 {
				is = x.countBetween(d)
			} else {
				n := int64(m.count[d.Of])
				is = n >= d.Low && n <= d.High
			}
		case program.OpPersona:
			is = among(d, x.who.Persona)
		case program.OpLanguage:
			is = among(d, x.who.Language)
		case program.OpEntry:
			is = among(d, x.who.Entry)
		case program.OpPayGradeIn:
			is = among(d, x.who.PayGrade)
		case program.OpPayGrade:
			is = int64(x.who.PayGrade) >= d.Low && int64(x.who.PayGrade) <= d.High
		case program.OpSubChannel:
			is = x.subscribed[d.Of]
		case program.OpSubTopic:
			is = x.topics[d.Of]
		case program.OpKnown:
			is = x.who.Knows(d.Of)
		case program.OpAllowed:
			is = x.who.Allows(d.Of)
		case program.OpYes:
			is = x.who.Property(d.Of) == 1
		case program.OpEntryChannel:
			is = among(d, x.p.Entries[x.who.Entry].Channel)
		case program.OpChoice:
			choice := x.who.Property(d.Of)
			is = choice >= 0 && among(d, int32(choice))
		default:
			value := x.measure(d)
			is = value >= d.Low && value <= d.High
		}
		if is {
			at = d.Yes
		} else {
			at = d.No
		}
	}
	return at == program.Holds
}

// missing is a value there is none of: it lies in no interval.
const missing = program.NotSet

// measure is the number a condition compares.
func (x *life) measure(d *program.Decision) int64 {
	switch d.Op {
	case program.OpPoints:
		return x.points(d.Of)
	case program.OpInterest:
		return x.interest(d.Of)
	case program.OpSinceProperty:
		if at := x.who.Property(d.Of); at != program.NotSet && at <= x.now {
			return x.now - at
		}
	case program.OpUntilProperty:
		if at := x.who.Property(d.Of); at >= x.now { // not set is far in the past
			return at - x.now
		}
	case program.OpSinceDate:
		if at, ok := dateBefore(x.p.Dates[d.Of].Instants, x.now); ok {
			return x.now - at
		}
	case program.OpUntilDate:
		if at, ok := dateFrom(x.p.Dates[d.Of].Instants, x.now); ok {
			return at - x.now
		}
	default: // OpNumber
		return x.who.Property(d.Of)
	}
	return missing
}

// among tells that a number is chosen. A number below 0 is none.
func among(d *program.Decision, n int32) bool {
	if uint32(n) < 64 {
		return d.Mask>>uint32(n)&1 != 0
	}
	return d.Set != nil && slices.Contains(d.Set, n)
}

// countBetween tells that an event happened often enough and not too often in a window that ends now; what is exactly as old
// as the window is no longer in it. It looks at two occurrences at most, however many there are: the one that makes them
// enough and the one that makes them too many.
func (x *life) countBetween(d *program.Decision) bool {
	times, from := x.memory.times[d.Of], x.now-d.Window
	return (d.Low <= 0 || happened(times, d.Low, from)) && (d.High == math.MaxInt64 || d.High >= 0 && !happened(times, d.High+1, from))
}

// happened tells that of rising times at least n lie after a moment.
func happened(times []int64, n, from int64) bool {
	return n <= int64(len(times)) && times[int64(len(times))-n] > from
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
			times := m.times[in.Of]
			if n, _ := slices.BinarySearch(times, x.now-in.Window+1); n < len(times) {
				after(times[n] + in.Window)
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
