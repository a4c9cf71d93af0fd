package desktop

import (
	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
	"rehearse/simulate"
	"rehearse/ui/playback"
	"rehearse/ui/session"
)

// What is on the screen was made of these; as long as they are the same it is not made again.

// drawnState is what the present scene was made of.
type drawnState struct {
	m        *journey.Map
	result   *simulate.Result
	findings *finding.Finding // the first of them: each check makes a new list
	stale    bool
	look     look
	language string
	older    *finding.Finding
	story    *simulate.Story // of the person being followed, up to a moment
	moment   int
	film     *playback.Film // of the run that is played back
	view     view
	slide    journey.ID
	preview  *fix.Preview
	way      string // of the finding that is open
	rough    *session.Rough
}

// numbersState is what the numbers in the inspector were made of.
type numbersState struct {
	ref    journey.Ref
	result *simulate.Result
	stale  bool
	eyes   journey.ID
}

// resultState is what the strip of results was made of.
type resultState struct {
	m       *journey.Map
	result  *simulate.Result
	stale   bool
	refused string
	rules   string
	people  int // of the run that is asked for next
	rough   *session.Rough
	eyes    journey.ID
}

// firstOf tells lists of findings apart.
func firstOf(list []finding.Finding) *finding.Finding {
	if len(list) == 0 {
		return nil
	}
	return &list[0]
}
