package engine

import (
	"slices"

	"rehearse/simulate/program"
)

// How tells by what a person came to hear the same thing twice.
type How uint8

// The ways to hear the same twice.
const (
	Between How = iota // from two scenarios, of which the main flow is one
	Again              // from two instances of one scenario: it was entered again
	Within             // the same text from one instance; a series about one topic is what a scenario is
	hows
)

// Code is the word results use.
func (h How) Code() string { return [...]string{"between", "again", "within"}[h] }

// PairKey names a pair of messages that met: the same topic, or the same content. A ≤ B are numbers of messages.
type PairKey struct {
	Content bool
	How     How
	A, B    int32
}

// PairCount is how many people got both nearer than the window, and how many got both at all.
type PairCount struct{ Near, Both int64 }

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

// repeated finds out how a message repeats a touch, as topic and as content.
func (x *life) repeated(number int32, msg *program.Message, content, inst int32, earlier *touch) {
	if earlier.message == program.None {
		return
	}
	other := &x.p.Messages[earlier.message]
	if other.RepeatOK {
		return
	}
	how := Between
	switch {
	case earlier.inst == inst:
		how = Within
	case earlier.scenario == x.instances[inst].scenario:
		how = Again
	}
	key := PairKey{How: how, A: min(number, earlier.message), B: max(number, earlier.message)}
	if how != Within && msg.Topic != program.None && other.Topic == msg.Topic {
		x.near(key)
	}
	if key.Content = true; content != 0 && earlier.content == content {
		x.near(key)
	}
}

// near counts a pair once per person.
func (x *life) near(key PairKey) {
	if slices.Contains(x.pairsNear, key) {
		return
	}
	x.pairsNear = append(x.pairsNear, key)
	x.tally.pair(key).Near++
	code := "same_topic"
	switch {
	case key.How == Again:
		code = "entered_again"
	case key.Content:
		code = "same_content"
	}
	x.witness(WitnessKey{Code: code, A: x.p.Messages[key.A].Step, B: x.p.Messages[key.B].Step})
}

// finishRepeats counts the person for every pair got at all, and for every cause of repetition met.
func (x *life) finishRepeats() {
	for i, a := range x.got {
		for _, b := range x.got[i+1:] {
			x.both(min(a, b), max(a, b))
		}
		sender := x.p.SenderOf(a)
		x.hit(int(x.p.Alike)+2*int(sender), false)
		x.hit(int(x.p.Alike)+2*int(sender)+1, false)
		if alike := x.p.Messages[a].Alike; alike != program.None {
			x.hit(int(alike), false)
		}
	}
	for _, key := range x.pairsNear {
		x.hit(CauseOf(x.p, key), true)
		x.together(x.p.SenderOf(key.A), x.p.SenderOf(key.B), func(n *Together) *int64 { return &n.Repeats })
	}
	x.causesMet, x.causesGot = x.causesMet[:0], x.causesGot[:0]
}

// hit counts a cause once per person: that a message of it came, or that it repeated itself.
func (x *life) hit(cause int, met bool) {
	list, count := &x.causesGot, &x.tally.Repeats[cause].Got
	if met {
		list, count = &x.causesMet, &x.tally.Repeats[cause].Hit
	}
	if !slices.Contains(*list, cause) {
		*list = append(*list, cause)
		*count++
	}
}

// both counts people who got both messages of a pair that could repeat each other, in whatever language.
func (x *life) both(a, b int32) {
	one, two := &x.p.Messages[a], &x.p.Messages[b]
	if one.RepeatOK || two.RepeatOK {
		return
	}
	keys := []How{Between}
	if x.p.SenderOf(a) == x.p.SenderOf(b) {
		keys = []How{Again, Within}
	}
	for _, how := range keys {
		if how != Within && one.Topic != program.None && one.Topic == two.Topic {
			x.tally.pair(PairKey{How: how, A: a, B: b}).Both++
		}
		for language, content := range one.Content {
			if content != 0 && content == two.Content[language] {
				x.tally.pair(PairKey{Content: true, How: how, A: a, B: b}).Both++
				break
			}
		}
	}
}
