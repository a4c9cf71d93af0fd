package overlay

import (
	"math"

	"strings"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/ui/text"
)

// Detail is one number of a result about one record. Deep ones belong to the one before.
type Detail struct {
	Name, Value string
	Deep        bool
}

// Details are what a result knows of a step or a link; none for other records and for those the run did
// not know.
func Details(r *simulate.Result, of journey.Ref, p *text.Printer) []Detail {
	d := details{p: p, record: of, bands: r.Bands}
	switch of.Kind {
	case journey.KindStep:
		for i := range r.Steps {
			if r.Steps[i].Step == of.ID {
				d.step(&r.Steps[i].Tally)
			}
		}
		for i := range r.Messages {
			if r.Messages[i].Step == of.ID {
				d.message(&r.Messages[i])
			}
		}
		for i := range r.Goals {
			if r.Goals[i].Step == of.ID {
				d.goal(&r.Goals[i], r.Currency)
			}
		}
		for i := range r.Support {
			if r.Support[i].Step == of.ID {
				d.support(&r.Support[i])
			}
		}
	case journey.KindLink:
		for i := range r.Links {
			if r.Links[i].Link == of.ID {
				d.count("window.detail.went", r.Links[i].Tokens)
				d.share("window.detail.share", r.Links[i].Share)
				d.band("", "share", d.p.Percent)
			}
		}
	case journey.KindScenario:
		for i := range r.Scenarios {
			if r.Scenarios[i].Scenario == of.ID {
				d.scenario(&r.Scenarios[i])
			}
		}
	}
	return d.list
}

type details struct {
	p    *text.Printer
	list []Detail
	// record is what the details are about, bands what the ranges of assumptions do to the result.
	record journey.Ref
	bands  *simulate.Bands
}

// band adds what the ranges of assumptions do to the number above, when that was asked for and some number has a range.
func (d *details) band(channel journey.ID, number string, write func(float64) string) {
	if d.bands == nil || d.bands.Ranged == 0 {
		return
	}
	if b, ok := d.bands.Of(d.record, channel, number); ok {
		d.list = append(d.list, Detail{Name: d.p.T("window.detail.band", nil), Deep: true, Value: d.p.T("window.detail.band_value", journey.Args{
			"Low": write(b.Low), "High": write(b.High),
		})})
	}
}

func (d *details) count(id string, n int64) {
	d.list = append(d.list, Detail{Name: d.p.T(id, nil), Value: d.p.Int(n)})
}

// some is a count that is left out when it is zero.
func (d *details) some(id string, n int64) {
	if n != 0 {
		d.count(id, n)
	}
}

func (d *details) share(id string, s simulate.Share) {
	if s.Den == 0 {
		return
	}
	if s.Unsure() {
		d.list = append(d.list, Detail{Name: d.p.T(id, nil), Value: d.p.Percent(s.Share)})
		return
	}
	d.list = append(d.list, Detail{Name: d.p.T(id, nil), Value: d.p.T("window.detail.interval", journey.Args{
		"Share": d.p.Percent(s.Share), "Low": d.p.Percent(s.Low), "High": d.p.Percent(s.High),
	})})
}

// of is a count with its share of another.
func (d *details) of(id string, n, whole int64) {
	value := d.p.Int(n)
	if whole > 0 {
		value += " · " + d.p.Percent(float64(n)/float64(whole))
	}
	d.list = append(d.list, Detail{Name: d.p.T(id, nil), Value: value})
}

func (d *details) step(r *simulate.Tally) {
	d.count("window.detail.people", r.People)
	if r.Visits != r.People {
		d.count("window.detail.visits", r.Visits)
	}
	d.share("window.detail.from_entry", r.FromEntry)
	d.band("", "share", d.p.Percent)
	if r.FromPrevious.Den > 0 {
		d.share("window.detail.from_previous", r.FromPrevious)
	}
	t := r.Tokens
	d.of("window.detail.went_on", t.WentOn, t.Entered)
	for _, part := range []struct {
		id string
		n  int64
	}{
		{"window.detail.dropped", t.Dropped}, {"window.detail.completed", t.Completed}, {"window.detail.at_goal", t.AtGoal},
		{"window.detail.exited", t.Exited}, {"window.detail.withdrawn", t.Withdrawn}, {"window.detail.stopped", t.Stopped},
		{"window.detail.in_progress", t.InProgress},
	} {
		if part.n != 0 {
			d.of(part.id, part.n, t.Entered)
		}
	}
}

