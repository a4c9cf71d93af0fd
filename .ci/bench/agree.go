package main

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"sort"
	"strings"
)

// falseAlarms is how often the check says that the models of one reference differ although they are the same: each of
// its tests may fail with this rate divided by their number (Bonferroni).
const falseAlarms = 0.001

// bucket is how wide a bucket of the histogram is from which our quantiles come, as a share of the value.
const bucket = 1.0 / 128

// test is one comparison: how likely a difference as great as the one found is between equal models.
type test struct {
	what string
	p    float64
}

// agreement compares the programs of a model with each other. Comparing the mean visits alone would prove little (any
// chain with the same first-order rates has them), so times and the numbers of messages are compared as distributions.
func agreement(ctx context.Context, all []program, model string) (line string, agree bool, err error) {
	if model == "ref2" {
		return agreementOfQueues(ctx, all)
	}
	reports := make([]*report, len(all))
	for i, p := range all {
		if reports[i], err = p.run(ctx, model, p.compared[model], 101+i, true); err != nil {
			return "", false, err
		}
	}
	variance := variances(reports, counted[model])
	var tests []test
	for i, a := range reports {
		for j := i + 1; j < len(reports); j++ {
			pair := all[i].name + " and " + all[j].name
			for _, t := range compare(a, reports[j], counted[model], variance) {
				tests = append(tests, test{pair + ": " + t.what, t.p})
			}
		}
	}
	line, agree = verdict(titles[model], tests)
	return line, agree, nil
}

// verdict sums up tests.
func verdict(title string, tests []test) (string, bool) {
	least := 1.0
	var failed []string
	for _, t := range tests {
		least = min(least, t.p)
		if t.p < falseAlarms/float64(len(tests)) {
			failed = append(failed, fmt.Sprintf("%s (p = %.2g)", t.what, t.p))
		}
	}
	if len(failed) > 0 {
		return fmt.Sprintf("%s: the programs DIFFER:\n    %s", title, strings.Join(failed, "\n    ")), false
	}
	return fmt.Sprintf("%s: all programs agree in %d tests (least p = %.2g; the family of tests fails by chance once in %.0f times)",
		title, len(tests), least, 1/falseAlarms), true
}

// variances are those of one person's visits by step, from the peers that gathered squares.
func variances(reports []*report, steps []string) map[string]float64 {
	out := map[string]float64{}
	for _, step := range steps {
		people, sum, squares := 0.0, 0.0, 0.0
		for _, r := range reports {
			if r.Squares != nil {
				people += float64(r.People)
				sum += float64(r.Entered[step])
				squares += float64(r.Squares[step])
			}
		}
		mean := sum / people
		out[step] = squares/people - mean*mean
	}
	return out
}

// compare tests everything two reports have in common.
func compare(a, b *report, steps []string, variance map[string]float64) (tests []test) {
	n, m := float64(a.People), float64(b.People)
	for _, step := range steps {
		if variance[step] > 0 {
			z := (float64(a.Entered[step])/n - float64(b.Entered[step])/m) / math.Sqrt(variance[step]*(1/n+1/m))
			tests = append(tests, test{"visits of " + step, twoSided(z)})
		}
		tests = append(tests, test{"people at " + step, shares(a.Reached[step], b.Reached[step], n, m)})
	}
	for _, what := range keys(a.Outcomes, b.Outcomes) {
		// Of those who came to the message, as if each were a draw of its own.
		at, _, _ := strings.Cut(what, " ")
		tests = append(tests, test{what, shares(a.Outcomes[what], b.Outcomes[what], float64(a.Entered[at]), float64(b.Entered[at]))})
	}
	for _, d := range []struct {
		what string
		a, b []int64
	}{{"messages per person", a.Messages, b.Messages}, {"fullest day", a.WorstDay, b.WorstDay}, {"fullest 7 days", a.WorstWeek, b.WorstWeek}} {
		if d.a != nil && d.b != nil {
			tests = append(tests, test{d.what, homogeneous(d.a, d.b)})
		}
	}
	if a.Repeats != nil && b.Repeats != nil {
		for _, pair := range keys(a.Repeats, b.Repeats) {
			tests = append(tests, test{"people with " + pair + " within a week", shares(a.Repeats[pair], b.Repeats[pair], n, m)})
		}
	}
	return append(tests, compareTimes(a, b)...)
}

