package simulate

import "rehearse/simulate/engine"

// pressure adds to the touches where they come from and how they follow a start.
func (v *view) pressure(t *Touches) {
	p := &v.t.Pressure
	t.DayBy, t.WeekBy = v.causes(p.Day, t.WorstDay.Q95), v.causes(p.Week, t.Worst7Days.Q95)
	v.limits(t)
	t.WithinDays = int(v.p.Policy.StartDays / 86_400_000)
	t.AfterArrival, t.AfterStart = plain(&p.AfterArrival), []StartTouches{}
	for i := range v.p.Scenarios {
		t.AfterStart = append(t.AfterStart, StartTouches{v.p.Scenarios[i].ID, plain(&p.AfterStart[i])})
	}
}

// causes sums whose touches fill windows; those with as many as least, or more, are the top.
func (v *view) causes(by []engine.Causes, least int64) []Cause {
	list := make([]Cause, len(by))
	var all, top int64
	least = min(max(least, 1), mostCounted)
	for i := range by {
		if i > 0 {
			list[i].Scenario = v.p.Scenarios[i-1].ID
		}
		list[i].Touches, list[i].Top = sum(by[i][:]), sum(by[i][least:])
		all += list[i].Touches
		top += list[i].Top
	}
	for i := range list {
		list[i].Share, list[i].TopShare = part(list[i].Touches, all), part(list[i].Top, top)
	}
	return list
}

func part(n, of int64) float64 {
	if of == 0 {
		return 0
	}
	return rounded(float64(n) / float64(of))
}
