package message

import (
	"slices"
	"strings"
	"testing"

	"rehearse/journey"
)

func bilingual() *journey.Map {
	m := journey.New("Test", "2026-01-05")
	m.Settings.Languages = []string{"en"}
	m.Channels = []*journey.Channel{{ID: "email", Medium: journey.MediumEmail}, {ID: "sms", Medium: journey.MediumSMS}}
	m.Properties = []*journey.Property{{ID: "plan", Name: "Plan", Type: journey.PropertyChoice, Choices: []string{"free", "pro"}, Default: "free"},
		{ID: "seats", Name: "Seats in use", Type: journey.PropertyNumber}}
	share := journey.Guess
	m.Personas = []*journey.Persona{
		{ID: "shop", Name: "Shop", Languages: []journey.Weighted{{Value: "en", Share: share(1)}}},
		{ID: "lavka", Name: "Лавка", Languages: []journey.Weighted{{Value: "ru", Share: share(1)}, {Value: "de", Share: share(0)}},
			Properties: []journey.PropertyMix{{Property: "plan", Values: []journey.Weighted{{Value: "free", Share: share(0.2)}, {Value: "pro", Share: share(0.8)}}},
				{Property: "seats", Low: 2, High: 6}}},
	}
	return m
}

// A tag is filled from the persona that reads the language: its usual plan is pro (0.8 against 0.2), its seats 4, the
// middle of 2 and 6. What is not on the map stays as it is and is named.
func TestTagsAreFilledFromAnExamplePersonOfTheLanguage(t *testing.T) {
	t.Parallel()
	m := bilingual()
	ru := Reader(m, "ru", 0)
	if ru.Persona.ID != "lavka" || !strings.ContainsAny(ru.Name, "абвгдеёжзийклмнопрстуфхцчшщъыьэюя") {
		t.Fatalf("%+v", ru)
	}
	first, _, _ := strings.Cut(ru.Name, " ")
	got := ru.Plain("{{first_name}}: {{ user.plan }}, {Seats in use}, {{product}}")
	if want := first + ": pro, 4, {{product}}"; got != want {
		t.Errorf("%s, not %s", got, want)
	}
	if unknown := ru.Unknown("{{product}} {{first_name}}", "{{product}}"); !slices.Equal(unknown, []string{"{{product}}"}) {
		t.Errorf("%v", unknown)
	}
	en := Reader(m, "en", 0)
	if en.Persona.ID != "shop" || en.Plain("{{plan}}") != "free" {
		t.Errorf("%+v reads %s", en, en.Plain("{{plan}}"))
	}
	if again := Reader(m, "en", 0); again.Name != en.Name {
		t.Errorf("%s is called %s the second time", en.Name, again.Name)
	}
	if other := Reader(m, "en", 1); other.Name == en.Name {
		t.Error("everybody is called the same")
	}
}

func TestAMessageShouldBeInTheLanguagesOfTheMapAndItsPersonas(t *testing.T) {
	t.Parallel()
	m := bilingual()
	msg := &journey.Message{Contents: []journey.Content{{Language: "fr"}}}
	if got := Languages(m, msg); !slices.Equal(got, []string{"en", "ru", "fr"}) {
		t.Errorf("%v", got)
	}
	if got := Languages(journey.New("x", "2026-01-05"), &journey.Message{}); len(got) == 0 {
		t.Error("a map without languages cannot be written for")
	}
}

func TestWritingMakesALanguageAndCopyingStartsOne(t *testing.T) {
	t.Parallel()
	msg := &journey.Message{}
	Write(msg, "en", Body, "")
	if len(msg.Contents) != 0 {
		t.Fatal("nothing written made a language")
	}
	Write(msg, "en", Subject, "Hello")
	Write(msg, "en", Calls, "Buy\n\nLook")
	Copy(msg, "en", "ru")
	Write(msg, "ru", Subject, "Привет")
	if In(msg, "en").Subject != "Hello" || In(msg, "ru").Subject != "Привет" || len(In(msg, "ru").Calls) != 2 {
		t.Fatalf("%+v", msg.Contents)
	}
	Copy(msg, "en", "ru")
	if In(msg, "ru").Subject != "Привет" {
		t.Error("what was written is lost")
	}
	In(msg, "ru").Calls[0] = "Купить"
	if In(msg, "en").Calls[0] != "Buy" {
		t.Error("both languages share their calls")
	}
	Remove(msg, "ru")
	if In(msg, "ru") != nil || len(msg.Contents) != 1 {
		t.Errorf("%+v", msg.Contents)
	}
}

func TestAChannelHasItsFieldsAndNothingWrittenIsOutOfSight(t *testing.T) {
	t.Parallel()
	names := func(list []Allowance) string {
		var s []string
		for _, a := range list {
			s = append(s, string(a.Field))
		}
		return strings.Join(s, " ")
	}
	for want, media := range map[string][]journey.ChannelMedium{
		"subject preheader body calls link": {journey.MediumEmail},
		"body link":                         {journey.MediumSMS},
		"subject body calls link":           {journey.MediumSMS, journey.MediumPush},
		"body":                              {journey.MediumCall},
	} {
		if got := names(FieldsOf(media)); got != want {
			t.Errorf("%v: %s", media, got)
		}
	}
	if got := names(FieldsOf([]journey.ChannelMedium{journey.MediumSMS}, journey.Content{Subject: "Kept"})); got != "body link subject" {
		t.Errorf("%s", got)
	}
}

func TestATextIsCutBetweenWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		most int
		want string
		cut  bool
	}{{"short", 10, "short", false}, {"one two three four", 12, "one two…", true}, {"onetwothreefour", 8, "onetwot…", true}, {"any  length\nof it", 0, "any length of it", false}} {
		if got, cut := Cut(c.text, c.most); got != c.want || cut != c.cut {
			t.Errorf("%q: %q %v", c.text, got, cut)
		}
	}
}
