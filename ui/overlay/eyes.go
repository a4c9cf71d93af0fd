package overlay

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/draw/cards"
	"rehearse/simulate"
	"rehearse/ui/text"
)

// personaOf is what a group of a result holds of one persona; 0 where it holds nothing.
func personaOf(groups []simulate.Group, persona journey.ID) int64 {
	for _, g := range groups {
		if g.ID == persona {
			return g.People
		}
	}
	return 0
}

// tallyOf is the tally of one persona at a step; nil where there is none.
func tallyOf(r *simulate.StepResult, persona journey.ID) *simulate.Tally {
	for i := range r.ByPersona {
		if r.ByPersona[i].ID == persona {
			return &r.ByPersona[i].Tally
		}
	}
	return nil
}

// Rehearsed says, by persona, what a run showed of it: how many there were, and which share reached each goal. nil for no
// result.
func Rehearsed(m *journey.Map, r *simulate.Result, p *text.Printer) map[journey.ID][]string {
	if r == nil {
		return nil
	}
	said := map[journey.ID][]string{}
	for _, group := range r.Personas {
		if group.People == 0 {
			continue
		}
		lines := []string{p.T("people.in_run", journey.Args{"Count": group.People})}
		for i := range r.Goals {
			if s := m.Step(r.Goals[i].Step); s != nil {
				reached := personaOf(r.Goals[i].ByPersona, group.ID)
				lines = append(lines, p.T("people.goal", journey.Args{
					"Goal": s.Name, "Share": p.Percent(float64(reached) / float64(group.People)),
				}))
			}
		}
		said[group.ID] = lines
	}
	return said
}

// Reaches is the share of a persona that a message can be sent to by one of its channels: for a transactional one the
// address is enough, for others consent is needed too. Channels are taken to be independent of each other.
func Reaches(m *journey.Map, p *journey.Persona, message *journey.Message) float64 {
	missed := 1.0
	for _, id := range message.Channels {
		for _, r := range p.Channels {
			if r.Channel != id {
				continue
			}
			share := m.Value(r.Known).Value
			if message.Class != journey.ClassTransactional {
				share *= m.Value(r.Allowed).Value
			}
			missed *= 1 - min(1, max(0, share))
		}
	}
	return 1 - missed
}

// LanguageOf is the language most people of a persona read: the greatest part of its mix, else the map's first.
func LanguageOf(m *journey.Map, p *journey.Persona) string {
	best, most := "", 0.0
	for _, l := range p.Languages {
		if share := m.Value(l.Share).Value; share > most {
			best, most = l.Value, share
		}
	}
	if best == "" && m.Settings != nil && len(m.Settings.Languages) > 0 {
		best = m.Settings.Languages[0]
	}
	return best
}

// ContentIn is a message's content for people of a language: in that language, else in the map's fallback; nil where they
// get nothing.
func ContentIn(m *journey.Map, message *journey.Message, language string) *journey.Content {
	for _, code := range []string{language, m.Settings.FallbackLanguage} {
		for i := range message.Contents {
			if code != "" && message.Contents[i].Language == code {
				return &message.Contents[i]
			}
		}
	}
	return nil
}

// Eyes makes the overlay of a map as one persona meets it: the numbers under steps and on links are those of its people,
// and under a message stand its subject in their language and how many of them it can reach.
// faded are the steps it cannot come to: nothing is said of them.
func Eyes(m *journey.Map, persona journey.ID, faded map[journey.ID]bool, result *simulate.Result, stale bool, p *text.Printer) *draw.Overlay {
	o := &draw.Overlay{Steps: map[journey.ID]draw.StepNumbers{}, Links: map[journey.ID]draw.LinkNumbers{}, Stale: stale}
	who := m.Persona(persona)
	if who == nil {
		return o
	}
	if result != nil {
		eyeSteps(o, m, persona, result, p)
		eyeLinks(o, m, persona, result, p)
		o.Footer = []string{p.T("people.footer", journey.Args{
			"Name": who.Name, "Count": personaOf(result.Personas, persona), "Seed": result.Spec.Seed, "Engine": result.Engine,
		})}
	}
	language := LanguageOf(m, who)
	for _, s := range m.Steps {
		if s.Message == nil || faded[s.ID] {
			continue
		}
		n := o.Steps[s.ID]
		n.Lines = slices.Concat([]string{subject(m, s.Message, language, p), reachLine(m, who, s.Message, p)}, n.Lines)
		o.Steps[s.ID] = n
	}
	return o
}

// subject is how a message begins for somebody who reads a language.
func subject(m *journey.Map, message *journey.Message, language string, p *text.Printer) string {
	c := ContentIn(m, message, language)
	switch {
	case c == nil && len(message.Contents) > 0:
		return p.T("people.no_words", journey.Args{"Language": cards.Language(p, language)})
	case c == nil || c.Subject == "" && c.Body == "":
		return p.T("people.no_text", nil)
	case c.Subject != "":
		return p.T("people.quoted", journey.Args{"Text": c.Subject})
	default:
		return p.T("people.quoted", journey.Args{"Text": c.Body})
	}
}

func reachLine(m *journey.Map, who *journey.Persona, message *journey.Message, p *text.Printer) string {
	return p.T("people.reaches", journey.Args{"Share": p.Percent(Reaches(m, who, message))})
}

