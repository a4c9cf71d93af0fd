package simulate_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"rehearse/assets"
	"rehearse/journey"
	"rehearse/persist/exchange"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// plainActivity names activities by their codes.
func plainActivity(what, name string, port journey.Port) string {
	return strings.TrimSuffix(name+": "+what+" "+string(port), " ")
}

// logOf is the log of a run, and its rows by the names of their columns.
func logOf(t *testing.T, m *journey.Map, spec simulate.Spec) (text string, rows []map[string]string) {
	t.Helper()
	text = logText(t, m, spec)
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(records[0], ","); got != simulate.LogColumns {
		t.Fatalf("the head is %s", got)
	}
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, cell := range record {
			row[records[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return text, rows
}

func logText(t *testing.T, m *journey.Map, spec simulate.Spec) string {
	t.Helper()
	var b strings.Builder
	if err := simulate.WriteLog(context.Background(), m, spec, plainActivity, &b, nil); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func sampleMap(t *testing.T, name string) *journey.Map {
	t.Helper()
	file, err := assets.Sample(name)
	if err != nil {
		t.Fatal(err)
	}
	m, err := exchange.Read(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// Read back, the log counts what the run counted: by step, message and channel, scenario, goal, reason.
func TestTheEventLogCountsWhatTheRunCounted(t *testing.T) {
	t.Parallel()
	for n := range uint64(25) {
		m, spec := richMap(n+900), simulate.Spec{Seed: n, People: 20}
		if n < 3 {
			m, spec.People = sampleMap(t, assets.Samples()[n].Name), 400
		}
		r, err := simulate.Run(context.Background(), m, spec, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, rows := logOf(t, m, spec)
		got := map[string]int64{}
		for _, row := range rows {
			got[row["what"]+" "+row["step"]]++
			got[row["what"]+" "+row["step"]+" "+row["channel"]]++
			got[row["what"]+" "+row["step"]+" "+row["channel"]+" "+row["outcome"]]++
			if row["step"] == "" {
				got[row["what"]+" "+row["scenario"]]++
				got[row["what"]+" "+row["scenario"]+" "+row["outcome"]]++
			}
		}
		equal := func(want int64, keys ...string) {
			have := int64(0)
			for _, key := range keys {
				have += got[key]
			}
			if have != want {
				t.Errorf("map %d: the log has %d rows of %q, the run counted %d", n, have, keys, want)
			}
		}
		for _, s := range r.Steps {
			id := string(s.Step)
			equal(s.Tokens.Entered, "arrive "+id, "enter "+id, "join "+id)
			equal(s.Tokens.Dropped, "drop "+id)
			equal(s.Tokens.Completed, "complete "+id)
			equal(s.Tokens.AtGoal, "at_goal "+id)
			equal(s.Tokens.Exited, "exit "+id)
			equal(s.Tokens.Withdrawn+s.Tokens.Stopped, "withdraw "+id, "join "+id)
		}
		for _, x := range r.Messages {
			of := string(x.Step) + " " + string(x.Channel)
			equal(x.Sent, "send "+of)
			equal(x.Delivered, "deliver "+of)
			equal(x.HardBounced, "hard_bounce "+of)
			equal(x.SoftBounced, "soft_bounce "+of)
			equal(x.Opened, "open "+of)
			equal(x.Clicked, "click "+of)
			equal(x.Unsubscribed, "unsubscribe "+of)
			equal(x.Responded, "respond "+of)
			equal(x.Attributed, "credit "+of)
			for _, reason := range x.Refused {
				equal(reason.Count, "refuse "+of+" "+reason.Reason)
			}
		}
		for _, s := range r.Scenarios {
			id := string(s.Scenario)
			equal(s.Started, "start "+id)
			equal(s.Completed, "end "+id+" completed")
			for _, reason := range s.Withdrawn {
				equal(reason.Count, "end "+id+" "+reason.Reason)
			}
			for _, reason := range s.Refused {
				equal(reason.Count, "not_started "+id+" "+reason.Reason)
			}
		}
		for _, g := range r.Goals {
			equal(g.Count, "goal "+string(g.Step))
		}
	}
}

// Rows come by person and then by time, times are UTC with the person's clock beside them, and neither workers nor a second
// run change a byte.
func TestTheEventLogIsTheSameForAnyNumberOfWorkers(t *testing.T) {
	t.Parallel()
	for n := range uint64(8) {
		m := richMap(n + 300)
		people := 70
		if n < 3 { // several blocks of people
			m, people = sampleMap(t, assets.Samples()[n].Name), 500
		}
		one, rows := logOf(t, m, simulate.Spec{Seed: n, People: people, Workers: 1})
		for _, workers := range []int{2, 8} {
			if many := logText(t, m, simulate.Spec{Seed: n, People: people, Workers: workers}); many != one {
				t.Errorf("map %d: %d workers write another log", n, workers)
			}
		}
		person, last := 0, time.Time{}
		for i, row := range rows {
			var number int
			if _, err := fmt.Sscan(row["person"], &number); err != nil || number < person {
				t.Fatalf("map %d: row %d is of person %q after person %d", n, i+2, row["person"], person)
			}
			at, err := time.Parse(time.RFC3339, row["time"])
			local, localErr := time.Parse(time.RFC3339, row["local"])
			if err != nil || localErr != nil || !at.Equal(local) || !strings.HasSuffix(row["time"], "Z") {
				t.Fatalf("map %d: row %d: %s and %s are not the same moment", n, i+2, row["time"], row["local"])
			}
			if number == person && at.Before(last) {
				t.Errorf("map %d: row %d goes back in time", n, i+2)
			}
			if wantCase := row["person"]; !strings.HasPrefix(row["case"], wantCase) || (row["case"] != wantCase && !strings.HasPrefix(row["case"], wantCase+"/"+row["scenario"]+"/")) {
				t.Errorf("map %d: row %d: case %s of person %s, scenario %s", n, i+2, row["case"], row["person"], row["scenario"])
			}
			person, last = number, at
		}
	}
}

// The log tells the same moments as the story of each person.
func TestTheEventLogTellsTheStories(t *testing.T) {
	t.Parallel()
	logged := map[string]bool{}
	for _, what := range simulate.Logged() {
		logged[what] = true
	}
	m, spec := sampleMap(t, "abandoned_cart"), simulate.Spec{Seed: 2, People: 60}
	_, rows := logOf(t, m, spec)
	for number := int64(1); number <= 60; number++ {
		story, err := simulate.Replay(context.Background(), m, spec, simulate.PersonRef{Seed: 2, Number: number})
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range story.Moments {
			if !logged[x.What] || (x.What == "take" && (x.Port == "out" || x.Port == "gave_up")) || (x.What == "enter" && m.Step(x.Step).Kind == journey.StepEntry) ||
				(x.What == "event" && m.Step(x.Of) != nil) {
				continue
			}
			if len(rows) == 0 {
				t.Fatalf("person %d: the log ends before the story", number)
			}
			row := rows[0]
			rows = rows[1:]
			if row["person"] != fmt.Sprint(number) || row["what"] != x.What || row["step"] != string(x.Step) || row["outcome"] != x.Reason+x.Port ||
				!strings.HasPrefix(strings.Replace(row["local"], "T", " ", 1), x.Local) {
				t.Fatalf("person %d: the log has %v where the story has %+v", number, row, x)
			}
		}
	}
	if len(rows) > 0 {
		t.Errorf("%d rows are of nobody's story", len(rows))
	}
}

// Names may hold commas, quotes, lines and any letters; one that a spreadsheet would take for a formula stands behind an
// apostrophe; two steps of one name keep apart.
func TestNamesOfTheEventLogAreQuoted(t *testing.T) {
	t.Parallel()
	names := []string{"Визит, «первый»", "two\nlines", `say "hi"`, "=SUM(A1)", "twin", "twin", " "}
	b := trial.New(5)
	b.Cohort("in", 1)
	last := journey.ID("in")
	for i, name := range names {
		id := journey.ID(fmt.Sprintf("t%d", i))
		b.Touch(id, "")
		b.Map.Step(id).Name = name
		b.Chain(last, id)
		last = id
	}
	_, rows := logOf(t, b.Done(), simulate.Spec{People: 1})
	for i, want := range []string{"Визит, «первый»: enter", "two\nlines: enter", `say "hi": enter`, "'=SUM(A1): enter", "twin (t4): enter", "twin (t5): enter", " : enter"} {
		if got := rows[i+1]["event"]; got != want {
			t.Errorf("row %d: %q, want %q", i+1, got, want)
		}
	}
}

// memoryWriter looks now and then how much memory is in use while it is written to.
type memoryWriter struct {
	writes int
	most   uint64
}

func (w *memoryWriter) Write(b []byte) (int, error) {
	if w.writes++; w.writes%500 == 1 {
		runtime.GC()
		var now runtime.MemStats
		runtime.ReadMemStats(&now)
		w.most = max(w.most, now.HeapAlloc)
	}
	return len(b), nil
}

// A hundred times as many people take no more memory, and nobody's events are allocated for. Other tests must not run
// beside it.
func TestTheEventLogTakesNoMemoryPerPerson(t *testing.T) {
	b := trial.New(5)
	b.Cohort("in", 10)
	b.Event("seen")
	b.Touch("t", "seen")
	b.Chain("in", "t")
	m := b.Done()
	measure := func(people int) (most uint64, allocations uint64) {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		w := &memoryWriter{}
		if err := simulate.WriteLog(context.Background(), m, simulate.Spec{People: people, Workers: 2}, plainActivity, w, nil); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		return w.most - min(w.most, before.HeapAlloc), after.Mallocs - before.Mallocs
	}
	few, fewAllocations := measure(10_000)
	many, manyAllocations := measure(1_000_000)
	if many > few+2<<20 {
		t.Errorf("10,000 people take %d kB, 1,000,000 take %d kB", few>>10, many>>10)
	}
	if more := manyAllocations - min(manyAllocations, fewAllocations); more > 100_000 {
		t.Errorf("990,000 more people made %d more allocations", more)
	}
}

type fullDisk struct{ room int }

var errFull = errors.New("no room left")

func (w *fullDisk) Write(b []byte) (int, error) {
	if w.room -= len(b); w.room < 0 {
		return 0, errFull
	}
	return len(b), nil
}

func TestTheEventLogStopsWhenItCannotBeWritten(t *testing.T) {
	t.Parallel()
	m := sampleMap(t, "abandoned_cart")
	for _, room := range []int{0, 5_000} {
		err := simulate.WriteLog(context.Background(), m, simulate.Spec{People: 100_000_000}, plainActivity, &fullDisk{room}, nil)
		if !errors.Is(err, errFull) {
			t.Errorf("%v, want the writer's error", err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := simulate.WriteLog(ctx, m, simulate.Spec{People: 100_000_000}, plainActivity, io.Discard, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want that it was canceled", err)
	}
}

// How many events a second are written, to nowhere.
func BenchmarkEventLog(b *testing.B) {
	file, err := assets.Sample("abandoned_cart")
	if err != nil {
		b.Fatal(err)
	}
	m, err := exchange.Read(bytes.NewReader(file))
	if err != nil {
		b.Fatal(err)
	}
	events := 0
	for b.Loop() {
		w := &lineCounter{}
		if err := simulate.WriteLog(context.Background(), m, simulate.Spec{People: 20_000, Workers: 1}, plainActivity, w, nil); err != nil {
			b.Fatal(err)
		}
		events += w.lines
	}
	b.ReportMetric(float64(events)/b.Elapsed().Seconds(), "events/s")
}

type lineCounter struct{ lines int }

func (w *lineCounter) Write(b []byte) (int, error) {
	w.lines += bytes.Count(b, []byte("\n"))
	return len(b), nil
}
