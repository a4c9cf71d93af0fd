package edit_test

import (
	"errors"
	"fmt"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/journey/edit"
)

// counter is a source of IDs for tests.
type counter struct{ n int }

func (c *counter) NewID() journey.ID { c.n++; return journey.ID(fmt.Sprintf("n%d", c.n)) }

// editing makes random edits through the intents that the window uses.
type editing struct {
	*rapid.T
	e *edit.Editor
}

func (g *editing) any(kind journey.Kind) journey.ID {
	records := g.e.Map().Records(kind)
	if len(records) == 0 || rapid.IntRange(0, 5).Draw(g.T, "none") == 0 {
		return ""
	}
	return rapid.SampledFrom(records).Draw(g.T, string(kind)).RecordID()
}

func (g *editing) anyRef() journey.Ref {
	kind := rapid.SampledFrom(journey.Kinds()).Draw(g.T, "kind")
	return journey.Ref{Kind: kind, ID: g.any(kind)}
}

func (g *editing) word(t *rapid.T) string {
	return rapid.SampledFrom([]string{"", "Письмо", "Ёлка", "Reminder", "Звонок"}).Draw(t, "word")
}

func (g *editing) stepKind() journey.StepKind {
	return journey.StepKind(rapid.SampledFrom(journey.StepKind("").Words()).Draw(g.T, "step"))
}

func (g *editing) places(n int) []edit.Place {
	var places []edit.Place
	for range n {
		if id := g.any(journey.KindStep); id != "" {
			places = append(places, edit.Place{Step: id, X: float64(rapid.IntRange(0, 9).Draw(g.T, "x")), Stage: g.any(journey.KindStage)})
		}
	}
	return places
}

// refer points fields of a record at other records, at random.
func (g *editing) refer(tx *edit.Tx) error {
	ref := g.anyRef()
	r := tx.Map().Lookup(ref)
	if r == nil {
		return nil
	}
	r = journey.Clone(r)
	switch r := r.(type) {
	case *journey.Persona:
		if id := g.any(journey.KindChannel); id != "" {
			r.Channels = []journey.Reach{{Channel: id, Known: journey.Guess(1)}}
			r.LikedChannels = []journey.ID{id}
		}
		r.Share.Use = g.any(journey.KindAssumption)
	case *journey.Scenario:
		r.Segment, r.Trigger.Segment = g.any(journey.KindSegment), g.any(journey.KindSegment)
		r.Trigger.Event, r.Start = g.any(journey.KindEvent), g.any(journey.KindStep)
		if id := g.any(journey.KindPersona); id != "" {
			r.Personas = []journey.ID{id}
		}
		if id := g.any(journey.KindEvent); id != "" {
			r.Goal = journey.Ref{Kind: journey.KindEvent, ID: id}
			r.Exits = []journey.ExitCriterion{{Event: id}}
		}
	case *journey.Score:
		if id := g.any(journey.KindEvent); id != "" {
			r.Points = []journey.EventPoints{{Event: id, Points: 1}}
		}
	case *journey.Offer:
		r.Expires = &journey.Anchor{Kind: journey.AnchorNamedDate, Of: g.any(journey.KindNamedDate)}
	case *journey.Policy:
		if id := g.any(journey.KindChannel); id != "" {
			r.Caps = []journey.Cap{{ID: tx.NewID(), Length: journey.Day, Scope: journey.ScopeChannels, Of: []journey.ID{id}}}
		}
	case *journey.Step:
		r.Scenario, r.Stage = g.any(journey.KindScenario), g.any(journey.KindStage)
		switch {
		case r.Message != nil:
			r.Message.Topic, r.Message.Offer = g.any(journey.KindTopic), g.any(journey.KindOffer)
			if id := g.any(journey.KindChannel); id != "" {
				r.Message.Channels = []journey.ID{id}
			}
		case r.Wait != nil:
			r.Wait.Kind = rapid.SampledFrom([]journey.WaitKind{journey.WaitDuration, journey.WaitEvent, journey.WaitAnchor}).Draw(g.T, "wait")
			r.Wait.Event = g.any(journey.KindEvent)
		case r.Entry != nil:
			if a, b := g.any(journey.KindPersona), g.any(journey.KindPersona); a != "" && b != "" && a != b {
				r.Entry.Mix = []journey.Weighted{
					{Value: string(a), Share: journey.Guess(0.25)}, {Value: string(b), Share: journey.Guess(0.75)},
				}
			}
		case r.Update != nil:
			if id := g.any(journey.KindProperty); id != "" {
				r.Update.Changes = []journey.Change{{Target: id}}
			}
		}
	}
	return edit.SetRecord(tx, r)
}

