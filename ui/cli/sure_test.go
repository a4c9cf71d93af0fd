package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/simulate"
)

func TestAReportKeepsTheTwoDoubtsApart(t *testing.T) {
	t.Parallel()
	path := cart(t)
	_, out, _ := run(t, "simulate", path, "-n", "3000")
	for _, part := range []string{"Luck, 95%", "the luck of 3,000 people", "--bands shows"} {
		if !strings.Contains(out, part) {
			t.Errorf("without bands: no %q in\n%s", part, out)
		}
	}
	if strings.Contains(out, "Your rates") {
		t.Error("a band nobody asked for")
	}
	_, out, _ = run(t, "simulate", path, "-n", "3000", "--bands", "--draws", "50")
	for _, part := range []string{"Luck, 95%", "Your rates, 95%", "drawn 50 times", "have no range"} {
		if !strings.Contains(out, part) {
			t.Errorf("with bands: no %q in\n%s", part, out)
		}
	}
	_, out, _ = run(t, "simulate", path, "-n", "3000", "--csv", "bands", "--draws", "50")
	if !strings.HasPrefix(out, "kind,record,name,channel,number,currency,value,low,high\n") || !strings.Contains(out, ",rate,") {
		t.Errorf("the table of bands:\n%s", out)
	}
	_, out, _ = run(t, "simulate", path, "-n", "3000", "--batches", "5")
	if !strings.Contains(out, "ten are the least") {
		t.Errorf("too few batches are not explained:\n%s", out)
	}
}

func TestUncertaintyFlagsAreChecked(t *testing.T) {
	t.Parallel()
	path := cart(t)
	for _, args := range [][]string{{"--draws", "5"}, {"--until", "0.5"}, {"--until", "60pp"}, {"--goal", "Order"}, {"--until", "1pp", "--goal", "nothing"}, {"--until", "1pp", "--most", "10"}, {"--batches", "-1"}, {"--batches", "5000"}, {"--max-memory", "512"}} {
		if code, _, errs := run(t, append([]string{"simulate", path}, args...)...); code != ExitUse || errs == "" {
			t.Errorf("%v: exit %d, %q", args, code, errs)
		}
	}
	if code, _, errs := run(t, "simulate", path, "--max-memory", "1kB"); code == ExitFine || !strings.Contains(errs, "MB") {
		t.Errorf("a kilobyte is enough: %q", errs)
	}
}

// Two agents and 40 people a day for 30 days: some 1,200 people come, as chance brings them (a standard deviation of 35), unless
// another number is asked for; ten whole runs are some 12,000 (110) and have intervals.
func TestAgentsHaveTheLoadTheMapSays(t *testing.T) {
	t.Parallel()
	m := journey.New("line", "2026-01-05")
	m.Personas = []*journey.Persona{{ID: "p", Name: "p", Share: journey.Guess(1)}}
	m.Steps = []*journey.Step{
		{ID: "in", Name: "in", Kind: journey.StepEntry, Entry: &journey.Entry{Mode: journey.EntryStream, PerDay: journey.Guess(40)}},
		{ID: "desk", Name: "desk", Kind: journey.StepSupport, Support: &journey.Support{Agents: 2, Handling: journey.Fixed(5 * journey.Minute), Patience: journey.Fixed(journey.Hour)}},
	}
	m.Links = []*journey.Link{{ID: "l", From: "in", Port: journey.PortOut, To: "desk"}}
	for _, kind := range journey.Kinds() {
		for _, r := range m.Records(kind) {
			journey.Normalize(r)
		}
	}
	path := filepath.Join(t.TempDir(), "line.json")
	if err := os.WriteFile(path, codec.EncodeMap(m, true), 0o600); err != nil {
		t.Fatal(err)
	}
	for flags, want := range map[string][2]int64{"": {1200, 5 * 35}, "-n 500": {500, 0}, "--batches 10": {12_000, 5 * 110}} {
		code, out, errs := run(t, append([]string{"simulate", path, "--json"}, strings.Fields(flags)...)...)
		var said struct{ Result simulate.Result }
		if err := json.Unmarshal([]byte(out), &said); err != nil || code != ExitFine {
			t.Fatalf("%q: exit %d, %v, %s", flags, code, err, errs)
		}
		if n := said.Result.People; n < want[0]-want[1] || n > want[0]+want[1] || said.Result.Steps[1].FromEntry.Unsure() != (flags != "--batches 10") {
			t.Errorf("%q: %d people, want %d ± %d, %+v", flags, said.Result.People, want[0], want[1], said.Result.Intervals)
		}
	}
}
