package desktop

import (
	"math"
	"path/filepath"
	"strings"
	"testing"

	"rehearse/journey"
	"rehearse/ui/action"
)

// Hiding a scenario takes its steps and links from the board, moves nothing else, and going to one of its steps shows it again.
func TestOneScenarioIsHiddenAndShown(t *testing.T) {
	for language, says := range map[string]string{"en": "Hidden: Abandoned cart", "ru": "Скрыто: Abandoned cart"} {
		r := robotOn(t, language)
		if action.Find("hide_lane").Enabled(r.State()) {
			t.Error("nothing is selected, and its scenario can be hidden")
		}
		var inside, outside journey.ID
		for _, s := range r.shown.Map.Steps {
			if s.Scenario != "" {
				inside = s.ID
			} else if s.Kind.Simulated() {
				outside = s.ID
			}
		}
		before, _ := r.Area(outside)
		r.Select(step(inside))
		if !action.Run("hide_lane", r.Window) {
			t.Fatal("a scenario cannot be hidden")
		}
		if _, seen := r.Area(inside); seen {
			t.Error("the step of the hidden scenario is there")
		}
		for _, l := range r.shown.Map.Links {
			if _, _, seen := r.machine.World().Ends(l.ID); seen && (r.shown.Map.Step(l.From).Scenario != "" || r.shown.Map.Step(l.To).Scenario != "") {
				t.Errorf("link %s of the hidden scenario is there", l.ID)
			}
		}
		if after, seen := r.Area(outside); !seen || after != before {
			t.Errorf("another step went from %v to %v", before, after)
		}
		if len(r.machine.Selection()) > 0 {
			t.Error("something that is not seen is selected")
		}
		if !r.chip.object.Visible() || !strings.Contains(r.chip.button.Text, says) {
			t.Errorf("%q does not say %q", r.chip.button.Text, says)
		}
		r.jump(step(inside))
		if _, seen := r.Area(inside); !seen || r.chip.object.Visible() {
			t.Error("who goes to a step of a hidden scenario does not see it")
		}
	}
}

// A scenario that was hidden was there again when the map was opened the next time, and one of another map was hidden too.
func TestAHiddenScenarioIsStillHiddenWhenTheMapIsOpenedAgain(t *testing.T) {
	w := openedWindow(t, "en")
	first, path, of := w.shown.Path, filepath.Join(t.TempDir(), "other.journey"), w.shown.Map.Scenarios[0].ID
	w.showLanes(hiddenLanes("").with(of, true))
	m, err := sampleMap("abandoned_cart", "en")
	if err != nil {
		t.Fatal(err)
	}
	w.createFile(path, m)
	w.waitFor(t, "made", func() bool { return w.shown.Path == path })
	if w.view.hidden != "" {
		t.Errorf("%q is hidden on another map", w.view.hidden)
	}
	w.openPath(first)
	w.waitFor(t, "opened again", func() bool { return w.shown.Path == first && w.fitted == first })
	if !w.view.hidden.has(of) || w.machine.Camera != w.whole {
		t.Errorf("%q is hidden, the view is %v", w.view.hidden, w.machine.Camera)
	}
	if !w.chip.object.Visible() {
		t.Error("nothing says that a scenario is hidden")
	}
}

func TestHiddenLanesAreASet(t *testing.T) {
	h := hiddenLanes("").with("b", true).with("a", true).with("b", true)
	if h != hiddenLanes("").with("a", true).with("b", true) || !h.has("a") || !h.has("b") || h.has("c") {
		t.Errorf("hidden %q", h)
	}
	if h = h.with("a", false).with("b", false); h != "" || h.hidden() != nil {
		t.Errorf("hidden %q after all were shown", h)
	}
}

func TestLinksAreDrawnAtRightAnglesAndCurvedAgain(t *testing.T) {
	r := robotOn(t, "en")
	slanting := func() (n int) {
		for _, it := range r.scene.Items {
			if it.Of.Kind != journey.KindLink || it.Polyline == nil || it.Polyline.Dashed {
				continue
			}
			for i, p := range it.Polyline.Points[1:] {
				if q := it.Polyline.Points[i]; p.X != q.X && p.Y != q.Y && math.Hypot(p.X-q.X, p.Y-q.Y) > 6 {
					n++
				}
			}
		}
		return n
	}
	curved := slanting()
	action.Run("link_style", r.Window)
	angular := slanting()
	action.Run("link_style", r.Window)
	if curved == 0 || angular != 0 || slanting() != curved {
		t.Errorf("slanting pieces: %d curved, %d at right angles, %d curved again", curved, angular, slanting())
	}
}

// The links of a dragged step are drawn as they will lead when it is let go, and nothing remembers a drag that was given up.
func TestADragShowsTheWaysLinksWillHave(t *testing.T) {
	r := robotOn(t, "en")
	var dragged *journey.Step
	for _, s := range r.shown.Map.Steps {
		if s.Kind == journey.StepTouchpoint {
			dragged = s
		}
	}
	before := len(r.scene.Items)
	links, items := r.reroute([]journey.ID{dragged.ID}, 40, 150)
	for _, l := range r.shown.Map.Links {
		touched := l.From == dragged.ID || l.To == dragged.ID
		if touched && !links[l.ID] {
			t.Errorf("link %s does not follow", l.ID)
		}
	}
	for _, it := range items {
		if it.Of.Kind != journey.KindLink || !links[it.Of.ID] {
			t.Errorf("the preview draws %v", it.Of)
		}
	}
	if len(items) < 2*len(links) || len(r.scene.Items) != before {
		t.Errorf("%d items for %d links, %d of the scene, before %d", len(items), len(links), len(r.scene.Items), before)
	}
}
