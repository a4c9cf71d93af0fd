package desktop

import (
	"errors"
	"math"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/journey/draw"
	"rehearse/journey/edit"
	"rehearse/simulate/preset"
	"rehearse/ui/action"
	"rehearse/ui/desktop/panel"
	"rehearse/ui/overlay"
	"rehearse/ui/session"
	"rehearse/ui/tool"
)

// State is part of action.Host.
func (w *Window) State() action.State {
	return action.State{Snapshot: w.shown, Selection: w.machine.Selection(), Pasteable: true, Filtered: w.view.filter != (overlay.Filter{}) || w.view.hidden != "", Eyes: w.view.eyes}
}

// Session is part of action.Host.
func (w *Window) Session() *session.Session { return w.session }

// Select is part of action.Host.
func (w *Window) Select(refs ...journey.Ref) {
	w.machine.Select(refs...)
	w.board.PaintMarks()
	w.showSelection()
	w.showMenu()
}

// Look is part of action.Host.
func (w *Window) Look(to func(c tool.Camera, content, selected draw.Rect) tool.Camera) {
	var chosen draw.Rect
	for _, r := range w.machine.Selection() {
		if area, ok := w.machine.World().Area(r); ok {
			chosen = chosen.Union(area)
		}
	}
	// In a workshop 100 % is as much larger as everything else.
	k, c := w.unit(), w.machine.Camera
	c.Zoom, c.Width, c.Height = c.Zoom/k, c.Width/k, c.Height/k
	c = to(c, w.scene.Bounds, chosen)
	whole := c == c.Fit(w.scene.Bounds, 16, 1)
	c.Zoom, c.Width, c.Height = c.Zoom*k, w.machine.Camera.Width, w.machine.Camera.Height
	w.machine.Camera = c
	if whole {
		w.whole = c
	}
	w.board.Looked()
	w.top.showZoom()
}

// Target is part of action.Host.
func (w *Window) Target() draw.Point {
	at := w.machine.Camera.World(w.board.Pointer())
	if view := w.machine.Camera.Viewport(); !view.Contains(at) {
		at = draw.Point{X: view.X + view.W/2, Y: view.Y + view.H/2}
	}
	return draw.Point{X: float64(int(at.X/tool.Grid)) * tool.Grid, Y: float64(int(at.Y/tool.Grid)) * tool.Grid}
}

// Area is part of action.Host.
func (w *Window) Area(step journey.ID) (draw.Rect, bool) {
	return w.machine.World().Area(journey.Ref{Kind: journey.KindStep, ID: step})
}

// SetClipboard is part of action.Host. The part goes to the system's clipboard as JSON too, so that it can
// be pasted into another window's map, or into a text.
func (w *Window) SetClipboard(part *journey.Map) {
	w.clipboard = part
	w.app.Clipboard().SetContent(string(codec.EncodeMap(part, true)))
	w.showMenu()
}

// Clipboard is part of action.Host: the part in the system's clipboard if there is one, else the last one
// copied here.
func (w *Window) Clipboard() *journey.Map {
	if content := w.app.Clipboard().Content(); strings.HasPrefix(strings.TrimSpace(content), "{") {
		if part, problems := codec.DecodeMap([]byte(content)); len(problems) == 0 && len(part.Steps) > 0 {
			return part
		}
	}
	if w.clipboard == nil {
		return &journey.Map{} // nothing to paste, which the edit says
	}
	return w.clipboard
}

// Reveal is part of action.Host.
func (w *Window) Reveal(ref journey.Ref) { w.showRecord(ref) }

// showRecord selects a record on the board and brings it into view; others are shown by the inspector.
func (w *Window) showRecord(ref journey.Ref) {
	if kind := ref.Kind; kind != journey.KindStep && kind != journey.KindLink {
		w.Select(ref)
		return
	}
	w.Select(ref)
	at := ref
	if l := w.shown.Map.Link(ref.ID); ref.Kind == journey.KindLink && l != nil {
		at = journey.Ref{Kind: journey.KindStep, ID: l.From}
	}
	if area, ok := w.machine.World().Area(at); ok {
		w.machine.Camera = w.machine.Camera.Reveal(area, 60)
		w.board.Looked()
	}
}

// reveal moves the view as little as shows what was made, such as steps pasted beyond the edge.
func (w *Window) reveal(made []journey.Ref) {
	w.uncover(made...)
	var all draw.Rect
	for _, r := range made {
		if area, ok := w.machine.World().Area(r); ok {
			all = all.Union(area)
		}
	}
	if c := w.machine.Camera; all.W > 0 && c.Reveal(all, 12) != c {
		// With room for what comes next: a chain of new steps does not end at the edge each time.
		w.machine.Camera = c.Reveal(all, math.Min(c.Width, c.Height)/4)
		w.board.Looked()
	}
}

// showSelection shows the selected record in the inspector; with none or several, the map.
func (w *Window) showSelection() {
	var several []journey.Ref
	ref := journey.Ref{Kind: journey.KindSettings, ID: journey.SettingsID}
	switch list := w.machine.Selection(); len(list) {
	case 0:
	case 1:
		ref = list[0]
	default:
		ref, several = journey.Ref{}, list
	}
	w.showCrumbs()
	if several != nil {
		w.inspector.DisplaySeveral(w.shown.Map, several)
	} else {
		w.inspector.Display(w.shown.Map, ref)
	}
	w.showNumbers(ref)
}

