package desktop

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/ui/week"
)

// quietOn opens the quiet hours of a sample, without any.
func quietOn(t *testing.T, language string) (robot, *rulesPage) {
	t.Helper()
	r, p := policyOn(t, language)
	p.parts.SetSelected(r.Window.t("sending.part.quiet", nil))
	p.focus()
	for p.quiet.picture.Chosen() >= 0 {
		r.key(fyne.KeyDelete)
	}
	r.until("empty", func() bool { return len(r.bars()) == 0 })
	return r, p
}

func (r robot) bars() []journey.Hours {
	if q := r.shown.Map.Policy.QuietHours; q != nil {
		return q.Hours
	}
	return nil
}

// pullQuiet drags in the picture of the quiet hours, without letting go.
func (r robot) pullQuiet(from, to draw.Point) {
	p := r.records.rules.quiet.picture
	p.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: p.Point(from)}, Button: desktop.MouseButtonPrimary})
	for i := 1; i <= 4; i++ {
		k := float64(i) / 4
		p.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: p.Point(draw.Point{X: from.X + (to.X-from.X)*k, Y: from.Y + (to.Y-from.Y)*k})}})
	}
}

func bar(day string, from, until int) journey.Hours {
	return journey.Hours{Day: journey.Weekday(day), From: journey.TimeOfDay(from * 60), Until: journey.TimeOfDay(until * 60)}
}

func TestQuietHoursAreDrawnAndDraggedOverMidnight(t *testing.T) {
	r, p := quietOn(t, "en")
	at := week.Quiet{bar("wed", 22*60, 7*60)}
	r.pullQuiet(at.Place(0, week.QuietFrom), at.Place(0, week.QuietUntil))
	p.quiet.picture.DragEnd()
	r.until("drawn", func() bool { return len(r.bars()) == 1 })
	if got := r.bars()[0]; got != at[0] {
		t.Fatalf("%v was drawn", got)
	}
	if words := p.quiet.sentence.Text; words != "Quiet Wed 22:00–07:00 by the person’s clock; what falls into them is held until they end." {
		t.Errorf("they read %q", words)
	}
	later := week.Quiet{bar("wed", 22*60, 9*60)}
	r.pullQuiet(at.Place(0, week.QuietUntil), later.Place(0, week.QuietUntil))
	if !p.quiet.picture.Cancel() || len(r.bars()) != 1 || r.bars()[0] != at[0] {
		t.Fatal("Escape does not give the drag up")
	}
	p.quiet.picture.DragEnd()
	r.pullQuiet(at.Place(0, week.QuietUntil), later.Place(0, week.QuietUntil))
	p.quiet.picture.DragEnd()
	r.until("longer", func() bool { return r.bars()[0] == later[0] })
	if r.shown.Undo.ID != "edit.set_quiet_hours" {
		t.Errorf("undone would be %s", r.shown.Undo.ID)
	}
	r.session.Undo(nil) // one drag is one step
	r.until("undone", func() bool { return r.bars()[0] == at[0] })
	if now := p.quiet.picture.Now(); now[0] != at[0] {
		t.Errorf("the picture does not follow the undo: %v", now)
	}
}

func TestQuietHoursAreTypedAndMovedByKeys(t *testing.T) {
	r, p := quietOn(t, "ru")
	q := &p.quiet
	r.key(fyne.KeyInsert)
	r.until("added", func() bool { return len(r.bars()) == 1 && r.bars()[0] == bar("mon", 21*60, 9*60) })
	r.key(fyne.KeyRight)
	r.until("moved", func() bool { return r.bars()[0] == bar("mon", 21*60+15, 9*60+15) })
	r.win.Canvas().Focused().TypedRune('-')
	r.until("shorter", func() bool { return r.bars()[0] == bar("mon", 21*60+15, 9*60) })
	r.key(fyne.KeyReturn)
	if r.win.Canvas().Focused() != fyne.Focusable(q.from) {
		t.Fatalf("the keyboard is at %T", r.win.Canvas().Focused())
	}
	q.from.SetText("viele")
	r.key(fyne.KeyReturn)
	if !r.records.notice.Visible() || !strings.Contains(r.records.notice.Text, "viele") {
		t.Error("nobody says that this is no time")
	}
	if q.from.Text != "21:15" {
		t.Errorf("the field says %q", q.from.Text)
	}
	r.key(fyne.KeyReturn) // from the picture into the field again
	q.from.SetText("20")
	r.key(fyne.KeyReturn)
	r.until("typed", func() bool { return r.bars()[0] == bar("mon", 20*60, 9*60) })
	if r.records.notice.Visible() {
		t.Error("what was wrong is still said")
	}
	q.every.OnTapped()
	r.until("every day", func() bool { return len(r.bars()) == 7 })
	if words := q.sentence.Text; !strings.HasPrefix(words, "Тихие часы: каждый день 20:00–09:00") {
		t.Errorf("they read %q", words)
	}
}
