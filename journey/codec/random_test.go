package codec

import (
	"math"
	"reflect"

	"pgregory.net/rapid"

	"rehearse/journey"
)

// randomMap draws a normalized map in which every field of every record can have any value it can hold,
// whether or not it makes sense.
func randomMap(t *rapid.T) *journey.Map {
	m := &journey.Map{Settings: randomRecord(t, journey.KindSettings).(*journey.Settings)}
	m.Policy = randomRecord(t, journey.KindPolicy).(*journey.Policy)
	for _, l := range lists {
		for range rapid.IntRange(0, 2).Draw(t, l.name) {
			appendTo(m, randomRecord(t, l.kind))
		}
	}
	return m
}

func randomRecord(t *rapid.T, kind journey.Kind) journey.Record {
	v := reflect.New(types[kind])
	fill(t, v.Elem(), shapeOf(types[kind]))
	r := v.Interface().(journey.Record)
	journey.Normalize(r)
	return r
}

func fill(t *rapid.T, v reflect.Value, s *shape) {
	switch s.form {
	case formStruct, formLaw, formAssumption:
		for i := range s.fields {
			if rapid.Bool().Draw(t, s.fields[i].name) {
				fill(t, v.Field(s.fields[i].index), s.fields[i].shape)
			}
		}
		for i := range s.fields { // words without a default are in every record
			if f := &s.fields[i]; f.shape.form == formWord && f.word == "" {
				fill(t, v.Field(f.index), f.shape)
			}
		}
		if law, ok := v.Interface().(journey.Law); ok { // numbers of another kind are not written
			v.Set(reflect.ValueOf(law.Own()))
		}
	case formPointer:
		v.Set(reflect.New(s.elem.typ))
		fill(t, v.Elem(), s.elem)
	case formList:
		n := rapid.IntRange(0, 3).Draw(t, "length")
		v.Set(reflect.MakeSlice(s.typ, n, n))
		for i := range n {
			fill(t, v.Index(i), s.elem)
		}
	case formText:
		v.SetString(rapid.String().Draw(t, "text"))
	case formWord:
		v.SetString(rapid.SampledFrom(s.words).Draw(t, "word"))
	case formBool:
		v.SetBool(rapid.Bool().Draw(t, "bool"))
	case formInteger:
		v.SetInt(rapid.Int64().Draw(t, "integer"))
	case formNumber:
		v.SetFloat(rapid.Float64().Filter(func(f float64) bool { return !math.IsInf(f, 0) && !math.IsNaN(f) }).Draw(t, "number"))
	case formDuration:
		v.SetInt(rapid.Int64Range(-1e15, 1e15).Draw(t, "duration"))
	case formTime:
		v.SetInt(rapid.Int64Range(0, 86400).Draw(t, "time"))
	case formBytes:
		v.SetBytes(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes"))
	}
}
