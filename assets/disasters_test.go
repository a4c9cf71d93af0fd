package assets_test

import (
	"context"
	"maps"
	"slices"
	"testing"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/simulate"
	"rehearse/simulate/check"
)

// Two projects that agencies lost and wrote about, rebuilt: what went wrong in them must be found, nothing else may be
// called wrong, and the repaired maps give no warning. lessons are what the post-mortems say, with the rules that find it.
var disasters = []struct {
	before, after string
	lessons       map[string][]string
	// also are findings that are right about the map beside the lessons.
	also []string
	// drawing is what must be said while the map is drawn, before anything has run.
	drawing []string
}{
	{
		before: "startup_platform_before", after: "startup_platform_after",
		lessons: map[string][]string{
			"everybody is told everything":                      {"J211", "J305"},
			"each person drowns in messages":                    {"J203"},
			"the same is said twice by two lines to investors":  {"J201", "J206"},
			"two languages, one written":                        {"J302"},
			"the entire map at once instead of three scenarios": {"J601", "J602"},
			"drawn on guesses: a segment nobody can be in":      {"J107"},
			"impossible to analyse: scenarios without a goal":   {"J603"},
			"who has paid is offered the price again":           {"J205"},
		},
		also: []string{
			"J604",         // nobody answers for any of the nine
			"J607", "J608", // the welcome of 211 words that asks for four things
			"J609", // eighteen e-mails without a name
		},
		drawing: []string{"J107", "J202", "J204", "J205", "J206", "J211", "J302", "J305"},
	},
	{
		before: "personalisation_before", after: "personalisation_after",
		lessons: map[string][]string{
			"some scenarios began to duplicate others":          {"J201", "J206"},
			"who has paid is offered a discount":                {"J205"},
			"people risked being flooded":                       {"J203"},
			"at most seven scenarios, and the map kept growing": {"J602"},
			"everything in the first phase":                     {"J601"},
			"words meant different things to the two sides":     {"J606"},
			"nobody answered for the final map":                 {"J604"},
		},
		also: []string{
			"J211",         // every persona is reached by all eight
			"J603",         // case studies and tips have nothing to be measured by
			"J607", "J608", // a welcome of 31 words, another that asks for three things
			"J609", // nineteen e-mails without a name
		},
		drawing: []string{"J202", "J204", "J205", "J206", "J211"},
	},
}

// checkedRun is what check --run says of a sample: with the map's own people where they share an operator.
func checkedRun(t *testing.T, name, language string, seed uint64) []finding.Finding {
	t.Helper()
	m := sample(t, name, language)
	spec := simulate.Spec{Seed: seed, People: 10_000}
	if slices.ContainsFunc(m.Steps, func(s *journey.Step) bool { return s.Call != nil && s.Call.Agents > 0 }) {
		spec.People = 0
	}
	r, err := simulate.Run(context.Background(), m, spec, nil)
	if err != nil {
		t.Fatal(name, err)
	}
	return check.Find(m, check.Seen{Today: "2026-11-22", Result: r})
}

func TestDisastersAreFoundAndTheirRepairsAreClean(t *testing.T) {
	t.Parallel()
	for _, d := range disasters {
		for _, language := range languages {
			spoke := map[string]bool{}
			for _, f := range checkedRun(t, d.before, language, 1) {
				spoke[f.Rule] = true
			}
			right := map[string]bool{}
			for lesson, rules := range d.lessons {
				for _, rule := range rules {
					right[rule] = true
					if !spoke[rule] {
						t.Errorf("%s.%s: %q is not found by %s", d.before, language, lesson, rule)
					}
				}
			}
			for _, rule := range d.also {
				right[rule] = true
				if !spoke[rule] {
					t.Errorf("%s.%s: %s is silent", d.before, language, rule)
				}
			}
			for _, rule := range slices.Sorted(maps.Keys(spoke)) {
				if !right[rule] {
					t.Errorf("%s.%s: %s speaks, of which the post-mortem says nothing", d.before, language, rule)
				}
			}
			for seed := uint64(1); seed <= 3; seed++ {
				for _, f := range checkedRun(t, d.after, language, seed) {
					if f.Severity != finding.Information {
						t.Errorf("%s.%s, seed %d: %s %s %v", d.after, language, seed, f.Rule, f.Message, f.Args)
					}
				}
			}
		}
	}
}

func TestDisastersAreSeenWhileTheyAreDrawn(t *testing.T) {
	t.Parallel()
	for _, d := range disasters {
		for _, language := range languages {
			spoke := map[string]bool{}
			for _, f := range check.Find(sample(t, d.before, language), check.Seen{Today: "2026-11-22"}) {
				spoke[f.Rule] = true
			}
			for _, rule := range d.drawing {
				if !spoke[rule] {
					t.Errorf("%s.%s: %s says nothing before a run", d.before, language, rule)
				}
			}
			for _, f := range check.Find(sample(t, d.after, language), check.Seen{Today: "2026-11-22"}) {
				if f.Severity != finding.Information {
					t.Errorf("%s.%s: %s %s %v", d.after, language, f.Rule, f.Message, f.Args)
				}
			}
		}
	}
}
