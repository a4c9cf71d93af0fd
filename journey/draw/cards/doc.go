// Package cards draws the personas of a map as cards that one shows to a client: portrait, story, goals, pains, how they
// can be reached, languages, and their part of the audience. The window's gallery and the exported sheet are the same
// scenes.
//
// A persona without a picture of its own gets a face that follows from its ID alone, so that it looks the same on every
// machine and after every edit; its clothes have the persona's colour.
package cards
