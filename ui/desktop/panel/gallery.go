package panel

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/ui/desktop/board"
	"rehearse/ui/desktop/hint"
	"rehearse/ui/text"
)

// GalleryEvents are what happens at the cards. Positions are in the window.
type GalleryEvents struct {
	Close func()
	// Eyes looks at the map through somebody's eyes, Edit opens the fields, Picture asks for a picture, Face draws another
	// face, Plain goes back to the usual one, Save writes the cards as a picture, Add makes a new persona.
	Eyes, Edit, Picture, Face, Plain func(journey.ID)
	Save                             func()
	Add                              func()
	// Drag moves a card over the window, Drop lets it fall.
	Drag func(journey.ID, fyne.Position)
	Drop func(journey.ID)
	// Command gets the keys that mean nothing here.
	Command func(fyne.Shortcut)
	// Chosen is called when another card is chosen.
	Chosen func(journey.ID)
}

// GalleryCard is one card to show.
type GalleryCard struct {
	Of    journey.ID
	Scene *draw.Scene
	// Pictured tells that the persona has a picture of its own.
	Pictured bool
}

// Gallery shows the cards of the personas over the whole window: all of them, or one as large as the window allows, for a
// room with a projector.
type Gallery struct {
	widget.BaseWidget
	text     *text.Printer
	events   GalleryEvents
	writable bool

	cards []GalleryCard
	tiles []*cardTile
	at    int
	large bool

	title   *canvas.Text
	all     *widget.Button
	ground  *canvas.Rectangle
	grid    *fyne.Container
	scroll  *container.Scroll
	single  *cardTile
	body    *fyne.Container
	plain   *widget.Button
	edits   []*widget.Button
	content fyne.CanvasObject
}

// NewGallery makes a gallery without cards. writable tells whether the map may be changed.
func NewGallery(p *text.Printer, colors *draw.Theme, writable bool, events GalleryEvents) *Gallery {
	g := &Gallery{text: p, events: events, writable: writable}
	g.title = canvas.NewText("", theme.Color(theme.ColorNameForeground))
	g.title.TextStyle.Bold, g.title.TextSize = true, theme.TextHeadingSize()
	g.ground = canvas.NewRectangle(Paint(colors.Board))
	t := func(id string) string { return p.T(id, nil) }
	of := func(f func(journey.ID)) func() {
		return func() {
			if g.at < len(g.cards) {
				f(g.cards[g.at].Of)
			}
		}
	}
	g.all = widget.NewButtonWithIcon(t("people.all"), theme.GridIcon(), func() { g.Enlarge(false) })
	closing := hint.NewButton(theme.CancelIcon(), hint.Words(t("people.close")), events.Close)
	top := container.NewBorder(nil, nil, container.NewCenter(g.title), container.NewHBox(g.all, closing))

	eyes := widget.NewButtonWithIcon(t("people.eyes"), theme.VisibilityIcon(), of(events.Eyes))
	eyes.Importance = widget.HighImportance
	edit := widget.NewButtonWithIcon(t("people.edit"), theme.DocumentCreateIcon(), of(events.Edit))
	picture := widget.NewButtonWithIcon(t("people.picture"), theme.FileImageIcon(), of(events.Picture))
	face := widget.NewButtonWithIcon(t("people.face"), theme.ViewRefreshIcon(), of(events.Face))
	g.plain = widget.NewButton(t("people.plain"), of(events.Plain))
	add := widget.NewButtonWithIcon(t("people.add"), theme.ContentAddIcon(), events.Add)
	save := widget.NewButtonWithIcon(t("people.save"), theme.DocumentSaveIcon(), events.Save)
	g.edits = []*widget.Button{picture, face, g.plain, add}
	bottom := container.NewBorder(nil, nil, container.NewHBox(eyes, edit, picture, face, g.plain), container.NewHBox(add, save))

	g.grid = container.New(&tileLayout{})
	g.scroll = container.NewVScroll(g.grid)
	g.single = newCardTile(g, -1)
	g.body = container.NewStack(g.scroll)
	pad := layout.NewCustomPaddedLayout(10, 10, 16, 12)
	g.content = container.NewStack(g.ground, container.NewBorder(container.New(pad, top), container.New(pad, bottom), nil, nil,
		container.New(layout.NewCustomPaddedLayout(0, 0, 12, 12), g.body)))
	g.ExtendBaseWidget(g)
	return g
}

