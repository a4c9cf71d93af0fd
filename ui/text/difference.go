package text

import (
	"math"

	"rehearse/journey"
)

// Points writes a difference of shares in percentage points and its 95 % interval, with as many digits as the interval bears.
func (p *Printer) Points(difference, low, high float64) (text, interval string) {
	digits := Digits((high - low) * 50)
	plus := ""
	if difference > 0 {
		plus = "+"
	}
	return plus + p.T("compare.points", journey.Args{"N": p.Fixed(difference*100, digits)}),
		p.Fixed(low*100, digits) + " … " + p.Fixed(high*100, digits)
}

// Digits is how many digits behind the point show two digits of a half-width.
func Digits(half float64) int {
	if half <= 0 {
		return 2
	}
	return int(max(0, min(6, 1-math.Floor(math.Log10(half)))))
}

// Signed writes a difference of whole numbers.
func (p *Printer) Signed(n int64) string {
	if n > 0 {
		return "+" + p.Int(n)
	}
	return p.Int(n)
}

// SignedMoney writes a difference of amounts.
func (p *Printer) SignedMoney(n journey.Money, currency string) string {
	if n > 0 {
		return "+" + p.Money(n, currency)
	}
	return p.Money(n, currency)
}

// Span writes an interval of a whole number.
func (p *Printer) Span(low, high float64) string {
	return p.Int(int64(math.Round(low))) + " … " + p.Int(int64(math.Round(high)))
}
