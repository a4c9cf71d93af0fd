package cli

import (
	"fmt"
	"math"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/ui/text"
)

type sensitivityCommand struct {
	File string `arg:"" name:"file"`
	Goal string `name:"goal" placeholder:"NAME"`
	Top  int    `name:"top" default:"20"`
	runFlags
	JSON bool `name:"json"`
}

// Run prints which assumptions move a goal most.
func (c *sensitivityCommand) Run(s *session) error {
	if c.Top < 1 || c.Top > simulate.MostRows {
		return useError("sensitivity.top_range", journey.Args{"Top": c.Top, "Most": simulate.MostRows})
	}
	m, err := readMap(c.File)
	if err != nil {
		return err
	}
	spec, err := c.runFlags.spec(m)
	if err != nil {
		return err
	}
	goal := journey.ID("")
	if c.Goal != "" {
		id, found := goalNamed(m, c.Goal)
		if !found {
			return useError("cli.unknown_goal", journey.Args{"Name": c.Goal})
		}
		goal = id
	}
	progress, done := s.progress(c.People)
	result, err := simulate.MeasureSensitivity(s.ctx, m, spec, goal, c.Top, progress)
	done()
	if err != nil {
		return runError(err)
	}
	if c.JSON {
		return s.printJSON(result)
	}
	s.reportSensitivity(m, result)
	return nil
}

// reportSensitivity prints a tornado for people.
func (s *session) reportSensitivity(m *journey.Map, r *simulate.Sensitivity) {
	index := journey.NewIndex(m)
	fmt.Fprintln(s.Out, s.text.T("sensitivity.title", journey.Args{"Map": r.Map, "Goal": nameOf(index, r.Goal)}))
	s.reportChoice(m, r.Spec)
	base := s.perPerson(r, r.Base, 3)
	if r.BaseInterval != nil {
		base = s.text.T("sensitivity.with_interval", journey.Args{"Value": base, "Low": s.perPerson(r, r.BaseInterval.Low, 3), "High": s.perPerson(r, r.BaseInterval.High, 3)})
	}
	what := "sensitivity.share"
	if r.EveryTime {
		what = "sensitivity.times"
	}
	fmt.Fprintln(s.Out, "  "+s.text.T(what, journey.Args{"Value": base}))
	for _, line := range s.how(r) {
		fmt.Fprintln(s.Out, "  "+line)
	}
	t := table{head: append(s.words("sensitivity.assumption", "sensitivity.evidence", "sensitivity.value", "sensitivity.range", "sensitivity.at_low",
		"sensitivity.at_high", "sensitivity.swing", "compare.interval"), ""), words: []int{1}}
	assumed, carries, chance, widest := false, false, false, 0.0
	for _, row := range r.Rows {
		widest = max(widest, math.Abs(row.Swing))
	}
	for _, row := range r.Rows {
		limits := s.text.Number(row.Low) + " … " + s.text.Number(row.High)
		if row.Assumed {
			limits += " *"
			assumed = true
		}
		evidence := s.text.T("step.word.Evidence."+string(evidenceOf(row.Fact)), nil)
		if row.Carries {
			evidence += " !"
			carries = true
		}
		digits := s.swingDigits(r, &row)
		interval := "–"
		if row.Interval != nil {
			interval = s.swingNumber(r, row.Interval.Low, digits) + " … " + s.swingNumber(r, row.Interval.High, digits)
		}
		if row.MayBeChance {
			interval += " ?"
			chance = true
		}
		plus := ""
		if row.Swing > 0 {
			plus = "+"
		}
		t.add(s.assumptionName(index, &row.ListedAssumption), evidence, s.text.Number(row.Fact.Value), limits,
			s.perPerson(r, row.AtLow, digits), s.perPerson(r, row.AtHigh, digits), plus+s.swingNumber(r, row.Swing, digits), interval, bar(row.Swing, widest))
	}
	fmt.Fprintln(s.Out)
	t.print(s.Out, s.Columns)
	fmt.Fprintln(s.Out)
	if assumed {
		fmt.Fprintln(s.Out, "  * "+s.text.T("sensitivity.assumed", nil))
	}
	if carries {
		fmt.Fprintln(s.Out, "  ! "+s.text.T("sensitivity.carries", nil))
	}
	if chance {
		id := "sensitivity.may_be_chance"
		if r.Method == simulate.MethodPopulations {
			id = "sensitivity.may_be_chance_populations"
		}
		fmt.Fprintln(s.Out, "  ? "+s.text.T(id, nil))
	}
	fmt.Fprintln(s.Out, "  "+s.text.T("sensitivity.counts", journey.Args{
		"Count": r.Tried, "Shown": s.text.Int(int64(len(r.Rows))), "Weaker": s.text.Int(int64(r.Weaker)), "Idle": s.text.Int(int64(r.Idle)), "Fixed": s.text.Int(int64(r.Fixed)),
	}))
	for _, refused := range r.Refused {
		fmt.Fprintln(s.Out, "  "+s.text.T("sensitivity.refused", journey.Args{
			"Name": s.placeName(index, refused.AssumptionPlace), "Problem": s.text.Problem(refused.Problem),
		}))
	}
}

// how tells how the swings were found.
func (s *session) how(r *simulate.Sensitivity) (lines []string) {
	screened := "sensitivity.screened"
	switch r.Method {
	case simulate.MethodExact:
		return []string{s.text.T("sensitivity.exact", nil)}
	case simulate.MethodPopulations:
		lines = append(lines, s.text.T("sensitivity.populations", journey.Args{"Count": r.Replications, "People": s.text.Int(int64(r.People))}))
		screened = "sensitivity.screened_populations"
	default:
		lines = append(lines, s.text.T("sensitivity.paired", journey.Args{"Count": r.People}))
	}
	if r.Screened > 0 {
		lines = append(lines, s.text.T(screened, journey.Args{"Count": r.Screened}))
	}
	return lines
}

func evidenceOf(a journey.Assumption) journey.Evidence {
	if a.Evidence == "" {
		return journey.EvidenceGuess
	}
	return a.Evidence
}

// perPerson writes a goal: a share as a percentage, a mean as a number.
func (s *session) perPerson(r *simulate.Sensitivity, value float64, digits int) string {
	if r.EveryTime {
		return s.text.Fixed(value, digits)
	}
	return s.text.T("sensitivity.percent", journey.Args{"N": s.text.Fixed(value*100, digits)})
}

// swingNumber writes a difference of a goal: percentage points, or the number itself.
func (s *session) swingNumber(r *simulate.Sensitivity, value float64, digits int) string {
	if r.EveryTime {
		return s.text.Fixed(value, digits)
	}
	return s.text.Fixed(value*100, digits)
}

// swingDigits is how many digits behind the point a row bears: two of its interval, or of an exact swing three.
func (s *session) swingDigits(r *simulate.Sensitivity, row *simulate.SensitivityRow) int {
	half := math.Abs(row.Swing) / 10
	if row.Interval != nil {
		half = (row.Interval.High - row.Interval.Low) / 2
	}
	if !r.EveryTime {
		half *= 100
	}
	return text.Digits(half)
}

// bar draws a swing as a part of the widest one.
func bar(swing, widest float64) string {
	const most = 12
	n := int(math.Round(math.Abs(swing) / math.Abs(widest) * most))
	blocks := ""
	for range max(1, n) {
		blocks += "█"
	}
	for range most - max(1, n) {
		blocks += " "
	}
	return blocks
}
