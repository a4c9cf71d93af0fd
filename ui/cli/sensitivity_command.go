package cli

import (
	"fmt"
	"math"
	"strings"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/ui/overlay"
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
	of := overlay.TornadoOf(s.text, m, r, true)
	fmt.Fprintln(s.Out, of.Title)
	s.reportChoice(m, r.Spec)
	for _, line := range append([]string{of.Now}, of.How...) {
		fmt.Fprintln(s.Out, "  "+line)
	}
	t := table{head: append(of.Head, ""), words: []int{1}}
	for _, row := range of.Rows {
		t.add(row.Name, row.Evidence, row.Value, row.Range, row.AtLow, row.AtHigh, row.Swing, row.Interval, bar(row.Width))
	}
	fmt.Fprintln(s.Out)
	t.print(s.Out, s.Columns)
	fmt.Fprintln(s.Out)
	for _, note := range of.Notes {
		fmt.Fprintln(s.Out, "  "+note)
	}
}

// bar draws a swing as a part of the widest one.
func bar(part float64) string {
	const most = 12
	n := max(1, int(math.Round(part*most)))
	return strings.Repeat("█", n) + strings.Repeat(" ", most-n)
}
