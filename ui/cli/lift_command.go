package cli

import (
	"fmt"
	"strings"

	"rehearse/journey"
	"rehearse/simulate"
)

type liftCommand struct {
	File string `arg:"" name:"file"`
	// Of are scenarios or messages, by name or ID; none for every scenario.
	Of []string `name:"of" sep:"none" placeholder:"NAME"`
	runFlags
	Batches int  `name:"batches" default:"0"`
	JSON    bool `name:"json"`
}

// Run measures what scenarios bring: the same people with them and without them.
func (c *liftCommand) Run(s *session) error {
	m, err := readMap(c.File)
	if err != nil {
		return err
	}
	spec, err := c.runFlags.spec(m)
	if err != nil {
		return err
	}
	spec.Batches = c.Batches
	var of []journey.ID
	for _, name := range c.Of {
		id, found := mutable(m, name)
		if !found {
			return useError("cli.unknown_mute", journey.Args{"Name": name})
		}
		of = append(of, id)
	}
	progress, done := s.progress(c.People)
	lift, err := simulate.MeasureLift(s.ctx, m, spec, of, progress)
	done()
	if err != nil {
		return runError(err)
	}
	if c.JSON {
		return s.printJSON(lift)
	}
	s.reportLift(m, lift)
	return nil
}

// reportLift prints a lift for people, a goal of a scenario a line.
func (s *session) reportLift(m *journey.Map, l *simulate.Lift) {
	fmt.Fprintln(s.Out, s.text.T("compare.lift.title", journey.Args{"Map": l.Map, "Count": l.People, "Seed": fmt.Sprint(l.Spec.Seed)}))
	s.reportChoice(m, l.Spec)
	index := journey.NewIndex(m)
	t := table{head: s.words("compare.lift.of", "cli.report.goal", "compare.lift.without", "compare.lift.with", "compare.lift.incremental", "compare.interval",
		"compare.lift.attributed", "cli.report.value", "compare.lift.cost", "compare.lift.cost_per"), words: []int{1}}
	for _, row := range l.Rows {
		name := s.text.T("compare.lift.together", nil)
		if len(row.Of) == 1 {
			name = nameOf(index, row.Of[0])
		}
		for _, g := range row.Goals {
			per := "–"
			if g.CostPer != nil {
				per = s.text.Money(*g.CostPer, l.Currency)
			}
			t.add(name, nameOf(index, g.Step), s.text.Int(g.Without), s.text.Int(g.With), s.text.Signed(g.Incremental), s.span(g.Interval),
				s.text.Int(g.Attributed), s.text.Money(g.Value.Difference, l.Currency), s.text.Money(row.Cost, l.Currency), per)
		}
	}
	fmt.Fprintln(s.Out)
	t.print(s.Out, s.Columns)
	fmt.Fprintln(s.Out, "\n  "+strings.Join([]string{
		s.text.T("compare.lift.about", nil), s.text.T("compare.lift.attribution."+string(l.Attribution), nil),
	}, "\n  "))
	for _, g := range l.Rows[0].Goals {
		if g.TimesPeople > 0 {
			fmt.Fprintln(s.Out, "  "+s.text.T("compare.saving", s.savingArgs(nameOf(index, g.Step), l.People, g.TimesPeople)))
			break
		}
	}
}
