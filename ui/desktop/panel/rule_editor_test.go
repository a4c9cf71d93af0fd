package panel

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rehearse/journey"
	"rehearse/ui/text"
)

// ruleBench is a rule editor in a window without a screen; what it takes is kept.
type ruleBench struct {
	t      *testing.T
	e      *RuleEditor
	m      *journey.Map
	win    fyne.Window
	rested []func()
	taken  []string
}

func newRuleBench(t *testing.T, language, source string) *ruleBench {
	t.Helper()
	oneApp()
	m := journey.New("Test", "2026-01-05")
	m.Settings.Languages = []string{"en", "ru"}
	m.Personas = []*journey.Persona{{ID: "investor", Name: "Investor"}, {ID: "partner", Name: "Partner"}}
	m.Channels = []*journey.Channel{{ID: "email", Name: "E-mail"}}
	m.Events = []*journey.Event{{ID: "visited", Name: "Visited"}, {ID: "ordered", Name: "Ordered"}}
	b := &ruleBench{t: t, m: m, win: test.NewWindow(nil)}
	b.e = NewRuleEditor(RuleEditorOptions{
		Text: text.New(language), Take: func(s string) { b.taken = append(b.taken, s); b.e.Display(m, s) },
		Later: func(f func()) func() {
			n := len(b.rested)
			b.rested = append(b.rested, f)
			return func() { b.rested[n] = func() {} }
		},
		Left: func() {}, Command: func(fyne.Shortcut) {}, Focus: func(f fyne.Focusable) { b.win.Canvas().Focus(f) },
	})
	b.e.Display(m, source)
	b.win.SetContent(b.e)
	b.win.Resize(fyne.NewSize(900, 600))
	return b
}

// pick opens a blank and chooses what is called so.
func (b *ruleBench) pick(c *chooser, title string) {
	b.t.Helper()
	test.Tap(c)
	b.choose(c.picker, title)
}

func (b *ruleBench) choose(p *Picker, title string) {
	b.t.Helper()
	at := slices.IndexFunc(p.Choices(), func(c Choice) bool { return c.Title == title })
	if at < 0 {
		b.t.Fatalf("%q is not offered: %+v", title, p.Choices())
	}
	p.Mark(at)
	p.Choose()
}

// add adds a condition to the group whose button is the nth.
func (b *ruleBench) add(group int, title string) *ruleRow {
	b.t.Helper()
	before := len(b.e.form.rows)
	test.Tap(b.e.form.adds[group])
	b.choose(b.e.picker, title)
	if len(b.e.form.rows) != before+1 {
		b.t.Fatalf("%d rows", len(b.e.form.rows))
	}
	return b.e.form.rows[before]
}

func (b *ruleBench) last() string {
	if len(b.taken) == 0 {
		return "nothing"
	}
	return b.taken[len(b.taken)-1]
}

func (b *ruleBench) wants(rule string) {
	b.t.Helper()
	if b.last() != rule {
		b.t.Fatalf("the map has %s\nnot %s", b.last(), rule)
	}
	if b.e.typing.entry.Text != rule {
		b.t.Fatalf("the text shows %s", b.e.typing.entry.Text)
	}
}

func TestARuleIsBuiltByClickingAlone(t *testing.T) {
	b := newRuleBench(t, "en", "")
	b.add(0, "Address known")
	b.wants(`known("E-mail")`)
	b.add(0, "Times it happened")
	r := b.e.form.rows[1]
	b.pick(r.of, "Ordered")
	b.pick(b.e.form.rows[1].op, "exactly")
	r = b.e.form.rows[1]
	r.number.SetText("0")
	r.leave()
	b.pick(b.e.form.rows[1].window, "90 days")
	b.wants(`known("E-mail") and count("Ordered", 90d) = 0`)
	b.add(0, "Persona")
	b.pick(b.e.form.rows[2].value, "Partner")
	b.pick(b.e.form.rows[2].value, "Investor")
	b.pick(b.e.form.rows[2].op, "is none of")
	b.wants(`known("E-mail") and count("Ordered", 90d) = 0 and persona != "Partner"`)
	if !strings.Contains(b.e.meaning.Text, "“Ordered” has not happened within the last 90 days") {
		t.Errorf("said: %s", b.e.meaning.Text)
	}
}

func TestAGroupOfAlternativesIsBuiltAndSaid(t *testing.T) {
	b := newRuleBench(t, "ru", `known("E-mail")`)
	// The button for a group stands beside the one for a condition.
	b.e.form.group.Parts = append(b.e.form.group.Parts, b.e.form.newGroup(b.e.form.group))
	b.e.form.rebuild()
	if got := b.last(); got != "nothing" {
		t.Fatalf("a group without conditions was taken as %s", got)
	}
	b.add(0, "Язык")
	b.add(0, "Адрес известен")
	if want := `known("E-mail") and (language = "en" or known("E-mail"))`; b.last() != want {
		t.Fatalf("the map has %s", b.last())
	}
}

