package panel

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey/draw"
	"rehearse/ui/desktop/hint"
	"rehearse/ui/text"
)

// PlayBarEvents are what happens at a PlayBar.
type PlayBarEvents struct {
	Toggle func()
	// Scrub gets a place on the slider, 0..1, Scrubbed is told when the slider is let go; Speed gets a place among the speeds.
	Scrub    func(share float64)
	Scrubbed func()
	Speed    func(n int)
	Close    func()
}

// PlayBar steers the run that is played back: play and pause, the time, the speed, and what can be counted.
type PlayBar struct {
	Object   *fyne.Container
	toggle   *hint.Button
	slider   *widget.Slider
	progress *widget.ProgressBar
	middle   *fyne.Container
	clock    *canvas.Text
	counts   *canvas.Text
	legend   *fyne.Container
	speeds   []*widget.Button
	setting  bool
}

// Known is one colour of the legend.
type Known struct {
	Name  string
	Color draw.RGBA
}

// NewPlayBar makes the bar with speeds by name; it is hidden at first.
func NewPlayBar(p *text.Printer, speeds []string, events PlayBarEvents) *PlayBar {
	b := &PlayBar{slider: widget.NewSlider(0, 1), progress: NewProgress(), legend: container.New(fitting{})}
	b.toggle = hint.NewTextButton("", theme.MediaPlayIcon(), hint.Words(p.T("window.hint.play", nil)), events.Toggle)
	b.slider.Step = 0.0001
	b.slider.OnChanged = func(share float64) {
		if !b.setting {
			events.Scrub(share)
		}
	}
	b.slider.OnChangeEnded = func(float64) {
		if !b.setting {
			events.Scrubbed()
		}
	}
	b.clock = canvas.NewText("", theme.Color(theme.ColorNameForeground))
	b.clock.TextStyle.Bold = true
	b.counts = canvas.NewText("", theme.Color(theme.ColorNameForeground))
	b.counts.TextSize = theme.CaptionTextSize()
	caption := canvas.NewText(p.T("window.play.per_second", nil), theme.Color(theme.ColorNamePlaceHolder))
	caption.TextSize = theme.CaptionTextSize()
	right := container.NewHBox(container.NewCenter(container.NewGridWrap(fyne.NewSize(190, 20), b.clock)), container.NewCenter(caption))
	for i, name := range speeds {
		speed := widget.NewButton(name, func() { events.Speed(i) })
		b.speeds = append(b.speeds, speed)
		right.Add(speed)
	}
	right.Add(hint.NewTextButton("", theme.CancelIcon(), hint.Words(p.T("window.hint.end_play", nil)), events.Close))
	// The part of its way that a slider has before it is painted in the colour of the ground, so it gets a line of its own.
	way := canvas.NewRectangle(theme.Color(theme.ColorNameInputBorder))
	way.SetMinSize(fyne.NewSize(0, 3))
	way.CornerRadius = 1.5
	line := container.NewVBox(layout.NewSpacer(), way, layout.NewSpacer())
	b.middle = container.NewStack(container.New(layout.NewCustomPaddedLayout(0, 0, 12, 12), line), b.slider, b.progress)
	b.Object = container.New(layout.NewCustomPaddedLayout(4, 4, 14, 8), container.NewVBox(
		container.New(layout.NewBorderLayout(nil, nil, b.toggle, right), b.toggle, b.middle, right), // as the keyboard goes
		container.New(beside{}, b.counts, b.legend),
	))
	b.Object.Hide()
	return b
}

// beside puts counts at the left and the legend into the room that is left of them; it asks for little width, so that words do
// not widen the window.
type beside struct{}

// Layout is part of fyne.Layout.
func (beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	counts, legend := objects[0], objects[1]
	width := counts.MinSize().Width
	counts.Move(fyne.Position{})
	counts.Resize(fyne.NewSize(min(width, size.Width), size.Height))
	legend.Move(fyne.NewPos(min(width+legendGap, size.Width), 0))
	legend.Resize(fyne.NewSize(max(0, size.Width-width-legendGap), size.Height))
}

// legendGap is between counts and legend.
const legendGap = 16

// MinSize is part of fyne.Layout.
func (beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(300, max(objects[0].MinSize().Height, objects[1].MinSize().Height))
}

// fitting sets its objects to the right edge and leaves out the last ones where there is no room.
type fitting struct{}

// Layout is part of fyne.Layout.
func (fitting) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	const apart = 10
	var width float32
	shown := 0
	for _, o := range objects {
		if more := o.MinSize().Width + apart; width+more <= size.Width {
			width += more
			shown++
			continue
		}
		break
	}
	x := size.Width - width + apart
	for i, o := range objects {
		o.Resize(fyne.NewSize(o.MinSize().Width, size.Height))
		o.Move(fyne.NewPos(x, 0))
		x += o.MinSize().Width + apart
		if i < shown {
			o.Show()
		} else {
			o.Hide()
		}
	}
}

// MinSize is part of fyne.Layout.
func (fitting) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var height float32
	for _, o := range objects {
		height = max(height, o.MinSize().Height)
	}
	return fyne.NewSize(0, height)
}

// Wait shows how far the people are replayed, 0..1.
func (b *PlayBar) Wait(share float64, words string) {
	b.slider.Hide()
	b.progress.Show()
	b.progress.SetValue(share)
	b.toggle.Disable()
	b.say(b.counts, words)
	b.say(b.clock, "")
}

// Begin shows a run that can be played; known are the kinds of people in it.
func (b *PlayBar) Begin(known []Known) {
	b.progress.Hide()
	b.slider.Show()
	b.toggle.Enable()
	b.legend.Objects = nil
	for _, k := range known {
		dot := canvas.NewCircle(color.NRGBA{R: k.Color.R, G: k.Color.G, B: k.Color.B, A: 255})
		name := canvas.NewText(Shorten(k.Name, 26), theme.Color(theme.ColorNameForeground))
		name.TextSize = theme.CaptionTextSize()
		b.legend.Add(container.NewHBox(container.NewCenter(container.NewGridWrap(fyne.NewSize(9, 9), dot)), name))
	}
	b.legend.Refresh()
}

// Show shows a moment: how much of the run is over (0..1), the clock and the counts.
func (b *PlayBar) Show(share float64, clock, counts string) {
	b.setting = true
	b.slider.SetValue(share)
	b.setting = false
	b.say(b.clock, clock)
	b.say(b.counts, counts)
}

// Playing shows whether time goes on, and how fast.
func (b *PlayBar) Playing(on bool, speed int) {
	b.toggle.SetIcon(theme.MediaPlayIcon())
	if on {
		b.toggle.SetIcon(theme.MediaPauseIcon())
	}
	for i, s := range b.speeds {
		importance := widget.LowImportance
		if i == speed {
			importance = widget.HighImportance
		}
		if s.Importance != importance {
			s.Importance = importance
			s.Refresh()
		}
	}
}

func (b *PlayBar) say(t *canvas.Text, words string) {
	if t.Text != words {
		t.Text = words
		t.Refresh()
	}
}
