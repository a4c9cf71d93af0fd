package cli

import (
	"math"

	"rehearse/journey"
	"rehearse/simulate"
)

// reportAgents prints the steps where people share agents.
func (s *session) reportAgents(m *journey.Map, r *simulate.Result) {
	if len(r.Support) == 0 {
		return
	}
	t := table{head: s.words("cli.report.agents.support_step", "cli.report.agents.cases", "cli.report.agents.answered", "cli.report.agents.gave_up",
		"cli.report.agents.closed", "cli.report.agents.within", "cli.report.agents.waited", "cli.report.agents.wait90", "cli.report.agents.busy")}
	for i := range r.Support {
		row := &r.Support[i]
		name := string(row.Step)
		if step := m.Step(row.Step); step != nil {
			name = s.stepName(m, step)
		}
		within := "–"
		if row.Within.Den > 0 {
			within = s.text.Percent(row.Within.Share)
		}
		t.add(name, s.text.Int(row.Cases), s.text.Int(row.Answered), s.counted(row.GaveUp, row.Abandoned), s.text.Int(row.Closed), within,
			s.text.Duration(journey.Duration(math.Round(row.Wait.Mean))), s.text.Duration(journey.Duration(row.Wait.Q90)), s.text.Percent(row.Utilisation))
	}
	s.section("cli.report.agents.support")
	t.print(s.Out, s.Columns)
}
