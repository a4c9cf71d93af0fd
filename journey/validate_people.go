package journey

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"time"
)

func (c *checker) settings(s *Settings) {
	for i, tag := range s.Languages {
		c.needed(at("languages", i), tag)
		c.language(at("languages", i), tag)
	}
	c.language("fallback_language", s.FallbackLanguage)
	if !currencyForm.MatchString(s.Currency) {
		c.add("journey.currency_form", "currency", Args{"Value": s.Currency})
	}
	c.needed("zone", s.Zone)
	c.zone("zone", s.Zone)
	c.needed("start", string(s.Start))
	c.span("horizon_days", s.HorizonDays, 1, LongestRun)
	c.span("warm_up_days", s.WarmUpDays, 0, max(0, s.HorizonDays-1))
}

func (c *checker) persona(p *Persona) {
	c.refer("portrait", p.Portrait, KindAsset)
	for i, id := range p.LikedChannels {
		c.referred(at("liked_channels", i), id, KindChannel)
	}
	c.share("share", p.Share)
	c.mix("languages", p.Languages, c.language)
	c.mix("zones", p.Zones, c.zone)
	c.mix("pay_grades", p.PayGrades, func(field, grade string) {
		c.word(field, grade, []string{"A", "B", "C", "D", "E"})
	})
	seen := make(map[ID]bool)
	for i, mix := range p.Properties {
		c.propertyMix(at("properties", i), mix)
		c.once(at("properties", i)+".property", mix.Property, seen)
	}
	for i, reach := range p.Channels {
		field := at("channels", i)
		c.referred(field+".channel", reach.Channel, KindChannel)
		c.once(field+".channel", reach.Channel, seen)
		c.share(field+".known", reach.Known)
		c.share(field+".allowed", reach.Allowed)
		c.positiveNumber(field+".open_odds", reach.OpenOdds)
		c.positiveNumber(field+".click_odds", reach.ClickOdds)
		c.positiveNumber(field+".response_odds", reach.ResponseOdds)
		c.positiveNumber(field+".unsubscribe_odds", reach.UnsubscribeOdds)
	}
}

// once refuses a second entry about the same record: it would be unclear which one holds.
func (c *checker) once(field string, id ID, seen map[ID]bool) {
	if id != "" && seen[id] {
		c.add("journey.listed_twice", field, Args{"ID": string(id)})
	}
	seen[id] = true
}

func (c *checker) propertyMix(field string, mix PropertyMix) {
	property, _ := c.referred(field+".property", mix.Property, KindProperty).(*Property)
	c.mix(field+".values", mix.Values, func(field, value string) {
		if property != nil && property.Type != PropertyChoice {
			c.propertyValue(field, property.Type, value)
		}
	})
	if mix.Low > mix.High {
		c.add("journey.bounds", field+".low", Args{"Low": number(mix.Low), "High": number(mix.High)})
	}
}

// propertyValue checks a value of a property against its type; which choices exist is a question of the
// plan, not of integrity.
func (c *checker) propertyValue(field string, kind PropertyType, value string) {
	switch kind {
	case PropertyNumber:
		if _, err := strconv.ParseFloat(value, 64); err != nil {
			c.add("journey.value_number", field, Args{"Value": value})
		}
	case PropertyYesNo:
		c.word(field, value, []string{"yes", "no"})
	case PropertyDate:
		if _, err := time.Parse(time.DateOnly, value); err != nil {
			c.add("journey.date_form", field, Args{"Value": value})
		}
	}
}

func (c *checker) property(p *Property) {
	for i, choice := range p.Choices {
		c.needed(at("choices", i), choice)
		if slices.Contains(p.Choices[:i], choice) {
			c.add("journey.listed_twice", at("choices", i), Args{"ID": choice})
		}
	}
	if p.Default != "" {
		c.propertyValue("default", p.Type, p.Default)
	}
}

func (c *checker) event(e *Event) {
	out := e.Outside
	switch {
	case e.Source == EventOutside && out == nil:
		c.add("journey.part_missing", "outside", Args{"Part": "outside"})
	case e.Source == EventFromMap && out != nil:
		c.add("journey.part_extra", "outside", Args{"Part": "outside", "Kind": string(e.Source)})
	}
	if out == nil {
		return
	}
	if out.PerDay != nil {
		c.positive("outside.per_day", *out.PerDay)
		if len(out.Dates) > 0 {
			c.add("journey.one_of_two", "outside.dates", Args{"First": "per_day", "Second": "dates"})
		}
	}
	for i, date := range out.Dates {
		c.needed(at("outside.dates", i), string(date))
	}
	c.refer("outside.segment", out.Segment, KindSegment)
	c.period("outside.until", out.From, out.Until)
	for i, m := range out.Multipliers {
		c.ruleLength(at("outside.multipliers", i)+".rule", m.Rule)
		c.positiveNumber(at("outside.multipliers", i)+".factor", m.Factor)
	}
}

func (c *checker) score(s *Score) {
	seen := make(map[ID]bool)
	for i, p := range s.Points {
		field := at("points", i) + ".event"
		if p.Event == "" {
			c.referred(field, p.Event, KindEvent)
		}
		c.happens(field, p.Event)
		c.once(field, p.Event, seen)
	}
	c.least("decay_points", s.DecayPoints, 0)
	if s.Floor != nil && s.Ceiling != nil && *s.Floor > *s.Ceiling {
		c.add("journey.bounds", "floor", Args{"Low": strconv.Itoa(*s.Floor), "High": strconv.Itoa(*s.Ceiling)})
	}
	if len(s.Interest) > 3 || !slices.IsSorted(s.Interest) {
		c.add("journey.interest", "interest", nil)
	}
}

func (c *checker) asset(a *Asset) {
	c.word("media_type", a.MediaType, []string{"image/png", "image/jpeg"})
	if len(a.Data) > MaxAssetBytes {
		c.add("journey.large_asset", "data", Args{"Size": len(a.Data), "Max": MaxAssetBytes})
	}
	sum := sha256.Sum256(a.Data)
	if a.SHA256 != hex.EncodeToString(sum[:]) {
		c.add("journey.asset_hash", "sha256", nil)
	}
}

func (c *checker) observed(o *Observed) {
	c.refers("target", o.Target, KindStep, KindLink)
	if o.N < 0 || o.Count < 0 || o.Count > o.N && o.N > 0 {
		c.add("journey.observed_count", "count", Args{
			"Number": strconv.FormatInt(o.Count, 10), "Of": strconv.FormatInt(o.N, 10),
		})
	}
	c.period("until", o.From, o.Until)
}
