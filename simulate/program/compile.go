package program

import (
	"rehearse/journey"
	"rehearse/journey/alike"
	"rehearse/journey/rule"
	"rehearse/simulate/calendar"
	"rehearse/simulate/random"
)

// Day and hour in ticks.
const (
	tick = 1000 // one second
	hour = 3600 * tick
	day  = 24 * hour
)

// Compile makes a program of a map. With problems the program is nil.
func Compile(m *journey.Map) (*Program, journey.Problems) {
	if problems := m.Validate(); len(problems) > 0 {
		return nil, problems
	}
	c := &compiler{
		m: m, p: &Program{Map: m}, vocabulary: rule.VocabularyOf(m),
		segments: map[journey.ID]*Rule{}, messageEvents: map[messageEvent]int32{},
	}
	if !c.settings() {
		return nil, c.problems
	}
	c.number()
	c.people()
	c.scoresAndOffers()
	c.personaTables()
	c.policy()
	c.steps()
	c.links()
	c.decisions()
	c.scenarios()
	c.near()
	c.repeats()
	c.sells()
	c.arrivals()
	c.outside()
	c.messageEventsBack()
	c.costs()
	if len(c.problems) > 0 {
		return nil, c.problems
	}
	return c.p, nil
}

type compiler struct {
	m          *journey.Map
	p          *Program
	problems   journey.Problems
	vocabulary *rule.Vocabulary
	segments   map[journey.ID]*Rule

	// Numbers of records by id.
	personas, properties, events, channels, topics, offers, dates, scores, scenarioOf, stepOf, entries map[journey.ID]int32

	messageEvents map[messageEvent]int32
	// contents are numbers of contents by the subject and the body as written, contentKeys by what readers see.
	contents    map[[2]string]int32
	contentKeys map[string]int32
	// linkRecords are the records of Program.Links.
	linkRecords []*journey.Link
}

// problem records a problem of a record.
func (c *compiler) problem(code string, record journey.Ref, field string, args journey.Args) {
	c.problems = append(c.problems, journey.Problem{Code: code, Record: record, Field: field, Args: args})
}

func (c *compiler) missing(record journey.Ref, field string, id journey.ID) {
	c.problem("program.missing", record, field, journey.Args{"Name": c.nameOf(record), "ID": string(id)})
}

// find looks a number up and complains when an id that is set is not there; "" is None.
func (c *compiler) find(table map[journey.ID]int32, id journey.ID, record journey.Ref, field string) int32 {
	if id == "" {
		return None
	}
	if n, ok := table[id]; ok {
		return n
	}
	c.missing(record, field, id)
	return None
}

// nameOf is what a problem calls a record: its name, else its id.
func (c *compiler) nameOf(ref journey.Ref) string {
	name := ""
	switch r := c.m.Lookup(ref).(type) {
	case *journey.Step:
		name = r.Name
	case *journey.Scenario:
		name = r.Name
	case *journey.Persona:
		name = r.Name
	case *journey.Channel:
		name = r.Name
	case *journey.Event:
		name = r.Name
	case *journey.Property:
		name = r.Name
	}
	if name == "" {
		return string(ref.ID)
	}
	return name
}

// settings makes the clock; without it nothing else can be compiled.
func (c *compiler) settings() bool {
	s, p := c.m.Settings, c.p
	ref := journey.Ref{Kind: journey.KindSettings, ID: journey.SettingsID}
	if c.m.Policy == nil {
		c.problem("program.no_policy", ref, "", nil)
		return false
	}
	var err error
	p.Start, err = calendar.NewStart(s.Zone, parsedDay(s.Start), int32(s.StartAt))
	if err != nil {
		c.clockProblem(err, ref, "zone")
		return false
	}
	p.Horizon = int64(s.HorizonDays) * day
	p.WarmUp = int64(s.WarmUpDays) * day
	for _, name := range []string{s.Zone, "UTC"} {
		zone, err := calendar.Load(name, p.Start, s.HorizonDays)
		if err != nil {
			c.clockProblem(err, ref, "zone")
			return false
		}
		p.Zones = append(p.Zones, zone)
	}
	p.Languages = append(p.Languages, s.Languages...)
	if len(p.Languages) == 0 {
		p.Languages = []string{"und"}
	}
	p.Keys = Keys{
		Persona:  random.NewKey(0).For(random.Persona),
		Language: random.NewKey(0).For(random.Language),
		Zone:     random.NewKey(0).For(random.Zone),
		PayGrade: random.NewKey(0).For(random.PayGrade),
		Arrival:  random.NewKey(0).For(random.Arrival),
	}
	return true
}

// parsedDay is the day of a date whose form Validate has checked.
func parsedDay(date journey.Date) calendar.Day {
	on, _ := calendar.ParseDay(string(date))
	return on
}

// clockProblem takes a problem of the calendar over.
func (c *compiler) clockProblem(err error, record journey.Ref, field string) {
	if p, ok := err.(*calendar.Problem); ok {
		c.problem(p.Code, record, field, journey.Args(p.Args))
		return
	}
	c.problem("program.clock", record, field, journey.Args{"Reason": err.Error()})
}

