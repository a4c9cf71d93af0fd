package panel

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/ui/overlay"
	"rehearse/ui/text"
)

// Strip shows the headline numbers of a run and the findings.
type Strip struct {
	widget.BaseWidget
	text    *text.Printer
	choose  func(journey.Ref)
	figures *fyne.Container
	note    *widget.Label
	content fyne.CanvasObject
}

// NewStrip makes an empty strip with findings at its right; choose gets the record of a figure that was clicked.
func NewStrip(p *text.Printer, choose func(journey.Ref), findings fyne.CanvasObject) *Strip {
	s := &Strip{text: p, choose: choose}
	s.figures = container.New(layout.NewCustomPaddedHBoxLayout(24))
	s.note = widget.NewLabel("")
	s.note.SizeName, s.note.Truncation = theme.SizeNameCaptionText, fyne.TextTruncateEllipsis
	s.note.Importance = widget.LowImportance
	left := container.New(layout.NewCustomPaddedLayout(8, 2, 16, 12),
		container.NewBorder(nil, s.note, nil, nil, container.NewHScroll(s.figures)))
	split := container.NewHSplit(left, findings)
	split.Offset = 0.6
	s.content = split
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is part of fyne.Widget.
func (s *Strip) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.content) }

// MinSize is part of fyne.CanvasObject.
func (s *Strip) MinSize() fyne.Size { return fyne.NewSize(300, 134) }

// Note is the line below the figures.
func (s *Strip) Note() string { return s.note.Text }

// ShowFigures shows headline numbers with a note below; faint ones belong to an older map, and a warning
// is what keeps the newest from being run.
func (s *Strip) ShowFigures(figures []overlay.Figure, note string, faint, warning bool) {
	s.note.Importance = widget.LowImportance
	if warning {
		s.note.Importance = widget.WarningImportance
	}
	s.figures.RemoveAll()
	for _, f := range figures {
		s.figures.Add(s.figure(f, faint))
	}
	s.figures.Refresh()
	s.note.SetText(note)
}

func (s *Strip) figure(f overlay.Figure, faint bool) fyne.CanvasObject {
	ink := theme.Color(theme.ColorNameForeground)
	if faint {
		ink = theme.Color(theme.ColorNameDisabled)
	}
	title := canvas.NewText(f.Title, theme.Color(theme.ColorNamePlaceHolder))
	title.TextSize = theme.CaptionTextSize()
	value := canvas.NewText(f.Value, ink)
	value.TextSize, value.TextStyle.Bold = 22, true
	column := container.New(layout.NewCustomPaddedVBoxLayout(0), title, value)
	for _, line := range strings.Split(f.Under, "\n") {
		under := canvas.NewText(line, theme.Color(theme.ColorNamePlaceHolder))
		under.TextSize = theme.CaptionTextSize()
		column.Add(under)
	}
	if f.Of.IsZero() {
		return column
	}
	b := &figureButton{content: column, tap: func() { s.choose(f.Of) }}
	b.ExtendBaseWidget(b)
	return b
}

// figureButton is a figure that leads to its step.
type figureButton struct {
	widget.BaseWidget
	content fyne.CanvasObject
	tap     func()
}

// CreateRenderer is part of fyne.Widget.
func (b *figureButton) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(b.content)
}

// Tapped is part of fyne.Tappable.
func (b *figureButton) Tapped(*fyne.PointEvent) { b.tap() }

// Cursor is part of desktop.Cursorable.
func (b *figureButton) Cursor() desktop.Cursor { return desktop.PointerCursor }
