package journey

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// AssumptionPlace is where an assumption stands: a record and the path of the field in JSON names, such as
// "message.rates.opened" of a step or "fact" of a shared assumption.
type AssumptionPlace struct {
	Record Ref    `json:"record"`
	Field  string `json:"field"`
}

// ListedAssumption is one number of a map that can be changed by itself: an assumption of a field, or a shared one with
// all fields that use it.
type ListedAssumption struct {
	AssumptionPlace
	Fact Assumption `json:"fact"`
	// Uses are the fields that use a shared assumption, in map order; nil for a field's own.
	Uses []AssumptionPlace `json:"uses,omitempty"`
	// Most is the greatest value it may take: 1 of a share, a rate or a weight, 1000 of a factor of fatigue, infinite of
	// a number per day. The least is 0.
	Most float64 `json:"-"`
}

// ListAssumptions lists every number of a map that is an Assumption and counts, in map order: shared ones once and only
// when a field uses them. Left out are fields that are not read: the rate per day of an entry that is no stream, and
// the evidence of an amount.
func ListAssumptions(m *Map) []ListedAssumption {
	var list []ListedAssumption
	shared := map[ID]int{} // place in list
	for _, r := range m.Assumptions {
		shared[r.ID] = len(list)
		list = append(list, ListedAssumption{
			AssumptionPlace: AssumptionPlace{Record: Ref{Kind: KindAssumption, ID: r.ID}, Field: "fact"}, Fact: r.Fact, Most: math.Inf(1),
		})
	}
	for _, kind := range believing {
		for _, r := range m.Records(kind) {
			eachAssumption(r, func(field string, a *Assumption) {
				at := AssumptionPlace{Record: Ref{Kind: kind, ID: r.RecordID()}, Field: field}
				if n, ok := shared[a.Use]; ok && a.Use != "" {
					list[n].Uses = append(list[n].Uses, at)
					list[n].Most = min(list[n].Most, greatest(field))
					return
				}
				list = append(list, ListedAssumption{AssumptionPlace: at, Fact: *a, Most: greatest(field)})
			})
		}
	}
	return slices.DeleteFunc(list, func(a ListedAssumption) bool { return a.Record.Kind == KindAssumption && a.Uses == nil })
}

// believing are the kinds of records with assumptions, besides shared ones.
var believing = []Kind{KindPersona, KindEvent, KindChannel, KindStep, KindLink, KindPolicy}

// greatest is the greatest value of an assumption by its field, as validation has it.
func greatest(field string) float64 {
	switch {
	case strings.HasSuffix(field, "per_day"):
		return math.Inf(1)
	case strings.HasPrefix(field, "fatigue."):
		return 1000
	default:
		return 1
	}
}

// eachAssumption visits the assumptions of a record that are read, with their fields.
func eachAssumption(r Record, visit func(field string, a *Assumption)) {
	step, _ := r.(*Step)
	walkAssumptions(reflect.ValueOf(r).Elem(), "", func(field string, a *Assumption) {
		if strings.HasSuffix(field, ".evidence") || field == "entry.per_day" && step.Entry.Mode != EntryStream {
			return
		}
		visit(field, a)
	})
}

// AssumptionAt finds the assumption of a record by the path of its field, as ListAssumptions names it; nil when there is
// none. It is the record's own: only who owns the record may change it.
func AssumptionAt(r Record, field string) (found *Assumption) {
	if r == nil {
		return nil
	}
	if shared, ok := r.(*AssumptionRecord); ok && field == "fact" {
		return &shared.Fact
	}
	eachAssumption(r, func(name string, a *Assumption) {
		if name == field {
			found = a
		}
	})
	return found
}

func walkAssumptions(v reflect.Value, path string, visit func(field string, a *Assumption)) {
	switch t := v.Type(); t.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			walkAssumptions(v.Elem(), path, visit)
		}
	case reflect.Slice:
		if kind := t.Elem().Kind(); kind != reflect.Struct && kind != reflect.Pointer {
			return
		}
		for i := range v.Len() {
			walkAssumptions(v.Index(i), at(path, i), visit)
		}
	case reflect.Struct:
		if t == assumptionType {
			visit(path, v.Addr().Interface().(*Assumption))
			return
		}
		for _, field := range believingFields(t) {
			name := field.name
			if path != "" {
				name = path + "." + name
			}
			walkAssumptions(v.Field(field.number), name, visit)
		}
	}
}

// believingField is a field in which there can be assumptions, by its number and its name in JSON.
type believingField struct {
	number int
	name   string
}

var believedTypes sync.Map // reflect.Type to []believingField, found out once per type: maps have thousands of records

