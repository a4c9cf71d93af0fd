package draw_test

import (
	"testing"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/draw/specimen"
	"rehearse/journey/layout"
	"rehearse/persist/export/fonts"
)

func TestWhatIsNotOnTheWayFadesAndNothingMoves(t *testing.T) {
	t.Parallel()
	m := specimen.Cart()
	l := layout.Of(m, fonts.Embedded())
	first, link := m.Step(m.Links[0].From), m.Links[0]
	build := func(o *draw.Overlay) *draw.Scene {
		return draw.Build(m, l, draw.Options{Labels: draw.LabelsOf(printer(t, "en")), Measurer: fonts.Embedded(), Overlay: o})
	}
	plain := build(&draw.Overlay{})
	lit := build(&draw.Overlay{Way: &draw.Way{
		Steps: map[journey.ID]draw.WayMark{first.ID: draw.WayRefused}, Links: map[journey.ID]bool{link.ID: true},
		Present: journey.Ref{Kind: journey.KindStep, ID: first.ID},
	}})
	titles := func(s *draw.Scene) map[journey.ID]draw.Item {
		list := map[journey.ID]draw.Item{}
		for _, it := range s.Items {
			if it.Part == draw.PartTitle && it.Of.Kind == journey.KindStep && it.Text != nil {
				list[it.Of.ID] = it
			}
		}
		return list
	}
	was := titles(plain)
	for id, it := range titles(lit) {
		if before := was[id]; it.Text.At != before.Text.At || (it.Text.Color == before.Text.Color) != (id == first.ID) {
			t.Errorf("%s: at %v in %v, was at %v in %v", id, it.Text.At, it.Text.Color, before.Text.At, before.Text.Color)
		}
	}
	frames, lines := 0, 0
	for _, it := range lit.Items {
		if it.Box != nil && it.Box.Stroke == draw.Light().Error && it.Of.ID == first.ID {
			frames++
		}
		if it.Part == draw.PartLine && it.Polyline.Stroke == draw.Light().Selection {
			lines++
			if it.Of.ID != link.ID {
				t.Errorf("link %s is lit", it.Of.ID)
			}
		}
	}
	if frames != 1 || lines != 1 {
		t.Errorf("%d frames in the colour of refusals, %d lit links", frames, lines)
	}
}

func TestTheFindingsOfAScenarioAreCountedAtItsLane(t *testing.T) {
	t.Parallel()
	m := specimen.Cart()
	l := layout.Of(m, fonts.Embedded())
	of := m.Scenarios[0].ID
	scene := draw.Build(m, l, draw.Options{
		Labels: draw.LabelsOf(printer(t, "en")), Measurer: fonts.Embedded(),
		Overlay: &draw.Overlay{Findings: map[journey.ID]draw.FindingCount{of: {Warnings: 3}}},
	})
	for _, it := range scene.Items {
		if it.Part == draw.PartBadge && it.Of.ID == of && it.Text != nil && it.Text.Text == "3" {
			return
		}
	}
	t.Error("the lane has no badge")
}
