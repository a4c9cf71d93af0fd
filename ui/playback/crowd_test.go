package playback_test

import (
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/ui/playback"
)

// Five people are on the link of 192 from 208 to 400, which takes 192 hours: after 100 hours who came at hours 0, 2, 4, 60 and
// 90 is 100, 98, 96, 40 and 10 along it, beside its middle line by 0, 3, −3, 6 and −6. Within a reach of 6 the first three are one bubble: the second
// stands √(2²+3²) from the first, the third √(3²+4.5²) from the middle of both. Two of the three are of the second persona.
func TestPeopleTooNearToEachOtherAreOneBubble(t *testing.T) {
	t.Parallel()
	var stories []*simulate.Story
	for i, came := range []int64{0, 2, 4, 60, 90} {
		persona := journey.ID("two")
		if i == 0 || i == 4 {
			persona = "one"
		}
		stories = append(stories, story(persona,
			at(came, "arrive", "s0"), at(came, "enter", "s0"), over(came, "go", "s0", "l0", came+192), over(came+192, "enter", "s1", "l0", 0)))
	}
	f := shoot(t, chain(journey.StepEntry, journey.StepTouchpoint), stories...)
	var frame playback.Frame
	f.At(100*hour, hour, &frame)
	if frame.Walking != 5 || len(frame.Dots) != 5 {
		t.Fatalf("%d of %d dots are on their way", frame.Walking, len(frame.Dots))
	}
	for range 2 { // the second time in the same memory
		list := frame.Gather(f, 6)
		if len(list) != 3 {
			t.Fatalf("%d bubbles: %+v", len(list), list)
		}
		for i, want := range []struct {
			x              float64
			count, persona int
		}{{208 + 98, 3, 1}, {208 + 40, 1, 1}, {208 + 10, 1, 0}} {
			if b := list[i]; b.X != want.x || b.Count != want.count || b.Persona != want.persona || b.Opacity != 1 {
				t.Errorf("bubble %d: %+v, on paper %+v", i, b, want)
			}
		}
	}
	if n := len(frame.Gather(f, 1)); n != 5 {
		t.Errorf("%d bubbles where everybody can be told apart", n)
	}
}
