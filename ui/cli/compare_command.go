package cli

import (
	"errors"
	"fmt"
	"math"

	"rehearse/journey"
	"rehearse/simulate"
)

type compareCommand struct {
	A string `arg:"" name:"a"`
	B string `arg:"" name:"b" optional:""`
	runFlags
	// What only the second run does.
	BMute   []string `name:"b-mute" sep:"none" placeholder:"NAME"`
	BPhase  []int    `name:"b-phase"`
	BStatus []string `name:"b-status" placeholder:"draft|agreed|live"`
	BPolicy string   `name:"b-policy" placeholder:"NAME"`
	Batches int      `name:"batches" default:"0"`
	All     bool     `name:"all"`
	JSON    bool     `name:"json"`
}

// Run lets the same people live in two maps, or in one map run in two ways, and prints what differs.
func (c *compareCommand) Run(s *session) error {
	if c.B == "" && len(c.BMute)+len(c.BPhase)+len(c.BStatus) == 0 && c.BPolicy == "" {
		return useError("compare.with_what", nil)
	}
	a, err := readMap(c.A)
	if err != nil {
		return err
	}
	b := a
	if c.B != "" {
		if b, err = readMap(c.B); err != nil {
			return err
		}
	}
	specA, err := c.runFlags.spec(a)
	if err != nil {
		return err
	}
	other := c.runFlags
	other.Mute = append(append([]string(nil), c.Mute...), c.BMute...)
	if len(c.BPhase) > 0 {
		other.Phase = c.BPhase
	}
	if len(c.BStatus) > 0 {
		other.Status = c.BStatus
	}
	if c.BPolicy != "" {
		other.Policy = c.BPolicy
	}
	specB, err := other.spec(b)
	if err != nil {
		return err
	}
	specA.Batches, specB.Batches = c.Batches, c.Batches
	progress, done := s.progress(c.People)
	comparison, err := simulate.Compare(s.ctx, a, b, specA, specB, progress)
	done()
	if err != nil {
		return c.blame(s, err)
	}
	if c.JSON {
		return s.printJSON(comparison)
	}
	s.reportComparison(a, b, comparison, c.All)
	return nil
}

// blame names the file whose run is at fault, where there are two.
func (c *compareCommand) blame(s *session, err error) error {
	var side simulate.SideError
	if !errors.As(err, &side) {
		return runError(err)
	}
	file := c.A
	if side.Side == simulate.InBOnly && c.B != "" {
		file = c.B
	}
	return exit{ExitFinding, journey.Problem{Code: "compare.side", Args: journey.Args{"File": file, "Problem": s.text.Error(side.Err)}}}
}

// comparisonReport prints a comparison for people.
type comparisonReport struct {
	*session
	c *simulate.Comparison
	// index finds names in A, then in B.
	index [2]*journey.Index
	all   bool
}

func (s *session) reportComparison(a, b *journey.Map, c *simulate.Comparison, all bool) {
	r := &comparisonReport{session: s, c: c, index: [2]*journey.Index{journey.NewIndex(a), journey.NewIndex(b)}, all: all}
	for i, side := range []simulate.Compared{c.A, c.B} {
		fmt.Fprintln(s.Out, []string{"A", "B"}[i]+": "+s.text.T("cli.report.title", journey.Args{
			"Map": side.Map, "Count": side.Result.People, "Seed": fmt.Sprint(side.Spec.Seed), "Days": side.Result.HorizonDays,
		}))
		s.reportChoice([]*journey.Map{a, b}[i], side.Spec)
	}
	r.pairs()
	if c.Same() && !all {
		return
	}
	r.goals()
	r.steps()
	r.messages()
	r.sums()
	r.saving()
}

func (r *comparisonReport) name(id journey.ID) string {
	for _, index := range r.index {
		if record := index.Get(id); record != nil {
			return recordName(record)
		}
	}
	return string(id)
}

// named is the name of a record with a word about the map it is missing in.
func (r *comparisonReport) named(id journey.ID, in simulate.Presence) string {
	switch in {
	case simulate.InAOnly:
		return r.text.T("compare.removed", journey.Args{"Name": r.name(id)})
	case simulate.InBOnly:
		return r.text.T("compare.added", journey.Args{"Name": r.name(id)})
	default:
		return r.name(id)
	}
}

func (r *comparisonReport) pairs() {
	p := r.c.Pairs
	fmt.Fprintln(r.Out)
	if r.c.Same() {
		fmt.Fprintln(r.Out, "  "+r.text.T("compare.same", journey.Args{"Count": p.People}))
		return
	}
	if r.c.Replications > 0 {
		fmt.Fprintln(r.Out, "  "+r.text.T("compare.replicated", journey.Args{"Count": r.c.Replications, "People": r.text.Int(p.People / int64(r.c.Replications))}))
		return
	}
	fmt.Fprintln(r.Out, "  "+r.text.T("compare.changed", journey.Args{"Count": p.Changed, "People": r.text.Int(p.People)}))
	for _, only := range []struct {
		side string
		n    int64
	}{{"A", p.OnlyA}, {"B", p.OnlyB}} {
		if only.n > 0 {
			fmt.Fprintln(r.Out, "  "+r.text.T("compare.only", journey.Args{"Count": only.n, "Side": only.side}))
		}
	}
}

