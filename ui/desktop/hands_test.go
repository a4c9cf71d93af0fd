package desktop

import (
	"math"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/edit"
	"rehearse/journey/layout"
	"rehearse/ui/action"
	"rehearse/ui/overlay"
	"rehearse/ui/session"
	"rehearse/ui/tool"
)

func TestTabCreatesTheNextStepByKindAndName(t *testing.T) {
	r := robotOn(t, "en")
	r.click(r.middle(t, "order"))
	r.key(fyne.KeyTab)
	r.write("mess Thank you")
	r.key(fyne.KeyReturn)
	r.until("made", func() bool { return r.named("Thank you") != nil })
	made := r.named("Thank you")
	if made.Kind != journey.StepMessage || !r.linked("order", made.ID) || made.X <= r.shown.Map.Step("order").X {
		t.Fatalf("%+v", made)
	}
	r.until("selected", func() bool { return r.machine.IsSelected(step(made.ID)) })
	if r.inline != nil {
		t.Error("a step with a name is asked for one")
	}
}

func TestASlashAfterANameMakesAChain(t *testing.T) {
	r := robotOn(t, "ru")
	r.click(r.middle(t, "order"))
	for _, name := range []string{"Ждём", "Благодарим"} {
		r.win.Canvas().Focused().TypedRune('/')
		r.write("сообщ " + name)
		r.key(fyne.KeyReturn)
		r.until("made "+name, func() bool { return r.named(name) != nil && r.machine.IsSelected(step(r.named(name).ID)) })
	}
	if !r.linked(r.named("Ждём").ID, r.named("Благодарим").ID) {
		t.Error("the second step does not follow the first")
	}
}

// "sms Come back" is a message by SMS; "email" finds the channel that is written "E-mail".
func TestAChannelIsAMessageByIt(t *testing.T) {
	r := robotOn(t, "en")
	w := r.Window
	w.session.Edit(session.Edit{Do: func(tx *edit.Tx) error {
		tx.Put(&journey.Channel{ID: "texts", Name: "SMS", Medium: journey.MediumSMS})
		return nil
	}})
	r.until("channels", func() bool { return r.shown.Map.Channel("texts") != nil })
	for typed, channel := range map[string]journey.ID{"sms Come back": "texts", "email Good day": "email"} {
		r.click(r.middle(t, "order"))
		r.key(fyne.KeyTab)
		r.write(typed)
		r.key(fyne.KeyReturn)
		_, name, _ := strings.Cut(typed, " ")
		r.until("made "+name, func() bool { return r.named(name) != nil })
		if made := r.named(name); made.Kind != journey.StepMessage || !slices.Equal(made.Message.Channels, []journey.ID{channel}) {
			t.Errorf("%q made a %s by %v", typed, made.Kind, made.Message)
		}
	}
}

// A journey goes to the right: its first step in the middle of the view left the first stages empty.
func TestTheFirstStepOfAMapIsInItsFirstStage(t *testing.T) {
	r := robotOn(t, "en")
	w := r.Window
	first := r.shown.Map.Stages[0].ID
	w.session.Edit(session.Edit{Do: func(tx *edit.Tx) error {
		var all []journey.Ref
		for _, s := range tx.Map().Steps {
			all = append(all, step(s.ID))
		}
		return edit.DeleteRecords(tx, all)
	}})
	r.until("empty", func() bool { return len(r.shown.Map.Steps) == 0 })
	w.createNext(newStep{kind: journey.StepEntry, name: "Placed order"})
	r.until("made", func() bool { return r.named("Placed order") != nil })
	if got := r.named("Placed order").Stage; got != first {
		t.Errorf("it is in the stage %q, not %q", got, first)
	}
}

