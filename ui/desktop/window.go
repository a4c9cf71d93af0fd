package desktop

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/driver/desktop"
	fyneLayout "fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/finding"
	"rehearse/journey/layout"
	"rehearse/simulate"
	"rehearse/ui/desktop/board"
	"rehearse/ui/desktop/panel"
	"rehearse/ui/overlay"
	"rehearse/ui/phrase"
	"rehearse/ui/review"
	"rehearse/ui/session"
	"rehearse/ui/settings"
	"rehearse/ui/text"
	"rehearse/ui/tool"
)

// Options say how the window begins.
type Options struct {
	// Path is the file to open; "" for the last one, at first the sample.
	Path string
	// Lang is the language; "" for the one chosen last, at first the system's.
	Lang string
	// Version is shown in About.
	Version string
	// started, if set, is called when the window is there; for measuring.
	started func(*Window)
}

// Window is the program's window. Everything in it belongs to Fyne's main goroutine.
type Window struct {
	app       fyne.App
	disk      disk // what is known of the files opened lately
	win       fyne.Window
	session   *session.Session
	settings  *settings.Settings
	toldFault bool             // that they cannot be written
	toldSure  *simulate.Result // how sure this run has become has been said
	ended     bool             // the window is gone: there is nothing to show any more
	text      *text.Printer
	look      look
	machine   *tool.Machine
	measure   draw.Measurer

	board      *board.Board
	inspector  *panel.Inspector
	strip      *panel.Strip
	findings   *panel.Findings
	top        *topBar
	toast      *toast
	tour       *tour
	kinds      fyne.CanvasObject // the palette
	guided     bool              // the tour comes with the first map, once
	start      *fyne.Container   // with what one can begin, while no map is open
	begun      bool              // the first map has been tried
	keptView   time.Time         // when the view was written down last
	works      *works
	lower      *fyne.Container // what is said over the lower edge of the board
	ghost      *fyne.Container // what is dragged from the palette
	drop       fyne.Position
	view       view
	chip       *filterChip
	people     *panel.People
	eyes       eyes
	gallery    *gallery
	cover      *fyne.Container // what covers the window: the cards of the people
	crumbs     *crumbs
	corner     *fyne.Container // crumbs and chip, over the board
	minimap    *board.Minimap
	lowerRight *fyne.Container // holds the minimap
	whole      tool.Camera     // the camera that showed the whole map; the zero one when none did
	history    *history        // the open list of what was done
	above      *fyne.Container // what stands over the board: the name being typed
	empty      *fyne.Container // how to begin, on an empty map
	inline     *inline

	shown        *session.Snapshot
	drawn        drawnState
	numbers      numbersState
	results      resultState
	layout       *layout.Layout
	scene        *draw.Scene
	drawing      draw.Options // the scene was made with
	fitted       string       // the path whose map has been fitted into the view
	wish         []journey.Ref
	cameFrom     [][]journey.Ref // what was selected before each edit that selected what it made, the newest last
	clipboard    *journey.Map
	spec         simulate.Spec
	rules        string           // the preset that is ticked in the menu
	dialogs      []dialog.Dialog  // open ones, the topmost last
	records      *records         // the open list of records
	weeks        *weeks           // the open week of an entry
	regions      []*region        // the parts of the window, in the order of F6
	part         int              // the one F6 led to last
	right        *fyne.Container  // what stands beside the board
	body         *container.Split // the board with what is beside it, and the strip
	given        float64          // the offset body has when nobody moved the line
	beside       *container.Split // the board and what is beside it
	drafts       panel.Drafts     // what was refused in fields, as long as the file is open
	writing      *writing         // the open editor of a rule or a message
	person       followed
	playback     playing
	workshop     workshop
	presentation presentation
	hand         func(func())  // hands something over to the window's goroutine
	picker       *panel.Picker // the field for choosing that was opened last
	finding      opened
	items        []review.Item // the list of findings
}

// newWindow makes the window and its content, without a map.
func newWindow(app fyne.App, win fyne.Window, s *session.Session, measure draw.Measurer, language string, kept *settings.Settings) *Window {
	w := &Window{
		app: app, win: win, disk: newDisk(), session: s, settings: kept, text: text.New(language), look: look{dark: settings.Get(kept, prefDark, false)},
		drafts: panel.Drafts{}, machine: tool.NewMachine(), measure: measure, shown: s.Snapshot(),
		spec: simulate.Spec{People: settings.Get(kept, prefPeople, defaultPeople), Seed: settings.Get(kept, prefSeed, uint64(1))},
	}
	w.hand = fyne.Do
	w.playback.after, w.workshop.after = w.after, w.after
	app.Settings().SetTheme(w.look)
	w.build()
	w.hearKeys()
	win.SetOnDropped(func(_ fyne.Position, files []fyne.URI) { w.openDropped(files) })
	win.SetCloseIntercept(w.quit)
	return w
}

