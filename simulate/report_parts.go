package simulate

import (
	"rehearse/journey"
	"rehearse/simulate/engine"
	"rehearse/simulate/program"
	"rehearse/simulate/stats"
)

func (v *view) scenario(i int) ScenarioResult {
	n := &v.t.Scenarios[i]
	result := ScenarioResult{
		Scenario: v.p.Scenarios[i].ID, Started: n.Started, People: n.People, Holdout: n.Holdout, Completed: n.Completed,
		Running: n.Running, GoalAfter: v.share("started", func(v *view) (int64, int64) { return v.t.Scenarios[i].GoalAfter, v.t.Scenarios[i].People }), Refused: []Reason{}, Withdrawn: []Reason{},
	}
	for reason, count := range n.Refused {
		if count > 0 {
			result.Refused = append(result.Refused, Reason{engine.Start(reason).Code(), count})
		}
	}
	for end, count := range n.Withdrawn {
		if count > 0 {
			result.Withdrawn = append(result.Withdrawn, Reason{engine.End(end).Code(), count})
		}
	}
	for j, count := range n.ByPersona {
		result.ByPersona = append(result.ByPersona, Group{v.p.Personas[j].ID, count})
	}
	return result
}

func (v *view) goal(i int) GoalResult {
	n := &v.t.Goals[i]
	people := sum(n.People)
	result := GoalResult{
		Step: v.p.Steps[v.p.Goals[i].Step].ID, People: people, Count: n.Count, Late: n.Late,
		Rate: v.share("entry", func(v *view) (int64, int64) { return sum(v.t.Goals[i].People), sum(v.t.People) }),
		Time: seconds(&n.Time), Value: journey.Money(n.Value),
		CountInterval: v.total(engine.BatchGoals(i)), ValueInterval: v.amount(engine.BatchGoals(i)+1, 0),
	}
	for j := range v.p.Personas {
		result.ByPersona = append(result.ByPersona, Group{v.p.Personas[j].ID, v.goalPeople(n, int32(j), program.None)})
	}
	for j := range v.p.Entries {
		result.ByEntry = append(result.ByEntry, Group{v.p.Entries[j].ID, v.goalPeople(n, program.None, int32(j))})
	}
	for j, count := range n.ByScenario {
		if count > 0 {
			result.ByScenario = append(result.ByScenario, Group{v.p.Scenarios[j].ID, count})
		}
	}
	for m := range v.p.Messages {
		msg := &v.p.Messages[m]
		credit := Attributed{Message: v.p.Steps[msg.Step].ID}
		for place := range msg.Channels {
			at := i*int(v.p.SendRows) + int(msg.FirstRow) + place
			credit.Count += v.t.AttributedTo[at]
			credit.Value += journey.Money(v.t.AttributedValue[at])
		}
		if credit.Count > 0 {
			result.Attributed = append(result.Attributed, credit)
		}
	}
	return result
}

func (v *view) goalPeople(n *engine.GoalCount, persona, entry int32) (people int64) {
	v.profiles(persona, entry, func(profile int32) { people += n.People[profile] })
	return people
}

func (v *view) message(msg *program.Message, place int) MessageResult {
	row := int(msg.FirstRow) + place
	n := &v.t.Sends[row]
	result := MessageResult{
		Step: v.p.Steps[msg.Step].ID, Channel: v.p.Channels[msg.Channels[place]].ID,
		Entered: n.Entered, Attempts: n.Attempts, Wanted: n.Wanted, Sent: n.Sent, Delivered: n.Delivered, HardBounced: n.Hard,
		SoftBounced: n.Soft, Opened: n.Opened, Clicked: n.Clicked, Unsubscribed: n.Unsubscribed, Responded: n.Responded,
		Attributed: n.Attributed, Held: n.Held, People: n.People,
		OpenRate:  v.sends("delivered", row, n.Sent > n.People, engine.BatchOpened, engine.BatchDelivered),
		ClickRate: v.sends("delivered", row, n.Sent > n.People, engine.BatchClicked, engine.BatchDelivered),
		SentRate:  v.sends("entered", row, n.Entered > v.count(msg.Step, program.None, program.None, program.None).People, engine.BatchSent, engine.BatchEntered),
		Refused:   []Reason{},
		Cost:      v.p.Channels[msg.Channels[place]].CostPerSend * journey.Money(n.Sent),
	}
	for reason, count := range n.Refused {
		if count > 0 {
			result.Refused = append(result.Refused, Reason{engine.Reason(reason).Code(v.p), count})
		}
	}
	for i, count := range n.ByPersona {
		result.ByPersona = append(result.ByPersona, Group{v.p.Personas[i].ID, count})
	}
	return result
}

func (v *view) touches() Touches {
	t := Touches{
		ByScenario: []Group{},
		PerPerson:  v.distribution(&v.t.Touches, engine.BatchTouches), WorstDay: v.distribution(&v.t.WorstDay, engine.BatchDay),
		Worst7Days: v.distribution(&v.t.Worst7, engine.BatchWeek), Wanted7Days: v.distribution(&v.t.Wanted7, engine.BatchWanted),
	}
	for i := range v.p.Scenarios {
		t.ByScenario = append(t.ByScenario, Group{v.p.Scenarios[i].ID, v.t.Scenarios[i].Sends})
	}
	t.Bursts = plain(&v.t.Bursts)
	v.pressure(&t)
	return t
}

// mostCounted is the greatest number of touches that has a count of its own.
const mostCounted = engine.Levels - 1

func (v *view) distribution(h *stats.Histogram, column int) Distribution {
	d := plain(h)
	d.MeanInterval = v.mean(column)
	return d
}

// plain is a distribution whose mean has no interval.
func plain(h *stats.Histogram) Distribution {
	d := Distribution{Counts: []int64{}, People: h.Count()}
	if h.Count() == 0 {
		return d
	}
	d.Mean, d.Worst = rounded(h.Mean()), h.Max()
	d.Q50, d.Q95, d.Q99 = h.Quantile(0.5), h.Quantile(0.95), h.Quantile(0.99)
	last := min(h.Max(), mostCounted)
	for k := int64(0); k <= last; k++ {
		n := h.CountAbove(k - 1)
		if k < last {
			n -= h.CountAbove(k)
		}
		d.Counts = append(d.Counts, n)
	}
	return d
}

func (v *view) money(currency string) MoneyResult {
	t := v.t
	m := MoneyResult{
		Value: journey.Money(t.Value), Visits: journey.Money(t.Visits), Sends: journey.Money(t.SendCost), Calls: journey.Money(t.Calls),
		Support: journey.Money(t.Support) + v.agents, Fixed: v.fixed, Currency: currency,
	}
	cost := m.Visits + m.Sends + m.Calls + m.Support + m.Fixed
	m.Net = m.Value - cost
	fixed := m.Fixed + v.agents
	m.ValueInterval, m.CostInterval, m.NetInterval = v.amount(engine.BatchValue, 0), v.amount(engine.BatchSpent, fixed), v.net(m.Net, fixed)
	if cost > 0 {
		m.Return = rounded(float64(m.Net) / float64(cost))
		m.ReturnInterval = v.returned(fixed)
	}
	reached := int64(0)
	for i := range t.Goals {
		reached += t.Goals[i].Count
	}
	if reached > 0 {
		m.PerGoal = cost / journey.Money(reached)
		m.PerGoalInterval = v.perGoal(m.PerGoal, fixed)
	}
	return m
}
