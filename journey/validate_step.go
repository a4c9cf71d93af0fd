package journey

import (
	"reflect"
	"slices"
)

func (c *checker) step(s *Step) {
	if scenario, _ := c.refer("scenario", s.Scenario, KindScenario).(*Scenario); scenario != nil && s.Kind == StepEntry {
		c.add("journey.entry_in_scenario", "scenario", nil)
	}
	c.refer("stage", s.Stage, KindStage)
	c.parts(s)
	ports := PortsOf(s)
	for i, option := range s.Ports {
		field := at("ports", i)
		c.port(field+".port", option.Port, ports)
		if option.Fork && option.Race {
			c.add("journey.one_of_two", field, Args{"First": "fork", "Second": "race"})
		}
		for _, earlier := range s.Ports[:i] {
			if earlier.Port == option.Port {
				c.add("journey.listed_twice", field+".port", Args{"ID": string(option.Port)})
			}
		}
	}
	if s.Entry != nil {
		c.entry(s.Entry)
	}
	if s.Touchpoint != nil {
		c.happens("touchpoint.event", s.Touchpoint.Event)
		c.changes("touchpoint.changes", s.Touchpoint.Changes)
	}
	if s.Message != nil {
		c.message(s.Message)
	}
	if s.Wait != nil {
		c.idle("", s.Wait.idle())
		c.happens("wait.event", s.Wait.Event)
		c.anchor("wait.anchor", s.Wait.Anchor)
	}
	if s.Branch != nil {
		for i, rule := range s.Branch.Rules {
			c.ruleLength(at("branch.rules", i)+".rule", rule.Rule)
		}
	}
	if s.Split != nil {
		for i, arm := range s.Split.Arms {
			c.share(at("split.arms", i)+".weight", arm.Weight)
		}
	}
	if s.Support != nil {
		c.refer("support.channel", s.Support.Channel, KindChannel)
		c.least("support.agents", s.Support.Agents, 0)
		c.least("support.cases_at_once", s.Support.CasesAtOnce, 0)
	}
	if s.Call != nil {
		c.refer("call.channel", s.Call.Channel, KindChannel)
		c.share("call.answered", s.Call.Answered)
		c.share("call.refused", s.Call.Refused)
		c.span("call.attempts", s.Call.Attempts, 0, 100)
		c.least("call.agents", s.Call.Agents, 0)
	}
	if s.Update != nil {
		c.changes("update.changes", s.Update.Changes)
	}
	if s.Goal != nil {
		c.goal(s.Goal)
	}
}

// partFields are the fields of a Step that hold the part of one kind; their JSON names are the kinds.
var partFields = func() []partField {
	var fields []partField
	t := reflect.TypeFor[Step]()
	for i := range t.NumField() {
		if t.Field(i).Type.Kind() == reflect.Pointer {
			fields = append(fields, partField{i, t.Field(i).Tag.Get("json")})
		}
	}
	return fields
}()

type partField struct {
	index int
	kind  string
}

// parts checks that exactly the part named by the step's kind is set.
func (c *checker) parts(s *Step) {
	v := reflect.ValueOf(s).Elem()
	for _, part := range partFields {
		switch named, set := part.kind == string(s.Kind), !v.Field(part.index).IsNil(); {
		case named && !set:
			c.add("journey.part_missing", part.kind, Args{"Part": part.kind})
		case !named && set:
			c.add("journey.part_extra", part.kind, Args{"Part": part.kind, "Kind": string(s.Kind)})
		}
	}
}

func (c *checker) port(field string, port Port, ports []Port) {
	if slices.Contains(ports, port) {
		return
	}
	words := make([]string, len(ports))
	for i, p := range ports {
		words[i] = string(p)
	}
	code := "journey.port"
	if len(ports) == 0 {
		code = "journey.no_ports"
	}
	c.add(code, field, Args{"Value": string(port), "Words": words})
}

// happens checks a reference to something that happens: an event, or a goal step, whose being reached is an
// event too.
func (c *checker) happens(field string, id ID) {
	r := c.refer(field, id, KindEvent, KindStep)
	if step, ok := r.(*Step); ok && step.Kind != StepGoal {
		c.add("journey.not_a_goal", field, Args{"ID": string(id)})
	}
}

// aim checks a reference to an event or a goal step.
func (c *checker) aim(field string, ref Ref) {
	r := c.refers(field, ref, KindStep, KindEvent)
	if step, ok := r.(*Step); ok && step.Kind != StepGoal {
		c.add("journey.not_a_goal", field+".id", Args{"ID": string(ref.ID)})
	}
}

