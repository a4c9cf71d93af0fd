package form

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"rehearse/journey"
)

// Of lists the fields of a record, those that have a meaning for it as it is now.
func Of(r journey.Record) []Field {
	fields := fieldsOf(reflect.ValueOf(r).Elem(), "")
	// What is the same for every step comes after what is its own, but for the name.
	slices.SortStableFunc(fields, func(a, b Field) int { return late[a.Path] - late[b.Path] })
	return fields
}

// Find finds a field by its path, however deep.
func Find(fields []Field, path string) (Field, bool) {
	for _, f := range fields {
		if f.Path == path {
			return f, true
		}
		if inner, ok := Find(f.Fields, path); ok {
			return inner, true
		}
	}
	return Field{}, false
}

// late are fields that are shown after the others, by their path.
var late = map[string]int{"scenario": 1, "stage": 2, "notes": 3, "ports": 4}

var (
	wordsType      = reflect.TypeFor[interface{ Words() []string }]()
	idType         = reflect.TypeFor[journey.ID]()
	refType        = reflect.TypeFor[journey.Ref]()
	lawType        = reflect.TypeFor[journey.Law]()
	assumptionType = reflect.TypeFor[journey.Assumption]()
	moneyType      = reflect.TypeFor[journey.Money]()
	durationType   = reflect.TypeFor[journey.Duration]()
	clockType      = reflect.TypeFor[journey.TimeOfDay]()
	dateType       = reflect.TypeFor[journey.Date]()
	colorType      = reflect.TypeFor[journey.Color]()
	portType       = reflect.TypeFor[journey.Port]()
)

// jsonName is the name of a struct's field in JSON.
func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func elementPath(path string, i int) string { return path + "." + strconv.Itoa(i) }

func fieldsOf(v reflect.Value, path string) []Field {
	t := v.Type()
	var fields []Field
	for i := range t.NumField() {
		f := t.Field(i)
		key := t.Name() + "." + jsonName(f)
		if hidden[key] {
			continue
		}
		if shows, ok := shownWhen[key]; ok && !shows(v) {
			continue
		}
		if t.Name() == "Step" && f.Type.Kind() == reflect.Pointer {
			// The part of the step's kind is shown without a heading of its own.
			if !v.Field(i).IsNil() {
				fields = append(fields, fieldsOf(v.Field(i).Elem(), join(path, jsonName(f)))...)
			}
			continue
		}
		fields = append(fields, fieldOf(v.Field(i), t, f, join(path, jsonName(f))))
	}
	return fields
}

func fieldOf(v reflect.Value, owner reflect.Type, f reflect.StructField, path string) Field {
	key := owner.Name() + "." + jsonName(f)
	field := Field{Path: path, Key: key, Name: "step.field." + key, Kinds: refersTo[key], StepKind: refersToStep[key], Use: channelFor[key], Medium: mediumFor[key], Hint: unset[key], Empty: true}
	t := f.Type
	optional := t.Kind() == reflect.Pointer
	if optional {
		t = t.Elem()
	}
	switch {
	case t == assumptionType:
		field.Control = Section
		field.Folded = true
		a := reflect.New(assumptionType).Elem()
		present := !optional || !v.IsNil()
		if present {
			a = reflect.Indirect(v)
		}
		field.Fields = assumptionFields(a, key, path, present)
		field.Base = baseOf[key]
		if present {
			fact := a.Interface().(journey.Assumption)
			field.Fact = &fact
		}
		return field
	case t == lawType:
		field.Control = Section
		field.Fields = fieldsOf(v, path)
		law := v.Interface().(journey.Law)
		field.Law = &law
		for i := range field.Fields {
			if f := &field.Fields[i]; f.Path == join(path, "value") {
				f.Hint = unset[key]
			}
		}
		return field
	case t == refType:
		field.Control, field.Typed = Reference, true
		if ref := v.Interface().(journey.Ref); !ref.IsZero() {
			field.Text = string(ref.Kind) + "/" + string(ref.ID)
		}
		return field
	case t.Kind() == reflect.Slice:
		return listField(field, v, key)
	case t.Kind() == reflect.Struct:
		field.Control, field.Folded = Section, folded[key]
		if optional {
			field.Control = Optional
			if v.IsNil() {
				return field
			}
			field.Text = "yes"
			v = v.Elem()
		}
		field.Fields = fieldsOf(v, path)
		return field
	case optional: // *int, *float64
		field.Control = Number
		if t.Kind() == reflect.Int {
			field.Control = Whole
		}
		if shares[key] {
			field.Control = Share
		}
		if !v.IsNil() {
			field.Text = textOf(v.Elem(), field.Control)
		}
		return field
	}
	field.Control = controlOf(t, key)
	if field.Hint == "" || !v.IsZero() {
		field.Text = textOf(v, field.Control)
	}
	if field.Control == Choice {
		field.Words, field.Empty = wordsOf(t), false
	}
	return field
}

