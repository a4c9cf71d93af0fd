package codec

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"reflect"
	"strconv"
	"unicode/utf8"

	"rehearse/journey"
)

// Format is the number of the format that is written; DecodeMap reads it and all before it.
const Format = 1

// lists are the kinds of record of which a map has many, with the name of their list, in file order.
var lists = []struct {
	kind journey.Kind
	name string
}{
	{journey.KindStage, "stages"}, {journey.KindPersona, "personas"}, {journey.KindProperty, "properties"},
	{journey.KindEvent, "events"}, {journey.KindChannel, "channels"}, {journey.KindAssumption, "assumptions"},
	{journey.KindSegment, "segments"}, {journey.KindTopic, "topics"}, {journey.KindOffer, "offers"},
	{journey.KindNamedDate, "named_dates"}, {journey.KindScore, "scores"}, {journey.KindScenario, "scenarios"},
	{journey.KindStep, "steps"}, {journey.KindLink, "links"}, {journey.KindCost, "costs"},
	{journey.KindObserved, "observed"}, {journey.KindTerm, "terms"}, {journey.KindComment, "comments"},
	{journey.KindAsset, "assets"}, {journey.KindSilence, "silences"},
}

// Encode writes a normalized record as canonical JSON without white space.
func Encode(r journey.Record) []byte {
	var e encoder
	e.record(r)
	return e.out
}

// EncodeMap writes a normalized map, with indentation and a final newline or as canonical JSON without white
// space. The revision is not part of it.
func EncodeMap(m *journey.Map, indent bool) []byte {
	var e encoder
	e.file(m)
	if !indent {
		return e.out
	}
	var b bytes.Buffer
	if err := json.Indent(&b, e.out, "", "  "); err != nil {
		panic(err) // our own output
	}
	b.WriteByte('\n')
	return b.Bytes()
}

// Fingerprint is the SHA-256 of the canonical JSON of what was agreed, in hex: everything but positions,
// colours and remarks. Remarks are the fields named notes, comments, and the notes and frames on the board.
func Fingerprint(m *journey.Map) string {
	e := encoder{agreed: true}
	e.file(m)
	sum := sha256.Sum256(e.out)
	return hex.EncodeToString(sum[:])
}

// EncodeAgreed writes what of a record a signature is about: the part of it that Fingerprint sees.
func EncodeAgreed(r journey.Record) []byte {
	e := encoder{agreed: true}
	e.record(r)
	return e.out
}

type encoder struct {
	out []byte
	// agreed leaves out what a signature is not about.
	agreed bool
}

func (e *encoder) file(m *journey.Map) {
	e.out = append(e.out, `{"format":`...)
	e.out = strconv.AppendInt(e.out, Format, 10)
	if m.Settings != nil {
		e.out = append(e.out, `,"map":`...)
		e.record(m.Settings)
	}
	for _, list := range lists {
		if list.kind == journey.KindCost && m.Policy != nil {
			e.policy(m.Policy)
		}
		e.list(list.name, m.Records(list.kind))
	}
	e.out = append(e.out, '}')
}

func (e *encoder) policy(p *journey.Policy) {
	start := len(e.out)
	e.out = append(e.out, `,"policy":`...)
	from := len(e.out)
	e.record(p)
	if len(e.out) == from+len("{}") {
		e.out = e.out[:start]
	}
}

func (e *encoder) list(name string, records []journey.Record) {
	if e.agreed && name == "comments" {
		return
	}
	first := true
	for _, r := range records {
		if step, ok := r.(*journey.Step); ok && e.agreed && !step.Kind.Simulated() {
			continue
		}
		if first {
			e.out = append(e.out, `,"`...)
			e.out = append(e.out, name...)
			e.out = append(e.out, `":[`...)
			first = false
		} else {
			e.out = append(e.out, ',')
		}
		e.record(r)
	}
	if !first {
		e.out = append(e.out, ']')
	}
}

func (e *encoder) record(r journey.Record) {
	v := reflect.ValueOf(r).Elem()
	e.value(v, shapeOf(v.Type()))
}

