package rule

import (
	"cmp"
	"math"
	"slices"
)

// aspect names one independent thing about a person that atoms constrain: whether a mark is set, how
// often an event happened, how many points there are.
type aspect struct {
	shape aspectShape
	fact  Fact
	kind  Kind
	id    string
}

type aspectShape uint8

const (
	aspectYesNo  aspectShape = iota // wants
	aspectWord                      // words; aspect.kind and, of a property, aspect.id say which
	aspectNumber                    // numbers: points, number properties
	aspectDate                      // numbers: milliseconds since a date, negative before it
	aspectUntil                     // numbers: time left until a named date, which may repeat and so is no aspectDate
	aspectEvent                     // bounds
)

// constraint narrows one aspect.
type constraint struct {
	aspect  aspect
	wants   bool
	words   []string
	numbers numbers
	bounds  []bound
}

// bound says how many occurrences of an event are younger than a window: from least to most.
type bound struct {
	window      int64 // milliseconds; ever for all
	least, most int64
}

const (
	ever      = math.MaxInt64
	noMaximum = math.MaxInt64
)

// constraints returns what an atom, or its negation, means: alternatives of which one must hold. Most
// have one.
func (s *solver) constraints(atom Expr, negated bool) []constraint {
	switch x := atom.(type) {
	case *Is:
		if x.Fact == Never {
			return happened(x.Of, !negated)
		}
		return []constraint{{aspect: aspect{shape: aspectYesNo, fact: x.Fact, kind: x.Of.Kind, id: x.Of.ID}, wants: !negated}}
	case *OneOf:
		return []constraint{s.word(x, negated)}
	}
	x := atom.(*Compare)
	op := x.Op
	if negated {
		op = op.Negated()
	}
	switch x.Quantity {
	case Last:
		return lastMeans(x, negated)
	case Count:
		return countMeans(x, op)
	case Since, Until:
		return []constraint{dateMeans(x, negated)}
	case Points:
		return []constraint{{aspect: aspect{shape: aspectNumber, kind: ScoreName, id: x.Of.ID}, numbers: satisfying(op, x.Number)}}
	case Interest:
		return []constraint{s.interest(x, op)}
	case PayGrade:
		var letters []string
		for grade := 1; grade <= 5; grade++ {
			if holds(op, float64(grade), x.Number) {
				letters = append(letters, gradeLetter(grade))
			}
		}
		return []constraint{{aspect: aspect{shape: aspectWord, kind: GradeName}, words: letters}}
	}
	set := satisfying(op, x.Number)
	// Without a value = and the orders are false, and != is true: whatever negates a false holds.
	set.unset = negated != (x.Op == NotEqual)
	return []constraint{{aspect: aspect{shape: aspectNumber, kind: PropertyName, id: x.Of.ID}, numbers: set}}
}

// word is the constraint of a OneOf atom.
func (s *solver) word(x *OneOf, negated bool) constraint {
	c := constraint{aspect: aspect{shape: aspectWord, kind: valueKind[x.Quality], id: x.Of.ID}}
	for _, word := range s.words(c.aspect) {
		if slices.ContainsFunc(x.Values, func(v Ref) bool { return v.ID == word }) != negated {
			c.words = append(c.words, word)
		}
	}
	return c
}

// words lists every value an aspect can have, "" being none.
func (s *solver) words(of aspect) []string {
	var words []string
	if of.kind == ChoiceName {
		if property := s.vocabulary.property(of.id); property != nil {
			words = slices.Clone(property.Choices)
		}
		return append(words, "")
	}
	for _, name := range s.vocabulary.names(of.kind) {
		words = append(words, name.ID)
	}
	if of.kind == ChannelName || len(words) == 0 {
		words = append(words, "")
	}
	return words
}

// interest turns a level of interest into points by the score's thresholds.
func (s *solver) interest(x *Compare, op Op) constraint {
	c := constraint{aspect: aspect{shape: aspectNumber, kind: ScoreName, id: x.Of.ID}}
	score := s.vocabulary.score(x.Of.ID)
	if score == nil {
		c.numbers = everyNumber()
		return c
	}
	low := math.Inf(-1)
	for level := 1; level <= len(score.Interest)+1; level++ {
		part := interval{low: low, lowOpen: level == 1, high: math.Inf(1), highOpen: true}
		if level <= len(score.Interest) {
			part.high = float64(score.Interest[level-1])
			low = part.high
		}
		if holds(op, float64(level), x.Number) && !part.empty() {
			c.numbers.parts = append(c.numbers.parts, part)
		}
	}
	return c
}

