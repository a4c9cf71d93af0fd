package rule

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// A rule may be written in English or in Russian: the same rule in both languages is one and the same.
func TestARuleIsTheSameInEnglishAndInRussian(t *testing.T) {
	t.Parallel()
	for english, russian := range map[string]string{
		`known("email") and last("visited") < 30d and count("ordered", 90d) = 0 and score > 20`: `известен("email") и последнее("visited") < 30 дней и число("ordered", 90 дней) = 0 и баллы > 20`,
		`persona in ("Investor") and language = "ru"`:                                           `персона в ("Investor") и язык = "ru"`,
		`pay_grade <= "B"`:                                       `платёжеспособность <= "B"`,
		`in_segment("Engaged")`:                                  `в_сегменте("Engaged")`,
		`mark("called")`:                                         `метка("called")`,
		`never("ordered")`:                                       `никогда("ordered")`,
		`allowed("sms") or not known("email")`:                   `разрешен("sms") или не известен("email")`,
		`subscribed("Newsletter") and property("VIP") = true`:    `подписан("Newsletter") и свойство("VIP") = истина`,
		`since("Trial end") >= 1d and until("Webinar") <= 3d`:    `прошло("Trial end") >= 1д и осталось("Webinar") <= 3д`,
		`interest >= 2 and entry = "Ads" and channel = "Search"`: `интерес >= 2 и вход = "Ads" и канал = "Search"`,
		`last(received) < 2w and count(opened("Welcome"), 36h) = 0 and never(clicked("Welcome"))`: `последнее(получено) < 2н и число(открыто("Welcome"), 36ч) = 0 и никогда(клик("Welcome"))`,
		`property("Plan") not in ("free", "pro") and property("Staff") >= 10.5`:                   `свойство("Plan") не в ("free"; "pro") и свойство("Staff") >= 10.5`,
	} {
		a, b := mustRead(t, english), mustRead(t, russian)
		if !Same(a, b) {
			t.Errorf("%s\n%s\nare read as\n%s\n%s", english, russian, Format(a, English), Format(b, English))
		}
	}
}

// pay_grade <= "B" is A or B; the last of what never happened is neither before nor after anything.
func TestTheSentencesAboutRulesAreTrue(t *testing.T) {
	t.Parallel()
	for grade := 1; grade <= 5; grade++ {
		who := person{grade: grade}
		either := Eval(mustRead(t, `pay_grade in ("A", "B")`), who)
		if got := Eval(mustRead(t, `pay_grade <= "B"`), who); got != either || got != (grade <= 2) {
			t.Errorf("grade %d: pay_grade <= \"B\" is %v", grade, got)
		}
	}
	for _, op := range []string{"<", "<=", ">", ">="} {
		for _, text := range []string{`last("visited") ` + op + ` 30d`, `последнее(открыто) ` + op + ` 0с`} {
			if Eval(mustRead(t, text), person{}) {
				t.Errorf("%s holds for somebody who never did", text)
			}
		}
	}
}

// The page for those who draw maps shows rules that are rules, and every word there is.
func TestThePageAboutRulesIsTrue(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../docs/how-to-map.md")
	if err != nil {
		t.Fatal(err)
	}
	_, page, _ := strings.Cut(string(data), "## Rules of segments and branches")
	page, _, _ = strings.Cut(page, "\n## ")
	parts := strings.Split(page, "```")
	if len(parts) != 3 {
		t.Fatalf("the section has %d blocks, want one", len(parts)/2)
	}
	for _, line := range strings.Split(strings.TrimSpace(parts[1]), "\n") {
		if _, err := Parse(line); err != nil {
			t.Errorf("%s: %v", line, err)
		}
	}
	tried := 0
	for _, code := range regexp.MustCompile("`([^`]*)`").FindAllStringSubmatch(parts[2], -1) {
		if !strings.ContainsAny(code[1], "(=<>") || strings.Contains(code[1], "…") || code[1] == "!=" {
			continue
		}
		tried++
		if _, err := Parse(code[1]); err != nil {
			t.Errorf("%s: %v", code[1], err)
		}
	}
	if tried < 20 {
		t.Errorf("only %d examples were tried", tried)
	}
	for _, row := range keywords {
		for _, word := range []string{row.english[0], row.russian[0]} {
			if !regexp.MustCompile("[`( ]" + word + "[`(), <>=]").MatchString(page) {
				t.Errorf("the page does not show the word %s", word)
			}
		}
	}
}
