package engine

import "rehearse/simulate/program"

// touch is a contact: a message whatever its channels, or an attempt of a call.
type touch struct {
	at      int64
	message int32 // None for calls
	content int32
	// scenario it came from, None for the main flow and for what was before the run.
	scenario int32
	inst     int32
}

// touch remembers a contact of an instance (0: the main flow).
func (x *life) touch(inst, step int32) {
	scenario := x.instances[inst].scenario
	c := touch{at: x.now, message: program.None, scenario: scenario, inst: inst}
	if s := &x.p.Steps[step]; s.Kind == program.KindMessage {
		c.message = s.Index
		c.content = x.p.Messages[s.Index].Content[x.who.Language]
	}
	x.touches = append(x.touches, c)
	if scenario != program.None {
		x.tally.Scenarios[scenario].Sends++
	}
}

// met looks for what this message repeats, the same topic, offer or content within the duplicate window, and whether it sells
// what the person has already.
func (x *life) met(inst int32, msg *program.Message) {
	number := x.p.Steps[msg.Step].Index
	if x.gotEpoch[number] != x.epoch {
		x.gotEpoch[number] = x.epoch
		x.got = append(x.got, number)
		x.tally.Received[number]++
	}
	x.sold(number, msg, x.instances[inst].order)
	content := msg.Content[x.who.Language]
	if msg.RepeatOK || (msg.Topic == program.None && msg.Offer == program.None && content == 0) {
		return
	}
	for i := len(x.touches) - 1; i >= 0 && x.now-x.touches[i].at < x.p.Policy.DuplicateWindow; i-- {
		x.repeated(number, content, inst, x.instances[inst].scenario, &x.touches[i])
	}
}

// finishTouches counts a person's contacts at the end of their life. Contacts before the counted time are in no sum of
// their own, but a day or seven days that end in it are as full as they were for the person.
func (x *life) finishTouches() {
	t := x.tally
	x.finishStarts()
	if len(x.touches)+len(x.wants) == 0 {
		x.few(0, true)
		t.untouched++
		return
	}
	touches := int64(len(x.touches) - x.before)
	t.Touches.Add(touches)
	x.few(touches, true)
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
	t.Bursts.Add(x.burst.most)
	x.witnessMost(x.burst.most, day, seven)
	x.finishHarm(today, full, wanted)
}

// witnessMost keeps the person as witness of the greatest burst, fullest day and fullest seven days when nobody before had more
// in them.
func (x *life) witnessMost(burst, day, seven int64) {
	most := func(code string, most *int64, mine int64) {
		if mine >= *most {
			*most = mine
			x.witness(WitnessKey{Code: code, A: program.None, B: program.None, Value: mine})
		}
	}
	most("burst", &x.mostBurst, burst)
	most("most_in_day", &x.mostDay, day)
	most("most_in_7_days", &x.most7, seven)
}
