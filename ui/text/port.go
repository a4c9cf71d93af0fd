package text

import "rehearse/journey"

// Port is what a way out of a step is called: by the language, or by the branch rule or split arm it belongs to.
func (p *Printer) Port(step *journey.Step, port journey.Port) string {
	if id := "draw.port." + string(port); p.Has(id) {
		return p.T(id, nil)
	}
	if step.Branch != nil {
		for _, r := range step.Branch.Rules {
			if journey.Port(r.ID) == port && r.Name != "" {
				return r.Name
			}
		}
	}
	if step.Split != nil {
		for _, a := range step.Split.Arms {
			if journey.Port(a.ID) == port && a.Name != "" {
				return a.Name
			}
		}
	}
	return string(port)
}
