package cli

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"rehearse/journey"
	"rehearse/simulate"
)

// Goals, money and touches, each number with how sure it is.

func (s *session) reportGoals(m *journey.Map, r *simulate.Result) {
	if len(r.Goals) == 0 {
		return
	}
	s.section("cli.report.goals")
	t := table{head: s.sureHead(r, "cli.report.goal", "cli.report.people", "cli.report.count", "cli.report.rate", "cli.report.luck", "cli.report.median", "cli.report.within90")}
	for _, g := range r.Goals {
		t.add(s.sure(r, stepRef(g.Step), "rate", s.text.Percent, 5, s.goalName(m, g.Step), s.text.Int(g.People), s.text.Int(g.Count),
			s.text.Percent(g.Rate.Share), s.shareInterval(g.Rate),
			s.text.Duration(journey.Duration(g.Time.Median)), s.text.Duration(journey.Duration(g.Time.Q90)))...)
	}
	t.print(s.Out, s.Columns)
}

// reportMoney prints what the map earns and costs, when it does.
func (s *session) reportMoney(m *journey.Map, r *simulate.Result) {
	money := r.Money
	if money.Value == 0 && money.Net == 0 {
		return
	}
	s.section("cli.report.money")
	t := table{head: s.sureHead(r, "cli.report.amount", "cli.report.number", "cli.report.luck")}
	amount := func(x float64) string { return s.text.Money(journey.Money(x), r.Currency) }
	add := func(name string, of journey.Ref, number string, write func(float64) string, value float64, interval string) {
		t.add(s.sure(r, of, number, write, 3, name, write(value), interval)...)
	}
	for _, g := range r.Goals {
		if len(r.Goals) > 1 && g.Value != 0 {
			add(s.text.T("cli.report.earned_by", journey.Args{"Goal": s.goalName(m, g.Step)}), stepRef(g.Step), "value", amount, float64(g.Value), s.moneyInterval(g.ValueInterval, r.Currency))
		}
	}
	add(s.text.T("cli.report.earned", nil), wholeMap, "value", amount, float64(money.Value), s.moneyInterval(money.ValueInterval, r.Currency))
	add(s.text.T("cli.report.cost", nil), wholeMap, "cost", amount, float64(money.Value-money.Net), s.moneyInterval(money.CostInterval, r.Currency))
	add(s.text.T("cli.report.net", nil), wholeMap, "net", amount, float64(money.Net), s.moneyInterval(money.NetInterval, r.Currency))
	if money.Value != money.Net {
		add(s.text.T("cli.report.return", nil), wholeMap, "return", s.text.Percent, money.Return, s.interval(money.ReturnInterval, s.text.Percent))
	}
	if money.PerGoal != 0 {
		add(s.text.T("cli.report.per_goal", nil), wholeMap, "per_goal", amount, float64(money.PerGoal), s.moneyInterval(money.PerGoalInterval, r.Currency))
	}
	t.print(s.Out, s.Columns)
}

func (s *session) reportTouches(m *journey.Map, r *simulate.Result) {
	if len(r.Messages) == 0 {
		return
	}
	s.section("cli.report.touches")
	t := table{head: s.sureHead(r, "cli.report.period", "cli.report.mean", "cli.report.luck", "cli.report.q95", "cli.report.q99", "cli.report.worst")}
	for _, row := range []struct {
		id, number string
		d          simulate.Distribution
	}{
		{"cli.report.whole_run", "per_person", r.Touches.PerPerson}, {"cli.report.worst_day", "worst_day", r.Touches.WorstDay},
		{"cli.report.worst_week", "worst_7_days", r.Touches.Worst7Days}, {"cli.report.wanted_week", "wanted_7_days", r.Touches.Wanted7Days},
	} {
		t.add(s.sure(r, wholeMap, row.number, s.text.Number, 3, s.text.T(row.id, nil), s.text.Number(row.d.Mean), s.interval(row.d.MeanInterval, s.text.Number),
			s.text.Int(row.d.Q95), s.text.Int(row.d.Q99), s.text.Int(row.d.Worst))...)
	}
	s.touchesAfter(r, &t, s.text.T("cli.report.after_arrival", journey.Args{"Count": r.Touches.WithinDays}), r.Touches.AfterArrival)
	for _, after := range r.Touches.AfterStart {
		s.touchesAfter(r, &t, s.text.T("cli.report.after_start", journey.Args{"Count": r.Touches.WithinDays, "Scenario": s.scenarioName(m, after.Scenario)}), after.Distribution)
	}
	if r.Touches.Bursts.Worst > 0 {
		s.touchesAfter(r, &t, s.text.T("cli.report.burst", nil), r.Touches.Bursts)
	}
	t.print(s.Out, s.Columns)
	s.reportBursts(r)
	s.reportCauses(m, r)
	s.reportTogether(m, r)
}

