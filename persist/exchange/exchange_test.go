package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"rehearse/assets"
	"rehearse/journey"
	"rehearse/simulate"
)

func TestAMapGoesOutAndComesBack(t *testing.T) {
	t.Parallel()
	for _, s := range assets.Samples() {
		data, err := assets.Sample(s.Name)
		if err != nil {
			t.Fatal(err)
		}
		m, err := Read(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := Write(&out, m); err != nil {
			t.Fatal(err)
		}
		back, err := Read(&out)
		if err != nil || !reflect.DeepEqual(m, back) {
			t.Errorf("%s comes back changed: %v", s.Name, err)
		}
	}
}

func TestReadTellsAWrongFileFromABrokenReader(t *testing.T) {
	t.Parallel()
	var problems journey.Problems
	if _, err := Read(strings.NewReader("PK\x03\x04")); !errors.As(err, &problems) || problems[0].Code != "codec.unexpected" {
		t.Errorf("another kind of file: %v", err)
	}
	if _, err := Read(iotest.ErrReader(io.ErrClosedPipe)); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("a reader that fails: %v", err)
	}
	if err := Write(brokenWriter{}, journey.New("x", "2026-01-01")); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("a writer that fails: %v", err)
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestTablesHaveAsManyCellsAsTheirHeads(t *testing.T) {
	t.Parallel()
	m := journey.New("x", "2026-01-01")
	m.Steps = []*journey.Step{{ID: "page", Kind: journey.StepTouchpoint, Name: "=HYPERLINK(1), \"x\""}}
	r := &simulate.Result{
		Currency: "EUR",
		Steps: []simulate.StepResult{{Step: "page", Tally: simulate.Tally{
			People: 7, Tokens: simulate.Tokens{Entered: 9}, FromEntry: simulate.Share{Num: 7, Den: 14, Share: 0.5, Low: 0.27, High: 0.73},
		}}},
		Links:     []simulate.LinkResult{{Link: "gone", Tokens: 3}},
		Goals:     []simulate.GoalResult{{Step: "page", Value: 1_250_000, ValueInterval: &simulate.MoneyInterval{Low: -500_000}, Time: simulate.Quantiles{Median: 60}}},
		Messages:  []simulate.MessageResult{{Step: "page", Refused: []simulate.Reason{{Reason: "cap", Count: 2}, {Reason: "consent", Count: 1}}}},
		Scenarios: []simulate.ScenarioResult{{Scenario: "s", Started: 4}},
		Support:   []simulate.SupportResult{{Step: "page", Cases: 5, Utilisation: 0.25}},
		Touches:   simulate.Touches{Together: []simulate.Together{{B: "page", Days: 3, Weeks: 2, Repeats: 1}}},
		Pairs:     []simulate.PairResult{{Code: "same_topic", How: "between", A: "page", B: "gone", People: 4, Of: 9}},
		Repeats:   []simulate.RepeatResult{{How: "between", People: simulate.Share{Num: 4, Den: 9}, Pairs: []int{0}}},
		Cross:     []simulate.CrossCell{{Step: "page", Persona: "p", Entry: "in", People: 4, Tokens: simulate.Tokens{Entered: 6, WentOn: 5}}},
		Bands: &simulate.Bands{Numbers: []simulate.Band{
			{Record: journey.Ref{Kind: journey.KindStep, ID: "page"}, Number: "value", Value: 1_250_000, Low: -500_000, High: 2_000_000},
		}},
	}
	want := map[Table]map[string]string{
		TableSteps:     {"name": "'=HYPERLINK(1), \"x\"", "kind": "touchpoint", "people": "7", "entered": "9", "from_entry_den": "14", "from_entry": "0.5", "from_entry_low": "0.27"},
		TableLinks:     {"link": "gone", "from": "", "tokens": "3"},
		TableGoals:     {"currency": "EUR", "value": "1.25", "value_low": "-0.5", "seconds_median": "60"},
		TableMessages:  {"refused": "cap:2 consent:1", "cost": "0"},
		TableScenarios: {"started": "4", "withdrawn": ""},
		TableSupport:   {"cases": "5", "utilisation": "0.25"},
		TableTogether:  {"a": "", "b": "page", "full_days": "3", "full_weeks": "2", "repeats": "1"},
		TableRepeats:   {"cause": "1", "how": "between", "cause_num": "4", "code": "same_topic", "b": "gone", "of": "9"},
		TableBands:     {"kind": "step", "record": "page", "number": "value", "currency": "EUR", "value": "1.25", "low": "-0.5", "high": "2", "channel": ""},
		TableCross:     {"step": "page", "persona": "p", "entry": "in", "scenario": "", "people": "4", "entered": "6", "went_on": "5"},
	}
	for _, table := range Tables() {
		var out bytes.Buffer
		if err := WriteTable(&out, m, r, table); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&out).ReadAll() // refuses rows of different lengths
		if err != nil || len(rows) != 2 {
			t.Fatalf("%s: %v %v", table, rows, err)
		}
		cells := map[string]string{}
		for i, name := range rows[0] {
			if _, twice := cells[name]; twice {
				t.Errorf("%s: two columns are called %s", table, name)
			}
			cells[name] = rows[1][i]
		}
		for name, value := range want[table] {
			if got, ok := cells[name]; !ok || got != value {
				t.Errorf("%s: %s is %q, want %q", table, name, got, value)
			}
		}
	}
	var problem journey.Problem
	if err := WriteTable(io.Discard, m, r, "people"); !errors.As(err, &problem) || problem.Code != "exchange.unknown_table" {
		t.Errorf("an unknown table: %v", err)
	}
}
