package action

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/draw"
)

func alt(name string) Key { return Key{Alt: true, Name: name} }

var arrangeActions = []Action{
	align("align_left", alt("Left"), func(r, all draw.Rect) draw.Point { return draw.Point{X: all.X, Y: r.Y} }),
	align("align_center", Key{}, func(r, all draw.Rect) draw.Point { return draw.Point{X: all.X + (all.W-r.W)/2, Y: r.Y} }),
	align("align_right", alt("Right"), func(r, all draw.Rect) draw.Point { return draw.Point{X: all.X + all.W - r.W, Y: r.Y} }),
	align("align_top", alt("Up"), func(r, all draw.Rect) draw.Point { return draw.Point{X: r.X, Y: all.Y} }),
	align("align_middle", Key{}, func(r, all draw.Rect) draw.Point { return draw.Point{X: r.X, Y: all.Y + (all.H-r.H)/2} }),
	align("align_bottom", alt("Down"), func(r, all draw.Rect) draw.Point { return draw.Point{X: r.X, Y: all.Y + all.H - r.H} }),
	{ID: "distribute_across", Key: Key{Alt: true, Shift: true, Name: "Right"}, Why: need(writable, selectedSteps(3)), Do: func(h Host) { distribute(h, "distribute_across", true) }},
	{ID: "distribute_down", Key: Key{Alt: true, Shift: true, Name: "Down"}, Why: need(writable, selectedSteps(3)), Do: func(h Host) { distribute(h, "distribute_down", false) }},
	show("lock", ctrlShift("L"), need(writable, selectedSteps(1))),
	show("frame", ctrl("G"), need(writable, selectedSteps(1))),
	show("tidy", ctrlShift("T"), writable),
}

// align is an action that moves each selected step to a corner that follows from its area and that of all.
func align(id string, key Key, to func(r, all draw.Rect) draw.Point) Action {
	return Action{ID: id, Key: key, Why: need(writable, selectedSteps(2)), Do: func(h Host) {
		list, all := areas(h)
		places := make(map[journey.ID]draw.Point, len(list))
		for _, a := range list {
			places[a.step] = to(a.rect, all)
		}
		h.Arrange(id, places)
	}}
}

// area is where a selected step is drawn.
type area struct {
	step journey.ID
	rect draw.Rect
}

func areas(h Host) (list []area, all draw.Rect) {
	for _, id := range steps(h.State()) {
		if r, ok := h.Area(id); ok {
			list = append(list, area{id, r})
			all = all.Union(r)
		}
	}
	return list, all
}

// distribute leaves the first and the last step where they are and makes the gaps between all equal; where the steps
// are wider than the room between the two, they overlap equally.
func distribute(h Host, id string, across bool) {
	list, _ := areas(h)
	low := func(r draw.Rect) float64 { return r.Y }
	size := func(r draw.Rect) float64 { return r.H }
	if across {
		low, size = func(r draw.Rect) float64 { return r.X }, func(r draw.Rect) float64 { return r.W }
	}
	slices.SortStableFunc(list, func(a, b area) int {
		switch d := low(a.rect) - low(b.rect); {
		case d < 0:
			return -1
		case d > 0:
			return 1
		}
		return 0
	})
	if len(list) < 3 {
		return
	}
	last := list[len(list)-1].rect
	room := low(last) - low(list[0].rect)
	for _, a := range list[:len(list)-1] {
		room -= size(a.rect)
	}
	gap := room / float64(len(list)-1)
	at := low(list[0].rect)
	places := make(map[journey.ID]draw.Point, len(list))
	for _, a := range list {
		p := draw.Point{X: a.rect.X, Y: at}
		if across {
			p = draw.Point{X: at, Y: a.rect.Y}
		}
		places[a.step] = p
		at += size(a.rect) + gap
	}
	h.Arrange(id, places)
}

// selectPath selects, beside the selected steps, all to which links lead from them, or all from which links lead to
// them.
func selectPath(h Host, forward bool) {
	s := h.State()
	chosen := steps(s)
	for i := 0; i < len(chosen); i++ {
		for _, l := range s.Snapshot.Map.Links {
			from, to := l.From, l.To
			if !forward {
				from, to = to, from
			}
			if from == chosen[i] && !slices.Contains(chosen, to) {
				chosen = append(chosen, to)
			}
		}
	}
	list, _ := refs(chosen, nil)
	h.Select(list...)
}
