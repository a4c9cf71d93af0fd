package panel

import (
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/edit"
	"rehearse/ui/form"
	"rehearse/ui/text"
)

// bench is an inspector over an editor, without a session: edits are done at once.
type bench struct {
	in     *Inspector
	editor *edit.Editor
	rested []func() // what waits for typing to rest
	dialog fyne.CanvasObject
	// selected are the records that are shown together.
	selected []journey.Ref
}

type ids struct{ n int }

// NewID is part of edit.IDSource.
func (i *ids) NewID() journey.ID { i.n++; return journey.ID("n" + strings.Repeat("x", i.n)) }

// oneApp is the app of all panels of the tests: another one would read all fonts anew, and keep them.
var oneApp = sync.OnceValue(test.NewApp)

func newBench(t *testing.T, m *journey.Map) *bench {
	t.Helper()
	oneApp()
	b := &bench{editor: edit.New(m, &ids{})}
	win := test.NewWindow(nil)
	b.in = NewInspector(InspectorOptions{
		Text: text.New("en"), Colors: draw.Light(), NewID: (&ids{n: 20}).NewID,
		Change: func(ref journey.Ref, path string, do func(journey.Record) (journey.Record, *journey.Problem), done func(error)) {
			_, err := b.editor.Apply(edit.Label{}, func(tx *edit.Tx) error {
				next, p := do(tx.Map().Lookup(ref))
				if p != nil {
					return *p
				}
				return edit.SetRecord(tx, next)
			})
			done(err)
			b.in.Display(b.editor.Map(), ref)
		},
		ChangeAll: func(refs []journey.Ref, path string, do func(journey.Record) (journey.Record, *journey.Problem), done func(error)) {
			_, err := b.editor.Apply(edit.Label{}, func(tx *edit.Tx) error { return edit.SetRecords(tx, refs, do) })
			done(err)
			b.in.DisplaySeveral(b.editor.Map(), b.selected)
		},
		Later: func(f func()) func() {
			n := len(b.rested)
			b.rested = append(b.rested, f)
			return func() { b.rested[n] = func() {} }
		},
		Present: func(_ string, content fyne.CanvasObject, size fyne.Size) func() {
			b.dialog = content
			dialogs := test.NewWindow(nil) // not before: objects are looked for in the window made last
			dialogs.SetContent(content)
			dialogs.Resize(size)
			return func() { b.dialog = nil }
		},
		Focus: func(f fyne.Focusable) { win.Canvas().Focus(f) }, Left: func() {}, Command: func(fyne.Shortcut) {},
	})
	win.SetContent(b.in)
	win.Resize(fyne.NewSize(320, 900))
	return b
}

// rest lets the pause after typing pass.
func (b *bench) rest() {
	for i := 0; i < len(b.rested); i++ {
		b.rested[i]()
	}
	b.rested = nil
}

func twoSteps() *journey.Map {
	m := journey.New("Test", "2026-01-05")
	for _, id := range []journey.ID{"a", "b"} {
		m.Steps = append(m.Steps, &journey.Step{ID: id, Kind: journey.StepTouchpoint, Name: string(id), Touchpoint: &journey.Touchpoint{}})
	}
	m.Links = append(m.Links, &journey.Link{ID: "ab", From: "a", Port: journey.PortOut, To: "b"})
	for _, l := range m.Links {
		journey.Normalize(l)
	}
	return m
}

var link = journey.Ref{Kind: journey.KindLink, ID: "ab"}

func (b *bench) field(t *testing.T, path string) *row {
	t.Helper()
	r := b.in.rows[path]
	if r == nil || r.entry == nil {
		t.Fatalf("no field %s", path)
	}
	return r
}

func TestTypingIsTakenWhenItRests(t *testing.T) {
	b := newBench(t, twoSteps())
	b.in.Display(b.editor.Map(), journey.Ref{Kind: journey.KindStep, ID: "a"})
	name := b.field(t, "name").entry
	name.SetText("Opens the shop")
	if b.editor.Map().Step("a").Name != "a" {
		t.Fatal("taken while typing")
	}
	b.rest()
	if got := b.editor.Map().Step("a").Name; got != "Opens the shop" {
		t.Fatalf("the name is %q", got)
	}
}

