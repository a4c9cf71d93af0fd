package panel

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/ui/form"
)

// shared are the numbers of a list's items that make one whole.
var shared = map[string]bool{"SplitArm.weight": true, "Weighted.share": true}

// sumOf adds up the shares of a list; false for one whose items are no parts of a whole, or that has none.
func (in *Inspector) sumOf(f form.Field) (sum float64, ok bool) {
	for _, item := range f.Fields {
		for _, inner := range item.Fields {
			if shared[inner.Key] && inner.Fact != nil {
				sum, ok = sum+in.m.Value(*inner.Fact).Value, true
			}
		}
	}
	return sum, ok
}

// sumObject is the line under a list that says whether its shares make one whole; the map does not run before they do.
func (in *Inspector) sumObject(f form.Field) fyne.CanvasObject {
	l := widget.NewLabel("")
	l.SizeName, l.Wrapping = theme.SizeNameCaptionText, fyne.TextWrapWord
	in.sums[f.Path] = l
	in.showSum(f)
	return l
}

func (in *Inspector) showSum(f form.Field) {
	l := in.sums[f.Path]
	sum, ok := in.sumOf(f)
	if l == nil || !ok {
		return
	}
	id, over := "sum.whole", ""
	if sum > 1 {
		over = "yes"
	}
	l.Importance = widget.LowImportance
	if math.Abs(sum-1) > 1e-9 {
		id, l.Importance = "sum.off", widget.DangerImportance
	}
	l.SetText(in.text.T(id, journey.Args{"Sum": in.text.Percent(sum), "Rest": in.text.Percent(math.Abs(1 - sum)), "Over": over}))
}
