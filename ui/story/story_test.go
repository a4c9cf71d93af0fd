package story

import (
	"reflect"
	"slices"
	"testing"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/finding"
	"rehearse/simulate"
	"rehearse/ui/text"
)

const hour = 3_600_000

// small is a map with an entry, a message in a scenario and the link that leads on.
func small() *journey.Map {
	m := journey.New("Small", "2026-01-05")
	m.Scenarios = []*journey.Scenario{{ID: "plan", Name: "Plan"}}
	m.Channels = append(m.Channels, &journey.Channel{ID: "letters", Name: "Letters"}, &journey.Channel{ID: "texts", Name: "Texts"})
	m.Steps = []*journey.Step{
		{ID: "door", Kind: journey.StepEntry, Name: "Door", Entry: &journey.Entry{}},
		{ID: "hello", Kind: journey.StepMessage, Name: "Hello", Scenario: "plan", Message: &journey.Message{}},
		{ID: "later", Kind: journey.StepMessage, Name: "Later", Scenario: "plan", Message: &journey.Message{}},
	}
	m.Links = []*journey.Link{{ID: "on", From: "hello", To: "later", Port: journey.PortOut}}
	return m
}

// life is a story on that map: hello goes out by letter and not by text; the way to the next message takes an hour; that one
// is held over night, sent, then a third time refused.
func life() *simulate.Story {
	at := func(hours int64, local, what string, x simulate.Moment) simulate.Moment {
		x.At, x.Local, x.What = hours*hour, local, what
		return x
	}
	return &simulate.Story{Name: "Anna", Language: "en", Zone: "UTC", Person: simulate.PersonRef{Entry: "door", Number: 7}, Moments: []simulate.Moment{
		at(10, "2026-01-05 10:00:00", "arrive", simulate.Moment{Step: "door"}),
		at(10, "2026-01-05 10:00:00", "start", simulate.Moment{Scenario: "plan", Instance: 1}),
		at(10, "2026-01-05 10:00:00", "enter", simulate.Moment{Step: "hello", Visit: 1}),
		at(10, "2026-01-05 10:00:00", "send", simulate.Moment{Step: "hello", Visit: 1, Of: "letters"}),
		at(10, "2026-01-05 10:00:00", "refuse", simulate.Moment{Step: "hello", Visit: 1, Of: "texts", Reason: "address_unknown"}),
		at(11, "2026-01-05 11:00:00", "go", simulate.Moment{Step: "hello", Link: "on", Until: 22 * hour, UntilLocal: "2026-01-05 22:00:00"}),
		at(22, "2026-01-05 22:00:00", "enter", simulate.Moment{Step: "later", Link: "on", Visit: 1}),
		at(22, "2026-01-05 22:00:00", "hold", simulate.Moment{Step: "later", Visit: 1, Of: "letters", Until: 32 * hour, UntilLocal: "2026-01-06 08:00:00", Reason: "quiet_hours"}),
		at(32, "2026-01-06 08:00:00", "send", simulate.Moment{Step: "later", Visit: 1, Of: "letters"}),
		at(33, "2026-01-06 09:00:00", "send", simulate.Moment{Step: "hello", Visit: 2, Of: "letters"}),
		at(34, "2026-01-06 10:00:00", "refuse", simulate.Moment{Step: "later", Visit: 2, Of: "letters", Reason: "holdout"}),
	}}
}

func TestTheWayGrowsMomentByMoment(t *testing.T) {
	t.Parallel()
	step := func(id journey.ID) journey.Ref { return journey.Ref{Kind: journey.KindStep, ID: id} }
	for _, c := range []struct {
		upTo    int
		steps   map[journey.ID]draw.WayMark
		links   int
		present journey.Ref
	}{
		{0, map[journey.ID]draw.WayMark{"door": draw.WayPassed}, 0, step("door")},
		{1, map[journey.ID]draw.WayMark{"door": draw.WayPassed}, 0, step("door")}, // a scenario starts nowhere
		// Sent by letter: that the text was refused does not make the message a refused one.
		{4, map[journey.ID]draw.WayMark{"door": draw.WayPassed, "hello": draw.WayPassed}, 0, step("hello")},
		{5, map[journey.ID]draw.WayMark{"door": draw.WayPassed, "hello": draw.WayPassed}, 1, journey.Ref{Kind: journey.KindLink, ID: "on"}},
		{7, map[journey.ID]draw.WayMark{"door": draw.WayPassed, "hello": draw.WayPassed, "later": draw.WayHeld}, 1, step("later")},
		{8, map[journey.ID]draw.WayMark{"door": draw.WayPassed, "hello": draw.WayPassed, "later": draw.WayPassed}, 1, step("later")},
		{99, map[journey.ID]draw.WayMark{"door": draw.WayPassed, "hello": draw.WayPassed, "later": draw.WayRefused}, 1, step("later")},
	} {
		way := WayOf(life(), c.upTo)
		if !reflect.DeepEqual(way.Steps, c.steps) || len(way.Links) != c.links || way.Present != c.present {
			t.Errorf("up to %d: %+v", c.upTo, way)
		}
	}
}

