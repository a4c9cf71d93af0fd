package action

import (
	"maps"
	"slices"
	"testing"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/edit"
	"rehearse/ui/session"
	"rehearse/ui/tool"
)

// desk is a window of nothing but steps with areas.
type desk struct {
	m        *journey.Map
	selected []journey.Ref
	areas    map[journey.ID]draw.Rect
	moved    map[journey.ID]draw.Point
	command  string
}

func (d *desk) State() State {
	return State{Snapshot: &session.Snapshot{Map: d.m}, Selection: d.selected}
}
func (d *desk) Session() *session.Session                                         { return nil }
func (d *desk) Edit(func(*edit.Tx) ([]journey.Ref, error))                        {}
func (d *desk) Select(refs ...journey.Ref)                                        { d.selected = refs }
func (d *desk) Reveal(ref journey.Ref)                                            { d.selected = []journey.Ref{ref} }
func (d *desk) Look(func(c tool.Camera, content, selected draw.Rect) tool.Camera) {}
func (d *desk) Target() draw.Point                                                { return draw.Point{} }
func (d *desk) Area(step journey.ID) (draw.Rect, bool)                            { r, ok := d.areas[step]; return r, ok }
func (d *desk) Arrange(command string, to map[journey.ID]draw.Point) {
	d.command, d.moved = command, to
}
func (d *desk) SetClipboard(*journey.Map) {}
func (d *desk) Clipboard() *journey.Map   { return nil }
func (d *desk) Show(string)               {}

func newDesk() *desk {
	d := &desk{m: &journey.Map{}, areas: map[journey.ID]draw.Rect{
		"a": {X: 0, Y: 10, W: 100, H: 40}, "b": {X: 130, Y: 0, W: 40, H: 80}, "c": {X: 400, Y: 30, W: 100, H: 40},
	}}
	for _, id := range []journey.ID{"a", "b", "c"} {
		d.m.Steps = append(d.m.Steps, &journey.Step{ID: id})
		d.selected = append(d.selected, journey.Ref{Kind: journey.KindStep, ID: id})
	}
	d.m.Links = []*journey.Link{{From: "a", To: "b"}, {From: "b", To: "c"}, {From: "c", To: "b"}}
	return d
}

// All three lie in 0..500 × 0..80; the widths 100, 40 and 100 leave 260 between them, 130 for each gap.
func TestAlignAndDistribute(t *testing.T) {
	t.Parallel()
	for command, want := range map[string]map[journey.ID]draw.Point{
		"align_left":        {"a": {X: 0, Y: 10}, "b": {X: 0, Y: 0}, "c": {X: 0, Y: 30}},
		"align_center":      {"a": {X: 200, Y: 10}, "b": {X: 230, Y: 0}, "c": {X: 200, Y: 30}},
		"align_right":       {"a": {X: 400, Y: 10}, "b": {X: 460, Y: 0}, "c": {X: 400, Y: 30}},
		"align_top":         {"a": {X: 0, Y: 0}, "b": {X: 130, Y: 0}, "c": {X: 400, Y: 0}},
		"align_middle":      {"a": {X: 0, Y: 20}, "b": {X: 130, Y: 0}, "c": {X: 400, Y: 20}},
		"align_bottom":      {"a": {X: 0, Y: 40}, "b": {X: 130, Y: 0}, "c": {X: 400, Y: 40}},
		"distribute_across": {"a": {X: 0, Y: 10}, "b": {X: 230, Y: 0}, "c": {X: 400, Y: 30}},
		// From the top: b (0..80), a, c at 30: 30 − 80 − 40 leaves −90 for two gaps, −45 each.
		"distribute_down": {"b": {X: 130, Y: 0}, "a": {X: 0, Y: 35}, "c": {X: 400, Y: 30}},
	} {
		d := newDesk()
		if !Run(command, d) || d.command != command || !maps.Equal(d.moved, want) {
			t.Errorf("%s: %v, want %v", command, d.moved, want)
		}
	}
}

func TestThePathForwardAndBackStopsAtNothingTwice(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		command string
		from    journey.ID
		want    []journey.ID
	}{
		{"select_forward", "a", []journey.ID{"a", "b", "c"}},
		{"select_back", "a", []journey.ID{"a"}},
		{"select_back", "b", []journey.ID{"b", "a", "c"}},
	} {
		d := newDesk()
		d.selected = []journey.Ref{{Kind: journey.KindStep, ID: c.from}}
		Run(c.command, d)
		if got := steps(d.State()); !slices.Equal(got, c.want) {
			t.Errorf("%s from %s: %v", c.command, c.from, got)
		}
	}
}

func TestSearchFindsNamesBeforeTexts(t *testing.T) {
	t.Parallel()
	m := &journey.Map{
		Steps: []*journey.Step{
			{ID: "1", Name: "Welcome letter", Message: &journey.Message{Contents: []journey.Content{{Body: "Your cart is full"}}}},
			{ID: "2", Name: "Adds to cart"}, {ID: "3", Name: "Cart page"},
		},
		Segments: []*journey.Segment{{ID: "4", Name: "Ёлки", Rule: `count("cart") > 1`}},
		Terms:    []*journey.Term{{ID: "5", Name: "Basket", Meaning: "the same as a cart"}},
	}
	var got []journey.ID
	for _, f := range Search(m, "CART") {
		got = append(got, f.Ref.ID)
	}
	if !slices.Equal(got, []journey.ID{"3", "2", "1", "4", "5"}) {
		t.Errorf("found %v", got)
	}
	if f := Search(m, "елк"); len(f) != 1 || f[0].Ref.ID != "4" {
		t.Errorf("found %v", f)
	}
	if f := Search(m, "is full"); len(f) != 1 || f[0].Text != "Your cart is full" {
		t.Errorf("found %+v", f)
	}
	if len(Search(m, "  ")) != 0 {
		t.Error("nothing typed finds something")
	}
}
