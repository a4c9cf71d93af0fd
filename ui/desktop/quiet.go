package desktop

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/ui/action"
	"rehearse/ui/desktop/hint"
	"rehearse/ui/desktop/panel"
	"rehearse/ui/form"
	"rehearse/ui/sending"
	"rehearse/ui/week"
)

// quietPage is the part of the policy with the quiet hours.
type quietPage struct {
	picture     *panel.Quiet
	sentence    *widget.Label
	day         *widget.Select
	from, until *panel.NumberEntry
	every       *widget.Button
	remove      *hint.Button
	silent      bool // the fields are being set by us
}

// makeQuiet makes the part with the quiet hours.
func (p *rulesPage) makeQuiet() {
	w, q := p.w, &p.quiet
	able := action.Writable(w.State())
	q.from = panel.NewNumberEntry(func(words string) { p.typeQuiet(words, true) }, p.backToQuiet)
	q.until = panel.NewNumberEntry(func(words string) { p.typeQuiet(words, false) }, p.backToQuiet)
	q.picture = panel.NewQuiet(w.text, w.look.scene(), able, panel.QuietEvents{
		Chosen: p.showBar, Done: p.keepQuiet, Add: p.addQuiet, Type: func() { w.win.Canvas().Focus(q.from) },
		Close: func() { p.r.dialog.Dismiss() }, Command: w.shortcut, Focus: func(f fyne.Focusable) { w.win.Canvas().Focus(f) },
	})
	var names []string
	for _, day := range journey.Weekday("").Words() {
		names = append(names, w.t("step.word.Weekday."+day, nil))
	}
	q.day = widget.NewSelect(names, func(string) {
		if bar := q.picture.Chosen(); bar >= 0 && !q.silent {
			now := slices.Clone(q.picture.Now())
			now[bar].Day = journey.Weekday(journey.Weekday("").Words()[q.day.SelectedIndex()])
			q.picture.Change(now, bar)
		}
	})
	q.every = widget.NewButton(w.t("sending.quiet_every", nil), func() {
		if bar := q.picture.Chosen(); bar >= 0 {
			q.picture.Change(q.picture.Now().EveryDay(bar), 0)
		}
	})
	q.remove = hint.NewButton(theme.DeleteIcon(), w.ableHint("window.hint.delete", action.Writable), func() {
		if bar := q.picture.Chosen(); bar >= 0 {
			q.picture.Change(q.picture.Now().Without(bar), bar)
		}
	})
	q.sentence = widget.NewLabel("")
	q.sentence.Wrapping, q.sentence.TextStyle.Bold = fyne.TextWrapWord, true
}

// backToQuiet gives typing up.
func (p *rulesPage) backToQuiet() {
	p.showBar()
	p.w.win.Canvas().Focus(p.quiet.picture)
}

func (p *rulesPage) addQuiet() {
	q := p.quiet.picture
	now := append(slices.Clone(q.Now()), q.Now().Night())
	q.Change(now, len(now)-1)
}

// typeQuiet takes a time of day that was typed for the beginning or the end of the chosen bar.
func (p *rulesPage) typeQuiet(words string, begins bool) {
	w, q := p.w, p.quiet.picture
	bar := q.Chosen()
	if bar < 0 {
		return
	}
	words = strings.TrimSpace(words)
	if !strings.Contains(words, ":") {
		words += ":00" // 21 is 21:00
	}
	at, ok := journey.ParseTimeOfDay(words)
	switch {
	case !ok:
		p.r.say(w.t("sending.not_time", journey.Args{"Value": strings.TrimSuffix(words, ":00")}), theme.ColorNameError)
		return
	case begins && at == 24*3600:
		p.r.say(w.t("sending.not_begin", nil), theme.ColorNameError)
		return
	}
	p.r.say("", "")
	now := slices.Clone(q.Now())
	if begins {
		now[bar].From = at
	} else {
		now[bar].Until = at
	}
	q.Change(now, bar)
}

// keepQuiet writes the quiet hours into the map.
func (p *rulesPage) keepQuiet() {
	hours := slices.Clone(p.quiet.picture.Now())
	p.change("edit.set_quiet_hours", p.at, func(_ *edit.Tx, policy *journey.Policy) {
		if policy.QuietHours == nil {
			policy.QuietHours = &journey.QuietHours{Clock: journey.ClockPerson, Action: journey.QuietHold}
		}
		policy.QuietHours.Hours = hours
	})
}

// showBar brings the fields and the sentence up to the picture.
func (p *rulesPage) showBar() {
	q, bar := &p.quiet, p.quiet.picture.Chosen()
	shown := journey.QuietHours{Hours: q.picture.Now()}
	if p.of != nil && p.of.Policy.QuietHours != nil {
		shown.Clock, shown.Action = p.of.Policy.QuietHours.Clock, p.of.Policy.QuietHours.Action
	}
	q.sentence.SetText(sending.Quiet(p.w.text, &shown))
	able := action.Writable(p.w.State()) && bar >= 0
	for _, d := range []fyne.Disableable{q.day, q.from, q.until, q.every, q.remove} {
		enable(d, able)
	}
	q.silent = true
	if bar >= 0 {
		h := q.picture.Now()[bar]
		q.day.SetSelectedIndex(max(0, week.DayOf(h.Day)))
		q.from.Say(h.From.String())
		q.until.Say(h.Until.String())
	} else {
		q.day.ClearSelected()
		q.from.Say("")
		q.until.Say("")
	}
	q.silent = false
}

// showQuiet shows the quiet hours and what happens in them.
func (p *rulesPage) showQuiet(fresh bool) {
	w, q := p.w, &p.quiet
	var hours week.Quiet
	if p.of.Policy.QuietHours != nil {
		hours = p.of.Policy.QuietHours.Hours
	}
	if fresh {
		add := widget.NewButtonWithIcon(w.t("sending.quiet_add", nil), theme.ContentAddIcon(), p.addQuiet)
		enable(add, action.Writable(w.State()))
		field := func(id string, o fyne.CanvasObject) fyne.CanvasObject {
			f := widget.NewForm(widget.NewFormItem(w.t(id, nil), o))
			f.Orientation = widget.Vertical
			return f
		}
		fields := container.New(layout.NewGridLayoutWithColumns(3), field("sending.quiet_day", q.day), field("sending.quiet_from", q.from), field("sending.quiet_until", q.until))
		how := widget.NewLabel(w.t("sending.quiet_how", nil) + "\n" + w.t("sending.quiet_hold", nil))
		how.Wrapping, how.SizeName = fyne.TextWrapWord, theme.SizeNameCaptionText
		left := container.NewBorder(q.sentence, container.NewVBox(fields, container.NewHBox(add, q.every, q.remove), how), nil, nil, q.picture)
		p.show(true, split(left, p.r.inspector, 0.72))
	}
	q.picture.Display(hours)
	p.showBar()
	var fields []form.Field
	for _, f := range form.Of(p.of.Policy) {
		if f.Path == "quiet_hours" {
			fields = slices.DeleteFunc(slices.Clone(f.Fields), func(f form.Field) bool { return f.Path == "quiet_hours.hours" })
		}
	}
	p.r.inspector.DisplayPart(p.of, p.r.ref(), w.t("sending.part.quiet", nil), fields)
}
