package check

import (
	"rehearse/journey"
	"rehearse/journey/finding"
)

// sharesOfNobody finds rates per opened where there is no open rate, neither the message's own nor the channel's: a share of nobody,
// so that nobody clicks or responds.
func (s *study) sharesOfNobody() []finding.Finding {
	var list []finding.Finding
	told := map[journey.Ref]bool{}
	tell := func(of journey.Ref, field string) {
		if told[of] {
			return
		}
		told[of] = true
		list = append(list, finding.Finding{
			Message: "finding.J503.message_nobody", Targets: []journey.Ref{of}, Field: field, Args: journey.Args{"Name": s.name(of.ID)},
		})
	}
	for _, step := range s.m.Steps {
		m := step.Message
		if m == nil {
			continue
		}
		opens := false
		for _, id := range m.Channels {
			channel := s.m.Channel(id)
			if channel == nil || channel.OpensUnmeasured || s.some(m.Rates.Opened, channel.Rates.Opened) {
				opens = true
				continue
			}
			switch {
			case s.perOpened(m.Rates.Clicked):
				tell(stepRef(step.ID), "message.rates.clicked")
			case m.Rates.Clicked == nil && s.perOpened(channel.Rates.Clicked):
				tell(journey.Ref{Kind: journey.KindChannel, ID: id}, "rates.clicked")
			}
		}
		if !opens && len(m.Channels) > 0 && m.Response != nil && s.perOpened(&m.Response.Rate) {
			tell(stepRef(step.ID), "message.response.rate")
		}
	}
	return list
}

// some tells that the first rate that is given is above zero.
func (s *study) some(rates ...*journey.Assumption) bool {
	for _, a := range rates {
		if a != nil {
			return s.m.Value(*a).Value > 0
		}
	}
	return false
}

// perOpened tells that a rate is given as a share of those who open, and above zero.
func (s *study) perOpened(a *journey.Assumption) bool {
	return a != nil && a.Per == journey.PerOpened && s.m.Value(*a).Value > 0
}
