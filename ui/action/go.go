package action

import (
	"cmp"
	"math"
	"slices"

	"rehearse/journey"
	"rehearse/journey/draw"
)

// goActions lead over the board without a mouse: from step to step in the order in which they are read, along links, up and
// down, and to the links themselves.
var goActions = []Action{
	{ID: "next_step", Key: plain("Next"), Why: need(opened, drawn), Do: func(h Host) { turn(h, 1) }},
	{ID: "previous_step", Key: plain("Prior"), Why: need(opened, drawn), Do: func(h Host) { turn(h, -1) }},
	{ID: "along_link", Key: ctrl("Right"), Why: need(opened, drawn), Do: func(h Host) { along(h, true) }},
	{ID: "back_link", Key: ctrl("Left"), Why: need(opened, drawn), Do: func(h Host) { along(h, false) }},
	{ID: "step_below", Key: ctrl("Down"), Why: need(opened, drawn), Do: func(h Host) { vertical(h, 1) }},
	{ID: "step_above", Key: ctrl("Up"), Why: need(opened, drawn), Do: func(h Host) { vertical(h, -1) }},
	{ID: "next_link", Key: ctrlShift("Down"), Why: need(opened, linked), Do: nextLink},
	show("context_menu", Key{Shift: true, Name: "F10"}, opened),
	show("next_part", plain("F6"), always),
	show("previous_part", Key{Shift: true, Name: "F6"}, always),
}

func drawn(s State) string {
	if len(s.Snapshot.Map.Steps) == 0 {
		return "action.why.no_steps"
	}
	return ""
}

// linked asks for a link, or a step that has some.
func linked(s State) string {
	if len(linksOf(s)) == 0 {
		return "action.why.no_links"
	}
	return ""
}

// current is the step one stands at: the selected one, or where a selected link begins; "" for none.
func current(s State) journey.ID {
	if len(s.Selection) != 1 {
		return ""
	}
	switch ref := s.Selection[0]; ref.Kind {
	case journey.KindStep:
		return ref.ID
	case journey.KindLink:
		if l := s.Snapshot.Map.Link(ref.ID); l != nil {
			return l.From
		}
	}
	return ""
}

// order is how the steps of a map are read: stage after stage, in each from top to bottom, then from left to right. Those
// of no stage come where they stand.
func order(h Host) []journey.ID {
	m := h.State().Snapshot.Map
	type placed struct {
		id   journey.ID
		area draw.Rect
		from float64 // where its column begins
	}
	left := map[journey.ID]float64{}
	var list []placed
	for _, s := range m.Steps {
		area, ok := h.Area(s.ID)
		if !ok {
			continue
		}
		list = append(list, placed{s.ID, area, area.X})
		if x, ok := left[s.Stage]; s.Stage != "" && (!ok || area.X < x) {
			left[s.Stage] = area.X
		}
	}
	for i := range list {
		if x, ok := left[m.Step(list[i].id).Stage]; ok {
			list[i].from = x
		}
	}
	slices.SortStableFunc(list, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.area.Y, b.area.Y), cmp.Compare(a.area.X, b.area.X))
	})
	ids := make([]journey.ID, len(list))
	for i, p := range list {
		ids[i] = p.id
	}
	return ids
}

func step(id journey.ID) journey.Ref { return journey.Ref{Kind: journey.KindStep, ID: id} }

// turn goes to the next step in the order of reading, from the last to the first; without one to the first, or the last.
func turn(h Host, by int) {
	ids := order(h)
	if len(ids) == 0 {
		return
	}
	at := slices.Index(ids, current(h.State()))
	if at < 0 && by < 0 {
		at = 0
	}
	h.Reveal(step(ids[(at+by+len(ids))%len(ids)]))
}

// along goes to where the selected link leads, or the first link of the selected step; back to where it comes from.
func along(h Host, forward bool) {
	s := h.State()
	if len(s.Selection) == 1 && s.Selection[0].Kind == journey.KindLink {
		if l := s.Snapshot.Map.Link(s.Selection[0].ID); l != nil {
			h.Reveal(step(map[bool]journey.ID{true: l.To, false: l.From}[forward]))
		}
		return
	}
	at := current(s)
	if at == "" {
		turn(h, 1)
		return
	}
	var next journey.ID
	var best float64
	for _, l := range s.Snapshot.Map.Links {
		from, to := l.From, l.To
		if !forward {
			from, to = to, from
		}
		area, ok := h.Area(to)
		if from == at && to != at && ok && (next == "" || area.Y < best) {
			next, best = to, area.Y // of several the highest one; the others are below it
		}
	}
	if next != "" {
		h.Reveal(step(next))
	}
}

// vertical goes to the nearest step below, or above, that stands at least half over or under the present one; else to the
// nearest of all there.
func vertical(h Host, by float64) {
	at := current(h.State())
	here, ok := h.Area(at)
	if at == "" || !ok {
		turn(h, 1)
		return
	}
	middle := func(r draw.Rect) (x, y float64) { return r.X + r.W/2, r.Y + r.H/2 }
	hx, hy := middle(here)
	var next journey.ID
	best := math.Inf(1)
	for _, s := range h.State().Snapshot.Map.Steps {
		area, ok := h.Area(s.ID)
		x, y := middle(area)
		if !ok || s.ID == at || (y-hy)*by <= 0 {
			continue
		}
		far := math.Abs(y - hy)
		if aside := math.Abs(x - hx); aside > here.W/2 {
			far += 4 * aside // another column is farther than it looks
		}
		if far < best {
			next, best = s.ID, far
		}
	}
	if next != "" {
		h.Reveal(step(next))
	}
}

// linksOf are the links that leave the step one stands at, and where none does those that lead there.
func linksOf(s State) []journey.ID {
	at := current(s)
	if at == "" {
		return nil
	}
	var out, in []journey.ID
	for _, l := range s.Snapshot.Map.Links {
		switch at {
		case l.From:
			out = append(out, l.ID)
		case l.To:
			in = append(in, l.ID)
		}
	}
	return append(out, in...)
}

// nextLink selects the links of the step one stands at, one after the other: first those that leave it.
func nextLink(h Host) {
	s := h.State()
	ids := linksOf(s)
	at := -1
	if s.Selection[0].Kind == journey.KindLink {
		at = slices.Index(ids, s.Selection[0].ID)
	}
	h.Reveal(journey.Ref{Kind: journey.KindLink, ID: ids[(at+1)%len(ids)]})
}
