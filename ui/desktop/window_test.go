package desktop

import (
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/persist/export/fonts"
	"rehearse/ui/action"
	"rehearse/ui/desktop/hint"
	"rehearse/ui/settings"
)

// opened is a window without a screen, on a copy of the first sample.
func openedWindow(t *testing.T, language string) *Window {
	t.Helper()
	m, err := sampleMap("abandoned_cart", "en")
	if err != nil {
		t.Fatal(err)
	}
	return windowOn(t, language, m)
}

// handed is what workers want done on the window's goroutine, which is the test's.
var handed queue

type queue struct {
	sync.Mutex
	waiting []func()
}

func (q *queue) put(f func()) {
	q.Lock()
	defer q.Unlock()
	q.waiting = append(q.waiting, f)
}

func (q *queue) do() {
	q.Lock()
	now := q.waiting
	q.waiting = nil
	q.Unlock()
	for _, f := range now {
		f()
	}
}

// drop forgets what a window that is gone wanted.
func (q *queue) drop() {
	q.Lock()
	defer q.Unlock()
	q.waiting = nil
}

func init() {
	hint.Later = func(pause time.Duration, f func()) *time.Timer {
		return time.AfterFunc(pause, func() { handed.put(f) })
	}
}

// keptNowhere are settings of a first start, which nobody writes down.
func keptNowhere(t testing.TB) *settings.Settings {
	t.Helper()
	s, err := settings.Open("")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// oneApp is the app of all windows of the tests: another one would read all fonts anew, and keep them.
var oneApp = sync.OnceValue(test.NewApp)

// sharedApp is the app for one window.
type sharedApp struct{ fyne.App }

// Settings is part of fyne.App.
func (a sharedApp) Settings() fyne.Settings { return sharedSettings{a.App.Settings()} }

type sharedSettings struct{ fyne.Settings }

// SetTheme is part of fyne.Settings: the theme that is there already leaves the fonts as they are.
func (s sharedSettings) SetTheme(theme fyne.Theme) {
	if s.Theme() != theme {
		s.Settings.SetTheme(theme)
	}
}

func windowOn(t *testing.T, language string, m *journey.Map) *Window {
	t.Helper()
	path := filepath.Join(t.TempDir(), "map.journey")
	app := sharedApp{oneApp()}
	app.Clipboard().SetContent("")
	s := newSession()
	win := test.NewWindow(nil)
	t.Cleanup(func() { s.Close(true); win.Close(); handed.drop() })
	created := make(chan error, 1)
	s.Create(path, m, func(err error) { created <- err })
	if err := <-created; err != nil {
		t.Fatal(err)
	}
	w := newWindow(app, win, s, fonts.Embedded(), language, keptNowhere(t))
	w.hand = handed.put
	t.Cleanup(w.works.end)                 // before the app goes: a worker must not outlive it
	t.Cleanup(func() { w.board.Forget() }) // Fyne's test driver never forgets a widget
	win.Resize(fyne.NewSize(1400, 900))
	w.show(s.Snapshot())
	return w
}

// settle waits until a condition holds of the newest snapshot, and shows that.
func (w *Window) waitFor(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		handed.do()
		w.show(w.session.Snapshot())
		if holds() {
			return
		}
	}
	t.Fatalf("never %s", what)
}

// drag presses, moves and releases the left button between two world points.
func (w *Window) drag(from, to draw.Point) {
	a, b := w.machine.Camera.Screen(from), w.machine.Camera.Screen(to)
	at := func(p draw.Point) fyne.Position { return fyne.NewPos(float32(p.X), float32(p.Y)) }
	w.board.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at(a)}, Button: desktop.MouseButtonPrimary})
	for i := 1; i <= 4; i++ {
		k := float64(i) / 4
		w.board.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at(draw.Point{X: a.X + (b.X-a.X)*k, Y: a.Y + (b.Y-a.Y)*k})}})
	}
	w.board.MouseUp(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at(b)}, Button: desktop.MouseButtonPrimary})
	w.board.DragEnd()
}

