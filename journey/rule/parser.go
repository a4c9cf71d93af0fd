package rule

import "rehearse/journey"

// Read parses a rule and checks it against the names of a map. The expression is nil when there are
// errors; there is one error when the text does not parse, and all of them when names or types are
// wrong.
func Read(text string, vocabulary *Vocabulary) (Expr, []*Error) {
	x, err := Parse(text)
	if err != nil {
		return nil, []*Error{err}
	}
	return Check(x, vocabulary)
}

// Parse reads a text without knowing the map: names keep their text and have no ID. It returns the
// first fault.
func Parse(text string) (Expr, *Error) {
	tokens, err := scan(text)
	if err != nil {
		return nil, err
	}
	if len(tokens) == 1 {
		return nil, &Error{Code: "rule.empty", Args: journey.Args{}, Span: tokens[0].Span}
	}
	p := &parser{tokens: tokens}
	x, err := p.any()
	if err != nil {
		return nil, err
	}
	if p.next().kind != tokenEnd {
		return nil, p.afterCondition()
	}
	return x, nil
}

// parser goes once over the tokens; each method reads one construct of the grammar.
type parser struct {
	tokens []token
	at     int
	depth  int
}

func (p *parser) next() token { return p.tokens[p.at] }

// take returns the next token and moves on; tokenEnd stays.
func (p *parser) take() token {
	tok := p.tokens[p.at]
	if tok.kind != tokenEnd {
		p.at++
	}
	return tok
}

// accept moves on if the next token is the keyword.
func (p *parser) accept(k keyword) bool {
	if p.next().keyword == k {
		p.at++
		return true
	}
	return false
}

// expected is the fault of a missing construct: the code alone or, at the end of the text, with "_at_end".
func (p *parser) expected(code string) *Error {
	tok := p.next()
	if tok.kind == tokenEnd {
		return &Error{Code: code + "_at_end", Args: journey.Args{}, Span: tok.Span}
	}
	return &Error{Code: code, Args: journey.Args{"Found": tok.text}, Span: tok.Span}
}

// afterCondition is the fault of a text that goes on after a complete condition.
func (p *parser) afterCondition() *Error {
	tok := p.next()
	if tok.kind == tokenComma && p.at > 0 && p.tokens[p.at-1].kind == tokenNumber && p.tokens[p.at+1].kind == tokenNumber {
		return &Error{Code: "rule.decimal_comma", Args: journey.Args{}, Span: tok.Span}
	}
	if tok.kind == tokenClose {
		return &Error{Code: "rule.unopened_parenthesis", Args: journey.Args{}, Span: tok.Span}
	}
	return p.expected("rule.expected_and_or")
}

// any reads conditions joined by `or`.
func (p *parser) any() (Expr, *Error) { return p.joined(kwOr, (*parser).all, Any) }

// all reads conditions joined by `and`.
func (p *parser) all() (Expr, *Error) { return p.joined(kwAnd, (*parser).condition, All) }

func (p *parser) joined(joint keyword, part func(*parser) (Expr, *Error), join func(...Expr) Expr) (Expr, *Error) {
	x, err := part(p)
	if err != nil {
		return nil, err
	}
	terms := []Expr{x}
	for p.accept(joint) {
		x, err := part(p)
		if err != nil {
			return nil, err
		}
		terms = append(terms, x)
	}
	return join(terms...), nil
}

// condition reads `not` and what it negates, a rule in parentheses, a constant or an atom.
func (p *parser) condition() (Expr, *Error) {
	first := p.next()
	switch {
	case first.keyword == kwNot:
		if err := p.enter(); err != nil {
			return nil, err
		}
		p.take()
		x, err := p.condition()
		if err != nil {
			return nil, err
		}
		p.depth--
		return &Not{Span: Span{first.Start, x.Place().End}, X: x}, nil
	case first.kind == tokenOpen:
		if err := p.enter(); err != nil {
			return nil, err
		}
		p.take()
		x, err := p.any()
		if err != nil {
			return nil, err
		}
		if p.next().kind != tokenClose {
			if p.next().kind == tokenEnd {
				return nil, &Error{Code: "rule.unclosed_parenthesis", Args: journey.Args{}, Span: first.Span}
			}
			return nil, p.afterCondition()
		}
		p.take()
		p.depth--
		return x, nil
	case first.keyword == kwTrue || first.keyword == kwFalse:
		p.take()
		return &Const{Span: first.Span, Value: first.keyword == kwTrue}, nil
	}
	return p.atom()
}

// enter counts one more level of nesting.
func (p *parser) enter() *Error {
	p.depth++
	if p.depth > MaxDepth {
		return &Error{Code: "rule.too_deep", Args: journey.Args{"Max": MaxDepth}, Span: p.next().Span}
	}
	return nil
}