func (d *details) message(r *simulate.MessageResult) {
	d.of("window.detail.sent", r.Sent, r.Attempts)
	d.of("window.detail.delivered", r.Delivered, r.Sent)
	d.of("window.detail.opened", r.Opened, r.Delivered)
	d.band(r.Channel, "open_rate", d.p.Percent)
	d.of("window.detail.clicked", r.Clicked, r.Delivered)
	d.band(r.Channel, "click_rate", d.p.Percent)
	d.of("window.detail.unsubscribed", r.Unsubscribed, r.Delivered)
	d.some("window.detail.responded", r.Responded)
	d.some("window.detail.attributed", r.Attributed)
	d.reasons("window.detail.not_sent", r.Refused)
}

// reasons lists counts by reason under a heading with their sum.
func (d *details) reasons(id string, list []simulate.Reason) {
	var sum int64
	for _, r := range list {
		sum += r.Count
	}
	if sum == 0 {
		return
	}
	d.count(id, sum)
	for _, r := range list {
		if r.Count == 0 {
			continue
		}
		code, of, _ := strings.Cut(r.Reason, ":")
		name := r.Reason
		if word := "cli.reason." + code; d.p.Has(word) {
			name = d.p.T(word, journey.Args{"Cap": of})
		}
		d.list = append(d.list, Detail{Name: name, Value: d.p.Int(r.Count), Deep: true})
	}
}

func (d *details) goal(r *simulate.GoalResult, currency string) {
	d.share("window.detail.rate", r.Rate)
	d.band("", "rate", d.p.Percent)
	d.list = append(d.list, Detail{Name: d.p.T("window.detail.value", nil), Value: d.p.Money(r.Value, currency)})
	d.band("", "value", func(x float64) string { return d.p.Money(journey.Money(x), currency) })
	if r.Time.N > 0 {
		d.list = append(d.list, Detail{Name: d.p.T("window.detail.median", nil), Value: d.p.Duration(journey.Duration(r.Time.Median))})
	}
}

func (d *details) support(r *simulate.SupportResult) {
	d.count("window.detail.cases", r.Cases)
	d.of("window.detail.answered", r.Answered, r.Cases)
	d.of("window.detail.gave_up", r.GaveUp, r.Cases)
	d.of("window.detail.closed", r.Closed, r.Cases)
	d.some("window.detail.taken_away", r.Withdrawn)
	d.some("window.detail.waiting", r.Waiting)
	d.share("window.detail.within", r.Within)
	if r.Wait.N > 0 {
		d.list = append(d.list,
			Detail{Name: d.p.T("window.detail.mean_wait", nil), Value: d.p.Duration(journey.Duration(math.Round(r.Wait.Mean)))},
			Detail{Name: d.p.T("window.detail.wait90", nil), Value: d.p.Duration(journey.Duration(r.Wait.Q90))})
	}
	d.list = append(d.list, Detail{Name: d.p.T("window.detail.utilisation", nil), Value: d.p.Percent(r.Utilisation)})
}

func (d *details) scenario(r *simulate.ScenarioResult) {
	d.count("window.detail.started", r.Started)
	d.count("window.detail.people", r.People)
	d.of("window.detail.completed", r.Completed, r.Started)
	d.some("window.detail.in_progress", r.Running)
	d.some("window.detail.holdout", r.Holdout)
	d.reasons("window.detail.withdrawn", r.Withdrawn)
	d.reasons("window.detail.refused_starts", r.Refused)
	d.share("window.detail.goal_after", r.GoalAfter)
}
