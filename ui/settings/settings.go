package settings

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"sync"
)

// Settings are values by name. All methods may be called from any goroutine.
type Settings struct {
	path string

	mutex  sync.Mutex
	values map[string]json.RawMessage
	fault  error
}

// Path is the file of a program's settings in the user's folder for such files, for example ~/.config/rehearse/settings.json.
// It fails when the system tells no such folder.
func Path() (string, error) {
	folder, err := os.UserConfigDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(folder, "rehearse", "settings.json"), nil
}

// Open reads the settings of a file; there are none yet where there is no file. A file that cannot be read is kept
// beside as path.damaged, and the settings begin anew; the error says so. With an empty path they are kept in memory alone.
func Open(path string) (*Settings, error) {
	s := &Settings{path: path, values: map[string]json.RawMessage{}}
	if path == "" {
		return s, nil
	}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	values := map[string]json.RawMessage{}
	if err == nil {
		err = json.Unmarshal(text, &values)
	}
	if err != nil {
		return s, errors.Join(err, os.Rename(path, path+".damaged"))
	}
	s.values = values
	return s, nil
}

// Fault is why the settings could not be written the last time; nil when they are in the file. They are kept in memory then,
// and written with the next value.
func (s *Settings) Fault() error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.fault
}

// Get reads a value; fallback when there is none, or one of another type.
func Get[T any](s *Settings, name string, fallback T) T {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	text, ok := s.values[name]
	if !ok {
		return fallback
	}
	var value T
	if json.Unmarshal(text, &value) != nil {
		return fallback
	}
	return value
}

// Set remembers a value. The file has it when Set returns, or Fault says why not.
func Set[T any](s *Settings, name string, value T) {
	text, err := json.Marshal(value)
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if err != nil {
		s.fault = err
		return
	}
	if string(s.values[name]) == string(text) && s.fault == nil {
		return
	}
	values := maps.Clone(s.values)
	values[name] = text
	s.values, s.fault = values, write(s.path, values)
}

// write replaces the file by another one with these values.
func write(path string, values map[string]json.RawMessage) error {
	if path == "" {
		return nil
	}
	text, err := json.MarshalIndent(values, "", "\t")
	if err != nil {
		return err
	}
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	// The new file stands in the same folder: only there it takes the place of the old one in one go.
	f, err := os.CreateTemp(folder, "settings-*.new")
	if err != nil {
		return err
	}
	_, err = f.Write(append(text, '\n'))
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
