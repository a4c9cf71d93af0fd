package desktop

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/edit"
	"rehearse/journey/layout"
	"rehearse/ui/action"
	"rehearse/ui/desktop/panel"
	"rehearse/ui/form"
	"rehearse/ui/tool"
)

// newStep says which step to make, and how it hangs together with the others.
type newStep struct {
	kind journey.StepKind
	// name is "" for a usual one, which is then asked for.
	name string
	// at is the middle of the card, or where the link ends at its left border when from is set.
	at   draw.Point
	from journey.ID
	port journey.Port
	// channel is what a message goes by; "" for the usual one.
	channel journey.ID
	// onto is a link into which it is put; "" for none.
	onto journey.ID
}

// addStep makes a step of a kind with its corner at a place: in the column there, in the scenario of what it is linked
// from.
func (g ground) addStep(tx *edit.Tx, kind journey.StepKind, name string, at draw.Point, scenario journey.ID) (journey.ID, error) {
	x, y := math.Round(at.X/tool.Grid)*tool.Grid, math.Round(at.Y/tool.Grid)*tool.Grid
	drop := g.layout.Drop([]layout.Placed{{Step: &journey.Step{Kind: kind}, X: x, Y: y}})[0]
	length, timed := form.ParseSpan(name)
	timed = timed && kind == journey.StepWait && length > 0
	switch {
	case timed:
		name = "" // a wait without a name shows how long it is
	case name == "":
		name = g.newName(tx.Map(), kind)
	}
	id, err := edit.AddStep(tx, edit.NewStep{Kind: kind, Name: name, X: drop.X, Y: drop.Y, Scenario: scenario, Stage: drop.Stage})
	if err == nil && timed {
		s := journey.Clone(tx.Map().Step(id))
		s.Wait.For = journey.Fixed(length)
		tx.Put(s)
	}
	return id, err
}

// newName is what a new step is called until somebody says better: its kind, numbered when there are more.
func (g ground) newName(m *journey.Map, kind journey.StepKind) string {
	if !kind.Simulated() {
		return ""
	}
	word := g.t("draw.kind."+string(kind), nil)
	for n := 1; ; n++ {
		name := word
		if n > 1 {
			name = fmt.Sprintf("%s %d", word, n)
		}
		if !slices.ContainsFunc(m.Steps, func(s *journey.Step) bool { return s.Name == name }) {
			return name
		}
	}
}

// create makes a step in one edit, selects it and asks for its name if it has none.
func (w *Window) create(n newStep) {
	corner := draw.Point{X: n.at.X - layout.CardWidth/2, Y: n.at.Y - layout.HeadHeight/2}
	if n.from != "" {
		corner.X = n.at.X // the link ends at its left border
	}
	ground := w.ground()
	w.editThen(func(tx *edit.Tx) ([]journey.Ref, error) {
		var scenario journey.ID
		if s := tx.Map().Step(n.from); s != nil {
			scenario = s.Scenario
		}
		id, err := ground.addStep(tx, n.kind, n.name, corner, scenario)
		if err == nil && n.from != "" {
			_, err = edit.Connect(tx, n.from, n.port, id)
		}
		if err == nil && n.channel != "" {
			s := journey.Clone(tx.Map().Step(id))
			s.Message.Channels = []journey.ID{n.channel}
			tx.Put(s)
		}
		if err == nil && n.onto != "" {
			err = ground.putInto(tx, n.onto, id)
		}
		return []journey.Ref{{Kind: journey.KindStep, ID: id}}, err
	}, func(made []journey.Ref) {
		if n.name == "" {
			w.renameInPlace(made[0]) // a new step is named first
		}
	})
}

// createSomewhere makes a step next to the selected one and linked from it, or in the middle of the view.
func (w *Window) createSomewhere(kind journey.StepKind) { w.createNext(newStep{kind: kind}) }

// createNext makes a step next to the selected one and linked from it, or in the middle of the view: the first of a map in
// the middle of its first stage, as a journey goes on to the right.
func (w *Window) createNext(n newStep) {
	if !action.Writable(w.State()) {
		return
	}
	if s, area, ok := w.selectedStep(); ok {
		port := freePort(w.shown.Map, s, n.kind)
		at := w.freePlace(draw.Point{X: area.X + area.W + 90, Y: area.Y + layout.HeadHeight/2})
		if port == "" || n.kind == journey.StepEntry || !n.kind.Simulated() {
			n.at = draw.Point{X: at.X + layout.CardWidth/2, Y: at.Y}
		} else {
			n.at, n.from, n.port = at, s.ID, port
		}
		w.create(n)
		return
	}
	view := w.machine.Camera.Viewport()
	middle := draw.Point{X: view.X + view.W/2, Y: view.Y + view.H/2}
	if len(w.shown.Map.Steps) == 0 && len(w.layout.Columns) > 0 {
		first := w.layout.Columns[0].Rect
		if x := first.X + first.W/2; x > view.X && x < view.X+view.W {
			middle.X = x
		}
	}
	at := w.freePlace(draw.Point{X: middle.X - layout.CardWidth/2, Y: middle.Y})
	n.at = draw.Point{X: at.X + layout.CardWidth/2, Y: at.Y}
	w.create(n)
}

