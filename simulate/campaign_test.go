package simulate_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
)

// The maps in testdata/campaigns are campaigns as vendors and agencies describe them, with chances of 0 and 1 only: everybody lives
// the same life, and who gets what when was worked out on paper from the published words beside each case.

// campaign reads a map of testdata/campaigns.
func campaign(t *testing.T, name string) *journey.Map { return stored(t, "campaigns", name) }

// diary is what became of each message for one person, on the person's own clock: "n1 01-05 09:00" sent, "n2 01-05 18:00 cap:day"
// refused.
func diary(t *testing.T, m *journey.Map, spec simulate.Spec, who simulate.PersonRef) (rows []string) {
	t.Helper()
	story, err := simulate.Replay(context.Background(), m, spec, who)
	if err != nil {
		t.Fatal(err)
	}
	for _, moment := range story.Moments {
		row := string(moment.Step) + " " + strings.Replace(moment.Local[5:16], "T", " ", 1)
		switch moment.What {
		case "send":
			rows = append(rows, row)
		case "refuse":
			rows = append(rows, row+" "+moment.Reason)
		}
	}
	return rows
}

// allLive holds the diary of person 1 against a paper, and the run's counts against as many people with that very diary.
func allLive(t *testing.T, m *journey.Map, spec simulate.Spec, want []string) {
	t.Helper()
	if got := diary(t, m, spec, simulate.PersonRef{Number: 1}); !slices.Equal(got, want) {
		t.Errorf("\ngot  %q\nwant %q", got, want)
	}
	const people = 60
	spec.People, spec.Workers = people, 2
	r := run(t, m, spec)
	for _, row := range r.Messages {
		var sent, refused, paper, off int64
		sent = row.Sent
		for _, reason := range row.Refused {
			refused += reason.Count
		}
		for _, w := range want {
			switch words := strings.Fields(w); {
			case words[0] != string(row.Step):
			case len(words) == 3:
				paper += people
			default:
				off += people
			}
		}
		if sent != paper || refused != off {
			t.Errorf("%s: %d sent, %d refused, want %d and %d", row.Step, sent, refused, paper, off)
		}
	}
}

func TestPublishedCapsLetThroughWhatTheirPagesSay(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][]string{
		// An advertiser's help: four a week from Sunday to Saturday and two a month; one on Sunday, one on Tuesday, the month ends on
		// Wednesday, "two more by Saturday": "the monthly cap has been met twice, and the weekly cap of four has been met".
		// September 2026 ends on a Wednesday. The next Sunday the week is new and October has its two.
		"week_and_month": {"n1 09-27 10:00", "n2 09-29 10:00", "n3 09-30 10:00 cap:month", "n4 10-01 10:00", "n5 10-02 10:00", "n6 10-03 10:00 cap:week",
			"n7 10-04 10:00 cap:month"},
		// Another help: 3 in 7 days from 20 May, five meant on that day: three go, two are queued and go when the first have aged
		// out (to the minute here, by the night's batch there), and "one more until 4 June". That one goes on the 28th; what
		// is meant on the 29th waits for the place of n4, 7 days after 27 May 10:00.
		"queue_of_three_in_seven_days": {"n1 05-20 10:01", "n2 05-20 10:02", "n3 05-20 10:03", "n4 05-27 10:01", "n5 05-27 10:02", "x1 05-28 10:00", "x2 06-03 10:01"},
		// One e-mail a day, "calendar day from 12 am to 12 am", and two in seven days, "on a rolling basis from 12 am to 12 am": the
		// 5th and the 6th are full until the 11th ends; on the 12th only the 6th counts, on the 13th only the 12th.
		"one_a_day_two_in_seven": {"n1 01-05 09:00", "n2 01-05 18:00 cap:day", "n3 01-06 09:00", "n4 01-07 09:00 cap:week", "n5 01-11 23:00 cap:week", "n6 01-12 00:00",
			"n7 01-13 00:00", "n8 01-14 09:00 cap:week"},
		// A browser's own messages: "once a week, three times in total".
		"three_in_a_lifetime": {"n1 01-05 09:00", "n2 01-12 09:00", "n3 01-19 09:00", "n4 01-26 09:00 cap:life", "n5 02-02 09:00 cap:life"},
		// A newsletter every Thursday under one message in ten days, deferred: the 8th; that of the 15th on the 18th; that of the 22nd
		// on the 28th; that of the 29th on 7 February. On 5 February it is still waiting, so that issue does not start
		// (re-entry after leaving); that of the 12th waits beyond the run.
		"weekly_and_one_in_ten_days": {"n 01-08 09:00", "n 01-18 09:00", "n 01-28 09:00", "n 02-07 09:00"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			allLive(t, campaign(t, name), simulate.Spec{}, want)
		})
	}
}

