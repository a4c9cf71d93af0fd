package reach

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/rule"
	"rehearse/simulate/program"
)

// Relation is how two segments lie to each other at one moment.
type Relation string

// The relations.
const (
	Apart   Relation = "apart"   // proved: nobody is in both
	Overlap Relation = "overlap" // an example person is in both
	Unclear Relation = "unclear" // neither
)

// SegmentPair is two segments that scenarios use.
type SegmentPair struct {
	A, B     journey.ID
	Relation Relation
	// Example is somebody in both, of an overlap; Why, where it is not somebody who just arrived, the conditions of the two rules
	// that hold for them.
	Example *Person
	Why     []rule.Expr
}

// Gap is people whom none of some scenarios takes that start alike and divide people among them.
type Gap struct {
	// Scenarios start by the same trigger; their Segments exclude each other and ask for the same of a person.
	Scenarios, Segments []journey.ID
	Example             *Person
}

// segmentSet is who can be in a segment at some time; false when there is no such segment.
func (r *Reach) segmentSet(id journey.ID) (set, bool) {
	for i, s := range r.p.Map.Segments {
		if s.ID == id && r.segments[i] != nil {
			holds, _ := r.flow.conditions.of(r.segments[i])
			return r.flow.anybody.and(holds), true
		}
	}
	return set{}, false
}

// usedSegments are the segments that scenarios take people of, or begin with, in map order.
func (r *Reach) usedSegments() (list []journey.ID) {
	for _, s := range r.p.Map.Segments {
		if slices.ContainsFunc(r.p.Map.Scenarios, func(scenario *journey.Scenario) bool {
			return scenario.Segment == s.ID || scenario.Trigger.Kind == journey.TriggerSegment && scenario.Trigger.Segment == s.ID
		}) {
			list = append(list, s.ID)
		}
	}
	return list
}

// Segments are all pairs of different segments that scenarios use, in map order.
func (r *Reach) Segments() (list []SegmentPair) {
	used := r.usedSegments()
	for i, a := range used {
		for _, b := range used[i+1:] {
			list = append(list, r.segmentPair(a, b))
		}
	}
	return list
}

func (r *Reach) segmentPair(a, b journey.ID) SegmentPair {
	pair := SegmentPair{A: a, B: b, Relation: Unclear}
	one, _ := r.segmentSet(a)
	two, _ := r.segmentSet(b)
	both := one.and(two)
	possible := false
	for _, box := range both.boxes {
		for persona, people := range r.space.universe {
			if !overlap(box, people) {
				continue
			}
			possible = true
			if who := r.wished(int32(persona), box); who != nil && r.isIn(who, a) && r.isIn(who, b) {
				pair.Relation, pair.Example = Overlap, r.person(who)
				return pair
			}
		}
	}
	if !possible {
		pair.Relation = Apart
		return pair
	}
	// Somebody with a past: what rules say of it, on top of what the personas come with.
	m := r.p.Map
	rules := rule.All(r.texts.segment(m, a), r.texts.segment(m, b))
	for persona := range r.space.universe {
		if r.space.universe[persona].empty() {
			continue
		}
		if answer, example := rule.Satisfiable(rule.All(r.whole(int32(persona)), rules), r.texts.vocabulary); answer == rule.Yes {
			pair.Relation, pair.Example = Overlap, r.personOf(example)
			pair.Why = atomsOf(rules, example.Why)
			return pair
		}
	}
	return pair
}

// atomsOf keeps those of some atoms, or negations of atoms, that a rule asks for.
func atomsOf(x rule.Expr, atoms []rule.Expr) (list []rule.Expr) {
	for _, atom := range atoms {
		asked := false
		rule.Walk(x, func(y rule.Expr) {
			if not, ok := atom.(*rule.Not); ok {
				asked = asked || rule.Same(not.X, y)
			}
			asked = asked || rule.Same(atom, y)
		})
		if asked {
			list = append(list, atom)
		}
	}
	return list
}

// isIn evaluates a segment's rule for somebody as they arrive.
func (r *Reach) isIn(who *someone, segment journey.ID) bool {
	return rule.Eval(r.texts.segment(r.p.Map, segment), newKnown(r, who))
}

// whole is the rule of who can be of a persona.
func (r *Reach) whole(persona int32) rule.Expr { return rule.All(r.innate(persona)...) }

