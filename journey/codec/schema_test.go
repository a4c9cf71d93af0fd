package codec

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	goparser "go/parser"
	"go/token"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"rehearse/assets"
	"rehearse/journey"
)

// assets/map.schema.json is made from the types and their comments:
//
//	go test ./journey/codec -run Schema -update
var update = flag.Bool("update", false, "write assets/map.schema.json anew")

const schemaFile = "../../assets/map.schema.json"

func TestTheSchemaInTheProgramIsThatOfTheTypes(t *testing.T) {
	t.Parallel()
	want := schemaOfMaps(t)
	if *update {
		if err := os.WriteFile(schemaFile, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("assets/map.schema.json is out of date: go test ./journey/codec -run Schema -update")
	}
}

func TestSamplesFitTheSchemaAndMistakesDoNot(t *testing.T) {
	t.Parallel()
	var schema map[string]any
	if err := json.Unmarshal(schemaOfMaps(t), &schema); err != nil {
		t.Fatal(err)
	}
	fits := func(data []byte) error {
		var v any
		if err := json.Unmarshal(data, &v); err != nil {
			return err
		}
		return check(schema, schema, v, "")
	}
	for _, s := range assets.Samples() {
		for _, language := range []string{"en", "ru"} {
			data, err := assets.SampleIn(s.Name, language)
			if err != nil {
				t.Fatal(err)
			}
			if err := fits(data); err != nil {
				t.Errorf("%s.%s: %v", s.Name, language, err)
			}
		}
	}
	for _, bad := range []string{
		`{"format":1}`, `{"format":2,` + settings + `}`, `{"format":1,` + settings + `,"stepz":[]}`,
		`{"format":1,` + settings + `,"steps":[{"id":"a","kind":"walk"}]}`, `{"format":1,` + settings + `,"steps":[{"id":"A","kind":"exit","exit":{}}]}`,
		`{"format":1,` + settings + `,"links":[{"id":"a","from":"b","to":"c","weight":"1"}]}`,
		`{"format":1,` + settings + `,"links":[{"id":"a","from":"b","to":"c","delay":"soon"}]}`,
	} {
		if fits([]byte(bad)) == nil {
			t.Errorf("the schema accepts %s", bad)
		}
	}
}

// pairs is a JSON object in this order.
type pairs []pair

type pair struct {
	name  string
	value any
}

func (p pairs) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, one := range p {
		if i > 0 {
			b.WriteByte(',')
		}
		for j, part := range []any{one.name, one.value} {
			var text bytes.Buffer
			e := json.NewEncoder(&text)
			e.SetEscapeHTML(false)
			if err := e.Encode(part); err != nil {
				return nil, err
			}
			b.Write(bytes.TrimSpace(text.Bytes()))
			if j == 0 {
				b.WriteByte(':')
			}
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// schemer builds the schema; comments are those of package journey by "Type" and "Type.Field".
type schemer struct {
	comments map[string]string
	defs     pairs
	done     map[reflect.Type]bool
}

func schemaOfMaps(t *testing.T) []byte {
	t.Helper()
	s := &schemer{comments: comments(t), done: map[reflect.Type]bool{}}
	properties := pairs{
		{"format", pairs{{"const", Format}}},
		{"map", s.ref(types[journey.KindSettings])},
	}
	for _, l := range lists {
		if l.kind == journey.KindCost {
			properties = append(properties, pair{"policy", s.ref(types[journey.KindPolicy])})
		}
		properties = append(properties, pair{l.name, pairs{{"type", "array"}, {"items", s.ref(types[l.kind])}}})
	}
	slices.SortFunc(s.defs, func(a, b pair) int { return strings.Compare(a.name, b.name) })
	schema := pairs{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"title", "A customer journey map of Rehearse, format 1"},
		{"description", "Arrays are in display order; what has its default is left out. The form alone is checked here: that references point somewhere and numbers are in range is checked when the map is read."},
		{"type", "object"},
		{"properties", properties},
		{"required", []string{"format", "map"}},
		{"additionalProperties", false},
		{"$defs", s.defs},
	}
	compact, err := schema.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := json.Indent(&b, compact, "", "  "); err != nil {
		t.Fatal(err)
	}
	b.WriteByte('\n')
	return b.Bytes()
}

func (s *schemer) ref(t reflect.Type) pairs {
	name := snake(t.Name())
	if !s.done[t] {
		s.done[t] = true
		sh := shapeOf(t)
		def := pairs{}
		if text := s.comments[t.Name()]; text != "" {
			def = append(def, pair{"description", text})
		}
		properties, required := pairs{}, []string{}
		for _, f := range sh.fields {
			goField := t.Field(f.index)
			p := s.value(f.shape, f.name)
			if text := s.comments[t.Name()+"."+goField.Name]; text != "" {
				p = append(pairs{{"description", text}}, p...)
			}
			if f.word != "" {
				p = append(p, pair{"default", f.word})
			}
			properties = append(properties, pair{f.name, p})
			if f.name == "id" && t != reflect.TypeFor[journey.Ref]() || f.shape.form == formWord && f.word == "" && !slices.Contains(f.shape.words, "") {
				required = append(required, f.name)
			}
		}
		object := pairs{{"type", "object"}, {"properties", properties}}
		if len(required) > 0 {
			object = append(object, pair{"required", required})
		}
		object = append(object, pair{"additionalProperties", false})
		switch sh.form {
		case formLaw:
			def = append(def, pair{"oneOf", []any{matching(durationPattern), object}})
		case formAssumption:
			def = append(def, pair{"oneOf", []any{pairs{{"type", "number"}}, object}})
		default:
			def = append(def, object...)
		}
		s.defs = append(s.defs, pair{name, def})
	}
	return pairs{{"$ref", "#/$defs/" + name}}
}

const durationPattern = `^-?[0-9]+[wdhms]([0-9]+[dhms])*$`

func matching(pattern string) pairs { return pairs{{"type", "string"}, {"pattern", pattern}} }

func (s *schemer) value(sh *shape, name string) pairs {
	switch sh.form {
	case formStruct, formLaw, formAssumption:
		return s.ref(sh.typ)
	case formPointer:
		return s.value(sh.elem, name)
	case formList:
		return pairs{{"type", "array"}, {"items", s.value(sh.elem, name)}}
	case formWord:
		return pairs{{"enum", sh.words}}
	case formBool:
		return pairs{{"type", "boolean"}}
	case formInteger:
		return pairs{{"type", "integer"}}
	case formNumber:
		return pairs{{"type", "number"}}
	case formDuration:
		return matching(durationPattern)
	case formTime:
		return matching(`^([01]?[0-9]|2[0-4]):[0-5][0-9](:[0-5][0-9])?$`)
	case formBytes:
		return pairs{{"type", "string"}, {"contentEncoding", "base64"}}
	}
	switch sh.typ {
	case reflect.TypeFor[journey.ID]():
		if name == "id" {
			return matching(`^[a-z0-9][a-z0-9_-]{0,63}$`)
		}
		return matching(`^([a-z0-9][a-z0-9_-]{0,63})?$`)
	case reflect.TypeFor[journey.Date]():
		return matching(`^([0-9]{4}-[0-9]{2}-[0-9]{2})?$`)
	case reflect.TypeFor[journey.Color]():
		return matching(`^(#[0-9a-fA-F]{6})?$`)
	}
	return pairs{{"type", "string"}}
}

func snake(name string) string {
	return strings.ToLower(regexp.MustCompile(`([a-z0-9])([A-Z])`).ReplaceAllString(name, "${1}_$2"))
}

// comments reads the comments of package journey.
func comments(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	say := func(key string, groups ...*ast.CommentGroup) {
		for _, g := range groups {
			if text := strings.Join(strings.Fields(g.Text()), " "); text != "" && all[key] == "" {
				all[key] = text
			}
		}
	}
	files, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range files {
		if !strings.HasSuffix(entry.Name(), ".go") || strings.HasSuffix(entry.Name(), "_test.go") {
			continue
		}
		file, err := goparser.ParseFile(token.NewFileSet(), "../"+entry.Name(), nil, goparser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			decl, ok := d.(*ast.GenDecl)
			if !ok || decl.Tok != token.TYPE {
				continue
			}
			for _, spec := range decl.Specs {
				typ := spec.(*ast.TypeSpec)
				say(typ.Name.Name, typ.Doc, decl.Doc)
				fields, ok := typ.Type.(*ast.StructType)
				if !ok {
					continue
				}
				for _, f := range fields.Fields.List {
					for _, name := range f.Names {
						say(typ.Name.Name+"."+name.Name, f.Doc, f.Comment)
					}
				}
			}
		}
	}
	return all
}

// check is as much of a validator as our schema needs.
func check(root, schema map[string]any, v any, path string) error {
	if ref, ok := schema["$ref"].(string); ok {
		def := root["$defs"].(map[string]any)[strings.TrimPrefix(ref, "#/$defs/")]
		if err := check(root, def.(map[string]any), v, path); err != nil {
			return err
		}
	}
	if choices, ok := schema["oneOf"].([]any); ok {
		fitting := 0
		for _, choice := range choices {
			if check(root, choice.(map[string]any), v, path) == nil {
				fitting++
			}
		}
		if fitting != 1 {
			return fmt.Errorf("%s fits %d of the choices", path, fitting)
		}
	}
	if words, ok := schema["enum"].([]any); ok && !slices.Contains(words, v) {
		return fmt.Errorf("%s: %v", path, v)
	}
	if want, ok := schema["const"]; ok && want != v {
		return fmt.Errorf("%s: %v, want %v", path, v, want)
	}
	if pattern, ok := schema["pattern"].(string); ok {
		if s, _ := v.(string); !regexp.MustCompile(pattern).MatchString(s) {
			return fmt.Errorf("%s: %q", path, s)
		}
	}
	if want, ok := schema["type"].(string); ok {
		found := map[string]bool{}
		switch v := v.(type) {
		case map[string]any:
			found["object"] = true
		case []any:
			found["array"] = true
		case string:
			found["string"] = true
		case bool:
			found["boolean"] = true
		case float64:
			found["number"], found["integer"] = true, v == float64(int64(v))
		}
		if !found[want] {
			return fmt.Errorf("%s is no %s", path, want)
		}
	}
	switch v := v.(type) {
	case []any:
		if items, ok := schema["items"].(map[string]any); ok {
			for i, item := range v {
				if err := check(root, items, item, element(path, i)); err != nil {
					return err
				}
			}
		}
	case map[string]any:
		properties, ok := schema["properties"].(map[string]any)
		if !ok {
			return nil
		}
		for name, value := range v {
			property, known := properties[name].(map[string]any)
			if !known {
				return fmt.Errorf("%s is unknown", join(path, name))
			}
			if err := check(root, property, value, join(path, name)); err != nil {
				return err
			}
		}
		required, _ := schema["required"].([]any)
		for _, name := range required {
			if v[name.(string)] == nil {
				return fmt.Errorf("%s is missing", join(path, name.(string)))
			}
		}
	}
	return nil
}
