package desktop

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/edit"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
	"rehearse/simulate/check"
	"rehearse/ui/action"
	"rehearse/ui/desktop/panel"
	"rehearse/ui/review"
	"rehearse/ui/tool"
)

// opened is the finding that is shown in full in place of the inspector.
type opened struct {
	panel   *panel.Finding
	key     string // "" for none
	item    review.Item
	way     int          // the one of its ways that is shown, -1 for none
	fix     int          // the one that is previewed
	preview *fix.Preview // nil for none
	of      *journey.Map // what the preview was made from
	listed  listedState
}

// listedState is what the list of findings was made of.
type listedState struct {
	m             *journey.Map
	newest, older *finding.Finding
	count         int
}

// wayKey tells what of a finding is lit up.
func (o *opened) wayKey() string {
	if o.key == "" || o.way < 0 || o.way >= len(o.item.Ways) {
		return ""
	}
	return strconv.Itoa(o.way) + " " + o.key
}

func (w *Window) newFinding() *panel.Finding {
	w.finding.way, w.finding.listed = -1, listedState{}
	focus := func(f fyne.Focusable) {
		if f == nil {
			w.win.Canvas().Unfocus() // a field that is gone would still hear keys
			return
		}
		w.win.Canvas().Focus(f)
	}
	return panel.NewFinding(w.text, focus, panel.FindingEvents{
		Close:     w.closeFinding,
		Story:     func() { w.followWitness(w.finding.item.Finding) },
		Target:    w.goTo,
		Way:       w.showWay,
		Fix:       w.previewFix,
		Silence:   w.silence,
		Unsilence: w.unsilence,
		Threshold: func() { w.showRecords(journey.KindPolicy) },
		Apply:     w.applyFix,
		Back:      w.endPreview,
	})
}

// listFindings brings the list, and the finding that is open, up to the snapshot.
func (w *Window) listFindings() {
	s := w.shown
	if s.Map == nil {
		return
	}
	state := listedState{s.Map, firstOf(s.Findings), firstOf(s.Older), len(s.Findings) + len(s.Older)}
	if state == w.finding.listed {
		return
	}
	w.finding.listed = state
	w.items = review.Items(s.Map, s.Findings, s.Older)
	w.findings.List(s.Map, w.items, w.finding.key)
	if w.finding.key == "" {
		return
	}
	for i := range w.items {
		if w.items[i].Key() == w.finding.key {
			w.finding.item = w.items[i]
			w.followPreview()
			w.showFinding()
			return
		}
	}
	gone := w.finding.item.Rule
	w.closeFinding()
	w.toast.tell(w.t("review.gone", journey.Args{"Rule": gone}))
}

// openFinding shows a finding in full, and its place on the board.
func (w *Window) openFinding(i *review.Item) {
	w.inspector.Leave()
	w.closeInline()
	if w.finding.key != i.Key() {
		w.finding.panel.Top()
	}
	w.finding.key, w.finding.item, w.finding.way, w.finding.preview = i.Key(), *i, -1, nil
	w.findings.Open(w.finding.key)
	if w.person.of != nil {
		w.session.Unfollow()
	}
	w.showFinding()
	w.showSide()
	w.draw()
	if len(i.Targets) > 0 {
		w.point(i.Targets[0])
	}
	w.person.before = w.machine.Camera // a story that closes now leaves the view here
}

// openBadge opens the first finding of a record whose badge was clicked.
func (w *Window) openBadge(of journey.Ref) {
	for _, row := range w.findings.Rows() {
		if row.Item != nil && len(row.Item.Targets) > 0 && row.Item.Targets[0].ID == of.ID {
			w.openFinding(row.Item)
			return
		}
	}
}

// closeFinding goes back to the inspector.
func (w *Window) closeFinding() {
	w.finding.key, w.finding.item, w.finding.way, w.finding.preview = "", review.Item{}, -1, nil
	w.findings.Open("")
	w.board.Highlight(nil)
	w.showSide()
	w.draw()
}

// leaveFinding gives what is shown of a finding up when the hand takes something on the board. It reports whether the
// gesture is spent: what a preview shows cannot be edited.
func (w *Window) leaveFinding(intents []tool.Intent) bool {
	if w.finding.key == "" || w.person.of != nil {
		return false
	}
	for _, i := range intents {
		if _, ok := i.(tool.Looked); ok {
			continue
		}
		if w.finding.preview != nil {
			w.machine.Select()
			w.endPreview()
			return true
		}
		if len(w.machine.Selection()) > 0 {
			w.closeFinding()
		}
		break
	}
	return false
}

