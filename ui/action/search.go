package action

import (
	"reflect"
	"slices"
	"strings"

	"rehearse/journey"
)

// Found is one record that a search found.
type Found struct {
	Ref  journey.Ref
	Name string
	// Text is the text in which it was found; "" when that is the name.
	Text string
}

// mostFound bounds what a search lists; who does not find it among these types another letter.
const mostFound = 60

// Search finds records by their names, and after those by their other texts: contents of messages, rules, notes, what
// terms mean. Letters count whatever their case, and е finds ё. Nothing typed finds nothing.
func Search(m *journey.Map, typed string) []Found {
	want := folded(strings.TrimSpace(typed))
	if want == "" || m == nil {
		return nil
	}
	var begins, named, other []Found
	for _, kind := range searched {
		for _, r := range m.Records(kind) {
			f := Found{Ref: journey.Ref{Kind: kind, ID: r.RecordID()}, Name: journey.NameOf(r)}
			name := folded(f.Name)
			switch {
			case strings.HasPrefix(name, want):
				begins = append(begins, f)
			case strings.Contains(name, want):
				named = append(named, f)
			default:
				for _, text := range textsOf(reflect.ValueOf(r), nil) {
					if at := strings.Index(folded(text), want); at >= 0 {
						f.Text = around(text, want)
						other = append(other, f)
						break
					}
				}
			}
		}
	}
	list := slices.Concat(begins, named, other)
	return list[:min(len(list), mostFound)]
}

// searched are the kinds of record a search looks at, what is on the board first.
var searched = func() []journey.Kind {
	first := []journey.Kind{journey.KindStep, journey.KindScenario, journey.KindStage, journey.KindLink}
	for _, kind := range journey.Kinds() {
		if !slices.Contains(first, kind) && kind != journey.KindSettings && kind != journey.KindPolicy && kind != journey.KindAsset && kind != journey.KindSilence {
			first = append(first, kind)
		}
	}
	return first
}()

func folded(s string) string { return strings.ReplaceAll(strings.ToLower(s), "ё", "е") }

// textsOf collects the texts people write in a record: values of type string. IDs, dates and words of an enumeration
// have types of their own.
func textsOf(v reflect.Value, texts []string) []string {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return textsOf(v.Elem(), texts)
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return texts
		}
		for i := range v.Len() {
			texts = textsOf(v.Index(i), texts)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			texts = textsOf(v.Field(i), texts)
		}
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() && v.Len() > 0 {
			texts = append(texts, v.String())
		}
	}
	return texts
}

// around is the part of a text where something was found, in one line.
func around(text, want string) string {
	const before, after = 16, 60
	runes := []rune(strings.Join(strings.Fields(text), " "))
	at := strings.Index(folded(string(runes)), want)
	at = len([]rune(folded(string(runes))[:max(at, 0)]))
	from, to := max(0, at-before), min(len(runes), at+after)
	part := string(runes[from:to])
	if from > 0 {
		part = "…" + part
	}
	if to < len(runes) {
		part += "…"
	}
	return part
}
