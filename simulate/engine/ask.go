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
	at := r.First
	for at >= 0 {
		if d := &r.Decisions[at]; x.decide(d) {
			at = d.Yes
		} else {
			at = d.No
		}
	}
	return at == program.Holds
}

// decide answers one condition. A value that is missing lies in no interval.
func (x *life) decide(d *program.Decision) bool {
	m := &x.memory
	value := int64(0)
	switch d.Op {
	case program.OpKnown:
		return x.who.Knows(d.Of)
	case program.OpAllowed:
		return x.who.Allows(d.Of)
	case program.OpSubChannel:
		return x.subscribed[d.Of]
	case program.OpSubTopic:
		return x.topics[d.Of]
	case program.OpMark:
		return m.marks[d.Of]
	case program.OpNever:
		return m.count[d.Of] == 0
	case program.OpYes:
		return x.who.Property(d.Of) == 1
	case program.OpPersona:
		return among(d, x.who.Persona)
	case program.OpLanguage:
		return among(d, x.who.Language)
	case program.OpEntry:
		return among(d, x.who.Entry)
	case program.OpEntryChannel:
		return among(d, x.p.Entries[x.who.Entry].Channel)
	case program.OpPayGradeIn:
		return among(d, x.who.PayGrade)
	case program.OpChoice:
		choice := x.who.Property(d.Of)
		return choice >= 0 && among(d, int32(choice))
	case program.OpLast:
		if m.count[d.Of] == 0 {
			return false
		}
		value = x.now - m.last[d.Of]
	case program.OpSinceProperty:
		at := x.who.Property(d.Of)
		if at == program.NotSet || at > x.now {
			return false
		}
		value = x.now - at
	case program.OpUntilProperty:
		at := x.who.Property(d.Of) // not set is far in the past
		if at < x.now {
			return false
		}
		value = at - x.now
	case program.OpSinceDate:
		at, ok := dateBefore(x.p.Dates[d.Of].Instants, x.now)
		if !ok {
			return false
		}
		value = x.now - at
	case program.OpUntilDate:
		at, ok := dateFrom(x.p.Dates[d.Of].Instants, x.now)
		if !ok {
			return false
		}
		value = at - x.now
	case program.OpCount:
		if d.Window > 0 {
			return x.countBetween(d)
		}
		value = int64(m.count[d.Of])
	case program.OpPoints:
		value = x.points(d.Of)
	case program.OpInterest:
		value = x.interest(d.Of)
	case program.OpPayGrade:
		value = int64(x.who.PayGrade)
	default: // OpNumber
		value = x.who.Property(d.Of)
	}
	return value >= d.Low && value <= d.High
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
