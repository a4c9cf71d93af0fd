package desktop

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/ui/action"
	"rehearse/ui/desktop/hint"
)

// inDialog are the widgets of a kind in the topmost dialog.
func inDialog[T any](w *Window) (found []T) {
	for _, o := range test.LaidOutObjects(w.win.Canvas().Overlays().Top()) {
		if one, ok := o.(T); ok && o.Visible() {
			found = append(found, one)
		}
	}
	return found
}

func (w *Window) pressInDialog(t *testing.T, words string) {
	t.Helper()
	for _, b := range inDialog[*widget.Button](w) {
		if b.Text == words {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("no button %q", words)
}

// A rehearsal goes on until the goal is known as well as was asked, and the window says so; what cannot be is said in the dialog.
func TestARehearsalGoesOnUntilItIsSureEnough(t *testing.T) {
	w := openedWindow(t, "en")
	if !action.Run("run_sure", w) {
		t.Fatal("not offered")
	}
	fields := inDialog[*widget.Entry](w)
	if len(fields) != 2 {
		t.Fatalf("%d fields", len(fields))
	}
	fields[0].SetText("0")
	w.pressInDialog(t, "Rehearse")
	if said := w.words(t); !strings.Contains(said, "above 0, at most 50") {
		t.Errorf("said: %s", said)
	}
	fields[0].SetText("0,2") // as a Russian writes it
	w.pressInDialog(t, "Rehearse")
	var r *simulate.Result
	w.waitFor(t, "sure enough", func() bool {
		r = w.shown.Run.Result
		return r != nil && r.Until != nil
	})
	if u := r.Until; !u.Reached || u.Half > 0.002 || u.Wanted != 0.002 || r.Spec.People < simulate.UntilFewest {
		t.Errorf("%+v with %d people", u, r.Spec.People)
	}
	if note := w.strip.Note(); !strings.Contains(note, "as narrow as asked (±0.2 pp)") {
		t.Errorf("the strip says %q", note)
	}
	if !strings.Contains(w.toast.label.Text, "as narrow as asked") {
		t.Errorf("told: %q", w.toast.label.Text)
	}
}

// Where people share agents whole populations are run, until it is enough or so many times.
func TestWholePopulationsAreRunWhereAgentsAreShared(t *testing.T) {
	m, err := sampleMap("personalisation_before", "en")
	if err != nil {
		t.Fatal(err)
	}
	w := windowOn(t, "en", m)
	action.Run("run_sure", w)
	ways := inDialog[*widget.RadioGroup](w)
	if len(ways) != 1 {
		t.Fatal("no choice of the way")
	}
	ways[0].SetSelected(ways[0].Options[1])
	runs := slices.DeleteFunc(inDialog[*widget.Entry](w), func(e *widget.Entry) bool { return e.Text != "20" })
	if len(runs) != 1 {
		t.Fatalf("%d fields for the number of runs", len(runs))
	}
	runs[0].SetText("5")
	w.pressInDialog(t, "Rehearse")
	if said := w.words(t); !strings.Contains(said, "10 times, which intervals need") {
		t.Errorf("said: %s", said)
	}
	runs[0].SetText("10")
	w.pressInDialog(t, "Rehearse")
	w.waitFor(t, "ten populations", func() bool {
		r := w.shown.Run.Result
		return r != nil && r.Intervals.Replications == 10
	})
	if note := w.strip.Note(); !strings.Contains(note, "totals of 10 whole populations") {
		t.Errorf("the strip says %q", note)
	}
}

func TestWholeNumbersAreReadAsPeopleWriteThem(t *testing.T) {
	for words, want := range map[string]int64{"10000000": 1e7, "10,000,000": 1e7, "10 000 000": 1e7, "10\u00a0000": 1e4, " 5 ": 5} {
		if n, ok := wholeNumber(words); !ok || n != want {
			t.Errorf("%q: %d", words, n)
		}
	}
	for _, words := range []string{"", "0.5", "1,5", "10,00", "many", "-5", "99999999999999999999"} {
		if n, ok := wholeNumber(words); ok {
			t.Errorf("%q is taken for %d", words, n)
		}
	}
}

// What matters most is shown as rows that lead to their number, and a guess that carries the result becomes a finding, which is
// older as soon as the map gives other numbers.
func TestWhatMattersMostLeadsToItsNumberAndBecomesAFinding(t *testing.T) {
	w := openedWindow(t, "en")
	w.top.people.SetText("2000")
	if !action.Run("matters", w) {
		t.Fatal("not offered")
	}
	w.waitFor(t, "weighed", func() bool { return strings.Contains(w.words(t), "Looks at a product → Adds to cart") })
	if said := w.words(t); !strings.Contains(said, "guess ! · 0.11 (0.08 … 0.14)") {
		t.Errorf("said: %s", said)
	}
	has := func() (found, stale bool) {
		for _, i := range w.items {
			if i.Rule == "J501" {
				return true, i.Stale
			}
		}
		return false, false
	}
	w.waitFor(t, "found", func() bool { found, stale := has(); return found && !stale })
	for _, row := range inDialog[*hint.Area](w) {
		if strings.HasPrefix(row.Hint(), "Looks at a product → Adds to cart\n") {
			test.Tap(row)
			break
		}
	}
	if len(w.dialogs) != 0 {
		t.Error("the dialog stands before the number")
	}
	list := w.machine.Selection()
	if len(list) != 1 || list[0].Kind != journey.KindLink {
		t.Fatalf("selected: %v", list)
	}
	if area, ok := w.wholeArea(list[0]); !ok || !w.inView(area) {
		t.Errorf("the link stands at %v, the view is %v", area, w.machine.Camera.Viewport())
	}
	w.changeRecord(list[0], "weight", func(r journey.Record) (journey.Record, *journey.Problem) {
		link := journey.Clone(r.(*journey.Link))
		link.Weight.Value = 0.12
		return link, nil
	}, func(err error) {
		if err != nil {
			t.Error(err)
		}
	})
	w.waitFor(t, "older", func() bool { found, stale := has(); return found && stale })
}
