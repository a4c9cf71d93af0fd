package engine

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

// queue is a binary heap that keeps its memory from person to person.
type queue struct{ heap []event }

func (q *queue) clear() { q.heap = q.heap[:0] }

func (q *queue) push(e event) {
	q.heap = append(q.heap, e)
	h := q.heap
	i := len(h) - 1
	for i > 0 {
		parent := (i - 1) / 2
		if !e.before(&h[parent]) {
			break
		}
		h[i] = h[parent]
		i = parent
	}
	h[i] = e
}

func (q *queue) pop() event {
	h := q.heap
	top := h[0]
	last := h[len(h)-1]
	h = h[:len(h)-1]
	q.heap = h
	if len(h) == 0 {
		return top
	}
	i := 0
	for {
		child := 2*i + 1
		if child >= len(h) {
			break
		}
		if child+1 < len(h) && h[child+1].before(&h[child]) {
			child++
		}
		if !h[child].before(&last) {
			break
		}
		h[i] = h[child]
		i = child
	}
	h[i] = last
	return top
}

// clearNow tells that nothing queued comes before something new of this rank at this time.
func (q *queue) clearNow(at int64, rank int32) bool {
	if len(q.heap) == 0 {
		return true
	}
	top := &q.heap[0]
	return top.at > at || (top.at == at && top.rank > rank)
}