func eyeSteps(o *draw.Overlay, m *journey.Map, persona journey.ID, result *simulate.Result, p *text.Printer) {
	all := personaOf(result.Personas, persona)
	for i := range result.Steps {
		r := &result.Steps[i]
		s, t := m.Step(r.Step), tallyOf(r, persona)
		if s == nil || t == nil || !s.Kind.Simulated() {
			continue
		}
		n := draw.StepNumbers{People: p.Int(t.People)}
		if t.FromEntry.Den > 0 {
			n.Share = p.Percent(t.FromEntry.Share)
		}
		if t.Tokens.Dropped > 0 {
			n.Drop = "−" + p.Int(t.Tokens.Dropped)
		}
		if all > 0 {
			n.Heat = float64(t.People) / float64(all)
		}
		o.Steps[r.Step] = n
	}
	for i := range result.Messages {
		r := &result.Messages[i]
		if n, ok := o.Steps[r.Step]; ok {
			n.Lines = append(n.Lines, p.T("people.sent", journey.Args{"Count": personaOf(r.ByPersona, persona)}))
			o.Steps[r.Step] = n
		}
	}
}

func eyeLinks(o *draw.Overlay, m *journey.Map, persona journey.ID, result *simulate.Result, p *text.Printer) {
	entered := map[journey.ID]int64{}
	for i := range result.Steps {
		if t := tallyOf(&result.Steps[i], persona); t != nil {
			entered[result.Steps[i].Step] = t.People
		}
	}
	var most int64
	for i := range result.Links {
		most = max(most, personaOf(result.Links[i].ByPersona, persona))
	}
	for i := range result.Links {
		r := &result.Links[i]
		l := m.Link(r.Link)
		if l == nil {
			continue
		}
		went, n := personaOf(r.ByPersona, persona), draw.LinkNumbers{}
		if of := entered[l.From]; of > 0 {
			n.Label = p.Percent(float64(went) / float64(of))
		}
		if most > 0 {
			n.Flow = float64(went) / float64(most)
		}
		o.Links[r.Link] = n
	}
}

// EyeFigures are the headline numbers of one persona in a result.
func EyeFigures(m *journey.Map, persona journey.ID, r *simulate.Result, p *text.Printer) []Figure {
	all := personaOf(r.Personas, persona)
	figures := []Figure{{
		Of: journey.Ref{Kind: journey.KindPersona, ID: persona}, Title: p.T("window.figure.people", nil), Value: p.Int(all),
		Under: p.T("people.of_all", journey.Args{"Share": p.Percent(float64(all) / float64(max(1, r.People)))}),
	}}
	for i := range r.Goals {
		g := &r.Goals[i]
		name := string(g.Step)
		if s := m.Step(g.Step); s != nil && s.Name != "" {
			name = s.Name
		}
		people := personaOf(g.ByPersona, persona)
		figures = append(figures, Figure{
			Of: journey.Ref{Kind: journey.KindStep, ID: g.Step}, Title: name, Value: p.Percent(float64(people) / float64(max(1, all))),
			Under: p.T("people.goal_beside", journey.Args{"Count": people, "Share": p.Percent(g.Rate.Share)}),
		})
	}
	var sent, toAll int64
	for i := range r.Messages {
		sent += personaOf(r.Messages[i].ByPersona, persona)
		toAll += r.Messages[i].Sent
	}
	return append(figures, Figure{
		Title: p.T("people.messages", nil), Value: p.Number(round2(float64(sent) / float64(max(1, all)))),
		Under: p.T("people.sent_beside", journey.Args{"Mean": p.Number(round2(float64(toAll) / float64(max(1, r.People))))}),
	})
}

// Unreached lists the steps a persona cannot come to, the links that lead from or to one, and the scenarios of which it sees
// nothing. can answers for a step
// whether it can, and whether that is known; where it is not, the step stays.
func Unreached(m *journey.Map, persona journey.ID, can func(step journey.ID) (comes, known bool)) map[journey.ID]bool {
	faded := map[journey.ID]bool{}
	for _, s := range m.Steps {
		if comes, known := can(s.ID); s.Kind.Simulated() && known && !comes {
			faded[s.ID] = true
		}
	}
	for _, l := range m.Links {
		if faded[l.From] || faded[l.To] || closedTo(m, l, persona) {
			faded[l.ID] = true
		}
	}
	for _, scenario := range m.Scenarios {
		if inside := func(s *journey.Step) bool { return s.Scenario == scenario.ID && s.Kind.Simulated() }; slices.ContainsFunc(m.Steps, inside) &&
			!slices.ContainsFunc(m.Steps, func(s *journey.Step) bool { return inside(s) && !faded[s.ID] }) {
			faded[scenario.ID] = true
		}
	}
	return faded
}

// EyeDetails are what a result knows of a step or a link for the people of one persona.
func EyeDetails(r *simulate.Result, of journey.Ref, persona journey.ID, p *text.Printer) []Detail {
	d := details{p: p, record: of}
	all := personaOf(r.Personas, persona)
	switch of.Kind {
	case journey.KindStep:
		for i := range r.Steps {
			if t := tallyOf(&r.Steps[i], persona); r.Steps[i].Step == of.ID && t != nil {
				d.step(t)
			}
		}
		for i := range r.Messages {
			if r.Messages[i].Step == of.ID {
				d.count("window.detail.sent", personaOf(r.Messages[i].ByPersona, persona))
			}
		}
		for i := range r.Goals {
			if r.Goals[i].Step == of.ID {
				d.of("people.reached_goal", personaOf(r.Goals[i].ByPersona, persona), all)
			}
		}
	case journey.KindLink:
		for i := range r.Links {
			if r.Links[i].Link == of.ID {
				d.count("window.detail.went", personaOf(r.Links[i].ByPersona, persona))
			}
		}
	case journey.KindScenario:
		for i := range r.Scenarios {
			if r.Scenarios[i].Scenario == of.ID {
				d.count("window.detail.people", personaOf(r.Scenarios[i].ByPersona, persona))
			}
		}
	}
	return d.list
}
