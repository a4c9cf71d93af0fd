package overlay

import (
	"context"
	"strings"
	"testing"

	"rehearse/assets"
	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/journey/draw"
	"rehearse/journey/finding"
	"rehearse/simulate"
	"rehearse/ui/text"
)

func sample(t *testing.T) (*journey.Map, *simulate.Result) {
	t.Helper()
	data, err := assets.Sample(assets.Samples()[0].Name)
	if err != nil {
		t.Fatal(err)
	}
	m, problems := codec.DecodeMap(data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	result, err := simulate.Run(context.Background(), m, simulate.Spec{People: 2000, Seed: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return m, result
}

func TestEverySimulatedStepAndLinkHasNumbers(t *testing.T) {
	t.Parallel()
	m, result := sample(t)
	o := Of(m, result, nil, true, text.New("en"))
	if !o.Stale || len(o.Footer) == 0 {
		t.Error("stale mark or footer is missing")
	}
	most := 0.0
	for _, s := range m.Steps {
		n, ok := o.Steps[s.ID]
		if ok != s.Kind.Simulated() || ok && n.People == "" {
			t.Errorf("step %s: %+v", s.ID, n)
		}
		most = max(most, n.Heat)
	}
	if most != 1 {
		t.Errorf("the busiest step has the heat %v", most)
	}
	flow := 0.0
	for _, l := range m.Links {
		n, ok := o.Links[l.ID]
		if !ok || n.Flow < 0 || n.Flow > 1 {
			t.Errorf("link %s: %+v", l.ID, n)
		}
		flow = max(flow, n.Flow)
	}
	if flow != 1 {
		t.Errorf("the busiest link has the flow %v", flow)
	}
}

func TestAResultOfAnOlderMapSkipsWhatIsGone(t *testing.T) {
	t.Parallel()
	m, result := sample(t)
	less := *m
	less.Steps, less.Links = m.Steps[1:], m.Links[1:]
	o := Of(&less, result, nil, true, text.New("en"))
	if _, ok := o.Steps[m.Steps[0].ID]; ok {
		t.Error("a deleted step has numbers")
	}
	if _, ok := o.Links[m.Links[0].ID]; ok {
		t.Error("a deleted link has numbers")
	}
}

func TestFindingsAreCountedWithoutSilencedOnes(t *testing.T) {
	t.Parallel()
	at := []journey.Ref{{Kind: journey.KindStep, ID: "s"}}
	counts := Counts([]finding.Finding{
		{Severity: finding.Error, Targets: at}, {Severity: finding.Warning, Targets: at}, {Severity: finding.Warning, Targets: at},
		{Severity: finding.Warning, Targets: at, Silenced: "agreed"}, {Severity: finding.Information, Targets: at}, {Severity: finding.Error},
	})
	if counts["s"] != (draw.FindingCount{Errors: 1, Warnings: 2}) || len(counts) != 1 {
		t.Fatalf("%+v", counts)
	}
}

func TestFiguresNameEachGoalInTheLanguage(t *testing.T) {
	t.Parallel()
	m, result := sample(t)
	for _, language := range text.Languages() {
		figures := Figures(m, result, text.New(language.Code))
		if len(figures) < 2+len(result.Goals) {
			t.Fatalf("%d figures", len(figures))
		}
		goal := figures[1]
		if goal.Of.ID != result.Goals[0].Step || goal.Title != m.Step(goal.Of.ID).Name || goal.Value == "" || goal.Under == "" {
			t.Errorf("%s: %+v", language.Code, goal)
		}
	}
}

func TestOpensThatAreNotMeasuredAreNotShownAsZero(t *testing.T) {
	t.Parallel()
	m, result := sample(t)
	p := text.New("en")
	with := Of(m, result, nil, false, p).Steps[result.Messages[0].Step].Lines[0]
	for _, c := range m.Channels {
		c.OpensUnmeasured = true // the map was read by this test alone
	}
	without := Of(m, result, nil, false, p).Steps[result.Messages[0].Step].Lines[0]
	if !strings.Contains(with, "opened") || strings.Contains(without, "opened") {
		t.Errorf("measured: %q, not measured: %q", with, without)
	}
}

func TestAHeadlineAmountFromAThousandOnHasNoCents(t *testing.T) {
	t.Parallel()
	for amount, want := range map[journey.Money]journey.Money{
		999_990_000: 999_990_000, 22_554_440_000: 22_554_000_000, 22_554_500_000: 22_555_000_000, -1_000_600_000: -1_001_000_000,
	} {
		if got := headline(amount); got != want {
			t.Errorf("%d becomes %d, not %d", amount, got, want)
		}
	}
}

func TestDetailsShowTheBandOfTheRatesUnderItsNumber(t *testing.T) {
	t.Parallel()
	m, plain := sample(t)
	result, err := simulate.Run(context.Background(), m, simulate.Spec{People: 2000, Seed: 1, Bands: simulate.FewestDraws}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range text.Languages() {
		p := text.New(language.Code)
		of := journey.Ref{Kind: journey.KindStep, ID: result.Goals[0].Step}
		bands := 0
		for i, d := range Details(result, of, p) {
			if d.Name != p.T("window.detail.band", nil) {
				continue
			}
			bands++
			if !d.Deep || i == 0 || !strings.Contains(d.Value, "–") {
				t.Errorf("%s: %+v", language.Code, d)
			}
		}
		if bands != 3 { // of all who arrived, the rate, the value
			t.Errorf("%s: %d bands", language.Code, bands)
		}
		for _, d := range Details(plain, of, p) {
			if d.Name == p.T("window.detail.band", nil) {
				t.Errorf("%s: a band nobody asked for", language.Code)
			}
		}
	}
}
