package desktop

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/draw/cards"
	"rehearse/simulate"
	"rehearse/simulate/reach"
	"rehearse/ui/desktop/board"
	"rehearse/ui/desktop/hint"
	"rehearse/ui/desktop/panel"
	"rehearse/ui/overlay"
)

// eyes is what is known of the persona through whose eyes the map is seen.
type eyes struct {
	banner *fyne.Container
	// cannot are the steps and links it cannot come to on the map of; proved for a map that can be run, else read off the
	// drawing.
	cannot map[journey.ID]bool
	of     *journey.Map
	who    journey.ID
	told   string // what the banner says
	ghost  journey.ID
}

func newEyes() eyes {
	b := container.NewStack()
	b.Hide()
	return eyes{banner: b}
}

// lookThrough shows the map through the eyes of a persona; "" shows it as it is.
func (w *Window) lookThrough(id journey.ID) {
	if w.shown.Map == nil || id != "" && w.shown.Map.Persona(id) == nil {
		id = ""
	}
	if id != "" {
		if w.finding.key != "" {
			w.closeFinding()
		}
		w.session.Unfollow()
		w.session.EndPlay()
	}
	w.view.eyes = id
	w.draw()
	w.showEyes()
	w.showNumbers(w.inspector.Ref())
	w.showResult()
	w.showWhere()
	w.buildMenu()
}

// showEyes says over the board through whose eyes the map is seen.
func (w *Window) showEyes() {
	e, m := &w.eyes, w.shown.Map
	if w.view.eyes != "" && (m == nil || m.Persona(w.view.eyes) == nil) { // deleted, or another file
		w.view.eyes = ""
		w.draw()
	}
	w.people.Display(m, w.view.eyes)
	if w.view.eyes == "" {
		if e.banner.Visible() {
			e.banner.Hide()
			w.win.Content().Refresh()
		}
		e.told = ""
		return
	}
	p := m.Persona(w.view.eyes)
	args := journey.Args{"Name": p.Name, "Share": w.text.Percent(m.Value(p.Share).Value), "Language": cards.Language(w.text, overlay.LanguageOf(m, p))}
	title, line := w.t("people.eyes_of", args), w.t("people.eyes_line", args)
	if told := string(p.ID) + title + line + string(p.Color); told != e.told {
		e.told = told
		e.banner.Objects = []fyne.CanvasObject{w.eyesBanner(m, p, title, line)}
		e.banner.Refresh()
	}
	if !e.banner.Visible() {
		e.banner.Show()
		w.win.Content().Refresh() // the board makes room
	}
}

// eyesBanner is the face, whose eyes these are, and the way out.
func (w *Window) eyesBanner(m *journey.Map, p *journey.Persona, title, line string) fyne.CanvasObject {
	const side = 34
	color := cards.Color(m, p, w.look.scene())
	ground := canvas.NewRectangle(panel.Paint(color.Faded(0.14)))
	edge := canvas.NewRectangle(panel.Paint(color))
	edge.SetMinSize(fyne.NewSize(4, 4))
	face := board.NewDrawing(cards.Portrait(m, p, draw.Rect{W: side, H: side}, w.look.scene()), fyne.NewSize(side, side))
	name := canvas.NewText(panel.Shorten(title, 60), theme.Color(theme.ColorNameForeground))
	name.TextStyle.Bold, name.TextSize = true, theme.TextSubHeadingSize()
	about := canvas.NewText(line, theme.Color(theme.ColorNameForeground))
	card := hint.NewTextButton(w.t("people.card", nil), theme.AccountIcon(), hint.Words(w.t("people.card_hint", nil)), func() { w.openGallery(p.ID) })
	leave := hint.NewTextButton(w.t("people.leave", nil), theme.CancelIcon(), w.hintOf("eyes_off"), func() { w.act("eyes_off"); w.focusBoard() })
	row := container.NewBorder(nil, nil, container.NewHBox(face, gap(4), container.NewCenter(name), gap(6), container.NewCenter(about)), container.NewHBox(card, leave))
	return container.NewStack(ground, container.NewBorder(nil, nil, edge, nil, container.New(layout.NewCustomPaddedLayout(3, 3, 10, 8), row)))
}

