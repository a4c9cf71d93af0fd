// Package story puts what happened to one person into words and onto the map: the moments one by one with the reasons for
// what was not sent, which of them a finding is about, and the way that the person has gone up to a moment.
//
// Command line and window tell the same story from here. The package knows no window and runs nothing: simulate.Replay does.
package story
