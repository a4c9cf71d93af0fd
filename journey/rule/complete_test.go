package rule

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// The cursor is at ‹; the answer is what an editor shows there.
func TestCompleteOffersWhatCanStandThere(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		lang Lang
		want string
	}{
		{`kno‹`, English, `known`},
		{`изв‹`, English, `известен`},
		{`in‹`, English, `in_segment interest`},
		{`known‹`, English, `known`},
		{`known ‹`, English, `(`},
		{`known(‹`, English, `"E-mail" "SMS"`},
		{`known("s‹`, English, `"SMS"`},
		{`channel = ‹`, English, `"E-mail" "SMS" "Search"`},
		{`known("E-mail"‹`, English, `)`},
		{`known("E-mail") ‹`, English, `and or`},
		{`known("E-mail") ‹`, Russian, `и или`},
		{`(known("E-mail") ‹`, English, `and or )`},
		{`last(‹`, English, `received opened clicked "Visited" "Ordered" "Визит" "twin-1" "twin-2" "Paid"`},
		{`never(opened(‹`, English, `"Welcome" "Offer \"10 %\""`},
		{`last("Visited") ‹`, English, `< <= > >=`},
		{`last("Visited") < ‹`, Russian, `1ч 24ч 3д 7д 14д 30д 90д`},
		{`last("Visited") < 30‹`, English, `s m h d w`},
		{`last("Visited") < 30д‹`, English, `д`},
		{`score > 20‹`, English, `and or`},
		{`last("Visited") < 30 ‹`, English, `s m h d w`},
		{`subscribed(‹`, English, `"E-mail" "SMS" "Newsletter"`},
		{`since(‹`, English, `"Trial end" "Webinar"`},
		{`persona ‹`, English, `= != in`},
		{`persona in (‹`, English, `"Investor" "Partner" "Новичок"`},
		{`pay_grade ‹`, English, `= != in < <= > >=`},
		{`property("Plan") ‹`, English, `= != in`},
		{`property("Staff") ‹`, English, `= != < <= > >=`},
		{`property("VIP") ‹`, English, `and or`},
		{`property("Plan") = ‹`, English, `"free" "pro" "team"`},
		{`property("Plan") in ("pro", ‹`, English, `"free" "pro" "team"`},
		{`property("VIP") = ‹`, English, `true false`},
		{`score ‹`, English, `< <= > >= = !=`},
		{`language = "‹`, English, `"en" "ru"`},
		{`known) and ‹`, English, ``},
	} {
		at := strings.Index(c.text, "‹")
		var got []string
		for _, s := range Complete(strings.Replace(c.text, "‹", "", 1), at, sample(), c.lang) {
			got = append(got, s.Text)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, strings.Join(got, " "), c.want)
		}
	}
	inside := `never("Vis‹ited") and true`
	at := strings.Index(inside, "‹")
	text := strings.Replace(inside, "‹", "", 1)
	s := Complete(text, at, sample(), English)
	if len(s) != 1 || text[:s[0].Start]+s[0].Text+text[s[0].End:] != `never("Visited") and true` || s[0].Name.ID != "visited" {
		t.Errorf("inside a name: %+v", s)
	}
}

// Every suggestion must be acceptable where it is offered: cut a right text anywhere, take a suggestion,
// and no fault may lie before its end.
func TestSuggestionsAreAccepted(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := Format(drawExpr(t, 2), rapid.SampledFrom([]Lang{English, Russian}).Draw(t, "language"))
		at := rapid.IntRange(0, len(text)).Draw(t, "at")
		for _, s := range Complete(text[:at], at, sample(), English) {
			taken := text[:s.Start] + " " + s.Text
			if _, err := Parse(taken + " "); err != nil && err.Start < s.Start && err.Code != "rule.unclosed_parenthesis" && err.Code != "rule.duration_without_unit" {
				t.Fatalf("%q + %q: %v", text[:s.Start], s.Text, err)
			}
		}
	})
}
