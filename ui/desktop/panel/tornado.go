package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/ui/desktop/hint"
	"rehearse/ui/overlay"
	"rehearse/ui/text"
)

// NewTornado shows which assumptions move a goal most: a row for each, with a bar from where the goal stands at its low value
// to where it stands at its high one. choose gets the record of a row that was pressed.
func NewTornado(p *text.Printer, of overlay.Tornado, choose func(journey.Ref)) fyne.CanvasObject {
	rows := container.New(layout.NewCustomPaddedVBoxLayout(2))
	for _, row := range of.Rows {
		rows.Add(hint.NewArea(newTornadoRow(row), hint.Words(row.Name+"\n"+p.T("sensitivity.row", journey.Args{
			"Value": row.Value, "Range": row.Range, "Evidence": row.Evidence, "Interval": row.Interval,
		})), func() { choose(row.Record) }))
	}
	for _, note := range of.Notes {
		rows.Add(smallLines(note))
	}
	about := container.New(layout.NewCustomPaddedVBoxLayout(-10), widget.NewLabel(of.Now))
	for _, line := range of.How {
		about.Add(smallLines(line))
	}
	legend := container.New(tornadoLayout{},
		container.New(layout.NewCustomPaddedLayout(0, 0, 4, 4), faint(of.Head[0])),
		container.NewHBox(
			layout.NewSpacer(), patch(lowEnd()), faint(of.Head[4]), gapOf(12), patch(highEnd()), faint(of.Head[5]), layout.NewSpacer()),
		container.NewHBox(layout.NewSpacer(), faint(of.Head[6])))
	return container.NewBorder(container.NewVBox(about, legend), nil, nil, nil, container.NewVScroll(rows))
}

// lowEnd and highEnd are the colours of the two ends of a bar.
func lowEnd() fyne.ThemeColorName  { return theme.ColorNamePlaceHolder }
func highEnd() fyne.ThemeColorName { return theme.ColorNamePrimary }

func smallLines(words string) *widget.Label {
	l := widget.NewLabel(words)
	l.SizeName, l.Wrapping, l.Importance = theme.SizeNameCaptionText, fyne.TextWrapWord, widget.LowImportance
	return l
}

// faint is a short text that stands beside others.
func faint(words string) *canvas.Text {
	t := canvas.NewText(words, theme.Color(theme.ColorNamePlaceHolder))
	t.TextSize = theme.CaptionTextSize()
	return t
}

func patch(color fyne.ThemeColorName) fyne.CanvasObject {
	r := canvas.NewRectangle(theme.Color(color))
	r.SetMinSize(fyne.NewSize(10, 10))
	r.CornerRadius = 2
	return container.NewCenter(r)
}

func gapOf(width float32) fyne.CanvasObject {
	r := canvas.NewRectangle(nil)
	r.SetMinSize(fyne.NewSize(width, 1))
	return r
}

// newTornadoRow is the name of an assumption with what stands behind it, the bar, and how far it moves the goal.
func newTornadoRow(row overlay.TornadoRow) fyne.CanvasObject {
	line := func(words string, faint, bold, number bool) *widget.Label {
		l := widget.NewLabel(words)
		l.Truncation = fyne.TextTruncateEllipsis
		l.TextStyle.Bold = bold
		if faint {
			l.SizeName, l.Importance = theme.SizeNameCaptionText, widget.LowImportance
		}
		if number {
			l.Alignment = fyne.TextAlignTrailing
		}
		return l
	}
	behind := line(row.Evidence+" · "+row.Value+" ("+row.Range+")", true, false, false)
	if row.Carries {
		behind.Importance = widget.WarningImportance
	}
	pair := func(upper, lower fyne.CanvasObject) fyne.CanvasObject {
		pad := theme.InnerPadding()
		return container.New(layout.NewCustomPaddedLayout(-pad/2, -pad/2, 0, 0), container.New(layout.NewCustomPaddedVBoxLayout(-2*pad+4), upper, lower))
	}
	return container.New(tornadoLayout{},
		pair(line(row.Name, false, false, false), behind),
		newTornadoBar(row),
		pair(line(row.Swing, false, true, true), line(row.Interval, true, false, true)))
}

// tornadoLayout shares a row among the name, the bar and the numbers.
type tornadoLayout struct{}

// The columns of a row: the numbers have so much room, the name so much of the rest.
const (
	tornadoNumbers = 130
	tornadoNames   = 0.46
)

// Layout is part of fyne.Layout.
func (tornadoLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	rest := size.Width - tornadoNumbers
	x := float32(0)
	for i, width := range []float32{rest * tornadoNames, rest * (1 - tornadoNames), tornadoNumbers} {
		objects[i].Move(fyne.NewPos(x, 0))
		objects[i].Resize(fyne.NewSize(width, size.Height))
		x += width
	}
}

// MinSize is part of fyne.Layout.
func (tornadoLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	high := float32(0)
	for _, o := range objects {
		high = max(high, o.MinSize().Height)
	}
	return fyne.NewSize(420, high)
}

// newTornadoBar is the bar of a row with the goal at both ends beside it, and a line where the goal stands now.
func newTornadoBar(row overlay.TornadoRow) fyne.CanvasObject {
	bar := func(color fyne.ThemeColorName) *canvas.Rectangle {
		r := canvas.NewRectangle(theme.Color(color))
		r.CornerRadius = 2
		return r
	}
	return container.New(&tornadoBar{row}, bar(lowEnd()), bar(highEnd()), canvas.NewRectangle(theme.Color(theme.ColorNameForeground)),
		faint(row.AtLow), faint(row.AtHigh))
}

// tornadoBar places the parts of a bar: from the low value to now, from now to the high value, the line of now, both numbers.
type tornadoBar struct{ row overlay.TornadoRow }

// tornadoThick is how high a bar is, tornadoBeside the room at its ends for a number.
const (
	tornadoThick  = 16
	tornadoBeside = 78
)

// Layout is part of fyne.Layout.
func (b *tornadoBar) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	const room = tornadoBeside // the same in each row: the line of now is one
	at := func(part float64) float32 { return room + float32(part)*max(0, size.Width-2*room) }
	y := (size.Height - tornadoThick) / 2
	low, now, high := at(b.row.Low), at(b.row.Base), at(b.row.High)
	place := func(o fyne.CanvasObject, from, to float32) {
		o.Move(fyne.NewPos(min(from, to), y))
		o.Resize(fyne.NewSize(max(from, to)-min(from, to), tornadoThick))
	}
	place(objects[0], low, now)
	place(objects[1], now, high)
	objects[2].Move(fyne.NewPos(now-0.5, 0))
	objects[2].Resize(fyne.NewSize(1, size.Height))
	beside := func(o fyne.CanvasObject, end float32, left bool) {
		least := o.MinSize()
		x := end + 6
		if left {
			x = end - 6 - least.Width
		}
		o.Move(fyne.NewPos(x, (size.Height-least.Height)/2))
		o.Resize(least)
	}
	beside(objects[3], min(low, now), low <= high)
	beside(objects[4], max(high, now), low > high)
	if low > high {
		beside(objects[3], max(low, now), false)
		beside(objects[4], min(high, now), true)
	}
}

// MinSize is part of fyne.Layout.
func (b *tornadoBar) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, max(tornadoThick, objects[3].MinSize().Height))
}
