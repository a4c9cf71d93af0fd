package week

import (
	"testing"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/ui/text"
)

func hours(day string, from, until float64) journey.Hours {
	return journey.Hours{Day: journey.Weekday(day), From: journey.TimeOfDay(from * 3600), Until: journey.TimeOfDay(until * 3600)}
}

// where is the place of an hour on the row of a day.
func where(day int, hour float64) draw.Point {
	return draw.Point{X: left + hour*cellWidth, Y: top + (float64(day)+0.5)*cellHeight}
}

func TestABarOfQuietHoursIsWhatTheHandDraws(t *testing.T) {
	t.Parallel()
	night := Quiet{hours("mon", 21, 9)}
	for _, c := range []struct {
		name     string
		before   Quiet
		from, to draw.Point
		want     journey.Hours
	}{
		{"drawn", nil, where(2, 9), where(2, 12.3), hours("wed", 9, 12.25)},
		{"drawn backwards", nil, where(2, 12), where(2, 9), hours("wed", 9, 12)},
		{"drawn over midnight", nil, where(2, 22), where(3, 7), hours("wed", 22, 7)},
		{"drawn from Sunday to Monday", nil, where(6, 22), where(0, 7), hours("sun", 22, 7)},
		{"drawn below Sunday", nil, where(6, 22), where(7, 7), hours("sun", 22, 7)},
		{"longer than a day", nil, where(2, 8), where(3, 20), hours("wed", 8, 8)},
		{"from midnight to the next day", nil, where(2, 0), where(3, 20), hours("wed", 0, 24)},
		{"to the right edge", nil, where(2, 22), where(2, 30), hours("wed", 22, 24)},
		{"its end", night, night.Place(0, QuietUntil), where(1, 7), hours("mon", 21, 7)},
		{"its end on its own day", night, night.Place(0, QuietUntil), where(0, 23), hours("mon", 21, 23)},
		{"its beginning", night, night.Place(0, QuietFrom), where(0, 22.5), hours("mon", 22.5, 9)},
		{"its beginning before its end", night, night.Place(0, QuietFrom), where(0, 3), hours("mon", 9, 9)},
		{"moved", night, where(0, 22), where(0, 23), hours("mon", 22, 10)},
		{"moved to another day", night, where(0, 22), where(3, 22), hours("thu", 21, 9)},
		{"moved until it ends at midnight", Quiet{hours("fri", 18, 22)}, where(4, 20), where(4, 22), hours("fri", 20, 24)},
	} {
		got, bar := c.before.Drag(c.before.At(c.from, 0), c.from, c.to)
		if bar != 0 || got[0] != c.want {
			t.Errorf("%s: %v, not %v", c.name, got, c.want)
		}
		if len(c.before) > 0 && c.before[0] == got[0] {
			t.Errorf("%s: nothing changed", c.name)
		}
	}
	if night[0] != hours("mon", 21, 9) {
		t.Error("a drag changes what was before it")
	}
	if got, bar := Quiet(nil).Drag(QuietHit{QuietGround, -1}, where(1, 5), where(1, 5)); bar != -1 || len(got) != 0 {
		t.Error("a click draws a bar")
	}
}

func TestQuietHoursAreChangedByKeys(t *testing.T) {
	t.Parallel()
	q := Quiet{hours("mon", 21, 9), hours("tue", 1, 2)}
	if got := q.Longer(0, Snap)[0]; got != hours("mon", 21, 9.25) {
		t.Errorf("longer: %v", got)
	}
	if got := q.Longer(0, 20*3600)[0]; got != hours("mon", 21, 21) {
		t.Errorf("longer than a day: %v", got)
	}
	if got := q.Longer(1, -7200)[1]; got != hours("tue", 1, 1.25) {
		t.Errorf("shorter than nothing: %v", got)
	}
	if got := q.Later(0, -Snap)[0]; got != hours("mon", 20.75, 8.75) {
		t.Errorf("earlier: %v", got)
	}
	if got := q.Night(); got != hours("wed", 21, 9) {
		t.Errorf("a new bar: %v", got)
	}
	if got := q.EveryDay(0); len(got) != 7 || got[6] != hours("sun", 21, 9) {
		t.Errorf("every day: %v", got)
	}
	if got := q.Without(0); len(got) != 1 || got[0].Day != "tue" {
		t.Errorf("without the first: %v", got)
	}
}

func TestTheQuietHoursLieInTheirPicture(t *testing.T) {
	t.Parallel()
	q := Quiet{hours("sun", 21, 9), hours("tue", 0, 24)}
	s := q.Scene(QuietLook{Theme: draw.Light(), Words: text.New("ru")})
	boxes := 0
	for i := range s.Items {
		if a := s.Items[i].Area(); s.Items[i].Text == nil && (a.X < -1 || a.Y < -1 || a.Right() > s.Bounds.W+1 || a.Bottom() > s.Bounds.H+1) {
			t.Errorf("%v lies outside", a)
		}
		if b := s.Items[i].Box; b != nil && b.Width == 2 {
			boxes++
		}
	}
	if boxes != 2 {
		t.Errorf("a bar over midnight has %d pieces", boxes)
	}
}
