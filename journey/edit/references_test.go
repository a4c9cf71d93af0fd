package edit

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"rehearse/journey"
)

// filled sets every field of a value: pointers, one element in every list, a fresh ID in every reference.
// It returns the references with their paths.
type filler struct {
	n    int
	refs map[journey.ID]string
}

var ownIDs = []string{"BranchRule.ID", "SplitArm.ID", "Cap.ID"}

func (f *filler) fill(v reflect.Value, path string) {
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.fill(v.Elem(), path)
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		f.fill(v.Index(0), path+"[]")
	case reflect.Struct:
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			if name == "ID" && path != "" && v.Type() != reflect.TypeFor[journey.Ref]() &&
				slices.Contains(ownIDs, v.Type().Name()+".ID") {
				continue
			}
			if name == "ID" && path == "" {
				continue
			}
			f.fill(v.Field(i), path+"."+name)
		}
	case reflect.String:
		// Two mixes hold IDs as the texts of their values.
		mixed := path == ".Entry.Mix[].Value" || path == ".Entry.Base.Unsubscribed[].Value"
		if v.Type() == reflect.TypeFor[journey.ID]() || mixed {
			f.n++
			id := journey.ID(fmt.Sprintf("r%d", f.n))
			f.refs[id] = path
			v.SetString(string(id))
		}
	}
}

func TestNoReferenceBetweenRecordsIsForgotten(t *testing.T) {
	t.Parallel()
	m := journey.New("x", "2026-11-22")
	for _, kind := range journey.Kinds() {
		var r journey.Record
		if deletable(kind) {
			// The element type of the kind's list, by way of an Append that would panic for another type.
			r = emptyRecord(t, kind)
		} else {
			r = journey.Clone(m.Records(kind)[0])
		}
		f := &filler{refs: map[journey.ID]string{}}
		f.fill(reflect.ValueOf(r).Elem(), "")
		for id := range f.refs {
			if id == r.RecordID() {
				delete(f.refs, id)
			}
		}
		seen := map[journey.ID]bool{}
		w := &walker{
			target: func(id journey.ID) (journey.ID, bool) { seen[id] = true; return id, true },
			fact:   func(use journey.Assumption) journey.Assumption { return use },
		}
		w.walk(r)
		for id, path := range f.refs {
			if !seen[id] {
				t.Errorf("%s%s refers to a record and the table of references does not know it", kind, path)
			}
		}
	}
}

func emptyRecord(t *testing.T, kind journey.Kind) journey.Record {
	t.Helper()
	switch kind {
	case journey.KindStep:
		return &journey.Step{}
	case journey.KindLink:
		return &journey.Link{}
	case journey.KindComment:
		return &journey.Comment{}
	case journey.KindAsset:
		return &journey.Asset{}
	case journey.KindSilence:
		return &journey.Silence{}
	}
	r := usualRecord(journey.New("x", "2026-11-22"), kind, "")
	if r == nil {
		t.Fatalf("no record of kind %s", kind)
	}
	return r
}

func TestLookingAtReferencesNeverWrites(t *testing.T) {
	t.Parallel()
	for _, kind := range journey.Kinds() {
		if !deletable(kind) {
			continue
		}
		r := emptyRecord(t, kind)
		f := &filler{refs: map[journey.ID]string{}}
		f.fill(reflect.ValueOf(r).Elem(), "")
		before := journey.Clone(r)
		w := &walker{
			target: func(id journey.ID) (journey.ID, bool) { return id, true },
			fact:   func(use journey.Assumption) journey.Assumption { return use },
		}
		w.walk(r)
		if !reflect.DeepEqual(before, r) {
			t.Errorf("%s was changed by looking at it", kind)
		}
	}
}
