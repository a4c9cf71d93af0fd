package layout_test

import (
	"testing"
	"unicode/utf8"

	"rehearse/journey/layout"
)

func TestALongRussianWordIsBrokenBetweenSyllables(t *testing.T) {
	t.Parallel()
	for word, want := range map[string][2]string{
		"Возвращается":    {"Возвра-", "щается"},
		"Регистрируется":  {"Регист-", "рируется"},
		"Осматривается":   {"Осматри-", "вается"},
		"Оформление":      {"Оформле-", "ние"},
		"объявление":      {"объявле-", "ние"},
		"Registration":    {"", "Registration"},
		"Всё":             {"", "Всё"},
		"взгляд":          {"", "взгляд"},
		"E-mail-рассылка": {"E-mail-", "рассылка"},
		"Премиум-аккаунт": {"Премиум-", "аккаунт"},
	} {
		begun, rest := layout.SplitWord(word, func(s string) bool { return utf8.RuneCountInString(s) <= 8 })
		if begun != want[0] || rest != want[1] {
			t.Errorf("%q is broken into %q and %q, not %q", word, begun, rest, want)
		}
	}
}
