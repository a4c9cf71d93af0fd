package story

import (
	"strings"
	"time"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/simulate"
	"rehearse/ui/phrase"
	"rehearse/ui/text"
)

// teller puts the moments of one story into words.
type teller struct {
	text  *text.Printer
	m     *journey.Map
	caps  []journey.Cap // of the policy the run was under
	index *journey.Index
	now   time.Time // of the moment being told, on the person's clock
}

// name is what people call a record, or its ID.
func (t *teller) name(id journey.ID) string {
	switch r := t.index.Get(id).(type) {
	case nil:
	case *journey.Step:
		return draw.StepName(t.text, r, t.m)
	default:
		if name := journey.NameOf(r); name != "" {
			return name
		}
	}
	return string(id)
}

// when is a time near the one being told: the hour alone on the same day.
func (t *teller) when(local string) string {
	if local == "" {
		return ""
	}
	at := clock(local)
	switch {
	case at.Format(time.DateOnly) != t.now.Format(time.DateOnly):
		return t.moment(at)
	case at.Second() != 0:
		return at.Format(time.TimeOnly)
	}
	return at.Format("15:04")
}

// named is a record's name in quotes, "" without a record.
func (t *teller) named(id journey.ID) string {
	if id == "" {
		return ""
	}
	return t.text.T("story.named", journey.Args{"Name": t.name(id)})
}

// scenario is a scenario's name, with the number of the instance from the second on.
func (t *teller) scenario(x *simulate.Moment) string {
	if x.Instance > 1 && x.What != "not_started" {
		return t.text.T("story.named_again", journey.Args{"Name": t.name(x.Scenario), "N": x.Instance})
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
		args["Port"] = phrase.Way(t.text, t.m, step, journey.Port(x.Port))
	}
	if cap, ok := strings.CutPrefix(x.Reason, "cap:"); ok {
		args["Cap"] = t.text.T("story.named", journey.Args{"Name": CapName(t.caps, journey.ID(cap))})
	}
	return t.text.T(id, args)
}

// kind is the id of the sentence for a moment, "" for none.
func (t *teller) kind(x *simulate.Moment) string {
	id := "story." + x.What
	switch x.What {
	case "want": // what the gate says next tells it
		return ""
	case "serve":
		if x.Until <= x.At { // the call that follows tells it, or it takes no time
			return ""
		}
	case "give_up":
		if x.Reason == "" { // the way that is taken tells it
			return ""
		}
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
	for _, id := range []string{"story.reason." + reason, "cli.reason." + reason} {
		if t.text.Has(id) {
			return t.text.T(id, nil)
		}
	}
	return reason
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
