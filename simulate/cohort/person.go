package cohort

import (
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// Person is who somebody is on arrival. One value is reused for many people: Become overwrites it.
type Person struct {
	Arrival
	Persona, Profile         int32
	Language, Zone, PayGrade int32
	// Properties by number, see program.PropertyMix.
	Properties []int64
	// Known and Allowed by number of the channel. Allowed is consent to a known address.
	Known, Allowed []bool
}

// NewPerson makes room for the people of a program.
func NewPerson(p *program.Program) *Person {
	return &Person{
		Properties: make([]int64, len(p.Properties)), Known: make([]bool, len(p.Channels)), Allowed: make([]bool, len(p.Channels)),
	}
}

// Become makes x the person who arrives. Every trait has its own draw, so a changed mix moves only those
// whose threshold moved.
func (x *Person) Become(p *program.Program, a Arrival) {
	x.Arrival = a
	x.Persona = p.Entries[a.Entry].Mix.Choose(a.Key.Draw(p.Keys.Persona))
	x.Profile = p.Profile(x.Persona, a.Entry)
	persona := &p.Personas[x.Persona]
	x.Language = choose(&persona.Languages, a.Key, p.Keys.Language)
	x.Zone = choose(&persona.Zones, a.Key, p.Keys.Zone)
	x.PayGrade = choose(&persona.PayGrades, a.Key, p.Keys.PayGrade)
	for i := range x.Properties {
		x.Properties[i] = x.property(p, i, &persona.Properties[i])
	}
	for i := range x.Known {
		reach, key := persona.Reach[i], p.Channels[i].Key
		x.Known[i] = reach.Known.Passes(a.Key.Draw(key.For(random.Known)))
		x.Allowed[i] = reach.Allowed.Passes(a.Key.Draw(key.For(random.Allowed)))
	}
}

func choose(m *program.Mix, person random.Person, key random.Key) int32 {
	if len(m.Values) == 1 {
		return m.Values[0]
	}
	return m.Choose(person.Draw(key))
}

// property draws a property's value. Dates become ticks: the beginning of the day on the person's clock.
func (x *Person) property(p *program.Program, i int, mix *program.PropertyMix) int64 {
	property := &p.Properties[i]
	isDate := property.Type == "date"
	value := mix.Default
	switch {
	case mix.Ranged:
		value = mix.Low + int64(random.Below(x.Key.Draw(property.Key), uint64(mix.High-mix.Low)+1))
		if isDate {
			value += int64(p.Zones[x.Zone].Wall(x.At).Day)
		} else {
			value *= program.Millionths
		}
	case len(mix.Cuts) > 0:
		if n := random.Choose(mix.Cuts, x.Key.Draw(property.Key)); n < len(mix.Values) {
			value = mix.Values[n]
		}
	}
	if isDate && value != program.NotSet {
		return Midnight(p, x.Zone, value)
	}
	return value
}
