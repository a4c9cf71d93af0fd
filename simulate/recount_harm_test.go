package simulate_test

import (
	"slices"
	"strings"
	"time"

	"rehearse/journey"
	"rehearse/journey/alike"
	"rehearse/simulate"
	"rehearse/simulate/oracle"
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
			offered := a.Message.Offer != "" && a.Message.Offer == b.Message.Offer && a.Message.Role != journey.RoleReminder && b.Message.Role != journey.RoleReminder
			if how != "within" && (a.Message.Topic != "" && a.Message.Topic == b.Message.Topic || offered) {
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

// readMore counts again from a story who was pressed, got much at one end of quiet hours, too little, or was sold what they had.
func (r *recount) readMore(m *journey.Map, s *simulate.Story, touches []touchAt) {
	type instance struct {
		scenario journey.ID
		number   int64
	}
	wanted, went := map[stay]bool{}, map[stay]bool{}
	release, together := map[stay]int64{}, map[int64]int{}
	began, heldOut := map[instance]int{{}: -1}, map[instance]bool{}
	reached, at := map[journey.ID]int{}, map[journey.ID]int64{}
	late := map[string]bool{}
	var wants []int64
	for i, x := range s.Moments {
		here, in := stayOf(&x), instance{x.Scenario, x.Instance}
		if x.Scenario == "" {
			in = instance{}
		}
		switch x.What {
		case "start":
			began[in], heldOut[in] = i, x.Reason == "holdout"
		case "enter":
			if m.Step(x.Step).Goal != nil && !heldOut[in] {
				reached[x.Step], at[x.Step] = i, x.At
			}
		case "call":
			wants = append(wants, x.At)
		case "want":
			if !wanted[here] {
				wanted[here] = true
				wants = append(wants, x.At)
			}
		case "hold":
			if x.Reason == "quiet_hours" {
				release[here] = x.Until
			}
		case "send":
			if went[here] {
				continue
			}
			went[here] = true
			if until, held := release[here]; held && until == x.At {
				together[x.At]++
			}
			step := m.Step(x.Step)
			goal := oracle.Sold(m, step)
			if goal == nil || goal.Goal.EveryTime {
				continue
			}
			order, is := reached[goal.ID]
			if !is {
				continue
			}
			after := order > began[in]
			if scenario := m.Scenario(x.Scenario); scenario != nil {
				owners := scenario.Trigger.Kind == journey.TriggerEvent && (scenario.Trigger.Event == goal.ID || scenario.Trigger.Event == goal.Goal.Event)
				if scenario.Trigger.Kind == journey.TriggerDate {
					owners = step.Message.Role != journey.RoleOffer && step.Message.Role != journey.RoleReminder
				}
				after = after || !owners && x.At-at[goal.ID] < int64(m.Policy.RepeatsWithin())*1000
			}
			if after {
				late[string(x.Scenario)+"/"+string(x.Step)] = true
				late[string(x.Scenario)] = true
			}
		}
	}
	for name := range late {
		r.add("after_goal", name)
	}
	fullest := func(times []int64) (most int) {
		for i, last := range times {
			n := 0
			for _, at := range times[:i+1] {
				if last-at < 7*24*3_600_000 {
					n++
				}
			}
			most = max(most, n)
		}
		return most
	}
	var times []int64
	for _, touch := range touches {
		times = append(times, touch.at)
	}
	if limit := m.Policy.MostAWeek(); m.Step("base") == nil && fullest(times) <= limit && fullest(wants) > limit {
		r.add("over", "pressed")
	}
	for _, n := range together {
		if n >= max(2, m.Policy.MostADay()) {
			r.add("over", "at_once")
			break
		}
	}
	if p := m.Policy; p.LeastTouches > 0 {
		n, come, whole := 0, s.Moments[0].At, true
		if p.LeastTouchesDays > 0 {
			whole = come+int64(p.LeastTouchesDays)*24*3_600_000 <= int64(m.Settings.HorizonDays)*24*3_600_000
		}
		for _, touch := range touches {
			if p.LeastTouchesDays == 0 || touch.at < come+int64(p.LeastTouchesDays)*24*3_600_000 {
				n++
			}
		}
		if whole && n < p.LeastTouches {
			r.add("over", "under")
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
	if len(m.Steps)%2 == 0 { // what the night holds goes out together
		m.Policy.Caps = nil
		m.Policy.QuietHours = &journey.QuietHours{Clock: journey.ClockPerson, Action: journey.QuietHold}
		for _, day := range (journey.Weekday("")).Words() {
			m.Policy.QuietHours.Hours = append(m.Policy.QuietHours.Hours, journey.Hours{Day: journey.Weekday(day), From: 18 * 3600, Until: 11 * 3600})
		}
	}
	m.Policy.LeastTouches, m.Policy.LeastTouchesDays = 2, 4*(len(m.Steps)%2)
	for i, step := range m.Steps {
		if step.Goal != nil {
			step.Goal.EveryTime = step.Goal.EveryTime && i%3 == 0
		}
		if step.Message == nil {
			continue
		}
		if i%4 == 0 {
			step.Message.Role = journey.RoleReminder
		}
		if goal := slices.IndexFunc(m.Steps, func(s *journey.Step) bool { return s.Goal != nil && !s.Goal.EveryTime }); goal >= 0 && i%3 > 0 {
			step.Message.Class, step.Message.Goal = journey.ClassMarketing, journey.Ref{Kind: journey.KindStep, ID: m.Steps[goal].ID}
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
	set(result.Touches.Pressed.Num, "over", "pressed")
	for _, n := range result.Touches.Together {
		set(n.Days, "together", "days", string(n.A), string(n.B))
		set(n.Weeks, "together", "weeks", string(n.A), string(n.B))
		set(n.Repeats, "together", "repeats", string(n.A), string(n.B))
	}
	for _, p := range result.Pairs {
		set(p.People, "pair", p.Code, p.How, string(p.A), string(p.B))
	}
}

// setMore is the same as the result has it.
func setMore(result *simulate.Result, set func(n int64, parts ...string)) {
	set(result.Touches.AtOnce.Num, "over", "at_once")
	if result.Touches.Under != nil {
		set(result.Touches.Under.Num, "over", "under")
	}
	for _, s := range result.AfterGoal {
		set(s.People.Num, "after_goal", string(s.Scenario))
		for _, x := range s.Messages {
			set(x.People, "after_goal", string(s.Scenario)+"/"+string(x.ID))
		}
	}
}