// people prints a table of people who did something.
func (r *comparisonReport) people(section, head string, rows func(add func(name string, p simulate.PeopleDifference, in simulate.Presence))) {
	t := table{head: r.words(head, "compare.a", "compare.b", "compare.gained", "compare.lost", "compare.difference", "compare.interval")}
	rows(func(name string, p simulate.PeopleDifference, in simulate.Presence) {
		if !r.all && in == simulate.InBoth && p.Gained+p.Lost+p.OnlyA+p.OnlyB == 0 && p.A == p.B {
			return
		}
		difference, interval := r.text.Points(p.Difference, p.Low, p.High)
		gained, lost := r.text.Int(p.Gained), r.text.Int(p.Lost)
		if r.c.Replications > 0 {
			gained, lost = "–", "–"
		}
		t.add(name, r.text.Int(p.A), r.text.Int(p.B), gained, lost, difference, interval)
	})
	if len(t.rows) > 0 {
		r.section(section)
		t.print(r.Out, r.Columns)
	}
}

func (r *comparisonReport) goals() {
	r.people("cli.report.goals", "cli.report.goal", func(add func(string, simulate.PeopleDifference, simulate.Presence)) {
		for _, g := range r.c.Goals {
			add(r.named(g.Step, g.In), g.People, g.In)
		}
	})
}

func (r *comparisonReport) steps() {
	r.people("compare.steps", "cli.report.step", func(add func(string, simulate.PeopleDifference, simulate.Presence)) {
		for _, s := range r.c.Steps {
			add(r.named(s.Step, s.In), s.People, s.In)
		}
	})
	r.people("compare.scenarios", "compare.scenario", func(add func(string, simulate.PeopleDifference, simulate.Presence)) {
		for _, s := range r.c.Scenarios {
			add(r.named(s.Scenario, s.In), s.People, s.In)
		}
	})
}

// messages prints how many of each message were sent, opened and clicked.
func (r *comparisonReport) messages() {
	t := table{head: r.words("cli.report.message", "compare.a", "compare.b", "compare.difference", "compare.interval")}
	for _, m := range r.c.Messages {
		name := r.named(m.Step, m.In) + " · " + r.name(m.Channel)
		for _, row := range []struct {
			what string
			n    simulate.SumDifference
		}{{"cli.report.sent", m.Sent}, {"cli.report.opened", m.Opened}, {"cli.report.clicked", m.Clicked}} {
			r.sum(&t, name+" · "+r.text.T(row.what, nil), row.n)
		}
	}
	if len(t.rows) > 0 {
		r.section("cli.report.messages")
		t.print(r.Out, r.Columns)
	}
}

func (r *comparisonReport) sum(t *table, name string, n simulate.SumDifference) {
	if r.all || n.Difference != 0 || n.OnlyA != 0 || n.OnlyB != 0 {
		t.add(name, r.text.Int(n.A), r.text.Int(n.B), r.text.Signed(n.Difference), r.span(n.Interval))
	}
}

// sums prints what is counted or added up over everybody: touches, conversions, money.
func (r *comparisonReport) sums() {
	t := table{head: r.words("compare.sum", "compare.a", "compare.b", "compare.difference", "compare.interval")}
	money := func(name string, n simulate.MoneyDifference) {
		if r.all || n.A != n.B || n.Difference != 0 {
			t.add(name, r.text.Money(n.A, r.c.Currency), r.text.Money(n.B, r.c.Currency), r.text.SignedMoney(n.Difference, r.c.Currency), r.moneySpan(n.Interval))
		}
	}
	r.sum(&t, r.text.T("compare.touches", nil), r.c.Touches)
	for _, g := range r.c.Goals {
		r.sum(&t, r.text.T("compare.count", journey.Args{"Goal": r.name(g.Step)}), g.Count)
		money(r.text.T("compare.value", journey.Args{"Goal": r.name(g.Step)}), g.Value)
	}
	money(r.text.T("compare.net", nil), r.c.Net)
	if len(t.rows) > 0 {
		r.section("compare.sums")
		t.print(r.Out, r.Columns)
	}
}

// saving says how many people separate runs would have needed for the first goal that differs, else the first step.
func (r *comparisonReport) saving() {
	of, times := journey.ID(""), 0.0
	for _, g := range r.c.Goals {
		if times == 0 && g.People.TimesPeople > 0 {
			of, times = g.Step, g.People.TimesPeople
		}
	}
	for _, s := range r.c.Steps {
		if times == 0 && s.People.TimesPeople > 0 {
			of, times = s.Step, s.People.TimesPeople
		}
	}
	if times > 0 {
		fmt.Fprintln(r.Out, "\n  "+r.text.T("compare.saving", r.savingArgs(r.name(of), r.c.Pairs.People, times)))
	}
}

// savingArgs are the arguments of what separate runs would have needed, to two digits: it is an estimate.
func (s *session) savingArgs(name string, people int64, times float64) journey.Args {
	two := func(x float64) float64 {
		unit := math.Pow(10, math.Floor(math.Log10(x))-1)
		return math.Round(x/unit) * unit
	}
	return journey.Args{"Name": name, "People": s.text.Int(people), "Needed": s.text.Int(int64(two(float64(people) * times))), "Times": s.text.Number(two(times))}
}
