package engine

import (
	"math"

	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// leanPhase says what a token does when its time comes.
type leanPhase uint8

const (
	phaseEnters  leanPhase = iota // it comes to its step
	phaseWaited                   // it leaves its step
	phaseDecided                  // it leaves its message, or desk, by a port
	phaseHeld                     // it asks the gate again
)

// leanToken is a token of a lean life.
type leanToken struct {
	key      uint64 // when it goes on, and its rank: tick·2^8 + rank
	order    uint32 // of equals
	rank     uint8
	phase    leanPhase
	port     *leanPort // by which it leaves when that is decided
	clicked  bool      // it goes on because of a click
	wanted   bool      // the message it is at was wanted
	held     bool      // and held
	step     *leanStep
	link     *leanLink // it came by, nil for none
	visit    uint32
	visits   int32 // where its counters begin
	began    uint32
	scenario int32
	inst     int32 // tells instances apart, 0 the main flow
	sent     int32 // the number of its last send
	base     random.Key
	// deadline ends holding, release is the end of the quiet hours that hold it.
	deadline, release int64
	_                 uint64 // to two lines of the processor's nearest memory
}

// leanNever is the key of what is not due.
const leanNever = math.MaxUint64

// leanTwoPairs are the tokens among which the soonest is looked for at once.
const leanTwoPairs = 4

// enters counts a token that enters a step by no link.
func (b *leanLife) enters(step int32) {
	count := &b.context.Steps[step]
	count.Entered += b.one
	count.People += b.one
}

// soonest is the token that goes on next; limit is the key of the next after it, at most that of the horizon. It is nil when that is not known: of two that
// go on at one tick one was woken by a click, whose place among them hangs on when the message was opened.
func (b *leanLife) soonest() *leanToken {
	// Two pairs without a branch: who comes first nobody can foresee. Those there are not never come.
	t := &b.tokens
	one, two := b2i(t[1].key < t[0].key), 2+b2i(t[3].key < t[2].key)
	low, high := min(t[0].key, t[1].key), max(t[0].key, t[1].key)
	low2, high2 := min(t[2].key, t[3].key), max(t[2].key, t[3].key)
	best, first, next := one, min(low, low2), min(max(low, low2), high, high2)
	if low2 < low {
		best = two
	}
	for i := leanTwoPairs; i < b.n; i++ {
		key := t[i&(mostLeanTokens-1)].key
		next = min(next, max(first, key))
		if key < first {
			best = i
		}
		first = min(first, key)
	}
	if b.limit = min(next, b.end); next == first {
		return b.firstOfEqual(next)
	}
	return &t[best&(mostLeanTokens-1)]
}

// b2i is 1 for yes.
func b2i(is bool) int {
	if is {
		return 1
	}
	return 0
}

// firstOfEqual is the token that goes on first of those with a key, see soonest.
func (b *leanLife) firstOfEqual(key uint64) (first *leanToken) {
	for i := range b.n {
		switch t := &b.tokens[i]; {
		case t.key != key:
		case t.clicked:
			return nil
		case first == nil || t.order < first.order:
			first = t
		}
	}
	return first
}

// park lets a token go on at a tick.
func (b *leanLife) park(t *leanToken, at int64, phase leanPhase) {
	t.key, t.order, t.phase, t.clicked = uint64(at)<<8|uint64(t.rank), b.x.next(), phase, false
}

// remove takes a token that has ended from the others.
func (b *leanLife) remove(t *leanToken) {
	b.n--
	if last := &b.tokens[b.n&(mostLeanTokens-1)]; t != last {
		*t = *last
	}
	b.tokens[b.n&(mostLeanTokens-1)].key = leanNever
}

// been is 1 when the person was at a step before, else 0.
func (b *leanLife) been(s *leanStep, visit uint32) int64 {
	if !s.again {
		return 1 // visit is not the first
	}
	before := max(seen(&b.seen[s.number], b.epoch), int64(min(visit, 1)))
	b.seen[s.number] = b.epoch
	return before
}

// seen is 1 when a mark is of an epoch, else 0.
func seen(mark *uint32, epoch uint32) int64 {
	if *mark == epoch {
		return 1
	}
	return 0
}

// ends removes a token that found no link to go on by: it dropped off, or nothing is linked there.
func (b *leanLife) ends(t *leanToken, s *leanStep, linked bool) {
	count, end := &b.context.Steps[s.number], End(program.None)
	switch {
	case linked:
		count.Dropped += b.one
		end = EndDropped
	case s.kind == leanGoal:
		count.AtGoal += b.one
	case s.main: // the main flow is nothing to complete: who finds no way on drops off
		count.Dropped += b.one
	default:
		count.Completed += b.one
	}
	b.count(t, end)
	b.remove(t)
}

// count counts the end of a token's instance; None: it was completed.
func (b *leanLife) count(t *leanToken, end End) {
	if t.scenario == program.None {
		return
	}
	b.x.started[t.scenario].running--
	if count := &b.x.tally.Scenarios[t.scenario]; end == End(program.None) {
		count.Completed += b.one
	} else {
		count.Withdrawn[end] += b.one
	}
}