// intent is one random edit; deleting reports that it may only be refused for a guarded segment.
func (g *editing) intent() (f func(*edit.Tx) error, deleting bool) {
	pick := rapid.IntRange(0, 15).Draw(g.T, "intent")
	switch pick {
	case 0, 1:
		n := edit.NewStep{
			Kind: g.stepKind(), Name: g.word(g.T), Scenario: g.any(journey.KindScenario), Stage: g.any(journey.KindStage),
			X: float64(rapid.IntRange(0, 9).Draw(g.T, "x")),
		}
		return func(tx *edit.Tx) error { _, err := edit.AddStep(tx, n); return err }, false
	case 2, 3:
		from, to := g.any(journey.KindStep), g.any(journey.KindStep)
		return func(tx *edit.Tx) error {
			port := journey.PortOut
			if s := tx.Map().Step(from); s != nil && len(journey.PortsOf(s)) > 0 {
				port = rapid.SampledFrom(journey.PortsOf(s)).Draw(g.T, "port")
			}
			_, err := edit.Connect(tx, from, port, to)
			return err
		}, false
	case 4:
		places := g.places(3)
		return func(tx *edit.Tx) error { return edit.MoveSteps(tx, places) }, false
	case 5, 6:
		var refs []journey.Ref
		for range rapid.IntRange(1, 3).Draw(g.T, "n") {
			if r := g.anyRef(); r.Kind != journey.KindSettings && r.Kind != journey.KindPolicy {
				refs = append(refs, r)
			}
		}
		return func(tx *edit.Tx) error { return edit.DeleteRecords(tx, refs) }, true
	case 7, 8:
		kind := rapid.SampledFrom(journey.Kinds()).Draw(g.T, "kind")
		name := g.word(g.T)
		return func(tx *edit.Tx) error { _, err := edit.AddRecord(tx, kind, name); return err }, false
	case 9:
		ref, name := g.anyRef(), g.word(g.T)
		return func(tx *edit.Tx) error { return edit.Rename(tx, ref, name) }, false
	case 10:
		steps := []journey.ID{g.any(journey.KindStep), g.any(journey.KindStep), g.any(journey.KindStep)}
		return func(tx *edit.Tx) error { _, err := edit.Duplicate(tx, steps, 10, 10); return err }, false
	case 11:
		link, step := g.any(journey.KindLink), g.any(journey.KindStep)
		return func(tx *edit.Tx) error { _, err := edit.SplitLink(tx, link, step); return err }, false
	case 12:
		ref, at := g.anyRef(), rapid.IntRange(-1, 5).Draw(g.T, "at")
		return func(tx *edit.Tx) error { return edit.Reorder(tx, ref, at) }, false
	case 13:
		step, port := g.any(journey.KindStep), journey.Port("")
		if s := g.e.Map().Step(step); s != nil && len(journey.PortsOf(s)) > 0 {
			port = journey.PortsOf(s)[0]
		}
		return func(tx *edit.Tx) error { return edit.RemovePort(tx, step, port) }, false
	case 14:
		on := g.anyRef()
		return func(tx *edit.Tx) error {
			if tx.Map().Lookup(on) == nil {
				return nil
			}
			tx.Put(&journey.Comment{ID: tx.NewID(), On: on, Text: "?"})
			tx.Put(&journey.Silence{ID: tx.NewID(), Rule: "J101", Target: on, Reason: "ok"})
			return nil
		}, false
	default:
		return g.refer, false
	}
}

func TestRandomEditsKeepTheMapWholeAndUndoneEditsLeaveNoTrace(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		start := richMap(t)
		g := &editing{rt, edit.New(start, &counter{})}
		type snapshot struct {
			m    *journey.Map
			json string
		}
		snapshots := []snapshot{{start, string(codec.EncodeMap(start, false))}}
		for range rapid.IntRange(1, 60).Draw(rt, "edits") {
			before := g.e.Map()
			var change *edit.Change
			var err error
			switch rapid.IntRange(0, 9).Draw(rt, "what") {
			case 0:
				change, err = g.e.Undo()
			case 1:
				change, err = g.e.Redo()
			case 2:
				change, err = g.e.ApplyMerging("a", edit.Label{ID: "test"}, g.refer)
			case 3:
				f, _ := g.intent()
				change, err = g.e.ApplyMerging("a", edit.Label{ID: "test"}, f)
			default:
				f, deleting := g.intent()
				change, err = g.e.Apply(edit.Label{ID: "test"}, f)
				var p journey.Problem
				if deleting && err != nil && (!errors.As(err, &p) || p.Code != "edit.segment_in_use") {
					rt.Fatalf("a deletion was refused: %v", err)
				}
			}
			now := g.e.Map()
			switch {
			case (change == nil) != (now == before):
				rt.Fatalf("change %v, but the map is the same: %v", change, now == before)
			case err != nil && change != nil:
				rt.Fatalf("a refused edit changed the map: %v", err)
			case change != nil && (now.Revision != before.Revision+1 || change.Revision != now.Revision):
				rt.Fatalf("revision %d after %d", now.Revision, before.Revision)
			}
			if problems := now.Validate(); len(problems) > 0 {
				rt.Fatalf("the map is broken: %v", problems)
			}
			snapshots = append(snapshots, snapshot{now, string(codec.EncodeMap(now, false))})
		}
		for i, s := range snapshots {
			if string(codec.EncodeMap(s.m, false)) != s.json {
				rt.Fatalf("revision %d changed after it was handed out", i)
			}
		}
		history, cursor := g.e.Changes()
		if _, err := edit.Restore(g.e.Map(), &counter{}, history, cursor); err != nil {
			rt.Fatalf("the history cannot be restored: %v", err)
		}
		for {
			if c, err := g.e.Redo(); c == nil || err != nil {
				break
			}
		}
		end := g.e.Map()
		for {
			if c, err := g.e.Undo(); c == nil || err != nil {
				break
			}
		}
		same(rt, "undoing everything", g.e.Map(), start)
		for {
			if c, err := g.e.Redo(); c == nil || err != nil {
				break
			}
		}
		same(rt, "redoing everything", g.e.Map(), end)
	})
}

func same(t interface{ Fatalf(string, ...any) }, what string, got, want *journey.Map) {
	g, w := *got, *want
	g.Revision, w.Revision = 0, 0
	if !reflect.DeepEqual(g, w) {
		t.Fatalf("%s gave\n%s\nwant\n%s", what, codec.EncodeMap(&g, false), codec.EncodeMap(&w, false))
	}
}