// With nothing selected Tab stays on the board and goes to the first step: what is typed then must not be the name of the map.
func TestTabWithNothingSelectedGoesToTheFirstStep(t *testing.T) {
	r := robotOn(t, "en")
	r.focusBoard()
	r.Select()
	name := r.shown.Map.Settings.Name
	if !r.board.AcceptsTab() {
		t.Fatal("Tab leaves the board")
	}
	r.key(fyne.KeyTab)
	chosen := r.machine.SelectedSteps()
	r.Select()
	action.Run("next_step", r)
	if first := r.machine.SelectedSteps(); len(chosen) != 1 || len(first) != 1 || chosen[0] != first[0] {
		t.Fatalf("Tab goes to %v, the first is %v", chosen, first)
	}
	r.write("x")
	if r.win.Canvas().Focused() != fyne.Focusable(r.board) || r.shown.Map.Settings.Name != name {
		t.Errorf("the map is called %q", r.shown.Map.Settings.Name)
	}
}

// The second way out of a call makes its card higher by two rows; what stands right below it gives way in the same edit.
func TestWhatStandsBelowGivesWayToANewWayAndComesBackWithUndo(t *testing.T) {
	r := robotOn(t, "en")
	r.Select()
	r.createSomewhere(journey.StepCall)
	r.until("made", func() bool { return len(r.machine.SelectedSteps()) == 1 })
	call := r.machine.SelectedSteps()[0]
	r.closeInline()
	r.moveSteps(tool.MoveSteps{Steps: []journey.ID{call}, DX: 0, DY: 2000})
	r.until("alone", func() bool { return r.shown.Map.Step(call).Y > 1500 })
	at := *r.shown.Map.Step(call)
	below := draw.Point{X: at.X + layout.CardWidth/2, Y: at.Y + layout.HeadHeight*2.5}
	r.create(newStep{kind: journey.StepGoal, name: "Close below", at: below})
	r.until("made below", func() bool { return r.named("Close below") != nil })
	was := r.named("Close below").Y
	r.Select(step(call), step(r.named("Close below").ID))
	action.Run("frame", r)
	frame := func() *journey.Step {
		for _, s := range r.shown.Map.Steps {
			if s.Frame != nil && s.Y > 1000 {
				return s
			}
		}
		return nil
	}
	r.until("framed", func() bool { return frame() != nil })
	r.key(fyne.KeyEscape) // the field for its name
	high := math.Ceil(was + layout.HeadHeight + 10 - frame().Y)
	r.Edit(func(tx *edit.Tx) ([]journey.Ref, error) {
		f := frame()
		return nil, edit.Resize(tx, f.ID, f.X, f.Y, f.Frame.Width, high)
	})
	r.until("tight", func() bool { return frame().Frame.Height == high })
	port, ok := r.machine.World().Port(call, journey.PortReached)
	if !ok {
		t.Fatal("the call shows no way out")
	}
	r.drag(port, r.middle(t, "order"))
	r.until("linked", func() bool { return r.linked(call, "order") })
	card, under := r.layout.Card(call), r.layout.Card(r.named("Close below").ID)
	if card.Whole().Overlaps(under.Rect) {
		t.Errorf("the card down to %v covers the one at %v", card.Whole().Bottom(), under.Rect.Y)
	}
	if r.named("Close below").Y == was {
		t.Error("nothing gave way: the test proves nothing")
	}
	if f := frame(); f.Frame.Height <= high || f.Y+f.Frame.Height < under.Rect.Bottom() {
		t.Errorf("the frame, %v high before and %v now, does not hold the card down to %v", high, f.Frame.Height, under.Rect.Bottom())
	}
	action.Run("undo", r)
	r.until("undone", func() bool { return !r.linked(call, "order") })
	if h := frame().Frame.Height; h != high {
		t.Errorf("after one undo the frame is %v high, not %v", h, high)
	}
	if y := r.named("Close below").Y; y != was {
		t.Errorf("after one undo the step below is at %v, not %v", y, was)
	}
}

// Undo of a new step goes back to where it was made from: Tab then makes another one there, and does not lead to a field.
func TestUndoSelectsWhatTheStepWasMadeFrom(t *testing.T) {
	r := robotOn(t, "en")
	r.click(r.middle(t, "order"))
	for _, name := range []string{"First", "Second"} {
		r.key(fyne.KeyTab)
		r.write("mess " + name)
		r.key(fyne.KeyReturn)
		r.until("made "+name, func() bool { return r.named(name) != nil && r.machine.IsSelected(step(r.named(name).ID)) })
	}
	first := r.named("First").ID
	action.Run("undo", r)
	r.until("back at the first", func() bool { return r.named("Second") == nil && r.machine.IsSelected(step(first)) })
	action.Run("undo", r)
	r.until("back at the order", func() bool { return r.named("First") == nil && r.machine.IsSelected(step("order")) })
	r.key(fyne.KeyDelete)
	r.until("deleted", func() bool { return r.shown.Map.Step("order") == nil })
	if n := len(r.machine.Selection()); n != 0 {
		t.Errorf("%d selected after a deletion", n)
	}
}

