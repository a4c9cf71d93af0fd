package panel

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rehearse/journey"
	"rehearse/ui/desktop/hint"
	"rehearse/ui/form"
	"rehearse/ui/published"
)

// inside walks through all objects of a part.
func inside(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	visit(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			inside(child, visit)
		}
	}
}

// press presses the button with these words.
func (b *bench) press(t *testing.T, words string) {
	t.Helper()
	found := false
	inside(b.in.body, func(o fyne.CanvasObject) {
		if button, ok := o.(*hint.Button); ok && button.Text == words && !found {
			found = true
			button.OnTapped()
		}
	})
	if !found {
		t.Fatalf("no button %q", words)
	}
}

// mail is a map with one e-mail channel without numbers.
func mail() (*journey.Map, journey.Ref) {
	m := twoSteps()
	m.Channels = append(m.Channels, &journey.Channel{ID: "mail", Name: "E-mail", Medium: journey.MediumEmail, Use: journey.ChannelMessage})
	journey.Normalize(m.Channels[0])
	return m, journey.Ref{Kind: journey.KindChannel, ID: "mail"}
}

// showList is the open list of published numbers.
func (b *bench) showList(t *testing.T) *publishedList {
	t.Helper()
	var list *publishedList
	if b.dialog != nil {
		inside(b.dialog, func(o fyne.CanvasObject) {
			if e, ok := o.(*publishedEntry); ok {
				list = e.list
			}
		})
	}
	if list == nil {
		t.Fatal("no list of published numbers is open")
	}
	return list
}

func TestAPublishedNumberFillsAllFieldsAtOnceAndOneUndoTakesItBack(t *testing.T) {
	m, ref := mail()
	b := newBench(t, m)
	b.in.Display(m, ref)
	b.press(t, "Published numbers…") // of hard bounces, the first rate
	list := b.showList(t)
	if len(list.shown) == 0 || list.shown[0].ID != "email_hard_bounce" {
		t.Fatalf("offered are %+v", list.shown)
	}
	before := b.editor.Map()
	list.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown}) // there is no second one: the mark stays
	list.entry.OnSubmitted("")
	a := b.editor.Map().Channel("mail").Rates.HardBounce
	if a == nil || a.Value != 0.004 || a.Per != journey.PerSent || a.Date != "2019-10-01" || a.Evidence != journey.EvidenceBenchmark ||
		!strings.HasPrefix(a.Source, "mailchimp.com/resources/email-marketing-benchmarks — ") {
		t.Fatalf("taken was %+v", a)
	}
	if b.dialog != nil {
		t.Error("the list is still open")
	}
	if got := b.field(t, "rates.hard_bounce.value").entry.Text; got != "0.4 %" {
		t.Errorf("the field shows %q", got)
	}
	if got := b.in.founded["rates.hard_bounce"].words.Text; got != "of sent · published 2019" {
		t.Errorf("below it stands %q", got)
	}
	if _, err := b.editor.Undo(); err != nil || b.editor.Map().Channel("mail").Rates != before.Channel("mail").Rates {
		t.Errorf("one undo leaves %+v, %v", b.editor.Map().Channel("mail").Rates, err)
	}
}

func TestWordsAndChoicesNarrowThePublishedNumbers(t *testing.T) {
	m, ref := mail()
	b := newBench(t, m)
	b.in.Display(m, ref)
	var opened form.Field
	for _, f := range form.Of(m.Channels[0]) {
		for _, inner := range f.Fields {
			if inner.Key == "Rates.opened" {
				opened = inner
			}
		}
	}
	b.in.choosePublished(opened)
	list := b.showList(t)
	all := len(list.shown)
	list.entry.SetText("cart klaviyo")
	if len(list.shown) != 1 || list.shown[0].ID != "email_cart_opened" {
		t.Errorf("“cart klaviyo” shows %+v", list.shown)
	}
	list.entry.SetText("")
	list.channels.SetSelected("push")
	if len(list.shown) != 2 || list.shown[0].Channel != journey.MediumPush {
		t.Errorf("push shows %+v", list.shown)
	}
	list.channels.SetSelectedIndex(0)
	list.branches.SetSelected("online shops")
	for _, n := range list.shown {
		if n.Branch != "shop" {
			t.Errorf("online shops shows %+v", n)
		}
	}
	list.branches.SetSelectedIndex(0)
	if len(list.shown) != all {
		t.Errorf("%d numbers again, not %d", len(list.shown), all)
	}
	list.entry.SetText("nothing like this")
	if !list.nothing.Visible() {
		t.Error("an empty list does not say why")
	}
}

