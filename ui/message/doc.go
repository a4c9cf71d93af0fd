// Package message says how a message reads in its channel: which fields the channel has, where it cuts them, how many SMS
// a text needs, and what stands in the place of a merge tag for an example person of the map.
//
// The limits are those of common readers, not of one: an inbox shows some 60 characters of a subject on a desk and 35 to
// 40 on a telephone, a lock screen one line of a push title and two of its text. The package knows no window.
package message
