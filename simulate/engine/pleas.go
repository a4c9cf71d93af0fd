package engine

import "rehearse/simulate/random"

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
func (p *plea) give(a answer) { p.handling, p.until, p.answered = a.from, a.until, true }

// answer is what give gave.
func (p *plea) answer() answer { return answer{from: p.handling, until: p.until} }

// before is the order in which requests are answered.
func (p *plea) before(o *plea) bool {
	return p.at < o.at || (p.at == o.at && p.number < o.number)
}

// pleas are the first requests of a slice. They are put in order by their time digit by digit, which for many times of a
// narrow range is several times faster than comparing them.
type pleas struct {
	list          []plea
	order, before []pleaKey
}

type pleaKey struct {
	at int64
	of int32
}

const pleaDigit = 13 // bits: two of them are a day

// sort puts order in order.
func (p *pleas) sort() {
	p.order = p.order[:0]
	if len(p.list) == 0 {
		return
	}
	least, most := p.list[0].at, p.list[0].at
	for i := range p.list {
		least, most = min(least, p.list[i].at), max(most, p.list[i].at)
	}
	for i := range p.list {
		p.order = append(p.order, pleaKey{p.list[i].at - least, int32(i)})
	}
	if cap(p.before) < len(p.order) {
		p.before = make([]pleaKey, cap(p.order))
	}
	from, to := p.order, p.before[:len(p.order)]
	for shift := 0; (most-least)>>shift > 0; shift += pleaDigit {
		var starts [1 << pleaDigit]int32
		for i := range from {
			starts[from[i].at>>shift&(1<<pleaDigit-1)]++
		}
		sum := int32(0)
		for i, n := range starts {
			starts[i] = sum
			sum += n
		}
		for i := range from {
			digit := from[i].at >> shift & (1<<pleaDigit - 1)
			to[starts[digit]] = from[i]
			starts[digit]++
		}
		from, to = to, from
	}
	for i := 1; i < len(from); i++ { // equal times, by the number of the person
		k := from[i]
		j := i
		for j > 0 && from[j-1].at == k.at && p.list[k.of].before(&p.list[from[j-1].of]) {
			from[j] = from[j-1]
			j--
		}
		from[j] = k
	}
	p.order, p.before = from, to[:cap(to)]
}

// clear forgets the requests and keeps their memory.
func (p *pleas) clear() { p.list, p.order = p.list[:0], p.order[:0] }
