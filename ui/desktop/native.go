//go:build !headless && !ci

package desktop

import (
	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// onNative does something with the system's window below Fyne's, which has what Fyne does not offer: keys before a field
// swallows them, and the place on the screen. It does nothing where there is no such window.
func onNative(win fyne.Window, do func(*glfw.Window)) {
	inside, ok := win.(interface{ RunWithContext(func()) })
	if !ok {
		return
	}
	inside.RunWithContext(func() {
		if native := glfw.GetCurrentContext(); native != nil {
			do(native)
		}
	})
}

// hearEverywhere hears the keys of functions whatever has the keyboard, and what became of Tab, Enter and Escape.
func (w *Window) hearEverywhere() {
	onNative(w.win, func(native *glfw.Window) {
		var fynes glfw.KeyCallback
		fynes = native.SetKeyCallback(func(of *glfw.Window, key glfw.Key, scancode int, action glfw.Action, mods glfw.ModifierKey) {
			if key == glfw.KeyF6 && mods&^glfw.ModShift == 0 {
				if action != glfw.Release {
					w.goRegion(map[bool]int{false: 1, true: -1}[mods&glfw.ModShift != 0])
				}
				return
			}
			if name, ok := functions[key]; ok && mods == 0 {
				if action == glfw.Press {
					w.key(&fyne.KeyEvent{Name: name})
				}
				return
			}
			was, open := w.win.Canvas().Focused(), len(w.dialogs)
			fynes(of, key, scancode, action, mods)
			if name, ok := heard[key]; ok && action == glfw.Press {
				w.keyDone(name, was, open)
			}
		})
	})
}

// functions are keys that mean nothing to a field, so that they do what they always do.
var functions = map[glfw.Key]fyne.KeyName{glfw.KeyF1: fyne.KeyF1, glfw.KeyF4: fyne.KeyF4, glfw.KeyF5: fyne.KeyF5, glfw.KeyF11: fyne.KeyF11}

var heard = map[glfw.Key]fyne.KeyName{
	glfw.KeyTab: fyne.KeyTab, glfw.KeyEscape: fyne.KeyEscape, glfw.KeyEnter: fyne.KeyReturn, glfw.KeyKPEnter: fyne.KeyEnter,
}

// screens are the parts of all screens that windows may use, the first one first.
func screens() (list []screenArea) {
	for _, m := range glfw.GetMonitors() {
		x, y, width, height := m.GetWorkarea()
		list = append(list, screenArea{x, y, width, height})
	}
	return list
}

// placed reports whether the system lets a program know and choose where its windows stand.
func placed() bool { return glfw.GetPlatform() != glfw.PlatformWayland }

// takePlace puts the window where it stood last.
func (w *Window) takePlace() {
	p, ok := w.placeKept().on(screens())
	if !ok || !placed() {
		return
	}
	onNative(w.win, func(native *glfw.Window) {
		native.SetSize(p.Width, p.Height)
		native.SetPos(p.X, p.Y)
		if p.Maximized {
			native.Maximize()
		}
	})
}

// leavePlace writes down where the window stands.
func (w *Window) leavePlace() {
	if !placed() {
		return
	}
	onNative(w.win, func(native *glfw.Window) {
		var p place
		p.X, p.Y = native.GetPos()
		p.Width, p.Height = native.GetSize()
		p.Maximized = native.GetAttrib(glfw.Maximized) == glfw.True
		if native.GetAttrib(glfw.Iconified) != glfw.True {
			w.rememberPlace(p)
		}
	})
}
