package random

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"
)

const day = 86_400_000

func must(t testing.TB) func(Law, error) Law {
	return func(l Law, err error) Law {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
}

// lawCase is a law with its exact quantile function and the error its documentation promises, both in
// milliseconds.
type lawCase struct {
	name   string
	law    Law
	exact  func(q float64) float64
	within func(q, exact float64) float64
}

func lawCases(t testing.TB) []lawCase {
	m := must(t)
	const mean, deviation = 3 * day, 2 * day
	below := math.Erfc(float64(mean)/deviation/math.Sqrt2) / 2 // what the cut at 0 removes
	constant := func(e float64) func(q, exact float64) float64 {
		return func(float64, float64) float64 { return 0.51 + e }
	}
	cutNormal := func(q float64) float64 { return mean + deviation*normalAt(below+q*(1-below)) }
	return []lawCase{
		{"fixed", m(Fixed(day)), func(float64) float64 { return day }, constant(0)},
		{"uniform", m(Uniform(day, 3*day)), func(q float64) float64 { return day + q*(2*day+1) - 0.5 }, constant(0.03)},
		{"normal far from 0", m(Normal(20*day, 2*day)),
			func(q float64) float64 { return 20*day + 2*day*normalAt(q) }, constant(3e-7 * 2 * day)},
		{"normal cut at 0", m(Normal(mean, deviation)),
			cutNormal, func(q, exact float64) float64 {
				const u = 1.0 / (1 << 32)
				shift := max(exact-cutNormal(max(q-u, 0)), cutNormal(q+u)-exact)
				if math.IsNaN(shift) { // the last draw has none above it
					shift = deviation
				}
				return 0.51 + 3e-7*deviation + shift
			}},
		{"log-normal", m(LogNormal(6*3_600_000, 1.7)),
			func(q float64) float64 { return 6 * 3_600_000 * math.Exp(1.7*normalAt(q)) },
			func(_, x float64) float64 { return 0.51 + x*(1.7*3e-7+3e-8) }},
		{"exponential", m(Exponential(day)), func(q float64) float64 { return -day * math.Log1p(-q) }, constant(1.2e-7 * day)},
		{"triangular", m(Triangular(day, 2*day, 5*day)), triangularAt(day, 2*day, 5*day), constant(1e-4 * day)},
		{"triangular, mode at the low end", m(Triangular(day, day, 5*day)), triangularAt(day, day, 5*day), constant(1e-4 * day)},
		{"triangular, mode at the high end", m(Triangular(day, 5*day, 5*day)), triangularAt(day, 5*day, 5*day), constant(1e-4 * day)},
	}
}

// normalAt is the standard normal quantile, accurate in both tails.
func normalAt(q float64) float64 {
	if q > 0.5 {
		return -normalAt(1 - q)
	}
	z := -math.Sqrt2 * math.Erfcinv(2*q)
	for range 3 {
		z -= (math.Erfc(-z/math.Sqrt2)/2 - q) * math.Sqrt(2*math.Pi) * math.Exp(z*z/2)
	}
	return z
}

func triangularAt(low, mode, high float64) func(float64) float64 {
	return func(q float64) float64 {
		if q < (mode-low)/(high-low) {
			return low + math.Sqrt(q*(high-low)*(mode-low))
		}
		return high - math.Sqrt((1-q)*(high-low)*(high-mode))
	}
}

// draws visits quantiles in the middle and, octave by octave, in both tails.
func draws(visit func(u uint32, q float64)) {
	at := func(u uint32) { visit(u, (float64(u)+0.5)/(1<<32)) }
	for i := range uint32(100_000) {
		at(i*42_949 + 7)
	}
	for octave := range 32 {
		for i := range uint32(300) {
			u := uint32(1)<<octave + i*uint32(1)<<octave/300
			at(u)
			at(^u)
		}
	}
	at(0)
	at(math.MaxUint32)
}

// A uniform draw lies on whole milliseconds and on steps of width/2^32, hence its 0.03 ms.
func TestLawsFollowTheirQuantilesWithinTheStatedError(t *testing.T) {
	t.Parallel()
	for _, c := range lawCases(t) {
		worst := 0.0
		draws(func(u uint32, q float64) {
			exact := c.exact(q)
			got := float64(c.law.Draw(u))
			if d := math.Abs(got-exact) / c.within(q, exact); d > worst {
				worst = d
				if worst > 1 {
					t.Errorf("%s at %v: %v ms, exactly %v", c.name, q, got, exact)
				}
			}
		})
	}
}

func TestTablesHoldTheFunctionsTheyAreNamedFor(t *testing.T) {
	t.Parallel()
	for octave := range 32 {
		for node := range 66 {
			p := math.Ldexp(1+float64(node)/64, octave-33)
			if d := float64(normalTable[octave][node]) + normalAt(p)*(1<<28); math.Abs(d) > 1 {
				t.Errorf("normalTable[%d][%d] is %v units off", octave, node, d)
			}
		}
	}
	for node := range 1025 {
		if d := float64(lnTable[node]) - math.Log1p(float64(node)/1024)*one; math.Abs(d) > 1 {
			t.Errorf("lnTable[%d] is %v units off", node, d)
		}
	}
	for node := range 130 {
		x := float64(node) / 128
		if d := float64(powerTable[node]) - (math.Exp2(x)-1)*one; math.Abs(d) > 1 {
			t.Errorf("powerTable[%d] is %v units off", node, d)
		}
	}
}

// The Kolmogorov–Smirnov distance of n draws exceeds 2.7/√n once in a million samples of the exact law.
// Quantiles are compared through the distribution function at 2,000 points.
func TestDrawsOfPeopleFollowTheLaws(t *testing.T) {
	t.Parallel()
	const n, points = 200_000, 2000
	source := NewSource(12, Hash("site"))
	key := NewKey(Hash("wait")).For(Duration)
	for _, c := range lawCases(t)[1:] {
		var counts [points + 1]int
		for i := range uint32(n) {
			ms := float64(c.law.Draw(uint32(source.Person(2, i).Draw(key))))
			low, high := 0, points // the least point whose quantile is not below the draw
			for low < high {
				middle := (low + high) / 2
				if c.exact((float64(middle)+0.5)/points) < ms {
					low = middle + 1
				} else {
					high = middle
				}
			}
			counts[low]++
		}
		distance, sum := 0.0, 0
		for i := range points {
			sum += counts[i]
			distance = max(distance, math.Abs(float64(sum)/n-(float64(i)+0.5)/points))
		}
		if distance > 2.7/math.Sqrt(n) {
			t.Errorf("%s: distance %.5f is more than %.5f", c.name, distance, 2.7/math.Sqrt(n))
		}
	}
}

func TestLawsNeverFallAsTheDrawRises(t *testing.T) {
	t.Parallel()
	cases := lawCases(t)
	rapid.Check(t, func(t *rapid.T) {
		law := rapid.SampledFrom(cases).Draw(t, "law").law
		u := rapid.Uint32Max(math.MaxUint32-1).Draw(t, "u")
		v := u + rapid.Uint32Range(1, min(1000, math.MaxUint32-u)).Draw(t, "step")
		if a, b := law.Draw(u), law.Draw(v); a > b {
			t.Errorf("draw %d gives %d ms, draw %d only %d", u, a, v, b)
		}
		least, greatest := law.Bounds()
		if ms := law.Draw(u); ms < least || ms > greatest || ms < 0 {
			t.Errorf("%d ms is not in %d..%d", ms, least, greatest)
		}
	})
}

func TestNeighbouringDrawsOfANormalLawNeverFallAtTheSeamsOfItsTable(t *testing.T) {
	t.Parallel()
	for octave := range 31 {
		for segment := range uint32(64) {
			at := (uint32(1)<<octave + uint32(uint64(segment)<<octave>>6)) >> 1
			for u := max(at, 2) - 2; u < at+2; u++ {
				if normalQuantile(u) > normalQuantile(u+1) {
					t.Fatalf("the normal quantile falls after draw %d", u)
				}
				if normalQuantile(^u) != -normalQuantile(u) {
					t.Fatalf("the normal quantile is not antisymmetric at draw %d", u)
				}
				if unit := (Law{kind: exponential, a: one}); unit.Draw(^u) < unit.Draw(^(u + 1)) {
					t.Fatalf("the exponential quantile falls at draw %d", ^u)
				}
			}
		}
	}
}

func TestLawsAreFrozenOnEveryProcessor(t *testing.T) {
	t.Parallel()
	quantiles := []uint32{0, 1 << 20, 1 << 30, 1 << 31, 3_000_000_000, math.MaxUint32 - 9, math.MaxUint32}
	want := [][]int64{
		{86400000, 86400000, 86400000, 86400000, 86400000, 86400000, 86400000},              // fixed
		{86400000, 86442187, 129600000, 172800000, 207099406, 259200000, 259200000},         // uniform
		{632800900, 1125428434, 1611448172, 1728000000, 1817867778, 2741906383, 2823199100}, // normal far from 0
		{0, 303572, 168635967, 273685577, 359215062, 1276289407, 1354399100},                // normal cut at 0
		{452, 57534, 6862424, 21600000, 52290210, 463919701328, 1032219080859},              // log-normal
		{0, 21099, 24855731, 59887916, 103590015, 1721901714, 1976301241},                   // exponential
		{86401864, 89100001, 172800000, 220364086, 267656007, 431985924, 431996771},         // triangular
		{86400000, 86442190, 132701621, 187623897, 242231903, 431983746, 431996271},         // triangular, mode at the low end
		{86403729, 91800001, 259200000, 330776104, 375238067, 432000000, 432000000},         // triangular, mode at the high end
	}
	for i, c := range lawCases(t) {
		for j, u := range quantiles {
			if got := c.law.Draw(u); got != want[i][j] {
				t.Errorf("%s at draw %d: %d ms, want %d", c.name, u, got, want[i][j])
			}
		}
	}
}

func TestExtremeLawsStayInTheirBounds(t *testing.T) {
	t.Parallel()
	m := must(t)
	for name, c := range map[string]struct {
		law             Law
		least, greatest int64
	}{
		"nothing":                        {Law{}, 0, 0},
		"uniform of one value":           {m(Uniform(5, 5)), 5, 5},
		"uniform of the greatest width":  {m(Uniform(0, MaxParameter)), 0, MaxParameter - 8192},
		"normal without deviation":       {m(Normal(7, 0)), 7, 7},
		"normal of nothing":              {m(Normal(0, 0)), 0, 0},
		"half a normal":                  {m(Normal(0, 1_000_000)), 0, 6_337_958},
		"log-normal without spread":      {m(LogNormal(9, 0)), 9, 9},
		"log-normal of nothing":          {m(LogNormal(0, 10)), 0, 0},
		"log-normal of greatest spread":  {m(LogNormal(MaxParameter, MaxSigma)), 0, MaxDraw},
		"exponential of nothing":         {m(Exponential(0)), 0, 0},
		"exponential of a millisecond":   {m(Exponential(1)), 0, 23},
		"triangular of one value":        {m(Triangular(4, 4, 4)), 4, 4},
		"triangular of two milliseconds": {m(Triangular(0, 1, 2)), 0, 2},
	} {
		least, greatest := c.law.Bounds()
		if least != c.least || greatest != c.greatest {
			t.Errorf("%s: %d..%d, want %d..%d", name, least, greatest, c.least, c.greatest)
		}
	}
}

func TestImpossibleLawsAreRefused(t *testing.T) {
	t.Parallel()
	errs := make(map[string]error)
	_, errs["negative"] = Fixed(-1)
	_, errs["too long"] = Fixed(MaxParameter + 1)
	_, errs["uniform upside down"] = Uniform(5, 4)
	_, errs["negative deviation"] = Normal(5, -4)
	_, errs["negative sigma"] = LogNormal(5, -0.1)
	_, errs["sigma not a number"] = LogNormal(5, math.NaN())
	_, errs["sigma too large"] = LogNormal(5, 11)
	_, errs["negative mean"] = Exponential(-2)
	_, errs["mode below"] = Triangular(5, 4, 9)
	_, errs["mode above"] = Triangular(5, 10, 9)
	for name, err := range errs {
		if !errors.Is(err, ErrLaw) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDrawingALengthDoesNotAllocate(t *testing.T) {
	laws := lawCases(t)
	sum := int64(0)
	if n := testing.AllocsPerRun(100, func() {
		for i := range laws {
			sum += laws[i].law.Draw(uint32(sum) * 2654435761)
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkLaws(b *testing.B) {
	for _, c := range lawCases(b) {
		b.Run(c.name, func(b *testing.B) {
			sum, u := int64(0), uint32(0)
			for b.Loop() {
				u += 2654435761
				sum += c.law.Draw(u)
			}
			if sum < 0 {
				b.Fatal(sum)
			}
		})
	}
}

func TestExponentialLengthsAreTheSameWithoutACall(t *testing.T) {
	t.Parallel()
	draws := []uint32{0, 1, 2, 1 << 31, 1<<31 - 1, math.MaxUint32 - 1, math.MaxUint32}
	for i := range uint32(50_000) {
		draws = append(draws, i*85_899, ^i)
	}
	for _, mean := range []int64{0, 1, 999, 72_000, ShortMean - 1, ShortMean, ShortMean + 1, MaxParameter} {
		law, err := Exponential(mean)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := law.Mean(); !ok || got != mean {
			t.Fatalf("the mean of %d is given as %d, %v", mean, got, ok)
		}
		for _, u := range draws {
			want := law.Draw(u)
			if got := PlaceOf(u).Times(mean); got != want {
				t.Fatalf("mean %d, draw %d: %d, want %d", mean, u, got, want)
			}
			if mean > ShortMean {
				continue
			}
			if got := PlaceOf(u).Short(mean); got != want {
				t.Fatalf("short mean %d, draw %d: %d, want %d", mean, u, got, want)
			}
		}
	}
	if mean, ok := (Law{}).Mean(); !ok || mean != 0 {
		t.Errorf("no time at all has the mean %d, %v", mean, ok)
	}
	uniform, err := Uniform(1, 5)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := uniform.Mean(); ok {
		t.Error("a uniform law is taken for an exponential one")
	}
}
