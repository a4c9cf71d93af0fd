// Package playback turns the stories of some people of a run into a film on the map: for every moment of the run where each of
// them is drawn, how many wait at which step, what is sent or refused right then, and how many have come how far.
//
// A film is pure geometry: the same stories, layout and moment give the same frame. The package knows no window and no wall clock.
package playback