// showFinding shows the finding that is open, or what its fix would change.
func (w *Window) showFinding() {
	o := &w.finding
	if o.preview != nil {
		f := o.item.Fixes[o.fix]
		_, over := review.Proposal(w.text, o.of, o.preview.Map, o.preview.Diffs)
		o.panel.ShowChanges(review.Said(w.text, w.shown.Map, f.Message, f.Args), review.Changes(w.text, o.of, o.preview.Map, o.preview.Diffs), over == nil)
		return
	}
	i, m, p := &o.item, w.shown.Map, w.text
	info, _ := check.Rule(i.Rule)
	d := panel.FindingDetail{
		Title: p.T("finding."+i.Rule+".title", nil), Severity: i.Severity, Sentence: review.Said(p, m, i.Message, i.Args),
		Kind:  i.Rule + " · " + review.ClassName(p, i.Class())[len(i.Class())+1:] + " · " + p.T("review.one."+string(i.Severity), nil),
		Story: w.storyOf(i), Numbers: review.Numbers(p, i.Finding), Example: review.Example(p, m, i.Finding), Way: o.way,
		About: review.About(p, i.Rule), Threshold: info.Threshold != nil, Writable: action.Writable(w.State()),
	}
	if i.Stale {
		d.Warning = p.T("review.detail.stale", nil)
	}
	if i.Silenced != "" {
		d.Silenced = w.silencedWords(i)
	}
	for _, t := range i.Targets {
		if r := m.Lookup(t); r != nil {
			d.Targets = append(d.Targets, panel.FindingTarget{Of: t, Name: panel.Name(p, r) + " · " + p.T("text.kind."+string(t.Kind), nil)})
		}
	}
	for _, way := range i.Ways {
		d.Ways = append(d.Ways, review.WayWords(p, m, way))
	}
	for _, f := range i.Fixes {
		d.Fixes = append(d.Fixes, review.Said(p, m, f.Message, f.Args))
	}
	o.panel.Display(d)
}

// storyOf are the words of the button that tells the story of the person a finding names; "" for none.
func (w *Window) storyOf(i *review.Item) string {
	person, ok := personOf(i.Finding)
	if !ok {
		return ""
	}
	if name := w.shown.Names[person]; name != "" {
		return w.t("review.detail.story", journey.Args{"Name": name})
	}
	return w.t("review.detail.story_plain", nil)
}

// silencedWords say why a finding is quiet, who said so and when.
func (w *Window) silencedWords(i *review.Item) string {
	for _, s := range w.shown.Map.Silences {
		if i.SilencedBy(s) && s.Reason == i.Silenced && s.Who != "" && s.When != "" {
			when := string(s.When)
			if day, err := time.Parse(time.DateOnly, when); err == nil {
				when = w.text.Date(day)
			}
			return w.t("review.detail.silenced_by", journey.Args{"Who": s.Who, "When": when, "Reason": s.Reason})
		}
	}
	return w.t("review.detail.silenced", journey.Args{"Reason": i.Silenced})
}

// goTo goes to a target: steps, links and scenarios are shown on the board, other records in the inspector.
func (w *Window) goTo(ref journey.Ref) {
	switch ref.Kind {
	case journey.KindStep, journey.KindLink, journey.KindScenario:
		w.point(ref)
	case journey.KindSettings, journey.KindPolicy:
		w.showRecords(ref.Kind)
	default:
		w.closeFinding()
		w.Select(ref)
	}
}

// point marks a record on the board and brings it into view.
func (w *Window) point(ref journey.Ref) {
	w.uncover(ref)
	area, ok := w.wholeArea(ref)
	w.board.Highlight(nil)
	if !ok {
		return
	}
	w.board.Highlight(&ref)
	w.bringIntoView(area)
}

// wholeArea is where a record is drawn, a link with the steps at both ends.
func (w *Window) wholeArea(ref journey.Ref) (draw.Rect, bool) {
	if l := w.shown.Map.Link(ref.ID); ref.Kind == journey.KindLink && l != nil {
		from, a := w.machine.World().Area(journey.Ref{Kind: journey.KindStep, ID: l.From})
		to, b := w.machine.World().Area(journey.Ref{Kind: journey.KindStep, ID: l.To})
		return from.Union(to), a && b
	}
	return w.machine.World().Area(ref)
}

// bringIntoView moves the view as little as shows an area beside the minimap; one that is seen already moves nothing.
func (w *Window) bringIntoView(area draw.Rect) {
	const away = 60
	c := w.machine.Camera
	if !w.inView(area) {
		c = c.Reveal(area, away)
	}
	if c = w.besideMinimap(c, area); c != w.machine.Camera {
		w.machine.Camera = c
		w.board.Looked()
	}
}

