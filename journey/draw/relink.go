package draw

import (
	"rehearse/journey"
	"rehearse/journey/layout"
)

// Relinked draws some links of a layout, as Build would: lines, arrows and words. It is for the preview of a drag, where
// the rest of a scene stays as it is; words keep off what is written there and does not belong to these links or to steps
// that move.
func Relinked(m *journey.Map, l *layout.Layout, o Options, links, moved map[journey.ID]bool, rest *Scene) []Item {
	b := newBuilder(m, l, o)
	wanted := func(k *journey.Link) bool { return links[k.ID] }
	b.lines(wanted)
	var around Rect
	for i := range b.items {
		around = around.Union(b.items[i].Area())
	}
	places := l.Labels()
	for i := range rest.Items {
		it := &rest.Items[i]
		if it.Until > 0 || links[it.Of.ID] || moved[it.Of.ID] || !keepsOff(it) {
			continue
		}
		if area := it.Area(); area.Overlaps(around) {
			places.Take(area)
		}
	}
	for i := range l.Routes {
		if r := &l.Routes[i]; wanted(r.Link) {
			b.label(places, r)
		}
	}
	b.farLabels(wanted)
	b.fade()
	b.filter()
	b.hide()
	return b.items
}