func TestANameAloneIsOfferedForEveryKind(t *testing.T) {
	r := robotOn(t, "en")
	r.click(r.middle(t, "order"))
	r.key(fyne.KeyTab)
	r.write("zebra")
	choices := r.picker.Choices()
	if len(choices) != 10 || choices[0].Detail != "zebra" {
		t.Fatalf("%d choices: %+v", len(choices), choices)
	}
	r.picker.Type("a new page")
	if c := r.picker.Choices(); len(c) != 10 || c[0].Detail != "new page" || c[1].Detail != "a new page" {
		t.Errorf("%+v", c)
	}
	r.picker.Type("zebra")
	r.key(fyne.KeyDown)
	r.key(fyne.KeyReturn)
	r.until("made", func() bool { return r.named("zebra") != nil })
	if kind := r.named("zebra").Kind; kind != journey.StepMessage {
		t.Errorf("the second choice made a %s", kind)
	}
}

func TestEscapeInTheFieldCreatesNothing(t *testing.T) {
	r := robotOn(t, "en")
	steps := len(r.shown.Map.Steps)
	r.click(r.middle(t, "order"))
	r.key(fyne.KeyTab)
	r.write("mess")
	r.key(fyne.KeyEscape)
	if r.picker.Open() || len(r.shown.Map.Steps) != steps || r.shown.Undo != nil {
		t.Fatal("Escape left something behind")
	}
	if r.win.Canvas().Focused() != fyne.Focusable(r.board) {
		t.Error("the board does not have the keyboard again")
	}
}

func TestALinkDroppedOnEmptyGroundCreatesThere(t *testing.T) {
	r := robotOn(t, "en")
	from, _ := r.machine.World().Port("order", journey.PortOut)
	r.drag(from, draw.Point{X: from.X + 60, Y: from.Y + 250})
	r.write("touch Review")
	r.key(fyne.KeyReturn)
	r.until("made", func() bool { return r.named("Review") != nil })
	if !r.linked("order", r.named("Review").ID) {
		t.Error("not linked")
	}
}

func TestNotesLinksAndHeadsAreNamedInPlace(t *testing.T) {
	r := robotOn(t, "en")
	note := slices.IndexFunc(r.shown.Map.Steps, func(s *journey.Step) bool { return s.Kind == journey.StepNote })
	for i, c := range []struct {
		ref  journey.Ref
		read func() string
	}{
		{step(r.shown.Map.Steps[note].ID), func() string { return r.shown.Map.Steps[note].Note.Text }},
		{journey.Ref{Kind: journey.KindLink, ID: r.shown.Map.Links[0].ID}, func() string { return r.shown.Map.Links[0].Label }},
		{journey.Ref{Kind: journey.KindStage, ID: r.shown.Map.Stages[0].ID}, func() string { return r.shown.Map.Stages[0].Name }},
		{journey.Ref{Kind: journey.KindScenario, ID: r.shown.Map.Scenarios[0].ID}, func() string { return r.shown.Map.Scenarios[0].Name }},
	} {
		r.Select(c.ref)
		r.focusBoard()
		r.key(fyne.KeyReturn)
		if r.inline == nil {
			t.Fatalf("%s is not named in place", c.ref.Kind)
		}
		r.inline.SetText("Another")
		r.click(draw.Point{X: -500 * float64(i+1), Y: -500}) // far apart: no double click
		r.until("named: "+string(c.ref.Kind), func() bool { return c.read() == "Another" })
	}
}

