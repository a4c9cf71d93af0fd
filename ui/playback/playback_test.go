package playback_test

import (
	"fmt"
	"math"
	"reflect"
	"testing"

	"rehearse/journey"
	"rehearse/journey/layout"
	"rehearse/simulate"
	"rehearse/ui/playback"
)

const hour = 3_600_000

// eight measures every letter as half its size.
type eight struct{}

func (eight) Width(text string, size float64, _ bool) float64 { return float64(len(text)) * size / 2 }

// chain is a map of cards 208 wide in one row, 400 apart, joined by straight links l0, l1 … of 192 from border to border
// at the height 36: link i leads from x = 400·i+208 to 400·(i+1).
func chain(steps ...journey.StepKind) *journey.Map {
	m := journey.New("Chain", "2026-01-05")
	m.Personas = []*journey.Persona{{ID: "one"}, {ID: "two"}}
	for i, kind := range steps {
		s := &journey.Step{ID: journey.ID(fmt.Sprint("s", i)), Kind: kind, X: float64(400 * i)}
		m.Steps = append(m.Steps, s)
		if i > 0 {
			m.Links = append(m.Links, &journey.Link{ID: journey.ID(fmt.Sprint("l", i-1)), From: m.Steps[i-1].ID, To: s.ID, Port: journey.PortOut})
		}
	}
	return m
}

func shoot(t testing.TB, m *journey.Map, stories ...*simulate.Story) *playback.Film {
	t.Helper()
	l := layout.Of(m, eight{})
	for i, r := range l.Routes {
		from, to := r.Points[0], r.Points[len(r.Points)-1]
		if want := [2]layout.Point{{X: float64(400*i + 208), Y: 36}, {X: float64(400*i + 400), Y: 36}}; from != want[0] || to != want[1] {
			t.Fatalf("link %d leads from %v to %v, not as on paper: %v", i, from, to, want)
		}
	}
	return playback.Shoot(m, l, stories, 0, 1000*hour)
}

func story(persona journey.ID, moments ...simulate.Moment) *simulate.Story {
	return &simulate.Story{Persona: persona, Moments: moments}
}

func at(hours int64, what string, step journey.ID) simulate.Moment {
	return simulate.Moment{At: hours * hour, What: what, Step: step, Visit: 1}
}

func over(hours int64, what string, step, link journey.ID, until int64) simulate.Moment {
	x := at(hours, what, step)
	x.Link, x.Until = link, until*hour
	if what == "go" || what == "pulling" {
		x.Visit = 0
	}
	return x
}

// walker comes at s0 at hour 0, is at s1 at once, stays there until hour 10, is on the way to the goal s2 until hour 12.
func walker() *simulate.Story {
	return story("two",
		at(0, "arrive", "s0"), at(0, "enter", "s0"), over(0, "go", "s0", "l0", 0), over(0, "enter", "s1", "l0", 0),
		at(10, "take", "s1"), over(10, "go", "s1", "l1", 12), over(12, "enter", "s2", "l1", 0), at(12, "goal", "s2"), at(12, "at_goal", "s2"),
	)
}

type seen struct {
	x, y, opacity float64
}

func dots(frame *playback.Frame) (list []seen) {
	for _, d := range frame.Dots {
		list = append(list, seen{math.Round(d.X*1000) / 1000, math.Round(d.Y*1000) / 1000, math.Round(d.Opacity*1000) / 1000})
	}
	return list
}

// One person on the chain s0 → s1 → s2, ways without time shown in one hour of the map. s1 stands at 400…608, so whoever
// waits there is drawn 46 right of 400 and 10 over the card; the middle of s2 is 800+104.
func TestOnePersonIsWhereThePaperSays(t *testing.T) {
	t.Parallel()
	f := shoot(t, chain(journey.StepEntry, journey.StepTouchpoint, journey.StepGoal), walker())
	if len(f.People) != 1 || f.People[0].Persona != 1 {
		t.Fatalf("%+v", f.People)
	}
	var frame playback.Frame
	for _, c := range []struct {
		name         string
		minutes      int64
		dots         []seen
		onWay, goals int
	}{
		{"before", -1, nil, 0, 0},
		{"at the start of l0", 0, []seen{{208, 36, 1}}, 1, 0},
		{"half of the glide over l0", 30, []seen{{304, 36, 1}}, 1, 0},
		{"waiting at s1", 60, []seen{{446, -10, 1}}, 1, 0},
		{"still waiting", 599, []seen{{446, -10, 1}}, 1, 0},
		{"leaving s1", 600, []seen{{608, 36, 1}}, 1, 0},
		{"half of l1", 660, []seen{{704, 36, 1}}, 1, 0},
		{"at the goal", 720, []seen{{904, -10, 1}}, 0, 1},
		{"fading", 750, []seen{{904, -10, 0.5}}, 0, 1},
		{"gone", 780, nil, 0, 1},
	} {
		f.At(c.minutes*60_000, hour, &frame)
		if got := dots(&frame); !reflect.DeepEqual(got, c.dots) || frame.OnWay != c.onWay || frame.AtGoal != c.goals {
			t.Errorf("%s: %v, %d on the way, %d at the goal; on paper %v, %d, %d", c.name, got, frame.OnWay, frame.AtGoal, c.dots, c.onWay, c.goals)
		}
	}
	f.At(750*60_000, hour, &frame)
	if len(frame.Flashes) != 1 || frame.Flashes[0].Kind != playback.Reached || frame.Flashes[0].Step != "s2" || frame.Flashes[0].Strength != 0.5 {
		t.Errorf("%+v", frame.Flashes)
	}
}