func TestUnderAStepStandsWhenThePersonWasLastThereAndWhatWasNotSent(t *testing.T) {
	t.Parallel()
	o := Overlay(text.New("en"), small(), life(), 99)
	for id, want := range map[journey.ID]draw.StepNumbers{
		"door": {People: "5 Jan 2026, 10:00"}, "hello": {People: "6 Jan 2026, 09:00"}, "later": {People: "6 Jan 2026, 10:00", Drop: "not sent"},
	} {
		if got := o.Steps[id]; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v", id, got)
		}
	}
	if o.Way == nil || len(o.Footer) != 1 {
		t.Errorf("%+v", o)
	}
}

// The touches of the life are hello at hour 10, later at 32 and hello again at 33: one on the first day, two on the second,
// three within seven days. Within 20 hours hello comes only once; within 24 hours twice (23 hours apart).
func TestTheMomentsAFindingIsAboutAreMarked(t *testing.T) {
	t.Parallel()
	step := func(ids ...journey.ID) (refs []journey.Ref) {
		for _, id := range ids {
			refs = append(refs, journey.Ref{Kind: journey.KindStep, ID: id})
		}
		return refs
	}
	for name, c := range map[string]struct {
		f    finding.Finding
		want []int
	}{
		"the fullest day":             {finding.Finding{Rule: "J203", Message: "finding.J203.message"}, []int{8, 9}},
		"the fullest seven days":      {finding.Finding{Rule: "J203", Message: "finding.J203.message_week"}, []int{3, 8, 9}},
		"a pair inside the window":    {finding.Finding{Rule: "J201", Targets: step("hello"), Args: journey.Args{"Window": 24 * journey.Hour}}, []int{3, 9}},
		"no pair: all at the targets": {finding.Finding{Rule: "J201", Targets: step("hello"), Args: journey.Args{"Window": 20 * journey.Hour}}, []int{3, 4, 9}},
		"one instant is no burst":     {finding.Finding{Rule: "J207"}, []int{3}},
		"left alone":                  {finding.Finding{Rule: "J208"}, []int{3, 4, 8, 9, 10}},
		"no goal, so nothing after":   {finding.Finding{Rule: "J205", Targets: step("hello")}, []int{3, 4, 9}},
		"two messages near together":  {finding.Finding{Rule: "J201", Targets: step("hello", "later"), Args: journey.Args{"Window": 2 * journey.Hour}}, []int{8, 9}},
		"what happened at a step":     {finding.Finding{Rule: "J999", Targets: step("later")}, []int{7, 8, 10}},
		"what a scenario did": {
			finding.Finding{Rule: "J999", Targets: []journey.Ref{{Kind: journey.KindScenario, ID: "plan"}}}, []int{1, 3, 4, 7, 8, 9, 10},
		},
		"a step where nothing was sent": {finding.Finding{Rule: "J999", Targets: step("door")}, []int{0}},
	} {
		if got := Marked(small(), c.f, life()); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestAMomentIsToldWithItsDayItsHourAndItsTone(t *testing.T) {
	t.Parallel()
	for language, want := range map[string][]Line{
		"en": {
			{Moment: 4, Day: "Mon, 5 Jan 2026", Time: "10:00:00", Words: "“Hello” by “Texts” is refused: no address", Tone: Refused},
			{Moment: 7, Day: "Mon, 5 Jan 2026", Time: "22:00:00", Words: "“Later” by “Letters” is held back by quiet hours until Tue 6 Jan 2026 08:00", Tone: Held},
			{Moment: 8, Day: "Tue, 6 Jan 2026", Time: "08:00:00", Words: "“Later” is sent by “Letters”", Tone: Sent},
		},
		"ru": {{Moment: 8, Day: "вт, 06.01.2026", Time: "08:00:00", Words: "отправлено «Later» («Letters»)", Tone: Sent}},
	} {
		tale := Tell(text.New(language), small(), "", life())
		for _, line := range want {
			if !slices.Contains(tale.Lines, line) {
				t.Errorf("%s: %+v is not in %+v", language, line, tale.Lines)
			}
		}
	}
}

// The goal is reached at hour 1; "hello" comes at 0 and at 2: only the second is one too late. Three messages are wanted within
// seven days, at 0, 2 and 3, of which the last is refused.
func TestMessagesAfterTheGoalAndThePressureAreMarked(t *testing.T) {
	t.Parallel()
	s := &simulate.Story{}
	for _, x := range []struct {
		hours int64
		what  string
		step  journey.ID
	}{{0, "want", "hello"}, {0, "send", "hello"}, {1, "goal", "door"}, {2, "want", "hello"}, {2, "send", "hello"}, {3, "want", "later"}, {3, "refuse", "later"}, {200, "want", "later"}, {200, "send", "later"}} {
		s.Moments = append(s.Moments, simulate.Moment{At: x.hours * hour, Local: "2026-01-05 00:00:00", What: x.what, Step: x.step, Visit: x.hours})
	}
	late := finding.Finding{Rule: "J205", Targets: []journey.Ref{{Kind: journey.KindStep, ID: "hello"}}}
	if got := Marked(small(), late, s); !slices.Equal(got, []int{2, 4}) {
		t.Errorf("after the goal: %v", got)
	}
	if got := Marked(small(), finding.Finding{Rule: "J212"}, s); !slices.Equal(got, []int{1, 4, 6}) {
		t.Errorf("pressure: %v", got)
	}
}
