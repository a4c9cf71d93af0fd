package form

import (
	"fmt"
	"strings"
	"testing"

	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/ui/text"
)

// numbered gives IDs in a row.
type numbered struct{ n int }

// NewID is part of edit.IDSource.
func (s *numbered) NewID() journey.ID { s.n++; return journey.ID(fmt.Sprintf("made-%d", s.n)) }

// fullMap has a step of each kind and a record of each kind that can be made from a name, each with all its optional
// parts switched on.
func fullMap(t *testing.T, ids *numbered) *edit.Editor {
	t.Helper()
	e := edit.New(everyKind(t), ids)
	for _, kind := range journey.Kinds() {
		for range 3 { // a list of records needs another one to choose
			_, _ = e.Apply(edit.Label{}, func(tx *edit.Tx) error {
				_, err := edit.AddRecord(tx, kind, "New")
				return err // of kinds that need more than a name there are enough
			})
		}
	}
	for _, r := range e.Map().Events {
		next, p := Set(r, find(t, r, "source"), string(journey.EventOutside))
		if p != nil {
			t.Fatal(p)
		}
		_ = put(e, next) // an event of the map stays one
	}
	for _, kind := range journey.Kinds() {
		for i := range e.Map().Records(kind) {
			for on := true; on; {
				on = false
				r := e.Map().Records(kind)[i]
				each(Of(r), func(f Field) {
					if f.Control == Optional && f.Text == "" && !on {
						on = put(e, Toggle(r, f, true)) == nil
					}
				})
			}
		}
	}
	return e
}

func put(e *edit.Editor, r journey.Record) error {
	_, err := e.Apply(edit.Label{}, func(tx *edit.Tx) error { return edit.SetRecord(tx, r) })
	return err
}

func TestEveryListOfEveryRecordGrowsByOneWhenAsked(t *testing.T) {
	t.Parallel()
	ids := &numbered{}
	e := fullMap(t, ids)
	lists := map[string]bool{}
	for round := range 2 { // the second time the lists inside of new items are there too
		for _, kind := range journey.Kinds() {
			for i := range e.Map().Records(kind) {
				var fields []Field
				each(Of(e.Map().Records(kind)[i]), func(f Field) {
					if f.Control == List {
						fields = append(fields, f)
					}
				})
				for _, f := range fields {
					r := e.Map().Records(kind)[i]
					next, p := Add(e.Map(), r, f, ids.NewID)
					if p != nil {
						if !strings.HasPrefix(p.Code, "step.no_more") && p.Code != "step.nothing_to_choose" || p.Field != f.Path {
							t.Errorf("%s %s: %v", r.RecordID(), f.Path, p)
						}
						continue
					}
					lists[f.Name] = true
					if err := put(e, next); err != nil {
						t.Errorf("round %d: %s/%s %s: %v", round, kind, r.RecordID(), f.Path, err)
						continue
					}
					var after Field
					each(Of(e.Map().Records(kind)[i]), func(g Field) {
						if g.Path == f.Path {
							after = g
						}
					})
					if len(after.Fields) != len(f.Fields)+1 {
						t.Errorf("%s/%s %s: %d items, then %d", kind, r.RecordID(), f.Path, len(f.Fields), len(after.Fields))
					}
				}
			}
		}
	}
	for _, name := range []string{
		"Persona.channels", "Persona.properties", "Persona.languages", "Persona.zones", "Persona.pay_grades", "PropertyMix.values",
		"Policy.caps", "Policy.fatigue", "Policy.thresholds", "QuietHours.hours", "Score.points", "Scenario.exits",
		"OutsideEvent.multipliers", "Step.ports", "Branch.rules", "Split.arms", "Message.contents",
		"Support.opening", "Call.hours", "Entry.mix", "Update.changes", "Touchpoint.changes",
	} {
		if !lists["step.field."+name] {
			t.Errorf("%s never grew", name)
		}
	}
}

func TestAnotherKindOfChangeForgetsWhatTheFirstWasAbout(t *testing.T) {
	t.Parallel()
	ids := &numbered{}
	e := fullMap(t, ids)
	s := journey.Clone(e.Map().Step("each-update"))
	s.Update.Changes = []journey.Change{{Kind: journey.ChangeScore, Target: e.Map().Scores[0].ID, Value: "5"}}
	next, p := Set(s, find(t, s, "update.changes.0.kind"), string(journey.ChangeAllowed))
	if p != nil {
		t.Fatal(p)
	}
	if err := put(e, next); err != nil {
		t.Errorf("%v", err)
	}
	again, _ := Set(s, find(t, s, "update.changes.0.kind"), string(journey.ChangeScore))
	if got := again.(*journey.Step).Update.Changes[0]; got.Target == "" || got.Value != "5" {
		t.Errorf("choosing the same again forgot %+v", got)
	}
}

func TestANumberThatMeansSomethingElseWhenItIsMissingIsShownEmptyWithWords(t *testing.T) {
	t.Parallel()
	m := everyKind(t)
	call := m.Step("each-call")
	agents := find(t, call, "call.agents")
	if agents.Text != "" || agents.Hint == "" {
		t.Errorf("no agents are shown as %q with %q", agents.Text, agents.Hint)
	}
	next, p := Set(call, agents, "3")
	if p != nil || find(t, next, "call.agents").Text != "3" {
		t.Fatalf("%v %v", next, p)
	}
	if next, p = Set(next, agents, ""); p != nil || next.(*journey.Step).Call.Agents != 0 {
		t.Errorf("emptied: %v %v", next, p)
	}
	keys := map[string]bool{}
	for _, kind := range journey.Kinds() {
		for _, r := range fullMap(t, &numbered{}).Map().Records(kind) {
			each(Of(r), func(f Field) {
				if f.Hint != "" {
					keys[f.Hint] = true
				}
			})
		}
	}
	for _, language := range text.Languages() {
		for key := range keys {
			if !text.New(language.Code).Has(key) {
				t.Errorf("%s: no words for %s", language.Code, key)
			}
		}
	}
}
