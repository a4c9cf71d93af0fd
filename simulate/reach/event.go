package reach

import (
	"rehearse/journey"
	"rehearse/simulate/program"
)

// firing is a step that lets an event happen. By chance tells that it does so at some time after it was entered.
type firing struct {
	step, event int32
	byChance    bool
}

// ofEvent are the dimensions that tell whether an event has happened.
func (s *space) ofEvent(event int32) (list []int32) {
	for i := range s.dimensions {
		if d := &s.dimensions[i]; (d.aspect == aspectEvent || d.aspect == aspectCount) && d.of == event {
			list = append(list, int32(i))
		}
	}
	return list
}

// never is the atoms of somebody to whom an event has not happened.
func (d *dimension) never() uint64 {
	if d.aspect == aspectEvent || len(d.cuts) > 0 && d.cuts[0] == 1 {
		return 1
	}
	return 0 // the first atom of the count holds more than none
}

// emit lets an event happen to people.
func (f *flow) emit(step, event int32, who set, byChance bool) {
	if event == program.None || len(who.boxes) == 0 {
		return
	}
	f.fires[firing{step, event, byChance}] = true
	after := set{wide: who.wide}
	for _, b := range who.boxes {
		after.add(f.space.happened(b, event))
	}
	for i := range f.p.Scenarios {
		if t := &f.p.Scenarios[i].Trigger; t.Kind == journey.TriggerEvent && t.Event == event {
			f.begin(int32(i), after)
		}
	}
}

// happened is how people are at the moment an event happens to them.
func (s *space) happened(b box, event int32) box {
	b = s.copied(b)
	for _, i := range s.ofEvent(event) {
		d := &s.dimensions[i]
		if d.aspect == aspectEvent {
			b[i] = d.between(0, 0) &^ 1
			continue
		}
		more := uint64(0)
		for atom := range d.atoms {
			if b[i]>>atom&1 != 0 {
				low, high := d.bounds(atom)
				more |= d.between(max(low, 0)+1, high+1)
			}
		}
		b[i] = more
	}
	for _, points := range s.p.Events[event].Points {
		if i, ok := s.index[subject{aspect: aspectPoints, of: points.Score}]; ok {
			b[i] = s.dimensions[i].after(b[i])
		}
	}
	return b
}

// after is who goes on after an event: nobody whose scenario it ends.
func (f *flow) after(who set, event, scenario int32) set {
	if event == program.None {
		return who
	}
	if scenario != program.None {
		for _, exit := range f.p.Scenarios[scenario].Exits {
			if exit.Rule == nil && exit.Event == event && !exit.AfterWait {
				return set{}
			}
		}
	}
	result := set{wide: who.wide}
	for _, b := range who.boxes {
		result.add(f.space.happened(b, event))
	}
	return result
}

// bounds are the values of an atom, math.MaxInt64-1 for no end.
func (d *dimension) bounds(atom int) (low, high int64) {
	low, high = minValue, maxValue
	if atom > 0 {
		low = d.cuts[atom-1]
	}
	if atom < len(d.cuts) {
		high = d.cuts[atom] - 1
	}
	return low, high
}

const (
	minValue = -1 << 62
	maxValue = 1 << 62
)
