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

// The badges of one card lay over each other so that the number of warnings could not be read.
func TestTheBadgesOfErrorsAndWarningsStandApartAtAnyZoom(t *testing.T) {
	t.Parallel()
	m := specimen.Cart()
	of := journey.ID("m2")
	scene := draw.Build(m, layout.Of(m, fonts.Embedded()), draw.Options{
		Measurer: fonts.Embedded(), Far: true, Overlay: &draw.Overlay{Findings: map[journey.ID]draw.FindingCount{of: {Errors: 12, Warnings: 3}}},
	})
	for zoom := 0.1; zoom < 1.2; zoom += 0.02 {
		var badges []draw.Rect
		for i := range scene.Items {
			if it := &scene.Items[i]; it.Of.ID == of && it.Part == draw.PartBadge && it.Box != nil && it.ShownAt(zoom) {
				badges = append(badges, it.Box.Rect)
			}
		}
		if zoom < 0.25 { // one dot, of the worst
			if len(badges) != 1 {
				t.Fatalf("%d dots at %.2f", len(badges), zoom)
			}
			continue
		}
		if len(badges) != 2 {
			t.Fatalf("%d badges at %.2f", len(badges), zoom)
		}
		// A badge of the usual size is 19 high, and 3 from its neighbour.
		if gap := badges[0].X - badges[1].Right(); gap < 3*badges[0].H/19-0.01 {
			t.Errorf("at %.2f the badge of warnings begins %.1f after that of errors ends", zoom, gap)
		}
	}
}
