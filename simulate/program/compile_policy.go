package program

import (
	"math"
	"slices"
	"strconv"

	"rehearse/journey"
	"rehearse/simulate/calendar"
	"rehearse/simulate/random"
)

// unsubscribedEvent is the id of the event of the map that every unsubscribe emits, where the map has it.
const unsubscribedEvent journey.ID = "unsubscribed"

// policy compiles caps, quiet hours and fatigue.
func (c *compiler) policy() {
	r, of := c.m.Policy, ref(c.m.Policy)
	p := &c.p.Policy
	p.DuplicateWindow = int64(r.RepeatsWithin()) * tick
	p.StartDays = 7 * day
	if r.LeastTouchesDays > 0 {
		p.StartDays = int64(min(r.LeastTouchesDays, 36_600)) * day
	}
	p.MostPerDay, p.MostPerWeek = int64(r.MostADay()), int64(r.MostAWeek())
	p.AtOnce = max(2, p.MostPerDay)
	p.Least, p.LeastInAll = int64(r.LeastTouches), r.LeastTouchesDays == 0
	p.Unsubscribe, p.Attribution = r.UnsubscribeScope, c.m.Settings.Attribution
	p.Unsubscribed = None
	if n, ok := c.events[unsubscribedEvent]; ok {
		p.Unsubscribed = n
	}
	if r.QuietHours != nil && len(r.QuietHours.Hours) > 0 {
		p.HasQuiet = true
		p.Quiet = c.hours(r.QuietHours.Hours, of, "quiet_hours.hours")
		p.QuietClock, p.QuietAction = r.QuietHours.Clock, r.QuietHours.Action
	}
	p.FatigueOpen, p.FatigueUnsub = c.fatigue(r.Fatigue), nil
	if len(r.Fatigue) > 0 {
		p.FatigueUnsub = c.curve(r.Fatigue, func(f journey.FatiguePoint) float64 { return c.value(f.Unsubscribe) })
	}
	p.FatigueOwn = r.FatigueSameChannel
	for i, cap := range r.Caps {
		p.Caps = append(p.Caps, c.cap(cap, of, "caps."+strconv.Itoa(i)))
	}
}

func (c *compiler) fatigue(points []journey.FatiguePoint) []int64 {
	if len(points) == 0 {
		return nil
	}
	return c.curve(points, func(f journey.FatiguePoint) float64 { return c.value(f.Open) })
}

// curve tabulates factors from 0 messages to those of the last point: 1 at 0, linear between points, in
// units of 2^-16.
func (c *compiler) curve(points []journey.FatiguePoint, factor func(journey.FatiguePoint) float64) []int64 {
	last := points[len(points)-1].Messages
	if last > 10_000 {
		c.problem("program.fatigue_range", ref(c.m.Policy), "fatigue", journey.Args{"Max": 10_000})
		return nil
	}
	table := make([]int64, last+1)
	x0, f0 := 0, 1.0
	for _, point := range points {
		x1, f1 := point.Messages, factor(point)
		for x := x0; x <= x1; x++ {
			f := f1
			if x1 > x0 {
				f = f0 + float64((f1-f0)*float64(x-x0)/float64(x1-x0))
			}
			table[x] = int64(math.RoundToEven(f * (1 << 16)))
		}
		x0, f0 = x1, f1
	}
	return table
}

func (c *compiler) cap(r journey.Cap, of journey.Ref, field string) Cap {
	result := Cap{
		ID: r.ID, Max: int32(min(r.Max, math.MaxInt32)), Window: r.Window, Length: int64(r.Length) * tick,
		Periods: int32(max(1, r.Periods)), Clock: r.Clock, Counts: r.Counts, Scope: r.Scope, Hit: r.Hit,
		WeekStarts: weekday(r.WeekStarts),
	}
	if r.Winner == journey.WinPriority {
		result.LookAhead = int64(r.LookAhead) * tick
	}
	c.fallback(&r, of, field)
	table, size := map[journey.ID]int32(nil), 0
	switch r.Scope {
	case journey.ScopeChannels:
		table, size = c.channels, len(c.p.Channels)
	case journey.ScopeTopic:
		table, size = c.topics, len(c.p.Topics)
	case journey.ScopeScenario:
		table, size = c.scenarioOf, len(c.m.Scenarios)
	}
	if table != nil && len(r.Of) > 0 {
		result.Of = make([]bool, size)
		for _, id := range r.Of {
			if n := c.find(table, id, of, field+".of"); n != None {
				result.Of[n] = true
			}
		}
	}
	return result
}

