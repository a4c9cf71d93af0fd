package check

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
)

// denominators finds rates that are used as shares of something else than they were measured of: a shared number that a
// field calls by another base, a rate of messages as the weight of a link or the share of a persona, a response per
// delivered message that no clicks can explain, a share of those who open where nobody does.
var denominators = criterion{
	RuleInfo: finding.RuleInfo{ID: "J503", Name: "denominators", Class: "assumptions", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for _, a := range s.assumptions() {
			for _, use := range a.Uses {
				record := s.index.Get(use.Record.ID)
				field := journey.AssumptionAt(record, use.Field)
				if record == nil || field == nil || !misfit(use, field.Per, a.Fact.Per) {
					continue
				}
				f := finding.Finding{
					Targets: []journey.Ref{use.Record, a.Record}, Field: use.Field,
					Args: journey.Args{
						"Name": finding.Names{s.place(use)}, "Shared": s.name(a.Record.ID), "Measured": baseWord(a.Fact.Per), "Used": baseWord(field.Per),
					},
				}
				if field.Per == "" {
					f.Message = "finding.J503.message_people"
				} else if s.fits(record, use.Field) {
					f.Fixes = []finding.Fix{{
						Message: "fix.use_base", Args: journey.Args{"Name": s.name(use.Record.ID), "Base": baseWord(a.Fact.Per)},
						Edit: fix.UseBase{Record: use.Record, Field: use.Field},
					}}
				}
				list = append(list, f)
			}
		}
		for _, step := range s.m.Steps {
			if f, ok := s.moreAnswersThanClicks(step); ok {
				list = append(list, f)
			}
		}
		return append(list, s.sharesOfNobody()...)
	},
}

// misfit reports whether a number measured per one thing is used per another. Rates of messages name their base; everything
// else is a share of people, whatever the field is called.
func misfit(use journey.AssumptionPlace, used, measured journey.Base) bool {
	if measured == "" {
		return false
	}
	if used != "" {
		return used != measured
	}
	switch use.Record.Kind {
	case journey.KindLink, journey.KindPersona:
		// Per click is how many of those who come by a click do something: a weight of people who came that way.
		return slices.Contains([]journey.Base{journey.PerSent, journey.PerDelivered, journey.PerOpened, journey.PerNotClicked, journey.PerAttempt}, measured)
	}
	return false
}

// fits reports whether a field may have the base its shared number was measured by.
func (s *study) fits(record journey.Record, field string) bool {
	c := journey.Clone(record)
	journey.AssumptionAt(c, field).Per = ""
	return len(journey.ValidateRecord(s.index, s.m, c)) == 0
}

// moreAnswersThanClicks finds e-mails whose response rate is twice what their clicks can bring at least: mostly a rate per
// click that was written per delivered one.
func (s *study) moreAnswersThanClicks(step *journey.Step) (finding.Finding, bool) {
	if step.Message == nil || step.Message.Response == nil || !s.goesBy(step.Message, journey.MediumEmail) || len(step.Message.Channels) != 1 {
		return finding.Finding{}, false
	}
	rate := s.m.Value(step.Message.Response.Rate)
	if rate.Per != journey.PerDelivered && rate.Per != journey.PerSent {
		return finding.Finding{}, false
	}
	clicks, ok := s.clicksPerDelivered(step.Message)
	if !ok || clicks <= 0 || rate.Value <= 2*clicks {
		return finding.Finding{}, false
	}
	return finding.Finding{
		Severity: finding.Information, Message: "finding.J503.message_response",
		Targets: []journey.Ref{stepRef(step.ID)}, Field: "message.response.rate",
		Args: journey.Args{"Step": s.name(step.ID), "Rate": finding.Percent(rate.Value), "Clicks": finding.Percent(clicks), "Used": baseWord(rate.Per)},
		Fixes: []finding.Fix{{
			Message: "fix.set_base", Args: journey.Args{"Name": s.name(step.ID), "Base": baseWord(journey.PerClicked)},
			Edit: fix.SetBase{Record: stepRef(step.ID), Field: "message.response.rate", Base: journey.PerClicked},
		}},
	}, true
}

// clicksPerDelivered is the click rate of a message by its one channel; false where none is said.
func (s *study) clicksPerDelivered(m *journey.Message) (float64, bool) {
	channel := s.m.Channel(m.Channels[0])
	if channel == nil {
		return 0, false
	}
	rate := func(own, usual *journey.Assumption) (journey.Assumption, bool) {
		switch {
		case own != nil:
			return s.m.Value(*own), true
		case usual != nil:
			return s.m.Value(*usual), true
		}
		return journey.Assumption{}, false
	}
	clicked, ok := rate(m.Rates.Clicked, channel.Rates.Clicked)
	if !ok || clicked.Per != journey.PerOpened {
		return clicked.Value, ok
	}
	opened, ok := rate(m.Rates.Opened, channel.Rates.Opened)
	return clicked.Value * opened.Value, ok
}

// baseWord is the word for a base in every language.
func baseWord(b journey.Base) journey.Word { return journey.Word("step.word.Base." + string(b)) }
