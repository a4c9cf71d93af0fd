package draw

import "rehearse/journey"

// Options say how a map is drawn.
type Options struct {
	Theme    *Theme // nil is Light
	Labels   Labels
	Overlay  *Overlay // nil for no numbers
	Measurer Measurer
	// NoLanes leaves out the frames of scenarios.
	NoLanes bool
	// Hidden scenarios are left out with their steps and the links of these; nothing else moves.
	Hidden map[journey.ID]bool
	// Faded are records painted so pale that the others stand out.
	Faded map[journey.ID]bool
	// Framed is the scenario whose frame stands out; "" for none.
	Framed journey.ID
	// Far adds names that can be read when the board is seen small, and bounds the usual ones from below; a screen
	// chooses by Item.Detail and Item.Until.
	Far bool
	// Sheet adds what a picture needs that leaves the program; nil on the board.
	Sheet *Sheet
}

// Sheet is what surrounds the drawing on paper: a title block above and a legend below it.
type Sheet struct {
	// Name and Client replace those of the map; "" takes the map's.
	Name, Client string
	// Date as it shall be read; "" for none.
	Date string
}

// Labels are the words of a drawing in the user's language; LabelsOf fills them from the files
// text/*/draw.json. Without them a map is drawn with names only.
type Labels struct {
	Kinds map[journey.StepKind]string
	Ports map[journey.Port]string
	// Way names a way of a branch or a split that has no name of its own; nil for nothing.
	Way func(step *journey.Step, port journey.Port) string
	// Wait says what a wait waits for: "24 h", "Mon, Tue 09:00".
	Wait func(*journey.Wait, *journey.Map) string
	// Delay is the time a link takes; Share a weight.
	Delay func(journey.Law) string
	Share func(float64) string
	// Client is the line of the title block: "Client: Acme".
	Client func(string) string
	// Untitled names a map without a name.
	Untitled string
	// NoRule stands under the name of a branch of which a way has no rule yet; "" for nothing of the kind.
	NoRule string
	// Kind, Scenarios and Numbers head the parts of the legend; Meanings explain the numbers of a run.
	Kind, Scenarios, Numbers string
	// Outcomes heads the legend of the signs in ports, Good and Bad say what they mean.
	Outcomes, Good, Bad string
	Meanings            []string
}

// Printer writes messages in a language; ui/text has one.
type Printer interface {
	T(id string, args journey.Args) string
	Duration(journey.Duration) string
	Law(journey.Law) string
	Percent(share float64) string
}
