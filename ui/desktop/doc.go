// Package desktop is the window of Rehearse, made with Fyne, and the only place that knows Fyne.
//
// It shows snapshots of a session and turns what people do into edits and commands: the board hands
// gestures to ui/tool, menus and keys come from ui/action, forms from ui/form, numbers from ui/overlay.
// Everything here belongs to Fyne's main goroutine; what a worker wants to show comes through the
// session's snapshot, fetched at most thirty times a second with one call waiting at a time.
//
// app.go alone imports the driver that needs C, so that everything else is tested without it.
package desktop
