package oracle

import (
	"strconv"

	"rehearse/journey"
	"rehearse/journey/rule"
)

// The methods of rule.Facts.

func (x *person) Known(channel string) bool { return x.known[journey.ID(channel)] }
func (x *person) Allowed(channel string) bool {
	return x.Known(channel) && x.allowed[journey.ID(channel)]
}
func (x *person) Subscribed(to rule.Ref) bool     { return !x.off[journey.ID(to.ID)] }
func (x *person) Marked(mark string) bool         { return x.marks[mark] }
func (x *person) InSegment(id string) bool        { return x.inSegment(journey.ID(id)) }
func (x *person) PayGrade() int                   { return x.grade }
func (x *person) Persona() string                 { return string(x.persona.ID) }
func (x *person) Language() string                { return x.language }
func (x *person) Entry() string                   { return string(x.entry.ID) }
func (x *person) EntryChannel() string            { return string(x.entry.Entry.Channel) }
func (x *person) Yes(property string) bool        { return x.text[journey.ID(property)] == "yes" }
func (x *person) Choice(id string) (string, bool) { v, ok := x.text[journey.ID(id)]; return v, ok }

func (x *person) Number(id string) (float64, bool) {
	v, err := strconv.ParseFloat(x.text[journey.ID(id)], 64)
	return v, err == nil
}

func (x *person) Last(event rule.Ref) (int64, bool) {
	times := x.happened[nameOf(event)]
	if len(times) == 0 {
		return 0, false
	}
	return x.now - times[len(times)-1], true
}

func (x *person) Count(event rule.Ref, window int64) int64 {
	n := int64(0)
	for _, t := range x.happened[nameOf(event)] {
		if window == 0 || x.now-t < window {
			n++
		}
	}
	return n
}

func (x *person) Since(d rule.Ref) (int64, bool) {
	best, ok := int64(0), false
	for _, t := range x.moments(d) {
		if t <= x.now {
			best, ok = x.now-t, true
		}
	}
	return best, ok
}

func (x *person) Until(d rule.Ref) (int64, bool) {
	for _, t := range x.moments(d) {
		if t >= x.now {
			return t - x.now, true
		}
	}
	return 0, false
}

func (x *person) moments(d rule.Ref) []int64 {
	if t, ok := x.dates[journey.ID(d.ID)]; ok {
		return []int64{t}
	}
	for _, named := range x.w.m.NamedDates {
		if string(named.ID) == d.ID {
			return x.w.occurrences(named)
		}
	}
	return nil
}

func (x *person) Points(id string) float64 {
	for _, s := range x.w.m.Scores {
		if string(s.ID) == id {
			return x.points(s)
		}
	}
	return 0
}

func (x *person) Interest(id string) int {
	for _, s := range x.w.m.Scores {
		if string(s.ID) == id {
			level := 1
			for _, least := range s.Interest {
				if x.points(s) >= float64(least) {
					level++
				}
			}
			return level
		}
	}
	return 1
}

// nameOf is the name under which an event is remembered.
func nameOf(event rule.Ref) string {
	switch event.Kind {
	case rule.ReceivedMessage:
		return "received:" + event.ID
	case rule.OpenedMessage:
		return "opened:" + event.ID
	case rule.ClickedMessage:
		return "clicked:" + event.ID
	default:
		return event.ID
	}
}
