package overlay

import (
	"strconv"
	"strings"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/ui/text"
)

// naming calls the records of a map what a person reads.
type naming struct {
	p     *text.Printer
	m     *journey.Map
	index *journey.Index
}

func newNaming(p *text.Printer, m *journey.Map) naming { return naming{p, m, journey.NewIndex(m)} }

// of is the name of a record, or its ID.
func (s naming) of(id journey.ID) string {
	if r := s.index.Get(id); r != nil {
		return s.record(r)
	}
	return string(id)
}

func (s naming) record(r journey.Record) string {
	if step, ok := r.(*journey.Step); ok {
		return draw.StepName(s.p, step, s.m)
	}
	if name := journey.NameOf(r); name != "" {
		return name
	}
	return string(r.RecordID())
}

// word is the sentence with this ID, or the word itself where the language has none.
func (s naming) word(id, otherwise string) string {
	if s.p.Has(id) {
		return s.p.T(id, nil)
	}
	return otherwise
}

// assumption is what a person reads for an assumption: of what it is, and for a shared one how many fields use it.
func (s naming) assumption(a *journey.ListedAssumption) string {
	name := s.place(a.AssumptionPlace)
	if len(a.Uses) > 1 {
		name = s.p.T("sensitivity.shared", journey.Args{"Name": name, "Count": len(a.Uses)})
	}
	return name
}

// place is the record's name and the field in words.
func (s naming) place(place journey.AssumptionPlace) string {
	record := s.index.Get(place.Record.ID)
	if record == nil {
		return string(place.Record.ID) + " · " + place.Field
	}
	path := strings.Split(place.Field, ".")
	word := ""
	switch r := record.(type) {
	case *journey.AssumptionRecord:
		return s.record(r)
	case *journey.Link:
		name := s.of(r.From) + " → " + s.of(r.To)
		if n, ok := indexed(path, "weights", len(r.Weights)); ok {
			w := r.Weights[n]
			var who []string
			for _, id := range []journey.ID{w.Persona, w.Entry} {
				if id != "" {
					who = append(who, s.of(id))
				}
			}
			return s.p.T("sensitivity.of.some", journey.Args{"Name": name, "Who": strings.Join(who, ", ")})
		}
		return name
	case *journey.Persona:
		word = s.personaField(r, path)
	case *journey.Step:
		word = s.stepField(r, path)
	case *journey.Policy:
		if n, ok := indexed(path, "fatigue", len(r.Fatigue)); ok {
			return s.p.T("sensitivity.of.fatigue_"+path[2], journey.Args{"Count": r.Fatigue[n].Messages})
		}
	}
	if word == "" {
		word = s.word("sensitivity.of."+path[len(path)-1], place.Field)
	}
	return s.record(record) + ": " + word
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
func (s naming) personaField(p *journey.Persona, path []string) string {
	for field, mix := range map[string][]journey.Weighted{"languages": p.Languages, "zones": p.Zones, "pay_grades": p.PayGrades} {
		if n, ok := indexed(path, field, len(mix)); ok {
			return s.p.T("sensitivity.of."+field, journey.Args{"Value": mix[n].Value})
		}
	}
	if n, ok := indexed(path, "properties", len(p.Properties)); ok {
		mix := p.Properties[n]
		if v, ok := indexed(path, "values", len(mix.Values)); ok {
			return s.of(mix.Property) + " = " + mix.Values[v].Value
		}
	}
	if n, ok := indexed(path, "channels", len(p.Channels)); ok {
		return s.p.T("sensitivity.of."+path[len(path)-1], nil) + " · " + s.of(p.Channels[n].Channel)
	}
	return s.p.T("sensitivity.of.audience", nil)
}

// stepField is the word for a number of a step; "" where the last word of the path says it.
func (s naming) stepField(step *journey.Step, path []string) string {
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
			return s.of(journey.ID(step.Entry.Mix[n].Value))
		}
		if step.Entry.Base != nil {
			if n, ok := indexed(path, "unsubscribed", len(step.Entry.Base.Unsubscribed)); ok {
				return s.p.T("sensitivity.of.unsubscribed", nil) + " · " + s.of(journey.ID(step.Entry.Base.Unsubscribed[n].Value))
			}
		}
	}
	if n, ok := indexed(path, "changes", 1<<20); ok {
		return s.p.T("sensitivity.of.change", journey.Args{"Number": strconv.Itoa(n + 1)})
	}
	return ""
}
