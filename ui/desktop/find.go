package desktop

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/ui/action"
	"rehearse/ui/desktop/board"
	"rehearse/ui/desktop/panel"
)

// pickerWidth is how wide the fields over the board are.
const pickerWidth = 540

// pick opens a field with choices at a place of the window.
func (w *Window) pick(at fyne.Position, width float32, hint string, find func(typed string) []panel.Choice) {
	w.closeInline()
	w.inspector.Leave()
	if w.picker != nil && w.picker.Open() {
		w.picker.Close()
	}
	w.picker = panel.NewPicker(w.win.Canvas(), at, width, panel.PickerWords{Hint: hint, Nothing: w.t("canvas.found_nothing", nil)}, find, w.focusBoard)
}

// pickOver opens a field with choices at the top of the board.
func (w *Window) pickOver(hint string, find func(typed string) []panel.Choice) {
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(w.board)
	w.pick(fyne.NewPos(origin.X+(w.board.Size().Width-pickerWidth)/2, origin.Y+24), pickerWidth, hint, find)
}

// showCommands offers every action by name, with its key or why it makes no sense now.
func (w *Window) showCommands() {
	state := w.State()
	w.pickOver(w.t("canvas.commands_hint", nil), func(typed string) []panel.Choice {
		var able, unable []panel.Choice
		for _, a := range action.All() {
			label := w.actionLabel(a.ID)
			if a.ID == "commands" || !fits(label, typed) {
				continue
			}
			c := panel.Choice{Title: label, Detail: keysOf(&a), Do: func() { w.act(a.ID) }}
			if why := a.Why(state); why != "" {
				c.Why = w.t(why, nil)
				unable = append(unable, c)
				continue
			}
			able = append(able, c)
		}
		return slices.Concat(able, w.moreCommands(typed), unable)
	})
}

// moreCommands are the entries of the menus that depend on the map: filters, colours, samples, recent files.
func (w *Window) moreCommands(typed string) []panel.Choice {
	if strings.TrimSpace(typed) == "" {
		return nil // there are too many to be leafed through
	}
	var list []panel.Choice
	for _, m := range action.Menus() {
		for _, id := range m.Items {
			name, special := strings.CutPrefix(id, "*")
			if !special {
				continue
			}
			item := w.special(name)
			for _, entry := range item.ChildMenu.Items {
				if label := item.Label + ": " + entry.Label; fits(label, typed) {
					list = append(list, panel.Choice{Title: label, Do: entry.Action})
				}
			}
		}
	}
	return list
}

// fits reports whether a label is what was typed.
func fits(label, typed string) bool { return panel.Fits(label, typed) }

// act does an action, or says why it makes no sense now.
func (w *Window) act(id string) {
	if w.records != nil && w.records.moves(id) {
		return
	}
	if a := action.Find(id); a != nil && !action.Run(id, w) {
		w.toast.say(w.t(a.Why(w.State()), nil))
	}
}

// find searches the map and jumps to what is chosen.
func (w *Window) find() {
	m := w.shown.Map
	w.pickOver(w.t("canvas.find_hint", nil), func(typed string) []panel.Choice {
		var list []panel.Choice
		for _, f := range action.Search(m, typed) {
			name := f.Name
			if name == "" {
				name = panel.Name(w.text, m.Lookup(f.Ref))
			}
			c := panel.Choice{Title: name, Detail: w.t("window.inspector."+string(f.Ref.Kind), nil), Do: func() { w.jump(f.Ref) }}
			if s := m.Step(f.Ref.ID); f.Ref.Kind == journey.KindStep && s != nil {
				c.Detail, c.Icon = w.t("draw.kind."+string(s.Kind), nil), w.kindIcon(s.Kind)
			}
			if f.Text != "" {
				c.Detail = f.Text
			}
			list = append(list, c)
		}
		return list
	})
}

// kindIcon is the picture of a kind of step, for a line of choices.
func (w *Window) kindIcon(kind journey.StepKind) fyne.CanvasObject {
	const side = 20
	items := draw.Icon(kind, journey.MediumEmail, draw.Rect{X: 1, Y: 1, W: side, H: side}, w.look.scene())
	return board.NewDrawing(items, fyne.NewSize(side+2, side+2))
}

// jump shows a record: on the board, or in the list of its kind.
func (w *Window) jump(ref journey.Ref) {
	w.uncover(ref)
	if area, ok := w.machine.World().Head(ref); ok {
		if lane, ok := w.machine.World().Area(ref); ok && ref.Kind == journey.KindScenario {
			area = w.beginning(lane)
		}
		w.Select(ref)
		w.approach(area)
		return
	}
	switch ref.Kind {
	case journey.KindStep:
		w.Select(ref)
		if area, ok := w.Area(ref.ID); ok {
			w.approach(area)
		}
	case journey.KindComment:
		if c, ok := w.shown.Map.Lookup(ref).(*journey.Comment); ok && !c.On.IsZero() {
			w.jump(c.On)
		}
	default:
		w.editRecord(ref)
	}
}

// nearEnough is the zoom from which everything on a card can be read.
const nearEnough = 0.62

// beginning is as much of an area, from its left upper corner, as the board can show where everything can be read.
func (w *Window) beginning(area draw.Rect) draw.Rect {
	const away = 2 * 70 // more than approach leaves on both sides
	c := w.machine.Camera
	zoom := max(c.Zoom, nearEnough)
	area.W, area.H = min(area.W, (c.Width-away)/zoom), min(area.H, (c.Height-away)/zoom)
	return area
}

// approach brings an area into view, so near that it can be read.
func (w *Window) approach(area draw.Rect) {
	c := w.machine.Camera
	if c.Zoom < nearEnough {
		c = c.ZoomCenter(nearEnough)
	}
	if c.Reveal(area, 60) != c {
		c = c.CenterOn(draw.Point{X: area.X + area.W/2, Y: area.Y + area.H/2})
	}
	w.machine.Camera = c
	w.board.Looked()
	w.top.showZoom()
}

// focusBoard gives the keyboard back to the board.
func (w *Window) focusBoard() {
	if len(w.dialogs) == 0 {
		w.win.Canvas().Focus(w.board)
	}
}

// firstKey is the key of an action that a menu shows; "" for none.
func firstKey(a *action.Action) string {
	first, _, _ := strings.Cut(keysOf(a), ", ")
	return first
}

// keysOf is how an action is reached by the keyboard; "" when it is not.
func keysOf(a *action.Action) string {
	var keys []string
	if a.Key.Name != "" {
		keys = append(keys, keyName(a.Key))
	}
	if a.Letters != "" {
		keys = append(keys, strings.ToUpper(string([]rune(a.Letters)[0])))
	}
	return strings.Join(keys, ", ")
}
