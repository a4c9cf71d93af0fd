package journey

import (
	"math"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

// What holds for a type wherever it stands is checked here, by its type; what depends on the field stands
// with the record.

// MaxMoney bounds every amount of a map: a thousand million units of the currency, so that sums over a
// hundred million people cannot overflow unnoticed in a single step.
const MaxMoney = 1_000_000_000 * Unit

var (
	durationType   = reflect.TypeFor[Duration]()
	timeType       = reflect.TypeFor[TimeOfDay]()
	dateType       = reflect.TypeFor[Date]()
	colorType      = reflect.TypeFor[Color]()
	moneyType      = reflect.TypeFor[Money]()
	lawType        = reflect.TypeFor[Law]()
	assumptionType = reflect.TypeFor[Assumption]()
	anchorType     = reflect.TypeFor[Anchor]()
	wordsType      = reflect.TypeFor[interface{ Words() []string }]()

	colorForm    = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)
	zoneForm     = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$`)
	languageForm = regexp.MustCompile(`^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$`)
	currencyForm = regexp.MustCompile(`^[A-Z]{3}$`)
)

func (c *checker) sweep(r Record) { c.sweepValue(reflect.ValueOf(r).Elem(), "") }

func (c *checker) sweepValue(v reflect.Value, path string) {
	t := v.Type()
	switch t.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			c.sweepValue(v.Elem(), path)
		}
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return
		}
		for i := range v.Len() {
			c.sweepValue(v.Index(i), at(path, i))
		}
	case reflect.Struct:
		for i, known := range sweptFields(t) {
			field := v.Field(i)
			if !known.word && field.IsZero() || known.word && slices.Contains(known.words, field.String()) {
				continue
			}
			name := known.name
			if t == anchorType && name == "offset" {
				c.length(path+".offset", max(Duration(field.Int()), -Duration(field.Int())))
				continue
			}
			if path != "" {
				name = path + "." + name
			}
			c.sweepValue(field, name)
		}
		switch t {
		case lawType:
			c.law(path, v.Interface().(Law))
		case assumptionType:
			c.assumption(path, v.Interface().(Assumption))
		}
	case reflect.Float64:
		if f := v.Float(); math.IsNaN(f) || math.IsInf(f, 0) {
			c.add("journey.no_number", path, nil)
		}
	case reflect.String:
		c.text(path, v)
	default:
		switch t {
		case durationType:
			c.length(path, Duration(v.Int()))
		case timeType:
			if v.Int() < 0 || v.Int() > 86400 {
				c.add("journey.time_of_day", path, nil)
			}
		case moneyType:
			if v.Int() < 0 || v.Int() > int64(MaxMoney) {
				c.add("journey.money_range", path, nil)
			}
		}
	}
}

// sweptField is what a sweep has to know of a field, found out once per type: maps have thousands of records.
type sweptField struct {
	name  string // in JSON
	word  bool   // it holds one of these words
	words []string
}

var swept sync.Map // reflect.Type to []sweptField

func sweptFields(t reflect.Type) []sweptField {
	if known, ok := swept.Load(t); ok {
		return known.([]sweptField)
	}
	fields := make([]sweptField, t.NumField())
	for i := range fields {
		f := t.Field(i)
		fields[i].name, _, _ = strings.Cut(f.Tag.Get("json"), ",")
		if f.Type.Implements(wordsType) {
			fields[i].word = true
			fields[i].words = reflect.Zero(f.Type).Interface().(interface{ Words() []string }).Words()
		}
	}
	swept.Store(t, fields)
	return fields
}

func (c *checker) length(path string, d Duration) {
	switch {
	case d < 0:
		c.add("journey.negative_time", path, Args{"Value": d})
	case d > MaxDuration:
		c.add("journey.long_time", path, Args{"Value": d, "Max": MaxDuration})
	}
}

func (c *checker) text(path string, v reflect.Value) {
	s := v.String()
	switch v.Type() {
	case dateType:
		if _, err := time.Parse(time.DateOnly, s); err != nil {
			c.add("journey.date_form", path, Args{"Value": s})
		}
		return
	case colorType:
		if !colorForm.MatchString(s) {
			c.add("journey.color_form", path, Args{"Value": s})
		}
		return
	}
	if v.Type().Implements(wordsType) {
		c.word(path, s, v.Interface().(interface{ Words() []string }).Words())
		return
	}
	if !utf8.ValidString(s) {
		c.add("journey.text_form", path, nil)
	}
}

// word checks that a word is one of those allowed.
func (c *checker) word(path, word string, allowed []string) {
	if slices.Contains(allowed, word) {
		return
	}
	args := Args{"Value": word, "Words": slices.DeleteFunc(slices.Clone(allowed), func(s string) bool { return s == "" })}
	c.add("journey.word", path, args)
}

func (c *checker) law(path string, l Law) {
	switch l.Kind {
	case LawUniform:
		if l.Low > l.High {
			c.add("journey.law_bounds", path, Args{"Low": l.Low, "High": l.High})
		}
	case LawTriangular:
		if l.Low > l.Mode || l.Mode > l.High {
			c.add("journey.law_mode", path, Args{"Low": l.Low, "Mode": l.Mode, "High": l.High})
		}
	case LawLogNormal:
		if l.Sigma < 0 || l.Sigma > 10 {
			c.add("journey.law_sigma", path+".sigma", Args{"Value": l.Sigma})
		}
	}
}

func (c *checker) assumption(path string, a Assumption) {
	if (a.Low == nil) != (a.High == nil) {
		c.add("journey.range_half", path, nil)
	}
	if a.Low != nil && a.High != nil && a.Use == "" && !(*a.Low <= a.Value && a.Value <= *a.High) {
		c.add("journey.range_order", path, Args{"Low": number(*a.Low), "Value": number(a.Value), "High": number(*a.High)})
	}
	c.refer(path+".use", a.Use, KindAssumption)
}
