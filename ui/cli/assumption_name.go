package cli

import (
	"strconv"
	"strings"

	"rehearse/journey"
)

// assumptionName is what a person reads for an assumption: of what it is, and for a shared one how many fields use it.
func (s *session) assumptionName(index *journey.Index, a *journey.ListedAssumption) string {
	name := s.placeName(index, a.AssumptionPlace)
	if len(a.Uses) > 1 {
		name = s.text.T("sensitivity.shared", journey.Args{"Name": name, "Count": len(a.Uses)})
	}
	return name
}

// placeName is the record's name and the field in words.
func (s *session) placeName(index *journey.Index, place journey.AssumptionPlace) string {
	record := index.Get(place.Record.ID)
	if record == nil {
		return string(place.Record.ID) + " · " + place.Field
	}
	path := strings.Split(place.Field, ".")
	word := ""
	switch r := record.(type) {
	case *journey.AssumptionRecord:
		return recordName(r)
	case *journey.Link:
		name := nameOf(index, r.From) + " → " + nameOf(index, r.To)
		if n, ok := indexed(path, "weights", len(r.Weights)); ok {
			w := r.Weights[n]
			var who []string
			for _, id := range []journey.ID{w.Persona, w.Entry} {
				if id != "" {
					who = append(who, nameOf(index, id))
				}
			}
			return s.text.T("sensitivity.of.some", journey.Args{"Name": name, "Who": strings.Join(who, ", ")})
		}
		return name
	case *journey.Persona:
		word = s.personaField(index, r, path)
	case *journey.Step:
		word = s.stepField(index, r, path)
	case *journey.Policy:
		if n, ok := indexed(path, "fatigue", len(r.Fatigue)); ok {
			return s.text.T("sensitivity.of.fatigue_"+path[2], journey.Args{"Count": r.Fatigue[n].Messages})
		}
	}
	if word == "" {
		word = s.word("sensitivity.of."+path[len(path)-1], place.Field)
	}
	return recordName(record) + ": " + word
}

// indexed reads the number behind a field's name in a path, such as 2 in "languages.2.share".
func indexed(path []string, field string, most int) (int, bool) {
	for i, part := range path[:len(path)-1] {
		if part == field {
			n, err := strconv.Atoi(path[i+1])
			return n, err == nil && n < most
		}
	}
	return 0, false
}

// personaField is the word for a persona's share of something; "" where the last word of the path says it.
func (s *session) personaField(index *journey.Index, p *journey.Persona, path []string) string {
	for field, mix := range map[string][]journey.Weighted{"languages": p.Languages, "zones": p.Zones, "pay_grades": p.PayGrades} {
		if n, ok := indexed(path, field, len(mix)); ok {
			return s.text.T("sensitivity.of."+field, journey.Args{"Value": mix[n].Value})
		}
	}
	if n, ok := indexed(path, "properties", len(p.Properties)); ok {
		mix := p.Properties[n]
		if v, ok := indexed(path, "values", len(mix.Values)); ok {
			return nameOf(index, mix.Property) + " = " + mix.Values[v].Value
		}
	}
	if n, ok := indexed(path, "channels", len(p.Channels)); ok {
		return s.text.T("sensitivity.of."+path[len(path)-1], nil) + " · " + nameOf(index, p.Channels[n].Channel)
	}
	return s.text.T("sensitivity.of.audience", nil)
}

// stepField is the word for a number of a step; "" where the last word of the path says it.
func (s *session) stepField(index *journey.Index, step *journey.Step, path []string) string {
	switch {
	case step.Split != nil:
		if n, ok := indexed(path, "arms", len(step.Split.Arms)); ok {
			name := step.Split.Arms[n].Name
			if name == "" {
				name = string(step.Split.Arms[n].ID)
			}
			return name
		}
	case step.Entry != nil:
		if n, ok := indexed(path, "mix", len(step.Entry.Mix)); ok {
			return nameOf(index, journey.ID(step.Entry.Mix[n].Value))
		}
		if step.Entry.Base != nil {
			if n, ok := indexed(path, "unsubscribed", len(step.Entry.Base.Unsubscribed)); ok {
				return s.text.T("sensitivity.of.unsubscribed", nil) + " · " + nameOf(index, journey.ID(step.Entry.Base.Unsubscribed[n].Value))
			}
		}
	}
	if n, ok := indexed(path, "changes", 1<<20); ok {
		return s.text.T("sensitivity.of.change", journey.Args{"Number": strconv.Itoa(n + 1)})
	}
	return ""
}
