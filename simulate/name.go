package simulate

import (
	"rehearse/journey"
	"rehearse/simulate/cohort"
)

// Names are what people of a run are called, in the order asked for; "" for somebody who is not in it. Nothing is run: a
// name is a draw of the person's own. The error is journey.Problems when the map or the specification is at fault.
func Names(m *journey.Map, spec Spec, people []PersonRef) ([]string, error) {
	names := make([]string, len(people))
	runs := map[uint64]*rehearsal{}
	for i, person := range people {
		r := runs[person.Seed]
		if r == nil {
			var err error
			spec.Seed = person.Seed
			if r, err = prepare(m, spec); err != nil {
				return nil, err
			}
			runs[person.Seed] = r
		}
		if arrival, err := r.find(person); err == nil {
			who := cohort.NewPerson(r.program)
			who.Become(arrival)
			names[i] = cohort.Name(who.Key, r.program.Languages[who.Language])
		}
	}
	return names, nil
}
