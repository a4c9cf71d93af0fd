package reach

import (
	"slices"

	"rehearse/journey"
	"rehearse/simulate/program"
)

// The effort spent on showing one pair.
const (
	mostPeople = 2 // people tried
	mostWalks  = 8 // walks of all of them
)

// The lengths of laws that are tried: half of the times are shorter, few are, nearly all are.
const (
	middling uint32 = 1 << 31
	short    uint32 = 1 << 27
	lengthy  uint32 = ^uint32(0) - 1<<27
)

// paces are tried one after the other.
var paces = [][2]uint32{{middling, middling}, {short, lengthy}, {lengthy, short}, {short, short}}

// show finds somebody who gets both messages less than a window apart; nil when nobody was found.
func (r *Reach) show(a, b int32, languages uint64, window int64) (*someone, [2]Path) {
	left := mostWalks
	for _, who := range r.meetings(a, b, languages, mostPeople) {
		ways := r.routesOf(who)
		for _, turn := range []bool{false, true} {
			first, second := r.p.Messages[a].Step, r.p.Messages[b].Step
			if turn {
				first, second = second, first
			}
			if turn && a == b {
				break
			}
			route := ways.to(first)
			if route == nil || !r.alone(ways, route) {
				continue
			}
			parts, rest := ways.with(route, second, a == b)
			if parts == 0 && rest == nil {
				continue
			}
			if other := ways.to(second); a != b && other != nil && !r.alone(ways, other) {
				continue
			}
			dates := 1
			if r.dated(route, rest) {
				dates = 6
			}
			for n := 0; n < dates*len(paces) && left > 0; n++ {
				left--
				walk := newWalk(r, who, route, parts, rest)
				if !walk.walks(pace{long: paces[n%len(paces)], date: [2]int{n / len(paces), n / len(paces)}}) {
					n += len(paces) - 1 // hardly for the length of a law
					continue
				}
				if distance := walk.sent[0] - walk.sent[1]; distance > -window && distance < window {
					return who, r.paths(walk, route, parts, rest, turn)
				}
			}
			break // the other way round it is the same ways
		}
	}
	return nil, [2]Path{}
}

// alone tells that somebody who goes a route, and nothing else, is sent the message at its end.
func (r *Reach) alone(ways *routes, route []stop) bool {
	node := route[len(route)-1].node
	sent, known := ways.sent[node]
	if known {
		return sent
	}
	dates := 1
	if r.dated(route) {
		dates = 3
	}
	for n := range dates {
		walk := newWalk(r, ways.who, route, len(route)-1, nil)
		sent = sent || walk.walks(pace{long: paces[0], date: [2]int{n, n}})
	}
	ways.sent[node] = sent
	return sent
}

// routesOf are the routes of somebody, looked for once.
func (r *Reach) routesOf(who *someone) *routes {
	found := r.routes[who]
	if found == nil {
		found = newRoutes(r.flow, r.graph, who)
		r.routes[who] = found
	}
	return found
}

// with is the shortest way to a node beside a route: the shortest of all where both can be gone together. Again asks for
// another visit where the route has been.
func (r *routes) with(route []stop, node int32, again bool) (parts int, rest []stop) {
	if !again {
		for i := range route {
			if route[i].node == node {
				return i, nil
			}
		}
		own := r.to(node)
		if own == nil {
			return 0, nil
		}
		for parts+1 < min(len(route), len(own)) && route[parts+1].way == own[parts+1].way {
			parts++
		}
		if next := own[parts+1]; parts == len(route)-1 || r.mayPart(route, parts, &r.g.ways[next.way], next.way) {
			return parts, own[parts+1:]
		}
	}
	return r.beside(route, node)
}

// dated tells that a route begins with a date, or with an event from outside.
func (r *Reach) dated(routes ...[]stop) bool {
	for _, route := range routes {
		for i := range route {
			if route[i].way == program.None {
				continue
			}
			if w := &r.graph.ways[route[i].way]; w.from == r.graph.root && w.kind == wayTrigger {
				return true
			}
		}
	}
	return false
}

// paths are the two ways as steps, with the moments of the sends.
func (r *Reach) paths(w *walk, route []stop, parts int, rest []stop, turned bool) [2]Path {
	steps := func(stops []stop) (list []journey.ID) {
		for i := range stops {
			if int(stops[i].node) < len(r.p.Steps) {
				list = append(list, r.p.Steps[stops[i].node].ID)
			}
		}
		return list
	}
	second := slices.Concat(route[:parts+1], rest)
	paths := [2]Path{{Steps: steps(route), Sent: w.sent[0] - w.k.who.at}, {Steps: steps(second), Sent: w.sent[1] - w.k.who.at}}
	if turned {
		paths[0], paths[1] = paths[1], paths[0]
	}
	return paths
}
