package simulate

import (
	"cmp"
	"slices"

	"rehearse/journey"
	"rehearse/simulate/engine"
)

// What people had too much of, heard twice or too late, and who did it.

// pairs lists the pairs of messages that met, in map order, and what they come from.
func (v *view) pairs() ([]PairResult, []RepeatResult) {
	keys := make([]engine.PairKey, 0, len(v.t.Pairs))
	for key, n := range v.t.Pairs {
		if n.Near > 0 {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, func(a, b engine.PairKey) int {
		return cmp.Or(cmp.Compare(a.In, b.In), cmp.Compare(a.How, b.How), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	var list []PairResult
	for _, key := range keys {
		list = append(list, PairResult{
			Code: key.In.Code(), How: key.How.Code(), A: v.messageID(key.A), B: v.messageID(key.B),
			People: v.t.Pairs[key].Near, AFirst: v.t.Pairs[key].AFirst, Of: v.got(key.A) + v.got(key.B) - v.overlap(key),
		})
	}
	return list, v.repeats(keys)
}

// repeats gathers pairs that met by their cause.
func (v *view) repeats(keys []engine.PairKey) []RepeatResult {
	var list []RepeatResult
	for cause := range v.t.Repeats {
		var pairs []int
		var messages, senders []int32
		how := ""
		for i, key := range keys {
			if engine.CauseOf(v.p, key) != cause {
				continue
			}
			pairs, how = append(pairs, i), key.How.Code()
			for _, message := range []int32{key.A, key.B} {
				messages, senders = append(messages, message), append(senders, v.p.SenderOf(message))
			}
		}
		if len(pairs) == 0 {
			continue
		}
		slices.SortStableFunc(pairs, func(a, b int) int { return cmp.Compare(v.t.Pairs[keys[b]].Near, v.t.Pairs[keys[a]].Near) })
		r := RepeatResult{How: how, Pairs: pairs, People: v.share("got", func(v *view) (int64, int64) {
			return v.t.Repeats[cause].Hit, v.t.Repeats[cause].Got
		})}
		for _, message := range sorted(messages) {
			r.Messages = append(r.Messages, v.messageID(message))
		}
		for _, sender := range sorted(senders) {
			r.Scenarios = append(r.Scenarios, v.senderID(sender))
		}
		list = append(list, r)
	}
	return list
}

func sorted(numbers []int32) []int32 {
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

// overlap is how many people got both messages of a pair; of a message and itself they are the same people.
func (v *view) overlap(key engine.PairKey) int64 {
	if key.A == key.B {
		return v.got(key.A)
	}
	return v.t.Pairs[key].Both
}

// got is how many people got a message on any channel.
func (v *view) got(message int32) int64 { return v.t.Received[message] }

func (v *view) messageID(message int32) journey.ID { return v.p.Steps[v.p.Messages[message].Step].ID }

// senderID is the scenario of a sender, "" the main flow's.
func (v *view) senderID(sender int32) journey.ID {
	if sender == 0 {
		return ""
	}
	return v.p.Scenarios[sender-1].ID
}

// afterGoal lists who sold people what they had already.
func (v *view) afterGoal() []AfterGoalResult {
	var list []AfterGoalResult
	for sender := range v.t.Sold {
		if v.t.Sold[sender].Hit == 0 {
			continue
		}
		r := AfterGoalResult{Scenario: v.senderID(int32(sender)), People: v.share("got", func(v *view) (int64, int64) {
			return v.t.Sold[sender].Hit, v.t.Sold[sender].Got
		})}
		for message, people := range v.t.SoldLate {
			if people > 0 && v.p.SenderOf(int32(message)) == int32(sender) {
				r.Messages = append(r.Messages, Group{v.messageID(int32(message)), people})
			}
		}
		slices.SortStableFunc(r.Messages, func(a, b Group) int { return cmp.Compare(b.People, a.People) })
		list = append(list, r)
	}
	return list
}

// limits judges touches by the policy's own numbers.
func (v *view) limits(t *Touches) {
	p := &v.p.Policy
	over := func(limit int64, count func(t *engine.Tally) int64) Limit {
		return Limit{limit, v.share("touched", func(v *view) (int64, int64) { return count(v.t), v.t.Touches.CountAbove(0) })}
	}
	t.OverDay = over(p.MostPerDay, func(t *engine.Tally) int64 { return t.OverDay })
	t.OverWeek = over(p.MostPerWeek, func(t *engine.Tally) int64 { return t.OverWeek })
	t.Pressed = over(p.MostPerWeek, func(t *engine.Tally) int64 { return t.Pressed })
	t.AtOnce = over(p.AtOnce, func(t *engine.Tally) int64 { return t.Bursts.CountAbove(p.AtOnce - 1) })
	if p.Least > 0 {
		t.Under = &Limit{p.Least, v.share("entry", func(v *view) (int64, int64) {
			touches := &v.t.Pressure.AfterArrival
			if p.LeastInAll {
				touches = &v.t.Touches
			}
			return touches.Count() - touches.CountAbove(p.Least-1), touches.Count()
		})}
	}
	t.Together = v.together()
}

// together lists the matrix, in map order.
func (v *view) together() []Together {
	keys := make([]engine.Senders, 0, len(v.t.Together))
	for key := range v.t.Together {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b engine.Senders) int { return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B)) })
	var list []Together
	for _, key := range keys {
		n := v.t.Together[key]
		list = append(list, Together{A: v.senderID(key.A), B: v.senderID(key.B), Days: n.Days, Weeks: n.Weeks, Repeats: n.Repeats})
	}
	return list
}