func TestALeftFieldIsTakenAtOnceAndShowingAnotherRecordLosesNothing(t *testing.T) {
	b := newBench(t, twoSteps())
	b.in.Display(b.editor.Map(), journey.Ref{Kind: journey.KindStep, ID: "a"})
	b.field(t, "name").entry.SetText("First")
	b.in.Display(b.editor.Map(), journey.Ref{Kind: journey.KindStep, ID: "b"})
	if got := b.editor.Map().Step("a").Name; got != "First" {
		t.Fatalf("the name is %q", got)
	}
	if got := b.editor.Map().Step("b").Name; got != "b" {
		t.Fatalf("the other step is called %q", got)
	}
}

func TestAWrongValueIsExplainedUnderItsFieldAndTheTextStays(t *testing.T) {
	b := newBench(t, twoSteps())
	b.in.Display(b.editor.Map(), link)
	b.field(t, "weight.value").entry.SetText("lots")
	b.rest()
	r := b.field(t, "weight.value")
	if !r.problem.Visible() || !strings.Contains(r.problem.Text, "lots") || r.entry.Text != "lots" {
		t.Fatalf("problem %q, text %q", r.problem.Text, r.entry.Text)
	}
	if b.editor.Map().Link("ab").Weight != nil {
		t.Fatal("the link has a weight")
	}
	r.entry.SetText("150 %")
	b.rest()
	if r = b.field(t, "weight.value"); !r.problem.Visible() || strings.Contains(r.problem.Text, "lots") {
		t.Fatalf("the map's own objection is not shown: %q", r.problem.Text)
	}
	r.entry.SetText("40 %")
	b.rest()
	if r = b.field(t, "weight.value"); r.problem.Visible() {
		t.Fatalf("still: %q", r.problem.Text)
	}
	if got := b.editor.Map().Link("ab").Weight; got == nil || got.Value != 0.4 {
		t.Fatalf("the weight is %+v", got)
	}
}

func TestTypingGoesOnWhenTheFormChangesUnderIt(t *testing.T) {
	b := newBench(t, twoSteps())
	b.in.Display(b.editor.Map(), link)
	b.in.Focus("weight.value")
	first := b.field(t, "weight.value").entry
	first.TypedRune('0')
	first.TypedRune('.')
	first.TypedRune('2')
	b.rest() // the number is there now, and with it fields for its source
	second := b.field(t, "weight.value").entry
	if second == first || !second.focused || second.Text != "0.2" {
		t.Fatalf("focused %v, text %q", second.focused, second.Text)
	}
	second.TypedRune('5')
	if second.Text != "0.25" {
		t.Fatalf("the cursor is elsewhere: %q", second.Text)
	}
	b.rest()
	if got := b.editor.Map().Link("ab").Weight.Value; got != 0.25 {
		t.Fatalf("the weight is %v", got)
	}
}

func TestAnUndoneValueIsShownAgain(t *testing.T) {
	b := newBench(t, twoSteps())
	ref := journey.Ref{Kind: journey.KindStep, ID: "a"}
	b.in.Display(b.editor.Map(), ref)
	b.field(t, "name").entry.SetText("First")
	b.in.Leave()
	if _, err := b.editor.Undo(); err != nil {
		t.Fatal(err)
	}
	b.in.Display(b.editor.Map(), ref)
	if got := b.field(t, "name").entry.Text; got != "a" {
		t.Fatalf("the field shows %q", got)
	}
}

func TestEscapeGivesTypingUp(t *testing.T) {
	b := newBench(t, twoSteps())
	b.in.Display(b.editor.Map(), journey.Ref{Kind: journey.KindStep, ID: "a"})
	e := b.field(t, "name").entry
	e.SetText("Wrong")
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	b.rest()
	if got := b.editor.Map().Step("a").Name; got != "a" || e.Text != "a" {
		t.Fatalf("the name is %q, the field shows %q", got, e.Text)
	}
}

