package program

import (
	"math"
	"slices"
	"strconv"

	"rehearse/journey"
	"rehearse/simulate/calendar"
	"rehearse/simulate/random"
)

// sumSlack is how far shares may miss their sum.
const sumSlack = 1e-9

// people compiles properties, events and channels.
func (c *compiler) people() {
	for _, r := range c.m.Properties {
		c.p.Properties = append(c.p.Properties, Property{
			ID: r.ID, Type: r.Type, Choices: r.Choices, Key: random.NewKey(random.Hash(string(r.ID))).For(random.Property),
		})
	}
	for _, r := range c.m.Channels {
		window := int64(r.OnSiteWindow) * tick
		if window == 0 {
			window = 30 * 60 * tick
		}
		c.p.Channels = append(c.p.Channels, Channel{
			ID: r.ID, CostPerSend: r.CostPerSend, CapsExempt: r.CapsExempt, QuietHoursExempt: r.QuietHoursExempt,
			OnSite: r.OnSite, OnSiteWindow: window, Unmeasured: r.OpensUnmeasured,
			Delivery: c.law(r.DeliveryDelay, ref(r), "delivery_delay"), Key: random.NewKey(random.Hash(string(r.ID))),
		})
	}
}

// ref is the reference of a record.
func ref(r journey.Record) journey.Ref { return journey.Ref{Kind: r.RecordKind(), ID: r.RecordID()} }

// personaTables compiles the personas.
func (c *compiler) personaTables() {
	if len(c.m.Personas) == 0 {
		c.problem("program.no_personas", journey.Ref{}, "", nil)
	}
	for _, r := range c.m.Personas {
		of := ref(r)
		p := Persona{ID: r.ID, Patience: c.law(r.Patience, of, "patience"), Patient: r.Patience.IsZero()}
		p.Languages = c.mix(r.Languages, of, "languages", 0, func(tag string, _ string) int32 { return c.language(tag) })
		p.Zones = c.mix(r.Zones, of, "zones", 0, func(name, field string) int32 { return c.zone(name, of, field) })
		p.PayGrades = c.mix(r.PayGrades, of, "pay_grades", 3, func(letter string, _ string) int32 { return grade(letter) })
		for _, property := range c.m.Properties {
			i := slices.IndexFunc(r.Properties, func(x journey.PropertyMix) bool { return x.Property == property.ID })
			var mix journey.PropertyMix
			if i >= 0 {
				mix = r.Properties[i]
			}
			p.Properties = append(p.Properties, c.propertyMix(property, mix, of, "properties."+strconv.Itoa(max(i, 0))))
		}
		p.Reach = make([]Reach, len(c.p.Channels))
		for i, reach := range r.Channels {
			field := "channels." + strconv.Itoa(i)
			if n := c.find(c.channels, reach.Channel, of, field+".channel"); n != None {
				p.Reach[n] = Reach{
					Known:   c.probability(c.value(reach.Known), of, field+".known"),
					Allowed: c.probability(c.value(reach.Allowed), of, field+".allowed"),
				}
			}
		}
		c.p.Personas = append(c.p.Personas, p)
	}
}

// mix compiles shares of values; an empty mix is the standard value.
func (c *compiler) mix(values []journey.Weighted, of journey.Ref, field string, standard int32, number func(value, field string) int32) Mix {
	if len(values) == 0 {
		return newMix(nil, []int32{standard})
	}
	numbers, shares := make([]int32, len(values)), make([]float64, len(values))
	for i, v := range values {
		at := field + "." + strconv.Itoa(i)
		shares[i] = c.value(v.Share)
		c.probability(shares[i], of, at+".share")
		numbers[i] = number(v.Value, at+".value")
	}
	c.sumsToOne(shares, of, field)
	return newMix(random.Cumulative(shares), numbers)
}

func (c *compiler) sumsToOne(shares []float64, of journey.Ref, field string) {
	if sum := total(shares); math.Abs(sum-1) > sumSlack {
		c.problem("program.mix_sum", of, field, journey.Args{"Name": c.nameOf(of), "Sum": sum})
	}
}

func total(shares []float64) float64 {
	sum := 0.0
	for _, s := range shares {
		sum += s
	}
	return sum
}

