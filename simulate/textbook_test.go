package simulate_test

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/simulate"
)

var updateTextbook = flag.Bool("update", false, "write the table of docs/textbook.md anew")

// lesson is a map of docs/textbook whose answers are in textbooks.
type lesson struct {
	file, from string // where it is from
	answers    []answer
}

// answer is one of them. Of a chain the deviation is that of one person's number, and of is among how many; an exact count has
// neither. Of a queue found gives the 95 % interval of twenty replications.
type answer struct {
	what      string
	want      float64
	deviation float64
	found     func(t *testing.T, r *simulate.Result) finding
}

type finding struct {
	value float64
	of    int64
	half  float64 // of an interval of replications
}

// textbookSigmas and textbookT are how far a number may be off. The seed is fixed; with new ones the 35 comparisons of chains would fail falsely
// less than once in a thousand runs, the 15 of queues less than once in a hundred.
const (
	textbookSigmas = 4.4
	// An interval of 95 % of twenty replications (Student's t, 19 degrees: 2.093) is widened to 99.95 % (4.19).
	textbookT = 4.19 / 2.093
)

func (a *answer) check(t *testing.T, file string, f finding) {
	t.Helper()
	slack := 1e-9 * math.Abs(a.want)
	if a.deviation > 0 {
		slack = textbookSigmas * a.deviation / math.Sqrt(float64(f.of))
	}
	slack = math.Max(slack, f.half*textbookT)
	if math.IsNaN(f.value) || math.Abs(f.value-a.want) > slack {
		t.Errorf("%s, %s: %v ± %v, the textbook says %v", file, a.what, f.value, slack, a.want)
	}
}

// binary is the deviation of what happens with a chance or does not.
func binary(p float64) float64 { return math.Sqrt(p * (1 - p)) }

// reaches asks for the share of people who reach a goal, or come to a step.
func reaches(what string, step journey.ID, p float64) answer {
	return answer{what, p, binary(p), func(t *testing.T, r *simulate.Result) finding {
		return finding{value: float64(stepOf(t, r, step).People) / float64(r.Counted), of: r.Counted}
	}}
}

// visits asks for the mean number of visits of a step per person.
func visits(what string, step journey.ID, mean, deviation float64) answer {
	return answer{what, mean, deviation, func(t *testing.T, r *simulate.Result) finding {
		return finding{value: float64(stepOf(t, r, step).Visits) / float64(r.Counted), of: r.Counted}
	}}
}

// rests asks for the share of people who are at a step when the run ends.
func rests(what string, step journey.ID, p float64) answer {
	return answer{what, p, binary(p), func(t *testing.T, r *simulate.Result) finding {
		return finding{value: float64(stepOf(t, r, step).Tokens.InProgress) / float64(r.Counted), of: r.Counted}
	}}
}

// length asks for the mean time to goals, whichever is reached, in hours.
func length(what string, mean, deviation float64, goals ...journey.ID) answer {
	return answer{what, mean, deviation, func(t *testing.T, r *simulate.Result) finding {
		sum, n := 0.0, int64(0)
		for _, id := range goals {
			g := goalOf(t, r, id)
			sum, n = sum+g.Time.Mean*float64(g.Time.N), n+g.Time.N
		}
		return finding{value: sum / float64(n) / 3600, of: n}
	}}
}

// exactly asks for a number that no luck moves.
func exactly(what string, want float64, found func(t *testing.T, r *simulate.Result) float64) answer {
	return answer{what: what, want: want, found: func(t *testing.T, r *simulate.Result) finding { return finding{value: found(t, r)} }}
}

func stepOf(t *testing.T, r *simulate.Result, id journey.ID) *simulate.StepResult {
	t.Helper()
	for i := range r.Steps {
		if r.Steps[i].Step == id {
			return &r.Steps[i]
		}
	}
	t.Fatalf("no step %s", id)
	return nil
}

// learn runs a map of docs/textbook as `rehearse simulate FILE` would, with --batches 20 where people share agents.
func learn(t *testing.T, file string) *simulate.Result {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "docs", "textbook", file+".json"))
	if err != nil {
		t.Fatal(err)
	}
	m, problems := codec.DecodeMap(data)
	if len(problems) > 0 {
		t.Fatal(file, problems)
	}
	spec := simulate.Spec{Seed: 1, People: 100_000}
	for _, s := range m.Steps {
		if s.Support != nil {
			spec.People, spec.Batches = 0, 20
		}
	}
	if file == "timetable" || file == "backlog" {
		spec.Batches = 0
	}
	return run(t, m, spec)
}

// Every map of docs/textbook.md gives the answers of the textbook, and the table of that page is what the engine finds.
func TestTheEngineFindsWhatTextbooksSay(t *testing.T) {
	t.Parallel()
	var page strings.Builder
	files := map[string]bool{}
	for _, part := range []struct {
		head    string
		lessons []lesson
	}{{"Chains", chainLessons()}, {"Queues", queueLessons()}} {
		fmt.Fprintf(&page, "\n### %s\n\n| map | from | asked | textbook | Rehearse |\n| --- | --- | --- | --- | --- |\n", part.head)
		for _, l := range part.lessons {
			files[l.file+".json"] = true
			r := learn(t, l.file)
			name, from := fmt.Sprintf("[%s](textbook/%s.json)", l.file, l.file), l.from
			for _, a := range l.answers {
				f := a.found(t, r)
				a.check(t, l.file, f)
				fmt.Fprintf(&page, "| %s | %s | %s | %.6g | %.6g |\n", name, from, a.what, a.want, f.value)
				name, from = "", ""
			}
		}
	}
	paths, err := filepath.Glob(filepath.Join("..", "docs", "textbook", "*.json"))
	if err != nil || len(paths) != len(files) {
		t.Errorf("%d maps in docs/textbook, %d are asked (%v)", len(paths), len(files), err)
	}
	const path, begin, end = "../docs/textbook.md", "<!-- table -->\n", "\n<!-- end of the table -->"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(data), begin)
	_, after, closed := strings.Cut(rest, end)
	if !found || !closed {
		t.Fatalf("%s has no place for the table", path)
	}
	want := before + begin + page.String() + end + after
	if *updateTextbook {
		if err := os.WriteFile(path, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want != string(data) {
		t.Errorf("%s has other numbers than the engine; write it anew: go test ./simulate -run Textbooks -update", path)
	}
}
