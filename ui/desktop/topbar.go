package desktop

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	drawn "rehearse/journey/layout"
	"rehearse/simulate"
	"rehearse/ui/action"
	"rehearse/ui/desktop/hint"
	"rehearse/ui/desktop/panel"
	"rehearse/ui/session"
	"rehearse/ui/text"
)

// topBar is the line above the board: what is open and whether it is saved, undo, zoom, running.
type topBar struct {
	w        *Window
	object   fyne.CanvasObject
	name     *canvas.Text
	saved    *canvas.Text
	title    string // the whole of what both would say
	where    string
	retry    *widget.Button
	undo     *hint.Button
	redo     *hint.Button
	zoom     *hint.Button
	people   *widget.Entry
	seed     *widget.Entry
	run      *hint.Button
	cancel   *hint.Button
	progress *widget.ProgressBar
	running  *fyne.Container
	failed   string // the failure to save that was told last, in words: errors of ours cannot be compared
}

func newTopBar(w *Window) *topBar {
	b := &topBar{w: w}
	b.name = canvas.NewText("", theme.Color(theme.ColorNameForeground))
	b.name.TextStyle.Bold, b.name.TextSize = true, 15
	b.saved = canvas.NewText("", theme.Color(theme.ColorNamePlaceHolder))
	b.saved.TextSize = theme.CaptionTextSize()
	b.retry = widget.NewButton(w.t("window.retry", nil), w.session.Retry)
	b.retry.Hide()
	b.undo, b.redo = b.tool(theme.ContentUndoIcon(), "undo"), b.tool(theme.ContentRedoIcon(), "redo")
	out, in := b.tool(theme.ZoomOutIcon(), "zoom_out"), b.tool(theme.ZoomInIcon(), "zoom_in")
	b.zoom = hint.NewTextButton("100 %", nil, w.hintOf("zoom_100"), func() { action.Run("zoom_100", w) })
	b.zoom.Importance = widget.LowImportance
	fit := b.tool(theme.ZoomFitIcon(), "fit")
	b.people, b.seed = b.number(w.spec.People), b.number(int(w.spec.Seed))
	b.run = hint.NewTextButton(w.t("action.run", nil), theme.MediaPlayIcon(), w.hintOf("run"), w.run)
	b.run.Importance = widget.HighImportance
	b.progress = panel.NewProgress()
	b.cancel = hint.NewTextButton(w.t("action.cancel_run", nil), theme.CancelIcon(), w.hintOf("cancel_run"), w.session.Cancel)
	b.running = container.NewHBox(container.NewGridWrap(fyne.NewSize(130, 30), b.progress), b.cancel)
	b.running.Hide()
	language := hint.NewTextButton(b.otherLanguage().Name, nil, hint.Words(w.t("window.hint.language", nil)), func() { w.setLanguage(b.otherLanguage().Code) })
	language.Importance = widget.LowImportance
	colors := hint.NewButton(theme.ColorPaletteIcon(), hint.Words(w.t("window.hint.theme", nil)), func() { w.setDark(!w.look.dark) })

	titles := container.NewCenter(container.New(layout.NewCustomPaddedVBoxLayout(-1), b.name, b.saved))
	tools := container.NewHBox(b.retry, gap(10), b.undo, b.redo, gap(10), out, b.zoom, in, fit)
	right := container.NewHBox(
		caption(w.t("window.people", nil)), field(92, b.people), gap(2), caption(w.t("window.seed", nil)), field(56, b.seed), gap(2),
		b.run, b.running, gap(6), language, colors,
	)
	b.object = container.New(layout.NewCustomPaddedLayout(5, 5, 14, 8), container.New(topLayout{b}, titles, tools, right))
	return b
}

// field is a field of some width in the middle of the bar's height.
func field(width float32, e *widget.Entry) fyne.CanvasObject {
	return container.NewCenter(container.NewGridWrap(fyne.NewSize(width, 32), e))
}

// topLayout puts the name of the map and the tools at the left and the run at the right; the name is written as far as there
// is room between.
type topLayout struct{ bar *topBar }

// leastTitle is how wide the name of a map is at least, if it is as long.
const leastTitle = 120

// Layout is part of fyne.Layout.
func (l topLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	titles, tools, right := objects[0], objects[1], objects[2]
	w, r := tools.MinSize().Width, right.MinSize().Width
	l.bar.fitName(max(leastTitle, size.Width-w-r-24))
	title := titles.MinSize().Width
	titles.Move(fyne.Position{})
	titles.Resize(fyne.NewSize(title, size.Height))
	tools.Move(fyne.NewPos(title+4, 0))
	tools.Resize(fyne.NewSize(w, size.Height))
	right.Move(fyne.NewPos(size.Width-r, 0))
	right.Resize(fyne.NewSize(r, size.Height))
}

// MinSize is part of fyne.Layout.
func (l topLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(leastTitle+4+24, 0)
	for i, o := range objects {
		least := o.MinSize()
		if i > 0 {
			size.Width += least.Width
		}
		size.Height = max(size.Height, least.Height)
	}
	return size
}