// zone returns the number of a zone, loading it at its first use; "" is the map's.
func (c *compiler) zone(name string, record journey.Ref, field string) int32 {
	if name == "" {
		return 0
	}
	for i, z := range c.p.Zones {
		if z.Name() == name {
			return int32(i)
		}
	}
	z, err := calendar.Load(name, c.p.Start, c.m.Settings.HorizonDays)
	if err != nil {
		c.clockProblem(err, record, field)
		return 0
	}
	c.p.Zones = append(c.p.Zones, z)
	return int32(len(c.p.Zones) - 1)
}

// language returns the number of a language, adding it at its first use.
func (c *compiler) language(tag string) int32 {
	for i, known := range c.p.Languages {
		if known == tag {
			return int32(i)
		}
	}
	c.p.Languages = append(c.p.Languages, tag)
	return int32(len(c.p.Languages) - 1)
}

// mark returns the number of a mark, adding it at its first use.
func (c *compiler) mark(word string) int32 {
	for i, known := range c.p.Marks {
		if known == word {
			return int32(i)
		}
	}
	c.p.Marks = append(c.p.Marks, word)
	return int32(len(c.p.Marks) - 1)
}

// numbers gives the records of one kind their numbers.
func numbers[R journey.Record](records []R) map[journey.ID]int32 {
	table := make(map[journey.ID]int32, len(records))
	for i, r := range records {
		table[r.RecordID()] = int32(i)
	}
	return table
}

// number gives every record its number and makes the empty rows that others refer to.
func (c *compiler) number() {
	m := c.m
	c.personas, c.properties, c.channels = numbers(m.Personas), numbers(m.Properties), numbers(m.Channels)
	c.topics, c.offers, c.dates, c.scores = numbers(m.Topics), numbers(m.Offers), numbers(m.NamedDates), numbers(m.Scores)
	c.scenarioOf, c.events = numbers(m.Scenarios), numbers(m.Events)
	c.stepOf, c.entries = map[journey.ID]int32{}, map[journey.ID]int32{}
	c.contents, c.contentKeys = map[[2]string]int32{}, map[string]int32{}
	c.p.Contents.Texts = make([]alike.Content, 1)
	for _, e := range m.Events {
		c.p.Events = append(c.p.Events, Event{ID: e.ID})
	}
	for _, s := range m.Steps {
		if !s.Kind.Simulated() {
			continue
		}
		c.stepOf[s.ID] = int32(len(c.stepOf))
		switch s.Kind {
		case journey.StepEntry:
			c.entries[s.ID] = int32(len(c.entries))
		case journey.StepGoal:
			c.events[s.ID] = int32(len(c.p.Events))
			c.p.Events = append(c.p.Events, Event{ID: s.ID})
		}
	}
	for _, t := range m.Topics {
		c.p.Topics = append(c.p.Topics, t.ID)
	}
}

// messageEventsBack tells the messages which of their events somebody asks for.
func (c *compiler) messageEventsBack() {
	get := func(kind rule.Kind, id journey.ID) int32 {
		if n, ok := c.messageEvents[messageEvent{kind, id}]; ok {
			return n
		}
		return None
	}
	for i := range c.p.Messages {
		msg := &c.p.Messages[i]
		id := c.p.Steps[msg.Step].ID
		msg.Received = get(rule.ReceivedMessage, id)
		msg.Opened = get(rule.OpenedMessage, id)
		msg.Clicked = get(rule.ClickedMessage, id)
	}
	c.p.Policy.Received = get(rule.ReceivedMessage, "")
	c.p.Policy.Opened = get(rule.OpenedMessage, "")
	c.p.Policy.Clicked = get(rule.ClickedMessage, "")
}

// value resolves a shared assumption.
func (c *compiler) value(a journey.Assumption) float64 { return c.m.Value(a).Value }

// law turns a law of the map, in seconds, into one in ticks.
func (c *compiler) law(l journey.Law, record journey.Ref, field string) random.Law {
	var law random.Law
	var err error
	switch own := l.Own(); own {
	case journey.Law{Kind: journey.LawExponential}, journey.Law{Kind: journey.LawNormal}, journey.Law{Kind: journey.LawLogNormal, Sigma: own.Sigma}:
		c.problem("program.law_without_length", record, field, journey.Args{"Name": c.nameOf(record), "Law": string(l.Kind), "Number": l.Kind.Numbers()[0]})
	}
	switch l.Kind {
	case journey.LawUniform:
		law, err = random.Uniform(int64(l.Low)*tick, int64(l.High)*tick)
	case journey.LawNormal:
		law, err = random.Normal(int64(l.Mean)*tick, int64(l.Deviation)*tick)
	case journey.LawLogNormal:
		law, err = random.LogNormal(int64(l.Median)*tick, l.Sigma)
	case journey.LawExponential:
		law, err = random.Exponential(int64(l.Mean) * tick)
	case journey.LawTriangular:
		law, err = random.Triangular(int64(l.Low)*tick, int64(l.Mode)*tick, int64(l.High)*tick)
	default:
		law, err = random.Fixed(int64(l.Value) * tick)
	}
	if err != nil {
		c.problem("program.impossible_law", record, field, journey.Args{"Name": c.nameOf(record)})
	}
	return law
}

// probability checks a share.
func (c *compiler) probability(v float64, record journey.Ref, field string) random.Threshold {
	if !(v >= 0 && v <= 1) {
		c.problem("program.not_a_probability", record, field, journey.Args{"Name": c.nameOf(record), "Value": v})
	}
	return random.NewThreshold(v)
}
