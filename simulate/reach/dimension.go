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
	for t := range p.Topics {
		s.add(subject{aspect: aspectTopic, of: int32(t)}, nil, 2)
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

// eventsThatHappen finds the events something lets happen.
func (s *space) eventsThatHappen() {
	p := s.p
	s.happens = make([]bool, len(p.Events))
	happens := func(e int32) {
		if e != program.None {
			s.happens[e] = true
		}
	}
	for i := range p.Touchpoints {
		happens(p.Touchpoints[i].Event)
	}
	for i := range p.Goals {
		happens(p.Goals[i].Event)
		happens(p.Goals[i].Also)
	}
	for i := range p.Outside {
		happens(p.Outside[i].Event)
	}
	for i := range p.Messages {
		msg := &p.Messages[i]
		happens(msg.Received)
		happens(msg.Opened)
		happens(msg.Clicked)
		if msg.Response != nil {
			happens(msg.Response.Event)
		}
	}
	if len(p.Messages) > 0 {
		happens(p.Policy.Received)
		happens(p.Policy.Opened)
		happens(p.Policy.Clicked)
		happens(p.Policy.Unsubscribed)
	}
}

// changes works out how a dimension can change in the course of a life.
func (s *space) changes(d *dimension) {
	up, down := false, false
	set := uint64(0) // what can be set whatever was before
	for _, c := range s.allChanges() {
		switch {
		case c.Kind == journey.ChangeKnown && d.aspect == aspectKnown && c.Target == d.of,
			c.Kind == journey.ChangeAllowed && d.aspect == aspectAllowed && c.Target == d.of,
			c.Kind == journey.ChangeSubscription && d.aspect == aspectTopic && c.Target == d.of,
			c.Kind == journey.ChangeMark && d.aspect == aspectMark && c.Target == d.of:
			up, down = up || !c.No, down || c.No
		case c.Kind == journey.ChangeAllowed && d.aspect == aspectSubscribed && c.Target == d.of:
			up = up || !c.No
		case c.Kind == journey.ChangeProperty && d.aspect == aspectValue && c.Target == d.of:
			set |= s.valueMask(d, c.Value)
		case c.Kind == journey.ChangeScore && d.aspect == aspectPoints && c.Target == d.of:
			up, down = up || (c.Value > 0) != c.No, down || (c.Value < 0) != c.No
		}
	}
	switch d.aspect {
	case aspectSubscribed, aspectTopic:
		down = down || len(s.p.Messages) > 0
	case aspectPoints:
		for e := range s.p.Events {
			for _, points := range s.p.Events[e].Points {
				if points.Score == d.of && s.happens[e] {
					up, down = up || points.Points > 0, down || points.Points < 0
				}
			}
		}
		down = down || s.p.Scores[d.of].DecayPoints > 0
	case aspectCount:
		up, down = s.happens[d.of], d.window > 0
	case aspectDate:
		up, down = true, true
	}
	d.later = make([]uint64, d.atoms)
	d.fixed = true
	for i := range d.later {
		mask := uint64(1)<<i | set
		if up {
			mask |= d.all &^ (1<<i - 1)
		}
		if down {
			mask |= 1<<i - 1
		}
		if d.aspect == aspectEvent {
			switch {
			case s.happens[d.of] && i == 0:
				mask = d.all
			case s.happens[d.of]:
				mask = d.all &^ 1
			case i > 0: // only in the past of a base: it grows older
				mask = d.all &^ (1<<i - 1)
			}
		}
		d.later[i] = mask
		d.fixed = d.fixed && mask == 1<<i
	}
}

// allChanges lists every change of the map.
func (s *space) allChanges() []*program.Change {
	var list []*program.Change
	for i := range s.p.Touchpoints {
		for j := range s.p.Touchpoints[i].Changes {
			list = append(list, &s.p.Touchpoints[i].Changes[j])
		}
	}
	for i := range s.p.Updates {
		for j := range s.p.Updates[i].Changes {
			list = append(list, &s.p.Updates[i].Changes[j])
		}
	}
	return list
}

// valueMask is the atom of a property's value.
func (s *space) valueMask(d *dimension, value int64) uint64 {
	if value == program.NotSet {
		return d.notSet()
	}
	return 1 << d.atom(value)
}

// people is who can be of a persona at any time of the run.
func (s *space) people(persona int32) box {
	b := slices.Clone(s.full)
	of := &s.p.Personas[persona]
	s.restrict(b, subject{aspect: aspectPersona}, 1<<persona)
	entries, comes := uint64(0), false
	for i := range s.p.Entries {
		if s.p.Entries[i].Volume > 0 && chosen(&s.p.Entries[i].Mix, persona) {
			entries, comes = entries|1<<(i%maxAtoms), true
		}
	}
	if !comes {
		clear(b)
		return b
	}
	s.restrict(b, subject{aspect: aspectEntry}, entries)
	s.restrict(b, subject{aspect: aspectLanguage}, mixMask(&of.Languages, 0))
	s.restrict(b, subject{aspect: aspectGrade}, mixMask(&of.PayGrades, 1))
	for c := range of.Reach {
		s.restrict(b, subject{aspect: aspectKnown, of: int32(c)}, s.grown(aspectKnown, int32(c), share(of.Reach[c].Known)))
		s.restrict(b, subject{aspect: aspectAllowed, of: int32(c)}, s.grown(aspectAllowed, int32(c), share(of.Reach[c].Allowed)))
	}
	for i := range s.dimensions {
		d := &s.dimensions[i]
		if d.aspect == aspectValue {
			b[i] &= s.grown(aspectValue, d.of, s.values(d, &of.Properties[d.of]))
		}
	}
	return b
}

// grown is what a dimension that begins like this can be at any time; all when it is no dimension.
func (s *space) grown(a aspect, of int32, begin uint64) uint64 {
	i, ok := s.index[subject{aspect: a, of: of}]
	if !ok {
		return math.MaxUint64
	}
	return s.dimensions[i].after(begin)
}

// after is what can be later when something of mask is now.
func (d *dimension) after(mask uint64) uint64 {
	if d.fixed {
		return mask
	}
	result := mask
	for i := range d.atoms {
		if mask>>i&1 != 0 {
			result |= d.later[i]
		}
	}
	return result
}

// values is where the values of a persona's property lie.
func (s *space) values(d *dimension, mix *program.PropertyMix) uint64 {
	switch {
	case mix.Ranged:
		if s.p.Properties[d.of].Type != journey.PropertyNumber {
			return d.all
		}
		return d.between(mix.Low*program.Millionths, mix.High*program.Millionths)
	case len(mix.Cuts) == 0:
		return s.valueMask(d, mix.Default)
	}
	mask, before := uint64(0), random.Never
	for i, cut := range mix.Cuts {
		if cut > before {
			mask |= s.valueMask(d, mix.Values[i])
		}
		before = cut
	}
	if before < random.Always {
		mask |= s.valueMask(d, mix.Default)
	}
	return mask
}

// share is the atoms of a share of people.
func share(t random.Threshold) (mask uint64) {
	if t > random.Never {
		mask |= yes
	}
	if t < random.Always {
		mask |= no
	}
	return mask
}

// chosen tells that a mix can choose a value.
func chosen(mix *program.Mix, value int32) bool {
	if len(mix.Cuts) == 0 {
		return slices.Contains(mix.Values, value)
	}
	before := random.Never
	for i, cut := range mix.Cuts {
		if cut > before && mix.Values[i] == value {
			return true
		}
		before = cut
	}
	return before < random.Always && len(mix.Values) > 0 && mix.Values[len(mix.Values)-1] == value
}

// mixMask is the values a mix can choose, of which the first is less.
func mixMask(mix *program.Mix, less int32) (mask uint64) {
	for _, v := range mix.Values {
		if chosen(mix, v) && v-less < maxAtoms {
			mask |= 1 << (v - less)
		}
	}
	return mask
}

// restrict narrows a box in one dimension, if that is one.
func (s *space) restrict(b box, of subject, mask uint64) {
	if i, ok := s.index[of]; ok {
		b[i] &= mask
	}
}
