package layout_test

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"rehearse/journey"
	"rehearse/journey/draw/specimen"
	"rehearse/journey/layout"
)

func staged(stages int) *journey.Map {
	m := &journey.Map{Settings: &journey.Settings{}, Policy: &journey.Policy{}}
	for i := range stages {
		m.Stages = append(m.Stages, &journey.Stage{ID: journey.ID(fmt.Sprint("stage", i)), Name: fmt.Sprint("Stage ", i)})
	}
	return m
}

func touch(id journey.ID, stage string, x, y float64) *journey.Step {
	return &journey.Step{ID: id, Kind: journey.StepTouchpoint, Stage: journey.ID(stage), X: x, Y: y, Touchpoint: &journey.Touchpoint{}}
}

// inTheirColumns complains of every step that does not lie wholly in the column of its stage.
func inTheirColumns(t interface{ Fatalf(string, ...any) }, l *layout.Layout) {
	for i, c := range l.Columns {
		if i > 0 && math.Abs(c.Rect.X-l.Columns[i-1].Rect.Right()) > 1e-6 {
			t.Fatalf("column %d begins at %g, the one before ends at %g", i, c.Rect.X, l.Columns[i-1].Rect.Right())
		}
		if c.Rect.W < 279.999 {
			t.Fatalf("column %d is a stub: %v", i, c.Rect)
		}
		for _, card := range l.Cards {
			r := card.Rect
			inside := r.X >= c.Rect.X-1e-6 && r.Right() <= c.Rect.Right()+1e-6 && r.Bottom() <= c.Rect.Bottom()+1e-6
			if card.Step.Stage == c.Stage.ID && card.Step.Kind.Simulated() && !inside {
				t.Fatalf("%s at %v is cut by its column %v", card.Step.ID, r, c.Rect)
			}
		}
	}
}

func TestAnEmptyBoardShowsItsStagesSideBySide(t *testing.T) {
	t.Parallel()
	l := layout.Of(staged(4), eight{})
	for i, c := range l.Columns {
		if c.Rect.X != 320*float64(i) || c.Rect.W != 320 || c.Rect.H < 500 {
			t.Errorf("column %d is %v", i, c.Rect)
		}
	}
}

// A stranger drops the first step into the second column: nothing else may move.
func TestTheFirstStepLeavesTheColumnsWhereTheyAre(t *testing.T) {
	t.Parallel()
	for _, x := range []float64{330, 380, 410, 440} {
		m := staged(4)
		before := layout.Of(m, eight{})
		drop := before.Drop([]layout.Placed{{Step: touch("s", "", 0, 0), X: x, Y: 200}})[0]
		if drop.Stage != "stage1" {
			t.Fatalf("dropped at %g into %q", x, drop.Stage)
		}
		m.Steps = append(m.Steps, touch("s", string(drop.Stage), drop.X, drop.Y))
		l := layout.Of(m, eight{})
		inTheirColumns(t, l)
		for i, c := range l.Columns {
			if math.Abs(c.Rect.X-before.Columns[i].Rect.X) > 32 || c.Rect.Y != before.Columns[i].Rect.Y {
				t.Errorf("dropped at %g, column %d went from %v to %v", x, i, before.Columns[i].Rect, c.Rect)
			}
		}
	}
}

func TestStepsThatAreDroppedLieInTheColumnOfTheirStage(t *testing.T) {
	t.Parallel()
	kinds := []journey.StepKind{journey.StepTouchpoint, journey.StepWait, journey.StepExit, journey.StepBranch, journey.StepNote, journey.StepMessage}
	rapid.Check(t, func(t *rapid.T) {
		m := staged(rapid.IntRange(1, 6).Draw(t, "stages"))
		l := layout.Of(m, eight{})
		for n := range rapid.IntRange(1, 25).Draw(t, "drops") {
			var drop []layout.Placed
			place := func(s *journey.Step) {
				p := layout.Placed{Step: s, X: float64(rapid.IntRange(-60, 260).Draw(t, "x") * 10), Y: float64(rapid.IntRange(-100, 100).Draw(t, "y") * 10)}
				drop = append(drop, p)
			}
			if len(m.Steps) == 0 || rapid.Bool().Draw(t, "new") {
				s := &journey.Step{ID: journey.ID(fmt.Sprint("s", n)), Kind: rapid.SampledFrom(kinds).Draw(t, "kind")}
				m.Steps = append(m.Steps, s)
				place(s)
			} else {
				for _, s := range m.Steps {
					if rapid.IntRange(0, 3).Draw(t, "moved") == 0 {
						place(s)
					}
				}
			}
			for _, p := range l.Drop(drop) {
				s := m.Step(p.Step.ID)
				s.X, s.Y, s.Stage = p.X, p.Y, p.Stage
				if s.Kind.Simulated() && s.Stage == "" {
					t.Fatalf("%s got no stage", s.ID)
				}
			}
			l = layout.Of(m, eight{})
			inTheirColumns(t, l)
		}
	})
}

