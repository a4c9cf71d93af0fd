package layout_test

import (
	"testing"

	"rehearse/journey"
	"rehearse/journey/layout"
)

func callMap(ports ...journey.Port) *journey.Map {
	m := journey.New("Room", "2026-01-05")
	put := func(id journey.ID, x, y float64) *journey.Step {
		s := &journey.Step{ID: id, Kind: journey.StepTouchpoint, Name: string(id), Touchpoint: &journey.Touchpoint{}, X: x, Y: y}
		m.Steps = append(m.Steps, s)
		return s
	}
	call := put("call", 0, 0)
	call.Kind, call.Touchpoint, call.Call = journey.StepCall, nil, &journey.Call{}
	put("near", 0, 110)
	put("next", 20, 238)
	put("far", -20, 400)
	put("aside", 300, 110)
	put("farther", 0, 700)
	for _, p := range ports {
		m.Links = append(m.Links, &journey.Link{ID: journey.ID("l" + string(p)), From: "call", Port: p, To: "aside"})
	}
	return m
}

// A card of 72 with its strip of numbers ends at 98. Two ways make two rows: 72 + 2 × 24 + 8 = 128, with the strip 154. What
// stood 12 below keeps that: 154 + 12 = 166, on the grid 170. The next, 30 below it, keeps the usual 20: 170 + 98 + 20 = 288.
// The one after that, 64 below, too: 288 + 98 + 20 = 406, on the grid 410. The last has more room than it needs.
func TestWhatStandsBelowACardGivesWayWhenTheCardGrows(t *testing.T) {
	t.Parallel()
	places, _ := layout.Room(callMap(), callMap(journey.PortReached, journey.PortRefused))
	want := map[journey.ID]float64{"near": 170, "next": 288, "far": 410}
	for _, p := range places {
		if p.Y != want[p.Step.ID] || p.X != p.Step.X {
			t.Errorf("%s comes to %v, %v", p.Step.ID, p.X, p.Y)
		}
		delete(want, p.Step.ID)
	}
	if len(want) > 0 {
		t.Errorf("did not give way: %v", want)
	}
	if places, _ = layout.Room(callMap(journey.PortReached, journey.PortRefused), callMap()); places != nil {
		t.Errorf("a card that becomes smaller moves %v", places)
	}
}

// "far" comes from 400 to 410 and with it its foot from 498 to 508. A frame that ended at 510 had 12 below it and ends at 520 now;
// one that ended at 560 holds it still. One that is locked stays, and so does one that held nothing of what moved.
func TestAFrameGrowsWithWhatIsPushedInIt(t *testing.T) {
	t.Parallel()
	framed := func(ports ...journey.Port) *journey.Map {
		m := callMap(ports...)
		frame := func(id journey.ID, x, height float64) *journey.Step {
			s := &journey.Step{ID: id, Kind: journey.StepFrame, X: x, Y: -40, Frame: &journey.Frame{Width: 260, Height: height}}
			m.Steps = append(m.Steps, s)
			return s
		}
		frame("tight", -40, 550)
		frame("wide", -40, 600)
		frame("locked", -40, 550).Locked = true
		frame("beside", 290, 260)
		return m
	}
	_, frames := layout.Room(framed(), framed(journey.PortReached, journey.PortRefused))
	if len(frames) != 1 || frames[0].Step.ID != "tight" || frames[0].Height != 560 {
		t.Errorf("%+v", frames)
	}
}

func TestWhatIsLockedDoesNotGiveWay(t *testing.T) {
	t.Parallel()
	now := callMap(journey.PortReached, journey.PortRefused)
	now.Step("near").Locked = true
	places, _ := layout.Room(callMap(), now)
	for _, p := range places {
		if p.Step.ID == "near" {
			t.Error("a locked step is moved")
		}
	}
}

// The frame around the first scenario ends 24 below the strip of its call: at 122, with two rows at 178. The second scenario
// began its frame 58 above its step, at 142: 20 below; it keeps that and moves by 56, on the grid 60, both steps of it.
func TestAScenarioBelowAHigherOneMovesAsAWhole(t *testing.T) {
	t.Parallel()
	build := func(ports ...journey.Port) *journey.Map {
		m := callMap(ports...)
		m.Scenarios = []*journey.Scenario{{ID: "one", Name: "One"}, {ID: "two", Name: "Two"}}
		m.Steps = m.Steps[:3]
		m.Step("call").Scenario = "one"
		for i, id := range []journey.ID{"near", "next"} {
			s := m.Step(id)
			s.Scenario, s.X, s.Y = "two", float64(i)*300, 200
		}
		return m
	}
	places, _ := layout.Room(build(), build(journey.PortReached, journey.PortRefused))
	if len(places) != 2 || places[0].Y != 260 || places[1].Y != 260 {
		t.Errorf("%+v", places)
	}
}

// On an empty board the heads of the stages stand 68 above its middle line; a map that has grown beyond the board has them
// 68 above its highest step. Who looks on while a row is added below does not see them jump.
func TestHeadsOfStagesStayWhileSomethingIsAddedBelow(t *testing.T) {
	t.Parallel()
	build := func(rows int) *journey.Map {
		m := journey.New("Rows", "2026-01-05")
		m.Stages = []*journey.Stage{{ID: "see", Name: "See"}}
		for i := range rows {
			m.Steps = append(m.Steps, &journey.Step{
				ID: journey.ID('a' + rune(i)), Kind: journey.StepTouchpoint, Touchpoint: &journey.Touchpoint{}, Stage: "see", Y: 200 + float64(i)*200,
			})
		}
		return m
	}
	first := layout.Of(build(1), eight{})
	top := first.Columns[0].Rect.Y
	if top != -68 {
		t.Fatalf("on a small map the heads are at %v", top)
	}
	if alone := layout.Of(build(3), eight{}).Columns[0].Rect.Y; alone != 132 {
		t.Fatalf("a larger map opened has them at %v", alone)
	}
	next := layout.After(first, layout.Curved, build(3), eight{})
	c := next.Columns[0]
	if c.Rect.Y != top || c.Header.Y != top || c.Rect.Bottom() != 600+98+32 {
		t.Errorf("heads at %v, %v down to %v", c.Rect.Y, c.Header.Y, c.Rect.Bottom())
	}
	up := build(3)
	up.Steps[0].Y = -100
	if y := layout.After(next, layout.Curved, up, eight{}).Columns[0].Rect.Y; y != -168 {
		t.Errorf("above a step brought up the heads are at %v", y)
	}
}
