package rule

import (
	"slices"

	"rehearse/journey"
)

// atom reads one question about a person.
func (p *parser) atom() (Expr, *Error) {
	word := p.next()
	if word.kind != tokenWord {
		return nil, p.expected("rule.expected_condition")
	}
	switch k := word.keyword; k {
	case notAKeyword:
		return nil, unknown("rule.unknown_word", word.Span, journey.Args{"Word": word.text}, nearest(word.text, atomWords()))
	case kwAnd, kwOr, kwIn:
		return nil, p.expected("rule.expected_condition")
	case kwReceived, kwOpened, kwClicked:
		of, end, err := p.event()
		return &Compare{Span: Span{word.Start, end}, Quantity: Count, Of: of, Op: GreaterOrEqual, Number: 1}, err
	case kwKnown, kwAllowed, kwSubscribed, kwMark, kwInSegment, kwNever:
		p.take()
		fact := Fact(slices.Index(factKeyword[:], k))
		name, end, err := p.argument(factKind[fact])
		if err != nil {
			return nil, err
		}
		return &Is{Span: Span{word.Start, end}, Fact: fact, Of: name}, nil
	case kwProperty:
		p.take()
		return p.property(word)
	case kwPersona, kwLanguage, kwEntry, kwChannel:
		p.take()
		return p.chosen(word, Quality(slices.Index(qualityKeyword[:], k)), Ref{})
	case kwPayGrade:
		p.take()
		if op := p.next(); op.kind == tokenOp && op.op != Equal && op.op != NotEqual {
			return p.grade(word)
		}
		return p.chosen(word, PayGradeSet, Ref{})
	}
	p.take()
	return p.measured(word, Quantity(slices.Index(quantityKeyword[:], word.keyword)))
}

// atomWords are the words a condition can begin with, for suggestions.
func atomWords() []string {
	var words []string
	for _, row := range keywords {
		if row.keyword >= kwTrue || row.keyword == kwNot {
			words = append(words, row.english[0], row.russian[0])
		}
	}
	return words
}

// argument reads `("name")` and returns the name and the end of the parenthesis.
func (p *parser) argument(kind Kind) (Ref, int, *Error) {
	if p.next().kind != tokenOpen {
		return Ref{}, 0, p.expected("rule.expected_open")
	}
	p.take()
	name, _, err := p.subject(kind)
	if err != nil {
		return Ref{}, 0, err
	}
	end, err := p.close()
	return name, end, err
}

// subject reads what stands in an atom's parentheses: a name or, of events, also what happens to messages.
func (p *parser) subject(kind Kind) (Ref, int, *Error) {
	if kind == EventName && slices.Contains(messageKeyword[:], p.next().keyword) {
		return p.event()
	}
	name, err := p.name(kind)
	return name, name.End, err
}

// event reads `opened`, `opened("message")` and the like, and returns where it ends.
func (p *parser) event() (Ref, int, *Error) {
	word := p.take()
	of := Ref{Span: word.Span, Kind: ReceivedMessage + Kind(slices.Index(messageKeyword[:], word.keyword))}
	if p.next().kind != tokenOpen {
		return of, word.End, nil
	}
	p.take()
	of, err := p.name(of.Kind)
	if err != nil {
		return of, 0, err
	}
	end, err := p.close()
	return of, end, err
}

func (p *parser) name(kind Kind) (Ref, *Error) {
	tok := p.next()
	if tok.kind != tokenName {
		err := p.expected("rule.expected_name")
		err.wants = kind
		return Ref{}, err
	}
	p.take()
	return Ref{Span: tok.Span, Kind: kind, Name: tok.text}, nil
}

func (p *parser) close() (int, *Error) {
	if p.next().kind != tokenClose {
		return 0, p.expected("rule.expected_close")
	}
	return p.take().End, nil
}

// measured reads the rest of an atom that compares a quantity, from after its keyword.
func (p *parser) measured(word token, quantity Quantity) (Expr, *Error) {
	x := &Compare{Span: word.Span, Quantity: quantity, Of: Ref{Kind: quantityKind[quantity]}}
	var err *Error
	switch optional := quantity == Points || quantity == Interest; {
	case quantity == Count:
		err = p.counted(x)
	case !optional || p.next().kind == tokenOpen:
		x.Of, x.End, err = p.argument(x.Of.Kind)
	}
	if err != nil {
		return nil, err
	}
	if err := p.operator(x); err != nil {
		return nil, err
	}
	if quantity.IsTime() {
		return x, p.duration(&x.Duration, &x.End)
	}
	return x, p.number(x)
}

