package form

import (
	"testing"

	"rehearse/journey"
)

// among finds a field by its path, or nil.
func among(fields []Field, path string) *Field {
	for i := range fields {
		if fields[i].Path == path {
			return &fields[i]
		}
		if f := among(fields[i].Fields, path); f != nil {
			return f
		}
	}
	return nil
}

func TestDifferentKindsOfStepsHaveScenarioAndStageInCommonAndNothingOfTheirKind(t *testing.T) {
	m := everyKind(t)
	fields := Common([]journey.Record{m.Step("each-message"), m.Step("each-wait")})
	for _, path := range []string{"scenario", "stage", "notes"} {
		if among(fields, path) == nil {
			t.Errorf("%s is missing", path)
		}
	}
	for _, path := range []string{"name", "ports", "message.topic", "wait.kind"} {
		if among(fields, path) != nil {
			t.Errorf("%s is there", path)
		}
	}
}

func TestWhatDiffersIsMixedAndEmptyAndWhatOnlySomeHaveIsSaid(t *testing.T) {
	m := everyKind(t)
	a, b := journey.Clone(m.Step("each-message")), journey.Clone(m.Step("each-message"))
	a.Message.Channels, b.Message.Channels = []journey.ID{"mail", "sms"}, []journey.ID{"mail", "push"}
	a.Message.Class, b.Message.Class = journey.ClassMarketing, journey.ClassService
	a.Notes, b.Notes = "same", "same"
	fields := Common([]journey.Record{a, b})
	if f := among(fields, "message.class"); !f.Mixed || f.Text != "" {
		t.Errorf("class: %+v", f)
	}
	if f := among(fields, "notes"); f.Mixed || f.Text != "same" {
		t.Errorf("notes: %+v", f)
	}
	f := among(fields, "message.channels")
	if !f.Mixed || f.Text != "mail" || f.Some != "sms push" {
		t.Errorf("channels: all have %q, some %q", f.Text, f.Some)
	}
	with, p := Include(a, *f, "push", true)
	if p != nil || len(with.(*journey.Step).Message.Channels) != 3 {
		t.Errorf("%v, %v", with, p)
	}
	without, _ := Include(with, *f, "sms", false)
	if got := without.(*journey.Step).Message.Channels; len(got) != 2 || got[0] != "mail" || got[1] != "push" {
		t.Errorf("what else they had is gone: %v", got)
	}
}

func TestLinksAreNotMadeToLeadTheSameWay(t *testing.T) {
	l := &journey.Link{ID: "a", From: "x", To: "y"}
	journey.Normalize(l)
	fields := Common([]journey.Record{l, l})
	for _, path := range []string{"from", "port", "to"} {
		if among(fields, path) != nil {
			t.Errorf("%s is there", path)
		}
	}
	if among(fields, "weight.value") == nil || among(fields, "delay.law") == nil {
		t.Error("the share or the delay is missing")
	}
}
