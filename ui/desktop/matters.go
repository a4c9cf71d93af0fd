package desktop

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/ui/desktop/panel"
	"rehearse/ui/overlay"
	"rehearse/ui/session"
)

// mattersRows are shown of what moves a goal.
const mattersRows = 20

// showMatters works out in a worker which assumptions move a goal most, and shows it. Closing the dialog gives it up. What was
// found goes to the list of findings: a guess that carries the result stands there.
func (w *Window) showMatters() {
	m := w.shown.Map
	if m == nil || !w.top.read() {
		return
	}
	spec := session.Loaded(m, w.spec)
	spec.Policy = w.shown.Policy
	place := container.NewStack()
	var d *dialog.CustomDialog
	cancel := func() {}
	goals, names := w.goals(m)
	look := func(goal journey.ID) {
		cancel()
		bar := panel.NewProgress()
		show := func(o fyne.CanvasObject) {
			place.Objects = []fyne.CanvasObject{o}
			place.Refresh()
		}
		show(container.NewVBox(widget.NewLabel(w.t("sensitivity.window.running", nil)), bar))
		far := w.works.told(bar.SetValue)
		var found *simulate.Sensitivity
		cancel = w.works.do("", func(ctx context.Context, _ func(float64)) (err error) {
			found, err = simulate.MeasureSensitivity(ctx, m, spec, goal, mattersRows, func(p simulate.Progress) { far(float64(p.Done) / float64(max(1, p.Of))) })
			return err
		}, func(err error) {
			if err != nil {
				label := widget.NewLabel(w.sentence(err))
				label.Wrapping = fyne.TextWrapWord
				show(label)
				return
			}
			w.session.Weighed(m, found)
			show(panel.NewTornado(w.text, overlay.TornadoOf(w.text, m, found, false), func(of journey.Ref) {
				d.Hide()
				w.goToNumber(of)
			}))
		})
	}
	content := fyne.CanvasObject(place)
	which := widget.NewSelect(names, nil)
	if len(goals) > 0 {
		content = container.NewBorder(container.NewBorder(nil, nil, widget.NewLabel(w.t("sensitivity.window.goal", nil)), nil, which), nil, nil, nil, place)
	}
	d = dialog.NewCustom(w.heading("action.matters"), w.t("window.close", nil), content, w.win)
	size := w.win.Canvas().Size()
	d.Resize(fyne.NewSize(min(1100, size.Width*0.94), min(720, size.Height*0.9)))
	if len(goals) > 0 {
		which.SetSelectedIndex(0)
		which.OnChanged = func(string) { look(goals[which.SelectedIndex()]) }
		look(goals[0])
	} else {
		look("")
	}
	w.present(d, func() { cancel() })
}

// goals are the goal steps of a map with what they are called.
func (w *Window) goals(m *journey.Map) (ids []journey.ID, names []string) {
	for _, s := range m.Steps {
		if s.Kind == journey.StepGoal {
			ids, names = append(ids, s.ID), append(names, panel.Name(w.text, s))
		}
	}
	return ids, names
}

// goToNumber shows the record a number belongs to, where it can be changed.
func (w *Window) goToNumber(of journey.Ref) {
	switch of.Kind {
	case journey.KindSettings, journey.KindPolicy:
		w.showRecords(of.Kind)
	case journey.KindStep, journey.KindLink:
		w.uncover(of)
		w.Select(of)
		if area, ok := w.wholeArea(of); ok {
			w.bringIntoView(area)
		}
	default:
		w.editRecord(of)
	}
}
