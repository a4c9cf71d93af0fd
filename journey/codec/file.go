package codec

import (
	"reflect"
	"strconv"
	"strings"

	"rehearse/journey"
)

// types are the types of the records by kind.
var types = map[journey.Kind]reflect.Type{
	journey.KindSettings:   reflect.TypeFor[journey.Settings](),
	journey.KindStage:      reflect.TypeFor[journey.Stage](),
	journey.KindPersona:    reflect.TypeFor[journey.Persona](),
	journey.KindProperty:   reflect.TypeFor[journey.Property](),
	journey.KindEvent:      reflect.TypeFor[journey.Event](),
	journey.KindChannel:    reflect.TypeFor[journey.Channel](),
	journey.KindAssumption: reflect.TypeFor[journey.AssumptionRecord](),
	journey.KindSegment:    reflect.TypeFor[journey.Segment](),
	journey.KindTopic:      reflect.TypeFor[journey.Topic](),
	journey.KindOffer:      reflect.TypeFor[journey.Offer](),
	journey.KindNamedDate:  reflect.TypeFor[journey.NamedDate](),
	journey.KindScore:      reflect.TypeFor[journey.Score](),
	journey.KindScenario:   reflect.TypeFor[journey.Scenario](),
	journey.KindStep:       reflect.TypeFor[journey.Step](),
	journey.KindLink:       reflect.TypeFor[journey.Link](),
	journey.KindPolicy:     reflect.TypeFor[journey.Policy](),
	journey.KindCost:       reflect.TypeFor[journey.Cost](),
	journey.KindObserved:   reflect.TypeFor[journey.Observed](),
	journey.KindTerm:       reflect.TypeFor[journey.Term](),
	journey.KindComment:    reflect.TypeFor[journey.Comment](),
	journey.KindAsset:      reflect.TypeFor[journey.Asset](),
	journey.KindSilence:    reflect.TypeFor[journey.Silence](),
}

// Decode reads one record of the current format. The record is normalized and has the form of its kind; its
// references and ranges are not checked (see journey.ValidateRecord). It is nil when there are problems.
func Decode(kind journey.Kind, data []byte) (journey.Record, journey.Problems) {
	return decodeRecord(&decoder{data: data}, upgrades, Format, kind)
}

// DecodeStored is Decode for a record that the program wrote itself, in this format or an earlier one. What earlier versions left in a
// record though it means nothing there (numbers of another law, parts of another kind of wait) is dropped, where Decode and
// checks refuse it.
func DecodeStored(format int, kind journey.Kind, data []byte) (journey.Record, journey.Problems) {
	r, problems := decodeRecord(&decoder{data: data, stored: true}, upgrades, format, kind)
	if r != nil {
		journey.DropIdle(r)
	}
	return r, problems
}

func decodeRecord(d *decoder, chain []upgrade, format int, kind journey.Kind) (journey.Record, journey.Problems) {
	if types[kind] == nil {
		d.unknown("codec.unknown_kind", string(kind), kindNames(), 0, "")
		return nil, d.problems
	}
	root := d.parse()
	if root == nil {
		return nil, d.problems
	}
	if !d.knows(len(chain)+1, format, 0) {
		return nil, d.problems
	}
	for _, up := range chain[format-1:] {
		up(kind, root)
	}
	r := d.recordOf(kind, root)
	if len(d.problems) > 0 {
		return nil, d.problems
	}
	return r, nil
}

func kindNames() []string {
	names := make([]string, 0, len(types))
	for _, kind := range journey.Kinds() {
		names = append(names, string(kind))
	}
	return names
}

// DecodeMap reads a map of this or an earlier format. The map is normalized and valid. It is nil when there
// are problems: up to 50 of them, each with its line and column.
func DecodeMap(data []byte) (*journey.Map, journey.Problems) {
	d := &decoder{data: data}
	m, root := d.file(upgrades)
	if len(d.problems) > 0 {
		return nil, d.problems
	}
	problems := m.Validate()
	if len(problems) == 0 {
		return m, nil
	}
	if len(problems) > maxProblems {
		problems = problems[:maxProblems]
	}
	for i := range problems {
		problems[i].Line, problems[i].Column = position(data, place(root, problems[i]))
	}
	return nil, problems
}

// parse reads the JSON; nil when it is none.
func (d *decoder) parse() *tree {
	root, twice, bad := parse(d.data)
	if bad != nil {
		d.add(bad.code, bad.args, bad.at, "")
	}
	for _, f := range twice {
		d.add(f.code, f.args, f.at, "")
	}
	if bad != nil {
		return nil
	}
	if root.kind != object {
		d.wrong(root, "", "object")
		return nil
	}
	return root
}

// knows reports whether a format can be read.
func (d *decoder) knows(newest, format, at int) bool {
	args := journey.Args{"Format": strconv.Itoa(format), "Max": strconv.Itoa(newest)}
	switch {
	case format > newest:
		d.add("codec.newer_format", args, at, "format")
	case format < 1:
		d.add("codec.bad_format", args, at, "format")
	default:
		return true
	}
	return false
}

