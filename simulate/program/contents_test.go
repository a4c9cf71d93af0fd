package program_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"rehearse/journey"
	"rehearse/simulate/program"
	"rehearse/simulate/trial"
)

// written is a map whose main flow sends these subjects and bodies, English and Russian, one after the other.
func written(contents ...[]journey.Content) *journey.Map {
	b := trial.New(30)
	b.Settings.Languages, b.Settings.FallbackLanguage = []string{"en", "ru"}, "en"
	b.Channel("email")
	b.Cohort("in", 1)
	chain := []journey.ID{"in"}
	for i, c := range contents {
		chain = append(chain, journey.ID(fmt.Sprintf("m%d", i)))
		b.Step(chain[i+1], "", &journey.Message{Channels: []journey.ID{"email"}, Contents: c})
	}
	b.Chain(chain...)
	return b.Done()
}

func en(subject, body string) []journey.Content {
	return []journey.Content{{Language: "en", Subject: subject, Body: body}}
}

// A and B share 3 stems of 4 ({your} means nothing), B and C 3 of 4 too, A and C 2 of 4: near, near, different. D is A to
// readers. In Russian the last two say one thing ("ваша корзина ждёт": {корзин, ждет}).
func TestContentsThatReadersTakeForOneHaveOneNumberAndNearIsNoEquivalence(t *testing.T) {
	t.Parallel()
	p, problems := program.Compile(written(
		en("Your red cart waits", ""), en("Your red cart still waits", ""), en("Your red cart, still there", ""), en("your RED cart is waiting!", ""),
		[]journey.Content{{Language: "en", Subject: "Hello"}, {Language: "ru", Subject: "Ваша корзина ждёт"}},
		[]journey.Content{{Language: "en", Subject: "Good bye"}, {Language: "ru", Subject: "{Имя}, корзина ждет"}},
	))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	number := func(message int) int32 { return p.Messages[message].Content[0] }
	if number(0) != number(3) || number(0) == number(1) || p.Messages[4].Content[1] != p.Messages[5].Content[1] || number(4) == number(5) {
		t.Errorf("numbers: %v", []any{number(0), number(1), number(3), p.Messages[4].Content, p.Messages[5].Content})
	}
	for _, c := range []struct {
		a, b int
		near bool
	}{{0, 1, true}, {1, 2, true}, {0, 2, false}, {4, 5, false}} {
		there, back := p.Contents.Near(number(c.a), number(c.b)), p.Contents.Near(number(c.b), number(c.a))
		if there != c.near || back != c.near {
			t.Errorf("%d and %d: near %v, and the other way round %v; want %v", c.a, c.b, there, back, c.near)
		}
	}
	if !p.CanRepeat(&p.Messages[4], &p.Messages[5]) || p.CanRepeat(&p.Messages[0], &p.Messages[2]) {
		t.Error("messages repeat each other when any language does, and only then")
	}
}

// BenchmarkCompileLetters compiles 300 letters in two languages, with bodies of sixty words and a footer all of them have.
func BenchmarkCompileLetters(b *testing.B) {
	words := strings.Fields(strings.Repeat("order delivery заказы доставка ", 40))
	footer := " You get this letter because you have an account with us. Change what you get in your settings, or write to our team."
	var contents [][]journey.Content
	for i := range 300 {
		one := slices.Clone(words[:60])
		for at := range one {
			one[at] += string(rune('a'+(i*7+at*13)%26)) + string(rune('a'+(i/26+at)%26))
		}
		body := strings.Join(one, " ") + footer
		contents = append(contents, []journey.Content{{Language: "en", Subject: body[:40], Body: body}, {Language: "ru", Subject: "Ещё " + body[:40], Body: "Письмо: " + body}})
	}
	m := written(contents...)
	for b.Loop() {
		if _, problems := program.Compile(m); len(problems) > 0 {
			b.Fatal(problems)
		}
	}
}
