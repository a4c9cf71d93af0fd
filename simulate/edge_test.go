package simulate_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/simulate"
)

// edge reads a small map of testdata/edges: a thousand people and one corner of the contract.
func edge(t testing.TB, name string) *journey.Map {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "edges", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	m, problems := codec.DecodeMap(data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return m
}

// refusedFor is the code of the problem a map is refused for.
func refusedFor(t testing.TB, m *journey.Map, spec simulate.Spec) string {
	t.Helper()
	_, err := simulate.Run(context.Background(), m, spec, nil)
	var problems journey.Problems
	if !errors.As(err, &problems) {
		t.Fatalf("not refused by a problem: %v", err)
	}
	return problems[0].Code
}

func messageOf(t testing.TB, r *simulate.Result, step journey.ID) simulate.MessageResult {
	t.Helper()
	for _, m := range r.Messages {
		if m.Step == step {
			return m
		}
	}
	t.Fatalf("no message %s", step)
	return simulate.MessageResult{}
}

func goalOf(t testing.TB, r *simulate.Result, step journey.ID) simulate.GoalResult {
	t.Helper()
	for _, g := range r.Goals {
		if g.Step == step {
			return g
		}
	}
	t.Fatalf("no goal %s", step)
	return simulate.GoalResult{}
}

func TestAChannelRefusedAfterBeingHeldIsNotTriedAgain(t *testing.T) {
	t.Parallel()
	// The e-mail is held by a cap, its address is lost, the SMS is held by the cap, its number is lost while the address
	// comes back: the visit has done with both.
	r := run(t, edge(t, "held_channel_comes_back"), simulate.Spec{})
	for _, m := range r.Messages {
		if m.Step == "m" && (m.Attempts != 1000 || m.Sent != 0 || len(m.Refused) != 1) {
			t.Errorf("%s: %d attempts, %d sent, %+v", m.Channel, m.Attempts, m.Sent, m.Refused)
		}
	}
}

func TestADatePropertySetAgainStartsItsScenarioOnce(t *testing.T) {
	t.Parallel()
	m := edge(t, "date_property_twice")
	if n := run(t, m, simulate.Spec{}).Scenarios[0].Started; n != 1000 {
		t.Errorf("%d started by a date set to the same day, want 1000", n)
	}
	// There and back again.
	update := m.Step("upd").Update
	update.Changes = append([]journey.Change{{Kind: journey.ChangeProperty, Target: "d", Value: "2026-01-25"}}, update.Changes...)
	if n := run(t, m, simulate.Spec{}).Scenarios[0].Started; n != 1000 {
		t.Errorf("%d started by a date moved and moved back, want 1000", n)
	}
}

func TestACapOverTooManyPeriodsIsRefused(t *testing.T) {
	t.Parallel()
	m := edge(t, "cap_periods_hang")
	m.Policy.Caps[0].Periods = 2_000_000_000
	if code := refusedFor(t, m, simulate.Spec{}); code != "journey.out_of_range" {
		t.Errorf("refused for %s", code)
	}
	m.Policy.Caps[0].Periods = 366
	if r := run(t, m, simulate.Spec{}); r.Messages[0].Sent != 1 {
		t.Errorf("sent %d", r.Messages[0].Sent)
	}
}

func TestWhoIsPulledOutOfALateWaitGetsTheNextMessage(t *testing.T) {
	t.Parallel()
	r := run(t, edge(t, "skip_survives_pull"), simulate.Spec{})
	if m := messageOf(t, r, "m2"); m.Sent != 1000 {
		t.Errorf("sent %d, %+v", m.Sent, m.Refused)
	}
}
