package desktop

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/ui/action"
	"rehearse/ui/desktop/panel"
	"rehearse/ui/week"
)

// weeks is the dialog with the volume of the entries by weekday and hour.
type weeks struct {
	w       *Window
	entry   journey.ID
	picture *panel.Week
	dialog  *dialog.CustomDialog
	total   *weekField // of the week
	day     *weekField // of the chosen day
	hour    *weekField // of the chosen hour
	keep    *widget.Check
	about   *widget.Label
	notice  *widget.Label
	of      *journey.Map
}

// weekField is a number of people that is typed.
type weekField struct {
	form  *widget.Form
	entry *panel.NumberEntry
	item  *widget.FormItem
}

// hundred is what the week of a cohort sums to: shares in per cent.
const hundred = 100.0

// weekly reports whether an entry has a week: people of a base are there already.
func weekly(s *journey.Step) bool { return s.Entry != nil && s.Entry.Mode != journey.EntryBase }

// askWeek opens the week of the selected entry, else of the first.
func (w *Window) askWeek() {
	m := w.shown.Map
	var list []*journey.Step
	chosen := journey.ID("")
	for _, s := range m.Steps {
		if weekly(s) {
			list = append(list, s)
			if chosen == "" || w.machine.IsSelected(journey.Ref{Kind: journey.KindStep, ID: s.ID}) {
				chosen = s.ID
			}
		}
	}
	if chosen == "" {
		w.toast.say(w.t("people.no_entry", nil))
		return
	}
	w.showWeek(chosen, list)
}

// showWeek shows the week of one of some entries.
func (w *Window) showWeek(chosen journey.ID, list []*journey.Step) {
	w.inspector.Leave()
	k := &weeks{w: w, entry: chosen}
	able := action.Writable(w.State())
	k.picture = panel.NewWeek(w.text, w.look.scene(), able, panel.WeekEvents{
		Chosen: k.show, Done: k.keepIt, Close: func() { k.dialog.Dismiss() }, Command: w.shortcut,
		Focus: func(f fyne.Focusable) { w.win.Canvas().Focus(f) },
		Type: func(first string) {
			w.win.Canvas().Focus(k.hour.entry)
			if k.hour.entry.SetText(first); first != "" {
				k.hour.entry.CursorColumn = 1
			} else {
				k.hour.set(k.amount(k.chosenHour()))
			}
		},
	})
	names, at := make([]string, len(list)), 0
	for i, s := range list {
		names[i] = panel.Name(w.text, s)
		if s.ID == chosen {
			at = i
		}
	}
	which := widget.NewSelect(names, nil)
	which.SetSelectedIndex(at)
	which.OnChanged = func(string) {
		k.entry, k.of = list[which.SelectedIndex()].ID, nil
		k.follow()
	}
	shapes := widget.NewSelect(nil, nil)
	shapes.PlaceHolder = w.t("people.shape", nil)
	var take []func() []journey.ProfileHour
	for _, s := range week.Shapes() {
		shapes.Options = append(shapes.Options, w.t("people.shape."+s.ID, nil))
		take = append(take, func() []journey.ProfileHour { return s.Profile })
	}
	for _, s := range list {
		shapes.Options = append(shapes.Options, w.t("people.shape_of", journey.Args{"Name": panel.Name(w.text, s)}))
		take = append(take, func() []journey.ProfileHour {
			if now := w.session.Snapshot().Map.Step(s.ID); now != nil && now.Entry != nil {
				return now.Entry.Profile
			}
			return nil
		})
	}
	shapes.OnChanged = func(string) {
		if i := shapes.SelectedIndex(); i >= 0 {
			profile := take[i]()
			shapes.ClearSelected()
			now := k.picture.Now()
			k.picture.Display(week.Of(profile, now.Total()))
			k.keepIt()
		}
	}
	k.total = k.field(func(n float64) {
		now := k.picture.Now()
		now.SetTotal(n)
		k.picture.Display(now)
		k.keepIt()
	})
	k.day = k.field(func(n float64) {
		day, _ := k.picture.Chosen()
		k.picture.Change(day, -1, n)
	})
	k.hour = k.field(func(n float64) {
		day, hour := k.picture.Chosen()
		k.picture.Change(day, hour, n)
	})
	k.keep = widget.NewCheck(w.t("people.keep_sum", nil), func(on bool) { k.picture.Keep = on })
	k.keep.SetChecked(true)
	k.about, k.notice = widget.NewLabel(""), widget.NewLabel("")
	k.about.Wrapping, k.notice.Wrapping = fyne.TextWrapWord, fyne.TextWrapWord
	k.notice.Importance = widget.DangerImportance
	k.notice.Hide()
	if !able {
		for _, d := range []fyne.Disableable{shapes, k.keep, k.total.entry, k.day.entry, k.hour.entry} {
			d.Disable()
		}
	}
	head := container.NewBorder(nil, nil, nil, container.NewGridWrap(fyne.NewSize(230, shapes.MinSize().Height), shapes), which)
	fields := container.New(layout.NewGridLayoutWithColumns(3), k.total.form, k.day.form, k.hour.form)
	content := container.NewBorder(container.NewVBox(head, fields, k.keep), container.NewVBox(k.about, k.notice), nil, nil, k.picture)
	k.dialog = dialog.NewCustom(w.t("people.week", nil), w.t("window.done", nil), content, w.win)
	size := w.win.Canvas().Size()
	k.dialog.Resize(fyne.NewSize(min(1100, size.Width*0.94), min(760, size.Height*0.96)))
	w.weeks = k
	k.follow()
	w.present(k.dialog, func() {
		w.weeks = nil
		w.showSelection()
		w.focusBoard()
	})
	w.win.Canvas().Focus(k.picture)
}

