package sending

import (
	"testing"

	"rehearse/journey"
	"rehearse/ui/text"
)

func mapOf() *journey.Map {
	return &journey.Map{
		Settings: &journey.Settings{}, Policy: &journey.Policy{},
		Channels: []*journey.Channel{{ID: "email", Name: "E-mail"}, {ID: "sms", Name: "SMS"}},
	}
}

func TestACapIsASentence(t *testing.T) {
	t.Parallel()
	m := mapOf()
	for _, c := range []struct {
		cap    journey.Cap
		en, ru string
	}{
		{
			journey.Cap{Max: 3, Length: 7 * journey.Day}, "At most 3 messages a person in any 7 days; more are skipped.",
			"Не больше 3 сообщений на человека за любые 7 дней; лишние пропускаются.",
		},
		{
			journey.Cap{Max: 1, Window: journey.CapDay, Scope: journey.ScopeChannels, Of: []journey.ID{"email", "sms"}, Hit: journey.CapDefer, Clock: journey.ClockMap, Counts: journey.CountAttempt},
			"At most 1 message a person by E-mail + SMS in a calendar day by the map’s clock; attempts count too; more wait for a free place.",
			"Не больше 1 сообщения на человека (E-mail + SMS) за 1 календарный день по часам карты; попытки тоже считаются; лишние ждут свободного места.",
		},
		{ // no topic is named: each is counted by itself
			journey.Cap{Max: 2, Window: journey.CapWeek, Periods: 2, WeekStarts: "sun", Scope: journey.ScopeTopic, Clock: journey.ClockUTC, Counts: journey.CountDelivery},
			"At most 2 messages a person on each topic in 2 calendar weeks (first day: Sunday) by UTC; only what is delivered counts; more are skipped.",
			"Не больше 2 сообщений на человека на каждую тему за 2 календарные недели (первый день — воскресенье) по UTC; считается только доставленное; лишние пропускаются.",
		},
		{ // since the last one there is room for one, whatever the number says
			journey.Cap{Max: 5, Window: journey.CapSinceLast, Length: 16 * journey.Hour, Hit: journey.CapChannel, Fallback: "sms", Winner: journey.WinPriority, LookAhead: 2 * journey.Day},
			"At most 1 message a person in the 16 hours after the last one; the higher priority goes first, looking 2 days ahead; more go by SMS.",
			"Не больше 1 сообщения на человека за 16 часов после предыдущего; сначала то, у чего приоритет выше, с оглядкой на 2 дня вперёд; лишние уходят по каналу «SMS».",
		},
		{journey.Cap{Window: journey.CapSinceLast, Length: journey.Day}, "Nothing is sent at all; every message is skipped.", "Не отправляется ничего; каждое сообщение пропускается."},
		{journey.Cap{Length: journey.Day, Hit: journey.CapLeave}, "Nothing is sent at all; who would get one leaves the scenario.", "Не отправляется ничего; кому положено сообщение, покидает сценарий."},
	} {
		if got := Cap(text.New("en"), m, &c.cap); got != c.en {
			t.Errorf("%q, not %q", got, c.en)
		}
		if got := Cap(text.New("ru"), m, &c.cap); got != c.ru {
			t.Errorf("%q, not %q", got, c.ru)
		}
	}
}

func TestQuietHoursAreASentence(t *testing.T) {
	t.Parallel()
	q := &journey.QuietHours{Action: journey.QuietSkip, Clock: journey.ClockUTC}
	for _, d := range journey.Weekday("").Words() {
		h := journey.Hours{Day: journey.Weekday(d), From: 21 * 3600, Until: 9 * 3600}
		if d == "sat" || d == "sun" {
			h.Until = 10 * 3600
		}
		q.Hours = append(q.Hours, h)
	}
	if got := Quiet(text.New("en"), q); got != "Quiet Mon–Fri 21:00–09:00, Sat–Sun 21:00–10:00 by UTC; what falls into them is skipped." {
		t.Error(got)
	}
	if got := Quiet(text.New("ru"), nil); got != "Тихих часов нет: сообщения уходят в любое время." {
		t.Error(got)
	}
}

func TestWhatOtherRulesChangeIsTold(t *testing.T) {
	t.Parallel()
	one, two := journey.Cap{Max: 1, Length: journey.Day}, journey.Cap{Max: 2, Length: journey.Day}
	c := Compare(text.New("en"), mapOf(), &journey.Policy{Caps: []journey.Cap{one, one}}, &journey.Policy{Caps: []journey.Cap{two, one}})
	if len(c.Gone) != 1 || len(c.New) != 1 || len(c.Same) != 2 || c.New[0] != "At most 2 messages a person in any 1 day; more are skipped." {
		t.Errorf("%+v", c)
	}
}
