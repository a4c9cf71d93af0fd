package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
)

// unreachableByChannel finds messages that can reach nobody they are meant for: no persona of the
// scenario has an address and consent for any of their channels, and nothing on the map makes one known.
var unreachableByChannel = criterion{
	RuleInfo: finding.RuleInfo{ID: "J303", Name: "unreachable_by_channel", Class: "audience", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, step := range s.m.Steps {
			if step.Message == nil || !s.reached[step.ID] || len(step.Message.Channels) == 0 || len(s.m.Personas) == 0 {
				continue
			}
			reachable := false
			for _, channel := range step.Message.Channels {
				reachable = reachable || s.someoneHas(channel, step) || s.becomesKnown(channel)
			}
			if !reachable {
				list = append(list, finding.Finding{
					Targets: []journey.Ref{stepRef(step.ID)}, Field: "message.channels",
					Args: journey.Args{"Step": s.name(step.ID), "Channel": s.name(step.Message.Channels[0])},
				})
			}
		}
		return list
	},
}

// someoneHas reports whether a persona the message is meant for can be reached by a channel.
func (s *study) someoneHas(channel journey.ID, step *journey.Step) bool {
	var meant []journey.ID
	if scenario := s.m.Scenario(step.Scenario); scenario != nil {
		meant = scenario.Personas
	}
	for _, p := range s.m.Personas {
		if len(meant) > 0 && !contains(meant, p.ID) {
			continue
		}
		for _, reach := range p.Channels {
			known := s.m.Value(reach.Known).Value > 0
			if reach.Channel == channel && known && (s.m.Value(reach.Allowed).Value > 0 || step.Message.Class == journey.ClassTransactional) {
				return true
			}
		}
	}
	return false
}

// becomesKnown reports whether a step of the map makes the address known.
func (s *study) becomesKnown(channel journey.ID) bool {
	for _, step := range s.m.Steps {
		var changes []journey.Change
		if step.Touchpoint != nil {
			changes = step.Touchpoint.Changes
		}
		if step.Update != nil {
			changes = step.Update.Changes
		}
		for _, c := range changes {
			if c.Kind == journey.ChangeKnown && c.Target == channel && !c.No {
				return true
			}
		}
	}
	return false
}

func contains(list []journey.ID, id journey.ID) bool {
	for _, one := range list {
		if one == id {
			return true
		}
	}
	return false
}