func TestFindJumpsToWhatWasFound(t *testing.T) {
	r := robotOn(t, "en")
	action.Run("find", r)
	r.write("ORDER")
	if c := r.picker.Choices(); len(c) == 0 || c[0].Title != "Order" {
		t.Fatalf("%+v", c)
	}
	r.key(fyne.KeyReturn)
	if !r.machine.IsSelected(step("order")) {
		t.Errorf("selected %v", r.machine.Selection())
	}
	area, _ := r.Area("order")
	if c := r.machine.Camera; c.Zoom < nearEnough || !c.Viewport().Contains(draw.Point{X: area.X, Y: area.Y}) {
		t.Errorf("%+v does not show %v", c, area)
	}
}

// A box with nothing in it looks broken.
func TestAPickerSaysThatNothingFits(t *testing.T) {
	r := robotOn(t, "en")
	for _, id := range []string{"commands", "find"} {
		action.Run(id, r)
		r.picker.Type("qqq")
		if len(r.picker.Choices()) != 0 || !strings.Contains(r.words(t), "Nothing found") {
			t.Errorf("%s: %q", id, r.words(t))
		}
		r.key(fyne.KeyReturn) // there is nothing to choose
		r.key(fyne.KeyDown)
		r.key(fyne.KeyEscape)
	}
}

// A scenario that is wider than the board is shown from its beginning, not with its middle at the edge.
func TestFindShowsAScenarioFromItsBeginning(t *testing.T) {
	r := robotOn(t, "en")
	lane := journey.Ref{Kind: journey.KindScenario, ID: r.shown.Map.Scenarios[0].ID}
	r.jump(lane)
	area, _ := r.machine.World().Area(lane)
	c := r.machine.Camera
	from, to := c.Screen(draw.Point{X: area.X, Y: area.Y}), c.Screen(draw.Point{X: area.Right(), Y: area.Bottom()})
	if from.X < 0 || from.X > 140 && to.X > c.Width || from.Y < 0 {
		t.Errorf("the scenario stands from %v to %v of %v × %v", from, to, c.Width, c.Height)
	}
}

func TestCommandsAreFoundByWordsAndSayWhyTheyCannotBeDone(t *testing.T) {
	r := robotOn(t, "en")
	action.Run("commands", r)
	r.write("al lef")
	if c := r.picker.Choices(); len(c) != 1 || c[0].Title != "Align left" || c[0].Why == "" {
		t.Fatalf("%+v", c)
	}
	r.key(fyne.KeyReturn)
	if !r.picker.Open() {
		t.Error("what cannot be done was chosen")
	}
	r.picker.Type("select all")
	r.key(fyne.KeyReturn)
	if len(r.machine.Selection()) != len(r.shown.Map.Steps) {
		t.Errorf("selected %d", len(r.machine.Selection()))
	}
	action.Run("commands", r)
	r.write("show scen main")
	r.key(fyne.KeyReturn)
	if !r.view.filter.MainFlow {
		t.Error("an entry of a submenu is not among the commands")
	}
}

func TestAlignLeftIsOneStepOfTheHistory(t *testing.T) {
	r := robotOn(t, "en")
	r.Select(step("shop"), step("from_ads"))
	before := *r.shown.Map.Step("from_ads")
	action.Run("align_top", r)
	r.until("aligned", func() bool { return r.shown.Undo != nil })
	if a, b := r.shown.Map.Step("shop"), r.shown.Map.Step("from_ads"); a.Y != b.Y || b.X != before.X {
		t.Errorf("%v,%v and %v,%v", a.X, a.Y, b.X, b.Y)
	}
	if got := r.actionLabel("undo"); got != "Undo: Arranged: Align top" {
		t.Errorf("undo says %q", got)
	}
}

func TestTheHistoryListsEverythingAndGoesThere(t *testing.T) {
	r := robotOn(t, "en")
	before := r.shown.Map.Step("order").Y
	for range 3 {
		r.nudgeStep("order")
	}
	r.until("moved", func() bool { return r.shown.Map.Step("order").Y == before+30 })
	action.Run("history", r)
	h := r.history
	if len(h.entries) != 3 || h.done != 3 {
		t.Fatalf("%d entries, %d done", len(h.entries), h.done)
	}
	h.list.OnSelected(2) // newest first: the map after the first edit
	r.until("went back", func() bool { return r.shown.Map.Step("order").Y == before+10 })
	if h.done != 1 || r.shown.Redo == nil {
		t.Errorf("%d done", h.done)
	}
	h.list.OnSelected(0)
	r.until("went on", func() bool { return r.shown.Map.Step("order").Y == before+30 && r.shown.Redo == nil })
}

