package persist

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"rehearse/journey"
	"rehearse/persist/sqlite"
)

// look opens a file without writing anything: what it holds at this moment is read and the file closed
// again. why is what ReadOnly answers.
func look(path string, version int, options Options, why journey.Problem) (*Document, error) {
	content, err := contentOf(path, version)
	if err != nil {
		return nil, err
	}
	d, err := restored(path, content, options)
	if err != nil {
		return nil, err
	}
	d.readOnly = &why
	return d, nil
}

func contentOf(path string, version int) (*sqlite.Content, error) {
	if version < sqlite.Version() {
		return contentOfOld(path, version)
	}
	content, err := load(path, sqlite.ReadOnly)
	var p journey.Problem
	if errors.As(err, &p) && p.Code == "persist.unfinished" {
		// A program died while it wrote. Whoever may write finishes that; nobody else can.
		lock, err := acquire(path)
		if err != nil {
			return nil, p
		}
		defer lock.release()
		if writable(path) != nil {
			return nil, p
		}
		return load(path, sqlite.ReadMore)
	}
	return content, err
}

// contentOfOld reads a file of an earlier version by way of a copy.
func contentOfOld(path string, version int) (*sqlite.Content, error) {
	folder, err := os.MkdirTemp("", "rehearse")
	if err != nil {
		return nil, sqlite.Explain("make a folder for", path, err)
	}
	defer os.RemoveAll(folder)
	fresh := filepath.Join(folder, "copy.journey")
	if err := sqlite.UpgradedCopy(path, version, fresh); err != nil {
		return nil, err
	}
	return load(fresh, sqlite.ReadOnly)
}

func load(path string, mode sqlite.Mode) (*sqlite.Content, error) {
	file, err := sqlite.Open(path, mode)
	if err != nil {
		return nil, err
	}
	content, err := file.Load()
	if closing := file.Close(); err == nil {
		err = closing
	}
	return content, err
}

// onlyLook reports whether a file that cannot be opened for this reason can still be looked at.
func onlyLook(err error) (journey.Problem, bool) {
	var p journey.Problem
	if !errors.As(err, &p) {
		return p, false
	}
	switch p.Code {
	case "persist.open_elsewhere", "persist.read_only_place", "persist.read_only_file", "persist.cannot_lock", "persist.disk_full":
		return p, true
	}
	return p, false
}

// openForWriting is os.OpenFile; tests put a file system in its place that refuses.
var openForWriting = func(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return file.Close()
}

// writable is a Problem when the file may not be written.
func writable(path string) error {
	err := openForWriting(path)
	if errors.Is(err, fs.ErrPermission) {
		return problem("read_only_file", path)
	}
	return sqlite.Explain("open", path, err)
}

// settled is the one name of a file: absolute, with links followed, so that two ways to it meet the same
// lock. The file need not exist, its folder must.
func settled(path string) (string, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", sqlite.Explain("find", path, err)
	}
	if real, err := filepath.EvalSymlinks(absolute); err == nil {
		return real, nil
	}
	folder, err := filepath.EvalSymlinks(filepath.Dir(absolute))
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return "", problem("no_folder", absolute)
		}
		return "", sqlite.Explain("find", path, err)
	}
	return filepath.Join(folder, filepath.Base(absolute)), nil
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func folder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
