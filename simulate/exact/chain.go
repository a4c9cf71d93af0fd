package exact

import (
	"math"

	"rehearse/simulate/program"
)

// way is one link out of a step with its probability for one kind of people.
type way struct {
	link int32
	q    float64
}

// taken visits the ports by which people of a kind leave a step, with their probabilities.
func (x *solver) taken(s int32, k *person, visit func(port int32, q float64)) {
	step := &x.p.Steps[s]
	port := func(n int32) int32 { return step.FirstPort + n }
	switch step.Kind {
	case program.KindBranch:
		rules := x.p.Branches[step.Index].Rules
		n := 0
		for n < len(rules) && !x.holds(rules[n], k) {
			n++
		}
		visit(port(int32(n)), 1)
	case program.KindSplit:
		if x.g.inLoop(s) {
			visit(port(int32(k.find(x.aspects, arm, s).value)), 1)
			return
		}
		cuts := x.p.Splits[step.Index].Cuts
		for i := range cuts {
			visit(port(int32(i)), width(cuts, i).Probability())
		}
	case program.KindExit:
	default:
		visit(port(0), 1)
	}
}

// ways are the links out of a step and the probability of dropping off there.
func (x *solver) ways(s int32, k *person, list []way) ([]way, float64) {
	dropped := 0.0
	x.taken(s, k, func(port int32, q float64) {
		var left float64
		list, left = x.leave(port, k, q, list)
		dropped += left
	})
	if x.p.Steps[s].Kind == program.KindGoal {
		dropped = 0 // a goal with nothing behind it is an end, not a loss
	}
	return list, dropped
}

// leave appends the links of a port that is taken with probability q and returns what is left over.
func (x *solver) leave(n int32, k *person, q float64, list []way) ([]way, float64) {
	port := &x.p.Ports[n]
	if len(port.Links) == 0 {
		return list, q
	}
	if port.Fork || port.Race { // a race of one link
		for _, link := range port.Links {
			list = append(list, way{link, q})
		}
		return list, 0
	}
	cuts := port.CutsFor(x.p.Profile(k.persona, k.entry))
	left := 1.0
	for i, link := range port.Links {
		share := width(cuts, i).Probability()
		left -= share
		if share > 0 {
			list = append(list, way{link, q * share})
		}
	}
	return list, q * max(0, left)
}

// chain is the main flow of one kind of people, with room that is used again for the next kind.
type chain struct {
	ways    [][]way
	dropped []float64 // probability per visit
	// visits are the expected visits, returns N_jj: the visits of a step by those who visit it.
	visits, returns []float64
	// linkPeople and linkTokens are by link.
	linkPeople, linkTokens []float64
	place                  []int32 // of a step in its block
}

func newChain(p *program.Program) *chain {
	return &chain{
		ways: make([][]way, len(p.Steps)), dropped: make([]float64, len(p.Steps)),
		visits: make([]float64, len(p.Steps)), returns: make([]float64, len(p.Steps)),
		linkPeople: make([]float64, len(p.Links)), linkTokens: make([]float64, len(p.Links)),
		place: make([]int32, len(p.Steps)),
	}
}

// walk solves the chain for one kind of people; false when somebody can go round so often that a limit of
// the engine stops them.
func (x *solver) walk(k *person) bool { return x.walkFrom(k, x.p.Entries[k.entry].Step) }

// walkFrom solves the chain for people of a kind who begin at a step.
func (x *solver) walkFrom(k *person, start int32) bool {
	c := x.chain
	clear(c.visits)
	clear(c.returns)
	clear(c.linkPeople)
	clear(c.linkTokens)
	c.visits[start] = 1
	for b, block := range x.g.blocks {
		for _, s := range block {
			c.ways[s], c.dropped[s] = x.ways(s, k, c.ways[s][:0])
		}
		if x.g.looped[b] {
			if !x.loop(block) {
				return false
			}
			continue
		}
		s := block[0]
		c.returns[s] = 1
		for _, w := range c.ways[s] {
			tokens := c.visits[s] * w.q
			c.linkTokens[w.link], c.linkPeople[w.link] = tokens, tokens
			c.visits[x.p.Links[w.link].To] += tokens
		}
	}
	return true
}

