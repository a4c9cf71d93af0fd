package session

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/journey/finding"
	"rehearse/simulate"
	"rehearse/simulate/check"
)

// Document is an open file.
type Document interface {
	Editor() *edit.Editor
	// Save writes a change; when that fails the document keeps it and Retry writes what is missing.
	Save(*edit.Change) error
	Retry() error
	ReadOnly() (bool, *journey.Problem)
	Path() string
	SaveAs(path string) error
	ExportCopy(path string) error
	// Baselines are the signed copies in the file, oldest first.
	Baselines() []*journey.Baseline
	// Close fails while something is not saved; Discard closes in any case.
	Close() error
	Discard() error
}

// Options are what a session works with.
type Options struct {
	// Open opens a file, Create makes one that holds m.
	Open   func(path string) (Document, error)
	Create func(path string, m *journey.Map) (Document, error)
	// Rehearse runs a map; Check lists what is wrong with it, result may be nil, and so may what was signed last and what its
	// assumptions do.
	Rehearse func(ctx context.Context, m *journey.Map, spec simulate.Spec, progress func(simulate.Progress)) (*simulate.Result, error)
	Check    func(m *journey.Map, result *simulate.Result, signed *check.Signed, weighed *simulate.Sensitivity) []finding.Finding
	// Measured reports whether a rule needs a result, Weighing whether it needs to know what the assumptions do.
	Measured func(rule string) bool
	Weighing func(rule string) bool
	// Names are what people of a run are called.
	Names func(m *journey.Map, spec simulate.Spec, people []simulate.PersonRef) ([]string, error)
	// Replay tells the story of one person of a run.
	Replay func(ctx context.Context, m *journey.Map, spec simulate.Spec, person simulate.PersonRef) (*simulate.Story, error)
	// Sample tells the stories of at most so many people of a run.
	Sample func(ctx context.Context, m *journey.Map, spec simulate.Spec, most int, progress func(simulate.Progress)) (*simulate.Sample, error)
	// Anybody chooses a number from 1 to most, by chance.
	Anybody func(most int64) int64
	// Fingerprint tells maps apart that give other numbers; moving a step and silencing a finding do not change it. nil
	// takes every change for one of the numbers.
	Fingerprint func(m *journey.Map) string
	// Now is the wall clock, for measuring how quick runs are.
	Now func() time.Time
	// AutoPeople are in a run after an edit; 0 for no such runs.
	AutoPeople int
	// RoughPeople are in a first run after an edit, whose numbers are seen together with the edit; 0 for none.
	RoughPeople int
}

// Session is one open map. Its methods may be called by any goroutine.
type Session struct {
	options  Options
	work     chan func()
	done     chan struct{}
	changed  chan struct{}
	snapshot atomic.Pointer[Snapshot]

	// What follows belongs to the session's goroutine.
	doc      Document
	signed   *check.Signed // what was agreed last in the file, nil for nothing
	now      Snapshot
	seed     uint64
	policy   string             // the preset runs are under, "" for the map's own policy
	cancel   context.CancelFunc // of the run under way
	run      int64              // its number; what an older one reports is not heard
	follow   context.CancelFunc // of the replay under way
	play     context.CancelFunc // of what is played back
	auto     bool               // whether it was started by itself
	slow     bool               // the last automatic run was too slow to be repeated with each edit
	measured []finding.Finding  // what the last result showed of its map
	weighed  weighed            // what the assumptions do
	checking bool               // a check is under way
	recheck  bool               // there is something newer to check
	roughly  time.Duration      // how long the last rough run took
	change   *edit.Change       // the newest change, until it is handed to the file
}

// ErrClosed is returned for what is asked of a closed session.
var ErrClosed = errors.New("session: closed")

// ErrNoMap is returned for edits while no map is open.
var ErrNoMap = errors.New("session: no map is open")

// New starts a session without a map.
func New(o Options) *Session {
	s := &Session{options: o, work: make(chan func(), 64), done: make(chan struct{}), changed: make(chan struct{}, 1), seed: 1}
	s.snapshot.Store(&Snapshot{})
	go s.serve()
	return s
}

func (s *Session) serve() {
	for {
		select {
		case f := <-s.work:
			f()
		case <-s.done:
			return
		}
	}
}

// post hands a piece of work to the session's goroutine.
func (s *Session) post(f func()) {
	select {
	case s.work <- f:
	case <-s.done:
	}
}

// Snapshot is the newest state. Changed tells when there is a newer one.
func (s *Session) Snapshot() *Snapshot { return s.snapshot.Load() }

// Changed gets a value, at most one, when there is a newer snapshot.
func (s *Session) Changed() <-chan struct{} { return s.changed }

func (s *Session) publish() {
	s.judgePlay()
	s.now.Serial++
	if s.doc != nil {
		e := s.doc.Editor()
		s.now.Map, s.now.Path, s.now.ReadOnly, s.now.Policy = e.Map(), s.doc.Path(), nil, s.policy
		if readOnly, why := s.doc.ReadOnly(); readOnly {
			s.now.ReadOnly = why
		}
		s.now.Undo, s.now.Redo, s.now.Signed = nil, nil, s.signed
		if l, ok := e.CanUndo(); ok {
			s.now.Undo = &l
		}
		if l, ok := e.CanRedo(); ok {
			s.now.Redo = &l
		}
	}
	next := s.now
	s.snapshot.Store(&next)
	select {
	case s.changed <- struct{}{}:
	default:
	}
}

