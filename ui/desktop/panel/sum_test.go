package panel

import (
	"testing"

	"rehearse/journey"
)

// A map whose arms make 120 % is refused when it is run; whoever types them is told right there, and by how much.
func TestArmsThatDoNotMakeOneWholeAreSaidUnderThem(t *testing.T) {
	m := twoSteps()
	m.Steps = append(m.Steps, &journey.Step{ID: "s", Kind: journey.StepSplit, Name: "Split", Split: &journey.Split{Arms: []journey.SplitArm{
		{ID: "x", Weight: journey.Guess(0.5)}, {ID: "y", Weight: journey.Guess(0.5)},
	}}})
	journey.Normalize(m.Steps[2])
	b := newBench(t, m)
	b.in.Display(m, journey.Ref{Kind: journey.KindStep, ID: "s"})
	said := func() string { return b.in.sums["split.arms"].Text }
	if said() != "Together 100%" {
		t.Errorf("halves: %q", said())
	}
	b.field(t, "split.arms.0.weight.value").entry.SetText("70")
	b.rest()
	if said() != "Together 120%: take 20% away. The map runs when they make 100%." {
		t.Errorf("70 and 50: %q", said())
	}
	b.field(t, "split.arms.1.weight.value").entry.SetText("20")
	b.rest()
	if said() != "Together 90%: 10% are missing. The map runs when they make 100%." {
		t.Errorf("70 and 20: %q", said())
	}
	b.add(t, "Arms")
	b.field(t, "split.arms.2.weight.value").entry.SetText("10")
	b.rest()
	if said() != "Together 100%" {
		t.Errorf("70, 20 and 10: %q", said())
	}
}
