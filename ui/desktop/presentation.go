package desktop

import (
	"image/color"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/finding"
	"rehearse/simulate"
	"rehearse/ui/desktop/board"
	"rehearse/ui/slides"
	"rehearse/ui/tool"
)

// presentation is the map told slide after slide, inside a workshop.
type presentation struct {
	on bool
	// room tells that the workshop was begun for it.
	room   bool
	deck   []slides.Slide
	made   deckState
	at     int
	before lookedAt
	sheet  *board.Page
	size   draw.Point // of the sheet
	free   draw.Rect  // of the board, where the map is shown
	blank  *canvas.Rectangle
	flight flight
	// typed is a number of which another digit may follow, until typedTill.
	typed     int
	typedTill time.Time
}

// deckState is what the slides were made of.
type deckState struct {
	m               *journey.Map
	result          *simulate.Result
	findings, older *finding.Finding
	stale           bool
	language        string
}

// digitPause is how long a second digit of a number may take.
const digitPause = time.Second

// togglePresentation begins or ends the presentation.
func (w *Window) togglePresentation() {
	k := &w.presentation
	if k.on {
		w.endPresentation()
		return
	}
	if w.shown.Map == nil {
		return
	}
	w.session.EndPlay()
	w.session.Unfollow()
	if w.finding.key != "" {
		w.closeFinding()
	}
	room := !w.workshop.on
	w.enterWorkshop()
	*k = presentation{
		on: true, room: room,
		before: lookedAt{camera: w.machine.Camera, whole: w.whole, selection: slices.Clone(w.machine.Selection()), view: w.view},
	}
	w.machine.Select()
	w.machine.Hand(true)
	w.view, w.whole = view{}, tool.Camera{}
	w.build()
	w.focusBoard()
}

// endPresentation goes back to where it was begun.
func (w *Window) endPresentation() {
	k := &w.presentation
	if !k.on {
		return
	}
	k.flight.end()
	was, room := k.before, k.room
	*k = presentation{}
	w.machine.Hand(false)
	if room {
		w.leaveWorkshop()
		return
	}
	w.view = was.view
	w.machine.Select(slices.DeleteFunc(was.selection, func(r journey.Ref) bool { return !w.shown.Exists(r) })...)
	w.build()
	was.camera.Width, was.camera.Height = w.machine.Camera.Width, w.machine.Camera.Height
	w.machine.Camera, w.whole = was.camera, was.whole
	w.board.Looked()
	w.showFilter()
	w.top.showZoom()
	w.focusBoard()
}

// newSheet makes what lies over the board during a presentation.
func (w *Window) newSheet() {
	k := &w.presentation
	k.sheet = board.NewPage(func(width, height float64) []draw.Item {
		if size := (draw.Point{X: width, Y: height}); size != k.size {
			k.size = size
			w.workshop.after(frame, w.placeSlide) // when the board has its size too
		}
		s := w.slide()
		if s == nil || w.scene == nil {
			return nil
		}
		hint := ""
		if k.at == 0 {
			hint = w.t("room.hint", nil)
		}
		var items []draw.Item
		items, k.free = s.Compose(slides.Paper{
			Width: width, Height: height, Theme: w.look.scene(), Measurer: w.measure, Counter: slides.Counter(k.at, len(k.deck)), Hint: hint,
		}, s.Area(w.layout, w.scene.Bounds))
		return items
	})
	dark := canvas.NewRectangle(color.Black)
	dark.Hidden = k.blank == nil || k.blank.Hidden
	k.blank = dark
}

