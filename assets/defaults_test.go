package assets_test

import (
	"math"
	"testing"

	"rehearse/assets"
	"rehearse/journey"
	"rehearse/journey/codec"
)

// begun is what a new map begins as.
func begun(t *testing.T, language string) *journey.Map {
	t.Helper()
	data, err := assets.Blank(language)
	if err != nil {
		t.Fatal(err)
	}
	m, problems := codec.DecodeMap(data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return m
}

// GetResponse (5.5 bn e-mails, 7/2019–6/2020, via v12data.com) saw 21.5 % of the opens within an hour, 50.6 % within six and
// 73 % within a day. The law of a new map is within a point of it.
func TestDelaysToOpenAreThePublishedOnes(t *testing.T) {
	t.Parallel()
	for _, language := range languages {
		law := begun(t, language).Channel("email").Rates.OpenDelay
		if law.Kind != journey.LawLogNormal {
			t.Fatalf("%+v", law)
		}
		for hours, want := range map[float64]float64{1: 0.215, 6: 0.506, 24: 0.73} {
			x := math.Log(hours*3600/float64(law.Median)) / law.Sigma
			if got := math.Erfc(-x/math.Sqrt2) / 2; math.Abs(got-want) > 0.01 {
				t.Errorf("%.1f %% within %v h, published are %.1f %%", 100*got, hours, 100*want)
			}
		}
	}
}

// GetResponse (4 bn e-mails, first half of 2019, via associationsnow.com): of the opens at one message a week (33.4 %), 26.9 %
// are left at two and under 20 % at more than five. In the curve x is the number of *other* messages in 7 × 24 h.
func TestEveryMapBeginsWithThePublishedFatigue(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"blank", "abandoned_cart", "saas_trial", "webinar"} {
		for _, language := range languages {
			m := begun(t, language)
			if name != "blank" {
				m = sample(t, name, language)
			}
			curve := m.Policy.Fatigue
			if len(curve) != 2 || curve[0].Messages != 1 || curve[1].Messages != 5 {
				t.Fatalf("%s: %+v", name, curve)
			}
			for i, want := range []float64{26.9 / 33.4, 20 / 33.4} {
				if open := curve[i].Open; math.Abs(open.Value-want) > 0.005 || open.Evidence != journey.EvidenceBenchmark || open.Source == "" || open.Date == "" {
					t.Errorf("%s %s: %+v, want %.3f with its source", name, language, open, want)
				}
				if curve[i].Unsubscribe.Value < 1 {
					t.Errorf("%s: who is tired unsubscribes less: %+v", name, curve[i])
				}
			}
		}
	}
}
