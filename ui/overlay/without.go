package overlay

import (
	"slices"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/ui/text"
)

// Comparison is what a scenario or a message brings, as ready words: a table of what differs, in sections.
type Comparison struct {
	About string
	// Head names the columns: what, without, with, difference, interval.
	Head     []string
	Sections []Section
}

// Section is a part of a table with a title of its own.
type Section struct {
	Title string
	Rows  [][]string
}

// Without shows a comparison of the run without something (A) with the run with it (B): only what differs. rules names the
// preset under whose sending rules both ran; "" for the map's own.
func Without(p *text.Printer, m *journey.Map, c *simulate.Comparison, of journey.ID, rules string) Comparison {
	w := &without{p: p, index: journey.NewIndex(m), c: c}
	about := p.T("compare.window.about", journey.Args{"People": c.Pairs.People, "Count": c.Pairs.Changed})
	switch {
	case c.Same():
		about = p.T("compare.same", journey.Args{"Count": c.Pairs.People})
	case c.Replications > 0:
		about = p.T("compare.window.replicated", journey.Args{"Count": c.Replications})
	}
	if rules != "" {
		about = p.T("window.under_rules", journey.Args{"Vendor": rules}) + " " + about
	}
	table := Comparison{About: about}
	for _, id := range []string{"compare.sum", "compare.window.without", "compare.window.with", "compare.window.difference", "compare.interval"} {
		table.Head = append(table.Head, p.T(id, nil))
	}
	goals := w.goals()
	if credited := w.credited(m, of); len(goals) > 0 && credited > 0 {
		goals = append(goals, []string{p.T("compare.window.attributed", nil), "", p.Int(credited), "", ""})
	}
	for _, s := range []Section{
		{p.T("cli.report.goals", nil), goals},
		{p.T("compare.steps", nil), w.steps()},
		{p.T("cli.report.messages", nil), w.messages()},
		{p.T("compare.sums", nil), w.sums()},
	} {
		if len(s.Rows) > 0 {
			table.Sections = append(table.Sections, s)
		}
	}
	return table
}

type without struct {
	p     *text.Printer
	index *journey.Index
	c     *simulate.Comparison
}

func (w *without) name(id journey.ID) string {
	if r := w.index.Get(id); r != nil {
		if name := journey.NameOf(r); name != "" {
			return name
		}
	}
	return string(id)
}

func (w *without) people(name string, d simulate.PeopleDifference) []string {
	difference, interval := w.p.Points(d.Difference, d.Low, d.High)
	return []string{name, w.p.Int(d.A), w.p.Int(d.B), difference, interval}
}

func (w *without) goals() (rows [][]string) {
	for _, g := range w.c.Goals {
		if g.People.A != g.People.B || g.People.Gained > 0 {
			rows = append(rows, w.people(w.name(g.Step), g.People))
		}
	}
	return rows
}

func (w *without) steps() (rows [][]string) {
	for _, s := range w.c.Steps {
		isGoal := slices.ContainsFunc(w.c.Goals, func(g simulate.GoalDifference) bool { return g.Step == s.Step }) // they stand above
		if !isGoal && (s.People.A != s.People.B || s.People.Gained > 0) {
			rows = append(rows, w.people(w.name(s.Step), s.People))
		}
	}
	return rows
}

func (w *without) sum(name string, d simulate.SumDifference) []string {
	interval := "–"
	if d.Interval != nil {
		interval = w.p.Span(d.Interval.Low, d.Interval.High)
	}
	return []string{name, w.p.Int(d.A), w.p.Int(d.B), w.p.Signed(d.Difference), interval}
}

func (w *without) money(name string, d simulate.MoneyDifference) []string {
	interval := "–"
	if d.Interval != nil {
		interval = w.p.Money(d.Interval.Low, w.c.Currency) + " … " + w.p.Money(d.Interval.High, w.c.Currency)
	}
	return []string{name, w.p.Money(d.A, w.c.Currency), w.p.Money(d.B, w.c.Currency), w.p.SignedMoney(d.Difference, w.c.Currency), interval}
}

// messages are the sends that differ.
func (w *without) messages() (rows [][]string) {
	for _, m := range w.c.Messages {
		if m.Sent.Difference != 0 {
			rows = append(rows, w.sum(w.name(m.Step)+" · "+w.name(m.Channel)+" · "+w.p.T("cli.report.sent", nil), m.Sent))
		}
	}
	return rows
}

func (w *without) sums() (rows [][]string) {
	if w.c.Touches.Difference != 0 {
		rows = append(rows, w.sum(w.p.T("compare.touches", nil), w.c.Touches))
	}
	for _, g := range w.c.Goals {
		if g.Value.Difference != 0 {
			rows = append(rows, w.money(w.p.T("compare.value", journey.Args{"Goal": w.name(g.Step)}), g.Value))
		}
	}
	if w.c.Net.A != w.c.Net.B {
		rows = append(rows, w.money(w.p.T("compare.net", nil), w.c.Net))
	}
	return rows
}

// credited are the conversions credited to a scenario's messages, or to one message, in the run with them.
func (w *without) credited(m *journey.Map, of journey.ID) (n int64) {
	for _, g := range w.c.B.Result.Goals {
		for _, credit := range g.Attributed {
			if step := m.Step(credit.Message); credit.Message == of || step != nil && step.Scenario == of {
				n += credit.Count
			}
		}
	}
	return n
}
