package desktop

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/simulate/preset"
	"rehearse/ui/action"
	"rehearse/ui/desktop/hint"
	"rehearse/ui/desktop/panel"
	"rehearse/ui/form"
	"rehearse/ui/sending"
)

// rulesPage are the parts of the policy: caps, quiet hours, rules of other systems, and what findings are judged by.
type rulesPage struct {
	r       *records
	w       *Window
	content fyne.CanvasObject
	parts   *widget.RadioGroup
	body    *fyne.Container
	part    int
	of      *journey.Map // what is shown
	under   string       // and what it was rehearsed under

	caps   *panel.Sentences
	at     int // the chosen cap
	remove *hint.Button
	up     *hint.Button
	down   *hint.Button

	quiet quietPage

	vendors *panel.Sentences
	vendor  int
	about   *widget.RichText
	run     *hint.Button
	own     *hint.Button
	keep    *hint.Button
}

// The parts, in the order they are offered.
const (
	partCaps = iota
	partQuiet
	partVendors
	partJudging
)

func newRulesPage(r *records) *rulesPage {
	p := &rulesPage{r: r, w: r.w, body: container.NewStack()}
	names := []string{p.w.t("sending.part.caps", nil), p.w.t("sending.part.quiet", nil), p.w.t("sending.part.vendors", nil), p.w.t("sending.part.judging", nil)}
	p.makeCaps()
	p.makeQuiet()
	p.makeVendors()
	p.parts = widget.NewRadioGroup(names, nil)
	p.parts.Horizontal, p.parts.Required = true, true
	p.parts.SetSelected(names[0])
	p.parts.OnChanged = func(name string) { p.open(slices.Index(names, name)) }
	p.content = container.NewBorder(container.NewVBox(p.parts, widget.NewSeparator()), nil, nil, nil, p.body)
	return p
}

// open shows a part.
func (p *rulesPage) open(part int) {
	p.r.inspector.Leave()
	p.r.say("", "")
	p.part, p.of = part, nil
	p.follow()
}

// focus gives the part that is shown the keyboard.
func (p *rulesPage) focus() {
	switch p.part {
	case partCaps:
		p.w.win.Canvas().Focus(p.caps)
	case partQuiet:
		p.w.win.Canvas().Focus(p.quiet.picture)
	case partVendors:
		p.w.win.Canvas().Focus(p.vendors)
	}
}

// showRulesNow brings the open policy up to the snapshot.
func (w *Window) showRulesNow() {
	if w.records != nil && w.records.rules != nil {
		w.records.rules.follow()
	}
}

// policy is the policy as the map has it now; nil without a map.
func (p *rulesPage) policy() *journey.Policy {
	if m := p.w.session.Snapshot().Map; m != nil {
		return m.Policy
	}
	return nil
}

// follow brings the page up to the map and to what it is rehearsed under.
func (p *rulesPage) follow() {
	s := p.w.session.Snapshot()
	if s.Map == nil || s.Map.Policy == nil || s.Map == p.of && s.Policy == p.under {
		return
	}
	fresh := p.of == nil
	p.of, p.under = s.Map, s.Policy
	switch p.part {
	case partCaps:
		p.showCaps(fresh)
	case partQuiet:
		p.showQuiet(fresh)
	case partVendors:
		p.showVendors(fresh)
	case partJudging:
		p.show(fresh, p.r.inspector)
		p.r.inspector.DisplayPart(s.Map, p.r.ref(), p.w.t("sending.part.judging", nil), slices.DeleteFunc(form.Of(s.Map.Policy), func(f form.Field) bool {
			return f.Path == "caps" || f.Path == "quiet_hours"
		}))
	}
}

// show puts a part where the last one was.
func (p *rulesPage) show(fresh bool, o fyne.CanvasObject) {
	if fresh {
		p.body.Objects = []fyne.CanvasObject{o}
		p.body.Refresh()
	}
}

// split is a list with its tools beside what it shows.
func split(left, right fyne.CanvasObject, share float64) fyne.CanvasObject {
	s := container.NewHSplit(left, right)
	s.Offset = share
	return s
}

// change changes the policy in one step of undo that is named by a message, and shows from then on the cap at a place. do runs
// on the session's goroutine: it must not look at the page.
func (p *rulesPage) change(id string, at int, do func(tx *edit.Tx, policy *journey.Policy)) {
	if !action.Writable(p.w.State()) {
		return
	}
	p.r.inspector.Leave()
	p.r.inspector.ForgetPart("caps")
	p.r.say("", "")
	p.w.editThen(func(tx *edit.Tx) ([]journey.Ref, error) {
		tx.Name(id, nil)
		policy := journey.Clone(tx.Map().Policy)
		do(tx, policy)
		return nil, edit.SetRecord(tx, policy)
	}, func([]journey.Ref) {
		p.at = at
		if p.follow(); p.part == partCaps && p.of != nil {
			p.showCaps(false)
		}
	})
}

