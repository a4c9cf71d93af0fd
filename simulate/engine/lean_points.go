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

// of is the way by which somebody leaves.
func (r *leanRank) of(b *leanLife) *leanWay {
	if n := b.points[r.score]; n >= r.low && n <= r.high {
		return r.yes
	}
	return r.no
}

// leanEvent is what happens to a person with an event, besides the scenarios that start.
type leanEvent struct {
	// plain tells that it is at most remembered, if somebody asks for it, and adds points.
	plain, asked bool
	adds         []leanAdd
}

// leanEvent makes an event.
func (l *layout) leanEvent(number int32) leanEvent {
	ev := &l.p.Events[number]
	e := leanEvent{plain: !ev.Timed, asked: l.asksFor(number)}
	for _, p := range ev.Points {
		var steady bool
		e.adds, steady = l.leanAdd(e.adds, p.Score, p.Points)
		e.plain = e.plain && steady
	}
	return e
}

// leanAdd appends points of a score; false when they fade.
func (l *layout) leanAdd(adds []leanAdd, score int32, points int64) ([]leanAdd, bool) {
	to := &l.p.Scores[score]
	return append(adds, leanAdd{int64(score), points, to.Floor, to.Ceiling}), to.DecayPoints == 0
}

// adding turns a step that changes something, or lets something happen, into one that only adds points, if that is all.
func (l *layout) adding(s *leanStep) {
	var adds []leanAdd
	for i := range s.changes {
		c := &s.changes[i]
		points, steady := c.Value, false
		if c.No {
			points = -points
		}
		if c.Kind != journey.ChangeScore || c.Share != random.Always {
			return
		}
		if adds, steady = l.leanAdd(adds, c.Target, points); !steady {
			return
		}
	}
	if s.event != program.None {
		e := l.leanEvent(s.event)
		if !e.plain || len(l.byEvent[s.event]) > 0 {
			return
		}
		adds = append(adds, e.adds...)
		if !e.asked {
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