// showNumbers shows what the last run says of a record in the inspector.
func (w *Window) showNumbers(ref journey.Ref) {
	result := w.shown.Run.Result
	state := numbersState{ref, result, w.shown.Stale(), w.view.eyes}
	if state == w.numbers {
		return
	}
	w.numbers = state
	var list []overlay.Detail
	if result != nil {
		list = overlay.Details(result, ref, w.text)
		if w.view.eyes != "" {
			list = overlay.EyeDetails(result, ref, w.view.eyes, w.text)
		}
	}
	w.inspector.ShowNumbers(list, state.stale)
}

// showResult shows numbers and findings in the strip.
func (w *Window) showResult() {
	s := w.shown
	if s.Map == nil {
		return
	}
	state := resultState{m: s.Map, result: s.Run.Result, stale: s.Stale(), rules: s.Policy, people: w.spec.People, eyes: w.view.eyes, rough: s.Estimate()}
	if s.Run.Refused != nil {
		state.refused = s.Run.Refused.Error()
	}
	if state == w.results {
		return
	}
	w.results = state
	var figures []overlay.Figure
	note := w.t("window.not_run", nil)
	if r := s.Run.Result; r != nil {
		figures = overlay.Figures(s.Map, r, w.text)
		if w.view.eyes != "" {
			figures = overlay.EyeFigures(s.Map, w.view.eyes, r, w.text)
		}
		args := journey.Args{"People": r.People, "Seed": w.text.Int(int64(r.Spec.Seed)), "Days": r.HorizonDays, "All": w.spec.People}
		note = w.t("window.run_note", args)
		if s.Run.Auto && int64(w.spec.People) != r.People && !session.SharesAgents(s.Map) {
			note = w.t("window.run_quick", args)
		}
		if sure := w.sureNote(s.Map, r); sure != "" {
			note = sure + " " + note
			w.tellSure(r, sure)
		}
		if p := preset.Find(r.Spec.Policy); p != nil {
			note = w.t("window.under_rules", journey.Args{"Vendor": p.Vendor}) + " " + note
		}
		switch {
		case s.OtherRules():
			note = w.t("window.other_rules", journey.Args{"Rules": w.rulesName(s.Policy)}) + " " + note
		case s.Stale():
			note = w.t("window.stale", nil) + " " + note
		}
	}
	old := s.Stale()
	if rough := state.rough; rough != nil && state.eyes == "" {
		figures, old = overlay.RoughFigures(s.Map, rough.Result, rough.People, w.text), false
		note = w.t("window.rough", journey.Args{"People": w.text.Int(rough.Result.People)})
	}
	if s.Run.Refused != nil {
		note = w.t("window.refused", nil) + " " + w.sentence(s.Run.Refused)
	}
	w.showMend(s.Run.Refused)
	w.strip.ShowFigures(figures, note, old || s.Run.Refused != nil, s.Run.Refused != nil)
}

// sentence is the first problem of an error in the user's language, with names in place of IDs.
func (w *Window) sentence(err error) string {
	return panel.Sentence(w.text, w.shown.Map, *firstProblem(err), journey.Ref{})
}

// changeRecord changes a record from a form; done is called on the window's goroutine.
func (w *Window) changeRecord(ref journey.Ref, path string, do func(journey.Record) (journey.Record, *journey.Problem), done func(error)) {
	w.changeRecords([]journey.Ref{ref}, path, do, done)
}

// changeRecords changes several records in one edit; done is called on the window's goroutine.
func (w *Window) changeRecords(refs []journey.Ref, path string, do func(journey.Record) (journey.Record, *journey.Problem), done func(error)) {
	result := make(chan error, 1)
	merge := ""
	for _, ref := range refs {
		merge += string(ref.Kind) + "/" + string(ref.ID) + "+"
	}
	w.session.Edit(session.Edit{
		Merge: merge + "." + path,
		Do: func(tx *edit.Tx) error {
			return makingRoom(tx, func() error { return edit.SetRecords(tx, refs, do) })
		},
		Done: func(err error) { result <- err },
	})
	finish := func(err error) {
		done(err)
		w.show(w.session.Snapshot())
	}
	select {
	case err := <-result:
		finish(err)
	case <-time.After(patience):
		go func() {
			err := <-result
			w.hand(func() { finish(err) })
		}()
	}
}

// complain shows why something was not done.
func (w *Window) complain(p journey.Problem) { w.toast.say(w.sentence(p)) }

// complainError shows why something was not done.
func (w *Window) complainError(err error) {
	if errors.Is(err, session.ErrNoMap) || errors.Is(err, session.ErrClosed) {
		return
	}
	w.toast.say(w.sentence(err))
}

// alert shows a problem that needs a person's attention.
func (w *Window) alert(err error) {
	label := widget.NewLabel(w.text.Error(err))
	label.Wrapping = fyne.TextWrapWord
	d := dialog.NewCustom(w.t("window.problem", nil), w.t("window.close", nil), label, w.win)
	d.Resize(fyne.NewSize(460, 180))
	w.present(d, nil)
}

// onWindow has f done on the window's goroutine: what the session calls back comes from its own.
func (w *Window) onWindow(f func(error)) func(error) {
	return func(err error) { w.hand(func() { f(err) }) }
}
