package rule

import (
	"strconv"
	"strings"
)

// Format prints a rule canonically with English or Russian keywords: single spaces, only the parentheses that
// are needed, names as the rule has them. Reading the text again gives the same rule. A rule near
// MaxBytes can grow past it in the other language; Parse then says so.
func Format(x Expr, lang Lang) string {
	f := formatter{lang: lang}
	f.expr(x, kwOr)
	return f.String()
}

type formatter struct {
	strings.Builder
	lang Lang
}

func (f *formatter) word(k keyword) { f.WriteString(k.spelling(f.lang)) }

// expr prints x where the loosest operator that needs no parentheses is kwOr, kwAnd or kwNot.
func (f *formatter) expr(x Expr, loosest keyword) {
	switch x := x.(type) {
	case *Const:
		if x.Value {
			f.word(kwTrue)
		} else {
			f.word(kwFalse)
		}
	case *Or:
		f.joined(x.Terms, kwOr, kwAnd, loosest != kwOr)
	case *And:
		f.joined(x.Terms, kwAnd, kwNot, loosest == kwNot)
	case *Not:
		f.negated(x)
	case *Is:
		f.is(x)
	case *Compare:
		f.compare(x)
	case *OneOf:
		f.oneOf(x, false)
	}
}

func (f *formatter) joined(terms []Expr, joint, loosest keyword, parentheses bool) {
	if parentheses {
		f.WriteByte('(')
	}
	for i, term := range terms {
		if i > 0 {
			f.WriteByte(' ')
			f.word(joint)
			f.WriteByte(' ')
		}
		f.expr(term, loosest)
	}
	if parentheses {
		f.WriteByte(')')
	}
}

// negated prints a negation the way the atom reads best: !=, not in, = false, or a leading not.
func (f *formatter) negated(x *Not) {
	switch inner := x.X.(type) {
	case *OneOf:
		f.oneOf(inner, true)
		return
	case *Is:
		if inner.Fact == YesProperty {
			f.is(inner)
			f.WriteString(" = ")
			f.word(kwFalse)
			return
		}
	}
	f.word(kwNot)
	f.WriteByte(' ')
	f.expr(x.X, kwNot)
}

func (f *formatter) is(x *Is) {
	f.word(factKeyword[x.Fact])
	f.argument(x.Of)
}

func (f *formatter) argument(of Ref) {
	f.WriteByte('(')
	f.subject(of)
	f.WriteByte(')')
}

// subject prints what stands in an atom's parentheses: a name, or an event of messages.
func (f *formatter) subject(of Ref) {
	if !of.Kind.IsMessageEvent() {
		f.name(of)
		return
	}
	f.word(messageKeyword[of.Kind-ReceivedMessage])
	if of.Name != "" {
		f.WriteByte('(')
		f.name(of)
		f.WriteByte(')')
	}
}

var nameEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

func (f *formatter) name(ref Ref) {
	f.WriteByte('"')
	f.WriteString(nameEscapes.Replace(ref.Name))
	f.WriteByte('"')
}

func (f *formatter) compare(x *Compare) {
	if x.Quantity == Count && x.Of.Kind.IsMessageEvent() && x.Window == (Duration{}) && x.Op == GreaterOrEqual && x.Number == 1 {
		f.subject(x.Of)
		return
	}
	f.word(quantityKeyword[x.Quantity])
	switch optional := x.Quantity == Points || x.Quantity == Interest; {
	case x.Quantity == PayGrade, optional && x.Of.Name == "":
	case x.Quantity == Count && x.Window != Duration{}:
		f.WriteByte('(')
		f.subject(x.Of)
		f.WriteString(", ")
		f.duration(x.Window)
		f.WriteByte(')')
	default:
		f.argument(x.Of)
	}
	f.WriteString(" " + x.Op.String() + " ")
	switch {
	case x.Quantity.IsTime():
		f.duration(x.Duration)
	case x.Quantity == PayGrade:
		f.WriteString(`"` + gradeLetter(int(x.Number)) + `"`)
	default:
		f.WriteString(strconv.FormatFloat(x.Number, 'f', -1, 64))
	}
}

func (f *formatter) duration(d Duration) {
	f.WriteString(strconv.FormatInt(d.N, 10))
	f.WriteString(d.Unit.spelling(f.lang))
}

func (f *formatter) oneOf(x *OneOf, negated bool) {
	f.word(qualityKeyword[x.Quality])
	if x.Quality == ChoiceProperty {
		f.argument(x.Of)
	}
	if len(x.Values) == 1 {
		if negated {
			f.WriteString(" != ")
		} else {
			f.WriteString(" = ")
		}
		f.name(x.Values[0])
		return
	}
	f.WriteByte(' ')
	if negated {
		f.word(kwNot)
		f.WriteByte(' ')
	}
	f.word(kwIn)
	f.WriteString(" (")
	for i, value := range x.Values {
		if i > 0 {
			f.WriteString(", ")
		}
		f.name(value)
	}
	f.WriteByte(')')
}
