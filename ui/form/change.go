package form

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"rehearse/journey"
)

// Set gives a copy of the record with one field changed to what a text says. The problem, if any, names
// the field; the record is then nil.
func Set(r journey.Record, field Field, text string) (journey.Record, *journey.Problem) {
	if field.Override != nil {
		return setOverride(r, field, text)
	}
	c, v, optional := open(r, field.Path)
	if field.Control == Choice && v.String() != text {
		forget(c, field.Path, text)
	}
	if text == "" && optional.IsValid() {
		optional.SetZero() // an emptied number that may be missing is missing
		keepRange(c, field.Path)
		return c, nil
	}
	switch field.Control {
	case References, Lines:
		if p := setList(v, field, text); p != nil {
			return nil, p
		}
	case Reference:
		if v.Type() == refType {
			kind, id, _ := strings.Cut(text, "/")
			v.Set(reflect.ValueOf(journey.Ref{Kind: journey.Kind(kind), ID: journey.ID(id)}))
			break
		}
		v.SetString(text)
	case Optional:
		return Toggle(r, field, text == "yes"), nil
	default:
		if p := parse(v, field.Control, field.Path, text); p != nil {
			p.Record = journey.Ref{Kind: r.RecordKind(), ID: r.RecordID()}
			return nil, p
		}
	}
	keepRange(c, field.Path)
	complete(reflect.ValueOf(c).Elem())
	journey.Normalize(c)
	return c, nil
}

// forget empties what was chosen for another kind of change, anchor or cap: a score's name is no channel. A law of another
// kind goes on at the length of the old one.
func forget(c journey.Record, path, kind string) {
	before := strings.LastIndexByte(path, '.')
	if before < 0 {
		return
	}
	_, v, _ := openIn(c, path[:before])
	switch part := v.Addr().Interface().(type) {
	case *journey.Law:
		beginLaw(part, journey.LawKind(kind))
	case *journey.Change:
		part.Target, part.Value = "", ""
	case *journey.Anchor:
		part.Of = ""
	case *journey.Cap:
		if path[before:] == ".scope" {
			part.Of = nil
		}
	}
}

func setList(v reflect.Value, field Field, text string) *journey.Problem {
	parts := strings.Fields(text)
	if field.Control == Lines {
		parts = slices.DeleteFunc(strings.Split(text, "\n"), func(s string) bool { return strings.TrimSpace(s) == "" })
	}
	list := reflect.MakeSlice(v.Type(), len(parts), len(parts))
	for i, part := range parts {
		item := list.Index(i)
		if p := parse(item, controlOf(item.Type(), ""), field.Path, part); p != nil && field.Control == Lines {
			return p
		}
		if item.Kind() == reflect.String {
			item.SetString(strings.TrimSpace(part))
		}
	}
	v.Set(list)
	return nil
}

// Toggle gives a copy of the record in which an Optional is there or not.
func Toggle(r journey.Record, field Field, on bool) journey.Record {
	c, v, optional := open(r, field.Path)
	if !optional.IsValid() {
		optional = v
	}
	if !on {
		optional.SetZero()
	}
	complete(reflect.ValueOf(c).Elem())
	journey.Normalize(c)
	return c
}

// Add gives a copy of the record with one more item at the end of a List, filled so far that a map m may
// hold it. newID makes the ID of items that have one, such as a branch's rules. The problem says that the
// map has nothing that the item could be about.
func Add(m *journey.Map, r journey.Record, field Field, newID func() journey.ID) (journey.Record, *journey.Problem) {
	c, v, _ := open(r, field.Path)
	item := reflect.New(v.Type().Elem()).Elem()
	if id := item.FieldByName("ID"); id.IsValid() && id.Type() == idType {
		id.SetString(string(newID()))
	}
	journey.Normalize(c)
	if p := begin(m, c, v, item); p != nil {
		p.Field = field.Path
		return nil, p
	}
	v.Set(reflect.Append(v, item))
	journey.Normalize(c)
	complete(reflect.ValueOf(c).Elem())
	journey.Normalize(c)
	return c, nil
}

// Remove gives a copy of the record without the item with this index.
func Remove(r journey.Record, field Field, index int) journey.Record {
	c, v, _ := open(r, field.Path)
	v.Set(reflect.AppendSlice(v.Slice(0, index), v.Slice(index+1, v.Len())))
	journey.Normalize(c)
	return c
}

// Shift gives a copy of the record with an item of a List one place up (-1) or down (+1).
func Shift(r journey.Record, field Field, index, by int) journey.Record {
	c, v, _ := open(r, field.Path)
	if to := index + by; to >= 0 && to < v.Len() {
		a, b := v.Index(index).Interface(), v.Index(to).Interface()
		v.Index(index).Set(reflect.ValueOf(b))
		v.Index(to).Set(reflect.ValueOf(a))
	}
	return c
}

// open clones a record and finds the value at a path, making what is missing on the way. optional is
// the nearest pointer on the way that stands for the field itself: the field's own, or that of the
// assumption whose number it is.
func open(r journey.Record, path string) (journey.Record, reflect.Value, reflect.Value) {
	return openIn(journey.Clone(r), path)
}

func openIn(c journey.Record, path string) (journey.Record, reflect.Value, reflect.Value) {
	v := reflect.ValueOf(c).Elem()
	var optional reflect.Value
	for rest := path; rest != ""; {
		var name string
		name, rest, _ = strings.Cut(rest, ".")
		if i, err := strconv.Atoi(name); err == nil {
			v = v.Index(i)
		} else {
			v = fieldNamed(v, name)
		}
		if v.Kind() == reflect.Pointer {
			pointer := v
			if v.IsNil() {
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
			if rest == "" || v.Type() == assumptionType && rest == "value" {
				optional = pointer
			}
		}
	}
	return c, v, optional
}

func fieldNamed(v reflect.Value, name string) reflect.Value {
	t := v.Type()
	for i := range t.NumField() {
		if jsonName(t.Field(i)) == name {
			return v.Field(i)
		}
	}
	panic(fmt.Sprintf("form: %s has no field %q", t.Name(), name))
}
