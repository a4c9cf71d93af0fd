package cli

import (
	"testing"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/ui/text"
)

// A wait is rarely given a name; its ID says nothing to anybody.
func TestAWaitWithoutANameIsCalledByItsLength(t *testing.T) {
	t.Parallel()
	m := journey.New("Bank", "2026-01-05")
	wait := &journey.Step{ID: "80676bc6", Kind: journey.StepWait, Wait: &journey.Wait{Kind: journey.WaitDuration, For: journey.Law{Kind: journey.LawFixed, Value: 12 * journey.Day}}}
	m.Steps = []*journey.Step{wait}
	for language, want := range map[string]string{"en": "Wait · 12 d", "ru": "Ожидание · 12 д"} {
		if got := draw.StepName(text.New(language), wait, m); got != want {
			t.Errorf("%s: %q, not %q", language, got, want)
		}
	}
	wait.Name = "Two weeks"
	if got := draw.StepName(text.New("en"), wait, m); got != "Two weeks" {
		t.Errorf("%q", got)
	}
	page := &journey.Step{ID: "page", Kind: journey.StepTouchpoint, Touchpoint: &journey.Touchpoint{}}
	if got := draw.StepName(text.New("en"), page, m); got != "Touchpoint page" {
		t.Errorf("%q", got)
	}
}
