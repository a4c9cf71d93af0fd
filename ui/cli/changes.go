package cli

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/journey/edit"
	"rehearse/ui/form"
)

// printChanges tells what became of records, field by field, in the words of the inspector.
func (s *session) printChanges(before, after *journey.Map, diffs []edit.Diff) {
	was, is := journey.NewIndex(before), journey.NewIndex(after)
	for _, d := range diffs {
		id, record, index := "check.record_changed", d.After, is
		switch {
		case d.Before == nil:
			id = "check.record_added"
		case d.After == nil:
			id, record, index = "check.record_deleted", d.Before, was
		}
		fmt.Fprintln(s.Out, "  "+s.text.T(id, journey.Args{"Record": s.recordWords(index, record)}))
		if d.After == nil {
			continue
		}
		if d.Before == nil {
			written := writtenFields(d.After)
			for _, f := range s.fieldTexts(is, d.After).list {
				if written(f.path) && f.path != "name" { // the name is in the title
					s.printWrapped("      ", "        ", f.label+": "+f.text)
				}
			}
			continue
		}
		old, now := s.fieldTexts(was, d.Before), s.fieldTexts(is, d.After)
		told := 0
		for _, f := range now.list {
			if text := old.at[f.path]; text != f.text {
				told++
				s.printField(f.label, text, f.text)
			}
		}
		for _, f := range old.list {
			if _, still := now.at[f.path]; !still {
				told++
				s.printField(f.label, f.text, "")
			}
		}
		if told == 0 {
			fmt.Fprintln(s.Out, "      "+s.text.T("check.record_moved", nil))
		}
	}
}

// writtenFields tells which fields of a record its JSON holds; it leaves out what has its default.
func writtenFields(r journey.Record) func(path string) bool {
	var whole any
	if err := json.Unmarshal(codec.Encode(r), &whole); err != nil {
		return func(string) bool { return true }
	}
	return func(path string) bool {
		value := whole
		for name := range strings.SplitSeq(path, ".") {
			switch inner := value.(type) {
			case map[string]any:
				next, found := inner[name]
				if !found {
					return false
				}
				value = next
			case []any:
				i, err := strconv.Atoi(name)
				if err != nil || i >= len(inner) {
					return false
				}
				value = inner[i]
			default: // a length of time or an assumption that is written as its value alone
				return name == "value"
			}
		}
		return true
	}
}

// printField prints one field before and after.
func (s *session) printField(label, before, after string) {
	none := s.text.T("check.none", nil)
	if before == "" {
		before = none
	}
	if after == "" {
		after = none
	}
	s.printWrapped("      ", "        ", label+": "+before+" → "+after)
}

// recordWords names a record with its kind; a link by its ends.
func (s *session) recordWords(index *journey.Index, r journey.Record) string {
	args := journey.Args{"Kind": s.text.T("text.kind."+string(r.RecordKind()), nil), "Name": journey.NameOf(r)}
	switch r := r.(type) {
	case *journey.Step:
		args["Kind"] = s.text.T("edit.step."+string(r.Kind), nil)
	case *journey.Link:
		args["Name"] = s.calledName(index, r.From) + " → " + s.calledName(index, r.To)
	}
	if args["Name"] == "" {
		return args["Kind"].(string)
	}
	return s.text.T("check.record", args)
}

// calledName is what people call a record they know by its ID; a step without a name and with an ID of the program's
// making is called by its kind.
func (s *session) calledName(index *journey.Index, id journey.ID) string {
	if step, ok := index.Get(id).(*journey.Step); ok && step.Name == "" && (len(id) > 20 || strings.HasPrefix(string(id), "fix")) {
		return s.text.T("edit.step."+string(step.Kind), nil)
	}
	return nameOf(index, id)
}

// fieldTexts are the fields of a record that say something, in the inspector's order.
type fieldTexts struct {
	list []fieldText
	at   map[string]string
}

type fieldText struct{ path, label, text string }

func (s *session) fieldTexts(index *journey.Index, r journey.Record) fieldTexts {
	texts := fieldTexts{at: map[string]string{}}
	if r == nil {
		return texts
	}
	var walk func(fields []form.Field, label string)
	walk = func(fields []form.Field, label string) {
		for _, f := range fields {
			name := label
			if f.Name != "" {
				name = strings.TrimPrefix(label+" · "+s.fieldName(f.Name), " · ")
			} else if f.Item > 0 {
				name = fmt.Sprintf("%s %d", label, f.Item)
			}
			if text := s.fieldValue(index, f); text != "" {
				texts.list = append(texts.list, fieldText{f.Path, name, text})
				texts.at[f.Path] = text
			}
			walk(f.Fields, name)
		}
	}
	walk(form.Of(r), "")
	return texts
}

// fieldName is the label of a field: its own, "step.field.Cap.max", or the one it shares with others of its name.
func (s *session) fieldName(id string) string {
	if s.text.Has(id) {
		return s.text.T(id, nil)
	}
	parts := strings.Split(id, ".")
	return s.text.T("step.field."+parts[len(parts)-1], nil)
}

// fieldValue is what a field holds as people read it; "" for nothing.
func (s *session) fieldValue(index *journey.Index, f form.Field) string {
	switch f.Control {
	case form.Section, form.List, form.Optional:
		return ""
	case form.Switch:
		if f.Text != "" {
			return s.text.T("check.yes", nil)
		}
	case form.Choice:
		for _, w := range f.Words {
			if w.Value == f.Text {
				return s.text.T(w.Name, nil)
			}
		}
	case form.Way:
		return s.word("draw.port."+f.Text, f.Text)
	case form.Reference, form.References:
		var names []string
		for id := range strings.FieldsSeq(f.Text) {
			if _, after, typed := strings.Cut(id, "/"); typed && f.Typed {
				id = after
			}
			names = append(names, s.calledName(index, journey.ID(id)))
		}
		return strings.Join(names, ", ")
	case form.Span:
		if length, ok := journey.ParseDuration(f.Text); ok && length != 0 {
			return s.text.Duration(length)
		}
	case form.Lines, form.Paragraph:
		return strings.Join(strings.Split(f.Text, "\n"), " / ")
	case form.Number, form.Share, form.Amount:
		if s.text.Code() == "ru" {
			return strings.Replace(f.Text, ".", ",", 1)
		}
	}
	return f.Text
}