func (e *encoder) value(v reflect.Value, s *shape) {
	switch s.form {
	case formStruct:
		e.object(v, s)
	case formPointer:
		e.value(v.Elem(), s.elem)
	case formList:
		e.out = append(e.out, '[')
		for i := range v.Len() {
			if i > 0 {
				e.out = append(e.out, ',')
			}
			e.value(v.Index(i), s.elem)
		}
		e.out = append(e.out, ']')
	case formText, formWord:
		e.text(v.String())
	case formBool:
		e.out = strconv.AppendBool(e.out, v.Bool())
	case formInteger:
		e.out = strconv.AppendInt(e.out, v.Int(), 10)
	case formNumber:
		e.number(v.Float())
	case formDuration:
		e.text(journey.Duration(v.Int()).String())
	case formTime:
		e.text(journey.TimeOfDay(v.Int()).String())
	case formBytes:
		e.out = append(e.out, '"')
		e.out = base64.StdEncoding.AppendEncode(e.out, v.Bytes())
		e.out = append(e.out, '"')
	case formLaw:
		law := v.Interface().(journey.Law).Own()
		if law.Kind == journey.LawFixed {
			e.text(law.Value.String())
			return
		}
		e.object(reflect.ValueOf(law), s)
	case formAssumption:
		a := v.Interface().(journey.Assumption)
		if a == journey.Guess(a.Value) {
			e.number(a.Value)
			return
		}
		e.object(v, s)
	}
}

func (e *encoder) object(v reflect.Value, s *shape) {
	e.out = append(e.out, '{')
	first := true
	for i := range s.fields {
		f := &s.fields[i]
		value := v.Field(f.index)
		if isDefault(value, f) || e.agreed && (f.shape.color || f.name == "notes" || s.typ == stepType && (f.name == "x" || f.name == "y" || f.name == "locked") || s.typ == stageType && f.name == "width") {
			continue
		}
		if !first {
			e.out = append(e.out, ',')
		}
		first = false
		e.out = append(e.out, '"')
		e.out = append(e.out, f.name...)
		e.out = append(e.out, `":`...)
		e.value(value, f.shape)
	}
	e.out = append(e.out, '}')
}

var (
	stepType  = reflect.TypeFor[journey.Step]()
	stageType = reflect.TypeFor[journey.Stage]()
)

// isDefault reports whether a field is left out: what is read in its absence is the same.
func isDefault(v reflect.Value, f *field) bool {
	switch f.shape.form {
	case formText, formWord:
		return v.String() == f.word
	case formList, formBytes:
		return v.Len() == 0
	case formLaw:
		return v.Interface().(journey.Law).IsZero()
	case formStruct, formAssumption:
		for i := range f.shape.fields {
			inner := &f.shape.fields[i]
			if !isDefault(v.Field(inner.index), inner) {
				return false
			}
		}
		return true
	case formNumber:
		return v.Float() == 0
	default:
		return v.IsZero()
	}
}

// number writes a number as short as it can be read back exactly. What is not a number cannot be in a map
// (see journey.Validate); it is written as null, which no reader accepts.
func (e *encoder) number(f float64) {
	start := len(e.out)
	if f-f != 0 {
		e.out = append(e.out, "null"...)
		return
	}
	format := byte('f')
	if f != 0 && (f < 1e-6 && f > -1e-6 || f >= 1e21 || f <= -1e21) {
		format = 'e'
	}
	if e.out = strconv.AppendFloat(e.out, f, format, -1, 64); string(e.out[start:]) == "-0" {
		e.out = append(e.out[:start], '0')
	}
}

const hexDigits = "0123456789abcdef"

// text writes a string with the fewest escapes JSON allows, plus those for the two line ends that some
// readers of JSON do not accept.
func (e *encoder) text(s string) {
	e.out = append(e.out, '"')
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			switch r {
			case '\u2028', '\u2029':
				e.out = append(e.out, `\u202`...)
				e.out = append(e.out, hexDigits[r&0xf])
			default:
				e.out = utf8.AppendRune(e.out, r)
			}
			i += size
			continue
		}
		switch {
		case c == '"' || c == '\\':
			e.out = append(e.out, '\\', c)
		case c == '\n':
			e.out = append(e.out, `\n`...)
		case c == '\r':
			e.out = append(e.out, `\r`...)
		case c == '\t':
			e.out = append(e.out, `\t`...)
		case c < 0x20:
			e.out = append(e.out, `\u00`...)
			e.out = append(e.out, hexDigits[c>>4], hexDigits[c&0xf])
		default:
			e.out = append(e.out, c)
		}
		i++
	}
	e.out = append(e.out, '"')
}
