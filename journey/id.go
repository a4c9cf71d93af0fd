package journey

import "regexp"

// ID names a record for its whole life: `[a-z0-9][a-z0-9_-]{0,63}`, unique in the map over all
// kinds, kept by import, never reused. Renaming a record never changes its ID.
type ID string

var idForm = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,63}$`)

// Valid reports whether the ID has the form every ID must have.
func (id ID) Valid() bool { return idForm.MatchString(string(id)) }

// Kind is the kind of a record, as the file and problems name it.
type Kind string

// The kinds of record a map holds, in the order in which files list them.
const (
	KindSettings   Kind = "map"
	KindStage      Kind = "stage"
	KindPersona    Kind = "persona"
	KindProperty   Kind = "property"
	KindEvent      Kind = "event"
	KindChannel    Kind = "channel"
	KindAssumption Kind = "assumption"
	KindSegment    Kind = "segment"
	KindTopic      Kind = "topic"
	KindOffer      Kind = "offer"
	KindNamedDate  Kind = "named_date"
	KindScore      Kind = "score"
	KindScenario   Kind = "scenario"
	KindStep       Kind = "step"
	KindLink       Kind = "link"
	KindPolicy     Kind = "policy"
	KindCost       Kind = "cost"
	KindObserved   Kind = "observed"
	KindTerm       Kind = "term"
	KindComment    Kind = "comment"
	KindAsset      Kind = "asset"
	KindSilence    Kind = "silence"
)

// Kinds lists every kind of record in file order.
func Kinds() []Kind {
	return []Kind{
		KindSettings, KindStage, KindPersona, KindProperty, KindEvent, KindChannel, KindAssumption,
		KindSegment, KindTopic, KindOffer, KindNamedDate, KindScore, KindScenario, KindStep, KindLink,
		KindPolicy, KindCost, KindObserved, KindTerm, KindComment, KindAsset, KindSilence,
	}
}

// Record is one thing a map holds. The concrete types are the pointers kept in Map's slices.
type Record interface {
	// RecordID is the record's ID. Settings and Policy, of which a map has one each, have the fixed
	// IDs SettingsID and PolicyID.
	RecordID() ID
	// RecordKind is the record's kind.
	RecordKind() Kind
}

// IDs of the records a map holds exactly one of.
const (
	SettingsID ID = "map"
	PolicyID   ID = "policy"
)

// Ref points at a record.
type Ref struct {
	Kind Kind `json:"kind"`
	ID   ID   `json:"id"`
}

// IsZero reports whether the reference points nowhere.
func (r Ref) IsZero() bool { return r == Ref{} }
