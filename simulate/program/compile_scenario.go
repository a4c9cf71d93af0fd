package program

import (
	"strconv"

	"rehearse/journey"
	"rehearse/simulate/calendar"
	"rehearse/simulate/random"
)

// scenarios compiles the scenarios; steps and links must be there.
func (c *compiler) scenarios() {
	for i, r := range c.m.Scenarios {
		of := ref(r)
		s := &c.p.Scenarios[i]
		s.Start = c.find(c.stepOf, r.Start, of, "start")
		if r.Start == "" {
			c.problem("program.scenario_without_start", of, "start", journey.Args{"Name": c.nameOf(of)})
		}
		s.Segment, s.Recheck = c.segment(r.Segment, of, "segment"), !r.KeepOutsideSegment
		s.Reentry, s.Pause = r.Reentry, int64(r.ReentryDays)*day
		s.Holdout = c.probability(r.Holdout, of, "holdout")
		s.Key = random.NewKey(random.Hash(string(r.ID)))
		s.Phase, s.Status = r.Phase, r.Status
		s.GoalStep, s.GoalEvent = c.aim(r.Goal, of, "goal")
		c.heard(s.GoalEvent)
		for j, exit := range r.Exits {
			field := "exits." + strconv.Itoa(j)
			criterion := ExitCriterion{Event: c.find(c.events, exit.Event, of, field+".event"), AfterWait: exit.When == journey.ExitAfterTheWait}
			switch {
			case exit.Event != "":
				c.heard(criterion.Event)
			case exit.Rule != "":
				criterion.Rule = c.rule(exit.Rule, of, field+".rule")
			default:
				c.problem("program.exit_of_nothing", of, field, journey.Args{"Name": c.nameOf(of)})
				continue
			}
			s.Exits = append(s.Exits, criterion)
		}
		if len(s.Exits) > 64 {
			c.problem("program.many_exits", of, "exits", journey.Args{"Name": c.nameOf(of), "Max": 64})
		}
		s.Trigger = c.trigger(r.Trigger, of)
	}
}

func (c *compiler) trigger(t journey.Trigger, of journey.Ref) Trigger {
	result := Trigger{Kind: t.Kind, Event: None, Property: None, OffsetDays: int32(t.OffsetDays), At: int32(t.At), Zone: None}
	nothing := func(field string) {
		c.problem("program.trigger_of_nothing", of, field, journey.Args{"Name": c.nameOf(of)})
	}
	switch t.Kind {
	case journey.TriggerEvent:
		result.Event = c.find(c.events, t.Event, of, "trigger.event")
		if t.Event == "" {
			nothing("trigger.event")
		}
		c.heard(result.Event)
	case journey.TriggerSegment:
		result.Segment = c.segment(t.Segment, of, "trigger.segment")
		if t.Segment == "" {
			nothing("trigger.segment")
		}
	case journey.TriggerDate:
		if t.Property != "" {
			result.Property = c.find(c.properties, t.Property, of, "trigger.property")
			if t.Date != "" || (t.Repeat != journey.RepeatOnce && t.Repeat != "") {
				c.problem("program.trigger_two_dates", of, "trigger.property", journey.Args{
					"Name": c.nameOf(of), "Property": c.nameOf(journey.Ref{Kind: journey.KindProperty, ID: t.Property}),
				})
			}
			if t.Zone != "" {
				result.Zone = c.zone(t.Zone, of, "trigger.zone")
			}
			return result
		}
		if t.Date == "" {
			nothing("trigger.date")
			return result
		}
		result.Instants = c.instants(t, of)
	}
	return result
}

// instants lists the ticks inside the run at which a date trigger fires.
func (c *compiler) instants(t journey.Trigger, of journey.Ref) []int64 {
	first := parsedDay(t.Date)
	zone := c.p.Zones[c.zone(t.Zone, of, "trigger.zone")]
	var ticks []int64
	for n := 0; ; n++ {
		on := first
		switch t.Repeat {
		case journey.RepeatWeekly:
			on += calendar.Day(7 * n)
		case journey.RepeatMonthly:
			on = first.AddMonths(n)
		}
		at := zone.At(on, int32(t.At))
		if at >= c.p.Horizon {
			return ticks
		}
		if at >= 0 {
			ticks = append(ticks, at)
		}
		if t.Repeat == journey.RepeatOnce || n > 200_000 {
			return ticks
		}
	}
}
