package rule

import (
	"slices"
	"strings"
)

// Renamed brings a text up to date after records got other names: each name that meant a record before
// and would not mean it any more is replaced by the record's new name, or by its ID where the new
// name is not its alone. Everything else stays as written, to the byte. A text that does not parse and
// names of records that are gone are left alone.
func Renamed(text string, before, after *Vocabulary) string {
	x, err := Parse(text)
	if err != nil {
		return text
	}
	c := &checker{vocabulary: before}
	var places []Ref
	kinds := map[Span][]Kind{}
	note := func(ref Ref, among []Kind) {
		if ref.ID != "" && ref.Name != "" {
			places = append(places, ref)
			kinds[ref.Span] = among
		}
	}
	Walk(c.expr(x), func(x Expr) {
		switch x := x.(type) {
		case *Is:
			among := []Kind{x.Of.Kind}
			if x.Fact == Subscribed {
				among = subscribeKinds
			} else if x.Fact == Never && !x.Of.Kind.IsMessageEvent() {
				among = eventKinds
			}
			note(x.Of, among)
		case *Compare:
			among := []Kind{x.Of.Kind}
			if x.Quantity == Since || x.Quantity == Until {
				among = dateKinds
			} else if (x.Quantity == Last || x.Quantity == Count) && !x.Of.Kind.IsMessageEvent() {
				among = eventKinds
			}
			note(x.Of, among)
		case *OneOf:
			note(x.Of, []Kind{x.Of.Kind})
			if x.Quality != ChoiceProperty {
				for _, value := range x.Values {
					note(value, []Kind{value.Kind})
				}
			}
		}
	})
	var b strings.Builder
	written := 0
	for _, ref := range places {
		b.WriteString(text[written:ref.Start])
		written = ref.Start
		if name := newName(ref, kinds[ref.Span], after); name != ref.Name {
			b.WriteString(`"` + nameEscapes.Replace(name) + `"`)
			written = ref.End
		}
	}
	b.WriteString(text[written:])
	return b.String()
}

// newName is how the record is called now; the text's own name where that still means it.
func newName(ref Ref, kinds []Kind, after *Vocabulary) string {
	means := func(name string) bool {
		found := meant(name, kinds, after.names)
		return len(found) == 1 && found[0].ID == ref.ID
	}
	if means(ref.Name) {
		return ref.Name
	}
	names := after.names(ref.Kind)
	i := slices.IndexFunc(names, func(n Name) bool { return n.ID == ref.ID })
	switch {
	case i < 0:
		return ref.Name
	case means(names[i].Name):
		return names[i].Name
	default:
		return ref.ID
	}
}