// cannotReach lists the steps and links the persona cannot come to. On a map that can be run that is proved; on an
// unfinished one it is read off the links and the scenarios meant for it.
func (w *Window) cannotReach(m *journey.Map, who journey.ID) map[journey.ID]bool {
	e := &w.eyes
	if e.of == m && e.who == who {
		return e.cannot
	}
	e.of, e.who, e.cannot = m, who, overlay.Filter{Persona: who}.Faded(m)
	if program, problems := simulate.Compile(m); len(problems) == 0 {
		r := reach.Of(program)
		e.cannot = overlay.Unreached(m, who, func(step journey.ID) (bool, bool) {
			stay, ok := r.Stay(step)
			if !ok {
				return false, false
			}
			for _, p := range stay.Personas {
				if p == who {
					return true, true
				}
			}
			return false, true
		})
	}
	return e.cannot
}

// eyesOverlay is what the board shows through the eyes of a persona, and what fades; nil when it is seen as it is.
func (w *Window) eyesOverlay(m *journey.Map) (*draw.Overlay, map[journey.ID]bool) {
	who := w.view.eyes
	if who == "" || m.Persona(who) == nil {
		return nil, nil
	}
	cannot := w.cannotReach(m, who)
	return overlay.Eyes(m, who, cannot, w.shown.Run.Result, w.shown.Stale(), w.text), cannot
}

// askEyes asks through whose eyes the map shall be seen.
func (w *Window) askEyes() {
	w.pickOver(w.t("people.eyes_hint", nil), func(typed string) []panel.Choice {
		var list []panel.Choice
		m := w.shown.Map
		for _, p := range m.Personas {
			if !fits(p.Name, typed) {
				continue
			}
			const side = 22
			list = append(list, panel.Choice{
				Icon:  board.NewDrawing(cards.Portrait(m, p, draw.Rect{W: side, H: side}, w.look.scene()), fyne.NewSize(side, side)),
				Title: p.Name, Detail: w.text.Percent(m.Value(p.Share).Value), Do: func() { w.lookThrough(p.ID) },
			})
		}
		if leave := w.t("action.eyes_off", nil); w.view.eyes != "" && fits(leave, typed) {
			list = append(list, panel.Choice{Title: leave, Do: func() { w.lookThrough("") }})
		}
		return list
	})
}

// dragFace shows a face being dragged over the window.
func (w *Window) dragFace(id journey.ID, at fyne.Position) {
	const side = 72
	w.drop = at
	m := w.shown.Map
	p := m.Persona(id)
	if p == nil {
		return
	}
	if w.eyes.ghost != id || len(w.ghost.Objects) == 0 {
		w.eyes.ghost = id
		frame := canvas.NewRectangle(nil)
		frame.StrokeColor, frame.StrokeWidth, frame.CornerRadius = panel.Paint(cards.Color(m, p, w.look.scene())), 3, 4
		w.ghost.Objects = []fyne.CanvasObject{
			board.NewDrawing(cards.Portrait(m, p, draw.Rect{W: side, H: side}, w.look.scene()), fyne.NewSize(side, side)), frame,
		}
	}
	for _, o := range w.ghost.Objects {
		o.Resize(fyne.NewSize(side, side))
		o.Move(at.SubtractXY(side/2, side/2))
	}
	canvas.Refresh(w.ghost)
}

// dropFace looks through the eyes of the face that was let go over the board.
func (w *Window) dropFace(id journey.ID) {
	given := len(w.ghost.Objects) == 0 // given up with Escape
	w.eyes.ghost = ""
	w.clearGhost()
	at := w.drop.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(w.board))
	if !given && at.X >= 0 && at.Y >= 0 && at.X <= w.board.Size().Width && at.Y <= w.board.Size().Height {
		w.lookThrough(id)
		w.focusBoard()
	}
}

// toggleEyes looks through the eyes of a persona whose face was clicked, or no longer.
func (w *Window) toggleEyes(id journey.ID) {
	if w.view.eyes == id {
		id = ""
	}
	w.lookThrough(id)
	w.focusBoard()
}
