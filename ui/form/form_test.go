package form

import (
	"reflect"
	"strings"
	"testing"

	"rehearse/assets"
	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/ui/text"
)

// sample is a map of the program with records of most kinds.
func sample(t *testing.T) *journey.Map {
	t.Helper()
	data, err := assets.Sample(assets.Samples()[0].Name)
	if err != nil {
		t.Fatal(err)
	}
	m, problems := codec.DecodeMap(data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return m
}

// everyKind adds a step of each kind to a map.
func everyKind(t *testing.T) *journey.Map {
	m := sample(t)
	for _, word := range journey.StepKind("").Words() {
		s := &journey.Step{ID: journey.ID("each-" + word), Kind: journey.StepKind(word)}
		part := reflect.ValueOf(s).Elem().FieldByName(strings.ToUpper(word[:1]) + word[1:])
		part.Set(reflect.New(part.Type().Elem()))
		if s.Support != nil {
			s.Support.Agents = 1
		}
		journey.Normalize(s)
		m.Steps = append(m.Steps, s)
	}
	return m
}

// each calls f for every field of a record, however deep.
func each(fields []Field, f func(Field)) {
	for _, field := range fields {
		f(field)
		each(field.Fields, f)
	}
}

func find(t *testing.T, r journey.Record, path string) Field {
	t.Helper()
	found, ok := Find(Of(r), path)
	if !ok {
		t.Fatalf("%s has no field %q", r.RecordID(), path)
	}
	return found
}

func TestSettingWhatAFieldShowsChangesNothing(t *testing.T) {
	t.Parallel()
	m := everyKind(t)
	for _, kind := range journey.Kinds() {
		for _, r := range m.Records(kind) {
			each(Of(r), func(f Field) {
				if f.Control == Section || f.Control == List || f.Control == Table || f.Control == Optional {
					return
				}
				next, p := Set(r, f, f.Text)
				if p != nil {
					t.Errorf("%s/%s %s = %q: %v", kind, r.RecordID(), f.Path, f.Text, p)
				} else if !reflect.DeepEqual(next, r) {
					t.Errorf("%s/%s %s = %q changes the record", kind, r.RecordID(), f.Path, f.Text)
				}
			})
		}
	}
}

func TestEveryWordCanBeChosenWithoutBeingRefused(t *testing.T) {
	t.Parallel()
	m := everyKind(t)
	ix := journey.NewIndex(m)
	for _, kind := range journey.Kinds() {
		for _, r := range m.Records(kind) {
			known := map[string]bool{}
			for _, p := range journey.ValidateRecord(ix, m, r) {
				known[p.Error()] = true
			}
			each(Of(r), func(f Field) {
				if f.Control != Choice || strings.HasSuffix(f.Path, ".per") {
					return // a rate's base is limited by the rate, and the map says so
				}
				for _, w := range f.Words {
					next, p := Set(r, f, w.Value)
					if p != nil {
						t.Fatalf("%s %s = %s: %v", r.RecordID(), f.Path, w.Value, p)
					}
					for _, p := range journey.ValidateRecord(ix, m, next) {
						if !known[p.Error()] {
							t.Errorf("%s/%s %s = %s is refused: %v", kind, r.RecordID(), f.Path, w.Value, p)
						}
					}
				}
			})
		}
	}
}

func TestNothingThatIsAddedOrSwitchedOnIsRefused(t *testing.T) {
	t.Parallel()
	m := everyKind(t)
	ix := journey.NewIndex(m)
	n := 0
	newID := func() journey.ID { n++; return journey.ID("new-" + strings.Repeat("x", n%50+1)) }
	for _, kind := range journey.Kinds() {
		for _, r := range m.Records(kind) {
			known := map[string]bool{}
			for _, p := range journey.ValidateRecord(ix, m, r) {
				known[p.Error()] = true
			}
			each(Of(r), func(f Field) {
				var next journey.Record
				switch f.Control {
				case Optional:
					next = Toggle(r, f, f.Text != "yes")
				case List:
					var p *journey.Problem
					if next, p = Add(m, r, f, newID); p != nil {
						if p.Code != "step.nothing_to_choose" {
							t.Errorf("%s %s: %v", r.RecordID(), f.Path, p)
						}
						return
					}
				default:
					return
				}
				for _, p := range journey.ValidateRecord(ix, m, next) {
					if !known[p.Error()] {
						t.Errorf("%s/%s %s is refused: %v", kind, r.RecordID(), f.Path, p)
					}
				}
			})
		}
	}
}

func TestWrongTextNamesTheFieldAndKeepsTheRecord(t *testing.T) {
	t.Parallel()
	cases := []struct{ path, text, code string }{
		{"entry.per_day.value", "many", "step.not_number"},
		{"entry.cost_per_visit", "1 euro", "step.not_money"},
		{"call.answered.value", "half", "step.not_share"},
		{"call.attempts", "2.5", "step.not_whole"},
		{"wait.for.value", "soon", "step.not_duration"},
	}
	m := everyKind(t)
	for _, c := range cases {
		kind, _, _ := strings.Cut(c.path, ".")
		s := m.Step(journey.ID("each-" + kind))
		before := journey.Clone(s)
		next, p := Set(s, find(t, s, c.path), c.text)
		if p == nil || p.Code != c.code || p.Field != c.path || next != nil {
			t.Errorf("%s = %q: %v %v", c.path, c.text, next, p)
		}
		if !reflect.DeepEqual(s, before) {
			t.Errorf("%s = %q changed the record", c.path, c.text)
		}
	}
}

func TestNumbersAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	m := everyKind(t)
	call, wait := m.Step("each-call"), m.Step("each-wait")
	cases := []struct {
		s          *journey.Step
		path, text string
		want       any
		got        func(*journey.Step) any
	}{
		{call, "call.answered.value", "22,71 %", 0.2271, func(s *journey.Step) any { return s.Call.Answered.Value }},
		{call, "call.answered.value", "0.2271", 0.2271, func(s *journey.Step) any { return s.Call.Answered.Value }},
		{call, "call.answered.value", "90", 0.9, func(s *journey.Step) any { return s.Call.Answered.Value }},
		{call, "call.answered.value", "1.5", 0.015, func(s *journey.Step) any { return s.Call.Answered.Value }},
		{call, "call.answered.value", "1", 1.0, func(s *journey.Step) any { return s.Call.Answered.Value }},
		{call, "call.answered.value", "150", 150.0, func(s *journey.Step) any { return s.Call.Answered.Value }},
		{call, "call.cost_per_call", "12,50", 12500000 * journey.Money(1), func(s *journey.Step) any { return s.Call.CostPerCall }},
		{wait, "wait.for.value", "1 день", journey.Day, func(s *journey.Step) any { return s.Wait.For.Value }},
		{wait, "wait.for.value", "30 мин", 30 * journey.Minute, func(s *journey.Step) any { return s.Wait.For.Value }},
		{wait, "wait.for.value", "1h 30m", 90 * journey.Minute, func(s *journey.Step) any { return s.Wait.For.Value }},
		{wait, "wait.for.value", "2 weeks", 2 * journey.Week, func(s *journey.Step) any { return s.Wait.For.Value }},
		{wait, "wait.for.value", "1.5 h", 90 * journey.Minute, func(s *journey.Step) any { return s.Wait.For.Value }},
		{wait, "wait.for.value", "1,5 дн.", 36 * journey.Hour, func(s *journey.Step) any { return s.Wait.For.Value }},
		{wait, "wait.for.value", "2 months", 60 * journey.Day, func(s *journey.Step) any { return s.Wait.For.Value }},
		{wait, "wait.for.value", "3 месяца", 90 * journey.Day, func(s *journey.Step) any { return s.Wait.For.Value }},
		{wait, "wait.for.value", "1 нед. 2 дня", 9 * journey.Day, func(s *journey.Step) any { return s.Wait.For.Value }},
	}
	for _, c := range cases {
		next, p := Set(c.s, find(t, c.s, c.path), c.text)
		if p != nil {
			t.Errorf("%q: %v", c.text, p)
		} else if got := c.got(next.(*journey.Step)); got != c.want {
			t.Errorf("%q is read as %v, not %v", c.text, got, c.want)
		}
	}
}

