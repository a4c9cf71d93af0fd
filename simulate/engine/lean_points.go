package engine

import (
	"slices"

	"rehearse/journey"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// Rounds are counted, and interest is kept, in scores: steps that only add points, and branches that only ask for them, are taken
// without more ado where the scores do not fade.

// leanAdd adds points to a score.
type leanAdd struct {
	score, add, floor, ceiling int64
}

// leanRank is a rule about the points of one score, which is out by yes from low to high, else by no.
type leanRank struct {
	score, low, high int64
	yes, no          *leanWay
}

// adding turns a step that changes something, or lets something happen, into one that only adds points, if that is all.
func (l *layout) adding(s *leanStep) {
	var adds []leanAdd
	add := func(score int32, points int64) bool {
		to := &l.p.Scores[score]
		adds = append(adds, leanAdd{int64(score), points, to.Floor, to.Ceiling})
		return to.DecayPoints == 0
	}
	for i := range s.changes {
		c := &s.changes[i]
		points := c.Value
		if c.No {
			points = -points
		}
		if c.Kind != journey.ChangeScore || c.Share != random.Always || !add(c.Target, points) {
			return
		}
	}
	if s.event != program.None {
		e := &l.p.Events[s.event]
		if e.Timed || len(l.byEvent[s.event]) > 0 {
			return
		}
		for _, p := range e.Points {
			if !add(p.Score, p.Points) {
				return
			}
		}
		if !l.asksFor(s.event) {
			s.event = program.None
		}
	}
	s.kind, s.adds = leanPoints, adds
}

// asksFor tells that something asks whether an event has happened, how often or when.
func (l *layout) asksFor(e int32) bool {
	asks := func(r *program.Rule) bool {
		return r != nil && slices.ContainsFunc(r.Decisions, func(d program.Decision) bool {
			return d.Of == e && (d.Op == program.OpNever || d.Op == program.OpLast || d.Op == program.OpCount)
		})
	}
	return slices.ContainsFunc(l.p.Branches, func(b program.Branch) bool { return slices.ContainsFunc(b.Rules, asks) }) ||
		slices.ContainsFunc(l.p.Scenarios, func(s program.Scenario) bool { return s.GoalEvent == e || asks(s.Segment) }) ||
		slices.ContainsFunc(l.p.Messages, func(m program.Message) bool { return m.GoalEvent == e })
}

// ranking turns a branch into one that only asks for points, if that is all.
func (l *layout) ranking(s *leanStep) {
	if len(s.rules) != 1 {
		return
	}
	var ranks []leanRank
	for profile := range s.rules[0] {
		r := &s.rules[0][profile]
		if r.First < 0 {
			return
		}
		d := &r.Decisions[r.First]
		if d.Op != program.OpPoints || d.Yes >= 0 || d.No >= 0 || l.p.Scores[d.Of].DecayPoints != 0 {
			return
		}
		port := func(at int32) *leanWay {
			if at == program.Holds {
				return s.ports[0].of(int32(profile))
			}
			return s.ports[1].of(int32(profile))
		}
		ranks = append(ranks, leanRank{score: int64(d.Of), low: d.Low, high: d.High, yes: port(d.Yes), no: port(d.No)})
	}
	s.kind, s.ranks = leanRanks, ranks
}

// steadyRule tells that a rule asks only what nothing changes but unsubscribing: it holds for somebody for whom it has held when
// nobody had unsubscribed, as long as they have not.
func (l *layout) steadyRule(r *program.Rule) bool {
	if !l.fixed() {
		return false
	}
	for i := range r.Decisions {
		switch r.Decisions[i].Op {
		case program.OpKnown, program.OpAllowed, program.OpSubChannel, program.OpSubTopic, program.OpPersona, program.OpLanguage, program.OpEntry,
			program.OpEntryChannel, program.OpPayGrade, program.OpPayGradeIn:
		default:
			return false
		}
	}
	return true
}
