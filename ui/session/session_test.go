package session

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/journey/edit"
	"rehearse/journey/finding"
	"rehearse/persist"
	"rehearse/simulate"
	"rehearse/simulate/check"
)

// counter is a source of IDs for tests.
type counter struct{ n atomic.Int64 }

// NewID is part of edit.IDSource.
func (c *counter) NewID() journey.ID { return journey.ID(fmt.Sprintf("n%d", c.n.Add(1))) }

func options(ids edit.IDSource) Options {
	files := persist.Options{IDs: ids}
	return Options{
		Open: func(path string) (Document, error) {
			d, err := persist.Open(path, files)
			if err != nil {
				return nil, err
			}
			return d, nil
		},
		Create: func(path string, m *journey.Map) (Document, error) {
			d, err := persist.Create(path, m, files)
			if err != nil {
				return nil, err
			}
			return d, nil
		},
		Now: time.Now,
	}
}

// started is a session with a new map in a file of its own.
func started(t *testing.T, o Options) (*Session, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "map.journey") // removed after the session is closed
	s := New(o)
	t.Cleanup(func() { s.Close(true) })
	if err := wait(func(done func(error)) { s.Create(path, journey.New("Test", "2026-01-05"), done) }); err != nil {
		t.Fatal(err)
	}
	return s, path
}

// wait calls something that ends with done.
func wait(f func(done func(error))) error {
	result := make(chan error, 1)
	f(func(err error) { result <- err })
	return <-result
}

func add(s *Session, name string) error {
	return wait(func(done func(error)) {
		s.Edit(Edit{Do: func(tx *edit.Tx) error {
			_, err := edit.AddRecord(tx, journey.KindStage, name)
			return err
		}, Done: done})
	})
}

// until waits for a snapshot.
func until(t *testing.T, s *Session, what string, holds func(*Snapshot) bool) *Snapshot {
	t.Helper()
	for deadline := time.After(10 * time.Second); ; {
		if now := s.Snapshot(); holds(now) {
			return now
		}
		select {
		case <-s.Changed():
		case <-time.After(20 * time.Millisecond):
		case <-deadline:
			t.Fatalf("never %s", what)
		}
	}
}

func TestAnEditIsShownThenSavedAndUndoneAfterARestart(t *testing.T) {
	t.Parallel()
	ids := &counter{}
	s, path := started(t, options(ids))
	if err := add(s, "Visit"); err != nil {
		t.Fatal(err)
	}
	if got := s.Snapshot(); len(got.Map.Stages) != 1 || got.Undo == nil {
		t.Fatalf("after the edit: %d stages, undo %v", len(got.Map.Stages), got.Undo)
	}
	until(t, s, "saved", func(n *Snapshot) bool { return n.Saving == Saved })
	if err := s.Close(false); err != nil {
		t.Fatal(err)
	}
	again := New(options(ids))
	defer again.Close(true)
	if err := wait(func(done func(error)) { again.Open(path, done) }); err != nil {
		t.Fatal(err)
	}
	if err := wait(again.Undo); err != nil {
		t.Fatal(err)
	}
	if got := again.Snapshot(); len(got.Map.Stages) != 0 || got.Redo == nil {
		t.Fatalf("after undo: %d stages, redo %v", len(got.Map.Stages), got.Redo)
	}
}

func TestARefusedEditChangesNothingAndSaysWhy(t *testing.T) {
	t.Parallel()
	s, _ := started(t, options(&counter{}))
	before := s.Snapshot().Map
	err := wait(func(done func(error)) {
		s.Edit(Edit{Do: func(tx *edit.Tx) error { return journey.Problem{Code: "no"} }, Done: done})
	})
	var p journey.Problem
	if !errors.As(err, &p) || p.Code != "no" || s.Snapshot().Map != before {
		t.Fatalf("%v", err)
	}
}

func TestASecondSessionMayOnlyLook(t *testing.T) {
	t.Parallel()
	s, path := started(t, options(&counter{}))
	other := New(options(&counter{}))
	defer other.Close(true)
	if err := wait(func(done func(error)) { other.Open(path, done) }); err != nil {
		t.Fatal(err)
	}
	if other.Snapshot().ReadOnly == nil {
		t.Fatal("the second session may write")
	}
	if err := add(other, "Visit"); err == nil {
		t.Fatal("the second session's edit was taken")
	}
	if err := add(s, "Visit"); err != nil {
		t.Fatal(err)
	}
}