func TestWhatIsNoLengthOfTimeIsRefused(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "-", "2", "h", "2 parsecs", "1h 2d", "1h1h", "1..5h", "1.h", "2 days later", "99999999999999999w"} {
		if d, ok := ParseSpan(text); ok {
			t.Errorf("%q is read as %v", text, d)
		}
	}
}

func TestAnEmptiedWeightIsNoWeight(t *testing.T) {
	t.Parallel()
	l := &journey.Link{ID: "l", From: "a", To: "b", Weight: &journey.Assumption{Value: 0.4}}
	journey.Normalize(l)
	next, p := Set(l, find(t, l, "weight.value"), "")
	if p != nil || next.(*journey.Link).Weight != nil {
		t.Fatalf("%+v %v", next, p)
	}
	again, p := Set(next, find(t, next, "weight.value"), "25 %")
	if p != nil || again.(*journey.Link).Weight.Value != 0.25 {
		t.Fatalf("%+v %v", again, p)
	}
}

func TestListsGrowShrinkAndKeepTheirIDs(t *testing.T) {
	t.Parallel()
	var r journey.Record = &journey.Step{ID: "s", Kind: journey.StepBranch, Branch: &journey.Branch{}}
	ids := []journey.ID{"r1", "r2"}
	for _, id := range ids {
		var p *journey.Problem
		if r, p = Add(&journey.Map{}, r, find(t, r, "branch.rules"), func() journey.ID { return id }); p != nil {
			t.Fatal(p)
		}
	}
	list := find(t, r, "branch.rules")
	if len(list.Fields) != 2 {
		t.Fatalf("%d rules", len(list.Fields))
	}
	r = Shift(r, list, 0, 1)
	r = Remove(r, list, 0)
	if rules := r.(*journey.Step).Branch.Rules; len(rules) != 1 || rules[0].ID != "r1" {
		t.Fatalf("%+v", rules)
	}
}

