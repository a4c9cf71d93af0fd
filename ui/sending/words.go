// Package sending puts the rules under which messages are sent into sentences one can read aloud: frequency caps, quiet hours,
// and what another set of rules would change. It knows no window.
package sending

import (
	"strings"

	"rehearse/journey"
	"rehearse/ui/text"
)

// Cap is a frequency cap as one sentence. Switches that stand as they usually do are not named.
func Cap(p *text.Printer, m *journey.Map, c *journey.Cap) string {
	var then []string
	if c.Counts == journey.CountAttempt || c.Counts == journey.CountDelivery {
		then = append(then, p.T("sending.counts."+string(c.Counts), nil))
	}
	hit := c.Hit
	if hit == "" {
		hit = journey.CapSkip
	}
	over := journey.Args{"Channel": name(m, journey.KindChannel, c.Fallback)}
	if c.Max == 0 {
		then = append(then, p.T("sending.each."+string(hit), over))
		return p.T("sending.sentence", journey.Args{"Rule": p.T("sending.none."+scope(c), of(m, c)), "Then": strings.Join(then, "; ")})
	}
	if c.Winner == journey.WinPriority {
		if c.LookAhead > 0 {
			then = append(then, p.T("sending.look_ahead", journey.Args{"Length": length(p, "length", c.LookAhead)}))
		} else {
			then = append(then, p.T("sending.priority", nil))
		}
	}
	then = append(then, p.T("sending.hit."+string(hit), over))
	args := of(m, c)
	args["Count"] = c.Max
	if c.Window == journey.CapSinceLast {
		args["Count"] = 1 // whatever the cap says: there is room only when there was none
	}
	rule := p.T("sending.most."+scope(c), args) + " " + window(p, c)
	return p.T("sending.sentence", journey.Args{"Rule": rule, "Then": strings.Join(then, "; ")})
}

// scope is the ending of the message about what a cap counts together. Without names each channel, topic or scenario is
// counted by itself.
func scope(c *journey.Cap) string {
	switch {
	case c.Scope == "" || c.Scope == journey.ScopeAll:
		return string(journey.ScopeAll)
	case len(c.Of) == 0:
		return "each_" + string(c.Scope)
	}
	return string(c.Scope)
}

// of names what a cap counts together.
func of(m *journey.Map, c *journey.Cap) journey.Args {
	kind := map[journey.CapScope]journey.Kind{
		journey.ScopeChannels: journey.KindChannel, journey.ScopeTopic: journey.KindTopic, journey.ScopeScenario: journey.KindScenario,
	}[c.Scope]
	names := make([]string, len(c.Of))
	for i, id := range c.Of {
		names[i] = name(m, kind, id)
	}
	return journey.Args{"Of": strings.Join(names, " + ")}
}

func name(m *journey.Map, kind journey.Kind, id journey.ID) string {
	if r := m.Lookup(journey.Ref{Kind: kind, ID: id}); r != nil && journey.NameOf(r) != "" {
		return journey.NameOf(r)
	}
	return string(id)
}

// window is over what a cap counts.
func window(p *text.Printer, c *journey.Cap) string {
	switch c.Window {
	case journey.CapSinceLast:
		return length(p, "since", c.Length)
	case journey.CapDay, journey.CapWeek, journey.CapMonth:
		words := p.T("sending."+string(c.Window), journey.Args{"Count": max(1, c.Periods)})
		if c.Window == journey.CapWeek && c.WeekStarts != "" && c.WeekStarts != "mon" {
			words += " " + p.T("sending.week_starts", journey.Args{"Day": p.T("step.word.Weekday."+string(c.WeekStarts), nil)})
		}
		return words + " " + clock(p, c.Clock)
	}
	return length(p, "rolling", c.Length)
}

func clock(p *text.Printer, c journey.Clock) string {
	if c == "" {
		c = journey.ClockPerson
	}
	return p.T("sending.clock."+string(c), nil)
}

// length puts a length of time into a sentence: whole days and whole hours as they are spoken.
func length(p *text.Printer, id string, d journey.Duration) string {
	switch {
	case d > 0 && d%journey.Day == 0:
		return p.T("sending."+id+"_days", journey.Args{"Count": int(d / journey.Day)})
	case d > 0 && d%journey.Hour == 0:
		return p.T("sending."+id+"_hours", journey.Args{"Count": int(d / journey.Hour)})
	}
	return p.T("sending."+id+"_other", journey.Args{"Length": p.Duration(d)})
}

// Quiet are quiet hours as one sentence.
func Quiet(p *text.Printer, q *journey.QuietHours) string {
	if q == nil || len(q.Hours) == 0 {
		return p.T("sending.quiet_none", nil)
	}
	days := journey.Weekday("").Words()
	hours := make([]string, len(days))
	for i, day := range days {
		var list []string
		for _, h := range q.Hours {
			if string(h.Day) == day {
				list = append(list, h.From.String()+"–"+h.Until.String())
			}
		}
		hours[i] = strings.Join(list, ", ")
	}
	var when []string
	for i := 0; i < len(days); {
		end := i + 1
		for end < len(days) && hours[end] == hours[i] {
			end++
		}
		if hours[i] != "" {
			name := p.T("draw.weekday."+days[i], nil)
			switch {
			case end-i == len(days):
				name = p.T("sending.every_day", nil)
			case end-i > 1:
				name += "–" + p.T("draw.weekday."+days[end-1], nil)
			}
			when = append(when, name+" "+hours[i])
		}
		i = end
	}
	action := q.Action
	if action == "" {
		action = journey.QuietHold
	}
	return p.T("sending.quiet", journey.Args{"When": strings.Join(when, ", "), "Clock": clock(p, q.Clock), "Then": p.T("sending.quiet_then."+string(action), nil)})
}

// Changes are what other rules would change, by what happens to each sentence.
type Changes struct{ Gone, New, Same []string }

// Compare lists the caps and quiet hours of one policy against another's.
func Compare(p *text.Printer, m *journey.Map, now, then *journey.Policy) Changes {
	was, will := sentences(p, m, now), sentences(p, m, then)
	var c Changes
	left := map[string]int{}
	for _, s := range will {
		left[s]++
	}
	for _, s := range was {
		if left[s] > 0 {
			left[s]--
			c.Same = append(c.Same, s)
		} else {
			c.Gone = append(c.Gone, s)
		}
	}
	for _, s := range will {
		if left[s] > 0 {
			left[s]--
			c.New = append(c.New, s)
		}
	}
	return c
}

func sentences(p *text.Printer, m *journey.Map, policy *journey.Policy) []string {
	var list []string
	for i := range policy.Caps {
		list = append(list, Cap(p, m, &policy.Caps[i]))
	}
	return append(list, Quiet(p, policy.QuietHours))
}