func TestAFileThatCannotBeOpenedLeavesThePresentOne(t *testing.T) {
	t.Parallel()
	s, path := started(t, options(&counter{}))
	if err := wait(func(done func(error)) { s.Open(filepath.Join(t.TempDir(), "none.journey"), done) }); err == nil {
		t.Fatal("a file that is not there was opened")
	}
	if s.Snapshot().Path != path {
		t.Fatalf("now open: %q", s.Snapshot().Path)
	}
	if err := add(s, "Visit"); err != nil {
		t.Fatal(err)
	}
}

// failing is a document whose saves fail while broken.
type failing struct {
	*persist.Document
	broken *atomic.Bool
	kept   *edit.Change
}

var errFull = journey.Problem{Code: "full"}

func (f *failing) Save(c *edit.Change) error {
	if f.broken.Load() {
		f.kept = c
		return errFull
	}
	return f.Document.Save(c)
}

func (f *failing) Retry() error {
	if f.broken.Load() {
		return errFull
	}
	c := f.kept
	f.kept = nil
	return f.Document.Save(c)
}

func TestAFailedSaveKeepsTheEditUntilItIsRetried(t *testing.T) {
	t.Parallel()
	ids := &counter{}
	o := options(ids)
	var broken atomic.Bool
	o.Create = func(path string, m *journey.Map) (Document, error) {
		d, err := persist.Create(path, m, persist.Options{IDs: ids})
		return &failing{Document: d, broken: &broken}, err
	}
	s, path := started(t, o)
	broken.Store(true)
	if err := add(s, "Visit"); err != nil {
		t.Fatal(err)
	}
	got := until(t, s, "told that saving failed", func(n *Snapshot) bool { return n.Saving == NotSaved })
	if len(got.Map.Stages) != 1 || !errors.Is(got.SaveError, errFull) && got.SaveError.Error() != errFull.Error() {
		t.Fatalf("%d stages, %v", len(got.Map.Stages), got.SaveError)
	}
	broken.Store(false)
	s.Retry()
	until(t, s, "saved", func(n *Snapshot) bool { return n.Saving == Saved })
	if err := s.Close(false); err != nil {
		t.Fatal(err)
	}
	d, err := persist.Open(path, persist.Options{IDs: ids})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if len(d.Map().Stages) != 1 {
		t.Fatalf("the file has %d stages", len(d.Map().Stages))
	}
}

func TestTheNewestMapIsRehearsedAndOlderRunsAreGivenUp(t *testing.T) {
	t.Parallel()
	o := options(&counter{})
	o.AutoPeople = 10
	var cancelled atomic.Int64
	o.Rehearse = func(ctx context.Context, m *journey.Map, spec simulate.Spec, _ func(simulate.Progress)) (*simulate.Result, error) {
		if len(m.Stages) < 3 {
			<-ctx.Done() // runs of older maps last until they are given up
			cancelled.Add(1)
			return nil, ctx.Err()
		}
		return &simulate.Result{People: int64(spec.People)}, nil
	}
	s, _ := started(t, o)
	for i := range 3 {
		if err := add(s, fmt.Sprint(i)); err != nil {
			t.Fatal(err)
		}
	}
	got := until(t, s, "rehearsed", func(n *Snapshot) bool { return n.Run.Result != nil })
	if got.Stale() || got.Run.Result.People != 10 || !got.Run.Auto {
		t.Fatalf("stale %v, %+v", got.Stale(), got.Run)
	}
	deadline := time.Now().Add(5 * time.Second)
	for cancelled.Load() < 3 && time.Now().Before(deadline) {
		time.Sleep(5 * time.Millisecond)
	}
	if cancelled.Load() != 3 {
		t.Fatalf("%d of 3 older runs were given up", cancelled.Load())
	}
}

func TestARunShowsProgressAndCanBeCancelled(t *testing.T) {
	t.Parallel()
	o := options(&counter{})
	o.Rehearse = func(ctx context.Context, _ *journey.Map, spec simulate.Spec, progress func(simulate.Progress)) (*simulate.Result, error) {
		progress(simulate.Progress{Done: 7, Of: int64(spec.People)})
		<-ctx.Done()
		return nil, ctx.Err()
	}
	s, _ := started(t, o)
	s.Rehearse(simulate.Spec{People: 70, Seed: 2})
	until(t, s, "told of progress", func(n *Snapshot) bool { return n.Run.Running && n.Run.Done == 7 && n.Run.Of == 70 })
	s.Cancel()
	until(t, s, "stopped", func(n *Snapshot) bool { return !n.Run.Running && n.Run.Result == nil && n.Run.Refused == nil })
}

