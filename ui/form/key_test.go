package form

import (
	"testing"

	"rehearse/journey"
)

func TestAKeyFollowsItsItem(t *testing.T) {
	t.Parallel()
	rule := func(id journey.ID) journey.BranchRule { return journey.BranchRule{ID: id, Rule: "score > 1"} }
	step := func(rules ...journey.BranchRule) journey.Record {
		return &journey.Step{ID: "s", Kind: journey.StepBranch, Branch: &journey.Branch{Rules: rules}}
	}
	all := step(rule("a"), rule("b"), rule("c"))
	key, there := Key(all, "branch.rules.2.rule")
	if key != "branch.rules.#c.rule" || !there {
		t.Fatalf("key %q, %v", key, there)
	}
	if path, there := PathOf(step(rule("c"), rule("b")), key); path != "branch.rules.0.rule" || !there {
		t.Errorf("moved: %q, %v", path, there)
	}
	if path, there := PathOf(step(rule("a"), rule("b")), key); there {
		t.Errorf("removed: %q", path)
	}
	if key, there = Key(all, "branch.rules.3.rule"); there {
		t.Errorf("an item that is not there has the key %q", key)
	}
	// What has no items on its way is the same everywhere, also where it is not there yet.
	for _, path := range []string{"name", "branch.rules", "message.rates.opened.value", "weights.any/thing"} {
		if key, there = Key(all, path); key != path || !there {
			t.Errorf("%s: key %q, %v", path, key, there)
		}
	}
	entry := &journey.Step{ID: "e", Kind: journey.StepEntry, Entry: &journey.Entry{Mix: []journey.Weighted{{Value: "p"}}}}
	if key, there = Key(entry, "entry.mix.0.value"); key != "entry.mix.0.value" || !there {
		t.Errorf("an item without an ID: key %q, %v", key, there)
	}
}

// Before there is an amount nothing founds it; then its source is asked for, and not a second number that nothing uses.
func TestTheSourceOfAnAmountComesWithTheAmount(t *testing.T) {
	t.Parallel()
	goal := &journey.Step{ID: "g", Kind: journey.StepGoal, Goal: &journey.Goal{}}
	if f, there := Find(Of(goal), "goal.value.evidence"); there {
		t.Errorf("asked for before there is an amount: %+v", f)
	}
	goal.Goal.Value.Amount = 5_000_000
	f := find(t, goal, "goal.value.evidence")
	find(t, goal, "goal.value.evidence.source")
	each(f.Fields, func(f Field) {
		switch f.Path {
		case "goal.value.evidence.value", "goal.value.evidence.low", "goal.value.evidence.high":
			t.Errorf("%s means nothing", f.Path)
		}
	})
}
