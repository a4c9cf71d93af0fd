package overlay

import (
	"math"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/finding"
	"rehearse/simulate"
	"rehearse/ui/text"
)

// about stands before numbers that are an estimate.
const about = "≈ "

// voice says numbers: as they are, or those of a few people as an estimate for many.
type voice struct {
	*text.Printer
	by float64 // how many people stand for one; 0 for numbers as they are
}

// estimating is the voice for a result of a few people that stand for so many.
func estimating(p *text.Printer, r *simulate.Result, people int64) voice {
	return voice{p, float64(people) / float64(max(1, r.People))}
}

// count says how many people there are; of an estimate two digits.
func (v voice) count(n int64) string {
	if v.by == 0 {
		return v.Int(n)
	}
	return about + v.Int(int64(twoDigits(float64(n)*v.by)))
}

// share says a share; of an estimate two digits.
func (v voice) share(f float64) string {
	if v.by == 0 {
		return v.Percent(f)
	}
	return about + v.Percent(twoDigits(f))
}

// bare says a share without a mark, beside a number that has one.
func (v voice) bare(f float64) string {
	if v.by == 0 {
		return v.Percent(f)
	}
	return v.Percent(twoDigits(f))
}

// twoDigits rounds to two significant digits.
func twoDigits(f float64) float64 {
	if f == 0 {
		return 0
	}
	unit := math.Pow(10, math.Floor(math.Log10(math.Abs(f)))-1)
	return math.Round(f/unit) * unit
}

// Rough makes the overlay of a first estimate: a result of a few people, who stand for so many.
func Rough(m *journey.Map, r *simulate.Result, people int64, findings []finding.Finding, p *text.Printer) *draw.Overlay {
	return of(m, r, findings, false, estimating(p, r, people))
}

// RoughFigures are the headline numbers of a first estimate.
func RoughFigures(m *journey.Map, r *simulate.Result, people int64, p *text.Printer) []Figure {
	v := estimating(p, r, people)
	figures := Figures(m, r, p)
	scaled := *r
	scaled.Money.Net = journey.Money(twoDigits(float64(r.Money.Net) * v.by))
	scaled.Money.NetInterval = nil
	scaled.People = people
	for i, f := range Figures(m, &scaled, p) {
		figures[i] = f
		if i > 0 {
			figures[i].Value = about + f.Value
		}
	}
	for i := range r.Goals { // right behind the people
		figures[1+i].Value = v.share(r.Goals[i].Rate.Share)
		figures[1+i].Under = p.T("window.figure.goal_alone", journey.Args{"People": v.count(r.Goals[i].People)})
	}
	return figures
}