func believingFields(t reflect.Type) []believingField {
	if known, ok := believedTypes.Load(t); ok {
		return known.([]believingField)
	}
	fields := []believingField{}
	for i, known := range sweptFields(t) {
		if believes(t.Field(i).Type, map[reflect.Type]bool{}) {
			fields = append(fields, believingField{number: i, name: known.name})
		}
	}
	believedTypes.Store(t, fields)
	return fields
}

// believes tells that there can be an assumption in a value of a type; seen are the types it is in.
func believes(t reflect.Type, seen map[reflect.Type]bool) bool {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t == assumptionType {
		return true
	}
	if t.Kind() != reflect.Struct || seen[t] {
		return false
	}
	seen[t] = true
	for i := range t.NumField() {
		if believes(t.Field(i).Type, seen) {
			return true
		}
	}
	return false
}

// WithAssumptions returns a copy of a map with other values for some assumptions; records that stay as they are are
// shared with the map. A place that is not in the map is left out. A value that is set has no range.
//
// Shares that must be one whole stay one whole. Where a mix, the arms of a split or the weights of a port sum to 1 with
// nothing left to take the rest, those that are not given share what the given ones leave, in the proportion they
// had (equally when they had nothing); when all are given, or the given ones alone exceed the whole, all are scaled
// to it. Where something is left (people who drop off, a link without weight), it takes up the difference first, and
// the others give way only when the sum would exceed 1. A weight for some people only counts with the weights for
// exactly the same people. What cannot be made whole is left for Compile to refuse.
func WithAssumptions(m *Map, values map[AssumptionPlace]float64) *Map {
	if len(values) == 0 {
		return m
	}
	c := &assumptionCopy{from: m, records: map[Ref]Record{}, moved: map[AssumptionPlace]bool{}}
	shared := map[ID]bool{}
	for place, value := range values {
		if a := c.at(place); a != nil {
			a.Value, a.Low, a.High = value, nil, nil
			c.moved[place] = true
			if place.Record.Kind == KindAssumption {
				shared[place.Record.ID] = true
			}
		}
	}
	for _, kind := range believing {
		if len(shared) == 0 {
			break
		}
		for _, r := range m.Records(kind) {
			eachAssumption(r, func(field string, a *Assumption) {
				if shared[a.Use] {
					c.moved[AssumptionPlace{Record: Ref{Kind: kind, ID: r.RecordID()}, Field: field}] = true
				}
			})
		}
	}
	for _, w := range wholes(m) {
		c.restore(w)
	}
	return c.done()
}

// assumptionCopy is a map being copied, record by record when one is changed.
type assumptionCopy struct {
	from    *Map
	records map[Ref]Record
	moved   map[AssumptionPlace]bool
}

// at finds an assumption in the copy, to be changed; nil when there is none.
func (c *assumptionCopy) at(place AssumptionPlace) *Assumption {
	r := c.records[place.Record]
	if r == nil {
		if r = c.from.Lookup(place.Record); r == nil {
			return nil
		}
		r = Clone(r)
		c.records[place.Record] = r
	}
	return AssumptionAt(r, place.Field)
}

// value is what a field's assumption is worth in the copy.
func (c *assumptionCopy) value(place AssumptionPlace) float64 {
	r := c.records[place.Record]
	if r == nil {
		r = c.from.Lookup(place.Record)
	}
	value := 0.0
	eachAssumption(r, func(field string, a *Assumption) {
		if field != place.Field {
			return
		}
		if shared, ok := c.records[Ref{Kind: KindAssumption, ID: a.Use}].(*AssumptionRecord); ok {
			value = shared.Fact.Value
		} else {
			value = c.from.Value(*a).Value
		}
	})
	return value
}

// set gives a field a value of its own.
func (c *assumptionCopy) set(place AssumptionPlace, value float64) {
	a := c.at(place)
	if a.Use != "" {
		*a = c.from.Value(*a)
	}
	a.Value, a.Low, a.High, a.Use = value, nil, nil, ""
}

func (c *assumptionCopy) done() *Map {
	m := *c.from
	m.Assumptions = replaced(c, m.Assumptions)
	m.Personas = replaced(c, m.Personas)
	m.Events = replaced(c, m.Events)
	m.Channels = replaced(c, m.Channels)
	m.Steps = replaced(c, m.Steps)
	m.Links = replaced(c, m.Links)
	if policy, ok := c.records[Ref{Kind: KindPolicy, ID: PolicyID}].(*Policy); ok {
		m.Policy = policy
	}
	return &m
}

// replaced is a list with the changed records in it, the list itself when none of them is.
func replaced[R Record](c *assumptionCopy, list []R) []R {
	result, own := list, false
	for i, r := range list {
		if other, ok := c.records[Ref{Kind: r.RecordKind(), ID: r.RecordID()}]; ok {
			if !own {
				result, own = slices.Clone(list), true
			}
			result[i] = other.(R)
		}
	}
	return result
}
