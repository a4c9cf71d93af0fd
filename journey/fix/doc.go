// Package fix has the edits that findings offer: values that describe one change of a map and make it through the
// one door, package edit. One file per edit, named for it.
//
// A fix is offered for a map as it was when it was checked. Where the map has gone on since then, Apply refuses and
// changes nothing. What a fix cannot know (a text in another language, who an owner is) it leaves as a visible gap to be
// filled; it invents nothing. The package does not know which finding offers what, nor any window or language.
package fix
