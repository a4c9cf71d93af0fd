package desktop

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
)

// toast shows a sentence over the lower edge of the board for some seconds.
type toast struct {
	w       *Window
	object  *fyne.Container
	label   *widget.Label
	edge    *canvas.Rectangle
	silence func() // gives up that it goes by itself
	refusal bool   // it shows why the link under the hand is refused
}

// toastTime is how long a sentence stays, toastWidth how wide it may be.
const (
	toastTime  = 8 * time.Second
	toastWidth = 520
)

func newToast(w *Window) *toast {
	t := &toast{w: w, label: widget.NewLabel("")}
	t.label.Wrapping = fyne.TextWrapWord
	t.edge = canvas.NewRectangle(theme.Color(theme.ColorNameOverlayBackground))
	t.edge.CornerRadius, t.edge.StrokeWidth = 8, 1
	t.edge.Shadow = canvas.Shadow{Color: theme.Color(theme.ColorNameShadow), BlurRadius: 10, Offset: fyne.NewPos(0, 3)}
	t.object = container.NewStack(t.edge, container.New(layout.NewCustomPaddedLayout(2, 2, 8, 8), t.label))
	t.object.Hide()
	return t
}

// toastLayout puts its object at the middle of the lower edge.
type toastLayout struct{}

// Layout is part of fyne.Layout.
func (toastLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		width := min(toastWidth, size.Width-24)
		o.Resize(fyne.NewSize(width, o.MinSize().Height)) // wraps the text to the width
		height := o.MinSize().Height
		o.Resize(fyne.NewSize(width, height))
		o.Move(fyne.NewPos((size.Width-width)/2, size.Height-height-14))
	}
}

// MinSize is part of fyne.Layout.
func (toastLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(40, 20) }

// tell shows good news, say why something was not done.
func (t *toast) tell(sentence string) { t.show(sentence, theme.ColorNamePrimary) }

func (t *toast) say(sentence string) { t.show(sentence, theme.ColorNameError) }

func (t *toast) show(sentence string, color fyne.ThemeColorName) {
	if k := t.w.weeks; k != nil && t.w.records == nil {
		k.say(sentence)
		return
	}
	if r := t.w.records; r != nil { // a list of records lies over the board
		r.say(sentence, color)
		return
	}
	if t.silence != nil {
		t.silence()
	}
	if sentence == "" {
		t.object.Hide()
		return
	}
	t.label.SetText(sentence)
	t.edge.StrokeColor = theme.Color(color)
	t.object.Show()
	t.w.lower.Refresh()
	t.silence = t.w.after(toastTime, func() {
		if t.label.Text == sentence && !t.refusal {
			t.object.Hide()
		}
	})
}

// refuse shows, while the rubber band is over a step, why it may not be linked; nil hides that again.
func (t *toast) refuse(p *journey.Problem) {
	switch {
	case p != nil:
		if sentence := t.w.sentence(*p); !t.refusal || t.label.Text != sentence {
			t.refusal = true
			t.say(sentence)
		}
	case t.refusal:
		t.refusal = false
		t.object.Hide()
	}
}
