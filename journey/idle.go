package journey

// An idle part of a record is one that another choice of the record makes meaningless: the hour of a wait of two days, the length of a
// calendar cap. Checks refuse it, because whoever wrote it meant something; files of earlier versions may hold it and mean nothing by it.
type idlePart struct {
	code, field string
	args        Args
	drop        func()
}

// DropIdle takes from a record what its own choices make meaningless, and says a re-entry after no days as what it was: at any time.
// The record means what it meant.
func DropIdle(r Record) {
	switch r := r.(type) {
	case *Scenario:
		if r.Reentry == ReentryPause && r.ReentryDays == 0 {
			r.Reentry = ReentryAnyTime
		}
		drop(r.idle())
	case *Step:
		if r.Wait != nil {
			r.Wait.DropIdle()
		}
	case *Policy:
		for i := range r.Caps {
			r.Caps[i].DropIdle()
		}
	}
}

// DropIdle leaves a trigger what its kind knows.
func (t *Trigger) DropIdle() { drop(t.idle()) }

// DropIdle leaves a wait what its kind knows.
func (w *Wait) DropIdle() { drop(w.idle()) }

// DropIdle leaves a cap what its window, its action and its winner know.
func (c *Cap) DropIdle() { drop(c.idle()) }

func drop(parts []idlePart) {
	for _, part := range parts {
		part.drop()
	}
}

// idle are the idle parts of a scenario and its trigger.
func (s *Scenario) idle() (parts []idlePart) {
	if s.Reentry != ReentryPause && s.ReentryDays > 0 {
		parts = append(parts, idlePart{"journey.reentry_days_idle", "reentry_days", nil, func() { s.ReentryDays = 0 }})
	}
	return append(parts, s.Trigger.idle()...)
}

// idle are the parts of another kind of trigger.
func (t *Trigger) idle() (parts []idlePart) {
	for _, part := range []struct {
		name string
		of   TriggerKind
		said bool
		drop func()
	}{
		{"event", TriggerEvent, t.Event != "", func() { t.Event = "" }},
		{"segment", TriggerSegment, t.Segment != "", func() { t.Segment = "" }},
		{"date", TriggerDate, t.Date != "", func() { t.Date = "" }},
		{"at", TriggerDate, t.At != 0, func() { t.At = 0 }},
		{"zone", TriggerDate, t.Zone != "", func() { t.Zone = "" }},
		{"repeat", TriggerDate, t.Repeat != "" && t.Repeat != RepeatOnce, func() { t.Repeat = RepeatOnce }},
		{"property", TriggerDate, t.Property != "", func() { t.Property = "" }},
		{"offset_days", TriggerDate, t.OffsetDays != 0, func() { t.OffsetDays = 0 }},
	} {
		if part.said && t.Kind != part.of {
			parts = append(parts, extra("trigger."+part.name, part.name, string(t.Kind), part.drop))
		}
	}
	return parts
}

// idle are the parts of another kind of wait: "2 days, at 9:00" would quietly be two days.
func (w *Wait) idle() (parts []idlePart) {
	for _, part := range []struct {
		name string
		of   WaitKind
		said bool
		drop func()
	}{
		{"for", WaitDuration, !w.For.IsZero(), func() { w.For = Law{} }},
		{"days", WaitUntil, len(w.Days) > 0, func() { w.Days = nil }},
		{"at", WaitUntil, w.At != 0, func() { w.At = 0 }},
		{"clock", WaitUntil, w.Clock != "" && w.Clock != ClockPerson, func() { w.Clock = ClockPerson }},
		{"event", WaitEvent, w.Event != "", func() { w.Event = "" }},
		{"time_out", WaitEvent, w.TimeOut != 0, func() { w.TimeOut = 0 }},
		{"anchor", WaitAnchor, w.Anchor != nil, func() { w.Anchor = nil }},
		{"late", WaitAnchor, w.Late != "" && w.Late != LateSkip, func() { w.Late = LateSkip }},
	} {
		if part.said && w.Kind != part.of {
			parts = append(parts, extra("wait."+part.name, part.name, string(w.Kind), part.drop))
		}
	}
	return parts
}

func extra(field, part, kind string, drop func()) idlePart {
	return idlePart{"journey.part_extra", field, Args{"Part": part, "Kind": kind}, drop}
}

// idle are the parts of a cap that its window, its action or its winner know nothing of; fields begin at the cap.
func (c *Cap) idle() (parts []idlePart) {
	if timed := c.Window == CapRolling || c.Window == CapSinceLast; timed && c.Periods != 0 {
		parts = append(parts, idlePart{"journey.cap_periods_idle", "periods", nil, func() { c.Periods = 0 }})
	} else if !timed && c.Length != 0 {
		parts = append(parts, idlePart{"journey.cap_length_idle", "length", nil, func() { c.Length = 0 }})
	}
	if c.Hit != CapChannel && c.Fallback != "" {
		parts = append(parts, idlePart{"journey.cap_fallback_idle", "fallback", nil, func() { c.Fallback = "" }})
	}
	if c.Winner != WinPriority && c.LookAhead != 0 {
		parts = append(parts, idlePart{"journey.cap_look_ahead_idle", "look_ahead", nil, func() { c.LookAhead = 0 }})
	}
	return parts
}

// idle refuses idle parts; their fields begin at a place.
func (c *checker) idle(place string, parts []idlePart) {
	for _, part := range parts {
		c.add(part.code, place+part.field, part.args)
	}
}
