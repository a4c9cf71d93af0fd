package desktop

import (
	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/simulate/check"
	"rehearse/ui/desktop/panel"
	"rehearse/ui/text"
)

// judges are the rules of findings as choices of a field; those that judge by a number say by which, and in what unit.
func judges(p *text.Printer) []panel.Judge {
	var list []panel.Judge
	for _, rule := range check.Rules() {
		args := journey.Args{"Rule": rule.ID, "Title": p.T("finding."+rule.ID+".title", nil)}
		j := panel.Judge{ID: rule.ID, Label: p.T("window.judge", args)}
		if t := rule.Threshold; t != nil {
			usual := t.Usual
			j.Usual = &usual
			args["Usual"], args["Unit"] = finding.Measure{Value: usual, Unit: t.Unit}, p.T("finding.unit."+string(t.Unit), nil)
			j.Label = p.T("window.judge_by", args)
		}
		list = append(list, j)
	}
	return list
}