// dateMeans gives the moments, as time since the date, at which the atom holds.
func dateMeans(x *Compare, negated bool) constraint {
	limit := float64(x.Duration.Milliseconds())
	set := satisfying(x.Op, limit).within(interval{low: 0, high: math.Inf(1), highOpen: true})
	if negated {
		set = satisfying(x.Op.Negated(), limit).within(interval{low: 0, high: math.Inf(1), highOpen: true})
		set = set.union(numbers{parts: []interval{{low: math.Inf(-1), lowOpen: true, high: 0, highOpen: true}}, unset: true})
	}
	of := aspect{shape: aspectDate, kind: x.Of.Kind, id: x.Of.ID}
	if x.Quantity == Until {
		if x.Of.Kind == NamedDateName {
			of.shape = aspectUntil
			return constraint{aspect: of, numbers: set.ticks()}
		}
		for i, part := range set.parts {
			set.parts[i] = interval{low: -part.high, lowOpen: part.highOpen, high: -part.low, highOpen: part.lowOpen}
		}
	}
	return constraint{aspect: of, numbers: set.ticks()}
}

// ticks closes open ends at the next whole number: times are whole milliseconds.
func (n numbers) ticks() numbers {
	result := numbers{unset: n.unset}
	for _, part := range n.parts {
		if part.lowOpen && !math.IsInf(part.low, -1) {
			part.low, part.lowOpen = part.low+1, false
		}
		if part.highOpen && !math.IsInf(part.high, 1) {
			part.high, part.highOpen = part.high-1, false
		}
		if !part.empty() {
			result.parts = append(result.parts, part)
		}
	}
	return result
}

func eventAspect(event Ref) aspect {
	return aspect{shape: aspectEvent, kind: event.Kind, id: event.ID}
}

// happened constrains an event to have happened never, or at least once.
func happened(event Ref, never bool) []constraint {
	if never {
		return []constraint{{aspect: eventAspect(event), bounds: []bound{{ever, 0, 0}}}}
	}
	return []constraint{{aspect: eventAspect(event), bounds: []bound{{ever, 1, noMaximum}}}}
}

// lastMeans says what `last` asks of the numbers of occurrences: it is below T when at least one is
// younger than T.
func lastMeans(x *Compare, negated bool) []constraint {
	window := x.Duration.Milliseconds()
	if x.Op == LessOrEqual || x.Op == Greater {
		window++ // at most T is younger than one tick more
	}
	of := eventAspect(x.Of)
	recent := constraint{aspect: of, bounds: []bound{{window, 1, noMaximum}}}
	old := constraint{aspect: of, bounds: []bound{{window, 0, 0}, {ever, 1, noMaximum}}}
	switch below := x.Op == Less || x.Op == LessOrEqual; {
	case below && !negated:
		return []constraint{recent}
	case below:
		return []constraint{{aspect: of, bounds: []bound{{window, 0, 0}}}}
	case !negated:
		return []constraint{old}
	default:
		return []constraint{recent, {aspect: of, bounds: []bound{{ever, 0, 0}}}}
	}
}

func countMeans(x *Compare, op Op) []constraint {
	window, n := x.Window.Milliseconds(), int64(x.Number)
	if window == 0 {
		window = ever
	}
	between := func(least, most int64) constraint {
		return constraint{aspect: eventAspect(x.Of), bounds: []bound{{window, least, most}}}
	}
	switch op {
	case Equal:
		return []constraint{between(n, n)}
	case NotEqual:
		return []constraint{between(n+1, noMaximum), between(0, n-1)}
	case Less:
		return []constraint{between(0, n-1)}
	case LessOrEqual:
		return []constraint{between(0, n)}
	case Greater:
		return []constraint{between(n+1, noMaximum)}
	default:
		return []constraint{between(n, noMaximum)}
	}
}

// counts returns, for the windows of the bounds in rising order, the least numbers of occurrences that
// keep all bounds; false when none do. A longer window never holds fewer.
func counts(bounds []bound) (windows, least []int64, ok bool) {
	bounds = append([]bound{{window: 0, most: 0}}, bounds...)
	slices.SortStableFunc(bounds, func(a, b bound) int { return cmp.Compare(a.window, b.window) })
	running := int64(0)
	for _, b := range bounds {
		running = max(running, b.least)
		if n := len(windows); n > 0 && windows[n-1] == b.window {
			least[n-1] = running
			continue
		}
		windows, least = append(windows, b.window), append(least, running)
	}
	for _, b := range bounds {
		i, _ := slices.BinarySearch(windows, b.window)
		if least[i] > b.most {
			return nil, nil, false
		}
	}
	return windows, least, true
}
