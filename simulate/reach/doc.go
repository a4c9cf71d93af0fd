// Package reach answers, for a map and without a run, who can be where and when, and what that means for messages: which
// two alike messages one person can get too near to each other.
//
// # What an answer means
//
// No is proved: it happens in no run of the map, whatever the seed and however many people. Yes comes with a person, the
// shortest pair of ways and the two moments, and every rule on both ways has been evaluated for that person at the moment it
// is asked (walk). Maybe is all the rest: it was not proved, and no such person was found.
//
// # How
//
// Whatever rules ask about a person is cut into atoms (space): personas, entries, languages, known addresses, marks, how long
// ago something happened, how often, points, the arm of a split, and so on; people in one atom answer all rules alike. Topics
// matter once a rule asks about them or something changes who is subscribed: else everybody is, and may stay so. A set of
// people is a union of boxes, one mask of atoms per dimension (box). Sets flow over the map (flow): through links, rules, arms,
// updates, events that start scenarios, pulls. Dimensions that something on the map can change are widened at every step to
// what they can have become: who has never ordered may have by now, but not the other way round; who is English stays so. An
// event that ends a scenario at once has not happened as long as the scenario runs. More than 16 boxes become their hull, which
// holds too many people, never too few.
//
// Times are bounds of lengths of time (delay): laws by their ends, waits, decisions about opening, holding by quiet hours and
// caps. Everything that can happen to a person is a graph (graph) whose ways take such a time. What lies, once at most, on all
// ways to both messages gives a common clock.
//
// Two messages then cannot meet for one of these reasons (gap): no person can be in both sets, one after the other in either
// order; they lie on ways of one instance that exclude each other, and no second instance is possible; their times, counted
// from something that happens once before both, or on the calendar, or from the later start of a scenario that the earlier
// message cannot follow, are apart by the duplicate window or more; or a cap of one message keeps them apart.
//
// To show that a pair is possible (show), a person is made up who is in both sets, the shortest routes of that person to both
// messages are taken, so that they can be gone together (route), and gone moment by moment (walk): with times of day, quiet
// hours, dates, exits, goals, re-entry, and every rule evaluated as it is written. Laws give a middle, a short or a long
// time. Who is on no route any more drifts on without opening anything, and drops off where that is possible (drift). What else
// the person's deeds may start is left out: this is the one thing an example does not prove.
//
// The worst case (worst, load) adds up what every flow can contribute to a window: the longest chain of messages and calls that one
// instance passes in less time than the window, times the instances that can do so, bounded by re-entry, by the dates and by how
// often a trigger can happen. Of the flows those are taken that one person can be in, with the greatest sum. Of what is wanted a
// cap lets through its number for every window of its own that the day or the week touches, and what it does not count.
//
// Segments (segment) are apart when no box of the personas is in both; an overlap is shown by somebody for whom both rules were
// evaluated. A gap is asked for only where scenarios with one trigger divide people by one and the same set of things that
// never change, exclude each other, and leave somebody out who can come to the trigger.
//
// What is not looked at makes sets larger: messages that are refused by other caps, by quiet hours that skip, for a goal or an expired
// offer; exits by rules; the calendar in rules about dates; how likely anything is. A share of 0 never happens.
//
// The package knows no language and draws no chance. A Reach is for one program; it may be asked from one goroutine at a time.
package reach
