package panel

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/ui/message"
	"rehearse/ui/text"
)

// letterBench is a message editor in a window without a screen.
type letterBench struct {
	t      *testing.T
	e      *MessageEditor
	m      *journey.Map
	step   *journey.Step
	rested []func()
	edits  int
}

func newLetterBench(t *testing.T, medium journey.ChannelMedium, width float32, contents ...journey.Content) *letterBench {
	t.Helper()
	oneApp()
	m := journey.New("Test", "2026-01-05")
	m.Settings.Languages, m.Settings.Client = []string{"en", "ru"}, "Shop"
	m.Channels = []*journey.Channel{{ID: "way", Name: "Way", Medium: medium}}
	b := &letterBench{t: t, m: m, step: &journey.Step{ID: "mail", Kind: journey.StepMessage, Name: "Mail",
		Message: &journey.Message{Channels: []journey.ID{"way"}, Contents: contents}}}
	m.Steps = append(m.Steps, b.step)
	win := test.NewWindow(nil)
	change := func(do func(*journey.Message)) {
		b.edits++
		next := journey.Clone(b.step)
		do(next.Message)
		b.step = next
		b.m.Steps[0] = next
		b.e.Display(b.m, next)
	}
	b.e = NewMessageEditor(MessageEditorOptions{
		Text: text.New("en"), Width: width, Language: LanguageName,
		Write: func(language string, f message.Field, words string) {
			change(func(m *journey.Message) { message.Write(m, language, f, words) })
		},
		Copy:   func(from, to string) { change(func(m *journey.Message) { message.Copy(m, from, to) }) },
		Remove: func(language string) { change(func(m *journey.Message) { message.Remove(m, language) }) },
		Later: func(f func()) func() {
			n := len(b.rested)
			b.rested = append(b.rested, f)
			return func() { b.rested[n] = func() {} }
		},
		Left: func() {}, Command: func(fyne.Shortcut) {}, Focus: func(f fyne.Focusable) { win.Canvas().Focus(f) },
	})
	b.e.Display(m, b.step)
	win.SetContent(b.e)
	win.Resize(fyne.NewSize(width, 800))
	return b
}

func (b *letterBench) rest() {
	for i := 0; i < len(b.rested); i++ {
		b.rested[i]()
	}
	b.rested = nil
}

// pane is the pane of a language.
func (b *letterBench) pane(language string) *messagePane {
	b.t.Helper()
	for _, p := range b.e.panes {
		if p.language == language {
			return p
		}
	}
	b.t.Fatalf("no pane of %q", language)
	return nil
}

func (b *letterBench) field(language string, f message.Field) *wordsField {
	b.t.Helper()
	for _, field := range b.pane(language).fields {
		if field.of.Field == f {
			return field
		}
	}
	b.t.Fatalf("no field %s", f)
	return nil
}

// drawn lists the words of a picture.
func drawn(o fyne.CanvasObject) string {
	switch o := o.(type) {
	case *canvas.Text:
		return o.Text + "\n"
	case *fyne.Container:
		var all strings.Builder
		for _, inner := range o.Objects {
			all.WriteString(drawn(inner))
		}
		return all.String()
	}
	return ""
}

// press presses the button with these words somewhere below an object.
func press(t *testing.T, o fyne.CanvasObject, words string) {
	t.Helper()
	if !pressed(o, words) {
		t.Fatalf("no button %q", words)
	}
}

func pressed(o fyne.CanvasObject, words string) bool {
	switch o := o.(type) {
	case *widget.Button:
		if o.Text == words {
			test.Tap(o)
			return true
		}
	case *fyne.Container:
		for _, inner := range o.Objects {
			if pressed(inner, words) {
				return true
			}
		}
	}
	return false
}

func TestWhatIsTypedReadsInItsChannelAtOnceAndIsTakenWhenTypingRests(t *testing.T) {
	b := newLetterBench(t, journey.MediumEmail, 1000)
	b.field("en", message.Subject).entry.SetText("Hello {{first_name}}")
	if b.edits != 0 {
		t.Fatal("taken while typing")
	}
	first, _, _ := strings.Cut(b.pane("en").reader.Name, " ")
	if words := drawn(b.pane("en").preview); !strings.Contains(words, "Hello "+first) || !strings.Contains(words, "Shop") {
		t.Fatalf("the inbox shows:\n%s", words)
	}
	b.rest()
	if c := message.In(b.step.Message, "en"); c == nil || c.Subject != "Hello {{first_name}}" || b.edits != 1 {
		t.Fatalf("%+v after %d edits", c, b.edits)
	}
	body := b.field("en", message.Body)
	body.entry.SetText("Kept when the editor closes.")
	b.e.Leave()
	if c := message.In(b.step.Message, "en"); c.Body != "Kept when the editor closes." {
		t.Fatalf("%+v", c)
	}
}

func TestAMissingLanguageIsSeenAndStartedFromTheOtherWithAClick(t *testing.T) {
	b := newLetterBench(t, journey.MediumEmail, 1000, journey.Content{Language: "en", Subject: "Hello", Calls: []string{"Buy"}})
	press(t, b.e.bar, "Русский: missing")
	body := b.pane("ru").scroll.Content.(*fyne.Container)
	press(t, body, "Start from English")
	ru := message.In(b.step.Message, "ru")
	if ru == nil || ru.Subject != "Hello" || b.edits != 1 {
		t.Fatalf("%+v", ru)
	}
	b.field("ru", message.Subject).entry.SetText("Привет")
	b.e.Leave()
	if message.In(b.step.Message, "ru").Subject != "Привет" || message.In(b.step.Message, "en").Subject != "Hello" {
		t.Fatalf("%+v", b.step.Message.Contents)
	}
}

