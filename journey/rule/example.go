package rule

import (
	"slices"
	"time"
)

// Example is a person made up to meet a rule. It is Facts, so that rules can be asked about it, and it
// says in atoms why the rule holds.
type Example struct {
	// Why are the atoms, or negations of atoms, that together make the rule hold: print All(Why...) with
	// Format to describe the person.
	Why []Expr

	yes     []aspect
	words   []exampleWord
	numbers []exampleNumber
	events  []exampleEvent
	scores  []Score
}

type exampleWord struct {
	aspect aspect
	word   string
}

type exampleNumber struct {
	aspect aspect
	value  float64
}

type exampleEvent struct {
	event aspect
	ages  []int64
}

// person makes the person of a path. Where the path leaves a choice, a value is preferred to none and the
// first of the vocabulary to the others.
func (s *solver) person() *Example {
	e := &Example{scores: s.vocabulary.Scores}
	for _, literal := range s.literals {
		x := literal.expr
		if literal.negated {
			x = &Not{Span: x.Place(), X: x}
		}
		if !slices.ContainsFunc(e.Why, func(y Expr) bool { return Same(x, y) }) {
			e.Why = append(e.Why, x)
		}
	}
	for _, kind := range []Kind{PersonaName, LanguageName, EntryName, ChannelName, GradeName} {
		of := aspect{shape: aspectWord, kind: kind}
		e.words = append(e.words, exampleWord{of, s.wordsLeft(of)[0]})
	}
	var done []aspect
	var anyMessage []aspect
	pools := map[Kind][]int64{}
	for _, c := range s.path {
		if slices.Contains(done, c.aspect) {
			continue
		}
		done = append(done, c.aspect)
		switch c.aspect.shape {
		case aspectYesNo:
			if c.wants {
				e.yes = append(e.yes, c.aspect)
			}
		case aspectWord:
			if c.aspect.kind == ChoiceName {
				e.words = append(e.words, exampleWord{c.aspect, s.wordsLeft(c.aspect)[0]})
			}
		case aspectEvent:
			if c.aspect.id == "" {
				anyMessage = append(anyMessage, c.aspect)
				continue
			}
			e.events = append(e.events, exampleEvent{c.aspect, s.ages(c.aspect, pools)})
		default:
			if left := s.numbersLeft(c.aspect); len(left.parts) > 0 {
				e.numbers = append(e.numbers, exampleNumber{c.aspect, left.parts[0].pick()})
			}
		}
	}
	// What happened to one message happened to some message.
	for _, of := range anyMessage {
		var ages []int64
		for _, event := range e.events {
			if event.event.kind == of.kind {
				ages = append(ages, event.ages...)
			}
		}
		e.events = append(e.events, exampleEvent{of, agesFor(s.boundsOf(of), ages, nil)})
	}
	return e
}

// ages are those of one event's occurrences. One message cannot happen more often, or more lately, than
// any message does, so that its occurrences are taken, where they fit, from the pool of what any
// message of the kind needs.
func (s *solver) ages(of aspect, pools map[Kind][]int64) []int64 {
	bounds := s.boundsOf(of)
	if !of.kind.IsMessageEvent() {
		return agesFor(bounds, nil, nil)
	}
	ofAny := s.boundsOf(aspect{shape: aspectEvent, kind: of.kind})
	pool, made := pools[of.kind]
	if !made {
		pool = agesFor(ofAny, nil, nil)
	}
	for _, b := range ofAny {
		bounds = append(bounds, bound{window: b.window, most: b.most})
	}
	ages := agesFor(bounds, nil, pool)
	for _, age := range ages {
		if i := slices.Index(pool, age); i >= 0 {
			pool = slices.Delete(slices.Clone(pool), i, i+1)
		}
	}
	pools[of.kind] = pool
	return ages
}

// agesFor adds to the ages of occurrences as few as keep the bounds: out of the pool where one fits, else
// in the middle between two windows.
func agesFor(bounds []bound, ages, pool []int64) []int64 {
	windows, least, ok := counts(bounds)
	if !ok {
		return ages
	}
	pool = slices.Clone(pool)
	before := int64(0)
	for i, window := range windows {
		have := younger(ages, window)
		age := before + (window-before)/2
		if window == ever {
			age = before + (24 * time.Hour).Milliseconds()
		}
		// More occurrences than this are never needed to tell rules apart that a person would write.
		for ; have < min(least[i], 10000); have++ {
			fitting := slices.IndexFunc(pool, func(age int64) bool { return age < window && fits(age, ages, bounds) })
			if fitting < 0 {
				ages = append(ages, age)
				continue
			}
			ages = append(ages, pool[fitting])
			pool = slices.Delete(pool, fitting, fitting+1)
		}
		before = window
	}
	return ages
}

