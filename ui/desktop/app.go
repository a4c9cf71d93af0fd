//go:build !headless

package desktop

import (
	"errors"
	"os"
	"os/signal"
	"syscall"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"rehearse/journey"
	"rehearse/persist/export/fonts"
	"rehearse/ui/settings"
	"rehearse/ui/text"
)

// appID names the program to the system, and the folder in which Fyne's dialogs remember theirs.
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

// openSettings reads what is remembered; without it everything begins anew, and the error is why.
func openSettings() (*settings.Settings, error) {
	path, lost := settings.Path() // without such a folder they are kept until the end of the program
	kept, err := settings.Open(path)
	return kept, errors.Join(lost, err)
}

// Main opens the window and returns the exit code when it is closed.
func Main(o Options) int {
	// Without the declared migration every refresh asks for its goroutine through a stack dump.
	app.SetMetadata(fyne.AppMetadata{ID: appID, Name: "Rehearse", Version: o.Version, Migrations: map[string]bool{"fyneDo": true}})
	a := app.NewWithID(appID)
	a.SetIcon(icon)
	kept, lost := openSettings()
	language := o.Lang
	if language == "" {
		language = settings.Get(kept, prefLanguage, systemLanguage())
	}
	speakFyne(text.Match(language))
	tellSize(settings.Get(kept, prefSize, 0))
	win := a.NewWindow("Rehearse")
	s := newSession()
	w := newWindow(a, win, s, fonts.Embedded(), language, kept)
	win.Resize(fyne.NewSize(1440, 900))
	win.CenterOnScreen()
	done := make(chan struct{})
	a.Lifecycle().SetOnStarted(func() {
		go w.endWhenAsked()
		w.takePlace()
		w.hearEverywhere()
		w.begin(o.Path)
		if lost != nil {
			w.toast.say(w.t("window.settings.lost", journey.Args{"Error": lost.Error()}))
		}
		if o.started != nil {
			o.started(w)
		}
	})
	go w.follow(done)
	win.ShowAndRun()
	w.leaveUnasked()
	close(done)
	s.Close(true)
	return 0
}

// endWhenAsked ends the program as its window does when the system asks for it.
func (w *Window) endWhenAsked() {
	signals := make(chan os.Signal, 1)
	// Fyne listens too, and ends at once: without what is being typed, when it comes first. So it is made deaf; more than once,
	// as it begins to listen at a time of its own.
	for _, pause := range []time.Duration{0, time.Second, 5 * time.Second, time.Minute} {
		select {
		case <-signals:
			fyne.Do(w.end)
			return
		case <-time.After(pause):
			signal.Reset(os.Interrupt, syscall.SIGTERM)
			signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
		}
	}
	<-signals
	fyne.Do(w.end)
}
