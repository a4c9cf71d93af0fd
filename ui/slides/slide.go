package slides

import (
	"math"
	"slices"
	"strings"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/layout"
	"rehearse/simulate"
	"rehearse/ui/overlay"
	"rehearse/ui/review"
	"rehearse/ui/text"
)

// Slide is what is told at once.
type Slide struct {
	// Scenario is the one it is about, Order its place in Map.Scenarios; "" is the whole map.
	Scenario journey.ID
	Order    int
	Title    string
	// Facts are what was agreed: for whom, what starts it, what it is to reach.
	Facts []Fact
	// Figures are numbers of the last run with their intervals, none before the first; Made says how they were made.
	Figures []overlay.Figure
	Made    string
	// Finding is the worst that is found about it, in one sentence; "" for nothing.
	Finding  string
	Severity finding.Severity
	// Notes are those of the scenario, or of the map.
	Notes string

	own journey.Color // of the scenario
}

// mostFigures is how many numbers a room takes in at once.
const mostFigures = 4

// Fact is something agreed, under a name.
type Fact struct{ Name, Value string }

// Source is what slides are made of.
type Source struct {
	Map *journey.Map
	// Result may be nil. Stale tells that it belongs to an older map; Findings are worst first or not.
	Result   *simulate.Result
	Stale    bool
	Findings []finding.Finding
}

// Of makes the slides of a map: the whole of it, then its scenarios in order.
func Of(s Source, p *text.Printer) []Slide {
	list := []Slide{s.whole(p)}
	for i, scenario := range s.Map.Scenarios {
		list = append(list, s.scenario(i, scenario, p))
	}
	return list
}

func (s *Source) whole(p *text.Printer) Slide {
	set := s.Map.Settings
	slide := Slide{Title: set.Name, Notes: set.Notes, Made: s.made(p)}
	if slide.Title == "" {
		slide.Title = p.T("draw.untitled", nil)
	}
	slide.fact(p, "room.client", set.Client)
	var who []string
	for _, persona := range s.Map.Personas {
		who = append(who, review.Name(p, persona))
	}
	slide.fact(p, "room.personas", strings.Join(who, ", "))
	if n := len(s.Map.Scenarios); n > 0 {
		slide.fact(p, "room.scenarios", p.Int(int64(n)))
	}
	if s.Result != nil {
		slide.Figures = overlay.Figures(s.Map, s.Result, p)
		slide.Figures = slide.Figures[:min(len(slide.Figures), mostFigures)]
	}
	s.worst(&slide, p, func(f finding.Finding) bool { return true })
	return slide
}

func (s *Source) scenario(order int, c *journey.Scenario, p *text.Printer) Slide {
	m := s.Map
	slide := Slide{Scenario: c.ID, Order: order, own: c.Color, Title: review.Name(p, c), Notes: c.Notes, Made: s.made(p)}
	var who []string
	for _, id := range c.Personas {
		if persona := m.Persona(id); persona != nil {
			who = append(who, review.Name(p, persona))
		}
	}
	if len(who) == 0 {
		who = []string{p.T("room.everybody", nil)}
	}
	for_ := strings.Join(who, ", ")
	if segment := m.Segment(c.Segment); segment != nil {
		for_ += " · " + review.Name(p, segment)
	}
	slide.fact(p, "room.for", for_)
	slide.fact(p, "room.starts", startOf(m, c, p))
	if goal := m.Lookup(c.Goal); goal != nil {
		slide.fact(p, "room.goal", review.Name(p, goal))
	}
	agreed := []string{p.T("step.word.ScenarioStatus."+string(c.Status), nil)}
	if c.Status == "" {
		agreed[0] = p.T("step.word.ScenarioStatus."+journey.ScenarioStatus("").Words()[0], nil)
	}
	if c.Phase > 0 {
		agreed = append(agreed, p.T("room.phase", journey.Args{"Phase": c.Phase}))
	}
	if c.Owner != "" {
		agreed = append(agreed, c.Owner)
	}
	slide.fact(p, "room.status", strings.Join(agreed, " · "))
	slide.Figures = s.figures(c, p)
	s.worst(&slide, p, func(f finding.Finding) bool {
		of, several := review.ScenarioOf(m, f)
		return of == c.ID || several && slices.ContainsFunc(f.Targets, func(r journey.Ref) bool {
			one, _ := review.ScenarioOf(m, finding.Finding{Targets: []journey.Ref{r}})
			return one == c.ID
		})
	})
	return slide
}

func (s *Slide) fact(p *text.Printer, name, value string) {
	if value != "" {
		s.Facts = append(s.Facts, Fact{p.T(name, nil), value})
	}
}

