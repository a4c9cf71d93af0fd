package panel

import (
	"testing"

	"fyne.io/fyne/v2"

	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/ui/desktop/hint"
)

// lists is a map with a split of three arms, which have IDs, and a persona with three languages, which have none.
func lists() *journey.Map {
	m := journey.New("Test", "2026-01-05")
	m.Steps = append(m.Steps, &journey.Step{ID: "split", Kind: journey.StepSplit, Name: "Split", Split: &journey.Split{Arms: []journey.SplitArm{
		{ID: "a", Name: "A", Weight: journey.Guess(0.2)}, {ID: "b", Name: "B", Weight: journey.Guess(0.3)}, {ID: "c", Name: "C", Weight: journey.Guess(0.5)},
	}}})
	m.Personas = append(m.Personas, &journey.Persona{ID: "p", Name: "P", Languages: []journey.Weighted{
		{Value: "en", Share: journey.Guess(0.2)}, {Value: "ru", Share: journey.Guess(0.3)}, {Value: "de", Share: journey.Guess(0.5)},
	}})
	for _, s := range m.Steps {
		journey.Normalize(s)
	}
	for _, p := range m.Personas {
		journey.Normalize(p)
	}
	return m
}

// tools are the buttons with a hint, from top to bottom.
func (b *bench) tools(says string) (list []*hint.Button) {
	inside(b.in.body, func(o fyne.CanvasObject) {
		if button, ok := o.(*hint.Button); ok && button.Hint() == says {
			list = append(list, button)
		}
	})
	return list
}

func TestARefusedTextStaysWithItsItemWhenAnotherIsRemovedOrMoved(t *testing.T) {
	for _, c := range []struct {
		of   journey.Ref
		list string
		last string
	}{
		{journey.Ref{Kind: journey.KindStep, ID: "split"}, "split.arms.", ".weight.value"},
		{journey.Ref{Kind: journey.KindPersona, ID: "p"}, "languages.", ".share.value"},
	} {
		b := newBench(t, lists())
		b.in.Display(b.editor.Map(), c.of)
		b.field(t, c.list+"2"+c.last).entry.SetText("lots")
		b.rest()
		is := func(when string, at string) {
			t.Helper()
			for _, i := range []string{"0", "1", "2"} {
				r := b.in.rows[c.list+i+c.last]
				if r == nil {
					continue
				}
				if got := r.entry.Text == "lots" && r.problem.Visible(); got != (i == at) {
					t.Errorf("%s, %s: item %s shows %q", c.list, when, i, r.entry.Text)
				}
			}
		}
		is("typed", "2")
		b.tools("Move up")[1].OnTapped()
		is("moved up", "1")
		remove := b.tools("Remove number 1")[0]
		remove.OnTapped()
		is("another removed", "0")
		if c.of.Kind != journey.KindStep {
			continue
		}
		remove.OnTapped() // pressed twice before the form has followed
		if arms := b.editor.Map().Step("split").Split.Arms; len(arms) != 2 || arms[0].ID != "c" {
			t.Errorf("the second press removed another arm: %+v", arms)
		}
		for range 2 {
			if _, err := b.editor.Undo(); err != nil {
				t.Fatal(err)
			}
			b.in.Display(b.editor.Map(), c.of)
		}
		is("all undone", "2")
	}
}

// What is typed into an item is taken when typing rests; by then another item has its place.
func TestATextIsNeverTakenIntoAnotherItem(t *testing.T) {
	b := newBench(t, lists())
	split := journey.Ref{Kind: journey.KindStep, ID: "split"}
	b.in.Display(b.editor.Map(), split)
	name := b.field(t, "split.arms.0.name")
	name.entry.SetText("First")
	if _, err := b.editor.Apply(edit.Label{}, func(tx *edit.Tx) error { // elsewhere; the form has not followed yet
		s := journey.Clone(tx.Map().Step("split"))
		s.Split.Arms = s.Split.Arms[1:]
		return edit.SetRecord(tx, s)
	}); err != nil {
		t.Fatal(err)
	}
	b.rest()
	if arms := b.editor.Map().Step("split").Split.Arms; arms[0].Name != "B" || arms[1].Name != "C" {
		t.Errorf("%+v", arms)
	}
}
