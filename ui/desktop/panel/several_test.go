package panel

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
)

// letters is a map with two messages, a wait between them and two scenarios.
func letters() (*journey.Map, []journey.Ref) {
	m := journey.New("Test", "2026-01-05")
	m.Channels = append(m.Channels,
		&journey.Channel{ID: "mail", Name: "E-mail", Use: journey.ChannelMessage},
		&journey.Channel{ID: "sms", Name: "SMS", Use: journey.ChannelMessage, Medium: journey.MediumSMS})
	m.Scenarios = append(m.Scenarios, &journey.Scenario{ID: "one", Name: "One"}, &journey.Scenario{ID: "two", Name: "Two"})
	m.Steps = append(m.Steps,
		&journey.Step{ID: "first", Kind: journey.StepMessage, Name: "First", Scenario: "one", Message: &journey.Message{Channels: []journey.ID{"mail"}}},
		&journey.Step{ID: "pause", Kind: journey.StepWait, Name: "Pause", Scenario: "one", Wait: &journey.Wait{For: journey.Fixed(journey.Day)}},
		&journey.Step{ID: "second", Kind: journey.StepMessage, Name: "Second", Message: &journey.Message{Channels: []journey.ID{"mail", "sms"}}})
	m.Links = append(m.Links, &journey.Link{ID: "l1", From: "first", Port: journey.PortOut, To: "pause"})
	var refs []journey.Ref
	for _, kind := range journey.Kinds() {
		for _, r := range m.Records(kind) {
			journey.Normalize(r)
			if kind == journey.KindStep || kind == journey.KindLink {
				refs = append(refs, journey.Ref{Kind: kind, ID: r.RecordID()})
			}
		}
	}
	return m, refs
}

func TestAScenarioIsSetForSeveralStepsAtOnceAndOneUndoTakesItBack(t *testing.T) {
	m, refs := letters()
	b := newBench(t, m)
	b.showAll(refs)
	scenario := b.in.rows["scenario"]
	if scenario == nil || scenario.choose.Selected != "" || scenario.choose.PlaceHolder != "several values" {
		t.Fatalf("%+v", scenario)
	}
	scenario.choose.SetSelected("Two")
	for _, s := range b.editor.Map().Steps {
		if s.Scenario != "two" {
			t.Errorf("%s is in %q", s.ID, s.Scenario)
		}
	}
	b.showAll(refs)
	if got := b.in.rows["scenario"].choose.Selected; got != "Two" {
		t.Errorf("then the field shows %q", got)
	}
	if l, ok := b.editor.CanUndo(); !ok || l.ID != "edit.set_records" {
		t.Errorf("the list of what was done says %+v", l)
	}
	if _, err := b.editor.Undo(); err != nil {
		t.Fatal(err)
	}
	if got := b.editor.Map(); got.Step("first").Scenario != "one" || got.Step("second").Scenario != "" {
		t.Error("one undo does not take all of it back")
	}
}

// showAll selects records.
func (b *bench) showAll(refs []journey.Ref) {
	b.selected = refs
	b.in.DisplaySeveral(b.editor.Map(), refs)
}

// choosePart chooses a part of what is selected by the beginning of its name.
func (b *bench) choosePart(t *testing.T, name string) {
	t.Helper()
	found := false
	inside(b.in.body, func(o fyne.CanvasObject) {
		if s, ok := o.(*widget.Select); ok && !found {
			for _, words := range s.Options {
				if strings.HasPrefix(words, name) {
					found = true
					s.SetSelected(words)
				}
			}
		}
	})
	if !found {
		t.Fatalf("no part %q to choose", name)
	}
}

func TestAPartOfWhatIsSelectedIsEditedWithTheFieldsOfItsKind(t *testing.T) {
	m, refs := letters()
	b := newBench(t, m)
	b.showAll(refs)
	if b.in.rows["message.channels"] != nil {
		t.Fatal("a wait has channels")
	}
	b.choosePart(t, "Message · 2")
	channels := b.in.rows["message.channels"]
	if channels == nil || !channels.checks[0].Checked || !channels.checks[1].Partial {
		t.Fatalf("%+v", channels)
	}
	channels.checks[1].SetChecked(true)
	for _, id := range []journey.ID{"first", "second"} {
		if got := b.editor.Map().Step(id).Message.Channels; len(got) != 2 {
			t.Errorf("%s goes by %v", id, got)
		}
	}
	b.showAll(refs) // the same part again, not the first
	b.choosePart(t, "All links · 1")
	b.field(t, "weight.value").entry.SetText("30")
	b.rest()
	if w := b.editor.Map().Link("l1").Weight; w == nil || w.Value != 0.3 {
		t.Errorf("the weight is %+v", w)
	}
}

func TestAValueThatOneRecordRefusesChangesNone(t *testing.T) {
	m, _ := letters()
	low, high := 0.1, 0.2
	m.Links = append(m.Links, &journey.Link{ID: "l2", From: "pause", Port: journey.PortOut, To: "second", Weight: &journey.Assumption{Value: 0.15, Low: &low, High: &high}})
	m.Links[0].Weight = &journey.Assumption{Value: 0.4}
	for _, l := range m.Links {
		journey.Normalize(l)
	}
	b := newBench(t, m)
	b.showAll([]journey.Ref{{Kind: journey.KindLink, ID: "l1"}, {Kind: journey.KindLink, ID: "l2"}})
	r := b.field(t, "weight.value")
	if r.entry.Text != "" || r.entry.PlaceHolder != "several values" {
		t.Fatalf("it shows %q", r.entry.Text)
	}
	r.entry.SetText("30")
	b.rest()
	r = b.field(t, "weight.value")
	if !r.problem.Visible() || r.entry.Text != "30" {
		t.Errorf("%q, with the draft %q", r.problem.Text, r.entry.Text)
	}
	if got := b.editor.Map(); got.Link("l1").Weight.Value != 0.4 || got.Link("l2").Weight.Value != 0.15 {
		t.Error("half of it was changed")
	}
}