func (w *Window) middle(t *testing.T, id journey.ID) draw.Point {
	t.Helper()
	area, ok := w.machine.World().Area(journey.Ref{Kind: journey.KindStep, ID: id})
	if !ok {
		t.Fatalf("%s is not drawn", id)
	}
	return draw.Point{X: area.X + area.W/2, Y: area.Y + 20}
}

func TestDraggingAStepMovesItInTheFileAndUndoBringsItBack(t *testing.T) {
	w := openedWindow(t, "en")
	before := *w.shown.Map.Step("order")
	from := w.middle(t, "order")
	w.drag(from, draw.Point{X: from.X + 40, Y: from.Y + 900})
	w.waitFor(t, "moved", func() bool { return w.shown.Map.Step("order").Y != before.Y })
	moved := w.shown.Map.Step("order")
	if moved.Y-before.Y != 900 || moved.X-before.X != 40 {
		t.Fatalf("moved by %v, %v", moved.X-before.X, moved.Y-before.Y)
	}
	action.Run("undo", w)
	w.waitFor(t, "undone", func() bool { return w.shown.Map.Step("order").Y == before.Y })
}

func TestDraggingFromAPortConnects(t *testing.T) {
	w := openedWindow(t, "en")
	links := len(w.shown.Map.Links)
	at, ok := w.machine.World().Port("order", journey.PortOut)
	if !ok {
		t.Fatal("the goal shows no way out")
	}
	w.drag(at, w.middle(t, "shop"))
	w.waitFor(t, "linked", func() bool { return len(w.shown.Map.Links) == links+1 })
	made := w.shown.Map.Links[links]
	if made.From != "order" || made.To != "shop" || made.Port != journey.PortOut {
		t.Fatalf("%+v", made)
	}
	w.waitFor(t, "selected", func() bool { return w.machine.IsSelected(journey.Ref{Kind: journey.KindLink, ID: made.ID}) })
}

func TestARefusedConnectionIsExplainedByNames(t *testing.T) {
	w := openedWindow(t, "en")
	at, _ := w.machine.World().Port("order", journey.PortOut)
	links := len(w.shown.Map.Links)
	w.drag(at, w.middle(t, "from_ads"))
	if len(w.shown.Map.Links) != links {
		t.Fatal("a link into an entry was made")
	}
	if name := w.shown.Map.Step("from_ads").Name; !w.toast.object.Visible() || !strings.Contains(w.toast.label.Text, name) {
		t.Errorf("said: %q", w.toast.label.Text)
	}
}

func TestAStepFromThePaletteFollowsTheSelectedOneAndIsLinked(t *testing.T) {
	w := openedWindow(t, "en")
	for _, word := range journey.StepKind("").Words() {
		kind := journey.StepKind(word)
		w.Select(journey.Ref{Kind: journey.KindStep, ID: "order"})
		steps, links := len(w.shown.Map.Steps), len(w.shown.Map.Links)
		w.createSomewhere(kind)
		w.waitFor(t, "made "+word, func() bool { return len(w.shown.Map.Steps) == steps+1 })
		made := w.shown.Map.Steps[steps]
		w.waitFor(t, "shown "+word, func() bool { return w.inspector.Ref().ID == made.ID })
		if made.Kind != kind || kind.Simulated() && made.Name == "" {
			t.Fatalf("%+v", made)
		}
		if linked := len(w.shown.Map.Links) == links+1; linked != (kind.Simulated() && kind != journey.StepEntry) {
			t.Errorf("%s: linked %v", kind, linked)
		}
	}
}

func TestUndoTakesBackAStepWhoseNameIsBeingAskedFor(t *testing.T) {
	w := openedWindow(t, "en")
	steps := len(w.shown.Map.Steps)
	w.createSomewhere(journey.StepGoal)
	w.waitFor(t, "made", func() bool { return len(w.shown.Map.Steps) == steps+1 })
	w.waitFor(t, "asked for the name", func() bool { return w.inline != nil })
	w.inline.TypedShortcut(&fyne.ShortcutUndo{})
	w.waitFor(t, "undone", func() bool { return len(w.shown.Map.Steps) == steps })
	if w.inline != nil {
		t.Error("the name of a step that is gone is still asked for")
	}
}

