package simulate_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// sendRecord is a contact read from a story by the checker below, which shares no code with the engine: it
// knows the policy's words and Go's own clock.
type sendRecord struct {
	at              time.Time
	channel         journey.ID
	topic, scenario journey.ID
}

// policeman checks a story against the map's policy.
type policeman struct {
	m         *journey.Map
	zone      *time.Location
	sends     []sendRecord
	delivered []sendRecord
	ended     map[[2]any]bool
	channels  map[journey.ID]bool // unsubscribed
	topics    map[journey.ID]bool
	dead      map[journey.ID]bool // addresses that bounced hard
	heldOut   map[journey.ID]bool // scenarios
	all       bool
	over      bool
}

func (p *policeman) clock(c journey.Clock, personal *time.Location) *time.Location {
	switch c {
	case journey.ClockMap:
		return p.zone
	case journey.ClockUTC:
		return time.UTC
	}
	return personal
}

// TestNoStoryBreaksThePolicy reads what happened to people of random maps: no cap is exceeded, nothing but
// transactional messages goes out in quiet hours or to somebody who unsubscribed, nothing to those held out or to an address
// that bounced, and nothing happens after an exit.
func TestNoStoryBreaksThePolicy(t *testing.T) {
	t.Parallel()
	sends := 0
	for seed := range uint64(120) {
		m := richMap(seed + 10_000)
		if seed >= 60 {
			m = randomMap(seed+10_000, trial.CapSwitches)
		}
		for n := int64(1); n <= 20; n++ {
			story, err := simulate.Replay(context.Background(), m, simulate.Spec{Seed: 3, People: 40}, simulate.PersonRef{Seed: 3, Number: n})
			if err != nil {
				t.Fatal(err)
			}
			sends += police(t, seed, m, story)
		}
	}
	if sends < 1000 {
		t.Errorf("only %d sends were looked at", sends)
	}
}

func police(t *testing.T, seed uint64, m *journey.Map, story *simulate.Story) int {
	t.Helper()
	mapZone, err := time.LoadLocation(m.Settings.Zone)
	if err != nil {
		t.Fatal(err)
	}
	personal, err := time.LoadLocation(story.Zone)
	if err != nil {
		t.Fatal(err)
	}
	start, err := time.ParseInLocation(time.DateOnly, string(m.Settings.Start), mapZone)
	if err != nil {
		t.Fatal(err)
	}
	p := &policeman{m: m, zone: mapZone, ended: map[[2]any]bool{}, channels: map[journey.ID]bool{}, topics: map[journey.ID]bool{},
		dead: map[journey.ID]bool{}, heldOut: map[journey.ID]bool{}}
	for _, moment := range story.Moments {
		at := start.Add(time.Duration(moment.At) * time.Millisecond)
		fail := func(what string) {
			t.Errorf("map %d, person %d, %s: %s at step %s", seed, story.Person.Number, moment.Local, what, moment.Step)
		}
		if want := at.In(personal).Format(time.DateTime); moment.Local != want {
			fail("local time should be " + want)
		}
		if p.over {
			fail(moment.What + " after everything had ended")
		}
		switch moment.What {
		case "exit_map", "stopped":
			// What follows at the same moment is only the end of what was running.
		case "end":
			p.ended[[2]any{moment.Scenario, moment.Instance}] = true
		case "enter", "take":
			if moment.Scenario != "" && p.ended[[2]any{moment.Scenario, moment.Instance}] {
				fail(moment.What + " after the instance had ended")
			}
		case "start":
			if moment.Reason == "holdout" {
				p.heldOut[moment.Scenario] = true
			}
		case "hard_bounce":
			p.dead[moment.Of] = true
		case "unsubscribe":
			p.unsubscribed(moment)
		case "call":
			p.sends = append(p.sends, sendRecord{at: at, channel: moment.Of, scenario: moment.Scenario})
			p.delivered = append(p.delivered, sendRecord{at: at, channel: moment.Of, scenario: moment.Scenario})
		case "deliver":
			step := m.Step(moment.Step)
			if step.Message.Class != journey.ClassTransactional {
				p.delivered = append(p.delivered, sendRecord{at: at, channel: moment.Of, topic: step.Message.Topic, scenario: step.Scenario})
			}
		case "send":
			step := m.Step(moment.Step)
			if moment.Scenario != "" && p.ended[[2]any{moment.Scenario, moment.Instance}] {
				fail("sent after the instance had ended")
			}
			if p.heldOut[moment.Scenario] {
				fail("sent to somebody held out")
			}
			if p.dead[moment.Of] && !gives(m, journey.ChangeKnown) {
				fail("sent to an address that had bounced")
			}
			if step.Message.Class == journey.ClassTransactional {
				continue
			}
			record := sendRecord{at: at, channel: moment.Of, topic: step.Message.Topic, scenario: step.Scenario}
			if hour := at.In(personal).Hour(); m.Policy.QuietHours != nil && (hour >= 22 || hour < 8) {
				fail("sent in quiet hours")
			}
			if p.withdrawn(record) {
				fail("sent after unsubscribing")
			}
			if id := p.capBroken(record, personal); id != "" {
				fail("sent over the cap " + string(id))
			}
			p.sends = append(p.sends, record)
		}
	}
	return len(p.sends)
}

