package program

import (
	"math"
	"strconv"
	"strings"
	"time"

	"rehearse/journey"
	"rehearse/simulate/calendar"
	"rehearse/simulate/random"
)

// steps compiles every simulated step and its ports; links come after.
func (c *compiler) steps() {
	for _, r := range c.m.Scenarios {
		c.p.Scenarios = append(c.p.Scenarios, Scenario{ID: r.ID, Rank: int32(r.Rank())})
	}
	for _, r := range c.m.Steps {
		if !r.Kind.Simulated() {
			continue
		}
		step := Step{
			ID: r.ID, Scenario: c.find(c.scenarioOf, r.Scenario, ref(r), "scenario"),
			Key: random.NewKey(random.Hash(string(r.ID))), FirstPort: int32(len(c.p.Ports)),
		}
		if step.Scenario == None {
			step.Local = c.p.MainSteps
			c.p.MainSteps++
		} else {
			step.Local = c.p.Scenarios[step.Scenario].Steps
			c.p.Scenarios[step.Scenario].Steps++
		}
		number := int32(len(c.p.Steps))
		for _, name := range journey.PortsOf(r) {
			port := Port{Name: name, Step: number}
			for _, option := range r.Ports {
				if option.Port == name {
					port.Fork, port.Race = option.Fork, option.Race
				}
			}
			c.p.Ports = append(c.p.Ports, port)
			step.PortCount++
		}
		c.step(r, number, &step)
		c.p.Steps = append(c.p.Steps, step)
	}
}

func (c *compiler) step(r *journey.Step, number int32, step *Step) {
	of := ref(r)
	switch r.Kind {
	case journey.StepEntry:
		step.Kind, step.Index = KindEntry, int32(len(c.p.Entries))
		channel := c.find(c.channels, r.Entry.Channel, of, "entry.channel")
		step.Cost = r.Entry.CostPerVisit
		if channel != None {
			step.Cost += c.m.Channels[channel].CostPerVisit
		}
		if r.Entry.Mode == journey.EntryBase { // what it cost to win them was paid before the run
			step.Cost = 0
		}
		c.p.Entries = append(c.p.Entries, Entry{ID: r.ID, Step: number, Hash: random.Hash(string(r.ID)), Channel: channel})
	case journey.StepTouchpoint:
		step.Kind, step.Index = KindTouchpoint, int32(len(c.p.Touchpoints))
		c.p.Touchpoints = append(c.p.Touchpoints, Touchpoint{
			Event: c.find(c.events, r.Touchpoint.Event, of, "touchpoint.event"), Changes: c.changes(r.Touchpoint.Changes, of, "touchpoint.changes"),
		})
	case journey.StepMessage:
		step.Kind, step.Index = KindMessage, int32(len(c.p.Messages))
		c.p.Messages = append(c.p.Messages, c.message(r, number))
	case journey.StepWait:
		step.Kind, step.Index = KindWait, int32(len(c.p.Waits))
		c.p.Waits = append(c.p.Waits, c.wait(r.Wait, of))
	case journey.StepBranch:
		step.Kind, step.Index = KindBranch, int32(len(c.p.Branches))
		var branch Branch
		for i, rule := range r.Branch.Rules {
			branch.Rules = append(branch.Rules, c.rule(rule.Rule, of, "branch.rules."+strconv.Itoa(i)+".rule"))
		}
		c.p.Branches = append(c.p.Branches, branch)
	case journey.StepSplit:
		step.Kind, step.Index = KindSplit, int32(len(c.p.Splits))
		shares := make([]float64, len(r.Split.Arms))
		for i, arm := range r.Split.Arms {
			shares[i] = c.value(arm.Weight)
			c.probability(shares[i], of, "split.arms."+strconv.Itoa(i)+".weight")
		}
		c.sumsToOne(shares, of, "split.arms")
		c.p.Splits = append(c.p.Splits, Split{Cuts: random.Cumulative(shares)})
	case journey.StepSupport:
		step.Kind, step.Index = KindSupport, int32(len(c.p.Supports))
		c.p.Supports = append(c.p.Supports, c.support(r.Support, of, number))
	case journey.StepCall:
		step.Kind, step.Index = KindCall, int32(len(c.p.Calls))
		c.p.Calls = append(c.p.Calls, c.call(r.Call, of, number))
	case journey.StepUpdate:
		step.Kind, step.Index = KindUpdate, int32(len(c.p.Updates))
		c.p.Updates = append(c.p.Updates, Update{Changes: c.changes(r.Update.Changes, of, "update.changes")})
	case journey.StepGoal:
		step.Kind, step.Index = KindGoal, int32(len(c.p.Goals))
		c.p.Goals = append(c.p.Goals, c.goal(r, number))
	case journey.StepExit:
		step.Kind, step.Index = KindExit, int32(len(c.p.Exits))
		c.p.Exits = append(c.p.Exits, Exit{Map: r.Exit.Map || step.Scenario == None})
	}
}

