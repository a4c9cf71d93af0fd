// Package settings is what the window remembers between starts on this computer: language, theme, sizes, recent files, where
// the window stood. It is one small JSON file that is always replaced as a whole, so that a program ended at any moment, or a
// disk that fills up, leaves either the settings before or those after. (Fyne's own preferences empty their file first and
// write then; a program ended between the two forgets everything.)
//
// It must not know what is remembered, nor any window: names and values are the caller's.
package settings
