package rule

import "testing"

// Taking the first suggestion that is wanted again and again writes a whole rule.
func TestARuleIsWrittenBySuggestionsAlone(t *testing.T) {
	t.Parallel()
	write := func(lang Lang, wanted ...string) string {
		text, at := "", 0
		for _, want := range wanted {
			found := false
			for _, s := range Complete(text, at, sample(), lang) {
				if s.Text == want && !found {
					found = true
					text, at = s.Accept(text, sample(), lang)
				}
			}
			if !found {
				t.Fatalf("after %q there is no %s", text, want)
			}
		}
		return text
	}
	got := write(English, "known", `"E-mail"`, "and", "last", `"Visited"`, "<", "30d", "or", "not", "in_segment", `"Engaged"`)
	if want := `known("E-mail") and last("Visited") < 30d or not in_segment("Engaged")`; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	got = write(Russian, "персона", "=", `"Новичок"`, "или", "осталось", `"Webinar"`, "<=", "7д")
	if want := `персона = "Новичок" или осталось("Webinar") <= 7д `; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if _, errs := Read(got, sample()); len(errs) > 0 {
		t.Error(errs)
	}
}

func TestASuggestionReplacesWhatWasBegunAndKeepsWhatFollows(t *testing.T) {
	t.Parallel()
	text := `kno("E-mail") and score > 2`
	for _, s := range Complete(text, 3, sample(), English) {
		if s.Text == "known" {
			got, at := s.Accept(text, sample(), English)
			if got != `known("E-mail") and score > 2` || at != 5 {
				t.Fatalf("%s at %d", got, at)
			}
			return
		}
	}
	t.Fatal("known is not suggested")
}

func TestDurationsAreReadInBothLanguages(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Duration{"30d": {30, Day}, "2 недели": {2, Week}, "36 h": {36, Hour}} {
		if got, ok := ParseDuration(text); !ok || got != want {
			t.Errorf("%s: %v %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "soon", "30", `30d and known("email")`} {
		if got, ok := ParseDuration(text); ok {
			t.Errorf("%s: %v", text, got)
		}
	}
}