// counted reads `("event")` or `("event", window)`.
func (p *parser) counted(x *Compare) *Error {
	if p.next().kind != tokenOpen {
		return p.expected("rule.expected_open")
	}
	p.take()
	name, _, err := p.subject(EventName)
	if err != nil {
		return err
	}
	x.Of = name
	if p.next().kind == tokenComma {
		p.take()
		place := p.next().Span
		if err := p.duration(&x.Window, &place.End); err != nil {
			return err
		}
		if x.Window.N == 0 {
			return &Error{Code: "rule.empty_window", Args: journey.Args{}, Span: place}
		}
	}
	x.End, err = p.close()
	return err
}

// operator reads a sign of comparison; `in` after a number or duration gets its own explanation.
func (p *parser) operator(x *Compare) *Error {
	tok := p.next()
	if tok.keyword == kwIn || tok.keyword == kwNot {
		return &Error{Code: "rule.in_needs_names", Args: journey.Args{"Word": tok.text}, Span: tok.Span}
	}
	if tok.kind != tokenOp {
		return p.expected("rule.expected_operator")
	}
	x.Op = tok.op
	if x.Quantity.IsTime() && (tok.op == Equal || tok.op == NotEqual) {
		return &Error{Code: "rule.exact_moment", Args: journey.Args{"Operator": tok.text}, Span: tok.Span}
	}
	p.take()
	return nil
}

// duration reads a whole number and a unit.
func (p *parser) duration(into *Duration, end *int) *Error {
	tok := p.next()
	if tok.kind != tokenNumber {
		return p.expected("rule.expected_duration")
	}
	p.take()
	unitToken := p.next()
	if unitToken.kind != tokenWord || unitToken.keyword != notAKeyword {
		return &Error{Code: "rule.duration_without_unit", Args: journey.Args{"Number": tok.text}, Span: tok.Span}
	}
	span := Span{tok.Start, unitToken.End}
	unit, ok := unitBySpelling[foldWord(unitToken.text)]
	if !ok {
		return &Error{Code: "rule.unknown_unit", Args: journey.Args{"Unit": unitToken.text}, Span: unitToken.Span}
	}
	if !tok.whole || tok.number < 0 {
		return &Error{Code: "rule.duration_not_whole", Args: journey.Args{"Duration": tok.text + unitToken.text}, Span: span}
	}
	if tok.number*float64(unitSeconds[unit]) > MaxDurationSeconds {
		return &Error{Code: "rule.duration_too_long", Args: journey.Args{"Duration": tok.text + unitToken.text, "MaxDays": MaxDurationSeconds / 86400}, Span: span}
	}
	p.take()
	*into, *end = Duration{N: int64(tok.number), Unit: unit}, unitToken.End
	return nil
}

// number reads what a number is compared with and checks what the quantity can be.
func (p *parser) number(x *Compare) *Error {
	tok := p.next()
	if tok.kind != tokenNumber {
		return p.expected("rule.expected_number")
	}
	p.take()
	if unit := p.next(); unit.kind == tokenWord && unit.Start == tok.End {
		return &Error{Code: "rule.not_a_duration", Args: journey.Args{"Text": tok.text + unit.text}, Span: Span{tok.Start, unit.End}}
	}
	if x.Quantity == Count && (!tok.whole || tok.number < 0) {
		return &Error{Code: "rule.count_not_whole", Args: journey.Args{"Number": tok.text}, Span: tok.Span}
	}
	if x.Quantity == Interest && (!tok.whole || tok.number < 1 || tok.number > 4) {
		return &Error{Code: "rule.interest_level", Args: journey.Args{"Number": tok.text}, Span: tok.Span}
	}
	x.Number, x.End = tok.number, tok.End
	return nil
}

// grade reads `<= "B"` after pay_grade.
func (p *parser) grade(word token) (Expr, *Error) {
	op := p.take()
	name, err := p.name(GradeName)
	if err != nil {
		return nil, err
	}
	grade, err := gradeOf(&name)
	if err != nil {
		return nil, err
	}
	return &Compare{Span: Span{word.Start, name.End}, Quantity: PayGrade, Op: op.op, Number: float64(grade)}, nil
}

