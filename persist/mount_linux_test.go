package persist

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"testing"

	"rehearse/journey"
	"rehearse/journey/edit"
)

// mounted is a file system of its own in memory; only root may have one.
func mounted(t *testing.T, size string) string {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("only root can mount a file system")
	}
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("nothing can be mounted here: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(folder, syscall.MNT_DETACH) })
	return folder
}

func longNote(tx *edit.Tx) error {
	settings := journey.Clone(tx.Map().Settings)
	settings.Notes += strings.Repeat("много текста ", 3000)
	return edit.SetRecord(tx, settings)
}

func TestAFullDiskKeepsTheFileAndTheEdit(t *testing.T) {
	t.Parallel()
	folder := mounted(t, "512k")
	d, err := Create(filepath.Join(folder, "full.journey"), journey.New("Full", "2026-11-22"), options())
	if err != nil {
		t.Fatal(err)
	}
	defer d.Discard()
	last := d.Map()
	for range 100 {
		if _, err = d.Apply(edit.Label{}, longNote); err != nil {
			break
		}
		last = d.Map()
	}
	codeIs(t, err, "persist.disk_full")
	if n, _ := d.Unsaved(); n != 1 {
		t.Errorf("%d changes unsaved, want 1", n)
	}
	if m, err := ReadMap(d.Path()); err != nil || !reflect.DeepEqual(m, last) {
		t.Errorf("the file on the full disk does not hold the last saved map (%v)", err)
	}
	if err := os.WriteFile(filepath.Join(folder, "rest"), make([]byte, 512<<10), 0o600); err == nil {
		t.Error("the disk was not full at all")
	}
	codeIs(t, d.ExportCopy(filepath.Join(folder, "copy.journey")), "persist.disk_full")
	if files, _ := os.ReadDir(folder); len(files) > 4 { // file, lock, rest, at most a journal
		t.Errorf("left behind: %v", files)
	}
	want := d.Map()
	if err := d.SaveAs(filepath.Join(t.TempDir(), "rescue.journey")); err != nil {
		t.Fatal(err)
	}
	if d = reopened(t, d); !reflect.DeepEqual(d.Map(), want) {
		t.Error("the rescued map is another one")
	}
}

func TestAReadOnlyPlaceIsForReading(t *testing.T) {
	t.Parallel()
	folder := mounted(t, "2m")
	path := filepath.Join(folder, "map.journey")
	d, err := Create(path, journey.New("Map", "2026-11-22"), options())
	if err != nil {
		t.Fatal(err)
	}
	addStage(t, d, "A")
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("", folder, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	d, err = Open(path, options())
	if err != nil {
		t.Fatal(err)
	}
	readOnlyFor(t, d, "persist.read_only_place")
	if stages(d.Map()) != "A" {
		t.Errorf("stages %s", stages(d.Map()))
	}
	_, err = Create(filepath.Join(folder, "new.journey"), journey.New("New", "2026-11-22"), options())
	codeIs(t, err, "persist.read_only_place")
	var p journey.Problem
	if err := d.ExportCopy(filepath.Join(folder, "copy.journey")); !errors.As(err, &p) {
		t.Errorf("error %v", err)
	}
	if err := d.SaveAs(filepath.Join(t.TempDir(), "mine.journey")); err != nil {
		t.Fatal(err)
	}
	addStage(t, d, "B")
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestAWriteThatBrokeOffOnAReadOnlyPlaceIsExplained(t *testing.T) {
	t.Parallel()
	folder := mounted(t, "4m")
	path := filepath.Join(folder, "map.journey")
	d, err := Create(path, journey.New("Map", "2026-11-22"), options())
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	for range 200 { // until a kill hits the middle of a write
		victim, lines := startVictim(t, path)
		for range 3 {
			lines.Scan()
		}
		victim.Process.Kill()
		victim.Wait()
		if info, err := os.Stat(path + "-journal"); err == nil && info.Size() > 0 {
			break
		}
	}
	if err := syscall.Mount("", folder, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	_, readErr := ReadMap(path)
	var p journey.Problem
	if readErr != nil && (!errors.As(readErr, &p) || p.Code != "persist.unfinished") {
		t.Errorf("error %v", readErr)
	}
	if err := syscall.Mount("", folder, "", syscall.MS_REMOUNT, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadMap(path); err != nil {
		t.Errorf("where it can be written again the file is not put right: %v", err)
	}
}
