package rule

import (
	"encoding/json"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"rehearse/assets"
	"rehearse/journey"
)

// The canonical text of each rule in both languages; reading it again must give the same rule.
func TestARulePrintsCanonicallyInBothLanguages(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, english, russian string }{
		{`known("email") and last("visited") < 30d and count("ordered", 90d) = 0 and score > 20`,
			`known("email") and last("visited") < 30d and count("ordered", 90d) = 0 and score > 20`,
			`известен("email") и последнее("visited") < 30д и число("ordered", 90д) = 0 и баллы > 20`},
		{`persona in ("Investor") and language = "ru"`, `persona = "Investor" and language = "ru"`, `персона = "Investor" и язык = "ru"`},
		{`Персона НЕ В («Investor»; 'Новичок')`, `persona not in ("Investor", "Новичок")`, `персона не в ("Investor", "Новичок")`},
		{`pay_grade<="b"`, `pay_grade <= "B"`, `платёжеспособность <= "B"`},
		{`платежеспособность в ("A", "C")`, `pay_grade in ("A", "C")`, `платёжеспособность в ("A", "C")`},
		{`not pay_grade = "E"`, `pay_grade != "E"`, `платёжеспособность != "E"`},
		{`в_сегменте("Engaged") или метка("called")`, `in_segment("Engaged") or mark("called")`, `в_сегменте("Engaged") или метка("called")`},
		{`never ( "ordered" )`, `never("ordered")`, `никогда("ordered")`},
		{`((known("email")) and (known("sms") and allowed("sms")))`, `known("email") and known("sms") and allowed("sms")`,
			`известен("email") и известен("sms") и разрешён("sms")`},
		{`known("email") or known("sms") and not (score > 5 or interest >= 2)`, `known("email") or known("sms") and not (score > 5 or interest >= 2)`,
			`известен("email") или известен("sms") и не (баллы > 5 или интерес >= 2)`},
		{`(known("email") or known("sms")) and true`, `(known("email") or known("sms")) and true`, `(известен("email") или известен("sms")) и истина`},
		{`property("Plan") <> "pro"`, `property("Plan") != "pro"`, `свойство("Plan") != "pro"`},
		{`property("Staff") ≥ 10.50`, `property("Staff") >= 10.5`, `свойство("Staff") >= 10.5`},
		{`property("Staff") > -3`, `property("Staff") > -3`, `свойство("Staff") > -3`},
		{`property("VIP") = yes or свойство("VIP") = нет`, `property("VIP") or property("VIP") = false`, `свойство("VIP") или свойство("VIP") = ложь`},
		{`since("Trial end") >= 1 day and осталось("Webinar") <= 36 часов`, `since("Trial end") >= 1d and until("Webinar") <= 36h`,
			`прошло("Trial end") >= 1д и осталось("Webinar") <= 36ч`},
		{`score("Fit") != 0.5 and interest("Fit") = 4`, `score("Fit") != 0.5 and interest("Fit") = 4`, `баллы("Fit") != 0.5 и интерес("Fit") = 4`},
		{`opened("Welcome") and last(opened) < 90d and never(clicked("Welcome")) and count(received, 1w) < 3`,
			`opened("Welcome") and last(opened) < 90d and never(clicked("Welcome")) and count(received, 1w) < 3`,
			`открыто("Welcome") и последнее(открыто) < 90д и никогда(клик("Welcome")) и число(получено, 1н) < 3`},
		{`count(clicked("Offer \"10 %\"")) >= 1`, `clicked("Offer \"10 %\"")`, `клик("Offer \"10 %\"")`},
		{`not not subscribed("Newsletter")`, `not not subscribed("Newsletter")`, `не не подписан("Newsletter")`},
		{`last("Paid") > 90s and last("Paid") < 5m`, `last("Paid") > 90s and last("Paid") < 5m`, `последнее("Paid") > 90с и последнее("Paid") < 5м`},
		{`entry = "Ads" and channel != "Search"`, `entry = "Ads" and channel != "Search"`, `вход = "Ads" и канал != "Search"`},
	} {
		x := mustRead(t, c.text)
		for lang, want := range map[Lang]string{English: c.english, Russian: c.russian} {
			got := Format(x, lang)
			if got != want {
				t.Errorf("Format(%q, %s)\n got %s\nwant %s", c.text, lang, got, want)
			}
			if !Same(mustRead(t, got), x) {
				t.Errorf("reading %q again gives another rule", got)
			}
		}
	}
}

