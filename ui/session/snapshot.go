package session

import (
	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/journey/finding"
	"rehearse/simulate"
	"rehearse/simulate/check"
)

// Saving says whether the file has the newest map.
type Saving uint8

// The states of saving.
const (
	Saved Saving = iota
	Unsaved
	NotSaved // the last attempt failed; SaveError says why
)

// Snapshot is everything there is to show, at one moment. It never changes.
type Snapshot struct {
	// Serial grows with each snapshot.
	Serial int64
	// Map is nil while no map is open.
	Map *journey.Map
	// Path is the file; ReadOnly says why it cannot be changed, nil when it can.
	Path      string
	ReadOnly  *journey.Problem
	Saving    Saving
	SaveError error
	// Policy is the preset the map runs under, "" for its own policy. The result may still be under another.
	Policy string
	// Undo and Redo are what would be undone and redone; nil when there is nothing.
	Undo, Redo *edit.Label
	Run        Run
	// Findings are about the newest map, and about Run.Result when it belongs to that.
	Findings []finding.Finding
	// Older are what the last run showed when the map has gone on since: those about records that are still there.
	Older []finding.Finding
	// Checking tells that both are being brought up to the newest map and result.
	Checking bool
	// Signed is what was agreed last in the file; nil for nothing.
	Signed *check.Signed
	// Names are what the witnesses of both are called.
	Names map[simulate.PersonRef]string
	// Follow is the person being followed; nil for none.
	Follow *Follow
	// Play is the last run being played back; nil for none. It ends with the next edit and the next run.
	Play *Play
}

// Follow is one person of the last run, whose story is told.
type Follow struct {
	// Person is who was asked for; Number 0 without an Entry asked for anybody.
	Person simulate.PersonRef
	// About is the finding the person is a witness of; nil for none.
	About *finding.Finding
	// Story is nil while it is replayed, and when Refused says why it cannot be.
	Story   *simulate.Story
	Refused error
	// Map and Spec are those of the run. Stale tells that the newest map would give other numbers.
	Map   *journey.Map
	Spec  simulate.Spec
	Stale bool
}

// Exists reports whether the map has a record.
func (s *Snapshot) Exists(r journey.Ref) bool { return s.Map != nil && s.Map.Lookup(r) != nil }

// Run is the rehearsal under way and the last one that ended.
type Run struct {
	// Running tells of a run somebody asked for; Done of Of people are through.
	Running  bool
	Done, Of int64
	// Result is the last one; nil before the first. Revision is that of the map it belongs to, and Auto
	// tells that it was made by itself with few people.
	Result   *simulate.Result
	Revision int64
	// Map is the one that was run, at its newest revision with the same numbers.
	Map  *journey.Map
	Auto bool
	// Rough is a first estimate of what Result will be for a newer map; nil for none.
	Rough *Rough
	// Refused is why the newest map cannot be rehearsed; nil when it can or was not tried.
	Refused error
}

// Rough is the result of a run with a few people.
type Rough struct {
	Result *simulate.Result
	// Revision is that of the map it belongs to.
	Revision int64
	// People will be in the full run.
	People int64
}

// Estimate is the first estimate of the newest map under the rules chosen, as long as there is nothing better; nil for none.
func (s *Snapshot) Estimate() *Rough {
	r := s.Run.Rough
	if r == nil || s.Map == nil || r.Revision != s.Map.Revision || r.Result.Spec.Policy != s.Policy {
		return nil
	}
	return r
}

// Stale reports whether the numbers belong to an older map, or to other rules than those chosen.
func (s *Snapshot) Stale() bool {
	return s.Run.Result != nil && s.Map != nil && (s.Run.Revision != s.Map.Revision || s.OtherRules())
}

// OtherRules reports whether the numbers are from other sending rules than those chosen.
func (s *Snapshot) OtherRules() bool {
	return s.Run.Result != nil && s.Run.Result.Spec.Policy != s.Policy
}
