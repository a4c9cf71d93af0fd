package fix

import (
	"strings"

	"rehearse/journey"
)

// named writes a record for a rule: by its name where that is the only one of its kind, else by its ID.
func named(m *journey.Map, kind journey.Kind, id journey.ID) string {
	name := ""
	for _, r := range m.Records(kind) {
		if r.RecordID() == id {
			name = journey.NameOf(r)
		}
	}
	for _, r := range m.Records(kind) {
		if r.RecordID() != id && strings.EqualFold(journey.NameOf(r), name) {
			name = ""
		}
	}
	if name == "" {
		name = string(id)
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(name) + `"`
}

// gotOneOf is the rule that one of some messages was received less than so long ago.
func gotOneOf(m *journey.Map, messages []journey.ID, within journey.Duration) string {
	var parts []string
	for _, id := range messages {
		parts = append(parts, "last(received("+named(m, journey.KindStep, id)+")) < "+within.String())
	}
	return strings.Join(parts, " or ")
}
