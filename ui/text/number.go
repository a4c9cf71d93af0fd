package text

import (
	"math"
	"strconv"
	"strings"
	"time"

	"rehearse/journey"
)

const (
	noBreak = "\u00a0" // keeps a number and its unit on one line
	thin    = "\u202f"
)

// Int writes a whole number with groups of three: 1,234,567 or 1 234 567.
func (p *Printer) Int(n int64) string {
	digits := strconv.FormatInt(n, 10)
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "−", digits[1:]
	}
	if len(digits) <= 3 || (len(digits) == 4 && p.code == "ru") {
		return sign + digits
	}
	separator := ","
	if p.code == "ru" {
		separator = thin
	}
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(separator)
		}
		b.WriteRune(d)
	}
	return sign + b.String()
}

// Number writes a number with at most four significant digits behind no more zeros than needed.
func (p *Printer) Number(f float64) string {
	if f == math.Trunc(f) && math.Abs(f) < 1e15 {
		return p.Int(int64(f))
	}
	if math.Abs(f) >= 1000 {
		return p.Int(int64(math.Round(f)))
	}
	return p.decimal(strconv.FormatFloat(f, 'g', 4, 64))
}

// Percent writes a share 0..1 as a percentage: two digits behind the point below 10 %, one above, none
// where they are zeros: 0.05 %, 3.33 %, 41.2 %, 100 %.
func (p *Printer) Percent(share float64) string {
	value := share * 100
	digits := 1
	if math.Abs(value) < 9.995 {
		digits = 2
	}
	s := strconv.FormatFloat(value, 'f', digits, 64)
	s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	if p.code == "ru" {
		return p.decimal(s) + noBreak + "%"
	}
	return p.decimal(s) + "%"
}

// Fixed writes a number with so many digits behind the point.
func (p *Printer) Fixed(f float64, digits int) string {
	return p.decimal(strconv.FormatFloat(f, 'f', digits, 64))
}

func (p *Printer) decimal(s string) string {
	s = strings.Replace(s, "-", "−", 1)
	if p.code == "ru" {
		return strings.Replace(s, ".", ",", 1)
	}
	return s
}

// Money writes an amount with its currency: 26,671.74 USD, 26 671,74 ₽. Whole amounts over 1,000 drop
// the decimals.
func (p *Printer) Money(amount journey.Money, currency string) string {
	sign := ""
	if amount < 0 {
		sign, amount = "−", -amount
	}
	cents := (int64(amount) + 5_000) / 10_000
	number := p.Int(cents / 100)
	if cents%100 != 0 && cents < 100_000_000 {
		number = number + p.decimal("."+pad2(cents%100))
	}
	symbol, before := currencySymbol(currency)
	if before && p.code != "ru" {
		return sign + symbol + number
	}
	if symbol == "" {
		return sign + number
	}
	return sign + number + noBreak + symbol
}

func pad2(n int64) string {
	if n < 10 {
		return "0" + strconv.FormatInt(n, 10)
	}
	return strconv.FormatInt(n, 10)
}

// currencySymbol gives the sign of common currencies and whether English puts it before the number.
func currencySymbol(code string) (symbol string, before bool) {
	switch code {
	case "USD":
		return "$", true
	case "EUR":
		return "€", true
	case "GBP":
		return "£", true
	case "RUB":
		return "₽", false
	default:
		return code, false
	}
}

// Duration writes a length of time in its two largest units: 2 d 3 h, 45 min.
func (p *Printer) Duration(d journey.Duration) string {
	if d == 0 {
		return p.T("text.unit.second", journey.Args{"N": p.Int(0)})
	}
	sign := ""
	if d < 0 {
		sign, d = "−", -d
	}
	units := []struct {
		size journey.Duration
		id   string
	}{{journey.Day, "text.unit.day"}, {journey.Hour, "text.unit.hour"}, {journey.Minute, "text.unit.minute"}, {journey.Second, "text.unit.second"}}
	var parts []string
	for _, u := range units {
		if n := d / u.size; n > 0 && len(parts) < 2 {
			parts = append(parts, p.T(u.id, journey.Args{"N": p.Int(int64(n))}))
			d -= n * u.size
		} else if len(parts) > 0 {
			break
		}
	}
	return sign + strings.Join(parts, " ")
}

// Law writes a random length of time: "24 h", "1 h – 3 h", "≈ 6 h" with the law's name where it matters.
func (p *Printer) Law(l journey.Law) string {
	switch l.Kind {
	case journey.LawUniform:
		return p.T("text.law.uniform", journey.Args{"Low": l.Low, "High": l.High})
	case journey.LawTriangular:
		return p.T("text.law.triangular", journey.Args{"Low": l.Low, "Mode": l.Mode, "High": l.High})
	case journey.LawNormal:
		return p.T("text.law.normal", journey.Args{"Mean": l.Mean, "Deviation": l.Deviation})
	case journey.LawLogNormal:
		return p.T("text.law.log_normal", journey.Args{"Median": l.Median})
	case journey.LawExponential:
		return p.T("text.law.exponential", journey.Args{"Mean": l.Mean})
	default:
		return p.Duration(l.Value)
	}
}

// Date writes a day: 22 Nov 2026, 22.11.2026.
func (p *Printer) Date(day time.Time) string {
	if p.code == "ru" {
		return day.Format("02.01.2006")
	}
	return day.Format("2 Jan 2006")
}
