package rule

import (
	"slices"
	"strings"

	"rehearse/journey"
)

// Check resolves the names of a parsed rule and checks types against the map. It returns a new
// expression in which every name has its ID, or every error there is and no expression.
func Check(x Expr, vocabulary *Vocabulary) (Expr, []*Error) {
	c := &checker{vocabulary: vocabulary}
	checked := c.expr(x)
	if len(c.errors) > 0 {
		return nil, c.errors
	}
	return checked, nil
}

type checker struct {
	vocabulary *Vocabulary
	errors     []*Error
}

func (c *checker) fail(err *Error) {
	if err != nil {
		c.errors = append(c.errors, err)
	}
}

func (c *checker) expr(x Expr) Expr {
	switch x := x.(type) {
	case *Not:
		return &Not{Span: x.Span, X: c.expr(x.X)}
	case *And:
		return &And{Span: x.Span, Terms: c.terms(x.Terms)}
	case *Or:
		return &Or{Span: x.Span, Terms: c.terms(x.Terms)}
	case *Is:
		return c.is(*x)
	case *Compare:
		return c.compare(*x)
	case *OneOf:
		return c.oneOf(*x)
	}
	return x
}

func (c *checker) terms(terms []Expr) []Expr {
	checked := make([]Expr, len(terms))
	for i, term := range terms {
		checked[i] = c.expr(term)
	}
	return checked
}

// name resolves a name among kinds and reports whether it exists.
func (c *checker) name(ref *Ref, kinds ...Kind) bool {
	resolved, err := resolve(*ref, kinds, c.vocabulary.names)
	*ref = resolved
	c.fail(err)
	return err == nil
}

// event resolves the name of an event, goal or message; "any message" needs none.
func (c *checker) event(ref *Ref) {
	switch {
	case !ref.Kind.IsMessageEvent():
		c.name(ref, eventKinds...)
	case ref.Name != "":
		c.name(ref, ref.Kind)
	}
}

// The kinds that share one name space where the language does not tell them apart.
var (
	eventKinds     = []Kind{EventName, GoalName}
	dateKinds      = []Kind{PropertyName, NamedDateName}
	subscribeKinds = []Kind{ChannelName, TopicName}
)

func (c *checker) is(x Is) Expr {
	switch x.Fact {
	case Subscribed:
		c.name(&x.Of, subscribeKinds...)
	case Never:
		c.event(&x.Of)
	case YesProperty:
		c.property(&x.Of, journey.PropertyYesNo)
	default:
		c.name(&x.Of, factKind[x.Fact])
	}
	return &x
}

func (c *checker) compare(x Compare) Expr {
	switch x.Quantity {
	case Last, Count:
		c.event(&x.Of)
	case Since, Until:
		if c.name(&x.Of, dateKinds...) && x.Of.Kind == PropertyName {
			c.property(&x.Of, journey.PropertyDate)
		}
	case Points, Interest:
		c.score(&x)
	case NumberProperty:
		c.property(&x.Of, journey.PropertyNumber)
	}
	return &x
}

// score resolves the named score or, without a name, the map's first.
func (c *checker) score(x *Compare) {
	if x.Of.Name != "" {
		c.name(&x.Of, ScoreName)
		return
	}
	if len(c.vocabulary.Scores) == 0 {
		c.fail(&Error{Code: "rule.no_score", Args: journey.Args{}, Span: x.Span})
		return
	}
	x.Of.Kind, x.Of.ID = ScoreName, c.vocabulary.Scores[0].ID
}

// property resolves a property that must be of the type; the fault says what this one can be asked.
func (c *checker) property(ref *Ref, want journey.PropertyType) *Property {
	if !c.name(ref, PropertyName) {
		return nil
	}
	property := c.vocabulary.property(ref.ID)
	if property.Type != want {
		c.fail(&Error{Code: "rule.property_is_" + string(property.Type), Args: journey.Args{"Name": ref.Name}, Span: ref.Span})
		return nil
	}
	return property
}

func (c *checker) oneOf(x OneOf) Expr {
	names := c.vocabulary.names
	kind := valueKind[x.Quality]
	if x.Quality == ChoiceProperty {
		property := c.property(&x.Of, journey.PropertyChoice)
		if property == nil {
			return &x
		}
		names = func(Kind) []Name { return nameOf(property.Choices, word) }
	}
	x.Values = slices.Clone(x.Values)
	for i, value := range x.Values {
		resolved, err := resolve(value, []Kind{kind}, names)
		if err != nil && kind == ChoiceName {
			err.Args["Property"], err.Args["Choices"] = x.Of.Name, quoted(names(kind))
		}
		x.Values[i] = resolved
		c.fail(err)
	}
	return &x
}

// quoted lists names as a rule writes them.
func quoted(names []Name) string {
	texts := make([]string, len(names))
	for i, name := range names {
		texts[i] = `"` + nameEscapes.Replace(name.Name) + `"`
	}
	return strings.Join(texts, ", ")
}
