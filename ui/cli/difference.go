package cli

import "rehearse/simulate"

// span writes an interval of a whole number; where there is none, a dash.
func (s *session) span(i *simulate.Interval) string {
	if i == nil {
		return "–"
	}
	return s.text.Span(i.Low, i.High)
}

// moneySpan writes an interval of an amount.
func (r *comparisonReport) moneySpan(i *simulate.MoneyInterval) string {
	if i == nil {
		return "–"
	}
	return r.text.Money(i.Low, r.c.Currency) + " … " + r.text.Money(i.High, r.c.Currency)
}
