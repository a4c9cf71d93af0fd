package desktop

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey/draw"
	"rehearse/simulate"
	"rehearse/ui/action"
	"rehearse/ui/desktop/board"
)

// screen looks at what is on it: it walks through everything that is visible and calls look for each object.
type screen struct {
	t       *testing.T
	name    string
	size    fyne.Size
	ground  draw.RGBA // what is painted below the object being looked at
	faults  map[string]bool
	grounds []painted
}

// painted is a rectangle that lies below what comes after it.
type painted struct {
	at    fyne.Position
	size  fyne.Size
	color draw.RGBA
}

// inside tells where an object stands: in something that scrolls, cuts off or lets its words be shortened.
type inside struct{ across, down, shortened, entry, disabled bool }

func (s *screen) fault(format string, args ...any) {
	s.faults[s.name+": "+fmt.Sprintf(format, args...)] = true
}

func (s *screen) walk(o fyne.CanvasObject, at fyne.Position, in inside) {
	if o == nil || !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	if d, ok := o.(fyne.Disableable); ok && d.Disabled() {
		in.disabled = true
	}
	size, least := o.Size(), o.MinSize()
	switch v := o.(type) {
	case *board.Board, *board.Minimap, *widget.FileIcon:
		return // the drawing has tests of its own; the icon of a file is Fyne's
	case *canvas.Rectangle:
		if v.FillColor != nil {
			s.grounds = append(s.grounds, painted{at, size, over(v.FillColor, s.under(at.AddXY(size.Width/2, size.Height/2)))})
		}
	case *canvas.Text:
		s.words(v, at, in)
	case *container.Scroll:
		in.across, in.down = in.across || v.Direction != container.ScrollVerticalOnly, true
	case *widget.Label:
		in.shortened = in.shortened || v.Truncation != fyne.TextTruncateOff
		if v.Truncation == fyne.TextTruncateEllipsis && v.Text != "" {
			text := fyne.MeasureText(v.Text, theme.SizeForWidget(v.SizeName, v), v.TextStyle).Width
			if text > size.Width-2*theme.InnerPadding()+1 && !strings.Contains(v.Text, "/") {
				s.fault("the label %q is %.0f wide and has %.0f", v.Text, text, size.Width-2*theme.InnerPadding())
			}
		}
	case *widget.Entry:
		in.entry = true
	case *widget.Select:
		if text := fyne.MeasureText(v.Selected, theme.TextSize(), fyne.TextStyle{}).Width; v.Selected != "" && text > size.Width-theme.IconInlineSize()-3*theme.InnerPadding()+2 {
			s.fault("the choice %q is %.0f wide and has %.0f", v.Selected, text, size.Width-theme.IconInlineSize()-3*theme.InnerPadding())
		}
		in.shortened = true
	}
	_, rich := o.(*widget.RichText) // of a label or a button, which is judged itself
	// A dialog gives its title no size and paints it all the same.
	if _, ok := o.(fyne.Widget); ok && !rich && !size.IsZero() && !in.entry && !in.shortened {
		if size.Width+1 < least.Width && !in.across {
			s.fault("%s is %.0f wide and needs %.0f", called(o), size.Width, least.Width)
		}
		if size.Height+1 < least.Height && !in.down {
			s.fault("%s is %.0f high and needs %.0f", called(o), size.Height, least.Height)
		}
		if !in.across && (at.X < -1 || at.X+size.Width > s.size.Width+1) || !in.down && (at.Y < -1 || at.Y+size.Height > s.size.Height+1) {
			s.fault("%s at %v, %v large, is beyond the window", called(o), at, size)
		}
	}
	switch v := o.(type) {
	case *fyne.Container:
		for _, child := range v.Objects {
			s.walk(child, at, in)
		}
	case fyne.Widget:
		if scroll, ok := o.(*container.Scroll); ok {
			s.walk(scroll.Content, at, in)
			return
		}
		for _, child := range test.WidgetRenderer(v).Objects() {
			s.walk(child, at, in)
		}
	}
}

// under is the colour painted last at a place.
func (s *screen) under(at fyne.Position) draw.RGBA {
	for _, p := range slices.Backward(s.grounds) {
		if at.X >= p.at.X && at.Y >= p.at.Y && at.X < p.at.X+p.size.Width && at.Y < p.at.Y+p.size.Height {
			return p.color
		}
	}
	return s.ground
}

func (s *screen) words(t *canvas.Text, at fyne.Position, in inside) {
	if strings.TrimSpace(t.Text) == "" {
		return
	}
	least := t.MinSize()
	if !in.entry && !in.shortened && t.Size().Width+1 < least.Width && !in.across {
		s.fault("%q is %.0f wide and has %.0f", t.Text, least.Width, t.Size().Width)
	}
	if !in.across && !in.entry && !in.shortened && at.X+least.Width > s.size.Width+1 {
		s.fault("%q at %v reaches beyond the window", t.Text, at)
	}
	ground := s.under(at.AddXY(least.Width/2, t.Size().Height/2))
	want := 4.5
	if in.disabled || t.Color == theme.Color(theme.ColorNameDisabled) {
		want = 3
	}
	if got := draw.Contrast(over(t.Color, ground), ground); got < want {
		s.fault("%q has a contrast of %.2f to its ground", t.Text, got)
	}
}

// called is what a widget may be known by.
func called(o fyne.CanvasObject) string {
	switch v := o.(type) {
	case *widget.Label:
		return fmt.Sprintf("label %q", v.Text)
	case *widget.Button:
		return fmt.Sprintf("button %q", v.Text)
	case *widget.Check:
		return fmt.Sprintf("check %q", v.Text)
	}
	return fmt.Sprintf("%T", o)
}

