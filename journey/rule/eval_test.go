package rule

import (
	"strings"
	"testing"

	"rehearse/journey"
)

const day = 86400 * 1000

// The edges of meaning that campaigns depend on: missing values, ends of windows, dates gone by.
func TestMeaningAtTheEdges(t *testing.T) {
	t.Parallel()
	visited := func(ages ...int64) person {
		return person{events: map[Ref][]int64{{Kind: EventName, ID: "visited"}: ages}}
	}
	date := func(age int64) person { return person{dates: map[string]int64{"trial_end": age}} }
	for _, c := range []struct {
		text string
		who  person
		want bool
	}{
		{`last("Visited") < 30d`, visited(30*day - 1), true},
		{`last("Visited") < 30d`, visited(30 * day), false},
		{`last("Visited") <= 30d`, visited(30 * day), true},
		{`last("Visited") < 30d`, person{}, false},
		{`last("Visited") > 30d`, person{}, false},
		{`last("Visited") >= 0d`, person{}, false},
		{`not last("Visited") < 30d`, person{}, true},
		{`last("Visited") < 1d`, visited(5*day, 3, 9*day), true},
		{`count("Visited", 1d) = 1`, visited(0, day), true},
		{`count("Visited", 1d) = 2`, visited(0, day-1), true},
		{`count("Visited") = 2`, visited(0, 999*day), true},
		{`never("Visited")`, visited(999 * day), false},
		{`never("Visited")`, person{}, true},
		{`since("Trial end") >= 0s`, date(0), true},
		{`until("Trial end") <= 0s`, date(0), true},
		{`since("Trial end") >= 0s`, date(-1), false},
		{`since("Trial end") < 3d`, date(-5 * day), false},
		{`until("Trial end") <= 3d`, date(-3 * day), true},
		{`until("Trial end") < 3d`, date(-3 * day), false},
		{`until("Trial end") < 3d`, date(1), false},
		{`until("Trial end") < 3d or since("Trial end") < 3d`, person{}, false},
		{`property("Staff") < 5 or property("Staff") >= 5 or property("Staff") = 5`, person{}, false},
		{`property("Staff") != 5`, person{}, true},
		{`property("Plan") = "pro"`, person{}, false},
		{`property("Plan") != "pro"`, person{}, true},
		{`pay_grade <= "B"`, person{grade: 2}, true},
		{`pay_grade <= "B"`, person{grade: 3}, false},
		{`pay_grade in ("A", "E")`, person{grade: 5}, true},
		{`score > 20`, person{points: map[string]float64{"lead": 20.5}}, true},
		{`score("Fit") > 20`, person{points: map[string]float64{"lead": 30}}, false},
		{`never(opened("Welcome"))`, person{events: map[Ref][]int64{{Kind: ClickedMessage, ID: "welcome"}: {1}}}, true},
		{`last(clicked("Welcome")) < 1s`, person{events: map[Ref][]int64{{Kind: ClickedMessage, ID: "welcome"}: {1}}}, true},
		{`true and not false`, person{}, true},
	} {
		if got := Eval(mustRead(t, c.text), c.who); got != c.want {
			t.Errorf("%s is %v for %+v", c.text, got, c.who)
		}
	}
}

func TestReferencesListsEachRecordOnce(t *testing.T) {
	t.Parallel()
	x := mustRead(t, `known("E-mail") and (last("Visited") < 3d or count("visited") > 2) and persona in ("Investor", "partner")
		and last(opened) < 3d and score > 1 and language = "ru" and opened("Welcome") and never("Paid")`)
	var got []string
	for _, ref := range References(x) {
		record, ok := ref.Record()
		if !ok {
			record = journey.Ref{Kind: "-", ID: journey.ID(ref.ID)}
		}
		got = append(got, string(record.Kind)+"/"+string(record.ID))
	}
	want := "channel/email event/visited persona/investor persona/partner -/ score/lead -/ru step/welcome step/paid"
	if strings.Join(got, " ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, " "), want)
	}
}

