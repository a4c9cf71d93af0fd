package panel

import (
	"slices"
	"strings"

	"rehearse/journey"
	"rehearse/ui/form"
	"rehearse/ui/phrase"
)

// option is one choice of a field.
type option struct{ value, label string }

// optionsOf lists what a field may be set to.
func (in *Inspector) optionsOf(f form.Field) []option {
	var list []option
	if len(f.Words) > 0 {
		for _, w := range f.Words {
			list = append(list, option{w.Value, in.word(w.Name)})
		}
		return list
	}
	if f.Empty && f.Control == form.Reference {
		list = append(list, option{"", "—"})
	}
	if in.m == nil {
		return list
	}
	if f.Control == form.Way {
		return in.ways()
	}
	if f.Control == form.Judge {
		return in.judging(f)
	}
	typed := f.Control == form.Reference && f.Typed
	var others []option // channels of another medium than is usually meant
	for _, kind := range f.Kinds {
		for _, r := range in.m.Records(kind) {
			if s, ok := r.(*journey.Step); ok {
				if f.StepKind != "" && s.Kind != f.StepKind || !s.Kind.Simulated() {
					continue
				}
			}
			value := string(r.RecordID())
			if c, ok := r.(*journey.Channel); ok && f.Use != "" && c.Use != f.Use && c.Use != journey.ChannelBoth &&
				!slices.Contains(strings.Fields(f.Text), value) {
				continue
			}
			if typed {
				value = string(kind) + "/" + value
			}
			label := Name(in.text, r)
			if len(f.Kinds) > 1 {
				label += " · " + in.text.T("text.kind."+string(kind), nil)
			}
			if c, ok := r.(*journey.Channel); ok && f.Medium != "" && c.Medium != f.Medium {
				others = append(others, option{value, label})
				continue
			}
			list = append(list, option{value, label})
		}
	}
	return append(list, others...)
}

// judging lists the rules of findings: for a threshold those that judge by a number. A rule that is none stays as it is
// until another is chosen.
func (in *Inspector) judging(f form.Field) []option {
	var list []option
	for _, j := range in.judges {
		if j.Usual != nil || !strings.HasPrefix(f.Path, "thresholds.") {
			list = append(list, option{j.ID, j.Label})
		}
	}
	if !slices.ContainsFunc(list, func(o option) bool { return o.value == f.Text }) && f.Text != "" {
		list = append(list, option{f.Text, f.Text})
	}
	return list
}

// ways lists the ways out of the step that is shown, or that the shown link leaves.
func (in *Inspector) ways() []option {
	var s *journey.Step
	switch r := in.m.Lookup(in.ref).(type) {
	case *journey.Step:
		s = r
	case *journey.Link:
		s = in.m.Step(r.From)
	}
	if s == nil {
		return nil
	}
	var list []option
	for _, p := range journey.PortsOf(s) {
		list = append(list, option{string(p), phrase.Way(in.text, in.m, s, p)})
	}
	return list
}

// word is the name of a value "step.word.Type.value": of that type, or of every type that has it.
func (in *Inspector) word(name string) string {
	if in.text.Has(name) {
		return in.text.T(name, nil)
	}
	return in.text.T("step.word."+name[strings.LastIndexByte(name, '.')+1:], nil)
}