// wordsOf lists the words of an enumeration; names are shared by equal words of one type.
func wordsOf(t reflect.Type) []Word {
	var words []Word
	for _, w := range reflect.Zero(t).Interface().(interface{ Words() []string }).Words() {
		name := "step.word." + t.Name() + "." + w
		if w == "" {
			name = "step.word.none"
		}
		words = append(words, Word{w, name})
	}
	return words
}

func controlOf(t reflect.Type, key string) Control {
	switch {
	case t.Implements(wordsType):
		return Choice
	case t == idType:
		return Reference
	case t == moneyType:
		return Amount
	case t == durationType:
		return Span
	case t == clockType:
		return Clock
	case t == dateType:
		return Day
	case t == colorType:
		return Tint
	case t == portType:
		return Way
	case rules[key]:
		return Rule
	case judges[key]:
		return Judge
	case paragraphs[key]:
		return Paragraph
	case shares[key]:
		return Share
	}
	switch t.Kind() {
	case reflect.Bool:
		return Switch
	case reflect.Float64:
		return Number
	case reflect.Int, reflect.Int64, reflect.Uint64:
		return Whole
	default:
		return Line
	}
}

func listField(field Field, v reflect.Value, key string) Field {
	item := v.Type().Elem()
	switch {
	case item == idType:
		field.Control = References
		ids := make([]string, v.Len())
		for i := range ids {
			ids[i] = v.Index(i).String()
		}
		field.Text = strings.Join(ids, " ")
	case item.Implements(wordsType):
		field.Control = References
		field.Words = wordsOf(item)
		words := make([]string, v.Len())
		for i := range words {
			words[i] = v.Index(i).String()
		}
		field.Text = strings.Join(words, " ")
	case item.Kind() == reflect.Struct:
		field.Control = List
		if key == "Link.weights" {
			field.Control = Table
			return field
		}
		for i := range v.Len() {
			inner := fieldsOf(v.Index(i), elementPath(field.Path, i))
			if kind, ok := mixOf[key]; ok {
				inner[0].Control, inner[0].Kinds = Reference, []journey.Kind{kind}
			}
			field.Fields = append(field.Fields, Field{Path: elementPath(field.Path, i), Item: i + 1, ID: itemID(v.Index(i)), Control: Section, Fields: inner})
		}
	default:
		field.Control = Lines
		lines := make([]string, v.Len())
		for i := range lines {
			lines[i] = textOf(v.Index(i), controlOf(item, key))
		}
		field.Text = strings.Join(lines, "\n")
	}
	return field
}

// assumptionFields are the number itself, which is the field people look for, and what founds it.
func assumptionFields(a reflect.Value, key, path string, present bool) []Field {
	fields := fieldsOf(a, path)
	if key == "GoalValue.evidence" { // the amount is a field of its own: this is only what founds it
		return slices.DeleteFunc(fields, func(f Field) bool {
			return slices.Contains([]string{"value", "low", "high", "per"}, strings.TrimPrefix(f.Path, path+"."))
		})
	}
	if !present {
		fields = fields[:1] // what founds a number has no place before the number
	}
	if allowed, ok := bases[key]; ok {
		narrow(fields, join(path, "per"), allowed)
	} else if key != "AssumptionRecord.fact" {
		fields = slices.DeleteFunc(fields, func(f Field) bool { return f.Path == join(path, "per") })
	}
	for i := range fields {
		f := &fields[i]
		switch f.Path {
		case join(path, "value"), join(path, "low"), join(path, "high"):
			f.Control = Share
			if plainNumbers[key] {
				f.Control = Number
			}
			f.Text = ""
			if !present {
				break
			}
			value := a.FieldByName(map[string]string{"value": "Value", "low": "Low", "high": "High"}[f.Path[len(path)+1:]])
			if value.Kind() != reflect.Pointer {
				f.Text = textOf(value, f.Control)
			} else if !value.IsNil() {
				f.Text = textOf(value.Elem(), f.Control)
			}
		}
	}
	return fields
}

// narrow leaves a choice only the words that are allowed in its place.
func narrow(fields []Field, path string, allowed []journey.Base) {
	for i := range fields {
		if fields[i].Path == path {
			fields[i].Words = slices.DeleteFunc(slices.Clone(fields[i].Words), func(w Word) bool {
				return !slices.Contains(allowed, journey.Base(w.Value)) && w.Value != fields[i].Text
			})
		}
	}
}