// A tester saw Undo light up after mere selecting.
func TestSelectingAndLookingIsNothingToUndo(t *testing.T) {
	r := robotOn(t, "en")
	for _, kind := range journey.Kinds() {
		for _, record := range r.shown.Map.Records(kind) {
			r.Select(journey.Ref{Kind: kind, ID: record.RecordID()})
		}
	}
	for _, s := range r.shown.Map.Steps {
		p := r.middle(t, s.ID)
		r.click(p)
		// A hand that trembles by a pixel or two presses, and lets go.
		r.press(p, 0)
		r.pull(draw.Point{X: p.X + 5/r.machine.Camera.Zoom, Y: p.Y})
		r.release(draw.Point{X: p.X + 4/r.machine.Camera.Zoom, Y: p.Y}, 0)
		r.key(fyne.KeyF2)
		r.key(fyne.KeyEscape)
	}
	action.Run("fit", r)
	action.Run("select_all", r)
	r.Select()
	r.show(r.session.Snapshot())
	if r.shown.Undo != nil || r.shown.Redo != nil || r.shown.Map.Revision != 0 {
		t.Fatalf("undo %+v, redo %+v, revision %d", r.shown.Undo, r.shown.Redo, r.shown.Map.Revision)
	}
	if action.Find("undo").Enabled(r.State()) {
		t.Error("Undo is offered")
	}
}

func TestAFilterFadesTheOthersAndIsShown(t *testing.T) {
	r := robotOn(t, "en")
	r.setFilter(overlay.Filter{Scenario: r.shown.Map.Scenarios[0].ID})
	if !r.chip.object.Visible() || !strings.Contains(r.chip.button.Text, r.shown.Map.Scenarios[0].Name) {
		t.Errorf("the chip says %q", r.chip.button.Text)
	}
	faded := r.view.filter.Faded(r.shown.Map)
	if !faded["order"] || len(faded) == 0 {
		t.Error("the main flow is not faded")
	}
	action.Run("filter_off", r)
	if r.chip.object.Visible() {
		t.Error("the filter is still shown")
	}
}

func TestLockedStepsStayWhereTheyAre(t *testing.T) {
	r := robotOn(t, "en")
	r.Select(step("order"))
	action.Run("lock", r)
	r.until("locked", func() bool { return r.shown.Map.Step("order").Locked })
	before := r.shown.Map.Step("order").Y
	from := r.middle(t, "order")
	r.drag(from, draw.Point{X: from.X, Y: from.Y + 100})
	r.nudge(0, 1)
	action.Run("delete", r)
	if s := r.shown.Map.Step("order"); s == nil || s.Y != before {
		t.Fatal("moved or gone")
	}
	action.Run("lock", r)
	r.until("free again", func() bool { return !r.shown.Map.Step("order").Locked })
}

func TestAFrameIsDrawnAroundTheSelection(t *testing.T) {
	r := robotOn(t, "en")
	r.Select(step("shop"), step("product"))
	steps := len(r.shown.Map.Steps)
	action.Run("frame", r)
	r.until("framed", func() bool { return len(r.shown.Map.Steps) == steps+1 })
	frame := r.shown.Map.Steps[steps]
	contents := r.machine.World().Contents(step(frame.ID))
	if !slices.Contains(contents, "shop") || !slices.Contains(contents, "product") {
		t.Fatalf("the frame holds %v", contents)
	}
	r.closeInline()
	r.paint("#c2255c")
	r.until("painted", func() bool { return r.shown.Map.Step(frame.ID).Frame.Color == "#c2255c" })
}