func TestARefusedTextStaysWithItsReasonWhateverElseIsDone(t *testing.T) {
	b := newBench(t, twoSteps())
	b.in.Display(b.editor.Map(), link)
	b.field(t, "weight.value").entry.SetText("lots")
	b.rest()
	b.field(t, "label").entry.SetText("often")
	b.rest()
	b.field(t, "delay.value").entry.SetText("2h")
	b.rest()
	b.in.Display(b.editor.Map(), journey.Ref{Kind: journey.KindStep, ID: "a"})
	b.in.Display(b.editor.Map(), link)
	r := b.field(t, "weight.value")
	if r.entry.Text != "lots" || !r.problem.Visible() {
		t.Fatalf("text %q, problem %q", r.entry.Text, r.problem.Text)
	}
	if got := b.editor.Map().Link("ab"); got.Label != "often" || got.Delay.Value != 2*journey.Hour {
		t.Fatalf("%+v", got)
	}
	r.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if r.entry.Text != "" || r.problem.Visible() {
		t.Errorf("after Escape: text %q, problem %q", r.entry.Text, r.problem.Text)
	}
	b.in.Display(b.editor.Map(), journey.Ref{Kind: journey.KindStep, ID: "a"})
	b.in.Display(b.editor.Map(), link)
	if r = b.field(t, "weight.value"); r.entry.Text != "" || r.problem.Visible() {
		t.Errorf("given up, and still there: text %q, problem %q", r.entry.Text, r.problem.Text)
	}
}

func TestAReasonDoesNotMoveTheFormUnderAClick(t *testing.T) {
	b := newBench(t, twoSteps())
	b.in.Display(b.editor.Map(), link)
	b.in.Focus("weight.value")
	r := b.field(t, "weight.value")
	r.entry.SetText("lots")
	r.entry.FocusLost() // a click elsewhere begins
	if r.problem.Visible() {
		t.Error("the fields move while the button is down")
	}
	b.rest()
	if !r.problem.Visible() {
		t.Error("the reason never shows")
	}
}

func TestAnUnfinishedRuleIsKeptAndSaidToBeOne(t *testing.T) {
	m := twoSteps()
	m.Segments = append(m.Segments, &journey.Segment{ID: "s", Name: "Some"})
	b := newBench(t, m)
	b.in.rule = func(_ *journey.Map, text string) *journey.Problem {
		if strings.HasSuffix(text, "and") {
			return &journey.Problem{Code: "step.not_number", Args: journey.Args{"Value": text}}
		}
		return nil
	}
	segment := journey.Ref{Kind: journey.KindSegment, ID: "s"}
	b.in.Display(b.editor.Map(), segment)
	b.field(t, "rule").entry.SetText("score > 2 and")
	b.in.Display(b.editor.Map(), link)
	if got := b.editor.Map().Segment("s").Rule; got != "score > 2 and" {
		t.Fatalf("the rule is %q", got)
	}
	b.in.Display(b.editor.Map(), segment)
	r := b.field(t, "rule")
	if r.entry.Text != "score > 2 and" || !r.problem.Visible() {
		t.Fatalf("text %q, problem %q", r.entry.Text, r.problem.Text)
	}
	r.entry.SetText("score > 2")
	b.rest()
	if r = b.field(t, "rule"); r.problem.Visible() {
		t.Errorf("a whole rule is refused: %q", r.problem.Text)
	}
}

func TestWhatCannotBeAddedIsSaidBesideTheButton(t *testing.T) {
	m := twoSteps()
	m.Personas = append(m.Personas, &journey.Persona{ID: "p", Name: "Anna"})
	b := newBench(t, m)
	b.in.Display(b.editor.Map(), journey.Ref{Kind: journey.KindPersona, ID: "p"})
	r := b.in.rows["channels"]
	b.in.do("channels", func(record journey.Record) (journey.Record, *journey.Problem) {
		return form.Add(b.in.m, record, r.field, b.in.newID)
	})
	if r = b.in.rows["channels"]; !r.problem.Visible() {
		t.Error("no channel can be added, and nothing says why")
	}
}

