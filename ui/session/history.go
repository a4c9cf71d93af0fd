package session

import "rehearse/journey/edit"

// History lists every edit of the open file, oldest first, and how many of them are done; the others can be redone.
func (s *Session) History(take func(entries []edit.Entry, done int)) {
	s.post(func() {
		if s.doc == nil {
			take(nil, 0)
			return
		}
		take(s.doc.Editor().History())
	})
}

// Travel undoes or redoes until so many edits are done. Each step is kept in the file, as with Undo.
func (s *Session) Travel(to int, done func(error)) {
	s.post(func() {
		err := ErrNoMap
		if s.doc != nil {
			err = s.travel(to)
		}
		if done != nil {
			done(err)
		}
	})
}

func (s *Session) travel(to int) error {
	if readOnly, why := s.doc.ReadOnly(); readOnly {
		return *why
	}
	e := s.doc.Editor()
	for {
		_, at := e.History()
		way := (*edit.Editor).Undo
		switch {
		case at == to:
			return nil
		case at < to:
			way = (*edit.Editor).Redo
		}
		change, err := way(e)
		if err != nil || change == nil {
			return err
		}
		s.took(change)
		s.save()
	}
}
