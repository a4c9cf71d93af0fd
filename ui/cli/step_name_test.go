package cli

import (
	"strings"
	"testing"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/simulate/check"
	"rehearse/ui/review"
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

// One rule for steps without a name: a wait is called by what it waits for, whoever speaks of it, and an ID that the program
// made is shown to nobody.
func TestAStepWithoutANameIsCalledTheSameEverywhere(t *testing.T) {
	t.Parallel()
	m, err := readMap(shop(t))
	if err != nil {
		t.Fatal(err)
	}
	wait := &journey.Step{ID: "80676bc6-0000-4000-8000-000000000001", Kind: journey.StepWait, Wait: &journey.Wait{Kind: journey.WaitDuration, For: journey.Law{Kind: journey.LawFixed, Value: 2 * journey.Day}}}
	page := &journey.Step{ID: "80676bc6-0000-4000-8000-000000000002", Kind: journey.StepTouchpoint, Touchpoint: &journey.Touchpoint{}}
	m.Steps = append(m.Steps, wait, page) // to which nothing leads
	p := text.New("en")
	if got := review.Name(p, wait); got != "Wait · 2 d" {
		t.Errorf("in a list: %q", got)
	}
	if got := review.Name(p, page); got != "Touchpoint" {
		t.Errorf("in a list: %q", got)
	}
	for _, s := range m.Steps {
		journey.Normalize(s)
	}
	found := 0
	for _, f := range check.Find(m, check.Seen{}) {
		if len(f.Targets) != 1 || f.Targets[0].ID != wait.ID && f.Targets[0].ID != page.ID {
			continue
		}
		found++
		want := "Wait · 2 d"
		if f.Targets[0].ID == page.ID {
			want = "Touchpoint"
		}
		if said := review.Sentence(p, m, f); !strings.Contains(said, "“"+want+"”") || strings.Contains(said, "80676bc6") {
			t.Errorf("said: %s", said)
		}
	}
	if found < 2 {
		t.Errorf("%d findings about steps without a name", found)
	}
}
