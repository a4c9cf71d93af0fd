package engine

import (
	"math/bits"

	"rehearse/simulate/program"
)

// How tells by what a person came to hear the same thing twice.
type How uint8

// The ways to hear the same twice.
const (
	Between How = iota // from two scenarios, of which the main flow is one
	Again              // from two instances of one scenario: it was entered again
	Within             // the same content from one instance; a series about one topic, with letters that refer to each other, is what a scenario is
	hows
)

// Code is the word results use.
func (h How) Code() string { return [...]string{"between", "again", "within"}[h] }

// In tells in what two messages are alike.
type In uint8

// What messages have in common.
const (
	SameTopic In = iota
	SameContent
	NearContent // nearly the same, see program.Contents
)

// Code is the word results use.
func (i In) Code() string { return [...]string{"same_topic", "same_content", "near_content"}[i] }

// PairKey names a pair of messages that met, and in what they are alike. A ≤ B are numbers of messages.
type PairKey struct {
	In   In
	How  How
	A, B int32
}

// PairCount is how many people got both nearer than the window (of them AFirst who had A first), and how many got both at
// all.
type PairCount struct{ Near, AFirst, Both int64 }

// HitCount is how many people got a message of some, and to how many of them something befell with these.
type HitCount struct{ Got, Hit int64 }

func (h *HitCount) add(o HitCount) {
	h.Got += o.Got
	h.Hit += o.Hit
}

// RepeatCauses is how many causes of repetition a program has: those between scenarios, then for each sender (the main flow, then the
// scenarios) its being entered again, and what repeats itself within.
func RepeatCauses(p *program.Program) int { return int(p.Alike) + 2*(len(p.Scenarios)+1) }

// CauseOf is the cause of a pair.
func CauseOf(p *program.Program, key PairKey) int {
	if key.How == Between {
		return int(p.Messages[key.A].Alike)
	}
	return int(p.Alike) + 2*int(p.SenderOf(key.A)) + int(key.How-Again)
}

// metPair is a pair that met, and when it did so first.
type metPair struct {
	PairKey
	at     int64
	aFirst bool
}

// repeated finds out how a message of an instance (of a scenario, or of the main flow) repeats a touch, as topic and as content.
func (x *life) repeated(number int32, content, inst, scenario int32, earlier *touch) {
	if earlier.message == program.None {
		return
	}
	msg, other := &x.p.Messages[number], &x.p.Messages[earlier.message]
	if other.RepeatOK {
		return
	}
	how := Between
	switch {
	case earlier.inst == inst:
		how = Within
	case earlier.scenario == scenario:
		how = Again
	}
	key := PairKey{How: how, A: min(number, earlier.message), B: max(number, earlier.message)}
	if how != Within && msg.SameMatter(other) {
		x.near(key, earlier.message)
	}
	switch {
	case content != 0 && earlier.content == content:
		key.In = SameContent
		x.near(key, earlier.message)
	case how != Within && x.p.Contents.Near(content, earlier.content):
		key.In = NearContent
		x.near(key, earlier.message)
	}
}

// near notes a pair, once.
func (x *life) near(key PairKey, first int32) {
	for i := range x.pairsNear {
		if x.pairsNear[i].PairKey == key {
			return
		}
	}
	x.pairsNear = append(x.pairsNear, metPair{key, x.now, first == key.A})
}

// show counts a pair that met.
func (x *life) show(pair *metPair) {
	count := x.tally.pair(pair.PairKey)
	if count.Near++; pair.aFirst {
		count.AFirst++
	}
	x.witnessAt(x.witnessOf(pair.PairKey), pair.at)
}

// witnessOf is what somebody shows in whom a pair met.
func (l *layout) witnessOf(pair PairKey) WitnessKey {
	code := pair.In.Code()
	if pair.How == Again {
		code = "entered_again"
	}
	return WitnessKey{Code: code, A: l.p.Messages[pair.A].Step, B: l.p.Messages[pair.B].Step}
}

// countGot counts people who all got the same messages, those in x.got, for what that means for all of them alike: every pair of
// messages that could repeat each other, every cause of repetition, everybody who sells something.
func (x *life) countGot(people int64) {
	got := x.causes[:len(x.causes)/2]
	x.senders = x.senders[:0]
	for i, a := range x.got {
		for _, b := range x.got[i+1:] {
			if x.alike(a, b) {
				x.both(min(a, b), max(a, b), people)
			}
		}
		again := int(x.p.Alike) + 2*int(x.p.SenderOf(a))
		got.add(again)
		got.add(again + 1)
		if alike := x.p.Messages[a].Alike; alike != program.None {
			got.add(int(alike))
		}
		x.countSender(a, people, func(n *HitCount) *int64 { return &n.Got })
	}
	got.take(func(cause int) { x.tally.Repeats[cause].Got += people })
}

// finishMet counts the person for every pair that met, and for every cause of repetition.
func (x *life) finishMet() {
	if len(x.pairsNear) == 0 {
		return
	}
	met := x.causes[len(x.causes)/2:]
	for i := range x.pairsNear {
		key := x.pairsNear[i].PairKey
		x.show(&x.pairsNear[i])
		met.add(CauseOf(x.p, key))
		x.together(x.p.SenderOf(key.A), x.p.SenderOf(key.B), func(n *Together) *int64 { return &n.Repeats })
	}
	met.take(func(cause int) { x.tally.Repeats[cause].Hit++ })
}

// numbers are a set of small numbers, 64 a word.
type numbers []uint64

func (s numbers) add(n int) { s[n>>6] |= 1 << (n & 63) }

func (s numbers) has(n int) bool { return s[n>>6]>>(n&63)&1 != 0 }

// take visits the numbers and empties the set.
func (s numbers) take(visit func(n int)) {
	for i := range s {
		for ; s[i] != 0; s[i] &= s[i] - 1 {
			visit(i<<6 | bits.TrailingZeros64(s[i]))
		}
	}
}

// words is how many words numbers below n need.
func words(n int) int { return (n + 63) / 64 }

// makeAlike finds the messages that could repeat each other, in whatever language, and themselves.
func (l *layout) makeAlike() {
	messages := l.p.Messages
	l.alikeWords = words(len(messages))
	l.alikes = make(numbers, len(messages)*l.alikeWords)
	for a := range messages {
		for b := a; b < len(messages); b++ {
			if l.p.CanRepeat(&messages[a], &messages[b]) {
				l.alikes[a*l.alikeWords:].add(b)
				l.alikes[b*l.alikeWords:].add(a)
			}
		}
	}
}

// alike tells that two messages could repeat each other.
func (l *layout) alike(a, b int32) bool { return l.alikes[int(a)*l.alikeWords:].has(int(b)) }

// both counts people who got both messages of a pair that could repeat each other, in whatever language.
func (x *life) both(a, b int32, people int64) {
	one, two := &x.p.Messages[a], &x.p.Messages[b]
	same, near := false, false
	for language, content := range one.Content {
		same = same || content != 0 && content == two.Content[language]
		near = near || x.p.Contents.Near(content, two.Content[language])
	}
	first, last := Between, Between
	if x.p.SenderOf(a) == x.p.SenderOf(b) {
		first, last = Again, Within
	}
	for how := first; how <= last; how++ {
		if how != Within && one.SameMatter(two) {
			x.tally.pair(PairKey{In: SameTopic, How: how, A: a, B: b}).Both += people
		}
		if same {
			x.tally.pair(PairKey{In: SameContent, How: how, A: a, B: b}).Both += people
		}
		if how != Within && near {
			x.tally.pair(PairKey{In: NearContent, How: how, A: a, B: b}).Both += people
		}
	}
}
