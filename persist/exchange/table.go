package exchange

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"rehearse/journey"
	"rehearse/simulate"
)

// Table is one of the tables a result is written as.
type Table string

// The tables: one row per step, link, goal, message and channel, scenario, support step; per pair of scenarios that together fill
// somebody's day or week or say the same; per pair of messages somebody heard the same in; per step, persona, entry and scenario.
const (
	TableSteps     Table = "steps"
	TableLinks     Table = "links"
	TableGoals     Table = "goals"
	TableMessages  Table = "messages"
	TableScenarios Table = "scenarios"
	TableSupport   Table = "support"
	TableTogether  Table = "together"
	TableRepeats   Table = "repeats"
	TableBands     Table = "bands" // a row per number, without bands only the head
	TableCross     Table = "cross" // without details only the head
)

// Tables lists the tables.
func Tables() []Table {
	return []Table{TableSteps, TableLinks, TableGoals, TableMessages, TableScenarios, TableSupport, TableTogether, TableRepeats, TableBands, TableCross}
}

// WriteTable writes one table of a result as CSV (RFC 4180, UTF-8, comma, point as decimal sign). The head
// holds the names of the result's JSON fields. The map gives the names of records; records that it no
// longer has keep their IDs. Amounts are in units of the currency, times in seconds, shares in 0..1 with
// numerator and denominator beside them. A name that a spreadsheet would take for a formula is written
// behind an apostrophe.
func WriteTable(w io.Writer, m *journey.Map, r *simulate.Result, table Table) error {
	t := &tabler{ix: journey.NewIndex(m)}
	switch table {
	case TableSteps:
		t.steps(r)
	case TableLinks:
		t.links(r)
	case TableGoals:
		t.goals(r)
	case TableMessages:
		t.messages(r)
	case TableScenarios:
		t.scenarios(r)
	case TableSupport:
		t.support(r)
	case TableTogether:
		t.together(r)
	case TableRepeats:
		t.repeats(r)
	case TableBands:
		t.bands(r)
	case TableCross:
		t.cross(r)
	default:
		return journey.Problem{Code: "exchange.unknown_table", Args: journey.Args{"Value": string(table), "Words": words(Tables())}}
	}
	out := csv.NewWriter(w)
	if err := out.WriteAll(t.rows); err != nil {
		return fmt.Errorf("write table %s: %w", table, err)
	}
	return nil
}

func words(tables []Table) []string {
	list := make([]string, len(tables))
	for i, t := range tables {
		list[i] = string(t)
	}
	return list
}

// tabler collects the rows of one table, the head first.
type tabler struct {
	ix   *journey.Index
	rows [][]string
}

func (t *tabler) head(names string) { t.rows = append(t.rows, strings.Fields(names)) }

// row adds the cells; a share takes five (numerator, denominator, share, interval), quantiles four.
func (t *tabler) row(cells ...any) {
	var row []string
	for _, cell := range cells {
		switch c := cell.(type) {
		case string:
			row = append(row, plain(c))
		case journey.ID:
			row = append(row, string(c))
		case int64:
			row = append(row, strconv.FormatInt(c, 10))
		case float64:
			row = append(row, decimal(c))
		case journey.Money:
			row = append(row, amount(c))
		case simulate.Share:
			row = append(row, strconv.FormatInt(c.Num, 10), strconv.FormatInt(c.Den, 10), decimal(c.Share), decimal(c.Low), decimal(c.High))
		case *simulate.MoneyInterval:
			if c == nil { // unknown
				row = append(row, "", "")
			} else {
				row = append(row, amount(c.Low), amount(c.High))
			}
		case simulate.Quantiles:
			row = append(row, strconv.FormatInt(c.Q25, 10), strconv.FormatInt(c.Median, 10), strconv.FormatInt(c.Q75, 10), strconv.FormatInt(c.Q90, 10))
		case []simulate.Reason:
			row = append(row, reasons(c))
		default:
			panic(fmt.Sprintf("exchange: no cell for %T", cell))
		}
	}
	t.rows = append(t.rows, row)
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }

