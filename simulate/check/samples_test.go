package check

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
	"rehearse/simulate"
	"rehearse/ui/text"
)

// The samples of a rule are maps in testdata/<ID>: in fires_*.json the rule speaks, in silent_*.json it does not though
// it well might. What it says, in both languages, stands in fires_*.golden; the map after the fix number N in
// fires_*.fixN.json. All of these are written anew by
//
//	go test ./simulate/check -run Samples -update
//
// Read them before you believe them. Maps in testdata/clean are whole plans with which nothing is wrong.
var update = flag.Bool("update", false, "write what is expected of samples anew")

// today is the day on which samples are checked.
const today journey.Date = "2026-11-22"

// look checks a sample as `rehearse check --run` does: with the people of the map where they share agents, else with
// 4,000, enough for a share of 1 % to be seen.
func look(t *testing.T, m *journey.Map, measured bool) []finding.Finding {
	t.Helper()
	return lookSigned(t, m, measured, nil)
}

func lookSigned(t *testing.T, m *journey.Map, measured bool, signed *Signed) []finding.Finding {
	t.Helper()
	seen := Seen{Today: today, Signed: signed}
	if measured {
		result, err := simulate.Run(context.Background(), m, sampleSpec(m), nil)
		if err != nil {
			t.Fatal(err)
		}
		seen.Result = result
		if slices.ContainsFunc(m.Steps, func(s *journey.Step) bool { return s.Goal != nil }) {
			if seen.Sensitivity, err = simulate.MeasureSensitivityExactly(context.Background(), m, sampleSpec(m), "", 20); err != nil {
				t.Fatal(err)
			}
		}
	}
	return Find(m, seen)
}

// afterRun tells that a sample is looked at after a run: of a measured rule, unless it is called "unrun"; and a rule that says more
// after a run has samples with "measured" in their names.
func afterRun(info finding.RuleInfo, path string) bool {
	name := filepath.Base(path)
	return info.Measured && !strings.Contains(name, "_unrun_") || strings.Contains(name, "_measured_")
}

// sampleSpec is how samples are run.
func sampleSpec(m *journey.Map) simulate.Spec {
	spec := simulate.Spec{Seed: 1, People: 4000, Workers: 1}
	for _, step := range m.Steps {
		if step.Support != nil || step.Call != nil && step.Call.Agents > 0 {
			spec.People = 0
		}
	}
	return spec
}

func readSample(t *testing.T, path string) *journey.Map {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	m, problems := codec.DecodeMap(data)
	if len(problems) > 0 {
		t.Fatalf("%s: %v", path, problems)
	}
	return m
}

