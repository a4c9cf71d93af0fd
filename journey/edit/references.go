package edit

import (
	"reflect"

	"rehearse/journey"
)

// walker goes over every reference one record holds to another. It is the one table of what refers to
// what, and of what a record becomes when a target is gone: see walk and its parts.
//
// The words of the table:
//
//	clear    the field becomes empty; the record is then incomplete, and the checks say so
//	drop     the element of the list goes, the others stay
//	must     the record makes no sense without its target and goes as well
//	guard    the target may not go: without it the record would mean more people, silently
//
// Names inside rules are text: rules that name what is gone stay as they are and the checks point at
// the word.
type walker struct {
	// target says what a reference becomes; false when its target is gone. IDs are unique over all kinds,
	// and an event may be a goal step, so the kind is not asked.
	target func(journey.ID) (journey.ID, bool)
	// fact is what the use of a shared assumption becomes that is gone; nil leaves assumptions alone.
	fact func(use journey.Assumption) journey.Assumption
	// guarded collects targets that may not go.
	guarded []journey.ID
}

// clear empties a reference whose target is gone.
func (w *walker) clear(id *journey.ID) {
	w.must(id)
}

// must reports whether a reference still has its target; an empty one needs none.
func (w *walker) must(id *journey.ID) bool {
	if *id == "" {
		return true
	}
	to, ok := w.target(*id)
	if to != *id {
		*id = to
	}
	return ok
}

// guard notes a target that may not go.
func (w *walker) guard(id *journey.ID) {
	was := *id
	if !w.must(id) {
		w.guarded = append(w.guarded, was)
	}
}

// mustRef is must for a reference to any kind.
func (w *walker) mustRef(r *journey.Ref) bool { return w.must(&r.ID) }

// clearRef is clear for a reference to any kind.
func (w *walker) clearRef(r *journey.Ref) {
	if !w.mustRef(r) {
		*r = journey.Ref{}
	}
}

// drop keeps the elements for which keep holds. It writes only when one goes.
func drop[E any](list *[]E, keep func(*E) bool) {
	kept := 0
	for i := range *list {
		if keep(&(*list)[i]) {
			if kept != i {
				(*list)[kept] = (*list)[i]
			}
			kept++
		}
	}
	if kept < len(*list) {
		clear((*list)[kept:])
		if *list = (*list)[:kept]; kept == 0 {
			*list = nil
		}
	}
}

// dropIDs keeps the references that have their target.
func (w *walker) dropIDs(ids *[]journey.ID) {
	drop(ids, func(id *journey.ID) bool { return w.must(id) })
}

// value is must for a mix whose values are IDs.
func (w *walker) value(v *string) bool {
	id := journey.ID(*v)
	ok := w.must(&id)
	if string(id) != *v {
		*v = string(id)
	}
	return ok
}

// walk visits every reference of a record, which must be a copy unless the walker only looks. It
// reports whether the record itself may stay.
func (w *walker) walk(r journey.Record) bool {
	if w.fact != nil {
		w.assumptions(reflect.ValueOf(r))
	}
	switch r := r.(type) {
	case *journey.Persona:
		w.clear(&r.Portrait)
		w.dropIDs(&r.LikedChannels)
		drop(&r.Properties, func(p *journey.PropertyMix) bool { return w.must(&p.Property) })
		drop(&r.Channels, func(c *journey.Reach) bool { return w.must(&c.Channel) })
	case *journey.Event:
		if r.Outside != nil {
			w.guard(&r.Outside.Segment)
		}
	case *journey.Offer:
		w.anchor(r.Expires)
	case *journey.Score:
		drop(&r.Points, func(p *journey.EventPoints) bool { return w.must(&p.Event) })
	case *journey.Scenario:
		w.scenario(r)
	case *journey.Step:
		return w.step(r)
	case *journey.Link:
		drop(&r.Weights, func(f *journey.WeightFor) bool {
			persona := w.must(&f.Persona)
			return w.must(&f.Entry) && persona
		})
		from := w.must(&r.From)
		return w.must(&r.To) && from
	case *journey.Policy:
		drop(&r.Caps, w.cap)
	case *journey.Cost:
		return w.mustRef(&r.On)
	case *journey.Observed:
		return w.mustRef(&r.Target)
	case *journey.Comment:
		return w.mustRef(&r.On)
	case *journey.Silence:
		return w.mustRef(&r.Target)
	}
	return true
}

func (w *walker) scenario(s *journey.Scenario) {
	w.clear(&s.Trigger.Event)
	w.clear(&s.Trigger.Segment) // then nobody enters it: narrower, never wider
	w.clear(&s.Trigger.Property)
	w.clear(&s.Start)
	w.guard(&s.Segment)
	drop(&s.Exits, func(x *journey.ExitCriterion) bool {
		return w.must(&x.Event) || x.Rule != ""
	})
	w.clearRef(&s.Goal)
	w.dropIDs(&s.Personas)
}

// cap keeps a cap unless all that it counted is gone: without its list it would count everything.
func (w *walker) cap(c *journey.Cap) bool {
	w.clear(&c.Fallback)
	if len(c.Of) == 0 {
		return true
	}
	w.dropIDs(&c.Of)
	return len(c.Of) > 0
}

func (w *walker) anchor(a *journey.Anchor) {
	if a != nil {
		w.clear(&a.Of)
	}
}

// assumptions replaces uses of a shared assumption that is gone by what it said.
func (w *walker) assumptions(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			w.assumptions(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			if k := v.Index(i).Kind(); k != reflect.Struct && k != reflect.Pointer {
				return
			}
			w.assumptions(v.Index(i))
		}
	case reflect.Struct:
		if a, ok := v.Addr().Interface().(*journey.Assumption); ok {
			if use := *a; !w.must(&a.Use) {
				*a = w.fact(use)
				a.Use = ""
			}
			return
		}
		for i := range v.NumField() {
			w.assumptions(v.Field(i))
		}
	}
}
