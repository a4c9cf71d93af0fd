package desktop

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/ui/action"
	"rehearse/ui/week"
)

// find is a place of the picture where something lies.
func find(t *testing.T, want week.Hit) draw.Point {
	t.Helper()
	b := week.Bounds()
	for y := b.Y; y < b.Bottom(); y += 3 {
		for x := b.X; x < b.Right(); x += 3 {
			if week.At(draw.Point{X: x, Y: y}) == want {
				return draw.Point{X: x + 6, Y: y + 6}
			}
		}
	}
	t.Fatalf("%v is nowhere", want)
	return draw.Point{}
}

// pullBar drags in the picture of the week.
func (r robot) pullBar(from, to draw.Point) {
	p := r.weeks.picture
	p.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: p.Point(from)}, Button: desktop.MouseButtonPrimary})
	for i := 1; i <= 4; i++ {
		k := float64(i) / 4
		p.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: p.Point(draw.Point{X: from.X + (to.X-from.X)*k, Y: from.Y + (to.Y-from.Y)*k})}})
	}
}

// entry is the volume a day of the search adverts of the sample, and how many come at an hour by its profile.
func (r robot) entry(day, hour int) (perDay, people float64) {
	e := r.shown.Map.Step("from_ads").Entry
	now := week.Of(e.Profile, 7*e.PerDay.Value)
	return e.PerDay.Value, now.Hour(day, hour)
}

func TestABarOfTheWeekIsDraggedAndTheSumStays(t *testing.T) {
	r := robotOn(t, "en")
	action.Run("week", r.Window)
	if r.weeks == nil || r.weeks.entry != "from_ads" {
		t.Fatal("the week of the first entry is not open")
	}
	at := find(t, week.Hit{Kind: week.Bar, Day: week.All, Hour: 20})
	r.pullBar(at, draw.Point{X: at.X, Y: at.Y + 20})
	r.weeks.picture.DragEnd()
	r.until("kept", func() bool { return len(r.shown.Map.Step("from_ads").Entry.Profile) > 0 })
	perDay, people := r.entry(week.All, 20)
	if perDay != 400 || math.Abs(people-17.1) > 0.01 { // 0.787 of the way up to 21.67
		t.Errorf("%v a day, %v at 20 h", perDay, people)
	}
	if r.shown.Undo.ID != "edit.set_week" {
		t.Errorf("undone would be %s", r.shown.Undo.ID)
	}
	r.session.Undo(nil) // one drag is one step
	r.until("undone", func() bool { return len(r.shown.Map.Step("from_ads").Entry.Profile) == 0 })
	if now := r.weeks.picture.Now(); math.Abs(now.Hour(week.All, 20)-400.0/24) > 1e-9 {
		t.Error("the picture does not follow the undo")
	}
}

func TestEscapeGivesADragOfTheWeekUp(t *testing.T) {
	r := robotOn(t, "en")
	action.Run("week", r.Window)
	at := find(t, week.Hit{Kind: week.DayBar, Day: 2, Hour: 0})
	r.pullBar(at, draw.Point{X: at.X + 30, Y: at.Y})
	if !r.weeks.picture.Cancel() {
		t.Fatal("nothing is being dragged")
	}
	r.weeks.picture.DragEnd()
	if r.session.Snapshot().Undo != nil || r.weeks == nil {
		t.Error("a drag that was given up leaves a trace")
	}
	r.key(fyne.KeyEscape)
	if r.weeks != nil {
		t.Error("Escape does not close the week")
	}
}

// Without keeping the sum, 120 people more on Wednesday at noon are 120 more in the week of 2,800: 417.142857… a day.
func TestNumbersOfTheWeekAreTyped(t *testing.T) {
	r := robotOn(t, "ru")
	r.Select(step("from_ads"))
	r.letter('ц') // W under a Russian layout
	k := r.weeks
	k.keep.SetChecked(false)
	r.key(fyne.KeyDown)
	r.key(fyne.KeyDown)
	r.key(fyne.KeyDown) // Wednesday
	if day, hour := k.picture.Chosen(); day != 2 || hour != 12 {
		t.Fatalf("chosen is %d, %d", day, hour)
	}
	r.win.Canvas().Focused().TypedRune('1')
	if r.win.Canvas().Focused() != fyne.Focusable(k.hour.entry) || k.hour.entry.Text != "1" {
		t.Fatalf("a digit is not typed into the field of the hour: %T, %q", r.win.Canvas().Focused(), k.hour.entry.Text)
	}
	k.hour.entry.SetText("136,666666666667")
	r.key(fyne.KeyReturn)
	r.until("kept", func() bool { perDay, _ := r.entry(2, 12); return perDay != 400 })
	if perDay, people := r.entry(2, 12); math.Abs(perDay-417.1429) > 1e-4 || math.Abs(people-136.67) > 0.01 {
		t.Errorf("%v a day, %v on Wednesday at noon", perDay, people)
	}
	k.total.entry.SetText("7000")
	k.total.entry.FocusLost()
	r.until("more", func() bool { perDay, _ := r.entry(2, 12); return perDay == 1000 })
	k.total.entry.SetText("viele")
	k.total.entry.FocusLost()
	if !k.notice.Visible() {
		t.Error("nobody says that this is no number")
	}
}

func TestTheWeekOfACohortIsInPerCentAndABaseHasNone(t *testing.T) {
	m, err := sampleMap("webinar", "en")
	if err != nil {
		t.Fatal(err)
	}
	r := robot{windowOn(t, "en", m), t}
	action.Run("week", r.Window)
	if now := r.weeks.picture.Now(); math.Abs(now.Total()-100) > 1e-9 || !r.weeks.total.entry.Disabled() || !r.weeks.keep.Disabled() {
		t.Error("the number of a cohort can be changed by its week")
	}
	people := r.shown.Map.Step(r.weeks.entry).Entry.People
	r.weeks.picture.Change(0, 9, 50)
	r.until("kept", func() bool { return len(r.shown.Map.Step(r.weeks.entry).Entry.Profile) > 0 })
	if r.shown.Map.Step(r.weeks.entry).Entry.People != people {
		t.Error("the cohort is of another size")
	}
	if weekly(&journey.Step{Entry: &journey.Entry{Mode: journey.EntryBase}}) {
		t.Error("people who are there already have a week")
	}
}
