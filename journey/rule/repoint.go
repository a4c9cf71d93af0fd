package rule

import (
	"slices"
	"strings"

	"rehearse/journey"
)

// Repointed lists the records whose rules ask for messages that others stand in for now, as copies whose rules ask for
// those. The names in the rules are those of the map as it is, with the old messages still on it. Rules with errors stay as they are.
func Repointed(m *journey.Map, instead map[journey.ID]journey.ID) []journey.Record {
	vocabulary := VocabularyOf(m)
	var changed []journey.Record
	eachHolder(m, func(r journey.Record) {
		different := false
		copied := rewrite(r, func(_, text string) string {
			now := repointed(text, vocabulary, instead)
			different = different || now != text
			return now
		})
		if different {
			changed = append(changed, copied)
		}
	})
	return changed
}

// repointed is the text of one rule with the names of some messages replaced, the rest of it as it is written.
func repointed(text string, vocabulary *Vocabulary, instead map[journey.ID]journey.ID) string {
	x, errs := Read(text, vocabulary)
	if len(errs) > 0 {
		return text
	}
	var refs []Ref
	note := func(of Ref) {
		if of.Kind.IsMessageEvent() && of.Name != "" && instead[journey.ID(of.ID)] != "" {
			refs = append(refs, of)
		}
	}
	Walk(x, func(x Expr) {
		switch x := x.(type) {
		case *Is:
			note(x.Of)
		case *Compare:
			note(x.Of)
		}
	})
	slices.SortFunc(refs, func(a, b Ref) int { return a.Start - b.Start })
	var b strings.Builder
	written := 0
	for _, ref := range refs {
		b.WriteString(text[written:ref.Start])
		to := string(instead[journey.ID(ref.ID)])
		names := vocabulary.names(ref.Kind)
		if i := slices.IndexFunc(names, func(n Name) bool { return n.ID == to }); i >= 0 {
			if found := meant(names[i].Name, []Kind{ref.Kind}, vocabulary.names); len(found) == 1 {
				to = names[i].Name
			}
		}
		b.WriteString(`"` + nameEscapes.Replace(to) + `"`)
		written = ref.End
	}
	b.WriteString(text[written:])
	return b.String()
}
