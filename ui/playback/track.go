package playback

import (
	"rehearse/journey"
	"rehearse/journey/layout"
	"rehearse/simulate"
)

// A track is where one token of a person is over time: the person's way through the main flow, or through one instance of a
// scenario, or a part of either that split off. Its legs follow each other without gaps.
type track struct {
	person int32
	legs   []leg
	// ends is when the person is seen there no more; a way under way then may be planned to take longer.
	ends int64
}

// leg is a stay at a step, a way over a link, or the end of the track at a step. Times are milliseconds since the map's start.
type leg struct {
	from, until int64
	step        int32 // of the layout's cards; -1 on a link
	route       int32 // of the layout's routes; -1 at a step
	// hops is how many ways that take no time lead up to this leg: they stand right before it.
	hops int32
	// line tells that the person waits for an agent here.
	line bool
	// over tells that the track ends here; such a leg takes no time.
	over bool
}

// place is a visit of a step by a token.
type place struct {
	scenario journey.ID
	instance int64
	step     journey.ID
	visit    int64
}

// token is a track being read.
type token struct {
	track    *track
	at       place // while it is at a step
	card     int32
	on       journey.ID // while it is on a link
	to       journey.ID // where that leads
	until    int64      // when it arrives there
	since    int64      // when its leg began
	line     bool
	over     bool
	scenario journey.ID
	instance int64
	pull     bool // it shows a pull; the person's token of the main flow comes out of it
}

// reader reads the tracks of one story.
type reader struct {
	f      *Film
	m      *journey.Map
	person int32
	tokens []*token
	split  bool // the next go is that of a token that splits off
}

func (r *reader) read(s *simulate.Story) {
	for i := range s.Moments {
		r.moment(&s.Moments[i])
	}
	for _, t := range r.tokens {
		r.endAt(t, r.f.Horizon, false)
	}
}

func (r *reader) moment(x *simulate.Moment) {
	here := place{x.Scenario, x.Instance, x.Step, x.Visit}
	switch x.What {
	case "enter":
		r.enter(x, here)
	case "wait", "serve", "give_up":
		if t := r.staying(here); t != nil {
			r.closeLeg(t, x.At)
			t.line = x.Reason == "line"
		}
	case "fork":
		r.split = true
	case "go", "pulling":
		r.leave(x)
	case "pull_ignored":
		for _, t := range r.tokens {
			if !t.over && t.pull && t.on == x.Link && t.until == x.At {
				r.endAt(t, x.At, true)
				break
			}
		}
	case "lose":
		for _, t := range r.tokens {
			if !t.over && !t.pull && t.on == x.Link && t.until > x.At {
				r.endAt(t, x.At, true)
				break
			}
		}
	case "join", "drop", "complete", "at_goal", "exit", "withdraw":
		if t := r.staying(here); t != nil {
			r.endAt(t, x.At, true)
		}
	case "end":
		for _, t := range r.tokens {
			if t.scenario == x.Scenario && t.instance == x.Instance && !t.pull {
				r.endAt(t, x.At, true)
			}
		}
	case "exit_map", "stopped":
		for _, t := range r.tokens {
			r.endAt(t, x.At, true)
		}
	}
}

// staying is the token at a step; nil for none.
func (r *reader) staying(at place) *token {
	for _, t := range r.tokens {
		if !t.over && t.on == "" && t.at == at {
			return t
		}
	}
	return nil
}

// enter brings a token to a step: the one that comes over the link, the one that a pull brings, else a new one.
func (r *reader) enter(x *simulate.Moment, at place) {
	card, ok := r.f.cards[x.Step]
	if !ok {
		return
	}
	t := r.arriving(x)
	if t == nil {
		t = r.newToken(x.At)
	}
	r.closeLeg(t, x.At)
	t.at, t.card, t.on, t.pull, t.line = at, card, "", false, false
	t.scenario, t.instance = x.Scenario, x.Instance
}

func (r *reader) arriving(x *simulate.Moment) *token {
	for _, t := range r.tokens {
		if t.over || t.on == "" || t.until != x.At || t.to != x.Step {
			continue
		}
		if x.Link != "" && t.on == x.Link && t.scenario == x.Scenario && t.instance == x.Instance || x.Link == "" && t.pull {
			return t
		}
	}
	return nil
}

// leave brings the token of a step onto a link; a pull, and a token that splits off, begin a track there.
func (r *reader) leave(x *simulate.Moment) {
	link := r.m.Link(x.Link)
	route, ok := r.f.links[x.Link]
	split := r.split || x.What == "pulling"
	r.split = false
	if link == nil || !ok {
		return
	}
	var t *token
	if !split {
		for _, other := range r.tokens {
			if !other.over && other.on == "" && other.at.step == x.Step && other.at.scenario == x.Scenario && other.at.instance == x.Instance {
				t = other
				break
			}
		}
	}
	if t == nil {
		t = r.newToken(x.At)
	}
	r.closeLeg(t, x.At)
	t.on, t.to, t.until, t.pull, t.card = x.Link, link.To, max(x.At, x.Until), x.What == "pulling", route
	t.scenario, t.instance = x.Scenario, x.Instance
}

func (r *reader) newToken(at int64) *token {
	t := &token{track: &track{person: r.person}, card: -1, since: at}
	r.tokens = append(r.tokens, t)
	return t
}

// closeLeg writes down what a token has done until now. Stays that take no time are left out.
func (r *reader) closeLeg(t *token, at int64) {
	l := leg{from: t.since, until: at, step: -1, route: -1}
	switch {
	case t.card < 0: // new
	case t.on != "":
		l.route, l.until = t.card, t.until
		t.add(l)
	case at > t.since:
		l.step, l.line = t.card, t.line
		t.add(l)
	}
	t.since = at
}

func (t *token) add(l leg) {
	if n := len(t.track.legs); n > 0 {
		if last := &t.track.legs[n-1]; last.route >= 0 && last.from == last.until && last.until == l.from {
			l.hops = last.hops + 1
		}
	}
	t.track.legs = append(t.track.legs, l)
}

// endAt ends a token; seen tells that it ends at its step or on its way there, and not just with the run.
func (r *reader) endAt(t *token, at int64, seen bool) {
	if t.over {
		return
	}
	arrived := t.on == ""
	if t.on != "" && t.until <= at { // it has come to the end of its way, and nothing more was told of it
		at = t.until
	}
	r.closeLeg(t, at)
	t.over = true
	if seen && arrived && t.card >= 0 {
		t.add(leg{from: at, until: at, step: t.card, route: -1, over: true})
	}
	if len(t.track.legs) > 0 {
		t.track.ends = at
		r.f.tracks = append(r.f.tracks, *t.track)
	}
}

// points are the geometry of a route: its corners and how far along each is.
type points struct {
	at     []layout.Point
	length []float64
}

func pointsOf(route []layout.Point) points {
	p := points{at: route, length: make([]float64, len(route))}
	for i := 1; i < len(route); i++ {
		p.length[i] = p.length[i-1] + layout.Length(route[i-1:i+1])
	}
	return p
}

// along is the place at a share (0..1) of the way.
func (p *points) along(share float64) layout.Point {
	n := len(p.at)
	rest := p.length[n-1] * min(1, max(0, share))
	for i := 1; i < n; i++ {
		if rest <= p.length[i] && p.length[i] > p.length[i-1] {
			k := (rest - p.length[i-1]) / (p.length[i] - p.length[i-1])
			a, b := p.at[i-1], p.at[i]
			return layout.Point{X: a.X + (b.X-a.X)*k, Y: a.Y + (b.Y-a.Y)*k}
		}
	}
	return p.at[n-1]
}
