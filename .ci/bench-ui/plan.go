//go:build bench && linux

package main

import (
	"fmt"

	"rehearse/journey"
	"rehearse/simulate/trial"
)

// Distances between steps on the board, world units.
const (
	across = 300.0
	down   = 180.0
)

// plan is an ordinary map of so many steps: a main flow of half of them in rows of twelve, two entries, three personas, and as
// many scenarios as are asked for with messages in two languages, waits and an update, under two caps and quiet hours.
func plan(steps, scenarios int) (*journey.Map, error) {
	b := trial.New(60)
	b.Settings.Name = fmt.Sprintf("Plan of %d steps", steps)
	b.Settings.Languages, b.Settings.FallbackLanguage = []string{"en", "ru"}, "en"
	b.Personas = nil
	for i, name := range []journey.ID{"owner", "marketer", "student"} {
		p := b.Persona(name, []float64{0.5, 0.3, 0.2}[i])
		p.Languages = []journey.Weighted{{Value: "en", Share: journey.Guess(0.6)}, {Value: "ru", Share: journey.Guess(0.4)}}
	}
	b.Channel("email").Rates = journey.Rates{Opened: trial.Rate(0.3, journey.PerDelivered), Clicked: trial.Rate(0.05, journey.PerDelivered)}
	b.Channel("sms").Medium = journey.MediumSMS
	b.Policy.Caps = []journey.Cap{
		{ID: "two_a_day", Name: "Two a day", Max: 2, Length: journey.Day},
		{ID: "five_a_week", Name: "Five a week", Max: 5, Length: 7 * journey.Day},
	}
	b.Policy.QuietHours = &journey.QuietHours{}
	for _, day := range journey.Weekday("").Words() {
		b.Policy.QuietHours.Hours = append(b.Policy.QuietHours.Hours, journey.Hours{Day: journey.Weekday(day), From: 22 * 3600, Until: 8 * 3600})
	}
	for i := range 12 {
		b.Event(journey.ID(fmt.Sprintf("e%d", i)))
	}
	place := func(id, scenario journey.ID, part any, column, row int) {
		s := b.Step(id, scenario, part)
		s.X, s.Y = float64(column)*across, float64(row)*down
		s.Name = fmt.Sprintf("%s, number %d", map[bool]string{true: "A page people see", false: "What we tell them"}[scenario == ""], len(b.Steps))
	}
	page := func(i int) journey.ID { return journey.ID(fmt.Sprintf("page%d", i)) }
	own := steps / 2
	pages := own - 3
	row := 0
	for i := range pages {
		place(page(i), "", &journey.Touchpoint{Event: journey.ID(fmt.Sprintf("e%d", i%12))}, 1+i%12, i/12)
		row = i/12 + 1
	}
	place("bought", "", &journey.Goal{}, 13, 0)
	for i := range 2 {
		id := journey.ID(fmt.Sprintf("entry%d", i))
		place(id, "", &journey.Entry{PerDay: journey.Guess(100)}, 0, i)
		b.Link(id, journey.PortOut, page(i*min(12, pages-1)))
	}
	for i := range pages {
		for _, next := range []int{i + 1, i + 12} {
			to := page(next)
			if next >= pages {
				if next > pages {
					continue
				}
				to = "bought"
			}
			b.Weighted(page(i), to, 0.45).Delay = journey.Fixed(journey.Hour)
		}
	}
	left := steps - own
	for k := range scenarios {
		id := journey.ID(fmt.Sprintf("plan%d", k))
		s := b.Scenario(id, journey.ID(fmt.Sprintf("e%d", k%12)))
		s.Goal, s.Owner, s.Phase = journey.Ref{Kind: journey.KindStep, ID: "bought"}, "Team", 1+k/3
		size := left/(scenarios-k) - 1
		left -= size + 1
		step := func(i int) journey.ID { return journey.ID(fmt.Sprintf("p%d_%d", k, i)) }
		for i := range size {
			column, at := i%12, row+1+i/12
			if i%2 == 0 {
				place(step(i), id, &journey.Message{
					Channels: []journey.ID{[]journey.ID{"email", "sms"}[i/2%4/3]},
					Contents: []journey.Content{
						{Language: "en", Subject: letter(k*50+i, 6), Body: letter(k*70+i, 60), Calls: []string{"Open"}},
						{Language: "ru", Subject: letter(k*50+i+999, 6), Body: letter(k*70+i+999, 60), Calls: []string{"Открыть"}},
					},
				}, column, at)
				if i%8 == 4 {
					b.Link(step(i), journey.PortClicked, page((k*7+i)%pages))
				}
			} else {
				place(step(i), id, &journey.Wait{For: journey.Fixed(journey.Duration(1+i%4) * journey.Day)}, column, at)
			}
			if i > 0 {
				b.Link(step(i-1), journey.PortOut, step(i))
			}
		}
		place(step(size), id, &journey.Update{Changes: []journey.Change{{Kind: journey.ChangeMark, Value: string(id)}}}, size%12, row+1+size/12)
		b.Link(step(size-1), journey.PortOut, step(size))
		row += size/12 + 3
	}
	m := b.Done()
	if len(m.Steps) != steps {
		return nil, fmt.Errorf("the plan has %d steps in place of %d", len(m.Steps), steps)
	}
	return m, nil
}

// words are what letters are made of.
var words = []string{"account", "answer", "basket", "begin", "choose", "delivery", "discount", "example", "idea", "invoice", "market", "minute", "offer", "order", "picture", "price", "question", "report", "shop", "start", "story", "trial", "visitor", "week"}

// letter is a text of so many words; those with other numbers differ.
func letter(number, length int) string {
	state := uint64(number)*0x9e3779b97f4a7c15 + 1
	text := ""
	for range length {
		state = state*6364136223846793005 + 1442695040888963407
		text += words[state>>33%uint64(len(words))] + " "
	}
	return text
}