// costs sums what the map costs besides what people cause: monthly amounts fall due at the first counted day and
// every month later, as long as the run lasts.
func (c *compiler) costs() {
	s := c.m.Settings
	first := parsedDay(s.Start) + calendar.Day(s.WarmUpDays)
	months := int64(0)
	for c.p.Zones[0].At(first.AddMonths(int(months)), int32(s.StartAt)) < c.p.Horizon {
		months++
	}
	const most = 1 << 60 // of the sum: the amounts of the run come on top
	sum := int64(0)
	for _, r := range c.m.Costs {
		times := int64(1)
		if r.Rhythm == journey.CostMonthly {
			times = months
		}
		if int64(r.Amount) > (most-sum)/max(1, times) {
			c.problem("program.cost", ref(r), "amount", journey.Args{"Name": r.Name})
			continue
		}
		cost := Cost{Amount: r.Amount * journey.Money(times), Scenario: None}
		if r.On.Kind == journey.KindScenario {
			cost.Scenario = c.find(c.scenarioOf, r.On.ID, ref(r), "on")
		}
		sum += int64(cost.Amount)
		c.p.Costs = append(c.p.Costs, cost)
	}
}

// arrivals compiles when and how many people come.
func (c *compiler) arrivals() {
	shares := make([]float64, len(c.m.Personas))
	for i, persona := range c.m.Personas {
		shares[i] = c.value(persona.Share)
	}
	some := false
	for _, r := range c.m.Steps {
		if r.Kind != journey.StepEntry {
			continue
		}
		of := ref(r)
		e := &c.p.Entries[c.entries[r.ID]]
		e.Mix = c.personaMix(r.Entry, shares, of)
		switch r.Entry.Mode {
		case journey.EntryBase:
			e.Volume, e.Exact, e.Base = float64(r.Entry.People), true, c.base(r, of)
		case journey.EntryCohort:
			e.Volume, e.Exact = float64(r.Entry.People), true
			switch {
			case spread(r.Entry):
				e.Weights = c.hourly(r.Entry, of)
			case r.Entry.From != "":
				e.At = c.p.Zones[0].At(parsedDay(r.Entry.From), 0)
				if e.At < 0 || e.At >= c.p.Horizon {
					c.problem("program.no_arrival_time", of, "entry.from", journey.Args{"Name": c.nameOf(of)})
				}
			}
		default:
			e.Weights = c.hourly(r.Entry, of)
			e.Volume = total(e.Weights)
			if e.Volume == 0 && c.value(r.Entry.PerDay) > 0 {
				c.problem("program.no_arrival_time", of, "entry", journey.Args{"Name": c.nameOf(of)})
			}
		}
		if e.Weights != nil && total(e.Weights) == 0 && e.Volume > 0 {
			c.problem("program.no_arrival_time", of, "entry", journey.Args{"Name": c.nameOf(of)})
		}
		if daily := c.value(r.Entry.PerDay) > 0; e.Volume == 0 && daily == e.Exact && (daily || r.Entry.People > 0) {
			c.problem("program.entry_of_another_mode", of, "entry.mode", journey.Args{"Name": c.nameOf(of)})
		}
		some = some || e.Volume > 0
	}
	if len(c.p.Entries) == 0 || !some {
		c.problem("program.no_entry", journey.Ref{}, "", nil)
	}
}

// spread tells that a cohort arrives over some time: by a profile or a curve, or evenly up to a last day.
// Otherwise all of it comes at once, at the start or at the beginning of the day From.
func spread(e *journey.Entry) bool {
	return len(e.Profile) > 0 || len(e.Curve) > 0 || e.Until != ""
}

