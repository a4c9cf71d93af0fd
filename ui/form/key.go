package form

import (
	"reflect"
	"strconv"
	"strings"

	"rehearse/journey"
)

// Key is a path that goes on meaning the same item when others are added, removed or moved: one that has an ID is named by it,
// "branch.rules.#r2.rule". It is false when the record has no item at the path.
func Key(r journey.Record, path string) (key string, there bool) {
	return along(r, path, func(list reflect.Value, part string) (string, int) {
		i, err := strconv.Atoi(part)
		if err != nil || i < 0 || i >= list.Len() {
			return "", -1
		}
		if id := itemID(list.Index(i)); id != "" {
			part = "#" + id
		}
		return part, i
	})
}

// PathOf is where a key leads in a record now; false when its item is gone.
func PathOf(r journey.Record, key string) (path string, there bool) {
	return along(r, key, func(list reflect.Value, part string) (string, int) {
		id, named := strings.CutPrefix(part, "#")
		for i := range list.Len() {
			if named && itemID(list.Index(i)) == id || !named && part == strconv.Itoa(i) {
				return strconv.Itoa(i), i
			}
		}
		return "", -1
	})
}

// along follows a path and lets each item of a list on it be named; item gives its index, −1 when it is not there.
func along(r journey.Record, path string, item func(list reflect.Value, part string) (string, int)) (string, bool) {
	parts := strings.Split(path, ".")
	v := reflect.ValueOf(r)
	for n := range parts {
		for v.Kind() == reflect.Pointer && !v.IsNil() {
			v = v.Elem()
		}
		switch v.Kind() {
		case reflect.Struct:
			v = partNamed(v, parts[n])
		case reflect.Slice:
			if v.Type().Elem().Kind() != reflect.Struct {
				return strings.Join(parts, "."), true
			}
			name, i := item(v, parts[n])
			if i < 0 {
				return "", false
			}
			parts[n], v = name, v.Index(i)
		default: // a part that is not there yet, and has no items
			return strings.Join(parts, "."), true
		}
	}
	return strings.Join(parts, "."), true
}

// partNamed is a field of a struct by its JSON name; no value when it has none of that name.
func partNamed(v reflect.Value, name string) reflect.Value {
	for i := range v.NumField() {
		if jsonName(v.Type().Field(i)) == name {
			return v.Field(i)
		}
	}
	return reflect.Value{}
}

// itemID is the ID of an item of a list, "" for one without.
func itemID(v reflect.Value) string {
	if id := v.FieldByName("ID"); id.IsValid() && id.Type() == idType {
		return id.String()
	}
	return ""
}
