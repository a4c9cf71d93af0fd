// Package tool turns what a hand does with mouse and keys into intents: select these, move those by so
// much, connect this port to that step. It is a state machine over plain events, so that every gesture
// is tested without a window.
//
// A gesture in progress is a preview computed from where it began; the map is touched only on release,
// so cancelling costs nothing and leaves no trace. The package holds what is not history: the camera and
// the selection. It knows no Fyne, no session, no file and no clock: events carry their time.
package tool
