package reach_test

import (
	"fmt"
	"testing"

	"rehearse/journey"
	"rehearse/journey/rule"
	"rehearse/simulate/program"
	"rehearse/simulate/reach"
	"rehearse/simulate/trial"
)

// agency is a map such as an agency draws: a shop's main flow with loops, and scenarios of letters behind waits and branches,
// started by events, by segments and on dates, with segments over properties and deeds. Steps is about how many steps it has;
// two in five are messages, in two languages, of a dozen topics, some of them alike.
func agency(steps int) *journey.Map {
	b := trial.New(90)
	b.Settings.Languages = []string{"en", "ru"}
	b.Persona("q", 0)
	b.Personas[0].Share, b.Personas[1].Share = journey.Guess(0.5), journey.Guess(0.3)
	b.Persona("r", 0.2)
	for i, p := range b.Personas {
		p.Languages = []journey.Weighted{{Value: "en", Share: journey.Guess(0.6)}, {Value: "ru", Share: journey.Guess(0.4)}}
		p.PayGrades = []journey.Weighted{{Value: "A", Share: journey.Guess(0.5)}, {Value: string(rune('B' + i)), Share: journey.Guess(0.5)}}
	}
	b.Properties = append(b.Properties,
		&journey.Property{ID: "plan", Name: "plan", Choices: []string{"free", "pro", "team"}, Default: "free"},
		&journey.Property{ID: "staff", Name: "staff", Type: journey.PropertyNumber, Default: "1"},
		&journey.Property{ID: "vip", Name: "vip", Type: journey.PropertyYesNo, Default: "no"})
	for _, p := range b.Personas {
		p.Properties = []journey.PropertyMix{
			{Property: "plan", Values: []journey.Weighted{{Value: "free", Share: journey.Guess(0.7)}, {Value: "pro", Share: journey.Guess(0.2)}, {Value: "team", Share: journey.Guess(0.1)}}},
			{Property: "staff", Low: 1, High: 200},
			{Property: "vip", Values: []journey.Weighted{{Value: "yes", Share: journey.Guess(0.1)}, {Value: "no", Share: journey.Guess(0.9)}}},
		}
	}
	for _, id := range []journey.ID{"email", "sms", "push"} {
		c := b.Channel(id)
		c.Rates.Opened, c.Rates.Clicked = trial.Rate(0.3, journey.PerDelivered), trial.Rate(0.05, journey.PerDelivered)
		c.Rates.Unsubscribed = trial.Rate(0.002, journey.PerDelivered)
	}
	b.Event("visited", "viewed", "carted", "ordered", "called", "read")
	for i := range 12 {
		b.Topics = append(b.Topics, &journey.Topic{ID: journey.ID(fmt.Sprintf("topic%d", i)), Name: fmt.Sprintf("topic%d", i)})
	}
	b.Scores = append(b.Scores, &journey.Score{ID: "points", Name: "points", Points: []journey.EventPoints{{Event: "visited", Points: 1}, {Event: "carted", Points: 20}}, Interest: []int{10, 20, 40}})
	rules := []string{
		`property("plan") = "free"`, `property("plan") in ("pro", "team")`, `property("staff") >= 10`, `property("staff") >= 50 and property("vip")`,
		`persona in ("p", "q")`, `persona = "r"`, `never("ordered")`, `count("ordered") >= 1`, `last("visited") < 30d and known("email")`,
		`not last("visited") < 30d`, `count("viewed", 7d) >= 3`, `score > 20`, `interest >= 2`, `language = "ru"`, `pay_grade <= "B"`, `mark("reached")`,
		`in_segment("seg0") and never("ordered")`, `in_segment("seg8") or in_segment("seg4")`, `allowed("email") and subscribed("email")`, `count("ordered", 90d) = 0 and last("carted") < 7d`,
	}
	for i, text := range rules {
		b.Segment(journey.ID(fmt.Sprintf("seg%d", i)), text)
	}
	main := steps / 8
	b.Step("ads", "", &journey.Entry{PerDay: journey.Guess(100)})
	b.Step("search", "", &journey.Entry{PerDay: journey.Guess(50)})
	events := []journey.ID{"visited", "viewed", "carted", "ordered", "read", ""}
	for i := range main {
		id := journey.ID(fmt.Sprintf("main%d", i))
		switch i % 6 {
		case 3:
			b.Step(id, "", &journey.Wait{For: journey.Law{Kind: journey.LawUniform, Low: journey.Hour, High: 3 * journey.Day}})
		case 4:
			b.Step(id, "", &journey.Goal{Event: events[i%5]})
		case 5:
			b.Step(id, "", &journey.Touchpoint{Event: events[i%6], Changes: []journey.Change{{Kind: journey.ChangeMark, Value: "reached", Share: trial.Rate(0.5, "")}}})
		default:
			b.Touch(id, events[i%6])
		}
	}
	for i := range main - 1 {
		from, to := journey.ID(fmt.Sprintf("main%d", i)), journey.ID(fmt.Sprintf("main%d", i+1))
		if i%6 == 3 || i%6 == 4 {
			b.Link(from, journey.PortOut, to)
			continue
		}
		b.Weighted(from, to, 0.7)
		if i > 6 && i%5 == 0 {
			l := b.Weighted(from, journey.ID(fmt.Sprintf("main%d", i-5)), 0.1)
			l.Delay = journey.Fixed(2 * journey.Day)
		}
	}
	b.Chain("ads", "main0")
	b.Chain("search", "main0")
	scenarios := max(8, steps/40)
	each := (steps - main) / scenarios
	for s := range scenarios {
		letters(b, s, each, events)
	}
	b.Policy.Caps = []journey.Cap{{ID: "week", Max: 5, Length: journey.Week}}
	return b.Done()
}

