package simulate

import (
	"context"
	"fmt"
	"slices"
	"time"

	"rehearse/journey"
	"rehearse/simulate/calendar"
	"rehearse/simulate/cohort"
	"rehearse/simulate/engine"
	"rehearse/simulate/program"
)

// Replay tells the story of one person, the same that the run counted. The person's seed replaces the
// specification's. A person named by Number alone (Entry "") is looked up in the run; otherwise the number
// is ignored, so a witness can be replayed on a changed map.
func Replay(ctx context.Context, m *journey.Map, spec Spec, person PersonRef) (*Story, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("simulate: replay: %w", err)
	}
	spec.Seed = person.Seed
	r, err := prepare(m, spec)
	if err != nil {
		return nil, err
	}
	arrival, err := r.find(person)
	if err != nil {
		return nil, err
	}
	if arrival.At < r.program.WarmUp && arrival.Day != cohort.BaseDay {
		return nil, journey.Problems{{Code: "program.warm_up_person", Args: journey.Args{"Number": arrival.Number + 1, "Days": m.Settings.WarmUpDays}}}
	}
	told, who, err := engine.Replay(ctx, r.program, r.plan, r.options, arrival, r.workers())
	if err != nil {
		return nil, fmt.Errorf("simulate: replay: %w", err)
	}
	return r.story(&arrival, told, who), nil
}

// story translates what a recorder heard of a person.
func (r *rehearsal) story(a *cohort.Arrival, told *engine.Story, who *cohort.Person) *Story {
	story := &Story{
		Person: r.ref(*a), Persona: r.program.Personas[who.Persona].ID,
		Name: cohort.Name(who.Key, r.program.Languages[who.Language]), Language: r.program.Languages[who.Language], Zone: r.program.Zones[who.Zone].Name(),
	}
	story.Past = r.past(who)
	for i := range told.Moments {
		story.Moments = append(story.Moments, r.moment(told, &told.Moments[i], who))
	}
	return story
}

func (r *rehearsal) find(person PersonRef) (cohort.Arrival, error) {
	unknown := journey.Problems{{Code: "program.no_such_person", Args: journey.Args{
		"Entry": string(person.Entry), "Day": person.Day, "Ordinal": person.Ordinal, "Number": person.Number, "People": r.plan.People(),
	}}}
	if person.Entry == "" {
		if person.Number < 1 || person.Number > r.plan.People() {
			return cohort.Arrival{}, unknown
		}
		return r.plan.Arrival(person.Number - 1), nil
	}
	entry := slices.IndexFunc(r.program.Entries, func(e program.Entry) bool { return e.ID == person.Entry })
	if entry < 0 || person.Day < cohort.BaseDay || person.Day > journey.LongestRun {
		return cohort.Arrival{}, unknown
	}
	arrival, ok := r.plan.Find(int32(entry), int32(person.Day), person.Ordinal)
	if !ok {
		return cohort.Arrival{}, unknown
	}
	return arrival, nil
}

// ref names a person to the outside.
func (r *rehearsal) ref(a cohort.Arrival) PersonRef {
	return PersonRef{
		Seed: r.spec.Seed, Entry: r.program.Entries[a.Entry].ID, Day: int64(a.Day), Ordinal: a.Ordinal, Number: a.Number + 1,
	}
}

// local is a tick on a zone's clock.
func local(zone *calendar.Zone, at int64) string {
	wall := zone.Wall(at)
	return wall.Day.String() + " " + time.UnixMilli(int64(wall.Milli)).UTC().Format(time.TimeOnly)
}

// aboutStep are the moments in which engine.Moment.Step has a meaning.
var aboutStep = map[string]bool{
	"arrive": true, "enter": true, "join": true, "take": true, "fork": true, "go": true, "drop": true, "complete": true, "at_goal": true,
	"exit": true, "withdraw": true, "wait": true, "late": true, "pulling": true, "pull": true, "pull_ignored": true, "want": true,
	"send": true, "refuse": true, "hold": true, "deliver": true, "open": true, "click": true, "unsubscribe": true, "hard_bounce": true,
	"soft_bounce": true, "respond": true, "credit": true, "call": true, "goal": true, "exit_map": true, "in_progress": true,
	"still_held": true, "other_channel": true, "serve": true, "give_up": true,
}

// moment translates numbers back to ids.
func (r *rehearsal) moment(story *engine.Story, m *engine.Moment, who *cohort.Person) Moment {
	p := r.program
	zone := p.Zones[who.Zone]
	result := Moment{
		At: m.At, Local: local(zone, m.At), What: m.What, Instance: m.Instance, Visit: int64(m.Visit), Reason: m.Reason, Port: m.Port,
		Until: m.Until, Value: journey.Money(m.Value), Waited: m.Waited, Yields: m.Yields,
	}
	if aboutStep[m.What] {
		result.Step = p.Steps[m.Step].ID
	}
	if m.Link > 0 {
		result.Link = p.Links[m.Link-1].ID
	}
	if m.Scenario > 0 {
		result.Scenario = p.Scenarios[m.Scenario-1].ID
	}
	switch {
	case m.Channel > 0:
		result.Of = p.Channels[m.Channel-1].ID
	case m.Event > 0:
		result.Of = p.Events[m.Event-1].ID
	}
	if m.Until > 0 {
		result.UntilLocal = local(zone, m.Until)
	}
	for _, e := range story.Earlier[m.Earlier[0]:m.Earlier[1]] {
		back := Earlier{At: e.At, Local: local(zone, e.At)}
		if e.Step > 0 {
			back.Step = p.Steps[e.Step-1].ID
		}
		if e.Channel > 0 {
			back.Channel = p.Channels[e.Channel-1].ID
		}
		result.Earlier = append(result.Earlier, back)
	}
	return result
}
