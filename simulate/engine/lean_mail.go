package engine

import (
	"slices"

	"rehearse/journey"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// leanMail is a message of a lean life: one channel, decided at once.
type leanMail struct {
	*program.Message
	number, row, channel int32
	scenario             int32
	topic                bool  // it has one
	slot                 int32 // of what unsubscribing withdraws
	column               int   // its first column of the batches
	recheck              leanRule
	steady               bool // recheck holds as long as nobody has unsubscribed, or there is none
	aims                 bool // it has a goal, or its scenario has
	goalStep, goalEvent  int32
	quiet                bool
	waits                bool // what keeps it waiting for the end of quiet hours is nothing that time alone changes
	caps                 []leanCapOf
	unmeasured, onSite   bool
	tires                bool
	cost                 int64
	related              uint64 // messages of the same topic or content
	once                 bool   // nobody comes twice into their scenarios, or into that of this one
	meetings             int    // where the row of the message begins in what tells who met whom
	key                  random.Key
	rates                []*program.Rates // by persona
	sells                bool
	ports                [5]*leanPort // of its outcomes
	// free tells by persona that everybody knows and allows the channel, open that besides nothing can be refused but to who has
	// unsubscribed or whose address is dead.
	free, open []bool
}

// leanCapOf is a cap that concerns a message: what it counts together is in one bucket.
type leanCapOf struct {
	*program.Cap
	number, bucket int32
	most           uint32 // 0: nothing goes
	plain          bool   // it is rolling and lets something go
	deliveries     bool   // only what is delivered counts
	length         int64
}

// comesOnce tells that nobody comes twice into the scenario of a message, if it is of one.
func (l *layout) comesOnce(message int32) bool {
	scenario := l.p.Steps[l.p.Messages[message].Step].Scenario
	return scenario == program.None || !comesAgain(&l.p.Scenarios[scenario])
}

// leanMessage makes a message; false when it is more than lean lives know.
func (l *layout) leanMessage(lean *leanProgram, number int32, buckets map[[2]int32]int32) bool {
	p, m := l.p, &lean.mail[number]
	msg := &p.Messages[number]
	if len(msg.Channels) != 1 || msg.Response != nil || msg.Received != program.None || msg.Opened != program.None || msg.Clicked != program.None {
		return false
	}
	channel := &p.Channels[msg.Channels[0]]
	if channel.Delivery != (random.Law{}) || msg.Offer != program.None && p.Offers[msg.Offer].Expires != nil {
		return false
	}
	step := &p.Steps[msg.Step]
	*m = leanMail{
		Message: msg, number: number, row: msg.FirstRow, channel: msg.Channels[0], scenario: step.Scenario, topic: msg.Topic != program.None,
		column: BatchGoals(len(p.Goals)) + batchSends*int(msg.FirstRow), goalStep: program.None, goalEvent: program.None,
		unmeasured: channel.Unmeasured, onSite: channel.OnSite, cost: int64(channel.CostPerSend),
		tires: !msg.Transactional && p.Policy.FatigueOpen != nil,
		quiet: !msg.Transactional && p.Policy.HasQuiet && !channel.QuietHoursExempt, steady: true,
		meetings: int(number) * len(p.Messages) * int(hows), key: msg.Keys[0], sells: msg.Sells != program.None,
	}
	for other := range p.Messages {
		if l.alike(number, int32(other)) {
			m.related |= 1 << other
		}
	}
	m.once = l.comesOnce(number)
	for other := range p.Messages {
		m.once = m.once && (m.related>>other&1 == 0 || l.comesOnce(int32(other)))
	}
	switch {
	case p.Policy.Unsubscribe == journey.UnsubscribeAll:
		m.slot = 0
	case p.Policy.Unsubscribe == journey.UnsubscribeTopic && m.topic:
		m.slot = int32(len(p.Channels)) + msg.Topic
	default:
		m.slot = m.channel
	}
	if step.Scenario != program.None {
		s := &p.Scenarios[step.Scenario]
		if s.Recheck && s.Segment != nil {
			m.recheck, m.steady = lean.rule(p, s.Segment, l.fixed()), l.steadyRule(s.Segment)
		}
		m.goalStep, m.goalEvent = s.GoalStep, s.GoalEvent
	}
	m.aims = msg.GoalStep != program.None || msg.GoalEvent != program.None || m.goalStep != program.None || m.goalEvent != program.None
	m.waits = m.quiet && p.Policy.QuietAction == journey.QuietHold && !m.onSite && m.steady
	for place := range m.ports {
		port := step.FirstPort + int32(place)
		if !p.Ports[port].Linked() {
			port = step.FirstPort + portMessage
		}
		m.ports[place] = &lean.ports[port]
	}
	open := !m.aims && !m.onSite && !slices.Contains(msg.Language, false) && m.steady
	for i := range p.Personas {
		reach := &p.Personas[i].Reach[m.channel]
		free := l.fixed() && reach.Known == random.Always && reach.Allowed == random.Always
		m.free, m.open, m.rates = append(m.free, free), append(m.open, free && open), append(m.rates, &msg.Rates[i][0])
	}
	if msg.Transactional || channel.CapsExempt {
		return true
	}
	for i := range p.Policy.Caps {
		c := &p.Policy.Caps[i]
		if !capConcerns(c, m.channel, msg.Topic, m.scenario) {
			continue
		}
		key := [2]int32{int32(i), 0}
		if c.Scope != journey.ScopeAll && c.Of == nil {
			key[1] = scoped(c.Scope, m.channel, msg.Topic, m.scenario)
		}
		if _, ok := buckets[key]; !ok {
			buckets[key] = int32(len(buckets))
		}
		most := uint32(most(c))
		if c.Max <= 0 {
			most = 0
		}
		m.caps = append(m.caps, leanCapOf{
			Cap: c, number: int32(i), bucket: buckets[key], most: most, length: c.Length,
			plain: most > 0 && (c.Window == journey.CapRolling || c.Window == journey.CapSinceLast), deliveries: c.Counts == journey.CountDelivery,
		})
	}
	return true
}