func TestWideWindowsShowBothLanguagesSideBySide(t *testing.T) {
	for width, panes := range map[float32]int{1000: 1, 1800: 2} {
		b := newLetterBench(t, journey.MediumEmail, width, journey.Content{Language: "en", Subject: "Hello"})
		if len(b.e.panes) != panes {
			t.Errorf("%v wide: %d panes", width, len(b.e.panes))
		}
		for _, p := range b.e.panes {
			if wide := p.room; wide < 280 {
				t.Errorf("%v wide: the picture has %v", width, wide)
			}
		}
	}
}

// 71 Cyrillic letters are two SMS of 67 (3GPP TS 23.040), which the field and the picture say.
func TestAnSMSIsCountedWhileItIsTyped(t *testing.T) {
	b := newLetterBench(t, journey.MediumSMS, 1000)
	body := b.field("en", message.Body)
	body.entry.SetText(strings.Repeat("я", 71))
	if want := "71 characters, 2 SMS of 67 each: “я” needs Unicode"; !strings.Contains(body.caption.Text, want) || !strings.Contains(strings.ReplaceAll(drawn(b.pane("en").preview), "\n", " "), "2 SMS of 67") {
		t.Errorf("%q", body.caption.Text)
	}
	body.entry.SetText("Hi")
	b.field("en", message.Link).entry.SetText("https://example.com")
	if want := "22 characters, 1 SMS of 160"; !strings.Contains(body.caption.Text, want) { // 2 + a space + 19
		t.Errorf("with its link: %q", body.caption.Text)
	}
}

func TestALockedScreenShowsOneLineOfTitleAndTwoOfText(t *testing.T) {
	b := newLetterBench(t, journey.MediumPush, 1000, journey.Content{Language: "en",
		Subject: strings.Repeat("title ", 20), Body: strings.Repeat("word ", 60), Calls: []string{"Open"}})
	words := drawn(b.pane("en").preview)
	folded, out, found := strings.Cut(words, "Drawn out")
	if !found {
		t.Fatalf("%s", words)
	}
	if n := strings.Count(folded, "…"); n != 2 { // the title and the text are cut
		t.Errorf("%d cuts in\n%s", n, folded)
	}
	if strings.Count(folded, "word") > 20 || strings.Count(out, "word") != 60 || !strings.Contains(out, "Open") {
		t.Errorf("%d words seen, %d drawn out", strings.Count(folded, "word"), strings.Count(out, "word"))
	}
}

// Every medium has a picture with the words in it, narrow and wide, and no word lies outside of it.
func TestEveryMediumHasAPicture(t *testing.T) {
	for _, medium := range journey.ChannelMedium("").Words() {
		for _, width := range []float32{640, 1900} {
			b := newLetterBench(t, journey.ChannelMedium(medium), width, journey.Content{Language: "en", Subject: "Headline",
				Body: "Something to read " + strings.Repeat("verylongword", 12) + " and on", Calls: []string{"Go on"}, Link: "https://example.com/" + strings.Repeat("x", 90)})
			p := b.pane("en")
			if words := strings.ReplaceAll(drawn(p.preview), "\n", " "); !strings.Contains(words, "Something to read") {
				t.Errorf("%s: %s", medium, words)
			}
			picture := p.preview.Objects[0].(*fyne.Container)
			for _, o := range picture.Objects {
				if words, ok := o.(*canvas.Text); ok && words.Position().X+words.MinSize().Width > p.room+1 {
					t.Errorf("%s, %v wide: %q ends at %v of %v", medium, width, words.Text, words.Position().X+words.MinSize().Width, p.room)
				}
			}
			if picture.MinSize().Height < 100 {
				t.Errorf("%s is %v high", medium, picture.MinSize().Height)
			}
		}
	}
}

func TestUndoShowsInAFieldThatHasTheKeyboard(t *testing.T) {
	b := newLetterBench(t, journey.MediumEmail, 1000, journey.Content{Language: "en", Subject: "Hello"})
	f := b.field("en", message.Subject)
	b.e.o.Focus(f.entry)
	f.entry.SetText("Hello you")
	b.rest()
	undone := journey.Clone(b.step)
	undone.Message.Contents[0].Subject = "Hello"
	f.entry.TypedShortcut(&fyne.ShortcutUndo{})
	b.step = undone
	b.m.Steps[0] = undone
	b.e.Display(b.m, undone)
	if f.entry.Text != "Hello" {
		t.Errorf("the field shows %q", f.entry.Text)
	}
}

// The first rest while a new message was typed put the cursor before its first letter: "Hello" and " there" became " thereHello".
func TestTypingAMessageGoesOnWhereItRested(t *testing.T) {
	b := newLetterBench(t, journey.MediumEmail, 1200)
	b.e.Begin()
	b.e.o.Focus(b.field("en", message.Subject).entry)
	test.Type(b.field("en", message.Subject).entry, "Hello")
	b.rest()
	if b.step.Message.Contents == nil {
		t.Fatal("nothing was taken")
	}
	f := b.field("en", message.Subject)
	if !f.entry.focused {
		t.Fatal("the field has lost the keyboard")
	}
	for _, r := range " there" {
		f.entry.TypedRune(r)
	}
	if f.entry.Text != "Hello there" {
		t.Errorf("the field says %q", f.entry.Text)
	}
}