// judge judges everything in the window, and the topmost dialog over it.
func (w *Window) judge(t *testing.T, name string, faults map[string]bool) {
	t.Helper()
	c := w.win.Canvas()
	s := &screen{t: t, name: name, size: c.Size(), ground: over(theme.Color(theme.ColorNameBackground), black), faults: faults}
	size := c.Size() // a window lays out what has grown before it paints; without one it must be made to
	w.win.Resize(size.AddWidthHeight(8, 8))
	w.win.Resize(size)
	if top := c.Overlays().Top(); top != nil {
		s.ground = over(theme.Color(theme.ColorNameOverlayBackground), black)
		s.walk(top, fyne.Position{}, inside{})
		return
	}
	s.walk(c.Content(), fyne.Position{}, inside{})
}

// Everything the window can show is laid out at the size of a projector, in both languages and both themes: no label is cut,
// no control stands beyond the edge, and every word can be read.
func TestNothingIsCutAndEverythingCanBeReadAt1280x720(t *testing.T) {
	for _, language := range []string{"en", "ru"} {
		for _, dark := range []bool{false, true} {
			w := openedWindow(t, language)
			w.setDark(dark)
			w.playback.after = func(time.Duration, func()) func() { return func() {} } // the film rests
			w.win.Resize(fyne.NewSize(1280, 720))
			w.waitFor(t, "rehearsed", func() bool { return w.shown.Run.Result != nil })
			faults := map[string]bool{}
			see := func(name string) { w.judge(t, language+" "+name, faults) }
			see("the window")
			for _, s := range w.shown.Map.Steps {
				w.Select(stepRef(s.ID))
				see("step " + string(s.Kind))
			}
			w.Select()
			for id := range action.RecordKinds {
				action.Run(id, w)
				see(id)
				if w.records.rules != nil {
					w.records.rules.addCap()
					w.records.rules.addQuiet()
					for _, part := range w.records.rules.parts.Options {
						w.records.rules.parts.SetSelected(part)
						see("policy, " + part)
					}
					action.Run("undo", w)
					action.Run("undo", w)
				}
				w.closeAll()
			}
			for _, id := range []string{"start", "keys", "about", "history", "export_picture", "save_as", "open", "new", "follow", "without", "find", "commands", "quick_create"} {
				if id == "without" {
					w.Select(stepRef(w.shown.Map.Scenarios[0].Start))
				}
				if !action.Run(id, w) {
					t.Errorf("%s cannot be done", id)
				}
				see(id)
				w.closeAll()
			}
			for _, menu := range w.win.MainMenu().Items {
				w.judgeMenu(menu, language, faults)
			}
			w.session.FollowPerson(w.anyone(t), nil)
			w.waitFor(t, "followed", func() bool { return w.person.tale != nil })
			see("a story")
			w.session.Unfollow()
			w.waitFor(t, "left", func() bool { return w.person.of == nil })
			action.Run("play_back", w)
			w.waitFor(t, "played", func() bool { return w.playback.film != nil })
			see("the playback")
			w.session.EndPlay()
			w.waitFor(t, "ended", func() bool { return w.playback.of == nil })
			for fault := range faults {
				t.Errorf("dark %v: %s", dark, fault)
			}
		}
	}
}

// anyone is somebody of the last run.
func (w *Window) anyone(t *testing.T) simulate.PersonRef {
	t.Helper()
	who, err := whom("7", w.shown.Run.Result.Spec.Seed)
	if err != nil {
		t.Fatal(err)
	}
	return who
}

// judgeMenu tells whether a menu fits under the bar of the window, and its branches too.
func (w *Window) judgeMenu(menu *fyne.Menu, language string, faults map[string]bool) {
	size, room := widget.NewMenu(menu).MinSize(), w.win.Canvas().Size()
	if size.Height > room.Height-30 || size.Width > room.Width {
		faults[fmt.Sprintf("%s: the menu %q is %v large", language, menu.Label, size)] = true
	}
	for _, item := range menu.Items {
		if item.ChildMenu != nil {
			w.judgeMenu(item.ChildMenu, language, faults)
		}
	}
}

// closeAll closes what stands over the window.
func (w *Window) closeAll() {
	w.works.end()
	handed.do()
	for len(w.dialogs) > 0 {
		w.dialogs[len(w.dialogs)-1].Dismiss()
	}
	if w.picker != nil && w.picker.Open() {
		w.picker.Close()
	}
}

// The findings of a map that has many, one after the other, with what would help.
func TestFindingsAreNeitherCutNorPale(t *testing.T) {
	for _, language := range []string{"en", "ru"} {
		m, err := sampleMap("personalisation_before", language)
		if err != nil {
			t.Fatal(err)
		}
		w := windowOn(t, language, m)
		w.win.Resize(fyne.NewSize(1280, 720))
		w.waitFor(t, "rehearsed", func() bool { return w.shown.Run.Result != nil && len(w.shown.Findings) > 0 })
		faults, seen := map[string]bool{}, map[string]bool{}
		for _, row := range w.findings.Rows() {
			if row.Item == nil || seen[row.Item.Finding.Rule] {
				continue
			}
			seen[row.Item.Finding.Rule] = true
			w.openFinding(row.Item)
			w.judge(t, language+" finding "+row.Item.Finding.Rule, faults)
			for i := range row.Item.Fixes {
				w.previewFix(i)
				w.judge(t, fmt.Sprintf("%s finding %s, fix %d", language, row.Item.Finding.Rule, i), faults)
				w.endPreview()
			}
		}
		if len(seen) == 0 {
			t.Error("no finding was seen")
		}
		for fault := range faults {
			t.Error(fault)
		}
	}
}
