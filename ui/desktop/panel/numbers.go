package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/ui/overlay"
)

// InspectorWidth is the least width of an Inspector; no record and no number asks for more.
const InspectorWidth = 288

// The empty borders at the left and right of the form.
const inspectorLeft, inspectorRight = 12, 14

// ShowNumbers shows below the fields what the last run says of the record; faint numbers belong to an older
// map.
func (in *Inspector) ShowNumbers(list []overlay.Detail, faint bool) {
	in.numbers.RemoveAll()
	if len(list) == 0 {
		return
	}
	in.numbers.Add(heading(in.text.T("window.last_run", nil)))
	for _, d := range list {
		in.numbers.Add(number(d, faint))
	}
	in.numbers.Refresh()
}

// number is the line of one number; a value that has no room beside its name stands below it.
func number(d overlay.Detail, faint bool) fyne.CanvasObject {
	const deeper = 12
	room, left := float32(InspectorWidth-inspectorLeft-inspectorRight), float32(0)
	if d.Deep {
		left = deeper
	}
	ink, weight := theme.ColorNameForeground, widget.MediumImportance
	if faint {
		ink, weight = theme.ColorNameDisabled, widget.LowImportance
	}
	name := canvas.NewText(d.Name, theme.Color(theme.ColorNamePlaceHolder))
	value := canvas.NewText(d.Value, theme.Color(ink))
	name.TextSize, value.TextSize = theme.CaptionTextSize(), theme.CaptionTextSize()
	value.TextStyle.Bold = !d.Deep
	if left+name.MinSize().Width+2*theme.Padding()+value.MinSize().Width <= room {
		return container.New(layout.NewCustomPaddedLayout(0, 0, left, 0), container.NewBorder(nil, nil, name, value))
	}
	below := wrapped(d.Value, weight, deeper)
	below.label.TextStyle.Bold, below.label.Alignment = !d.Deep, fyne.TextAlignTrailing
	return container.New(layout.NewCustomPaddedLayout(0, 0, left, 0),
		container.New(layout.NewCustomPaddedVBoxLayout(0), wrapped(d.Name, widget.LowImportance, 0).object, below.object))
}

// lines is a small text in as many lines as it needs.
type lines struct {
	label  *widget.Label
	object fyne.CanvasObject
}

func wrapped(words string, weight widget.Importance, left float32) lines {
	label := widget.NewLabel(words)
	label.SizeName, label.Wrapping, label.Importance = theme.SizeNameCaptionText, fyne.TextWrapWord, weight
	pad := theme.InnerPadding()
	return lines{label, container.New(layout.NewCustomPaddedLayout(-pad, -pad, left-pad, -pad), label)}
}