// propertyMix compiles a distribution; without one everybody has the default.
func (c *compiler) propertyMix(property *journey.Property, mix journey.PropertyMix, of journey.Ref, field string) PropertyMix {
	result := PropertyMix{Default: NotSet}
	if property.Default != "" {
		result.Default = c.propertyValue(property, property.Default, ref(property), "default")
	}
	if len(mix.Values) > 0 {
		shares := make([]float64, len(mix.Values))
		for i, v := range mix.Values {
			shares[i] = c.value(v.Share)
			result.Values = append(result.Values, c.propertyValue(property, v.Value, of, field+".values."+strconv.Itoa(i)+".value"))
		}
		c.sumsToOne(shares, of, field+".values")
		result.Cuts = random.Cumulative(shares)
		return result
	}
	if mix.Property != "" && (property.Type == journey.PropertyNumber || property.Type == journey.PropertyDate) {
		result.Ranged = true
		result.Low, result.High = int64(math.Ceil(mix.Low)), int64(math.Floor(mix.High))
		most := 1e12 // as of listed values
		if property.Type == journey.PropertyDate {
			most = 36_600 // days
		}
		if !(math.Abs(mix.Low) <= most && math.Abs(mix.High) <= most) {
			c.problem("program.range_bounds", of, field, journey.Args{"Name": c.nameOf(of), "Property": property.Name, "Max": int64(most)})
			result.Low, result.High = 0, 0
		}
		if result.Low > result.High {
			c.problem("program.empty_range", of, field, journey.Args{"Name": c.nameOf(of), "Property": property.Name, "Low": mix.Low, "High": mix.High})
		}
	}
	return result
}

// propertyValue turns a value's text into the number people carry; dates become calendar days.
func (c *compiler) propertyValue(property *journey.Property, text string, of journey.Ref, field string) int64 {
	switch property.Type {
	case journey.PropertyNumber:
		v, err := strconv.ParseFloat(text, 64)
		if err == nil && math.Abs(v) <= 1e12 {
			return int64(math.RoundToEven(v * Millionths))
		}
	case journey.PropertyYesNo:
		switch text {
		case "yes":
			return 1
		case "no":
			return 0
		}
	case journey.PropertyDate:
		if d, err := calendar.ParseDay(text); err == nil {
			return int64(d)
		}
	default:
		if i := slices.Index(property.Choices, text); i >= 0 {
			return int64(i)
		}
	}
	c.problem("program.property_value", of, field, journey.Args{"Name": property.Name, "Value": text})
	return NotSet
}

// scoresAndOffers compiles what has to do with events: scores, named dates, offers.
func (c *compiler) scoresAndOffers() {
	for i, r := range c.m.Scores {
		s := Score{
			ID: r.ID, DecayAfter: int64(r.DecayAfter) * tick, DecayEvery: int64(r.DecayEvery) * tick,
			DecayPoints: int64(r.DecayPoints), Floor: math.MinInt64, Ceiling: math.MaxInt64,
		}
		if s.DecayAfter == 0 {
			s.DecayPoints = 0
		}
		if s.DecayPoints > 0 && s.DecayEvery == 0 {
			s.DecayEvery = day
		}
		if r.Floor != nil {
			s.Floor = int64(*r.Floor)
		}
		if r.Ceiling != nil {
			s.Ceiling = int64(*r.Ceiling)
		}
		for _, least := range r.Interest {
			s.Interest = append(s.Interest, int64(least))
		}
		c.p.Scores = append(c.p.Scores, s)
		for j, points := range r.Points {
			if e := c.find(c.events, points.Event, ref(r), "points."+strconv.Itoa(j)+".event"); e != None {
				c.p.Events[e].Points = append(c.p.Events[e].Points, Points{Score: int32(i), Points: int64(points.Points)})
			}
		}
	}
	for _, r := range c.m.NamedDates {
		c.p.Dates = append(c.p.Dates, c.namedDate(r))
	}
	for _, r := range c.m.Offers {
		c.p.Offers = append(c.p.Offers, Offer{ID: r.ID, Value: r.Value, Expires: c.anchor(r.Expires, ref(r), "expires")})
	}
}

func (c *compiler) namedDate(r *journey.NamedDate) NamedDate {
	result := NamedDate{ID: r.ID}
	on := parsedDay(r.Date)
	zone := c.p.Zones[c.zone(r.Zone, ref(r), "zone")]
	if r.EveryDays <= 0 {
		result.Instants = []int64{zone.At(on, int32(r.At))}
		return result
	}
	step := calendar.Day(r.EveryDays)
	if today := zone.Wall(0).Day; on < today {
		on += (today - on) / step * step
		if on > parsedDay(r.Date) { // its hour may still be to come: "since" asks for the one before
			on -= step
		}
	}
	for {
		at := zone.At(on, int32(r.At))
		result.Instants = append(result.Instants, at)
		if at > c.p.Horizon {
			return result
		}
		on += step
	}
}

// anchor compiles an anchor; nil stays nil.
func (c *compiler) anchor(a *journey.Anchor, of journey.Ref, field string) *Anchor {
	if a == nil {
		return nil
	}
	result := &Anchor{Kind: a.Kind, Of: None, Offset: int64(a.Offset) * tick}
	table := map[journey.AnchorKind]map[journey.ID]int32{
		journey.AnchorEvent: c.events, journey.AnchorProperty: c.properties, journey.AnchorNamedDate: c.dates,
	}[a.Kind]
	if table != nil {
		result.Of = c.find(table, a.Of, of, field+".of")
		if a.Of == "" {
			c.problem("program.anchor_of_nothing", of, field+".of", journey.Args{"Name": c.nameOf(of)})
		}
	}
	return result
}
