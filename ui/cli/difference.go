package cli

import (
	"math"

	"rehearse/journey"
	"rehearse/simulate"
)

// points writes a difference of shares in percentage points and its interval, with as many digits as the interval bears.
func (s *session) points(p simulate.PeopleDifference) (difference, interval string) {
	digits := digitsOf((p.High - p.Low) * 50)
	plus := ""
	if p.Difference > 0 {
		plus = "+"
	}
	return plus + s.text.T("compare.points", journey.Args{"N": s.text.Fixed(p.Difference*100, digits)}),
		s.text.Fixed(p.Low*100, digits) + " … " + s.text.Fixed(p.High*100, digits)
}

// digitsOf is how many digits behind the point show two digits of a half-width.
func digitsOf(half float64) int {
	if half <= 0 {
		return 2
	}
	return int(max(0, min(6, 1-math.Floor(math.Log10(half)))))
}

// signed writes a difference of whole numbers.
func (s *session) signed(n int64) string {
	if n > 0 {
		return "+" + s.text.Int(n)
	}
	return s.text.Int(n)
}

// signedMoney writes a difference of amounts.
func (r *comparisonReport) signedMoney(n journey.Money) string {
	if n > 0 {
		return "+" + r.text.Money(n, r.c.Currency)
	}
	return r.text.Money(n, r.c.Currency)
}

// span writes an interval of a whole number; where there is none, a dash.
func (s *session) span(i *simulate.Interval) string {
	if i == nil {
		return "–"
	}
	return s.text.Int(int64(math.Round(i.Low))) + " … " + s.text.Int(int64(math.Round(i.High)))
}

// moneySpan writes an interval of an amount.
func (r *comparisonReport) moneySpan(i *simulate.MoneyInterval) string {
	if i == nil {
		return "–"
	}
	return r.text.Money(i.Low, r.c.Currency) + " … " + r.text.Money(i.High, r.c.Currency)
}
