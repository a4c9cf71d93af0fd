package simulate

import "rehearse/journey"

// Story is what happened to one person.
type Story struct {
	Person   PersonRef  `json:"person"`
	Name     string     `json:"name"` // invented
	Persona  journey.ID `json:"persona"`
	Language string     `json:"language"`
	Zone     string     `json:"zone"`
	// Past is what somebody of a base brings along; nil for people who arrive.
	Past    *Past    `json:"past,omitempty"`
	Moments []Moment `json:"moments"`
}

// Moment is one thing that happened to a person, in a Story. What is a code, listed with engine.Moment: everything a run
// counts is one moment of somebody, so that the stories of all people add up to the result.
type Moment struct {
	At    int64  `json:"at"`    // milliseconds since the map's start
	Local string `json:"local"` // the same on the person's clock
	What  string `json:"what"`
	// Step, Link and Scenario it is about; Instance counts the person's instances of the scenario, Visit the visits of the
	// step within it, both from 1.
	Step     journey.ID `json:"step,omitempty"`
	Link     journey.ID `json:"link,omitempty"`
	Scenario journey.ID `json:"scenario,omitempty"`
	Instance int64      `json:"instance,omitempty"`
	Visit    int64      `json:"visit,omitempty"`
	Port     string     `json:"port,omitempty"`
	// Of is the channel or the event.
	Of journey.ID `json:"of,omitempty"`
	// Reason says why something did not happen or ended, by its code.
	Reason string `json:"reason,omitempty"`
	// Until is when a wait, a hold or a way ends, UntilLocal the same on the person's clock.
	Until      int64  `json:"until,omitempty"`
	UntilLocal string `json:"until_local,omitempty"`
	// Value of a goal, or what a send is credited with.
	Value journey.Money `json:"value,omitempty"`
	// Waited is how long the person stood in line, in milliseconds: where an agent is free, or the person gives up.
	Waited int64 `json:"waited,omitempty"`
	// Earlier are the sends that filled the cap named by Reason, or the last start of a scenario that is not entered again.
	Earlier []Earlier `json:"earlier,omitempty"`
	// Yields tells that the cap named by Reason keeps its room for a more important message.
	Yields bool `json:"yields,omitempty"`
}

// Earlier is what an explanation points back to.
type Earlier struct {
	At      int64      `json:"at"`
	Local   string     `json:"local"`
	Step    journey.ID `json:"step,omitempty"`
	Channel journey.ID `json:"channel,omitempty"`
}