// innate are conditions that say who can be of a persona.
func (r *Reach) innate(persona int32) (list []rule.Expr) {
	p := r.p
	of := &p.Personas[persona]
	people := r.space.universe[persona]
	choice := func(quality rule.Quality, about rule.Ref, kind rule.Kind, ids []string) {
		if len(ids) == 0 {
			return
		}
		x := &rule.OneOf{Quality: quality, Of: about}
		for _, id := range ids {
			x.Values = append(x.Values, rule.Ref{Kind: kind, ID: id, Name: id})
		}
		list = append(list, x)
	}
	choice(rule.Persona, rule.Ref{}, rule.PersonaName, []string{string(of.ID)})
	var tags, grades, entries []string
	for i, tag := range p.Languages {
		if chosen(&of.Languages, int32(i)) {
			tags = append(tags, tag)
		}
	}
	for grade := int32(1); grade <= 5; grade++ {
		if chosen(&of.PayGrades, grade) {
			grades = append(grades, string(rune('A'+grade-1)))
		}
	}
	for i := range p.Entries {
		if p.Entries[i].Volume > 0 && chosen(&p.Entries[i].Mix, persona) {
			entries = append(entries, string(p.Entries[i].ID))
		}
	}
	choice(rule.Language, rule.Ref{}, rule.LanguageName, tags)
	choice(rule.PayGradeSet, rule.Ref{}, rule.GradeName, grades)
	choice(rule.Entry, rule.Ref{}, rule.EntryName, entries)
	for i := range r.space.dimensions {
		d := &r.space.dimensions[i]
		if !d.fixed || people[i] == d.all {
			continue
		}
		switch d.aspect {
		case aspectKnown, aspectAllowed:
			fact := rule.Known
			if d.aspect == aspectAllowed {
				fact = rule.Allowed
			}
			id := string(p.Channels[d.of].ID)
			var x rule.Expr = &rule.Is{Fact: fact, Of: rule.Ref{Kind: rule.ChannelName, ID: id, Name: id}}
			if people[i] == no {
				x = &rule.Not{X: x}
			}
			list = append(list, x)
		case aspectValue:
			list = append(list, r.valuesOf(d, people[i]))
		}
	}
	return list
}

// valuesOf is the condition that a property has a value in some atoms.
func (r *Reach) valuesOf(d *dimension, mask uint64) rule.Expr {
	property := &r.p.Properties[d.of]
	about := rule.Ref{Kind: rule.PropertyName, ID: string(property.ID), Name: string(property.ID)}
	var any []rule.Expr
	for atom := range d.atoms - 1 {
		if mask>>atom&1 == 0 {
			continue
		}
		low, high := d.bounds(atom)
		switch property.Type {
		case journey.PropertyChoice:
			if low >= 0 && int(low) < len(property.Choices) {
				name := property.Choices[low]
				any = append(any, &rule.OneOf{Quality: rule.ChoiceProperty, Of: about, Values: []rule.Ref{{Kind: rule.ChoiceName, ID: name, Name: name}}})
			}
		case journey.PropertyYesNo:
			var x rule.Expr = &rule.Is{Fact: rule.YesProperty, Of: about}
			if low != 1 {
				x = &rule.Not{X: x}
			}
			any = append(any, x)
		default:
			var both []rule.Expr
			if low > minValue {
				both = append(both, &rule.Compare{Quantity: rule.NumberProperty, Of: about, Op: rule.GreaterOrEqual, Number: float64(low) / program.Millionths})
			}
			if high < maxValue {
				both = append(both, &rule.Compare{Quantity: rule.NumberProperty, Of: about, Op: rule.Less, Number: float64(high+1) / program.Millionths})
			}
			any = append(any, rule.All(both...))
		}
	}
	if mask&d.notSet() != 0 || len(any) == 0 {
		return &rule.Const{Value: true}
	}
	return rule.Any(any...)
}

