package engine

// Moment is one thing that happened to a person. Event, Scenario, Link and Channel are numbers plus 1; 0 is
// none. What is one of:
//
//	arrive enter take drop join   at Step: came by Link, left by Port, dropped off, a side token met its kin
//	pull late respond call        brought to Step, its moment had passed, answered a message, one attempt
//	event                         Event happened (events of messages have no id of their own)
//	segment start not_started end a segment was entered; an instance of Scenario started, did not (Reason), ended (Reason)
//	send refuse hold              the gate of Step for Channel, with the Reason
//	deliver open click unsubscribe hard_bounce soft_bounce   what became of a send
//	goal                          Step was reached for Value
//	exit_map stopped              everything ended: by a step, by a limit
//
// Step has a meaning where this list names it.
type Moment struct {
	At       int64
	What     string
	Step     int32
	Link     int32
	Scenario int32
	Instance int64
	Event    int32
	Channel  int32
	Value    int64
	Reason   string
	Port     string
}

// Story is what a recorder heard.
type Story struct{ Moments []Moment }

// note tells the recorder what happens now. Callers ask first whether there is one: making a Moment nobody hears would cost
// as much as a step.
func (x *life) note(m Moment) {
	m.At = x.now
	x.story.Moments = append(x.story.Moments, m)
}
