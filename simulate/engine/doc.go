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
//     (withdrawn); it causes nothing.
//   - An exit step of the main flow leaves the map: there is no scenario it could leave.
//   - An exit criterion "when the wait ends" finds a token that is in no wait: it ends before its next step.
//   - A goal step is reached at every visit, also when only the first counts: nobody is asked again to do
//     what they have just done again.
//   - A message with several channels, first reachable: what is refused is a row of the first channel. All
//     channels: the first click leaves, what is still held then is refused (instance_ended). Whatever their
//     moments, they are one touch.
//   - Held or deferred sends wait at most the message's longest hold and are then refused. An attempt counts
//     for caps that count attempts when it is decided, and only if it came as far as the caps.
//   - A message without delivery delay is delivered when it is sent, before the next channel is tried: a cap
//     that counts deliveries holds at one instant too.
//   - A call is not held by the gate (but not made to people held out, without a number, or without consent); it counts for
//     caps of its channel.
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
//   - People who arrive in the warm-up are not simulated: without shared agents they touch nobody. Fixed costs are those
//     of what runs: once in full, monthly from the first counted day.
//   - A goal refuses a message when it was reached since the instance began, the message's own or the scenario's.
//   - A score begins at zero, or at its floor where that is above.
//   - Consent is to a known address: allowed() asks for both. Who has unsubscribed does not unsubscribe again.
//   - Attempts of calls are moments: ten thousand in one instant stop the person as steps do.
//   - A map that names no languages refuses nothing for the language.
//
// # How it is counted
//
// Every worker has a Tally of whole numbers; tallies merge by addition, least and greatest, so the totals
// do not depend on who did what. A recorder, when there is one, only listens.
//
// The package knows no map beyond the Program, no language and no clock of the machine.
package engine
