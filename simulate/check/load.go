package check

import (
	"math"

	"rehearse/journey/finding"
	"rehearse/simulate"
)

// fewestCases are too few for a word about agents.
const fewestCases = 30

// sure is the share with its interval by replications where there are; of one population, which shows no luck of its own,
// the interval of as many independent cases: narrower than the truth, but nothing is said of a handful of cases.
func sure(s simulate.Share) simulate.Share {
	if s.Unsure() {
		return simulate.NewShare(s.Num, s.Den, s.Per)
	}
	return s
}

// load is what a desk had to do, counted per agents' hour of the run.
type load struct {
	perHour  float64 // cases that came while it was open
	handling float64 // hours a case takes
	places   float64 // cases an agent has at once
}

// loadOf reads a desk; left are the cases that were never begun. Calls that are not made before the evening are asked for
// again in the morning: they are given up on and not left.
func loadOf(d *simulate.SupportResult, agents, atOnce int, left int64) (load, bool) {
	open := d.AgentHours / float64(agents)
	if open <= 0 || d.Answered == 0 || d.Utilisation <= 0 {
		return load{}, false
	}
	return load{
		perHour:  float64(d.Answered+left) / open,
		handling: d.Utilisation * d.AgentHours * float64(atOnce) / float64(d.Answered),
		places:   float64(atOnce),
	}, true
}

// erlangs is the offered load: places that would be busy if there were enough.
func (l load) erlangs() float64 { return l.perHour * l.handling }

// busy is the part of the time so many agents would be busy if nobody gave up.
func (l load) busy(agents int) float64 { return l.erlangs() / (float64(agents) * l.places) }

// inTime is the part of cases answered within so many hours by so many agents: Erlang's formula C for endless patience and
// exponential handling, P(W > t) = C · e^(−(c − a) t / h) with c places and a load of a. It is 0 where the line only grows.
func (l load) inTime(agents int, hours float64) float64 {
	c, a := math.Round(float64(agents)*l.places), l.erlangs()
	if a >= c {
		return 0
	}
	inverse := 1.0 // of Erlang's B, by its recursion
	for n := 1.0; n <= c; n++ {
		inverse = 1 + n/a*inverse
	}
	b := 1 / inverse
	waits := b / (1 - a/c*(1-b))
	return 1 - waits*math.Exp(-(c-a)*hours/l.handling)
}

// mostAgents ends the search for enough of them.
const mostAgents = 1000

// enough is the least number of agents, above the present one, with which something holds; 0 where none does.
func enough(present int, holds func(agents int) bool) int {
	for n := present + 1; n <= mostAgents; n++ {
		if holds(n) {
			return n
		}
	}
	return 0
}

// measured is a part of one as a finding shows it; without an interval nothing is known of it but that.
func measured(name string, value float64, interval *simulate.Interval, threshold float64) finding.Number {
	n := finding.Number{Name: name, Value: value, Unit: finding.UnitShare, Threshold: threshold}
	if interval != nil {
		n.Interval = &finding.Interval{Low: interval.Low, High: interval.High, Of: finding.Luck}
	}
	return n
}
