package overlay

import (
	"context"
	"strings"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
	"rehearse/ui/text"
)

// Half of a persona has an address for e-mail and four fifths of these consent: 40 %; a quarter has a telephone number and
// all of these consent. By either: 1 − 0.6 × 0.75 = 55 %. A transactional letter needs the address alone: 1 − 0.5 × 0.75.
func TestReachIsWhoHasAnAddressAndConsentOnAnyChannel(t *testing.T) {
	t.Parallel()
	p := &journey.Persona{Channels: []journey.Reach{
		{Channel: "email", Known: journey.Guess(0.5), Allowed: journey.Guess(0.8)},
		{Channel: "sms", Known: journey.Guess(0.25), Allowed: journey.Guess(1)},
	}}
	for _, c := range []struct {
		message journey.Message
		want    float64
	}{
		{journey.Message{Channels: []journey.ID{"email"}}, 0.4},
		{journey.Message{Channels: []journey.ID{"email", "sms"}}, 0.55},
		{journey.Message{Channels: []journey.ID{"email", "sms"}, Class: journey.ClassTransactional}, 0.625},
		{journey.Message{Channels: []journey.ID{"letter"}}, 0},
	} {
		if got := Reaches(&journey.Map{}, p, &c.message); got < c.want-1e-12 || got > c.want+1e-12 {
			t.Errorf("%v reaches %v, not %v", c.message.Channels, got, c.want)
		}
	}
}

func TestPeopleReadTheLanguageMostOfThemSpeakElseTheFallback(t *testing.T) {
	t.Parallel()
	m := &journey.Map{Settings: &journey.Settings{Languages: []string{"de", "en"}, FallbackLanguage: "en"}}
	p := &journey.Persona{Languages: []journey.Weighted{{Value: "en", Share: journey.Guess(0.4)}, {Value: "ru", Share: journey.Guess(0.6)}}}
	if got := LanguageOf(m, p); got != "ru" {
		t.Errorf("they read %s", got)
	}
	if got := LanguageOf(m, &journey.Persona{}); got != "de" {
		t.Errorf("who says nothing reads %s, not the map's first language", got)
	}
	message := &journey.Message{Contents: []journey.Content{{Language: "en", Subject: "Hello"}, {Language: "ru", Subject: "Привет"}}}
	for language, want := range map[string]string{"ru": "Привет", "en": "Hello", "fr": "Hello"} {
		if c := ContentIn(m, message, language); c == nil || c.Subject != want {
			t.Errorf("in %s they get %v", language, c)
		}
	}
	m.Settings.FallbackLanguage = ""
	if ContentIn(m, message, "fr") != nil {
		t.Error("without a fallback somebody gets words in another language")
	}
}

// The numbers are those of the persona: of Ann's people half go on to buy, of Bob's nobody, on whom the weight of the link
// to buying is 0.
func TestThroughTheEyesOfAPersonaTheNumbersAreItsOwn(t *testing.T) {
	t.Parallel()
	b := trial.New(10)
	b.Persona("bob", 0.5)
	b.Personas[0].ID, b.Personas[0].Name, b.Personas[0].Share = "ann", "Ann", journey.Guess(0.5)
	b.Step("door", "", &journey.Entry{Mode: journey.EntryCohort, People: 1000})
	b.Step("in", "", &journey.Touchpoint{})
	b.Step("buy", "", &journey.Goal{})
	b.Link("in", journey.PortOut, "buy")
	b.Link("door", journey.PortOut, "in")
	half := journey.Guess(1)
	b.Links[0].Weight = &half
	b.Links[0].Weights = []journey.WeightFor{{Persona: "bob", Weight: journey.Guess(0)}}
	m := b.Map
	result, err := simulate.Run(context.Background(), m, simulate.Spec{People: 1000, Seed: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	p := text.New("en")
	faded := Filter{Persona: "bob"}.Faded(m)
	if !faded["buy"] || faded["in"] {
		t.Errorf("bob cannot come to %v", faded)
	}
	ann, bob := Eyes(m, "ann", nil, result, false, p), Eyes(m, "bob", faded, result, false, p)
	if ann.Steps["buy"].People != ann.Steps["in"].People || ann.Steps["buy"].Share != "100%" {
		t.Errorf("ann: %+v", ann.Steps)
	}
	if bob.Steps["buy"].People != "0" || bob.Steps["in"].Drop == "" {
		t.Errorf("bob: %+v", bob.Steps)
	}
	link := m.Links[0].ID
	if ann.Links[link].Label != "100%" || ann.Links[link].Flow != 1 || bob.Links[link].Label != "0%" {
		t.Errorf("on the link: ann %+v, bob %+v", ann.Links[link], bob.Links[link])
	}
	figures := EyeFigures(m, "bob", result, p)
	if figures[1].Value != "0%" || !strings.Contains(figures[1].Under, "all people") {
		t.Errorf("the figures of bob: %+v", figures)
	}
	if said := Rehearsed(m, result, p); len(said["ann"]) != 2 || !strings.Contains(said["ann"][1], "100%") {
		t.Errorf("the cards say %v", said)
	}
}