func TestFieldsFollowTheKindOfAWait(t *testing.T) {
	t.Parallel()
	s := everyKind(t).Step("each-wait")
	next, p := Set(s, find(t, s, "wait.kind"), string(journey.WaitEvent))
	if p != nil {
		t.Fatal(p)
	}
	find(t, next, "wait.event")
	each(Of(next), func(f Field) {
		if strings.HasPrefix(f.Path, "wait.for") {
			t.Errorf("a wait for an event shows %s", f.Path)
		}
	})
}

func TestEveryFieldAndWordIsNamedInEveryLanguage(t *testing.T) {
	t.Parallel()
	fields, words := Names()
	for _, language := range text.Languages() {
		p := text.New(language.Code)
		for _, list := range [][]string{fields, words} {
			for _, name := range list {
				short := name[:strings.IndexByte(name[5:], '.')+6] + name[strings.LastIndexByte(name, '.')+1:]
				if !p.Has(name) && !p.Has(short) {
					t.Errorf("%s: neither %s nor %s", language.Code, name, short)
				}
			}
		}
	}
}

// What another choice knows nothing of would be refused in a file: the form takes it away, and begins what is needed.
func TestAnotherKindOrWindowLeavesNothingIdle(t *testing.T) {
	t.Parallel()
	set := func(r journey.Record, path, text string) journey.Record {
		t.Helper()
		next, p := Set(r, find(t, r, path), text)
		if p != nil {
			t.Fatalf("%s: %s", path, p.Code)
		}
		return next
	}
	var r journey.Record = &journey.Policy{Caps: []journey.Cap{{
		ID: "c", Max: 1, Window: journey.CapRolling, Length: 7 * journey.Day, Counts: journey.CountSend, Scope: journey.ScopeAll,
		Hit: journey.CapChannel, Fallback: "sms", Winner: journey.WinPriority, LookAhead: journey.Day,
	}}}
	r = set(set(set(r, "caps.0.window", "calendar_day"), "caps.0.hit", "skip"), "caps.0.winner", "first_come")
	if c := r.(*journey.Policy).Caps[0]; c.Length != 0 || c.Fallback != "" || c.LookAhead != 0 {
		t.Errorf("%+v", c)
	}
	r = set(set(r, "caps.0.periods", "3"), "caps.0.window", "rolling")
	if c := r.(*journey.Policy).Caps[0]; c.Length != journey.Day || c.Periods != 0 {
		t.Errorf("%+v", c)
	}
	var w journey.Record = &journey.Step{ID: "w", Kind: journey.StepWait, Wait: &journey.Wait{Kind: journey.WaitDuration, For: journey.Fixed(2 * journey.Day)}}
	w = set(set(w, "wait.kind", "until"), "wait.at", "09:00")
	if wait := w.(*journey.Step).Wait; !wait.For.IsZero() || wait.At != 9*3600 {
		t.Errorf("%+v", wait)
	}
	if wait := set(w, "wait.kind", "event").(*journey.Step).Wait; wait.At != 0 {
		t.Errorf("%+v", wait)
	}
	var s journey.Record = &journey.Scenario{ID: "s", Reentry: journey.ReentryNever}
	s = set(set(set(s, "trigger.kind", "date"), "trigger.repeat", "weekly"), "trigger.kind", "event")
	if trigger := s.(*journey.Scenario).Trigger; trigger.Repeat != journey.RepeatOnce {
		t.Errorf("%+v", trigger)
	}
	s = set(s, "reentry", "after_days")
	if days := s.(*journey.Scenario).ReentryDays; days != 30 {
		t.Errorf("%d days", days)
	}
	if days := set(s, "reentry", "after_leaving").(*journey.Scenario).ReentryDays; days != 0 {
		t.Errorf("%d days", days)
	}
}
