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
//   - A message with several channels, first reachable: what is refused is a row of the first channel.
//   - Held or deferred sends wait at most the message's longest hold and are then refused.
//   - Somebody who opens unsubscribes, if at all, when opening; somebody who does not, after as long as
//     opening would have taken.
//   - The moment of a wait that does not exist (an event that never happened, a date not set) is too late.
//   - Attribution counts the window from the send.
//   - People who arrive in the warm-up are not simulated: without shared agents they touch nobody.
//
// # How it is counted
//
// Every worker has a Tally of whole numbers; tallies merge by addition, least and greatest, so the totals
// do not depend on who did what. A recorder, when there is one, only listens.
//
// The package knows no map beyond the Program, no language and no clock of the machine.
package engine
