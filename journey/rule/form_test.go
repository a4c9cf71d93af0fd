package rule

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// The form and the text are two views of one rule: going through the form must keep its meaning.
func TestAFormKeepsTheMeaningOfARule(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		x := drawExpr(t, 3)
		again := FormOf(x).Expr()
		for range 5 {
			if p := drawPerson(t); Eval(x, p) != Eval(again, p) {
				t.Fatalf("%s became %s", Format(x, English), Format(again, English))
			}
		}
		if twice := FormOf(again).Expr(); !Same(twice, again) {
			t.Fatalf("%s became %s", Format(again, English), Format(twice, English))
		}
	})
}

func TestAnEmptyFormIsARuleForEverybody(t *testing.T) {
	t.Parallel()
	for _, g := range []Group{{}, {Any: true}, {Parts: []Part{{Group: &Group{Any: true}}}}} {
		if c, ok := g.Expr().(*Const); !ok || !c.Value {
			t.Errorf("%+v is %s", g, Format(g.Expr(), English))
		}
	}
}

// A row whose blanks are filled as its question asks must be a rule the checker takes, and every atom must
// have a question with a label in both languages.
func TestEveryQuestionMakesARuleAndHasALabel(t *testing.T) {
	t.Parallel()
	english, russian := sentences(t, "en"), sentences(t, "ru")
	vocabulary := sample()
	var ids []QuestionID
	for _, q := range Questions() {
		ids = append(ids, q.ID)
		for _, texts := range []map[string]string{english, russian} {
			if texts["rule.form."+string(q.ID)] == "" {
				t.Errorf("%s has no label", q.ID)
			}
		}
		row := Row{Question: q.ID, Number: 2, Duration: Duration{2, Day}}
		if len(q.Ops) > 0 {
			row.Op = q.Ops[0]
		}
		for _, kind := range q.Of {
			for _, name := range vocabulary.names(kind) {
				if p := vocabulary.property(name.ID); kind == PropertyName && string(p.Type) != q.OfType {
					continue
				}
				row.Of = Ref{Kind: kind, ID: name.ID, Name: name.Name}
			}
		}
		switch {
		case q.Values == ChoiceName:
			row.Values = []Ref{{Kind: ChoiceName, ID: "pro", Name: "pro"}}
		case q.Value == AskNames:
			name := vocabulary.names(q.Values)[0]
			row.Values = []Ref{{Kind: q.Values, ID: name.ID, Name: name.Name}}
		}
		x := row.Expr()
		read, errs := Read(Format(x, Russian), vocabulary)
		if len(errs) > 0 || !Same(read, x) {
			t.Errorf("%s: %s: %v", q.ID, Format(x, Russian), errs)
		}
	}
	for _, list := range [][]QuestionID{factQuestion[:], quantityQuestion[:], qualityQuestion[:]} {
		for _, id := range list {
			if !slices.Contains(ids, id) {
				t.Errorf("no form offers %s", id)
			}
		}
	}
}
