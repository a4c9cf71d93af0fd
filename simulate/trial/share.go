package trial

import "rehearse/journey"

// SharedAgents lets people share agents: support steps and calls with limited agents, among other steps.
const SharedAgents Feature = "shared_agents"

// patience lets some personas give up waiting.
func (k *maker) patience() {
	if !k.has(SharedAgents) {
		return
	}
	for _, p := range k.Personas {
		if k.chance(50) {
			p.Patience = k.law()
		}
	}
}

// desk adds a step with limited agents; false when this is to be another step.
func (k *maker) desk(id, scenario journey.ID) bool {
	if !k.has(SharedAgents) || !k.chance(30) {
		return false
	}
	if k.chance(30) {
		k.Step(id, scenario, &journey.Call{
			Channel: k.Channels[0].ID, Answered: journey.Guess(0.6), Refused: journey.Guess(0.2), Attempts: 1 + k.pick(3), RetryAfter: k.law(),
			Hours: k.hours(), Talk: k.law(), Agents: 1 + k.pick(2), CostPerCall: journey.Unit,
		})
		return true
	}
	s := &journey.Support{
		Agents: 1 + k.pick(2), CasesAtOnce: 1 + k.pick(2), Opening: k.hours(), Handling: k.law(), AnswerWithin: journey.Hour,
		CostPerCase: 2 * journey.Unit, CostPerHour: 10 * journey.Unit,
	}
	switch k.pick(4) {
	case 0:
		s.Patience = k.law()
	case 1:
		s.Patience = journey.Law{Kind: journey.LawUniform} // none at all
	case 2:
		s.Patience = journey.Fixed(journey.Hour)
	}
	k.Step(id, scenario, s)
	return true
}

// hours are always, or some windows of the week, one over midnight.
func (k *maker) hours() []journey.Hours {
	if k.chance(50) {
		return nil
	}
	var list []journey.Hours
	for _, day := range journey.Weekday("").Words() {
		if k.chance(70) {
			list = append(list, journey.Hours{Day: journey.Weekday(day), From: 8 * 3600, Until: 12 * 3600}, journey.Hours{Day: journey.Weekday(day), From: 13 * 3600, Until: 18 * 3600})
		}
	}
	return append(list, journey.Hours{Day: "sat", From: 22 * 3600, Until: 4 * 3600})
}
