package playback

import "math"

// Bubble is people on their ways who stand too near to each other to be told apart, drawn as one.
type Bubble struct {
	X, Y float64
	// Count of people, of Persona most (a place in Film.Personas, -1 for none of them); Opacity as that of a dot.
	Count, Persona int
	Opacity        float64
	// Person is the first of them, a place in Film.People.
	Person int

	by []int
}

// Gather makes bubbles of the people on their ways: who is nearer than reach, in world units, to some others joins them. Who
// fades stays alone. The bubbles hold until the next call.
func (to *Frame) Gather(f *Film, reach float64) []Bubble {
	list := to.bubbles[:0]
	for i := range to.Dots[:to.Walking] {
		d := &to.Dots[i]
		persona := f.People[d.Person].Persona
		best, near := -1, reach
		if d.Opacity == 1 {
			for j := range list {
				if b := &list[j]; b.Opacity == 1 {
					if away := math.Hypot(b.X-d.X, b.Y-d.Y); away < near {
						best, near = j, away
					}
				}
			}
		}
		if best < 0 {
			var by []int
			if len(list) < cap(list) {
				by = list[:len(list)+1][len(list)].by[:0] // of the last frame
			}
			list = append(list, Bubble{X: d.X, Y: d.Y, Persona: persona, Opacity: d.Opacity, Person: d.Person, by: by})
			best = len(list) - 1
		}
		b := &list[best]
		b.X, b.Y = (b.X*float64(b.Count)+d.X)/float64(b.Count+1), (b.Y*float64(b.Count)+d.Y)/float64(b.Count+1)
		b.Count++
		for len(b.by) <= len(f.Personas) {
			b.by = append(b.by, 0)
		}
		b.by[persona+1]++
		if b.by[persona+1] > b.by[b.Persona+1] {
			b.Persona = persona
		}
	}
	to.bubbles = list
	return list
}