// loop solves a block of steps that can come back to each other. Visits hold what flows in from outside.
func (x *solver) loop(block []int32) bool {
	c, n := x.chain, len(block)
	inflow := make([]float64, n)
	some := false
	for i, s := range block {
		c.place[s] = int32(i)
		inflow[i] = c.visits[s]
		some = some || inflow[i] > 0
	}
	if !some {
		return true
	}
	b, m := x.g.blockOf[block[0]], x.within(block)
	if !x.leaves(block) || !invert(m, n) {
		return false
	}
	for j, s := range block {
		c.visits[s] = 0
		for i := range block {
			c.visits[s] += inflow[i] * m[i*2*n+n+j]
		}
		c.returns[s] = m[j*2*n+n+j]
	}
	for i, s := range block {
		for _, w := range c.ways[s] {
			tokens := c.visits[s] * w.q
			c.linkTokens[w.link], c.linkPeople[w.link] = tokens, tokens
			to := x.p.Links[w.link].To
			if x.g.blockOf[to] != b {
				c.visits[to] += tokens
				continue
			}
			c.linkPeople[w.link] = tokens / (1 + w.q*m[int(c.place[to])*2*n+n+i])
		}
	}
	return true
}

// within is I − Q of a block beside the identity, row by row. The places of its steps are set.
func (x *solver) within(block []int32) []float64 {
	c, n, b := x.chain, len(block), x.g.blockOf[block[0]]
	m := make([]float64, n*2*n)
	for i, s := range block {
		m[i*2*n+i], m[i*2*n+n+i] = 1, 1
		for _, w := range c.ways[s] {
			if to := x.p.Links[w.link].To; x.g.blockOf[to] == b {
				m[i*2*n+int(c.place[to])] -= w.q
			}
		}
	}
	return m
}

// rounds is after how many steps in a loop everybody must have left it, up to one in 10^12. Half of the
// 10,000 moments in one instant at which the engine stops a person leaves room for what scenarios do.
const (
	rounds = 5_000
	never  = 1e-12
)

// leaves tells whether everybody leaves a loop before a limit stops them: the powers of Q, applied to 1, are
// the probabilities of still being inside.
func (x *solver) leaves(block []int32) bool {
	c, b := x.chain, x.g.blockOf[block[0]]
	inside, next := make([]float64, len(block)), make([]float64, len(block))
	for i := range inside {
		inside[i] = 1
	}
	for range rounds {
		most := 0.0
		for i, s := range block {
			next[i] = 0
			for _, w := range c.ways[s] {
				if to := x.p.Links[w.link].To; x.g.blockOf[to] == b {
					next[i] += w.q * inside[c.place[to]]
				}
			}
			most = max(most, next[i])
		}
		if most < never {
			return true
		}
		inside, next = next, inside
	}
	return false
}

// invert turns [A | I] into [I | A^-1] by Gauss–Jordan elimination with partial pivoting; false when A has no
// inverse.
func invert(m []float64, n int) bool {
	width := 2 * n
	for column := range n {
		pivot := column
		for i := column + 1; i < n; i++ {
			if math.Abs(m[i*width+column]) > math.Abs(m[pivot*width+column]) {
				pivot = i
			}
		}
		head := m[pivot*width+column]
		if math.Abs(head) < 1e-14 {
			return false
		}
		top := m[column*width : column*width+width]
		if pivot != column {
			other := m[pivot*width : pivot*width+width]
			for j := range top {
				top[j], other[j] = other[j], top[j]
			}
		}
		for j := range top {
			top[j] /= head
		}
		for i := range n {
			factor := m[i*width+column]
			if i == column || factor == 0 {
				continue
			}
			row := m[i*width : i*width+width]
			for j := column; j < width; j++ {
				row[j] -= factor * top[j]
			}
		}
	}
	return true
}
