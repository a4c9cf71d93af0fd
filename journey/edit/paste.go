package edit

import (
	"math"
	"reflect"

	"rehearse/journey"
)

// Paste adds the steps of a part (see Copy; any map will do) with new IDs, the top left one at x, y, and
// returns the new steps in the part's order; where that would lay it exactly on steps that are there, as
// when it is pasted again, it stands beside them. A record the steps use is the map's own where it has one
// of the same kind with the same ID, or else with the same name; otherwise it comes along.
func Paste(tx *Tx, part *journey.Map, x, y float64) ([]journey.ID, error) {
	if len(part.Steps) == 0 {
		return nil, journey.Problem{Code: "edit.nothing_to_paste"}
	}
	left, top := math.Inf(1), math.Inf(1)
	for _, s := range part.Steps {
		left, top = min(left, s.X), min(top, s.Y)
	}
	for liesOn(tx.next, part, x-left, y-top) {
		x, y = x+beside, y+beside
	}
	tx.Name("edit.paste", journey.Args{"Count": len(part.Steps)})
	return insertPart(tx, part, x-left, y-top)
}

// beside is how far to the right and below a part goes that would lie on steps, in world units.
const beside = 40

// liesOn reports whether a part, moved, would lie exactly on a step of the map.
func liesOn(m, part *journey.Map, dx, dy float64) bool {
	for _, s := range part.Steps {
		for _, own := range m.Steps {
			if math.Abs(own.X-s.X-dx) < 1 && math.Abs(own.Y-s.Y-dy) < 1 {
				return true
			}
		}
	}
	return false
}

// Duplicate copies steps of the map, with the links among them, and returns the copies.
func Duplicate(tx *Tx, steps []journey.ID, dx, dy float64) ([]journey.ID, error) {
	part := Copy(tx.next, steps)
	if len(part.Steps) == 0 {
		return nil, journey.Problem{Code: "edit.nothing_to_paste"}
	}
	tx.Name("edit.duplicate", journey.Args{"Count": len(part.Steps)})
	return insertPart(tx, part, dx, dy)
}

func insertPart(tx *Tx, part *journey.Map, dx, dy float64) ([]journey.ID, error) {
	if err := sameMoney(tx.next, part); err != nil {
		return nil, err
	}
	become := map[journey.ID]journey.ID{}
	added := resolveCarried(tx, part, become)
	for _, s := range part.Steps {
		become[s.ID] = tx.NewID()
		for _, inner := range innerIDs(s) {
			become[*inner] = tx.NewID()
		}
	}
	for _, l := range part.Links {
		become[l.ID] = tx.NewID()
	}
	rewire := &walker{
		fact: func(use journey.Assumption) journey.Assumption { return use },
		target: func(id journey.ID) (journey.ID, bool) {
			to, ok := become[id]
			return to, ok
		},
	}
	for _, r := range added {
		rewire.walk(r)
		tx.Put(r)
	}
	var steps []journey.ID
	for _, s := range part.Steps {
		c := journey.Clone(s)
		c.ID = become[s.ID]
		c.X, c.Y = s.X+dx, s.Y+dy
		for _, inner := range innerIDs(c) {
			*inner = become[*inner]
		}
		for i := range c.Ports {
			rewirePort(&c.Ports[i].Port, become)
		}
		rewire.walk(c)
		tx.Put(c)
		steps = append(steps, c.ID)
	}
	for _, l := range part.Links {
		c := journey.Clone(l)
		c.ID = become[l.ID]
		rewirePort(&c.Port, become)
		if rewire.walk(c) {
			tx.Put(c)
		}
	}
	return steps, nil
}

// resolveCarried finds the map's own record for each carried one, or makes a copy to add.
func resolveCarried(tx *Tx, part *journey.Map, become map[journey.ID]journey.ID) []journey.Record {
	var added []journey.Record
	index := journey.NewIndex(tx.next)
	needed := neededBy(part, part)
	for _, kind := range journey.Kinds() {
		for _, r := range part.Records(kind) {
			id := r.RecordID()
			if !needed[id] {
				continue
			}
			if own := index.Get(id); own != nil && own.RecordKind() == kind {
				become[id] = id
				continue
			}
			if own := byName(tx.next, kind, journey.NameOf(r)); own != nil {
				become[id] = own.RecordID()
				continue
			}
			c := journey.Clone(r)
			become[id] = id
			if tx.editor.used[id] || tx.made[id] || index.Taken(id) {
				become[id] = tx.NewID()
				setID(c, become[id])
			}
			added = append(added, c)
		}
	}
	return added
}

func byName(m *journey.Map, kind journey.Kind, name string) journey.Record {
	if name == "" {
		return nil
	}
	for _, r := range m.Records(kind) {
		if journey.NameOf(r) == name {
			return r
		}
	}
	return nil
}

// innerIDs are the IDs of a step's rules and arms.
func innerIDs(s *journey.Step) []*journey.ID {
	var ids []*journey.ID
	if s.Branch != nil {
		for i := range s.Branch.Rules {
			ids = append(ids, &s.Branch.Rules[i].ID)
		}
	}
	if s.Split != nil {
		for i := range s.Split.Arms {
			ids = append(ids, &s.Split.Arms[i].ID)
		}
	}
	return ids
}

// rewirePort follows a rule or an arm that got a new ID; ports with fixed names stay.
func rewirePort(p *journey.Port, become map[journey.ID]journey.ID) {
	if to, ok := become[journey.ID(*p)]; ok && !journey.IsFixedPort(*p) {
		*p = journey.Port(to)
	}
}

// setID gives a copy its own ID. Every kind that comes and goes keeps it in a field of that name.
func setID(r journey.Record, id journey.ID) {
	reflect.ValueOf(r).Elem().FieldByName("ID").SetString(string(id))
}

// sameMoney refuses amounts of another currency: they would change their worth without a word.
func sameMoney(m, part *journey.Map) error {
	if part.Settings == nil || m.Settings == nil || part.Settings.Currency == m.Settings.Currency {
		return nil
	}
	for _, kind := range journey.Kinds() {
		for _, r := range part.Records(kind) {
			if carried(kind) || kind == journey.KindStep {
				if hasMoney(reflect.ValueOf(r)) {
					return journey.Problem{Code: "edit.other_currency", Args: journey.Args{
						"Currency": part.Settings.Currency, "Own": m.Settings.Currency, "Name": nameOf(r),
					}}
				}
			}
		}
	}
	return nil
}

func hasMoney(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Pointer:
		return !v.IsNil() && hasMoney(v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			if hasMoney(v.Index(i)) {
				return true
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if hasMoney(v.Field(i)) {
				return true
			}
		}
	case reflect.Int64:
		return v.Type() == reflect.TypeFor[journey.Money]() && v.Int() != 0
	}
	return false
}
