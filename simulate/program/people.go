package program

import (
	"math"

	"rehearse/journey"
	"rehearse/simulate/random"
)

// NotSet is the value of a property that has none.
const NotSet int64 = math.MinInt64

// Mix chooses one of Values by cumulative thresholds.
type Mix struct {
	Cuts   []random.Threshold
	Values []int32
	// Up to four values are chosen without a search: cuts that are not there are never reached.
	few    bool
	cuts   [fewValues - 1]random.Threshold
	values [fewValues]int32
}

const fewValues = 4

// newMix returns a mix; without cuts there is one value.
func newMix(cuts []random.Threshold, values []int32) Mix {
	m := Mix{Cuts: cuts, Values: values, few: len(values) <= fewValues, cuts: [...]random.Threshold{random.Always, random.Always, random.Always}}
	if m.few {
		copy(m.values[:], values)
		copy(m.cuts[:max(0, len(values)-1)], cuts)
	}
	return m
}

// Choose returns the value for a draw.
func (m *Mix) Choose(r uint64) int32 {
	if !m.few {
		return m.Values[min(random.Choose(m.Cuts, r), len(m.Values)-1)]
	}
	high := r >> 32
	// 1 for each cut at or below the draw, as random.Choose counts them.
	n := 3 - (high-uint64(m.cuts[0]))>>63 - (high-uint64(m.cuts[1]))>>63 - (high-uint64(m.cuts[2]))>>63
	return m.values[n&(fewValues-1)]
}

// Persona is a kind of person.
type Persona struct {
	ID journey.ID
	// Languages and Zones are numbers in the program's tables, PayGrades 1 (A) to 5 (E).
	Languages, Zones, PayGrades Mix
	// Properties by number of the property, Reach by number of the channel.
	Properties []PropertyMix
	Reach      []Reach
	// Patience is how long the persona waits at a support step that does not say; Patient ones wait for ever.
	Patience random.Law
	Patient  bool
}

// Reach is how a persona can be reached by a channel.
type Reach struct{ Known, Allowed random.Threshold }

// PropertyMix is the distribution of a property. Values of properties are int64: a choice is its number
// among the choices, a number is in millionths, yes is 1 and no 0, a date is the tick of its beginning on
// the person's clock.
type PropertyMix struct {
	// Cuts choose among Values; draws beyond the last cut, and a mix without cuts, give Default.
	Cuts    []random.Threshold
	Values  []int64
	Default int64
	// Ranged: a whole number from Low to High is drawn instead; of a date it is days from the arrival.
	Ranged    bool
	Low, High int64
}

// Property is something known of a person. Dates among a mix's values are calendar days until a person's
// clock makes ticks of them.
type Property struct {
	ID      journey.ID
	Type    journey.PropertyType
	Choices []string
	Key     random.Key
}

// Millionths is one whole unit of a number property.
const Millionths = 1_000_000

// Event is something that happens to a person: an event of the map, the reaching of a goal step, or
// what messages do (received, opened, clicked: of one message step or of any).
type Event struct {
	ID journey.ID // "" for events of messages
	// Timed events keep the time of each occurrence, because a rule counts them in a window.
	Timed bool
	// Points the event is worth, by score.
	Points []Points
	// Waited tells that some wait or exit or trigger listens to the event; the others are only counted.
	Waited bool
}

// Points are added to a score.
type Points struct {
	Score  int32
	Points int64
}

// Channel is a way in or out.
type Channel struct {
	ID               journey.ID
	CostPerSend      journey.Money
	CapsExempt       bool
	QuietHoursExempt bool
	OnSite           bool
	OnSiteWindow     int64
	Delivery         random.Law
	Unmeasured       bool
	Key              random.Key
}

// Offer is something a message promises.
type Offer struct {
	ID      journey.ID
	Value   journey.Money
	Expires *Anchor
}

// Anchor is a moment: something ± Offset. Of is an event, a property or a named date by Kind.
type Anchor struct {
	Kind   journey.AnchorKind
	Of     int32
	Offset int64
}

// NamedDate is a date of the map: its occurrences as rising ticks, from the last before the start to the
// first after the horizon (repeated dates), or the one.
type NamedDate struct {
	ID       journey.ID
	Instants []int64
}

// Score is a number each person earns. After DecayAfter without an event that is worth points it fades by
// DecayPoints each DecayEvery, the first time DecayAfter + DecayEvery after that event, never below 0
// or Floor.
type Score struct {
	ID                                  journey.ID
	DecayAfter, DecayEvery, DecayPoints int64
	Floor, Ceiling                      int64
	Interest                            []int64
}

// Entry is where people arrive. Weights are by hour since the start; a weight is the mean number of
// arrivals in the hour (or in proportion to it for a cohort). Without Weights everybody arrives at the tick At.
type Entry struct {
	ID      journey.ID
	Step    int32
	Hash    uint64
	Channel int32
	// Volume is the mean number of arrivals in the run; Exact that of a cohort.
	Volume  float64
	Exact   bool
	Weights []float64
	At      int64
	// Mix chooses the persona.
	Mix Mix
	// Base is the past of people who are there at the start; nil where people arrive.
	Base *Base
}