// keys are those of two maps, in order.
func keys(a, b map[string]int64) []string {
	all := maps.Clone(a)
	if all == nil {
		all = map[string]int64{}
	}
	maps.Copy(all, b)
	return slices.Sorted(maps.Keys(all))
}

// compareTimes tests the times to convert: two samples by Kolmogorov and Smirnov, a sample against our quantiles by the
// share of it below them.
func compareTimes(a, b *report) (tests []test) {
	if a.Times != nil && b.Times != nil {
		return []test{{"times to convert", kolmogorovSmirnov(a.Times, b.Times)}}
	}
	if b.Times != nil {
		a, b = b, a
	}
	n, m := float64(len(a.Times)), float64(b.Reached["purchase"])
	for _, q := range b.Quantiles {
		// The true quantile of ours lies somewhere in its bucket.
		low, high := below(a.Times, q.Seconds*(1-bucket)-1)/n, below(a.Times, q.Seconds*(1+bucket)+1)/n
		off := max(0, low-q.Share, q.Share-high)
		tests = append(tests, test{fmt.Sprintf("%.0f %% quantile of the time to convert", 100*q.Share), twoSided(off / math.Sqrt(q.Share*(1-q.Share)*(1/n+1/m)))})
	}
	return tests
}

// below counts the values of a sorted sample that are at most v.
func below(sorted []float64, v float64) float64 {
	return float64(sort.Search(len(sorted), func(i int) bool { return sorted[i] > v }))
}

// twoSided is how likely a standard normal is as far from 0.
func twoSided(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// shares tests whether a of n and b of m are draws of one probability.
func shares(a, b int64, n, m float64) float64 {
	p := float64(a+b) / (n + m)
	if p == 0 || p == 1 {
		return 1
	}
	return twoSided((float64(a)/n - float64(b)/m) / math.Sqrt(p*(1-p)*(1/n+1/m)))
}

// homogeneous is the chi-square test of two histograms; cells are joined until ten are expected in the smaller one.
func homogeneous(a, b []int64) float64 {
	n, m := 0.0, 0.0
	for _, c := range a {
		n += float64(c)
	}
	for _, c := range b {
		m += float64(c)
	}
	type cell struct{ a, b float64 }
	var cells []cell
	open := cell{}
	at := func(list []int64, i int) float64 {
		if i < len(list) {
			return float64(list[i])
		}
		return 0
	}
	for i := range max(len(a), len(b)) {
		open.a += at(a, i)
		open.b += at(b, i)
		if (open.a+open.b)*min(n, m)/(n+m) >= 10 {
			cells, open = append(cells, open), cell{}
		}
	}
	if len(cells) == 0 {
		return 1
	}
	cells[len(cells)-1].a += open.a
	cells[len(cells)-1].b += open.b
	if len(cells) == 1 {
		return 1
	}
	chi := 0.0
	for _, c := range cells {
		expected := (c.a + c.b) * n / (n + m)
		chi += (c.a - expected) * (c.a - expected) / expected
		expected = (c.a + c.b) * m / (n + m)
		chi += (c.b - expected) * (c.b - expected) / expected
	}
	return chiSquareTail(chi, len(cells)-1)
}

// chiSquareTail is the probability that a chi-square variable exceeds x: the upper incomplete gamma function by its
// finite recurrence Q(s+1) = Q(s) + x^s e^-x / Γ(s+1), from Q(½) = erfc(√x) or Q(1) = e^-x (Abramowitz and Stegun 6.5.21).
func chiSquareTail(x float64, degrees int) float64 {
	x /= 2
	s, q := 1.0, math.Exp(-x)
	if degrees%2 == 1 {
		s, q = 0.5, math.Erfc(math.Sqrt(x))
	}
	for ; s < float64(degrees)/2; s++ {
		gamma, _ := math.Lgamma(s + 1)
		q += math.Exp(s*math.Log(x) - x - gamma)
	}
	return q
}

// kolmogorovSmirnov tests whether two sorted samples are of one law (asymptotic distribution of the greatest distance
// of their distribution functions).
func kolmogorovSmirnov(a, b []float64) float64 {
	n, m := float64(len(a)), float64(len(b))
	distance := 0.0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		v := min(a[i], b[j])
		for i < len(a) && a[i] <= v {
			i++
		}
		for j < len(b) && b[j] <= v {
			j++
		}
		distance = max(distance, math.Abs(float64(i)/n-float64(j)/m))
	}
	lambda := distance * math.Sqrt(n*m/(n+m))
	if lambda < 0.3 {
		return 1 // the series converges badly where it is 1 to many digits
	}
	p := 0.0
	for k := 1.0; k <= 100; k++ {
		p += 2 * math.Pow(-1, k-1) * math.Exp(-2*k*k*lambda*lambda)
	}
	return min(1, max(0, p))
}

