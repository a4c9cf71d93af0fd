package codec

import (
	"cmp"
	"encoding/base64"
	"math"
	"reflect"
	"slices"
	"strconv"

	"rehearse/journey"
)

// decoder turns trees into values and collects what is wrong.
type decoder struct {
	data     []byte
	problems journey.Problems
	// record is the one being read; zero while it has no ID.
	record journey.Ref
	// prefix is the path before a field while record is zero.
	prefix string
	// stored: the program wrote it itself, see DecodeStored.
	stored bool
}

func (d *decoder) add(code string, args journey.Args, at int, field string) {
	if len(d.problems) >= maxProblems {
		return
	}
	p := journey.Problem{Code: code, Args: args, Record: d.record, Field: field}
	if d.record.IsZero() {
		p.Field = join(d.prefix, field)
	}
	p.Line, p.Column = position(d.data, at)
	d.problems = append(d.problems, p)
}

func join(path, name string) string {
	if path == "" || name == "" {
		return path + name
	}
	return path + "." + name
}

func element(path string, i int) string { return path + "." + strconv.Itoa(i) }

// wrong says that a value has another type than the field.
func (d *decoder) wrong(t *tree, field, want string) {
	d.add("codec.want_"+want, journey.Args{"Found": journey.Word("codec.found_" + t.kind.name())}, t.at, field)
}

func (k kind) name() string {
	return [...]string{"null", "boolean", "number", "text", "list", "object"}[k]
}

// value reads a tree into v, which is zero.
func (d *decoder) value(t *tree, v reflect.Value, s *shape, field string) {
	switch s.form {
	case formStruct:
		d.object(t, v, s, field)
	case formPointer:
		v.Set(reflect.New(s.elem.typ))
		d.value(t, v.Elem(), s.elem, field)
	case formList:
		if t.kind != list {
			d.wrong(t, field, "list")
			return
		}
		if len(t.list) > 0 {
			v.Set(reflect.MakeSlice(s.typ, len(t.list), len(t.list)))
		}
		for i, item := range t.list {
			d.value(item, v.Index(i), s.elem, element(field, i))
		}
	case formText, formWord:
		d.text(t, v, s, field)
	case formBool:
		if t.kind != boolean {
			d.wrong(t, field, "boolean")
			return
		}
		v.SetBool(t.raw == "true")
	case formInteger:
		d.integer(t, v, field)
	case formNumber:
		d.number(t, v, field)
	case formDuration, formTime:
		d.time(t, v, s, field)
	case formLaw:
		d.law(t, v, s, field)
	case formAssumption:
		if t.kind == number {
			d.number(t, v.FieldByName("Value"), field)
			return
		}
		if t.kind != object {
			d.wrong(t, field, "assumption")
			return
		}
		d.object(t, v, s, field)
	case formBytes:
		d.bytes(t, v, field)
	}
}

func (d *decoder) object(t *tree, v reflect.Value, s *shape, path string) {
	if t.kind != object {
		d.wrong(t, path, "object")
		return
	}
	for _, m := range t.members {
		f := s.field(m.name)
		if f == nil {
			d.unknown("codec.unknown_field", m.name, s.names(), m.at, path)
			continue
		}
		target := v.Field(f.index)
		target.SetZero() // after a repeated name, which is refused elsewhere
		d.value(m.value, target, f.shape, join(path, m.name))
	}
}

// unknown says that a name is none of the known ones, with a suggestion where one is near.
func (d *decoder) unknown(code, name string, known []string, at int, path string) {
	args := journey.Args{"Name": name, "Words": known}
	if near := nearest(name, known); near != "" {
		code += "_hint"
		args["Suggestion"] = near
	}
	d.add(code, args, at, path)
}

func (d *decoder) text(t *tree, v reflect.Value, s *shape, field string) {
	if t.kind != text {
		d.wrong(t, field, "text")
		return
	}
	v.SetString(t.raw)
	if s.form == formWord {
		for _, word := range s.words {
			if word == t.raw {
				return
			}
		}
		d.unknown("codec.unknown_word", t.raw, written(s.words), t.at, field)
	}
}

// written are the words a file would contain: the empty one is left out.
func written(words []string) []string {
	if len(words) > 0 && words[0] == "" {
		return words[1:]
	}
	return words
}

func (d *decoder) integer(t *tree, v reflect.Value, field string) {
	if t.kind != number {
		d.wrong(t, field, "integer")
		return
	}
	n, err := strconv.ParseInt(t.raw, 10, 64)
	if err != nil {
		d.add("codec.integer", journey.Args{"Value": t.raw}, t.at, field)
		return
	}
	v.SetInt(n)
}

func (d *decoder) number(t *tree, v reflect.Value, field string) {
	if t.kind != number {
		d.wrong(t, field, "number")
		return
	}
	f, err := strconv.ParseFloat(t.raw, 64)
	if err != nil || math.IsInf(f, 0) {
		d.add("codec.number", journey.Args{"Value": t.raw}, t.at, field)
		return
	}
	if f != 0 { // not the negative zero
		v.SetFloat(f)
	}
}

func (d *decoder) time(t *tree, v reflect.Value, s *shape, field string) {
	want := "duration"
	if s.form == formTime {
		want = "time"
	}
	if t.kind != text {
		d.wrong(t, field, want)
		return
	}
	var n int64
	var ok bool
	if s.form == formTime {
		var at journey.TimeOfDay
		at, ok = journey.ParseTimeOfDay(t.raw)
		n = int64(at)
	} else {
		var length journey.Duration
		length, ok = journey.ParseDuration(t.raw)
		n = int64(length)
	}
	if !ok {
		d.add("codec."+want, journey.Args{"Value": t.raw}, t.at, field)
		return
	}
	v.SetInt(n)
}

func (d *decoder) law(t *tree, v reflect.Value, s *shape, field string) {
	switch t.kind {
	case text:
		length, ok := journey.ParseDuration(t.raw)
		if !ok {
			d.add("codec.duration", journey.Args{"Value": t.raw}, t.at, field)
			return
		}
		v.Set(reflect.ValueOf(journey.Fixed(length)))
	case object:
		d.object(t, v, s, field)
		if law := v.Addr().Interface().(*journey.Law); d.stored {
			*law = law.Own()
		} else {
			d.lawNumbers(t, law.Kind, s, field)
		}
	default:
		d.wrong(t, field, "law")
	}
}

// lawNumbers refuses numbers that laws of the kind do not have: a mean would say nothing of a log-normal law, and be missed.
func (d *decoder) lawNumbers(t *tree, kind journey.LawKind, s *shape, field string) {
	kind = cmp.Or(kind, journey.LawFixed)
	numbers := kind.Numbers()
	for _, m := range t.members {
		if len(numbers) > 0 && m.name != "law" && s.field(m.name) != nil && !slices.Contains(numbers, m.name) {
			d.add("codec.law_number", journey.Args{"Law": string(kind), "Name": m.name, "Words": numbers}, m.at, field)
		}
	}
}

func (d *decoder) bytes(t *tree, v reflect.Value, field string) {
	if t.kind != text {
		d.wrong(t, field, "bytes")
		return
	}
	data, err := base64.StdEncoding.Strict().DecodeString(t.raw)
	if err != nil {
		d.add("codec.bytes", nil, t.at, field)
		return
	}
	if len(data) > 0 {
		v.SetBytes(data)
	}
}
