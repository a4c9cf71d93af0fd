package journey

import (
	"reflect"
	"sync"
)

// Normalize fills every empty enumeration of a record, however deep, with the word in its field's
// `default` tag, makes empty lists nil and negative zeros zero, so that equal records are deeply equal.
// The record is changed in place: it must not be part of a Map yet.
func Normalize(r Record) { normalize(reflect.ValueOf(r)) }

func normalize(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			normalize(v.Elem())
		}
	case reflect.Slice:
		if v.Len() == 0 {
			v.SetZero()
			return
		}
		if kind := v.Type().Elem().Kind(); kind == reflect.Uint8 || kind == reflect.Int {
			return
		}
		for i := range v.Len() {
			normalize(v.Index(i))
		}
	case reflect.Struct:
		words := defaultWords(v.Type())
		for i := range v.NumField() {
			field := v.Field(i)
			if field.Kind() != reflect.String {
				normalize(field)
			} else if field.Len() == 0 && words[i] != "" {
				field.SetString(words[i])
			}
		}
	case reflect.Float64:
		if v.Float() == 0 {
			v.SetFloat(0)
		}
	}
}

var defaults sync.Map // reflect.Type to []string

// defaultWords are the words of a type's `default` tags by field, "" for fields without.
func defaultWords(t reflect.Type) []string {
	if known, ok := defaults.Load(t); ok {
		return known.([]string)
	}
	words := make([]string, t.NumField())
	for i := range words {
		words[i] = t.Field(i).Tag.Get("default")
	}
	defaults.Store(t, words)
	return words
}

// Clone returns a deep copy of a record, to be changed and put back through journey/edit. The bytes of
// an asset are shared: they are never changed in place.
func Clone[R Record](r R) R {
	return clone(reflect.ValueOf(r)).Interface().(R)
}

func clone(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Interface:
		return clone(v.Elem())
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		c := reflect.New(v.Type().Elem())
		c.Elem().Set(clone(v.Elem()))
		return c
	case reflect.Slice:
		if v.IsNil() || v.Type().Elem().Kind() == reflect.Uint8 {
			return v
		}
		c := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			c.Index(i).Set(clone(v.Index(i)))
		}
		return c
	case reflect.Struct:
		c := reflect.New(v.Type()).Elem()
		c.Set(v)
		for i := range v.NumField() {
			switch v.Field(i).Kind() {
			case reflect.Pointer, reflect.Slice, reflect.Struct:
				c.Field(i).Set(clone(v.Field(i)))
			}
		}
		return c
	default:
		return v
	}
}