// personaMix is the entry's own mix, or the personas' shares of the audience, in the personas' order.
func (c *compiler) personaMix(e *journey.Entry, shares []float64, of journey.Ref) Mix {
	if len(e.Mix) > 0 {
		shares = make([]float64, len(c.m.Personas))
		for i, v := range e.Mix {
			if n := c.find(c.personas, journey.ID(v.Value), of, "entry.mix."+strconv.Itoa(i)+".value"); n != None {
				shares[n] += c.value(v.Share)
			}
		}
		c.sumsToOne(shares, of, "entry.mix")
	} else if math.Abs(total(shares)-1) > sumSlack && !slices.ContainsFunc(c.problems, func(p journey.Problem) bool { return p.Code == "program.persona_shares" }) {
		c.problem("program.persona_shares", journey.Ref{}, "", journey.Args{"Sum": total(shares)})
	}
	values := make([]int32, len(shares))
	for i := range values {
		values[i] = int32(i)
	}
	return newMix(random.Cumulative(shares), values)
}

// hourly spreads an entry over the hours of the run. A stream's weights are mean numbers: PerDay for each
// day of 24 hours between From and Until (both days included), shaped by the profile so that a whole week
// keeps its mean; with a curve the same total is divided over the days before the named date in proportion
// to their shares. Of a cohort only the proportions count.
func (c *compiler) hourly(e *journey.Entry, of journey.Ref) []float64 {
	zone := c.p.Zones[0]
	from, until := calendar.Day(math.MinInt32), calendar.Day(math.MaxInt32)
	if e.From != "" {
		from = parsedDay(e.From)
	}
	if e.Until != "" {
		until = parsedDay(e.Until)
	}
	profile := weekProfile(e.Profile)
	curve, last := c.curveDays(e, of)
	perHour := c.value(e.PerDay) / 24
	weights := make([]float64, c.p.Horizon/hour)
	sum, shapedSum := 0.0, 0.0
	for h := range weights {
		wall := zone.Wall(int64(h) * hour)
		if wall.Day < from || wall.Day > until || (curve != nil && wall.Day > last) {
			continue
		}
		// The conversions here and below forbid fusing products with sums, which would round differently by machine.
		w := float64(perHour * profile[int(wall.Weekday())*24+wall.Hour()])
		if e.Mode == journey.EntryCohort {
			w = profile[int(wall.Weekday())*24+wall.Hour()]
		}
		sum += w
		if curve != nil {
			w = float64(w * curve[last-wall.Day])
		}
		weights[h] = w
		shapedSum += w
	}
	if curve != nil && shapedSum > 0 {
		for h := range weights {
			weights[h] = float64(weights[h] * (sum / shapedSum))
		}
	}
	return weights
}

// weekProfile is the relative weight of each hour of the week from Sunday 00:00, with mean 1.
func weekProfile(hours []journey.ProfileHour) [7 * 24]float64 {
	var profile [7 * 24]float64
	sum := 0.0
	for _, h := range hours {
		profile[int(weekday(h.Day))*24+h.Hour] += h.Weight
		sum += h.Weight
	}
	for i := range profile {
		if sum == 0 {
			profile[i] = 1
		} else {
			profile[i] *= 7 * 24 / sum
		}
	}
	return profile
}

// curveDays is the share of each day before the named date, by days before, and that date's day.
func (c *compiler) curveDays(e *journey.Entry, of journey.Ref) (map[calendar.Day]float64, calendar.Day) {
	if len(e.Curve) == 0 {
		return nil, 0
	}
	n := c.find(c.dates, e.Before, of, "entry.before")
	if n == None || len(c.p.Dates[n].Instants) == 0 {
		c.problem("program.curve_without_date", of, "entry.before", journey.Args{"Name": c.nameOf(of)})
		return nil, 0
	}
	curve := map[calendar.Day]float64{}
	for _, d := range e.Curve {
		curve[calendar.Day(d.DaysBefore)] += d.Share
	}
	before := c.p.Dates[n].Instants[0]
	for _, at := range c.p.Dates[n].Instants { // of a repeated date the first of the run
		if before < 0 {
			before = at
		}
	}
	return curve, c.p.Zones[0].Wall(before).Day
}
