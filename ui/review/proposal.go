package review

import (
	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/edit"
	"rehearse/journey/finding"
	"rehearse/ui/text"
)

// Proposal is how a map is shown with an edit that has not been made: the map to draw, and what lights up on it. Where the
// edit only takes away, that is the map as it is, with what would go in red. The overlay is nil when nothing of the edit
// stands on the board.
func Proposal(p *text.Printer, before, after *journey.Map, diffs []edit.Diff) (*journey.Map, *draw.Overlay) {
	way := &draw.Way{Steps: map[journey.ID]draw.WayMark{}, Links: map[journey.ID]bool{}}
	o := &draw.Overlay{Steps: map[journey.ID]draw.StepNumbers{}, Way: way}
	shown := before
	for _, d := range diffs {
		if d.Before == nil && (d.Kind == journey.KindStep || d.Kind == journey.KindLink) {
			shown = after
		}
	}
	say := func(id journey.ID, mark draw.WayMark, words string) {
		way.Steps[id] = mark
		if mark == draw.WayRefused {
			o.Steps[id] = draw.StepNumbers{Drop: p.T(words, nil)}
		} else {
			o.Steps[id] = draw.StepNumbers{People: p.T(words, nil)}
		}
	}
	for _, d := range diffs {
		switch d.Kind {
		case journey.KindStep:
			switch {
			case d.Before == nil:
				say(d.ID, draw.WayPassed, "review.mark.new")
				way.Present = d.Ref()
			case d.After == nil:
				say(d.ID, draw.WayRefused, "review.mark.deleted")
			case len(Changes(p, before, after, []edit.Diff{d})) > 0:
				say(d.ID, draw.WayPassed, "review.mark.changed")
			}
		case journey.KindLink:
			way.Links[d.ID] = true
		case journey.KindScenario:
			for _, s := range shown.Steps { // what a scenario does is what its steps do
				if _, known := way.Steps[s.ID]; s.Scenario == d.ID && !known {
					way.Steps[s.ID] = draw.WayPassed
				}
			}
		}
	}
	if len(way.Steps)+len(way.Links) == 0 {
		return before, nil
	}
	return shown, o
}

// WayOverlay lights up a way that a finding names.
func WayOverlay(m *journey.Map, w finding.Way) *draw.Overlay {
	way := &draw.Way{Steps: map[journey.ID]draw.WayMark{}, Links: map[journey.ID]bool{}}
	for i, id := range w.Steps {
		way.Steps[id] = draw.WayPassed
		way.Present = journey.Ref{Kind: journey.KindStep, ID: id}
		if i == 0 {
			continue
		}
		for _, l := range m.Links {
			if l.From == w.Steps[i-1] && l.To == id {
				way.Links[l.ID] = true
			}
		}
	}
	return &draw.Overlay{Way: way}
}
