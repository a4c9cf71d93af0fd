package engine

import "cmp"

// class orders what happens at desks at one tick.
type class uint8

const (
	classService class = iota // places become free
	classGiveUp
	classRequest // or a token leaves a line
)

// appointment is something due at the desks: a service end with people waiting (who is the desk), or what comes next
// for a party. It is void when the party's version has changed.
type appointment struct {
	at      int64
	number  int64 // of the person; of the desk
	who     int32
	version uint32
	class   class
}

// compare is the order of everything that happens between people.
func (a *appointment) compare(b *appointment) int {
	return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.class, b.class), cmp.Compare(a.number, b.number))
}

// after tells that an appointment comes after a first request.
func (a *appointment) after(m moment) bool {
	if a.at != m.at {
		return a.at > m.at
	}
	return a.class == classRequest && a.number > m.number
}

// agenda is a binary heap of appointments.
type agenda struct{ heap []appointment }

func (g *agenda) push(a appointment) {
	g.heap = append(g.heap, a)
	h := g.heap
	i := len(h) - 1
	for i > 0 && a.compare(&h[(i-1)/2]) < 0 {
		h[i] = h[(i-1)/2]
		i = (i - 1) / 2
	}
	h[i] = a
}

func (g *agenda) pop() appointment {
	h := g.heap
	top, last := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	g.heap = h
	if len(h) == 0 {
		return top
	}
	i := 0
	for {
		child := 2*i + 1
		if child >= len(h) {
			break
		}
		if child+1 < len(h) && h[child+1].compare(&h[child]) < 0 {
			child++
		}
		if h[child].compare(&last) >= 0 {
			break
		}
		h[i] = h[child]
		i = child
	}
	h[i] = last
	return top
}
