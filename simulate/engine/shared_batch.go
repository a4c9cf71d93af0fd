package engine

import (
	"context"
	"sync"

	"rehearse/simulate/cohort"
)

// How many people's arrivals are put in order together: days with few people together, of a day with many a part. They change
// no result; a test sets them to show that.
var (
	stretchSize = int64(1 << 14)
	stretchMost = int64(1 << 16)
)

// batch are a few people who arrive one after the other. They are run to their first requests; these are answered, in the
// order of the batches; then they go on behind the desk, or are counted.
type batch struct {
	line        *line
	from, until int // of the line
	// before: what is asked earlier is answered with the batch. Last: nothing comes after it.
	before moment
	last   bool
	pleas  []plea
	ready  ready // people to be counted
	state  batchState
}

// inOrder tells that all requests are of lean lives, in the order of their turns, and come before the batch ends.
func (b *batch) inOrder() bool {
	last := moment{at: -1}
	for i := range b.pleas {
		f := &b.pleas[i]
		if !f.lean || !last.before(f.moment()) {
			return false
		}
		last = f.moment()
	}
	return last.before(b.before)
}

type batchState uint8

const (
	batchFree batchState = iota
	batchBusy            // somebody works on it
	batchAsked
	batchAnswered
)

// line are the people of a stretch, in order of time.
type line struct {
	comers cohort.Comers
	number int // of the stretch
	ready  bool
	cut    int // who is in a batch
	using  int // batches that are not run yet, and who puts them in order
}

// turns tell who does what next. What has to be done one after the other is done as soon as it can be, by whoever has time: putting
// the people of a stretch in order, and answering a batch. Meanwhile the others run batches up to the requests, and on from
// the answers. Nobody waits for a whole round of others.
type turns struct {
	lock      sync.Mutex
	change    sync.Cond
	waiting   int
	stretches []cohort.Stretch
	lines     [2]line
	gather    int // stretches that are, or are being, put in order
	stretch   int // from which batches are cut
	batches   []batch
	// Batches by number: begun, answered or being answered, gone on or going on.
	begun, answered, gone int
	answering             bool
	cutLast, over         bool
	people                int64 // of batches that were asked
	horizon               int64
}

type job uint8

const (
	jobOver job = iota
	jobGather
	jobAsk
	jobAnswer
	jobGoOn
)

func (t *turns) init(plan *cohort.Plan, workers int, horizon int64) {
	t.stretches, t.horizon = plan.Stretches(stretchSize, stretchMost), horizon
	t.batches = make([]batch, 1)
	if workers > 1 {
		t.batches = make([]batch, 4*workers)
	}
	t.change.L = &t.lock
}

// next is what a worker does next.
func (t *turns) next(ctx context.Context) (job, *batch, *line) {
	t.lock.Lock()
	defer t.lock.Unlock()
	for {
		if t.over || ctx.Err() != nil {
			return jobOver, nil, nil
		}
		if b := &t.batches[t.answered%len(t.batches)]; !t.answering && b.state == batchAsked {
			t.answered++
			t.answering, b.state = true, batchBusy
			return jobAnswer, b, nil
		}
		if l := &t.lines[t.gather%len(t.lines)]; t.gather < len(t.stretches) && l.using == 0 && t.gather < t.stretch+t.ahead() {
			l.number, l.ready, l.using, l.cut = t.gather, false, 1, 0
			t.gather++
			return jobGather, nil, l
		}
		if b := &t.batches[t.gone%len(t.batches)]; b.state == batchAnswered {
			t.gone++
			b.state = batchBusy
			return jobGoOn, b, nil
		}
		if b := &t.batches[t.begun%len(t.batches)]; b.state == batchFree {
			stretch := t.stretch
			if t.fill(b) {
				t.begun++
				b.state = batchBusy
				return jobAsk, b, b.line
			}
			if t.stretch > stretch {
				continue // there is room to put the next in order
			}
		}
		t.waiting++
		t.change.Wait()
		t.waiting--
	}
}

// ahead is how many stretches may be in order at once: a worker who is alone does one after the other.
func (t *turns) ahead() int {
	if len(t.batches) == 1 {
		return 1
	}
	return len(t.lines)
}

// fill gives a batch the next people; false when there are none yet, or no more.
func (t *turns) fill(b *batch) bool {
	for t.stretch < len(t.stretches) {
		l := &t.lines[t.stretch%len(t.lines)]
		if l.number != t.stretch || !l.ready {
			return false
		}
		if people := l.comers.Len(); l.cut < people {
			b.line, b.from, b.until = l, l.cut, min(people, l.cut+int(blockSize))
			b.before = moment{at: t.stretches[t.stretch].Until()}
			if b.until < people {
				a := l.comers.Person(b.until)
				b.before = moment{a.At, a.Number}
			}
			if b.before.at >= t.horizon {
				b.before = moment{at: t.horizon}
			}
			l.cut = b.until
			l.using++
			return true
		}
		l.using--
		t.stretch++
	}
	if t.cutLast {
		return false
	}
	t.cutLast, b.last = true, true
	b.line, b.from, b.until, b.before = nil, 0, 0, moment{at: t.horizon}
	return true
}

// finished notes that a job is done, and tells how many people were run to their first request by now.
func (t *turns) finished(j job, b *batch, l *line) (people int64) {
	t.lock.Lock()
	defer t.lock.Unlock()
	switch j {
	case jobGather:
		l.ready = true
	case jobAsk:
		b.state = batchAsked
		if l != nil {
			l.using--
		}
		t.people += int64(b.until - b.from)
	case jobAnswer:
		t.answering, b.state = false, batchAnswered
	case jobGoOn:
		b.state = batchFree
		t.over = b.last || t.over
	}
	if t.waiting > 0 {
		t.change.Broadcast()
	}
	return t.people
}

// stop lets everybody stop.
func (t *turns) stop() {
	t.lock.Lock()
	defer t.lock.Unlock()
	t.over = true
	t.change.Broadcast()
}