// At six hours of the map a glide takes, the person who leaves s1 after half an hour glides there for that half hour only.
func TestAGlideLeavesRoomForWhatFollows(t *testing.T) {
	t.Parallel()
	f := shoot(t, chain(journey.StepEntry, journey.StepTouchpoint, journey.StepGoal), story("one",
		at(0, "arrive", "s0"), at(0, "enter", "s0"), over(0, "go", "s0", "l0", 0), over(0, "enter", "s1", "l0", 0),
		at(2, "take", "s1"), over(2, "go", "s1", "l1", 0), over(2, "enter", "s2", "l1", 0), at(2, "drop", "s2"),
	))
	var frame playback.Frame
	for minutes, want := range map[int64]seen{60: {304, 36, 1}, 120: {608, 36, 1}, 300: {704, 36, 1}, 480: {904, -10, 1}, 660: {904, -10, 0.5}} {
		if f.At(minutes*60_000, 6*hour, &frame); !reflect.DeepEqual(dots(&frame), []seen{want}) {
			t.Errorf("after %d minutes %v, on paper %v", minutes, dots(&frame), want)
		}
	}
}

// Thirty people come to s1 one hour after the other and stay; the stack has eleven places in a row, (208−46)/14, and two rows. The
// first stands in front. From the 20th hour on the first is served, those after wait in line.
func TestWaitingPeopleStackUpInOrderAndAreCounted(t *testing.T) {
	t.Parallel()
	var stories []*simulate.Story
	for i := range int64(30) {
		s := story("one", at(i, "arrive", "s0"), at(i, "enter", "s0"), over(i, "go", "s0", "l0", 0), over(i, "enter", "s1", "l0", 0))
		wait := at(i, "wait", "s1")
		if wait.Reason = "line"; i == 0 {
			wait.What, wait.Reason = "serve", ""
		}
		s.Moments = append(s.Moments, wait)
		stories = append(stories, s)
	}
	f := shoot(t, chain(journey.StepEntry, journey.StepSupport), stories...)
	var frame playback.Frame
	f.At(11*hour+hour/2, hour/4, &frame)
	if len(frame.Stacks) != 1 || !reflect.DeepEqual(frame.Stacks[0], playback.Stack{Step: "s1", At: layout.Point{X: 400, Y: -10}, Count: 12, InLine: 11, By: []int{0, 12, 0}, Width: 208}) {
		t.Errorf("%+v", frame.Stacks)
	}
	for i, d := range frame.Dots {
		if x, y := 446+14*float64(i%11), -10-14*float64(i/11); d.Person != i || d.X != x || d.Y != y {
			t.Errorf("dot %d: %+v, on paper at %v, %v", i, d, x, y)
		}
	}
	f.At(40*hour, hour, &frame)
	if frame.Stacks[0].Count != 30 || len(frame.Dots) != 22 || frame.OnWay != 30 || frame.Arrived != 30 {
		t.Errorf("%d dots, %+v", len(frame.Dots), frame.Stacks)
	}
	if who, ok := frame.Nearest(446, -8, 7); !ok || who != 0 {
		t.Errorf("nearest %d, %v", who, ok)
	}
	if _, ok := frame.Nearest(0, 300, 7); ok {
		t.Error("somebody is where nobody is")
	}
}

