package phrase

import (
	"strings"
	"testing"

	"rehearse/journey"
	"rehearse/journey/rule"
	"rehearse/ui/text"
)

func vocabulary() *rule.Vocabulary {
	name := func(id, called string) rule.Name { return rule.Name{ID: id, Name: called} }
	return &rule.Vocabulary{
		Events: []rule.Name{name("visited", "Visited")}, Messages: []rule.Name{name("welcome", "Welcome")},
		Channels: []rule.Name{name("email", "E-mail")}, Personas: []rule.Name{name("investor", "Investor"), name("partner", "Partner")},
		Segments: []rule.Name{name("idle", "Idle")}, NamedDates: []rule.Name{name("webinar", "Webinar")},
		Properties: []rule.Property{{Name: name("plan", "Plan"), Type: journey.PropertyChoice, Choices: []string{"pro", "team"}},
			{Name: name("staff", "Staff"), Type: journey.PropertyNumber}, {Name: name("vip", "VIP"), Type: journey.PropertyYesNo}},
		Scores: []rule.Score{{Name: name("lead", "Lead")}}, Marks: []string{"called"}, Languages: []string{"en", "ru"},
	}
}

func TestARuleIsSaidInWords(t *testing.T) {
	t.Parallel()
	for source, want := range map[string][2]string{
		`persona in ("Investor", "Partner") and last("Visited") < 30d`: {
			"the persona is “Investor” or “Partner”, and “Visited” last happened less than 30 days ago",
			"персона — «Investor» или «Partner», и «Visited» — в последний раз меньше чем 30 дней назад"},
		`known("email") and (score > 20.5 or count(opened, 7d) >= 2)`: {
			"the address for “E-mail” is known, and (the score is more than 20.5, or opening a message happened at least 2 times within the last 7 days)",
			"адрес в канале «E-mail» известен, и (баллы — больше чем 20,5, или открытие сообщения — не меньше чем 2 раза за последние 7 дней)"},
		`not last("Visited") < 1d`: {
			"it is not so that “Visited” last happened less than 1 day ago",
			"неверно, что «Visited» — в последний раз меньше чем 1 день назад"},
		`count("Visited", 90d) = 0`: {"“Visited” has not happened within the last 90 days", "«Visited» — ни разу за последние 90 дней"},
		`clicked("Welcome")`:        {"a click in “Welcome” has happened so far", "клик в «Welcome» — хотя бы раз за всё время"},
		`pay_grade <= "B" and property("plan") != "pro"`: {
			"the pay grade is at least as good as B, and “Plan” is not “pro”", "платёжеспособность — не ниже, чем B, и «Plan» — не «pro»"},
		`language = "ru" and property("VIP") and not mark("called")`: {
			"the language is ru, and “VIP” is yes, and the person does not have the mark “called”",
			"язык — ru, и «VIP» — да, и нет метки «called»"},
		`until("Webinar") <= 1w or true`: {"“Webinar” is at most 1 week away, or everybody fits", "до даты «Webinar» осталось не больше чем 1 неделя, или подходят все"},
	} {
		x, faults := rule.Read(source, vocabulary())
		if len(faults) > 0 {
			t.Fatalf("%s: %v", source, faults)
		}
		for i, language := range []string{"en", "ru"} {
			if got := Rule(text.New(language), vocabulary(), x); got != want[i] {
				t.Errorf("%s\n got %s\nwant %s", source, got, want[i])
			}
		}
	}
}

// No question may be said by its message id, plain or turned round, in either language.
func TestEveryQuestionHasWords(t *testing.T) {
	t.Parallel()
	for _, language := range []string{"en", "ru"} {
		p := text.New(language)
		for _, q := range rule.Questions() {
			row, ok := q.Row(vocabulary())
			if !ok {
				row = rule.Row{Question: q.ID, Of: rule.Ref{Name: "X"}, Values: []rule.Ref{{Name: "X"}}, Number: 1}
			}
			for _, negated := range []bool{false, true} {
				row.Negated = negated
				for _, op := range append(q.Ops, rule.Less) {
					row.Op = op
					if said := Row(p, vocabulary(), row); said == "" || strings.Contains(said, "phrase.") || strings.Contains(said, "<no value>") {
						t.Errorf("%s: %s", q.ID, said)
					}
					if said := Op(p, q, op, negated); said == "" || strings.Contains(said, "phrase.") {
						t.Errorf("%s: %s", q.ID, said)
					}
				}
			}
		}
	}
}
