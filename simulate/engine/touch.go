package engine

import (
	"slices"

	"rehearse/simulate/program"
)

// touch is a contact: a message whatever its channels, or an attempt of a call.
type touch struct {
	at      int64
	message int32 // None for calls
	content int32
	// scenario it came from, None for the main flow and for what was before the run.
	scenario int32
}

// touch remembers a contact of a scenario (None: the main flow).
func (x *life) touch(scenario, step int32) {
	c := touch{at: x.now, message: program.None, scenario: scenario}
	if s := &x.p.Steps[step]; s.Kind == program.KindMessage {
		c.message = s.Index
		c.content = x.p.Messages[s.Index].Content[x.who.Language]
	}
	x.touches = append(x.touches, c)
	if scenario != program.None {
		x.tally.Scenarios[scenario].Sends++
	}
}

// met looks for what this message repeats: the same topic or content within the duplicate window, and a
// goal reached just before.
func (x *life) met(msg *program.Message) {
	number := x.p.Steps[msg.Step].Index
	if x.gotEpoch[number] != x.epoch {
		x.gotEpoch[number] = x.epoch
		x.got = append(x.got, number)
		x.tally.Received[number]++
	}
	x.afterGoalOf(msg)
	content := msg.Content[x.who.Language]
	if msg.RepeatOK || (msg.Topic == program.None && content == 0) {
		return
	}
	for i := len(x.touches) - 1; i >= 0 && x.now-x.touches[i].at < x.p.Policy.DuplicateWindow; i-- {
		other := x.touches[i].message
		if other == program.None || x.p.Messages[other].RepeatOK {
			continue
		}
		a, b := min(number, other), max(number, other)
		if msg.Topic != program.None && x.p.Messages[other].Topic == msg.Topic {
			x.near(PairKey{A: a, B: b})
		}
		if content != 0 && x.touches[i].content == content {
			x.near(PairKey{Content: true, A: a, B: b})
		}
	}
}

// near counts a pair once per person.
func (x *life) near(key PairKey) {
	if slices.Contains(x.pairsNear, key) {
		return
	}
	x.pairsNear = append(x.pairsNear, key)
	x.tally.pair(key).Near++
	code := "same_topic"
	if key.Content {
		code = "same_content"
	}
	x.witness(WitnessKey{Code: code, A: x.p.Messages[key.A].Step, B: x.p.Messages[key.B].Step})
}

// afterGoalOf notes a message to somebody who reached its goal, or its scenario's, less than the duplicate
// window ago.
func (x *life) afterGoalOf(msg *program.Message) {
	at := x.lastReached(msg.GoalStep, msg.GoalEvent)
	if scenario := x.p.Steps[msg.Step].Scenario; scenario != program.None {
		at = max(at, x.lastReached(x.p.Scenarios[scenario].GoalStep, x.p.Scenarios[scenario].GoalEvent))
	}
	if at != never && x.now-at < x.p.Policy.DuplicateWindow {
		x.witness(WitnessKey{Code: "after_goal", A: msg.Step, B: program.None})
	}
}

// lastReached is when a goal step was reached, or an event happened, the last time; never for not.
func (x *life) lastReached(step, goalEvent int32) int64 {
	switch {
	case step != program.None && (x.goals[x.p.Steps[step].Index].count > 0 || x.goals[x.p.Steps[step].Index].had):
		return x.goals[x.p.Steps[step].Index].at
	case goalEvent != program.None && x.memory.count[goalEvent] > 0:
		return x.memory.last[goalEvent]
	}
	return never
}

// finishTouches counts a person's contacts at the end of their life. Contacts before the counted time are in no sum of
// their own, but a day or seven days that end in it are as full as they were for the person.
func (x *life) finishTouches() {
	t := x.tally
	x.finishStarts()
	if len(x.touches)+len(x.wants) == 0 {
		t.untouched++
		return
	}
	touches := int64(len(x.touches) - x.before)
	t.Touches.Add(touches)
	today := x.fullestDay()
	x.blame(today, t.Pressure.Day)
	day := today.touches()
	t.WorstDay.Add(day)
	x.scratch = x.scratch[:0]
	for i := range x.touches {
		x.scratch = append(x.scratch, x.touches[i].at)
	}
	full := fullestWeek(x.scratch, x.before)
	x.blame(full, t.Pressure.Week)
	seven, wanted := full.touches(), fullestWeek(x.wants, x.wantedBefore).touches()
	t.Worst7.Add(seven)
	t.Wanted7.Add(wanted)
	x.batch[BatchTouches] += touches
	x.batch[BatchDay] += day
	x.batch[BatchWeek] += seven
	x.batch[BatchWanted] += wanted
	x.finishBurst()
	if day > 1 && day >= x.mostDay {
		x.mostDay = day
		x.witness(WitnessKey{Code: "most_in_day", A: program.None, B: program.None, Value: day})
	}
	if seven > 1 && seven >= x.most7 {
		x.most7 = seven
		x.witness(WitnessKey{Code: "most_in_7_days", A: program.None, B: program.None, Value: seven})
	}
	for i, a := range x.got {
		for _, b := range x.got[i+1:] {
			x.both(min(a, b), max(a, b))
		}
	}
}

// both counts people who got both messages of a pair that could repeat each other, in whatever language.
func (x *life) both(a, b int32) {
	one, two := &x.p.Messages[a], &x.p.Messages[b]
	if one.RepeatOK || two.RepeatOK {
		return
	}
	if one.Topic != program.None && one.Topic == two.Topic {
		x.tally.pair(PairKey{A: a, B: b}).Both++
	}
	for language, content := range one.Content {
		if content != 0 && content == two.Content[language] {
			x.tally.pair(PairKey{Content: true, A: a, B: b}).Both++
			return
		}
	}
}