func TestARefusedRunKeepsTheLastNumbersAsStale(t *testing.T) {
	t.Parallel()
	o := options(&counter{})
	o.Rehearse = func(_ context.Context, m *journey.Map, spec simulate.Spec, _ func(simulate.Progress)) (*simulate.Result, error) {
		if len(m.Stages) > 0 {
			return nil, journey.Problems{{Code: "cannot"}}
		}
		return &simulate.Result{People: int64(spec.People)}, nil
	}
	s, _ := started(t, o)
	s.Rehearse(simulate.Spec{People: 5, Seed: 1})
	until(t, s, "rehearsed", func(n *Snapshot) bool { return n.Run.Result != nil })
	if err := add(s, "Visit"); err != nil {
		t.Fatal(err)
	}
	if !s.Snapshot().Stale() {
		t.Fatal("numbers of the older map are not marked")
	}
	s.Rehearse(simulate.Spec{People: 5, Seed: 1})
	got := until(t, s, "refused", func(n *Snapshot) bool { return n.Run.Refused != nil })
	if got.Run.Result == nil || !got.Stale() {
		t.Fatalf("%+v", got.Run)
	}
}

func TestRulesHoldThroughEditsUntilSetBackOrAnotherFileIsOpened(t *testing.T) {
	t.Parallel()
	o := options(&counter{})
	o.AutoPeople = 10
	o.Rehearse = func(_ context.Context, _ *journey.Map, spec simulate.Spec, _ func(simulate.Progress)) (*simulate.Result, error) {
		return &simulate.Result{Spec: spec}, nil
	}
	s, path := started(t, o)
	ranUnder := func(what, policy string, people int) {
		t.Helper()
		now := until(t, s, what, func(now *Snapshot) bool {
			r := now.Run.Result
			return r != nil && r.Spec.Policy == policy && r.Spec.People == people && !now.Stale()
		})
		if now.Policy != policy || now.OtherRules() {
			t.Errorf("%s: the snapshot says %q", what, now.Policy)
		}
	}
	ranUnder("at first the map's own", "", 10)
	s.Under("braze")
	ranUnder("chosen: rehearsed at once", "braze", 10)
	if err := add(s, "stage"); err != nil {
		t.Fatal(err)
	}
	ranUnder("after an edit", "braze", 10)
	s.Rehearse(simulate.Spec{People: 500, Seed: 3})
	ranUnder("asked for", "braze", 500)
	s.Under("")
	ranUnder("set back", "", 10)
	s.Under("mautic")
	ranUnder("another", "mautic", 10)
	if err := wait(func(done func(error)) { s.Open(path, done) }); err != nil {
		t.Fatal(err)
	}
	ranUnder("a file opened anew", "", 10)
}

func TestNumbersOfOtherRulesAreSaidToBe(t *testing.T) {
	t.Parallel()
	s := &Snapshot{Map: journey.New("m", "2026-01-05"), Policy: "braze", Run: Run{Result: &simulate.Result{}}}
	s.Run.Revision = s.Map.Revision
	if !s.OtherRules() || !s.Stale() {
		t.Error("numbers under the map's own policy pass for those of a preset")
	}
	s.Run.Result.Spec.Policy = "braze"
	if s.OtherRules() || s.Stale() {
		t.Error("numbers of the chosen rules are called stale")
	}
}

// What was signed lies in the file beside the map: whoever works on the map is told what has changed since.
func TestWhatWasSignedIsComparedWithEveryEdit(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "signed.journey")
	d, err := persist.Create(path, journey.New("Test", "2026-01-05"), persist.Options{IDs: &counter{}})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.AddBaseline(&journey.Baseline{ID: "b", Signed: "A. Client", Date: "2026-01-06", Map: codec.EncodeMap(d.Map(), false)}); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	o := options(&counter{})
	o.Check = func(m *journey.Map, result *simulate.Result, signed *check.Signed, _ *simulate.Sensitivity) []finding.Finding {
		return check.Find(m, check.Seen{Signed: signed})
	}
	s := New(o)
	t.Cleanup(func() { s.Close(true) })
	if err := wait(func(done func(error)) { s.Open(path, done) }); err != nil {
		t.Fatal(err)
	}
	changed := func(now *Snapshot) bool {
		return slices.ContainsFunc(now.Findings, func(f finding.Finding) bool { return f.Rule == "J605" })
	}
	if changed(s.Snapshot()) {
		t.Error("changed before anything was")
	}
	if err := add(s, "Visit"); err != nil {
		t.Fatal(err)
	}
	until(t, s, "the change is told", changed)
}
