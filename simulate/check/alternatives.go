package check

import (
	"fmt"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/rule"
)

// chooser is a scenario with the rule of who gets it, cut into its conditions.
type chooser struct {
	scenario *journey.Scenario
	// segment is whose rule decides: the segment entered, else the scenario's own.
	segment *journey.Segment
	whole   rule.Expr   // of both, without names of segments
	terms   []rule.Expr // joined by "and"
}

// families are scenarios that start at the same moment for different people: by the same event, at the same date, or each on
// entering a segment. Those without any rule are in it too, with a nil one: they take everybody.
func (s *study) families() [][]chooser {
	if s.known.families != nil {
		return s.known.families
	}
	s.known.families = [][]chooser{}
	at := map[string]int{}
	for _, scenario := range s.m.Scenarios {
		key := ""
		switch t := scenario.Trigger; t.Kind {
		case journey.TriggerSegment:
			key = "segment"
		case journey.TriggerDate:
			key = fmt.Sprintf("%s %d %s %s %s %d", t.Date, t.At, t.Zone, t.Repeat, t.Property, t.OffsetDays)
		default:
			if t.Event == "" {
				continue
			}
			key = "event " + string(t.Event)
		}
		c := chooser{scenario: scenario, segment: s.m.Segment(scenario.Segment)}
		var rules []rule.Expr
		if entered := s.triggerRule(scenario); entered != nil {
			rules = append(rules, entered)
			c.segment = s.m.Segment(scenario.Trigger.Segment)
		}
		if own := s.segment(scenario.Segment); own != nil {
			rules = append(rules, own)
		}
		if len(rules) > 0 {
			if c.whole = s.inline(rule.All(rules...)); c.whole == nil {
				continue
			}
			c.terms = []rule.Expr{c.whole}
			if and, ok := c.whole.(*rule.And); ok {
				c.terms = and.Terms
			}
		}
		n, known := at[key]
		if !known {
			n = len(s.known.families)
			at[key] = n
			s.known.families = append(s.known.families, nil)
		}
		s.known.families[n] = append(s.known.families[n], c)
	}
	return s.known.families
}

// measure is what a condition is about, where conditions can be set against each other: points, a number, how often, how
// long ago, a grade, one of several.
type measure struct {
	quantity rule.Quantity
	quality  rule.Quality
	choice   bool
	kind     rule.Kind
	of       string
	window   int64
}

// measureOf is what a condition is about; false for one that is simply so or not.
func measureOf(x rule.Expr) (measure, bool) {
	switch x := x.(type) {
	case *rule.Compare:
		return measure{quantity: x.Quantity, kind: x.Of.Kind, of: x.Of.ID, window: x.Window.Milliseconds()}, true
	case *rule.OneOf:
		return measure{quality: x.Quality, choice: true, kind: x.Of.Kind, of: x.Of.ID}, true
	case *rule.Not:
		if one, ok := x.X.(*rule.OneOf); ok {
			return measureOf(one)
		}
	}
	return measure{}, false
}

// about are the conditions of a chooser about one thing, and the others.
func (c *chooser) about(m measure) (mine, others []rule.Expr) {
	for _, x := range c.terms {
		if of, ok := measureOf(x); ok && of == m {
			mine = append(mine, x)
		} else {
			others = append(others, x)
		}
	}
	return mine, others
}

// shared are the things two choosers both have conditions about, in the order of the first.
func shared(a, b *chooser) []measure {
	has := map[measure]bool{}
	for _, x := range b.terms {
		if m, ok := measureOf(x); ok {
			has[m] = true
		}
	}
	var list []measure
	for _, x := range a.terms {
		if m, ok := measureOf(x); ok && has[m] {
			list = append(list, m)
			delete(has, m)
		}
	}
	return list
}

// withValue is somebody for whom rules hold together, with the value they have in what a condition is about in place of the
// limits to it; with that alone where only it matters. The rules are known to hold for somebody.
func (s *study) withValue(about rule.Expr, rules []rule.Expr, alone bool) *finding.Example {
	_, who := rule.Satisfiable(s.inline(rule.All(rules...)), s.vocabulary)
	c, ok := about.(*rule.Compare)
	if !ok || c.Quantity.IsTime() {
		return s.example("", rules...)
	}
	is := *c
	is.Op = rule.Equal
	switch c.Quantity {
	case rule.Points:
		is.Number = who.Points(c.Of.ID)
	case rule.Interest:
		is.Number = float64(who.Interest(c.Of.ID))
	case rule.Count:
		is.Number = float64(who.Count(c.Of, c.Window.Milliseconds()))
	case rule.PayGrade:
		is.Number = float64(who.PayGrade())
	default:
		is.Number, _ = who.Number(c.Of.ID)
	}
	example := &finding.Example{}
	add := func(x rule.Expr) {
		example.Facts = append(example.Facts, finding.Sentence{Message: "finding.fact.rule", Args: journey.Args{"Rule": inWords(x)}})
	}
	add(&is)
	mine, _ := measureOf(about)
	for _, x := range who.Why {
		plain := x
		if not, is := x.(*rule.Not); is {
			plain = not.X
		}
		if of, known := measureOf(plain); !alone && (!known || of != mine) {
			add(x)
		}
	}
	return example
}