func TestEveryFieldAPublishedNumberIsMeantForExists(t *testing.T) {
	fields, _ := form.Names()
	for _, n := range published.Numbers() {
		for _, f := range n.Fits {
			if !slices.Contains(fields, "step.field."+f) {
				t.Errorf("%s: there is no field %s", n.ID, f)
			}
		}
	}
}

func TestTheGradeAndTheRangeStandUnderTheNumber(t *testing.T) {
	m := twoSteps()
	low, high := 0.15, 0.28
	m.Links[0].Weight = &journey.Assumption{Value: 0.21, Low: &low, High: &high, Evidence: journey.EvidenceMeasured, Source: "our shop", Date: "2026-03-01"}
	b := newBench(t, m)
	b.in.Display(m, link)
	d := b.in.founded["weight"]
	if !d.Visible() || d.words.Text != "15–28% · measured 2026" {
		t.Errorf("below the number stands %q", d.words.Text)
	}
	if b.in.open["weight"] {
		t.Fatal("unfolded at first")
	}
	d.Tapped(nil)
	if !b.in.open["weight"] {
		t.Error("a click on it does not unfold the editor")
	}
	b.field(t, "weight.value").entry.SetText("")
	b.rest()
	if b.editor.Map().Link("ab").Weight != nil || b.in.founded["weight"] != nil && b.in.founded["weight"].Visible() {
		t.Error("a number that is gone is still founded")
	}
}

// 21 % (15–28) becomes 50 % (45–60): typed one after the other, each alone would be outside of what is still there.
func TestAValueAndItsRangeCanBeChangedInAnyOrder(t *testing.T) {
	for _, order := range [][]string{{"value", "low", "high"}, {"low", "value", "high"}, {"high", "low", "value"}} {
		m := twoSteps()
		low, high := 0.15, 0.28
		m.Links[0].Weight = &journey.Assumption{Value: 0.21, Low: &low, High: &high}
		journey.Normalize(m.Links[0])
		b := newBench(t, m)
		b.in.Display(m, link)
		for _, part := range order {
			b.field(t, "weight."+part).entry.SetText(map[string]string{"value": "50 %", "low": "45 %", "high": "60 %"}[part])
			b.rest()
		}
		w := b.editor.Map().Link("ab").Weight
		if w.Value != 0.5 || *w.Low != 0.45 || *w.High != 0.6 {
			t.Errorf("%v: %v (%v–%v)", order, w.Value, *w.Low, *w.High)
		}
		for _, part := range order {
			if r := b.field(t, "weight."+part); r.problem.Visible() {
				t.Errorf("%v: %s still says %q", order, part, r.problem.Text)
			}
		}
	}
}

func TestOneEndOfARangeBeginsItAndTakesItAway(t *testing.T) {
	m := twoSteps()
	m.Links[0].Weight = &journey.Assumption{Value: 0.21}
	journey.Normalize(m.Links[0])
	b := newBench(t, m)
	b.in.Display(m, link)
	b.field(t, "weight.low").entry.SetText("15")
	b.rest()
	if w := b.editor.Map().Link("ab").Weight; w.Low == nil || *w.Low != 0.15 || w.High == nil || *w.High != 0.21 {
		t.Fatalf("%+v", w)
	}
	if got := b.field(t, "weight.high").entry.Text; got != "21 %" {
		t.Errorf("the other end shows %q", got)
	}
	b.field(t, "weight.high").entry.SetText("")
	b.rest()
	if w := b.editor.Map().Link("ab").Weight; w.Low != nil || w.High != nil {
		t.Errorf("half a range is left: %+v", w)
	}
}
