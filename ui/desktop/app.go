//go:build !headless

package desktop

import (
	"os"
	"os/signal"
	"syscall"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"rehearse/persist/export/fonts"
	"rehearse/ui/text"
)

// appID names the program to the system and its preferences.
const appID = "io.rehearse.app"

// systemLanguage is the wish of the system, in the order in which programs look for it.
func systemLanguage() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if wish := os.Getenv(name); wish != "" {
			return wish
		}
	}
	return ""
}

// Main opens the window and returns the exit code when it is closed.
func Main(o Options) int {
	// Without the declared migration every refresh asks for its goroutine through a stack dump.
	app.SetMetadata(fyne.AppMetadata{ID: appID, Name: "Rehearse", Version: o.Version, Migrations: map[string]bool{"fyneDo": true}})
	a := app.NewWithID(appID)
	a.SetIcon(icon)
	language := o.Lang
	if language == "" {
		language = a.Preferences().StringWithFallback(prefLanguage, systemLanguage())
	}
	speakFyne(text.Match(language))
	tellSize(a.Preferences().Int(prefSize))
	win := a.NewWindow("Rehearse")
	s := newSession()
	w := newWindow(a, win, s, fonts.Embedded(), language, a.Preferences().Bool(prefDark))
	win.Resize(fyne.NewSize(1440, 900))
	win.CenterOnScreen()
	done := make(chan struct{})
	a.Lifecycle().SetOnStarted(func() {
		w.takePlace()
		w.hearEverywhere()
		w.begin(o.Path)
		if o.started != nil {
			o.started(w)
		}
	})
	go w.follow(done)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-signals
		fyne.Do(w.end)
	}()
	win.ShowAndRun()
	close(done)
	s.Close(true)
	return 0
}
