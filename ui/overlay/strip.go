package overlay

import (
	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/ui/text"
)

// Figure is one headline number of a result: what it is, the number, and how far to trust it.
type Figure struct {
	// Of is the record it belongs to; zero for the whole map.
	Of           journey.Ref
	Title, Value string
	// Under has a line or two.
	Under string
}

// Figures are the headline numbers of a result: people, each goal, touches per person, money.
func Figures(m *journey.Map, r *simulate.Result, p *text.Printer) []Figure {
	figures := []Figure{{
		Title: p.T("window.figure.people", nil), Value: p.Int(r.People),
		Under: p.T("window.figure.people_under", journey.Args{"Count": r.HorizonDays}),
	}}
	for i := range r.Goals {
		g := &r.Goals[i]
		name := string(g.Step)
		if s := m.Step(g.Step); s != nil && s.Name != "" {
			name = s.Name
		}
		under := p.T("window.figure.goal_under", journey.Args{
			"People": p.Int(g.People), "Low": p.Percent(g.Rate.Low), "High": p.Percent(g.Rate.High),
		})
		if g.Rate.Unsure() {
			under = p.T("window.figure.goal_alone", journey.Args{"People": p.Int(g.People)})
		}
		figures = append(figures, Figure{
			Of: journey.Ref{Kind: journey.KindStep, ID: g.Step}, Title: name, Value: p.Percent(g.Rate.Share), Under: under,
		})
	}
	figures = append(figures, Figure{
		Title: p.T("window.figure.sent", nil), Value: p.Number(round2(r.Touches.PerPerson.Mean)),
		Under: p.T("window.figure.sent_under", journey.Args{"Worst": p.Int(r.Touches.Worst7Days.Worst), "Q95": p.Int(r.Touches.Worst7Days.Q95)}),
	})
	if r.Money.Value != 0 || r.Money.Net != 0 {
		under := p.T("window.figure.net_alone", journey.Args{"Count": r.People})
		if i := r.Money.NetInterval; i != nil {
			under = p.T("window.figure.net_under", journey.Args{
				"Count": r.People,
				"Low":   p.Money(headline(i.Low), r.Money.Currency), "High": p.Money(headline(i.High), r.Money.Currency),
			})
		}
		figures = append(figures, Figure{Title: p.T("window.figure.net", nil), Value: p.Money(headline(r.Money.Net), r.Money.Currency), Under: under})
	}
	return figures
}

func round2(f float64) float64 { return float64(int64(f*100+0.5)) / 100 }

// headline leaves out of a large amount what nobody reads in a headline: cents from 1,000 on.
func headline(m journey.Money) journey.Money {
	if m > -1000*journey.Unit && m < 1000*journey.Unit {
		return m
	}
	half := journey.Unit / 2
	if m < 0 {
		half = -half
	}
	return (m + half) / journey.Unit * journey.Unit
}
