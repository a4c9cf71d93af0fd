package program

import (
	"math"
	"slices"
	"strconv"

	"rehearse/journey"
	"rehearse/simulate/random"
)

// The bounds of the rate of an outside event, per person and day; the greater one holds with all its multipliers.
const (
	leastRate = 0.00001
	mostRate  = 1000
)

// outside compiles the events that come from outside the map.
func (c *compiler) outside() {
	for i, r := range c.m.Events {
		if r.Source != journey.EventOutside || r.Outside == nil {
			continue
		}
		of, out := ref(r), r.Outside
		o := Outside{
			Event: int32(i), Segment: c.segment(out.Segment, of, "outside.segment"), From: math.MinInt64, Until: c.p.Horizon,
			Key: random.NewKey(random.Hash(string(r.ID))),
		}
		zone := c.p.Zones[0]
		if out.From != "" {
			o.From = zone.At(parsedDay(out.From), 0)
		}
		if out.Until != "" {
			o.Until = min(o.Until, zone.At(parsedDay(out.Until)+1, 0))
		}
		name := journey.Args{"Name": c.nameOf(of)}
		switch {
		case len(out.Dates) > 0:
			if len(out.Multipliers) > 0 {
				c.problem("program.outside_factors", of, "outside.multipliers", name)
			}
			for _, date := range out.Dates {
				if tick := zone.At(parsedDay(date), 0); tick >= max(0, o.From) && tick < o.Until {
					o.Instants = append(o.Instants, tick)
				}
			}
			slices.Sort(o.Instants)
			o.Instants = slices.Compact(o.Instants)
		case out.PerDay == nil:
			c.problem("program.outside_of_nothing", of, "outside", name)
		default:
			c.outsideRate(&o, c.value(*out.PerDay), out.Multipliers, of)
		}
		if len(o.Instants)+len(o.Layers) > 0 && o.From < o.Until {
			c.p.Outside = append(c.p.Outside, o)
		}
	}
}

// outsideRate compiles an event that happens by chance.
func (c *compiler) outsideRate(o *Outside, perDay float64, multipliers []journey.RuleFactor, of journey.Ref) {
	most := 1.0
	for i, m := range multipliers {
		field := at("outside.multipliers", i)
		if rule := c.rule(m.Rule, of, field+".rule"); rule != nil {
			o.Factors = append(o.Factors, Factor{Rule: rule, Factor: uint64(math.RoundToEven(min(m.Factor, mostRate/leastRate) * float64(Same)))})
		}
		most = float64(most * max(1, m.Factor))
	}
	if perDay == 0 {
		return
	}
	if !(perDay >= leastRate) || !(float64(perDay*most) <= mostRate) {
		c.problem("program.outside_rate", of, "outside.per_day", journey.Args{
			"Name": c.nameOf(of), "Value": perDay, "Factor": most, "Min": strconv.FormatFloat(leastRate, 'f', -1, 64), "Max": mostRate,
		})
		return
	}
	for height := 1.0; ; height *= 2 {
		rate := perDay
		if height > 1 {
			rate = float64(perDay * height / 2)
		}
		law, err := random.Exponential(int64(math.RoundToEven(day / rate)))
		if err != nil {
			c.problem("program.impossible_law", of, "outside.per_day", journey.Args{"Name": c.nameOf(of)})
			return
		}
		o.Layers = append(o.Layers, law)
		if height >= most {
			return
		}
	}
}

// at is the field of a place in a list.
func at(field string, i int) string { return field + "." + strconv.Itoa(i) }
