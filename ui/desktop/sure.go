package desktop

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/ui/desktop/panel"
	"rehearse/ui/form"
	"rehearse/ui/session"
	"rehearse/ui/settings"
)

// Remembered of the last time: half the interval in points or per cent, which of the two, the most people, how many runs.
const (
	prefSureHalf     = "sure.half"
	prefSureRelative = "sure.relative"
	prefSureMost     = "sure.most"
	prefSureRuns     = "sure.runs"
)

// usualRuns is how many whole populations are offered where people share agents.
const usualRuns = 20

// sure is the dialog that asks how sure a rehearsal is to be.
type sure struct {
	w       *Window
	m       *journey.Map
	goals   []journey.ID
	way     *widget.RadioGroup // only where people share agents
	goal    *widget.Select
	half    *widget.Entry
	unit    *widget.Select
	most    *widget.Entry
	runs    *widget.Entry
	problem *widget.Label
}

// askSure asks how sure the next rehearsal is to be and begins it.
func (w *Window) askSure() {
	m := w.shown.Map
	if m == nil || !w.top.read() {
		return
	}
	k := &sure{w: w, m: m}
	content := k.form()
	d := dialog.NewCustomWithoutButtons(w.heading("action.run_sure"), content, w.win)
	begin := func() {
		spec, problem := k.spec()
		if problem != nil {
			k.problem.SetText(w.sentence(*problem))
			k.problem.Show()
			return
		}
		d.Hide()
		w.session.Rehearse(spec)
	}
	for _, e := range []*widget.Entry{k.half, k.most, k.runs} {
		e.OnSubmitted = func(string) { begin() }
	}
	on := widget.NewButton(w.t("action.run", nil), begin)
	on.Importance = widget.HighImportance
	d.SetButtons([]fyne.CanvasObject{widget.NewButton(w.t("window.cancel", nil), d.Hide), on})
	d.Resize(fyne.NewSize(min(600, w.win.Canvas().Size().Width*0.94), 0))
	w.present(d, nil)
	if len(k.goals) > 0 {
		w.win.Canvas().Focus(k.half)
	} else {
		w.win.Canvas().Focus(k.runs)
	}
}

// form makes the fields: people who share agents are run as whole populations, until it is enough or so many times.
func (k *sure) form() fyne.CanvasObject {
	w, t := k.w, k.w.t
	var names []string
	k.goals, names = w.goals(k.m)
	k.goal = widget.NewSelect(names, nil)
	k.goal.SetSelectedIndex(0)
	k.half, k.most, k.runs = widget.NewEntry(), widget.NewEntry(), widget.NewEntry()
	k.half.SetText(w.text.Number(settings.Get(w.settings, prefSureHalf, 0.5)))
	k.most.SetText(w.text.Int(settings.Get(w.settings, prefSureMost, int64(simulate.UntilMost))))
	k.runs.SetText(w.text.Int(settings.Get(w.settings, prefSureRuns, int64(usualRuns))))
	k.unit = widget.NewSelect([]string{t("window.sure.points", nil), t("window.sure.relative", nil)}, nil)
	k.unit.SetSelectedIndex(0)
	if settings.Get(w.settings, prefSureRelative, false) {
		k.unit.SetSelectedIndex(1)
	}
	k.problem = widget.NewLabel("")
	k.problem.Wrapping, k.problem.Importance = fyne.TextWrapWord, widget.DangerImportance
	k.problem.Hide()
	shared := session.SharesAgents(k.m)
	about := widget.NewLabel(t("window.sure.about", nil))
	if shared {
		about.SetText(t("window.sure.about_shared", nil))
	}
	about.Wrapping = fyne.TextWrapWord

	until := widget.NewForm(
		widget.NewFormItem(t("window.sure.goal", nil), k.goal),
		widget.NewFormItem(t("window.sure.half", nil), container.NewBorder(nil, nil, container.NewGridWrap(fyne.NewSize(90, k.half.MinSize().Height), k.half), nil, k.unit)),
		widget.NewFormItem(t("window.sure.most", nil), k.most),
	)
	if !shared {
		return container.NewVBox(about, until, k.problem)
	}
	times := widget.NewForm(widget.NewFormItem(t("window.sure.runs", nil), k.runs))
	k.way = widget.NewRadioGroup([]string{t("window.sure.until", nil), t("window.sure.times", nil)}, nil)
	k.way.Required = true
	k.way.OnChanged = func(string) {
		if k.counted() {
			until.Hide()
			times.Show()
		} else {
			times.Hide()
			until.Show()
		}
	}
	k.way.SetSelected(k.way.Options[0])
	if len(k.goals) == 0 {
		k.way.SetSelected(k.way.Options[1])
		k.way.Disable()
	}
	return container.NewVBox(about, k.way, container.NewStack(until, times), k.problem)
}

