package tidy_test

import (
	"context"
	"errors"
	"math"
	"reflect"
	"sync"
	"testing"
	"time"

	"rehearse/journey"
	"rehearse/journey/draw/specimen"
	"rehearse/journey/layout"
	"rehearse/journey/layout/tidy"
)

type eight struct{}

func (eight) Width(text string, size float64, bold bool) float64 {
	return float64(len([]rune(text))) * size * 0.55
}

// arranged is the map with its steps at their new places.
func arranged(t *testing.T, m *journey.Map) (*journey.Map, []tidy.Move) {
	t.Helper()
	moves, err := tidy.Arrange(context.Background(), m, layout.Of(m, eight{}))
	if err != nil {
		t.Fatal(err)
	}
	next := *m
	next.Steps = append([]*journey.Step(nil), m.Steps...)
	for _, move := range moves {
		for i, s := range next.Steps {
			if s.ID == move.Step {
				c := *s
				c.X, c.Y = move.X, move.Y
				if move.Width > 0 {
					c.Frame = &journey.Frame{Width: move.Width, Height: move.Height}
				}
				next.Steps[i] = &c
			}
		}
	}
	return &next, moves
}

func TestStepsStandApartOnTheGrid(t *testing.T) {
	t.Parallel()
	for name, m := range map[string]*journey.Map{"cart": specimen.Cart(), "grid": specimen.Grid(80)} {
		next, _ := arranged(t, m)
		l := layout.Of(next, eight{})
		for i := range l.Cards {
			a := &l.Cards[i]
			if a.Step.Kind == journey.StepFrame {
				continue
			}
			if math.Mod(a.Rect.X, tidy.Snap) != 0 || math.Mod(a.Rect.Y, tidy.Snap) != 0 {
				t.Errorf("%s: %s stands at %g, %g, off the grid", name, a.Step.ID, a.Rect.X, a.Rect.Y)
			}
			for k := range i {
				b := &l.Cards[k]
				if b.Step.Kind != journey.StepFrame && a.Rect.Overlaps(b.Rect) {
					t.Errorf("%s: %s lies on %s: %v %v", name, a.Step.ID, b.Step.ID, a.Rect, b.Rect)
				}
			}
		}
	}
}

func TestStagesBecomeColumnsAndScenariosLanes(t *testing.T) {
	t.Parallel()
	next, _ := arranged(t, specimen.Cart())
	l := layout.Of(next, eight{})
	order := map[journey.ID]int{}
	for i, s := range next.Stages {
		order[s.ID] = i
	}
	for i := range l.Cards {
		a := &l.Cards[i]
		for k := range l.Cards {
			b := &l.Cards[k]
			if a.Step.Stage != "" && b.Step.Stage != "" && order[a.Step.Stage] < order[b.Step.Stage] && a.Rect.Right() > b.Rect.X {
				t.Errorf("%s of stage %s is not left of %s of stage %s", a.Step.ID, a.Step.Stage, b.Step.ID, b.Step.Stage)
			}
		}
	}
	for i, a := range l.Lanes {
		for _, b := range l.Lanes[:i] {
			if a.Rect.Overlaps(b.Rect) {
				t.Errorf("the lanes of %s and %s overlap: %v %v", a.Scenario.ID, b.Scenario.ID, a.Rect, b.Rect)
			}
		}
	}
	frame := l.Card("frame").Rect
	for _, id := range []journey.ID{"visit", "browse", "basket"} {
		if !frame.Contains(l.Card(id).Rect.Middle()) {
			t.Errorf("the frame at %v lost %s", frame, id)
		}
	}
}

func TestTidyTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	next, moves := arranged(t, specimen.Cart())
	if len(moves) == 0 {
		t.Fatal("nothing moved")
	}
	again, err := tidy.Arrange(context.Background(), next, layout.Of(next, eight{}))
	if err != nil {
		t.Fatal(err)
	}
	for _, move := range again {
		if next.Step(move.Step).Kind.Simulated() {
			t.Errorf("%s moved again to %g, %g from %g, %g", move.Step, move.X, move.Y, next.Step(move.Step).X, next.Step(move.Step).Y)
		}
	}
	_, same := arranged(t, specimen.Cart())
	if !reflect.DeepEqual(moves, same) {
		t.Error("the same map was tidied in two ways")
	}
}

// Graphviz crashes when two use it at once.
func TestManyMayTidyAtOnce(t *testing.T) {
	t.Parallel()
	m := specimen.Grid(30)
	l := layout.Of(m, eight{})
	want, err := tidy.Arrange(context.Background(), m, l)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			got, err := tidy.Arrange(context.Background(), m, l)
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("another answer, error %v", err)
			}
		})
	}
	wg.Wait()
}

func TestCancelReturnsAtOnceAndLeavesGraphvizUsable(t *testing.T) {
	t.Parallel()
	m := specimen.Grid(400)
	l := layout.Of(m, eight{})
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Millisecond)
	defer cancel()
	began := time.Now()
	if _, err := tidy.Arrange(ctx, m, l); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("error %v", err)
	}
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("cancelling took %v", took)
	}
	arranged(t, specimen.Cart())
}

func TestMapsThatCannotBeArrangedAreLeftAlone(t *testing.T) {
	t.Parallel()
	strange := &journey.Map{Settings: &journey.Settings{}, Policy: &journey.Policy{},
		Scenarios: []*journey.Scenario{{ID: "sc", Name: `"] }`}},
		Stages:    []*journey.Stage{{ID: "st"}, {ID: "empty"}},
		Steps: []*journey.Step{
			{ID: "a", Kind: journey.StepBranch, Name: `"]; }`, Scenario: "sc", X: math.NaN()},
			{ID: "b", Kind: journey.StepExit, Scenario: "nobody's", Stage: "nowhere", X: math.Inf(1)},
			{ID: "c", Kind: journey.StepGoal, Stage: "st"},
		},
		Links: []*journey.Link{
			{ID: "k", From: "a", Port: "x", To: "a"}, {ID: "l", From: "a", Port: journey.PortOtherwise, To: "b"},
			{ID: "m", From: "b", To: "nobody"}, {ID: "n", From: "b", To: "a"},
		},
	}
	for name, m := range map[string]*journey.Map{
		"empty": {Settings: &journey.Settings{}, Policy: &journey.Policy{}},
		"only a note": {Settings: &journey.Settings{}, Policy: &journey.Policy{}, Steps: []*journey.Step{
			{ID: "n", Kind: journey.StepNote, Note: &journey.Note{Text: "x"}}}},
	} {
		moves, err := tidy.Arrange(context.Background(), m, layout.Of(m, eight{}))
		if err != nil || len(moves) > 0 {
			t.Errorf("%s: %v %v", name, moves, err)
		}
	}
	_, moves := arranged(t, strange)
	for _, move := range moves {
		if math.IsNaN(move.X+move.Y) || math.Abs(move.X) > 1e7 {
			t.Errorf("%s was moved to %g, %g", move.Step, move.X, move.Y)
		}
	}
}

func BenchmarkTidy300Steps(b *testing.B) {
	m := specimen.Grid(300)
	l := layout.Of(m, eight{})
	for b.Loop() {
		if _, err := tidy.Arrange(context.Background(), m, l); err != nil {
			b.Fatal(err)
		}
	}
}
