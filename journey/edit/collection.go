package edit

import (
	"slices"

	"rehearse/journey"
)

// collection is one ordered slice of a Map, seen without its type.
type collection interface {
	// own makes the slice the caller's to change.
	own(m *journey.Map)
	find(m *journey.Map, id journey.ID) (journey.Record, int)
	size(m *journey.Map) int
	replace(m *journey.Map, at int, r journey.Record)
	insert(m *journey.Map, at int, r journey.Record)
	remove(m *journey.Map, at int)
	patch(m *journey.Map, diffs []Diff)
}

// list is a collection of many records.
type list[R journey.Record] struct{ of func(*journey.Map) *[]R }

func (c list[R]) own(m *journey.Map) { p := c.of(m); *p = slices.Clone(*p) }

func (c list[R]) find(m *journey.Map, id journey.ID) (journey.Record, int) {
	for i, r := range *c.of(m) {
		if r.RecordID() == id {
			return r, i
		}
	}
	return nil, -1
}

func (c list[R]) size(m *journey.Map) int { return len(*c.of(m)) }

func (c list[R]) replace(m *journey.Map, at int, r journey.Record) { (*c.of(m))[at] = r.(R) }

func (c list[R]) insert(m *journey.Map, at int, r journey.Record) {
	p := c.of(m)
	*p = slices.Insert(*p, at, r.(R))
}

func (c list[R]) remove(m *journey.Map, at int) {
	p := c.of(m)
	if *p = slices.Delete(*p, at, at+1); len(*p) == 0 {
		*p = nil
	}
}

func (c list[R]) patch(m *journey.Map, diffs []Diff) {
	p := c.of(m)
	*p = patchList(*p, diffs)
}

// single is a collection of exactly one record that is replaced and never deleted.
type single[R interface {
	comparable
	journey.Record
}] struct {
	of func(*journey.Map) *R
}

func (c single[R]) own(*journey.Map) {}

func (c single[R]) find(m *journey.Map, id journey.ID) (journey.Record, int) {
	var none R
	if r := *c.of(m); r != none && r.RecordID() == id {
		return r, 0
	}
	return nil, -1
}

func (c single[R]) size(*journey.Map) int { return 1 }

func (c single[R]) replace(m *journey.Map, _ int, r journey.Record) { *c.of(m) = r.(R) }

func (c single[R]) insert(m *journey.Map, _ int, r journey.Record) { *c.of(m) = r.(R) }

func (c single[R]) remove(*journey.Map, int) {}

func (c single[R]) patch(m *journey.Map, diffs []Diff) {
	for _, d := range diffs {
		*c.of(m) = d.After.(R)
	}
}

// collectionOf is the slice that holds records of a kind. It panics for a kind that does not exist.
func collectionOf(kind journey.Kind) collection {
	switch kind {
	case journey.KindSettings:
		return single[*journey.Settings]{func(m *journey.Map) **journey.Settings { return &m.Settings }}
	case journey.KindStage:
		return list[*journey.Stage]{func(m *journey.Map) *[]*journey.Stage { return &m.Stages }}
	case journey.KindPersona:
		return list[*journey.Persona]{func(m *journey.Map) *[]*journey.Persona { return &m.Personas }}
	case journey.KindProperty:
		return list[*journey.Property]{func(m *journey.Map) *[]*journey.Property { return &m.Properties }}
	case journey.KindEvent:
		return list[*journey.Event]{func(m *journey.Map) *[]*journey.Event { return &m.Events }}
	case journey.KindChannel:
		return list[*journey.Channel]{func(m *journey.Map) *[]*journey.Channel { return &m.Channels }}
	case journey.KindAssumption:
		return list[*journey.AssumptionRecord]{func(m *journey.Map) *[]*journey.AssumptionRecord { return &m.Assumptions }}
	case journey.KindSegment:
		return list[*journey.Segment]{func(m *journey.Map) *[]*journey.Segment { return &m.Segments }}
	case journey.KindTopic:
		return list[*journey.Topic]{func(m *journey.Map) *[]*journey.Topic { return &m.Topics }}
	case journey.KindOffer:
		return list[*journey.Offer]{func(m *journey.Map) *[]*journey.Offer { return &m.Offers }}
	case journey.KindNamedDate:
		return list[*journey.NamedDate]{func(m *journey.Map) *[]*journey.NamedDate { return &m.NamedDates }}
	case journey.KindScore:
		return list[*journey.Score]{func(m *journey.Map) *[]*journey.Score { return &m.Scores }}
	case journey.KindScenario:
		return list[*journey.Scenario]{func(m *journey.Map) *[]*journey.Scenario { return &m.Scenarios }}
	case journey.KindStep:
		return list[*journey.Step]{func(m *journey.Map) *[]*journey.Step { return &m.Steps }}
	case journey.KindLink:
		return list[*journey.Link]{func(m *journey.Map) *[]*journey.Link { return &m.Links }}
	case journey.KindPolicy:
		return single[*journey.Policy]{func(m *journey.Map) **journey.Policy { return &m.Policy }}
	case journey.KindCost:
		return list[*journey.Cost]{func(m *journey.Map) *[]*journey.Cost { return &m.Costs }}
	case journey.KindObserved:
		return list[*journey.Observed]{func(m *journey.Map) *[]*journey.Observed { return &m.Observed }}
	case journey.KindTerm:
		return list[*journey.Term]{func(m *journey.Map) *[]*journey.Term { return &m.Terms }}
	case journey.KindComment:
		return list[*journey.Comment]{func(m *journey.Map) *[]*journey.Comment { return &m.Comments }}
	case journey.KindAsset:
		return list[*journey.Asset]{func(m *journey.Map) *[]*journey.Asset { return &m.Assets }}
	case journey.KindSilence:
		return list[*journey.Silence]{func(m *journey.Map) *[]*journey.Silence { return &m.Silences }}
	default:
		panic("edit: no such kind of record: " + string(kind))
	}
}

// deletable reports whether records of the kind come and go.
func deletable(kind journey.Kind) bool {
	return kind != journey.KindSettings && kind != journey.KindPolicy
}

// Append adds a record to a map that is being put together and that nobody reads yet, as the last of
// its kind. Maps that are in use change through an Editor.
func Append(m *journey.Map, r journey.Record) {
	c := collectionOf(r.RecordKind())
	c.insert(m, c.size(m), r)
}