// One week of sends (e: e-mail, p: push, s: SMS) under the rules of eight systems. 5 January 2026 is a Monday, the 11th a Sunday.
func TestOneWeekUnderTheRulesOfEightSystems(t *testing.T) {
	t.Parallel()
	plan := []string{"e1 01-05 08:00", "p1 01-05 09:00", "e2 01-05 18:00", "s1 01-05 20:00", "e3 01-06 07:00", "e4 01-06 12:00", "e5 01-07 12:00", "e6 01-08 13:00",
		"e7 01-10 09:00", "e8 01-11 09:00", "e9 01-12 09:00"}
	for policy, want := range map[string]string{
		// 16 hours since the last e-mail: e2 comes after 10, e4 after 5; e3 after 23 of e1, because e2 was never sent.
		"klaviyo-smart": "e1 p1 s1 e3 e5 e6 e7 e8 e9",
		// One e-mail a calendar day, three in seven: e1, e3, e5 fill the week until the 11th ends; the 12th sees two.
		"braze": "e1 p1 s1 e3 e5 e9",
		// One a day and three a week that begins on Sunday the 11th.
		"iterable": "e1 p1 s1 e3 e5 e8 e9",
		// E-mail and SMS one a day together: neither e2 nor s1. All channels five a week from Sunday: e1, p1, e3, e5, e6; not e7.
		"adobe-channel": "e1 p1 e3 e5 e6 e8 e9",
		// Three of anything in 7 × 24 h: e1, p1, e2. On the 12th at 9:00 p1 is exactly 7 days old.
		"adobe-campaign": "e1 p1 e2 e9",
		// Pushes only.
		"onesignal": "e1 p1 e2 s1 e3 e4 e5 e6 e7 e8 e9",
	} {
		t.Run(policy, func(t *testing.T) {
			t.Parallel()
			var sent []string
			for _, row := range diary(t, campaign(t, "a_week_of_sends"), simulate.Spec{Policy: policy}, simulate.PersonRef{Number: 1}) {
				if len(strings.Fields(row)) == 3 {
					sent = append(sent, row)
				}
			}
			paper := slices.DeleteFunc(slices.Clone(plan), func(row string) bool { return !slices.Contains(strings.Fields(want), strings.Fields(row)[0]) })
			if !slices.Equal(sent, paper) {
				t.Errorf("\nsent %q\nwant %q", sent, paper)
			}
		})
	}
	// Three in 7 days, tried again for 7 days: s1 takes the place of e1 on the 12th at 8:00, e3 that of p1, e4 that of e2. Then
	// s1, e3 and e4 fill the week to the 19th, and e5 to e8 are given up after 7 days each; e9 takes the place of s1.
	allLive(t, campaign(t, "a_week_of_sends"), simulate.Spec{Policy: "customer-io"}, []string{"e1 01-05 08:00", "p1 01-05 09:00", "e2 01-05 18:00", "s1 01-12 08:00",
		"e3 01-12 09:00", "e4 01-12 18:00", "e5 01-14 12:00 held_too_long", "e6 01-15 13:00 held_too_long", "e7 01-17 09:00 held_too_long", "e8 01-18 09:00 held_too_long",
		"e9 01-19 08:00"})
	// One e-mail in 24 hours, queued: one goes each morning at 8, a queue of nine.
	allLive(t, campaign(t, "a_week_of_sends"), simulate.Spec{Policy: "mautic"}, []string{"e1 01-05 08:00", "p1 01-05 09:00", "s1 01-05 20:00", "e2 01-06 08:00", "e3 01-07 08:00",
		"e4 01-08 08:00", "e5 01-09 08:00", "e6 01-10 08:00", "e7 01-11 08:00", "e8 01-12 08:00", "e9 01-13 08:00"})
}

