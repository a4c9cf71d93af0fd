package trial

import (
	"slices"

	"rehearse/journey"
)

// BasePeople adds an entry of people who are there at the start, with a past.
const BasePeople Feature = "base"

// OutsideEvents adds events from outside the map, "rain" at a rate with multipliers and "holiday" on dates, that
// scenarios and waits may listen to.
const OutsideEvents Feature = "outside"

// WarmUp gives some maps a warm-up of a day or two.
const WarmUp Feature = "warm_up"

func (k *maker) has(f Feature) bool { return slices.Contains(k.features, f) }

func (k *maker) warmUp() {
	if k.has(WarmUp) && k.chance(60) {
		k.Settings.WarmUpDays = 1 + k.pick(2)
	}
}

// event is one that something of the map, or from outside, makes happen.
func (k *maker) event() journey.ID {
	ids := []journey.ID{"ea", "eb", "ec"}
	if k.has(OutsideEvents) {
		ids = append(ids, "rain", "holiday")
	}
	return ids[k.pick(len(ids))]
}

// outside adds an event at a rate and one on dates.
func (k *maker) outside() {
	if !k.has(OutsideEvents) {
		return
	}
	rain := &journey.OutsideEvent{PerDay: Rate([]float64{0.1, 0.7, 3}[k.pick(3)], "")}
	if k.chance(50) {
		rain.Segment = "seg2"
	}
	for range k.pick(3) {
		rain.Multipliers = append(rain.Multipliers, journey.RuleFactor{Rule: k.rule(), Factor: []float64{0, 0.5, 2, 7.5}[k.pick(4)]})
	}
	month := k.Settings.Start[:8]
	if k.chance(30) {
		rain.Until = month + "29"
	}
	k.Events = append(k.Events,
		&journey.Event{ID: "rain", Name: "rain", Source: journey.EventOutside, Outside: rain},
		&journey.Event{ID: "holiday", Name: "holiday", Source: journey.EventOutside, Outside: &journey.OutsideEvent{
			Dates: []journey.Date{k.Settings.Start, month + "28", month + "29"},
		}})
}

// base adds people who are there at the start, coming in before a step.
func (k *maker) base(first journey.ID) {
	if !k.has(BasePeople) {
		return
	}
	past := &journey.BasePeople{Age: k.law(), Messages: []float64{0, 1.5, 12}[k.pick(3)]}
	for _, id := range []journey.ID{"ea", "eb", "ec"}[:k.pick(4)] {
		past.Events = append(past.Events, journey.PastEvent{Event: id, Mean: []float64{0.3, 2, 9}[k.pick(3)], Last: k.law()})
	}
	if k.chance(60) {
		past.Score = []journey.PastScore{{Score: "points", Low: k.pick(5), High: 5 + k.pick(10)}}
	}
	if k.chance(60) {
		past.Unsubscribed = []journey.Weighted{{Value: "email", Share: journey.Guess(0.3)}}
	}
	k.Step("base", "", &journey.Entry{Mode: journey.EntryBase, People: int64(10 + k.pick(40)), Base: past})
	k.Chain("base", first)
}
