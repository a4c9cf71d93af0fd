package form

import (
	"reflect"

	"rehearse/journey"
)

// Override is for whom a value of its own replaces the one all others have: a persona, people of one entry, or both.
type Override struct {
	Persona journey.ID // "" for any
	Entry   journey.ID // an entry step; "" for any
}

// Overrides lists the shares of a link for each persona, of people who come by an entry, "" for any; with an entry the first is
// for everybody who comes by it. A field that has no value of its own says in Inherited what holds instead. An emptied field
// inherits again.
func Overrides(m *journey.Map, l *journey.Link, entry journey.ID) []Field {
	var list []Field
	if entry != "" {
		list = append(list, overrideField(m, l, Override{Entry: entry}, ""))
	}
	for _, p := range m.Personas {
		list = append(list, overrideField(m, l, Override{Persona: p.ID, Entry: entry}, p.Name))
	}
	return list
}

// OverridesOf counts the shares of a link that are of people of an entry.
func OverridesOf(l *journey.Link, entry journey.ID) int {
	n := 0
	for _, w := range l.Weights {
		if w.Entry == entry {
			n++
		}
	}
	return n
}

func overrideField(m *journey.Map, l *journey.Link, o Override, label string) Field {
	main := Field{
		Path: "weights/" + string(o.Persona) + "/" + string(o.Entry), Key: "WeightFor.weight", Control: Share, Override: &o, Empty: true,
	}
	at := overrideAt(l, o)
	without := *l
	if at >= 0 {
		without.Weights = append(append([]journey.WeightFor{}, l.Weights[:at]...), l.Weights[at+1:]...)
	}
	inherited := ""
	if w, _ := without.WeightFor(o.Persona, o.Entry); w != nil {
		inherited = textOf(reflect.ValueOf(m.Value(*w).Value), Share)
	}
	f := Field{Path: main.Path, Key: main.Key, Control: Section, Label: label, Override: &o, Base: baseOf[main.Key]}
	if at >= 0 {
		path := join(elementPath("weights", at), "weight")
		fact := l.Weights[at].Weight
		f.Path, f.Fact = path, &fact
		inner := assumptionFields(reflect.ValueOf(&l.Weights[at].Weight).Elem(), main.Key, path, true)
		main.Text = inner[0].Text
		f.Fields = append([]Field{main}, inner[1:]...)
	} else {
		f.Fields = []Field{main}
	}
	for i := range f.Fields {
		f.Fields[i].Inherited = inherited
	}
	f.Inherited = inherited
	return f
}

// overrideAt is the place of a share among those of a link, -1 for none.
func overrideAt(l *journey.Link, o Override) int {
	for i, w := range l.Weights {
		if w.Persona == o.Persona && w.Entry == o.Entry {
			return i
		}
	}
	return -1
}

// setOverride changes a link's share for some people; an emptied one inherits again.
func setOverride(r journey.Record, f Field, text string) (journey.Record, *journey.Problem) {
	l := journey.Clone(r).(*journey.Link)
	at := overrideAt(l, *f.Override)
	if text == "" {
		if at >= 0 {
			l.Weights = append(l.Weights[:at], l.Weights[at+1:]...)
		}
		journey.Normalize(l)
		return l, nil
	}
	var value float64
	if p := parse(reflect.ValueOf(&value).Elem(), Share, f.Path, text); p != nil {
		p.Record = journey.Ref{Kind: journey.KindLink, ID: l.ID}
		return nil, p
	}
	if at < 0 {
		l.Weights = append(l.Weights, journey.WeightFor{Persona: f.Override.Persona, Entry: f.Override.Entry, Weight: journey.Guess(value)})
	} else {
		l.Weights[at].Weight.Value = value
	}
	journey.Normalize(l)
	return l, nil
}