// What is remembered between starts.
const (
	prefLanguage = "language"
	prefDark     = "dark"
	prefRecent   = "recent"
	prefPeople   = "people"
	prefSeed     = "seed"

	defaultPeople = session.UsualPeople
)

// t is a sentence of the window's area.
func (w *Window) t(id string, args journey.Args) string { return w.text.T(id, args) }

// build makes the content for the present language and look.
func (w *Window) build() {
	if w.board != nil {
		w.board.Forget()
	}
	w.board = board.New(w.machine, w.boardColors(), w.gesture, w.modifiers)
	w.board.Later(w.after)
	w.board.Hear(w.boardKeys())
	w.board.OnMove(w.reroute)
	w.board.PortNames(func(step journey.ID, port journey.Port) string {
		if s := w.shown.Map.Step(step); s != nil {
			return phrase.Way(w.text, w.shown.Map, s, port)
		}
		return ""
	})
	w.inspector = panel.NewInspector(panel.InspectorOptions{
		Judges: judges(w.text), Drafts: w.drafts, EditRule: w.editRule, WriteMessage: w.writeMessage, Week: func(journey.ID) { w.askWeek() },
		Text: w.text, Change: w.changeRecord, NewID: newID, Later: w.later, Rule: checkRule, Colors: w.look.scene(),
		Focus: func(f fyne.Focusable) { w.win.Canvas().Focus(f) }, Left: w.session.EndTyping, Command: w.shortcut, Present: w.presentPart, ChangeAll: w.changeRecords,
	})
	filter := review.Filter{Hidden: map[finding.Severity]bool{}}
	if w.findings != nil {
		filter = w.findings.Filter() // another language or theme
	}
	w.findings = panel.NewFindings(w.text, w.measure, panel.FindingsEvents{
		Open: w.openFinding, StoryOf: w.storyOf, Key: w.key,
		Story: func(i *review.Item) { w.followWitness(i.Finding) },
	})
	w.findings.Narrow(func(f *review.Filter) { *f = filter })
	w.strip = panel.NewStrip(w.text, w.showRecord, w.findings, w.toggleStrip)
	w.finding.panel = w.newFinding()
	w.top, w.toast, w.chip = newTopBar(w), newToast(w), newFilterChip(w)
	w.works, w.tour = newWorks(w, w.works), newTour(w, w.tour)
	w.lower = container.New(toastLayout{}, container.NewVBox(w.works.object, w.toast.object))
	w.crumbs, w.eyes = newCrumbs(), newEyes()
	w.corner = container.New(cornerLayout{}, container.NewVBox(container.NewHBox(w.crumbs.object), w.chip.object))
	w.minimap = board.NewMinimap(w.machine, w.boardColors(), func() { w.board.Looked(); w.top.showZoom() }, func() { w.lowerRight.Refresh() })
	w.lowerRight = container.New(lowerRight{}, w.minimap)
	w.board.Follow(w.followBoard)
	w.cover = container.NewStack()
	w.people = panel.NewPeople(w.text, w.look.scene(), panel.PeopleEvents{
		Eyes: w.toggleEyes, Drag: w.dragFace, Drop: w.dropFace, Cards: func() { w.act("people") }, CardsHint: w.hintOf("people"),
	})
	w.ghost, w.above, w.inline = container.NewWithoutLayout(), container.NewWithoutLayout(), nil
	palette := panel.NewPalette(w.text, w.look.scene(), panel.PaletteEvents{
		Create: w.createSomewhere, Drag: w.dragNew, Drop: w.dropNew,
	})

	w.person.timeline, w.person.of, w.person.tale = w.newTimeline(), nil, nil
	w.playback.bar = w.newPlayBar()
	w.right = container.NewStack()
	w.showSide()
	w.empty, w.start = newEmptyHint(w), container.NewStack()
	w.regions = nil
	if w.workshop.on {
		w.buildWorkshop()
		return
	}
	// The keyboard goes from one part to the next as they are named here, and through them in the order of their objects.
	above := w.region(container.NewVBox(w.top.object, separator(), w.eyes.banner, w.playback.bar.Object))
	w.kinds = w.region(container.NewBorder(nil, w.people, nil, nil, palette))
	over := w.region(container.NewStack(w.board, w.empty, w.start, w.corner, w.lowerRight, w.above, w.lower))
	beside := container.NewHSplit(over, w.region(w.right))
	beside.Offset = settings.Get(w.settings, prefBeside, float64(1)) // or as narrow as it may be
	if w.beside != nil {                                             // another language or theme
		beside.Offset = w.beside.Offset
	}
	w.beside = beside
	left := container.New(besidePalette{palette, w.people}, w.kinds, w.beside)
	was := w.body
	w.body = container.NewVSplit(left, w.region(w.strip))
	if was == nil {
		w.given = w.body.Offset
	} else {
		w.body.Offset = was.Offset
	}
	w.win.SetContent(container.NewStack(
		container.New(fyneLayout.NewBorderLayout(above, nil, nil, nil), above, container.New(aboveStrip{w}, w.body)),
		w.cover, w.ghost, w.tour.object,
	))
	w.fill()
}