// Paint is a colour of a scene as Fyne wants it.
func Paint(c draw.RGBA) color.Color { return color.NRGBA{R: c.R, G: c.G, B: c.B, A: c.A} }

// CreateRenderer is part of fyne.Widget.
func (g *Gallery) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(g.content) }

// Display shows cards; the chosen one stays chosen.
func (g *Gallery) Display(title string, cards []GalleryCard) {
	chosen := g.Chosen()
	g.title.Text = title
	g.title.Refresh()
	g.cards, g.at = cards, 0
	for len(g.tiles) < len(cards) {
		g.tiles = append(g.tiles, newCardTile(g, len(g.tiles)))
	}
	g.grid.Layout.(*tileLayout).cards = cards
	var objects []fyne.CanvasObject
	for i := range cards {
		if cards[i].Of == chosen {
			g.at = i
		}
		g.tiles[i].sheet.Display(cards[i].Scene)
		objects = append(objects, g.tiles[i])
	}
	g.grid.Objects = objects
	g.show()
}

// Chosen is the persona whose card is chosen; "" when there is none.
func (g *Gallery) Chosen() journey.ID {
	if g.at < len(g.cards) {
		return g.cards[g.at].Of
	}
	return ""
}

// Large reports whether one card has the whole window.
func (g *Gallery) Large() bool { return g.large }

// Choose chooses the card of a persona.
func (g *Gallery) Choose(id journey.ID) {
	for i := range g.cards {
		if g.cards[i].Of == id {
			g.choose(i)
		}
	}
}

// Enlarge gives the chosen card the whole window, or shows all.
func (g *Gallery) Enlarge(on bool) {
	g.large = on
	g.show()
}

func (g *Gallery) choose(at int) {
	if at < 0 || at >= len(g.cards) {
		return
	}
	g.at = at
	g.show()
	if g.events.Chosen != nil {
		g.events.Chosen(g.Chosen())
	}
}

// show brings everything up to the cards, the chosen one and the size.
func (g *Gallery) show() {
	have := g.at < len(g.cards)
	g.body.Objects = []fyne.CanvasObject{g.scroll}
	if g.large && have {
		g.single.sheet.Display(g.cards[g.at].Scene)
		g.body.Objects = []fyne.CanvasObject{g.single}
	}
	g.all.Hidden = !g.large || len(g.cards) < 2
	g.plain.Hidden = !have || !g.cards[g.at].Pictured
	for _, b := range g.edits {
		if g.writable {
			b.Enable()
		} else {
			b.Disable()
		}
	}
	for i, tile := range g.tiles {
		tile.mark(i == g.at && len(g.cards) > 1)
	}
	if !g.large && have && g.scroll.Size().Height > 0 {
		tile := g.tiles[g.at]
		top, bottom := tile.Position().Y, tile.Position().Y+tile.Size().Height
		switch view := g.scroll.Offset.Y; {
		case top < view:
			g.scroll.ScrollToOffset(fyne.NewPos(0, max(0, top-6)))
		case bottom > view+g.scroll.Size().Height:
			g.scroll.ScrollToOffset(fyne.NewPos(0, bottom-g.scroll.Size().Height+6))
		}
	}
	g.content.Refresh()
}

// FocusGained is part of fyne.Focusable.
func (g *Gallery) FocusGained() {}

// FocusLost is part of fyne.Focusable.
func (g *Gallery) FocusLost() {}

// TypedRune is part of fyne.Focusable: E, in whatever layout, looks through the eyes of the chosen one.
func (g *Gallery) TypedRune(r rune) {
	switch r {
	case 'e', 'E', 'у', 'У':
		if g.at < len(g.cards) {
			g.events.Eyes(g.Chosen())
		}
	}
}

// TypedShortcut is part of fyne.Shortcutable.
func (g *Gallery) TypedShortcut(s fyne.Shortcut) { g.events.Command(s) }