func (d *decoder) file(chain []upgrade) (*journey.Map, *tree) {
	root := d.parse()
	if root == nil {
		return nil, nil
	}
	version := root.get("format")
	if version == nil {
		d.add("codec.no_format", journey.Args{"Max": strconv.Itoa(len(chain) + 1)}, root.at, "")
		return nil, nil
	}
	format := 0
	before := len(d.problems)
	d.integer(version, reflect.ValueOf(&format).Elem(), "format")
	if len(d.problems) > before || !d.knows(len(chain)+1, format, version.at) {
		return nil, nil
	}
	for _, up := range chain[format-1:] {
		upgradeFile(root, up)
	}
	m := &journey.Map{}
	names := []string{"format", "map", "policy"}
	for _, l := range lists {
		names = append(names, l.name)
	}
	for _, t := range root.members {
		switch t.name {
		case "format":
		case "map":
			m.Settings = d.one(journey.KindSettings, t.value).(*journey.Settings)
		case "policy":
			m.Policy = d.one(journey.KindPolicy, t.value).(*journey.Policy)
		default:
			kind, ok := kindOf(t.name)
			if !ok {
				d.unknown("codec.unknown_field", t.name, names, t.at, "")
				continue
			}
			d.listOf(m, kind, t.name, t.value)
		}
	}
	if m.Settings == nil {
		d.add("codec.no_map", nil, root.at, "")
	}
	if m.Policy == nil {
		m.Policy = &journey.Policy{}
		journey.Normalize(m.Policy)
	}
	return m, root
}

func kindOf(listName string) (journey.Kind, bool) {
	for _, l := range lists {
		if l.name == listName {
			return l.kind, true
		}
	}
	return "", false
}

func (d *decoder) listOf(m *journey.Map, kind journey.Kind, name string, t *tree) {
	if t.kind != list {
		d.wrong(t, name, "list")
		return
	}
	for i, item := range t.list {
		d.prefix = element(name, i)
		appendTo(m, d.one(kind, item))
		d.prefix = ""
	}
}

// one reads a record of which the problems name the ID, or the place in the file when it has none.
func (d *decoder) one(kind journey.Kind, t *tree) journey.Record {
	switch kind {
	case journey.KindSettings:
		d.record = journey.Ref{Kind: kind, ID: journey.SettingsID}
	case journey.KindPolicy:
		d.record = journey.Ref{Kind: kind, ID: journey.PolicyID}
	default:
		if id := t.get("id"); id != nil && id.kind == text && journey.ID(id.raw).Valid() {
			d.record = journey.Ref{Kind: kind, ID: journey.ID(id.raw)}
		}
	}
	r := d.recordOf(kind, t)
	d.record = journey.Ref{}
	return r
}

func (d *decoder) recordOf(kind journey.Kind, t *tree) journey.Record {
	v := reflect.New(types[kind])
	d.object(t, v.Elem(), shapeOf(types[kind]), "")
	r := v.Interface().(journey.Record)
	journey.Normalize(r)
	return r
}

func appendTo(m *journey.Map, r journey.Record) {
	switch r := r.(type) {
	case *journey.Stage:
		m.Stages = append(m.Stages, r)
	case *journey.Persona:
		m.Personas = append(m.Personas, r)
	case *journey.Property:
		m.Properties = append(m.Properties, r)
	case *journey.Event:
		m.Events = append(m.Events, r)
	case *journey.Channel:
		m.Channels = append(m.Channels, r)
	case *journey.AssumptionRecord:
		m.Assumptions = append(m.Assumptions, r)
	case *journey.Segment:
		m.Segments = append(m.Segments, r)
	case *journey.Topic:
		m.Topics = append(m.Topics, r)
	case *journey.Offer:
		m.Offers = append(m.Offers, r)
	case *journey.NamedDate:
		m.NamedDates = append(m.NamedDates, r)
	case *journey.Score:
		m.Scores = append(m.Scores, r)
	case *journey.Scenario:
		m.Scenarios = append(m.Scenarios, r)
	case *journey.Step:
		m.Steps = append(m.Steps, r)
	case *journey.Link:
		m.Links = append(m.Links, r)
	case *journey.Cost:
		m.Costs = append(m.Costs, r)
	case *journey.Observed:
		m.Observed = append(m.Observed, r)
	case *journey.Term:
		m.Terms = append(m.Terms, r)
	case *journey.Comment:
		m.Comments = append(m.Comments, r)
	case *journey.Asset:
		m.Assets = append(m.Assets, r)
	case *journey.Silence:
		m.Silences = append(m.Silences, r)
	}
}

// place is the offset of what a problem is about: the field, or as much of its path as the file has.
func place(root *tree, p journey.Problem) int {
	t := root
	switch p.Record.Kind {
	case "":
	case journey.KindSettings:
		t = root.get("map")
	case journey.KindPolicy:
		t = root.get("policy")
	default:
		for _, l := range lists {
			if l.kind == p.Record.Kind {
				t = recordIn(root.get(l.name), p)
			}
		}
	}
	if t == nil {
		return root.at
	}
	for _, part := range strings.Split(p.Field, ".") {
		var inner *tree
		if i, err := strconv.Atoi(part); err == nil && t.kind == list && i < len(t.list) {
			inner = t.list[i]
		} else {
			inner = t.get(part)
		}
		if inner == nil {
			break
		}
		t = inner
	}
	return t.at
}

// recordIn finds the record with the problem's ID in a list: of two with the same ID the second, where that
// is the problem.
func recordIn(records *tree, p journey.Problem) (found *tree) {
	if records == nil {
		return nil
	}
	for _, r := range records.list {
		if id := r.get("id"); id != nil && id.raw == string(p.Record.ID) || id == nil && p.Record.ID == "" {
			if found = r; p.Code != "journey.id_twice" {
				return found
			}
		}
	}
	return found
}
