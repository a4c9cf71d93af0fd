package edit

import (
	"slices"

	"rehearse/journey"
)

// AllUsers lists for each record that others refer to the ones that do, in the order of the map: those that would change
// or go if it went. Rules name records by words and are not among them.
func AllUsers(m *journey.Map) map[journey.ID][]journey.Ref {
	users := map[journey.ID][]journey.Ref{}
	var of journey.Ref
	w := &walker{
		target: func(to journey.ID) (journey.ID, bool) {
			if to != of.ID && !slices.Contains(users[to], of) {
				users[to] = append(users[to], of)
			}
			return to, true
		},
		fact: func(use journey.Assumption) journey.Assumption { return use },
	}
	for _, kind := range journey.Kinds() {
		for _, r := range m.Records(kind) {
			of = ref(r)
			w.walk(r)
		}
	}
	return users
}