// faults is every fault with a text that has it, the place marked by «» in the text.
var faults = []struct{ code, text string }{
	{"rule.empty", ` ‹›`},
	{"rule.too_long", strings.Repeat(" ", MaxBytes) + "‹a›"},
	{"rule.not_utf8", "known(\"‹\xff›\")"},
	{"rule.too_deep", strings.Repeat("(", MaxDepth) + "‹(›true"},
	{"rule.unexpected_character", `score > 2 ‹&›& true`},
	{"rule.unclosed_name", `known(‹"email)›`},
	{"rule.number_form", `score > ‹5.›`},
	{"rule.number_too_large", `score > ‹1234567890123456›`},
	{"rule.decimal_comma", `score > 2‹,›5`},
	{"rule.unclosed_parenthesis", `‹(›score > 2`},
	{"rule.unopened_parenthesis", `score > 2‹)›`},
	{"rule.expected_condition", `score > 2 and ‹or› true`},
	{"rule.expected_condition_at_end", `score > 2 and‹›`},
	{"rule.expected_and_or", `score > 2 ‹score› > 1`},
	{"rule.expected_open", `known ‹"email"›`},
	{"rule.expected_open_at_end", `known‹›`},
	{"rule.expected_close", `known("email" ‹and› true`},
	{"rule.expected_close_at_end", `known("email"‹›`},
	{"rule.expected_name", `known(‹email›)`},
	{"rule.expected_name_at_end", `known(‹›`},
	{"rule.expected_number", `score > ‹"20"›`},
	{"rule.expected_number_at_end", `score >‹›`},
	{"rule.expected_duration", `last("visited") < ‹"30d"›`},
	{"rule.expected_duration_at_end", `last("visited") <‹›`},
	{"rule.expected_operator", `score ‹20›`},
	{"rule.expected_operator_at_end", `score‹›`},
	{"rule.expected_choice_operator", `persona ‹"Investor"›`},
	{"rule.expected_choice_operator_at_end", `persona‹›`},
	{"rule.expected_list", `persona in ‹"Investor"›`},
	{"rule.expected_list_at_end", `persona in‹›`},
	{"rule.expected_value", `property("Plan") = ‹pro›`},
	{"rule.expected_value_at_end", `property("Plan") =‹›`},
	{"rule.duration_without_unit", `last("visited") < ‹30›`},
	{"rule.unknown_unit", `last("visited") < 3‹months›`},
	{"rule.duration_not_whole", `last("visited") < ‹1.5d›`},
	{"rule.duration_too_long", `last("visited") < ‹99999d›`},
	{"rule.empty_window", `count("visited", ‹0d›) = 0`},
	{"rule.not_a_duration", `score > ‹30d›`},
	{"rule.exact_moment", `last("visited") ‹=› 3d`},
	{"rule.count_not_whole", `count("visited") > ‹-1›`},
	{"rule.interest_level", `interest >= ‹5›`},
	{"rule.in_needs_names", `score ‹in› ("20")`},
	{"rule.no_order", `persona ‹<› "Investor"`},
	{"rule.no_order", `property("VIP") ‹>› true`},
	{"rule.ambiguous_name", `never(‹"Twin"›)`},
	{"rule.unknown_word", `‹wibblewobble›("email")`},
	{"rule.unknown_word_hint", `‹knwon›("email")`},
	{"rule.unknown_word_hint", `‹избестен›("email")`},
	{"rule.unknown_event", `never(‹"Exploded"›)`},
	{"rule.unknown_event_hint", `never(‹"Visitde"›)`},
	{"rule.unknown_message", `opened(‹"Birthday"›)`},
	{"rule.unknown_message_hint", `opened(‹"Welcom"›)`},
	{"rule.unknown_channel", `known(‹"Pigeon"›)`},
	{"rule.unknown_channel_hint", `channel = ‹"Serch"›`},
	{"rule.unknown_subscription", `subscribed(‹"Birthday"›)`},
	{"rule.unknown_subscription_hint", `subscribed(‹"Newsletters"›)`},
	{"rule.unknown_persona", `persona in ("Investor", ‹"Bystander"›)`},
	{"rule.unknown_persona_hint", `persona = ‹"Partners"›`},
	{"rule.unknown_entry", `entry = ‹"Radio"›`},
	{"rule.unknown_entry_hint", `entry = ‹"Bolg"›`},
	{"rule.unknown_segment", `in_segment(‹"Sleepers"›)`},
	{"rule.unknown_segment_hint", `in_segment(‹"Engagde"›)`},
	{"rule.unknown_property", `property(‹"Shoe size"›) > 3`},
	{"rule.unknown_property_hint", `property(‹"Stuff"›) > 3`},
	{"rule.unknown_date", `since(‹"Christmas"›) > 3d`},
	{"rule.unknown_date_hint", `since(‹"Webinars"›) > 3d`},
	{"rule.unknown_score", `score(‹"Loyalty"›) > 3`},
	{"rule.unknown_score_hint", `score(‹"Leads"›) > 3`},
	{"rule.unknown_mark", `mark(‹"blue"›)`},
	{"rule.unknown_mark_hint", `mark(‹"caled"›)`},
	{"rule.unknown_language", `language = ‹"klingon"›`},
	{"rule.unknown_language_hint", `language = ‹"русский"›`},
	{"rule.unknown_choice", `property("Plan") = ‹"gold"›`},
	{"rule.unknown_choice_hint", `property("Plan") in ("pro", ‹"teams"›)`},
	{"rule.unknown_grade", `pay_grade <= ‹"F"›`},
	{"rule.property_is_choice", `property(‹"Plan"›) > 3`},
	{"rule.property_is_number", `property(‹"Staff"›) = "3"`},
	{"rule.property_is_yes_no", `property(‹"VIP"›) = "yes"`},
	{"rule.property_is_date", `property(‹"Trial end"›) > 3`},
}