// fitName writes the name of the map and of its file as far as there is room.
func (b *topBar) fitName(room float32) {
	for _, t := range []struct {
		text  *canvas.Text
		whole string
	}{{b.name, b.title}, {b.saved, b.where}} {
		t.text.Text = drawn.Fit(t.whole, float64(room), float64(t.text.TextSize), t.text.TextStyle.Bold, b.w.measure)
	}
}

func (b *topBar) otherLanguage() text.Language {
	list := text.Languages()
	for i, l := range list {
		if l.Code == b.w.text.Code() {
			return list[(i+1)%len(list)]
		}
	}
	return list[0]
}

func gap(width float32) fyne.CanvasObject {
	r := canvas.NewRectangle(nil)
	r.SetMinSize(fyne.NewSize(width, 1))
	return r
}

func caption(words string) fyne.CanvasObject {
	t := canvas.NewText(words, theme.Color(theme.ColorNamePlaceHolder))
	t.TextSize = theme.CaptionTextSize()
	return container.NewCenter(t)
}

// tool is a button of an action.
func (b *topBar) tool(icon fyne.Resource, id string) *hint.Button {
	return hint.NewButton(icon, b.w.hintOf(id), func() { b.w.act(id); b.w.focusBoard() })
}

// number is a field for a whole number of the run.
func (b *topBar) number(value int) *widget.Entry {
	e := widget.NewEntry()
	e.Scroll = container.ScrollNone
	e.SetText(strconv.Itoa(value))
	e.OnSubmitted = func(string) { b.w.run() }
	return e
}

// show brings the bar up to the snapshot.
func (b *topBar) show() {
	s := b.w.shown
	b.title = b.w.t("window.no_map", nil)
	if s.Map != nil {
		b.title = strings.Join(strings.Fields(s.Map.Settings.Name), " ")
		if b.title == "" {
			b.title = b.w.t("draw.untitled", nil)
		}
	}
	b.saved.Color = theme.Color(theme.ColorNamePlaceHolder)
	failed := ""
	b.retry.Hide()
	switch {
	case s.Map == nil:
		b.where = ""
	case s.ReadOnly != nil:
		b.where = b.w.t("window.read_only", nil)
		b.saved.Color = theme.Color(theme.ColorNameWarning)
	case s.Saving == session.Saved:
		b.where = b.w.t("window.saved", nil) + " · " + filepath.Base(s.Path)
	case s.Saving == session.Unsaved:
		b.where = b.w.t("window.saving", nil)
	default:
		b.where = b.w.t("window.not_saved", nil)
		b.saved.Color = theme.Color(theme.ColorNameError)
		b.retry.Show()
		failed = b.w.sentence(s.SaveError)
		if failed != b.failed {
			b.w.toast.say(failed)
		}
	}
	b.failed = failed
	state := b.w.State()
	enable(b.undo, action.Find("undo").Enabled(state))
	enable(b.redo, action.Find("redo").Enabled(state))
	enable(b.run, s.Map != nil)
	b.showZoom()
	if s.Run.Running {
		b.run.Hide()
		b.running.Show()
		if s.Run.Of > 0 {
			b.progress.SetValue(float64(s.Run.Done) / float64(s.Run.Of))
		}
	} else if b.running.Visible() || !b.run.Visible() {
		b.running.Hide()
		b.run.Show()
		b.progress.SetValue(0)
	}
	b.object.Refresh()
}

func enable(w fyne.Disableable, on bool) {
	if on == w.Disabled() {
		if on {
			w.Enable()
		} else {
			w.Disable()
		}
	}
}

func (b *topBar) showZoom() {
	b.w.showWhere()
	percent := fmt.Sprintf("%.0f %%", b.w.machine.Camera.Zoom/b.w.unit()*100)
	if b.zoom.Text != percent {
		b.zoom.SetText(percent)
	}
}

// read reads what shall be run; the fields explain what is wrong with them.
func (b *topBar) read() bool {
	people, err1 := strconv.Atoi(strings.Join(strings.Fields(b.people.Text), ""))
	seed, err2 := strconv.ParseUint(strings.TrimSpace(b.seed.Text), 10, 63)
	if err1 != nil || err2 != nil || people < 0 || people > 100_000_000 {
		b.w.toast.say(b.w.t("window.run_number", nil))
		return false
	}
	b.w.spec.People, b.w.spec.Seed = people, seed
	remember(b.w, prefPeople, people)
	remember(b.w, prefSeed, seed)
	return true
}

// run rehearses the map as the fields say.
func (w *Window) run() {
	if w.shown.Map != nil && w.top.read() {
		w.session.Rehearse(w.spec)
	}
}

// runRanges rehearses the map and shows what the ranges of its assumptions do to the numbers.
func (w *Window) runRanges() {
	if w.shown.Map == nil || !w.top.read() {
		return
	}
	if !slices.ContainsFunc(journey.ListAssumptions(w.shown.Map), func(a journey.ListedAssumption) bool { return a.Fact.Low != nil }) {
		w.toast.say(w.t("window.no_ranges", nil))
	}
	spec := w.spec
	spec.Bands = simulate.DefaultDraws
	w.session.Rehearse(spec)
}
