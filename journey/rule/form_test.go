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

// Whatever text parses, its form and the text of its form keep the meaning for everybody the text is asked of, and the
// form of the form is the same form.
func FuzzForm(f *testing.F) {
	f.Add(`known("email") and not (last(opened) < 30d or persona in ("Investor")) or score("Fit") >= 2.50`, int64(1))
	f.Add(`не (свойство("VIP") = да и не осталось("Webinar") <= 3 дня) или ложь и count(clicked("Welcome"), 1w) != 0`, int64(2))
	f.Add(`not not (true or pay_grade in ("A")) and not (never("ordered") and mark("called"))`, int64(3))
	f.Fuzz(func(t *testing.T, text string, who int64) {
		x, faults := Read(text, sample())
		if len(faults) > 0 {
			return
		}
		form := FormOf(x)
		again := form.Expr()
		printed := Format(again, Russian)
		if len(printed) > MaxBytes {
			return
		}
		read, faults := Read(printed, sample())
		if len(faults) > 0 || !Same(read, again) {
			t.Fatalf("%q as a form prints as %q, which reads as %v %v", text, printed, read, faults)
		}
		p := person{
			known: map[string]bool{"email": who&1 != 0}, marks: map[string]bool{"called": who&2 != 0}, yes: map[string]bool{"vip": who&4 != 0},
			events: map[Ref][]int64{{Kind: EventName, ID: "visited"}: {who & 0xfffffff}, {Kind: OpenedMessage}: {day}},
			dates:  map[string]int64{"webinar": who % (5 * day)}, points: map[string]float64{"lead": float64(who % 70), "fit": 2.5},
			grade: int(1 + uint64(who)%5), persona: "investor", language: "ru", entry: "ads",
		}
		if Eval(x, p) != Eval(read, p) {
			t.Fatalf("%q means something else as a form: %q", text, printed)
		}
		if twice := FormOf(again).Expr(); !Same(twice, again) {
			t.Fatalf("%q: the form of the form is another rule", text)
		}
	})
}