// amount writes money in units of the currency, with as many decimals as there are.
func amount(m journey.Money) string {
	sign := ""
	if m < 0 {
		sign, m = "-", -m
	}
	s := fmt.Sprintf("%s%d.%06d", sign, m/journey.Unit, m%journey.Unit)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// reasons writes counts of reasons in one cell: "cap:3 quiet_hours:1".
func reasons(list []simulate.Reason) string {
	parts := make([]string, len(list))
	for i, r := range list {
		parts[i] = r.Reason + ":" + strconv.FormatInt(r.Count, 10)
	}
	return strings.Join(parts, " ")
}

// plain keeps a spreadsheet from taking a text for a formula.
func plain(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

func (t *tabler) name(id journey.ID) string {
	switch r := t.ix.Get(id).(type) {
	case *journey.Step:
		return r.Name
	case *journey.Scenario:
		return r.Name
	case *journey.Channel:
		return r.Name
	case *journey.Persona:
		return r.Name
	case *journey.Link:
		return r.Label
	}
	return ""
}

func (t *tabler) steps(r *simulate.Result) {
	t.head("step name kind scenario people visits entered went_on dropped completed at_goal exited withdrawn stopped in_progress spawned " +
		"from_entry_num from_entry_den from_entry from_entry_low from_entry_high " +
		"went_on_num went_on_den went_on_share went_on_low went_on_high " +
		"settled_num settled_den settled settled_low settled_high")
	for _, s := range r.Steps {
		kind, scenario := "", journey.ID("")
		if step, ok := t.ix.Get(s.Step).(*journey.Step); ok {
			kind, scenario = string(step.Kind), step.Scenario
		}
		n := s.Tokens
		t.row(s.Step, t.name(s.Step), kind, scenario, s.People, s.Visits, n.Entered, n.WentOn, n.Dropped, n.Completed, n.AtGoal,
			n.Exited, n.Withdrawn, n.Stopped, n.InProgress, n.Spawned, s.FromEntry, s.Tally.WentOn, s.Settled)
	}
}

func (t *tabler) links(r *simulate.Result) {
	t.head("link label from port to tokens people share_num share_den share share_low share_high ignored delayed")
	for _, l := range r.Links {
		var from, port, to string
		if link, ok := t.ix.Get(l.Link).(*journey.Link); ok {
			from, port, to = string(link.From), string(link.Port), string(link.To)
		}
		t.row(l.Link, t.name(l.Link), from, port, to, l.Tokens, l.People, l.Share, l.Ignored, l.Delayed)
	}
}

func (t *tabler) goals(r *simulate.Result) {
	t.head("step name currency people count late rate_num rate_den rate rate_low rate_high value value_low value_high " +
		"seconds_q25 seconds_median seconds_q75 seconds_q90")
	for _, g := range r.Goals {
		t.row(g.Step, t.name(g.Step), r.Currency, g.People, g.Count, g.Late, g.Rate, g.Value, g.ValueInterval, g.Time)
	}
}

func (t *tabler) messages(r *simulate.Result) {
	t.head("step name channel channel_name entered attempts wanted sent delivered hard_bounced soft_bounced opened clicked unsubscribed " +
		"responded attributed held people open_num open_den open_rate open_low open_high click_num click_den click_rate click_low click_high " +
		"currency cost refused")
	for _, s := range r.Messages {
		t.row(s.Step, t.name(s.Step), s.Channel, t.name(s.Channel), s.Entered, s.Attempts, s.Wanted, s.Sent, s.Delivered, s.HardBounced,
			s.SoftBounced, s.Opened, s.Clicked, s.Unsubscribed, s.Responded, s.Attributed, s.Held, s.People, s.OpenRate, s.ClickRate,
			r.Currency, s.Cost, s.Refused)
	}
}

func (t *tabler) scenarios(r *simulate.Result) {
	t.head("scenario name started people holdout completed running goal_num goal_den goal_share goal_low goal_high refused withdrawn")
	for _, s := range r.Scenarios {
		t.row(s.Scenario, t.name(s.Scenario), s.Started, s.People, s.Holdout, s.Completed, s.Running, s.GoalAfter, s.Refused, s.Withdrawn)
	}
}

func (t *tabler) support(r *simulate.Result) {
	t.head("step name cases answered gave_up closed withdrawn waiting in_service within_num within_den within within_low within_high " +
		"abandoned_num abandoned_den abandoned abandoned_low abandoned_high wait_mean wait_q25 wait_median wait_q75 wait_q90 " +
		"utilisation agent_hours overtime_hours")
	for _, s := range r.Support {
		t.row(s.Step, t.name(s.Step), s.Cases, s.Answered, s.GaveUp, s.Closed, s.Withdrawn, s.Waiting, s.InService, s.Within, s.Abandoned,
			s.Wait.Mean, s.Wait, s.Utilisation, s.AgentHours, s.OvertimeHours)
	}
}

// together is the matrix of who fills people's days and weeks; "" is the main flow.
func (t *tabler) together(r *simulate.Result) {
	t.head("a name_a b name_b full_days full_weeks repeats")
	for _, n := range r.Touches.Together {
		t.row(n.A, t.name(n.A), n.B, t.name(n.B), n.Days, n.Weeks, n.Repeats)
	}
}

// repeats are the pairs of messages, by their cause, numbered from 1.
func (t *tabler) repeats(r *simulate.Result) {
	t.head("cause how cause_num cause_den cause_share cause_low cause_high code a name_a b name_b people of")
	for i, cause := range r.Repeats {
		for _, at := range cause.Pairs {
			p := r.Pairs[at]
			t.row(int64(i+1), cause.How, cause.People, p.Code, p.A, t.name(p.A), p.B, t.name(p.B), p.People, p.Of)
		}
	}
}

func (t *tabler) bands(r *simulate.Result) {
	t.head("kind record name channel number currency value low high")
	if r.Bands == nil {
		return
	}
	for _, b := range r.Bands.Numbers {
		switch b.Number {
		case "value", "cost", "net", "per_goal":
			t.row(string(b.Record.Kind), b.Record.ID, t.name(b.Record.ID), b.Channel, b.Number, r.Currency,
				journey.Money(b.Value), journey.Money(b.Low), journey.Money(b.High))
		default:
			t.row(string(b.Record.Kind), b.Record.ID, t.name(b.Record.ID), b.Channel, b.Number, "", b.Value, b.Low, b.High)
		}
	}
}

func (t *tabler) cross(r *simulate.Result) {
	t.head("step name persona name_persona entry name_entry scenario people entered went_on dropped completed at_goal exited withdrawn stopped in_progress")
	for _, c := range r.Cross {
		n := c.Tokens
		t.row(c.Step, t.name(c.Step), c.Persona, t.name(c.Persona), c.Entry, t.name(c.Entry), c.Scenario, c.People,
			n.Entered, n.WentOn, n.Dropped, n.Completed, n.AtGoal, n.Exited, n.Withdrawn, n.Stopped, n.InProgress)
	}
}
