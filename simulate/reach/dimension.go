package reach

import (
	"math"
	"slices"

	"rehearse/journey"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// aspect names what a dimension is about.
type aspect uint8

const (
	aspectPersona aspect = iota
	aspectEntry
	aspectLanguage
	aspectGrade
	aspectKnown      // of a channel: 0 no, 1 yes; so are the next four
	aspectAllowed    // of a channel
	aspectSubscribed // of a channel
	aspectTopic      // subscribed to a topic
	aspectMark
	aspectEvent  // 0 never; 1 … by how long ago it happened last
	aspectCount  // by how often an event happened within a window (0: ever)
	aspectValue  // of a property, by the cuts; the last atom is "not set"
	aspectPoints // of a score
	aspectDate   // one comparison with a date: 0 no, 1 yes
	aspectArm    // of a split: the arm a person goes, always the same
	aspectHeld   // held out of a scenario: 0 no, 1 yes, always the same
)

// subject is what a dimension is about: the number of a record, a window of time, or a comparison.
type subject struct {
	aspect    aspect
	of        int32
	op        program.Op
	window    int64
	low, high int64
}

// maxAtoms is into how many atoms a dimension can be cut: they are the bits of a word.
const maxAtoms = 64

// dimension is one thing about a person, cut into atoms by what the rules of the map ask for: people in one atom are not
// told apart by any rule.
type dimension struct {
	subject
	// cuts are the least values of the atoms but the first, rising; for aspects without numbers none.
	cuts  []int64
	atoms int
	all   uint64
	// later is by atom what the person can be later; fixed tells that nothing on the map changes it.
	later []uint64
	fixed bool
}

// space is all dimensions of a map.
type space struct {
	p          *program.Program
	dimensions []dimension
	index      map[subject]int32
	// varying are the dimensions that are not fixed.
	varying []int32
	// happens tells by event that something on the map, or outside it, lets it happen in the run.
	happens []bool
	full    box
	brief   brief
	// universe is by persona who there can be at any time of the run.
	universe []box
}

func newSpace(p *program.Program, rules []*program.Rule) *space {
	s := &space{p: p, index: map[subject]int32{}}
	s.eventsThatHappen()
	s.add(subject{aspect: aspectPersona}, nil, len(p.Personas))
	s.add(subject{aspect: aspectEntry}, nil, len(p.Entries))
	s.add(subject{aspect: aspectLanguage}, nil, len(p.Languages))
	for c := range p.Channels {
		for _, a := range []aspect{aspectKnown, aspectAllowed, aspectSubscribed} {
			s.add(subject{aspect: a, of: int32(c)}, nil, 2)
		}
	}
	for t, matters := range s.topicsThatMatter(rules) {
		if matters {
			s.add(subject{aspect: aspectTopic, of: int32(t)}, nil, 2)
		}
	}
	for i := range p.Splits {
		s.add(subject{aspect: aspectArm, of: int32(i)}, nil, len(p.Splits[i].Cuts))
	}
	for i := range p.Scenarios {
		if p.Scenarios[i].Holdout > random.Never {
			s.add(subject{aspect: aspectHeld, of: int32(i)}, nil, 2)
		}
	}
	cuts := map[subject][]int64{}
	var order []subject
	for _, r := range rules {
		for i := range r.Decisions {
			s.cut(&r.Decisions[i], cuts, &order)
		}
	}
	for _, of := range order {
		list := cuts[of]
		slices.Sort(list)
		list = slices.Compact(list)
		atoms := len(list) + 1
		switch of.aspect {
		case aspectEvent:
			atoms++ // never
		case aspectValue:
			atoms++ // not set
		}
		s.add(of, list, atoms)
	}
	for i := range s.dimensions {
		s.changes(&s.dimensions[i])
		if !s.dimensions[i].fixed {
			s.varying = append(s.varying, int32(i))
		}
	}
	s.full = make(box, len(s.dimensions))
	for i := range s.dimensions {
		s.full[i] = s.dimensions[i].all
	}
	for i := range p.Personas {
		s.universe = append(s.universe, s.people(int32(i)))
	}
	return s
}

// topicsThatMatter tells by topic that a rule asks who is subscribed to it, or that something on the map changes it. Of all
// others everybody is and may stay a subscriber: whoever a message of theirs is for can get it, so they tell nobody apart.
func (s *space) topicsThatMatter(rules []*program.Rule) []bool {
	matters := make([]bool, len(s.p.Topics))
	for _, r := range rules {
		for i := range r.Decisions {
			if d := &r.Decisions[i]; d.Op == program.OpSubTopic {
				matters[d.Of] = true
			}
		}
	}
	for _, c := range s.allChanges() {
		if c.Kind == journey.ChangeSubscription && !c.Channel {
			matters[c.Target] = true
		}
	}
	return matters
}

// add adds a dimension; one with a single atom, or with too many, tells nobody apart and is left out.
func (s *space) add(of subject, cuts []int64, atoms int) {
	if _, known := s.index[of]; known || atoms < 2 || atoms > maxAtoms {
		return
	}
	s.index[of] = int32(len(s.dimensions))
	s.dimensions = append(s.dimensions, dimension{subject: of, cuts: cuts, atoms: atoms, all: math.MaxUint64 >> (maxAtoms - atoms)})
}

// cut notes where a condition cuts its dimension.
func (s *space) cut(d *program.Decision, cuts map[subject][]int64, order *[]subject) {
	add := func(of subject, at ...int64) {
		list, known := cuts[of]
		if !known {
			*order = append(*order, of)
			list = []int64{}
		}
		cuts[of] = append(list, at...)
	}
	span := func(of subject) {
		var at []int64
		if d.Low > d.High {
			add(of)
			return
		}
		if d.Low > math.MinInt64+1 {
			at = append(at, d.Low)
		}
		if d.High < math.MaxInt64 {
			at = append(at, d.High+1)
		}
		add(of, at...)
	}
	switch d.Op {
	case program.OpMark:
		add(subject{aspect: aspectMark, of: d.Of}, 1)
	case program.OpPayGrade, program.OpPayGradeIn:
		add(subject{aspect: aspectGrade}, 2, 3, 4, 5)
	case program.OpNever:
		add(subject{aspect: aspectEvent, of: d.Of})
	case program.OpLast:
		span(subject{aspect: aspectEvent, of: d.Of})
	case program.OpCount:
		event := subject{aspect: aspectEvent, of: d.Of}
		if d.Window > 0 {
			add(event, d.Window)
		} else {
			add(event)
		}
		if !oneOrNone(d) {
			span(subject{aspect: aspectCount, of: d.Of, window: d.Window})
		}
	case program.OpPoints:
		span(subject{aspect: aspectPoints, of: d.Of})
	case program.OpInterest:
		least := s.p.Scores[d.Of].Interest
		for _, at := range least {
			add(subject{aspect: aspectPoints, of: d.Of}, at)
		}
	case program.OpNumber:
		span(subject{aspect: aspectValue, of: d.Of})
	case program.OpYes:
		add(subject{aspect: aspectValue, of: d.Of}, 1, 2)
	case program.OpChoice:
		of := subject{aspect: aspectValue, of: d.Of}
		for i := range s.p.Properties[d.Of].Choices {
			add(of, int64(i))
		}
	case program.OpSinceProperty, program.OpUntilProperty, program.OpSinceDate, program.OpUntilDate:
		add(dateSubject(d), 1)
	}
}

// dateSubject is one comparison with a date.
func dateSubject(d *program.Decision) subject {
	return subject{aspect: aspectDate, of: d.Of, op: d.Op, low: d.Low, high: d.High}
}

// oneOrNone tells that a count only asks whether there was any at all.
func oneOrNone(d *program.Decision) bool {
	return (d.Low == 1 && d.High == math.MaxInt64) || (d.Low <= 0 && d.High == 0)
}

// atom is the atom in which a value lies.
func (d *dimension) atom(value int64) int {
	n, exact := slices.BinarySearch(d.cuts, value)
	if exact {
		n++
	}
	if d.aspect == aspectEvent {
		n++
	}
	return n
}

// between is the atoms that hold a value from low to high; the cuts lie so that an atom lies in it or outside it.
func (d *dimension) between(low, high int64) uint64 {
	if low > high {
		return 0
	}
	first, last := d.atom(low), d.atom(high)
	return math.MaxUint64 >> (maxAtoms - 1 - last) &^ (1<<first - 1)
}

// notSet is the atom of a property without a value.
func (d *dimension) notSet() uint64 { return 1 << (d.atoms - 1) }

const (
	no  uint64 = 1
	yes uint64 = 2
)

// restrict narrows a box in one dimension, if that is one.
func (s *space) restrict(b box, of subject, mask uint64) {
	if i, ok := s.index[of]; ok {
		b[i] &= mask
	}
}
