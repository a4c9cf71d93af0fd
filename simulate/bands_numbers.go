package simulate

import (
	"math"

	"rehearse/journey"
	"rehearse/simulate/engine"
	"rehearse/simulate/program"
)

// bandNumber is a number that has a band, and how to read it.
type bandNumber struct {
	record  journey.Ref
	channel journey.ID
	name    string
	// share tells that it lies in 0..1.
	share bool
	// read tells the number, of a result with times as many people as the view has; not a number when it is undefined.
	read func(v *view, times float64) float64
}

// per is a quotient, not a number without a divisor.
func per(over, under int64) float64 {
	if under == 0 {
		return math.NaN()
	}
	return float64(over) / float64(under)
}

// bandNumbers lists the numbers that have bands, in the order of a result.
func bandNumbers(p *program.Program) []bandNumber {
	l := &bandList{p: p}
	for i := range p.Steps {
		l.step(int32(i))
	}
	for i := range p.Links {
		l.link(int32(i))
	}
	for i := range p.Scenarios {
		l.scenario(i)
	}
	for i := range p.Goals {
		l.goal(i)
	}
	for i := range p.Messages {
		for place := range p.Messages[i].Channels {
			l.message(&p.Messages[i], place)
		}
	}
	l.whole()
	return l.list
}

type bandList struct {
	p    *program.Program
	list []bandNumber
}

func (l *bandList) amount(record journey.Ref, channel journey.ID, name string, read func(v *view) int64) {
	l.list = append(l.list, bandNumber{record, channel, name, false, func(v *view, times float64) float64 { return float64(read(v)) * times }})
}

func (l *bandList) share(record journey.Ref, channel journey.ID, name string, read func(v *view) (over, under int64)) {
	l.list = append(l.list, bandNumber{record, channel, name, true, func(v *view, _ float64) float64 { return per(read(v)) }})
}

func (l *bandList) step(i int32) {
	of := journey.Ref{Kind: journey.KindStep, ID: l.p.Steps[i].ID}
	count := func(v *view) engine.StepCount { return v.count(i, program.None, program.None, program.None) }
	l.amount(of, "", "people", func(v *view) int64 { return count(v).People })
	l.share(of, "", "share", func(v *view) (int64, int64) { return count(v).People, sum(v.t.People) })
	l.share(of, "", "went_on", func(v *view) (int64, int64) { n := count(v); return n.WentOn, n.Entered })
}

func (l *bandList) link(i int32) {
	of, from := journey.Ref{Kind: journey.KindLink, ID: l.p.Links[i].ID}, l.p.Links[i].From
	l.share(of, "", "share", func(v *view) (int64, int64) {
		return v.linkCount(i, program.None, program.None).Tokens, v.count(from, program.None, program.None, program.None).Entered
	})
}

func (l *bandList) scenario(i int) {
	of := journey.Ref{Kind: journey.KindScenario, ID: l.p.Scenarios[i].ID}
	l.amount(of, "", "people", func(v *view) int64 { return v.t.Scenarios[i].People })
	l.share(of, "", "goal_after", func(v *view) (int64, int64) { return v.t.Scenarios[i].GoalAfter, v.t.Scenarios[i].People })
}

func (l *bandList) goal(i int) {
	of := journey.Ref{Kind: journey.KindStep, ID: l.p.Steps[l.p.Goals[i].Step].ID}
	l.share(of, "", "rate", func(v *view) (int64, int64) { return sum(v.t.Goals[i].People), sum(v.t.People) })
	l.amount(of, "", "count", func(v *view) int64 { return v.t.Goals[i].Count })
	l.amount(of, "", "value", func(v *view) int64 { return v.t.Goals[i].Value })
}

func (l *bandList) message(msg *program.Message, place int) {
	of, channel := journey.Ref{Kind: journey.KindStep, ID: l.p.Steps[msg.Step].ID}, l.p.Channels[msg.Channels[place]].ID
	row := func(v *view) *engine.SendCount { return &v.t.Sends[int(msg.FirstRow)+place] }
	l.amount(of, channel, "sent", func(v *view) int64 { return row(v).Sent })
	l.amount(of, channel, "opened", func(v *view) int64 { return row(v).Opened })
	l.amount(of, channel, "clicked", func(v *view) int64 { return row(v).Clicked })
	l.amount(of, channel, "unsubscribed", func(v *view) int64 { return row(v).Unsubscribed })
	l.share(of, channel, "sent_rate", func(v *view) (int64, int64) { return row(v).Sent, row(v).Entered })
	l.share(of, channel, "open_rate", func(v *view) (int64, int64) { return row(v).Opened, row(v).Delivered })
	l.share(of, channel, "click_rate", func(v *view) (int64, int64) { return row(v).Clicked, row(v).Delivered })
}

// whole lists the numbers of the whole map.
func (l *bandList) whole() {
	of := journey.Ref{Kind: journey.KindSettings, ID: journey.SettingsID}
	for _, mean := range []struct {
		name   string
		column int
	}{{"per_person", engine.BatchTouches}, {"worst_day", engine.BatchDay}, {"worst_7_days", engine.BatchWeek}, {"wanted_7_days", engine.BatchWanted}} {
		l.list = append(l.list, bandNumber{of, "", mean.name, false, func(v *view, _ float64) float64 {
			return per(v.t.Batches.Sum(mean.column), v.t.Batches.Sum(engine.BatchPeople))
		}})
	}
	// Fixed costs stay as they are, however many people come.
	value := func(v *view, times float64) float64 { return float64(v.t.Batches.Sum(engine.BatchValue)) * times }
	cost := func(v *view, times float64) float64 {
		spent := float64(float64(v.t.Batches.Sum(engine.BatchSpent)) * times)
		return spent + float64(v.fixed+v.agents)
	}
	for _, amount := range []struct {
		name string
		read func(v *view, times float64) float64
	}{
		{"value", value},
		{"cost", cost},
		{"net", func(v *view, times float64) float64 { return value(v, times) - cost(v, times) }},
		{"return", func(v *view, times float64) float64 {
			if cost(v, times) == 0 {
				return math.NaN()
			}
			return (value(v, times) - cost(v, times)) / cost(v, times)
		}},
		{"per_goal", func(v *view, times float64) float64 {
			reached := float64(v.t.Batches.Sum(engine.BatchReached)) * times
			if reached == 0 {
				return math.NaN()
			}
			return cost(v, times) / reached
		}},
	} {
		l.list = append(l.list, bandNumber{of, "", amount.name, false, amount.read})
	}
}
