package reach

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/rule"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// Whoever is on no route any more goes on all the same, and may do something on the way that matters: unsubscribe, order, set a
// mark. Where chance decides, a drifting person drops off if that is possible, does not open, and takes the first way else;
// what else the person may start on the way is left out.

// drift goes on from a step behind the end of a route.
func (w *walk) drift(d due, step *program.Step, p pace) {
	place := int32(0)
	v := &w.visits[d.visit]
	switch step.Kind {
	case program.KindExit:
		if w.r.p.Exits[step.Index].Map {
			w.failed = true
		}
		return
	case program.KindBranch:
		rules := w.branch(step)
		place = int32(len(rules))
		for i, r := range rules {
			if rule.Eval(w.r.texts.read(r.Rule), w.k) {
				place = int32(i)
				break
			}
		}
	case program.KindSplit:
		if dimension, ok := w.r.space.index[subject{aspect: aspectArm, of: step.Index}]; ok {
			for w.k.who.begin[dimension]>>place&1 == 0 {
				place++
			}
		}
	case program.KindWait:
		if w.r.p.Waits[step.Index].Kind == journey.WaitEvent {
			place = int32(slices.IndexFunc(w.r.p.Ports[step.FirstPort:step.FirstPort+step.PortCount], func(port program.Port) bool { return port.Name == journey.PortTimedOut }))
			if w.r.p.Waits[step.Index].TimeOut == 0 {
				return
			}
		}
	case program.KindCall, program.KindSupport:
		place = step.PortCount - 1
		w.driftBy(d.inst, step, place, w.k.now, p)
		return
	}
	after, ok := w.leaving(v, step, place, p)
	if !ok { // too late: it passes, or leaves
		if w.r.p.Waits[step.Index].Late == journey.LateLeave {
			return
		}
		after = 0
	}
	w.driftBy(d.inst, step, place, w.k.now+after, p)
}

// driftFromMessage goes on from a message that is not opened.
func (w *walk) driftFromMessage(inst int, step *program.Step, sent bool, p pace) {
	msg := &w.r.p.Messages[step.Index]
	for place := range step.PortCount {
		for _, o := range outcomes(w.r.p, step, place) {
			if o.sent != sent || o.clicked || o.decided && w.r.p.Ports[step.FirstPort+place].Name == journey.PortOpened {
				continue
			}
			at := w.k.now
			if o.decided {
				at += msg.Decide
			}
			w.driftBy(inst, step, place, at, p)
			return
		}
	}
}

// driftBy takes the first link of a port that can be taken, if the person cannot drop off there.
func (w *walk) driftBy(inst int, step *program.Step, place int32, at int64, p pace) {
	port := &w.r.p.Ports[step.FirstPort+place]
	links, _ := w.r.flow.onward(step, port)
	if step.Kind == program.KindTouchpoint && !port.Fork && !port.Race && len(links) > 0 {
		cuts := port.CutsFor(w.r.p.Profile(w.k.who.persona, w.k.who.entry))
		if cuts[len(cuts)-1] < random.Always {
			return
		}
	}
	for _, n := range w.r.graph.out[w.r.step[step.ID]] {
		way := &w.r.graph.ways[n]
		if way.kind != wayLink || !slices.Contains(links, way.link) {
			continue
		}
		if only := w.r.flow.ways[way.link]; only != nil && !slices.ContainsFunc(only, func(g [2]uint64) bool {
			return g[0]>>(w.k.who.persona%maxAtoms)&1 != 0 && g[1]>>(w.k.who.entry%maxAtoms)&1 != 0
		}) {
			continue
		}
		w.visits = append(w.visits, visit{stop: stop{node: way.to, way: n, before: program.None}, route: 1})
		w.plan(len(w.visits)-1, inst, at+quantile(w.r.p.Links[way.link].Delay, p.long[1]))
		return
	}
}
