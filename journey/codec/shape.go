package codec

import (
	"reflect"
	"strings"
	"sync"

	"rehearse/journey"
)

// form is how values of a type are written.
type form uint8

const (
	formStruct form = iota
	formPointer
	formList
	formText
	formWord
	formBool
	formInteger
	formNumber
	formDuration
	formTime
	formLaw
	formAssumption
	formBytes
)

// shape is what the codec knows of a type.
type shape struct {
	form   form
	typ    reflect.Type
	elem   *shape  // of a pointer or list
	fields []field // of a struct
	words  []string
	color  bool
}

// field is one field of a struct.
type field struct {
	name  string
	index int
	shape *shape
	// word is the default of a word that is not written; "" for fields without.
	word string
}

func (s *shape) field(name string) *field {
	for i := range s.fields {
		if s.fields[i].name == name {
			return &s.fields[i]
		}
	}
	return nil
}

func (s *shape) names() []string {
	names := make([]string, len(s.fields))
	for i, f := range s.fields {
		names[i] = f.name
	}
	return names
}

var shapes struct {
	sync.Mutex
	of map[reflect.Type]*shape
}

// shapeOf describes a type of package journey; it panics on a type no record has.
func shapeOf(t reflect.Type) *shape {
	shapes.Lock()
	defer shapes.Unlock()
	if shapes.of == nil {
		shapes.of = make(map[reflect.Type]*shape)
	}
	return makeShape(t)
}

var special = map[reflect.Type]form{
	reflect.TypeFor[journey.Duration]():   formDuration,
	reflect.TypeFor[journey.TimeOfDay]():  formTime,
	reflect.TypeFor[journey.Law]():        formLaw,
	reflect.TypeFor[journey.Assumption](): formAssumption,
	reflect.TypeFor[[]byte]():             formBytes,
}

func makeShape(t reflect.Type) *shape {
	if s := shapes.of[t]; s != nil {
		return s
	}
	s := &shape{typ: t, color: t == reflect.TypeFor[journey.Color]()}
	shapes.of[t] = s
	if f, ok := special[t]; ok {
		s.form = f
		if t.Kind() == reflect.Struct {
			s.fields = makeFields(t)
		}
		return s
	}
	switch t.Kind() {
	case reflect.Struct:
		s.form, s.fields = formStruct, makeFields(t)
	case reflect.Pointer:
		s.form, s.elem = formPointer, makeShape(t.Elem())
	case reflect.Slice:
		s.form, s.elem = formList, makeShape(t.Elem())
	case reflect.String:
		s.form = formText
		if w, ok := reflect.Zero(t).Interface().(interface{ Words() []string }); ok {
			s.form, s.words = formWord, w.Words()
		}
	case reflect.Bool:
		s.form = formBool
	case reflect.Int, reflect.Int64:
		s.form = formInteger
	case reflect.Float64:
		s.form = formNumber
	default:
		panic("codec: no form for " + t.String())
	}
	return s
}

func makeFields(t reflect.Type) []field {
	fields := make([]field, 0, t.NumField())
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" {
			panic("codec: no json name for " + t.String() + "." + f.Name)
		}
		fields = append(fields, field{name: name, index: i, shape: makeShape(f.Type), word: f.Tag.Get("default")})
	}
	return fields
}
