package check

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
)

// dislikedChannel finds messages that reach a persona only by channels it does not prefer, where there is one it prefers by
// which it could be reached. It is a warning where the persona's own numbers say that the channel works worse: fewer opens or
// clicks, more unsubscribes. All such messages of a persona by the same channel are one finding.
var dislikedChannel = criterion{
	RuleInfo: finding.RuleInfo{ID: "J304", Name: "disliked_channel", Class: "audience", Severity: finding.Information},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, persona := range s.m.Personas {
			liked := s.likedChannel(persona)
			if liked == "" {
				continue
			}
			by := map[journey.ID][]journey.ID{}
			var order []journey.ID
			for _, step := range s.m.Steps {
				if step.Message == nil || step.Message.Class == journey.ClassTransactional || s.onSite(step.Message) || !s.meantFor(step, persona.ID) {
					continue
				}
				if slices.ContainsFunc(step.Message.Channels, func(c journey.ID) bool { return slices.Contains(persona.LikedChannels, c) }) {
					continue
				}
				for _, channel := range step.Message.Channels {
					if s.knows(persona, channel) {
						if _, known := by[channel]; !known {
							order = append(order, channel)
						}
						by[channel] = append(by[channel], step.ID)
						break
					}
				}
			}
			for _, channel := range order {
				steps := by[channel]
				f := finding.Finding{
					Targets: []journey.Ref{{Kind: journey.KindPersona, ID: persona.ID}},
					Args: journey.Args{
						"Persona": s.name(persona.ID), "Channel": s.name(channel), "Liked": s.name(liked), "Steps": s.list(steps, 4), "Count": len(steps),
					},
					Fixes: []finding.Fix{{
						Message: "fix.prefer_channel", Args: journey.Args{"Steps": s.list(steps, 4), "Channel": s.name(liked), "Other": s.name(channel)},
						Edit: fix.PreferChannel{Steps: steps, Channel: liked},
					}},
				}
				if worse := worksWorse(persona, channel); !worse && s.alsoBy(persona, steps) {
					continue // another channel on purpose, beside the preferred one
				} else if worse {
					f.Severity, f.Message = finding.Warning, "finding.J304.message_worse"
				}
				for _, id := range steps {
					f.Targets = append(f.Targets, stepRef(id))
				}
				list = append(list, f)
			}
		}
		return list
	},
}

// alsoBy tells that every scenario of these messages writes to a persona by a channel it prefers too.
func (s *study) alsoBy(persona *journey.Persona, steps []journey.ID) bool {
	for _, id := range steps {
		of := s.step(id).Scenario
		if !slices.ContainsFunc(s.m.Steps, func(step *journey.Step) bool {
			return step.Scenario == of && step.Message != nil && s.meantFor(step, persona.ID) &&
				slices.ContainsFunc(step.Message.Channels, func(c journey.ID) bool {
					return slices.Contains(persona.LikedChannels, c) && s.knows(persona, c)
				})
		}) {
			return false
		}
	}
	return true
}

// likedChannel is the first channel a persona prefers by which messages go out and it can be reached wherever it is; "" for
// none. A call is no message, and what is on the site reaches nobody who is not there.
func (s *study) likedChannel(persona *journey.Persona) journey.ID {
	for _, id := range persona.LikedChannels {
		if c := s.m.Channel(id); c != nil && carries(c) && !c.OnSite && c.Medium != journey.MediumCall && s.knows(persona, id) {
			return id
		}
	}
	return ""
}

// knows tells that somebody of a persona has an address on a channel, with consent.
func (s *study) knows(persona *journey.Persona, channel journey.ID) bool {
	for _, reach := range persona.Channels {
		if reach.Channel == channel {
			return s.m.Value(reach.Known).Value > 0 && s.m.Value(reach.Allowed).Value > 0
		}
	}
	return false
}

// onSite tells that a message is shown where the person is: there is no other place for it.
func (s *study) onSite(m *journey.Message) bool {
	return slices.ContainsFunc(m.Channels, func(id journey.ID) bool {
		c := s.m.Channel(id)
		return c != nil && c.OnSite
	})
}

// meantFor tells that people of a persona can come to a step, and that its scenario is meant for them.
func (s *study) meantFor(step *journey.Step, persona journey.ID) bool {
	if scenario := s.m.Scenario(step.Scenario); scenario != nil && len(scenario.Personas) > 0 && !slices.Contains(scenario.Personas, persona) {
		return false
	}
	stay, ok := s.stay(step.ID)
	return ok && slices.Contains(stay.Personas, persona)
}

// worksWorse tells that a persona opens or clicks less on a channel than others do, or unsubscribes more.
func worksWorse(persona *journey.Persona, channel journey.ID) bool {
	less := func(odds float64) bool { return odds > 0 && odds < 1 }
	for _, reach := range persona.Channels {
		if reach.Channel == channel {
			return less(reach.OpenOdds) || less(reach.ClickOdds) || reach.UnsubscribeOdds > 1
		}
	}
	return false
}
