package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
)

// weightsOverOne finds ports whose links together take more than everybody. The compiler refuses them; here they have
// their numbers and a remedy.
var weightsOverOne = criterion{
	RuleInfo: finding.RuleInfo{ID: "J103", Name: "weights_over_one", Class: "structure", Severity: finding.Error},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, p := range s.problems {
			if p.Code != codeOverOne {
				continue
			}
			port := journey.Port(p.Args["Port"].(string))
			args := journey.Args{"Step": s.name(p.Record.ID), "Sum": finding.Percent(p.Args["Sum"].(float64)), "Links": s.names(p.Record.ID, port)}
			f := finding.Finding{
				Targets: []journey.Ref{p.Record}, Args: args,
				Fixes: []finding.Fix{s.scaleWeights(p.Record.ID, port)},
			}
			if persona := journey.ID(p.Args["Persona"].(string)); persona != "" && s.hasOwnWeights(p.Record.ID, port, persona) {
				f.Message = "finding.J103.message_persona"
				f.Targets = append(f.Targets, journey.Ref{Kind: journey.KindPersona, ID: persona})
				args["Persona"] = s.name(persona)
			}
			list = append(list, f)
		}
		return list
	},
}

// The compiler's words for weights that do not fit.
const (
	codeOverOne = "program.weights_over_one"
	codeNotOne  = "program.weights_not_one"
)

// scaleWeights offers to bring the weights of a port to 1 and to keep how they stand to each other.
func (s *study) scaleWeights(step journey.ID, port journey.Port) finding.Fix {
	return finding.Fix{
		Message: "fix.scale_weights", Args: journey.Args{"Step": s.name(step)}, Edit: fix.ScaleWeights{Step: step, Port: port},
	}
}

// names are the steps the links of a port lead to.
func (s *study) names(from journey.ID, port journey.Port) []string {
	var names []string
	for _, l := range s.out[from] {
		if l.Port == port {
			names = append(names, s.name(l.To))
		}
	}
	return names
}

func (s *study) hasOwnWeights(from journey.ID, port journey.Port, persona journey.ID) bool {
	for _, l := range s.out[from] {
		for _, w := range l.Weights {
			if l.Port == port && w.Persona == persona {
				return true
			}
		}
	}
	return false
}