func TestUndoRightAfterCreatingTakesTheNewStepAway(t *testing.T) {
	w := openedWindow(t, "en")
	steps := len(w.shown.Map.Steps)
	w.createSomewhere(journey.StepGoal)
	w.waitFor(t, "named on its card", func() bool { return w.inline != nil })
	w.inline.TypedShortcut(&fyne.ShortcutUndo{})
	w.waitFor(t, "undone", func() bool { return len(w.shown.Map.Steps) == steps && w.inline == nil })
}

func TestANameIsTypedOnTheCard(t *testing.T) {
	w := openedWindow(t, "en")
	w.rename(journey.Ref{Kind: journey.KindStep, ID: "order"})
	w.inline.SetText("Buys")
	w.inline.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	w.waitFor(t, "renamed", func() bool { return w.shown.Map.Step("order").Name == "Buys" })
	w.rename(journey.Ref{Kind: journey.KindStep, ID: "order"})
	w.inline.SetText("Wrong")
	w.inline.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.inline != nil || w.shown.Map.Step("order").Name != "Buys" {
		t.Fatalf("after Escape: %q", w.shown.Map.Step("order").Name)
	}
}

func TestEveryStepLinkAndRecordCanBeShownInBothLanguages(t *testing.T) {
	w := openedWindow(t, "en")
	for _, kind := range journey.StepKind("").Words() {
		w.Select()
		steps := len(w.shown.Map.Steps)
		w.createSomewhere(journey.StepKind(kind))
		w.waitFor(t, "made "+kind, func() bool { return len(w.shown.Map.Steps) == steps+1 })
	}
	for _, language := range []string{"ru", "en"} {
		w.setLanguage(language)
		for _, kind := range journey.Kinds() {
			for _, r := range w.shown.Map.Records(kind) {
				w.Select(journey.Ref{Kind: kind, ID: r.RecordID()})
				if w.inspector.Ref().ID != r.RecordID() {
					t.Errorf("%s %s is not shown", kind, r.RecordID())
				}
			}
		}
		for what := range action.RecordKinds {
			w.Show(what)
			if len(w.dialogs) != 1 {
				t.Fatalf("%s: %d dialogs", what, len(w.dialogs))
			}
			w.dialogs[0].Dismiss()
		}
	}
}

func TestTheLanguageAndTheColoursChangeWhileTheProgramRuns(t *testing.T) {
	w := openedWindow(t, "en")
	if got := w.win.MainMenu().Items[0].Label; got != "File" {
		t.Fatalf("menu %q", got)
	}
	w.setLanguage("ru")
	w.setDark(true)
	if got := w.win.MainMenu().Items[0].Label; got != "Файл" {
		t.Errorf("menu %q", got)
	}
	if w.scene.Background != draw.Dark().Board {
		t.Error("the board is not dark")
	}
	if settings.Get(w.settings, prefLanguage, "") != "ru" || !settings.Get(w.settings, prefDark, false) {
		t.Error("the choice is not remembered")
	}
}

func TestNumbersAppearByThemselvesAndFollowEachEdit(t *testing.T) {
	w := openedWindow(t, "en")
	w.waitFor(t, "rehearsed", func() bool { return w.shown.Run.Result != nil && !w.shown.Stale() })
	first := w.shown.Map.Revision
	w.nudgeStep("order")
	w.waitFor(t, "rehearsed again", func() bool { return w.shown.Run.Revision > first && !w.shown.Stale() })
}

func (w *Window) nudgeStep(id journey.ID) {
	w.Select(journey.Ref{Kind: journey.KindStep, ID: id})
	w.nudge(0, 1)
}

