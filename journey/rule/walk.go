package rule

import "slices"

// All returns the rule that holds when all terms do, in normal form: nested ands are one And, a single
// term is itself, none is true.
func All(terms ...Expr) Expr {
	var flat []Expr
	for _, term := range terms {
		if and, ok := term.(*And); ok {
			flat = append(flat, and.Terms...)
			continue
		}
		flat = append(flat, term)
	}
	switch len(flat) {
	case 0:
		return &Const{Value: true}
	case 1:
		return flat[0]
	}
	return &And{Span: hull(flat), Terms: flat}
}

// Any returns the rule that holds when any of the terms does, in normal form: nested ors are one Or, a
// single term is itself, none is false.
func Any(terms ...Expr) Expr {
	var flat []Expr
	for _, term := range terms {
		if or, ok := term.(*Or); ok {
			flat = append(flat, or.Terms...)
			continue
		}
		flat = append(flat, term)
	}
	switch len(flat) {
	case 0:
		return &Const{Value: false}
	case 1:
		return flat[0]
	}
	return &Or{Span: hull(flat), Terms: flat}
}

func hull(terms []Expr) Span {
	return Span{terms[0].Place().Start, terms[len(terms)-1].Place().End}
}

// Walk calls visit for every node, parents first, in the order of the text.
func Walk(x Expr, visit func(Expr)) {
	visit(x)
	switch x := x.(type) {
	case *Not:
		Walk(x.X, visit)
	case *And:
		for _, term := range x.Terms {
			Walk(term, visit)
		}
	case *Or:
		for _, term := range x.Terms {
			Walk(term, visit)
		}
	}
}

// References lists the names a rule uses, in the order of the text, each once. A message event of any
// message is listed with an empty ID.
func References(x Expr) []Ref {
	var refs []Ref
	add := func(ref Ref) {
		if ref.Name == "" && ref.ID == "" && !ref.Kind.IsMessageEvent() {
			return
		}
		if !slices.ContainsFunc(refs, ref.same) {
			refs = append(refs, ref)
		}
	}
	Walk(x, func(x Expr) {
		switch x := x.(type) {
		case *Is:
			add(x.Of)
		case *Compare:
			add(x.Of)
		case *OneOf:
			add(x.Of)
			for _, value := range x.Values {
				add(value)
			}
		}
	})
	return refs
}

// Same reports whether two rules are the same tree, places in the text apart.
func Same(a, b Expr) bool {
	switch a := a.(type) {
	case *Const:
		b, ok := b.(*Const)
		return ok && a.Value == b.Value
	case *Not:
		b, ok := b.(*Not)
		return ok && Same(a.X, b.X)
	case *And:
		b, ok := b.(*And)
		return ok && slices.EqualFunc(a.Terms, b.Terms, Same)
	case *Or:
		b, ok := b.(*Or)
		return ok && slices.EqualFunc(a.Terms, b.Terms, Same)
	case *Is:
		b, ok := b.(*Is)
		return ok && a.Fact == b.Fact && a.Of.same(b.Of)
	case *Compare:
		b, ok := b.(*Compare)
		return ok && a.Quantity == b.Quantity && a.Of.same(b.Of) && a.Window == b.Window &&
			a.Op == b.Op && a.Number == b.Number && a.Duration == b.Duration
	case *OneOf:
		b, ok := b.(*OneOf)
		return ok && a.Quality == b.Quality && a.Of.same(b.Of) && slices.EqualFunc(a.Values, b.Values, Ref.same)
	}
	return false
}
