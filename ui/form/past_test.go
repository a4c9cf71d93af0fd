package form

import (
	"reflect"
	"testing"

	"rehearse/journey"
)

// filled sets fields of a record by hand, as the window does, and adds an item to each list named with "+".
func filled(t *testing.T, m *journey.Map, r journey.Record, changes [][2]string) journey.Record {
	t.Helper()
	ids := &numbered{}
	for _, c := range changes {
		var next journey.Record
		var p *journey.Problem
		if f := find(t, r, c[0]); c[1] == "+" {
			next, p = Add(m, r, f, ids.NewID)
		} else {
			next, p = Set(r, f, c[1])
		}
		if p != nil {
			t.Fatalf("%s = %s: %v", c[0], c[1], p)
		}
		r = next
	}
	return r
}

// Everything a base entry and an outside event can say can be said in the window.
func TestABaseAndAnOutsideEventAreFilledInByHand(t *testing.T) {
	t.Parallel()
	m := journey.New("customers", "2026-01-05")
	m.Events = []*journey.Event{{ID: "ordered", Name: "Ordered", Source: journey.EventFromMap}, {ID: "bill", Name: "Bill", Source: journey.EventFromMap}}
	m.Channels = []*journey.Channel{{ID: "email", Name: "E-mail"}}
	m.Scores = []*journey.Score{{ID: "heat", Name: "Heat"}}
	m.Segments = []*journey.Segment{{ID: "late", Name: "Late", Rule: `last("ordered") > 30d`}}
	step := &journey.Step{ID: "base", Name: "Customers", Kind: journey.StepEntry, Entry: &journey.Entry{Mode: journey.EntryStream}}
	journey.Normalize(step)
	got := filled(t, m, step, [][2]string{
		{"entry.mode", "base"}, {"entry.people", "5000"}, {"entry.base.age.law", "uniform"}, {"entry.base.age.high", "730d"},
		{"entry.base.events", "+"}, {"entry.base.events.0.mean", "2.5"}, {"entry.base.events.0.last.law", "exponential"}, {"entry.base.events.0.last.mean", "40d"},
		{"entry.base.score", "+"}, {"entry.base.score.0.low", "5"}, {"entry.base.score.0.high", "20"}, {"entry.base.messages", "3.5"},
		{"entry.base.unsubscribed", "+"}, {"entry.base.unsubscribed.0.share.value", "12%"},
	}).(*journey.Step)
	want := &journey.BasePeople{
		Age:    journey.Law{Kind: journey.LawUniform, High: 730 * journey.Day},
		Events: []journey.PastEvent{{Event: "ordered", Mean: 2.5, Last: journey.Law{Kind: journey.LawExponential, Mean: 40 * journey.Day}}},
		Score:  []journey.PastScore{{Score: "heat", Low: 5, High: 20}}, Messages: 3.5,
		Unsubscribed: []journey.Weighted{{Value: "email", Share: journey.Guess(0.12)}},
	}
	if got.Entry.Mode != journey.EntryBase || got.Entry.People != 5000 || !reflect.DeepEqual(got.Entry.Base, want) {
		t.Errorf("%+v", got.Entry.Base)
	}
	bill := filled(t, m, m.Events[1], [][2]string{
		{"source", "outside"}, {"outside.per_day.value", "0.033"}, {"outside.segment", "late"}, {"outside.from", "2026-01-10"}, {"outside.until", "2026-02-10"},
		{"outside.multipliers", "+"}, {"outside.multipliers.0.rule", `last("ordered") < 7d`}, {"outside.multipliers.0.factor", "3"},
	}).(*journey.Event)
	rate := journey.Guess(0.033)
	if wanted := (&journey.OutsideEvent{
		PerDay: &rate, Segment: "late", From: "2026-01-10", Until: "2026-02-10", Multipliers: []journey.RuleFactor{{Rule: `last("ordered") < 7d`, Factor: 3}},
	}); !reflect.DeepEqual(bill.Outside, wanted) {
		t.Errorf("%+v", bill.Outside)
	}
	m.Steps, m.Events[1] = []*journey.Step{got}, bill
	for _, kind := range journey.Kinds() {
		for _, r := range m.Records(kind) {
			journey.Normalize(r)
		}
	}
	if problems := m.Validate(); len(problems) > 0 {
		t.Error(problems)
	}
}
