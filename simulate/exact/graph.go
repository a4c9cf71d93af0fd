package exact

import (
	"slices"

	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// graph is the main flow as it can be walked: only links somebody takes, only steps somebody reaches.
type graph struct {
	p *program.Program
	// reached tells which steps somebody can reach, out which links leave them.
	reached []bool
	out     [][]int32
	// blocks are the sets of steps that can come back to each other, in the order of the flow; blockOf tells a
	// step's (-1 when it is not reached) and looped whether the block has a way round.
	blocks  [][]int32
	blockOf []int32
	looped  []bool
}

func newGraph(p *program.Program) *graph {
	g := &graph{p: p, reached: make([]bool, len(p.Steps)), out: make([][]int32, len(p.Steps)), blockOf: make([]int32, len(p.Steps))}
	var todo []int32
	for i := range p.Entries {
		if p.Entries[i].Volume > 0 && !g.reached[p.Entries[i].Step] {
			g.reached[p.Entries[i].Step] = true
			todo = append(todo, p.Entries[i].Step)
		}
	}
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, port := range ports(p, s) {
			for i, n := range port.Links {
				if !possible(port, i) {
					continue
				}
				g.out[s] = append(g.out[s], n)
				if to := p.Links[n].To; !g.reached[to] {
					g.reached[to] = true
					todo = append(todo, to)
				}
			}
		}
	}
	g.condense()
	return g
}

func ports(p *program.Program, s int32) []*program.Port {
	step := &p.Steps[s]
	list := make([]*program.Port, 0, step.PortCount)
	for n := step.FirstPort; n < step.FirstPort+step.PortCount; n++ {
		list = append(list, &p.Ports[n])
	}
	return list
}

// possible tells whether anybody takes the i-th link of a port.
func possible(port *program.Port, i int) bool {
	if port.Fork || port.Race {
		return true
	}
	return slices.ContainsFunc(port.Cuts, func(cuts []random.Threshold) bool { return width(cuts, i) > 0 })
}

// width is how many of the 2^32 draws choose outcome i of cumulative cuts.
func width(cuts []random.Threshold, i int) random.Threshold {
	if i == 0 {
		return cuts[0]
	}
	if cuts[i] <= cuts[i-1] {
		return 0
	}
	return cuts[i] - cuts[i-1]
}

// condense finds the blocks by Tarjan's algorithm ("Depth-first search and linear graph algorithms", 1972),
// with its own stack: maps may have thousands of steps in a row.
func (g *graph) condense() {
	type frame struct{ step, link int32 }
	index := make([]int32, len(g.out))
	low := make([]int32, len(g.out))
	onStack := make([]bool, len(g.out))
	var stack []int32
	var frames []frame
	next := int32(0)
	enter := func(s int32) {
		next++
		index[s], low[s] = next, next
		stack, onStack[s] = append(stack, s), true
		frames = append(frames, frame{step: s})
	}
	for i := range g.blockOf {
		g.blockOf[i] = -1
	}
	for root := range g.out {
		if !g.reached[root] || index[root] != 0 {
			continue
		}
		enter(int32(root))
		for len(frames) > 0 {
			f := &frames[len(frames)-1]
			if int(f.link) < len(g.out[f.step]) {
				to := g.p.Links[g.out[f.step][f.link]].To
				f.link++
				if index[to] == 0 {
					enter(to)
				} else if onStack[to] {
					low[f.step] = min(low[f.step], index[to])
				}
				continue
			}
			s := f.step
			frames = frames[:len(frames)-1]
			if len(frames) > 0 {
				parent := frames[len(frames)-1].step
				low[parent] = min(low[parent], low[s])
			}
			if low[s] != index[s] {
				continue
			}
			at := slices.Index(stack, s)
			block := slices.Clone(stack[at:])
			stack = stack[:at]
			for _, member := range block {
				onStack[member] = false
			}
			slices.Sort(block)
			g.blocks = append(g.blocks, block)
		}
	}
	slices.Reverse(g.blocks) // Tarjan finds the ends first
	g.looped = make([]bool, len(g.blocks))
	for b, block := range g.blocks {
		for _, s := range block {
			g.blockOf[s] = int32(b)
		}
	}
	for s := range g.out {
		for _, n := range g.out[s] {
			if to := g.p.Links[n].To; g.blockOf[to] == g.blockOf[s] {
				g.looped[g.blockOf[s]] = true
			}
		}
	}
}

// inLoop tells whether somebody can come back to a step.
func (g *graph) inLoop(s int32) bool { return g.blockOf[s] >= 0 && g.looped[g.blockOf[s]] }