// letters adds a scenario of so many steps.
func letters(b *trial.Builder, s, steps int, events []journey.ID) {
	id := journey.ID(fmt.Sprintf("s%d", s))
	scenario := b.Scenario(id, events[s%5])
	switch s % 5 {
	case 1:
		scenario.Trigger = journey.Trigger{Kind: journey.TriggerSegment, Segment: journey.ID(fmt.Sprintf("seg%d", 6+s%6))}
	case 3:
		scenario.Trigger = journey.Trigger{Kind: journey.TriggerDate, Date: b.Settings.Start, At: 10 * 3600, Repeat: journey.RepeatWeekly}
		scenario.Reentry = journey.ReentryAnyTime
	}
	scenario.Segment = journey.ID(fmt.Sprintf("seg%d", (s*7)%20))
	scenario.Exits = []journey.ExitCriterion{{Event: "ordered"}}
	if s%3 == 0 {
		scenario.Reentry, scenario.ReentryDays = journey.ReentryPause, 30
	}
	name := func(i int) journey.ID { return journey.ID(fmt.Sprintf("%s-%d", id, i)) }
	for i := range steps {
		switch i % 5 {
		case 0, 2:
			topic := (s*5 + i) % 12
			b.Step(name(i), id, &journey.Message{
				Channels: []journey.ID{"email", "sms"}, Topic: journey.ID(fmt.Sprintf("topic%d", topic)),
				Contents: []journey.Content{
					{Language: "en", Subject: fmt.Sprintf("Offer %d for your team", topic), Body: fmt.Sprintf("Dear {{name}}, we have written down what %s can do for you and your team in %d short lessons. Read the first one today.", id, topic)},
					{Language: "ru", Subject: fmt.Sprintf("Предложение %d для вашей команды", topic), Body: fmt.Sprintf("Здравствуйте, {{name}}! Мы записали, что %s может сделать для вас и вашей команды, в %d коротких уроках. Прочтите первый сегодня.", id, topic)},
				},
			})
		case 1, 3:
			b.Wait(name(i), id, journey.Duration(1+(s+i)%5)*journey.Day)
		default:
			b.Step(name(i), id, &journey.Branch{Rules: []journey.BranchRule{{ID: name(i) + "-a", Rule: b.Segments[(s+i)%20].Rule}}})
		}
	}
	for i := range steps - 1 {
		switch i % 5 {
		case 4:
			b.Link(name(i), journey.Port(name(i)+"-a"), name(i+1))
			if i+3 < steps {
				b.Link(name(i), journey.PortOtherwise, name(i+3))
			}
		case 2:
			b.Link(name(i), journey.PortClicked, "main1")
			b.Link(name(i), journey.PortOut, name(i+1))
		default:
			b.Link(name(i), journey.PortOut, name(i+1))
		}
	}
}

func BenchmarkEverything(b *testing.B) {
	for _, steps := range []int{300, 1000} {
		b.Run(fmt.Sprint(steps), func(b *testing.B) {
			m := agency(steps)
			p, problems := program.Compile(m)
			if len(problems) > 0 {
				b.Fatal(problems)
			}
			counts := map[rule.Answer]int{}
			for b.Loop() {
				clear(counts)
				r := reach.Of(p)
				for _, pair := range r.Pairs() {
					counts[pair.Answer]++
				}
				r.Worst()
				for _, s := range m.Segments {
					r.WorstOf(s.ID)
				}
				r.Segments()
				r.Gaps()
			}
			b.ReportMetric(float64(len(p.Steps)), "steps")
			b.ReportMetric(float64(len(p.Messages)), "messages")
			b.ReportMetric(float64(counts[rule.No]), "no")
			b.ReportMetric(float64(counts[rule.Yes]), "yes")
			b.ReportMetric(float64(counts[rule.Maybe]), "maybe")
		})
	}
}
