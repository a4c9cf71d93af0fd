package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"rehearse/assets"
)

// sarifSchemaFile is the schema as OASIS publishes it.
const sarifSchemaFile = "testdata/sarif-schema-2.1.0.json"

// Code hosts refuse a log that breaks the schema, and say little about why.
func TestSARIFIsValidByTheSchemaOfTheStandard(t *testing.T) {
	t.Parallel()
	schema, err := jsonschema.NewCompiler().Compile(sarifSchemaFile)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "two words ü.json"), []byte(sarifMap), 0o600); err != nil {
		t.Fatal(err)
	}
	all := [][]string{{filepath.Join(dir, "two words ü.json")}, {cart(t), "--run", "-n", "2000"}}
	for _, sample := range assets.Samples() {
		data, err := assets.Sample(sample.Name)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, sample.Name+".json")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		all = append(all, []string{path, "--run", "-n", "2000"})
	}
	results := 0
	for _, args := range all {
		for _, language := range []string{"en", "ru"} {
			_, out, errs := run(t, append([]string{"check", "--sarif", "--lang", language}, args...)...)
			log, err := jsonschema.UnmarshalJSON(strings.NewReader(out))
			if err != nil {
				t.Fatalf("%v: %v %s", args, err, errs)
			}
			if err := schema.Validate(log); err != nil {
				t.Errorf("%v, %s: %v", args, language, err)
			}
			results += strings.Count(out, `"ruleIndex"`)
		}
	}
	if results == 0 {
		t.Error("not one result was validated")
	}
}

// sarifMap is a map with a loop without a wait, found at the step cart (line 6), and a silenced scenario without a goal.
const sarifMap = `{"format": 1, "map": {"name": "Shop", "languages": ["en"], "currency": "EUR", "zone": "UTC", "start": "2026-01-05", "horizon_days": 10},
"personas": [{"id": "p", "name": "P", "share": 1, "channels": [{"channel": "mail", "known": 1, "allowed": 1}]}],
"channels": [{"id": "mail", "name": "Mail"}], "events": [{"id": "put", "name": "Put"}],
"scenarios": [{"id": "sale", "name": "Sale", "trigger": {"event": "put"}, "start": "letter"}],
"steps": [{"id": "in", "kind": "entry", "entry": {"per_day": 5}},
  {"id": "cart", "kind": "touchpoint", "name": "Cart", "touchpoint": {"event": "put"}},
  {"id": "page", "kind": "touchpoint", "touchpoint": {}},
  {"id": "order", "kind": "goal", "goal": {}},
  {"id": "letter", "kind": "message", "scenario": "sale", "message": {"channels": ["mail"], "contents": [{"language": "en", "subject": "Sale", "body": "Sale, {{first_name}}", "calls": ["Go"]}]}}],
"links": [{"id": "a", "from": "in", "to": "cart"}, {"id": "b", "from": "cart", "to": "page", "weight": 0.5}, {"id": "c", "from": "page", "to": "cart", "weight": 0.5},
  {"id": "d", "from": "cart", "to": "order", "weight": 0.2}],
"silences": [{"id": "meant", "rule": "J603", "target": {"kind": "scenario", "id": "sale"}, "reason": "A try of one week"}]}
`

// sarifRead is what a code host takes from a log.
type sarifRead struct {
	Runs []struct {
		Tool struct {
			Driver struct{ Rules []sarifRule }
		}
		Results []sarifResult
	}
}

func readSARIF(t *testing.T, path string, args ...string) sarifRead {
	t.Helper()
	_, out, errs := run(t, append([]string{"check", path, "--sarif"}, args...)...)
	var log sarifRead
	if err := json.Unmarshal([]byte(out), &log); err != nil || len(log.Runs) != 1 {
		t.Fatal(err, errs)
	}
	return log
}

func TestSARIFNamesTheLineOfTheRecordInJSON(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "shop.json")
	if err := os.WriteFile(path, []byte(sarifMap), 0o600); err != nil {
		t.Fatal(err)
	}
	log := readSARIF(t, path)
	i := slices.IndexFunc(log.Runs[0].Results, func(r sarifResult) bool { return r.RuleID == "J104" })
	if i < 0 {
		t.Fatal("the loop is not found")
	}
	loop := log.Runs[0].Results[i]
	if rule := log.Runs[0].Tool.Driver.Rules[loop.RuleIndex]; rule.ID != "J104" || rule.Help.Text == "" || rule.Configuration.Level != "warning" {
		t.Errorf("rule %d is %+v", loop.RuleIndex, rule)
	}
	if at := loop.Locations[0].Physical; at.Region == nil || at.Region.StartLine != 6 || at.Region.StartColumn != 3 || !strings.HasSuffix(at.Artifact.URI, "/shop.json") {
		t.Errorf("the loop is at %+v", at)
	}
	if len(loop.Related) != 1 || loop.Related[0].Physical.Region.StartLine != 7 || loop.Related[0].Logical[0].Full != "step/page" {
		t.Errorf("its other step is at %+v", loop.Related)
	}
	if len(loop.Properties.Fixes) != 1 || loop.Properties.Fixes[0].Action != "add_wait" {
		t.Errorf("its fixes are %+v", loop.Properties.Fixes)
	}
	i = slices.IndexFunc(log.Runs[0].Results, func(r sarifResult) bool { return r.RuleID == "J603" })
	if i < 0 || len(log.Runs[0].Results[i].Suppressions) != 1 || log.Runs[0].Results[i].Suppressions[0].Justification != "A try of one week" {
		t.Error("the silenced finding is not suppressed with its reason")
	}
	imported := filepath.Join(filepath.Dir(path), "shop.journey")
	if code, _, errs := run(t, "import", path, "-o", imported); code != ExitFine {
		t.Fatal(errs)
	}
	for _, r := range readSARIF(t, imported).Runs[0].Results {
		if r.Locations[0].Physical.Region != nil || len(r.Locations[0].Logical) != 1 {
			t.Errorf("%s in a file without lines: %+v", r.RuleID, r.Locations)
		}
	}
}

// A code host takes a finding with another fingerprint for a new one, and shows the old one as repaired.
func TestFingerprintsOutliveRenamingAndMoving(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	fingerprints := func(name, text string) []string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, r := range readSARIF(t, path).Runs[0].Results {
			list = append(list, r.Fingerprints["rehearse/v1"])
		}
		return list
	}
	before := fingerprints("a.json", sarifMap)
	if sorted := slices.Sorted(slices.Values(before)); len(before) < 2 || len(slices.Compact(sorted)) != len(before) {
		t.Errorf("not one fingerprint for each finding: %v", before)
	}
	after := fingerprints("b.json", strings.NewReplacer(`"name": "Cart"`, `"name": "Basket", "x": 400`, `"name": "Shop"`, `"name": "Store"`, `"Sale, {{`, `"Today, {{`).Replace(sarifMap))
	if !slices.Equal(before, after) {
		t.Errorf("before %v\nafter  %v", before, after)
	}
}