// What is typed is shown as rows, what is clicked as text: at any moment both are the same rule.
func TestFormAndTextAreTheSameRuleAtAnyMoment(t *testing.T) {
	b := newRuleBench(t, "en", `persona in ("Investor", "Partner") or not last("Visited") < 30d`)
	if len(b.e.form.rows) != 2 || !b.e.form.group.Any {
		t.Fatalf("%d rows", len(b.e.form.rows))
	}
	b.e.ShowText()
	b.e.typing.entry.SetText(`last("Visited") < 30d`)
	b.e.ShowForm()
	if len(b.e.form.rows) != 1 || b.last() != `last("Visited") < 30d` {
		t.Fatalf("%d rows, %s", len(b.e.form.rows), b.last())
	}
	b.pick(b.e.form.rows[0].value, "7 days")
	b.wants(`last("Visited") < 7d`)
	taken := len(b.taken)
	b.e.ShowText()
	b.e.ShowForm()
	if len(b.taken) != taken {
		t.Errorf("looking at the other side changed the rule to %s", b.last())
	}
}

func TestATextThatCannotBeReadStaysTextAndSaysSo(t *testing.T) {
	b := newRuleBench(t, "en", `known("E-mail") and`)
	if b.e.middle.Objects[0] == fyne.CanvasObject(b.e.scroll) || !strings.Contains(b.e.cannot.Text, "Put it right under Text") {
		t.Fatalf("the form shows something: %q", b.e.cannot.Text)
	}
	b.e.ShowText()
	b.e.typing.entry.SetText(`known("E-mail")`)
	b.e.ShowForm()
	if b.e.cannot.Text != "" || len(b.e.form.rows) != 1 {
		t.Fatalf("%q, %d rows", b.e.cannot.Text, len(b.e.form.rows))
	}
}

// A name the map has lost is named at its row, and another one can be chosen there.
func TestANameThatIsGoneIsReplacedInItsRow(t *testing.T) {
	b := newRuleBench(t, "en", `known("Fax") and persona = "Investor"`)
	r := b.e.form.rows[0]
	if !r.problem.Visible() || !strings.Contains(r.problem.Text, "Fax") || b.e.form.rows[1].problem.Visible() {
		t.Fatalf("%q", r.problem.Text)
	}
	b.pick(r.of, "E-mail")
	b.wants(`known("E-mail") and persona = "Investor"`)
}

func TestAFaultPointsIntoTheTextAndIsMendedWithAClick(t *testing.T) {
	b := newRuleBench(t, "ru", `known("E-mial") and score`)
	b.e.typing.entry.SetText(`известен("E-mial")`)
	b.e.ShowText()
	b.e.typing.leave()
	r := b.e.typing
	if !r.remedy.Visible() || !strings.Contains(r.remedy.Text, "E-mail") || len(r.excerpt.Segments) != 3 {
		t.Fatalf("%q", r.remedy.Text)
	}
	if marked := r.excerpt.Segments[1].Textual(); marked != `"E-mial"` {
		t.Errorf("marked: %s", marked)
	}
	for _, o := range r.fixes.Objects {
		test.Tap(o.(fyne.Tappable))
		break
	}
	if b.last() != `известен("E-mail")` || r.remedy.Visible() {
		t.Fatalf("%s, %q", b.last(), r.remedy.Text)
	}
}

func TestARuleIsWrittenWithTabsAlone(t *testing.T) {
	b := newRuleBench(t, "en", "")
	b.e.ShowText()
	entry := b.e.typing.entry
	for _, typed := range []string{"kno", "E-m", " an", "last", "Vis", " < ", "7d"} {
		for _, letter := range typed {
			entry.TypedRune(letter)
		}
		if len(b.e.typing.offered) > 0 && typed != " < " && typed != "7d" {
			entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
		}
	}
	b.e.Leave()
	if want := `known("E-mail") and last("Visited") < 7d`; b.last() != want {
		t.Fatalf("%s, not %s", b.last(), want)
	}
}

func TestWithoutARuleTheEditorSaysWhatToDo(t *testing.T) {
	b := newRuleBench(t, "en", "")
	if !strings.Contains(b.e.meaning.Text, "Add a condition") {
		t.Errorf("%q", b.e.meaning.Text)
	}
	test.Tap(b.e.form.adds[0])
	for _, c := range b.e.picker.Choices() {
		if c.Title == "Score" && !strings.Contains(c.Why, "a score") {
			t.Errorf("a map without scores offers one: %+v", c)
		}
	}
}
