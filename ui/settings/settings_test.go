package settings

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"testing"
)

func open(t *testing.T, path string) *Settings {
	t.Helper()
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

type place struct{ X, Y int }

func TestWhatIsSetIsReadAtTheNextStart(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "folder", "settings.json")
	s := open(t, path)
	Set(s, "dark", true)
	Set(s, "people", 20_000)
	Set(s, "recent", []string{"a.journey", "б.journey"})
	Set(s, "place", place{1, 2})
	Set(s, "people", 5)
	if s.Fault() != nil {
		t.Fatal(s.Fault())
	}
	again := open(t, path)
	if !Get(again, "dark", false) || Get(again, "people", 0) != 5 || Get(again, "place", place{}) != (place{1, 2}) ||
		!reflect.DeepEqual(Get(again, "recent", []string(nil)), []string{"a.journey", "б.journey"}) {
		t.Errorf("%s", again.values)
	}
	if Get(again, "never set", "usual") != "usual" || Get(again, "dark", 7) != 7 {
		t.Error("a value that is missing or of another type has no fallback")
	}
	left, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(left) != 1 {
		t.Errorf("files left beside the settings: %v %v", left, err)
	}
}

func TestADamagedFileOfSettingsIsKeptBesideAndSaid(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "settings.json")
	if err := os.WriteFile(path, []byte(`{"dark": tr`), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(path)
	if err == nil {
		t.Error("nothing is said")
	}
	Set(s, "dark", true)
	if kept, err := os.ReadFile(path + ".damaged"); err != nil || string(kept) != `{"dark": tr` {
		t.Errorf("kept: %q %v", kept, err)
	}
	if !Get(open(t, path), "dark", false) {
		t.Error("what is set afterwards is not written")
	}
}

// TestNobodyEverReadsHalfOfTheSettings reads the file all the time while it is written: this is what a program sees that was
// ended at that moment.
func TestNobodyEverReadsHalfOfTheSettings(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "settings.json")
	s := open(t, path)
	Set(s, "number", 0)
	done := make(chan struct{})
	var writer sync.WaitGroup
	writer.Add(1)
	go func() {
		defer writer.Done()
		for i := 1; i <= 300; i++ {
			Set(s, "number", i)
		}
		close(done)
	}()
	for last := 0; ; {
		again, err := Open(path)
		if err != nil {
			t.Error(err)
			break
		}
		number := Get(again, "number", -1)
		if number < last {
			t.Errorf("%d after %d", number, last)
			break
		}
		last = number
		select {
		case <-done:
		default:
			continue
		}
		break
	}
	writer.Wait()
}

func TestSettingsThatCannotBeWrittenAreKeptInMemoryWithTheReason(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "a file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(filepath.Join(file, "settings.json")) // no folder can be made there
	if err == nil {
		t.Error("nothing is said")
	}
	Set(s, "dark", true)
	if s.Fault() == nil || !Get(s, "dark", false) {
		t.Errorf("fault %v, kept %v", s.Fault(), Get(s, "dark", false))
	}
	Set(s, "function", func() {})
	if s.Fault() == nil || errors.Is(s.Fault(), os.ErrNotExist) {
		t.Errorf("a value that is none: %v", s.Fault())
	}
}
