package draw

import "rehearse/journey"

// Overlay is what a run and the findings say about a map, as ready words: the one who makes it knows
// the language and how numbers are written. A step or link that is not in it is drawn without numbers.
type Overlay struct {
	Steps map[journey.ID]StepNumbers
	Links map[journey.ID]LinkNumbers
	// Findings are counted per record.
	Findings map[journey.ID]FindingCount
	// Footer lines go under the drawing: people, seed, engine, how far to trust it.
	Footer []string
	// Stale numbers belong to an older map; they are painted faintly.
	Stale bool
	// Way lights up one person's way; nil for none.
	Way *Way
}

// StepNumbers are the numbers under a step.
type StepNumbers struct {
	People string // "12,340"
	Share  string // "45.2 %", of those who arrived unless the legend says otherwise
	Drop   string // "−1,200" who dropped off here; "" for nobody
	// Lines are further numbers, each in a line of its own below, for a message its funnel.
	Lines []string
	// Heat is how many people come here relative to the busiest step, 0..1.
	Heat float64
}

// LinkNumbers are the numbers on a link.
type LinkNumbers struct {
	Label string // "38 %"
	// Flow is how many go this way relative to the busiest link, 0..1; it makes the line's width.
	Flow float64
}

// FindingCount is how many findings a record has.
type FindingCount struct{ Errors, Warnings int }
