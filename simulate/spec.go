package simulate

import "rehearse/journey"

// EngineVersion is part of every result: equal bytes are promised per version.
const EngineVersion = "1"

// Spec says how a map is run. It is printed with every result.
type Spec struct {
	// People is the exact number of people, split over the entries by volume; 0 means as many as the
	// map's own volumes give in its horizon. 0..100,000,000.
	People int `json:"people"`
	// Seed chooses the people and everything that happens to them.
	Seed uint64 `json:"seed"`
	// Phases and Statuses choose the scenarios that run; empty means all.
	Phases   []int                    `json:"phases,omitempty"`
	Statuses []journey.ScenarioStatus `json:"statuses,omitempty"`
	// Mute silences scenarios or message steps: the same people without them.
	Mute []journey.ID `json:"mute,omitempty"`
	// Policy is the preset of another system's sending rules the map runs under, "" for the map's own policy. What it
	// replaces: see preset.Preset.Apply.
	Policy string `json:"policy,omitempty"`
	// Detail adds the sparse cross of persona, entry channel and scenario.
	Detail bool `json:"detail,omitempty"`
	// Batches is how many batches of people the intervals of means and amounts come from, 0 for
	// stats.DefaultBatches. On a map with shared agents it is how often the whole population is run instead. 0..1000.
	Batches int `json:"batches,omitempty"`
	// Bands is how many times the ranges of assumptions are drawn from, 0 for not at all; 50..10,000.
	Bands int `json:"bands,omitempty"`
	// Until, when not nil, lets as many people live as make a goal's interval narrow enough, beginning with People or
	// UntilFewest, whichever is more; People then becomes what it came to. Where people share agents it adds whole
	// replications (Batches) instead.
	Until *Until `json:"until,omitempty"`
	// Workers is the number of goroutines, 0 for all processors. It never changes a result.
	Workers int `json:"-"`
	// MaxMemory refuses a run that is estimated to need more bytes; 0 for no limit.
	MaxMemory int64 `json:"-"`
}

// Progress tells how far a run is. It is called from one goroutine, at most some thirty times a second
// of work, never after Run has returned.
type Progress struct{ Done, Of int64 }
