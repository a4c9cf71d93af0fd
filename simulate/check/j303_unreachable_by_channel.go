package check

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
)

// unreachableByChannel finds messages that can reach nobody who can come to them: by none of their channels has anybody an
// address, or consent, and nothing on the map gives it. Messages by the same channels are one finding.
var unreachableByChannel = criterion{
	RuleInfo: finding.RuleInfo{ID: "J303", Name: "unreachable_by_channel", Class: "audience", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		type group struct {
			channels []journey.ID
			steps    []journey.ID
			personas []journey.ID
			consent  bool // an address there can be, consent there is not
		}
		var groups []*group
		for _, step := range s.m.Steps {
			if step.Message == nil || !s.reached[step.ID] || len(step.Message.Channels) == 0 || len(s.m.Personas) == 0 {
				continue
			}
			personas := s.comers(step)
			some, address := false, false
			for _, channel := range step.Message.Channels {
				known, allowed := s.canHave(channel, personas)
				address = address || known
				some = some || known && (allowed || step.Message.Class == journey.ClassTransactional)
			}
			if some || len(personas) == 0 {
				continue
			}
			at := slices.IndexFunc(groups, func(g *group) bool { return g.consent == address && slices.Equal(g.channels, step.Message.Channels) })
			if at < 0 {
				at, groups = len(groups), append(groups, &group{channels: step.Message.Channels, personas: personas, consent: address})
			}
			groups[at].steps = append(groups[at].steps, step.ID)
		}
		var list []finding.Finding
		for _, g := range groups {
			f := finding.Finding{
				Args: journey.Args{"Step": s.name(g.steps[0]), "Channel": s.list(g.channels, 3), "Count": len(g.steps), "Steps": s.list(g.steps, 4)},
			}
			several := len(g.steps) > 1
			switch {
			case g.consent && several:
				f.Message = "finding.J303.message_consent_several"
			case g.consent:
				f.Message = "finding.J303.message_consent"
			case several:
				f.Message = "finding.J303.message_several"
			}
			if f.Field = "message.channels"; several {
				f.Field = ""
			}
			for _, id := range g.steps {
				f.Targets = append(f.Targets, stepRef(id))
			}
			if g.consent {
				f.Fixes = s.askConsent(g.channels)
			}
			f.Fixes = append(f.Fixes, s.otherChannel(g.steps, g.channels[0], g.personas)...)
			list = append(list, f)
		}
		return list
	},
}

// comers are the personas who can come to a step; those its scenario is meant for where nothing better is known.
func (s *study) comers(step *journey.Step) []journey.ID {
	if stay, ok := s.stay(step.ID); ok {
		return stay.Personas
	}
	if scenario := s.m.Scenario(step.Scenario); scenario != nil && len(scenario.Personas) > 0 {
		return scenario.Personas
	}
	var all []journey.ID
	for _, p := range s.m.Personas {
		all = append(all, p.ID)
	}
	return all
}

// canHave tells whether somebody of the personas can have an address on a channel, and consent, now or by a step of the map.
func (s *study) canHave(channel journey.ID, personas []journey.ID) (known, allowed bool) {
	for _, p := range s.m.Personas {
		for _, reach := range p.Channels {
			if reach.Channel == channel && slices.Contains(personas, p.ID) {
				known = known || s.m.Value(reach.Known).Value > 0
				allowed = allowed || s.m.Value(reach.Allowed).Value > 0
			}
		}
	}
	gives := func(kind journey.ChangeKind) bool {
		return s.changes(func(c journey.Change) bool { return c.Kind == kind && c.Target == channel && !c.No })
	}
	return known || gives(journey.ChangeKnown), allowed || gives(journey.ChangeAllowed)
}

// askConsent offers to ask for consent where an address is asked for.
func (s *study) askConsent(channels []journey.ID) []finding.Fix {
	for _, step := range s.m.Steps {
		var changes []journey.Change
		switch {
		case step.Touchpoint != nil:
			changes = step.Touchpoint.Changes
		case step.Update != nil:
			changes = step.Update.Changes
		}
		for _, c := range changes {
			if c.Kind == journey.ChangeKnown && !c.No && slices.Contains(channels, c.Target) && s.reached[step.ID] {
				return []finding.Fix{{
					Message: "fix.add_consent", Args: journey.Args{"Step": s.name(step.ID), "Channel": s.name(c.Target)},
					Edit: fix.AddConsent{Step: step.ID, Channel: c.Target},
				}}
			}
		}
	}
	return nil
}

// otherChannel offers the first channel for messages by which these people can be reached.
func (s *study) otherChannel(steps []journey.ID, from journey.ID, personas []journey.ID) []finding.Fix {
	for _, c := range s.m.Channels {
		if known, allowed := s.canHave(c.ID, personas); c.ID == from || !carries(c) || c.OnSite || !known || !allowed {
			continue
		}
		return []finding.Fix{{
			Message: "fix.change_channel", Args: journey.Args{"Steps": s.list(steps, 4), "Channel": s.name(c.ID)},
			Edit: fix.ChangeChannel{Steps: steps, From: from, To: c.ID},
		}}
	}
	return nil
}

// carries tells that messages go out by a channel.
func carries(c *journey.Channel) bool { return c.Use != journey.ChannelEntry }
