package session

import (
	"slices"

	"rehearse/journey"
	"rehearse/simulate"
)

// UsualPeople is how many people a run has when nobody asks for a number.
const UsualPeople = 100_000

// SharesAgents tells that people of a map wait for the same agents: how many come is then no matter of taste.
func SharesAgents(m *journey.Map) bool {
	return slices.ContainsFunc(m.Steps, func(s *journey.Step) bool {
		return s.Kind == journey.StepSupport || s.Kind == journey.StepCall && s.Call.Agents > 0
	})
}

// Loaded is a specification for a map: where people share agents and nobody asked for a number, as many come as the map's
// own volumes bring, so that the agents have the load the map says.
func Loaded(m *journey.Map, spec simulate.Spec) simulate.Spec {
	if spec.People == UsualPeople && SharesAgents(m) {
		spec.People = 0
	}
	return spec
}