// agreementOfQueues compares the queues by whole replications: people who share agents are not independent, so an
// interval per person would be far too narrow.
func agreementOfQueues(ctx context.Context, all []program) (line string, agree bool, err error) {
	const replications = 12
	type sample struct{ mean, variance float64 }
	var tests []test
	measures := map[string]func(r *report) float64{
		"share who gave up":         func(r *report) float64 { return float64(r.GaveUp) / float64(r.Entered["support"]) },
		"mean wait of the answered": func(r *report) float64 { return r.Wait },
		"share resolved":            func(r *report) float64 { return float64(r.Entered["goal"]) / float64(r.Entered["support"]) },
	}
	samples := make([]map[string]sample, len(all))
	for i, p := range all {
		values := map[string][]float64{}
		for k := range replications {
			r, err := p.run(ctx, "ref2", p.compared["ref2"], 201+100*i+k, false)
			if err != nil {
				return "", false, err
			}
			if r.Refused != "" {
				values = nil
				break
			}
			for what, of := range measures {
				values[what] = append(values[what], of(r))
			}
		}
		samples[i] = map[string]sample{}
		for what, list := range values {
			mean, variance := moments(list)
			samples[i][what] = sample{mean, variance / float64(len(list))}
		}
	}
	for i := range all {
		for j := i + 1; j < len(all); j++ {
			for what, a := range samples[i] {
				if b, ok := samples[j][what]; ok {
					t := (a.mean - b.mean) / math.Sqrt(a.variance+b.variance)
					tests = append(tests, test{all[i].name + " and " + all[j].name + ": " + what, studentTail(t, replications-1)})
				}
			}
		}
	}
	line, agree = verdict(titles["ref2"], tests)
	return line + fmt.Sprintf("; %d replications each", replications), agree, nil
}

func moments(values []float64) (mean, variance float64) {
	for _, v := range values {
		mean += v / float64(len(values))
	}
	for _, v := range values {
		variance += (v - mean) * (v - mean) / float64(len(values)-1)
	}
	return mean, variance
}

// studentTail is how likely Student's t is as far from 0: for an odd number of degrees of freedom by the finite series
// (Abramowitz and Stegun 26.7.3). The smaller of two samples' degrees makes the test of Welch a safe one.
func studentTail(t float64, odd int) float64 {
	theta := math.Atan(math.Abs(t) / math.Sqrt(float64(odd)))
	sum, term := 0.0, math.Cos(theta)
	for k := 1; k <= odd-2; k += 2 {
		sum += term
		term *= math.Cos(theta) * math.Cos(theta) * float64(k+1) / float64(k+2)
	}
	return max(0, 1-2/math.Pi*(theta+math.Sin(theta)*sum))
}
