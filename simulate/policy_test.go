package simulate_test

import (
	"bytes"
	"slices"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// lives says where the person is; the map's clock stays UTC unless it says so too.
func lives(zone string) func(b *trial.Builder) {
	return func(b *trial.Builder) {
		b.Personas[0].Zones = []journey.Weighted{{Value: zone, Share: journey.Guess(1)}}
	}
}

// by is a message on a channel.
func by(id, channel journey.ID, hour float64) planned {
	return planned{id: id, hour: hour, channel: channel}
}

// TestPresetsDeliverDropAndDeferAsTheirVendorsSay holds each preset against what its vendor writes. Hours are those after
// Monday 5 January 2026 00:00 of the map's clock; Tuesday begins at 24, Sunday at 144, the next Monday at 168.
func TestPresetsDeliverDropAndDeferAsTheirVendorsSay(t *testing.T) {
	t.Parallel()
	emails := func(hours ...float64) *trial.Builder { return at(hours...) }
	for name, c := range map[string]struct {
		policy string
		plan   *trial.Builder
		set    func(b *trial.Builder)
		want   []string
	}{
		// Braze: "calculated by calendar days, not 24-hour periods … a user may receive a message at 11 pm in their local time
		// zone and they would be eligible to receive another message an hour later". New York is UTC − 5: hour 28 is Monday
		// 23:00 there, hour 29 Tuesday 00:00, hour 53 Wednesday 00:00.
		"braze: 23:00 and 00:00 by the person's clock both go": {"braze", emails(28, 29, 30, 52.5, 53), lives("America/New_York"),
			[]string{"m0 28", "m1 29", "m2 30 cap:braze-email-day", "m3 52.5 cap:braze-email-day", "m4 53"}},
		// The same hours in UTC: 04:00, 05:00, 06:00 of Tuesday are one day, 04:30 and 05:00 of Wednesday another.
		"braze: somebody else's midnight is another one": {"braze", emails(28, 29, 30, 52.5, 53), nil,
			[]string{"m0 28", "m1 29 cap:braze-email-day", "m2 30 cap:braze-email-day", "m3 52.5", "m4 53 cap:braze-email-day"}},
		// "Every 2 days will limit the capping to the previous and current calendar days": a week is today and six days
		// before. Sent on days 0, 1 and 2; day 3 to day 6 (until hour 168) still see all three; day 7 sees two.
		"braze: three in seven calendar days": {"braze", emails(10, 34, 58, 82, 167.5, 168), nil,
			[]string{"m0 10", "m1 34", "m2 58", "m3 82 cap:braze-email-week", "m4 167.5 cap:braze-email-week", "m5 168"}},
		// "Different channels within a multichannel campaign will individually count": the push of the day does not touch the
		// e-mail of the day.
		"braze: each channel by itself": {"braze", plan(by("a", "email", 1), by("b", "push", 2), by("c", "sms", 3), by("d", "push", 4)), nil,
			[]string{"a 1", "b 2 push", "c 3 sms", "d 4 cap:braze-push-day"}},
		// A dropped send does not count: the week's third is the one of day 2, not the dropped one of day 0.
		"braze: what was dropped does not count": {"braze", emails(10, 11, 34, 58), nil,
			[]string{"m0 10", "m1 11 cap:braze-email-day", "m2 34", "m3 58"}},
		// Quiet hours 22–06 by the person's clock: "05:30 → 06:00", whatever the map says they do.
		"braze: quiet hours hold to their end": {"braze", emails(5.5), func(b *trial.Builder) {
			b.Policy.QuietHours = nightly(22, 6)
			b.Policy.QuietHours.Action = journey.QuietSkip
		}, []string{"m0 6"}},

		// Adobe: "valid for the day until 23:59:59 UTC and resets to 0 at the start of the next day", "capping across all
		// selected channels as a total count". The person's own clock (Tokyo, UTC + 9) has no part in it.
		"adobe-channel: one total of several channels, by UTC": {"adobe-channel",
			plan(by("a", "email", 1), by("b", "sms", 2), by("c", "sms", 23.5), by("d", "sms", 24), by("e", "email", 47.5), by("f", "push", 47.5)), lives("Asia/Tokyo"),
			[]string{"a 1", "b 2 cap:adobe-day", "c 23.5 cap:adobe-day", "d 24 sms", "e 47.5 cap:adobe-day", "f 47.5 push"}},
		// "Valid until Saturday 23:59:59 UTC of that week as the calendar week starts on Sunday": five from Monday to Friday,
		// none on Saturday, the counter is 0 on Sunday at 00:00.
		"adobe-channel: the week starts on Sunday": {"adobe-channel", emails(10, 34, 58, 82, 106, 143.5, 144), nil,
			[]string{"m0 10", "m1 34", "m2 58", "m3 82", "m4 106", "m5 143.5 cap:adobe-week", "m6 144"}},
		// "The profile counter value updates once the communication is delivered … spacing communications apart by at least two
		// hours": with two hours on the way, the second goes too, the third does not; all arrived by then.
		"adobe-channel: counted when delivered": {"adobe-channel", emails(1, 2, 5), func(b *trial.Builder) { b.Channels[0].DeliveryDelay = journey.Fixed(2 * journey.Hour) },
			[]string{"m0 1", "m1 2", "m2 5 cap:adobe-day"}},
		// What is never delivered never counts.
		"adobe-channel: bounced does not count": {"adobe-channel", emails(1, 2), func(b *trial.Builder) { b.Channels[0].Rates.SoftBounce = trial.Rate(1, journey.PerSent) },
			[]string{"m0 1", "m1 2"}},
		// Somebody may leave for the longest quiet night: queued, the message is discarded after 7 days, as long as messages are held.
		"adobe-channel: quiet hours queue": {"adobe-channel", emails(23), func(b *trial.Builder) {
			b.Policy.QuietHours = nightly(22, 8)
			b.Policy.QuietHours.Action = journey.QuietLeave
		}, []string{"m0 32"}},

		// Iterable: "Frequency caps reset based on the project's time zone. Daily – every night at 12:00 AM. Weekly – every
		// Sunday at 12:00 AM." The map is in Berlin, and so are its hours.
		"iterable: days of the project's clock": {"iterable", emails(23, 24, 25), func(b *trial.Builder) { b.Settings.Zone = "Europe/Berlin" },
			[]string{"m0 23", "m1 24", "m2 25 cap:iterable-email-day"}},
		"iterable: the week resets on Sunday": {"iterable", emails(10, 34, 58, 82, 143.5, 144), nil,
			[]string{"m0 10", "m1 34", "m2 58", "m3 82 cap:iterable-email-week", "m4 143.5 cap:iterable-email-week", "m5 144"}},
		// "Messages that count include sent marketing messages, bounced …".
		"iterable: bounced counts": {"iterable", emails(1, 2), func(b *trial.Builder) { b.Channels[0].Rates.SoftBounce = trial.Rate(1, journey.PerSent) },
			[]string{"m0 1", "m1 2 cap:iterable-email-day"}},

		// Klaviyo: e-mail 16 hours; "skipped … not rescheduled". At exactly 16 hours the timer has run down.
		"klaviyo-smart: sixteen hours since the last e-mail": {"klaviyo-smart", emails(0, 15.5, 16, 31.5, 32), nil,
			[]string{"m0 0", "m1 15.5 cap:klaviyo-email", "m2 16", "m3 31.5 cap:klaviyo-email", "m4 32"}},
		// "The timer starts for everyone who Klaviyo tried to deliver that message to": a skipped message was not tried, so that
		// of hour 10 does not hold up that of hour 20.
		"klaviyo-smart: a skipped message starts no timer": {"klaviyo-smart", emails(0, 10, 20), nil,
			[]string{"m0 0", "m1 10 cap:klaviyo-email", "m2 20"}},
		// "Includes … those where the message failed after leaving Klaviyo (e.g., the message bounced …)".
		"klaviyo-smart: a bounced message starts the timer": {"klaviyo-smart", emails(0, 10, 16), func(b *trial.Builder) { b.Channels[0].Rates.SoftBounce = trial.Rate(1, journey.PerSent) },
			[]string{"m0 0", "m1 10 cap:klaviyo-email", "m2 16"}},
		// "All channels have separate Smart Sending windows": SMS and push 24 hours.
		"klaviyo-smart: each channel has its own timer": {"klaviyo-smart",
			plan(by("a", "email", 0), by("b", "sms", 1), by("c", "push", 2), by("d", "sms", 24.5), by("e", "sms", 25), by("f", "push", 26)), nil,
			[]string{"a 0", "b 1 sms", "c 2 push", "d 24.5 cap:klaviyo-sms", "e 25 sms", "f 26 push"}},

		// OneSignal's own table, "3 notifications per 24 hours": day 1 9:00, 13:00, 17:00 yes; day 2 8:00 no; 9:01 yes; 10:00
		// and 11:00 no; 14:00 yes. Here the one of 9:00 sharp is asked as well: "24-hour window from notification 1 resets".
		"onesignal: the vendor's own example": {"onesignal", plan(by("n1", "push", 9), by("n2", "push", 13), by("n3", "push", 17), by("n4", "push", 32),
			by("n5", "push", 33+1.0/60), by("n6", "push", 34), by("n7", "push", 35), by("n8", "push", 38)), nil,
			[]string{"n1 9 push", "n2 13 push", "n3 17 push", "n4 32 cap:onesignal-push", "n5 33.016666666666666 push", "n6 34 cap:onesignal-push", "n7 35 cap:onesignal-push", "n8 38 push"}},
		"onesignal: exactly 24 hours later there is room": {"onesignal", plan(by("a", "push", 9), by("b", "push", 10), by("c", "push", 11), by("d", "push", 33)), nil,
			[]string{"a 9 push", "b 10 push", "c 11 push", "d 33 push"}},
		// "Each delivered push": one that bounced takes no place.
		"onesignal: only what was delivered counts": {"onesignal", plan(by("a", "push", 1), by("b", "push", 2), by("c", "push", 3), by("d", "push", 4)),
			func(b *trial.Builder) { b.Channels[2].Rates.SoftBounce = trial.Rate(1, journey.PerSent) },
			[]string{"a 1 push", "b 2 push", "c 3 push", "d 4 push"}},
		"onesignal: e-mail is not capped": {"onesignal", emails(1, 2, 3, 4, 5), nil, []string{"m0 1", "m1 2", "m2 3", "m3 4", "m4 5"}},

		// Mautic: "the email is sent to a queue, where it will be handled later": each goes when the one before is a day old.
		"mautic: queued, not dropped": {"mautic", emails(0, 1, 2), nil, []string{"m0 0", "m1 24", "m2 48"}},
		"mautic: e-mail and SMS have a rule each": {"mautic", plan(by("a", "email", 0), by("b", "sms", 1), by("c", "sms", 2), by("d", "push", 3), by("e", "push", 3)), nil,
			[]string{"a 0", "b 1 sms", "d 3 push", "e 3 push", "c 25 sms"}},
		// "High priority messages are placed at the top of the queue".
		"mautic: what is more important leaves the queue first": {"mautic",
			plan(planned{id: "a", hour: 0, priority: 2}, planned{id: "b", hour: 1, priority: 2}, planned{id: "c", hour: 2, priority: 1}), nil,
			[]string{"a 0", "c 24", "b 48"}},

		// Customer.io: a maximum of messages within a time frame over the workspace; a retried message is sent when there is
		// room: the fourth when the first is 7 days old (hour 168), the fifth when the second is.
		"customer-io: tried again until there is room": {"customer-io", plan(by("a", "email", 0), by("b", "sms", 24), by("c", "push", 48), by("d", "email", 50), by("e", "sms", 60)), nil,
			[]string{"a 0", "b 24 sms", "c 48 push", "d 168", "e 192 sms"}},
		// "Message limits don't apply to transactional messages or in-app messages".
		"customer-io: in-app and transactional messages neither wait nor count": {"customer-io", plan(by("a", "email", 0), by("b", "email", 1), by("c", "email", 2), by("d", "email", 3), by("e", "push", 4), by("f", "email", 5)),
			func(b *trial.Builder) {
				b.Map.Step("a").Message.Class, b.Map.Step("f").Message.Class = journey.ClassTransactional, journey.ClassTransactional
				b.Channels[2].Medium = journey.MediumInApp
			}, []string{"a 0", "b 1", "c 2", "d 3", "e 4 push", "f 5"}},
		// The retries end: those a message is held for, 7 days unless it says otherwise; then it is undeliverable.
		"customer-io: undeliverable when the retries end": {"customer-io", emails(0, 1, 2, 3), func(b *trial.Builder) { b.Map.Step("m3").Message.LongestHold = journey.Day },
			[]string{"m0 0", "m1 1", "m2 2", "m3 27 held_too_long"}},

		// Adobe Campaign: "a maximum number of messages per profile" over a sliding period; who has had them is excluded from
		// the delivery. Exactly 7 days old, hour 168 sees two of the last three.
		"adobe-campaign: a sliding week over all channels": {"adobe-campaign",
			plan(by("a", "email", 0), by("b", "sms", 24), by("c", "push", 48), by("d", "email", 167.5), by("e", "email", 168), by("f", "email", 169)), nil,
			[]string{"a 0", "b 24 sms", "c 48 push", "d 167.5 cap:campaign-all", "e 168", "f 169 cap:campaign-all"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := c.plan
			for _, s := range b.Steps {
				if s.Message != nil {
					s.Message.LongestHold = 0
				}
			}
			if c.set != nil {
				c.set(b)
			}
			// Caps of the map's own have no part in it.
			b.Policy.Caps = []journey.Cap{{ID: "own", Max: 0, Window: journey.CapDay}}
			if got := ledger(t, b.Done(), simulate.Spec{Policy: c.policy}); !slices.Equal(got, c.want) {
				t.Errorf("\ngot  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestRunAndReplayAreUnderThePolicyTheSpecNames(t *testing.T) {
	t.Parallel()
	m := at(0, 10, 20).Done()
	own, under := run(t, m, simulate.Spec{People: 7}), run(t, m, simulate.Spec{People: 7, Policy: "klaviyo-smart"})
	if own.Messages[1].Sent != 7 || under.Messages[1].Sent != 0 || under.Messages[1].Refused[0] != (simulate.Reason{Reason: "cap:klaviyo-email", Count: 7}) {
		t.Errorf("%+v %+v", own.Messages[1], under.Messages[1])
	}
	if own.Spec.Policy != "" || under.Spec.Policy != "klaviyo-smart" || own.Fingerprint != under.Fingerprint {
		t.Errorf("%+v %+v", own.Spec, under.Spec)
	}
	if data := encoded(t, under); !bytes.Contains(data, []byte(`"policy":"klaviyo-smart"`)) {
		t.Error("the policy is not among the bytes of a result")
	}
	if data := encoded(t, own); bytes.Contains(data, []byte(`"policy"`)) {
		t.Error("the map's own policy needs no name")
	}
	if len(m.Policy.Caps) != 0 {
		t.Error("the map was changed")
	}
}
