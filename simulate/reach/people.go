package reach

import (
	"slices"

	"rehearse/journey"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// valueMask is the atom of a property's value.
func (s *space) valueMask(d *dimension, value int64) uint64 {
	if value == program.NotSet {
		return d.notSet()
	}
	return 1 << d.atom(value)
}

// people is who can be of a persona at any time of the run.
func (s *space) people(persona int32) box { return s.peopleOf(persona, (*dimension).after) }

// newcomers is who of a persona can arrive.
func (s *space) newcomers(persona int32) box {
	return s.peopleOf(persona, func(_ *dimension, mask uint64) uint64 { return mask })
}

// peopleOf is who can be of a persona; what people come with is made what it may become.
func (s *space) peopleOf(persona int32, become func(d *dimension, mask uint64) uint64) box {
	b := slices.Clone(s.full)
	of := &s.p.Personas[persona]
	s.restrict(b, subject{aspect: aspectPersona}, 1<<persona)
	entries, comes := uint64(0), false
	for i := range s.p.Entries {
		if s.p.Entries[i].Volume > 0 && chosen(&s.p.Entries[i].Mix, persona) {
			entries, comes = entries|1<<(i%maxAtoms), true
		}
	}
	if !comes {
		clear(b)
		return b
	}
	s.restrict(b, subject{aspect: aspectEntry}, entries)
	s.restrict(b, subject{aspect: aspectLanguage}, mixMask(&of.Languages, 0))
	s.restrict(b, subject{aspect: aspectGrade}, mixMask(&of.PayGrades, 1))
	for c := range of.Reach {
		known, allowed := s.index[subject{aspect: aspectKnown, of: int32(c)}], s.index[subject{aspect: aspectAllowed, of: int32(c)}]
		b[known] = become(&s.dimensions[known], share(of.Reach[c].Known))
		b[allowed] = become(&s.dimensions[allowed], share(of.Reach[c].Allowed))
	}
	for i := range s.dimensions {
		d := &s.dimensions[i]
		if d.aspect == aspectValue {
			b[i] &= become(d, s.values(d, &of.Properties[d.of]))
		}
	}
	return b
}

// values is where the values of a persona's property lie.
func (s *space) values(d *dimension, mix *program.PropertyMix) uint64 {
	switch {
	case mix.Ranged:
		if s.p.Properties[d.of].Type != journey.PropertyNumber {
			return d.all
		}
		return d.between(mix.Low*program.Millionths, mix.High*program.Millionths)
	case len(mix.Cuts) == 0:
		return s.valueMask(d, mix.Default)
	}
	mask, before := uint64(0), random.Never
	for i, cut := range mix.Cuts {
		if cut > before {
			mask |= s.valueMask(d, mix.Values[i])
		}
		before = cut
	}
	if before < random.Always {
		mask |= s.valueMask(d, mix.Default)
	}
	return mask
}

// share is the atoms of a share of people.
func share(t random.Threshold) (mask uint64) {
	if t > random.Never {
		mask |= yes
	}
	if t < random.Always {
		mask |= no
	}
	return mask
}

// chosen tells that a mix can choose a value.
func chosen(mix *program.Mix, value int32) bool {
	if len(mix.Cuts) == 0 {
		return slices.Contains(mix.Values, value)
	}
	before := random.Never
	for i, cut := range mix.Cuts {
		if cut > before && mix.Values[i] == value {
			return true
		}
		before = cut
	}
	return before < random.Always && len(mix.Values) > 0 && mix.Values[len(mix.Values)-1] == value
}

// mixMask is the values a mix can choose, of which the first is less.
func mixMask(mix *program.Mix, less int32) (mask uint64) {
	for _, v := range mix.Values {
		if chosen(mix, v) && v-less < maxAtoms {
			mask |= 1 << (v - less)
		}
	}
	return mask
}
