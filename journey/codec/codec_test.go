package codec

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rehearse/journey"
)

func TestAMapIsReadBackExactlyAsItWas(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := randomMap(t)
		for _, indent := range []bool{false, true} {
			data := EncodeMap(m, indent)
			if !json.Valid(data) {
				t.Fatalf("not JSON: %s", data)
			}
			d := &decoder{data: data}
			back, _ := d.file(upgrades)
			if len(d.problems) > 0 {
				t.Fatalf("%v\n%s", d.problems, data)
			}
			if !reflect.DeepEqual(m, back) {
				t.Fatalf("read back differently:\n%s\n%s", data, EncodeMap(back, indent))
			}
			if again := EncodeMap(back, indent); !bytes.Equal(data, again) {
				t.Fatalf("written differently the second time:\n%s\n%s", data, again)
			}
		}
	})
}

func TestARecordIsReadBackExactlyAsItWas(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom(journey.Kinds()).Draw(t, "kind")
		r := randomRecord(t, kind)
		back, problems := Decode(kind, Encode(r))
		if len(problems) > 0 || !reflect.DeepEqual(r, back) {
			t.Fatalf("%v\n%s\n%+v\n%+v", problems, Encode(r), r, back)
		}
		copied := journey.Clone(r)
		if !reflect.DeepEqual(r, copied) {
			t.Fatalf("the copy differs: %+v %+v", r, copied)
		}
	})
}

func TestEveryKindOfRecordIsInTheFile(t *testing.T) {
	t.Parallel()
	m := reflect.TypeFor[journey.Map]()
	if want := m.NumField() - len([]string{"Revision", "Settings", "Policy"}); len(lists) != want {
		t.Errorf("the map has %d lists of records, the file %d", want, len(lists))
	}
	if len(types) != len(journey.Kinds()) {
		t.Errorf("%d kinds of record, %d known to the codec", len(journey.Kinds()), len(types))
	}
	for kind, typ := range types {
		if got := reflect.New(typ).Interface().(journey.Record).RecordKind(); got != kind {
			t.Errorf("%v is listed as %s and calls itself %s", typ, kind, got)
		}
	}
	if Format != len(upgrades)+1 {
		t.Errorf("format %d does not follow from %d upgrades", Format, len(upgrades))
	}
}