// mostTogether is how many pairs of scenarios are printed; --csv together has all.
const mostTogether = 10

// reportTogether prints which scenarios, together or alone, fill people's days and weeks too much or say the same, worst
// first.
func (s *session) reportTogether(m *journey.Map, r *simulate.Result) {
	list := slices.Clone(r.Touches.Together)
	slices.SortStableFunc(list, func(a, b simulate.Together) int {
		return cmp.Compare(max(b.Days, b.Weeks, b.Repeats), max(a.Days, a.Weeks, a.Repeats))
	})
	t := table{head: s.words("cli.report.together", "cli.report.full_days", "cli.report.full_weeks", "cli.report.repeats")}
	for _, n := range list[:min(len(list), mostTogether)] {
		name := s.text.T("cli.report.and", journey.Args{"A": s.scenarioName(m, n.A), "B": s.scenarioName(m, n.B)})
		if n.A == n.B {
			name = s.text.T("cli.report.alone", journey.Args{"Name": s.scenarioName(m, n.A)})
		}
		t.add(name, s.text.Int(n.Days), s.text.Int(n.Weeks), s.text.Int(n.Repeats))
	}
	if len(list) > 0 {
		fmt.Fprintln(s.Out)
		t.print(s.Out, s.Columns)
	}
}

// reportBursts says how many people got two messages or more at one end of quiet hours.
func (s *session) reportBursts(r *simulate.Result) {
	var list []string
	for k, people := range r.Touches.Bursts.Counts {
		if k > 1 && people > 0 {
			list = append(list, s.text.T("cli.report.burst_one", journey.Args{"Messages": k, "People": s.text.Int(people)}))
		}
	}
	if len(list) > 0 {
		fmt.Fprintln(s.Out, "  "+s.text.T("cli.report.bursts", journey.Args{"List": strings.Join(list, ", ")}))
	}
}

// touchesAfter adds the row of touches after a start, when somebody's days ended within the horizon.
func (s *session) touchesAfter(r *simulate.Result, t *table, name string, d simulate.Distribution) {
	if d.People > 0 {
		t.add(s.sure(r, wholeMap, "", s.text.Number, 3, name, s.text.Number(d.Mean), unknown, s.text.Int(d.Q95), s.text.Int(d.Q99), s.text.Int(d.Worst))...)
	}
}

// reportCauses prints whose touches fill people's fullest seven days, when more than one sends.
func (s *session) reportCauses(m *journey.Map, r *simulate.Result) {
	t := table{head: s.words("cli.report.fills_week", "cli.report.fills_share", "cli.report.fills_top")}
	sending := 0
	for _, cause := range r.Touches.WeekBy {
		if cause.Touches > 0 {
			sending++
			t.add(s.scenarioName(m, cause.Scenario), s.text.Percent(cause.Share), s.text.Percent(cause.TopShare))
		}
	}
	if sending > 1 {
		fmt.Fprintln(s.Out)
		t.print(s.Out, s.Columns)
	}
}

// scenarioName is what people call a scenario; "" is what belongs to none.
func (s *session) scenarioName(m *journey.Map, id journey.ID) string {
	if id == "" {
		return s.text.T("cli.report.no_scenario", nil)
	}
	if scenario := m.Scenario(id); scenario != nil && scenario.Name != "" {
		return scenario.Name
	}
	return string(id)
}

