package journey

import (
	"strconv"
)

// number is a number as files write it.
func number(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }

// share checks an assumption that is a probability or a share, 0..1.
func (c *checker) share(field string, a Assumption) {
	used := a.Use != ""
	if used {
		if shared, ok := c.ix.Get(a.Use).(*AssumptionRecord); ok {
			a = resolve(a, shared.Fact)
		}
	}
	if c.probability(valueField(field, used), a.Value) && !used {
		if a.Low != nil {
			c.probability(field+".low", *a.Low)
		}
		if a.High != nil {
			c.probability(field+".high", *a.High)
		}
	}
}

func valueField(field string, used bool) string {
	if used {
		return field + ".use"
	}
	return field
}

func (c *checker) probability(field string, p float64) bool {
	switch {
	case p > 1 && p <= 100:
		// 12 digits are more than anybody writes and hide what the division adds.
		suggestion := strconv.FormatFloat(p/100, 'g', 12, 64)
		c.add("journey.share_percent", field, Args{"Value": number(p), "Suggestion": suggestion})
	case p < 0 || p > 1:
		c.add("journey.share_range", field, Args{"Value": number(p)})
	default:
		return true
	}
	return false
}

// positive checks an assumption that must not be negative.
func (c *checker) positive(field string, a Assumption) {
	if a.Use != "" {
		if shared, ok := c.ix.Get(a.Use).(*AssumptionRecord); ok {
			a = resolve(a, shared.Fact)
		}
	}
	c.positiveNumber(field, a.Value)
	if a.Low != nil {
		c.positiveNumber(field+".low", *a.Low)
	}
}

// most checks that an assumption is not greater than anything that can be meant.
func (c *checker) most(field string, a Assumption, high float64) {
	if a.Use != "" {
		if shared, ok := c.ix.Get(a.Use).(*AssumptionRecord); ok {
			a = resolve(a, shared.Fact)
		}
	}
	if a.Value > high {
		c.add("journey.out_of_range", field, Args{"Value": number(a.Value), "Low": "0", "High": strconv.FormatFloat(high, 'f', -1, 64)})
	}
}

func (c *checker) positiveNumber(field string, f float64) {
	if f < 0 {
		c.add("journey.negative", field, Args{"Value": number(f)})
	}
}

// least and span check a whole number.
func (c *checker) least(field string, n, low int) {
	if n < low {
		c.add("journey.too_small", field, Args{"Value": strconv.Itoa(n), "Low": strconv.Itoa(low)})
	}
}

func (c *checker) span(field string, n, low, high int) {
	if n < low || n > high {
		c.add("journey.out_of_range", field, Args{
			"Value": strconv.Itoa(n), "Low": strconv.Itoa(low), "High": strconv.Itoa(high),
		})
	}
}

// rate checks a rate of messages: a share with a base that is allowed for it.
func (c *checker) rate(field string, a *Assumption, bases ...Base) {
	if a == nil {
		return
	}
	c.share(field, *a)
	words := make([]string, len(bases))
	per := a.Per
	if shared, ok := c.ix.Get(a.Use).(*AssumptionRecord); ok && per == "" {
		per = shared.Fact.Per
	}
	for i, base := range bases {
		if per == base {
			return
		}
		words[i] = string(base)
	}
	if per == "" {
		c.add("journey.no_base", field+".per", Args{"Words": words})
		return
	}
	c.add("journey.wrong_base", field+".per", Args{"Value": string(per), "Words": words})
}

func (c *checker) rates(field string, r Rates) {
	c.rate(field+".hard_bounce", r.HardBounce, PerSent, PerAttempt)
	c.rate(field+".soft_bounce", r.SoftBounce, PerSent, PerAttempt)
	c.rate(field+".opened", r.Opened, PerDelivered, PerSent)
	c.rate(field+".clicked", r.Clicked, PerOpened, PerDelivered, PerSent)
	c.rate(field+".unsubscribed", r.Unsubscribed, PerNotClicked, PerDelivered, PerSent)
}

// mix checks the shares of a mix and its values by the given form.
func (c *checker) mix(field string, mix []Weighted, value func(field, value string)) {
	for i, part := range mix {
		c.share(at(field, i)+".share", part.Share)
		if value != nil {
			value(at(field, i)+".value", part.Value)
		}
	}
}

func (c *checker) needed(field, text string) {
	if text == "" {
		c.add("journey.needed", field, nil)
	}
}

func (c *checker) zone(field, zone string) {
	if zone != "" && !zoneForm.MatchString(zone) {
		c.add("journey.zone_form", field, Args{"Value": zone})
	}
}

func (c *checker) language(field, tag string) {
	if tag != "" && !languageForm.MatchString(tag) {
		c.add("journey.language_form", field, Args{"Value": tag})
	}
}

func (c *checker) ruleLength(field, text string) {
	if len(text) > MaxRuleBytes {
		c.add("journey.long_rule", field, Args{"Size": len(text), "Max": MaxRuleBytes})
	}
}

// period checks that a period does not end before it begins.
func (c *checker) period(field string, from, until Date) {
	if from != "" && until != "" && until < from {
		c.add("journey.period", field, Args{"From": string(from), "Until": string(until)})
	}
}
