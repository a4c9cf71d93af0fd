package finding

import (
	"strings"

	"rehearse/journey"
)

// Name is what a record is called, and the part of it that is meant: a message id, "" for all of it. Without a name the
// part is all there is to say.
type Name struct {
	Name string       `json:"name"`
	Part journey.Word `json:"part,omitempty"`
}

// Names is an argument that lists names; whoever prints it quotes them, and counts those after the first four.
type Names []Name

// Plain lists the names as a text, which the history of a map can keep.
func (n Names) Plain() string {
	list := make([]string, len(n))
	for i := range n {
		list[i] = n[i].Name
	}
	return strings.Join(list, ", ")
}

// Amount is an argument that is an amount of money.
type Amount struct {
	Money    journey.Money `json:"money"`
	Currency string        `json:"currency"`
}

// Measure is an argument that is a number in the unit of a threshold: a share is written as a percentage.
type Measure struct {
	Value float64 `json:"value"`
	Unit  Unit    `json:"unit"`
}

// Rule is an argument that is a rule, written with the keywords of each language there is; English comes first.
type Rule []Written

// Written is a text in a language, by its code.
type Written struct{ Language, Text string }

// In is the rule with the keywords of a language, the first where that has none.
func (r Rule) In(language string) string {
	for _, w := range r {
		if w.Language == language {
			return w.Text
		}
	}
	return r.Plain()
}

// Plain is the rule as a text, which the history of a map can keep.
func (r Rule) Plain() string {
	if len(r) == 0 {
		return ""
	}
	return r[0].Text
}

// MarshalText writes the rule in JSON as a text.
func (r Rule) MarshalText() ([]byte, error) { return []byte(r.Plain()), nil }
