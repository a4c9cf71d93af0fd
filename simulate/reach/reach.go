package reach

import (
	"math"

	"rehearse/journey"
	"rehearse/journey/rule"
	"rehearse/simulate/program"
)

// Unbounded is the end of a Span that has none within the run.
const Unbounded int64 = math.MaxInt64

// Span are the bounds of a length of time in milliseconds. Most is Unbounded when nothing but the horizon bounds it.
type Span struct{ Least, Most int64 }

// Pair is two messages that are alike, and what is known of one person getting both within the duplicate window.
type Pair struct {
	// A and B are message steps, A before B in map order; A is B for the same message twice.
	A, B journey.ID
	// Alike lists in what they are alike: topic, subject, text; for one message twice, that it is itself. RepeatOK tells that the map says of one of them that repeating
	// it is intended; such a pair is a finding of no rule.
	Alike    []Alike
	RepeatOK bool
	Answer   rule.Answer
	// Apart is how near they can come to each other, at least: proved. Unbounded when nobody gets both.
	Apart int64
	// Paths are, of a Yes, the shortest ways of the example person to A and to B; Example is nil otherwise.
	Paths   [2]Path
	Example *Person
}

// Path is how somebody comes to a message: the steps passed, the message last. Where a scenario is started by an event, the
// steps that lead to the event come first; where by a date or a segment, the path begins with the scenario's first step.
type Path struct {
	Steps []journey.ID
	// Sent is the moment of the send in milliseconds since the person arrived.
	Sent int64
}

// Person is an example: somebody the map's personas can hold.
type Person struct {
	Persona, Entry journey.ID
	Language       string
	// PayGrade is "A" to "E".
	PayGrade   string
	Properties []Value
	// Known and Allowed are the channels with an address, and with consent.
	Known, Allowed []journey.ID
}

// Value is a property of a person, as text of the map: a choice, a number, "yes" or "no", "" when not set.
type Value struct {
	Property journey.ID
	Value    string
}

// Reach knows who can be where on a map, and when.
type Reach struct {
	p        *program.Program
	segments []*program.Rule // by map order
	space    *space
	flow     *flow
	time     *timing
	graph    *graph
	gaps     *gaps
	contents *contents
	texts    *texts
	step     map[journey.ID]int32
	records  map[journey.ID]*journey.Step
	// made are example people, routes their routes.
	made   []*someone
	routes map[*someone]*routes
	spare  *walk // reused
	pairs  []Pair
	// loads are what flows contribute to a day and to a week, people who can be contacted in them.
	loads  [2][]flowLoad
	people []*set
}

// Of looks at a program; the program stays as it is.
func Of(original *program.Program) *Reach {
	p, segments := original.WithSegments()
	r := &Reach{p: p, segments: segments, space: newSpace(p, rulesOf(p, segments)), step: make(map[journey.ID]int32, len(p.Steps)), records: make(map[journey.ID]*journey.Step, len(p.Steps)), routes: map[*someone]*routes{}}
	for i := range p.Steps {
		r.step[p.Steps[i].ID] = int32(i)
	}
	for _, step := range p.Map.Steps {
		r.records[step.ID] = step
	}
	r.flow = newFlow(r.space)
	r.time = newTiming(p)
	r.graph = newGraph(r.flow, r.time)
	r.gaps = newGaps(r.flow, r.graph, r.time)
	r.contents, r.texts = &contents{p}, newTexts(p.Map)
	return r
}

// rulesOf lists the rules that decide who goes where, and those of segments.
func rulesOf(p *program.Program, segments []*program.Rule) (list []*program.Rule) {
	add := func(r *program.Rule) {
		if r != nil {
			list = append(list, r)
		}
	}
	for i := range p.Scenarios {
		add(p.Scenarios[i].Segment)
		add(p.Scenarios[i].Trigger.Segment)
	}
	for i := range p.Branches {
		for _, r := range p.Branches[i].Rules {
			add(r)
		}
	}
	for i := range p.Outside {
		add(p.Outside[i].Segment)
	}
	for _, r := range segments {
		add(r)
	}
	return list
}

// Stay is who can be at a step, and when.
type Stay struct {
	// Possible tells that somebody can come there; the rest says nothing otherwise.
	Possible bool
	// Personas, Entries and Languages are those of the people who can.
	Personas, Entries []journey.ID
	Languages         []string
	// SinceArrival and SinceStart are when the step is entered, counted from the person's arrival and from the start of the
	// scenario (of the main flow: from the arrival).
	SinceArrival, SinceStart Span
	// Visits is how often one person can come there at most, Unbounded for no bound.
	Visits int64
	// Wide tells that the people were too many kinds to be told apart: some of those named may never come.
	Wide bool
}

// Stay tells who can be at a step; false when there is no such step in a run.
func (r *Reach) Stay(step journey.ID) (Stay, bool) {
	n, ok := r.step[step]
	if !ok {
		return Stay{}, false
	}
	at := &r.flow.at[n]
	if len(at.boxes) == 0 {
		return Stay{}, true
	}
	from := r.graph.from(r.graph.root)
	stay := Stay{
		Possible: true, SinceArrival: bounded(span{from.least[n], from.most[n]}), SinceStart: bounded(r.gaps.since[n]),
		Visits: r.graph.visits[n], Wide: at.wide,
	}
	if stay.Visits >= many {
		stay.Visits = Unbounded
	}
	personas, entries, languages := uint64(0), uint64(0), uint64(0)
	for _, b := range at.boxes {
		b = r.flow.later(b, program.None)
		for persona, people := range r.space.universe {
			if overlap(b, people) {
				personas |= 1 << (persona % maxAtoms)
				entries |= r.space.mask(subject{aspect: aspectEntry}, b, people)
				languages |= r.space.mask(subject{aspect: aspectLanguage}, b, people)
			}
		}
	}
	for i := range r.p.Personas {
		if personas>>(i%maxAtoms)&1 != 0 {
			stay.Personas = append(stay.Personas, r.p.Personas[i].ID)
		}
	}
	for i := range r.p.Entries {
		if entries>>(i%maxAtoms)&1 != 0 {
			stay.Entries = append(stay.Entries, r.p.Entries[i].ID)
		}
	}
	for i, tag := range r.p.Languages {
		if languages>>(i%maxAtoms)&1 != 0 {
			stay.Languages = append(stay.Languages, tag)
		}
	}
	return stay, true
}

// mask is what two boxes have in common in a dimension; everything where it is none.
func (s *space) mask(of subject, a, b box) uint64 {
	if i, ok := s.index[of]; ok {
		return a[i] & b[i]
	}
	return math.MaxUint64
}

// bounded is a span as others read it.
func bounded(s span) Span {
	if s.most >= never {
		return Span{s.least, Unbounded}
	}
	return Span{s.least, s.most}
}
