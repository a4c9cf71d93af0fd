// Package engine lets synthetic people live through a program and counts what happened.
//
// # A person's life
//
// A person is simulated alone, in one pass from arrival to the horizon: nobody waits for anybody else.
// What is due is kept in a small queue ordered by (time, rank, creation). The rank is 0 for what the
// person does (main flow, opening, clicking) and the scenario's priority for what scenarios do: at one
// instant the person acts first, then the scenarios in order of priority, and what was scheduled earlier
// comes earlier. A run covers the ticks before the horizon; whatever is due exactly at it does not
// happen any more, and who is on the way then is in progress.
//
// An event takes effect at once and in this order: it is remembered and scored; instances that exit on
// it end; waits for it end; scenarios it triggers start (their conditions are asked at this moment,
// their first step comes by rank). Then, when something changed, the segments that trigger scenarios and
// the rules that end instances are asked again, and once more at the exact moment time alone changes them.
//
// # Where the contract leaves a choice
//
//   - A touchpoint first changes what it changes, then emits its event, then the person goes on.
//   - An unlinked port ends the token: at a goal "at goal", at a touchpoint of the main flow "dropped",
//     anywhere else "completed".
//   - A side token of a fork enters the step where the instance has already been and ends there
//     (withdrawn); it causes nothing. Links of a fork that take the same time are gone by in the order in which they are
//     listed, so the token the first one carries is the first to send, and where ways meet it is the one that goes on.
//   - An exit step of the main flow leaves the map: there is no scenario it could leave.
//   - An exit criterion "when the wait ends" finds a token that is in no wait: it ends before its next step. An event
//     that came during the wait ends the instance with it. A rule that came to hold is asked again then: one that
//     holds no more (bought less than an hour ago, 21 hours later) ends nothing.
//   - A goal step is reached at every visit, also when only the first counts: nobody is asked again to do
//     what they have just done again.
//   - A message with several channels, first reachable: what is refused is a row of the first channel. All
//     channels: the first click leaves, what is still held then is refused (instance_ended). Whatever their
//     moments, they are one touch.
//   - Two messages repeat each other to somebody in whose language their contents are the same or nearly the same, by
//     package journey/alike, as in what is found without a run. Nearly the same is no equivalence: pairs are counted, each
//     for itself. Within one instance only the same counts; letters of a series refer to each other.
//   - Held or deferred sends wait at most the message's longest hold and are then refused. An attempt counts
//     for caps that count attempts when it is decided, and only if it came as far as the caps.
//   - A deferred send is asked again at the first moment at which the cap that refused it has room: in a rolling
//     window when the one too many is exactly as old as the window; in calendar windows at the beginning of the first
//     period (day, week from its first day, month) whose window of so many periods holds few enough. The whole gate is
//     asked then, so that with several caps, and quiet hours, the send goes at the first moment all of them allow.
//     What waits for the same moment goes by rank, then in the order in which it was told to. A cap of 0 never has
//     room: also when it defers, the send is refused at once. A cap "since the last message" lets one go, whatever its
//     number.
//   - Quiet hours are what the wall clock shows: an hour that comes twice when clocks go back is quiet twice; a window ends
//     at the first of two moments, or at the first moment after one that does not exist. A burst is what one person gets
//     sent at one end of quiet hours that had held it, each message once, whatever its channels.
//   - A cap sends by another channel: the refusal is a row of the channel that was full; then the whole gate is asked
//     for the other one (address, consent, language, quiet hours, caps), which has a row of its own and may have a cap
//     that sends by yet another. No channel is tried twice at one visit, and when the other one is held and then
//     refused, the visit has done: no further channel of "first reachable" is tried. A message to all channels that
//     has the other one among them adds nothing. The send is wanted on both channels; the person wanted it once.
//   - Priority with look-ahead. A send of a scenario with rank r comes to a cap that has room. Already scheduled sends
//     of more important scenarios (rank less than r; the main flow has none) that the cap counts together with it, due
//     after now, at most look-ahead later and before the horizon, are gone through by time: one that would find room
//     after what the cap counts and the scheduled ones before it, but not if this send went now too, keeps its place.
//     The send is then treated as over the cap: skipped, out of the scenario, by another channel, or deferred, which
//     asks it again when that one is due (the more important goes first at one instant), and at once when an instance
//     of any scenario ends before. Scheduled are: the message a token on a link is about to enter; the message behind
//     a wait of any kind but for an event, when its only way out is one link without delay (a link that takes time has
//     not begun); a send that is held, at the moment it will be asked again; the first step, if a message, of a
//     scenario that starts at a date, for its next date. Only what would pass the gate as things are now, up to the
//     language, is scheduled (a first of several channels: the first reachable), of an instance that is not to end
//     with its wait; a date needs the segment to hold now, its re-entry rule to hold then, and the person not to be
//     held out. With "all" channels each counts. Without look-ahead priority is the order at one instant only, which
//     every cap has. An attempt refused for a more important send does not count as one.
//   - A message without delivery delay is delivered when it is sent, before the next channel is tried: a cap
//     that counts deliveries holds at one instant too.
//   - A call is not held by the gate (but not made to people held out, without a number, or without consent); it counts for
//     caps of its channel.
//   - A message is after its goal when the goal was reached since the instance began or, where the scenario is not for those who
//     have reached it, less than the duplicate window before the message: what came long after is no mistake any more.
//   - Somebody who opens unsubscribes, if at all, when opening; somebody who does not, after as long as
//     opening would have taken. Where opens are not measured, fatigue lowers clicks as it would opens.
//   - The map's event with the id "unsubscribed", where there is one, is what unsubscribing emits.
//   - The moment of a wait that does not exist (an event that never happened, a date not set) is too late.
//     A repeated date means its first occurrence that is not over yet, the offset only added to that: who
//     comes an hour before the webinar is too late for the reminder a day before and gets no reminder of next
//     week's instead.
//     What ends at a moment (an offer, a goal's deadline) takes the occurrence that was next when the instance
//     started, for the main flow when the person arrived: so it can be over.
//   - Attribution counts the window from the send; a goal exactly at its end is outside. Only what was delivered is
//     credited. The offer of the last click (else open) is taken off, whoever is credited.
//   - Several pulls of a port share those who leave by it, as links do: there is one main token, one of them moves it.
//     Only the pulls of the port a token leaves by happen; a port with pulls only passes the token on to "out", whose
//     pulls do not happen then.
//   - Steps of an instance that is held out, or muted, do nothing to the person: no event, no change, no conversion, no
//     pull, and an exit of the map leaves the scenario only. The token goes its way, so the times are the same.
//   - A response per opened where opens are not measured is drawn at the delivery, with the chance of opening in it.
//   - A date of a person's own that is set again, to whatever day, replaces what was planned; at one instant it comes once.
//   - A channel of "first reachable" that was refused after being held is not tried again at this visit.
//   - A transactional message is not sent to an address that bounced hard: it would bounce again.
//   - People who arrive in the warm-up are only simulated when agents are shared: otherwise they touch nobody. Fixed
//     costs are those of what runs: once in full, monthly from the first counted day. People of a base are there
//     before the warm-up and live through it; see below.
//   - A goal refuses a message when it was reached since the instance began, the message's own or the scenario's.
//   - A score begins at zero, or at its floor where that is above.
//   - Consent is to a known address: allowed() asks for both. Who has unsubscribed does not unsubscribe again.
//   - Attempts of calls are moments: ten thousand in one instant stop the person as steps do.
//   - What a rule joins by and or or is asked cheapest first: no condition changes anything, so the order changes no answer.
//   - A map that names no languages refuses nothing for the language.
//
// # People who share agents
//
// A desk is the group of agents of a support step, or of a call step with limited agents: agents × cases at once equal
// places, first come, first served. What happens at desks at one tick is ordered: first services that end, then those who
// give up, then requests, by the person's number in the plan and the person's own order. So the desk comes before the
// person: a place that becomes free at a tick serves who is waiting at that tick, and who is answered or gives up at a
// tick was not taken away at it.
//
//   - Who asks outside the opening hours leaves by "closed" at once. A case is answered when a place is free at the end of
//     the patience or before, and before closing; else the person gives up when the patience ends, or at closing.
//     What has begun is finished whatever the hour. The token stays at the step until then and leaves by "answered".
//   - Patience: the step's law; when that is zero, the persona's; when that is zero too, the person waits for ever. A law
//     that draws no time without being the zero law (uniform from 0 to 0) is no patience: who is not answered at once
//     gives up at once.
//   - A token that is taken away while it waits (its instance ends, it is pulled, the person leaves the map) leaves the
//     line, whose others move up: withdrawn. Taken away while it is served, the agent finishes all the same. Who is
//     stopped by a limit keeps the place in the line: the desk does not know.
//   - Steps of an instance that is held out or muted ask nobody: their token leaves by "closed" at once and is no case.
//   - An attempt of a call with limited agents waits for a free one, with all the patience there is, within the calling
//     hours of the person; when these end it leaves the line, and asks anew when they begin. Consent is asked
//     before the first attempt, also when an agent is free for it: who has withdrawn it in line is not called, but the
//     agent's time was set aside. The attempt happens when an agent is free: it costs, counts for caps and is a touch then.
//     A person who is reached keeps the agent for the talk; an attempt that is not answered, or refused, takes no time of
//     the agent's, as it takes none of the token's.
//   - An instance that ends "when the wait ends" takes its token out of the line of a call at once; out of the line of a
//     support step when the person was served or gave up.
//   - Streams are Poisson processes: how many come on a day is chance, or with a given number of people, who comes on which
//     day. Lines behind days that are all alike would be too short. Where nobody shares agents streams bring their mean.
//   - People who arrive in the warm-up occupy agents like all others and are not counted. Cases are those of people who
//     are counted. Utilisation is of time: what agents worked, for whomever, in the opening hours of the counted time, of
//     all their places in it; work after closing is overtime. Agents cost the hours they are there: opening hours
//     in the counted time × agents. A case costs when it is answered.
//   - Answered within the target is a share of those who were answered or gave up.
//   - The hours in which agents of a call are there are the calling hours on the map's clock.
//
// # People who are there at the start
//
//   - The key of somebody of a base is (seed, entry, day -1, ordinal): the day before the start, however long ago they
//     came, because how long is itself drawn. They enter the entry step at tick 0, with their main token; being inside a
//     segment then is not entering it. Their visit costs nothing: that was paid before the run.
//
//   - Each of these has a draw of its own, with the purposes Age and History: how long ago they came; per event how often
//     it happened (Poisson with the mean), how long ago it happened last, and each earlier time, evenly from when they
//     came to the last; per score its points, evenly between low and high; the number of messages of the last 30 days
//     (Poisson) and the time of each, evenly in these days; per channel whether it was withdrawn. So one more line in
//     the past of a base moves no other. An age that is not given is a year; who did something before they came has
//     been there as long.
//
//   - The past triggers nothing, emits nothing and earns nothing: a score is what the base says (else 0 or the floor),
//     and that is its value at the start; what fades later keeps the rhythm of the last past event worth points, without
//     one that of the arrival. A goal in the past was an event, not a conversion of the run: once per person means once
//     in the run. "Days from the arrival" of a date property count from when the person came.
//
//   - Past messages were wanted, sent and delivered at their times. They count for caps as sent by the map's first channel
//     for messages that counts towards caps, of no topic and no scenario; for fatigue as messages of that channel; for
//     rules and events of "any message" as received; for windows of touches that end in the run. They are no touches of
//     the run, never a duplicate, and nothing is credited to them.
//
//   - The warm-up: who arrives in it is not counted at all, whatever they do later; people of a base are counted from its
//     end. Until then everything happens to them and nothing is counted; at that tick, before anything else, what is going
//     on is counted as begun then (a token at a step as entered, one on a link as gone on from the step before, a running
//     instance as started, a held send as attempted). People of a step, a link, a scenario, a message are those of the
//     counted time. What becomes of a send of the warm-up is not counted; a goal of the counted time may be credited to
//     it. A goal that counts once per person and was reached in the warm-up is not reached again. Who left the map in the
//     warm-up is not counted. Times to a goal are measured from the tick from which the person is counted. Stories and
//     logs tell the whole life, the warm-up too.
//
// # Events from outside
//
//   - At dates an event happens at the beginning of the day on the map's clock, to those who have arrived and are in the
//     segment at that moment. A date before the start is over.
//   - At a rate the moments are a Poisson process of each person, from the arrival to the horizon or the end of the day
//     Until; before From nothing happens. The rate now is the event's own times the factors of all multipliers whose rule
//     holds at that moment. Moments are offered in layers (0: up to the event's own rate, j: from 2^(j-1) to 2^j times
//     that), the n-th of a layer drawn with instance = layer and visit = n: a changed segment, multiplier or period moves
//     no moment of those it does not concern.
//   - Such an event has rank 0 and then does all an event of the map does. It happens to people who dropped off, and to
//     nobody who left the map.
//
// # How it is counted
//
// Lengths of time (to a goal, of waits) are counted in ticks, so that their means are exact, and told in seconds.
// Every worker has a Tally of whole numbers; tallies merge by addition, least and greatest, so the totals
// do not depend on who did what. A recorder, when there is one, only listens.
//
// The package knows no map beyond the Program, no language and no clock of the machine.
package engine
