package panel

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/journey/rule"
	"rehearse/ui/desktop/hint"
	"rehearse/ui/phrase"
)

// deepest is how many groups inside each other are shown as rows; a deeper one is shown as its text.
const deepest = 4

// ruleForm shows a rule as rows and groups that are built by clicking. It owns the group while it is shown, so that what
// is not finished, such as a group without conditions, stays where it is.
type ruleForm struct {
	e     *RuleEditor
	group *rule.Group
	body  *fyne.Container
	rows  []*ruleRow // in their order, for tests and for the keyboard
	adds  []*widget.Button
	last  *rule.Row // the row that was added last gets the keyboard
}

func newRuleForm(e *RuleEditor) *ruleForm {
	return &ruleForm{e: e, body: container.New(layout.NewCustomPaddedVBoxLayout(6))}
}

// display shows a rule; nil is the empty one.
func (f *ruleForm) display(x rule.Expr) {
	g := rule.Group{}
	if x != nil {
		g = rule.FormOf(x)
	}
	f.group = &g
	f.rebuild()
}

// source is the rule the form shows, as text; "" when no condition is there.
func (f *ruleForm) source() string {
	if !filled(f.group) {
		return ""
	}
	return rule.Format(f.group.Expr(), f.e.lang)
}

// filled reports whether a group has any condition in it.
func filled(g *rule.Group) bool {
	return slices.ContainsFunc(g.Parts, func(p rule.Part) bool { return p.Row != nil || p.Group != nil && filled(p.Group) })
}

// changed takes the rule and shows the form anew, for another row may have other blanks.
func (f *ruleForm) changed() {
	f.rebuild()
	f.e.takeForm()
}

func (f *ruleForm) rebuild() {
	back := f.focused()
	f.rows, f.adds = nil, nil
	f.body.Objects = []fyne.CanvasObject{f.groupObject(f.group, nil, 0)}
	f.body.Refresh()
	if f.last != nil {
		for _, r := range f.rows {
			if r.row == f.last {
				f.e.o.Focus(r.question)
			}
		}
		f.last = nil
		return
	}
	back()
}

// focused remembers which blank has the keyboard, and gives it to the one that stands in its place.
func (f *ruleForm) focused() (again func()) {
	for _, r := range f.rows {
		for i, c := range r.choosers() {
			if c == nil || !c.focused {
				continue
			}
			return func() {
				for _, next := range f.rows {
					if c := next.choosers()[i]; next.row == r.row && c != nil {
						f.e.o.Focus(c)
					}
				}
			}
		}
	}
	return func() {}
}

// groupObject shows a group: how its parts are joined, the parts, and what can be added. remove is nil for the outermost.
func (f *ruleForm) groupObject(g *rule.Group, remove func(), depth int) fyne.CanvasObject {
	t := f.e.o.Text
	list := container.New(layout.NewCustomPaddedVBoxLayout(6))
	joint := f.jointChooser(g)
	head := container.NewBorder(nil, nil, nil, nil, container.New(fixedWidth{300}, framed(joint)))
	if remove != nil {
		head = container.NewBorder(nil, nil, nil, f.tool(theme.DeleteIcon(), remove), container.New(fixedWidth{300}, framed(joint)))
	}
	if remove != nil || len(g.Parts) > 1 || g.Negated {
		list.Add(head)
	}
	for i, part := range g.Parts {
		without := func() {
			g.Parts = slices.Delete(slices.Clone(g.Parts), i, i+1)
			f.changed()
		}
		switch {
		case part.Row != nil:
			r := f.newRow(part.Row, without)
			f.rows = append(f.rows, r)
			list.Add(r.object)
		case depth+1 >= deepest && filled(part.Group):
			list.Add(f.deepObject(part.Group, without))
		default:
			list.Add(indented(f.groupObject(part.Group, without, depth+1)))
		}
	}
	add := widget.NewButtonWithIcon(t.T("words.add_condition", nil), theme.ContentAddIcon(), nil)
	add.OnTapped = func() { f.chooseCondition(add, g) }
	group := widget.NewButtonWithIcon(t.T("words.add_group", nil), theme.ContentAddIcon(), func() {
		g.Parts = append(slices.Clone(g.Parts), f.newGroup(g))
		f.rebuild() // a group without conditions means nothing yet
	})
	add.Importance, group.Importance = widget.LowImportance, widget.LowImportance
	if depth == 0 && len(g.Parts) == 0 {
		add.Importance = widget.HighImportance
	}
	if f.e.o.ReadOnly {
		add.Disable()
		group.Disable()
	}
	f.adds = append(f.adds, add)
	buttons := container.NewHBox(add)
	if depth+1 < deepest {
		buttons.Add(group)
	}
	list.Add(buttons)
	return list
}

// newGroup is an empty group inside another: alternatives among conditions, conditions among alternatives.
func (f *ruleForm) newGroup(inside *rule.Group) rule.Part {
	return rule.Part{Group: &rule.Group{Any: !inside.Any}}
}