// fill shows in a new content what there is to see.
func (w *Window) fill() {
	w.drawn, w.numbers, w.results = drawnState{}, numbersState{}, resultState{}
	if w.gallery != nil {
		w.makeGallery()
	}
	w.show(w.session.Snapshot())
	w.beginPlay()
	w.buildMenu()
}

// side gives a panel at the side a least width of its own, whatever its words ask for.
func side(o fyne.CanvasObject, width float32) fyne.CanvasObject {
	return container.New(sideLayout{width}, o)
}

type sideLayout struct{ width float32 }

// Layout is part of fyne.Layout.
func (l sideLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

// MinSize is part of fyne.Layout.
func (l sideLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(l.width, 120) }

// showSide puts beside the board what belongs there now: the story of the person being followed, the finding that is open,
// else the inspector.
func (w *Window) showSide() {
	shown := side(w.inspector, panel.InspectorWidth)
	switch {
	case w.person.of != nil:
		shown = side(w.person.timeline, panel.TimelineWidth)
	case w.finding.key != "":
		shown = side(w.finding.panel, panel.TimelineWidth)
	}
	w.right.Objects = []fyne.CanvasObject{shown}
	w.right.Hidden = w.workshop.on && w.person.of == nil && w.finding.key == ""
	w.right.Refresh()
}

func separator() fyne.CanvasObject { return widget.NewSeparator() }

func (w *Window) boardColors() board.Colors {
	t := w.look.scene()
	soft := t.Selection
	soft.A = 36
	return board.Colors{Background: t.Board, Accent: t.Selection, AccentSoft: soft, Refused: t.Error, Ink: t.Text}
}

// modifiers tells which keys are held.
func (w *Window) modifiers() tool.Modifiers {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	if !ok {
		return 0
	}
	var m tool.Modifiers
	held := d.CurrentKeyModifiers()
	if held&fyne.KeyModifierShift != 0 {
		m |= tool.ModShift
	}
	if held&fyne.KeyModifierShortcutDefault != 0 {
		m |= tool.ModCtrl
	}
	if held&fyne.KeyModifierAlt != 0 {
		m |= tool.ModAlt
	}
	return m
}

// typingPause is how long typing rests before it is taken.
const typingPause = 300 * time.Millisecond

// later runs f when typing has rested.
func (w *Window) later(f func()) (cancel func()) { return w.after(typingPause, f) }

// after runs f on the window's goroutine after some time, unless cancelled.
func (w *Window) after(pause time.Duration, f func()) (cancel func()) {
	stopped := false
	timer := time.AfterFunc(pause, func() {
		w.hand(func() {
			if !stopped {
				f()
			}
		})
	})
	return func() { stopped = true; timer.Stop() }
}

// frame is the least time between two looks at the session.
const frame = 33 * time.Millisecond

// follow shows each newer snapshot: at most thirty times a second, and never with a second call waiting.
func (w *Window) follow(done <-chan struct{}) {
	for {
		select {
		case <-done:
			return
		case <-w.session.Changed():
		}
		shown := make(chan struct{})
		w.hand(func() {
			if s := w.session.Snapshot(); s != w.shown { // else an edit has shown it already
				w.show(s)
			}
			close(shown)
		})
		select {
		case <-done:
			return
		case <-shown:
		}
		time.Sleep(frame)
	}
}

// show brings everything up to a snapshot.
func (w *Window) show(s *session.Snapshot) {
	if s.Serial < w.shown.Serial {
		return
	}
	w.shown = s
	if w.ended {
		return
	}
	w.listFindings()
	w.showDeck()
	w.drawFrom(s)
	w.showEyes()
	w.showGallery()
	w.showWeekNow()
	w.showRulesNow()
	w.showFollowed()
	w.showPlay()
	if s.Map != nil && w.fitted != s.Path {
		w.fitted = s.Path
		clear(w.drafts)
		w.machine.Select()
		w.machine.Camera = w.machine.Camera.Fit(w.scene.Bounds, 12, w.unit())
		w.whole = w.machine.Camera
		if w.lookAgain(s.Path) {
			w.whole = tool.Camera{}
		}
		w.view.filter, w.view.eyes = overlay.Filter{}, ""
		w.hideAgain(s.Path)
		w.draw()
		w.showFilter()
		w.board.Repaint()
		w.focusBoard()
	}
	if len(w.wish) > 0 && s.Exists(w.wish[len(w.wish)-1]) {
		w.machine.Select(w.wish...)
		w.reveal(w.wish)
		w.wish = nil
		w.board.PaintMarks()
	}
	w.showEmpty()
	w.showStart()
	w.showSelection()
	w.followWriting()
	if w.records != nil && w.records.of != s.Map { // undone, or an edit that took its time
		w.records.refresh()
	}
	w.showResult()
	w.top.show()
	if w.rules != s.Policy {
		w.buildMenu()
	}
	w.showMenu()
	w.win.SetTitle(w.title())
}
