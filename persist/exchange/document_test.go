package exchange

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"rehearse/journey/rule"
)

// What docs/file-format.md shows is a file the program reads.
func TestTheExampleOfTheDocumentsIsAMap(t *testing.T) {
	t.Parallel()
	example, err := os.ReadFile("../../docs/example.json")
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("../../docs/file-format.md")
	if err != nil {
		t.Fatal(err)
	}
	_, shown, _ := strings.Cut(string(page), "```json\n")
	shown, _, _ = strings.Cut(shown, "```")
	if shown != string(example) {
		t.Error("docs/file-format.md shows another example than docs/example.json")
	}
	m, err := Read(strings.NewReader(shown))
	if err != nil {
		t.Fatal(err)
	}
	if problems := rule.Problems(m); len(problems) > 0 {
		t.Error(problems)
	}
}

// How docs/file-format.md writes common things is read as well, each put into a map that has what it names.
func TestCommonThingsOfTheDocumentsAreRead(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/file-format.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(page), "## How common things are written")
	section, _, _ = strings.Cut(section, "\n## ")
	rows := regexp.MustCompile("(?m)^\\| (.+) \\| (\\w+) \\| `\\{(.*)\\}` \\|$").FindAllStringSubmatch(section, -1)
	if len(rows) < 15 {
		t.Fatalf("%d rows were read", len(rows))
	}
	for _, row := range rows {
		scenario, step, policy := `"trigger": {"event": "left_cart"}`, `"kind": "wait", "wait": {"for": "1h"}`, ""
		switch row[2] {
		case "scenario":
			scenario = row[3]
		case "step":
			step = row[3]
		case "cap":
			policy = `"caps": [{"id": "c", ` + row[3] + `}]`
		case "quiet_hours":
			policy = `"quiet_hours": {` + row[3] + `}`
		default:
			t.Fatalf("%s: a %s is nothing the test knows", row[1], row[2])
		}
		belongs := `, "scenario": "s"`
		if strings.Contains(step, `"entry"`) {
			belongs = ""
		}
		text := `{"format": 1, "map": {"name": "M", "languages": ["en"], "currency": "EUR", "zone": "UTC", "start": "2026-01-05", "horizon_days": 30},
 "personas": [{"id": "p", "name": "P", "share": 1}], "properties": [{"id": "birthday", "name": "birthday", "type": "date"}],
 "events": [{"id": "left_cart", "name": "left_cart"}, {"id": "ordered", "name": "ordered"}],
 "channels": [{"id": "email", "name": "email"}, {"id": "sms", "name": "sms", "medium": "sms"}, {"id": "push", "name": "push", "medium": "push"}],
 "segments": [{"id": "lapsed", "name": "lapsed", "rule": "last(\"ordered\") > 60d"}],
 "scores": [{"id": "lead", "name": "lead", "points": [{"event": "left_cart", "points": 40}]}],
 "named_dates": [{"id": "webinar", "name": "webinar", "date": "2026-01-15", "at": "18:00"}],
 "scenarios": [{"id": "s", "name": "s", ` + scenario + `}],
 "steps": [{"id": "it", ` + step + belongs + `}], "policy": {` + policy + `}}`
		m, err := Read(strings.NewReader(text))
		if err != nil {
			t.Errorf("%s: %v", row[1], err)
			continue
		}
		if problems := rule.Problems(m); len(problems) > 0 {
			t.Errorf("%s: %v", row[1], problems)
		}
	}
}
