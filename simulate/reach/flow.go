package reach

import (
	"rehearse/simulate/program"
)

// flow carries sets of people over the map until nothing is added any more: who can be at each step, how they are when they
// come there.
type flow struct {
	p          *program.Program
	space      *space
	conditions *conditions
	// at is by step who can come there; begins by scenario who can start it, as they are then.
	at, begins []set
	// sends is by message who it can be sent to, as they are then.
	sends []set
	// anybody is who can be on the map at any time.
	anybody set
	// passed tells by link, fires by event and emitting step, that somebody takes it.
	passed []bool
	fires  map[firing]bool
	// kept are by scenario the dimensions of the events that end it at once: as long as it runs they have not happened since.
	kept [][]int32
	ways [][][2]uint64 // by link: the personas and entries that can take it; nil for all, empty for nobody
	busy []bool
	list []int32
}

func newFlow(s *space) *flow {
	p := s.p
	f := &flow{
		p: p, space: s, conditions: &conditions{space: s, done: map[*program.Rule][2]set{}}, at: make([]set, len(p.Steps)),
		begins: make([]set, len(p.Scenarios)), sends: make([]set, len(p.Messages)), passed: make([]bool, len(p.Links)), fires: map[firing]bool{},
		kept: make([][]int32, len(p.Scenarios)), ways: make([][][2]uint64, len(p.Links)), busy: make([]bool, len(p.Steps)),
	}
	for i := range p.Ports {
		f.weigh(&p.Ports[i])
	}
	for i := range p.Scenarios {
		for _, exit := range p.Scenarios[i].Exits {
			if exit.Rule == nil && !exit.AfterWait {
				f.kept[i] = append(f.kept[i], s.ofEvent(exit.Event)...)
			}
		}
	}
	for i := range p.Entries {
		if p.Entries[i].Volume > 0 {
			b := f.arrival(int32(i))
			f.anybody.add(f.later(b, program.None))
			f.come(p.Entries[i].Step, b, false)
		}
	}
	if len(f.anybody.boxes) > 0 {
		f.outside()
	}
	for len(f.list) > 0 {
		step := f.list[0]
		f.list = f.list[1:]
		f.busy[step] = false
		s.briefly()
		f.act(step)
		s.briefEnds()
	}
	return f
}

// later is how people of a box can be some time later. What ends a scenario has not happened as long as it runs: who has
// never done it has still not.
func (f *flow) later(b box, scenario int32) box {
	result := f.space.copied(b)
	for _, i := range f.space.varying {
		result[i] = f.space.dimensions[i].after(b[i])
	}
	if scenario != program.None {
		for _, i := range f.kept[scenario] {
			if none := f.space.dimensions[i].never(); b[i]&^none == 0 {
				result[i] = b[i]
			}
		}
	}
	return result
}

// come lets people come to a step.
func (f *flow) come(step int32, b box, wide bool) {
	if b == nil || !f.exists(b) {
		return
	}
	if f.at[step].keep(b) && !f.busy[step] {
		f.busy[step] = true
		f.list = append(f.list, step)
	}
	f.at[step].wide = f.at[step].wide || wide
}

// exists tells that some persona has people in a box.
func (f *flow) exists(b box) bool {
	for _, people := range f.space.universe {
		if overlap(b, people) {
			return true
		}
	}
	return false
}

// overlap tells that somebody is in both boxes.
func overlap(a, b box) bool {
	for i, mask := range a {
		if mask&b[i] == 0 {
			return false
		}
	}
	return true
}
