// Package hint has buttons that say what they do: in a small label, when the mouse rests on them or the keyboard reaches
// them. Fyne has no such labels of its own.
//
// The label is painted in the last layer of the window or of the dialog the button stands in. It takes no click and no
// hover, so that nothing flickers below the mouse, and costs nothing while it is not shown.
package hint
