package rule

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"rehearse/journey"
)

// Every subject and choice a form offers must be understood when its text is read, also where names are shared.
func TestWhateverAFormOffersIsUnderstood(t *testing.T) {
	t.Parallel()
	v := sample()
	v.Topics = append(v.Topics, Name{"sms_topic", "SMS"}) // shares its name with a channel
	v.NamedDates = append(v.NamedDates, Name{"end", "Trial end"})
	for _, q := range Questions() {
		row, ok := q.Row(v)
		if !ok {
			t.Errorf("the sample has nothing for %s", q.ID)
			continue
		}
		subjects := q.Subjects(v)
		if len(q.Of) == 0 {
			subjects = []Ref{{}}
		}
		for _, of := range subjects {
			row.Of = of
			if q.Value != AskNames {
				if read, errs := Read(Format(row.Expr(), Russian), v); len(errs) > 0 || !Same(read, row.Expr()) {
					t.Errorf("%s of %+v: %s: %v", q.ID, of, Format(row.Expr(), English), errs)
				}
				continue
			}
			for _, choice := range q.Choices(v, of) {
				row.Values = []Ref{choice}
				if read, errs := Read(Format(row.Expr(), English), v); len(errs) > 0 || !Same(read, row.Expr()) {
					t.Errorf("%s is %+v: %v", q.ID, choice, errs)
				}
			}
		}
	}
}

func TestAQuestionTheMapHasNothingForMakesNoRow(t *testing.T) {
	t.Parallel()
	for _, id := range []QuestionID{"score", "persona", "known", "last", "property_choice", "mark"} {
		q, ok := id.Find()
		if !ok {
			t.Fatalf("no question %s", id)
		}
		if row, made := q.Row(&Vocabulary{}); made {
			t.Errorf("%s: %+v", id, row)
		}
	}
}

// Whatever row there is, it can be asked another question, and that makes a rule.
func TestARowWithAnotherQuestionIsARule(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		part := FormOf(drawAtom(t)).Parts[0]
		if part.Row == nil {
			t.Skip("a rule for everybody")
		}
		q := rapid.SampledFrom(Questions()).Draw(t, "question")
		next, ok := part.Row.Asked(q, sample())
		if !ok || next.Question != q.ID {
			t.Fatalf("%+v asked %s: %+v", part.Row, q.ID, next)
		}
		if read, errs := Read(Format(next.Expr(), English), sample()); len(errs) > 0 || !Same(read, next.Expr()) {
			t.Fatalf("%+v: %s: %v", next, Format(next.Expr(), English), errs)
		}
	})
}

// A rule with a name the map does not have is shown all the same, with that name marked alone.
func TestADraftKeepsWhatIsRight(t *testing.T) {
	t.Parallel()
	x, errs := Draft(`persona = "Nobody" and known("E-mail")`, sample())
	if len(errs) != 1 || errs[0].Code != "rule.unknown_persona" {
		t.Fatalf("%v", errs)
	}
	rows := FormOf(x).Parts
	if len(rows) != 2 || len(rows[0].Row.Faults(sample())) != 1 || len(rows[1].Row.Faults(sample())) != 0 {
		t.Fatalf("%+v", rows)
	}
	if rows[0].Row.Values[0].Name != "Nobody" || rows[1].Row.Of.ID != "email" {
		t.Fatalf("%+v %+v", rows[0].Row, rows[1].Row)
	}
	if x, errs := Draft(`persona = `, sample()); x != nil || len(errs) != 1 {
		t.Fatalf("%v %v", x, errs)
	}
}

func TestTheLanguageOfATextIsThatOfItsKeywords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Lang{
		`known("E-mail")`: English, `известен("E-mail") and score > 2`: Russian, `"Визит"`: English, ``: English, `персона = "x`: Russian,
	} {
		if got := LangOf(text, English); got != want {
			t.Errorf("%s: %s", text, got)
		}
	}
}

// The form and the text are two views of one rule at any moment: the text of a form, read in either language and shown as
// a form again, has the same rows, groups and signs.
func TestTheTextOfAFormShowsTheSameForm(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		form := FormOf(FormOf(drawExpr(t, 4)).Expr())
		for _, lang := range []Lang{English, Russian} {
			text := Format(form.Expr(), lang)
			if len(text) > MaxBytes {
				t.Skip("the drawn rule is too long for a text")
			}
			x, faults := Draft(text, sample())
			if len(faults) > 0 {
				t.Fatalf("%s: %v", text, faults)
			}
			if again := FormOf(x); shape(again) != shape(form) {
				t.Fatalf("%s\n%s\n%s", text, shape(form), shape(again))
			}
		}
	})
}

// shape writes a form with all that its blanks say.
func shape(g Group) string {
	s := fmt.Sprintf("%v %v [", g.Any, g.Negated)
	for _, part := range g.Parts {
		if part.Group != nil {
			s += shape(*part.Group)
			continue
		}
		r := *part.Row
		s += fmt.Sprint(r.Question, r.Negated, r.Of.Kind, r.Of.ID, r.Of.Name, r.Op, r.Number, r.Window, r.Duration)
		for _, v := range r.Values {
			s += fmt.Sprint(v.Kind, v.ID, v.Name)
		}
		s += ";"
	}
	return s + "]"
}

// Search is a way people come: a rule may name it, but nobody has an address there, so nobody is offered it.
func TestAChannelNoMessageIsSentByIsNotOffered(t *testing.T) {
	t.Parallel()
	v := VocabularyOf(&journey.Map{Channels: []*journey.Channel{
		{ID: "search", Name: "Search", Use: journey.ChannelEntry}, {ID: "email", Name: "E-mail", Use: journey.ChannelMessage},
		{ID: "chat", Name: "Chat", Use: journey.ChannelBoth},
	}})
	for _, id := range []QuestionID{"known", "allowed", "subscribed"} {
		q, _ := id.Find()
		var got []string
		for _, of := range q.Subjects(v) {
			got = append(got, of.Name)
		}
		if !slices.Equal(got, []string{"E-mail", "Chat"}) {
			t.Errorf("%s is offered of %q", id, got)
		}
	}
	if names := v.names(ChannelName); len(names) != 3 {
		t.Errorf("rules can name only %v", names)
	}
}
