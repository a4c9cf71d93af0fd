package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/draw/cards"
	"rehearse/ui/desktop/board"
	"rehearse/ui/desktop/hint"
	"rehearse/ui/text"
)

// PeopleEvents are what happens to the faces beside the board. Positions are in the window.
type PeopleEvents struct {
	// Eyes looks at the map through somebody's eyes; Drag moves a face over the window, Drop lets it fall.
	Eyes func(journey.ID)
	Drag func(journey.ID, fyne.Position)
	Drop func(journey.ID)
	// Cards shows the cards of all.
	Cards func()
	// CardsHint is what the button for the cards says.
	CardsHint func() string
}

// People are the faces of the map's personas under the palette.
type People struct {
	widget.BaseWidget
	text   *text.Printer
	colors *draw.Theme
	events PeopleEvents
	name   *widget.Label // of the face under the mouse
	faces  *fyne.Container
	scroll *container.Scroll
	body   *fyne.Container
	narrow bool
	shown  []*journey.Persona
	assets []*journey.Asset
	eyes   journey.ID
}

const faceSide = 34

// NewPeople makes the faces of nobody yet.
func NewPeople(p *text.Printer, colors *draw.Theme, events PeopleEvents) *People {
	l := &People{text: p, colors: colors, events: events, name: widget.NewLabel(p.T("people.title", nil))}
	l.name.SizeName, l.name.Importance, l.name.Truncation = theme.SizeNameCaptionText, widget.LowImportance, fyne.TextTruncateEllipsis
	l.faces = container.New(&faceRows{})
	show := hint.NewButton(theme.AccountIcon(), events.CardsHint, events.Cards)
	head := container.New(&faceHead{l}, l.name, show)
	l.scroll = container.NewVScroll(l.faces)
	l.body = container.New(layout.NewCustomPaddedLayout(0, 6, 4, 2), container.NewBorder(container.NewVBox(widget.NewSeparator(), head), nil, nil, nil, l.scroll))
	l.fit()
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer is part of fyne.Widget.
func (l *People) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.body) }

// Display shows the personas of a map; eyes is the one through whose eyes it is seen.
func (l *People) Display(m *journey.Map, eyes journey.ID) {
	if m == nil {
		m = &journey.Map{}
	}
	if same(l.shown, m.Personas) && same(l.assets, m.Assets) && eyes == l.eyes {
		return
	}
	l.shown, l.assets, l.eyes = m.Personas, m.Assets, eyes
	l.faces.RemoveAll()
	for _, p := range m.Personas {
		l.faces.Add(newFaceButton(l, m, p, p.ID == eyes))
	}
	l.faces.Refresh()
	l.fit()
	l.Refresh()
}

// faceHead puts the button for the cards at the right of the heading, and over the faces where there is none.
type faceHead struct{ of *People }

// Layout is part of fyne.Layout.
func (h *faceHead) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	name, show := objects[0], objects[1]
	width := show.MinSize().Width
	x := size.Width - width
	if h.of.narrow {
		x = (faceSide - width) / 2
	}
	show.Move(fyne.NewPos(x, 0))
	show.Resize(fyne.NewSize(width, size.Height))
	name.Resize(fyne.NewSize(size.Width-width, size.Height))
}

// MinSize is part of fyne.Layout.
func (h *faceHead) MinSize(objects []fyne.CanvasObject) fyne.Size {
	name, show := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(show.Width, max(name.Height, show.Height))
}

// Narrow puts the faces one below the other, without the heading.
func (l *People) Narrow(narrow bool) {
	if narrow != l.narrow {
		l.narrow = narrow
		l.name.Hidden = narrow
		l.fit()
	}
}

// mostFaceRows is how many rows of faces are seen at once.
const mostFaceRows = 3

// fit makes the list as high as its faces, up to a bound.
func (l *People) fit() {
	columns := (paletteWide - 8) / faceSide
	if l.narrow {
		columns = 1
	}
	rows := min(mostFaceRows, (len(l.faces.Objects)+columns-1)/columns)
	l.faces.Layout.(*faceRows).columns = columns
	l.scroll.SetMinSize(fyne.NewSize(faceSide, float32(rows)*faceSide))
	l.body.Refresh()
}

// faceRows puts faces into rows of so many.
type faceRows struct{ columns int }

// Layout is part of fyne.Layout.
func (r *faceRows) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	for i, o := range objects {
		o.Resize(fyne.NewSize(faceSide, faceSide))
		o.Move(fyne.NewPos(float32(i%max(1, r.columns))*faceSide, float32(i/max(1, r.columns))*faceSide))
	}
}

// MinSize is part of fyne.Layout.
func (r *faceRows) MinSize(objects []fyne.CanvasObject) fyne.Size {
	columns := max(1, r.columns)
	return fyne.NewSize(faceSide, float32((len(objects)+columns-1)/columns)*faceSide)
}

func same[R comparable](a, b []R) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// Faces are the buttons, in the order of the personas.
func (l *People) Faces() []fyne.CanvasObject { return l.faces.Objects }

// faceButton is one face: a click or a drag onto the board shows the map through its eyes.
type faceButton struct {
	widget.BaseWidget
	list    *People
	of      journey.ID
	name    string
	ring    *canvas.Rectangle
	content fyne.CanvasObject
}

func newFaceButton(l *People, m *journey.Map, p *journey.Persona, chosen bool) *faceButton {
	b := &faceButton{list: l, of: p.ID, name: p.Name, ring: canvas.NewRectangle(nil)}
	b.ring.CornerRadius, b.ring.StrokeWidth = 6, 2
	if chosen {
		b.ring.StrokeColor = theme.Color(theme.ColorNamePrimary)
	}
	const inside = faceSide - 8
	face := board.NewDrawing(cards.Portrait(m, p, draw.Rect{X: 4, Y: 4, W: inside, H: inside}, l.colors), fyne.NewSize(faceSide, faceSide))
	b.content = container.NewStack(face, b.ring)
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer is part of fyne.Widget.
func (b *faceButton) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(b.content)
}

// Tapped is part of fyne.Tappable.
func (b *faceButton) Tapped(*fyne.PointEvent) { b.list.events.Eyes(b.of) }

// Dragged is part of fyne.Draggable.
func (b *faceButton) Dragged(e *fyne.DragEvent) { b.list.events.Drag(b.of, e.AbsolutePosition) }

// DragEnd is part of fyne.Draggable.
func (b *faceButton) DragEnd() { b.list.events.Drop(b.of) }

// MouseIn is part of desktop.Hoverable.
func (b *faceButton) MouseIn(*desktop.MouseEvent) {
	b.list.name.SetText(b.name)
	b.ring.FillColor = theme.Color(theme.ColorNameHover)
	b.ring.Refresh()
}

// MouseMoved is part of desktop.Hoverable.
func (b *faceButton) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (b *faceButton) MouseOut() {
	b.list.name.SetText(b.list.text.T("people.title", nil))
	b.ring.FillColor = nil
	b.ring.Refresh()
}

// Cursor is part of desktop.Cursorable.
func (b *faceButton) Cursor() desktop.Cursor { return desktop.PointerCursor }
