package sqlite

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Replace puts a new file at path in one step: make writes it under another name in the same folder,
// then it takes the place. Whatever fails, the file at path is what it was. The caller holds the lock.
func Replace(path string, make func(fresh string) error) error {
	Sweep(path)
	fresh, err := reserve(path)
	if err != nil {
		return Explain("write", path, err)
	}
	defer remove(fresh) // nothing there once it has taken the place
	if err := make(fresh); err != nil {
		return aboutPlace(err, path)
	}
	if info, err := os.Stat(path); err == nil {
		if err := os.Chmod(fresh, info.Mode().Perm()); err != nil {
			return Explain("write", path, err)
		}
	}
	// A journal of the file that is being replaced would be played into the new one.
	if err := os.Remove(path + "-journal"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return Explain("write", path, err)
	}
	if err := os.Rename(fresh, path); err != nil {
		return Explain("write", path, err)
	}
	syncFolder(filepath.Dir(path))
	return nil
}

// reserve makes an empty file beside path under a name nobody uses.
func reserve(path string) (string, error) {
	folder, name := filepath.Split(path)
	for n := 1; ; n++ {
		fresh := filepath.Join(folder, fmt.Sprintf(".%s.%d-%d.new", name, os.Getpid(), n))
		file, err := os.OpenFile(fresh, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o666)
		if errors.Is(err, fs.ErrExist) && n < 1000 {
			continue
		}
		if err != nil {
			return "", err
		}
		return fresh, file.Close()
	}
}

// Sweep removes what a program left behind that died while it replaced the file. The caller holds the lock.
func Sweep(path string) {
	folder, name := filepath.Split(path)
	entries, err := os.ReadDir(filepath.Clean(folder))
	if err != nil {
		return // then nothing can be left there that matters
	}
	for _, e := range entries {
		left := strings.TrimSuffix(e.Name(), "-journal")
		if strings.HasPrefix(left, "."+name+".") && strings.HasSuffix(left, ".new") && e.Type().IsRegular() {
			os.Remove(filepath.Join(folder, e.Name()))
		}
	}
}

func remove(path string) {
	os.Remove(path)
	os.Remove(path + "-journal")
}

// aboutPlace lets a problem with the unfinished file speak of the file the user knows.
func aboutPlace(err error, path string) error {
	if p, ok := errorAs(err); ok && p.Args["Path"] != nil {
		p.Args["Path"], p.Args["File"] = path, filepath.Base(path)
		return p
	}
	return err
}

// syncFolder makes a rename last. Windows does that by itself and refuses to open folders.
func syncFolder(folder string) {
	if dir, err := os.Open(folder); err == nil {
		dir.Sync() // some file systems cannot; the rename has been done
		dir.Close()
	}
}
