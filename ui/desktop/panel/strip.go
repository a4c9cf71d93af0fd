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
	"rehearse/journey/finding"
	"rehearse/ui/overlay"
	"rehearse/ui/text"
)

// Strip shows the headline numbers of a run and the findings.
type Strip struct {
	widget.BaseWidget
	text     *text.Printer
	choose   func(journey.Ref)
	follow   func(finding.Finding)
	figures  *fyne.Container
	note     *widget.Label
	findings *widget.List
	rows     []findingRow
	count    *canvas.Text
	content  fyne.CanvasObject
}

type findingRow struct {
	severity finding.Severity
	text     string
	target   journey.Ref
	finding  finding.Finding
}

// NewStrip makes an empty strip; choose gets the record of a finding or figure that was clicked, follow a clicked finding
// that names a person.
func NewStrip(p *text.Printer, choose func(journey.Ref), follow func(finding.Finding)) *Strip {
	s := &Strip{text: p, choose: choose, follow: follow}
	s.figures = container.New(layout.NewCustomPaddedHBoxLayout(24))
	s.note = widget.NewLabel("")
	s.note.SizeName, s.note.Truncation = theme.SizeNameCaptionText, fyne.TextTruncateEllipsis
	s.note.Importance = widget.LowImportance
	s.count = canvas.NewText("", theme.Color(theme.ColorNamePlaceHolder))
	s.count.TextSize = theme.CaptionTextSize()
	s.findings = widget.NewList(func() int { return len(s.rows) }, newFindingObject, func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < len(s.rows) {
			s.rows[i].show(o)
		}
	})
	s.findings.OnSelected = func(i widget.ListItemID) {
		s.findings.UnselectAll()
		switch {
		case i >= len(s.rows):
		case s.rows[i].finding.Witness != nil:
			s.follow(s.rows[i].finding)
		case !s.rows[i].target.IsZero():
			s.choose(s.rows[i].target)
		}
	}
	left := container.New(layout.NewCustomPaddedLayout(8, 2, 16, 12),
		container.NewBorder(nil, s.note, nil, nil, container.NewHScroll(s.figures)))
	right := container.NewBorder(container.New(layout.NewCustomPaddedLayout(6, 0, 12, 12), s.count), nil, nil, nil, s.findings)
	split := container.NewHSplit(left, right)
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

// ShowFindings lists findings, worst first.
func (s *Strip) ShowFindings(findings []finding.Finding) {
	s.rows = s.rows[:0]
	errors, warnings := 0, 0
	for _, severity := range []finding.Severity{finding.Error, finding.Warning, finding.Information} {
		for _, f := range findings {
			if f.Severity != severity || f.Silenced != "" {
				continue
			}
			r := findingRow{finding: f, severity: severity, text: f.Rule + "  " + s.text.T(f.Message, f.Args)}
			if len(f.Targets) > 0 {
				r.target = f.Targets[0]
			}
			s.rows = append(s.rows, r)
			switch severity {
			case finding.Error:
				errors++
			case finding.Warning:
				warnings++
			}
		}
	}
	if len(s.rows) == 0 {
		s.count.Text = s.text.T("window.no_findings", nil)
	} else {
		s.count.Text = s.text.T("window.findings", journey.Args{"Count": len(s.rows), "Errors": errors, "Warnings": warnings})
	}
	s.count.Refresh()
	s.findings.Refresh()
}

func newFindingObject() fyne.CanvasObject {
	dot := canvas.NewRectangle(theme.Color(theme.ColorNameForeground))
	dot.CornerRadius = 4
	dot.SetMinSize(fyne.NewSize(8, 8))
	label := widget.NewLabel("")
	label.Truncation, label.SizeName = fyne.TextTruncateEllipsis, theme.SizeNameCaptionText
	return container.NewBorder(nil, nil, container.New(layout.NewCustomPaddedLayout(0, 0, 8, 0), container.NewCenter(dot)), nil, label)
}

func (r findingRow) show(o fyne.CanvasObject) {
	box := o.(*fyne.Container)
	label := box.Objects[0].(*widget.Label)
	dot := box.Objects[1].(*fyne.Container).Objects[0].(*fyne.Container).Objects[0].(*canvas.Rectangle)
	name := theme.ColorNamePrimary
	switch r.severity {
	case finding.Error:
		name = theme.ColorNameError
	case finding.Warning:
		name = theme.ColorNameWarning
	}
	dot.FillColor = theme.Color(name)
	dot.Refresh()
	label.SetText(r.text)
}
