package tidy

import (
	"fmt"
	"strings"

	"rehearse/journey"
	"rehearse/journey/layout"
)

const (
	inch = 72.0 // units of Graphviz to the inch; ours are taken as its points

	rankGap   = 96.0 // between columns, room for the labels of links
	nodeGap   = 36.0 // between cards of a column
	lanePad   = 30.0 // of a scenario around its cards
	laneTitle = 34.0
)

// node is a step as Graphviz sees it: all as wide as a card, so that a column has one left edge, and
// as high as the card with its numbers.
type node struct {
	card          *layout.Card
	stage         int // −1 for none
	scenario      journey.ID
	width, height float64
}

// graph is the part of a map that is arranged: what is simulated, and the links between.
type graph struct {
	m     *journey.Map
	l     *layout.Layout
	nodes []node
	index map[journey.ID]int
}

func newGraph(m *journey.Map, l *layout.Layout) *graph {
	g := &graph{m: m, l: l, index: map[journey.ID]int{}}
	stages := make(map[journey.ID]int, len(m.Stages))
	for i, s := range m.Stages {
		stages[s.ID] = i
	}
	for i := range l.Cards {
		c := &l.Cards[i]
		if !c.Step.Kind.Simulated() {
			continue
		}
		n := node{card: c, stage: -1, scenario: c.Step.Scenario, width: layout.CardWidth, height: c.Whole().H}
		if k, ok := stages[c.Step.Stage]; ok && c.Step.Stage != "" {
			n.stage = k
		}
		g.index[c.Step.ID] = len(g.nodes)
		g.nodes = append(g.nodes, n)
	}
	return g
}

// dot writes the graph in Graphviz's language. Nodes have numbers for names, so nothing of the user's
// gets in. Between two stages stands an invisible node that all steps of the one lead to and that leads
// to all steps of the other: that keeps stages in columns.
func (g *graph) dot() string {
	var b strings.Builder
	fmt.Fprintf(&b, "digraph {\nrankdir=LR; newrank=true; splines=false; remincross=true; nslimit=20; nslimit1=20; mclimit=1;\n")
	fmt.Fprintf(&b, "ranksep=%.4f; nodesep=%.4f;\n", rankGap/2/inch, nodeGap/inch)
	b.WriteString("node [shape=box fixedsize=true label=\"\"];\n")
	for i, n := range g.nodes {
		fmt.Fprintf(&b, "n%d [width=%.4f height=%.4f%s];\n", i, n.width/inch, n.height/inch, fields(n.card))
	}
	for k, s := range g.m.Scenarios {
		open := false
		for i, n := range g.nodes {
			if n.scenario != s.ID {
				continue
			}
			if !open {
				fmt.Fprintf(&b, "subgraph cluster_%d { margin=%.1f;", k, lanePad+laneTitle/2)
				open = true
			}
			fmt.Fprintf(&b, " n%d;", i)
		}
		if open {
			b.WriteString(" }\n")
		}
	}
	g.stageBorders(&b)
	for _, k := range g.m.Links {
		from, okFrom := g.index[k.From]
		to, okTo := g.index[k.To]
		if !okFrom || !okTo || from == to {
			continue
		}
		// Ranks are halved (see ranksep): a link spans two of them, a border between stages stands on the
		// odd one. Links between scenarios, or back to an earlier stage, move nobody to the right.
		a, z := g.nodes[from], g.nodes[to]
		options := fmt.Sprintf("minlen=2 weight=%d", weight(k))
		if a.scenario != z.scenario || a.stage >= 0 && z.stage >= 0 && z.stage < a.stage {
			options = "constraint=false weight=0"
		}
		fmt.Fprintf(&b, "n%d%s -> n%d:w [%s];\n", from, field(a.card, k.Port), to, options)
	}
	b.WriteString("}\n")
	return b.String()
}

// fields divides a card with several linked ports, so that Graphviz knows their order: links that leave
// in one order arrive in it where they can.
func fields(c *layout.Card) string {
	if len(c.Ports) < 2 {
		return ""
	}
	var b strings.Builder
	b.WriteString(" shape=record label=\"")
	for i := range c.Ports {
		if i > 0 {
			b.WriteByte('|')
		}
		fmt.Fprintf(&b, "<p%d>", i)
	}
	b.WriteString("\"")
	return b.String()
}

// field names the part of a card from which a port's links leave.
func field(c *layout.Card, port journey.Port) string {
	for i, p := range c.Ports {
		if p.Port == port && len(c.Ports) > 1 {
			return fmt.Sprintf(":p%d:e", i)
		}
	}
	return ":e"
}

// weight keeps the plain way on straight, side ways may bend.
func weight(k *journey.Link) int {
	if k.Port == journey.PortOut || k.Port == journey.PortHappened {
		return 8
	}
	return 3
}

// stageBorders puts an invisible node between each two stages that have steps.
func (g *graph) stageBorders(b *strings.Builder) {
	var last []int
	for k := range g.m.Stages {
		var here []int
		for i, n := range g.nodes {
			if n.stage == k {
				here = append(here, i)
			}
		}
		if len(here) == 0 {
			continue
		}
		if len(last) > 0 {
			fmt.Fprintf(b, "b%d [width=0.01 height=0.01 style=invis];\n", k)
			for _, i := range last {
				fmt.Fprintf(b, "n%d -> b%d [style=invis weight=0 minlen=1];\n", i, k)
			}
			for _, i := range here {
				fmt.Fprintf(b, "b%d -> n%d [style=invis weight=0 minlen=1];\n", k, i)
			}
		}
		last = here
	}
}
