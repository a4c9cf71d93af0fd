package engine

import "slices"

// Moment is one thing that happened to a person. Event, Scenario, Link, Channel and Visit are numbers plus 1; 0 is
// none. What is one of:
//
//	arrive enter join             at Step: arrived, came by Link, a side token met its kin and ended
//	take fork go                  left Step by Port, a side token split off, took Link (there at Until)
//	drop complete at_goal exit    the token ended at Step: dropped off (Reason no_way: nothing was linked), at a port
//	withdraw                      nothing is linked to, at a goal, at an exit; taken away (Reason)
//	lose                          the token on Link ended there
//	wait                          at Step until Until (0: until the Event); Reason answer, calling_hours, line (of a
//	                              desk) or none
//	serve                         an agent of the desk of Step is free for the person, and busy with it until Until (0: for a call, which
//	                              follows), after Waited
//	give_up                       the line of Step was left after Waited: by the port gave_up of a support step, or since the
//	                              calling hours of a call end (Reason calling_hours)
//	late                          the moment Step waits for had passed
//	pulling pull pull_ignored     took the pull Link (there at Until), was brought to Step, had been there already
//	event                         Event happened (received, opened and clicked are told by deliver, open and click)
//	segment start not_started end a segment was entered; an instance of Scenario started (Reason holdout: held out), did
//	                              not (Reason; Earlier: when it did before), ended (Reason)
//	want send refuse hold         the gate of Step for Channel, with the Reason; held until Until. Earlier are the sends
//	                              that filled the cap
//	other_channel                 a full cap makes Step try Channel
//	deliver open click unsubscribe hard_bounce soft_bounce respond   what became of a send
//	credit                        the send of Step by Channel is credited with Value
//	call                          one attempt at Step
//	goal                          Step was reached for Value (Reason late: after its deadline)
//	exit_map stopped              everything ended: by a step, by a limit
//	in_progress still_held under_way horizon   at the end of the run: at Step, held back, on Link, the end itself
//
// Step has a meaning where this list names it.
type Moment struct {
	At       int64
	Until    int64 // 0 for none
	What     string
	Step     int32
	Link     int32
	Scenario int32
	Visit    uint32 // of Step in the instance, from 1
	Instance int64
	Event    int32
	Channel  int32
	Value    int64
	// Waited is how long the person stood in line, in ticks: of serve and give_up.
	Waited int64
	Reason string
	Port   string
	// Yields tells that the cap named by Reason keeps its room for a more important send.
	Yields bool
	// Earlier sends are Story.Earlier[Earlier[0]:Earlier[1]].
	Earlier [2]int32
}

// Earlier is a send, or an attempt, that an explanation points back to: Step plus 1 and Channel plus 1, 0 where there is none.
type Earlier struct {
	At            int64
	Step, Channel int32
}

// Story is what a recorder heard of one person.
type Story struct {
	Moments []Moment
	Earlier []Earlier
	// turns are the moments that will end a wait in line, the soonest first.
	turns []Moment
}

// clear forgets the story and keeps its memory.
func (s *Story) clear() { s.Moments, s.Earlier, s.turns = s.Moments[:0], s.Earlier[:0], s.turns[:0] }

// turn tells whose turn came up to a tick, or who gave up: desks come before what happens to the person at it.
func (s *Story) turn(until int64) {
	n := 0
	for n < len(s.turns) && s.turns[n].At <= until {
		n++
	}
	s.Moments = append(s.Moments, s.turns[:n]...)
	s.turns = slices.Delete(s.turns, 0, n)
}

// note tells the recorder what happens now. Whoever calls asks first whether there is one: a run without a recorder
// pays one comparison.
func (x *life) note(m Moment) {
	m.At = x.now
	x.story.turn(x.now)
	x.story.Moments = append(x.story.Moments, m)
}

// noteAtEnd tells what is so when the run ends.
func (x *life) noteAtEnd(m Moment) {
	m.At = x.p.Horizon
	x.story.turn(x.p.Horizon)
	x.story.Moments = append(x.story.Moments, m)
}
