package simulate_test

import (
	"slices"
	"strings"
	"time"

	"rehearse/journey"
	"rehearse/journey/alike"
	"rehearse/simulate"
)

// readHarm counts again from a story what was too much for the person and who did it, by the words of docs/results.md.
func (r *recount) readHarm(m *journey.Map, s *simulate.Story, touches []touchAt, zone *time.Location) {
	sender := func(at touchAt) string { return string(m.Step(journey.ID(at.step)).Scenario) }
	seen := map[string]bool{}
	once := func(parts ...string) {
		if key := strings.Join(parts, "/"); !seen[key] {
			seen[key] = true
			r.add(parts...)
		}
	}
	order := map[string]int{"": -1}
	for i, scenario := range m.Scenarios {
		order[string(scenario.ID)] = i
	}
	pair := func(what, a, b string) {
		if order[a] > order[b] {
			a, b = b, a
		}
		once("together", what, a, b)
	}
	fill := func(what string, window []touchAt) {
		for i := range window {
			for _, earlier := range window[:i] {
				pair(what, sender(earlier), sender(window[i]))
			}
		}
	}
	var day, week []touchAt
	for i, at := range touches {
		on := func(t touchAt) string {
			return startOf(m).Add(time.Duration(t.at) * time.Millisecond).In(zone).Format(time.DateOnly)
		}
		first := i
		for first > 0 && on(touches[first-1]) == on(at) {
			first--
		}
		if i+1-first > len(day) {
			day = touches[first : i+1]
		}
		for first = i; first > 0 && at.at-touches[first-1].at < 7*24*3_600_000; {
			first--
		}
		if i+1-first > len(week) {
			week = touches[first : i+1]
		}
	}
	unasked := func(window []touchAt) bool {
		return slices.ContainsFunc(window, func(at touchAt) bool {
			step := m.Step(journey.ID(at.step))
			return step.Call != nil || step.Message.Class == journey.ClassMarketing
		})
	}
	if len(day) > m.Policy.MostADay() && unasked(day) {
		r.add("over", "day")
		fill("days", day)
	}
	if len(week) > m.Policy.MostAWeek() && unasked(week) {
		r.add("over", "week")
		fill("weeks", week)
	}
	for i, at := range touches {
		for _, earlier := range touches[:i] {
			a, b := m.Step(journey.ID(earlier.step)), m.Step(journey.ID(at.step))
			if a.Message == nil || b.Message == nil || a.Message.RepeatOK || b.Message.RepeatOK || at.at-earlier.at >= int64(m.Policy.RepeatsWithin())*1000 {
				continue
			}
			how := "between"
			switch {
			case a.Scenario == b.Scenario && at.instance == earlier.instance:
				how = "within"
			case a.Scenario == b.Scenario:
				how = "again"
			}
			first, second := a.ID, b.ID
			if slices.Index(m.Steps, a) > slices.Index(m.Steps, b) {
				first, second = second, first
			}
			if how != "within" && a.Message.Topic != "" && a.Message.Topic == b.Message.Topic {
				once("pair", "same_topic", how, string(first), string(second))
				pair("repeats", string(a.Scenario), string(b.Scenario))
			}
			one, two := textIn(m, a.Message, s.Language), textIn(m, b.Message, s.Language)
			subjects, bodies := alike.Contents(one, two)
			code := ""
			switch {
			case one.Empty() || two.Empty():
			case one.Key() == two.Key():
				code = "same_content"
			case how != "within" && (subjects.Degree != alike.Different || bodies.Degree != alike.Different):
				code = "near_content"
			}
			if code != "" {
				once("pair", code, how, string(first), string(second))
				pair("repeats", string(a.Scenario), string(b.Scenario))
			}
		}
	}
}

// textIn is what somebody who speaks a language reads.
func textIn(m *journey.Map, message *journey.Message, language string) alike.Content {
	for _, tag := range []string{language, strings.Split(language, "-")[0], m.Settings.FallbackLanguage, strings.Split(m.Settings.FallbackLanguage, "-")[0]} {
		for _, c := range message.Contents {
			if tag != "" && strings.EqualFold(c.Language, tag) {
				return alike.ReadContent(c.Subject, c.Body)
			}
		}
	}
	return alike.ReadContent("", "")
}

// write gives messages something to say, of which some is the same and some nearly the same to readers.
func write(m *journey.Map) {
	const body = "Your cart is saved for two days, the prices will not change. Come back and finish the order with one click."
	letters := []journey.Content{
		{Subject: "Your red cart waits"}, {Subject: "Your red cart still waits"}, {Subject: "Your red cart, still there"}, {Subject: "your RED cart is waiting!"},
		{Subject: "Back soon?", Body: body}, {Subject: "We miss you", Body: body + " See you."},
	}
	for i, step := range m.Steps {
		if step.Message == nil {
			continue
		}
		step.Message.Contents = nil
		for _, language := range m.Settings.Languages {
			c := letters[i*i%len(letters)]
			c.Language = language
			step.Message.Contents = append(step.Message.Contents, c)
		}
	}
}

// setHarm is the same as the result has it.
func setHarm(result *simulate.Result, set func(n int64, parts ...string)) {
	set(result.Touches.OverDay.Num, "over", "day")
	set(result.Touches.OverWeek.Num, "over", "week")
	for _, n := range result.Touches.Together {
		set(n.Days, "together", "days", string(n.A), string(n.B))
		set(n.Weeks, "together", "weeks", string(n.A), string(n.B))
		set(n.Repeats, "together", "repeats", string(n.A), string(n.B))
	}
	for _, p := range result.Pairs {
		set(p.People, "pair", p.Code, p.How, string(p.A), string(p.B))
	}
}
