package overlay

import (
	"math"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/ui/text"
)

// Tornado is a sensitivity analysis as ready words: which assumptions move a goal most.
type Tornado struct {
	// Title names the map and the goal, Now says what the goal is as the map stands, How how that was found out.
	Title, Now string
	How        []string
	// Head names the columns of a row: the assumption, its evidence, value and range, the goal at both ends, the swing and its
	// interval.
	Head []string
	Rows []TornadoRow
	// Notes explain the marks of the rows, count what is not shown and say what could not be moved.
	Notes []string
}

// TornadoRow is one assumption.
type TornadoRow struct {
	journey.AssumptionPlace
	Name, Evidence, Value, Range, AtLow, AtHigh, Swing, Interval string
	// Low, Base and High are where the goal stands at the low value, now and at the high one, as parts of what all rows span
	// together, 0..1; High is below Low where the assumption works against the goal.
	Low, Base, High float64
	// Width is the swing as a part of the widest, 0..1.
	Width float64
	// Carries marks a guess that carries the result.
	Carries bool
}

// Marks of a row that a note explains.
const (
	assumedMark = " *"
	chanceMark  = " ?"
	carriesMark = " !"
)

// TornadoOf puts a sensitivity analysis of a map into words; flags tells that the reader types options, which are then named.
func TornadoOf(p *text.Printer, m *journey.Map, r *simulate.Sensitivity, flags bool) Tornado {
	w := &tornado{newNaming(p, m), r}
	t := Tornado{
		Title: p.T("sensitivity.title", journey.Args{"Map": r.Map, "Goal": w.of(r.Goal)}),
		Now:   w.now(),
		How:   w.how(),
	}
	for _, id := range []string{"sensitivity.assumption", "sensitivity.evidence", "sensitivity.value", "sensitivity.range", "sensitivity.at_low",
		"sensitivity.at_high", "sensitivity.swing", "compare.interval"} {
		t.Head = append(t.Head, p.T(id, nil))
	}
	least, most, widest := r.Base, r.Base, 0.0
	for _, row := range r.Rows {
		least, most = min(least, row.AtLow, row.AtHigh), max(most, row.AtLow, row.AtHigh)
		widest = max(widest, math.Abs(row.Swing))
	}
	part := func(value float64) float64 {
		if most <= least {
			return 0.5
		}
		return (value - least) / (most - least)
	}
	assumed, carries, chance := false, false, false
	for i := range r.Rows {
		row := &r.Rows[i]
		assumed, carries, chance = assumed || row.Assumed, carries || row.Carries, chance || row.MayBeChance
		one := w.row(row)
		one.Low, one.Base, one.High = part(row.AtLow), part(r.Base), part(row.AtHigh)
		if widest > 0 {
			one.Width = math.Abs(row.Swing) / widest
		}
		t.Rows = append(t.Rows, one)
	}
	if assumed {
		t.Notes = append(t.Notes, "* "+p.T("sensitivity.assumed", nil))
	}
	if carries {
		t.Notes = append(t.Notes, "! "+p.T("sensitivity.carries", nil))
	}
	if chance {
		id := "sensitivity.may_be_chance"
		if r.Method == simulate.MethodPopulations {
			id = "sensitivity.may_be_chance_populations"
		}
		if !flags {
			id = "sensitivity.window.may_be_chance"
		}
		t.Notes = append(t.Notes, "? "+p.T(id, nil))
	}
	t.Notes = append(t.Notes, p.T("sensitivity.counts", journey.Args{
		"Count": r.Tried, "Shown": p.Int(int64(len(r.Rows))), "Weaker": p.Int(int64(r.Weaker)), "Idle": p.Int(int64(r.Idle)), "Fixed": p.Int(int64(r.Fixed)),
	}))
	for _, refused := range r.Refused {
		t.Notes = append(t.Notes, p.T("sensitivity.refused", journey.Args{"Name": w.place(refused.AssumptionPlace), "Problem": p.Problem(refused.Problem)}))
	}
	return t
}