func TestTheMinimapIsSeenWhileAPartOfTheMapIsNot(t *testing.T) {
	r := robotOn(t, "en")
	action.Run("fit", r)
	if r.minimap.Visible() {
		t.Error("shown though everything is seen")
	}
	for range 6 {
		action.Run("zoom_in", r)
	}
	if !r.minimap.Visible() {
		t.Fatal("not shown though a part is outside")
	}
	before := r.machine.Camera.Origin
	r.minimap.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, 30)}})
	if r.machine.Camera.Origin == before {
		t.Error("a press on it does not look there")
	}
	action.Run("minimap", r)
	if r.minimap.Visible() {
		t.Error("shown though it was put away")
	}
}

func TestAWaitTakesItsLengthFromWhatWasTyped(t *testing.T) {
	for language, typed := range map[string]string{"en": "wait 2 days", "ru": "ожид 2 дня"} {
		r := robotOn(t, language)
		steps := len(r.shown.Map.Steps)
		r.click(r.middle(t, "order"))
		r.key(fyne.KeyTab)
		r.write(typed)
		r.key(fyne.KeyReturn)
		r.until("made", func() bool { return len(r.shown.Map.Steps) == steps+1 })
		if s := r.shown.Map.Steps[steps]; s.Kind != journey.StepWait || s.Wait.For != journey.Fixed(2*journey.Day) || s.Name != "" {
			t.Errorf("%s: %+v %+v", language, s, s.Wait)
		}
	}
}

func TestTheCrumbsSayWhereOneIsAndLeadBack(t *testing.T) {
	r := robotOn(t, "en")
	scenario := r.shown.Map.Scenarios[0]
	r.Select(step(scenario.Start))
	if got := r.crumbs.shown; len(got) != 3 || got[1] != scenario.Name || !r.crumbs.object.Visible() {
		t.Fatalf("%q", got)
	}
	r.crumbs.row.Objects[2].(*crumbLink).Tapped(nil)
	if !r.machine.IsSelected(journey.Ref{Kind: journey.KindScenario, ID: scenario.ID}) || len(r.crumbs.shown) != 2 {
		t.Errorf("%v, %q", r.machine.Selection(), r.crumbs.shown)
	}
	r.crumbs.row.Objects[0].(*crumbLink).Tapped(nil)
	if len(r.machine.Selection()) != 0 || r.crumbs.object.Visible() {
		t.Error("the first crumb does not lead to the whole map")
	}
}

func TestAViewOfTheWholeMapStaysOneInAnotherWindow(t *testing.T) {
	r := robotOn(t, "en")
	action.Run("fit", r)
	r.win.Resize(fyne.NewSize(1000, 600))
	view, all := r.machine.Camera.Viewport(), r.scene.Bounds
	if view.X > all.X || view.Y > all.Y || view.X+view.W < all.X+all.W || view.Y+view.H < all.Y+all.H {
		t.Fatalf("sees %+v of %+v", view, all)
	}
	action.Run("zoom_in", r)
	zoom := r.machine.Camera.Zoom
	r.win.Resize(fyne.NewSize(1300, 800))
	if r.machine.Camera.Zoom != zoom {
		t.Error("a view somebody chose was changed")
	}
}

func TestAGoalBehindAMessageIsForWhoClicksAndASecondWayFromACallForWhoWasNotReached(t *testing.T) {
	r := robotOn(t, "en")
	next := func(from, typed string) journey.Port {
		r.machine.Select(step(r.named(from).ID))
		before := len(r.shown.Map.Links)
		r.focusBoard()
		r.key(fyne.KeyTab)
		r.write(typed)
		r.key(fyne.KeyReturn)
		r.until(typed+" is made", func() bool { return len(r.shown.Map.Links) > before })
		return r.shown.Map.Links[len(r.shown.Map.Links)-1].Port
	}
	first := r.shown.Map.Steps[0].Name
	next(first, "mess Offer")
	if port := next("Offer", "goal Bought"); port != journey.PortClicked {
		t.Errorf("a goal behind a message is reached by %q", port)
	}
	if port := next("Offer", "wait 3 days"); port != journey.PortOut {
		t.Errorf("a wait behind a message is reached by %q", port)
	}
	next("Bought", "call Ask")
	for _, want := range []journey.Port{journey.PortReached, journey.PortNotReached, journey.PortRefused} {
		if port := next("Ask", "update "+string(want)); port != want {
			t.Errorf("the next way from a call is %q, not %q", port, want)
		}
	}
}