func (c *compiler) changes(changes []journey.Change, of journey.Ref, field string) []Change {
	result := make([]Change, 0, len(changes))
	for i, r := range changes {
		at := field + "." + strconv.Itoa(i)
		change := Change{
			Kind: r.Kind, No: r.No, Share: random.Always, Target: None,
			Key: random.NewKey(random.Hash(string(of.ID) + "/change/" + strconv.Itoa(i))),
		}
		if r.Share != nil {
			change.Share = c.probability(c.value(*r.Share), of, at+".share")
		}
		if r.Kind != journey.ChangeMark && r.Target == "" {
			c.problem("program.change_of_nothing", of, at+".target", journey.Args{"Name": c.nameOf(of)})
			continue
		}
		switch r.Kind {
		case journey.ChangeMark:
			change.Target = c.mark(r.Value)
		case journey.ChangeProperty:
			change.Target = c.find(c.properties, r.Target, of, at+".target")
			change.Value = NotSet
			if change.Target != None && !r.No && r.Value != "" {
				property := c.m.Properties[change.Target]
				change.Value = c.propertyValue(property, r.Value, of, at+".value")
				change.Day = property.Type == journey.PropertyDate
			}
		case journey.ChangeScore:
			change.Target = c.find(c.scores, r.Target, of, at+".target")
			v, err := strconv.ParseFloat(strings.TrimSpace(r.Value), 64)
			if err != nil || v != math.Trunc(v) || math.Abs(v) > 1e9 {
				c.problem("program.points", of, at+".value", journey.Args{"Name": c.nameOf(of), "Value": r.Value})
			}
			change.Value = int64(v)
		case journey.ChangeKnown, journey.ChangeAllowed:
			change.Target = c.find(c.channels, r.Target, of, at+".target")
		case journey.ChangeSubscription:
			change.Target = c.find(c.topics, r.Target, of, at+".target")
		}
		result = append(result, change)
	}
	return result
}

func (c *compiler) wait(w *journey.Wait, of journey.Ref) Wait {
	result := Wait{Kind: w.Kind, Event: None, Clock: w.Clock, At: int32(w.At), Late: w.Late}
	switch w.Kind {
	case journey.WaitDuration:
		result.For = c.law(w.For, of, "wait.for")
	case journey.WaitUntil:
		result.Days = calendar.EveryDay
		if len(w.Days) > 0 {
			result.Days = 0
			for _, d := range w.Days {
				result.Days |= calendar.On(weekday(d))
			}
		}
	case journey.WaitEvent:
		result.Event = c.find(c.events, w.Event, of, "wait.event")
		result.TimeOut = int64(w.TimeOut) * tick
		if w.Event == "" {
			c.problem("program.wait_for_nothing", of, "wait.event", journey.Args{"Name": c.nameOf(of)})
		}
		c.heard(result.Event)
	case journey.WaitAnchor:
		if anchor := c.anchor(w.Anchor, of, "wait.anchor"); anchor != nil {
			result.Anchor = *anchor
		} else {
			c.problem("program.wait_for_nothing", of, "wait.anchor", journey.Args{"Name": c.nameOf(of)})
		}
	}
	return result
}

// heard marks an event as one that something listens to.
func (c *compiler) heard(event int32) {
	if event != None {
		c.p.Events[event].Waited = true
	}
}

// weekday turns a word into a day; Validate has checked the word.
func weekday(d journey.Weekday) time.Weekday {
	for i, word := range d.Words() {
		if word == string(d) {
			return time.Weekday((i + 1) % 7)
		}
	}
	return time.Monday
}

// hours compiles windows of the week.
func (c *compiler) hours(windows []journey.Hours, of journey.Ref, field string) calendar.Hours {
	list := make([]calendar.Window, len(windows))
	for i, w := range windows {
		list[i] = calendar.Window{Weekday: weekday(w.Day), From: int32(w.From), To: int32(w.Until)}
	}
	h, err := calendar.NewHours(list)
	if err != nil {
		c.clockProblem(err, of, field)
	}
	return h
}

func (c *compiler) call(r *journey.Call, of journey.Ref, number int32) Call {
	result := Call{
		Channel:  c.find(c.channels, r.Channel, of, "call.channel"),
		Answered: c.probability(c.value(r.Answered), of, "call.answered"), Refused: c.probability(c.value(r.Refused), of, "call.refused"),
		Attempts: int32(max(1, r.Attempts)), RetryAfter: c.law(r.RetryAfter, of, "call.retry_after"),
		Hours: c.hours(r.Hours, of, "call.hours"), Talk: c.law(r.Talk, of, "call.talk"), Cost: r.CostPerCall,
		Desk: None,
	}
	if r.Agents > 0 {
		result.Desk = c.desk(Desk{Step: number, Agents: int64(r.Agents), Hours: result.Hours}, 1, of, "call")
	}
	return result
}

func (c *compiler) goal(r *journey.Step, number int32) Goal {
	of, v := ref(r), r.Goal.Value
	g := Goal{
		Step: number, Event: c.events[r.ID], Also: c.find(c.events, r.Goal.Event, of, "goal.event"), Amount: v.Amount,
		Property: c.find(c.properties, v.Property, of, "goal.value.property"), EveryTime: r.Goal.EveryTime,
		Deadline: c.anchor(r.Goal.Deadline, of, "goal.deadline"),
	}
	if g.Also == g.Event {
		g.Also = None
	}
	if v.Low != 0 || v.High != 0 {
		// A triangle in thousandths of the currency: its tables hold 2^45 of them.
		law, err := random.Triangular(int64(v.Low)/1000, int64(v.Amount)/1000, int64(v.High)/1000)
		if err != nil {
			c.problem("program.goal_value", of, "goal.value", journey.Args{"Name": c.nameOf(of)})
		}
		g.Range, g.Triangle = true, law
	}
	return g
}
