package panel

import (
	"strings"

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

// Strip shows the headline numbers of a run and the findings. A low one is one line with the same numbers.
type Strip struct {
	widget.BaseWidget
	text    *text.Printer
	choose  func(journey.Ref)
	figures *fyne.Container
	room    *fyne.Container // what the figures have
	note    *widget.Label
	mend    [2]*widget.Button // what helps against what the note warns of, below the figures and in the line
	brief   *fyne.Container   // the figures in one line
	word    *widget.Label     // the note in that line, where it is a warning
	full    fyne.CanvasObject
	line    fyne.CanvasObject
}

// LineHeight is how high a strip of one line is; from fullHeight on it shows everything.
const (
	LineHeight = 38
	fullHeight = 110
)

// NewStrip makes an empty strip with findings at its right; choose gets the record of a figure that was clicked, unfold is
// called when somebody wants to see all of a folded one.
func NewStrip(p *text.Printer, choose func(journey.Ref), findings *Findings, unfold func()) *Strip {
	s := &Strip{text: p, choose: choose}
	s.figures, s.room = newFigures()
	s.note = widget.NewLabel("")
	s.note.SizeName, s.note.Truncation = theme.SizeNameCaptionText, fyne.TextTruncateEllipsis
	s.note.Importance = widget.LowImportance
	for i := range s.mend {
		s.mend[i] = widget.NewButton("", nil)
		s.mend[i].Importance = widget.WarningImportance
		s.mend[i].Hide()
	}
	left := container.New(layout.NewCustomPaddedLayout(8, 2, 16, 12),
		container.NewBorder(nil, container.New(layout.NewCustomPaddedLayout(0, 0, -theme.InnerPadding(), 0), container.NewBorder(nil, nil, nil, s.mend[0], s.note)), nil, nil, s.room))
	split := container.NewHSplit(left, findings)
	split.Offset = 0.6
	s.full = split

	s.brief = container.New(layout.NewCustomPaddedHBoxLayout(18))
	s.word = widget.NewLabel("")
	s.word.SizeName, s.word.Truncation, s.word.Importance = theme.SizeNameCaptionText, fyne.TextTruncateEllipsis, widget.WarningImportance
	s.word.Hide()
	s.line = container.New(layout.NewCustomPaddedLayout(2, 2, 16, 6), container.NewBorder(nil, nil, nil,
		container.NewHBox(container.NewCenter(s.mend[1]), container.NewCenter(findings.Badge(unfold))),
		container.NewStack(container.NewHScroll(s.brief), s.word)))
	s.line.Hide()
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is part of fyne.Widget.
func (s *Strip) CreateRenderer() fyne.WidgetRenderer {
	// A line stands at the upper edge, however high the strip is.
	return widget.NewSimpleRenderer(container.NewStack(s.full, container.NewBorder(s.line, nil, nil, nil)))
}

// MinSize is part of fyne.CanvasObject.
func (s *Strip) MinSize() fyne.Size { return fyne.NewSize(300, LineHeight) }

// Resize is part of fyne.CanvasObject: where there is little room the strip is one line.
func (s *Strip) Resize(size fyne.Size) {
	if line := size.Height < fullHeight; line != s.line.Visible() {
		if line {
			s.full.Hide()
			s.line.Show()
		} else {
			s.line.Hide()
			s.full.Show()
		}
	}
	s.BaseWidget.Resize(size)
}

// Folded tells that the strip is one line.
func (s *Strip) Folded() bool { return s.line.Visible() }

// Note is the line below the figures.
func (s *Strip) Note() string { return s.note.Text }

// ShowFigures shows headline numbers with a note below; faint ones belong to an older map, and a warning
// is what keeps the newest from being run.
func (s *Strip) ShowFigures(figures []overlay.Figure, note string, faint, warning bool) {
	s.note.Importance = widget.LowImportance
	if warning {
		s.note.Importance = widget.WarningImportance
	}
	again := s.keepFocus()
	defer again()
	s.figures.RemoveAll()
	s.room.Layout.(*figureRoom).unders = nil
	s.brief.RemoveAll()
	for _, f := range figures {
		s.figures.Add(s.figure(f, faint))
		s.brief.Add(s.inLine(f, faint))
	}
	s.room.Refresh()
	s.brief.Refresh()
	s.note.SetText(note)
	s.word.SetText(note)
	if warning {
		s.word.Show()
		s.brief.Hide()
	} else {
		s.word.Hide()
		s.brief.Show()
	}
}

// ShowMend offers what helps against what the note warns of; "" takes the offer away.
func (s *Strip) ShowMend(label string, do func()) {
	for _, b := range s.mend {
		b.OnTapped = do
		b.SetText(label)
		if label == "" {
			b.Hide()
		} else {
			b.Show()
		}
	}
}

// Mend does what is offered; false when nothing is.
func (s *Strip) Mend() bool {
	if !s.mend[0].Visible() {
		return false
	}
	s.mend[0].OnTapped()
	return true
}

// inLine is a figure with its name before it.
func (s *Strip) inLine(f overlay.Figure, faint bool) fyne.CanvasObject {
	name := canvas.NewText(f.Title, theme.Color(theme.ColorNamePlaceHolder))
	name.TextSize = theme.CaptionTextSize()
	return s.leading(f, layout.NewCenterLayout(), 1, container.New(layout.NewCustomPaddedHBoxLayout(6), container.NewCenter(name), container.NewCenter(figureValue(f, 15, faint))), hint.Words(f.Under))
}

// figureValue is the number of a figure.
func figureValue(f overlay.Figure, size float32, faint bool) *canvas.Text {
	value := canvas.NewText(f.Value, theme.Color(theme.ColorNameForeground))
	if faint {
		value.Color = theme.Color(theme.ColorNameDisabled)
	}
	value.TextSize, value.TextStyle.Bold = size, true
	return value
}

func (s *Strip) figure(f overlay.Figure, faint bool) fyne.CanvasObject {
	title := canvas.NewText(f.Title, theme.Color(theme.ColorNamePlaceHolder))
	title.TextSize = theme.CaptionTextSize()
	lines := container.New(layout.NewCustomPaddedVBoxLayout(0))
	for _, line := range strings.Split(f.Under, "\n") {
		under := canvas.NewText(line, theme.Color(theme.ColorNamePlaceHolder))
		under.TextSize = theme.CaptionTextSize()
		lines.Add(under)
	}
	column := container.New(layout.NewCustomPaddedVBoxLayout(0), title, figureValue(f, 22, faint), lines)
	s.room.Layout.(*figureRoom).add(lines)
	return s.leading(f, layout.NewVBoxLayout(), 0, column, func() string {
		if lines.Visible() {
			return "" // it can be read
		}
		return f.Under
	})
}

// leading makes of what shows a figure a button that leads to its record, if it has one; in says where it stands in its room, over how
// much of the 2 pixels around it is above, and say what the hint says.
func (s *Strip) leading(f overlay.Figure, in fyne.Layout, over float32, shown fyne.CanvasObject, say func() string) fyne.CanvasObject {
	if f.Of.IsZero() {
		return shown
	}
	// The ring that shows the keyboard stands around the words, not on them.
	return container.New(in, hint.NewArea(container.New(layout.NewCustomPaddedLayout(over, 2-over, 5, 5), shown), say, func() { s.choose(f.Of) }))
}

// keepFocus gives the keyboard, once the figures are made anew, to the one at the place of that which has it now.
func (s *Strip) keepFocus() (again func()) {
	c := fyne.CurrentApp().Driver().CanvasForObject(s)
	if c == nil || c.Focused() == nil {
		return func() {}
	}
	for _, row := range []*fyne.Container{s.figures, s.brief} {
		for i, o := range row.Objects {
			if f := areaIn(o); f == nil || f != c.Focused() {
				continue
			}
			return func() {
				if i < len(row.Objects) {
					if f := areaIn(row.Objects[i]); f != nil {
						c.Focus(f)
						return
					}
				}
				c.Unfocus()
			}
		}
	}
	return func() {}
}

// areaIn is what of a figure can have the keyboard; nil for a figure that leads nowhere.
func areaIn(o fyne.CanvasObject) fyne.Focusable {
	if box, ok := o.(*fyne.Container); ok && len(box.Objects) == 1 {
		if a, ok := box.Objects[0].(*hint.Area); ok {
			return a
		}
	}
	return nil
}
