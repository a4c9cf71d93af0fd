//go:build peers

package main

import (
	"math/rand/v2"
	"slices"
)

const (
	horizon  = 30 * day
	mainRank = 0 // what people do, and the messages of the shop, come before the scenarios
	rankOf   = 1
)

var (
	zones = []int64{0, 3 * hour, 6 * hour, 9 * hour}
	app   = map[cell]bool{{"", "returning", "ads"}: true, {"", "new", "organic"}: true, {"", "pro", "organic"}: true}
)

// frequencyCap is at most so many sends of its channels in a rolling window.
type frequencyCap struct {
	most     int
	window   int64
	channels []string
}

var caps = map[string]frequencyCap{
	"mail":       {2, 72 * hour, []string{"mail", "newsletter"}},
	"newsletter": {2, 72 * hour, []string{"mail", "newsletter"}},
	"text":       {3, 168 * hour, []string{"text"}},
	"push":       {3, 168 * hour, []string{"push"}},
}

// campaign is a message with its rates by persona: P(open), P(click | open; of a push, whose opens are not seen:
// delivered), P(unsubscribe | not clicked).
type campaign struct {
	channel, content         string
	mean, decideAfter        int64
	open, click, unsubscribe [3]float64
}

var campaigns = map[string]*campaign{
	"email": {"mail", "still thinking", 3 * hour, 24 * hour, shop["email"].message.open, shop["email"].message.click, ofOpeners(&shop["email"].message)},
	"sms":   {"text", "your cart", hour, 24 * hour, shop["sms"].message.open, shop["sms"].message.click, ofOpeners(&shop["sms"].message)},
	"nl_mail": {
		"newsletter", "news", 3 * hour, 12 * hour, [3]float64{0.25, 0.30, 0.35}, [3]float64{0.2, 0.2, 0.2},
		[3]float64{0.004 / 0.95, 0.0048 / 0.94, 0.0056 / 0.93},
	},
	"nl_offer": {
		"newsletter", "still thinking", 3 * hour, 12 * hour, [3]float64{0.33, 0.3877, 0.4431}, [3]float64{0.08 / 0.33, 0.08 / 0.33, 0.08 / 0.33},
		[3]float64{0.004 / 0.95, 0.0048 / 0.94, 0.0056 / 0.93},
	},
	"push_message": {
		"push", "in the app", hour, 6 * hour, [3]float64{}, [3]float64{0.04, 0.048, 0.056},
		[3]float64{0.01 / 0.96, 0.012 / 0.952, 0.014 / 0.944},
	},
}

// ofOpeners turns P(unsubscribe | opened, not clicked) into P(unsubscribe | not clicked).
func ofOpeners(m *message) (p [3]float64) {
	for i := range p {
		p[i] = m.open[i] * (1 - m.click[i]) * m.unsubscribe[i] / (1 - m.open[i]*m.click[i])
	}
	return p
}

// sent is a message a person got.
type sent struct {
	at                     int64
	channel, content, name string
}

// person is one person of reference 3.
type person struct {
	number         int
	persona        int
	channel        string
	zone           int64
	emailKnown     bool
	arrived        int64
	score          int
	muted          map[string]bool
	sends          []sent
	repeats        map[[2]string]bool
	visits         map[string]int // when compared
	rounds, pushes int
}

type campaignRun struct {
	simulation
	people      []*person
	entered     map[cell]int
	outcomes    map[outcome]int
	conversions map[cell]int
	times       []int64
	repeats     map[[2]string]int
	witnesses   map[[2]string][]int
}

