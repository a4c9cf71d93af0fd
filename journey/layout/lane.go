package layout

import "rehearse/journey"

// Room a lane leaves around its steps, world units.
const (
	lanePadding   = 24.0
	laneTitle     = 34.0 // above the steps, for the name
	LaneTitleSize = 13.0

	// LaneHead is how high the room over the steps of a lane is.
	LaneHead = laneTitle + lanePadding
)

// Lane is the frame around the steps of a scenario.
type Lane struct {
	Scenario *journey.Scenario
	Rect     Rect
	// Order is the scenario's index in Map.Scenarios; it chooses a colour where none is set.
	Order int
	// Title is the name as far as it fits, TitleWidth its width.
	Title      string
	TitleWidth float64
}

func lanes(m *journey.Map, cards []Card, measure Measurer) []Lane {
	areas := laneAreas(cards)
	var out []Lane
	for i, s := range m.Scenarios {
		area, ok := areas[s.ID]
		if !ok {
			continue
		}
		lane := Lane{Scenario: s, Rect: area, Order: i}
		lane.Title = Fit(s.Name, area.W-2*lanePadding-16, LaneTitleSize, true, measure)
		lane.TitleWidth = measure.Width(lane.Title, LaneTitleSize, true)
		out = append(out, lane)
	}
	return out
}

// movedLanes follows the steps of a preview; names stay as they were cut.
func movedLanes(before []Lane, cards []Card) []Lane {
	areas := laneAreas(cards)
	out := make([]Lane, len(before))
	for i, lane := range before {
		lane.Rect = areas[lane.Scenario.ID]
		out[i] = lane
	}
	return out
}

// laneAreas is the area of each scenario's steps with the room for title and numbers.
func laneAreas(cards []Card) map[journey.ID]Rect {
	areas := map[journey.ID]Rect{}
	for i := range cards {
		s := cards[i].Step
		if s.Scenario == "" || s.Kind == journey.StepFrame {
			continue
		}
		r := cards[i].Whole().Grown(lanePadding)
		r.Y, r.H = r.Y-laneTitle, r.H+laneTitle
		areas[s.Scenario] = areas[s.Scenario].Union(r)
	}
	return areas
}
