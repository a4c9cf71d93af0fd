// Package action holds every command of the window as a value: its name, its key, when it makes sense and
// what it does. Menus, keys and buttons are built from this one list, so that they cannot disagree, and a
// test finds a command without words.
//
// An action works on a Host, which is the window seen from here. The package knows no Fyne.
package action
