package engine

import (
	"slices"

	"rehearse/simulate/program"
)

// Senders are two who send: the main flow (0) or a scenario (its number plus 1). A ≤ B; A = B is one of them alone.
type Senders struct{ A, B int32 }

// Together counts people to whom two senders did something together, each person once. Days and Weeks are those whose fullest day, or
// seven days, are too full and hold touches of both (of one sender alone: two or more); Repeats those who heard the same
// from both.
type Together struct{ Days, Weeks, Repeats int64 }

func (n *Together) add(o *Together) {
	n.Days += o.Days
	n.Weeks += o.Weeks
	n.Repeats += o.Repeats
}

// together counts the person for two senders, once for what is counted.
func (x *life) together(a, b int32, what func(*Together) *int64) {
	x.togetherIn(what(x.tally.togetherOf(a, b)))
}

// togetherOf is what is counted of two senders.
func (t *Tally) togetherOf(a, b int32) *Together {
	key := Senders{min(a, b), max(a, b)}
	n := t.Together[key]
	if n == nil {
		n = &Together{}
		t.Together[key] = n
	}
	return n
}

// togetherIn counts the person in a count of two senders, once.
func (x *life) togetherIn(count *int64) {
	if !slices.Contains(x.metTogether, count) {
		x.metTogether = append(x.metTogether, count)
		*count++
	}
}

// fill counts who fills a window that is too full.
func (x *life) fill(w window, what func(*Together) *int64) {
	for i := w.from; i < w.until; i++ {
		for j := w.from; j < i; j++ {
			x.together(x.touches[i].scenario+1, x.touches[j].scenario+1, what)
		}
	}
}

// finishHarm counts what was too much for the person.
func (x *life) finishHarm(day, week window, wanted int64) {
	x.finishFull(day, week, wanted)
	x.countGot(1)
	x.finishMet()
	x.finishSold()
	x.metTogether = x.metTogether[:0]
}

// finishFull counts days and weeks that were too full for the person.
func (x *life) finishFull(day, week window, wanted int64) {
	policy, t := &x.p.Policy, x.tally
	if n := day.touches(); n > policy.MostPerDay && x.unasked(day) {
		t.OverDay++
		x.witness(WitnessKey{Code: "over_day", A: program.None, B: program.None, Value: n})
		x.fill(day, func(n *Together) *int64 { return &n.Days })
	}
	switch n := week.touches(); {
	case n > policy.MostPerWeek && x.unasked(week):
		t.OverWeek++
		x.witness(WitnessKey{Code: "over_week", A: program.None, B: program.None, Value: n})
		x.fill(week, func(n *Together) *int64 { return &n.Weeks })
	case n <= policy.MostPerWeek && wanted > policy.MostPerWeek:
		t.Pressed++
		x.witness(WitnessKey{Code: "pressed", A: program.None, B: program.None, Value: wanted})
	}
}

// unasked tells that a window holds a message of marketing or a call: one that is full of what people have asked for and need, such
// as the reminders of a day they have signed up for, floods nobody.
func (x *life) unasked(w window) bool {
	for i := w.from; i < w.until; i++ {
		if message := x.touches[i].message; message == program.None || x.p.Messages[message].Marketing {
			return true
		}
	}
	return false
}

// few shows somebody who got fewer touches than the policy's least, when all the days in which they count are in the run.
func (x *life) few(touches int64, whole bool) {
	if whole == x.p.Policy.LeastInAll && touches < x.p.Policy.Least {
		x.witness(leftAlone)
	}
}

var leftAlone = WitnessKey{Code: "left_alone", A: program.None, B: program.None}

// soldLate is a message that sold what the person had already, and when it did so first.
type soldLate struct {
	number int32
	at     int64
}

// sold notes a message of an instance, by the order of its start, that sells what the person has already: a goal reached since the
// instance began, or less than the duplicate window ago.
func (x *life) sold(number int32, msg *program.Message, began uint32) {
	if msg.Sells == program.None {
		return
	}
	g := &x.goals[x.p.Steps[msg.Sells].Index]
	late := g.order > began || msg.NotToOwners && x.now-g.at < x.p.Policy.DuplicateWindow
	if late && (g.count > 0 || g.had) && !slices.ContainsFunc(x.soldLate, func(s soldLate) bool { return s.number == number }) {
		x.soldLate = append(x.soldLate, soldLate{number, x.now})
	}
}

// finishSold counts the person for messages after their goal, by message and by sender.
func (x *life) finishSold() {
	if len(x.soldLate) == 0 {
		return
	}
	x.senders = x.senders[:0]
	for _, s := range x.soldLate {
		x.tally.SoldLate[s.number]++
		x.witnessAt(WitnessKey{Code: "after_goal", A: x.p.Messages[s.number].Step, B: program.None}, s.at)
		x.countSender(s.number, 1, func(n *HitCount) *int64 { return &n.Hit })
	}
	x.soldLate = x.soldLate[:0]
}

// countSender counts people, of whom each has been counted for the senders there are, for who sent a message that sells something.
func (x *life) countSender(number int32, people int64, what func(*HitCount) *int64) {
	if x.p.Messages[number].Sells == program.None {
		return
	}
	if sender := x.p.SenderOf(number); !slices.Contains(x.senders, sender) {
		x.senders = append(x.senders, sender)
		*what(&x.tally.Sold[sender]) += people
	}
}