// makeCaps makes the part with the frequency caps.
func (p *rulesPage) makeCaps() {
	w := p.w
	p.caps = panel.NewSentences(func(f fyne.Focusable) { w.win.Canvas().Focus(f) }, panel.RosterEvents{
		Choose: p.chooseCap, Delete: p.deleteCap, Add: p.addCap, Shift: p.shiftCap, Command: w.shortcut,
		Enter: func() { p.r.inspector.Focus(p.capPath() + ".max") }, Rename: func() { p.r.inspector.Focus(p.capPath() + ".name") },
		Close: func() { p.r.dialog.Dismiss() },
	})
	says := func(id string) func() string { return w.ableHint("window.hint."+id, action.Writable) }
	p.remove = hint.NewButton(theme.DeleteIcon(), says("delete"), p.deleteCap)
	p.up = hint.NewButton(theme.MoveUpIcon(), says("move_up"), func() { p.shiftCap(-1) })
	p.down = hint.NewButton(theme.MoveDownIcon(), says("move_down"), func() { p.shiftCap(1) })
}

func (p *rulesPage) capPath() string { return "caps." + strconv.Itoa(p.at) }

// showCaps shows the caps as sentences and the switches of the chosen one.
func (p *rulesPage) showCaps(fresh bool) {
	w, caps := p.w, p.of.Policy.Caps
	p.at = max(0, min(p.at, len(caps)-1))
	if fresh {
		add := widget.NewButtonWithIcon(w.t("window.add", nil), theme.ContentAddIcon(), p.addCap)
		enable(add, action.Writable(w.State()))
		about := widget.NewLabel(w.t("sending.about_caps", nil))
		about.Wrapping = fyne.TextWrapWord
		p.show(true, split(container.NewBorder(about, container.NewHBox(add, p.up, p.down, p.remove), nil, nil, p.caps), p.r.inspector, 0.5))
	}
	sentences := make([]string, len(caps))
	for i := range caps {
		sentences[i] = sending.Cap(w.text, p.of, &caps[i])
	}
	if len(caps) == 0 {
		sentences = []string{w.t("sending.no_caps", nil)}
	}
	p.caps.Display(sentences, p.at)
	able := action.Writable(w.State())
	enable(p.remove, able && len(caps) > 0)
	enable(p.up, able && p.at > 0)
	enable(p.down, able && p.at+1 < len(caps))
	p.showCap()
}

// showCap shows the switches of the chosen cap.
func (p *rulesPage) showCap() {
	var fields []form.Field
	for _, f := range form.Of(p.of.Policy) {
		if f.Path == "caps" && p.at < len(f.Fields) {
			fields = f.Fields[p.at].Fields
		}
	}
	title := ""
	if len(fields) > 0 {
		title = p.w.t("sending.cap", journey.Args{"Number": p.at + 1})
	}
	p.r.inspector.DisplayPart(p.of, p.r.ref(), title, fields)
}

func (p *rulesPage) chooseCap(at int) {
	if p.of == nil || at >= len(p.of.Policy.Caps) {
		return
	}
	p.r.inspector.Leave() // what was typed is the last cap's
	p.at = at
	p.showCaps(false)
}

// addCap adds a cap and puts the cursor into how many it lets go.
func (p *rulesPage) addCap() {
	at, ground := len(p.policy().Caps), p.w.ground()
	p.change("edit.add_cap", at, func(tx *edit.Tx, policy *journey.Policy) {
		name := ground.t("sending.cap", journey.Args{"Number": len(policy.Caps) + 1})
		policy.Caps = append(policy.Caps, journey.Cap{ID: tx.NewID(), Name: name, Max: 3, Window: journey.CapRolling, Length: 7 * journey.Day})
	})
	p.r.inspector.Focus(p.capPath() + ".max")
}

func (p *rulesPage) deleteCap() {
	caps := p.policy().Caps
	if p.at >= len(caps) {
		return
	}
	gone := caps[p.at].ID
	p.change("edit.delete_cap", p.at, func(_ *edit.Tx, policy *journey.Policy) {
		policy.Caps = slices.DeleteFunc(slices.Clone(policy.Caps), func(c journey.Cap) bool { return c.ID == gone })
	})
}

// shiftCap moves the chosen cap among the others.
func (p *rulesPage) shiftCap(by int) {
	now, to := p.policy().Caps, p.at+by
	if p.at >= len(now) || to < 0 || to >= len(now) {
		return
	}
	shifted := now[p.at].ID
	p.change("edit.reorder_caps", to, func(_ *edit.Tx, policy *journey.Policy) {
		at := slices.IndexFunc(policy.Caps, func(c journey.Cap) bool { return c.ID == shifted })
		if to := at + by; at >= 0 && to >= 0 && to < len(policy.Caps) {
			policy.Caps = slices.Clone(policy.Caps)
			policy.Caps[at], policy.Caps[to] = policy.Caps[to], policy.Caps[at]
		}
	})
}

