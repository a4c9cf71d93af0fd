package message

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"rehearse/journey"
	"rehearse/journey/tag"
	"rehearse/simulate/cohort"
	"rehearse/simulate/random"
)

// Person is an example person who reads a message. Nobody is called so: the name is made up.
type Person struct {
	Name     string
	Persona  *journey.Persona // nil on a map without personas
	Language string
	values   map[string]string // of tags, by what they ask for
}

// Reader is an example person of a map who reads a language: of the first persona that speaks it, else of the first of all. The
// number tells several such people apart.
func Reader(m *journey.Map, language string, number int) Person {
	p := Person{Language: language, values: map[string]string{}}
	spoken := language
	if spoken == "" && len(m.Settings.Languages) > 0 {
		spoken = m.Settings.Languages[0]
	}
	var speakers []*journey.Persona
	for _, persona := range m.Personas {
		if slices.ContainsFunc(persona.Languages, func(w journey.Weighted) bool { return w.Value == spoken && w.Share.Value > 0 }) {
			speakers = append(speakers, persona)
		}
	}
	if len(speakers) == 0 {
		speakers = m.Personas
	}
	key := "reader"
	if len(speakers) > 0 {
		p.Persona = speakers[number%len(speakers)]
		key = string(p.Persona.ID)
	}
	p.Name = cohort.Name(random.Person(random.Hash(key+"/"+strconv.Itoa(number))), spoken)
	first, last, _ := strings.Cut(p.Name, " ")
	for value, names := range map[string][]string{
		first:  {"first_name", "firstname", "fname", "first", "given_name", "имя", "имени"},
		last:   {"last_name", "lastname", "lname", "surname", "family_name", "фамилия"},
		p.Name: {"name", "full_name", "fullname", "имя_и_фамилия"},
	} {
		for _, name := range names {
			p.values[name] = value
		}
	}
	for _, property := range m.Properties {
		if value := usual(property, p.Persona); value != "" {
			p.values[asked(string(property.ID))], p.values[asked(property.Name)] = value, value
		}
	}
	return p
}

// asked is a name in the form tags ask for it.
func asked(name string) string { return strings.Join(strings.Fields(strings.ToLower(name)), "_") }

// usual is the value of a property most people of a persona have; "" when it is not set.
func usual(p *journey.Property, of *journey.Persona) string {
	if of == nil {
		return p.Default
	}
	for _, mix := range of.Properties {
		if mix.Property != p.ID {
			continue
		}
		if p.Type == journey.PropertyNumber {
			return strconv.FormatFloat(math.Round((mix.Low+mix.High)/2), 'f', -1, 64)
		}
		best := -1.0
		value := ""
		for _, w := range mix.Values {
			if w.Share.Value > best {
				best, value = w.Share.Value, w.Value
			}
		}
		return value
	}
	return p.Default
}

// Piece is a part of a text as the person reads it.
type Piece struct {
	Text string
	// Filled: it stands in the place of a tag. Unknown: a tag nothing is known for, left as it is.
	Filled, Unknown bool
}

// Read puts what is known of the person in the place of tags.
func (p Person) Read(text string) []Piece {
	var list []Piece
	for _, piece := range tag.Split(text) {
		value, known := p.values[piece.Name]
		switch {
		case piece.Name == "":
			list = append(list, Piece{Text: piece.Text})
		case known:
			list = append(list, Piece{Text: value, Filled: true})
		default:
			list = append(list, Piece{Text: piece.Text, Unknown: true})
		}
	}
	return list
}

// Plain is a text as the person reads it.
func (p Person) Plain(text string) string {
	var b strings.Builder
	for _, piece := range p.Read(text) {
		b.WriteString(piece.Text)
	}
	return b.String()
}

// Unknown lists the tags of texts for which nothing is known, each once.
func (p Person) Unknown(texts ...string) []string {
	var list []string
	for _, text := range texts {
		for _, piece := range p.Read(text) {
			if piece.Unknown && !slices.Contains(list, piece.Text) {
				list = append(list, piece.Text)
			}
		}
	}
	return list
}
