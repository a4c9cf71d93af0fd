package journey

import "strings"

// MaxPeople is the largest number of people of one entry or one run.
const MaxPeople = 100_000_000

func (c *checker) link(l *Link) {
	from, _ := c.referred("from", l.From, KindStep).(*Step)
	to, _ := c.referred("to", l.To, KindStep).(*Step)
	if from != nil {
		c.port("port", l.Port, PortsOf(from))
	}
	if to != nil {
		switch {
		case !to.Kind.Simulated():
			c.add("journey.link_to_picture", "to", Args{"ID": string(to.ID)})
		case to.Kind == StepEntry:
			c.add("journey.link_to_entry", "to", Args{"ID": string(to.ID)})
		case from == nil || to.Scenario == from.Scenario || to.Scenario == "":
		case from.Scenario == "":
			c.add("journey.link_into_scenario", "to", Args{"ID": string(to.ID), "Scenario": string(to.Scenario)})
		default:
			c.add("journey.link_between_scenarios", "to", Args{"ID": string(to.ID), "Scenario": string(to.Scenario)})
		}
	}
	if l.Weight != nil {
		c.weight("weight", *l.Weight)
	}
	for i, w := range l.Weights {
		field := at("weights", i)
		c.refer(field+".persona", w.Persona, KindPersona)
		if entry, _ := c.refer(field+".entry", w.Entry, KindStep).(*Step); entry != nil && entry.Kind != StepEntry {
			c.add("journey.not_an_entry", field+".entry", Args{"ID": string(w.Entry)})
		}
		if w.Persona == "" && w.Entry == "" {
			c.add("journey.weight_for_nobody", field, nil)
		}
		for _, earlier := range l.Weights[:i] {
			if earlier.Persona == w.Persona && earlier.Entry == w.Entry {
				c.add("journey.weight_twice", field, nil)
			}
		}
		c.weight(field+".weight", w.Weight)
	}
}

// weight checks the weight of a link: always a share of the people at the step.
func (c *checker) weight(field string, a Assumption) {
	c.share(field, a)
	if a.Per != "" && a.Per != PerEntered {
		c.add("journey.wrong_base", field+".per", Args{"Value": string(a.Per), "Words": []string{string(PerEntered)}})
	}
}

func (c *checker) scenario(s *Scenario) {
	c.least("phase", s.Phase, 0)
	c.span("priority", s.Priority, 0, 99)
	c.trigger(s.Trigger)
	if start, _ := c.refer("start", s.Start, KindStep).(*Step); start != nil {
		switch {
		case start.Scenario != s.ID:
			c.add("journey.start_elsewhere", "start", Args{"ID": string(start.ID)})
		case !start.Kind.Simulated():
			c.add("journey.start_picture", "start", Args{"ID": string(start.ID)})
		}
	}
	c.refer("segment", s.Segment, KindSegment)
	c.least("reentry_days", s.ReentryDays, 0)
	if s.Reentry == ReentryPause && s.ReentryDays == 0 {
		c.add("journey.reentry_days", "reentry_days", nil)
	}
	c.idle("", s.idle())
	for i, exit := range s.Exits {
		field := at("exits", i)
		c.happens(field+".event", exit.Event)
		c.ruleLength(field+".rule", exit.Rule)
		if exit.Event != "" && strings.TrimSpace(exit.Rule) != "" {
			c.add("journey.one_of_two", field, Args{"First": "event", "Second": "rule"})
		}
	}
	c.aim("goal", s.Goal)
	c.probability("holdout", s.Holdout)
	seen := make(map[ID]bool)
	for i, id := range s.Personas {
		c.referred(at("personas", i), id, KindPersona)
		c.once(at("personas", i), id, seen)
	}
}

func (c *checker) trigger(t Trigger) {
	c.happens("trigger.event", t.Event)
	c.refer("trigger.segment", t.Segment, KindSegment)
	c.zone("trigger.zone", t.Zone)
	if p, _ := c.refer("trigger.property", t.Property, KindProperty).(*Property); p != nil && p.Type != PropertyDate {
		c.add("journey.not_a_date_property", "trigger.property", Args{"ID": string(t.Property)})
	}
	c.span("trigger.offset_days", t.OffsetDays, -36600, 36600)
}

func (c *checker) policy(p *Policy) {
	for i, rule := range p.Caps {
		c.cap(at("caps", i), rule)
	}
	last := 0
	for i, point := range p.Fatigue {
		field := at("fatigue", i)
		if point.Messages <= last {
			c.add("journey.fatigue_order", field+".messages", nil)
		}
		last = point.Messages
		c.positive(field+".open", point.Open)
		c.positive(field+".unsubscribe", point.Unsubscribe)
		c.most(field+".open", point.Open, 1000)
		c.most(field+".unsubscribe", point.Unsubscribe, 1000)
	}
	c.least("least_touches", p.LeastTouches, 0)
	c.least("least_touches_days", p.LeastTouchesDays, 0)
	c.least("most_per_day", p.MostPerDay, 0)
	c.least("most_per_week", p.MostPerWeek, 0)
	for i, threshold := range p.Thresholds {
		c.needed(at("thresholds", i)+".rule", threshold.Rule)
	}
}

func (c *checker) cap(field string, r Cap) {
	c.least(field+".max", r.Max, 0)
	c.span(field+".periods", r.Periods, 0, 366)
	if (r.Window == CapRolling || r.Window == CapSinceLast) && r.Length <= 0 {
		c.add("journey.cap_length", field+".length", nil)
	}
	c.idle(field+".", r.idle())
	kind, scoped := map[CapScope]Kind{
		ScopeChannels: KindChannel, ScopeTopic: KindTopic, ScopeScenario: KindScenario,
	}[r.Scope]
	for i, id := range r.Of {
		if !scoped {
			c.add("journey.cap_scope", field+".of", nil)
			break
		}
		c.referred(at(field+".of", i), id, kind)
	}
	c.refer(field+".fallback", r.Fallback, KindChannel)
}
