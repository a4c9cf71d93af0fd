package layout_test

import (
	"testing"

	"rehearse/journey/layout"
)

// Two stages with a step each at x = 40 and x = 400: the border is half-way, at (248+400)/2 = 324. A width of 340 for
// the first, which begins at 40 − 32 = 8, puts it at 348; one that would cut the step of the second off ends 24 before
// it, one that would cut its own step off at the step.
func TestAGivenWidthIsKeptAsFarAsNoStepIsCutOff(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ width, border float64 }{{0, 324}, {340, 348}, {900, 376}, {100, 248}} {
		m := staged(2)
		m.Stages[0].Width = c.width
		m.Steps = append(m.Steps, touch("a", "stage0", 40, 0), touch("b", "stage1", 400, 0))
		if got := layout.Of(m, eight{}).Columns[0].Rect.Right(); got != c.border {
			t.Errorf("width %v: the border is at %v, want %v", c.width, got, c.border)
		}
	}
}
