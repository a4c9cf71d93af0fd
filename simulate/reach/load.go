package reach

import (
	"rehearse/journey"
	"rehearse/simulate/program"
)

// flowLoad is what the instances of one flow can contribute to the contacts of a window.
type flowLoad struct {
	// wanted and sent are the most contacts; free is by cap the most that the cap does not count.
	wanted, sent int64
	free         []int64
	instances    int64
	// chain is the steps of one instance that make up the wanted contacts, in order.
	chain []int32
}

// mostContacts of one instance that are counted; of more there is no bound.
const mostContacts = 300

// contact is a step that contacts people: a message, or a call with its attempts.
type contact struct {
	step int32
	// each is the contacts of one visit, message its number, None for calls.
	each    int64
	message int32
}

// contacts are the steps of a flow that contact people.
func (r *Reach) contactsOf(flow int32) (list []contact) {
	for i := range r.p.Steps {
		step := &r.p.Steps[i]
		if flowOf(r.p, step.Scenario) != flow || len(r.flow.at[i].boxes) == 0 {
			continue
		}
		switch step.Kind {
		case program.KindMessage:
			if len(r.flow.sends[step.Index].boxes) > 0 {
				list = append(list, contact{step: int32(i), each: 1, message: step.Index})
			}
		case program.KindCall:
			list = append(list, contact{step: int32(i), each: int64(r.p.Calls[step.Index].Attempts), message: program.None})
		}
	}
	return list
}

// flowLoad works out what a flow can contribute to a window.
func (r *Reach) flowLoad(flow int32, window int64) flowLoad {
	contacts := r.contactsOf(flow)
	load := flowLoad{free: make([]int64, len(r.p.Policy.Caps))}
	if len(contacts) == 0 {
		return load
	}
	load.instances = r.instancesIn(flow, window, contacts)
	all := func(*contact) bool { return true }
	load.wanted, load.chain = r.contactsIn(flow, window, contacts, load.instances, false, all)
	load.sent, _ = r.contactsIn(flow, window, contacts, load.instances, true, all)
	for i := range r.p.Policy.Caps {
		cap := &r.p.Policy.Caps[i]
		load.free[i], _ = r.contactsIn(flow, window, contacts, load.instances, true, func(c *contact) bool { return !r.capped(cap, c) })
	}
	return load
}

// capped tells that a cap counts a contact, by whatever channel it goes.
func (r *Reach) capped(cap *program.Cap, c *contact) bool {
	if c.message == program.None || r.p.Messages[c.message].Transactional {
		return false
	}
	msg := &r.p.Messages[c.message]
	for _, channel := range msg.Channels {
		if r.p.Channels[channel].CapsExempt || !concerns(r.p, cap, msg, channel) {
			return false
		}
	}
	return cap.Scope != journey.ScopeChannels || cap.Of != nil || len(msg.Channels) == 1
}

// instancesIn bounds how many instances of a flow can contact somebody in a window; of the main flow, how often the person can be
// brought into it.
func (r *Reach) instancesIn(flow int32, window int64, contacts []contact) int64 {
	g := r.graph
	if int(flow) == len(r.p.Scenarios) {
		most := int64(1)
		for _, l := range g.landings() {
			for _, c := range contacts {
				if l.leads[c.step] {
					most = min(most+times(g.visits[l.from], l.each), many)
					break
				}
			}
		}
		return most
	}
	most := g.visits[g.start(flow)]
	s := &r.p.Scenarios[flow]
	pause := int64(0)
	if s.Reentry == journey.ReentryPause {
		pause = s.Pause
	}
	if s.Trigger.Kind == journey.TriggerDate && s.Trigger.Property == program.None {
		pause = max(pause, nearestOf(s.Trigger.Instants))
	}
	first, last := int64(never), int64(0)
	for i := range contacts {
		when := r.contactSpan(&contacts[i])
		first, last = min(first, when.least), max(last, when.most)
	}
	if last >= never {
		return most
	}
	stretch := window + last - first // in which the starts lie that contact in the window
	if pause > 0 {
		most = min(most, parts(stretch, pause))
	}
	if s.Trigger.Kind == journey.TriggerEvent {
		starts := int64(0)
		for _, fire := range r.flow.firings() {
			if fire.event == s.Trigger.Event {
				starts = min(starts+r.firesIn(fire, stretch), many)
			}
		}
		most = min(most, starts)
	}
	return most
}

// contactSpan is when a step contacts somebody, counted from the start of its instance.
func (r *Reach) contactSpan(c *contact) span {
	when := r.gaps.since[c.step]
	if c.message != program.None {
		return when.plus(r.time.sending(c.message))
	}
	step := &r.p.Steps[c.step]
	stays := span{}
	for place := range step.PortCount {
		if after, ok := r.time.leaving(step, place, false); ok {
			stays.most = max(stays.most, after.most)
		}
	}
	return when.plus(stays)
}

// firesIn bounds how often a step lets an event happen in a stretch of time.
func (r *Reach) firesIn(fire firing, stretch int64) int64 {
	g := r.graph
	most := g.firesOften(fire)
	if fire.step == program.None || fire.byChance || r.p.Steps[fire.step].Scenario != program.None || g.forked[len(r.p.Scenarios)] {
		return most
	}
	around := g.linked(fire.step)[fire.step]
	if around == 0 {
		return most
	}
	brought := int64(1)
	for _, l := range g.landings() {
		if l.leads[fire.step] {
			brought = min(brought+times(g.visits[l.from], l.each), many)
		}
	}
	each := int64(1)
	if around < never {
		each = parts(stretch, around)
	}
	return min(most, times(brought, each))
}

