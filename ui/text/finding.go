package text

import (
	"math"

	"rehearse/journey"
	"rehearse/journey/finding"
)

// Measured is a number of a finding in words: what it is, its interval where there is one, and from where on the rule
// speaks.
func (p *Printer) Measured(n finding.Number) string {
	args := journey.Args{"Name": p.T(n.Name, nil), "Value": p.Quantity(n.Value, n.Unit)}
	words := p.T("text.measured", args)
	if n.Interval != nil {
		args["Low"], args["High"] = p.Quantity(n.Interval.Low, n.Unit), p.Quantity(n.Interval.High, n.Unit)
		words = p.T("text.measured_"+string(n.Interval.Of), args)
	}
	if n.Threshold == 0 {
		return words
	}
	return words + p.T("text.measured_from", journey.Args{"Threshold": p.Quantity(n.Threshold, n.Unit)})
}

// Quantity is a number of findings in its unit.
func (p *Printer) Quantity(value float64, unit finding.Unit) string {
	switch unit {
	case finding.UnitShare:
		return p.Percent(value)
	case finding.UnitTime:
		return p.Duration(journey.Duration(math.Round(value)))
	default:
		return p.Number(value)
	}
}
