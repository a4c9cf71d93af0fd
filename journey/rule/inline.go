package rule

import (
	"slices"
	"strings"

	"rehearse/journey"
)

// MaxInlined bounds the number of nodes of a rule together with the segments it uses.
const MaxInlined = 20000

// Inline replaces every in_segment of a checked rule by the rule of that segment, however deep, so that
// what is left asks only about the person. Lookup returns the checked rule of a segment by ID, nil when
// it has none (it has errors of its own); such an in_segment stays. Segments that lead back to
// themselves, and rules that grow beyond MaxInlined, are errors.
func Inline(x Expr, lookup func(segment string) Expr) (Expr, *Error) {
	in := &inliner{lookup: lookup, done: map[string]inlined{}}
	result, _, err := in.expr(x)
	return result, err
}

type inlined struct {
	expr Expr
	size int
}

type inliner struct {
	lookup func(string) Expr
	done   map[string]inlined
	path   []Ref // segments being replaced, outermost first
}

func (in *inliner) expr(x Expr) (Expr, int, *Error) {
	switch x := x.(type) {
	case *Not:
		inner, size, err := in.expr(x.X)
		return &Not{Span: x.Span, X: inner}, size + 1, err
	case *And:
		terms, size, err := in.terms(x.Terms)
		if err != nil {
			return nil, 0, err
		}
		return All(terms...), size, nil
	case *Or:
		terms, size, err := in.terms(x.Terms)
		if err != nil {
			return nil, 0, err
		}
		return Any(terms...), size, nil
	case *Is:
		if x.Fact == InSegment {
			return in.segment(x)
		}
	}
	return x, 1, nil
}

func (in *inliner) terms(terms []Expr) ([]Expr, int, *Error) {
	result, size := make([]Expr, len(terms)), 1
	for i, term := range terms {
		inner, n, err := in.expr(term)
		if err != nil {
			return nil, 0, err
		}
		if size += n; size > MaxInlined {
			return nil, 0, &Error{Code: "rule.segments_too_large", Args: journey.Args{"Max": MaxInlined}, Span: term.Place()}
		}
		result[i] = inner
	}
	return result, size, nil
}

func (in *inliner) segment(x *Is) (Expr, int, *Error) {
	id := x.Of.ID
	if i := slices.IndexFunc(in.path, x.Of.same); i >= 0 {
		var circle strings.Builder
		for _, segment := range in.path[i:] {
			circle.WriteString(segment.Name + " → ")
		}
		circle.WriteString(x.Of.Name)
		return nil, 0, &Error{Code: "rule.segment_cycle", Args: journey.Args{"Name": x.Of.Name, "Path": circle.String()}, Span: x.Span}
	}
	if known, ok := in.done[id]; ok {
		return known.expr, known.size, nil
	}
	rule := in.lookup(id)
	if rule == nil {
		return x, 1, nil
	}
	in.path = append(in.path, x.Of)
	result, size, err := in.expr(rule)
	in.path = in.path[:len(in.path)-1]
	if err != nil {
		err.Span = x.Span
		return nil, 0, err
	}
	in.done[id] = inlined{result, size}
	return result, size, nil
}
