package text

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"rehearse/assets"
	"rehearse/journey"
)

func TestEveryFileOfSentencesReads(t *testing.T) {
	t.Parallel()
	for _, l := range Languages() {
		files := assets.TextFiles(l.Code)
		if len(files) == 0 {
			t.Errorf("no sentences in %s", l.Code)
		}
		for _, f := range files {
			if _, err := readMessages(f); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestLanguageIsMatchedFromTheEnvironmentsWish(t *testing.T) {
	t.Parallel()
	for wish, want := range map[string]string{"ru_RU.UTF-8": "ru", "ru": "ru", "en_GB": "en", "C": "en", "": "en", "de_DE.UTF-8": "en"} {
		if got := Match(wish); got != want {
			t.Errorf("Match(%q) = %q, want %q", wish, got, want)
		}
	}
}

func TestProblemNamesItsPlaceInTheUsersLanguage(t *testing.T) {
	t.Parallel()
	p := journey.Problem{Code: "text.unexpected", Args: journey.Args{"Error": "E"}, Record: journey.Ref{Kind: journey.KindStep, ID: "cart"}, Field: "name", Line: 3, Column: 7}
	got := New("ru").Problem(p)
	for _, want := range []string{"строка 3, столбец 7", "шаг cart", "name", "E"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q lacks %q", got, want)
		}
	}
	wrapped := fmt.Errorf("open: %w", p)
	if got := New("en").Error(wrapped); !strings.Contains(got, "step cart") {
		t.Errorf("a wrapped problem lost its place: %q", got)
	}
	if got := New("en").Error(errors.New("boom")); !strings.Contains(got, "boom") {
		t.Errorf("an unexpected error lost its cause: %q", got)
	}
}

func TestUnknownSentenceShowsItsIDAndArguments(t *testing.T) {
	t.Parallel()
	if got := New("en").T("no.such", journey.Args{"A": 1}); got != "no.such A=1" {
		t.Errorf("got %q", got)
	}
}

func TestNumbersFollowTheLanguage(t *testing.T) {
	t.Parallel()
	en, ru := New("en"), New("ru")
	for _, c := range []struct{ got, want string }{
		{en.Int(1234567), "1,234,567"}, {ru.Int(1234567), "1\u202f234\u202f567"}, {ru.Int(1234), "1234"}, {en.Int(-5), "−5"},
		{en.Percent(0.0333), "3.33%"}, {ru.Percent(0.0333), "3,33\u00a0%"}, {en.Percent(0.0005), "0.05%"}, {en.Percent(1), "100%"}, {en.Percent(0), "0%"},
		{en.Percent(0.00996), "1%"},
		{en.Money(26671_740000, "USD"), "$26,671.74"}, {ru.Money(26671_740000, "RUB"), "26\u202f671,74\u00a0₽"}, {en.Money(-5*journey.Unit, "CHF"), "−5\u00a0CHF"},
		{en.Duration(journey.Day + 3*journey.Hour + 5*journey.Minute), "1 d 3 h"}, {ru.Duration(45 * journey.Minute), "45 мин"}, {en.Duration(0), "0 s"},
		{en.Number(0.25), "0.25"}, {ru.Number(12.5), "12,5"}, {en.Number(1999), "1,999"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