// selectedStep is the one step that is selected, and its card.
func (w *Window) selectedStep() (*journey.Step, draw.Rect, bool) {
	ids := w.machine.SelectedSteps()
	if len(ids) != 1 || w.shown.Map == nil {
		return nil, draw.Rect{}, false
	}
	s := w.shown.Map.Step(ids[0])
	area, ok := w.Area(ids[0])
	return s, area, ok && s != nil
}

// freePort is the port by which one goes on from a step to one of a kind ("" for any): the first without a link, else the
// usual one. The ways of a branch are taken in their order; a goal and a touchpoint are reached by who clicks a message, not
// by everybody who passes it; after a call comes what happens to who was not reached.
func freePort(m *journey.Map, s *journey.Step, to journey.StepKind) journey.Port {
	usual, ports := edit.MainPort(s), journey.PortsOf(s)
	switch {
	case s.Kind == journey.StepBranch && len(ports) > 0:
		usual = ports[0]
	case s.Kind == journey.StepMessage && (to == journey.StepGoal || to == journey.StepTouchpoint):
		usual = journey.PortClicked
	case s.Kind == journey.StepCall:
		ports = []journey.Port{journey.PortReached, journey.PortNotReached, journey.PortRefused}
	}
	for _, p := range append([]journey.Port{usual}, ports...) {
		if p != "" && !slices.ContainsFunc(m.Links, func(l *journey.Link) bool { return l.From == s.ID && l.Port == p }) {
			return p
		}
	}
	return usual
}

// freePlace is the nearest place below a point where a step covers no other.
func (w *Window) freePlace(at draw.Point) draw.Point {
	for range 40 {
		area := draw.Rect{X: at.X - 10, Y: at.Y - layout.HeadHeight/2 - 10, W: layout.CardWidth + 20, H: layout.HeadHeight + 40}
		if len(w.machine.World().Inside(area)) == 0 {
			break
		}
		at.Y += 4 * tool.Grid
	}
	return at
}

// quickCreate asks for the next step of the selected one: a kind, and its name if one is typed behind it.
func (w *Window) quickCreate() {
	at := draw.Point{X: w.machine.Camera.Width/2 - pickerWidth/3, Y: w.machine.Camera.Height / 4}
	linked := false
	if s, area, ok := w.selectedStep(); ok {
		at = w.machine.Camera.Screen(draw.Point{X: area.X + area.W + 20, Y: area.Y})
		linked = freePort(w.shown.Map, s, "") != ""
	}
	w.chooseKind(at, linked, w.createNext)
}

// createWhere asks what to create at a point, linked from a port if there is one.
func (w *Window) createWhere(i tool.CreateLinked) {
	if !action.Writable(w.State()) {
		return
	}
	w.chooseKind(w.machine.Camera.Screen(i.At), i.From != "", func(n newStep) {
		n.at, n.from, n.port = i.At, i.From, i.Port
		w.create(n)
	})
}

// chooseKind asks for a kind of step at a point of the board; linked leaves out what no link leads to. What is typed is
// the beginning of a kind and after it a name ("mess Welcome"), the channel of a message and its name ("sms 15 % off"), or a
// name alone. then gets a step without a place.
func (w *Window) chooseKind(at draw.Point, linked bool, then func(newStep)) {
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(w.board)
	w.pick(origin.AddXY(float32(at.X), float32(at.Y)), 300, w.t("canvas.kind_hint", nil), func(typed string) []panel.Choice {
		var list []panel.Choice
		first, rest, _ := strings.Cut(strings.TrimSpace(typed), " ")
		offer := func(name string, fit func(word string) bool) {
			for _, id := range journey.StepKind("").Words() {
				kind, word := journey.StepKind(id), w.t("draw.kind."+id, nil)
				if linked && (kind == journey.StepEntry || !kind.Simulated()) || !fit(word) {
					continue
				}
				list = append(list, panel.Choice{
					Icon: w.kindIcon(kind), Title: word, Detail: name, Do: func() { then(newStep{kind: kind, name: name}) },
				})
			}
		}
		offer(strings.TrimSpace(rest), func(word string) bool { return first == "" || fits(word, first) })
		list = append(list, w.channelChoices(first, strings.TrimSpace(rest), then)...)
		// A name may begin with a letter that is also the beginning of a kind: "a new page".
		if whole := strings.TrimSpace(typed); len(list) == 0 {
			offer(whole, func(string) bool { return true })
		} else if rest != "" && len([]rune(first)) < 3 {
			offer(whole, func(word string) bool { return !fits(word, first) })
		}
		return list
	})
}

// channelChoices offers a message by each channel whose name, or what it is known by without a hyphen, begins as typed;
// one or two letters are as likely the beginning of something else.
func (w *Window) channelChoices(typed, name string, then func(newStep)) (list []panel.Choice) {
	if len([]rune(typed)) < 3 {
		return nil
	}
	for _, c := range w.shown.Map.Channels {
		if c.Use == journey.ChannelEntry || !fits(c.Name, typed) && !fits(strings.ReplaceAll(c.Name, "-", ""), typed) {
			continue
		}
		list = append(list, panel.Choice{
			Icon: w.kindIcon(journey.StepMessage), Title: w.t("draw.kind.message", nil) + " · " + c.Name, Detail: name,
			Do: func() { then(newStep{kind: journey.StepMessage, name: name, channel: c.ID}) },
		})
	}
	return list
}
