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
	"rehearse/ui/form"
	"rehearse/ui/published"
	"rehearse/ui/text"
)

// numberObject shows an assumption: its number, under it what founds it in a few words, and folded away the editor of all
// it carries, with the published numbers that fit the field.
func (in *Inspector) numberObject(f form.Field) fyne.CanvasObject {
	main := f.Fields[0]
	main.Name = f.Name
	editor := in.assumptionEditor(f)
	if len(editor) == 0 {
		r := in.newRow(main, nil)
		in.rows[main.Path] = r
		return r.object
	}
	inner, button := in.fold(f.Path, container.New(layout.NewCustomPaddedVBoxLayout(8), editor...))
	r := in.newRow(main, button)
	in.rows[main.Path] = r
	found := newFounded(func() { button.OnTapped() })
	found.show(in.text, in.m, f)
	in.founded[f.Path] = found
	return container.New(layout.NewCustomPaddedVBoxLayout(6), container.New(layout.NewCustomPaddedVBoxLayout(1), r.object, found), inner)
}

// assumptionEditor is everything about a number but the number itself.
func (in *Inspector) assumptionEditor(f form.Field) []fyne.CanvasObject {
	var list []fyne.CanvasObject
	if in.offers(f) {
		list = append(list, in.publishedButton(f))
	}
	if f.Base != "" && f.Fact != nil {
		list = append(list, remark(in.text.T("step.base", journey.Args{"Base": in.text.T(f.Base, nil)})))
	}
	for i := 1; i < len(f.Fields); i++ {
		if strings.HasSuffix(f.Fields[i].Path, ".low") && i+1 < len(f.Fields) {
			list = append(list, container.NewGridWithColumns(2, in.object(f.Fields[i]), in.object(f.Fields[i+1])))
			i++
			continue
		}
		list = append(list, in.object(f.Fields[i]))
	}
	return list
}

// publishedButton opens the list of published numbers for a field.
func (in *Inspector) publishedButton(f form.Field) fyne.CanvasObject {
	button := hint.NewTextButton(in.text.T("published.open", nil), theme.ListIcon(), hint.Words(in.text.T("published.beware", nil)), func() { in.choosePublished(f) })
	button.Importance = widget.LowImportance
	button.Alignment = widget.ButtonAlignLeading
	return button
}

// offers reports whether something is published for a field.
func (in *Inspector) offers(f form.Field) bool { return in.present != nil && published.Has(f.Key) }

// founded is the line under a number that says what founds it: a mark for its grade, its range and where it is from. A click
// unfolds the rest.
type founded struct {
	widget.BaseWidget
	mark  *canvas.Circle
	words *widget.Label
	line  fyne.CanvasObject
	tap   func()
}

func newFounded(tap func()) *founded {
	d := &founded{mark: canvas.NewCircle(nil), words: widget.NewLabel(""), tap: tap}
	d.words.SizeName, d.words.Truncation, d.words.Importance = theme.SizeNameCaptionText, fyne.TextTruncateEllipsis, widget.LowImportance
	pad := theme.InnerPadding()
	d.line = container.NewBorder(nil, nil, container.NewCenter(container.NewGridWrap(fyne.NewSize(8, 8), d.mark)), nil,
		container.New(layout.NewCustomPaddedLayout(-pad, -pad, -2, 0), d.words))
	d.ExtendBaseWidget(d)
	return d
}

// CreateRenderer is part of fyne.Widget.
func (d *founded) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(d.line) }

// Tapped is part of fyne.Tappable.
func (d *founded) Tapped(*fyne.PointEvent) { d.tap() }

// show brings the line up to a field. The grade can be told from its shape alone: an empty ring is a guess, a ring with a
// faint middle somebody else's number, a full disc one that was measured.
func (d *founded) show(p *text.Printer, m *journey.Map, f form.Field) {
	if f.Fact == nil {
		d.Hide()
		return
	}
	fact := m.Value(*f.Fact)
	words := Founded(p, fact, f.Fields[0].Control == form.Share)
	if shared := m.Lookup(journey.Ref{Kind: journey.KindAssumption, ID: fact.Use}); fact.Use != "" && shared != nil {
		words = journey.NameOf(shared) + " · " + words
	}
	d.words.SetText(words)
	full := theme.Color(theme.ColorNamePrimary)
	d.mark.StrokeWidth, d.mark.StrokeColor, d.mark.FillColor = 1.5, full, nil
	switch fact.Evidence {
	case journey.EvidenceMeasured:
		d.mark.FillColor = full
	case journey.EvidenceBenchmark:
		d.mark.FillColor = theme.Color(theme.ColorNameSelection)
	default:
		d.mark.StrokeColor = theme.Color(theme.ColorNamePlaceHolder)
	}
	d.mark.Refresh()
	d.Show()
}

// Founded says in a few words what founds a number: "15–28 % of delivered · published, 2019".
func Founded(p *text.Printer, a journey.Assumption, share bool) string {
	var parts []string
	if a.Low != nil && a.High != nil {
		low, high := p.Number(*a.Low), p.Number(*a.High)
		if share {
			low, high = p.Percent(*a.Low), p.Percent(*a.High)
		}
		parts = append(parts, strings.TrimRight(low, "\u00a0%")+"–"+high)
	}
	if a.Per != "" {
		parts = append(parts, p.T("published.per", journey.Args{"Base": p.T("step.word.Base."+string(a.Per), nil)}))
	}
	grade := p.T("published.grade."+string(a.Evidence), nil)
	if len(a.Date) >= 4 {
		grade += " " + string(a.Date[:4])
	}
	return strings.Join(append(parts, grade), " · ")
}