// reference3 is the shop with a newsletter and pushes.
func reference3(people int, rng *rand.Rand, check bool) *report {
	s := &campaignRun{
		simulation: simulation{rng: rng}, entered: map[cell]int{}, outcomes: map[outcome]int{}, conversions: map[cell]int{},
		repeats: map[[2]string]int{}, witnesses: map[[2]string][]int{},
	}
	at := make([]int64, people)
	for i := range at {
		at[i] = rng.Int64N(horizon)
	}
	slices.Sort(at)
	var arrive func()
	arrive = func() {
		s.arrive(check)
		if came := len(s.people); came < people {
			s.after(at[came]-s.now, mainRank, arrive)
		}
	}
	s.after(at[0], mainRank, arrive)
	s.run(horizon)
	r := &report{Entered: byStep(s.entered), Outcomes: byMessage(s.outcomes), Converted: len(s.times), Repeats: map[string]int{}}
	messages, days, weeks := map[int]int{}, map[int]int{}, map[int]int{}
	var visits []map[string]int
	for _, p := range s.people {
		messages[len(p.sends)]++
		days[p.mostInADay()]++
		weeks[p.mostInAWeek()]++
		visits = append(visits, p.visits)
	}
	r.Messages, r.WorstDay, r.WorstWeek = dense(messages), dense(days), dense(weeks)
	for pair, n := range s.repeats {
		r.Repeats[pair[0]+"+"+pair[1]] = n
	}
	if check {
		r.spread(visits)
		r.Times = seconds(s.times)
	}
	return r
}

// arrive lets one person come and start what is meant for them.
func (s *campaignRun) arrive(check bool) {
	c := channels[chosen([]float64{channels[0].share}, s.rng.Float64())]
	p := &person{
		number: len(s.people), persona: min(2, chosen(c.mix, s.rng.Float64())), channel: c.name, arrived: s.now,
		zone: zones[s.rng.IntN(len(zones))], muted: map[string]bool{}, repeats: map[[2]string]bool{},
	}
	p.emailKnown = s.rng.Float64() < emailKnown[personas[p.persona]]
	if check {
		p.visits = map[string]int{}
	}
	s.people = append(s.people, p)
	s.enter(p, "landing")
	if p.emailKnown {
		s.after(9*hour, rankOf, func() { s.newsletter(p) })
	}
	if app[cell{"", personas[p.persona], p.channel}] {
		s.after(5*hour, rankOf, func() { s.push(p) })
	}
}

func (s *campaignRun) count(p *person, name string) {
	s.entered[cell{name, personas[p.persona], p.channel}]++
	if p.visits != nil {
		p.visits[name]++
	}
}

// enter lets a person enter a step of the shop; none is the end.
func (s *campaignRun) enter(p *person, name string) {
	if name == "" {
		return
	}
	s.count(p, name)
	st := shop[name]
	switch st.kind {
	case "page":
		p.score++
		s.after(s.exp(st.mean), mainRank, func() { s.enter(p, s.route(p, st)) })
	case "branch":
		if p.emailKnown {
			s.enter(p, st.yes)
		}
	case "wait":
		delay := st.mean
		if !st.fixed {
			delay = s.exp(st.mean)
		}
		s.after(delay, mainRank, func() { s.enter(p, st.yes) })
	case "message":
		s.send(p, name, mainRank, func(result string) { s.enter(p, s.afterMessage(p, name, result)) })
	case "goal":
		p.score++
		s.conversions[cell{name, personas[p.persona], p.channel}]++
		s.times = append(s.times, s.now-p.arrived)
	}
}

func (s *campaignRun) route(p *person, st *step) string {
	r := s.rng.Float64()
	for i := range st.links {
		if r < st.links[i].p[p.persona] {
			return st.links[i].to
		}
		r -= st.links[i].p[p.persona]
	}
	return ""
}

// afterMessage is where somebody goes after a message of the shop.
func (s *campaignRun) afterMessage(p *person, name, result string) string {
	switch result {
	case "clicked":
		p.score += 5
		return shop[name].message.clicked
	case "not sent":
		if name == "email" {
			s.after(24*hour, mainRank, func() { s.enter(p, "wait2") })
		}
		return ""
	case "opened":
		p.score++
	}
	if p.muted[campaigns[name].channel] {
		return ""
	}
	return shop[name].message.otherwise
}

// newsletter is one round of the newsletter.
func (s *campaignRun) newsletter(p *person) {
	s.count(p, "nl_times")
	if p.rounds++; p.rounds > 5 {
		return
	}
	s.count(p, "nl_wait")
	s.after(s.exp(63*hour), rankOf, func() {
		s.count(p, "nl_hot")
		name := "nl_mail"
		if p.score >= 8 {
			name = "nl_offer"
		}
		s.count(p, name)
		s.send(p, name, rankOf, func(result string) {
			switch result {
			case "left":
				return
			case "not sent":
				s.after(12*hour, rankOf, func() { s.newsletter(p) })
				return
			case "clicked":
				p.score += 5
			case "opened":
				p.score++
			}
			s.newsletter(p)
		})
	})
}

