package session

import (
	"context"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/simulate"
)

// ErrNotRun is returned for following a person while nothing has been run.
var ErrNotRun = journey.Problem{Code: "window.follow_not_run"}

// FollowPerson replays a person of the last run, on the map and with the specification of that run whatever has become of
// the map since. A replay under way is given up: the newest wish counts. about is the finding the person is a witness of,
// nil for none.
func (s *Session) FollowPerson(person simulate.PersonRef, about *finding.Finding) {
	s.post(func() {
		if s.doc == nil || s.options.Replay == nil {
			return
		}
		s.unfollow()
		f := Follow{Person: person, About: about}
		if s.now.Run.Result == nil {
			f.Refused = ErrNotRun
			s.now.Follow = &f
			s.publish()
			return
		}
		people := s.now.Run.Result.People
		f.Map, f.Spec = s.now.Run.Map, s.now.Run.Result.Spec
		s.now.Follow = &f
		s.judgeFollowed()
		ctx, cancel := context.WithCancel(context.Background())
		s.follow = cancel
		s.publish()
		go func() {
			story, err := s.replay(ctx, f.Map, f.Spec, person, people)
			s.post(func() {
				if ctx.Err() != nil || s.now.Follow == nil {
					return // given up for a newer one, or for none
				}
				told := *s.now.Follow
				told.Story, told.Refused = story, err
				s.now.Follow = &told
				s.publish()
			})
		}()
	})
}

// tries are how often anybody is chosen anew: people of the warm-up have no story.
const tries = 50

// replay tells the story of a person, of anybody when no number is given.
func (s *Session) replay(ctx context.Context, m *journey.Map, spec simulate.Spec, person simulate.PersonRef, people int64) (*simulate.Story, error) {
	if person.Entry != "" || person.Number != 0 || s.options.Anybody == nil || people == 0 {
		return s.options.Replay(ctx, m, spec, person)
	}
	var story *simulate.Story
	var err error
	for range tries {
		person.Number = s.options.Anybody(people)
		if story, err = s.options.Replay(ctx, m, spec, person); err == nil || ctx.Err() != nil {
			break
		}
	}
	return story, err
}

// Unfollow ends the story.
func (s *Session) Unfollow() {
	s.post(func() {
		if s.now.Follow != nil {
			s.unfollow()
			s.publish()
		}
	})
}

func (s *Session) unfollow() {
	if s.follow != nil {
		s.follow()
		s.follow = nil
	}
	s.now.Follow = nil
}

// judgeFollowed tells whether the story is still one of the newest map.
func (s *Session) judgeFollowed() {
	f := s.now.Follow
	if f == nil || f.Map == nil || s.options.Fingerprint == nil {
		return
	}
	m := s.doc.Editor().Map()
	if stale := m != f.Map && s.options.Fingerprint(m) != s.options.Fingerprint(f.Map); stale != f.Stale {
		now := *f
		now.Stale = stale
		s.now.Follow = &now
	}
}
