package curve

import (
	"math"
	"testing"

	"rehearse/journey"
	"rehearse/simulate/random"
)

// laws are one of each kind with what the engine draws for it.
var laws = []struct {
	name string
	law  journey.Law
	draw func() (random.Law, error)
}{
	{"uniform", journey.Law{Kind: journey.LawUniform, Low: journey.Hour, High: 3 * journey.Hour}, func() (random.Law, error) { return random.Uniform(ms(journey.Hour), ms(3*journey.Hour)) }},
	{"triangular", journey.Law{Kind: journey.LawTriangular, Low: journey.Hour, Mode: 2 * journey.Hour, High: 6 * journey.Hour}, func() (random.Law, error) {
		return random.Triangular(ms(journey.Hour), ms(2*journey.Hour), ms(6*journey.Hour))
	}},
	{"normal, cut at 0", journey.Law{Kind: journey.LawNormal, Mean: journey.Hour, Deviation: journey.Hour}, func() (random.Law, error) { return random.Normal(ms(journey.Hour), ms(journey.Hour)) }},
	{"log-normal", journey.Law{Kind: journey.LawLogNormal, Median: 6 * journey.Hour, Sigma: 2.2}, func() (random.Law, error) { return random.LogNormal(ms(6*journey.Hour), 2.2) }},
	{"exponential", journey.Law{Kind: journey.LawExponential, Mean: journey.Day}, func() (random.Law, error) { return random.Exponential(ms(journey.Day)) }},
}

func ms(d journey.Duration) int64 { return int64(d) * 1000 }

// A picture of another law than the one that is drawn from would be worse than none.
func TestThePictureIsOfTheLawTheEngineDrawsFrom(t *testing.T) {
	t.Parallel()
	for _, l := range laws {
		c, ok := Of(l.law)
		engine, err := l.draw()
		if !ok || err != nil {
			t.Fatalf("%s: %v %v", l.name, ok, err)
		}
		for _, part := range []float64{0.05, 0.25, 0.5, 0.75, 0.9, 0.99} {
			drawn := float64(engine.Draw(uint32(part*(1<<32)))) / 1000
			if got := c.Share(drawn); math.Abs(got-part) > 1e-4 {
				t.Errorf("%s: the engine has %.0f %% within %.1f s, the picture %.3f %%", l.name, 100*part, drawn, 100*got)
			}
		}
		for part, at := range map[float64]float64{0.5: c.Median, 0.9: c.Most} {
			if drawn := float64(engine.Draw(uint32(part*(1<<32)))) / 1000; math.Abs(at-drawn) > 1e-4*drawn+0.01 {
				t.Errorf("%s: %.0f %% at %.2f s, drawn %.2f s", l.name, 100*part, at, drawn)
			}
		}
	}
}

// The density is the slope of the share: summed up it gives it back.
func TestTheDensitySumsUpToTheShare(t *testing.T) {
	t.Parallel()
	for _, l := range laws {
		c, _ := Of(l.law)
		sum, steps := 0.0, 200000
		width := c.End / float64(steps)
		for i := range steps {
			sum += c.Density((float64(i)+0.5)*width) * width
		}
		if want := c.Share(c.End); math.Abs(sum-want) > 2e-3 {
			t.Errorf("%s: the density sums to %.4f, the share is %.4f", l.name, sum, want)
		}
	}
}

// exp: half within mean·ln 2, nine tenths within mean·ln 10. log-normal: nine tenths within median·e^(1.2816·sigma).
func TestMedianAndNineTenthsAreThoseOfTheFormulas(t *testing.T) {
	t.Parallel()
	c, _ := Of(journey.Law{Kind: journey.LawExponential, Mean: 1000})
	if math.Abs(c.Median-693.147) > 0.01 || math.Abs(c.Most-2302.585) > 0.01 {
		t.Errorf("exponential: %v, %v", c.Median, c.Most)
	}
	c, _ = Of(journey.Law{Kind: journey.LawLogNormal, Median: 1000, Sigma: 1})
	if math.Abs(c.Median-1000) > 0.01 || math.Abs(c.Most-3602.22) > 0.1 {
		t.Errorf("log-normal: %v, %v", c.Median, c.Most)
	}
}

func TestWhatHasNoSpreadOrMakesNoSenseHasNoPicture(t *testing.T) {
	t.Parallel()
	for _, l := range []journey.Law{
		{}, journey.Fixed(journey.Day), {Kind: journey.LawUniform, Low: 5, High: 5}, {Kind: journey.LawUniform, Low: 5, High: 1},
		{Kind: journey.LawTriangular, Low: 1, Mode: 9, High: 5}, {Kind: journey.LawNormal, Mean: 5}, {Kind: journey.LawLogNormal, Median: 5},
		{Kind: journey.LawLogNormal, Sigma: 1}, {Kind: journey.LawLogNormal, Median: 5, Sigma: math.NaN()}, {Kind: journey.LawExponential}, {Kind: journey.LawExponential, Mean: -1},
	} {
		if _, ok := Of(l); ok {
			t.Errorf("%+v has a picture", l)
		}
	}
}
