package story

import (
	"strings"
	"time"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/preset"
	"rehearse/ui/text"
)

// Tale is a story in words.
type Tale struct {
	// Title says in one line who it is. Name, Who and Came say it in parts: what the person is called; persona and language;
	// by which entry, when, and on whose clock.
	Title, Name, Who, Came string
	// Past are lines about somebody who was there at the start.
	Past  []string
	Lines []Line
}

// Line is one moment in words. Moments that are told by those around them have no line.
type Line struct {
	// Moment is its place in Story.Moments.
	Moment int
	// Day is the heading of the person's day it belongs to; the same words for all lines of a day.
	Day string
	// Time is the hour on the person's clock, Words what happened.
	Time, Words string
	Tone        Tone
}

// Tone is how a moment looks among the others.
type Tone uint8

// The tones.
const (
	Plain   Tone = iota
	Sent         // a message or a call goes out
	Refused      // something was not sent, or did not begin
	Held         // a message waits for quiet hours or a cap
	Answer       // an open, a click, a response
	Goal
	Over // a way or a life ends
)

// Tell puts a story into words. policy is the preset the run was under, "" for the map's own.
func Tell(p *text.Printer, m *journey.Map, policy string, s *simulate.Story) *Tale {
	t := &teller{text: p, m: m, caps: Caps(p, m, policy), index: journey.NewIndex(m)}
	persona := t.name(s.Persona)
	tale := &Tale{
		Name: s.Name, Who: p.T("story.who", journey.Args{"Persona": persona, "Language": s.Language}),
		Title: p.T("story.title", journey.Args{
			"Number": s.Person.Number, "Ref": s.Person.String(), "Name": s.Name, "Persona": persona, "Language": s.Language, "Zone": s.Zone,
		}),
	}
	if s.Past != nil {
		tale.Past = t.past(s.Past)
	}
	for i := range s.Moments {
		moment := &s.Moments[i]
		t.now = clock(moment.Local)
		if i == 0 {
			tale.Came = p.T("story.came", journey.Args{"Number": s.Person.Number, "Entry": t.named(s.Person.Entry), "When": t.moment(t.now), "Zone": s.Zone})
		}
		words := t.sentence(moment)
		if words == "" {
			continue
		}
		tale.Lines = append(tale.Lines, Line{
			Moment: i, Day: p.T("story.day", journey.Args{"Weekday": t.weekday(t.now), "Date": p.Date(t.now)}),
			Time: t.now.Format(time.TimeOnly), Words: words, Tone: toneOf(moment),
		})
	}
	return tale
}

func toneOf(x *simulate.Moment) Tone {
	switch x.What {
	case "send", "call":
		return Sent
	case "refuse", "not_started", "late", "hard_bounce", "soft_bounce", "pull_ignored":
		return Refused
	case "hold", "still_held":
		return Held
	case "open", "click", "respond":
		return Answer
	case "goal":
		return Goal
	case "drop", "complete", "at_goal", "exit", "withdraw", "lose", "end", "exit_map", "stopped", "unsubscribe", "in_progress", "under_way", "horizon":
		return Over
	}
	return Plain
}

// Caps are the caps of the policy a run was under, named in the user's language.
func Caps(p *text.Printer, m *journey.Map, policy string) []journey.Cap {
	if under := preset.Find(policy); under != nil {
		return under.Caps(p.Code())
	}
	if m.Policy == nil {
		return nil
	}
	return m.Policy.Caps
}

// CapName is the name of a cap, or its ID.
func CapName(caps []journey.Cap, id journey.ID) string {
	for _, c := range caps {
		if c.ID == id && c.Name != "" {
			return c.Name
		}
	}
	return string(id)
}

// past are the lines about somebody who was there at the start.
func (t *teller) past(p *simulate.Past) (lines []string) {
	tell := func(id string, args journey.Args) { lines = append(lines, t.text.T(id, args)) }
	on := func(local string) string { return t.text.Date(clock(local)) }
	tell("story.past.since", journey.Args{"Date": on(p.Since)})
	for _, e := range p.Events {
		tell("story.past.event", journey.Args{"Of": t.named(e.Event), "Count": int(e.Count), "Last": on(e.Last)})
	}
	for _, s := range p.Scores {
		tell("story.past.score", journey.Args{"Of": t.named(s.Score), "Points": t.text.Int(s.Points)})
	}
	if n := len(p.Messages); n > 0 {
		tell("story.past.messages", journey.Args{"Count": n, "Last": on(p.Messages[n-1])})
	}
	for _, channel := range p.Unsubscribed {
		tell("story.past.unsubscribed", journey.Args{"Of": t.named(channel)})
	}
	return lines
}

// clock reads a local time of a story; it has no zone here, only what the clock shows.
func clock(local string) time.Time {
	t, err := time.Parse(time.DateTime, local)
	if err != nil {
		panic(err) // stories are written by the same program
	}
	return t
}

func (t *teller) weekday(at time.Time) string {
	return t.text.T("draw.weekday."+strings.ToLower(at.Weekday().String()[:3]), nil)
}

// moment is a day with an hour.
func (t *teller) moment(at time.Time) string {
	hour := at.Format("15:04")
	if at.Second() != 0 {
		hour = at.Format(time.TimeOnly)
	}
	return t.text.T("story.moment", journey.Args{"Weekday": t.weekday(at), "Date": t.text.Date(at), "Time": hour})
}