// counted tells that a number of runs is asked for.
func (k *sure) counted() bool { return k.way != nil && k.way.Selected == k.way.Options[1] }

// spec is the rehearsal that is asked for, or what is wrong with it.
func (k *sure) spec() (simulate.Spec, *journey.Problem) {
	spec := session.Loaded(k.m, k.w.spec)
	if k.counted() {
		n, ok := wholeNumber(k.runs.Text)
		if !ok || n < simulate.FewestReplications || n > simulate.MaxBatches {
			return spec, &journey.Problem{Code: "window.sure.bad_runs", Args: journey.Args{"Least": simulate.FewestReplications, "Most": simulate.MaxBatches}}
		}
		spec.Batches = int(n)
		remember(k.w, prefSureRuns, n)
		return spec, nil
	}
	relative, greatest := k.unit.SelectedIndex() == 1, 50.0
	if relative {
		greatest = 100
	}
	half, ok := form.ReadNumber(k.half.Text)
	if !ok || half <= 0 || half > greatest {
		return spec, &journey.Problem{Code: "window.sure.bad_half", Args: journey.Args{"Most": greatest}}
	}
	most, ok := wholeNumber(k.most.Text)
	if !ok || most < simulate.UntilFewest || most > simulate.MaxPeople {
		return spec, &journey.Problem{Code: "window.sure.bad_most", Args: journey.Args{"Least": simulate.UntilFewest, "Most": simulate.MaxPeople}}
	}
	remember(k.w, prefSureHalf, half)
	remember(k.w, prefSureRelative, relative)
	remember(k.w, prefSureMost, most)
	spec.Until = &simulate.Until{Goal: k.goals[max(0, k.goal.SelectedIndex())], Half: half / 100, Relative: relative, Most: most}
	if spec.People == session.UsualPeople { // nobody asked for a number to begin with
		spec.People = simulate.UntilFewest
	}
	return spec, nil
}

// grouped is a whole number as people write it, with something between the thousands or nothing.
var grouped = regexp.MustCompile(`^\d{1,3}([ ,.\x{a0}\x{202f}]\d{3})+$|^\d+$`)

// wholeNumber reads a number of people or of runs.
func wholeNumber(words string) (int64, bool) {
	words = strings.TrimSpace(words)
	if !grouped.MatchString(words) {
		return 0, false
	}
	n, err := strconv.ParseInt(strings.NewReplacer(" ", "", ",", "", ".", "", "\u00a0", "", "\u202f", "").Replace(words), 10, 64)
	return n, err == nil
}

// sureNote says how sure a rehearsal has become, when somebody asked for that; "" otherwise.
func (w *Window) sureNote(m *journey.Map, r *simulate.Result) string {
	note := ""
	if n := r.Intervals.Replications; n > 0 {
		note = w.t("window.sure.replicated", journey.Args{"Count": n})
	}
	u := r.Until
	if u == nil {
		return note
	}
	id := "window.sure.missed"
	if u.Reached {
		id = "window.sure.reached"
	}
	points := func(share float64) string {
		return w.t("compare.points", journey.Args{"N": w.text.Number(math.Round(share*1e6) / 1e4)})
	}
	said := w.t(id, journey.Args{"Goal": w.stepName(m, u.Goal), "Half": points(u.Half), "Wanted": points(u.Wanted)})
	if note != "" {
		said += " " + note
	}
	return said
}

// tellSure says once how sure a rehearsal has become: the strip may be folded.
func (w *Window) tellSure(r *simulate.Result, note string) {
	if w.toldSure != r {
		w.toldSure = r
		w.toast.tell(note)
	}
}

// stepName is what a step is called, or its ID when it is gone.
func (w *Window) stepName(m *journey.Map, id journey.ID) string {
	if s := m.Step(id); s != nil {
		return panel.Name(w.text, s)
	}
	return string(id)
}
