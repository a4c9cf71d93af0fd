package journey

import "math"

// wholeSlack is how far shares of one whole may miss their sum, as where maps are compiled.
const wholeSlack = 1e-9

// whole is a set of shares that divide one thing.
type whole struct {
	shares []AssumptionPlace
	// fixed is what other shares, which hold for more people, take of it.
	fixed float64
	// open tells that something else takes what the shares leave: they may sum to less.
	open bool
}

// wholes lists the sets of shares of a map that sum to 1, or to 1 at most.
func wholes(m *Map) []whole {
	var list []whole
	mix := func(shares []AssumptionPlace, sum float64) {
		if len(shares) > 0 && math.Abs(sum-1) <= wholeSlack {
			list = append(list, whole{shares: shares})
		}
	}
	weighted := func(of Ref, field string, values []Weighted) {
		var shares []AssumptionPlace
		sum := 0.0
		for i, v := range values {
			shares = append(shares, AssumptionPlace{of, at(field, i) + ".share"})
			sum += m.Value(v.Share).Value
		}
		mix(shares, sum)
	}
	var audience []AssumptionPlace
	sum := 0.0
	for _, p := range m.Personas {
		of := Ref{Kind: KindPersona, ID: p.ID}
		audience = append(audience, AssumptionPlace{of, "share"})
		sum += m.Value(p.Share).Value
		weighted(of, "languages", p.Languages)
		weighted(of, "zones", p.Zones)
		weighted(of, "pay_grades", p.PayGrades)
		for i, property := range p.Properties {
			weighted(of, at("properties", i)+".values", property.Values)
		}
	}
	mix(audience, sum)
	for _, s := range m.Steps {
		of := Ref{Kind: KindStep, ID: s.ID}
		switch {
		case s.Entry != nil:
			weighted(of, "entry.mix", s.Entry.Mix)
		case s.Split != nil:
			var arms []AssumptionPlace
			sum := 0.0
			for i, arm := range s.Split.Arms {
				arms = append(arms, AssumptionPlace{of, at("split.arms", i) + ".weight"})
				sum += m.Value(arm.Weight).Value
			}
			mix(arms, sum)
		}
	}
	return append(list, portWholes(m)...)
}

// portWholes are the weights of links that leave by one port, for the same people.
func portWholes(m *Map) []whole {
	type portOf struct {
		from ID
		port Port
		pull bool
	}
	scenario := make(map[ID]ID, len(m.Steps))
	for _, s := range m.Steps {
		scenario[s.ID] = s.Scenario
	}
	links := map[portOf][]*Link{}
	var order []portOf
	for _, l := range m.Links {
		key := portOf{l.From, l.Port, scenario[l.From] != "" && scenario[l.To] == ""}
		if links[key] == nil {
			order = append(order, key)
		}
		links[key] = append(links[key], l)
	}
	var list []whole
	for _, key := range order {
		type people struct{ persona, entry ID }
		kinds := []people{{}}
		known := map[people]bool{{}: true}
		for _, l := range links[key] {
			for _, w := range l.Weights {
				if who := (people{w.Persona, w.Entry}); !known[who] {
					known[who] = true
					kinds = append(kinds, who)
				}
			}
		}
		for _, who := range kinds {
			if w := portWhole(m, links[key], who.persona, who.entry); len(w.shares) > 0 {
				list = append(list, w)
			}
		}
	}
	return list
}

// portWhole are the weights for exactly these people.
func portWhole(m *Map, links []*Link, persona, entry ID) whole {
	var w whole
	sum := 0.0
	for _, l := range links {
		weight, field := l.WeightFor(persona, entry)
		if weight == nil {
			w.open = true
			continue
		}
		value := m.Value(*weight).Value
		sum += value
		if l.weighs(field, persona, entry) {
			w.shares = append(w.shares, AssumptionPlace{Ref{Kind: KindLink, ID: l.ID}, field})
		} else {
			w.fixed += value
		}
	}
	w.open = w.open || math.Abs(sum-1) > wholeSlack
	return w
}

// WeightFor is the weight of a link for people of a persona who came by an entry ("" for people in general) and its
// field: the most specific of persona and entry, persona, entry, general; nil where the link takes what the others
// leave.
func (l *Link) WeightFor(persona, entry ID) (weight *Assumption, field string) {
	weight, field = l.Weight, "weight"
	rank := 0
	for i := range l.Weights {
		w := &l.Weights[i]
		if (w.Persona != "" && w.Persona != persona) || (w.Entry != "" && w.Entry != entry) {
			continue
		}
		r := 1
		if w.Persona != "" {
			r = 2
		}
		if w.Persona != "" && w.Entry != "" {
			r = 3
		}
		if r > rank {
			weight, field, rank = &w.Weight, at("weights", i)+".weight", r
		}
	}
	return weight, field
}

// weighs tells that a field of the link is the weight for exactly these people.
func (l *Link) weighs(field string, persona, entry ID) bool {
	for i, w := range l.Weights {
		if field == at("weights", i)+".weight" {
			return w.Persona == persona && w.Entry == entry
		}
	}
	return persona == "" && entry == ""
}

// restore makes shares one whole again after some of them were given other values.
func (c *assumptionCopy) restore(w whole) {
	given, rest := 0.0, 0.0
	var free, moved []AssumptionPlace
	for _, place := range w.shares {
		if c.moved[place] {
			given += c.value(place)
			moved = append(moved, place)
		} else {
			rest += c.value(place)
			free = append(free, place)
		}
	}
	left := 1 - w.fixed - given
	if len(moved) == 0 || w.open && left >= rest {
		return
	}
	scale := func(places []AssumptionPlace, factor float64) {
		for _, place := range places {
			c.set(place, c.value(place)*factor)
		}
	}
	switch {
	case left >= 0 && rest > 0:
		scale(free, left/rest)
	case left >= 0 && len(free) > 0:
		for _, place := range free {
			c.set(place, left/float64(len(free)))
		}
	case given > 0 && 1-w.fixed >= 0:
		scale(free, 0)
		scale(moved, (1-w.fixed)/given)
	}
}
