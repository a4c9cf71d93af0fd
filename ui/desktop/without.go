package desktop

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/preset"
	"rehearse/ui/desktop/panel"
	"rehearse/ui/overlay"
	"rehearse/ui/session"
)

// compareWithout lets the people of the next run live without a scenario or a message and with it, in a worker, and shows
// what differs. Closing the dialog gives the comparison up.
func (w *Window) compareWithout(id journey.ID) {
	m := w.shown.Map
	if id == "" || m == nil || !w.top.read() {
		return
	}
	with := session.Loaded(m, w.spec)
	with.Policy = w.shown.Policy
	without := with
	without.Mute = []journey.ID{id}
	name := string(id)
	if r := journey.NewIndex(m).Get(id); r != nil && journey.NameOf(r) != "" {
		name = journey.NameOf(r)
	}
	bar := panel.NewProgress()
	content := container.NewStack(container.NewVBox(widget.NewLabel(w.t("compare.window.running", nil)), bar))
	d := dialog.NewCustom(w.t("compare.window.title", journey.Args{"Name": name}), w.t("window.close", nil), content, w.win)
	size := w.win.Canvas().Size()
	d.Resize(fyne.NewSize(min(960, size.Width*0.94), min(620, size.Height*0.85)))
	rules := ""
	if p := preset.Find(with.Policy); p != nil {
		rules = p.Vendor
	}
	var c *simulate.Comparison
	far := w.works.told(bar.SetValue)
	cancel := w.works.do("", func(ctx context.Context, _ func(float64)) (err error) {
		c, err = simulate.Compare(ctx, m, m, without, with, func(p simulate.Progress) { far(float64(p.Done) / float64(max(1, p.Of))) })
		return err
	}, func(err error) {
		if err != nil {
			label := widget.NewLabel(w.text.Error(err))
			label.Wrapping = fyne.TextWrapWord
			content.Objects = []fyne.CanvasObject{label}
		} else {
			content.Objects = []fyne.CanvasObject{comparisonTable(overlay.Without(w.text, m, c, id, rules))}
		}
		content.Refresh()
	})
	w.present(d, cancel)
}

// comparisonTable lays a comparison out: names to the left, numbers to the right.
func comparisonTable(c overlay.Comparison) fyne.CanvasObject {
	about := widget.NewLabel(c.About)
	about.Wrapping = fyne.TextWrapWord
	if len(c.Sections) == 0 {
		return container.NewBorder(about, nil, nil, nil)
	}
	columns := make([]*fyne.Container, len(c.Head))
	for i := range columns {
		columns[i] = container.New(layout.NewCustomPaddedVBoxLayout(-6))
	}
	row := func(cells []string, bold bool) {
		for i, column := range columns {
			text := ""
			if i < len(cells) {
				text = cells[i]
			}
			label := widget.NewLabel(text)
			label.TextStyle.Bold = bold
			if i > 0 {
				label.Alignment = fyne.TextAlignTrailing
			}
			column.Add(label)
		}
	}
	row(c.Head, true)
	for _, s := range c.Sections {
		row([]string{s.Title}, true)
		for _, cells := range s.Rows {
			row(cells, false)
		}
	}
	table := container.NewHBox()
	for _, column := range columns {
		table.Add(column)
	}
	return container.NewBorder(about, nil, nil, nil, container.NewScroll(table))
}
