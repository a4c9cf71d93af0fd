package panel

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/ui/desktop/hint"
)

// crowd is a map with two personas, two entries and one link that a third of the people take.
func crowd() *journey.Map {
	m := twoSteps()
	for _, id := range []journey.ID{"ads", "search"} {
		m.Steps = append(m.Steps, &journey.Step{ID: id, Kind: journey.StepEntry, Name: string(id), Entry: &journey.Entry{}})
	}
	m.Personas = append(m.Personas, &journey.Persona{ID: "anna", Name: "Anna", Share: journey.Guess(0.5)}, &journey.Persona{ID: "boris", Name: "Boris", Share: journey.Guess(0.5)})
	third := journey.Guess(0.33)
	m.Links[0].Weight = &third
	for _, kind := range journey.Kinds() {
		for _, r := range m.Records(kind) {
			journey.Normalize(r)
		}
	}
	return m
}

// resets are the buttons that go back to the inherited value.
func (b *bench) resets() []*hint.Button {
	var list []*hint.Button
	inside(b.in.body, func(o fyne.CanvasObject) {
		if button, ok := o.(*hint.Button); ok && button.Visible() && strings.HasPrefix(button.Hint(), "Inherit again") {
			list = append(list, button)
		}
	})
	return list
}

func TestAPersonaInheritsTheShareOfAllUntilItHasItsOwnAndAgainAfterAReset(t *testing.T) {
	b := newBench(t, crowd())
	b.in.Display(b.editor.Map(), link)
	anna := b.field(t, "weights/anna/")
	if anna.entry.Text != "" || anna.entry.PlaceHolder != "33 %" {
		t.Fatalf("Anna has %q, in grey %q", anna.entry.Text, anna.entry.PlaceHolder)
	}
	anna.entry.SetText("50")
	b.rest()
	got := b.editor.Map().Link("ab")
	if len(got.Weights) != 1 || got.Weights[0].Persona != "anna" || got.Weights[0].Entry != "" || got.Weights[0].Weight.Value != 0.5 {
		t.Fatalf("%+v", got.Weights)
	}
	if text := b.field(t, "weights/anna/").entry.Text; text != "50 %" && text != "50" {
		t.Errorf("the field shows %q", text)
	}
	if d := b.in.founded["weights.0.weight"]; d == nil || d.words.Text != "guess" {
		t.Error("it does not say what founds her share")
	}
	b.in.founded["weights.0.weight"].Tapped(nil)
	if !b.in.open["weights.0.weight"] {
		t.Error("a click on it does not unfold the editor")
	}
	b.field(t, "weights.0.weight.low").entry.SetText("40") // the editor of an assumption like any other
	b.rest()
	if w := b.editor.Map().Link("ab").Weights[0].Weight; w.Low == nil || *w.Low != 0.4 || *w.High != 0.5 {
		t.Errorf("her range is %+v", w)
	}
	b.field(t, "weight.value").entry.SetText("20")
	b.rest()
	if grey := b.field(t, "weights/boris/").entry.PlaceHolder; grey != "20 %" {
		t.Errorf("Boris inherits %q of 20 %%", grey)
	}
	resets := b.resets()
	if len(resets) != 1 || resets[0].Hint() != "Inherit again: 20 %" {
		t.Fatalf("%d buttons to reset", len(resets))
	}
	resets[0].OnTapped()
	if got := b.editor.Map().Link("ab").Weights; len(got) != 0 {
		t.Errorf("left are %+v", got)
	}
	if anna := b.field(t, "weights/anna/"); anna.entry.Text != "" || anna.entry.PlaceHolder != "20 %" {
		t.Errorf("Anna then has %q, in grey %q", anna.entry.Text, anna.entry.PlaceHolder)
	}
}

// Most specific wins: with 10 % for everybody who comes by ads and 50 % for Anna, Anna by ads inherits her own 50 %, Boris by
// ads the 10 %.
func TestByAnEntryTheMostSpecificShareIsInherited(t *testing.T) {
	b := newBench(t, crowd())
	b.in.Display(b.editor.Map(), link)
	b.field(t, "weights/anna/").entry.SetText("50")
	b.rest()
	var choose *widget.Select
	inside(b.in.body, func(o fyne.CanvasObject) {
		if s, ok := o.(*widget.Select); ok && len(s.Options) == 3 && s.Options[1] == "ads" {
			choose = s
		}
	})
	if choose == nil || choose.Options[0] != "From every entry · 1" {
		t.Fatalf("%+v", choose)
	}
	choose.SetSelected("ads")
	b.field(t, "weights//ads").entry.SetText("10")
	b.rest()
	if anna, boris := b.field(t, "weights/anna/ads"), b.field(t, "weights/boris/ads"); anna.entry.PlaceHolder != "50 %" || boris.entry.PlaceHolder != "10 %" {
		t.Errorf("Anna by ads inherits %q, Boris %q", anna.entry.PlaceHolder, boris.entry.PlaceHolder)
	}
	b.field(t, "weights/boris/ads").entry.SetText("lots")
	b.rest()
	if r := b.field(t, "weights/boris/ads"); !r.problem.Visible() || r.entry.Text != "lots" {
		t.Error("a wrong share is not explained under the persona's field")
	}
	b.field(t, "weights/boris/ads").entry.SetText("5 %")
	b.rest()
	w, _ := b.editor.Map().Link("ab").WeightFor("boris", "ads")
	if w.Value != 0.05 || b.field(t, "weights/boris/ads").problem.Visible() {
		t.Errorf("Boris by ads has %v", w.Value)
	}
}
