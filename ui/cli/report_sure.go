package cli

import (
	"fmt"

	"rehearse/journey"
	"rehearse/simulate"
)

// Goals, money and touches, each number with how sure it is.

func (s *session) reportGoals(m *journey.Map, r *simulate.Result) {
	if len(r.Goals) == 0 {
		return
	}
	s.section("cli.report.goals")
	t := table{head: s.words("cli.report.goal", "cli.report.people", "cli.report.count", "cli.report.rate", "cli.report.interval", "cli.report.median", "cli.report.within90")}
	for _, g := range r.Goals {
		t.add(s.goalName(m, g.Step), s.text.Int(g.People), s.text.Int(g.Count), s.text.Percent(g.Rate.Share), s.shareInterval(g.Rate),
			s.text.Duration(journey.Duration(g.Time.Median)), s.text.Duration(journey.Duration(g.Time.Q90)))
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
	t := table{head: s.words("cli.report.amount", "cli.report.number", "cli.report.interval")}
	for _, g := range r.Goals {
		if len(r.Goals) > 1 && g.Value != 0 {
			t.add(s.text.T("cli.report.earned_by", journey.Args{"Goal": s.goalName(m, g.Step)}), s.text.Money(g.Value, r.Currency), s.moneyInterval(g.ValueInterval, r.Currency))
		}
	}
	t.add(s.text.T("cli.report.earned", nil), s.text.Money(money.Value, r.Currency), s.moneyInterval(money.ValueInterval, r.Currency))
	t.add(s.text.T("cli.report.cost", nil), s.text.Money(money.Value-money.Net, r.Currency), s.moneyInterval(money.CostInterval, r.Currency))
	t.add(s.text.T("cli.report.net", nil), s.text.Money(money.Net, r.Currency), s.moneyInterval(money.NetInterval, r.Currency))
	if money.Value != money.Net {
		t.add(s.text.T("cli.report.return", nil), s.text.Percent(money.Return), s.interval(money.ReturnInterval, s.text.Percent))
	}
	if money.PerGoal != 0 {
		t.add(s.text.T("cli.report.per_goal", nil), s.text.Money(money.PerGoal, r.Currency), s.moneyInterval(money.PerGoalInterval, r.Currency))
	}
	t.print(s.Out, s.Columns)
}

func (s *session) reportTouches(m *journey.Map, r *simulate.Result) {
	if len(r.Messages) == 0 {
		return
	}
	s.section("cli.report.touches")
	t := table{head: s.words("cli.report.period", "cli.report.mean", "cli.report.interval", "cli.report.q95", "cli.report.q99", "cli.report.worst")}
	for _, row := range []struct {
		id string
		d  simulate.Distribution
	}{{"cli.report.whole_run", r.Touches.PerPerson}, {"cli.report.worst_day", r.Touches.WorstDay}, {"cli.report.worst_week", r.Touches.Worst7Days}, {"cli.report.wanted_week", r.Touches.Wanted7Days}} {
		t.add(s.text.T(row.id, nil), s.text.Number(row.d.Mean), s.interval(row.d.MeanInterval, s.text.Number),
			s.text.Int(row.d.Q95), s.text.Int(row.d.Q99), s.text.Int(row.d.Worst))
	}
	s.touchesAfter(&t, s.text.T("cli.report.after_arrival", journey.Args{"Count": r.Touches.WithinDays}), r.Touches.AfterArrival)
	for _, after := range r.Touches.AfterStart {
		s.touchesAfter(&t, s.text.T("cli.report.after_start", journey.Args{"Count": r.Touches.WithinDays, "Scenario": s.scenarioName(m, after.Scenario)}), after.Distribution)
	}
	t.print(s.Out, s.Columns)
	s.reportCauses(m, r)
}

// touchesAfter adds the row of touches after a start, when somebody's days ended within the horizon.
func (s *session) touchesAfter(t *table, name string, d simulate.Distribution) {
	if d.People > 0 {
		t.add(name, s.text.Number(d.Mean), unknown, s.text.Int(d.Q95), s.text.Int(d.Q99), s.text.Int(d.Worst))
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
func (s *session) reportSure(r *simulate.Result) {
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
}

func (s *session) goalName(m *journey.Map, id journey.ID) string {
	if step := m.Step(id); step != nil {
		return s.stepName(step)
	}
	return string(id)
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
