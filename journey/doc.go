// Package journey is the domain of Rehearse: a customer journey map as plain values.
//
// It holds every record of a map (personas, channels, scenarios, steps, links, policies …),
// what each field means, which values are allowed, and how records refer to each other.
// Everything else in the program is a function of these values: the drawing, the compiled
// program that is simulated, the findings, the file, the command line.
//
// # The words
//
// One word per thing, in code, interface and documents alike:
//
//   - persona: a kind of person the map is about; its share of the audience, what it owns and likes.
//   - segment: a rule that holds for a person at a moment ("email known and never ordered").
//   - entry: the step at which people arrive; an entry channel is where the first contact starts.
//   - stage: a column of the funnel.
//   - step: a node of the graph; touchpoint, message, wait, branch, split, support, call, update,
//     goal, exit, entry; notes and frames are drawn but never simulated.
//   - port: a named way out of a step; link: an arrow from a port to a step.
//   - main flow: the steps without a scenario: what people do with no message at all.
//   - scenario: one automated sequence with a trigger; several run for one person at once.
//   - message: what we send; its send gate decides whether it goes out and why not.
//   - goal: a conversion; drop-off: a token that ended before one.
//   - token: a place in the graph where something is happening for a person. A person is not a token.
//   - assumption: a number somebody believes, with its source, date, base and evidence.
//   - policy: frequency caps, quiet hours, fatigue, thresholds.
//   - run, seed, finding, witness, baseline: see packages simulate and journey/finding.
//
// # Rules of the package
//
// A Map is immutable for its readers: records are never changed in place, only replaced through
// journey/edit. Collections are ordered slices of pointers; there are no Go maps inside a Map, so
// that everything derived from one is deterministic. In memory every enumeration holds its word
// (never the empty string): Normalize fills the default named in the field's tag.
//
// The package knows no clock, no chance, no file, no window and no other package of ours.
package journey
