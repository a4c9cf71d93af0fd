package exact

import "rehearse/journey"

// Answer is what people do in the main flow. Numbers are per person who arrives unless they say otherwise;
// lists are in map order and hold the records of the main flow only.
type Answer struct {
	// Personas and Entries are shares of all who arrive, by the volumes of the entries.
	Personas, Entries []Share
	Steps             []StepAnswer
	Links             []LinkAnswer
	Goals             []GoalAnswer
	// Longest is the greatest time in milliseconds from an arrival to the end of the way; -1 when a loop in
	// which time passes has no greatest time (Settled only).
	Longest int64
	// Kinds is how many kinds of people were told apart.
	Kinds int
}

// Share is the part of a group among all who arrive.
type Share struct {
	ID    journey.ID
	Share float64
}

// Number is a quantity of a group, per person of that group.
type Number struct {
	ID               journey.ID
	People, Expected float64
}

// StepAnswer is one step.
type StepAnswer struct {
	Step journey.ID
	// People is the probability of ever visiting, Visits the expected number of visits and Deviation its
	// standard deviation from person to person.
	People, Visits, Deviation float64
	// Dropped is the expected number of times a person drops off here.
	Dropped            float64
	ByPersona, ByEntry []Number
}

// LinkAnswer is one link: the probability that a person ever takes it and how often in the mean.
type LinkAnswer struct {
	Link               journey.ID
	People, Tokens     float64
	ByPersona, ByEntry []Number
}

// GoalAnswer is one goal step: the probability of reaching it, how often it counts in the mean, and the mean
// value it earns in millionths of the currency.
type GoalAnswer struct {
	Step               journey.ID
	People, Count      float64
	Value              float64
	ByPersona, ByEntry []Number
}

// Step finds a step's answer; nil when the step is not in the main flow.
func (a *Answer) Step(id journey.ID) *StepAnswer {
	for i := range a.Steps {
		if a.Steps[i].Step == id {
			return &a.Steps[i]
		}
	}
	return nil
}

// Goal finds a goal's answer; nil when there is none.
func (a *Answer) Goal(id journey.ID) *GoalAnswer {
	for i := range a.Goals {
		if a.Goals[i].Step == id {
			return &a.Goals[i]
		}
	}
	return nil
}