// showDeck brings the slides up to the snapshot; the present one stays.
func (w *Window) showDeck() {
	k := &w.presentation
	if !k.on || w.shown.Map == nil {
		return
	}
	s := w.shown
	made := deckState{s.Map, s.Run.Result, firstOf(s.Findings), firstOf(s.Older), s.Stale(), w.text.Code()}
	if made == k.made && k.deck != nil {
		return
	}
	k.made = made
	var now journey.ID
	if k.at < len(k.deck) {
		now = k.deck[k.at].Scenario
	}
	k.deck = slides.Of(slides.Source{Map: s.Map, Result: s.Run.Result, Stale: s.Stale(), Findings: slices.Concat(s.Findings, s.Older)}, w.text)
	k.at = max(0, slices.IndexFunc(k.deck, func(x slides.Slide) bool { return x.Scenario == now }))
	if k.sheet != nil {
		k.sheet.Compose()
	}
}

// showSlideAgain shows the present slide where a run was played back.
func (w *Window) showSlideAgain() {
	if w.presentation.on {
		w.presentation.sheet.Compose()
		w.placeSlide()
	}
}

// slide is the one that is shown; nil without a presentation, and while a run is played back over it.
func (w *Window) slide() *slides.Slide {
	k := &w.presentation
	if !k.on || k.at >= len(k.deck) || w.playback.film != nil {
		return nil
	}
	return &k.deck[k.at]
}

// turnTo shows a slide.
func (w *Window) turnTo(n int) {
	k := &w.presentation
	if k.blank.Visible() {
		k.blank.Hide()
	}
	k.at = max(0, min(n, len(k.deck)-1))
	w.draw()
	k.sheet.Compose()
	w.fly(w.slideCamera())
}

// slideCamera frames what the present slide is about in the free part of the board.
func (w *Window) slideCamera() tool.Camera {
	k, c := &w.presentation, w.machine.Camera
	s := w.slide()
	if s == nil || k.free.W <= 0 {
		return c
	}
	area := s.Area(w.layout, w.scene.Bounds)
	width, height := c.Width, c.Height
	c.Width, c.Height = k.free.W, k.free.H
	c.Zoom = max(tool.MinZoom, min(tool.MaxZoom, slides.Zoom(k.free, area, slides.Scale(width, height))))
	c = c.CenterOn(draw.Point{X: area.X + area.W/2, Y: area.Y + area.H/2})
	c.Width, c.Height = width, height
	return c
}

// placeSlide frames the present slide at once.
func (w *Window) placeSlide() {
	if w.slide() == nil {
		return
	}
	w.presentation.flight.end()
	w.machine.Camera = w.slideCamera()
	w.board.Looked()
}

// presentKey hears the keys of a presentation, those that the remote controls of presenters send among them; it reports
// whether the key was one.
func (w *Window) presentKey(key *fyne.KeyEvent) bool {
	k := &w.presentation
	if !k.on {
		return false
	}
	switch key.Name {
	case fyne.KeyEscape:
		w.endPresentation()
	case fyne.KeyRight, fyne.KeyDown, fyne.KeyPageDown, fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		w.turnTo(k.at + 1)
	case fyne.KeyLeft, fyne.KeyUp, fyne.KeyPageUp, fyne.KeyBackspace:
		w.turnTo(k.at - 1)
	case fyne.KeyHome:
		w.turnTo(0)
	case fyne.KeyEnd:
		w.turnTo(len(k.deck) - 1)
	default:
		return false
	}
	return true
}

// presentLetter hears letters during a presentation, those of a Russian layout too: digits go to a slide, B blanks the screen.
func (w *Window) presentLetter(r rune) bool {
	k := &w.presentation
	if !k.on {
		return false
	}
	switch {
	case r >= '0' && r <= '9':
		n := int(r - '0')
		if more := 10*k.typed + n; k.typed > 0 && time.Now().Before(k.typedTill) && more <= len(k.deck) {
			n = more
		}
		k.typed, k.typedTill = n, time.Now().Add(digitPause)
		if n > 0 && n <= len(k.deck) {
			w.turnTo(n - 1)
		}
	case r == 'b' || r == 'B' || r == 'и' || r == 'И' || r == '.':
		k.blank.Hidden = !k.blank.Hidden
		w.win.Content().Refresh() // what was hidden from the beginning does not know its window
	default:
		return false
	}
	return true
}
