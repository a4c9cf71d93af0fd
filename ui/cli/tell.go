package cli

import (
	"fmt"
	"strings"
	"time"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/preset"
)

// teller puts the moments of one story into words.
type teller struct {
	*session
	m     *journey.Map
	caps  []journey.Cap // of the policy the run was under
	index *journey.Index
	now   time.Time // of the moment being told, on the person's clock
}

// tell prints a story, a moment a line, day by day on the person's clock.
func (s *session) tell(m *journey.Map, caps []journey.Cap, story *simulate.Story) {
	t := &teller{session: s, m: m, caps: caps, index: journey.NewIndex(m)}
	fmt.Fprintln(s.Out, s.text.T("story.title", journey.Args{
		"Number": story.Person.Number, "Ref": story.Person.String(), "Name": story.Name, "Persona": personaName(m, story.Persona),
		"Language": story.Language, "Zone": story.Zone,
	}))
	if story.Past != nil {
		t.past(story.Past)
	}
	day := ""
	for i := range story.Moments {
		moment := &story.Moments[i]
		t.now = clock(moment.Local)
		line := t.sentence(moment)
		if line == "" {
			continue
		}
		if today := t.now.Format(time.DateOnly); today != day {
			day = today
			fmt.Fprintf(s.Out, "\n%s\n", s.text.T("story.day", journey.Args{"Weekday": t.weekday(t.now), "Date": s.text.Date(t.now)}))
		}
		fmt.Fprintf(s.Out, "  %s  %s\n", t.now.Format(time.TimeOnly), line)
	}
}

// past prints what somebody who was there at the start brings along.
func (t *teller) past(p *simulate.Past) {
	fmt.Fprintln(t.Out)
	tell := func(id string, args journey.Args) { fmt.Fprintln(t.Out, "  "+t.text.T(id, args)) }
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

// when is a time near the one being told: the hour alone on the same day.
func (t *teller) when(local string) string {
	if local == "" {
		return ""
	}
	at := clock(local)
	hour := at.Format("15:04")
	if at.Second() != 0 {
		hour = at.Format(time.TimeOnly)
	}
	if at.Format(time.DateOnly) == t.now.Format(time.DateOnly) {
		return hour
	}
	return t.text.T("story.moment", journey.Args{"Weekday": t.weekday(at), "Date": t.text.Date(at), "Time": hour})
}

// named is a record's name in quotes, "" without a record.
func (t *teller) named(id journey.ID) string {
	if id == "" {
		return ""
	}
	if step := t.m.Step(id); step != nil {
		return t.text.T("story.named", journey.Args{"Name": t.stepName(step)})
	}
	return t.text.T("story.named", journey.Args{"Name": nameOf(t.index, id)})
}

// scenario is a scenario's name, with the number of the instance from the second on.
func (t *teller) scenario(x *simulate.Moment) string {
	if x.Instance > 1 && x.What != "not_started" {
		return t.text.T("story.named_again", journey.Args{"Name": nameOf(t.index, x.Scenario), "N": x.Instance})
	}
	return t.named(x.Scenario)
}

// sentence tells one moment; "" for what the moments around it tell as well.
func (t *teller) sentence(x *simulate.Moment) string {
	id := t.kind(x)
	if id == "" {
		return ""
	}
	args := journey.Args{
		"Step": t.named(x.Step), "Scenario": t.scenario(x), "Of": t.named(x.Of), "Until": t.when(x.UntilLocal),
		"Reason": t.because(x.Reason), "Value": t.text.Money(x.Value, t.m.Settings.Currency), "Visit": x.Visit, "Earlier": t.earlier(x),
	}
	if link := t.m.Link(x.Link); link != nil {
		args["To"] = t.named(link.To)
	}
	if step := t.m.Step(x.Step); step != nil && x.Port != "" {
		args["Port"] = t.portWord(step, journey.Port(x.Port))
	}
	if cap, ok := strings.CutPrefix(x.Reason, "cap:"); ok {
		args["Cap"] = t.text.T("story.named", journey.Args{"Name": t.capName(journey.ID(cap))})
	}
	return t.text.T(id, args)
}

// kind is the id of the sentence for a moment, "" for none.
func (t *teller) kind(x *simulate.Moment) string {
	id := "story." + x.What
	switch x.What {
	case "want": // what the gate says next tells it
		return ""
	case "event":
		if t.m.Step(x.Of) != nil {
			return "" // a goal that was reached
		}
	case "take":
		if step := t.m.Step(x.Step); x.Port == string(journey.PortOut) || step == nil {
			return ""
		}
	case "go", "pulling":
		if x.Until == 0 {
			return ""
		}
	case "enter":
		if step := t.m.Step(x.Step); step != nil && step.Kind == journey.StepEntry && x.Link == "" {
			return "" // has just arrived there
		}
		if x.Visit > 1 {
			return "story.enter_again"
		}
	case "drop":
		if x.Reason != "" {
			return "story.drop_no_way"
		}
	case "wait":
		switch {
		case x.Of != "" && x.Until == 0:
			return "story.wait_event_for_ever"
		case x.Of != "":
			return "story.wait_event"
		case x.Reason == "line" && x.Until == 0:
			return "story.wait_line_away"
		case x.Reason != "":
			return t.variant(id, x.Reason)
		}
	case "pull":
		if x.Scenario != "" {
			return "story.pull_by"
		}
	case "start", "hold", "end":
		if x.Reason != "" && !strings.HasPrefix(x.Reason, "cap:") {
			return t.variant(id, x.Reason)
		}
	case "not_started":
		switch {
		case x.Reason != "reentry":
		case x.Until > 0:
			return "story.not_started_pause"
		default:
			return "story.not_started_reentry"
		}
	case "goal":
		switch {
		case x.Reason != "":
			return "story.goal_late"
		case x.Value != 0:
			return "story.goal_value"
		}
	}
	if strings.HasPrefix(x.Reason, "cap:") {
		switch {
		case x.Yields:
			return id + "_yields"
		case len(x.Earlier) == 0:
			return id + "_cap_zero"
		}
		return id + "_cap"
	}
	return id
}

// variant is the sentence for a reason of its own, else the general one.
func (t *teller) variant(id, reason string) string {
	if special := id + "_" + reason; t.text.Has(special) {
		return special
	}
	return id
}

// because says a reason in words.
func (t *teller) because(reason string) string {
	if reason == "" || strings.HasPrefix(reason, "cap:") {
		return ""
	}
	return t.word("story.reason."+reason, t.reason(reason))
}

func (t *teller) capName(id journey.ID) string { return capName(t.caps, id) }

// capsUnder are the caps of the policy a run was under, named in the user's language.
func (s *session) capsUnder(m *journey.Map, policy string) []journey.Cap {
	if p := preset.Find(policy); p != nil {
		return p.Caps(s.text.Code())
	}
	return m.Policy.Caps
}

// capName is the name of a cap, or its ID.
func capName(caps []journey.Cap, id journey.ID) string {
	for _, c := range caps {
		if c.ID == id && c.Name != "" {
			return c.Name
		}
	}
	return string(id)
}

// earlier lists what a moment points back to.
func (t *teller) earlier(x *simulate.Moment) string {
	var list []string
	for _, e := range x.Earlier {
		at := t.when(e.Local)
		name := t.named(e.Step)
		if name == "" {
			name = t.named(e.Channel)
		}
		if name != "" {
			at = t.text.T("story.earlier", journey.Args{"Step": name, "At": at})
		}
		list = append(list, at)
	}
	return strings.Join(list, ", ")
}
