package rule

import "slices"

// Answer is what is known about a question without a run.
type Answer uint8

// The answers.
const (
	No    Answer = iota // proved: nobody can be so
	Maybe               // neither proved nor shown
	Yes                 // shown by an example person for whom the rule was evaluated
)

// maxSearch bounds the choices Satisfiable tries before it answers Maybe.
const maxSearch = 20000

// Satisfiable says whether a checked rule can hold for anybody. Yes comes with an example. Use Inline
// first: a rule that still asks for segments is answered No or Maybe. Whether two rules can hold for the same person is
// Satisfiable(All(a, b)); whether a rule always holds is that Satisfiable(&Not{X: rule}) is No.
//
// The answer rests on the rule and the vocabulary alone: each aspect of a person (an event's
// occurrences, a score, a property …) is taken as free of the others. No is therefore sound; Yes is a
// person the rules allow, which the map's personas may still not contain.
func Satisfiable(x Expr, vocabulary *Vocabulary) (Answer, *Example) {
	s := &solver{vocabulary: vocabulary, left: maxSearch}
	s.search([]goal{{x, false}})
	switch {
	case s.example != nil:
		return Yes, s.example
	case s.unsure || s.left <= 0:
		return Maybe, nil
	default:
		return No, nil
	}
}

// goal is a rule that must hold, or must not.
type goal struct {
	expr    Expr
	negated bool
}

// solver searches the ways in which a rule can hold: along a path of atoms chosen to be true or false,
// each aspect must stay possible.
type solver struct {
	vocabulary *Vocabulary
	whole      Expr
	literals   []goal
	path       []constraint
	left       int
	unsure     bool
	example    *Example
}

// search tries to reach all goals together and reports whether the search is over.
func (s *solver) search(goals []goal) bool {
	if s.whole == nil {
		s.whole = goals[0].expr
	}
	if s.left--; s.left <= 0 {
		return true
	}
	// Choices come last: what must hold anyway narrows them.
	var rest []goal
	for len(goals) > 0 {
		g := goals[len(goals)-1]
		goals = goals[:len(goals)-1]
		switch x := g.expr.(type) {
		case *Const:
			if x.Value == g.negated {
				return false
			}
			continue
		case *Not:
			goals = append(goals, goal{x.X, !g.negated})
			continue
		case *And:
			if !g.negated {
				goals = appendGoals(goals, x.Terms, false)
				continue
			}
		case *Or:
			if g.negated {
				goals = appendGoals(goals, x.Terms, true)
				continue
			}
		}
		rest = append(rest, g)
	}
	literals, path := len(s.literals), len(s.path)
	defer func() { s.literals, s.path = s.literals[:literals], s.path[:path] }()
	var open []goal
	for _, g := range rest {
		if terms := alternatives(g); terms != nil {
			open = append(open, g)
			continue
		}
		means := s.constraints(g.expr, g.negated)
		if len(means) > 1 {
			open = append(open, g)
			continue
		}
		s.literals = append(s.literals, g)
		if !s.add(means[0]) {
			return false
		}
	}
	if len(open) == 0 {
		return s.found()
	}
	choice, rest := open[0], open[1:]
	if choices := alternatives(choice); choices != nil {
		for _, c := range choices {
			if s.search(append(append([]goal(nil), rest...), c)) {
				return true
			}
		}
		return false
	}
	s.literals = append(s.literals, choice)
	for _, c := range s.constraints(choice.expr, choice.negated) {
		before := len(s.path)
		if s.add(c) && s.search(append([]goal(nil), rest...)) {
			return true
		}
		s.path = s.path[:before]
	}
	return false
}

// alternatives lists the goals of which one must be reached; nil for an atom.
func alternatives(g goal) []goal {
	switch x := g.expr.(type) {
	case *And:
		return appendGoals(nil, x.Terms, true)
	case *Or:
		return appendGoals(nil, x.Terms, false)
	}
	return nil
}

func appendGoals(goals []goal, terms []Expr, negated bool) []goal {
	for _, term := range terms {
		goals = append(goals, goal{term, negated})
	}
	return goals
}

// add puts a constraint on the path and reports whether its aspect is still possible.
func (s *solver) add(c constraint) bool {
	s.path = append(s.path, c)
	switch c.aspect.shape {
	case aspectYesNo:
		for _, other := range s.path {
			if other.aspect == c.aspect && other.wants != c.wants {
				return false
			}
		}
		return true
	case aspectWord:
		return len(s.wordsLeft(c.aspect)) > 0
	case aspectEvent:
		if _, _, ok := counts(s.boundsOf(c.aspect)); !ok {
			return false
		}
		if c.aspect.kind.IsMessageEvent() && c.aspect.id != "" {
			return s.add(ofAnyMessage(c))
		}
		return true
	default:
		return !s.numbersLeft(c.aspect).empty()
	}
}

// ofAnyMessage is what a constraint on the events of one message means for those of any message: at
// least as many.
func ofAnyMessage(c constraint) constraint {
	c.aspect.id = ""
	c.bounds = slices.Clone(c.bounds)
	for i := range c.bounds {
		c.bounds[i].most = noMaximum
	}
	return c
}

// wordsLeft lists the values the path leaves to an aspect.
func (s *solver) wordsLeft(of aspect) []string {
	left := s.words(of)
	for _, c := range s.path {
		if c.aspect == of {
			left = common(left, c.words)
		}
	}
	return left
}

// numbersLeft is the set of numbers the path leaves to an aspect.
func (s *solver) numbersLeft(of aspect) numbers {
	left := everyNumber()
	if of.kind == ScoreName {
		left.unset = false
		if score := s.vocabulary.score(of.id); score != nil {
			if score.Floor != nil {
				left = left.intersect(satisfying(GreaterOrEqual, float64(*score.Floor)))
			}
			if score.Ceiling != nil {
				left = left.intersect(satisfying(LessOrEqual, float64(*score.Ceiling)))
			}
		}
	}
	for _, c := range s.path {
		if c.aspect == of {
			left = left.intersect(c.numbers)
		}
	}
	return left
}

func (s *solver) boundsOf(of aspect) []bound {
	var bounds []bound
	for _, c := range s.path {
		if c.aspect == of {
			bounds = append(bounds, c.bounds...)
		}
	}
	return bounds
}

// common lists the words of a that are in b too.
func common(a, b []string) []string {
	var both []string
	for _, word := range a {
		for _, other := range b {
			if word == other {
				both = append(both, word)
				break
			}
		}
	}
	return both
}

// found is called when all goals are constraints that are possible one by one: it makes the person and
// asks the rule itself. It reports whether the search is over.
func (s *solver) found() bool {
	for _, c := range s.path {
		if c.aspect.shape == aspectYesNo && c.aspect.fact == InSegment {
			s.unsure = true
			return false
		}
	}
	example := s.person()
	if !Eval(s.whole, example) || !Eval(All(example.Why...), example) {
		s.unsure = true
		return false
	}
	s.example = example
	return true
}
