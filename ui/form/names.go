package form

import (
	"reflect"
	"slices"

	"rehearse/journey"
)

// Names lists the message ids of every field and word a form can show, for tests that hold the language
// files complete.
func Names() (fields, words []string) {
	seen := map[reflect.Type]bool{}
	var walk func(t reflect.Type)
	walk = func(t reflect.Type) {
		for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		if seen[t] {
			return
		}
		seen[t] = true
		if t.Kind() == reflect.String && t.Implements(wordsType) {
			for _, w := range wordsOf(t) {
				words = append(words, w.Name)
			}
		}
		if t.Kind() != reflect.Struct || t == refType {
			return
		}
		for i := range t.NumField() {
			f := t.Field(i)
			if key := t.Name() + "." + jsonName(f); !hidden[key] {
				if t != reflect.TypeFor[journey.Step]() || f.Type.Kind() != reflect.Pointer {
					fields = append(fields, "step.field."+key)
				}
				walk(f.Type)
			}
		}
	}
	m := reflect.TypeFor[journey.Map]()
	for i := range m.NumField() {
		if m.Field(i).Type.Kind() != reflect.Int64 {
			walk(m.Field(i).Type)
		}
	}
	slices.Sort(fields)
	slices.Sort(words)
	return slices.Compact(fields), slices.Compact(words)
}
