package preset_test

import (
	"net/url"
	"slices"
	"testing"
	"time"

	"rehearse/journey"
	"rehearse/simulate/preset"
	"rehearse/simulate/trial"
)

func TestEveryPresetIsWholeInBothLanguages(t *testing.T) {
	t.Parallel()
	want := []string{"adobe-campaign", "adobe-channel", "braze", "customer-io", "iterable", "klaviyo-smart", "mautic", "onesignal"}
	if got := preset.Names(); !slices.Equal(got, want) {
		t.Errorf("presets are %v", got)
	}
	for _, p := range preset.All() {
		if p.Vendor == "" || len(p.Sources) == 0 {
			t.Errorf("%s: %+v", p.Name, p)
		}
		for _, source := range p.Sources {
			if u, err := url.Parse(source); err != nil || u.Scheme != "https" || u.Host == "" {
				t.Errorf("%s: %q is no address", p.Name, source)
			}
		}
		if _, err := time.Parse(time.DateOnly, string(p.Read)); err != nil {
			t.Errorf("%s: read on %q", p.Name, p.Read)
		}
		for _, language := range []string{"en", "ru"} {
			if p.About[language] == "" || p.Numbers[language] == "" || len(p.Missing[language]) == 0 || slices.Contains(p.Missing[language], "") {
				t.Errorf("%s says too little in %s", p.Name, language)
			}
			if len(p.Names[language]) != len(p.Caps(language)) || slices.Contains(p.Names[language], "") {
				t.Errorf("%s does not name its caps in %s", p.Name, language)
			}
		}
		if len(p.Missing["en"]) != len(p.Missing["ru"]) {
			t.Errorf("%s: what is missing differs by language", p.Name)
		}
		media := journey.ChannelMedium("").Words()
		for _, c := range p.Caps("en") {
			if c.Scope != journey.ScopeChannels || len(c.Of) == 0 || c.Max < 1 {
				t.Errorf("%s: %+v", p.Name, c)
			}
			for _, medium := range c.Of {
				if !slices.Contains(media, string(medium)) {
					t.Errorf("%s: %s is no medium", p.Name, medium)
				}
			}
		}
	}
}

func TestPresetReplacesCapsAndWhatQuietHoursDoAndNothingElse(t *testing.T) {
	t.Parallel()
	b := trial.New(10)
	b.Channel("letters").Medium = journey.MediumEmail
	b.Channel("newsletter").Medium = journey.MediumEmail
	b.Channel("site").Use = journey.ChannelEntry
	b.Topics = append(b.Topics, &journey.Topic{ID: "klaviyo-email", Name: "an id the preset would take"})
	b.Policy.Caps = []journey.Cap{{ID: "own", Max: 1, Window: journey.CapDay}}
	b.Policy.MostPerDay = 7
	b.Policy.QuietHours = &journey.QuietHours{Hours: []journey.Hours{{Day: "sun", Until: 86400}}, Clock: journey.ClockMap, Action: journey.QuietLeave}
	m := b.Done()
	before := *m.Policy

	policy := preset.Find("klaviyo-smart").Apply(m, "ru")
	// Of the three caps, e-mail's has channels on this map: two, as one total.
	if len(policy.Caps) != 1 || !slices.Equal(policy.Caps[0].Of, []journey.ID{"letters", "newsletter"}) || policy.Caps[0].Length != 16*journey.Hour {
		t.Fatalf("%+v", policy.Caps)
	}
	if c := policy.Caps[0]; c.Name != "Письма: 16 часов после последнего" || c.ID != "klaviyo-email-cap" {
		t.Errorf("%q %q", c.Name, c.ID)
	}
	if policy.MostPerDay != 7 || policy.QuietHours.Action != journey.QuietLeave || policy.QuietHours.Clock != journey.ClockMap {
		t.Errorf("%+v %+v", policy, policy.QuietHours)
	}
	policy = preset.Find("braze").Apply(m, "en")
	if q := policy.QuietHours; q.Action != journey.QuietHold || q.Clock != journey.ClockPerson || len(q.Hours) != 1 || q.Hours[0].Day != "sun" {
		t.Errorf("%+v", q)
	}
	if m.Policy.Caps[0].ID != "own" || m.Policy.QuietHours.Action != journey.QuietLeave || m.Policy.MostPerDay != before.MostPerDay {
		t.Error("the map itself was changed")
	}
	m.Policy = policy
	if problems := m.Validate(); len(problems) > 0 {
		t.Error(problems)
	}
}

func TestEveryPresetMakesAValidPolicyOfAnyMap(t *testing.T) {
	t.Parallel()
	for _, p := range preset.All() {
		b := trial.New(10)
		for _, medium := range journey.ChannelMedium("").Words() {
			b.Channel(journey.ID(medium)).Medium = journey.ChannelMedium(medium)
		}
		b.Policy = p.Apply(b.Done(), "en")
		if problems := b.Done().Validate(); len(problems) > 0 {
			t.Errorf("%s: %v", p.Name, problems)
		}
		if len(b.Policy.Caps) != len(p.Caps("en")) {
			t.Errorf("%s lost a cap", p.Name)
		}
	}
}

func TestUnknownPresetIsNamed(t *testing.T) {
	t.Parallel()
	_, err := preset.Under(trial.New(1).Done(), "nobody")
	if problems, ok := err.(journey.Problems); !ok || problems[0].Code != "program.policy" {
		t.Error(err)
	}
	own := trial.New(1).Done()
	if same, err := preset.Under(own, ""); err != nil || same != own {
		t.Error("the map's own policy is the map itself")
	}
}
