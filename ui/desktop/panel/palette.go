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
	"rehearse/ui/desktop/board"
	"rehearse/ui/desktop/hint"
	"rehearse/ui/text"
)

// PaletteEvents are what happens at the palette. Positions are in the window.
type PaletteEvents struct {
	// Create makes a step where there is room; Drag moves a new step over the window; Drop lets it fall.
	Create func(journey.StepKind)
	Drag   func(journey.StepKind, fyne.Position)
	Drop   func(journey.StepKind)
}

// Palette lists the kinds of step with icon and name; where there is little room the icons alone.
type Palette struct {
	widget.BaseWidget
	items   []*paletteItem
	hint    *widget.Label
	content fyne.CanvasObject
	narrow  bool
	air     *air
}

// air is the room over and under the icon of each kind: as much as lets the whole palette be seen in a low window.
type air struct{ room float32 }

const leastAir, mostAir = 1, 4

// Layout is part of fyne.Layout.
func (a *air) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(8, a.room))
		o.Resize(fyne.NewSize(size.Width-16, size.Height-2*a.room))
	}
}

// MinSize is part of fyne.Layout.
func (a *air) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().Add(fyne.NewSize(16, 2*a.room))
}

// The widths of a palette, with names and with icons alone.
const paletteWide, paletteNarrow = 180, 48

// NewPalette makes a palette with names.
func NewPalette(p *text.Printer, colors *draw.Theme, events PaletteEvents) *Palette {
	l := &Palette{air: &air{mostAir}}
	list := container.New(layout.NewCustomPaddedVBoxLayout(1))
	for _, word := range journey.StepKind("").Words() {
		kind := journey.StepKind(word)
		item := newPaletteItem(kind, p.T("draw.kind."+word, nil), l.air, colors, events)
		l.items = append(l.items, item)
		list.Add(item)
	}
	l.hint = widget.NewLabel(p.T("window.palette_hint", nil))
	l.hint.Wrapping, l.hint.SizeName = fyne.TextWrapWord, theme.SizeNameCaptionText
	l.hint.Importance = widget.LowImportance
	l.content = container.NewVScroll(container.NewVBox(list, l.hint))
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer is part of fyne.Widget.
func (l *Palette) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.content) }

// MinSize is part of fyne.CanvasObject.
func (l *Palette) MinSize() fyne.Size {
	if l.narrow {
		return fyne.NewSize(paletteNarrow, 120)
	}
	return fyne.NewSize(paletteWide, 120)
}

// Resize is part of fyne.CanvasObject: in a low window the kinds stand closer.
func (l *Palette) Resize(size fyne.Size) {
	room := (size.Height/float32(len(l.items)) - paletteIcon - 2 - 1) / 2
	if room = max(leastAir, min(mostAir, room)); room != l.air.room {
		l.air.room = room
		l.content.Refresh()
	}
	l.BaseWidget.Resize(size)
}

// Narrow shows the icons alone, or the names too.
func (l *Palette) Narrow(narrow bool) {
	if narrow == l.narrow {
		return
	}
	l.narrow = narrow
	for _, i := range l.items {
		i.label.Hidden = narrow
	}
	l.hint.Hidden = narrow
	l.content.Refresh()
}

// paletteItem is one kind of step.
type paletteItem struct {
	hint.Area
	kind   journey.StepKind
	events PaletteEvents
	ground *canvas.Rectangle
	label  *canvas.Text
}

const paletteIcon = 24

func newPaletteItem(kind journey.StepKind, name string, room fyne.Layout, colors *draw.Theme, events PaletteEvents) *paletteItem {
	area := draw.Rect{X: 1, Y: 1, W: paletteIcon, H: paletteIcon}
	icon := board.NewDrawing(draw.Icon(kind, journey.MediumEmail, area, colors), fyne.NewSize(paletteIcon+2, paletteIcon+2))
	label := canvas.NewText(name, theme.Color(theme.ColorNameForeground))
	item := &paletteItem{kind: kind, events: events, label: label, ground: canvas.NewRectangle(theme.Color(theme.ColorNameButton))}
	item.ground.CornerRadius = 6
	item.ground.Hide()
	content := container.NewStack(item.ground, container.New(room, container.NewHBox(icon, label)))
	item.Begin(item, content, func() string {
		if label.Hidden {
			return name // the icon stands alone
		}
		return ""
	}, nil)
	item.Beside()
	return item
}

// TypedKey is part of fyne.Focusable: Enter and the space bar create, the arrows go along the list.
func (i *paletteItem) TypedKey(k *fyne.KeyEvent) {
	over := fyne.CurrentApp().Driver().CanvasForObject(i)
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		i.events.Create(i.kind)
	case fyne.KeyDown:
		over.FocusNext()
	case fyne.KeyUp:
		over.FocusPrevious()
	}
}

// DoubleTapped is part of fyne.DoubleTappable.
func (i *paletteItem) DoubleTapped(*fyne.PointEvent) { i.events.Create(i.kind) }

// Dragged is part of fyne.Draggable.
func (i *paletteItem) Dragged(e *fyne.DragEvent) {
	i.Area.MouseOut()
	i.events.Drag(i.kind, e.AbsolutePosition)
}

// DragEnd is part of fyne.Draggable.
func (i *paletteItem) DragEnd() { i.events.Drop(i.kind) }

// MouseIn is part of desktop.Hoverable.
func (i *paletteItem) MouseIn(e *desktop.MouseEvent) {
	i.Area.MouseIn(e)
	i.ground.FillColor = theme.Color(theme.ColorNameHover)
	i.ground.Show()
	canvas.Refresh(i.ground)
}

// MouseOut is part of desktop.Hoverable.
func (i *paletteItem) MouseOut() {
	i.ground.Hide()
	i.Area.MouseOut()
}
