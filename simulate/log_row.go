package simulate

import (
	"encoding/csv"
	"slices"
	"strconv"
	"strings"

	"rehearse/journey"
	"rehearse/simulate/calendar"
	"rehearse/simulate/cohort"
	"rehearse/simulate/engine"
	"rehearse/simulate/program"
)

// logTeller writes rows. Names are quoted once; what is written per event is numbers and copies.
type logTeller struct {
	p        *program.Program
	names    *logNames
	activity Activity
	whats    map[string]int
	// cells are quoted activities by what and record, ports those of leaving a step by a port; made at the first use.
	cells [][][]byte
	ports map[portOfStep][]byte
	about []string // of whats: whose name it is
	goals []bool   // events that are a goal being reached
	utc   stamp
	local stamp
}

type portOfStep struct {
	step int32
	port string
}

// The records an activity is named after.
const (
	ofStep     = "step"
	ofScenario = "scenario"
	ofEvent    = "event"
	ofNobody   = ""
)

func newLogTeller(p *program.Program, names *logNames, activity Activity) *logTeller {
	t := &logTeller{p: p, names: names, activity: activity, whats: map[string]int{}, ports: map[portOfStep][]byte{}}
	for i, what := range Logged() {
		t.whats[what] = i
		of, n := ofStep, len(p.Steps)
		switch what {
		case "segment", "start", "not_started", "end":
			of, n = ofScenario, len(p.Scenarios)
		case "event":
			of, n = ofEvent, len(p.Events)
		case "stopped":
			of, n = ofNobody, 1
		}
		t.about = append(t.about, of)
		t.cells = append(t.cells, make([][]byte, n))
	}
	t.goals = make([]bool, len(p.Events))
	for i := range p.Events {
		t.goals[i] = slices.ContainsFunc(p.Goals, func(g program.Goal) bool { return p.Steps[g.Step].ID == p.Events[i].ID })
	}
	return t
}

// hidden tells that another row says it: people who arrive are at their entry, who leaves by "out" shows by what follows, who
// leaves since nobody was free has given up, and a goal that is reached is an event of its own.
func (t *logTeller) hidden(m *engine.Moment) bool {
	switch m.What {
	case "enter":
		return m.Link == 0 && t.p.Steps[m.Step].Kind == program.KindEntry
	case "take":
		return m.Port == string(journey.PortOut) || m.Port == string(journey.PortGaveUp)
	case "event":
		return t.goals[m.Event-1]
	}
	return false
}

// event is the quoted activity of a moment.
func (t *logTeller) event(m *engine.Moment, what int) []byte {
	if m.What == "take" {
		key := portOfStep{m.Step, m.Port}
		cell, known := t.ports[key]
		if !known {
			cell = quotedCell(t.activity(m.What, t.names.steps[m.Step], journey.Port(m.Port)))
			t.ports[key] = cell
		}
		return cell
	}
	record, names := int32(0), []string{""}
	switch t.about[what] {
	case ofStep:
		record, names = m.Step, t.names.steps
	case ofScenario:
		record, names = m.Scenario-1, t.names.scenarios
	case ofEvent:
		record, names = m.Event-1, t.names.events
	}
	cell := &t.cells[what][record]
	if *cell == nil {
		*cell = quotedCell(t.activity(m.What, names[record], ""))
	}
	return *cell
}

// quotedCell is a text as a cell of CSV. One that a spreadsheet would take for a formula stands behind an apostrophe.
func quotedCell(text string) []byte {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		text = "'" + text
	}
	var b strings.Builder
	w := csv.NewWriter(&b)
	if err := w.Write([]string{text}); err != nil {
		panic(err) // a builder takes everything
	}
	w.Flush()
	return []byte(strings.TrimSuffix(b.String(), "\n"))
}

// row appends one event in the order of LogColumns.
func (t *logTeller) row(to []byte, m *engine.Moment, what int, who *cohort.Person) []byte {
	p := t.p
	number := who.Number + 1
	to = strconv.AppendInt(to, number, 10)
	if m.Scenario > 0 && m.Instance > 0 && m.What != "not_started" {
		to = append(append(append(to, '/'), p.Scenarios[m.Scenario-1].ID...), '/')
		to = strconv.AppendInt(to, m.Instance, 10)
	}
	to = append(to, ',')
	to = strconv.AppendInt(to, number, 10)
	to = append(to, ',')
	start := int64(p.Start) * 1000
	to = t.utc.append(to, start+m.At)
	to = append(to, 'Z', ',')
	to = append(append(to, t.event(m, what)...), ',')
	if t.about[what] == ofStep {
		to = append(to, p.Steps[m.Step].ID...)
	}
	to = append(to, ',')
	if m.Scenario > 0 {
		to = append(to, p.Scenarios[m.Scenario-1].ID...)
	}
	to = append(to, ',')
	if m.Channel > 0 {
		to = append(to, p.Channels[m.Channel-1].ID...)
	}
	to = append(to, ',')
	to = append(append(to, m.Reason...), m.Port...) // a moment has one of them at most
	to = append(to, ',')
	if m.What == "goal" || m.What == "credit" {
		to = appendParts(to, m.Value, int64(journey.Unit))
	}
	to = append(append(append(to, ','), m.What...), ',')
	wall := p.Zones[who.Zone].Wall(m.At)
	shown := int64(wall.Day)*86_400_000 + int64(wall.Milli)
	to = t.local.append(to, shown)
	to = appendOffset(to, (shown-start-m.At)/60_000)
	to = append(append(append(to, ','), p.Personas[who.Persona].ID...), ',')
	if m.What == "serve" || m.What == "give_up" {
		to = appendParts(to, m.Waited, 1000)
	}
	return append(to, '\n')
}

// stamp writes times; the day is kept from time to time.
type stamp struct {
	day  calendar.Day
	date []byte
}

// append writes milliseconds since 1970-01-01 as 2026-03-02T08:00:00.000.
func (s *stamp) append(to []byte, at int64) []byte {
	day, milli := at/86_400_000, at%86_400_000
	if milli < 0 {
		day, milli = day-1, milli+86_400_000
	}
	if s.date == nil || s.day != calendar.Day(day) {
		s.day = calendar.Day(day)
		s.date = append(s.date[:0], s.day.String()...)
	}
	to = append(append(to, s.date...), 'T')
	seconds := milli / 1000
	to = append(append2(to, seconds/3600), ':')
	to = append(append2(to, seconds/60%60), ':')
	to = append(append2(to, seconds%60), '.', byte('0'+milli/100%10))
	return append2(to, milli%100)
}

func append2(to []byte, n int64) []byte { return append(to, byte('0'+n/10), byte('0'+n%10)) }

// appendOffset writes minutes to UTC as +01:00.
func appendOffset(to []byte, minutes int64) []byte {
	sign := byte('+')
	if minutes < 0 {
		sign, minutes = '-', -minutes
	}
	to = append2(append(to, sign), minutes/60)
	return append2(append(to, ':'), minutes%60)
}

// appendParts writes so many parts of a unit in units, with as many decimals as there are.
func appendParts(to []byte, parts, unit int64) []byte {
	if parts < 0 {
		to, parts = append(to, '-'), -parts
	}
	to = strconv.AppendInt(to, parts/unit, 10)
	if rest := parts % unit; rest > 0 {
		digits := strconv.AppendInt(nil, unit+rest, 10)[1:]
		to = append(append(to, '.'), strings.TrimRight(string(digits), "0")...)
	}
	return to
}
