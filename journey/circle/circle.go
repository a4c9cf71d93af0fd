// Package circle finds what in a graph leads back to itself. It must not know what the nodes are.
package circle

// Parts gives part the strongly connected parts of a graph with the nodes 0 … n−1 (Tarjan, "Depth-first search and linear graph
// algorithms", 1972): sets of nodes that all lead to each other, each node in one of them. Next calls visit with every node that
// a node leads to. Circle tells whether the part leads back to itself: it has several nodes, or one that leads to itself. A part
// comes after all parts it leads to; part must not keep nodes.
func Parts(n int32, next func(node int32, visit func(to int32)), part func(nodes []int32, circle bool)) {
	s := &search{next: next, part: part, number: make([]int32, n), low: make([]int32, n), on: make([]bool, n)}
	for node := range n {
		if s.number[node] == 0 {
			s.visit(node)
		}
	}
}

type search struct {
	next        func(int32, func(int32))
	part        func([]int32, bool)
	count       int32
	number, low []int32 // by node; number 0 for one not seen yet
	on          []bool  // by node: it is in stack
	stack       []int32
}

func (s *search) visit(node int32) {
	s.count++
	s.number[node], s.low[node] = s.count, s.count
	place := len(s.stack)
	s.stack, s.on[node] = append(s.stack, node), true
	self := false
	s.next(node, func(to int32) {
		self = self || to == node
		if s.number[to] == 0 {
			s.visit(to)
			s.low[node] = min(s.low[node], s.low[to])
		} else if s.on[to] {
			s.low[node] = min(s.low[node], s.number[to])
		}
	})
	if s.low[node] != s.number[node] {
		return
	}
	nodes := s.stack[place:]
	for _, of := range nodes {
		s.on[of] = false
	}
	s.part(nodes, self || len(nodes) > 1)
	s.stack = s.stack[:place]
}