func TestDeleteCopyPasteAndDuplicateWorkOnTheSelection(t *testing.T) {
	w := openedWindow(t, "en")
	steps := len(w.shown.Map.Steps)
	w.Select(journey.Ref{Kind: journey.KindStep, ID: "shop"}, journey.Ref{Kind: journey.KindStep, ID: "product"})
	for i, id := range []string{"copy", "paste", "duplicate"} {
		if !action.Run(id, w) {
			t.Fatalf("%s makes no sense", id)
		}
		w.clipboard = nil // as in another window: what is pasted comes from the system's clipboard
		w.waitFor(t, "done: "+id, func() bool {
			return len(w.shown.Map.Steps) == steps+2*i && len(w.machine.SelectedSteps()) == 2
		})
	}
	if got := w.machine.SelectedSteps(); len(got) != 2 || slices.Contains(got, "shop") {
		t.Fatalf("selected %v", got)
	}
	action.Run("delete", w)
	w.waitFor(t, "deleted", func() bool { return len(w.shown.Map.Steps) == steps+2 && len(w.machine.Selection()) == 0 })
}

func TestFitShowsTheWholeMap(t *testing.T) {
	w := openedWindow(t, "en")
	action.Run("zoom_in", w)
	action.Run("fit", w)
	view, all := w.machine.Camera.Viewport(), w.scene.Bounds
	if view.X > all.X || view.Y > all.Y || view.X+view.W < all.X+all.W || view.Y+view.H < all.Y+all.H {
		t.Fatalf("sees %+v of %+v", view, all)
	}
}

func TestSpacePansOnlyWhileItIsHeld(t *testing.T) {
	w := openedWindow(t, "en")
	w.hold(&fyne.KeyEvent{Name: fyne.KeySpace}, true)
	origin := w.machine.Camera.Origin
	w.drag(w.middle(t, "shop"), draw.Point{X: w.middle(t, "shop").X + 100, Y: 0})
	if w.machine.Camera.Origin == origin || len(w.machine.Selection()) > 0 {
		t.Fatalf("%v %v", w.machine.Camera.Origin, w.machine.Selection())
	}
	w.hold(&fyne.KeyEvent{Name: fyne.KeySpace}, false)
	if w.machine.HandChosen() {
		t.Error("still the hand")
	}
}

func BenchmarkRepaint300Steps(b *testing.B) {
	m := journey.New("Large", "2026-01-05")
	for i := range 300 {
		s := &journey.Step{ID: journey.ID("s" + string(rune('a'+i%26)) + string(rune('a'+i/26))), Kind: journey.StepTouchpoint, Name: "Step",
			Touchpoint: &journey.Touchpoint{}, X: float64(i%20) * 300, Y: float64(i/20) * 160}
		m.Steps = append(m.Steps, s)
		if i > 0 {
			m.Links = append(m.Links, &journey.Link{ID: "l" + s.ID, From: m.Steps[i-1].ID, Port: journey.PortOut, To: s.ID})
		}
	}
	app := test.NewApp()
	defer app.Quit()
	s := newSession()
	defer s.Close(true)
	created := make(chan error, 1)
	s.Create(filepath.Join(b.TempDir(), "map.journey"), m, func(err error) { created <- err })
	if err := <-created; err != nil {
		b.Fatal(err)
	}
	win := test.NewWindow(nil)
	w := newWindow(app, win, s, fonts.Embedded(), "en", keptNowhere(b))
	win.Resize(fyne.NewSize(1500, 940))
	w.show(s.Snapshot())
	b.Run("whole", func(b *testing.B) {
		for range b.N {
			w.drawn = drawnState{}
			w.draw()
		}
	})
	b.Run("zoom", func(b *testing.B) {
		for i := range b.N {
			w.machine.Camera = w.machine.Camera.ZoomCenter(0.5 + float64(i%10)/100)
			w.board.Looked()
		}
	})
	b.Run("pan", func(b *testing.B) {
		for i := range b.N {
			w.machine.Camera = w.machine.Camera.Pan(float64(i%2)*20-10, 0)
			w.board.Looked()
		}
	})
	b.Run("hover", func(b *testing.B) {
		for i := range b.N {
			w.machine.Under(draw.Point{X: float64(i % 1400), Y: 400})
		}
	})
}