// tool is a small button with a picture that takes something away.
func (f *ruleForm) tool(icon fyne.Resource, do func()) *hint.Button {
	b := hint.NewButton(icon, hint.Words(f.e.o.Text.T("window.hint.delete", nil)), do)
	if f.e.o.ReadOnly {
		b.Disable()
	}
	return b
}

// deepObject shows a group that is too deep for rows as its text.
func (f *ruleForm) deepObject(g *rule.Group, remove func()) fyne.CanvasObject {
	words := widget.NewLabel(rule.Format(g.Expr(), f.e.lang) + "\n" + f.e.o.Text.T("words.too_deep", nil))
	words.Wrapping = fyne.TextWrapWord
	return container.NewBorder(nil, nil, nil, f.tool(theme.DeleteIcon(), remove), indented(words))
}

// joints are the ways the parts of a group hold together.
var joints = []struct {
	id           string
	any, negated bool
}{{"words.all", false, false}, {"words.any", true, false}, {"words.none", true, true}, {"words.not_all", false, true}}

func (f *ruleForm) jointChooser(g *rule.Group) *chooser {
	t := f.e.o.Text
	shown := ""
	for _, j := range joints {
		if j.any == g.Any && j.negated == g.Negated {
			shown = t.T(j.id, nil)
		}
	}
	return f.chooser(shown, "", func(typed string) []Choice {
		var list []Choice
		for _, j := range joints {
			list = append(list, Choice{Title: t.T(j.id, nil), Do: func() {
				g.Any, g.Negated = j.any, j.negated
				f.changed()
			}})
		}
		return matching(list, typed)
	})
}

// chooser is a blank of the form.
func (f *ruleForm) chooser(shown, hint string, choices func(string) []Choice) *chooser {
	c := newChooser(shown, PickerWords{Hint: hint, Nothing: f.e.o.Text.T("canvas.found_nothing", nil)}, f.e.o.Focus, choices)
	if f.e.o.ReadOnly {
		c.Disable()
	}
	return c
}

// chooseCondition asks what a new row is about.
func (f *ruleForm) chooseCondition(at *widget.Button, g *rule.Group) {
	d := fyne.CurrentApp().Driver()
	canvas := d.CanvasForObject(at)
	if canvas == nil {
		return
	}
	place := d.AbsolutePositionForObject(at).AddXY(0, at.Size().Height)
	f.e.picker = NewPicker(canvas, place, 660, PickerWords{Hint: f.e.o.Text.T("words.find_condition", nil), Nothing: f.e.o.Text.T("canvas.found_nothing", nil)}, func(typed string) []Choice {
		return matching(f.questions(func(row rule.Row) {
			g.Parts = append(slices.Clone(g.Parts), rule.Part{Row: &row})
			f.last = &row
			f.changed()
		}, rule.Row{}), typed)
	}, func() { f.e.o.Focus(at) })
}

// questions lists what a row can ask; of those the map has nothing for it says why. was is the row it is asked for, without a
// question for a new one.
func (f *ruleForm) questions(then func(rule.Row), was rule.Row) []Choice {
	t := f.e.o.Text
	var list []Choice
	for _, q := range rule.Questions() {
		row, ok := was.Asked(q, f.e.vocabulary)
		c := Choice{Title: t.T("rule.form."+string(q.ID), nil), Do: func() { then(row) }}
		if ok {
			c.Detail = phrase.Row(t, f.e.vocabulary, row)
		} else {
			c.Why = t.T("words.nothing_for", journey.Args{"Kind": t.T("words.missing."+missing(q), nil)})
		}
		list = append(list, c)
	}
	return list
}

// missing names what the map must have for a question.
func missing(q rule.Question) string {
	switch {
	case q.OfType != "" && len(q.Of) == 1:
		return "property_" + q.OfType
	case len(q.Of) > 0:
		return missingKind[q.Of[0]]
	}
	return missingKind[q.Values]
}

var missingKind = map[rule.Kind]string{
	rule.EventName: "event", rule.ChannelName: "channel", rule.PersonaName: "persona", rule.LanguageName: "language",
	rule.EntryName: "entry", rule.SegmentName: "segment", rule.ScoreName: "score", rule.MarkName: "mark",
	rule.PropertyName: "date", rule.NamedDateName: "date",
}

// ruleNumber reads a number of a row as people write it; false when the question cannot be compared with it.
func ruleNumber(text string, q rule.Question) (float64, bool) {
	n, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(text), ",", ".", 1), 64)
	if err != nil {
		return 0, false
	}
	x := rule.Row{Question: q.ID, Op: rule.Equal, Number: n, Of: rule.Ref{Name: "x"}}
	_, fault := rule.Parse(rule.Format(x.Expr(), rule.English))
	return n, fault == nil
}

// fixedWidth gives an object a width of its own, or less when there is no room.
type fixedWidth struct{ width float32 }

// Layout is part of fyne.Layout.
func (l fixedWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(fyne.NewSize(min(l.width, size.Width), size.Height))
		o.Move(fyne.Position{})
	}
}

// MinSize is part of fyne.Layout.
func (l fixedWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		s = s.Max(o.MinSize())
	}
	return s
}