// gradeOf returns 1 for A to 5 for E and puts the letter in capitals.
func gradeOf(name *Ref) (int, *Error) {
	letter := foldWord(name.Name)
	if len(letter) != 1 || letter < "a" || letter > "e" {
		return 0, &Error{Code: "rule.unknown_grade", Args: journey.Args{"Name": name.Name}, Span: name.Span}
	}
	grade := int(letter[0]-'a') + 1
	name.ID, name.Name = gradeLetter(grade), gradeLetter(grade)
	return grade, nil
}

func gradeLetter(grade int) string { return string(rune('A' + grade - 1)) }

// chosen reads `= "value"`, `!= "value"`, `in ("a", "b")` or `not in (…)` after a quality.
func (p *parser) chosen(word token, quality Quality, of Ref) (Expr, *Error) {
	x := &OneOf{Span: Span{word.Start, 0}, Quality: quality, Of: of}
	tok := p.next()
	negated := false
	switch {
	case tok.kind == tokenOp && tok.op != Equal && tok.op != NotEqual:
		return nil, &Error{Code: "rule.no_order", Args: journey.Args{"Word": word.text, "Operator": tok.text}, Span: tok.Span}
	case tok.kind == tokenOp:
		p.take()
		negated = tok.op == NotEqual
		value, err := p.value(x)
		if err != nil {
			return nil, err
		}
		x.Values, x.End = []Ref{value}, value.End
	case tok.keyword == kwIn, tok.keyword == kwNot && p.tokens[p.at+1].keyword == kwIn:
		negated = p.accept(kwNot)
		p.take()
		if err := p.list(x); err != nil {
			return nil, err
		}
	default:
		return nil, p.expected("rule.expected_choice_operator")
	}
	if quality == PayGradeSet {
		for i := range x.Values {
			if _, err := gradeOf(&x.Values[i]); err != nil {
				return nil, err
			}
		}
	}
	if negated {
		return &Not{Span: x.Span, X: x}, nil
	}
	return x, nil
}

// value reads one value of a quality.
func (p *parser) value(x *OneOf) (Ref, *Error) {
	value, err := p.name(valueKind[x.Quality])
	if err != nil {
		err.of = x.Of.Name
	}
	return value, err
}

// list reads `("a", "b")`.
func (p *parser) list(x *OneOf) *Error {
	if p.next().kind != tokenOpen {
		return p.expected("rule.expected_list")
	}
	p.take()
	for {
		value, err := p.value(x)
		if err != nil {
			return err
		}
		x.Values = append(x.Values, value)
		if p.next().kind != tokenComma {
			break
		}
		p.take()
	}
	end, err := p.close()
	x.End = end
	return err
}

// property reads the rest of a property atom; what it is compared with decides which.
func (p *parser) property(word token) (Expr, *Error) {
	of, end, err := p.argument(PropertyName)
	if err != nil {
		return nil, err
	}
	span := Span{word.Start, end}
	tok := p.next()
	if tok.kind == tokenOp {
		switch value := p.tokens[p.at+1]; {
		case value.kind == tokenNumber:
			x := &Compare{Span: span, Quantity: NumberProperty, Of: of, Op: tok.op}
			p.take()
			return x, p.number(x)
		case value.keyword == kwTrue || value.keyword == kwFalse:
			return p.yesNo(span, of)
		case value.kind != tokenName:
			p.take()
			err := p.expected("rule.expected_value")
			err.of = of.Name
			return nil, err
		}
		return p.chosen(word, ChoiceProperty, of)
	}
	if tok.keyword == kwIn || tok.keyword == kwNot && p.tokens[p.at+1].keyword == kwIn {
		return p.chosen(word, ChoiceProperty, of)
	}
	return &Is{Span: span, Fact: YesProperty, Of: of}, nil
}

// yesNo reads `= true` and the like after a yes/no property.
func (p *parser) yesNo(span Span, of Ref) (Expr, *Error) {
	op, value := p.take(), p.take()
	if op.op != Equal && op.op != NotEqual {
		return nil, &Error{Code: "rule.no_order", Args: journey.Args{"Word": value.text, "Operator": op.text}, Span: op.Span}
	}
	span.End = value.End
	x := &Is{Span: span, Fact: YesProperty, Of: of}
	if (op.op == Equal) == (value.keyword == kwTrue) {
		return x, nil
	}
	return &Not{Span: span, X: x}, nil
}
