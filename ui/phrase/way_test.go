package phrase

import (
	"testing"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/layout"
	"rehearse/persist/export/fonts"
	"rehearse/ui/text"
)

func branching() (*journey.Map, *journey.Step) {
	m := journey.New("Ways", "2026-01-05")
	branch := &journey.Step{ID: "sort", Kind: journey.StepBranch, Name: "Sort", Branch: &journey.Branch{Rules: []journey.BranchRule{
		{ID: "r1", Name: "Hot", Rule: `score > 20`}, {ID: "r2", Rule: `language = "ru"`}, {ID: "r3", Rule: `languag =`}, {ID: "r4"},
	}}}
	split := &journey.Step{ID: "halves", Kind: journey.StepSplit, Name: "Halves", Y: 400, Split: &journey.Split{Arms: []journey.SplitArm{
		{ID: "a1", Weight: journey.Guess(0.5)}, {ID: "a2", Name: "B", Weight: journey.Guess(0.5)},
	}}}
	m.Settings.Languages = []string{"en", "ru"}
	m.Steps = append(m.Steps, branch, split)
	return m, branch
}

// A way without a name is called by what its rule means, and by its number while that has mistakes or is not written; nowhere
// does the text of a rule or an ID stand for it.
func TestAWayWithoutANameIsCalledByWhatItsRuleMeans(t *testing.T) {
	t.Parallel()
	m, branch := branching()
	for language, want := range map[string][]string{
		"en": {"Hot", "the language is ru", "way 3", "way 4", "otherwise"},
		"ru": {"Hot", "язык — ru", "путь 3", "путь 4", "иначе"},
	} {
		p := text.New(language)
		for i, port := range []journey.Port{"r1", "r2", "r3", "r4", journey.PortOtherwise} {
			if got := Way(p, m, branch, port); got != want[i] {
				t.Errorf("%s: %s is called %q, not %q", language, port, got, want[i])
			}
		}
		l := layout.Of(m, fonts.Embedded())
		scene := draw.Build(m, l, draw.Options{Labels: Labels(p, m), Measurer: fonts.Embedded()})
		drawn := map[journey.Port]string{}
		for _, item := range scene.Items {
			if item.Part == draw.PartPortLabel && item.Text != nil && drawn[item.Port] == "" {
				drawn[item.Port] = item.Text.Text
			}
		}
		if drawn["r2"] != want[1] || drawn["r3"] != want[2] || drawn["r1"] != "Hot" {
			t.Errorf("%s: drawn are %q", language, drawn)
		}
	}
}
