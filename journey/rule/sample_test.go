package rule

import (
	"testing"

	"rehearse/journey"
)

// sample is the vocabulary of the tests: a name of every kind, in two languages.
func sample() *Vocabulary {
	least := 0
	return &Vocabulary{
		Events:     []Name{{"visited", "Visited"}, {"ordered", "Ordered"}, {"visit_ru", "Визит"}, {"twin-1", "Twin"}, {"twin-2", "Twin"}},
		Goals:      []Name{{"paid", "Paid"}},
		Messages:   []Name{{"welcome", "Welcome"}, {"offer-1", "Offer \"10 %\""}},
		Channels:   []Name{{"email", "E-mail"}, {"sms", "SMS"}, {"search", "Search"}},
		EntryOnly:  []string{"search"},
		Topics:     []Name{{"news", "Newsletter"}},
		Personas:   []Name{{"investor", "Investor"}, {"partner", "Partner"}, {"novice", "Новичок"}},
		Entries:    []Name{{"ads", "Ads"}, {"blog", "Blog"}},
		Segments:   []Name{{"engaged", "Engaged"}, {"idle", "Idle"}},
		NamedDates: []Name{{"webinar", "Webinar"}},
		Properties: []Property{
			{Name: Name{"plan", "Plan"}, Type: journey.PropertyChoice, Choices: []string{"free", "pro", "team"}},
			{Name: Name{"staff", "Staff"}, Type: journey.PropertyNumber},
			{Name: Name{"vip", "VIP"}, Type: journey.PropertyYesNo},
			{Name: Name{"trial_end", "Trial end"}, Type: journey.PropertyDate},
		},
		Scores: []Score{
			{Name: Name{"lead", "Lead"}, Interest: []int{20, 40, 60}, Floor: &least},
			{Name: Name{"fit", "Fit"}},
		},
		Marks:     []string{"called"},
		Languages: []string{"en", "ru"},
	}
}

// mustRead reads a rule of the sample vocabulary.
func mustRead(t testing.TB, text string) Expr {
	t.Helper()
	x, errs := Read(text, sample())
	if len(errs) > 0 {
		t.Fatalf("Read(%q): %v", text, errs)
	}
	return x
}

// person is one person's facts as plain values; ages and lengths in milliseconds.
type person struct {
	known, allowed, subscribed, marks, segments, yes map[string]bool
	events                                           map[Ref][]int64 // ages, by kind and ID
	dates                                            map[string]int64
	points                                           map[string]float64
	grade                                            int
	persona, language, entry, channel                string
	numbers                                          map[string]float64
	choices                                          map[string]string
}

func (p person) Known(channel string) bool     { return p.known[channel] }
func (p person) Allowed(channel string) bool   { return p.allowed[channel] }
func (p person) Subscribed(to Ref) bool        { return p.subscribed[to.ID] }
func (p person) Marked(mark string) bool       { return p.marks[mark] }
func (p person) InSegment(segment string) bool { return p.segments[segment] }

func (p person) ages(event Ref) []int64 { return p.events[Ref{Kind: event.Kind, ID: event.ID}] }

func (p person) Last(event Ref) (int64, bool) {
	ages := p.ages(event)
	if len(ages) == 0 {
		return 0, false
	}
	youngest := ages[0]
	for _, age := range ages {
		youngest = min(youngest, age)
	}
	return youngest, true
}

func (p person) Count(event Ref, window int64) int64 {
	n := int64(0)
	for _, age := range p.ages(event) {
		if window == 0 || age < window {
			n++
		}
	}
	return n
}

func (p person) Since(date Ref) (int64, bool) {
	age, ok := p.dates[date.ID]
	return age, ok && age >= 0
}

func (p person) Until(date Ref) (int64, bool) {
	age, ok := p.dates[date.ID]
	return -age, ok && age <= 0
}

func (p person) Points(score string) float64 { return p.points[score] }
func (p person) Interest(score string) int {
	level := 1
	for _, least := range sample().score(score).Interest {
		if p.points[score] >= float64(least) {
			level++
		}
	}
	return level
}
func (p person) PayGrade() int                          { return p.grade }
func (p person) Persona() string                        { return p.persona }
func (p person) Language() string                       { return p.language }
func (p person) Entry() string                          { return p.entry }
func (p person) EntryChannel() string                   { return p.channel }
func (p person) Yes(property string) bool               { return p.yes[property] }
func (p person) Number(property string) (float64, bool) { n, ok := p.numbers[property]; return n, ok }
func (p person) Choice(property string) (string, bool)  { c, ok := p.choices[property]; return c, ok }
