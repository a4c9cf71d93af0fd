//go:build headless || ci

package desktop

// hearEverywhere does nothing: the robot presses keys where it means to.
func (w *Window) hearEverywhere() {}

// takePlace does nothing: a robot's window stands nowhere.
func (w *Window) takePlace() {}

// leavePlace does nothing.
func (w *Window) leavePlace() {}