// A drop follows the hand where there is room, so that a column can be made wider.
func TestAColumnGrowsWhereItsNeighboursLeaveRoom(t *testing.T) {
	t.Parallel()
	m := staged(3)
	m.Steps = []*journey.Step{touch("a", "stage0", 30, 0), touch("b", "stage1", 700, 0)}
	l := layout.Of(m, eight{})
	x := l.Columns[0].Rect.Right() - layout.CardWidth/2 - 10 // most of it in, the rest over the border
	drop := l.Drop([]layout.Placed{{Step: touch("c", "", 0, 0), X: x, Y: 100}})[0]
	if drop.X != x || drop.Stage != "stage0" {
		t.Errorf("dropped at %g, lies at %g in %s", x, drop.X, drop.Stage)
	}
	m.Steps = append(m.Steps, touch("c", string(drop.Stage), drop.X, drop.Y))
	inTheirColumns(t, layout.Of(m, eight{}))
}

func TestWholeStagesTakeTheirColumnsAlong(t *testing.T) {
	t.Parallel()
	m := staged(3)
	m.Steps = []*journey.Step{touch("a", "stage0", 30, 0), touch("b", "stage1", 370, 0), touch("c", "stage2", 700, 0)}
	l := layout.Of(m, eight{})
	drop := l.Drop([]layout.Placed{{Step: m.Steps[1], X: 770}, {Step: m.Steps[2], X: 1100}})
	if drop[0].Stage != "stage1" || drop[1].Stage != "stage2" || drop[0].X != 770 || drop[1].X != 1100 {
		t.Errorf("moved aside: %+v", drop)
	}
	if one := l.Drop([]layout.Placed{{Step: m.Steps[1], X: 770}})[0]; one.Stage != "stage2" {
		t.Errorf("a single step dropped on another column stays in %s", one.Stage)
	}
}

// On an imported map one step may stand among those of another stage; the columns of all others are right.
func TestOneStepAstrayDoesNotBendTheColumns(t *testing.T) {
	t.Parallel()
	m := staged(3)
	for i := range 3 {
		for k := range 4 {
			m.Steps = append(m.Steps, touch(journey.ID(fmt.Sprint("s", i, k)), fmt.Sprint("stage", i), float64(400*i), float64(200*k)))
		}
	}
	want := layout.Of(m, eight{})
	m.Steps = append(m.Steps, touch("astray", "stage0", 800, 900))
	got := layout.Of(m, eight{})
	for _, c := range got.Cards {
		if c.Step.ID == "astray" {
			continue
		}
		for _, col := range got.Columns {
			if col.Stage.ID == c.Step.Stage && (c.Rect.X < col.Rect.X || c.Rect.Right() > col.Rect.Right()) {
				t.Errorf("%s at %v is outside its column %v", c.Step.ID, c.Rect, col.Rect)
			}
		}
	}
	for i := range want.Columns {
		if math.Abs(got.Columns[i].Rect.X-want.Columns[i].Rect.X) > 1 {
			t.Errorf("column %d went from %v to %v", i, want.Columns[i].Rect, got.Columns[i].Rect)
		}
	}
	// Moving another step up and down must not be refused for it.
	drop := got.Drop([]layout.Placed{{Step: m.Steps[0], X: 10, Y: -400}})[0]
	if drop.X != 10 || drop.Stage != "stage0" {
		t.Errorf("moved to %+v", drop)
	}
}

func TestStageAtIgnoresTheHeightAndReachesBeyondTheEnds(t *testing.T) {
	t.Parallel()
	l := layout.Of(staged(3), eight{})
	for x, want := range map[float64]journey.ID{-500: "stage0", 10: "stage0", 330: "stage1", 700: "stage2", 5000: "stage2"} {
		if got := l.StageAt(x); got != want {
			t.Errorf("at %g is %q, want %q", x, got, want)
		}
	}
	if got := layout.Of(staged(0), eight{}).StageAt(0); got != "" {
		t.Errorf("a stage %q on a map without", got)
	}
}

func BenchmarkLayout1000Steps(b *testing.B) {
	m := specimen.Grid(1000)
	for b.Loop() {
		layout.Of(m, eight{})
	}
}
