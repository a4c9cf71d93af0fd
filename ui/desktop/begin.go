package desktop

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"rehearse/assets"
	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/journey/finding"
	"rehearse/persist"
	"rehearse/simulate"
	"rehearse/simulate/check"
	"rehearse/ui/session"
	"rehearse/ui/settings"
)

// icon is the program's picture in task bars.
var icon = fyne.NewStaticResource("icon.png", assets.Icon())

// autoPeople are in the run that follows each edit.
const autoPeople = 20_000

// roughPeople are in the first estimate that is seen together with an edit.
const roughPeople = 2_000

// newID makes the ID of a new record.
func newID() journey.ID { return journey.ID(uuid.NewString()) }

// randomIDs is the source of IDs of the editor.
type randomIDs struct{}

// NewID is part of edit.IDSource.
func (randomIDs) NewID() journey.ID { return newID() }

// newSession wires files, runs and checks together.
func newSession() *session.Session {
	options := persist.Options{IDs: randomIDs{}, Now: time.Now}
	return session.New(session.Options{
		Open: func(path string) (session.Document, error) {
			d, err := persist.Open(path, options)
			return orNone(d, err)
		},
		Create: func(path string, m *journey.Map) (session.Document, error) {
			replacing := options
			replacing.Replace = true // the file dialog has asked
			d, err := persist.Create(path, m, replacing)
			return orNone(d, err)
		},
		Rehearse: func(ctx context.Context, m *journey.Map, spec simulate.Spec, progress func(simulate.Progress)) (*simulate.Result, error) {
			return simulate.Run(ctx, m, spec, progress)
		},
		Check: func(m *journey.Map, result *simulate.Result, signed *check.Signed, weighed *simulate.Sensitivity) []finding.Finding {
			return check.Find(m, check.Seen{Today: journey.Date(time.Now().Format(time.DateOnly)), Result: result, Signed: signed, Sensitivity: weighed})
		},
		Replay: simulate.Replay, Sample: simulate.ReplaySample, Anybody: anybody,
		Measured: func(id string) bool {
			info, _ := check.Rule(id)
			return info.Measured
		},
		Weighing:    func(id string) bool { return id == check.GuessCarries },
		Names:       simulate.Names,
		Fingerprint: numbersOf,
		Now:         time.Now, AutoPeople: autoPeople, RoughPeople: roughPeople,
	})
}

// numbersOf tells maps apart that give other numbers: what only says how findings are judged is left out.
func numbersOf(m *journey.Map) string {
	plain := *m
	plain.Silences = nil
	if m.Policy != nil && len(m.Policy.Thresholds) > 0 {
		plain.Policy = journey.Clone(m.Policy)
		plain.Policy.Thresholds = nil
	}
	return codec.Fingerprint(&plain)
}

// orNone keeps a nil document from becoming an interface that is not nil.
func orNone(d *persist.Document, err error) (session.Document, error) {
	if err != nil {
		return nil, err
	}
	return d, nil
}

// begin opens what the program was started with: a file, else the last one, else the sample.
func (w *Window) begin(path string) {
	if path != "" {
		w.openPath(absolute(path))
		return
	}
	w.guided = true
	for _, last := range settings.Get(w.settings, prefRecent, []string(nil)) {
		if _, err := os.Stat(last); err == nil {
			w.openPath(last)
			return
		}
	}
	w.openSample()
}

func absolute(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		return full
	}
	return path
}

// openSample copies the first sample to the documents and opens it.
func (w *Window) openSample() {
	m, err := sampleMap(assets.Samples()[0].Name, w.text.Code())
	if err != nil {
		w.alert(err)
		return
	}
	name := m.Settings.Name
	if name == "" {
		name = assets.Samples()[0].Name
	}
	path := filepath.Join(documentsFolder(), name+extension)
	if _, err := os.Stat(path); err == nil {
		w.openPath(path)
		return
	}
	w.session.Create(path, m, w.onWindow(func(err error) {
		if err == nil {
			w.opened()
			return
		}
		// The documents cannot be written: a temporary place, so that there is something to look at.
		dir, failed := os.MkdirTemp("", "rehearse-")
		if failed != nil {
			w.alert(errors.Join(err, failed))
			return
		}
		w.createFile(filepath.Join(dir, filepath.Base(path)), m)
	}))
}
