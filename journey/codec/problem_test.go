package codec

import (
	"fmt"
	"strings"
	"testing"

	"rehearse/journey"
)

const settings = `"map":{"name":"x","currency":"EUR","zone":"UTC","start":"2026-01-01","horizon_days":30}`

// said is a problem as "code line:column record field", shortened.
func said(p journey.Problem) string {
	s := p.Code
	if p.Line > 0 {
		s += fmt.Sprintf(" %d:%d", p.Line, p.Column)
	}
	if !p.Record.IsZero() {
		s += " " + string(p.Record.ID)
	}
	if p.Field != "" {
		s += " ." + p.Field
	}
	if suggestion := p.Args["Suggestion"]; suggestion != nil {
		s += fmt.Sprintf(" (%v?)", suggestion)
	}
	return s
}

func TestABrokenFileIsRefusedWithThePlace(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ file, want string }{
		{``, "codec.empty 1:1"},
		{`{"format":1,`, "codec.cut_off 1:13"},
		{"{\"format\":1,\n  \"é\": §}", "codec.unexpected 2:8"},
		{`{"format":1,"map":{}} x`, "codec.unexpected 1:23"},
		{`[1]`, "codec.want_object 1:1"},
		{`{` + settings + `}`, "codec.no_format 1:1"},
		{`{"format":"1"}`, "codec.want_integer 1:11 .format"},
		{`{"format":1.5}`, "codec.integer 1:11 .format"},
		{`{"format":0}`, "codec.bad_format 1:11 .format"},
		{`{"format":2}`, "codec.newer_format 1:11 .format"},
		{`{"format":1}`, "codec.no_map 1:1"},
		{`{"format":1,` + settings + `,"stepz":[]}`, "codec.unknown_field_hint 1:101 (steps?)"},
		{`{"format":1,` + settings + `,"steps":{}}`, "codec.want_list 1:109 .steps"},
		{`{"format":1,` + settings + `,` + settings + `}`, "codec.name_twice 1:101"},
		{"{\"format\":1," + settings + ",\n\"steps\":[{\"id\":\"a\",\"kind\":\"wait\",\"wait\":{\"fro\":\"1h\"}}]}",
			"codec.unknown_field_hint 2:42 a .wait (for?)"},
		{"{\"format\":1," + settings + ",\n\"steps\":[{\"kind\":\"wayt\"}]}", "codec.unknown_word_hint 2:18 .steps.0.kind (wait?)"},
		{"{\"format\":1," + settings + ",\n\"steps\":[{\"id\":\"a\",\"kind\":\"wait\",\"wait\":{\"for\":\"soon\"}}]}",
			"codec.duration 2:48 a .wait.for"},
		{"{\"format\":1," + settings + ",\n\"steps\":[{\"id\":\"a\",\"kind\":\"wait\",\"wait\":{\"for\":null}}]}",
			"codec.want_law 2:48 a .wait.for"},
		{"{\"format\":1," + settings + ",\n\"steps\":[{\"id\":\"a\",\"kind\":\"wait\",\"wait\":{\"for\":{\"law\":\"log_normal\",\"mean\":\"1h\",\"sigma\":1}}}]}",
			"codec.law_number 2:68 a .wait.for"},
		{"{\"format\":1," + settings + ",\n\"steps\":[{\"id\":\"a\",\"kind\":\"wait\",\"wait\":{\"for\":{\"mean\":\"1h\"}}}]}",
			"codec.law_number 2:49 a .wait.for"},
		{"{\"format\":1," + settings + ",\n\"links\":[{\"id\":\"l\",\"from\":\"a\",\"to\":\"b\",\"weight\":\"half\"}]}",
			"codec.want_assumption 2:49 l .weight"},
		{"{\"format\":1," + settings + ",\n\"links\":[{\"id\":\"l\",\"from\":\"a\",\"to\":\"b\",\"weight\":1e999}]}",
			"codec.number 2:49 l .weight"},
		{"{\"format\":1," + settings + ",\n\"named_dates\":[{\"id\":\"d\",\"date\":\"2026-01-01\",\"at\":\"25:00\"}]}",
			"codec.time 2:51 d .at"},
		{"{\"format\":1," + settings + ",\n\"assets\":[{\"id\":\"p\",\"data\":\"%\"}]}", "codec.bytes 2:28 p .data"},
		// Integrity, with the place of the field or of the nearest thing there is.
		{"{\"format\":1," + settings + ",\n\"links\":[{\"id\":\"l\",\"from\":\"a\",\"to\":\"b\",\"weight\":22.71}]}",
			"journey.missing 2:27 l .from | journey.missing 2:36 l .to | journey.share_percent 2:49 l .weight (0.2271?)"},
		{"{\"format\":1," + settings + ",\n\"stages\":[{\"id\":\"s\"},{\"id\":\"s\"}]}", "journey.id_twice 2:28 s .id"},
		{`{"format":1,"map":{"name":"x","currency":"EUR","zone":"UTC","start":"2026-02-30","horizon_days":0}}`,
			"journey.date_form 1:69 map .start | journey.out_of_range 1:97 map .horizon_days"},
	} {
		m, problems := DecodeMap([]byte(c.file))
		if m != nil {
			t.Errorf("%s\nwas accepted", c.file)
		}
		all := make([]string, len(problems))
		for i, p := range problems {
			all[i] = said(p)
		}
		if got := strings.Join(all, " | "); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.file, got, c.want)
		}
	}
}

func TestAllProblemsOfAFileAreListedUpToFifty(t *testing.T) {
	t.Parallel()
	one := `{"id":"a","kind":"exit","exit":{},"colour":"red"}`
	file := func(n int) []byte {
		return []byte(`{"format":1,` + settings + `,"steps":[` + strings.TrimSuffix(strings.Repeat(one+",", n), ",") + `]}`)
	}
	if _, problems := DecodeMap(file(7)); len(problems) != 7 {
		t.Errorf("7 mistakes, %d problems", len(problems))
	}
	if _, problems := DecodeMap(file(1000)); len(problems) != maxProblems {
		t.Errorf("1000 mistakes, %d problems", len(problems))
	}
}

func TestAnAbusiveFileIsRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ file, want string }{
		"deep":      {strings.Repeat("[", 100_000), "codec.too_deep"},
		"large":     {strings.Repeat(" ", MaxBytes+1), "codec.too_large"},
		"not UTF-8": {"{\"format\":1,\"map\":{\"name\":\"\xff\"}}", "codec.not_utf8"},
		"surrogate": {`{"format":1,"map":{"name":"\ud83d"}}`, "codec.escape"},
		"broad":     {`{"a":[],` + strings.Repeat(`"b":0,`, 100_000) + `"c":0}`, "codec.many_members"},
		"control":   {"{\"a\nb\":1}", "codec.control"},
	} {
		if _, problems := DecodeMap([]byte(c.file)); len(problems) == 0 || problems[0].Code != c.want {
			t.Errorf("%s: %v", name, problems)
		}
	}
}
