package assets_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"unicode/utf8"

	"rehearse/assets"
	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/journey/layout"
	"rehearse/journey/rule"
)

var languages = []string{"en", "ru"}

func sample(t *testing.T, name, language string) *journey.Map {
	t.Helper()
	data, err := assets.SampleIn(name, language)
	if err != nil {
		t.Fatal(err)
	}
	m, problems := codec.DecodeMap(data)
	if len(problems) > 0 {
		t.Fatalf("%s.%s:\n%v", name, language, problems)
	}
	return m
}

func TestSamplesAreWholeMapsInTheirCanonicalForm(t *testing.T) {
	t.Parallel()
	for _, s := range assets.Samples() {
		for _, language := range languages {
			data, err := assets.SampleIn(s.Name, language)
			if err != nil {
				t.Fatal(err)
			}
			m := sample(t, s.Name, language)
			if !bytes.Equal(codec.EncodeMap(m, true), data) {
				t.Errorf("%s.%s is not written as the program writes it", s.Name, language)
			}
			if problems := rule.Problems(m); len(problems) > 0 {
				t.Errorf("%s.%s: %v", s.Name, language, problems)
			}
			if got := m.Settings.Languages; len(got) == 0 || got[0] != language {
				t.Errorf("%s.%s is in %v", s.Name, language, got)
			}
		}
		for _, language := range languages {
			sentences := map[string]string{}
			data, err := fs.ReadFile(assets.Texts(), "text/"+language+"/sample.json")
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(data, &sentences); err != nil {
				t.Fatal(err)
			}
			if sentences[s.Title] == "" || sentences[s.About] == "" {
				t.Errorf("%s has no title or description in %s", s.Name, language)
			}
		}
	}
	if _, err := assets.Sample("atlantis"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a sample that does not exist: %v", err)
	}
}

// A Russian sample is the English one in other words: everything else is equal.
func TestSamplesDifferBetweenLanguagesInTheirTextsOnly(t *testing.T) {
	t.Parallel()
	texts := map[string]bool{
		"name": true, "client": true, "notes": true, "story": true, "goals": true, "pains": true, "source": true, "subject": true, "body": true,
		"calls": true, "language": true, "languages": true, "fallback_language": true, "meaning": true, "text": true, "owner": true, "zone": true,
		"rule": true, "label": true,
	}
	var strip func(v any) any
	strip = func(v any) any {
		switch v := v.(type) {
		case map[string]any:
			for name, value := range v {
				if texts[name] {
					v[name] = fmt.Sprintf("%T", value)
				} else {
					v[name] = strip(value)
				}
			}
		case []any:
			for i := range v {
				v[i] = strip(v[i])
			}
		}
		return v
	}
	structure := func(m *journey.Map) string {
		var v any
		if err := json.Unmarshal(codec.EncodeMap(m, false), &v); err != nil {
			t.Fatal(err)
		}
		data, err := json.MarshalIndent(strip(v), "", " ")
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	for _, s := range assets.Samples() {
		english, russian := sample(t, s.Name, "en"), sample(t, s.Name, "ru")
		a, b := strings.Split(structure(english), "\n"), strings.Split(structure(russian), "\n")
		for i := range min(len(a), len(b)) {
			if a[i] != b[i] {
				t.Errorf("%s: line %d\nen %s\nru %s", s.Name, i, a[i], b[i])
				break
			}
		}
		for i, segment := range english.Segments {
			x, errs := rule.Read(segment.Rule, rule.VocabularyOf(english))
			y, more := rule.Read(russian.Segments[i].Rule, rule.VocabularyOf(russian))
			if len(errs)+len(more) > 0 || !rule.Same(x, y) {
				t.Errorf("%s: %q and %q mean different things", s.Name, segment.Rule, russian.Segments[i].Rule)
			}
		}
		for i, step := range russian.Steps {
			if step.Message != nil && step.Message.Contents[0].Body == english.Steps[i].Message.Contents[0].Body {
				t.Errorf("%s: %s is not translated", s.Name, step.ID)
			}
		}
	}
}

// monospace measures text roughly, a little too wide.
type monospace struct{}

func (monospace) Width(text string, size float64, bold bool) float64 {
	return float64(utf8.RuneCountInString(text)) * size * 0.58
}

func TestNothingOverlapsOnTheBoardsOfTheSamples(t *testing.T) {
	t.Parallel()
	for _, s := range assets.Samples() {
		for _, language := range languages {
			m := sample(t, s.Name, language)
			l := layout.Of(m, monospace{})
			for i := range l.Cards {
				a := l.Cards[i].Rect
				if int(a.X)%20 != 0 || int(a.Y)%20 != 0 {
					t.Errorf("%s: %s is not on the grid", s.Name, l.Cards[i].Step.ID)
				}
				for k := range i {
					b := l.Cards[k].Rect
					if a.X < b.Right()+16 && b.X < a.Right()+16 && a.Y < b.Bottom()+layout.NumbersHeight && b.Y < a.Bottom()+layout.NumbersHeight {
						t.Errorf("%s: %s and %s overlap", s.Name, l.Cards[i].Step.ID, l.Cards[k].Step.ID)
					}
				}
			}
			for i, lane := range l.Lanes {
				for _, card := range l.Cards {
					r := card.Rect
					inside := r.X < lane.Rect.Right() && lane.Rect.X < r.Right() && r.Y < lane.Rect.Bottom() && lane.Rect.Y < r.Bottom()
					if inside != (card.Step.Scenario == lane.Scenario.ID) {
						t.Errorf("%s: %s and the lane %d", s.Name, card.Step.ID, i)
					}
				}
			}
		}
	}
}

func TestEveryPublishedRateOfASampleNamesSourceAndDate(t *testing.T) {
	t.Parallel()
	for _, s := range assets.Samples() {
		var walk func(v any, path string)
		walk = func(v any, path string) {
			switch v := v.(type) {
			case map[string]any:
				if v["evidence"] == string(journey.EvidenceBenchmark) && (v["source"] == nil || v["date"] == nil) {
					t.Errorf("%s%s has no source or no date", s.Name, path)
				}
				for name, value := range v {
					walk(value, path+"."+name)
				}
			case []any:
				for i, value := range v {
					walk(value, fmt.Sprintf("%s.%d", path, i))
				}
			}
		}
		data, err := assets.Sample(s.Name)
		if err != nil {
			t.Fatal(err)
		}
		var v any
		if err := json.Unmarshal(data, &v); err != nil {
			t.Fatal(err)
		}
		walk(v, "")
	}
}

func TestNewMapBeginsAsAWholeMapInEveryLanguage(t *testing.T) {
	t.Parallel()
	for _, language := range append(languages, "de") {
		data, err := assets.Blank(language)
		if err != nil {
			t.Fatal(err)
		}
		m, problems := codec.DecodeMap(data)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if !bytes.Equal(codec.EncodeMap(m, true), data) {
			t.Errorf("blank in %s is not written as the program writes it", language)
		}
		for _, c := range m.Channels {
			for _, rate := range []*journey.Assumption{c.Rates.Opened, c.Rates.Clicked, c.Rates.Unsubscribed} {
				if rate != nil && (rate.Source == "" || rate.Date == "" || rate.Evidence != journey.EvidenceBenchmark) {
					t.Errorf("%s: a rate of %s has no source", language, c.ID)
				}
			}
		}
	}
}
