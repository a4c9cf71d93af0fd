package check

import (
	"math"
	"strings"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
	"rehearse/simulate"
)

// observedDisagrees compares what was measured in life with what a run shows: the difference of two shares, each with its
// own luck. It speaks when luck cannot explain the difference and it is worth talking about.
var observedDisagrees = criterion{
	RuleInfo: finding.RuleInfo{ID: "J504", Name: "observed_disagrees", Class: "assumptions", Severity: finding.Warning, Measured: true, Threshold: &finding.Threshold{Usual: 0.2, Min: 0.001, Max: 100, Unit: finding.UnitShare}},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, o := range s.m.Observed {
			if o.N <= 0 || o.Target.IsZero() || s.m.Lookup(o.Target) == nil {
				continue // a count without its denominator, or of nothing, is a note and no comparison
			}
			f := finding.Finding{
				Targets: []journey.Ref{{Kind: journey.KindObserved, ID: o.ID}, o.Target}, Field: "measure",
				Args: journey.Args{"Name": s.name(o.ID), "Target": s.place(journey.AssumptionPlace{Record: o.Target}).Name, "N": o.N, "Count": o.Count, "Measure": o.Measure},
			}
			found, ok := s.measure(o)
			if !ok {
				f.Severity, f.Message = finding.Information, "finding.J504.message_unknown"
				f.Numbers = []finding.Number{number("finding.number.observed", simulate.NewShare(o.Count, o.N, ""), 0)}
				list = append(list, f)
				continue
			}
			life := simulate.NewShare(o.Count, o.N, found.Per)
			if found.Den == 0 || !differ(life, found) || math.Abs(life.Share-found.Share) < s.limit*life.Share {
				continue
			}
			f.Args["Life"], f.Args["Run"] = finding.Percent(life.Share), finding.Percent(found.Share)
			f.Numbers = []finding.Number{number("finding.number.observed", life, 0), number("finding.number.in_the_run", found, 0)}
			f.Fixes = s.useObserved(o, life)
			list = append(list, f)
		}
		return list
	},
}

// differ reports whether two shares of different people differ by more than luck.
func differ(a, b simulate.Share) bool {
	low, high := difference(a, b)
	return low > 0 || high < 0
}

// difference is the 95 % interval of the difference of two shares of different people, by Newcombe's hybrid of their score
// intervals (Statistics in Medicine 17, 1998, method 10).
func difference(a, b simulate.Share) (low, high float64) {
	d := a.Share - b.Share
	return d - math.Hypot(a.Share-a.Low, b.High-b.Share), d + math.Hypot(a.High-a.Share, b.Share-b.Low)
}

// measure is the share of a run that an observation is about, see journey.Observed.Measure; false where it names none.
func (s *study) measure(o *journey.Observed) (simulate.Share, bool) {
	r := s.seen.Result
	what := strings.TrimSpace(o.Measure)
	for i := range r.Links {
		if o.Target == (journey.Ref{Kind: journey.KindLink, ID: r.Links[i].Link}) {
			return r.Links[i].Share, what == "" || what == "entered"
		}
	}
	for i := range r.Support {
		if d := &r.Support[i]; d.Step == o.Target.ID {
			switch what {
			case "gave_up":
				return d.Abandoned, true
			case "within":
				return d.Within, true
			}
		}
	}
	for i := range r.Messages {
		if r.Messages[i].Step == o.Target.ID {
			switch what {
			case "sent", "delivered", "opened", "clicked", "unsubscribed":
				return s.messageShare(o.Target.ID, what), true
			}
		}
	}
	for i := range r.Goals {
		if r.Goals[i].Step == o.Target.ID && (what == "reached" || what == "") {
			return r.Goals[i].Rate, true
		}
	}
	for i := range r.Steps {
		if r.Steps[i].Step != o.Target.ID {
			continue
		}
		switch what {
		case "", "entered":
			return r.Steps[i].FromEntry, true
		case "from_previous":
			return r.Steps[i].FromPrevious, true
		case "went_on":
			return r.Steps[i].WentOn, true
		case "dropped":
			return r.Steps[i].Dropped, true
		}
	}
	return simulate.Share{}, false
}

// messageShare is a rate of a message over all its channels: sent per wanted, delivered per sent, the others per delivered.
// Of one channel opens and clicks have the interval of the run.
func (s *study) messageShare(step journey.ID, what string) simulate.Share {
	var sum simulate.MessageResult
	var one simulate.Share
	rows := 0
	for i := range s.seen.Result.Messages {
		m := &s.seen.Result.Messages[i]
		if m.Step != step {
			continue
		}
		rows++
		sum.Wanted, sum.Sent, sum.Delivered = sum.Wanted+m.Wanted, sum.Sent+m.Sent, sum.Delivered+m.Delivered
		sum.Opened, sum.Clicked, sum.Unsubscribed = sum.Opened+m.Opened, sum.Clicked+m.Clicked, sum.Unsubscribed+m.Unsubscribed
		one = map[string]simulate.Share{"opened": m.OpenRate, "clicked": m.ClickRate}[what]
	}
	if rows == 1 && one.Den > 0 {
		return one
	}
	switch what {
	case "sent":
		return simulate.NewShare(sum.Sent, sum.Wanted, "wanted")
	case "delivered":
		return simulate.NewShare(sum.Delivered, sum.Sent, "sent")
	case "opened":
		return simulate.NewShare(sum.Opened, sum.Delivered, "delivered")
	case "clicked":
		return simulate.NewShare(sum.Clicked, sum.Delivered, "delivered")
	default:
		return simulate.NewShare(sum.Unsubscribed, sum.Delivered, "delivered")
	}
}

// useObserved offers to write what was measured into the weight of the link it was measured at.
func (s *study) useObserved(o *journey.Observed, life simulate.Share) []finding.Fix {
	l := s.m.Link(o.Target.ID)
	if o.Target.Kind != journey.KindLink || l == nil || l.Weight == nil || len(l.Weights) > 0 {
		return nil
	}
	return []finding.Fix{{
		Message: "fix.use_observed",
		Args:    journey.Args{"From": s.name(l.From), "To": s.name(l.To), "Name": s.name(o.ID), "Count": int(o.Count), "N": int(o.N)},
		Edit:    fix.UseObserved{Observed: o.ID, Link: l.ID, Share: life.Share},
	}}
}
