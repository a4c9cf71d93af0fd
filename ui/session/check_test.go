package session

import (
	"context"
	"testing"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/journey/edit"
	"rehearse/journey/finding"
	"rehearse/simulate"
	"rehearse/simulate/check"
)

// The check finds S on every map, and with a result M about the settings and N about the step "gone", both with a witness.
func measuring(t *testing.T) *Session {
	t.Helper()
	o := options(&counter{})
	o.Fingerprint = func(m *journey.Map) string {
		plain := *m
		plain.Silences = nil
		return codec.Fingerprint(&plain)
	}
	o.Rehearse = func(_ context.Context, m *journey.Map, spec simulate.Spec, _ func(simulate.Progress)) (*simulate.Result, error) {
		return &simulate.Result{People: 10, Spec: spec}, nil
	}
	o.Measured = func(rule string) bool { return rule != "S" }
	o.Check = func(m *journey.Map, result *simulate.Result, _ *check.Signed, _ *simulate.Sensitivity) []finding.Finding {
		list := []finding.Finding{{Rule: "S"}}
		if result != nil {
			about := journey.Ref{Kind: journey.KindSettings, ID: journey.SettingsID}
			list = append(list,
				finding.Finding{Rule: "M", Targets: []journey.Ref{about}, Witness: simulate.PersonRef{Number: 1}, Fixes: []finding.Fix{{}}},
				finding.Finding{Rule: "N", Targets: []journey.Ref{{Kind: journey.KindStep, ID: "gone"}}, Witness: simulate.PersonRef{Number: 2}})
		}
		return list
	}
	o.Names = func(_ *journey.Map, _ simulate.Spec, people []simulate.PersonRef) ([]string, error) {
		names := make([]string, len(people))
		for i, p := range people {
			names[i] = []string{"", "Anna", "Boris"}[p.Number]
		}
		return names, nil
	}
	s, _ := started(t, o)
	s.Rehearse(simulate.Spec{People: 10})
	seen(t, s, "run", func(x *Snapshot) bool { return x.Run.Result != nil && !x.Checking })
	return s
}

func do(t *testing.T, s *Session, change func(*edit.Tx) error) *Snapshot {
	t.Helper()
	if err := wait(func(done func(error)) { s.Edit(Edit{Do: change, Done: done}) }); err != nil {
		t.Fatal(err)
	}
	return seen(t, s, "checked", func(x *Snapshot) bool { return !x.Checking })
}

func TestWitnessesHaveNames(t *testing.T) {
	t.Parallel()
	x := seen(t, measuring(t), "checked", func(x *Snapshot) bool { return !x.Checking && len(x.Findings) == 3 })
	if x.Names[simulate.PersonRef{Number: 1}] != "Anna" || x.Names[simulate.PersonRef{Number: 2}] != "Boris" {
		t.Errorf("%v", x.Names)
	}
}

func TestWhatARunShowedIsKeptWhenTheMapGoesOnIfItsRecordsAreStillThere(t *testing.T) {
	t.Parallel()
	s := measuring(t)
	x := do(t, s, func(tx *edit.Tx) error {
		next := *tx.Map().Settings
		next.HorizonDays++
		return edit.SetRecord(tx, &next)
	})
	if len(x.Findings) != 1 || x.Findings[0].Rule != "S" {
		t.Errorf("of the newest map: %+v", x.Findings)
	}
	if len(x.Older) != 1 || x.Older[0].Rule != "M" || x.Older[0].Fixes != nil {
		t.Errorf("of the run: %+v", x.Older)
	}
	x = do(t, s, func(tx *edit.Tx) error {
		_, err := edit.AddSilence(tx, "M", x.Older[0].Targets[0], "agreed", "", "2026-01-05")
		return err
	})
	if len(x.Older) != 1 || x.Older[0].Silenced != "agreed" {
		t.Errorf("silenced: %+v", x.Older)
	}
}

func TestASilenceLeavesTheNumbersAsTheyAre(t *testing.T) {
	t.Parallel()
	s := measuring(t)
	x := do(t, s, func(tx *edit.Tx) error {
		_, err := edit.AddSilence(tx, "M", journey.Ref{Kind: journey.KindSettings, ID: journey.SettingsID}, "agreed", "", "2026-01-05")
		return err
	})
	if x.Stale() || len(x.Findings) != 3 || len(x.Older) != 0 {
		t.Errorf("stale %v, %d findings, %d older", x.Stale(), len(x.Findings), len(x.Older))
	}
}
