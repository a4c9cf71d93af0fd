package desktop

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/edit"
	"rehearse/journey/layout"
	"rehearse/journey/rule"
	"rehearse/ui/overlay"
	"rehearse/ui/phrase"
	"rehearse/ui/tool"
)

// draw makes the scene anew when something it shows has changed.
func (w *Window) draw() {
	s := w.shown
	m := s.Map
	if m == nil {
		m = &journey.Map{Settings: &journey.Settings{}, Policy: &journey.Policy{}}
	}
	over := w.wayOverlay()
	switch {
	case w.playback.film != nil: // the board as it was run, without numbers: they would be those of its end
		if m = w.playback.of.Map; over == nil {
			over = &draw.Overlay{}
		}
	case over == nil:
		m, over = w.findingOverlay(m)
	}
	state := drawnState{
		m: m, result: s.Run.Result, findings: firstOf(s.Findings), older: firstOf(s.Older), stale: s.Stale(), look: w.look, language: w.text.Code(),
		story: w.person.told, moment: w.person.moment, preview: w.finding.preview, way: w.finding.wayKey(), view: w.view,
		film: w.playback.film, rough: s.Estimate(),
	}
	slide := w.slide()
	if slide != nil {
		state.slide = slide.Scenario
	}
	if w.scene != nil && state == w.drawn {
		return
	}
	if w.layout == nil || state.m != w.drawn.m {
		before := w.layout
		if w.fitted != s.Path {
			before = nil // another map
		}
		w.layout = layout.After(before, w.linkStyle(), m, w.measure)
	}
	w.drawn = state
	var beyond map[journey.ID]bool // what the persona through whose eyes it is seen cannot come to
	if over == nil {
		over, beyond = w.eyesOverlay(m)
	}
	if rough := s.Estimate(); over == nil && rough != nil {
		over = overlay.Rough(m, rough.Result, rough.People, slices.Concat(s.Findings, s.Older), w.text)
	}
	if over == nil {
		over = overlay.Of(m, s.Run.Result, slices.Concat(s.Findings, s.Older), s.Stale(), w.text)
	}
	pale := w.view.filter.Faded(m)
	if pale == nil {
		pale = beyond
	} else {
		for id := range beyond {
			pale[id] = true
		}
	}
	if slide != nil {
		pale = slide.Faded(m, w.layout)
	}
	if over.Way != nil { // what fades is the way's affair
		pale = nil
	}
	w.drawing = draw.Options{
		Theme: w.look.scene(), Labels: phrase.Labels(w.text, m), Measurer: w.measure, Overlay: over,
		NoLanes: w.view.noLanes, Faded: pale, Framed: state.slide, Far: true,
		Hidden: w.leftOut(over, slide != nil),
	}
	w.scene = draw.Build(m, w.layout, w.drawing)
	w.machine.SetWorld(tool.NewWorld(m, w.scene, judgeOf(m)), s.Exists)
	w.board.Repaint()
}

// reroute shows how links would lead with some steps elsewhere.
func (w *Window) reroute(steps []journey.ID, dx, dy float64) (map[journey.ID]bool, []draw.Item) {
	if w.layout == nil || w.drawn.m == nil {
		return nil, nil
	}
	moved := make(map[journey.ID]bool, len(steps))
	for _, id := range steps {
		moved[id] = true
	}
	l, routed := w.layout.Moved(steps, dx, dy)
	links := make(map[journey.ID]bool, len(routed))
	for _, id := range routed {
		links[id] = true
	}
	return links, draw.Relinked(w.drawn.m, l, w.drawing, links, moved, w.scene)
}

// mayConnect tries links on the map without touching it. The last answer is kept: a hand rests on a step
// for many events.
func mayConnect(m *journey.Map) func(from journey.ID, port journey.Port, to journey.ID) *journey.Problem {
	type question struct {
		from journey.ID
		port journey.Port
		to   journey.ID
	}
	var last question
	var answer *journey.Problem
	return func(from journey.ID, port journey.Port, to journey.ID) *journey.Problem {
		if asked := (question{from, port, to}); asked != last {
			trial := edit.New(m, trialIDs{})
			_, err := trial.Apply(edit.Label{}, func(tx *edit.Tx) error {
				_, err := edit.Connect(tx, from, port, to)
				return err
			})
			last, answer = asked, firstProblem(err)
		}
		return answer
	}
}

// judgeOf answers what may be done on a map, by trying it.
func judgeOf(m *journey.Map) tool.Judge {
	return tool.Judge{
		Connect: mayConnect(m), MainPort: edit.MainPort,
		Reconnect: func(link journey.ID, atStart bool, step journey.ID, port journey.Port) *journey.Problem {
			trial := edit.New(m, trialIDs{})
			_, err := trial.Apply(edit.Label{}, func(tx *edit.Tx) error { return reconnect(tx, link, atStart, step, port) })
			return firstProblem(err)
		},
	}
}

// reconnect brings an end of a link to a step.
func reconnect(tx *edit.Tx, link journey.ID, atStart bool, step journey.ID, port journey.Port) error {
	end := edit.LinkTarget
	if atStart {
		end = edit.LinkStart
	}
	return edit.Reconnect(tx, link, end, step, port)
}

// trialIDs names the link of a trial; no map has such an ID, as random ones do not look like this.
type trialIDs struct{}

// NewID is part of edit.IDSource.
func (trialIDs) NewID() journey.ID { return "trial-link-of-the-board" }

// firstProblem is what a refused edit says; nil when it was not refused.
func firstProblem(err error) *journey.Problem {
	switch e := err.(type) {
	case nil:
		return nil
	case journey.Problem:
		return &e
	case *journey.Problem:
		return e
	case journey.Problems:
		if len(e) > 0 {
			return &e[0]
		}
	}
	return &journey.Problem{Code: "text.unexpected", Args: journey.Args{"Error": err.Error()}}
}

// checkRule finds what is wrong with the text of a rule.
func checkRule(m *journey.Map, source string) *journey.Problem {
	if m == nil {
		return nil
	}
	_, faults := rule.Read(source, rule.VocabularyOf(m))
	if len(faults) == 0 {
		return nil
	}
	p := faults[0].Problem(journey.Ref{}, "", source)
	return &p
}
