package reach

import (
	"slices"

	"rehearse/journey"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// weigh finds out who can take the links of a port at all.
func (f *flow) weigh(port *program.Port) {
	part := func(links []int32, cuts [][]random.Threshold, variant []int32) {
		if variant == nil && len(cuts) == 0 {
			return // a fork or a race
		}
		for i, link := range links {
			if variant == nil {
				if width(cuts[0], i) == 0 {
					f.ways[link] = [][2]uint64{}
				}
				continue
			}
			groups := [][2]uint64{}
			for persona := range f.p.Personas {
				entries := uint64(0)
				for entry := range f.p.Entries {
					if width(cuts[variant[f.p.Profile(int32(persona), int32(entry))]], i) > 0 {
						entries |= 1 << (entry % maxAtoms)
					}
				}
				if entries == 0 {
					continue
				}
				if n := slices.IndexFunc(groups, func(g [2]uint64) bool { return g[1] == entries }); n >= 0 {
					groups[n][0] |= 1 << (persona % maxAtoms)
				} else {
					groups = append(groups, [2]uint64{1 << (persona % maxAtoms), entries})
				}
			}
			f.ways[link] = groups
		}
	}
	if !port.Fork && !port.Race {
		part(port.Links, port.Cuts, port.Variant)
	}
	part(port.Pulls, port.PullCuts, port.PullVariant)
}

// width is the chance of an outcome among cumulative thresholds.
func width(cuts []random.Threshold, i int) random.Threshold {
	if i == 0 {
		return cuts[0]
	}
	return cuts[i] - cuts[i-1]
}

// arrival is how people are when they come in by an entry, whatever their persona.
func (f *flow) arrival(entry int32) box {
	s := f.space
	b := slices.Clone(s.full)
	s.restrict(b, subject{aspect: aspectEntry}, 1<<(entry%maxAtoms))
	personas := uint64(0)
	for i := range f.p.Personas {
		if chosen(&f.p.Entries[entry].Mix, int32(i)) {
			personas |= 1 << (i % maxAtoms)
		}
	}
	s.restrict(b, subject{aspect: aspectPersona}, personas)
	for i := range s.dimensions {
		d := &s.dimensions[i]
		switch d.aspect {
		case aspectMark:
			b[i] = no
		case aspectSubscribed, aspectTopic:
			b[i] = yes
		case aspectEvent:
			b[i] = 1
		case aspectCount:
			b[i] = d.between(0, 0)
		case aspectPoints:
			score := &f.p.Scores[d.of]
			begin := min(max(0, score.Floor), score.Ceiling)
			b[i] = d.between(begin, begin)
		}
	}
	if past := f.p.Entries[entry].Base; past != nil {
		f.remember(b, past)
	}
	return b
}

// remember adds what people of a base may bring along.
func (f *flow) remember(b box, past *program.Base) {
	s := f.space
	all := func(event int32) {
		for _, i := range s.ofEvent(event) {
			b[i] = s.dimensions[i].all
		}
	}
	for _, e := range past.Events {
		all(e.Event)
	}
	if len(past.Messages) > 0 {
		all(f.p.Policy.Received)
	}
	for _, u := range past.Unsubscribed {
		if i, ok := s.index[subject{aspect: aspectSubscribed, of: u.Channel}]; ok {
			b[i] |= share(random.Always - u.Share)
		}
	}
	for _, score := range past.Scores {
		if i, ok := s.index[subject{aspect: aspectPoints, of: score.Score}]; ok {
			d, of := &s.dimensions[i], &f.p.Scores[score.Score]
			b[i] = d.between(min(max(score.Low, of.Floor), of.Ceiling), min(max(score.High, of.Floor), of.Ceiling))
		}
	}
}

// outside starts what dates, segments and events from outside start.
func (f *flow) outside() {
	for i := range f.p.Scenarios {
		switch s := &f.p.Scenarios[i]; s.Trigger.Kind {
		case journey.TriggerDate:
			if s.Trigger.Property != program.None || len(s.Trigger.Instants) > 0 {
				f.begin(int32(i), f.anybody)
			}
		case journey.TriggerSegment:
			holds, _ := f.conditions.of(s.Trigger.Segment)
			f.begin(int32(i), f.anybody.and(holds))
		}
	}
	for i := range f.p.Outside {
		holds, _ := f.conditions.of(f.p.Outside[i].Segment)
		f.emit(program.None, f.p.Outside[i].Event, f.anybody.and(holds), false)
	}
}

// begin starts a scenario for those of its segment.
func (f *flow) begin(scenario int32, who set) {
	s := &f.p.Scenarios[scenario]
	holds, _ := f.conditions.of(s.Segment)
	who = who.and(holds)
	for _, b := range who.boxes {
		if f.exists(b) {
			f.begins[scenario].keep(b)
			f.come(s.Start, b, who.wide)
		}
	}
	f.begins[scenario].wide = f.begins[scenario].wide || who.wide
}