// tornado puts one analysis into words.
type tornado struct {
	naming
	r *simulate.Sensitivity
}

// now says what the goal is as the map stands.
func (w *tornado) now() string {
	base := w.perPerson(w.r.Base, 3)
	if i := w.r.BaseInterval; i != nil {
		base = w.p.T("sensitivity.with_interval", journey.Args{"Value": base, "Low": w.perPerson(i.Low, 3), "High": w.perPerson(i.High, 3)})
	}
	what := "sensitivity.share"
	if w.r.EveryTime {
		what = "sensitivity.times"
	}
	return w.p.T(what, journey.Args{"Value": base})
}

// how says by what means the swings were found.
func (w *tornado) how() (lines []string) {
	screened := "sensitivity.screened"
	switch w.r.Method {
	case simulate.MethodExact:
		return []string{w.p.T("sensitivity.exact", nil)}
	case simulate.MethodPopulations:
		lines = append(lines, w.p.T("sensitivity.populations", journey.Args{"Count": w.r.Replications, "People": w.p.Int(int64(w.r.People))}))
		screened = "sensitivity.screened_populations"
	default:
		lines = append(lines, w.p.T("sensitivity.paired", journey.Args{"Count": w.r.People}))
	}
	if w.r.Screened > 0 {
		lines = append(lines, w.p.T(screened, journey.Args{"Count": w.r.Screened}))
	}
	return lines
}

func (w *tornado) row(row *simulate.SensitivityRow) TornadoRow {
	digits := w.digits(row)
	one := TornadoRow{
		AssumptionPlace: row.AssumptionPlace,
		Name:            w.assumption(&row.ListedAssumption),
		Evidence:        w.p.T("step.word.Evidence."+string(evidenceOf(row.Fact)), nil),
		Value:           w.p.Number(row.Fact.Value),
		Range:           w.p.Number(row.Low) + " … " + w.p.Number(row.High),
		AtLow:           w.perPerson(row.AtLow, digits),
		AtHigh:          w.perPerson(row.AtHigh, digits),
		Swing:           w.swing(row.Swing, digits),
		Interval:        "–",
		Carries:         row.Carries,
	}
	if row.Assumed {
		one.Range += assumedMark
	}
	if row.Carries {
		one.Evidence += carriesMark
	}
	if row.Swing > 0 {
		one.Swing = "+" + one.Swing
	}
	if row.Interval != nil {
		one.Interval = w.swing(row.Interval.Low, digits) + " … " + w.swing(row.Interval.High, digits)
	}
	if row.MayBeChance {
		one.Interval += chanceMark
	}
	return one
}

func evidenceOf(a journey.Assumption) journey.Evidence {
	if a.Evidence == "" {
		return journey.EvidenceGuess
	}
	return a.Evidence
}

// perPerson writes a goal: a share as a percentage, a mean as a number.
func (w *tornado) perPerson(value float64, digits int) string {
	if w.r.EveryTime {
		return w.p.Fixed(value, digits)
	}
	return w.p.T("sensitivity.percent", journey.Args{"N": w.p.Fixed(value*100, digits)})
}

// swing writes a difference of a goal: percentage points, or the number itself.
func (w *tornado) swing(value float64, digits int) string {
	if w.r.EveryTime {
		return w.p.Fixed(value, digits)
	}
	return w.p.Fixed(value*100, digits)
}

// digits is how many digits behind the point a row bears: two of its interval, or of an exact swing three.
func (w *tornado) digits(row *simulate.SensitivityRow) int {
	half := math.Abs(row.Swing) / 10
	if row.Interval != nil {
		half = (row.Interval.High - row.Interval.Low) / 2
	}
	if !w.r.EveryTime {
		half *= 100
	}
	return text.Digits(half)
}
