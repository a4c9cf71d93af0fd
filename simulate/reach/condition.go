package reach

import (
	"math"
	"slices"

	"rehearse/simulate/program"
)

// conditions remembers for whom rules hold.
type conditions struct {
	space *space
	done  map[*program.Rule][2]set
}

// of is who a rule may hold for, and for whom it may not, now: each holds everybody who belongs to it, and with a hull some
// more. The decisions of a rule are walked through in their order, all people at once.
func (c *conditions) of(r *program.Rule) (holds, fails set) {
	if r == nil {
		return set{boxes: []box{c.space.full}}, set{}
	}
	if known, ok := c.done[r]; ok {
		return known[0], known[1]
	}
	was := c.space.brief.open // what is found out here stays
	c.space.brief.open = false
	defer func() { c.space.brief.open = was }()
	at := make([]set, len(r.Decisions))
	give := func(to int32, b box, wide bool) {
		if b == nil {
			return
		}
		target := &holds
		switch {
		case to == program.Fails:
			target = &fails
		case to >= 0:
			target = &at[to]
		}
		target.add(b)
		target.wide = target.wide || wide
	}
	give(r.First, c.space.full, false)
	for i := range r.Decisions {
		d := &r.Decisions[i]
		for _, b := range at[i].boxes {
			is, not := c.space.split(b, d)
			give(d.Yes, is, at[i].wide)
			give(d.No, not, at[i].wide)
		}
	}
	c.done[r] = [2]set{holds, fails}
	return holds, fails
}

// split divides a box by a condition; a part is nil when nobody is in it. A condition on what is no dimension divides
// nobody: both parts hold all.
func (s *space) split(b box, d *program.Decision) (is, not box) {
	of, holds, ok := s.condition(d)
	if !ok {
		is, not = b, b
	} else {
		is, not = s.narrowed(b, of, holds), s.narrowed(b, of, ^holds)
	}
	if d.Op == program.OpCount && !oneOrNone(d) {
		// More than none within a window happened within it.
		if event, ok := s.index[subject{aspect: aspectEvent, of: d.Of}]; ok {
			happened := s.happenedWithin(&s.dimensions[event], d.Window)
			if d.Low >= 1 && is != nil {
				is = s.narrowed(is, event, happened)
			}
			if d.Low <= 0 && not != nil { // more than High
				not = s.narrowed(not, event, happened)
			}
		}
	}
	return is, not
}

// narrowed is a box with less in one dimension, nil when that is nobody.
func (s *space) narrowed(b box, of int32, mask uint64) box {
	switch {
	case b == nil || b[of]&mask == 0:
		return nil
	case b[of]&^mask == 0:
		return b
	}
	b = s.copied(b)
	b[of] &= mask
	return b
}

// happenedWithin is the atoms of an event that happened less long ago than a window; 0 is ever.
func (s *space) happenedWithin(d *dimension, window int64) uint64 {
	if window == 0 {
		return d.all &^ 1
	}
	return d.between(0, window-1) &^ 1
}

// condition is the dimension a condition asks for and the atoms in which it holds; false when it is no dimension.
func (s *space) condition(d *program.Decision) (of int32, holds uint64, ok bool) {
	var about subject
	switch d.Op {
	case program.OpPersona:
		about, holds = subject{aspect: aspectPersona}, d.Mask
	case program.OpEntry:
		about, holds = subject{aspect: aspectEntry}, d.Mask
	case program.OpEntryChannel:
		about = subject{aspect: aspectEntry}
		for i := range s.p.Entries {
			if c := s.p.Entries[i].Channel; i < maxAtoms && c >= 0 && (c < 64 && d.Mask>>c&1 != 0 || slices.Contains(d.Set, c)) {
				holds |= 1 << i
			}
		}
	case program.OpLanguage:
		about, holds = subject{aspect: aspectLanguage}, d.Mask
	case program.OpPayGradeIn:
		about, holds = subject{aspect: aspectGrade}, d.Mask>>1
	case program.OpPayGrade:
		about = subject{aspect: aspectGrade}
		for grade := int64(1); grade <= 5; grade++ {
			if grade >= d.Low && grade <= d.High {
				holds |= 1 << (grade - 1)
			}
		}
	case program.OpKnown:
		about, holds = subject{aspect: aspectKnown, of: d.Of}, yes
	case program.OpAllowed:
		about, holds = subject{aspect: aspectAllowed, of: d.Of}, yes
	case program.OpSubChannel:
		about, holds = subject{aspect: aspectSubscribed, of: d.Of}, yes
	case program.OpSubTopic:
		about, holds = subject{aspect: aspectTopic, of: d.Of}, yes
	case program.OpMark:
		about, holds = subject{aspect: aspectMark, of: d.Of}, yes
	case program.OpSinceProperty, program.OpUntilProperty, program.OpSinceDate, program.OpUntilDate:
		about, holds = dateSubject(d), yes
	case program.OpNever, program.OpLast:
		about = subject{aspect: aspectEvent, of: d.Of}
	case program.OpCount:
		about = subject{aspect: aspectEvent, of: d.Of}
		if !oneOrNone(d) {
			about = subject{aspect: aspectCount, of: d.Of, window: d.Window}
		}
	case program.OpPoints, program.OpInterest:
		about = subject{aspect: aspectPoints, of: d.Of}
	default: // OpNumber, OpYes, OpChoice
		about = subject{aspect: aspectValue, of: d.Of}
	}
	of, ok = s.index[about]
	if !ok {
		return 0, 0, false
	}
	dim := &s.dimensions[of]
	switch d.Op {
	case program.OpNever:
		holds = 1
	case program.OpLast:
		holds = 0
		if d.High >= 0 && d.Low <= d.High {
			holds = dim.between(max(0, d.Low), d.High) &^ 1
		}
	case program.OpCount:
		holds = s.countHolds(dim, d)
	case program.OpPoints, program.OpNumber:
		holds = dim.between(d.Low, d.High)
		if d.Op == program.OpNumber {
			holds &^= dim.notSet()
		}
	case program.OpInterest:
		holds = s.interestHolds(dim, d)
	case program.OpYes:
		holds = dim.between(1, 1)
	case program.OpChoice:
		for i := range s.p.Properties[d.Of].Choices {
			if i < 64 && d.Mask>>i&1 != 0 || slices.Contains(d.Set, int32(i)) {
				holds |= dim.between(int64(i), int64(i))
			}
		}
	}
	return of, holds & dim.all, true
}

func (s *space) countHolds(dim *dimension, d *program.Decision) uint64 {
	if dim.aspect == aspectEvent {
		happened := s.happenedWithin(dim, d.Window)
		if d.Low == 1 {
			return happened
		}
		return dim.all &^ happened
	}
	if d.High < 0 || d.Low > d.High {
		return 0
	}
	return dim.between(max(0, d.Low), d.High)
}

// interestHolds is the points at which the level of interest is as asked.
func (s *space) interestHolds(dim *dimension, d *program.Decision) (holds uint64) {
	least := slices.Sorted(slices.Values(s.p.Scores[d.Of].Interest))
	low := int64(math.MinInt64)
	for level := int64(1); level <= int64(len(least))+1; level++ {
		high := int64(math.MaxInt64)
		if int(level) <= len(least) {
			high = least[level-1] - 1
		}
		if level >= d.Low && level <= d.High && low <= high {
			holds |= dim.between(low, high)
		}
		low = high + 1
	}
	return holds
}