func (c *checker) entry(e *Entry) {
	c.refer("entry.channel", e.Channel, KindChannel)
	c.positive("entry.per_day", e.PerDay)
	c.most("entry.per_day", e.PerDay, 1e9)
	if e.People < 0 || e.People > MaxPeople {
		c.add("journey.people_range", "entry.people", Args{"Max": MaxPeople})
	}
	for i, hour := range e.Profile {
		c.span(at("entry.profile", i)+".hour", hour.Hour, 0, 23)
		c.positiveNumber(at("entry.profile", i)+".weight", hour.Weight)
	}
	c.period("entry.until", e.From, e.Until)
	c.refer("entry.before", e.Before, KindNamedDate)
	for i, day := range e.Curve {
		c.least(at("entry.curve", i)+".days_before", day.DaysBefore, 0)
		c.probability(at("entry.curve", i)+".share", day.Share)
	}
	c.mix("entry.mix", e.Mix, func(field, id string) { c.referred(field, ID(id), KindPersona) })
	c.span("entry.awareness", e.Awareness, 0, 5)
	if e.Base == nil {
		return
	}
	seen := make(map[ID]bool)
	for i, past := range e.Base.Events {
		field := at("entry.base.events", i)
		c.once(field+".event", past.Event, seen)
		if past.Event == "" {
			c.referred(field+".event", "", KindEvent)
		}
		c.happens(field+".event", past.Event)
		c.positiveNumber(field+".mean", past.Mean)
	}
	for i, score := range e.Base.Score {
		field := at("entry.base.score", i)
		c.once(field+".score", score.Score, seen)
		c.referred(field+".score", score.Score, KindScore)
		if score.Low > score.High {
			c.add("journey.bounds", field+".low", Args{"Low": number(float64(score.Low)), "High": number(float64(score.High))})
		}
	}
	c.positiveNumber("entry.base.messages", e.Base.Messages)
	c.mix("entry.base.unsubscribed", e.Base.Unsubscribed, func(field, id string) { c.referred(field, ID(id), KindChannel) })
}

func (c *checker) message(m *Message) {
	for i, id := range m.Channels {
		c.referred(at("message.channels", i), id, KindChannel)
		if slices.Contains(m.Channels[:i], id) {
			c.add("journey.listed_twice", at("message.channels", i), Args{"ID": string(id)})
		}
	}
	c.refer("message.topic", m.Topic, KindTopic)
	c.refer("message.offer", m.Offer, KindOffer)
	c.aim("message.goal", m.Goal)
	for i, content := range m.Contents {
		field := at("message.contents", i) + ".language"
		c.language(field, content.Language)
		for _, earlier := range m.Contents[:i] {
			if earlier.Language == content.Language {
				c.add("journey.listed_twice", field, Args{"ID": content.Language})
			}
		}
	}
	c.rates("message.rates", m.Rates)
	r := m.Response
	if r == nil {
		return
	}
	if r.Step != "" && r.Event != "" {
		c.add("journey.one_of_two", "message.response", Args{"First": "step", "Second": "event"})
	}
	c.refer("message.response.event", r.Event, KindEvent)
	if step, _ := c.refer("message.response.step", r.Step, KindStep).(*Step); step != nil {
		if step.Scenario != "" || !step.Kind.Simulated() || step.Kind == StepEntry {
			c.add("journey.response_target", "message.response.step", Args{"ID": string(r.Step)})
		}
	}
	c.rate("message.response.rate", &r.Rate, PerSent, PerDelivered, PerOpened, PerClicked)
}

func (c *checker) changes(field string, changes []Change) {
	for i, change := range changes {
		field := at(field, i)
		if change.Share != nil {
			c.share(field+".share", *change.Share)
		}
		switch change.Kind {
		case ChangeProperty:
			property, _ := c.refer(field+".target", change.Target, KindProperty).(*Property)
			if property != nil && change.Value != "" {
				c.propertyValue(field+".value", property.Type, change.Value)
			}
		case ChangeScore:
			c.refer(field+".target", change.Target, KindScore)
			if change.Value != "" {
				c.propertyValue(field+".value", PropertyNumber, change.Value)
			}
		case ChangeMark:
			if change.Target != "" {
				c.add("journey.no_target", field+".target", nil)
			}
		case ChangeKnown, ChangeAllowed:
			c.refer(field+".target", change.Target, KindChannel)
		case ChangeSubscription:
			c.refer(field+".target", change.Target, KindTopic)
		}
	}
}

func (c *checker) goal(g *Goal) {
	c.happens("goal.event", g.Event)
	c.anchor("goal.deadline", g.Deadline)
	v := g.Value
	if property, _ := c.refer("goal.value.property", v.Property, KindProperty).(*Property); property != nil && property.Type != PropertyNumber {
		c.add("journey.not_a_number_property", "goal.value.property", Args{"ID": string(v.Property)})
	}
	if (v.Low != 0 || v.High != 0) && (v.Low > v.Amount || v.Amount > v.High) {
		c.add("journey.amount_order", "goal.value", nil)
	}
}

// anchor checks what an offset counts from.
func (c *checker) anchor(field string, a *Anchor) {
	if a == nil {
		return
	}
	field += ".of"
	switch a.Kind {
	case AnchorScenarioStart:
		if a.Of != "" {
			c.add("journey.no_target", field, nil)
		}
	case AnchorEvent:
		c.happens(field, a.Of)
	case AnchorProperty:
		if p, _ := c.refer(field, a.Of, KindProperty).(*Property); p != nil && p.Type != PropertyDate {
			c.add("journey.not_a_date_property", field, Args{"ID": string(a.Of)})
		}
	case AnchorNamedDate:
		c.refer(field, a.Of, KindNamedDate)
	}
}
