package draw

import (
	"fmt"
	"regexp"
	"strings"

	"rehearse/journey"
)

// fixedPorts are the ports whose names do not come from the map.
var fixedPorts = []journey.Port{
	journey.PortOut, journey.PortClicked, journey.PortOpened, journey.PortNotOpened, journey.PortNotSent,
	journey.PortHappened, journey.PortTimedOut, journey.PortTooLate, journey.PortOtherwise, journey.PortAnswered,
	journey.PortGaveUp, journey.PortClosed, journey.PortReached, journey.PortRefused, journey.PortNotReached,
}

// meanings are the messages of the legend about the numbers of a run.
var meanings = []string{"draw.meaning.people", "draw.meaning.drop", "draw.meaning.flow"}

// LabelsOf takes the words of a drawing from a language.
func LabelsOf(p Printer) Labels {
	l := Labels{
		Kinds: map[journey.StepKind]string{},
		Ports: map[journey.Port]string{},
		Wait:  func(w *journey.Wait, m *journey.Map) string { return waitLabel(p, w, m) },
		Delay: func(l journey.Law) string { return keepUnits(p.Law(l)) },
		Share: p.Percent,
		Client: func(name string) string {
			return p.T("draw.client", journey.Args{"Client": name})
		},
		Untitled:  p.T("draw.untitled", nil),
		NoRule:    p.T("draw.no_rule", nil),
		Kind:      p.T("draw.legend.kinds", nil),
		Scenarios: p.T("draw.legend.scenarios", nil),
		Numbers:   p.T("draw.legend.numbers", nil),
		Outcomes:  p.T("draw.legend.outcomes", nil),
		Good:      p.T("draw.outcome.good", nil),
		Bad:       p.T("draw.outcome.bad", nil),
	}
	for _, k := range journey.StepKind("").Words() {
		l.Kinds[journey.StepKind(k)] = p.T("draw.kind."+k, nil)
	}
	for _, port := range fixedPorts {
		l.Ports[port] = p.T("draw.port."+string(port), nil)
	}
	for _, id := range meanings {
		l.Meanings = append(l.Meanings, p.T(id, nil))
	}
	return l
}

// StepName is what a step is called in a sentence or a table, everywhere: its name; a wait without one by what it waits for, as its card
// says; a note by its text; anything else by its kind, and by its ID where a person wrote that. Without a map a wait for something
// of the map is a wait.
func StepName(p Printer, step *journey.Step, m *journey.Map) string {
	switch {
	case step.Name != "":
		return step.Name
	case step.Note != nil && step.Note.Text != "":
		return step.Note.Text
	}
	kind := p.T("draw.kind."+string(step.Kind), nil)
	if step.Wait != nil && (m != nil || step.Wait.Kind == journey.WaitDuration || step.Wait.Kind == journey.WaitUntil) {
		if label := waitLabel(p, step.Wait, m); label != "" {
			return kind + " · " + label
		}
	}
	if madeID.MatchString(string(step.ID)) {
		return kind
	}
	return kind + " " + string(step.ID)
}

// madeID is an ID that the program made, which says nothing to anybody.
var madeID = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)

func waitLabel(p Printer, w *journey.Wait, m *journey.Map) string {
	switch w.Kind {
	case journey.WaitUntil:
		at := clock(w.At)
		if len(w.Days) == 0 || len(w.Days) == 7 {
			return p.T("draw.wait.until_daily", journey.Args{"At": at})
		}
		days := make([]string, len(w.Days))
		for i, d := range w.Days {
			days[i] = p.T("draw.weekday."+string(d), nil)
		}
		return p.T("draw.wait.until", journey.Args{"Days": strings.Join(days, ", "), "At": at})
	case journey.WaitEvent:
		name := string(w.Event)
		if e := m.Event(w.Event); e != nil {
			name = e.Name
		} else if s := m.Step(w.Event); s != nil {
			name = s.Name
		}
		if w.TimeOut == 0 {
			return p.T("draw.wait.event", journey.Args{"Event": name})
		}
		return p.T("draw.wait.event_at_most", journey.Args{"Event": name, "TimeOut": p.Duration(w.TimeOut)})
	case journey.WaitAnchor:
		if w.Anchor == nil {
			return ""
		}
		name := anchorName(p, w.Anchor, m)
		switch offset := w.Anchor.Offset; {
		case offset < 0:
			return p.T("draw.wait.before", journey.Args{"Offset": p.Duration(-offset), "Anchor": name})
		case offset > 0:
			return p.T("draw.wait.after", journey.Args{"Offset": p.Duration(offset), "Anchor": name})
		default:
			return name
		}
	default:
		return p.Law(w.For)
	}
}

func anchorName(p Printer, a *journey.Anchor, m *journey.Map) string {
	switch a.Kind {
	case journey.AnchorEvent:
		if e := m.Event(a.Of); e != nil {
			return e.Name
		}
	case journey.AnchorProperty:
		for _, property := range m.Properties {
			if property.ID == a.Of {
				return property.Name
			}
		}
	case journey.AnchorNamedDate:
		for _, date := range m.NamedDates {
			if date.ID == a.Of {
				return date.Name
			}
		}
	default:
		return p.T("draw.anchor.scenario_start", nil)
	}
	return string(a.Of)
}

// keepUnits puts a no-break space behind each number, so that "12 h" stays on one line.
func keepUnits(s string) string {
	digit := false
	return strings.Map(func(r rune) rune {
		if r == ' ' && digit {
			r = '\u00a0'
		}
		digit = r >= '0' && r <= '9'
		return r
	}, s)
}

func clock(t journey.TimeOfDay) string {
	return fmt.Sprintf("%02d:%02d", int(t)/3600, int(t)/60%60)
}
