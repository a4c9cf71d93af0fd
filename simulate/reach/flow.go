package reach

import (
	"slices"

	"rehearse/journey"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
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

// firing is a step that lets an event happen. By chance tells that it does so at some time after it was entered.
type firing struct {
	step, event int32
	byChance    bool
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
		f.act(step)
	}
	return f
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

// later is how people of a box can be some time later. What ends a scenario has not happened as long as it runs: who has
// never done it has still not.
func (f *flow) later(b box, scenario int32) box {
	result := slices.Clone(b)
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

// never is the atoms of somebody to whom an event has not happened.
func (d *dimension) never() uint64 {
	if d.aspect == aspectEvent || len(d.cuts) > 0 && d.cuts[0] == 1 {
		return 1
	}
	return 0 // the first atom of the count holds more than none
}

// come lets people come to a step.
func (f *flow) come(step int32, b box, wide bool) {
	if b == nil || !f.exists(b) {
		return
	}
	if f.at[step].add(b) && !f.busy[step] {
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
			f.begins[scenario].add(b)
			f.come(s.Start, b, who.wide)
		}
	}
	f.begins[scenario].wide = f.begins[scenario].wide || who.wide
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
	b = slices.Clone(b)
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

// act lets all who can come to a step do what is done there, and go on.
func (f *flow) act(number int32) {
	step := &f.p.Steps[number]
	who := set{wide: f.at[number].wide}
	for _, b := range f.at[number].boxes {
		who.add(f.later(b, step.Scenario))
	}
	active, silent := f.silent(step.Scenario, who)
	who = active
	switch step.Kind {
	case program.KindTouchpoint:
		touch := &f.p.Touchpoints[step.Index]
		who = f.changed(who, touch.Changes)
		f.emit(number, touch.Event, who, false)
		who = f.after(who, touch.Event, step.Scenario)
	case program.KindUpdate:
		who = f.changed(who, f.p.Updates[step.Index].Changes)
	case program.KindGoal:
		goal := &f.p.Goals[step.Index]
		f.emit(number, goal.Event, who, false)
		who = f.after(who, goal.Event, step.Scenario)
		f.emit(number, goal.Also, who, false)
		who = f.after(who, goal.Also, step.Scenario)
	case program.KindMessage:
		who = f.message(number, step.Index, who)
	case program.KindExit:
		return
	}
	who.all(silent) // they go the same ways
	for i := range step.PortCount {
		if port := step.FirstPort + i; step.Kind != program.KindMessage || len(outcomes(f.p, step, i)) > 0 {
			f.leave(step, port, f.through(step, i, who))
		}
	}
}

// silent divides people at a step into those it does something to and those who are held out of its scenario.
func (f *flow) silent(scenario int32, who set) (active, silent set) {
	if scenario == program.None || f.p.Scenarios[scenario].Holdout == random.Never {
		return who, set{}
	}
	dimension, ok := f.space.index[subject{aspect: aspectHeld, of: scenario}]
	active, silent = set{wide: who.wide}, set{wide: who.wide}
	for _, b := range who.boxes {
		if !ok {
			active.add(b)
			silent.add(b)
			continue
		}
		if b := narrowed(b, dimension, no); b != nil && f.p.Scenarios[scenario].Holdout < random.Always {
			active.add(b)
		}
		if b := narrowed(b, dimension, yes); b != nil {
			silent.add(b)
		}
	}
	return active, silent
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

// changed is how people are after changes.
func (f *flow) changed(who set, changes []program.Change) set {
	result := set{wide: who.wide}
	for _, b := range who.boxes {
		b = slices.Clone(b)
		for i := range changes {
			f.change(b, &changes[i])
		}
		result.add(b)
	}
	return result
}

func (f *flow) change(b box, c *program.Change) {
	s := f.space
	value := yes
	if c.No {
		value = no
	}
	put := func(a aspect) {
		if i, ok := s.index[subject{aspect: a, of: c.Target}]; ok {
			d := &s.dimensions[i]
			switch a {
			case aspectValue:
				value = s.valueMask(d, c.Value)
			case aspectPoints:
				value = d.after(b[i])
			}
			if c.Share < random.Always {
				value |= b[i]
			}
			if c.Share > random.Never {
				b[i] = value
			}
		}
	}
	switch c.Kind {
	case journey.ChangeMark:
		put(aspectMark)
	case journey.ChangeKnown:
		put(aspectKnown)
	case journey.ChangeAllowed:
		put(aspectAllowed)
		if !c.No {
			put(aspectSubscribed)
		}
	case journey.ChangeSubscription:
		if !c.Channel {
			put(aspectTopic)
		}
	case journey.ChangeScore:
		put(aspectPoints)
	default:
		put(aspectValue)
	}
}

// through is who leaves a step by a port at a place: by a rule, an arm, or whatever happens to them there.
func (f *flow) through(step *program.Step, place int32, who set) set {
	switch step.Kind {
	case program.KindBranch:
		rules := f.p.Branches[step.Index].Rules
		for i, r := range rules {
			holds, fails := f.conditions.of(r)
			if int32(i) == place {
				return who.and(holds)
			}
			who = who.and(fails)
		}
	case program.KindSplit:
		cuts := f.p.Splits[step.Index].Cuts
		// What rounding leaves beyond the last cut goes by the last arm.
		if width(cuts, int(place)) == 0 && (int(place) < len(cuts)-1 || cuts[place] >= random.Always) {
			return set{}
		}
		if dimension, ok := f.space.index[subject{aspect: aspectArm, of: step.Index}]; ok {
			result := set{wide: who.wide}
			for _, b := range who.boxes {
				if b = narrowed(b, dimension, 1<<place); b != nil {
					result.add(b)
				}
			}
			return result
		}
	case program.KindWait:
		w := &f.p.Waits[step.Index]
		switch name := f.p.Ports[step.FirstPort+place].Name; {
		case w.Kind == journey.WaitEvent && name == journey.PortHappened:
			if !f.space.happens[w.Event] {
				return set{}
			}
			result := set{wide: who.wide}
			for _, b := range who.boxes {
				result.add(f.space.happened(b, w.Event))
			}
			return result
		case name == journey.PortTimedOut && w.TimeOut == 0:
			return set{}
		}
	}
	return who
}

// leave lets people go by a port.
func (f *flow) leave(step *program.Step, number int32, who set) {
	port := &f.p.Ports[number]
	if len(who.boxes) == 0 {
		return
	}
	active, _ := f.silent(step.Scenario, who)
	for _, link := range port.Pulls {
		f.take(link, active)
	}
	links, out := f.onward(step, port)
	if out {
		return // all who would go by it go by "out", which has them anyway
	}
	for _, link := range links {
		f.take(link, who)
	}
}

// onward are the links that carry a token on from a port; out tells that they are those of the port "out", because this one
// has pulls only.
func (f *flow) onward(step *program.Step, port *program.Port) (links []int32, out bool) {
	last := &f.p.Ports[step.FirstPort+step.PortCount-1]
	if len(port.Pulls) > 0 && len(port.Links) == 0 && port.Name != journey.PortOut && last.Name == journey.PortOut {
		return last.Links, true
	}
	return port.Links, false
}

// take lets people take a link, those who can.
func (f *flow) take(link int32, who set) {
	l := &f.p.Links[link]
	for _, b := range who.boxes {
		for _, way := range f.ways[link] {
			part := slices.Clone(b)
			f.space.restrict(part, subject{aspect: aspectPersona}, way[0])
			f.space.restrict(part, subject{aspect: aspectEntry}, way[1])
			f.pass(link, l.To, part, who.wide)
		}
		if f.ways[link] == nil {
			f.pass(link, l.To, b, who.wide)
		}
	}
}

func (f *flow) pass(link, to int32, b box, wide bool) {
	if !b.empty() && f.exists(b) {
		f.passed[link] = true
		f.come(to, b, wide)
	}
}

// message is who goes on from a message; the others' scenario has ended.
func (f *flow) message(number, index int32, who set) set {
	msg := &f.p.Messages[index]
	step := &f.p.Steps[number]
	if step.Scenario != program.None {
		if s := &f.p.Scenarios[step.Scenario]; s.Recheck && s.Segment != nil {
			holds, _ := f.conditions.of(s.Segment)
			who = who.and(holds)
		}
	}
	sent := f.reachable(msg, who)
	f.sends[index].all(sent)
	if len(sent.boxes) > 0 {
		after := set{wide: sent.wide}
		for _, b := range sent.boxes {
			after.add(f.later(b, program.None))
		}
		if msg.Response != nil && responds(msg) {
			f.emit(number, msg.Response.Event, after, true)
			if to := msg.Response.Step; to != program.None {
				for _, b := range after.boxes {
					f.come(to, b, after.wide)
				}
			}
		}
		if unsubscribes(msg) {
			f.emit(number, f.p.Policy.Unsubscribed, after, true)
		}
	}
	result := set{wide: who.wide}
	for _, b := range who.boxes {
		result.add(f.later(b, step.Scenario))
	}
	return result
}

// reachable is who of a set a message can be sent to: they speak a language it is written in, and have an address and
// consent for one of its channels.
func (f *flow) reachable(msg *program.Message, who set) set {
	s := f.space
	languages := uint64(0)
	for i, written := range msg.Language {
		if written {
			languages |= 1 << (i % maxAtoms)
		}
	}
	result := set{wide: who.wide}
	for _, b := range who.boxes {
		for _, c := range msg.Channels[:msg.Own] {
			part := slices.Clone(b)
			s.restrict(part, subject{aspect: aspectLanguage}, languages)
			s.restrict(part, subject{aspect: aspectKnown, of: c}, yes)
			if !msg.Transactional {
				s.restrict(part, subject{aspect: aspectAllowed, of: c}, yes)
				s.restrict(part, subject{aspect: aspectSubscribed, of: c}, yes)
				if msg.Topic != program.None {
					s.restrict(part, subject{aspect: aspectTopic, of: msg.Topic}, yes)
				}
			}
			if !part.empty() && f.exists(part) {
				result.add(part)
			}
		}
	}
	return result
}

// responds tells that somebody may do what a message's response says.
func responds(msg *program.Message) bool {
	return anyRate(msg, func(r *program.Rates) random.Threshold { return r.Response })
}

// unsubscribes tells that somebody may unsubscribe by a message.
func unsubscribes(msg *program.Message) bool {
	return anyRate(msg, func(r *program.Rates) random.Threshold { return r.Unsubscribe })
}

func anyRate(msg *program.Message, of func(*program.Rates) random.Threshold) bool {
	for _, row := range msg.Rates {
		for i := range row {
			if of(&row[i]) > random.Never {
				return true
			}
		}
	}
	return false
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