// contactsIn bounds the contacts of some steps in a window, and says which one instance has. Where tokens part every step may
// contribute; else the steps lie one behind another on a way that takes less than the window.
func (r *Reach) contactsIn(flow int32, window int64, contacts []contact, instances int64, sent bool, of func(*contact) bool) (most int64, steps []int32) {
	var list []contact
	for i := range contacts {
		if of(&contacts[i]) {
			list = append(list, contacts[i])
		}
	}
	if len(list) == 0 {
		return 0, nil
	}
	again := int(flow) < len(r.p.Scenarios) && instances > 1 && r.p.Scenarios[flow].Reentry == journey.ReentryAfter
	one, chain := int64(0), []int32(nil)
	if r.graph.forked[flow] {
		for _, c := range list {
			visits := int64(2)
			if r.graph.around[c.step] {
				visits = many
			}
			one = min(one+times(c.each, visits), many)
			chain = append(chain, c.step)
		}
	} else {
		one, chain = r.longest(list, window, sent, false)
	}
	most = times(one, instances)
	if again && !r.graph.forked[flow] {
		// One instance after the other: they too lie one behind another.
		if in, _ := r.longest(list, window, sent, true); in < most {
			most = in
		}
	}
	if instances > 1 {
		most = min(most, r.each(flow, window, list))
	}
	return most, chain
}

// each bounds the contacts of a window by those of every step for itself.
func (r *Reach) each(flow int32, window int64, list []contact) (sum int64) {
	for i := range list {
		own := int64(1)
		if r.graph.forked[flow] {
			own = 2
		}
		if r.graph.around[list[i].step] {
			own = many
		}
		sum = min(sum+times(times(list[i].each, own), r.instancesIn(flow, window, list[i:i+1])), many)
	}
	return sum
}

// longest is the most contacts on a way on which the last is less than a window behind the first, and their steps. Again lets the
// scenario begin again as soon as a step was passed.
func (r *Reach) longest(list []contact, window int64, sent, again bool) (most int64, steps []int32) {
	gap := make([][]int64, len(list))
	for i := range list {
		gap[i] = r.contactGaps(&list[i], list, sent, again)
	}
	behind := make([]int64, len(list))
	var rows []chained
	for first := range list {
		// In one instance nothing comes sooner behind the first than its own time since the start allows.
		for i := range list {
			behind[i] = 0
			if !again {
				behind[i] = r.gaps.since[list[i].step].least - r.contactSpan(&list[first]).most
			}
		}
		n, chain := longestFrom(list, first, gap, behind, window, &rows)
		if n >= many {
			return many, stepsOf(list)
		}
		if n > most {
			most, steps = n, chain
		}
	}
	return most, steps
}

// chained is the least time in which so many contacts end with one: the contact before it, -1 for none, and how many there
// were up to that.
type chained struct {
	time     int64
	from     int
	contacts int64
}

// longestFrom is longest for ways that begin with one contact; others come no sooner behind it than told. Rows is reused.
func longestFrom(list []contact, first int, gap [][]int64, behind []int64, window int64, rows *[]chained) (most int64, steps []int32) {
	// at(c)[i] is the least time in which c contacts end with contact i.
	flat := (*rows)[:0]
	at := func(c int64) []chained { return flat[(c-1)*int64(len(list)):][:len(list)] }
	defer func() { *rows = flat }()
	for c := int64(1); c-most <= largest(list); c++ {
		if c > mostContacts {
			return many, nil
		}
		for range list {
			flat = append(flat, chained{time: never, from: -1})
		}
		row := at(c)
		for i := range list {
			before := c - list[i].each
			if before == 0 && i == first {
				row[i].time = 0
			}
			for j := 0; before > 0 && j < len(list); j++ {
				if t := at(before)[j].time; t < never && t+gap[j][i] < row[i].time {
					row[i] = chained{time: max(t+gap[j][i], behind[i]), from: j, contacts: before}
				}
			}
			if row[i].time < window {
				most = c
			} else {
				row[i].time = never
			}
		}
	}
	if most == 0 {
		return 0, nil
	}
	// Back from the contact with the least time.
	i := 0
	for j := range list {
		if at(most)[j].time < at(most)[i].time {
			i = j
		}
	}
	for c := most; c > 0 && i >= 0; {
		steps = append([]int32{list[i].step}, steps...)
		s := at(c)[i]
		c, i = s.contacts, s.from
	}
	return most, steps
}

func largest(list []contact) (most int64) {
	for i := range list {
		most = max(most, list[i].each)
	}
	return most
}

func stepsOf(list []contact) (steps []int32) {
	for i := range list {
		steps = append(steps, list[i].step)
	}
	return steps
}

// contactGaps is how soon other contacts can follow one, by their place in the list. Contacts of one visit of a call follow at
// once. Without sent the contact may have been refused.
func (r *Reach) contactGaps(c *contact, list []contact, sent, again bool) []int64 {
	var least []int64
	if c.message != program.None && sent {
		least = r.gaps.next(c.message)
	} else {
		least = r.graph.linked(c.step)
	}
	gap := make([]int64, len(list))
	for i := range list {
		gap[i] = least[list[i].step]
		if again {
			gap[i] = min(gap[i], r.gaps.since[list[i].step].least)
		}
	}
	return gap
}