func TestNumbersAreShownAsTheLanguageWritesThem(t *testing.T) {
	m := twoSteps()
	m.Links[0].Delay = journey.Fixed(30 * journey.Minute)
	m.Links[0].Weight = &journey.Assumption{Value: 0.125, Evidence: journey.EvidenceGuess}
	b := newBench(t, m)
	b.in.text = text.New("ru")
	b.in.Display(b.editor.Map(), link)
	delay, weight := b.field(t, "delay.value"), b.field(t, "weight.value")
	if delay.entry.Text != "30 мин" || weight.entry.Text != "12,5 %" {
		t.Fatalf("%q, %q", delay.entry.Text, weight.entry.Text)
	}
	delay.entry.SetText("2 ч")
	weight.entry.SetText("90")
	b.rest()
	if l := b.editor.Map().Link("ab"); l.Delay.Value != 2*journey.Hour || l.Weight.Value != 0.9 {
		t.Errorf("%+v", l)
	}
}

func TestACallOffersTelephonesBeforeOtherChannels(t *testing.T) {
	m := twoSteps()
	m.Channels = append(m.Channels,
		&journey.Channel{ID: "mail", Name: "E-mail", Medium: journey.MediumEmail, Use: journey.ChannelMessage},
		&journey.Channel{ID: "ads", Name: "Ads", Medium: journey.MediumAd, Use: journey.ChannelEntry},
		&journey.Channel{ID: "phone", Name: "Phone", Medium: journey.MediumCall, Use: journey.ChannelMessage})
	m.Steps = append(m.Steps, &journey.Step{ID: "c", Kind: journey.StepCall, Name: "Call", Call: &journey.Call{}})
	b := newBench(t, m)
	b.in.Display(b.editor.Map(), journey.Ref{Kind: journey.KindStep, ID: "c"})
	if got := strings.Join(b.in.rows["call.channel"].values, " "); got != " phone mail" {
		t.Errorf("offered: %q", got)
	}
}

func TestUndoRightAfterATextWasTakenIsThatOfTheMap(t *testing.T) {
	for _, path := range []string{"label", "weight.value"} {
		b := newBench(t, twoSteps())
		undone := 0
		b.in.command = func(s fyne.Shortcut) {
			if _, ok := s.(*fyne.ShortcutUndo); ok {
				undone++
				if _, err := b.editor.Undo(); err != nil {
					t.Fatal(err)
				}
				b.in.Display(b.editor.Map(), link)
			}
		}
		b.in.Display(b.editor.Map(), link)
		before := b.field(t, path).entry.Text
		b.in.Focus(path)
		for _, letter := range "12" {
			b.field(t, path).entry.TypedRune(letter)
		}
		b.field(t, path).entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if revision := b.editor.Map().Link("ab"); revision.Label == "" && revision.Weight == nil && revision.Delay.Value == 0 {
			t.Fatalf("%s: not taken", path)
		}
		b.field(t, path).entry.TypedShortcut(&fyne.ShortcutUndo{})
		b.rest()
		r := b.field(t, path)
		if undone != 1 || r.entry.Text != before || r.problem.Visible() {
			t.Errorf("%s: undone %d times, the field shows %q, not %q; %q", path, undone, r.entry.Text, before, r.problem.Text)
		}
	}
}

func TestUndoWhileTypingIsThatOfTheField(t *testing.T) {
	b := newBench(t, twoSteps())
	b.in.command = func(fyne.Shortcut) { t.Error("the map is undone") }
	b.in.Display(b.editor.Map(), link)
	b.in.Focus("label")
	e := b.field(t, "label").entry
	e.TypedRune('x')
	e.TypedShortcut(&fyne.ShortcutUndo{})
	if e.Text != "" {
		t.Errorf("the field shows %q", e.Text)
	}
}