// field makes a field for a number of people; take is called when another was typed.
func (k *weeks) field(take func(float64)) *weekField {
	f := &weekField{}
	f.entry = panel.NewNumberEntry(func(words string) {
		comma := "." // of a fraction
		if k.w.text.Code() == "en" {
			comma = "" // of thousands
		}
		n, err := strconv.ParseFloat(strings.NewReplacer("\u00a0", "", "\u202f", "", " ", "", "%", "", ",", comma).Replace(words), 64)
		if err != nil || n < 0 || n > 1e9 {
			k.say(k.w.t("people.not_people", journey.Args{"Value": f.entry.Text}))
			return
		}
		k.say("")
		take(n)
	}, func() { k.show(); k.w.win.Canvas().Focus(k.picture) })
	f.item = widget.NewFormItem("", f.entry)
	f.form = widget.NewForm(f.item)
	f.form.Orientation = widget.Vertical
	return f
}

func (f *weekField) set(words string) { f.entry.Say(words) }

func (k *weeks) say(sentence string) {
	k.notice.SetText(sentence)
	k.notice.Hidden = sentence == ""
	k.notice.Refresh()
}

// step is the entry as the map has it now; nil when it is gone or of another kind.
func (k *weeks) step() *journey.Step {
	m := k.w.session.Snapshot().Map
	if m == nil {
		return nil
	}
	if s := m.Step(k.entry); s != nil && weekly(s) {
		return s
	}
	return nil
}

// shared reports whether the volume is an assumption of the map, which is changed in its own place.
func (k *weeks) shared(s *journey.Step) bool {
	return s.Entry.Mode == journey.EntryStream && s.Entry.PerDay.Use != ""
}

// showWeekNow brings the open week up to the snapshot.
func (w *Window) showWeekNow() {
	if w.weeks != nil {
		w.weeks.follow()
	}
}

// follow brings the dialog up to the map.
func (k *weeks) follow() {
	s, m := k.step(), k.w.session.Snapshot().Map
	if s == nil {
		k.dialog.Hide()
		return
	}
	if m == k.of {
		return
	}
	k.of = m
	total, about := hundred, k.w.t("people.week_cohort", nil)
	stream := s.Entry.Mode == journey.EntryStream
	if stream {
		total, about = 7*m.Value(s.Entry.PerDay).Value, k.w.t("people.week_stream", nil)
	}
	if k.shared(s) {
		about = k.w.t("people.week_shared", nil)
	}
	fixed := !stream || k.shared(s)
	able := action.Writable(k.w.State())
	if fixed {
		k.keep.SetChecked(true)
	}
	enable(k.keep, able && !fixed)
	enable(k.total.entry, able && !fixed)
	k.about.SetText(about)
	k.picture.Display(week.Of(s.Entry.Profile, total))
	k.show()
}

// chosenHour is how many come in the chosen hour.
func (k *weeks) chosenHour() float64 {
	now := k.picture.Now()
	return now.Hour(k.picture.Chosen())
}

func (k *weeks) amount(n float64) string { return k.w.text.Number(week.Round(n)) }

// show brings the fields up to the picture.
func (k *weeks) show() {
	if k.hour == nil {
		return
	}
	day, hour := k.picture.Chosen()
	now := k.picture.Now()
	name := k.w.t("people.every_day", nil)
	if day != week.All {
		name = k.w.t("people.weekday."+journey.Weekday("").Words()[day], nil)
	}
	at := strconv.Itoa(hour) + "–" + strconv.Itoa(hour+1)
	for _, f := range []struct {
		field *weekField
		label string
		n     float64
	}{
		{k.total, k.w.t("people.in_week", nil), now.Total()}, {k.day, name, now.Day(day)},
		{k.hour, k.w.t("people.at_hour", journey.Args{"Day": name, "Hour": at}), now.Hour(day, hour)},
	} {
		if f.field.item.Text != f.label {
			f.field.item.Text = f.label
			f.field.form.Refresh()
		}
		f.field.set(k.amount(f.n))
	}
}

// keepIt writes the week into the map.
func (k *weeks) keepIt() {
	s := k.step()
	if s == nil {
		return
	}
	now, fixed, entry := k.picture.Now(), s.Entry.Mode != journey.EntryStream || k.shared(s), k.entry
	k.w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) {
		step := tx.Map().Step(entry)
		if step == nil || step.Entry == nil {
			return nil, nil
		}
		tx.Name("edit.set_week", journey.Args{"Name": journey.NameOf(step)})
		changed := journey.Clone(step)
		changed.Entry.Profile = now.Profile()
		if !fixed {
			changed.Entry.PerDay.Value = week.PerDay(now.Total() / 7)
		}
		return []journey.Ref{{Kind: journey.KindStep, ID: entry}}, edit.SetRecord(tx, changed)
	})
	k.of = nil
	k.follow()
}
