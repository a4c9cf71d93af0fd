package journey

// Map is a whole journey map at one revision. Readers must not change anything in it, nor anything its
// records point to: several revisions share their records.
type Map struct {
	// Revision grows by one with each edit, undo and redo. It is not part of the map's JSON.
	Revision    int64
	Settings    *Settings
	Stages      []*Stage
	Personas    []*Persona
	Properties  []*Property
	Events      []*Event
	Channels    []*Channel
	Assumptions []*AssumptionRecord
	Segments    []*Segment
	Topics      []*Topic
	Offers      []*Offer
	NamedDates  []*NamedDate
	Scores      []*Score
	Scenarios   []*Scenario
	Steps       []*Step
	Links       []*Link
	Policy      *Policy
	Costs       []*Cost
	Observed    []*Observed
	Terms       []*Term
	Comments    []*Comment
	Assets      []*Asset
	Silences    []*Silence
}

// Limits of a map; each is refused with its number and a remedy.
const (
	MaxSteps      = 5000
	MaxRuleBytes  = 4096
	MaxAssetBytes = 1 << 20
)

// Records lists the records of one kind in order.
func (m *Map) Records(kind Kind) []Record {
	switch kind {
	case KindSettings:
		return one(m.Settings)
	case KindStage:
		return all(m.Stages)
	case KindPersona:
		return all(m.Personas)
	case KindProperty:
		return all(m.Properties)
	case KindEvent:
		return all(m.Events)
	case KindChannel:
		return all(m.Channels)
	case KindAssumption:
		return all(m.Assumptions)
	case KindSegment:
		return all(m.Segments)
	case KindTopic:
		return all(m.Topics)
	case KindOffer:
		return all(m.Offers)
	case KindNamedDate:
		return all(m.NamedDates)
	case KindScore:
		return all(m.Scores)
	case KindScenario:
		return all(m.Scenarios)
	case KindStep:
		return all(m.Steps)
	case KindLink:
		return all(m.Links)
	case KindPolicy:
		return one(m.Policy)
	case KindCost:
		return all(m.Costs)
	case KindObserved:
		return all(m.Observed)
	case KindTerm:
		return all(m.Terms)
	case KindComment:
		return all(m.Comments)
	case KindAsset:
		return all(m.Assets)
	case KindSilence:
		return all(m.Silences)
	default:
		return nil
	}
}

func all[T Record](list []T) []Record {
	records := make([]Record, len(list))
	for i, r := range list {
		records[i] = r
	}
	return records
}

func one[T interface {
	comparable
	Record
}](r T) []Record {
	var none T
	if r == none {
		return nil
	}
	return []Record{r}
}

// Lookup finds a record by reference; nil when there is none. It scans; build an Index for many.
func (m *Map) Lookup(ref Ref) Record {
	for _, r := range m.Records(ref.Kind) {
		if r.RecordID() == ref.ID {
			return r
		}
	}
	return nil
}

// Step finds a step by ID; nil when there is none.
func (m *Map) Step(id ID) *Step { return find(m.Steps, id) }

// Link finds a link by ID; nil when there is none.
func (m *Map) Link(id ID) *Link { return find(m.Links, id) }

// Channel finds a channel by ID; nil when there is none.
func (m *Map) Channel(id ID) *Channel { return find(m.Channels, id) }

// Scenario finds a scenario by ID; nil when there is none.
func (m *Map) Scenario(id ID) *Scenario { return find(m.Scenarios, id) }

// Persona finds a persona by ID; nil when there is none.
func (m *Map) Persona(id ID) *Persona { return find(m.Personas, id) }

// Segment finds a segment by ID; nil when there is none.
func (m *Map) Segment(id ID) *Segment { return find(m.Segments, id) }

// Stage finds a stage by ID; nil when there is none.
func (m *Map) Stage(id ID) *Stage { return find(m.Stages, id) }

// Event finds an event by ID; nil when there is none.
func (m *Map) Event(id ID) *Event { return find(m.Events, id) }

func find[T interface {
	comparable
	Record
}](list []T, id ID) T {
	for _, r := range list {
		if r.RecordID() == id {
			return r
		}
	}
	var none T
	return none
}
