package panel

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rehearse/journey"
	"rehearse/ui/desktop/hint"
)

// focused is what has the keyboard.
func (b *bench) focused() fyne.Focusable {
	return fyne.CurrentApp().Driver().CanvasForObject(b.in).Focused()
}

// Choosing a law makes the form anew. By keyboard one would be thrown back to the first field of the window each time.
func TestTheKeyboardStaysAtAChoiceThatMakesTheFormAnew(t *testing.T) {
	m, ref := waiting()
	b := newBench(t, m)
	b.in.Display(m, ref)
	b.in.rows["wait.for.law"].choose.SetSelected("log-normal")
	if b.focused() != fyne.Focusable(b.in.rows["wait.for.law"].choose) {
		t.Errorf("after the choice %T has the keyboard", b.focused())
	}
	b.in.focus(b.field(t, "wait.for.median").entry)
	b.field(t, "wait.for.median").entry.SetText("3 days")
	b.rest()
	if b.focused() != fyne.Focusable(b.field(t, "wait.for.median").entry) {
		t.Error("typing loses the keyboard")
	}
}

func TestAPartThatWasAddedHasTheKeyboardAtItsFirstField(t *testing.T) {
	m := twoSteps()
	m.Steps = append(m.Steps, &journey.Step{ID: "s", Kind: journey.StepSplit, Name: "Split", Split: &journey.Split{}})
	journey.Normalize(m.Steps[2])
	b := newBench(t, m)
	b.in.Display(m, journey.Ref{Kind: journey.KindStep, ID: "s"})
	for i, path := range []string{"split.arms.0.name", "split.arms.1.name"} {
		b.add(t, "Arms")
		if got := len(b.editor.Map().Step("s").Split.Arms); got != i+1 {
			t.Fatalf("%d arms", got)
		}
		if b.focused() != fyne.Focusable(b.field(t, path).entry) {
			t.Errorf("after adding %T has the keyboard, not %s", b.focused(), path)
		}
		b.in.focus(nil)
	}
}

// add presses the button that adds to a list.
func (b *bench) add(t *testing.T, list string) {
	t.Helper()
	found := false
	inside(b.in.body, func(o fyne.CanvasObject) {
		if button, ok := o.(*hint.Button); ok && !found && strings.Contains(button.Hint(), list) {
			found = true
			button.OnTapped()
		}
	})
	if !found {
		t.Fatalf("nothing adds to %s", list)
	}
}
