// Package exact answers without chance what a run can only estimate: how many people reach each step, link
// and goal of the main flow, where nothing has a memory.
//
// # What it answers
//
// For each kind of person (persona, entry, and every trait some branch asks for) the main flow is an
// absorbing Markov chain with transient steps, transition matrix Q and starts b, made of the very thresholds
// the engine draws against: probabilities are whole multiples of 2^-32, so the answer is that of the
// program that runs and not of the map's rounded text. With the fundamental matrix N = (I − Q)^-1 (Kemeny and
// Snell, Finite Markov Chains, 1960, chapter III):
//
//	expected visits of step j              x = b N                    theorem 3.2.4
//	people who ever visit j                x_j / N_jj                 theorem 3.5.7
//	second moment of the visits of j       x_j (2 N_jj − 1)           theorem 3.3.3
//	tokens that take the link i → j        x_i q
//	people who ever take it                x_i q / (1 + q N_ji)       the link seen as a step of its own
//
// I − Q is solved block by block: steps that can come back to each other form a block, blocks are met in the
// order of the flow, and each is inverted by Gaussian elimination. A flow without loops has blocks of one
// step and costs one pass over its links.
//
// Gradient adds the derivatives of a goal with respect to every one of these probabilities at once, by the adjoint
// method: see there for the formulas.
//
// # What it refuses
//
// Solve answers only where every path ends before the horizon with certainty and nothing has a memory; it
// names each reason otherwise and never approximates. Settled leaves the horizon aside: what the same people
// would do if the run never ended. A loop in which time can pass can outlast any horizon, so Solve refuses it
// and Settled does not. Loops in which no time passes are refused by both when somebody could go round so
// often that the engine stops them.
//
// Alone leaves the scenarios aside too: the main flow is what people do with no message at all.
//
// Scenarios are not answered; they may be there as long as nothing in them can touch the main flow. Somebody
// whom a limit stops inside a scenario is outside the answer (Result.Stopped counts them, 0 in a sound map).
//
// The package knows the program's tables and nothing of the engine, of a clock or of a language.
package exact
