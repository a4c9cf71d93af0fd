package reach

import (
	"math/bits"
	"slices"
	"strconv"

	"rehearse/journey"
	"rehearse/simulate/calendar"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// someone is a person the personas can hold, as they arrive.
type someone struct {
	persona, entry, language, grade, zone int32
	properties                            []int64
	known, allowed                        []bool
	// at is the tick at which they arrive; begin how they are then, one atom in every dimension.
	at    int64
	begin box
}

// mostMade is how many people are made up for one map.
const mostMade = 48

// meetings lists people who may get both messages, one for each way in which the sets of the two allow it.
func (r *Reach) meetings(a, b int32, languages uint64, most int) (list []*someone) {
	s := r.space
	language, hasLanguages := s.index[subject{aspect: aspectLanguage}]
	for _, one := range r.flow.sends[a].boxes {
		for _, two := range r.flow.sends[b].boxes {
			for persona, people := range s.universe {
				if hasLanguages && one[language]&two[language]&people[language]&languages == 0 {
					continue
				}
				if !s.evolves(r.flow.later(one, program.None), two, people) && !s.evolves(r.flow.later(two, program.None), one, people) {
					continue
				}
				wish := make(box, len(one))
				for i := range wish {
					wish[i] = one[i] & two[i]
				}
				if hasLanguages {
					wish[language] &= languages
				}
				if who := r.wished(int32(persona), wish); who != nil && !slices.Contains(list, who) {
					list = append(list, who)
				}
				if len(list) >= most {
					return list
				}
			}
		}
	}
	return list
}

// wished is somebody of a persona who arrives as wished, as far as what can change allows it: one made before, where there is
// one. Nil when nobody does.
func (r *Reach) wished(persona int32, wish box) *someone {
	for _, known := range r.made {
		if known.persona == persona && r.space.suits(known.begin, wish) {
			return known
		}
	}
	if len(r.made) >= mostMade {
		return nil
	}
	who := r.newcomer(persona, wish)
	if who != nil {
		r.made = append(r.made, who)
	}
	return who
}

// suits tells that somebody who arrives like this is as wished, as far as what cannot change.
func (s *space) suits(begin, wish box) bool {
	for i, mask := range begin {
		if s.dimensions[i].fixed && mask&wish[i] == 0 {
			return false
		}
	}
	return true
}

// newcomer is somebody of a persona who arrives as wished, as far as what can change allows it; nil when nobody does.
func (r *Reach) newcomer(persona int32, wish box) *someone {
	s, p := r.space, r.p
	begin := s.newcomers(persona)
	pick := func(i int32) bool {
		mask := begin[i] & wish[i]
		if mask == 0 {
			if s.dimensions[i].fixed {
				return false
			}
			mask = begin[i]
		}
		begin[i] = mask & -mask
		if a := s.dimensions[i].aspect; (a == aspectKnown || a == aspectAllowed) && mask&yes != 0 {
			begin[i] = yes // who can be reached shows more
		}
		return begin[i] != 0
	}
	who := &someone{persona: persona, language: -1, grade: -1, known: make([]bool, len(p.Channels)), allowed: make([]bool, len(p.Channels))}
	for i := range s.dimensions {
		if !pick(int32(i)) {
			return nil
		}
		d, bit := &s.dimensions[i], int32(bits.TrailingZeros64(begin[i]))
		switch d.aspect {
		case aspectEntry:
			who.entry = bit
		case aspectLanguage:
			who.language = bit
		case aspectGrade:
			who.grade = bit + 1
		case aspectKnown:
			who.known[d.of] = bit == 1
		case aspectAllowed:
			who.allowed[d.of] = bit == 1
		}
	}
	of := &p.Personas[persona]
	if _, ok := s.index[subject{aspect: aspectEntry}]; !ok {
		for i := range p.Entries {
			if p.Entries[i].Volume > 0 && chosen(&p.Entries[i].Mix, persona) {
				who.entry = int32(i)
				break
			}
		}
	}
	if who.language < 0 {
		who.language = first(&of.Languages)
	}
	if who.grade < 0 {
		who.grade = first(&of.PayGrades)
	}
	who.zone = first(&of.Zones)
	who.at = r.firstArrival(who.entry)
	if who.at < 0 {
		return nil
	}
	for i := range p.Properties {
		mask := uint64(0)
		dimension, ok := s.index[subject{aspect: aspectValue, of: int32(i)}]
		if ok {
			mask = begin[dimension]
		}
		value, found := r.valueIn(int32(i), &of.Properties[i], mask, ok, who)
		if !found {
			return nil
		}
		who.properties = append(who.properties, value)
	}
	// As they arrive: what the entry says of the past, the first of what it may be.
	arrive := r.flow.arrival(who.entry)
	for i := range s.dimensions {
		switch s.dimensions[i].aspect {
		case aspectMark, aspectSubscribed, aspectTopic, aspectEvent, aspectCount, aspectPoints:
			begin[i] = arrive[i]
		}
	}
	who.begin = begin
	return who
}

// first is the first value a mix can choose.
func first(mix *program.Mix) int32 {
	for _, v := range mix.Values {
		if chosen(mix, v) {
			return v
		}
	}
	return mix.Values[0]
}

// firstArrival is the tick of the first hour in which somebody can come in by an entry, -1 for none.
func (r *Reach) firstArrival(entry int32) int64 {
	e := &r.p.Entries[entry]
	if e.Base != nil {
		return 0
	}
	if len(e.Weights) == 0 {
		return e.At
	}
	for i, w := range e.Weights {
		if at := int64(i) * hour; w > 0 && at >= r.p.WarmUp {
			return at
		}
	}
	return -1
}

// valueIn is a value of a persona's property that lies in an atom, the first there is.
func (r *Reach) valueIn(property int32, mix *program.PropertyMix, mask uint64, cut bool, who *someone) (int64, bool) {
	var d *dimension
	if cut {
		d = &r.space.dimensions[r.space.index[subject{aspect: aspectValue, of: property}]]
	}
	fits := func(v int64) bool { return !cut || r.space.valueMask(d, v)&mask != 0 }
	date := r.p.Properties[property].Type == journey.PropertyDate
	day := func(v int64) int64 {
		if date && v != program.NotSet {
			return r.p.Zones[who.zone].At(calendar.Day(v), 0)
		}
		return v
	}
	if mix.Ranged {
		if date {
			return r.p.Zones[who.zone].At(r.p.Zones[who.zone].Wall(who.at).Day+calendar.Day(mix.Low), 0), true
		}
		candidates := []int64{mix.Low, mix.High}
		if cut {
			for _, at := range d.cuts { // the atom begins at a cut, or ends before one
				up := -(-at / program.Millionths)
				if at > 0 {
					up = (at + program.Millionths - 1) / program.Millionths
				}
				candidates = append(candidates, up, up-1, up+1)
			}
		}
		for _, v := range candidates {
			if v >= mix.Low && v <= mix.High && fits(v*program.Millionths) {
				return v * program.Millionths, true
			}
		}
		return 0, false
	}
	before := random.Never
	for i, c := range mix.Cuts {
		if c > before && fits(mix.Values[i]) {
			return day(mix.Values[i]), true
		}
		before = c
	}
	if (len(mix.Cuts) == 0 || before < random.Always) && fits(mix.Default) {
		return day(mix.Default), true
	}
	return 0, false
}

// person is how an example is told.
func (r *Reach) person(who *someone) *Person {
	p := r.p
	person := &Person{
		Persona: p.Personas[who.persona].ID, Entry: p.Entries[who.entry].ID, Language: p.Languages[who.language],
		PayGrade: string(rune('A' + who.grade - 1)),
	}
	for i, value := range who.properties {
		person.Properties = append(person.Properties, Value{p.Properties[i].ID, r.valueText(int32(i), value, who)})
	}
	for c := range p.Channels {
		if who.known[c] {
			person.Known = append(person.Known, p.Channels[c].ID)
			if who.allowed[c] {
				person.Allowed = append(person.Allowed, p.Channels[c].ID)
			}
		}
	}
	return person
}

// valueText is a property's value as the map writes it.
func (r *Reach) valueText(property int32, value int64, who *someone) string {
	of := &r.p.Properties[property]
	switch {
	case value == program.NotSet:
		return ""
	case of.Type == journey.PropertyNumber:
		return number(float64(value) / program.Millionths)
	case of.Type == journey.PropertyYesNo:
		return []string{"no", "yes"}[value&1]
	case of.Type == journey.PropertyDate:
		return r.p.Zones[who.zone].Wall(value).Day.String()
	case int(value) < len(of.Choices):
		return of.Choices[value]
	}
	return ""
}

func number(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
