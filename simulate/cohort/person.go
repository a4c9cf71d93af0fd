package cohort

import (
	"rehearse/journey"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// Person is who somebody is on arrival, and what is known of them since. One value is reused for many people: Become
// overwrites it. What most people are never asked for is drawn when it is asked for: every trait has a draw of its own, so
// the moment of asking changes nothing.
type Person struct {
	Arrival
	// Since is the tick at which the person came: that of the arrival, or before the start for people of a base.
	Since                    int64
	Persona, Profile         int32
	Language, Zone, PayGrade int32
	// Past is what somebody of a base did before the start.
	Past Past

	program        *program.Program
	properties     []int64  // by number, see program.PropertyMix; valid where drawn
	drawn          []answer // by number of the property: yes where it was
	known, allowed []answer // by number of the channel
	answers        []answer // all three, to be forgotten at once, a whole number of stretches
	plain          []bool   // by persona: its people have one language, zone and pay grade, which needs no chance
}

// answer is yes or no once somebody has asked.
type answer uint8

const (
	unasked answer = iota
	no
	yes
)

// stretch is how many answers are forgotten at once.
const stretch = 16

func answerOf(is bool) answer {
	if is {
		return yes
	}
	return no
}

// NewPerson makes room for the people of a program.
func NewPerson(p *program.Program) *Person {
	properties, channels := len(p.Properties), len(p.Channels)
	answers := make([]answer, (properties+2*channels+stretch-1)/stretch*stretch)
	x := &Person{
		program: p, properties: make([]int64, properties), answers: answers, drawn: answers[:properties],
		known: answers[properties : properties+channels], allowed: answers[properties+channels : properties+2*channels], plain: make([]bool, len(p.Personas)),
	}
	for i := range p.Personas {
		persona := &p.Personas[i]
		x.plain[i] = len(persona.Languages.Values) == 1 && len(persona.Zones.Values) == 1 && len(persona.PayGrades.Values) == 1
	}
	return x
}

// Become makes x the person who arrives. Every trait has its own draw, so a changed mix moves only those
// whose threshold moved.
func (x *Person) Become(a Arrival) { x.BecomeOf(&a, PersonaOf(x.program, &a)) }

// BecomeOf is Become for somebody whose persona is known.
func (x *Person) BecomeOf(a *Arrival, number int32) {
	p := x.program
	x.Arrival = *a
	x.Persona = number
	x.Profile = p.Profile(x.Persona, a.Entry)
	persona := &p.Personas[x.Persona]
	if x.plain[x.Persona] {
		x.Language, x.Zone, x.PayGrade = persona.Languages.Values[0], persona.Zones.Values[0], persona.PayGrades.Values[0]
	} else {
		x.Language = choose(&persona.Languages, a.Key, p.Keys.Language)
		x.Zone = choose(&persona.Zones, a.Key, p.Keys.Zone)
		x.PayGrade = choose(&persona.PayGrades, a.Key, p.Keys.PayGrade)
	}
	for all := x.answers; len(all) >= stretch; all = all[stretch:] {
		*(*[stretch]answer)(all) = [stretch]answer{}
	}
	x.Since = x.At
	x.Past.Events, x.Past.Messages = x.Past.Events[:0], x.Past.Messages[:0]
	if base := p.Entries[x.Entry].Base; base != nil {
		x.remember(base)
	}
}

// PersonaOf is the persona of the person who arrives.
func PersonaOf(p *program.Program, a *Arrival) int32 {
	return choose(&p.Entries[a.Entry].Mix, a.Key, p.Keys.Persona)
}

func choose(m *program.Mix, person random.Person, key random.Key) int32 {
	if len(m.Values) == 1 {
		return m.Values[0]
	}
	return m.Choose(person.Draw(key))
}

// Knows tells that the address on a channel exists.
func (x *Person) Knows(channel int32) bool {
	if x.known[channel] == unasked {
		share := x.program.Personas[x.Persona].Reach[channel].Known
		x.known[channel] = answerOf(share.Passes(x.Key.Draw(x.program.Channels[channel].Key.For(random.Known))))
	}
	return x.known[channel] == yes
}

// Allows tells that the person consented to a channel, whether or not the address is known.
func (x *Person) Allows(channel int32) bool {
	if x.allowed[channel] == unasked {
		share := x.program.Personas[x.Persona].Reach[channel].Allowed
		x.allowed[channel] = answerOf(share.Passes(x.Key.Draw(x.program.Channels[channel].Key.For(random.Allowed))))
	}
	return x.allowed[channel] == yes
}

// SetKnown and SetAllowed change what is known from now on.
func (x *Person) SetKnown(channel int32, is bool) { x.known[channel] = answerOf(is) }

// SetAllowed changes the consent from now on.
func (x *Person) SetAllowed(channel int32, is bool) { x.allowed[channel] = answerOf(is) }

// Property is the value of a property, as program.PropertyMix says; program.NotSet for none.
func (x *Person) Property(property int32) int64 {
	if x.drawn[property] == unasked {
		x.drawn[property] = yes
		x.properties[property] = x.drawProperty(property)
	}
	return x.properties[property]
}

// SetProperty changes a property from now on.
func (x *Person) SetProperty(property int32, value int64) {
	x.drawn[property], x.properties[property] = yes, value
}

// drawProperty draws a property's value. Dates become ticks: the beginning of the day on the person's clock.
func (x *Person) drawProperty(i int32) int64 {
	p := x.program
	property, mix := &p.Properties[i], &p.Personas[x.Persona].Properties[i]
	isDate := property.Type == journey.PropertyDate
	value := mix.Default
	switch {
	case mix.Ranged:
		value = mix.Low + int64(random.Below(x.Key.Draw(property.Key), uint64(mix.High-mix.Low)+1))
		if isDate {
			value += int64(p.Zones[x.Zone].Wall(x.Since).Day)
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
