package desktop

import (
	"context"
	"io"
	"slices"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/ui/desktop/panel"
)

// works are the long works under way: writing a picture, arranging a large map, reading one, comparing. Each is done by a
// worker, so that the window never waits for it; it says what it does and can be given up.
type works struct {
	w       *Window
	object  *fyne.Container // the lines of those that take long
	running []*work
	group   sync.WaitGroup
}

// work is one of them.
type work struct {
	cancel context.CancelFunc
	line   fyne.CanvasObject // nil while it is hidden
	bar    *widget.ProgressBar
	hidden func() // cancels the showing
}

// workShown is how long a work may take until it is spoken of: most are over by then.
const workShown = 250 * time.Millisecond

func newWorks(w *Window, before *works) *works {
	if before == nil {
		before = &works{w: w}
	}
	before.object = container.NewVBox()
	for _, j := range before.running { // another language or theme
		if j.line != nil {
			before.object.Add(j.line)
		}
	}
	return before
}

// do does something long in a worker. what says what it is; after a moment that stands over the board, with a button that
// gives it up. do reports how far it is, as a share, if it knows. then is called on the window's goroutine with what came
// of it, but not when it was given up.
func (k *works) do(what string, do func(ctx context.Context, far func(share float64)) error, then func(error)) (cancel func()) {
	ctx, stop := context.WithCancel(context.Background())
	j := &work{cancel: stop, bar: panel.NewProgress()}
	j.bar.Hide()
	k.running = append(k.running, j)
	if what != "" {
		j.hidden = k.w.after(workShown, func() { k.reveal(j, what) })
	}
	k.group.Add(1)
	go func() {
		defer k.group.Done()
		err := do(ctx, k.told(func(share float64) { j.bar.Show(); j.bar.SetValue(share) }))
		k.w.hand(func() {
			wanted := slices.Contains(k.running, j) // it may have been given up in the last moment
			k.over(j)
			if wanted {
				then(err)
			}
		})
	}()
	return func() { stop(); k.over(j) }
}

// told lets a worker say how far it is, at most fifty times.
func (k *works) told(show func(share float64)) func(share float64) {
	last := -1
	return func(share float64) {
		if part := int(share * 50); part != last {
			last = part
			k.w.hand(func() { show(float64(part) / 50) })
		}
	}
}

// reveal shows the line of a work.
func (k *works) reveal(j *work, what string) {
	if !slices.Contains(k.running, j) {
		return
	}
	label := widget.NewLabel(what)
	label.Truncation = fyne.TextTruncateEllipsis
	give := widget.NewButtonWithIcon(k.w.t("window.cancel", nil), theme.CancelIcon(), func() { j.cancel(); k.over(j) })
	give.Importance = widget.LowImportance
	ground := canvas.NewRectangle(theme.Color(theme.ColorNameOverlayBackground))
	ground.CornerRadius, ground.StrokeWidth, ground.StrokeColor = 8, 1, theme.Color(theme.ColorNamePrimary)
	j.line = container.NewStack(ground, container.New(layout.NewCustomPaddedLayout(2, 2, 8, 8),
		container.NewBorder(nil, nil, nil, container.NewHBox(container.NewGridWrap(fyne.NewSize(110, 30), j.bar), give), label)))
	k.object.Add(j.line)
	k.w.lower.Refresh()
}

// over takes a work off the list.
func (k *works) over(j *work) {
	j.cancel()
	if j.hidden != nil {
		j.hidden()
	}
	k.running = slices.DeleteFunc(k.running, func(other *work) bool { return other == j })
	if j.line != nil {
		k.object.Remove(j.line)
		j.line = nil
		k.w.lower.Refresh()
	}
}

// giveUp gives up the work begun last, and tells whether there was one.
func (k *works) giveUp() bool {
	n := len(k.running)
	if n == 0 {
		return false
	}
	k.over(k.running[n-1])
	return true
}

// end gives up everything and waits for the workers, so that no half file is left and nothing comes after the window is
// gone.
func (k *works) end() {
	for k.giveUp() {
	}
	k.group.Wait()
}

// stoppable is a writer that writes no more once its work was given up.
type stoppable struct {
	ctx context.Context
	to  io.Writer
}

// Write is part of io.Writer.
func (s stoppable) Write(data []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.to.Write(data)
}
