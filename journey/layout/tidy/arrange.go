package tidy

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"

	"github.com/goccy/go-graphviz"

	"rehearse/journey"
	"rehearse/journey/layout"
)

// Move is the new place of a step.
type Move struct {
	Step journey.ID
	X, Y float64
	// Width and Height are the new size of a frame around the steps it held; 0 leaves the size.
	Width, Height float64
}

// Snap is the grid on which steps come to stand, world units.
const Snap = 8.0

// Arrange finds new places. The moves are in the order of Map.Steps and hold only what changes. The same
// map gives the same moves. The upper left corner of the drawing stays where it is.
//
// When ctx is cancelled Arrange returns at once with its error; Graphviz itself cannot be interrupted
// and finishes in the background.
func Arrange(ctx context.Context, m *journey.Map, l *layout.Layout) ([]Move, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	g := newGraph(m, l)
	if len(g.nodes) == 0 {
		return nil, nil
	}
	type answer struct {
		places []layout.Point
		err    error
	}
	done := make(chan answer, 1)
	go func() {
		places, err := g.solve(ctx)
		done <- answer{places, err}
	}()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case a := <-done:
		if a.err != nil {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			return nil, a.err
		}
		return g.moves(a.places), nil
	}
}

var one sync.Mutex

// solve asks Graphviz for the places of the nodes.
func (g *graph) solve(ctx context.Context) (places []layout.Point, err error) {
	one.Lock()
	defer one.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	// Graphviz is a C program in a sandbox; whatever goes wrong in it must not end ours.
	defer func() {
		if fault := recover(); fault != nil {
			err = failed(fmt.Sprint(fault))
		}
	}()
	// The caller's context would stop Graphviz half-way and leave it unusable for the next caller.
	own := context.WithoutCancel(ctx)
	viz, err := graphviz.New(own)
	if err != nil {
		return nil, failed(err.Error())
	}
	defer func() { _ = viz.Close() }()
	parsed, err := graphviz.ParseBytes([]byte(g.dot()))
	if err != nil {
		return nil, failed(err.Error())
	}
	defer func() { _ = parsed.Close() }()
	var out bytes.Buffer
	if err := viz.Render(own, parsed, "plain", &out); err != nil {
		return nil, failed(err.Error())
	}
	return g.read(out.String())
}

func failed(reason string) journey.Problem {
	return journey.Problem{Code: "draw.tidy.failed", Args: journey.Args{"Reason": reason}}
}

// read takes the places from Graphviz's plain format: "node name x y width height …" in inches, the
// middle of the node, y upwards.
func (g *graph) read(plain string) ([]layout.Point, error) {
	places := make([]layout.Point, len(g.nodes))
	found, height := 0, 0.0
	for line := range strings.Lines(plain) {
		words := strings.Fields(line)
		switch {
		case len(words) >= 4 && words[0] == "graph":
			height, _ = strconv.ParseFloat(words[3], 64)
		case len(words) >= 4 && words[0] == "node" && strings.HasPrefix(words[1], "n"):
			i, err := strconv.Atoi(words[1][1:])
			x, errX := strconv.ParseFloat(words[2], 64)
			y, errY := strconv.ParseFloat(words[3], 64)
			if err != nil || errX != nil || errY != nil || i < 0 || i >= len(places) {
				return nil, failed("cannot read: " + strings.TrimSpace(line))
			}
			n := g.nodes[i]
			places[i] = layout.Point{X: x*inch - n.width/2, Y: (height-y)*inch - n.height/2}
			found++
		}
	}
	if found != len(places) {
		return nil, failed(fmt.Sprintf("%d of %d steps placed", found, len(places)))
	}
	return places, nil
}

func snap(v float64) float64 { return math.Round(v/Snap) * Snap }