// A message is sent at hour 1 and another refused at hour 2 at the same step; half an hour later the first flash is over.
func TestMessagesFlashWhenTheyAreSentAndAreCounted(t *testing.T) {
	t.Parallel()
	f := shoot(t, chain(journey.StepEntry, journey.StepMessage), story("one", at(0, "arrive", "s0"), at(1, "send", "s1"), at(2, "refuse", "s1")))
	var frame playback.Frame
	for _, c := range []struct {
		minutes       int64
		kind          playback.Kind
		strength      float64
		sent, refused int
	}{{60, playback.Sent, 1, 1, 0}, {75, playback.Sent, 0.5, 1, 0}, {120, playback.Refused, 1, 1, 1}, {90, 0, 0, 1, 0}} {
		f.At(c.minutes*60_000, hour/2, &frame)
		if frame.Messages != c.sent || frame.Refused != c.refused {
			t.Errorf("after %d minutes %d sent, %d refused", c.minutes, frame.Messages, frame.Refused)
		}
		if c.strength == 0 {
			if len(frame.Flashes) > 0 {
				t.Errorf("after %d minutes %+v", c.minutes, frame.Flashes)
			}
		} else if len(frame.Flashes) != 1 || frame.Flashes[0].Kind != c.kind || frame.Flashes[0].Strength != c.strength {
			t.Errorf("after %d minutes %+v", c.minutes, frame.Flashes)
		}
	}
}

// A token splits off on l0 for two hours while the first stays at s0; it is taken away half way. Later a pull from s1 brings the
// person, who waits at s0, to s2: the old place fades, the dot comes over l1 in an hour.
func TestWhatSplitsOffAndWhatIsPulledHaveDotsOfTheirOwn(t *testing.T) {
	t.Parallel()
	withdrawn := at(6, "withdraw", "s0")
	f := shoot(t, chain(journey.StepEntry, journey.StepTouchpoint, journey.StepTouchpoint), story("one",
		at(0, "arrive", "s0"), at(0, "enter", "s0"), at(0, "fork", "s0"), over(0, "go", "s0", "l0", 2), simulate.Moment{At: hour, What: "lose", Link: "l0"},
		over(5, "pulling", "s1", "l1", 6), at(6, "pull", "s2"), withdrawn, at(6, "enter", "s2"), at(8, "drop", "s2"),
	))
	var frame playback.Frame
	for minutes, want := range map[int64][]seen{
		30:  {{256, 36, 1}, {46, -10, 1}},
		60:  {{46, -10, 1}},
		330: {{704, 36, 1}, {46, -10, 1}},
		361: {{104, -10, 0.9}, {846, -10, 1}}, // six minutes to fade
		400: {{846, -10, 1}},
		480: {{904, -10, 1}},
	} {
		if minutes == 361 {
			f.At(6*hour+36_000, hour/10, &frame)
		} else {
			f.At(minutes*60_000, hour/10, &frame)
		}
		if got := dots(&frame); !reflect.DeepEqual(got, want) {
			t.Errorf("after %d minutes %v, on paper %v", minutes, got, want)
		}
	}
}

// At the end of the run people stay where they are; a way that would go on is shown as far as it came.
func TestTheLastFrameShowsWhereEverybodyIs(t *testing.T) {
	t.Parallel()
	f := shoot(t, chain(journey.StepEntry, journey.StepTouchpoint), story("one",
		at(0, "arrive", "s0"), at(0, "enter", "s0"), over(900, "go", "s0", "l0", 1100), simulate.Moment{At: 1000 * hour, What: "under_way", Link: "l0"}))
	var frame playback.Frame
	f.At(f.Horizon, hour, &frame)
	if got := dots(&frame); len(got) != 1 || math.Abs(got[0].x-304) > 0.001 {
		t.Errorf("%v", got)
	}
}

// crowd is so many people on a chain of so many steps, each a day after the other.
func crowd(people, steps int) (*journey.Map, []*simulate.Story) {
	kinds := []journey.StepKind{journey.StepEntry}
	for range steps - 1 {
		kinds = append(kinds, journey.StepTouchpoint)
	}
	m := chain(kinds...)
	var stories []*simulate.Story
	for i := range int64(people) {
		s := story("one", at(i, "arrive", "s0"), at(i, "enter", "s0"))
		for n := 1; n < steps; n++ {
			now := i + int64(n)*24
			s.Moments = append(s.Moments, over(now, "go", m.Steps[n-1].ID, m.Links[n-1].ID, now+int64(n%3)))
			x := over(now+int64(n%3), "enter", m.Steps[n].ID, m.Links[n-1].ID, 0)
			s.Moments = append(s.Moments, x, at(now+int64(n%3), "send", m.Steps[n].ID))
		}
		stories = append(stories, s)
	}
	return m, stories
}

func BenchmarkFrameOf300PeopleOn60Steps(b *testing.B) {
	m, stories := crowd(300, 60)
	f := playback.Shoot(m, layout.Of(m, eight{}), stories, 0, 2000*hour)
	var frame playback.Frame
	t := int64(0)
	for b.Loop() {
		f.At(t, 4*hour, &frame)
		t = (t + hour/7) % (2000 * hour)
	}
}