// signedBeside is what was agreed before the sample, in <sample>.signed.json; nil where nothing was.
func signedBeside(t *testing.T, path string) *Signed {
	t.Helper()
	data, err := os.ReadFile(strings.TrimSuffix(path, ".json") + ".signed.json")
	if err != nil {
		return nil
	}
	signed, problems := Newest([]*journey.Baseline{{Signed: "Anna Weber", Date: "2026-10-01", Map: data}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return signed
}

func of(rule string, list []finding.Finding) []finding.Finding {
	return slices.DeleteFunc(slices.Clone(list), func(f finding.Finding) bool { return f.Rule != rule })
}

// same reports whether two findings are about the same things.
func same(a, b finding.Finding) bool {
	return a.Rule == b.Rule && a.Message == b.Message && slices.Equal(a.Targets, b.Targets)
}

func TestSamplesFireOrKeepSilentAndFixesHelp(t *testing.T) {
	t.Parallel()
	for _, info := range Rules() {
		t.Run(info.ID, func(t *testing.T) {
			t.Parallel()
			for _, path := range sampleFiles(t, info.ID, "fires_*.json") {
				m := readSample(t, path)
				found := of(info.ID, lookSigned(t, m, afterRun(info, path), signedBeside(t, path)))
				if len(found) == 0 {
					t.Errorf("%s: the rule is silent", path)
					continue
				}
				golden(t, strings.TrimSuffix(path, ".json")+".golden", []byte(spoken(found)))
				for _, f := range found {
					complete(t, path, m, info, f)
					if f.Witness != nil {
						seenInTheStory(t, path, m, f)
					}
				}
				for i, offer := range found[0].Fixes {
					tryFix(t, path, m, info, found[0], offer, i+1)
				}
			}
			for _, path := range sampleFiles(t, info.ID, "silent_*.json") {
				for _, f := range of(info.ID, lookSigned(t, readSample(t, path), afterRun(info, path), signedBeside(t, path))) {
					t.Errorf("%s: the rule speaks: %s", path, text.New("en").T(f.Message, f.Args))
				}
			}
		})
	}
}

// complete asks what each finding must carry: existing targets, sentences, and what is measured in numbers with a person.
func complete(t *testing.T, path string, m *journey.Map, info finding.RuleInfo, f finding.Finding) {
	t.Helper()
	for _, target := range f.Targets {
		if m.Lookup(target) == nil {
			t.Errorf("%s: there is no %v", path, target)
		}
	}
	for _, code := range []string{"en", "ru"} {
		if p := text.New(code); !p.Has(f.Message) || strings.Contains(p.T(f.Message, f.Args), "<no value>") {
			t.Errorf("%s: %s: %q", path, code, p.T(f.Message, f.Args))
		}
	}
	if afterRun(info, path) && len(f.Numbers) == 0 {
		t.Errorf("%s: a measured finding without a number", path)
	}
	if afterRun(info, path) && info.Class == "flooding" && f.Witness == nil {
		t.Errorf("%s: a measured finding without a person it happens to", path)
	}
}

// tryFix applies a fix: the finding is gone, nothing as bad has come, and undo brings the map back.
func tryFix(t *testing.T, path string, m *journey.Map, info finding.RuleInfo, f finding.Finding, offer finding.Fix, number int) {
	t.Helper()
	preview, err := fix.Try(m, offer)
	if err != nil {
		t.Errorf("%s: %s: %v", path, offer.Message, err)
		return
	}
	golden(t, fmt.Sprintf("%s.fix%d.json", strings.TrimSuffix(path, ".json"), number), append(codec.EncodeMap(preview.Map, true), '\n'))
	before, after := look(t, m, afterRun(info, path)), look(t, preview.Map, afterRun(info, path))
	if slices.ContainsFunc(after, func(g finding.Finding) bool { return same(f, g) }) {
		t.Errorf("%s: the finding stays after %q", path, text.New("en").T(offer.Message, offer.Args))
	}
	for _, g := range after {
		if g.Severity != finding.Information && !slices.ContainsFunc(before, func(f finding.Finding) bool { return f.Rule == g.Rule }) {
			t.Errorf("%s: %q brings %s: %s", path, text.New("en").T(offer.Message, offer.Args), g.Rule, text.New("en").T(g.Message, g.Args))
		}
	}
}

// spoken is what people read of findings, in both languages.
func spoken(list []finding.Finding) string {
	var b strings.Builder
	for _, f := range list {
		fmt.Fprintf(&b, "%s %s %v", f.Severity, f.Rule, f.Targets)
		if f.Field != "" {
			fmt.Fprintf(&b, " %s", f.Field)
		}
		b.WriteString("\n")
		for _, code := range []string{"en", "ru"} {
			p := text.New(code)
			fmt.Fprintf(&b, "  %s: %s\n", code, p.T(f.Message, f.Args))
			for _, n := range f.Numbers {
				fmt.Fprintf(&b, "      %s\n", p.Measured(n))
			}
			if f.Example != nil {
				for _, fact := range f.Example.Facts {
					fmt.Fprintf(&b, "      %s\n", p.T(fact.Message, fact.Args))
				}
			}
			for _, offer := range f.Fixes {
				fmt.Fprintf(&b, "      → %s\n", p.T(offer.Message, offer.Args))
			}
		}
		for _, way := range f.Ways {
			fmt.Fprintf(&b, "  way %v\n", way.Steps)
		}
		if f.Witness != nil {
			fmt.Fprintf(&b, "  witness %v\n", f.Witness)
		}
	}
	return b.String()
}

func sampleFiles(t *testing.T, rule, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", rule, pattern))
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(paths, func(p string) bool { return strings.Contains(strings.TrimSuffix(filepath.Base(p), ".json"), ".") })
}

func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Error(err)
	} else if !bytes.Equal(got, want) {
		t.Errorf("%s is not what the rule says now; look, and write it anew with -run Samples -update:\n%s", path, got)
	}
}

// A rule is finished when it has its sentences in both languages, at least one sample that fires and as many, at least
// two, that keep silent.
func TestEveryRuleHasItsSentencesAndSamples(t *testing.T) {
	t.Parallel()
	for _, info := range Rules() {
		var lacks []string
		parts := []string{"title", "what", "why", "example", "remedy"}
		if info.Threshold != nil {
			parts = append(parts, "threshold")
		}
		for _, part := range parts {
			if !text.New("en").Has("finding." + info.ID + "." + part) {
				lacks = append(lacks, "the sentence "+part)
			}
		}
		fires, silent := len(sampleFiles(t, info.ID, "fires_*.json")), len(sampleFiles(t, info.ID, "silent_*.json"))
		if fires == 0 {
			lacks = append(lacks, "a sample that fires")
		}
		if silent < max(2, fires) {
			lacks = append(lacks, "samples that keep silent")
		}
		if len(lacks) > 0 {
			t.Errorf("%s lacks %s", info.ID, strings.Join(lacks, ", "))
		}
	}
}

// Every file of testdata belongs to a rule and a sample.
func TestNoSampleIsForgotten(t *testing.T) {
	t.Parallel()
	folders, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		if _, known := Rule(folder.Name()); !known && folder.Name() != "clean" {
			t.Errorf("testdata/%s belongs to no rule", folder.Name())
		}
		files, err := os.ReadDir(filepath.Join("testdata", folder.Name()))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			sample, _, _ := strings.Cut(file.Name(), ".")
			if _, err := os.Stat(filepath.Join("testdata", folder.Name(), sample+".json")); err != nil {
				t.Errorf("testdata/%s/%s is of no sample", folder.Name(), file.Name())
			}
		}
	}
}

// Nothing a practitioner would call wrong may be said of a plan that is right.
func TestCleanMapsGiveNoWarning(t *testing.T) {
	t.Parallel()
	for _, path := range sampleFiles(t, "clean", "*.json") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			m := readSample(t, path)
			for _, f := range look(t, m, true) {
				if f.Severity != finding.Information {
					t.Errorf("%s %s", f.Rule, text.New("en").T(f.Message, f.Args))
				}
			}
		})
	}
}