// push is one round of pushes.
func (s *campaignRun) push(p *person) {
	s.count(p, "push_times")
	if p.pushes++; p.pushes > 4 {
		return
	}
	s.count(p, "push_wait")
	s.after(s.exp(27*hour), rankOf, func() {
		s.count(p, "push_message")
		s.send(p, "push_message", rankOf, func(result string) {
			switch result {
			case "left":
				return
			case "not sent":
				s.after(6*hour, rankOf, func() { s.push(p) })
				return
			case "clicked":
				p.score += 3
			}
			s.push(p)
		})
	})
}

// send sends a message through quiet hours and caps and tells then what came of it. In a scenario, who has
// unsubscribed leaves it.
func (s *campaignRun) send(p *person, name string, rank int, then func(result string)) {
	m := campaigns[name]
	if p.muted[m.channel] {
		if rank == mainRank {
			then("not sent")
		} else {
			then("left")
		}
		return
	}
	if clock := (s.now + p.zone) % day; clock < 8*hour || clock >= 22*hour {
		s.after((8*hour-clock+day)%day, rank, func() { s.send(p, name, rank, then) })
		return
	}
	persona := personas[p.persona]
	limit, got, tired := caps[m.channel], 0, 1.15
	for _, earlier := range p.sends {
		if s.now-earlier.at < limit.window && slices.Contains(limit.channels, earlier.channel) {
			got++
		}
		if s.now-earlier.at < week {
			tired += 0.15
		}
	}
	if got >= limit.most {
		s.outcomes[outcome{name, "capped", persona}]++
		then("not sent")
		return
	}
	s.outcomes[outcome{name, "sent", persona}]++
	s.lookForRepeats(p, name, m)
	p.sends = append(p.sends, sent{s.now, m.channel, m.content, name})
	opens := s.rng.Float64() < m.open[p.persona]
	delay := s.exp(m.mean)
	seen := s.now+delay < horizon // what comes later is not counted
	if opens && seen {
		s.outcomes[outcome{name, "opened", persona}]++
	}
	if (opens || m.channel == "push") && s.rng.Float64() < m.click[p.persona] {
		if seen {
			s.outcomes[outcome{name, "clicked", persona}]++
		}
		if delay <= m.decideAfter {
			s.after(delay, rank, func() { then("clicked") })
			return
		}
	} else if s.rng.Float64() < m.unsubscribe[p.persona]*tired {
		s.after(delay, mainRank, func() {
			if !p.muted[m.channel] {
				s.outcomes[outcome{name, "unsubscribed", persona}]++
				p.muted[m.channel] = true
			}
		})
	}
	result := "not opened"
	if opens && delay <= m.decideAfter {
		result = "opened"
	}
	s.after(m.decideAfter, rank, func() { then(result) })
}

// lookForRepeats counts people who got the same content twice within a week, with four of them as witnesses.
func (s *campaignRun) lookForRepeats(p *person, name string, m *campaign) {
	for _, earlier := range slices.Backward(p.sends) {
		if s.now-earlier.at >= week {
			return
		}
		pair := [2]string{min(name, earlier.name), max(name, earlier.name)}
		if earlier.content != m.content || p.repeats[pair] {
			continue
		}
		p.repeats[pair] = true
		s.repeats[pair]++
		if len(s.witnesses[pair]) < 4 {
			s.witnesses[pair] = append(s.witnesses[pair], p.number)
		}
	}
}

func (p *person) mostInADay() int {
	most, perDay := 0, map[int64]int{}
	for _, m := range p.sends {
		on := (m.at + p.zone) / day
		perDay[on]++
		most = max(most, perDay[on])
	}
	return most
}

func (p *person) mostInAWeek() int {
	most, first := 0, 0
	for last, m := range p.sends {
		for m.at-p.sends[first].at >= week {
			first++
		}
		most = max(most, last-first+1)
	}
	return most
}