// younger counts the ages below a window.
func younger(ages []int64, window int64) int64 {
	n := int64(0)
	for _, age := range ages {
		if age < window {
			n++
		}
	}
	return n
}

// fits reports whether one more occurrence keeps the greatest numbers allowed.
func fits(age int64, ages []int64, bounds []bound) bool {
	return !slices.ContainsFunc(bounds, func(b bound) bool {
		return age < b.window && younger(ages, b.window) >= b.most
	})
}

func (e *Example) is(fact Fact, kind Kind, id string) bool {
	return slices.Contains(e.yes, aspect{shape: aspectYesNo, fact: fact, kind: kind, id: id})
}

func (e *Example) word(kind Kind, id string) string {
	for _, w := range e.words {
		if w.aspect.kind == kind && w.aspect.id == id {
			return w.word
		}
	}
	return ""
}

func (e *Example) number(of aspect) (float64, bool) {
	for _, n := range e.numbers {
		if n.aspect == of {
			return n.value, true
		}
	}
	return 0, false
}

func (e *Example) ages(event Ref) []int64 {
	for _, known := range e.events {
		if known.event == eventAspect(event) {
			return known.ages
		}
	}
	return nil
}

// Known implements Facts, as do the methods below.
func (e *Example) Known(channel string) bool { return e.is(Known, ChannelName, channel) }

// Allowed implements Facts.
func (e *Example) Allowed(channel string) bool { return e.is(Allowed, ChannelName, channel) }

// Subscribed implements Facts.
func (e *Example) Subscribed(to Ref) bool { return e.is(Subscribed, to.Kind, to.ID) }

// Marked implements Facts.
func (e *Example) Marked(mark string) bool { return e.is(Mark, MarkName, mark) }

// InSegment implements Facts; it is false, for examples are made of rules without segments.
func (e *Example) InSegment(string) bool { return false }

// Last implements Facts.
func (e *Example) Last(event Ref) (int64, bool) {
	ages := e.ages(event)
	if len(ages) == 0 {
		return 0, false
	}
	return slices.Min(ages), true
}

// Count implements Facts.
func (e *Example) Count(event Ref, window int64) int64 {
	n := int64(0)
	for _, age := range e.ages(event) {
		if window == 0 || age < window {
			n++
		}
	}
	return n
}

// Since implements Facts.
func (e *Example) Since(date Ref) (int64, bool) {
	age, ok := e.number(aspect{shape: aspectDate, kind: date.Kind, id: date.ID})
	return int64(age), ok && age >= 0
}

// Until implements Facts.
func (e *Example) Until(date Ref) (int64, bool) {
	if date.Kind == NamedDateName {
		left, ok := e.number(aspect{shape: aspectUntil, kind: date.Kind, id: date.ID})
		return int64(left), ok && left >= 0
	}
	age, ok := e.number(aspect{shape: aspectDate, kind: date.Kind, id: date.ID})
	return int64(-age), ok && age <= 0
}

// Points implements Facts.
func (e *Example) Points(score string) float64 {
	points, _ := e.number(aspect{shape: aspectNumber, kind: ScoreName, id: score})
	return points
}

// Interest implements Facts.
func (e *Example) Interest(score string) int {
	level := 1
	for _, s := range e.scores {
		if s.ID == score {
			for _, least := range s.Interest {
				if e.Points(score) >= float64(least) {
					level++
				}
			}
		}
	}
	return level
}

// PayGrade implements Facts.
func (e *Example) PayGrade() int { return int(e.word(GradeName, "")[0]-'A') + 1 }

// Persona implements Facts.
func (e *Example) Persona() string { return e.word(PersonaName, "") }

// Language implements Facts.
func (e *Example) Language() string { return e.word(LanguageName, "") }

// Entry implements Facts.
func (e *Example) Entry() string { return e.word(EntryName, "") }

// EntryChannel implements Facts.
func (e *Example) EntryChannel() string { return e.word(ChannelName, "") }

// Yes implements Facts.
func (e *Example) Yes(property string) bool { return e.is(YesProperty, PropertyName, property) }

// Number implements Facts.
func (e *Example) Number(property string) (float64, bool) {
	return e.number(aspect{shape: aspectNumber, kind: PropertyName, id: property})
}

// Choice implements Facts.
func (e *Example) Choice(property string) (string, bool) {
	choice := e.word(ChoiceName, property)
	return choice, choice != ""
}