// moves moves the chosen cap for Alt and an arrow, which the main menu hears first. It reports whether that was meant.
func (p *rulesPage) moves(by int) bool {
	if p.part != partCaps || p.w.win.Canvas().Focused() != fyne.Focusable(p.caps) {
		return false
	}
	p.shiftCap(by)
	return true
}

// makeVendors makes the part with the rules of other systems.
func (p *rulesPage) makeVendors() {
	w := p.w
	nothing := func() {}
	p.vendors = panel.NewSentences(func(f fyne.Focusable) { w.win.Canvas().Focus(f) }, panel.RosterEvents{
		Choose: func(at int) { p.vendor = at; p.showVendors(false) }, Enter: p.rehearse, Command: w.shortcut,
		Delete: nothing, Add: nothing, Rename: nothing, Close: func() { p.r.dialog.Dismiss() },
	})
	p.about = widget.NewRichText()
	p.about.Wrapping = fyne.TextWrapWord
	p.run = hint.NewTextButton(w.t("sending.rehearse", nil), theme.MediaPlayIcon(), hint.Words(w.t("sending.rehearse_hint", nil)), p.rehearse)
	p.own = hint.NewTextButton(w.t("sending.own", nil), theme.HomeIcon(), hint.Words(w.t("sending.own_hint", nil)), func() { w.session.Under("") })
	p.keep = hint.NewTextButton(w.t("sending.keep", nil), theme.ConfirmIcon(), w.ableHint("sending.keep_hint", action.Writable), p.take)
}

func (p *rulesPage) preset() *preset.Preset { return preset.All()[p.vendor] }

// rehearse runs the map under the chosen rules; the map stays as it is.
func (p *rulesPage) rehearse() { p.w.session.Under(p.preset().Name) }

// take makes the chosen rules the map's own, under which it then runs.
func (p *rulesPage) take() {
	v, w := p.preset(), p.w
	if !action.Writable(w.State()) {
		return
	}
	language := w.text.Code()
	w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) {
		tx.Name("edit.take_rules", journey.Args{"Name": v.Vendor})
		return nil, edit.SetRecord(tx, v.Apply(tx.Map(), language))
	})
	w.session.Under("")
	p.follow()
}

// showVendors shows the systems and what the rules of the chosen one would change.
func (p *rulesPage) showVendors(fresh bool) {
	w, list := p.w, preset.All()
	if fresh {
		left := container.NewBorder(nil, nil, nil, nil, p.vendors)
		right := container.NewBorder(nil, container.NewHBox(p.run, p.own, p.keep), nil, nil, container.NewVScroll(p.about))
		p.show(true, split(left, right, 0.24))
	}
	names := make([]string, len(list))
	for i, v := range list {
		names[i] = v.Vendor
		if p.under == v.Name {
			names[i] = "✓ " + v.Vendor
		}
	}
	p.vendors.Display(names, p.vendor)
	v, code := p.preset(), w.text.Code()
	changes := sending.Compare(w.text, p.of, p.of.Policy, v.Apply(p.of, code))
	p.about.Segments = nil
	p.paragraph(widget.RichTextStyleSubHeading, v.Vendor)
	if p.under == v.Name {
		p.paragraph(widget.RichTextStyleStrong, w.t("sending.now_under", nil))
	}
	p.paragraph(widget.RichTextStyleParagraph, v.About[code])
	p.paragraph(widget.RichTextStyleParagraph, v.Numbers[code])
	for _, block := range []struct {
		id   string
		list []string
	}{{"sending.gone", changes.Gone}, {"sending.new", changes.New}, {"sending.same", changes.Same}, {"sending.missing", v.Missing[code]}} {
		if len(block.list) == 0 {
			block.list = []string{w.t("sending.nothing", nil)}
		}
		p.paragraph(widget.RichTextStyleStrong, w.t(block.id, nil))
		p.paragraph(widget.RichTextStyleParagraph, "• "+strings.Join(block.list, "\n• "))
	}
	p.about.Refresh()
	enable(p.run, p.under != v.Name)
	enable(p.own, p.under != "")
	enable(p.keep, action.Writable(w.State()))
}

// paragraph adds a paragraph to what is said of the chosen rules.
func (p *rulesPage) paragraph(style widget.RichTextStyle, words string) {
	style.Inline = false // a line of its own
	p.about.Segments = append(p.about.Segments, &widget.TextSegment{Style: style, Text: words})
}
