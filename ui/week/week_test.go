package week

import (
	"math"
	"testing"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/ui/text"
)

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9*math.Max(1, math.Abs(b)) }

// 2,800 people a week, three quarters of them on Monday at 9 and the rest on Tuesday at 10.
func TestAProfileIsReadAsPeople(t *testing.T) {
	t.Parallel()
	w := Of([]journey.ProfileHour{{Day: "mon", Hour: 9, Weight: 3}, {Day: "tue", Hour: 10, Weight: 1}}, 2800)
	if w.Hour(0, 9) != 2100 || w.Hour(1, 10) != 700 || w.Day(0) != 2100 || w.Total() != 2800 || w.Hour(All, 9) != 300 {
		t.Errorf("%v on Monday at 9, %v on Tuesday at 10, %v in all", w.Hour(0, 9), w.Hour(1, 10), w.Total())
	}
	if even := Of(nil, 1680); even.Hour(6, 23) != 10 || even.Day(3) != 240 {
		t.Errorf("an even week has %v on Sunday night", even.Hour(6, 23))
	}
}

// Of 1,680 people, ten an hour, Monday at 9 gets 20 more; kept, the others give them in proportion: (1680−30)/(1680−10).
func TestTheSumOfTheWeekIsKeptWhenAnHourIsDragged(t *testing.T) {
	t.Parallel()
	w := Of(nil, 1680)
	w.Set(0, 9, 30, true)
	if !near(w.Total(), 1680) || !near(w.Hour(0, 9), 30) || !near(w.Hour(3, 3), 10*1650.0/1670) {
		t.Errorf("%v in all, %v at the hour, %v elsewhere", w.Total(), w.Hour(0, 9), w.Hour(3, 3))
	}
	w.Set(0, 9, 5000, true) // more than there are
	if !near(w.Total(), 1680) || !near(w.Hour(0, 9), 1680) {
		t.Errorf("all people in one hour: %v of %v", w.Hour(0, 9), w.Total())
	}
	w.Set(0, 9, 1513, true) // the 167 taken away are spread evenly over the other 167 hours
	if !near(w.Total(), 1680) || !near(w.Hour(5, 5), 1) {
		t.Errorf("%v in all, %v elsewhere", w.Total(), w.Hour(5, 5))
	}
}

// A week nobody comes in has no sum to keep: what is typed counts, and from then on it is the sum.
func TestAWeekOfNobodyTakesWhatIsTypedAlthoughTheSumIsKept(t *testing.T) {
	t.Parallel()
	w := Of(nil, 0)
	w.Set(0, 9, 30, true)
	if w.Hour(0, 9) != 30 || w.Total() != 30 {
		t.Errorf("%v at the hour, %v in all", w.Hour(0, 9), w.Total())
	}
	w.Set(1, 10, 12, true)
	if !near(w.Total(), 30) || !near(w.Hour(0, 9), 18) || !near(w.Hour(1, 10), 12) {
		t.Errorf("%v in all, %v and %v at the hours", w.Total(), w.Hour(0, 9), w.Hour(1, 10))
	}
}

func TestWithoutKeepingTheSumFollows(t *testing.T) {
	t.Parallel()
	w := Of(nil, 1680)
	w.Set(2, -1, 480, false) // Wednesday doubles
	if !near(w.Total(), 1920) || !near(w.Hour(2, 7), 20) || !near(w.Hour(1, 7), 10) {
		t.Errorf("%v in all, %v on Wednesday", w.Total(), w.Hour(2, 7))
	}
	w.Set(All, 12, 30, false) // at noon every day, 30 instead of 10 (20 on Wednesday): 210 in all
	if !near(w.Total(), 1920-80+210) {
		t.Errorf("%v in all", w.Total())
	}
	w.SetTotal(4100)
	if !near(w.Total(), 4100) || !near(w.Hour(All, 12), 60) {
		t.Errorf("twice as many: %v", w.Hour(All, 12))
	}
	w.Set(4, 4, -7, false)
	if w.Hour(4, 4) != 0 {
		t.Errorf("fewer than nobody: %v", w.Hour(4, 4))
	}
}

func TestWhatIsKeptReadsBackTheSame(t *testing.T) {
	t.Parallel()
	for _, s := range Shapes() {
		w := Of(s.Profile, 1234)
		if !near(w.Total(), 1234) {
			t.Errorf("%s: %v people", s.ID, w.Total())
		}
		again := Of(w.Profile(), 1234)
		for d := range Days {
			for h := range Hours {
				if math.Abs(w.People[d][h]-again.People[d][h]) > 0.01 {
					t.Errorf("%s: %v became %v", s.ID, w.People[d][h], again.People[d][h])
				}
			}
		}
		if s.ID == "even" && w.Profile() != nil {
			t.Error("an even week is kept as 168 equal hours")
		}
	}
}

func TestABarMeansWhatItIsDraggedTo(t *testing.T) {
	t.Parallel()
	w := Of(nil, 1680)
	days, hours := w.Scales(All)
	o := Look{Day: All, Hour: 9, DayScale: days, HourTop: hours, Theme: draw.Light(), Words: text.New("en")}
	s := w.Scene(o)
	for i := range s.Items {
		if a := s.Items[i].Area(); s.Items[i].Text == nil && (a.X < -1 || a.Y < -1 || a.Right() > s.Bounds.W+1 || a.Bottom() > s.Bounds.H+1) {
			t.Errorf("%v lies outside", a)
		}
	}
	at := draw.Point{X: left + 9.5*cellWidth, Y: barsBottom - barsHigh/2}
	if hit := At(at); hit != (Hit{Bar, All, 9}) || !near(o.Value(hit, at, at, 0), hours/2) {
		t.Errorf("half way up is %v of %v at %v", o.Value(hit, at, at, 0), hours, hit)
	}
	day := draw.Point{X: dayLeft + dayWide, Y: top + 2.5*cellHeight}
	if hit := At(day); hit != (Hit{DayBar, 2, 0}) || !near(o.Value(hit, day, day, 0), days) {
		t.Errorf("the whole way is %v at %v", o.Value(hit, day, day, 0), hit)
	}
	cell := draw.Point{X: left + 0.5*cellWidth, Y: top + 6.5*cellHeight}
	if hit := At(cell); hit != (Hit{Cell, 6, 0}) || o.Value(hit, cell, draw.Point{X: cell.X, Y: cell.Y - 20}, 10) <= 10 {
		t.Errorf("dragging a cell up gives fewer, at %v", hit)
	}
	if At(draw.Point{X: 10, Y: top + 1}) != (Hit{DayName, 0, 0}) || At(draw.Point{X: 10, Y: 0}) != (Hit{}) {
		t.Error("the names of days are not where they are drawn")
	}
}