// unmark takes the marks of the expected place out of a text.
func unmark(text string) (string, Span) {
	start := strings.Index(text, "‹")
	text = strings.Replace(text, "‹", "", 1)
	end := strings.Index(text, "›")
	return strings.Replace(text, "›", "", 1), Span{start, end}
}

// A fault must be named, point at its place and have a sentence in both languages that needs no argument
// it does not get.
func TestEveryFaultIsNamedPlacedAndExplained(t *testing.T) {
	t.Parallel()
	english, russian := sentences(t, "en"), sentences(t, "ru")
	reached := map[string]bool{}
	explain := func(err *Error) {
		t.Helper()
		reached[err.Code] = true
		for language, texts := range map[string]map[string]string{"en": english, "ru": russian} {
			sentence, ok := texts[err.Code]
			if !ok {
				t.Errorf("%s has no sentence in %s", err.Code, language)
			}
			for _, argument := range regexp.MustCompile(`{{\.(\w+)}}`).FindAllStringSubmatch(sentence, -1) {
				if _, ok := err.Args[argument[1]]; !ok {
					t.Errorf("%s: the sentence in %s uses %s, which %v lacks", err.Code, language, argument[1], err.Args)
				}
			}
		}
	}
	vocabulary := sample()
	vocabulary.Languages = append(vocabulary.Languages, "русски")
	for _, c := range faults {
		text, place := unmark(c.text)
		x, errs := Read(text, vocabulary)
		if len(errs) == 0 || x != nil {
			t.Errorf("%q is accepted: %v", text, x)
			continue
		}
		if err := errs[0]; err.Code != c.code || err.Span != place {
			t.Errorf("%.80q\n got %v\nwant %s at %d-%d", text, err, c.code, place.Start, place.End)
		}
		explain(errs[0])
	}
	_, errs := Read("score > 1", &Vocabulary{})
	explain(errs[0])
	loop := func(string) Expr { return mustRead(t, `in_segment("Engaged") and true`) }
	_, err := Inline(loop(""), loop)
	explain(err)
	_, err = Inline(doubling(20), func(id string) Expr { return doubling(len(id) - 1) })
	explain(err)

	for _, texts := range []map[string]string{english, russian} {
		for code := range texts {
			// "The text ends after a whole condition" cannot happen, but every expectation has both sentences.
			if !reached[code] && code != "rule.expected_and_or_at_end" && !strings.HasPrefix(code, "rule.form.") {
				t.Errorf("%s has a sentence but no text that leads to it", code)
			}
		}
	}
}