// reportSure says where the intervals come from, or why there are none.
func (s *session) reportSure(m *journey.Map, r *simulate.Result) {
	s.section("cli.report.sure")
	sampling := r.Intervals
	switch {
	case sampling.None != "":
		fmt.Fprintln(s.Out, "  "+s.text.T("cli.report.sure."+sampling.None, journey.Args{"Replications": sampling.Replications, "Batches": sampling.Batches}))
	case sampling.Replications > 0:
		fmt.Fprintln(s.Out, "  "+s.text.T("cli.report.sure.replications", journey.Args{"Replications": sampling.Replications}))
	default:
		fmt.Fprintln(s.Out, "  "+s.text.T("cli.report.sure.people", journey.Args{"People": s.text.Int(r.Counted), "Batches": sampling.Batches}))
	}
	if u := r.Until; u != nil {
		id := "cli.report.sure.until_missed"
		if u.Reached {
			id = "cli.report.sure.until_reached"
		}
		fmt.Fprintln(s.Out, "  "+s.text.T(id, journey.Args{
			"Goal": s.goalName(m, u.Goal), "Half": s.inPoints(u.Half), "Wanted": s.inPoints(u.Wanted), "People": s.text.Int(r.People),
		}))
	}
	s.reportBands(m, r)
}

// reportBands says where the column of the rates comes from, and what it does not know of.
func (s *session) reportBands(m *journey.Map, r *simulate.Result) {
	b := r.Bands
	if b == nil {
		ranged := 0
		for _, a := range journey.ListAssumptions(m) {
			if a.Fact.Low != nil {
				ranged++
			}
		}
		if ranged > 0 {
			fmt.Fprintln(s.Out, "  "+s.text.T("cli.report.sure.hint", journey.Args{"Count": ranged}))
		}
		return
	}
	if b.Ranged == 0 {
		fmt.Fprintln(s.Out, "  "+s.text.T("cli.report.sure.no_ranges", nil))
		return
	}
	fmt.Fprintln(s.Out, "  "+s.text.T("cli.report.sure.bands", journey.Args{"Count": b.Ranged, "Draws": b.Draws}))
	if b.Unranged > 0 {
		fmt.Fprintln(s.Out, "  "+s.text.T("cli.report.sure.guesses", journey.Args{"Count": b.Unranged, "Guesses": b.Guesses}))
	}
}

var wholeMap = journey.Ref{Kind: journey.KindSettings, ID: journey.SettingsID}

func stepRef(id journey.ID) journey.Ref { return journey.Ref{Kind: journey.KindStep, ID: id} }

// intervalColumn is the heading of the column behind which the band of the assumptions stands.
const intervalColumn = "cli.report.luck"

// sureHead is the head of a table with intervals: the band has the column behind the interval, when there are bands.
func (s *session) sureHead(r *simulate.Result, ids ...string) []string {
	if banded(r) {
		ids = slices.Insert(slices.Clone(ids), slices.Index(ids, intervalColumn)+1, "cli.report.band")
	}
	return s.words(ids...)
}

func banded(r *simulate.Result) bool { return r.Bands != nil && r.Bands.Ranged > 0 }

// sure is a row of such a table; its band becomes the cell numbered at.
func (s *session) sure(r *simulate.Result, of journey.Ref, number string, write func(float64) string, at int, cells ...string) []string {
	if !banded(r) {
		return cells
	}
	text := unknown
	if b, ok := r.Bands.Of(of, "", number); ok {
		text = write(b.Low) + " – " + write(b.High)
	}
	return slices.Insert(cells, at, text)
}

func (s *session) goalName(m *journey.Map, id journey.ID) string {
	if step := m.Step(id); step != nil {
		return s.stepName(m, step)
	}
	return string(id)
}

// inPoints writes a difference of shares in percentage points.
func (s *session) inPoints(share float64) string {
	return s.text.T("compare.points", journey.Args{"N": s.text.Number(math.Round(share*1e6) / 1e4)})
}

// unknown stands where there is no interval.
const unknown = "–"

func (s *session) shareInterval(share simulate.Share) string {
	if share.Unsure() {
		return unknown
	}
	return s.text.Percent(share.Low) + " – " + s.text.Percent(share.High)
}

func (s *session) moneyInterval(i *simulate.MoneyInterval, currency string) string {
	if i == nil {
		return unknown
	}
	return s.text.Money(i.Low, currency) + " – " + s.text.Money(i.High, currency)
}

func (s *session) interval(i *simulate.Interval, write func(float64) string) string {
	if i == nil {
		return unknown
	}
	return write(i.Low) + " – " + write(i.High)
}