func TestInlineReplacesSegmentsByTheirRules(t *testing.T) {
	t.Parallel()
	segments := map[string]Expr{
		"engaged": mustRead(t, `known("email") and not in_segment("Idle")`),
		"idle":    mustRead(t, `last("Visited") > 30d`),
	}
	got, err := Inline(mustRead(t, `in_segment("Engaged") and in_segment("Idle")`), func(id string) Expr { return segments[id] })
	if err != nil {
		t.Fatal(err)
	}
	want := `known("email") and not last("Visited") > 30d and last("Visited") > 30d`
	if Format(got, English) != want {
		t.Errorf("got %s", Format(got, English))
	}
	segments["idle"] = mustRead(t, `score > 3 or in_segment("Engaged")`)
	text := `score > 1 and in_segment("Engaged")`
	_, err = Inline(mustRead(t, text), func(id string) Expr { return segments[id] })
	if err == nil || err.Code != "rule.segment_cycle" || err.Args["Path"] != "Engaged → Idle → Engaged" || text[err.Start:err.End] != `in_segment("Engaged")` {
		t.Errorf("circle: %v", err)
	}
}

// Renaming a record must keep every rule's meaning and leave the rest of the text as it was typed.
func TestRenamedKeepsMeaningAndTheRestOfTheText(t *testing.T) {
	t.Parallel()
	before, after := sample(), sample()
	after.Events[0].Name = `Came "home"`
	after.Personas[1].Name = "Investor" // now two personas are called so
	after.Properties[3].Name.Name = "Webinar"
	text := "Last( «Visited» )<30d  and never('visited') AND persona in (\"Investor\", \"Partner\")\n and since(\"Trial end\") > 1d and language = \"ru\""
	want := "Last( \"Came \\\"home\\\"\" )<30d  and never('visited') AND persona in (\"investor\", \"partner\")\n and since(\"trial_end\") > 1d and language = \"ru\""
	got := Renamed(text, before, after)
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	old, errs := Read(text, before)
	renamed, more := Read(got, after)
	if len(errs)+len(more) > 0 || !Same(old, renamed) {
		t.Errorf("the meaning changed: %v %v", errs, more)
	}
	for _, broken := range []string{`known("`, `never("Nothing")`} {
		if Renamed(broken, before, after) != broken {
			t.Errorf("%q was changed", broken)
		}
	}
}

func TestVocabularyOfAMapListsWhatRulesCanAskFor(t *testing.T) {
	t.Parallel()
	m := &journey.Map{
		Settings: &journey.Settings{Languages: []string{"en"}},
		Personas: []*journey.Persona{{ID: "p", Name: "P", Languages: []journey.Weighted{{Value: "en"}, {Value: "ru"}}}},
		Events:   []*journey.Event{{ID: "e", Name: "Order"}},
		Channels: []*journey.Channel{{ID: "c", Name: "E-mail"}},
		Segments: []*journey.Segment{{ID: "s", Name: "S"}},
		Scores:   []*journey.Score{{ID: "sc", Name: "Score"}},
		Steps: []*journey.Step{
			{ID: "in", Kind: journey.StepEntry, Name: "Ads", Entry: &journey.Entry{}},
			{ID: "g1", Kind: journey.StepGoal, Name: "Order", Goal: &journey.Goal{Event: "e"}},
			{ID: "g2", Kind: journey.StepGoal, Name: "Renewal", Goal: &journey.Goal{}},
			{ID: "m", Kind: journey.StepMessage, Name: "Hello", Message: &journey.Message{}},
			{ID: "u", Kind: journey.StepUpdate, Name: "U", Update: &journey.Update{Changes: []journey.Change{{Kind: journey.ChangeMark, Value: "called"}}}},
		},
		Properties: []*journey.Property{{ID: "pl", Name: "Plan", Type: journey.PropertyChoice, Choices: []string{"pro"}}},
		NamedDates: []*journey.NamedDate{{ID: "d", Name: "Webinar"}},
		Topics:     []*journey.Topic{{ID: "t", Name: "News"}},
	}
	text := `persona = "P" and never("Order") and never("Renewal") and known("E-mail") and in_segment("S") and score > 1 and entry = "Ads"
		and opened("Hello") and mark("called") and property("Plan") = "pro" and until("Webinar") < 1d and subscribed("News") and language in ("en", "ru")`
	if _, errs := Read(text, VocabularyOf(m)); len(errs) > 0 {
		t.Error(errs)
	}
}
