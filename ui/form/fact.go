package form

import (
	"reflect"
	"strings"

	"rehearse/journey"
)

// TakeFact gives a copy of the record whose assumption at a path is another one as a whole: value, range, denominator,
// source, date and grade. What it used to share with others it no longer does.
func TakeFact(r journey.Record, path string, fact journey.Assumption) journey.Record {
	c, v, _ := open(r, path)
	fact.Use = ""
	v.Set(reflect.ValueOf(fact))
	complete(reflect.ValueOf(c).Elem())
	journey.Normalize(c)
	return c
}

// TakeLaw gives a copy of the record with another law at a path.
func TakeLaw(r journey.Record, path string, law journey.Law) journey.Record {
	c, v, _ := open(r, path)
	v.Set(reflect.ValueOf(law))
	journey.Normalize(c)
	return c
}

// keepRange keeps the two ends of a range together after one was changed: an end that is given alone begins a range up to the
// value, and taking one away takes the other along.
func keepRange(c journey.Record, path string) {
	dot := strings.LastIndexByte(path, '.')
	if dot < 0 || path[dot+1:] != "low" && path[dot+1:] != "high" {
		return
	}
	_, v, _ := openIn(c, path[:dot])
	a, ok := v.Addr().Interface().(*journey.Assumption)
	if !ok {
		return
	}
	this, other := &a.Low, &a.High
	if path[dot+1:] == "high" {
		this, other = other, this
	}
	switch {
	case *this == nil:
		*other = nil
	case *other == nil:
		value := a.Value
		*other = &value
	}
}