func TestCampaignsReachPeopleWhenTheirPlansSay(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][]string{
		// Everybody registers half an hour before the webinar: the day, the morning and the hour before are over, skipped and no
		// refused sends; ten minutes before and the start remain.
		"webinar_half_an_hour_before": {"conf 01-15 17:30", "day 01-15 17:30 too_late", "morning 01-15 17:30 too_late", "hour 01-15 17:30 too_late", "doors 01-15 17:50", "live 01-15 18:00"},
		// An hour before to the second: exactly now is not too late.
		"webinar_at_the_reminder": {"conf 01-15 17:00", "day 01-15 17:00 too_late", "morning 01-15 17:00 too_late", "hour 01-15 17:00", "doors 01-15 17:50", "live 01-15 18:00"},
		// A lead scored by a consultancy: webinar follow-up opened +1, webinar +25, case study +20, click +3, whole video +40, price list
		// +15, a day apart: 1, 26, 46, 49, 89, 104. Interest 2 from 30 on the 8th, 3 from 70 on the 10th, ready at 100 on the 11th. Two
		// points fade each week after a week of silence: 102 on 25 January, 100 on 1 February, 98 on the 8th.
		"lead_of_104_points": {"warm_mail 01-08 00:00", "hot_mail 01-10 00:00", "ready_mail 01-11 00:00", "cooling_mail 02-08 00:00"},
		// One message a day for three scenarios: the welcome comes first and the cart's of 1:30 finds the day full; at midnight three
		// want the place of the 6th, and the cart (priority 1) gets it before the second welcome (10) and the newsletter (90).
		"three_scenarios_one_place": {"a1 01-05 00:00", "c1 01-05 01:30 cap:day", "c2 01-06 00:00", "a2 01-06 00:00 cap:day", "n 01-06 00:00 cap:day", "a3 01-08 00:00", "n 01-13 00:00"},
		// "Enrols on Thursday, 2 days: Saturday is not a business day, Monday": by hours it opens on Monday at 9.
		"business_days": {"m 01-12 09:00"},
		// "Saturday and Sunday all day with Monday to Friday 9 pm to 9 am leaves Monday 12 to 9 am uncovered": Monday 8:59 goes at once;
		// what Friday 23:00 holds goes on Monday at 0:00, not at 9.
		"weekend_with_a_gap": {"n1 01-05 08:59", "n2 01-06 09:00", "n3 01-06 09:00", "n4 01-12 00:00", "n5 01-12 00:00", "n6 01-12 00:00"},
		// Held at 21:00 till 8:00, and the whole gate again: bought at 22:00, so nothing more is sold; unsubscribed from e-mail at 0:30,
		// so no news, and the SMS goes; the bill is transactional and went at 21:00.
		"held_overnight": {"last 01-05 20:30", "bill 01-05 21:00", "news 01-06 08:00 unsubscribed", "text 01-06 08:00", "sold 01-06 08:00 goal_reached"},
		// The order comes exactly when the second reminder is due: the person acts first, so the reminder is not sent, and thanks are.
		"order_at_the_reminder": {"e1 01-05 01:00", "thanks 01-06 00:00"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			allLive(t, campaign(t, name), simulate.Spec{}, want)
		})
	}
}

// A shop's programme under smart sending: welcome at once, after 3 and 7 days; a cart after 2 h with reminders 4 and 24 h later;
// the order 10 days after the cart; a follow-up 7 days after the order; win-back when the last order is more than 60 days old, and 14
// days later. The first reminder comes 6 h after the welcome and is skipped; what was skipped starts no timer, so the second
// comes 26 h after the last that was sent.
func TestAShopsProgrammeUnderSmartSending(t *testing.T) {
	t.Parallel()
	m := campaign(t, "shop_programme")
	allLive(t, m, simulate.Spec{Policy: "klaviyo-smart"}, []string{"wm1 01-05 00:00", "am1 01-05 06:00 cap:klaviyo-email", "am2 01-06 02:00", "wm2 01-08 00:00", "wm3 01-12 00:00",
		"pm1 01-22 02:00", "bm1 03-16 02:00", "bm2 03-30 02:00"})
	// With no caps the reminder of 6:00 goes; nothing else moves.
	allLive(t, m, simulate.Spec{}, []string{"wm1 01-05 00:00", "am1 01-05 06:00", "am2 01-06 02:00", "wm2 01-08 00:00", "wm3 01-12 00:00", "pm1 01-22 02:00", "bm1 03-16 02:00", "bm2 03-30 02:00"})
	if r := run(t, m, simulate.Spec{People: 60}); r.Goals[0].Count != 60 || r.Money.Value != 60*40*journey.Unit {
		t.Errorf("%+v", r.Goals[0])
	}
}

// Sent at 16:00 in Barcelona, quiet from 21 to 8 by the person's clock: it is 16:00 in Paris and 10:00 in New York, where it goes at
// once; 7:00 in San Francisco, where it goes an hour later; midnight in Tokyo, where it goes at 8.
func TestOneSendOnFourClocks(t *testing.T) {
	t.Parallel()
	m := campaign(t, "sale_at_16_in_barcelona")
	for entry, want := range map[journey.ID]string{"in_paris": "sale 01-05 16:00", "in": "sale 01-05 10:00", "in_sf": "sale 01-05 08:00", "in_tokyo": "sale 01-06 08:00"} {
		if got := diary(t, m, simulate.Spec{Seed: 1}, simulate.PersonRef{Seed: 1, Entry: entry}); !slices.Equal(got, []string{want}) {
			t.Errorf("%s: %q, want %q", entry, got, want)
		}
	}
	if r := run(t, m, simulate.Spec{People: 80}); r.Messages[0].Sent != 80 || r.Messages[0].Held != 40 {
		t.Errorf("%+v", r.Messages[0])
	}
}
