package draw

import (
	"slices"

	"rehearse/journey"
)

// hide takes away what belongs to hidden scenarios: their frames, steps and the links of these. What remains stays where it is.
func (b *builder) hide() {
	if len(b.o.Hidden) == 0 {
		return
	}
	b.items = slices.DeleteFunc(b.items, func(it Item) bool {
		switch it.Of.Kind {
		case journey.KindScenario:
			return b.o.Hidden[it.Of.ID]
		case journey.KindStep:
			return b.hidden(it.Of.ID)
		case journey.KindLink:
			r := b.l.Route(it.Of.ID)
			return r != nil && (b.hidden(r.Link.From) || b.hidden(r.Link.To))
		}
		return false
	})
}

// hidden reports whether a step belongs to a hidden scenario.
func (b *builder) hidden(step journey.ID) bool {
	c := b.l.Card(step)
	return c != nil && c.Step.Scenario != "" && b.o.Hidden[c.Step.Scenario]
}
