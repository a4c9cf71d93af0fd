package engine

import (
	"math"
	"math/bits"
	"slices"

	"rehearse/simulate/radix"
	"rehearse/simulate/random"
)

// plea is the first request of a person.
type plea struct {
	request
	number int64
	// lean: it is of a lean life, which goes on behind the desk when it is answered: who it is, when it arrived, what it has
	// spent. The answer takes the place of what was asked.
	lean, answered bool
	profile        int32
	key            random.Person
	arrived, spent int64
}

// give answers the plea of a lean life.
func (p *plea) give(from, until int64) { p.handling, p.until, p.answered = from, until, true }

// answer is what give gave.
func (p *plea) answer() answer { return answer{from: p.handling, until: p.until} }

// moment is a place in the order in which requests are answered: by time, then by person.
type moment struct{ at, number int64 }

func (m moment) before(o moment) bool { return m.at < o.at || (m.at == o.at && m.number < o.number) }

func (p *plea) moment() moment { return moment{p.at, p.number} }

// pleaOrder puts pleas in order.
type pleaOrder struct {
	sorter radix.Sorter
	keys   []uint64
	of     []int32
}

// sort returns the numbers of the pleas of a list that come before a moment, in order, and tells whether all of them are of lean
// lives. None is earlier than a tick.
func (o *pleaOrder) sort(list []plea, from int64, until moment) (order []int32, lean bool) {
	width := bits.Len(uint(len(list)))
	o.keys = slices.Grow(o.keys[:0], len(list))[:len(list)]
	n, lean := 0, true
	for i := range list {
		f := &list[i]
		o.keys[n] = uint64(f.at-from)<<width | uint64(i)
		if f.moment().before(until) {
			n++
			lean = lean && f.lean
		}
	}
	o.keys = o.sorter.Sort(o.keys[:n], bits.Len64(uint64(until.at-from))+width)
	o.of = slices.Grow(o.of[:0], n)[:n]
	before := uint64(math.MaxUint64)
	for i, key := range o.keys {
		of := int32(key & (1<<width - 1))
		o.of[i] = of
		if key>>width != before {
			before = key >> width
			continue
		}
		for j := i; j > 0 && list[of].moment().before(list[o.of[j-1]].moment()); j-- { // equal times, by the number of the person
			o.of[j], o.of[j-1] = o.of[j-1], of
		}
	}
	return o.of, lean
}

// latePleas are pleas of lean lives that are made later than those of the batch they came with are answered: a calendar, on each of
// whose pages lie those of every so many days (R. Brown, "Calendar queues", CACM 31, 1988). A day is about as long as a batch, so
// that each is looked at about once, however many lie there.
type latePleas struct {
	day     int64 // ticks
	today   int64 // days before it are over
	pages   [latePages]int32
	sheets  [][]latePlea
	free    int32
	waiting int
}

// latePlea is a plea on a page, before another; by number, 0 for none.
type latePlea struct {
	plea
	next int32
}

const (
	latePages = 1 << 10
	lateSheet = 1 << 8
)

// number is the plea with a number, from 1 on.
func (l *latePleas) number(n int32) *latePlea { return &l.sheets[(n-1)/lateSheet][(n-1)%lateSheet] }

func (l *latePleas) push(p *plea) {
	if l.free == 0 {
		first := int32(len(l.sheets) * lateSheet)
		l.sheets = append(l.sheets, make([]latePlea, lateSheet))
		for n := first + lateSheet; n > first; n-- {
			l.number(n).next, l.free = l.free, n
		}
	}
	n, page := l.free, &l.pages[p.at/l.day%latePages]
	mine := l.number(n)
	l.free = mine.next
	mine.plea, mine.next, *page = *p, *page, n
	l.waiting++
}

// pop appends those before a moment to a list.
func (l *latePleas) pop(to []plea, until moment) []plea {
	last := until.at / l.day
	for day := l.today; l.waiting > 0 && day <= last && day < l.today+latePages; day++ {
		for link := &l.pages[day%latePages]; *link != 0; {
			n := *link
			p := l.number(n)
			if !p.moment().before(until) {
				link = &p.next
				continue
			}
			to = append(to, p.plea)
			*link, p.next, l.free = p.next, l.free, n
			l.waiting--
		}
	}
	l.today = last
	return to
}
