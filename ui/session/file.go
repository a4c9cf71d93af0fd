package session

import (
	"rehearse/journey"
	"rehearse/simulate/check"
)

// Open opens a file in place of the present one. When that fails the present one stays.
func (s *Session) Open(path string, done func(error)) {
	s.switchTo(func() (Document, error) { return s.options.Open(path) }, path, done)
}

// Create makes a file that holds m, and opens it.
func (s *Session) Create(path string, m *journey.Map, done func(error)) {
	s.switchTo(func() (Document, error) { return s.options.Create(path, m) }, path, done)
}

func (s *Session) switchTo(open func() (Document, error), path string, done func(error)) {
	s.post(func() {
		if s.doc != nil && s.doc.Path() == path {
			// The same file: give it free first, or it would be found locked by ourselves.
			if err := s.leave(false); err != nil {
				finish(done, err)
				return
			}
		}
		doc, err := open()
		if err != nil {
			s.publish()
			finish(done, err)
			return
		}
		if err := s.leave(false); err != nil {
			doc.Discard()
			finish(done, err)
			return
		}
		s.doc, s.slow = doc, false
		// A signed copy that cannot be read any more is told of by the command line; the map itself is worked on all the same.
		s.signed, _ = check.Newest(doc.Baselines())
		s.check(checkPatience)
		s.publish()
		finish(done, nil)
		s.rehearseSoon()
	})
}

// SaveAs writes the map with its history to another file and goes on with that one.
func (s *Session) SaveAs(path string, done func(error)) {
	s.post(func() {
		err := ErrNoMap
		if s.doc != nil {
			err = s.doc.SaveAs(path)
		}
		if err == nil {
			s.change = nil
			s.now.Saving, s.now.SaveError = Saved, nil
			s.publish()
		}
		finish(done, err)
	})
}

// ExportCopy writes the map without its history to another file and stays with the present one.
func (s *Session) ExportCopy(path string, done func(error)) {
	s.post(func() {
		err := ErrNoMap
		if s.doc != nil {
			err = s.doc.ExportCopy(path)
		}
		finish(done, err)
	})
}

func finish(done func(error), err error) {
	if done != nil {
		done(err)
	}
}