// personOf is how an example of rules is told.
func (r *Reach) personOf(x *rule.Example) *Person {
	person := &Person{
		Persona: journey.ID(x.Persona()), Entry: journey.ID(x.Entry()), Language: x.Language(), PayGrade: string(rune('A' + x.PayGrade() - 1)),
	}
	for i := range r.p.Channels {
		if id := r.p.Channels[i].ID; x.Known(string(id)) {
			person.Known = append(person.Known, id)
			if x.Allowed(string(id)) {
				person.Allowed = append(person.Allowed, id)
			}
		}
	}
	for i := range r.p.Properties {
		of := &r.p.Properties[i]
		value := Value{Property: of.ID}
		switch of.Type {
		case journey.PropertyChoice:
			value.Value, _ = x.Choice(string(of.ID))
		case journey.PropertyYesNo:
			value.Value = map[bool]string{true: "yes", false: "no"}[x.Yes(string(of.ID))]
		case journey.PropertyNumber:
			if n, ok := x.Number(string(of.ID)); ok {
				value.Value = number(n)
			}
		}
		if value.Value != "" {
			person.Properties = append(person.Properties, value)
		}
	}
	return person
}

// Gaps are people left out where scenarios that start alike divide people among them.
func (r *Reach) Gaps() (list []Gap) {
	m := r.p.Map
	done := make([]bool, len(m.Scenarios))
	for i, a := range m.Scenarios {
		if done[i] || a.Segment == "" || len(r.flow.begins[i].boxes) == 0 {
			continue
		}
		group := []int{i}
		for j := i + 1; j < len(m.Scenarios); j++ {
			if b := m.Scenarios[j]; b.Trigger == a.Trigger {
				done[j] = true
				group = append(group, j)
			}
		}
		if gap, ok := r.gap(group); ok {
			list = append(list, gap)
		}
	}
	return list
}

// gap looks for people left out by scenarios with the same trigger.
func (r *Reach) gap(group []int) (Gap, bool) {
	m := r.p.Map
	var gap Gap
	var asks []int32
	rest := r.flow.anybody
	for _, i := range group {
		s := m.Scenarios[i]
		if s.Segment == "" { // one of them takes everybody
			return Gap{}, false
		}
		n := slices.IndexFunc(m.Segments, func(segment *journey.Segment) bool { return segment.ID == s.Segment })
		if r.segments[n] == nil {
			return Gap{}, false
		}
		mine := r.asked(r.segments[n])
		if asks == nil {
			asks = mine
		}
		if len(mine) == 0 || !slices.Equal(asks, mine) {
			return Gap{}, false
		}
		holds, fails := r.flow.conditions.of(r.segments[n])
		for _, j := range gap.Segments {
			other, _ := r.segmentSet(j)
			if j != s.Segment && r.livesIn(other.and(holds)) {
				return Gap{}, false
			}
		}
		rest = rest.and(fails)
		gap.Scenarios = append(gap.Scenarios, s.ID)
		if !slices.Contains(gap.Segments, s.Segment) {
			gap.Segments = append(gap.Segments, s.Segment)
		}
	}
	if len(gap.Segments) < 2 {
		return Gap{}, false
	}
	for _, b := range rest.boxes {
		for persona, people := range r.space.universe {
			if !overlap(b, people) {
				continue
			}
			who := r.wished(int32(persona), b)
			if who == nil || !r.canStart(who, int32(group[0])) || slices.ContainsFunc(gap.Segments, func(id journey.ID) bool { return r.isIn(who, id) }) {
				continue
			}
			gap.Example = r.person(who)
			return gap, true
		}
	}
	return Gap{}, false
}

// livesIn tells that the personas have somebody in a set.
func (r *Reach) livesIn(s set) bool { return slices.ContainsFunc(s.boxes, r.flow.exists) }

// asked are the dimensions a rule asks for; none when one of them can change, or is none.
func (r *Reach) asked(x *program.Rule) (list []int32) {
	for i := range x.Decisions {
		of, _, ok := r.space.condition(&x.Decisions[i])
		if !ok || !r.space.dimensions[of].fixed {
			return nil
		}
		if !slices.Contains(list, of) {
			list = append(list, of)
		}
	}
	slices.Sort(list)
	return list
}

// canStart tells that somebody can come to what starts a scenario, whatever its segment.
func (r *Reach) canStart(who *someone, scenario int32) bool {
	t := &r.p.Scenarios[scenario].Trigger
	if t.Kind != journey.TriggerEvent {
		return true
	}
	ways := r.routesOf(who)
	for _, fire := range r.flow.firings() {
		if fire.event == t.Event && (fire.step == program.None || ways.to(fire.step) != nil) {
			return true
		}
	}
	return false
}