// besideMinimap moves a view so that the minimap does not lie over an area, where there is room for that.
func (w *Window) besideMinimap(c tool.Camera, area draw.Rect) tool.Camera {
	if !w.minimap.Visible() {
		return c
	}
	const gap = 30 // with the numbers under a step
	from, to := c.Screen(draw.Point{X: area.X, Y: area.Y}), c.Screen(draw.Point{X: area.Right(), Y: area.Bottom()})
	right, below := to.X-float64(w.minimap.Position().X)+gap, to.Y-float64(w.minimap.Position().Y)+gap
	switch {
	case right <= 0 || below <= 0:
	case from.Y-below >= 0:
		return c.Pan(0, -below)
	case from.X-right >= 0:
		return c.Pan(-right, 0)
	}
	return c
}

// showWay lights up one of the ways of the finding, or hides it again.
func (w *Window) showWay(i int) {
	if w.finding.way == i {
		i = -1
	}
	w.finding.way = i
	w.showFinding()
	w.draw()
	if i < 0 {
		return
	}
	var area draw.Rect
	for _, id := range w.finding.item.Ways[i].Steps {
		if one, ok := w.machine.World().Area(journey.Ref{Kind: journey.KindStep, ID: id}); ok {
			area = area.Union(one)
		}
	}
	w.bringIntoView(area)
}

// previewFix shows what a fix would change, in words and on the board.
func (w *Window) previewFix(i int) {
	o := &w.finding
	preview, err := fix.Try(w.shown.Map, o.item.Fixes[i])
	if err != nil {
		w.complainError(err)
		return
	}
	o.fix, o.preview, o.of, o.way = i, preview, w.shown.Map, -1
	w.board.Highlight(nil)
	w.showFinding()
	w.draw()
	var area draw.Rect
	for _, d := range preview.Diffs {
		if one, ok := w.machine.World().Area(d.Ref()); ok {
			area = area.Union(one)
		}
	}
	if area.W > 0 {
		w.bringIntoView(area)
	}
}

// followPreview tries the fix again on a newer map; one that is not offered any more is not previewed either.
func (w *Window) followPreview() {
	o := &w.finding
	if o.preview == nil || o.of == w.shown.Map {
		return
	}
	o.preview, o.of = nil, w.shown.Map
	if o.fix < len(o.item.Fixes) {
		if preview, err := fix.Try(w.shown.Map, o.item.Fixes[o.fix]); err == nil {
			o.preview = preview
		}
	}
}

func (w *Window) endPreview() {
	w.finding.preview = nil
	w.showFinding()
	w.draw()
}

// applyFix makes the fix that is shown, as one step of undo.
func (w *Window) applyFix() {
	o := &w.finding
	if o.preview == nil {
		return
	}
	f := o.item.Fixes[o.fix]
	o.preview = nil
	w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) { return nil, fix.Apply(tx, f) })
	if w.finding.key != "" {
		w.showFinding()
	}
	w.draw()
}

// silence keeps the finding that is open quiet on one target.
func (w *Window) silence(target journey.Ref, reason string) {
	rule, today := w.finding.item.Rule, journey.Date(time.Now().Format(time.DateOnly))
	who := w.shown.Map.Settings.Author
	w.finding.panel.Top()
	w.win.Canvas().Unfocus()
	w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) {
		_, err := edit.AddSilence(tx, rule, target, reason, who, today)
		return nil, err
	})
}

// unsilence takes back what keeps the finding quiet.
func (w *Window) unsilence() {
	f := w.finding.item.Finding
	w.Edit(func(tx *edit.Tx) ([]journey.Ref, error) {
		var gone []journey.Ref
		for _, s := range tx.Map().Silences {
			if f.SilencedBy(s) {
				gone = append(gone, journey.Ref{Kind: journey.KindSilence, ID: s.ID})
			}
		}
		return nil, edit.DeleteRecords(tx, gone)
	})
}

// findingOverlay is the map to draw and what lights up on it while a finding shows a fix or a way.
func (w *Window) findingOverlay(m *journey.Map) (*journey.Map, *draw.Overlay) {
	o := &w.finding
	switch {
	case o.preview != nil:
		return review.Proposal(w.text, o.of, o.preview.Map, o.preview.Diffs)
	case o.wayKey() != "":
		return m, review.WayOverlay(m, o.item.Ways[o.way])
	}
	return m, nil
}