// TypedKey is part of fyne.Focusable.
func (g *Gallery) TypedKey(k *fyne.KeyEvent) {
	columns := 1
	if !g.large {
		columns = g.grid.Layout.(*tileLayout).columns(g.grid.Size().Width)
	}
	switch k.Name {
	case fyne.KeyEscape:
		if g.large && len(g.cards) > 1 {
			g.Enlarge(false)
			return
		}
		g.events.Close()
	case fyne.KeyLeft, fyne.KeyPageUp:
		g.choose(g.at - 1)
	case fyne.KeyRight, fyne.KeyPageDown:
		g.choose(g.at + 1)
	case fyne.KeyUp:
		g.choose(g.at - columns)
	case fyne.KeyDown:
		g.choose(g.at + columns)
	case fyne.KeyHome:
		g.choose(0)
	case fyne.KeyEnd:
		g.choose(len(g.cards) - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		switch {
		case g.at >= len(g.cards):
		case g.large:
			g.events.Edit(g.Chosen())
		default:
			g.Enlarge(true)
		}
	case fyne.KeySpace:
		g.Enlarge(!g.large)
	}
}

// tileLayout puts cards into rows: as many beside each other as can be read.
type tileLayout struct{ cards []GalleryCard }

// tileGap is the room between cards, leastTile the width below which there is one less in a row.
const (
	tileGap   = 14
	leastTile = 480
)

func (l *tileLayout) columns(width float32) int {
	return max(1, min(len(l.cards), min(3, int((width+tileGap)/(leastTile+tileGap)))))
}

// Layout is part of fyne.Layout.
func (l *tileLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	columns := l.columns(size.Width)
	wide := (size.Width - tileGap*float32(columns-1)) / float32(columns)
	y := float32(0)
	for i := 0; i < len(objects); i += columns {
		high := float32(0)
		for j := i; j < min(i+columns, len(objects)); j++ {
			b := l.cards[j].Scene.Bounds
			h := wide * float32(b.H/b.W)
			objects[j].Move(fyne.NewPos((wide+tileGap)*float32(j-i), y))
			objects[j].Resize(fyne.NewSize(wide, h))
			high = max(high, h)
		}
		y += high + tileGap
	}
}

// MinSize is part of fyne.Layout.
func (l *tileLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	bottom := float32(0)
	for _, o := range objects {
		bottom = max(bottom, o.Position().Y+o.Size().Height)
	}
	return fyne.NewSize(leastTile/2, bottom+6)
}

// cardTile is one card: a click enlarges it, a drag takes it to the board.
type cardTile struct {
	widget.BaseWidget
	gallery *Gallery
	at      int // -1 for the chosen one
	sheet   *board.Sheet
	ring    *canvas.Rectangle
	content fyne.CanvasObject
}

func newCardTile(g *Gallery, at int) *cardTile {
	t := &cardTile{gallery: g, at: at, sheet: board.NewSheet(fyne.NewSize(120, 80)), ring: canvas.NewRectangle(nil)}
	t.ring.StrokeWidth, t.ring.CornerRadius = 3, 4
	t.content = container.NewStack(t.sheet, t.ring)
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer is part of fyne.Widget.
func (t *cardTile) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.content) }

func (t *cardTile) mark(on bool) {
	t.ring.StrokeColor = nil
	if on {
		t.ring.StrokeColor = theme.Color(theme.ColorNamePrimary)
	}
	t.ring.Refresh()
}

func (t *cardTile) of() journey.ID {
	if t.at >= 0 && t.at < len(t.gallery.cards) {
		return t.gallery.cards[t.at].Of
	}
	return t.gallery.Chosen()
}

// Tapped is part of fyne.Tappable.
func (t *cardTile) Tapped(*fyne.PointEvent) {
	if t.at >= 0 {
		t.gallery.choose(t.at)
		t.gallery.Enlarge(true)
		return
	}
	t.gallery.Enlarge(len(t.gallery.cards) == 1)
}

// Dragged is part of fyne.Draggable.
func (t *cardTile) Dragged(e *fyne.DragEvent) { t.gallery.events.Drag(t.of(), e.AbsolutePosition) }

// DragEnd is part of fyne.Draggable.
func (t *cardTile) DragEnd() { t.gallery.events.Drop(t.of()) }

// Cursor is part of desktop.Cursorable.
func (t *cardTile) Cursor() desktop.Cursor { return desktop.PointerCursor }
