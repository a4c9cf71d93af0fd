package engine

import "sort"

// cause says what a queued event does.
type cause uint8

const (
	causeToken       cause = iota // a token wakes or arrives: a is the token, gen its generation
	causeDelivered                // a is the send
	causeOpened                   //
	causeClicked                  //
	causeUnsubscribe              //
	causeRespond                  //
	causePull                     // a is the link, b the instance
	causeCheck                    // rules may have changed by time
	causeDate                     // a is the scenario, b the number of the instant
	causeCounted                  // the warm-up ends
	causeOutside                  // a is the outside event, b the layer or None for dates, gen the number of the moment
)

// event is something due.
type event struct {
	at    int64
	order uint32
	rank  int32
	cause cause
	a, b  int32
	gen   uint32
}

// before is the order of everything in a person's life.
func (e *event) before(o *event) bool {
	if e.at != o.at {
		return e.at < o.at
	}
	if e.rank != o.rank {
		return e.rank < o.rank
	}
	return e.order < o.order
}

// queue holds what is due, the soonest last, and keeps its memory from person to person. A person has a handful of
// things due at a time: moving a few of them costs less than keeping a heap in order.
type queue struct{ due []event }

func (q *queue) clear() { q.due = q.due[:0] }

func (q *queue) empty() bool { return len(q.due) == 0 }

// push puts an event in its place. What is new is later than most, so its place is sought from the latest.
func (q *queue) push(e event) {
	q.due = append(q.due, e)
	d := q.due
	last := len(d) - 1
	if last == 0 || e.before(&d[last-1]) {
		return
	}
	place := 0
	if last <= 16 {
		for e.before(&d[place]) {
			place++
		}
	} else {
		place = sort.Search(last, func(i int) bool { return !e.before(&d[i]) })
	}
	copy(d[place+1:], d[place:last])
	d[place] = e
}

// pop takes the soonest; there must be one.
func (q *queue) pop() event {
	last := len(q.due) - 1
	e := q.due[last]
	q.due = q.due[:last]
	return e
}

// clearNow tells that nothing queued comes before something new of this rank at this time.
func (q *queue) clearNow(at int64, rank int32) bool {
	if len(q.due) == 0 {
		return true
	}
	next := &q.due[len(q.due)-1]
	return next.at > at || (next.at == at && next.rank > rank)
}
