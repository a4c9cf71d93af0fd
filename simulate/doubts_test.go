package simulate_test

import (
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// Doubts that an adversarial reading of the contract raised, each settled by the smallest map that shows it.

// A cap of 0 on SMS sends by e-mail instead; quiet hours hold the e-mail until 8:00; at 1:00 the address is lost. At 8:00 the
// e-mail is refused, and the visit has done: the SMS, refused at midnight, is not tried again. (It was, without counting as an
// attempt, and attempts no longer were what was sent and refused.)
func TestTheChannelThatWasFullIsNotTriedAgainWhenTheOtherOneIsLost(t *testing.T) {
	t.Parallel()
	b := trial.New(3)
	b.Event("go")
	b.Channel("email")
	sms := b.Channel("sms")
	sms.Medium, sms.QuietHoursExempt = journey.MediumSMS, true
	b.Cohort("in", 1000)
	b.Touch("first", "go")
	b.Wait("hour", "", journey.Hour)
	b.Step("lost", "", &journey.Update{Changes: []journey.Change{{Kind: journey.ChangeKnown, Target: "email", No: true}}})
	b.Chain("in", "first", "hour", "lost")
	b.Scenario("s", "go")
	b.Step("m", "s", &journey.Message{Channels: []journey.ID{"sms"}})
	b.Policy.Caps = []journey.Cap{{ID: "none", Max: 0, Length: journey.Day, Scope: journey.ScopeChannels, Of: []journey.ID{"sms"}, Hit: journey.CapChannel, Fallback: "email"}}
	b.Policy.QuietHours = &journey.QuietHours{Hours: []journey.Hours{{Day: "mon", From: 0, Until: 8 * 3600}}}
	r := run(t, b.Done(), simulate.Spec{})
	for _, m := range r.Messages {
		want := map[journey.ID]string{"sms": "cap:none", "email": "address_unknown"}[m.Channel]
		if m.Attempts != 1000 || m.Sent != 0 || len(m.Refused) != 1 || m.Refused[0] != (simulate.Reason{Reason: want, Count: 1000}) {
			t.Errorf("%s: %d attempts, %d sent, %+v", m.Channel, m.Attempts, m.Sent, m.Refused)
		}
	}
}
