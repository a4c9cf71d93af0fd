package edit_test

import (
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"testing"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/journey/edit"
	"rehearse/journey/rule"
)

func editor(t *testing.T) *edit.Editor { return edit.New(richMap(t), &counter{}) }

func apply(t *testing.T, e *edit.Editor, f func(*edit.Tx) error) *edit.Change {
	t.Helper()
	c, err := e.Apply(edit.Label{}, f)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func remove(kind journey.Kind, id journey.ID) func(*edit.Tx) error {
	return func(tx *edit.Tx) error { return edit.DeleteRecords(tx, []journey.Ref{{Kind: kind, ID: id}}) }
}

// code is the code of a refusal.
func code(t *testing.T, err error) string {
	t.Helper()
	var p journey.Problem
	var ps journey.Problems
	switch {
	case errors.As(err, &p):
		return p.Code
	case errors.As(err, &ps):
		return ps[0].Code
	}
	t.Fatalf("%v is no problem a user could read", err)
	return ""
}

func gone(t *testing.T, m *journey.Map, kind journey.Kind, ids ...journey.ID) {
	t.Helper()
	for _, id := range ids {
		if m.Lookup(journey.Ref{Kind: kind, ID: id}) != nil {
			t.Errorf("%s %s is still there", kind, id)
		}
	}
}

func TestADeletedStepTakesAlongWhatMakesNoSenseWithoutIt(t *testing.T) {
	t.Parallel()
	e := editor(t)
	apply(t, e, remove(journey.KindStep, "visit"))
	m := e.Map()
	gone(t, m, journey.KindLink, "l1", "l2", "l7")
	gone(t, m, journey.KindObserved, "seen") // it measured a link that went along
	if m.Step("letter").Message.Response != nil {
		t.Error("the letter still pulls people to a step that is gone")
	}
	apply(t, e, remove(journey.KindStep, "letter"))
	if start := e.Map().Scenario("reminders").Start; start != "" {
		t.Errorf("the scenario still starts at %s", start)
	}
	gone(t, e.Map(), journey.KindComment, "why")
	apply(t, e, remove(journey.KindStep, "bought"))
	m = e.Map()
	if goal := m.Scenario("reminders").Goal; !goal.IsZero() || m.Step("pause").Wait.Event != "" {
		t.Errorf("goal %v and wait %q still mean a goal step that is gone", goal, m.Step("pause").Wait.Event)
	}
	if points := m.Scores[0].Points; len(points) != 1 || points[0].Event != "ordered" {
		t.Errorf("points %v", points)
	}
}

func TestADeletedScenarioTakesItsStepsAlong(t *testing.T) {
	t.Parallel()
	e := editor(t)
	apply(t, e, remove(journey.KindScenario, "reminders"))
	gone(t, e.Map(), journey.KindStep, "letter", "pause", "fork", "coin", "leave")
	gone(t, e.Map(), journey.KindLink, "l3", "l4", "l5", "l6", "l7")
	gone(t, e.Map(), journey.KindSilence, "quiet")
	if e.Map().Step("visit") == nil || e.Map().Link("l2") == nil {
		t.Error("the main flow suffered")
	}
	if l, _ := e.CanUndo(); l.ID != "edit.delete_record" || l.Args["Name"] != "Reminders" {
		t.Errorf("label %v", l)
	}
}

func TestADeletedPersonaLeavesItsShareToTheOthers(t *testing.T) {
	t.Parallel()
	e := editor(t)
	apply(t, e, remove(journey.KindPersona, "anna"))
	m := e.Map()
	mix := m.Step("shop").Entry.Mix
	if len(mix) != 2 || math.Abs(mix[0].Share.Value-0.6) > 1e-12 || math.Abs(mix[1].Share.Value-0.4) > 1e-12 {
		t.Errorf("mix %v, want 0.6 and 0.4", mix)
	}
	if w := m.Link("l1").Weights; len(w) != 1 || w[0].Entry != "shop" {
		t.Errorf("weights %v", w)
	}
	if p := m.Scenario("reminders").Personas; len(p) != 1 || p[0] != "boris" {
		t.Errorf("personas %v", p)
	}
}

func TestACapOverNothingButADeletedChannelGoesInsteadOfCountingEverything(t *testing.T) {
	t.Parallel()
	e := editor(t)
	apply(t, e, remove(journey.KindChannel, "sms"))
	m := e.Map()
	if caps := m.Policy.Caps; len(caps) != 1 || caps[0].ID != "all" || caps[0].Fallback != "" {
		t.Errorf("caps %v", caps)
	}
	if c := m.Step("letter").Message.Channels; len(c) != 1 || c[0] != "mail" {
		t.Errorf("channels %v", c)
	}
	gone(t, m, journey.KindCost, "fee")
}

func TestASegmentThatKeepsPeopleOutIsNotDeletedSilently(t *testing.T) {
	t.Parallel()
	e := editor(t)
	before := e.Map()
	_, err := e.Apply(edit.Label{}, remove(journey.KindSegment, "engaged"))
	if code(t, err) != "edit.segment_in_use" || e.Map() != before {
		t.Fatalf("error %v", err)
	}
	apply(t, e, remove(journey.KindSegment, "lost"))
	apply(t, e, func(tx *edit.Tx) error { // together with what uses it there is nothing to widen
		return edit.DeleteRecords(tx, []journey.Ref{
			{Kind: journey.KindSegment, ID: "engaged"}, {Kind: journey.KindScenario, ID: "reminders"}, {Kind: journey.KindEvent, ID: "rain"},
		})
	})
	gone(t, e.Map(), journey.KindSegment, "engaged")
}

func TestADeletedAssumptionLeavesItsNumberBehind(t *testing.T) {
	t.Parallel()
	e := editor(t)
	apply(t, e, remove(journey.KindAssumption, "half"))
	share := e.Map().Persona("anna").Share
	if share.Value != 0.3 || share.Use != "" || share.Source != "a study" || *share.High != 0.4 {
		t.Errorf("share %+v", share)
	}
}

func TestLinksFollowThePortsOfTheirStep(t *testing.T) {
	t.Parallel()
	e := editor(t)
	apply(t, e, func(tx *edit.Tx) error {
		s := journey.Clone(tx.Map().Step("pause"))
		s.Wait = &journey.Wait{For: journey.Fixed(journey.Day)}
		return edit.SetRecord(tx, s)
	})
	if l := e.Map().Link("l4"); l == nil || l.Port != journey.PortOut {
		t.Errorf("the main way out of the wait is %v", l)
	}
	gone(t, e.Map(), journey.KindLink, "l5")
	apply(t, e, func(tx *edit.Tx) error { return edit.RemovePort(tx, "fork", "young") })
	gone(t, e.Map(), journey.KindLink, "l6")
	if ports := e.Map().Step("fork").Ports; len(ports) != 0 {
		t.Errorf("port options %v", ports)
	}
	_, err := e.Apply(edit.Label{}, func(tx *edit.Tx) error { return edit.RemovePort(tx, "fork", journey.PortOtherwise) })
	if code(t, err) != "edit.fixed_port" {
		t.Error(err)
	}
}

func TestANewArmKeepsTheLinksOfTheOthers(t *testing.T) {
	t.Parallel()
	e := editor(t)
	apply(t, e, func(tx *edit.Tx) error {
		arms := append([]journey.SplitArm{{Name: "new", Weight: journey.Guess(0)}}, tx.Map().Step("coin").Split.Arms...)
		return edit.SetSplitArms(tx, "coin", arms)
	})
	if arms := e.Map().Step("coin").Split.Arms; len(arms) != 3 || arms[0].ID == "" {
		t.Errorf("arms %v", arms)
	}
	if e.Map().Link("l7") == nil {
		t.Error("a new arm cut the link of another")
	}
}

func TestANewCallGoesByTheTelephoneOfTheMap(t *testing.T) {
	t.Parallel()
	e := editor(t)
	call := func() journey.ID {
		var id journey.ID
		apply(t, e, func(tx *edit.Tx) (err error) {
			id, err = edit.AddStep(tx, edit.NewStep{Kind: journey.StepCall, Name: "Call"})
			return err
		})
		return e.Map().Step(id).Call.Channel
	}
	if got := call(); got != "" {
		t.Errorf("without a telephone it goes by %q", got)
	}
	apply(t, e, func(tx *edit.Tx) error {
		tx.Put(&journey.Channel{ID: "phone", Name: "Telephone", Use: journey.ChannelMessage, Medium: journey.MediumCall})
		return nil
	})
	if got := call(); got != "phone" {
		t.Errorf("it goes by %q", got)
	}
}

func TestAStepDroppedOnALinkStandsInIt(t *testing.T) {
	t.Parallel()
	e := editor(t)
	var id, onward journey.ID
	apply(t, e, func(tx *edit.Tx) error {
		var err error
		if id, err = edit.AddStep(tx, edit.NewStep{Kind: journey.StepWait, Name: "Day"}); err != nil {
			return err
		}
		onward, err = edit.SplitLink(tx, "l3", id)
		return err
	})
	m := e.Map()
	if l := m.Link("l3"); l.From != "letter" || l.To != id {
		t.Errorf("first half %+v", l)
	}
	if l := m.Link(onward); l.From != id || l.To != "pause" || l.Port != journey.PortOut {
		t.Errorf("second half %+v", l)
	}
	if m.Step(id).Scenario != "reminders" {
		t.Error("the step stayed outside the scenario")
	}
	_, err := e.Apply(edit.Label{}, func(tx *edit.Tx) error { _, err := edit.SplitLink(tx, "l4", "leave"); return err })
	if code(t, err) != "edit.split_own_link" {
		t.Error(err)
	}
	_, err = e.Apply(edit.Label{}, func(tx *edit.Tx) error { _, err := edit.SplitLink(tx, "l2", "memo"); return err })
	if code(t, err) != "edit.no_way_out" {
		t.Error(err)
	}
}

func TestLinksThatCannotBeAreRefusedWithAReason(t *testing.T) {
	t.Parallel()
	e := editor(t)
	for _, c := range []struct {
		from journey.ID
		port journey.Port
		to   journey.ID
		want string
	}{
		{"visit", "out", "bought", "edit.link_exists"},
		{"visit", "out", "letter", "journey.link_into_scenario"},
		{"visit", "out", "shop", "journey.link_to_entry"},
		{"visit", "out", "memo", "journey.link_to_picture"},
		{"leave", "out", "visit", "journey.no_ports"},
		{"visit", "out", "nowhere", "edit.no_such_record"},
	} {
		_, err := e.Apply(edit.Label{}, func(tx *edit.Tx) error { _, err := edit.Connect(tx, c.from, c.port, c.to); return err })
		if got := code(t, err); got != c.want {
			t.Errorf("%s → %s: %s, want %s", c.from, c.to, got, c.want)
		}
	}
}

func TestEveryKindOfStepCanBeAddedAndTheFirstOfAScenarioIsItsStart(t *testing.T) {
	t.Parallel()
	e := editor(t)
	var scenario journey.ID
	apply(t, e, func(tx *edit.Tx) (err error) {
		scenario, err = edit.AddRecord(tx, journey.KindScenario, "New")
		return err
	})
	var first journey.ID
	for _, kind := range journey.StepKind("").Words() {
		if kind == "entry" {
			continue
		}
		apply(t, e, func(tx *edit.Tx) error {
			id, err := edit.AddStep(tx, edit.NewStep{Kind: journey.StepKind(kind), Scenario: scenario})
			if first == "" {
				first = id
			}
			return err
		})
	}
	if got := e.Map().Scenario(scenario).Start; got != first {
		t.Errorf("start %s, want %s", got, first)
	}
	apply(t, e, func(tx *edit.Tx) error {
		id, err := edit.AddStep(tx, edit.NewStep{Kind: journey.StepEntry, Scenario: scenario})
		if s := tx.Map().Step(id); s.Scenario != "" {
			t.Errorf("the entry belongs to scenario %s", s.Scenario)
		}
		return err
	})
}

func TestAnEditThatChangesNothingLeavesNoTrace(t *testing.T) {
	t.Parallel()
	e := editor(t)
	before := e.Map()
	c := apply(t, e, func(tx *edit.Tx) error {
		id, err := edit.AddStep(tx, edit.NewStep{Kind: journey.StepNote})
		tx.Delete(journey.Ref{Kind: journey.KindStep, ID: id})
		tx.Put(journey.Clone(tx.Map().Step("visit")))
		tx.Move(journey.Ref{Kind: journey.KindStage, ID: "aware"}, 0)
		return err
	})
	if c != nil || e.Map() != before {
		t.Errorf("change %+v", c)
	}
	if _, ok := e.CanUndo(); ok {
		t.Error("there is something to undo")
	}
}

func TestTypingIsOneEntryOfTheHistory(t *testing.T) {
	t.Parallel()
	e := editor(t)
	start := e.Map()
	typed := func(key, name string) *edit.Change {
		c, err := e.ApplyMerging(key, edit.Label{}, func(tx *edit.Tx) error {
			return edit.Rename(tx, journey.Ref{Kind: journey.KindStep, ID: "visit"}, name)
		})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	typed("visit.name", "A")
	typed("visit.name", "AB")
	c := typed("visit.name", "ABC")
	entries, cursor := e.History()
	if len(entries) != 1 || cursor != 1 || c.Did != edit.Merged || c.Seq != 1 || c.Entry[0].Before.(*journey.Step).Name != "Visit" {
		t.Fatalf("history %v, change %+v", entries, c)
	}
	typed("other", "ABCD") // another field
	if entries, _ = e.History(); len(entries) != 2 {
		t.Fatalf("history %v", entries)
	}
	e.EndRun()
	typed("other", "ABCDE")
	if entries, _ = e.History(); len(entries) != 3 {
		t.Fatalf("history %v", entries)
	}
	for range 3 {
		if _, err := e.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "undoing the typing", e.Map(), start)
	typed("back", "X")
	if c = typed("back", "Visit"); len(c.Entry) != 0 || c.Seq != 1 {
		t.Errorf("typing back to the beginning left %+v", c)
	}
	if entries, cursor = e.History(); len(entries) != 0 || cursor != 0 {
		t.Errorf("history %v", entries)
	}
}

func TestANewEditDropsWhatWasUndoneAndItsIDsAreNeverUsedAgain(t *testing.T) {
	t.Parallel()
	ids := &counter{}
	e := edit.New(richMap(t), ids)
	var id journey.ID
	add := func(tx *edit.Tx) (err error) { id, err = edit.AddRecord(tx, journey.KindTopic, "T"); return err }
	apply(t, e, add)
	first := id
	if _, err := e.Undo(); err != nil {
		t.Fatal(err)
	}
	ids.n = 0 // a source that starts again
	c := apply(t, e, add)
	if id == first || c.Seq != 1 {
		t.Errorf("id %s again, change %d", id, c.Seq)
	}
	if _, ok := e.CanRedo(); ok {
		t.Error("what was undone can still be redone")
	}
	_, err := e.Apply(edit.Label{}, func(tx *edit.Tx) error { tx.Put(&journey.Topic{ID: first}); return nil })
	if code(t, err) != "edit.id_used" {
		t.Error(err)
	}
	_, err = e.Apply(edit.Label{}, func(tx *edit.Tx) error { tx.Put(&journey.Topic{ID: "visit"}); return nil })
	if code(t, err) != "edit.id_used" {
		t.Error(err)
	}
}

func TestRenamingARecordRenamesItInsideRules(t *testing.T) {
	t.Parallel()
	e := editor(t)
	e.RenameInRules(func(before, after *journey.Map) func(string) string {
		was, is := rule.VocabularyOf(before), rule.VocabularyOf(after)
		return func(text string) string { return rule.Renamed(text, was, is) }
	})
	apply(t, e, func(tx *edit.Tx) error {
		return edit.Rename(tx, journey.Ref{Kind: journey.KindEvent, ID: "ordered"}, "Заказ")
	})
	m := e.Map()
	for what, text := range map[string]string{
		"segment": m.Segment("engaged").Rule, "branch": m.Step("fork").Branch.Rules[0].Rule,
	} {
		if text != `never("Заказ")` {
			t.Errorf("%s says %s", what, text)
		}
	}
	if text := m.Event("rain").Outside.Multipliers[0].Rule; text != `count("Заказ", 90d) = 0` {
		t.Errorf("event says %s", text)
	}
	if text := m.Scenario("reminders").Exits[1].Rule; text != `count("Заказ") > 0` {
		t.Errorf("exit says %s", text)
	}
}

func TestADuplicateIsWiredToItselfAndToNothingOfItsOriginal(t *testing.T) {
	t.Parallel()
	e := editor(t)
	var copies []journey.ID
	apply(t, e, func(tx *edit.Tx) (err error) {
		copies, err = edit.Duplicate(tx, []journey.ID{"letter", "pause", "fork", "coin"}, 40, 40)
		return err
	})
	m := e.Map()
	if len(copies) != 4 || m.Step(copies[0]).Message.Topic != "cart" || m.Step(copies[0]).Scenario != "reminders" {
		t.Fatalf("copies %v", copies)
	}
	fork := m.Step(copies[2])
	if fork.Branch.Rules[0].ID == "young" || fork.Ports[0].Port != journey.Port(fork.Branch.Rules[0].ID) {
		t.Errorf("branch %+v of a copy", fork)
	}
	inside := 0
	for _, l := range m.Links[8:] {
		inside++
		if l.From == "letter" || l.To == "letter" || l.Port == "young" {
			t.Errorf("link %+v of the copy leads to the original", l)
		}
	}
	if inside != 3 {
		t.Errorf("%d links copied, want 3", inside)
	}
	if m.Step(copies[0]).Message.Response != nil {
		t.Error("the copy's response pulls to a step outside the selection")
	}
}

func TestPastingIntoAnotherMapBringsWhatTheStepsNeed(t *testing.T) {
	t.Parallel()
	part := edit.Copy(richMap(t), []journey.ID{"letter", "pause", "leave"})
	if problems := part.Validate(); len(problems) > 0 {
		t.Fatalf("the clipboard is no map: %v", problems)
	}
	part, problems := codec.DecodeMap(codec.EncodeMap(part, true)) // as text through the system's clipboard
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	target := journey.New("Other", "2026-11-22")
	sms := &journey.Channel{ID: "texting", Name: "SMS", Medium: journey.MediumSMS}
	journey.Normalize(sms)
	edit.Append(target, sms)
	e := edit.New(target, &counter{})
	var steps []journey.ID
	apply(t, e, func(tx *edit.Tx) (err error) { steps, err = edit.Paste(tx, part, 100, 200); return err })
	m := e.Map()
	letter := m.Step(steps[0])
	if got := letter.Message.Channels; len(got) != 2 || got[0] != "mail" || got[1] != "texting" {
		t.Errorf("channels %v: e-mail should come along, SMS is there by name", got)
	}
	if letter.X != 100 || letter.Y != 200 {
		t.Errorf("at %v %v", letter.X, letter.Y)
	}
	scenario := m.Scenario(letter.Scenario)
	if scenario == nil || scenario.Start != letter.ID || m.Segment(scenario.Segment) == nil {
		t.Errorf("scenario %+v", scenario)
	}
	if len(m.Links) != 2 {
		t.Errorf("links %v", m.Links)
	}
	apply(t, e, func(tx *edit.Tx) error { _, err := edit.Paste(tx, part, 0, 0); return err })
	if n := len(e.Map().Scenarios); n != 1 {
		t.Errorf("pasting twice made %d scenarios", n)
	}
}

func TestAmountsOfAnotherCurrencyAreNotPasted(t *testing.T) {
	t.Parallel()
	m := richMap(t)
	offer := journey.Clone(m.Offers[0])
	offer.Value = 5 * journey.Unit
	m.Offers[0] = offer
	part := edit.Copy(m, []journey.ID{"letter"})
	target := journey.New("Other", "2026-11-22")
	target.Settings.Currency = "RUB"
	e := edit.New(target, &counter{})
	_, err := e.Apply(edit.Label{}, func(tx *edit.Tx) error { _, err := edit.Paste(tx, part, 0, 0); return err })
	if code(t, err) != "edit.other_currency" {
		t.Error(err)
	}
}

func TestALabelIsReadBackAsItWas(t *testing.T) {
	t.Parallel()
	want := edit.Label{ID: "edit.paste", Args: journey.Args{"Count": 3, "Name": "Ёж", "Kind": journey.Word("text.kind.step")}}
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got edit.Label
	if err := json.Unmarshal(data, &got); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v became %v (%v)", want, got, err)
	}
}

func TestAHistoryThatDoesNotFitItsMapIsRefused(t *testing.T) {
	t.Parallel()
	e := editor(t)
	apply(t, e, remove(journey.KindStep, "visit"))
	history, _ := e.Changes()
	if _, err := edit.Restore(richMap(t), &counter{}, history, 1); err == nil {
		t.Error("a deletion was undone in a map that still has the step")
	}
	if _, err := edit.Restore(richMap(t), &counter{}, history, 0); err != nil {
		t.Errorf("the same history to be redone: %v", err)
	}
	if _, err := edit.Restore(richMap(t), &counter{}, history, 2); err == nil {
		t.Error("a cursor behind the end was taken")
	}
}

func BenchmarkMoveStepIn300(b *testing.B) {
	m := richMap(b)
	e := edit.New(m, &counter{})
	if _, err := e.Apply(edit.Label{}, func(tx *edit.Tx) error {
		for range 20 {
			if _, err := edit.Duplicate(tx, []journey.ID{"letter", "pause", "fork", "coin", "leave", "visit", "bought", "desk", "ring", "mark", "memo", "box", "shop", "leave"}, 9, 9); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		b.Fatal(err)
	}
	x := 0.0
	for b.Loop() {
		x++
		if _, err := e.Apply(edit.Label{}, func(tx *edit.Tx) error {
			return edit.MoveSteps(tx, []edit.Place{{Step: "visit", X: x}})
		}); err != nil {
			b.Fatal(err)
		}
	}
}

func TestRemarksSilencesAndPicturesAreAddedOnce(t *testing.T) {
	t.Parallel()
	e := editor(t)
	var first, second journey.ID
	apply(t, e, func(tx *edit.Tx) (err error) {
		first, err = edit.AddPicture(tx, "P", "image/png", []byte("bytes"))
		return err
	})
	c := apply(t, e, func(tx *edit.Tx) (err error) {
		second, err = edit.AddPicture(tx, "Q", "image/png", []byte("bytes"))
		return err
	})
	if c != nil || first != second {
		t.Errorf("the same bytes became two pictures, %s and %s", first, second)
	}
	apply(t, e, func(tx *edit.Tx) error {
		_, err := edit.AddComment(tx, journey.Ref{Kind: journey.KindStep, ID: "visit"}, "Анна", "2026-11-22", "?")
		return err
	})
	if l, _ := e.CanUndo(); l.Args["Name"] != "Visit" {
		t.Errorf("label %v", l)
	}
	apply(t, e, func(tx *edit.Tx) error {
		_, err := edit.AddSilence(tx, "J101", journey.Ref{Kind: journey.KindStep, ID: "visit"}, "agreed", "Анна", "2026-11-22")
		return err
	})
	apply(t, e, remove(journey.KindStep, "visit"))
	if n, m := len(e.Map().Comments), len(e.Map().Silences); n != 1 || m != 1 {
		t.Errorf("%d comments and %d silences are left, want those of others only", n, m)
	}
}

func TestANewPersonaIsTheRestOfTheAudience(t *testing.T) {
	t.Parallel()
	e := edit.New(journey.New("Map", "2026-01-05"), &counter{})
	for _, want := range []float64{1, 0} {
		var id journey.ID
		if _, err := e.Apply(edit.Label{}, func(tx *edit.Tx) (err error) {
			id, err = edit.AddRecord(tx, journey.KindPersona, "Anna")
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if got := e.Map().Persona(id).Share.Value; got != want {
			t.Errorf("the share is %v, not %v", got, want)
		}
	}
}