func (p *policeman) unsubscribed(moment simulate.Moment) {
	topic := p.m.Step(moment.Step).Message.Topic
	switch p.m.Policy.UnsubscribeScope {
	case journey.UnsubscribeAll:
		p.all = true
	case journey.UnsubscribeTopic:
		p.topics[topic] = true
	default:
		p.channels[moment.Of] = true
	}
}

// withdrawn tells that the person unsubscribed from such sends. Maps that give consent back are not judged.
func (p *policeman) withdrawn(r sendRecord) bool {
	return !gives(p.m, journey.ChangeAllowed) && (p.all || p.channels[r.channel] || p.topics[r.topic])
}

// gives tells that some step of a map makes such a change.
func gives(m *journey.Map, kind journey.ChangeKind) bool {
	is := func(c journey.Change) bool { return c.Kind == kind && !c.No }
	return slices.ContainsFunc(m.Steps, func(s *journey.Step) bool {
		return (s.Touchpoint != nil && slices.ContainsFunc(s.Touchpoint.Changes, is)) || (s.Update != nil && slices.ContainsFunc(s.Update.Changes, is))
	})
}

// capBroken names the first cap that had no room for a send.
func (p *policeman) capBroken(r sendRecord, personal *time.Location) journey.ID {
	if p.m.Channel(r.channel).CapsExempt {
		return ""
	}
	scope := func(c *journey.Cap, x sendRecord) journey.ID {
		return map[journey.CapScope]journey.ID{journey.ScopeChannels: x.channel, journey.ScopeTopic: x.topic, journey.ScopeScenario: x.scenario}[c.Scope]
	}
	for i := range p.m.Policy.Caps {
		c := &p.m.Policy.Caps[i]
		own := scope(c, r)
		if c.Scope != journey.ScopeAll && (own == "" || (len(c.Of) > 0 && !slices.Contains(c.Of, own))) {
			continue
		}
		earlier := p.sends // under "attempt" sends are the least that counts
		if c.Counts == journey.CountDelivery {
			earlier = p.delivered
		}
		n := 0
		for _, e := range earlier {
			other := scope(c, e)
			if p.m.Channel(e.channel).CapsExempt || !p.inWindow(c, e.at, r.at, personal) {
				continue
			}
			if c.Scope == journey.ScopeAll || (len(c.Of) > 0 && slices.Contains(c.Of, other)) || (len(c.Of) == 0 && other == own) {
				n++
			}
		}
		limit := c.Max
		if c.Window == journey.CapSinceLast {
			limit = min(limit, 1)
		}
		if n >= limit {
			return c.ID
		}
	}
	return ""
}

// inWindow tells that an earlier moment still counts now.
func (p *policeman) inWindow(c *journey.Cap, earlier, now time.Time, personal *time.Location) bool {
	zone := p.clock(c.Clock, personal)
	y, month, d := now.In(zone).Date()
	from := time.Date(y, month, d, 0, 0, 0, 0, zone)
	switch c.Window {
	case journey.CapRolling, journey.CapSinceLast:
		return now.Sub(earlier) < time.Duration(c.Length)*time.Second
	case journey.CapWeek:
		first := 1 + slices.Index(journey.Weekday("").Words(), string(c.WeekStarts))
		from = time.Date(y, month, d-(int(from.Weekday())-first+7)%7-7*(max(1, c.Periods)-1), 0, 0, 0, 0, zone)
	case journey.CapMonth:
		from = time.Date(y, month-time.Month(max(1, c.Periods)-1), 1, 0, 0, 0, 0, zone)
	default:
		from = time.Date(y, month, d-(max(1, c.Periods)-1), 0, 0, 0, 0, zone)
	}
	return !earlier.Before(from)
}
