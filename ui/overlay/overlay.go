package overlay

import (
	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/finding"
	"rehearse/simulate"
	"rehearse/ui/text"
)

// Of makes the overlay of a map. result may be nil: findings are then drawn alone. stale says that the
// result belongs to an older revision.
func Of(m *journey.Map, result *simulate.Result, findings []finding.Finding, stale bool, p *text.Printer) *draw.Overlay {
	return of(m, result, findings, stale, voice{p, 0})
}

func of(m *journey.Map, result *simulate.Result, findings []finding.Finding, stale bool, p voice) *draw.Overlay {
	o := &draw.Overlay{
		Steps: map[journey.ID]draw.StepNumbers{}, Links: map[journey.ID]draw.LinkNumbers{},
		Findings: Counts(findings), Stale: stale,
	}
	if result == nil {
		return o
	}
	steps(o, m, result, p)
	links(o, m, result, p)
	o.Footer = []string{p.T("window.footer", journey.Args{
		"People": result.People, "Seed": result.Spec.Seed, "Days": result.HorizonDays, "Engine": result.Engine,
	})}
	return o
}

func steps(o *draw.Overlay, m *journey.Map, result *simulate.Result, p voice) {
	var most int64
	for i := range result.Steps {
		most = max(most, result.Steps[i].People)
	}
	for i := range result.Steps {
		r := &result.Steps[i]
		s := m.Step(r.Step)
		if s == nil || !s.Kind.Simulated() {
			continue
		}
		n := draw.StepNumbers{People: p.count(r.People)}
		if r.FromEntry.Den > 0 {
			n.Share = p.bare(r.FromEntry.Share)
		}
		if r.Tokens.Dropped > 0 {
			n.Drop = "−" + p.count(r.Tokens.Dropped)
		}
		if most > 0 {
			n.Heat = float64(r.People) / float64(most)
		}
		o.Steps[r.Step] = n
	}
	for i := range result.Messages {
		r := &result.Messages[i]
		n, ok := o.Steps[r.Step]
		if !ok {
			continue
		}
		id := "window.message_line"
		if c := m.Channel(r.Channel); c != nil && c.OpensUnmeasured {
			id = "window.message_line_no_opens"
		}
		n.Lines = append(n.Lines, p.T(id, journey.Args{
			"Sent": p.count(r.Sent), "Opened": p.bare(r.OpenRate.Share), "Clicked": p.bare(r.ClickRate.Share),
		}))
		o.Steps[r.Step] = n
	}
}

func links(o *draw.Overlay, m *journey.Map, result *simulate.Result, p voice) {
	var most int64
	for i := range result.Links {
		most = max(most, result.Links[i].Tokens)
	}
	for i := range result.Links {
		r := &result.Links[i]
		if m.Link(r.Link) == nil {
			continue
		}
		n := draw.LinkNumbers{}
		if r.Share.Den > 0 {
			n.Label = p.share(r.Share.Share)
		}
		if most > 0 {
			n.Flow = float64(r.Tokens) / float64(most)
		}
		o.Links[r.Link] = n
	}
}

// Counts counts findings per record that they are about first, silenced ones left out.
func Counts(findings []finding.Finding) map[journey.ID]draw.FindingCount {
	counts := map[journey.ID]draw.FindingCount{}
	for _, f := range findings {
		if len(f.Targets) == 0 || f.Silenced != "" {
			continue
		}
		id := f.Targets[0].ID
		n := counts[id]
		switch f.Severity {
		case finding.Error:
			n.Errors++
		case finding.Warning:
			n.Warnings++
		}
		counts[id] = n
	}
	return counts
}