// startOf says what starts a scenario.
func startOf(m *journey.Map, c *journey.Scenario, p *text.Printer) string {
	switch t := c.Trigger; t.Kind {
	case journey.TriggerSegment:
		if segment := m.Segment(t.Segment); segment != nil {
			return p.T("room.starts.segment", journey.Args{"Segment": review.Name(p, segment)})
		}
	case journey.TriggerDate:
		if property := m.Lookup(journey.Ref{Kind: journey.KindProperty, ID: t.Property}); property != nil {
			return p.T("room.starts.property", journey.Args{"Property": review.Name(p, property), "Count": t.OffsetDays})
		}
		if t.Date != "" {
			return p.T("room.starts.date", journey.Args{"Date": string(t.Date)})
		}
	default:
		if event := m.Event(t.Event); event != nil {
			return p.T("room.starts.event", journey.Args{"Event": review.Name(p, event)})
		}
	}
	return ""
}

// figures are the key numbers of a scenario: people in it, those of them who reached the goal, what they were sent.
func (s *Source) figures(c *journey.Scenario, p *text.Printer) (list []overlay.Figure) {
	if s.Result == nil {
		return nil
	}
	i := slices.IndexFunc(s.Result.Scenarios, func(r simulate.ScenarioResult) bool { return r.Scenario == c.ID })
	if i < 0 {
		return nil
	}
	r := &s.Result.Scenarios[i]
	list = append(list, overlay.Figure{
		Title: p.T("room.people", nil), Value: p.Int(r.People), Under: p.T("room.people_under", journey.Args{"All": p.Int(s.Result.People)}),
	})
	if g := r.GoalAfter; g.Den > 0 && !c.Goal.IsZero() {
		f := overlay.Figure{Title: p.T("room.reached", nil), Value: p.Percent(g.Share), Under: p.T("window.figure.goal_alone", journey.Args{"People": p.Int(g.Num)})}
		if !g.Unsure() {
			f.Under = p.T("window.figure.goal_under", journey.Args{"People": p.Int(g.Num), "Low": p.Percent(g.Low), "High": p.Percent(g.High)})
		}
		list = append(list, f)
	}
	for _, group := range s.Result.Touches.ByScenario {
		if group.ID == c.ID && r.People > 0 {
			list = append(list, overlay.Figure{
				Title: p.T("room.touches", nil), Value: p.Number(math.Round(100*float64(group.People)/float64(r.People)) / 100),
				Under: p.T("room.touches_under", journey.Args{"Sent": p.Int(group.People)}),
			})
		}
	}
	return list
}

// made says how the numbers were made, "" where there are none.
func (s *Source) made(p *text.Printer) string {
	r := s.Result
	if r == nil {
		return ""
	}
	words := p.T("window.footer", journey.Args{"People": p.Int(r.People), "Seed": r.Spec.Seed, "Days": r.HorizonDays, "Engine": r.Engine})
	if s.Stale {
		words = p.T("window.stale", nil) + " " + words
	}
	return words
}

// rank orders severities, worst first.
var rank = map[finding.Severity]int{finding.Error: 0, finding.Warning: 1, finding.Information: 2}

// worst puts the worst finding that is about a slide into it; of equals the first. Silenced ones are not shown to a client.
func (s *Source) worst(slide *Slide, p *text.Printer, about func(finding.Finding) bool) {
	found := -1
	for i, f := range s.Findings {
		if f.Silenced == "" && about(f) && (found < 0 || rank[f.Severity] < rank[s.Findings[found].Severity]) {
			found = i
		}
	}
	if found >= 0 {
		f := s.Findings[found]
		slide.Finding, slide.Severity = review.Said(p, s.Map, f.Message, f.Args), f.Severity
	}
}

// Faded lists what steps back on the slide of a scenario: all other steps, links and scenarios, and the notes and frames that
// lie elsewhere; nil for the whole map.
func (s *Slide) Faded(m *journey.Map, l *layout.Layout) map[journey.ID]bool {
	if s.Scenario == "" {
		return nil
	}
	faded := overlay.Filter{Scenario: s.Scenario}.Faded(m)
	var own layout.Rect
	for _, lane := range l.Lanes {
		if lane.Scenario.ID == s.Scenario {
			own = lane.Rect
		}
	}
	for i := range l.Cards {
		if c := &l.Cards[i]; !c.Step.Kind.Simulated() && !c.Rect.Overlaps(own) {
			faded[c.Step.ID] = true
		}
	}
	for _, c := range m.Scenarios {
		if c.ID != s.Scenario {
			faded[c.ID] = true
		}
	}
	return faded
}
