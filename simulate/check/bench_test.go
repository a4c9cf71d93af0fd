package check

import (
	"fmt"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// largePlan is a plan as agencies draw it, of 300 steps: a main flow of 28 steps, three of them entries, and eight scenarios
// of 34 with 15 messages each in two languages, three branches, waits, an update and clicks that lead back; four personas,
// eight segments that overlap in part, a hundred topics of which twenty stand in two scenarios, texts of which some are nearly alike.
func largePlan(tb testing.TB) *journey.Map {
	tb.Helper()
	b := trial.New(90)
	b.Personas = nil
	b.Settings.Languages, b.Settings.FallbackLanguage = []string{"en", "ru"}, "en"
	roles := []string{"owner", "marketer", "agency", "student"}
	b.Properties = append(b.Properties, &journey.Property{ID: "role", Name: "Role", Choices: roles, Default: "owner"}, &journey.Property{ID: "staff", Name: "Staff", Type: journey.PropertyNumber, Default: "5"})
	for _, role := range roles {
		p := b.Persona(journey.ID(role), 0.25)
		p.Properties = []journey.PropertyMix{{Property: "role", Values: []journey.Weighted{{Value: role, Share: journey.Guess(1)}}}, {Property: "staff", Low: 1, High: 200}}
		p.Languages = []journey.Weighted{{Value: "en", Share: journey.Guess(0.6)}, {Value: "ru", Share: journey.Guess(0.4)}}
	}
	b.Channel("email").Rates = journey.Rates{Opened: trial.Rate(0.3, journey.PerDelivered), Clicked: trial.Rate(0.05, journey.PerDelivered)}
	b.Channel("sms").Medium = journey.MediumSMS
	b.Segment("small", `property("staff") < 20`)
	b.Segment("large", `property("staff") >= 20`)
	b.Segment("owners", `property("role") = "owner"`)
	b.Segment("sellers", `property("role") = "marketer" or property("role") = "agency"`)
	b.Segment("students", `property("role") = "student"`)
	b.Segment("stuck", `never("e12") and last("e4") > 5d`)
	b.Segment("fans", `count("e8", 30d) >= 3 and in_segment("large")`)
	b.Segment("quiet", `last("e4") > 20d and never("e20")`)
	for i := range 100 {
		b.Topics = append(b.Topics, &journey.Topic{ID: journey.ID(fmt.Sprintf("t%d", i)), Name: fmt.Sprintf("Topic %d", i)})
	}
	for i := range 25 {
		b.Event(journey.ID(fmt.Sprintf("e%d", i)))
	}
	page := func(i int) journey.ID { return journey.ID(fmt.Sprintf("page%d", i)) }
	for i := range 24 {
		b.Touch(page(i), journey.ID(fmt.Sprintf("e%d", i)))
	}
	b.Step("bought", "", &journey.Goal{})
	for i := range 3 {
		id := journey.ID(fmt.Sprintf("entry%d", i))
		b.Step(id, "", &journey.Entry{PerDay: journey.Guess(100)})
		b.Link(id, journey.PortOut, page(i))
	}
	for i := range 24 {
		for _, next := range []int{i + 1, i + 3} {
			to := page(next)
			if next > 23 {
				to = "bought"
			}
			if next > 24 {
				continue
			}
			b.Weighted(page(i), to, 0.4).Delay = journey.Fixed(journey.Hour)
		}
	}
	segments := []journey.ID{"small", "large", "owners", "sellers", "students", "", "fans", ""}
	for k := range 8 {
		plan := journey.ID(fmt.Sprintf("plan%d", k))
		s := b.Scenario(plan, journey.ID(fmt.Sprintf("e%d", k%4*3)))
		s.Segment, s.Goal, s.Owner, s.Phase = segments[k], journey.Ref{Kind: journey.KindStep, ID: "bought"}, "Team", k/3+1
		s.Exits = []journey.ExitCriterion{{Event: "bought"}}
		if k == 5 {
			s.Trigger = journey.Trigger{Kind: journey.TriggerSegment, Segment: "stuck"}
		}
		if k == 7 {
			s.Trigger, s.Segment, s.Reentry = journey.Trigger{Kind: journey.TriggerDate, Date: "2026-01-07", At: 10 * 3600, Repeat: journey.RepeatWeekly}, "quiet", journey.ReentryAnyTime
		}
		name := func(what string, i int) journey.ID { return journey.ID(fmt.Sprintf("p%d_%s%d", k, what, i)) }
		for i := range 15 {
			m := &journey.Message{
				Channels: []journey.ID{"email"}, Topic: journey.ID(fmt.Sprintf("t%d", (k*15+i)%100)),
				Contents: []journey.Content{
					{Language: "en", Subject: letter(k*7+i, 6), Body: letter(k*15+i, 60), Calls: []string{"Open"}},
					{Language: "ru", Subject: letter(k*7+i+500, 6), Body: letter(k*15+i+500, 60), Calls: []string{"Открыть"}},
				},
			}
			if i%5 == 4 {
				m.Channels, m.Choice = []journey.ID{"email", "sms"}, journey.ChannelsFirst
			}
			b.Step(name("mail", i), plan, m)
			b.Wait(name("wait", i), plan, journey.Duration(1+(i+k)%4)*journey.Day)
			b.Link(name("mail", i), journey.PortOut, name("wait", i))
			if i%4 == 1 {
				b.Link(name("mail", i), journey.PortClicked, page((k*3+i)%24))
			}
		}
		for i := range 3 {
			b.Step(name("ask", i), plan, &journey.Branch{Rules: []journey.BranchRule{
				{ID: name("opened", i), Rule: fmt.Sprintf(`count(opened(%q)) >= 1 and never("e%d")`, name("mail", i*5), 10+i)},
				{ID: name("few", i), Rule: `property("staff") < 10 or pay_grade <= "B"`},
			}})
		}
		b.Step(name("mark", 0), plan, &journey.Update{Changes: []journey.Change{{Kind: journey.ChangeMark, Value: string(plan)}}})
		for i := range 15 {
			switch {
			case i == 14:
				b.Link(name("wait", i), journey.PortOut, name("mark", 0))
			case i%5 == 3: // a branch: on with the next, skip it, or skip two
				ask := name("ask", i/5)
				b.Link(name("wait", i), journey.PortOut, ask)
				b.Link(ask, journey.Port(name("opened", i/5)), name("mail", i+1))
				if i+2 < 15 {
					b.Link(ask, journey.Port(name("few", i/5)), name("mail", i+2))
				}
				b.Link(ask, journey.PortOtherwise, name("mail", i+1))
			default:
				b.Link(name("wait", i), journey.PortOut, name("mail", i+1))
			}
		}
	}
	m := b.Done()
	if _, problems := simulate.Compile(m); len(problems) > 0 {
		tb.Fatal(problems)
	}
	return m
}

// vocabularyOfLetters is enough for letters that differ.
var vocabularyOfLetters = []string{
	"account", "advert", "answer", "basket", "begin", "button", "catalogue", "change", "choose", "client", "code", "colleague", "compare", "contract", "cost", "customer", "day",
	"delivery", "discount", "draft", "editor", "engineer", "example", "field", "first", "founder", "free", "help", "idea", "invoice", "letter", "line", "look", "market", "minute",
	"month", "name", "number", "offer", "open", "order", "page", "partner", "picture", "plan", "price", "profile", "project", "question", "read", "report", "result", "screen", "ship",
	"shop", "site", "small", "start", "step", "story", "team", "test", "time", "tomorrow", "trial", "try", "video", "visitor", "week", "write",
}

// letter is a text of so many words; letters with the same number are alike, all others differ.
func letter(number, length int) string {
	state := uint64(number)*0x9e3779b97f4a7c15 + 1
	text := ""
	for range length {
		state = state*6364136223846793005 + 1442695040888963407
		text += vocabularyOfLetters[state>>33%uint64(len(vocabularyOfLetters))] + " "
	}
	return text
}

func TestLargePlanIsWhatItsNameSays(t *testing.T) {
	t.Parallel()
	m := largePlan(t)
	messages := 0
	for _, s := range m.Steps {
		if s.Message != nil {
			messages++
		}
	}
	if len(m.Steps) != 300 || len(m.Scenarios) != 8 || messages != 120 {
		t.Errorf("%d steps, %d scenarios, %d messages", len(m.Steps), len(m.Scenarios), messages)
	}
}

// The rules that look at the map alone are asked at every edit: all of them together, and each that takes its time.
func BenchmarkCheck300(b *testing.B) {
	m := largePlan(b)
	b.Run("all", func(b *testing.B) {
		found := 0
		for b.Loop() {
			found = len(Find(m, Seen{Today: today}))
		}
		b.ReportMetric(float64(found), "findings")
	})
	b.Run("study", func(b *testing.B) {
		for b.Loop() {
			newStudy(m, Seen{Today: today})
		}
	})
	for _, r := range catalogue() {
		if !r.asked(Seen{Today: today}) {
			continue
		}
		b.Run(r.ID, func(b *testing.B) {
			for b.Loop() {
				s := newStudy(m, Seen{Today: today})
				s.limit = s.threshold(r.RuleInfo)
				r.find(s)
			}
		})
	}
}