// Edit is one edit. Done, if set, is called on the session's goroutine as soon as the outcome is known,
// before the file has it.
type Edit struct {
	Label edit.Label
	// Merge joins edits of one run, such as typing into a field; "" never joins.
	Merge string
	Do    func(*edit.Tx) error
	// Took, if set, gets what the edit changed, before Done; not when it was refused or changed nothing.
	Took func(*edit.Change)
	Done func(error)
}

// Edit changes the map.
func (s *Session) Edit(e Edit) {
	s.post(func() {
		err := s.apply(e)
		if e.Done != nil {
			e.Done(err)
		}
		s.save()
	})
}

func (s *Session) apply(e Edit) error {
	if s.doc == nil {
		return ErrNoMap
	}
	if readOnly, why := s.doc.ReadOnly(); readOnly {
		return *why
	}
	change, err := s.doc.Editor().ApplyMerging(e.Merge, e.Label, e.Do)
	if err != nil || change == nil {
		return err
	}
	s.took(change)
	if e.Took != nil {
		e.Took(change)
	}
	return nil
}

// EndTyping ends a run of merged edits: the next one is undone by itself.
func (s *Session) EndTyping() {
	s.post(func() {
		if s.doc != nil {
			s.doc.Editor().EndRun()
		}
	})
}

// Undo takes the newest edit back.
func (s *Session) Undo(done func(error)) { s.turn((*edit.Editor).Undo, done) }

// Redo does again what was undone last.
func (s *Session) Redo(done func(error)) { s.turn((*edit.Editor).Redo, done) }

func (s *Session) turn(way func(*edit.Editor) (*edit.Change, error), done func(error)) {
	s.post(func() {
		err := ErrNoMap
		if s.doc != nil {
			err = nil
			if readOnly, why := s.doc.ReadOnly(); readOnly {
				err = *why
			} else if change, problem := way(s.doc.Editor()); problem != nil {
				err = problem
			} else if change != nil {
				s.took(change)
			}
		}
		if done != nil {
			done(err)
		}
		s.save()
	})
}

// took follows a change of the map: it is shown at once, checked and rehearsed.
func (s *Session) took(change *edit.Change) {
	s.change = change
	s.now.Saving = Unsaved
	same := s.sameNumbers()
	if same {
		s.now.Run.Revision, s.now.Run.Map = change.Revision, s.doc.Editor().Map()
	}
	s.judgeFollowed()
	s.outdate(same)
	if same {
		s.check(checkPatience)
		s.publish()
		return
	}
	done := s.rough()
	s.check(checkPatience)
	s.publish()
	if done {
		s.refine()
	}
}

// sameNumbers reports whether the last result is that of the newest map too, as after moving a step.
func (s *Session) sameNumbers() bool {
	r := s.now.Run.Result
	return s.options.Fingerprint != nil && r != nil && !s.now.Run.Running && s.cancel == nil &&
		r.Spec.Policy == s.policy && s.now.Run.Map != nil && s.options.Fingerprint(s.doc.Editor().Map()) == s.options.Fingerprint(s.now.Run.Map)
}

// save writes the newest change. A failed write keeps it; it is written with the next one, or when Retry
// asks for it.
func (s *Session) save() {
	if s.doc == nil || s.change == nil {
		return
	}
	change := s.change
	s.change = nil
	s.wrote(s.doc.Save(change))
}

func (s *Session) wrote(err error) {
	s.now.Saving, s.now.SaveError = Saved, nil
	if err != nil {
		s.now.Saving, s.now.SaveError = NotSaved, err
	}
	s.publish()
}

// Retry tries to save again what could not be saved.
func (s *Session) Retry() {
	s.post(func() {
		if s.doc != nil && s.now.Saving != Saved {
			s.wrote(s.doc.Retry())
		}
	})
}

// Close saves what is not saved yet, closes the file and ends the session. When something cannot be saved
// everything stays as it is and the error says why, unless discard is set.
func (s *Session) Close(discard bool) error {
	result := make(chan error, 1)
	s.post(func() {
		err := s.leave(discard)
		result <- err
		if err == nil {
			close(s.done)
		}
	})
	select {
	case err := <-result:
		return err
	case <-s.done:
		return nil
	}
}

// leave closes the open file.
func (s *Session) leave(discard bool) error {
	s.stop()
	s.unfollow()
	s.endPlay()
	if s.doc == nil {
		return nil
	}
	err := s.doc.Close()
	if err != nil {
		if !discard {
			s.wrote(err)
			return err
		}
		s.doc.Discard()
	}
	s.doc, s.signed, s.change, s.policy, s.measured, s.weighed, s.roughly = nil, nil, nil, "", nil, weighed{}, 0
	s.now = Snapshot{Serial: s.now.Serial}
	return nil
}
