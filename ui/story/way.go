package story

import (
	"time"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/simulate"
	"rehearse/ui/text"
)

// Overlay lights up the way of a story on the map up to one of its moments: under each step stands when the person was there,
// and that a message was not sent.
func Overlay(p *text.Printer, m *journey.Map, s *simulate.Story, upTo int) *draw.Overlay {
	way := WayOf(s, upTo)
	o := &draw.Overlay{Steps: map[journey.ID]draw.StepNumbers{}, Way: way}
	for id, at := range lastAt(s, upTo) {
		n := draw.StepNumbers{People: p.T("story.at", journey.Args{"Date": p.Date(at), "Time": at.Format("15:04")})}
		switch way.Steps[id] {
		case draw.WayRefused:
			n.Drop = p.T("story.refused", nil)
		case draw.WayHeld:
			n.Drop = p.T("story.held", nil)
		}
		o.Steps[id] = n
	}
	o.Footer = []string{Tell(p, m, "", &simulate.Story{
		Person: s.Person, Name: s.Name, Persona: s.Persona, Language: s.Language, Zone: s.Zone,
	}).Title}
	return o
}

// WayOf is the way of a story up to one of its moments.
func WayOf(s *simulate.Story, upTo int) *draw.Way {
	way := &draw.Way{Steps: map[journey.ID]draw.WayMark{}, Links: map[journey.ID]bool{}}
	type visit struct {
		step, scenario journey.ID
		instance, n    int64
	}
	sent := map[visit]bool{} // by one channel: that another refuses does not matter then
	for i := range s.Moments[:min(upTo+1, len(s.Moments))] {
		x := &s.Moments[i]
		if x.Step != "" {
			way.Present = journey.Ref{Kind: journey.KindStep, ID: x.Step}
			here := visit{x.Step, x.Scenario, x.Instance, x.Visit}
			sent[here] = sent[here] || x.What == "send"
			switch x.What {
			case "refuse", "late":
				way.Steps[x.Step] = draw.WayRefused
				if sent[here] {
					way.Steps[x.Step] = draw.WayPassed
				}
			case "hold", "still_held":
				way.Steps[x.Step] = draw.WayHeld
			case "enter", "arrive", "send", "call", "wait":
				way.Steps[x.Step] = draw.WayPassed
			default: // what follows a refusal at the same step leaves it refused
				if _, known := way.Steps[x.Step]; !known {
					way.Steps[x.Step] = draw.WayPassed
				}
			}
		}
		if x.Link != "" && x.What != "lose" && x.What != "pull_ignored" {
			way.Links[x.Link] = true
			if (x.What == "go" || x.What == "pulling") && x.Until > x.At { // it takes time: the person is under way
				way.Present = journey.Ref{Kind: journey.KindLink, ID: x.Link}
			}
		}
	}
	return way
}

// lastAt is when the person was last at each step, on the person's clock.
func lastAt(s *simulate.Story, upTo int) map[journey.ID]time.Time {
	at := map[journey.ID]time.Time{}
	for i := range s.Moments[:min(upTo+1, len(s.Moments))] {
		if x := &s.Moments[i]; x.Step != "" {
			at[x.Step] = clock(x.Local)
		}
	}
	return at
}