func TestRecordsAreWrittenShort(t *testing.T) {
	t.Parallel()
	low, high := 0.2, 0.4
	link := &journey.Link{ID: "l", From: "a", To: "b", Port: journey.PortOut}
	journey.Normalize(link)
	weighted := journey.Clone(link)
	weight := journey.Guess(0.25)
	weighted.Weight = &weight
	weighted.Delay = journey.Fixed(36 * journey.Hour)
	sourced := journey.Clone(link)
	sourced.Weight = &journey.Assumption{
		Value: 0.3, Low: &low, High: &high, Source: "x", Date: "2019-10-01", Evidence: journey.EvidenceBenchmark,
	}
	sourced.Delay = journey.Law{Kind: journey.LawUniform, Low: journey.Hour, High: 2 * journey.Day}
	step := &journey.Step{ID: "w", Kind: journey.StepWait, Wait: &journey.Wait{Kind: journey.WaitUntil, At: 9 * 3600}}
	journey.Normalize(step)
	exit := &journey.Step{ID: "x", Kind: journey.StepExit, Exit: &journey.Exit{}}
	for _, c := range []struct {
		record journey.Record
		want   string
	}{
		{link, `{"id":"l","from":"a","to":"b"}`},
		{weighted, `{"id":"l","from":"a","to":"b","weight":0.25,"delay":"36h"}`},
		{sourced, `{"id":"l","from":"a","to":"b","weight":{"value":0.3,"low":0.2,"high":0.4,"source":"x","date":"2019-10-01","evidence":"benchmark"},"delay":{"law":"uniform","low":"1h","high":"2d"}}`},
		{step, `{"id":"w","kind":"wait","wait":{"kind":"until","at":"09:00"}}`},
		{exit, `{"id":"x","kind":"exit","exit":{}}`},
		{&journey.Cost{ID: "c", Amount: 3 * journey.Unit / 2, Rhythm: journey.CostOnce}, `{"id":"c","amount":1500000}`},
		{&journey.Asset{ID: "p", Data: []byte{1, 2, 255}}, `{"id":"p","data":"AQL/"}`},
	} {
		if got := string(Encode(c.record)); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func TestTheFingerprintIsOfWhatWasAgreed(t *testing.T) {
	t.Parallel()
	build := func(change func(m *journey.Map)) string {
		m := journey.New("Cart", "2026-01-01")
		step := &journey.Step{ID: "a", Kind: journey.StepTouchpoint, Name: "Page", Touchpoint: &journey.Touchpoint{}}
		m.Steps = []*journey.Step{step}
		m.Stages = []*journey.Stage{{ID: "s", Name: "Awareness"}}
		change(m)
		return Fingerprint(m)
	}
	base := build(func(*journey.Map) {})
	if len(base) != 64 || strings.Trim(base, "0123456789abcdef") != "" {
		t.Errorf("%q is no SHA-256 in hex", base)
	}
	for name, change := range map[string]func(m *journey.Map){
		"position": func(m *journey.Map) { m.Steps[0].X, m.Steps[0].Y = 3, 4 },
		"colour":   func(m *journey.Map) { m.Stages[0].Color = "#ff0000" },
		"notes":    func(m *journey.Map) { m.Settings.Notes, m.Steps[0].Notes = "a", "b" },
		"comment":  func(m *journey.Map) { m.Comments = []*journey.Comment{{ID: "c", Text: "?"}} },
		"note": func(m *journey.Map) {
			m.Steps = append(m.Steps, &journey.Step{ID: "n", Kind: journey.StepNote, Note: &journey.Note{Text: "!"}})
		},
	} {
		if build(change) != base {
			t.Errorf("a changed %s changes the fingerprint", name)
		}
	}
	for name, change := range map[string]func(m *journey.Map){
		"name of a step": func(m *journey.Map) { m.Steps[0].Name = "Cart" },
		"order": func(m *journey.Map) {
			m.Stages = append([]*journey.Stage{{ID: "t"}}, m.Stages...)
		},
		"horizon": func(m *journey.Map) { m.Settings.HorizonDays++ },
	} {
		if build(change) == base {
			t.Errorf("a changed %s does not change the fingerprint", name)
		}
	}
}

func TestOldFormatsAreBroughtUpToDate(t *testing.T) {
	t.Parallel()
	// A format 0.9 that called the names of steps titles and had no word for the horizon.
	chain := []upgrade{
		func(kind journey.Kind, r *tree) {
			for i := range r.members {
				if kind == journey.KindStep && r.members[i].name == "title" {
					r.members[i].name = "heading"
				}
			}
		},
		func(kind journey.Kind, r *tree) {
			for i := range r.members {
				if kind == journey.KindStep && r.members[i].name == "heading" {
					r.members[i].name = "name"
				}
			}
		},
	}
	for format, field := range map[int]string{1: "title", 2: "heading", 3: "name"} {
		step := `{"id":"a","kind":"exit","exit":{},"` + field + `":"Out"}`
		data := `{"format":` + string(rune('0'+format)) + `,"map":{},"steps":[` + step + `]}`
		d := &decoder{data: []byte(data)}
		m, _ := d.file(chain)
		if len(d.problems) > 0 || m.Steps[0].Name != "Out" {
			t.Errorf("format %d: %v", format, d.problems)
		}
		r, problems := decodeRecord(&decoder{data: []byte(step)}, chain, format, journey.KindStep)
		if len(problems) > 0 || r.(*journey.Step).Name != "Out" {
			t.Errorf("record of format %d: %v", format, problems)
		}
	}
	d := &decoder{data: []byte(`{"format":4,"map":{}}`)}
	if d.file(chain); len(d.problems) != 1 || d.problems[0].Code != "codec.newer_format" {
		t.Errorf("a format of the future: %v", d.problems)
	}
}

func FuzzDecodeMap(f *testing.F) {
	f.Add([]byte(`{"format":1,"map":{"name":"x","currency":"EUR","zone":"UTC","start":"2026-01-01","horizon_days":30},` +
		`"steps":[{"id":"a","kind":"wait","x":1.5,"wait":{"for":{"law":"normal","mean":"1d12h"}}}],"links":[]}`))
	f.Add([]byte("{\"format\":1,\"format\":1,\"map\":{\"name\":\"\\ud83d\\ude00\\u2028\"}}"))
	f.Add([]byte("\xef\xbb\xbf[[[[-0.0e5]]]]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, problems := DecodeMap(data)
		if (m == nil) != (len(problems) > 0) {
			t.Fatalf("map %v with problems %v", m, problems)
		}
		if m == nil {
			return
		}
		back, problems := DecodeMap(EncodeMap(m, false))
		if len(problems) > 0 || !reflect.DeepEqual(m, back) {
			t.Fatalf("what was read cannot be written and read again: %v", problems)
		}
	})
}