// doubling is a rule that asks twice for a segment whose ID is n letters long.
func doubling(n int) Expr {
	if n <= 0 {
		return &Const{Value: true}
	}
	in := &Is{Fact: InSegment, Of: Ref{Kind: SegmentName, ID: strings.Repeat("s", n), Name: "S"}}
	return All(in, &Not{X: in})
}

func sentences(t *testing.T, language string) map[string]string {
	t.Helper()
	data, err := fs.ReadFile(assets.Texts(), "text/"+language+"/rule.json")
	if err != nil {
		t.Fatal(err)
	}
	var texts map[string]string
	if err := json.Unmarshal(data, &texts); err != nil {
		t.Fatal(err)
	}
	return texts
}

func TestCheckReportsEveryWrongNameAtOnce(t *testing.T) {
	t.Parallel()
	_, errs := Read(`known("x1") and (never("x2") or not persona in ("x3", "x4"))`, sample())
	var names []string
	for _, err := range errs {
		names = append(names, err.Args["Name"].(string))
	}
	if !slices.Equal(names, []string{"x1", "x2", "x3", "x4"}) {
		t.Errorf("faults for %v, want x1 to x4", names)
	}
}

// Names mean records by name, then by ID, then by name in another case; the ID is what the engine gets.
func TestNamesResolveByNameThenIDThenCase(t *testing.T) {
	t.Parallel()
	v := &Vocabulary{Events: []Name{{"a", "b"}, {"b", "c"}, {"d", "Ёлка"}, {"e", "B"}, {"f", "X"}, {"g", "x "}}}
	for text, want := range map[string]string{"b": "a", "a": "a", "c": "b", "елка": "d", "ЁЛКА": "d", "B": "e", "X": "f", " X": ""} {
		x, errs := Read(`never("`+text+`")`, v)
		got := ""
		if len(errs) == 0 {
			got = x.(*Is).Of.ID
		}
		if got != want {
			t.Errorf("%q means %q, want %q (%v)", text, got, want, errs)
		}
	}
}

func TestAFaultBecomesAProblemWithLineAndColumn(t *testing.T) {
	t.Parallel()
	text := "известен(\"email\")\n  и балы > 3"
	_, err := Parse(text)
	p := err.Problem(journey.Ref{Kind: journey.KindSegment, ID: "s"}, "rule", text)
	if p.Code != "rule.unknown_word_hint" || p.Line != 2 || p.Column != 5 || p.Record.ID != "s" || p.Args["Suggestion"] != "баллы" {
		t.Errorf("got %+v", p)
	}
}

func TestKeywordsAreUnambiguous(t *testing.T) {
	t.Parallel()
	n := 0
	for i, row := range keywords {
		if row.keyword != keyword(i+1) {
			t.Errorf("row %d of the keywords is out of order", i)
		}
		n += len(row.english) + len(row.russian)
	}
	if n != len(keywordBySpelling) {
		t.Errorf("%d spellings but %d different words: two keywords share one", n, len(keywordBySpelling))
	}
	for word := range maps.Keys(unitBySpelling) {
		if _, clash := keywordBySpelling[word]; clash {
			t.Errorf("%q is a unit and a keyword", word)
		}
	}
}
